// The workshop in the room: whose sentences they are is said nowhere, and what is withdrawn is gone.
#include "server/course/course_limits.hpp"
#include "storage/connection.hpp"
#include "storage/replay.hpp"
#include "storage/scrub.hpp"
#include "tests/support/course_world.hpp"
#include "tests/support/file_words.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using community::Actor;

class DecideWorkshops : public CourseWorld {
 protected:
  std::uint64_t session_ = begun_session();
  std::uint64_t workshop_ = made(c_.facilitator, command_open_workshop(session_, now() + hour_ms));

  std::uint64_t say(std::string_view text) { return made(c_.valmerac.first, command_sentence(workshop_, text)); }
};

}  // namespace

TEST_F(DecideWorkshops, AFacilitatorOpensOneOfAGatheringOfThePlenary) {
  EXPECT_EQ(code(c_.valmerac.first, command_open_workshop(session_, now() + hour_ms)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.facilitator, command_open_workshop(900'000'000, now() + hour_ms)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(c_.facilitator, command_open_workshop(session_, now() + 2 * day_ms)), REFUSAL_CODE_INVALID_ARGUMENT);
  const WorkshopAnswer seen = workshop(c_.kerlohan.first, workshop_);
  EXPECT_EQ(seen.workshop().question(), "Qu’est-ce qui vous freine ?");
  EXPECT_FALSE(seen.workshop().closed());
  EXPECT_FALSE(seen.can_sort());
  EXPECT_TRUE(workshop(c_.other_facilitator, workshop_).can_sort());
  ASSERT_EQ(look(c_.kerlohan.first, session_).workshops_size(), 1);
  for (std::size_t i = 1; i < course::limits::workshops_of_gathering_max; ++i) {
    made(c_.facilitator, command_open_workshop(session_, now() + hour_ms));
  }
  EXPECT_EQ(code(c_.facilitator, command_open_workshop(session_, now() + hour_ms)), REFUSAL_CODE_TOO_LARGE);
  c_.accept(c_.facilitator, command_cancel(session_));
  EXPECT_EQ(cause(c_.facilitator, command_open_workshop(session_, now() + hour_ms)), "cancelled");
}

TEST_F(DecideWorkshops, ASentenceIsNobodys) {
  const auto decision = c_.accept(c_.valmerac.first, command_sentence(workshop_, "Trop de guichets"));
  const Event& event = decision.events.at(0);
  EXPECT_EQ(event.channel_id(), c_.plenary);
  EXPECT_EQ(event.actor_id(), 0u);
  EXPECT_EQ(event.command_key(), "");
  EXPECT_EQ(code(c_.evaluator, command_sentence(workshop_)), REFUSAL_CODE_FORBIDDEN) << "who only reads";
  EXPECT_EQ(code(c_.orientation, command_sentence(workshop_)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(workshop(c_.kerlohan.first, workshop_).workshop().sentences(0).text(), "Trop de guichets");
}

TEST_F(DecideWorkshops, TheCodeOpensOneWorkshopForSentencesAlone) {
  const std::uint64_t other = made(c_.facilitator, command_open_workshop(session_, now() + hour_ms));
  EXPECT_TRUE(c_.send(Actor::in_room(workshop_), command_sentence(workshop_, "Du fond de la salle")));
  for (const Command& command : {command_sentence(other), command_close_workshop(workshop_), command_sort(7, 0),
                                 command_post(7), command_add_member(ROLE_ADMIN, 0, "x"), Command()}) {
    const auto decided = c_.consider(Actor::in_room(workshop_), command);
    ASSERT_FALSE(decided) << command.ShortDebugString();
    EXPECT_EQ(decided.error().code(), REFUSAL_CODE_UNIMPLEMENTED) << command.ShortDebugString();
  }
  EXPECT_FALSE(c_.consider(Actor::in_room(900'000'000), command_sentence(900'000'000)));
  EXPECT_EQ(workshop(c_.kerlohan.first, workshop_).workshop().sentences_size(), 1);
}

TEST_F(DecideWorkshops, FiveHundredSentencesAndNotOneMore) {
  for (std::size_t i = 0; i < course::limits::sentences_max; ++i) {
    ASSERT_TRUE(c_.send(Actor::in_room(workshop_), command_sentence(workshop_, "Phrase " + std::to_string(i)))) << i;
  }
  const auto refused = c_.consider(Actor::in_room(workshop_), command_sentence(workshop_));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), REFUSAL_CODE_TOO_LARGE);
  const Workshop full = workshop(c_.kerlohan.first, workshop_).workshop();
  EXPECT_EQ(full.sentences(499).text(), "Phrase 499");
  c_.accept(c_.facilitator, command_sort(full.sentences(7).id(), 0, true));
  EXPECT_TRUE(c_.consider(Actor::in_room(workshop_), command_sentence(workshop_)))
      << "what was withdrawn counts no more";
}

TEST_F(DecideWorkshops, ClosesByHandOrByTheClock) {
  EXPECT_EQ(code(c_.valmerac.first, command_close_workshop(workshop_)), REFUSAL_CODE_FORBIDDEN);
  const std::int64_t closes = workshop(c_.facilitator, workshop_).workshop().closes_at_ms();
  EXPECT_FALSE(workshop(c_.facilitator, workshop_, closes - 1).workshop().closed());
  EXPECT_TRUE(workshop(c_.facilitator, workshop_, closes).workshop().closed());
  const std::uint64_t sentence = say("Avant la fin");
  c_.accept(c_.facilitator, command_close_workshop(workshop_));
  EXPECT_TRUE(workshop(c_.kerlohan.first, workshop_).workshop().closed());
  EXPECT_EQ(code(c_.facilitator, command_close_workshop(workshop_)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(cause(c_.valmerac.first, command_sentence(workshop_)), "over");
  EXPECT_TRUE(c_.consider(c_.facilitator, command_sort(sentence, c_.theme))) << "sorting goes on afterwards";
}

TEST_F(DecideWorkshops, FacilitatorsSortUnderThemes) {
  const std::uint64_t sentence = say("Trop de guichets");
  EXPECT_EQ(code(c_.valmerac.first, command_sort(sentence, c_.theme)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.orientation, command_sort(sentence, c_.theme)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(c_.refusal(c_.facilitator, command_sort(sentence, 900'000'000)).field(), "sort_sentence.theme_id");
  EXPECT_EQ(code(c_.facilitator, command_sort(sentence, 0)), REFUSAL_CODE_ALREADY_DONE);
  const auto decision = c_.accept(c_.facilitator, command_sort(sentence, c_.theme));
  EXPECT_EQ(decision.events.at(0).birth_seq(), sentence);
  EXPECT_EQ(workshop(c_.kerlohan.first, workshop_).workshop().sentences(0).theme_id(), c_.theme);
  EXPECT_TRUE(c_.consider(c_.facilitator, command_sort(sentence, 0))) << "back to the unsorted ones";
}

TEST_F(DecideWorkshops, WhatIsWithdrawnIsInNoFileAnyMore) {
  const std::uint64_t sentence = say("Monsieur Zqbdfgkmpr bloque tout");
  say("Une autre");
  EXPECT_FALSE(files_with(c_.folder(), "Zqbdfgkmpr").empty()) << "the test can fail";
  c_.accept(c_.facilitator, command_sort(sentence, c_.theme, true));
  EXPECT_EQ(code(c_.facilitator, command_sort(sentence, 0)),
            c_.refusal(c_.facilitator, command_sort(sentence, 0, true)).code());
  const Workshop seen = workshop(c_.facilitator, workshop_).workshop();
  EXPECT_TRUE(seen.sentences(0).withdrawn());
  EXPECT_EQ(seen.sentences(0).text(), "");
  EXPECT_EQ(seen.sentences(1).text(), "Une autre");

  const auto scrubber = storage::Scrubber::open(c_.folder());
  const storage::ScrubWork work = scrubber->begin();
  EXPECT_EQ(work.thing_ids, std::vector{sentence});
  ASSERT_EQ(work.events.size(), 1u);
  ASSERT_TRUE(scrubber->finish(work));
  EXPECT_TRUE(files_with(c_.folder(), "Zqbdfgkmpr").empty());
  EXPECT_TRUE(storage::compare_with_replay(c_.folder()).empty());
}

}  // namespace ramure::test
