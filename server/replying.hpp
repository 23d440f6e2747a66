// What the desk for answers by mail (mail/reply_desk.hpp) asks of a community. All wait: for its own thread.
#pragma once

#include <span>
#include <string>

#include "server/files/keep_upload.hpp"
#include "server/identity/accounts.hpp"
#include "server/live/loop.hpp"
#include "server/live/registry.hpp"

namespace ramure {

// Of the community's journal: what ids are meant in.
identity::Outcome<std::string> epoch_of_community(live::Registry& registry, const std::string& community);

// What a member answered: judged as any command of his, and on disk. The draft that he keeps on the page stays.
identity::Outcome<v1::Accepted> run_answer_of_member(live::Registry& registry, live::Loop& loop,
                                                     const std::string& community, std::uint64_t member_id,
                                                     const v1::Command& command);

// The files that came with it, for a message of this member's; what is kept already is left as it is. TOO_LARGE: he has
// no room for all of them, and none is kept.
identity::Outcome<identity::Done> keep_files_of_member(live::Registry& registry, live::Loop& loop,
                                                       const std::string& community, std::uint64_t member_id,
                                                       std::span<const files::WholeFile> files, TimestampMs now);

}  // namespace ramure
