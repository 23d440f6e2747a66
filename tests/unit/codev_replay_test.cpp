// Both rounds of the demo corpus, replayed contribution by contribution by their members, in their time.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "server/codev/visible.hpp"
#include "tests/support/round_corpus.hpp"

namespace ramure::test {

namespace {

class Replay {
 public:
  explicit Replay(const CorpusRound& corpus)
      : corpus_(corpus),
        play(shipped_form(corpus.plan.template_key()), corpus.plan, corpus.facilitator_id,
             corpus.steps.front().opened_at_ms - 3'600'000) {
    for (const std::uint64_t observer : corpus.observer_ids) admit(observer);
  }

  void run() {
    for (const CorpusStep& step : corpus_.steps) {
      play.wait_until(step.opened_at_ms);
      const codev::Decided opened = play.open(step.key);
      ASSERT_TRUE(opened) << corpus_.id << " " << step.key << ": " << opened.error().message();
      if (step.key == "cloture") wish_minutes();
      if (step.key == "consultation" && !corpus_.is_written) start_tour();
      for (const CorpusContribution& said : step.contributions) say(said);
    }
  }

  std::size_t accepted = 0;

 private:
  void admit(std::uint64_t observer) {
    v1::RoundCommand proposes = play.command();
    proposes.mutable_propose_observer()->set_observer_id(observer);
    ASSERT_TRUE(play.send(corpus_.facilitator_id, std::move(proposes)));
    for (const std::uint64_t id : play.peers()) {
      v1::RoundCommand answers = play.command();
      answers.mutable_answer_observer()->set_observer_id(observer);
      answers.mutable_answer_observer()->set_agrees(true);
      ASSERT_TRUE(play.send(id, std::move(answers)));
    }
  }

  void wish_minutes() {
    v1::RoundCommand wish = play.command();
    wish.mutable_wish_minutes()->set_wanted(true);
    ASSERT_TRUE(play.send(corpus_.client_id, std::move(wish)));
  }

  void start_tour() {
    v1::RoundCommand tour = play.command();
    for (const std::uint64_t id : corpus_.speaking_order) tour.mutable_start_tour()->add_order_ids(id);
    ASSERT_TRUE(play.send(corpus_.facilitator_id, std::move(tour)));
  }

  void hide_questions(TimestampMs until) {
    if (play.state().reveal_at_ms() == until) return;
    v1::RoundCommand hides = play.command();
    hides.mutable_hide_questions()->set_reveal_at_ms(until);
    ASSERT_TRUE(play.send(corpus_.facilitator_id, std::move(hides)));
  }

  void pass_the_word(std::uint64_t author) {
    if (play.state().floor().holder_id() != author) return;
    v1::RoundCommand yields = play.command();
    yields.mutable_yield_floor();
    ASSERT_TRUE(play.send(author, std::move(yields)));
  }

  void say(const CorpusContribution& told) {
    play.wait_until(told.at_ms);
    if (told.hidden_until_ms != 0) hide_questions(told.hidden_until_ms);
    v1::Contribution said = told.contribution;
    if (!told.reply_to.empty()) said.set_reply_to_id(ids_.at(told.reply_to));
    if (told.for_author_id != 0) said.set_subject_id(subjects_.at(told.for_author_id));
    if (said.kind() == "demande" || said.kind() == "accord") said.set_version(play.state().request().version());
    for (v1::ActionProgress& progress : *said.mutable_progress()) progress.set_action_id(play.state().actions(0).id());
    const codev::Decided decided = play.say(told.author_id, said);
    ASSERT_TRUE(decided) << told.id << " " << said.kind() << ": " << decided.error().message();
    ++accepted;
    ids_[told.id] = play.last_contribution().id();
    if (said.kind() == "sujet") subjects_[told.author_id] = ids_[told.id];
    pass_the_word(told.author_id);
  }

  const CorpusRound& corpus_;
  std::map<std::string, std::uint64_t> ids_;
  std::map<std::uint64_t, std::uint64_t> subjects_;

 public:
  RoundPlay play;
};

}  // namespace

TEST(CodevReplay, EveryContributionOfBothRoundsIsAcceptedInItsPlace) {
  std::size_t accepted = 0;
  for (const CorpusRound& corpus : corpus_rounds()) {
    Replay replay(corpus);
    replay.run();
    accepted += replay.accepted;
    const v1::RoundState& state = replay.play.state();
    EXPECT_EQ(state.client_id(), corpus.client_id);
    EXPECT_EQ(state.request().version(), 2u);
    EXPECT_EQ(state.request().agreed_ids_size(), 7);
    EXPECT_EQ(state.actions_size(), 3);
    EXPECT_TRUE(state.minutes().approved());
    EXPECT_EQ(state.step(), 11u);
  }
  EXPECT_EQ(accepted, 187u);
}

TEST(CodevReplay, TheEventsGiveTheSameRoundAgain) {
  for (const CorpusRound& corpus : corpus_rounds()) {
    Replay replay(corpus);
    replay.run();
    codev::Round again;
    for (const v1::RoundEvent& event : replay.play.events) codev::apply(again, event);
    EXPECT_EQ(again.state.SerializeAsString(), replay.play.state().SerializeAsString());
  }
}

TEST(CodevReplay, TheSetAsideIdeaIsShownWhenTheConsultationOpens) {
  const std::vector<CorpusRound> rounds = corpus_rounds();
  Replay replay(rounds[0]);
  replay.run();
  const auto& said = replay.play.state().contributions();
  const auto parked = std::find_if(said.begin(), said.end(), [](const auto& one) { return one.kind() == "parking"; });
  const auto opened = std::find_if(replay.play.events.begin(), replay.play.events.end(), [](const auto& event) {
    return event.has_step_opened() && event.step_opened().step() == "consultation";
  });
  EXPECT_EQ(parked->shown_seq(), opened->seq() + 1);
}

TEST(CodevReplay, HiddenQuestionsAreRevealedTogetherAtTheirHour) {
  const std::vector<CorpusRound> rounds = corpus_rounds();
  Replay replay(rounds[1]);
  replay.run();
  std::size_t questions = 0;
  std::uint64_t shown_seq = 0;
  for (const v1::Contribution& said : replay.play.state().contributions()) {
    if (said.kind() != "question" || said.step() != "clarification") continue;
    if (shown_seq == 0) shown_seq = said.shown_seq();
    EXPECT_EQ(said.shown_seq(), shown_seq);
    ++questions;
  }
  EXPECT_EQ(questions, 7u);
  const v1::RoundEvent& revealed = *std::find_if(replay.play.events.begin(), replay.play.events.end(),
                                                 [&](const auto& event) { return event.seq() == shown_seq; });
  EXPECT_EQ(revealed.contributions_shown().contributions_size(), 7);
  EXPECT_EQ(revealed.at_ms(), 1'536'062'400'000);  // 4 September 2018, 12:00
}

TEST(CodevReplay, NobodyOutsideSeesAnyEventOfIt) {
  for (const CorpusRound& corpus : corpus_rounds()) {
    Replay replay(corpus);
    replay.run();
    for (const v1::RoundEvent& event : replay.play.events) {
      for (const std::uint64_t stranger : {0, 102, 103 + (corpus.id == "tour2" ? 900 : 0), 203, 301}) {
        EXPECT_FALSE(codev::visible_to(replay.play.round, event, stranger)) << event.ShortDebugString();
      }
    }
    EXPECT_EQ(codev::view_for(replay.play.round, 102, replay.play.now).id(), 0u);
  }
}

}  // namespace ramure::test
