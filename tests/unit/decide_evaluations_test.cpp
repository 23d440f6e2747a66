// Evaluations: one's own is told to oneself, words without a name to those who animate, averages to few and of many.
#include <gmock/gmock.h>

#include "storage/check.hpp"
#include "storage/scrub.hpp"
#include "tests/support/course_world.hpp"
#include "tests/support/file_words.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecideEvaluations : public CourseWorld {
 protected:
  std::uint64_t session_ = begun_session();

  std::uint64_t catalyst_of_third_territory() {
    Command command;
    Territory& territory = *command.mutable_add_territory()->mutable_territory();
    territory.set_key("aubresle");
    territory.set_name("PETR des Monts d’Aubresle");
    territory.set_time_zone("Europe/Paris");
    return c_.add_member(ROLE_CATALYST, made(c_.admin, command), "p60");
  }
};

}  // namespace

TEST_F(DecideEvaluations, AreToldToTheMemberAloneAndTheirWordsToTheBackstageByNobody) {
  const auto decision = c_.accept(c_.valmerac.first, command_evaluate(session_, 3, "Le réseau"));
  ASSERT_EQ(decision.events.size(), 2u);
  const Event& own = decision.events[0];
  EXPECT_EQ(own.member_id(), c_.valmerac.first);
  EXPECT_EQ(own.channel_id(), 0u);
  EXPECT_EQ(own.course().gathering_evaluated().evaluation().useful(), 3u);
  const Event& passed = decision.events[1];
  EXPECT_EQ(passed.channel_id(), c_.backstage);
  EXPECT_EQ(passed.actor_id(), 0u);
  EXPECT_EQ(passed.command_key(), "") << "it would lead to its author";
  EXPECT_EQ(passed.course().evaluation_passed_on().keeps(), "Le réseau");
  EXPECT_EQ(passed.course().evaluation_passed_on().answer_id(), 0u);
  const std::string member = std::to_string(c_.valmerac.first);
  EXPECT_EQ(passed.ShortDebugString().find("member"), std::string::npos);
}

TEST_F(DecideEvaluations, TheLastAnswerCountsAndReplacesItsOwnWords) {
  const std::uint64_t answer =
      c_.accept(c_.valmerac.first, command_evaluate(session_, 3, "Le réseau")).events.at(1).seq();
  c_.accept(c_.kerlohan.first, command_evaluate(session_, 2, "La visite"));
  const auto again = c_.accept(c_.valmerac.first, command_evaluate(session_, 4, "Les pairs"));
  EXPECT_EQ(again.events.at(1).course().evaluation_passed_on().answer_id(), answer);
  EXPECT_EQ(again.events.at(1).birth_seq(), answer);
  EXPECT_EQ(c_.accept(c_.valmerac.first, command_evaluate(session_, 1, "Les pairs")).events.size(), 1u)
      << "the same words are not told twice";
  EXPECT_EQ(code(c_.valmerac.first, command_evaluate(session_, 1, "Les pairs")), REFUSAL_CODE_ALREADY_DONE);
  const GatheringAnswer seen = look(c_.facilitator, session_);
  ASSERT_EQ(seen.words_size(), 2);
  EXPECT_THAT((std::vector{seen.words(0).keeps(), seen.words(1).keeps()}),
              testing::UnorderedElementsAre("La visite", "Les pairs"));
  EXPECT_EQ(look(c_.valmerac.first, session_).my_evaluation().useful(), 1u);

  c_.accept(c_.valmerac.first, command_evaluate(session_, 0));
  EXPECT_EQ(look(c_.facilitator, session_).words_size(), 1) << "taken back";
}

