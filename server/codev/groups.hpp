// Composes groups for rounds: the pair of each territory split, people of one organisation apart, profiles of
// territories mixed, sizes that differ by at most one. A proposal; whoever plans changes what he likes.
//
//   auto proposed = codev::propose_groups(people, 0);
//   if (!proposed) answer(proposed.error());
//
// Pure, and the same people give the same groups in whatever order they come.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "ramure/v1/queries.pb.h"
#include "ramure/v1/refusals.pb.h"

namespace ramure::codev {

struct GroupCandidate {
  std::uint64_t member_id = 0;
  std::uint64_t territory_id = 0;  // 0: of none, paired with nobody
  std::string profile;             // of the territory, as its label says; empty: unknown
  std::string organisation;        // stands for hierarchical links, of which the server knows nothing; empty: unknown
};

// `group_count` 0: as many as bring the groups nearest to 6 to 8 people, rather smaller than larger. Refused: fewer
// people than a round needs, somebody named twice, or a number of groups that would make one smaller than 4 or larger
// than 10.
std::expected<v1::ProposedGroups, v1::Refusal> propose_groups(std::vector<GroupCandidate> people,
                                                              std::uint32_t group_count);

}  // namespace ramure::codev
