// Rounds played at random in a community: at every event what the rules let somebody see is what the permission test
// delivers; a round that was lived through equals the one that is folded from the journal; what was erased is nowhere.
// RAMURE_ROUND_SEED: this one only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "server/codev/visible.hpp"
#include "server/community/round_book.hpp"
#include "storage/check.hpp"
#include "storage/replay.hpp"
#include "tests/support/community_round.hpp"
#include "tests/support/instrumented.hpp"

namespace ramure::test {

namespace {

using testing::IsEmpty;

constexpr std::uint64_t seeds = is_instrumented ? 10 : 40;

// The ids of what somebody is shown in a round, with their words.
std::map<std::uint64_t, std::string> shown(const codev::Round& round, std::uint64_t member_id) {
  std::map<std::uint64_t, std::string> words;
  const v1::RoundView view = codev::view_for(round, member_id, 0);
  for (const v1::Contribution& said : view.contributions()) {
    words[said.id()] = said.text();
  }
  return words;
}

void tell(const v1::Contribution& said, std::map<std::uint64_t, std::string>& words) { words[said.id()] = said.text(); }

class World {
 public:
  explicit World(std::uint64_t seed) : random_(seed, played_.cast(), played_.door()), engine_(seed * 77) {
    played_.note(random_.play.round);
  }

  void act() {
    if (engine_() % 60 == 0) {
      played_.leave_the_community(engine_, random_.play);
    } else {
      random_.act();
    }
    check_fold();
    check_readers();
  }

  void end() {
    random_.play.wait(100LL * 24 * 3600 *
                      1000);  // it lapses, if it was not brought to its end, and the retention is over
    random_.play.wait(40LL * 24 * 3600 * 1000);
    check_fold();
    check_readers();
    RuledCommunity& c = played_.community();
    EXPECT_THAT(storage::compare_with_replay(c.folder()), IsEmpty());
    for (const storage::Finding& finding : storage::check_community(c.folder())) {
      EXPECT_EQ(finding.part, "search") << finding.sentence;  // there is none here
    }
    EXPECT_TRUE(random_.play.state().words_erased() || random_.play.state().status() == v1::ROUND_STATUS_CANCELLED);
  }

 private:
  void check_fold() {
    codev::Round anew;
    community::fold(anew, played_.community().view().round_events(played_.id(), 0));
    EXPECT_EQ(anew.state.DebugString(), random_.play.state().DebugString());
  }

  void check_readers() {
    storage::View& view = played_.community().view();
    const std::vector<v1::Event> events = view.round_events(played_.id(), 0);
    for (const std::uint64_t id : played_.everybody()) {
      const storage::Readable readable = view.readable(id);
      const bool is_here = view.member(id)->status == v1::MEMBER_STATUS_ACTIVE;
      const bool is_in = is_here && readable.find(played_.id()) != nullptr;
      std::map<std::uint64_t, std::string> told;
      for (const v1::Event& event : events) {
        const bool reads = readable.may_read_event(event.channel_id(), event.member_id(), event.birth_seq());
        const bool sees = codev::visible_to(random_.play.round, community::from_journal(event), id);
        if (is_in) {
          const bool is_letter = event.channel_id() == 0;  // told to him alone, perhaps in an earlier stay
          EXPECT_TRUE(reads == sees || (reads && is_letter)) << "member " << id << ": " << event.ShortDebugString();
        } else {
          EXPECT_TRUE(!reads || event.channel_id() == 0) << "member " << id << ": " << event.ShortDebugString();
        }
        if (!reads || !sees) continue;
        if (event.round().has_contribution_made()) tell(event.round().contribution_made().contribution(), told);
        for (const auto& said : event.round().contributions_shown().contributions()) tell(said, told);
      }
      if (!is_in || random_.play.state().status() == v1::ROUND_STATUS_CANCELLED) continue;
      const auto view_of_him = shown(random_.play.round, id);
      for (const auto& [said, words] : view_of_him) EXPECT_TRUE(told.contains(said)) << id << " was not told " << said;
      for (const auto& [said, words] : told) {
        EXPECT_TRUE(view_of_him.contains(said)) << id << " is not shown " << said;
        if (view_of_him.contains(said)) {
          EXPECT_TRUE(words == view_of_him.at(said) || random_.play.state().words_erased()) << said;
        }
      }
    }
  }

  CommunityRound played_;
  RandomRound random_;
  std::mt19937_64 engine_;
};

}  // namespace

TEST(RoundCommunity, WhatTheRulesShowIsWhatIsDelivered) {
  const char* only = std::getenv("RAMURE_ROUND_SEED");
  const std::uint64_t first = only == nullptr ? 1 : std::strtoull(only, nullptr, 10);
  const std::uint64_t last = only == nullptr ? seeds : first;
  for (std::uint64_t seed = first; seed <= last && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("RAMURE_ROUND_SEED=" + std::to_string(seed));
    World world(seed);
    for (std::uint64_t i = 0; i < 40 + seed % 40 && !testing::Test::HasFailure(); ++i) world.act();
    world.end();
  }
}

}  // namespace ramure::test
