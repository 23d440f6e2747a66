// From a census to figures that may be shown: « effectif insuffisant » hides the others (domain guide 5.2: territories
// are counted, none of fewer than 3, margins only, never two views that allow subtraction).
//
// 1. A figure that comes from fewer than 3 territories is hidden, nought included. So is one that leaves 1 or 2 of the
//    engaged territories out: the committee knows how many are engaged, and would subtract.
// 2. Within a margin, where the sum may be known, hiding one cell hides nothing. As usual in statistics (complementary
//    suppression of table cells), others are hidden with it, those of the fewest territories first, until at least two
//    are, and what they hold together comes from at least 3 territories, or from none.
// 3. Between dossiers: a figure is shown anew only if nothing, or what at least 3 territories add, has changed against
//    *every* earlier dossier that showed it. Else it keeps the value that was shown last: so no two dossiers can be
//    subtracted.
//
// Averages of evaluations come as the page of their gathering shows them: a series of its own, in which no two figures
// differ by the answers of fewer than 3 territories (course/evaluation.hpp). Whoever sees both sees one series.
//
// What remains possible: to see that something changed, and to learn of a figure from elsewhere. Whoever knows a figure
// of every other territory knows the last one's; no threshold protects from that.
#pragma once

#include <vector>

#include "server/clock.hpp"
#include "server/dossier/basis.hpp"

namespace ramure::dossier {

inline constexpr std::size_t territories_min = 3;

struct Drawn {
  v1::DossierFigures figures;
  Basis basis;  // of what is shown; kept when the dossier is published
};

// `earlier`: of all dossiers that the community has published, oldest first.
Drawn draw(const Census& census, const std::vector<Basis>& earlier, TimestampMs at_ms);

}  // namespace ramure::dossier
