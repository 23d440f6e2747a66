// Refusals of a roadmap, each with a cause in data["cause"], so that clients can say it in their language.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/community/refuse.hpp"

namespace ramure::roadmap {

using community::Checked;
using community::pass_on;
using community::Refused;

namespace refuse {

using community::refuse::already_done;
using community::refuse::forbidden;  // always with a cause: "rights", "frozen", "archived", "shared"
using community::refuse::invalid;
using community::refuse::not_found;
using community::refuse::too_large;
using community::refuse::unknown_command;

// CONFLICT of a push; data["version"] is the text's. The editor keeps what it holds in every case.
//   "behind"    too much happened since its base: take the changes since, move over them, push again
//   "epoch"     the text was opened in the journal of before a restore: keep the text as a copy
//   "ahead"     its base was never reached here (an older copy was restored): keep the text as a copy
//   "diverged"  what the log holds of this editor is not what it sends: keep the text as a copy, open anew
Refused push_conflict(std::string_view cause, std::uint64_t version);

// CONFLICT of anything else: data["version"] is the one in force.
Refused other_version(std::string_view field, std::uint64_t version);

}  // namespace refuse

}  // namespace ramure::roadmap
