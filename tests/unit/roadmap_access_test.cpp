// The rows « Feuille de route » of the rights table (domain guide, 5.1), cell by cell.
#include <gtest/gtest.h>

#include <algorithm>

#include "server/roadmap/access.hpp"

namespace ramure::test {

namespace {

using roadmap::Act;
using roadmap::Asker;
using Sharing = v1::RoadmapSharing;

// "rcsw!": reads, comments, suggests, writes, settles.
std::string acts(const Asker& asker, Sharing sharing) {
  std::string letters;
  constexpr std::pair<Act, char> all[] = {
      {Act::read, 'r'}, {Act::comment, 'c'}, {Act::suggest, 's'}, {Act::write, 'w'}, {Act::settle, '!'}};
  for (const auto& [act, letter] : all) {
    if (roadmap::may(asker, sharing, act)) letters += letter;
  }
  return letters;
}

struct Row {
  Asker asker;
  const char* pair;
  const char* support;
  const char* community;
};

const Row rows[] = {
    {{v1::ROLE_CATALYST, true, false, false}, "rcsw!", "rcsw!", "rcsw!"},
    {{v1::ROLE_CATALYST, false, false, false}, "", "", "rcs"},
    {{v1::ROLE_CATALYST, false, false, true}, "rcsw", "rcsw", "rcsw"},
    {{v1::ROLE_FACILITATOR, false, false, false}, "", "rcs", "rcs"},
    {{v1::ROLE_FACILITATOR, false, true, false}, "", "rcs", "rcs"},
    {{v1::ROLE_ADVISER, false, true, false}, "", "rcs", "rcs"},
    {{v1::ROLE_ADVISER, false, false, false}, "", "", "rcs"},
    {{v1::ROLE_EVALUATOR, false, false, false}, "", "", "r"},
    {{v1::ROLE_STEERING, false, false, false}, "", "", "r"},
    {{v1::ROLE_FORMER_MEMBER, false, false, false}, "", "", "r"},
    {{v1::ROLE_ORIENTATION, false, false, false}, "", "", ""},
    {{v1::ROLE_TECHNICAL_COMMITTEE, false, false, false}, "", "", ""},
    {{v1::ROLE_ADMIN, false, false, false}, "", "", ""},
    {{v1::ROLE_UNSPECIFIED, false, false, false}, "", "", ""},
};

}  // namespace

TEST(RoadmapAccess, IsTheTableOfTheGuide) {
  for (const Row& row : rows) {
    SCOPED_TRACE(v1::Role_Name(row.asker.role) + (row.asker.is_invited_pen ? ", invited" : ""));
    EXPECT_EQ(acts(row.asker, v1::ROADMAP_SHARING_PAIR), row.pair);
    EXPECT_EQ(acts(row.asker, v1::ROADMAP_SHARING_SUPPORT), row.support);
    EXPECT_EQ(acts(row.asker, v1::ROADMAP_SHARING_COMMUNITY), row.community);
  }
}

TEST(RoadmapAccess, EveryRoleHasItsRow) {
  for (int role = 0; role < v1::Role_ARRAYSIZE; ++role) {
    EXPECT_TRUE(std::ranges::any_of(rows, [&](const Row& row) { return row.asker.role == role; })) << role;
  }
}

}  // namespace ramure::test
