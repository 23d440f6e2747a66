#include "tests/support/round_replay.hpp"

#include <gtest/gtest.h>

namespace ramure::test {

namespace {

constexpr std::uint64_t some_thread = 50;  // the engine does not ask which threads there are

// What names no contribution is known from the start.
std::uint64_t number_of(const std::string& name) {
  const auto colon = name.find(':');
  if (name.starts_with("person:")) return corpus_person(name.substr(colon + 1));
  return name.starts_with("thread:") ? some_thread : 0;
}

RoundPlay planned(const ops::RoundAct& act) {
  const v1::PlanRound plan = act.command(number_of).plan_round();
  return {shipped_form(plan.template_key()), plan, corpus_person(act.author_id), act.at_ms};
}

}  // namespace

RoundReplay::RoundReplay(const ops::CorpusRound& corpus)
    : play(planned(ops::acts_of(corpus, {}).front())), acts_(ops::acts_of(corpus, {})) {
  made_[acts_.front().name] = play.state().id();
  acts_.erase(acts_.begin());
}

ops::RoundIds RoundReplay::ids() const {
  return [this](const std::string& name) {
    const auto found = made_.find(name);
    return found != made_.end() ? found->second : number_of(name);
  };
}

void RoundReplay::run() {
  for (const ops::RoundAct& act : acts_) {
    play.wait_until(act.at_ms);
    const codev::Decided decided = play.send(corpus_person(act.author_id), act.command(ids()));
    ASSERT_TRUE(decided) << act.name << " (" << act.where << "): " << decided.error().message();
    made_[act.name] = decided->front().seq();
    if (act.name.starts_with("contribution:")) ++accepted;
  }
}

}  // namespace ramure::test
