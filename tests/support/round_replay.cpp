#include "tests/support/round_replay.hpp"

#include <gtest/gtest.h>

namespace ramure::test {

RoundReplay::RoundReplay(const CorpusRound& corpus)
    : play(shipped_form(corpus.plan.template_key()), corpus.plan, corpus.facilitator_id,
           corpus.steps.front().opened_at_ms - 3'600'000),
      corpus_(corpus) {
  for (const std::uint64_t observer : corpus.observer_ids) admit(observer);
}

void RoundReplay::run() {
  for (const CorpusStep& step : corpus_.steps) {
    play.wait_until(step.opened_at_ms);
    const codev::Decided opened = play.open(step.key);
    ASSERT_TRUE(opened) << corpus_.id << " " << step.key << ": " << opened.error().message();
    if (step.key == "cloture") wish_minutes();
    if (step.key == "consultation" && !corpus_.is_written) start_tour();
    for (const CorpusContribution& said : step.contributions) say(said);
  }
}

void RoundReplay::admit(std::uint64_t observer) {
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

void RoundReplay::wish_minutes() {
  v1::RoundCommand wish = play.command();
  wish.mutable_wish_minutes()->set_wanted(true);
  ASSERT_TRUE(play.send(corpus_.client_id, std::move(wish)));
}

void RoundReplay::start_tour() {
  v1::RoundCommand tour = play.command();
  for (const std::uint64_t id : corpus_.speaking_order) tour.mutable_start_tour()->add_order_ids(id);
  ASSERT_TRUE(play.send(corpus_.facilitator_id, std::move(tour)));
}

void RoundReplay::hide_questions(TimestampMs until) {
  if (play.state().reveal_at_ms() == until) return;
  v1::RoundCommand hides = play.command();
  hides.mutable_hide_questions()->set_reveal_at_ms(until);
  ASSERT_TRUE(play.send(corpus_.facilitator_id, std::move(hides)));
}

void RoundReplay::pass_the_word(std::uint64_t author) {
  if (play.state().floor().holder_id() != author) return;
  v1::RoundCommand yields = play.command();
  yields.mutable_yield_floor();
  ASSERT_TRUE(play.send(author, std::move(yields)));
}

void RoundReplay::say(const CorpusContribution& told) {
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

}  // namespace ramure::test
