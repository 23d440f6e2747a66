// Links to a roadmap for people without an account: a token that opens one thing, until a day or until it is taken
// back.
#include <fstream>

#include "tests/unit/accounts_fixture.hpp"

namespace ramure::identity {
namespace {

constexpr TimestampMs day_ms = 24LL * 60 * 60 * 1000;

class RoadmapLinksTest : public AccountsTest {
 protected:
  Outcome<MadeRoadmapLink> make(TimestampMs lasts_ms = 30 * day_ms, std::uint64_t roadmap_id = 12) {
    RoadmapLink link{.id = 0,
                     .community = "demo",
                     .epoch = "epoch",
                     .roadmap_id = roadmap_id,
                     .version_id = 40,
                     .label = "Pour la mairie",
                     .made_by = 7,
                     .made_at_ms = 0,
                     .expires_at_ms = clock.now_ms() + lasts_ms};
    return wait_for<MadeRoadmapLink>([&](auto done) { accounts->make_roadmap_link(link, std::move(done)); });
  }
  Outcome<RoadmapLink> find(const std::string& token, const std::string& address = "192.0.2.1") {
    return wait_for<RoadmapLink>([&](auto done) { accounts->find_roadmap_link(token, address, std::move(done)); });
  }
  Outcome<Done> revoke(std::uint64_t id, std::uint64_t roadmap_id = 12, const std::string& community = "demo") {
    return wait_for<Done>(
        [&](auto done) { accounts->revoke_roadmap_link(community, roadmap_id, id, std::move(done)); });
  }
  std::vector<RoadmapLink> list(std::uint64_t roadmap_id = 12, const std::string& community = "demo") {
    using Links = std::vector<RoadmapLink>;
    return wait_for<Links>([&](auto done) { accounts->list_roadmap_links(community, roadmap_id, std::move(done)); })
        .value();
  }
};

TEST_F(RoadmapLinksTest, ATokenOpensItsRoadmapAlsoAfterARestart) {
  const MadeRoadmapLink made = make().value();
  open();
  const RoadmapLink found = find(made.token).value();
  EXPECT_EQ(found.roadmap_id, 12u);
  EXPECT_EQ(found.version_id, 40u);
  EXPECT_EQ(found.community, "demo");
  EXPECT_EQ(found.epoch, "epoch");
  EXPECT_EQ(found.label, "Pour la mairie");
  EXPECT_EQ(found.id, made.link.id);
}

TEST_F(RoadmapLinksTest, ExpiredRevokedAndUnknownAreToldAlike) {
  const MadeRoadmapLink first = make(day_ms).value(), second = make().value();
  ASSERT_TRUE(revoke(second.link.id));
  const std::string unknown = find("x").error().SerializeAsString();
  EXPECT_EQ(find(second.token).error().SerializeAsString(), unknown);
  clock.advance(day_ms - 1);
  EXPECT_TRUE(find(first.token));
  clock.advance(1);
  EXPECT_EQ(find(first.token).error().SerializeAsString(), unknown);
}

TEST_F(RoadmapLinksTest, AreListedNewestFirstAndExpiredOnesForAMonth) {
  make(day_ms).value();
  make().value();
  make(day_ms, 13).value();
  ASSERT_EQ(list().size(), 2u);
  EXPECT_GT(list()[0].expires_at_ms, list()[1].expires_at_ms);
  EXPECT_TRUE(list(12, "autre").empty());
  clock.advance(2 * day_ms);
  EXPECT_EQ(list().size(), 2u);
  clock.advance(30 * day_ms);
  EXPECT_EQ(list().size(), 1u);
}

TEST_F(RoadmapLinksTest, AreTakenBackByTheirOwnRoadmapOnly) {
  const MadeRoadmapLink made = make().value();
  EXPECT_FALSE(revoke(made.link.id, 13));
  EXPECT_FALSE(revoke(made.link.id, 12, "autre"));
  EXPECT_FALSE(revoke(made.link.id + 1));
  EXPECT_TRUE(find(made.token));
  EXPECT_TRUE(revoke(made.link.id));
  EXPECT_FALSE(revoke(made.link.id));
}

TEST_F(RoadmapLinksTest, LastAtMostAYearAndAreBoundedInNumber) {
  EXPECT_EQ(make(0).error().code(), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(make(roadmap_link_ms_max + 1).error().code(), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  for (std::size_t i = 0; i < roadmap_links_max; ++i) ASSERT_TRUE(make(i == 0 ? day_ms : roadmap_link_ms_max));
  EXPECT_EQ(make().error().code(), v1::REFUSAL_CODE_TOO_LARGE);
  EXPECT_TRUE(make(day_ms, 13)) << "of one roadmap each";
  clock.advance(day_ms);
  EXPECT_TRUE(make()) << "one has expired";
}

TEST_F(RoadmapLinksTest, GuessesAreThrottledAndReadingIsNot) {
  const std::string token = make().value().token;
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(find(token, "192.0.2.9")) << "number " << i;
  bool is_limited = false;
  for (int i = 0; i < 500 && !is_limited; ++i) {
    is_limited = find("x" + std::to_string(i), "192.0.2.9").error().code() == v1::REFUSAL_CODE_RATE_LIMITED;
  }
  EXPECT_TRUE(is_limited);
}

TEST_F(RoadmapLinksTest, ATokenOpensNothingElseAndIsInNoFile) {
  const std::string token = make().value().token;
  EXPECT_EQ(accounts->authenticate(token), nullptr);
  EXPECT_FALSE(
      wait_for<MemberOf>([&](auto done) { accounts->find_calendar_feed(token, "192.0.2.1", std::move(done)); }));
  accounts->stop();
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(bytes.find(token), std::string::npos) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 0u);
}

}  // namespace
}  // namespace ramure::identity
