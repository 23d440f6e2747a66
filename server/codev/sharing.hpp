// What leaves a round. Nothing, unless the client approved the minutes, confirmed what was noted as his words, and
// chose to share: one place says so, for the thread of the obstacle, the roadmap of the territory and every other door.
//
// The client approved a text: that text leaves, or a part of it. Below « compte rendu complet » these are what he keeps
// and his plan, as they stand there now, without the words of anybody else. Only minutes that were written freely,
// under neither of these headings, say nothing of it: then his synthesis and his actions leave as he gave them in the
// round.
#pragma once

#include <optional>
#include <string>

#include "server/codev/round.hpp"
#include "server/files/words.hpp"

namespace ramure::codev {

bool may_leave(const Round& round);

// What this level is: Markdown, for the client to look at before he chooses it. Empty where it has no words, and as
// long as he has not approved the minutes and confirmed what was noted for him.
std::string text_at(const Round& round, v1::ShareLevel level, files::Language language = files::Language::french);

// What of it somebody of the round may take along: the client any level, since it is his text; the others what he chose
// to share, UNSPECIFIED being as much as one may. Nothing: there is nothing that he may.
struct TakenAlong {
  v1::ShareLevel level = v1::SHARE_LEVEL_UNSPECIFIED;
  std::string markdown;  // empty: this level has no words
};
std::optional<TakenAlong> taken_along(const Round& round, std::uint64_t member_id, v1::ShareLevel level,
                                      files::Language language = files::Language::french);

// Markdown of this level, and never more than what the client chose; empty where nothing may leave.
std::string shared_text(const Round& round, v1::ShareLevel level, files::Language language = files::Language::french);

}  // namespace ramure::codev
