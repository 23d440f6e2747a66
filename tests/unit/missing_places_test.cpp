// A community of an older release gets the places that it lacks, once.
#include "server/ops/missing_places.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/community/places.hpp"
#include "server/manual_clock.hpp"
#include "server/ops/data_paths.hpp"
#include "server/ops/local_communities.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class MissingPlaces : public testing::Test {
 protected:
  MissingPlaces() {
    std::filesystem::create_directories(paths_.community("essai"));
    FoundedCommunity community(paths_.community("essai"));  // plenary, themes and backstage alone
    facilitator_ = community.facilitator;
    orientation_ = community.orientation;
  }

  std::size_t open() { return ops::open_missing_places({"essai"}, ops::submit_locally(paths_, clock_)); }
  std::unique_ptr<storage::Store> store() { return storage::Store::open(paths_.community("essai"), {}); }
  std::size_t count(storage::View& view, ChannelKind kind) {
    return static_cast<std::size_t>(std::ranges::count(view.channels(), kind, &storage::ChannelState::kind));
  }

  TemporaryFolder folder_;
  ops::DataPaths paths_{folder_.path()};
  ManualClock clock_{FoundedCommunity::first_event_ms + 100'000'000};
  std::uint64_t facilitator_ = 0, orientation_ = 0;
};

}  // namespace

TEST_F(MissingPlaces, AreOpenedWithTheirReaders) {
  EXPECT_EQ(open(), 1u);
  const auto opened = store();
  for (const auto& place : community::places_of_community) {
    EXPECT_EQ(count(opened->view(), place.kind), 1u) << ChannelKind_Name(place.kind);
  }
  for (const storage::ChannelState& channel : opened->view().channels()) {
    if (channel.kind < CHANNEL_KIND_RESOURCES) continue;
    EXPECT_TRUE(opened->view().membership(facilitator_, channel.id)) << ChannelKind_Name(channel.kind);
    const bool reads = channel.kind == CHANNEL_KIND_RESOURCES || channel.kind == CHANNEL_KIND_ORIENTATION;
    EXPECT_EQ(opened->view().membership(orientation_, channel.id).has_value(), reads) << ChannelKind_Name(channel.kind);
  }
}

TEST_F(MissingPlaces, ASecondStartChangesNothing) {
  open();
  const std::uint64_t head = store()->head_seq();
  EXPECT_EQ(open(), 1u);
  EXPECT_EQ(store()->head_seq(), head);
}

TEST_F(MissingPlaces, ACommunityThatCannotBeOpenedHoldsUpNoOther) {
  const auto submit = [&, local = ops::submit_locally(paths_, clock_)](
                          const std::string& slug, const community::Actor& actor,
                          const Command& command) -> std::expected<Accepted, Refusal> {
    if (slug == "essai") return local(slug, actor, command);
    Refusal refusal;
    refusal.set_code(REFUSAL_CODE_STORAGE_UNAVAILABLE);
    return std::unexpected(refusal);
  };
  EXPECT_EQ(ops::open_missing_places({"autre", "essai"}, submit), 1u);
  EXPECT_EQ(count(store()->view(), CHANNEL_KIND_TECHNICAL), 1u);
}

}  // namespace ramure::test