TEST_F(DecideEvaluations, CatalystsEvaluateWhatHasBegunAndSaySomething) {
  EXPECT_EQ(cause(c_.facilitator, command_evaluate(session_, 3)), "rights");
  EXPECT_EQ(cause(c_.former, command_evaluate(session_, 3)), "rights");
  EXPECT_EQ(code(c_.orientation, command_evaluate(session_, 3)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(c_.valmerac.first, command_evaluate(session_, 0)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.valmerac.first, command_evaluate(session_, 5)), REFUSAL_CODE_INVALID_ARGUMENT);
  const std::uint64_t later = made(c_.facilitator, command_plan(c_.plenary, GATHERING_KIND_WEBINAR, now() + day_ms));
  EXPECT_EQ(cause(c_.valmerac.first, command_evaluate(later, 3)), "too_early");
  const std::uint64_t old = made(c_.facilitator, command_plan(c_.plenary, GATHERING_KIND_VISIT, now() - 61 * day_ms));
  EXPECT_EQ(cause(c_.valmerac.first, command_evaluate(old, 3)), "over");
}

TEST_F(DecideEvaluations, AveragesAreOfThreeTerritoriesAndForFew) {
  const std::uint64_t third = catalyst_of_third_territory();
  c_.accept(c_.valmerac.first, command_evaluate(session_, 4, "Secret de Valmérac"));
  c_.accept(c_.valmerac.second, command_evaluate(session_, 4));
  c_.accept(c_.kerlohan.first, command_evaluate(session_, 1));
  EXPECT_TRUE(look(c_.facilitator, session_).evaluations().hidden());
  EXPECT_EQ(look(c_.facilitator, session_).evaluations().useful_hundredths(), 0u);
  c_.accept(third, command_evaluate(session_, 3));
  EXPECT_EQ(look(c_.facilitator, session_).evaluations().useful_hundredths(), 300u);
  EXPECT_EQ(look(c_.evaluator, session_).evaluations().useful_hundredths(), 300u);
  EXPECT_EQ(look(c_.evaluator, session_).words_size(), 0) << "the words are for readers of the backstage";
  for (const std::uint64_t other : {c_.valmerac.second, c_.adviser, c_.steering, c_.former}) {
    const GatheringAnswer seen = look(other, session_);
    EXPECT_FALSE(seen.has_evaluations());
    EXPECT_EQ(seen.SerializeAsString().find("Secret"), std::string::npos);
  }
  // As of now: what is taken back leaves no trace in the figure.
  c_.accept(third, command_evaluate(session_, 0));
  EXPECT_TRUE(look(c_.facilitator, session_).evaluations().hidden());
}

TEST_F(DecideEvaluations, AnAverageDoesNotTellTheAnswerThatCameBetweenTwoLooks) {
  const std::uint64_t third = catalyst_of_third_territory();
  for (const std::uint64_t member : {c_.valmerac.first, c_.kerlohan.first, third}) {
    c_.accept(member, command_evaluate(session_, 4));
  }
  c_.accept(c_.valmerac.second, command_evaluate(session_, 1));
  EXPECT_EQ(look(c_.facilitator, session_).evaluations().useful_hundredths(), 400u);
  c_.accept(c_.kerlohan.second, command_evaluate(session_, 1));
  c_.accept(third, command_evaluate(session_, 1));
  EXPECT_EQ(look(c_.facilitator, session_).evaluations().useful_hundredths(), 220u) << "three territories have changed";
}

TEST_F(DecideEvaluations, WordsAreInNoFileOnceTheyWereReplacedTakenBackOrTheirAuthorLeft) {
  const auto is_in_files_after = [&](const std::string& word) {
    const auto scrubber = storage::Scrubber::open(c_.folder());
    EXPECT_TRUE(scrubber->finish(scrubber->begin()));
    return !files_with(c_.folder(), word).empty();
  };
  c_.accept(c_.valmerac.first, command_evaluate(session_, 3, "Le zqbdfgkmpr"));
  c_.accept(c_.valmerac.first, command_evaluate(session_, 2, "Le zqbdfgkmpr"));
  c_.accept(c_.kerlohan.first, command_evaluate(session_, 2, "Le zqvtrpmkgf"));
  EXPECT_TRUE(is_in_files_after("zqbdfgkmpr")) << "the test can fail: those are in force";
  c_.accept(c_.valmerac.first, command_evaluate(session_, 2, "Le zqttggmmkk"));
  EXPECT_FALSE(is_in_files_after("zqbdfgkmpr")) << "replaced";
  c_.accept(c_.valmerac.first, command_evaluate(session_, 0));
  EXPECT_FALSE(is_in_files_after("zqttggmmkk")) << "taken back";
  EXPECT_TRUE(is_in_files_after("zqvtrpmkgf"));
  Command end;
  end.mutable_end_membership()->set_member_id(c_.kerlohan.first);
  end.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  c_.accept(c_.admin, end);
  EXPECT_FALSE(is_in_files_after("zqvtrpmkgf")) << "left";
  EXPECT_EQ(look(c_.facilitator, session_).words_size(), 0);
  for (const auto& finding : storage::check_community(c_.folder())) ADD_FAILURE() << finding.sentence;
}

TEST_F(DecideEvaluations, OneIsAwaitedAfterTheEndFromThoseWhoDidNotStayAway) {
  const auto awaited = [&](std::uint64_t member_id, std::int64_t at_ms) {
    return list(member_id, {}, at_ms).rows(0).awaits_evaluation();
  };
  const std::int64_t end = look(c_.facilitator, session_).gathering().ends_at_ms();
  c_.accept(c_.kerlohan.second, command_answer(session_, PARTICIPATION_NOT_COMING));
  EXPECT_FALSE(awaited(c_.valmerac.first, end - 1));
  EXPECT_TRUE(awaited(c_.valmerac.first, end));
  EXPECT_FALSE(awaited(c_.kerlohan.second, end));
  EXPECT_FALSE(awaited(c_.facilitator, end));
  EXPECT_FALSE(awaited(c_.valmerac.first, end + 60 * day_ms));
  c_.accept(c_.valmerac.first, command_evaluate(session_, 3));
  EXPECT_FALSE(awaited(c_.valmerac.first, end));
}

}  // namespace ramure::test
