// What a client holds of a round: the first picture and the events, against a fresh picture.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/round_replay.hpp"
#include "tests/unit/client_round_seat.hpp"

namespace ramure::test {

namespace {

using cli::Change;
using cli::Room;

// Contributions in the order of their ids: how they are placed on the screen is tested apart.
std::string picture_of(v1::RoundView view) {
  std::ranges::sort(*view.mutable_contributions(), {}, &v1::Contribution::id);
  return view.ShortDebugString();
}

}  // namespace

TEST(ClientRoundRoom, OldPicturePlusEventsEqualsAFreshOneForEverybodyAtEveryMoment) {
  for (const ops::CorpusRound& corpus : corpus_rounds()) {
    RoundReplay replay(corpus);
    replay.run();
    codev::Round now;
    std::map<std::uint64_t, Room> rooms;
    std::size_t compared = 0;
    const auto& events = replay.play.events;
    for (std::size_t at = 0; at < events.size(); ++at) {
      const v1::RoundEvent& event = events[at];
      codev::apply(now, event);
      // What one command did is told by several events: between them nobody looks.
      const bool is_whole = at + 1 == events.size() || events[at + 1].at_ms() != event.at_ms();
      for (const v1::RoundParticipant& person : now.state.participants()) {
        const std::uint64_t me = person.member_id();
        const auto answer = answer_for(now, me, event.at_ms(), false);
        if (answer.view().id() == 0) continue;  // an observer who was not admitted yet
        if (!rooms.contains(me)) {
          rooms[me].begin(answer, event.at_ms());
          continue;
        }
        Room& room = rooms[me];
        if (codev::visible_to(now, event, me)) {
          EXPECT_NE(room.take(enveloped(event)), Change::none);
        }
        room.refresh(answer_for(now, me, event.at_ms(), true), event.at_ms());
        if (is_whole && event.seq() % 3 == 0) {
          ASSERT_TRUE(picture_of(room.view()) == picture_of(answer.view()))
              << "member " << me << ", event " << event.seq();
          ++compared;
        }
      }
    }
    EXPECT_GT(compared, 200u);
  }
}

TEST(ClientRoundRoom, AnEventTakenTwiceChangesNothing) {
  RoundPlay play(shipped_form("standard"));
  play.go_to("consultation");
  Seat consultant(play, 20);
  play.say(21, "suggestion", "Une idée");
  consultant.catch_up();
  const std::string before = picture_of(consultant.room.view());
  consultant.room.take(enveloped(play.events.back()));
  EXPECT_EQ(picture_of(consultant.room.view()), before);
}

TEST(ClientRoundRoom, NumbersStayWhenHiddenWordsAreRevealed) {
  RoundPlay play(shipped_form("standard"));
  play.go_to("consultation");
  Seat facilitator(play, play.facilitator), consultant(play, 20);
  ASSERT_EQ(facilitator.type("/silence 3"), "");
  play.say(21, "suggestion", "Écrite en silence, avant");
  play.say(20, "suggestion", "La mienne, en silence");
  play.say(play.facilitator, "message_cadre", "Dite à tout le monde");
  consultant.catch_up();
  const auto spoken = consultant.room.view().contributions().rbegin()->id();
  const std::size_t number = consultant.room.number_of(spoken);
  ASSERT_EQ(facilitator.type("/devoiler"), "");
  consultant.catch_up();
  EXPECT_EQ(consultant.room.number_of(spoken), number);
  const auto& last = *consultant.room.view().contributions().rbegin();
  EXPECT_EQ(last.text(), "La mienne, en silence") << "what is revealed comes when it is revealed";
  EXPECT_EQ(consultant.room.find("~" + std::to_string(number)).value(), spoken);
  EXPECT_EQ(consultant.room.find(std::to_string(spoken)).value(), spoken);
  for (const char* wrong : {"", "~", "~0", "~999", "999999999", "trois"})
    EXPECT_FALSE(consultant.room.find(wrong)) << wrong;
}

TEST(ClientRoundRoom, ErasedWordsAreGoneAndTheirPlaceIsKept) {
  RoundPlay play(shipped_form("standard"));
  play.go_to("consultation");
  Seat author(play, 20), reader(play, 21);
  ASSERT_EQ(author.type("Je le regrette déjà"), "");
  reader.catch_up();
  const auto id = reader.room.view().contributions().rbegin()->id();
  ASSERT_EQ(author.type("/effacer ~" + std::to_string(author.room.number_of(id))), "");
  reader.catch_up();
  const v1::Contribution* left = cli::find_contribution(reader.room.view(), id);
  ASSERT_NE(left, nullptr);
  EXPECT_TRUE(left->erased());
  EXPECT_EQ(left->author_id(), 20u);
  EXPECT_EQ(reader.room.view().SerializeAsString().find("regrette"), std::string::npos);
}

TEST(ClientRoundRoom, TheClockKeepsItsPaceOnADeviceWhoseClockIsWrongByADay) {
  constexpr std::int64_t day_ms = 86'400'000;
  v1::RoundAnswer answer;
  answer.mutable_view()->set_step_remaining_ms(600'000);
  answer.mutable_view()->set_shows_clock(true);
  answer.mutable_view()->set_status(v1::ROUND_STATUS_RUNNING);
  answer.set_server_time_ms(50 * day_ms);
  Room room;
  room.begin(answer, 51 * day_ms);
  EXPECT_EQ(room.remaining_ms(51 * day_ms), 600'000);
  EXPECT_EQ(room.remaining_ms(51 * day_ms + 60'000), 540'000);
  EXPECT_EQ(room.remaining_ms(50 * day_ms), 600'000) << "set back meanwhile";
  answer.mutable_view()->set_suspended(true);
  room.refresh(answer, 51 * day_ms);
  EXPECT_EQ(room.remaining_ms(51 * day_ms + 60'000), 600'000) << "suspended, it stands still";
}

TEST(ClientRoundRoom, KnowsWhatIsNotItsOwnAndWhenItIsOver) {
  RoundPlay play(shipped_form("standard"));
  Seat consultant(play, 20);
  v1::Event other;
  other.mutable_round()->set_round_id(7);
  other.mutable_round()->mutable_contribution_made()->mutable_contribution()->set_text("d’un autre tour");
  EXPECT_EQ(consultant.room.take(other), Change::none);
  EXPECT_EQ(consultant.room.view().contributions_size(), 0);
  v1::Event left;
  left.mutable_membership_ended()->set_channel_id(play.round.state.id());
  EXPECT_EQ(consultant.room.take(left), Change::over);
  v1::Event granted_anew;
  granted_anew.mutable_membership_granted()->mutable_membership()->set_channel_id(play.round.state.id());
  EXPECT_EQ(consultant.room.take(granted_anew), Change::reload) << "a cancelled round is read from then on";
  v1::Event handed_over;
  handed_over.mutable_round()->set_round_id(play.round.state.id());
  handed_over.mutable_round()->mutable_facilitation_taken();
  EXPECT_EQ(consultant.room.take(handed_over), Change::reload);
  v1::Event erased;
  erased.mutable_round()->set_round_id(play.round.state.id());
  erased.mutable_round()->mutable_words_erased();
  EXPECT_EQ(consultant.room.take(erased), Change::reload);
}

}  // namespace ramure::test
