// The steps that hold the rounds of a corpus again.
#include <algorithm>

#include "server/ops/import_script.hpp"
#include "server/ops/round_script.hpp"

namespace ramure::ops {

namespace {

using namespace std::chrono;

// How far apart, and from now, is told what a moved corpus has for days that are still to come.
constexpr TimestampMs brought_forward_ms = milliseconds(hours(12)).count();

// A demonstration is moved by its threads; its rounds are followed up for weeks beyond them. What would lie ahead is
// told in these last days instead, in its order.
void bring_forward(std::vector<RoundAct>& acts, TimestampMs now_ms) {
  const auto ahead = std::ranges::find_if(acts, [now_ms](const RoundAct& act) { return act.at_ms > now_ms; });
  TimestampMs earliest_ms = ahead == acts.begin() ? 0 : std::prev(ahead)->at_ms;
  for (auto act = ahead; act != acts.end(); ++act) {
    const TimestampMs last_days_ms = now_ms - (acts.end() - act) * brought_forward_ms;
    act->at_ms = earliest_ms = std::max(last_days_ms, earliest_ms);
  }
}

Step step_of(RoundAct act) {
  const auto give = [author_id = act.author_id, command = std::move(act.command)](const ImportRun& run) {
    Order order{.member_id = run.person(author_id), .command = {}};
    *order.command.mutable_round() = command([&run](const std::string& name) { return run.id(name); });
    return std::optional(std::move(order));
  };
  const auto done = [name = act.name](ImportRun& run, const v1::Accepted& accepted) {
    run.note(name, accepted.first_seq());
  };
  return {.at_ms = act.at_ms, .name = act.name, .where = act.where, .order = give, .done = done};
}

}  // namespace

void add_rounds(const Corpus& corpus, weeks shift, TimestampMs now_ms, std::vector<Step>& script) {
  for (const CorpusRound& round : corpus.rounds) {
    std::vector<RoundAct> acts = acts_of(round, shift);
    if (corpus.fictional) bring_forward(acts, now_ms);
    for (RoundAct& act : acts) script.push_back(step_of(std::move(act)));
  }
}

}  // namespace ramure::ops
