// What leaves a round. Nothing, unless the client approved the minutes, confirmed what was noted as his words, and
// chose to share: one place says so, for the thread of the obstacle, the roadmap of the territory and every other door.
//
// Below « compte rendu complet » only the client's own words leave: what he keeps, and his plan. Taken when he chooses:
// once the raw exchanges are erased, what he kept is gone with them.
#pragma once

#include <string>

#include "server/codev/round.hpp"
#include "server/files/words.hpp"

namespace ramure::codev {

bool may_leave(const Round& round);

// Markdown of this level, and never more than what the client chose; empty where nothing may leave.
std::string shared_text(const Round& round, v1::ShareLevel level, files::Language language = files::Language::french);

}  // namespace ramure::codev
