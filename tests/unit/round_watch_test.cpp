// The watch over the clocks of rounds: what it sends may be refused room, and is sent again.
#include <gtest/gtest.h>

#include "server/live/round_watch.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::live {

namespace {

class RoundWatchTest : public testing::Test {
 protected:
  test::RuledCommunity c_;
  test::RuledRound round_{c_,
                          {c_.facilitator, 0, c_.valmerac.first, {c_.kerlohan.first, c_.kerlohan.second, c_.adviser}}};
  std::shared_ptr<Presence> presence_ = std::make_shared<Presence>();
  int ticks_ = 0;
  std::vector<bool> told_;  // of the facilitator's connection
  bool has_reader_ = true;

  void tick(RoundWatch& watch, TimestampMs now, bool has_room) {
    const auto reader = storage::Reader::open(c_.folder());
    watch.tick(
        now, *presence_,
        [&](const std::function<void(storage::Reader*)>& job) { job(has_reader_ ? reader.get() : nullptr); },
        [&](const v1::RoundCommand& command) {
          ticks_ += command.has_tick() ? 1 : 0;
          if (command.has_note_connection()) told_.push_back(command.note_connection().connected());
          return has_room;
        });
  }
};

}  // namespace

// Regression: a tick that was sent and then failed (a full disk) left the round's clock unwatched.
TEST_F(RoundWatchTest, ARoundWhoseTickBroughtNothingIsLookedAtAgain) {
  const TimestampMs due = c_.store().next_round_look_ms();
  RoundWatch watch(due);
  tick(watch, due - 1, true);
  EXPECT_EQ(ticks_, 0);
  tick(watch, due, true);
  EXPECT_EQ(ticks_, 1);
  EXPECT_EQ(watch.next_look_ms(), due + look_again_ms);
  tick(watch, due + look_again_ms, false);
  EXPECT_EQ(ticks_, 2);
  EXPECT_EQ(watch.next_look_ms(), due + 2 * look_again_ms);
}

TEST_F(RoundWatchTest, ARoundThatWasLookedAtIsLeftAloneUntilItIsDueAgain) {
  const TimestampMs due = c_.store().next_round_look_ms();
  RoundWatch watch(due);
  tick(watch, due, true);
  c_.store().begin();
  c_.store().begin_command();
  c_.store().note_round_look(round_.id(), due + 60'000);
  c_.store().end_command();
  c_.store().commit();
  tick(watch, due + look_again_ms, true);
  EXPECT_EQ(ticks_, 1);
  EXPECT_EQ(watch.next_look_ms(), due + 60'000);
}

// Regression: where a reader could not be had, or the writer's queue was full, nobody ever learned that the facilitator
// had gone, and her deputy could not take over.
TEST_F(RoundWatchTest, AFacilitatorsComingAndGoingIsToldUntilItIsHeard) {
  const TimestampMs before = c_.store().next_round_look_ms() - 60'000;
  RoundWatch watch(c_.store().next_round_look_ms());
  tick(watch, before, true);
  EXPECT_EQ(told_, std::vector({false})) << "a start is a lost connection";
  {
    const Presence::Ticket here = presence_->enter(c_.facilitator);
    has_reader_ = false;
    tick(watch, before, true);
    EXPECT_EQ(told_.size(), 1u);
    has_reader_ = true;
    tick(watch, before, false);
    tick(watch, before, true);
    EXPECT_EQ(told_, std::vector({false, true, true}));
  }
  tick(watch, before, true);
  tick(watch, before, true);
  EXPECT_EQ(told_, std::vector({false, true, true, false})) << "once it is heard, no more";
}

TEST_F(RoundWatchTest, AClockThatCouldNotBeReadIsLookedAtAgain) {
  const TimestampMs due = c_.store().next_round_look_ms();
  RoundWatch watch(due);
  has_reader_ = false;
  tick(watch, due, true);
  EXPECT_EQ(watch.next_look_ms(), due + look_again_ms);
  has_reader_ = true;
  tick(watch, due + look_again_ms, true);
  EXPECT_EQ(ticks_, 1);
}

}  // namespace ramure::live
