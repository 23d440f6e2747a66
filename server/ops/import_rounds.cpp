// The steps that hold the rounds of a corpus again.
#include <algorithm>
#include <map>

#include "server/ops/import_script.hpp"
#include "server/ops/round_script.hpp"

namespace ramure::ops {

namespace {

using namespace std::chrono;

// A demonstration is moved by its threads; its rounds are followed up for weeks beyond them.
void bring_forward(std::vector<RoundAct>& acts, TimestampMs now_ms) {
  std::vector<TimestampMs> times;
  for (const RoundAct& act : acts) times.push_back(act.at_ms);
  ops::bring_forward(times, now_ms);
  for (std::size_t i = 0; i < acts.size(); ++i) acts[i].at_ms = times[i];
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

// Where the client chose to share something, or nullptr.
const CorpusThread* shared_into(const Corpus& corpus, const CorpusRound& round, const CorpusContribution& told) {
  if (told.said.share_level() <= v1::SHARE_LEVEL_NOTHING) return nullptr;
  return corpus.thread(told.target_thread_id.empty() ? round.source_thread_id : told.target_thread_id);
}

// By the name of the act that shares: the message of the corpus that the round posts by itself.
using Returns = std::map<std::string, std::pair<const CorpusThread*, const CorpusMessage*>>;
Returns returns_of(const Corpus& corpus, const CorpusRound& round) {
  Returns returns;
  for (const CorpusRoundStep& step : round.steps) {
    for (const CorpusContribution& told : step.contributions) {
      const CorpusThread* thread = shared_into(corpus, round, told);
      const CorpusMessage* message = thread == nullptr ? nullptr : returned_by_round(corpus, *thread);
      if (message != nullptr) returns["contribution:" + told.id] = {thread, message};
    }
  }
  return returns;
}

Step with_return(Step step, const CorpusThread& thread, const CorpusMessage& message) {
  step.done = [&thread, &message, done = std::move(step.done)](ImportRun& run, const v1::Accepted& accepted) {
    done(run, accepted);
    const std::uint64_t posted = run.posted_with(accepted, "thread:" + thread.id);
    if (posted != 0) run.note("message:" + message.id, posted);
  };
  return step;
}

}  // namespace

const CorpusMessage* returned_by_round(const Corpus& corpus, const CorpusThread& thread) {
  const auto shares = [&](const CorpusRound& round) {
    return std::ranges::any_of(round.steps, [&](const CorpusRoundStep& step) {
      return std::ranges::any_of(step.contributions, [&](const CorpusContribution& told) {
        return shared_into(corpus, round, told) == &thread;
      });
    });
  };
  if (std::ranges::none_of(corpus.rounds, shares)) return nullptr;
  const auto found = std::ranges::find(thread.messages, v1::MESSAGE_KIND_RETURN, &CorpusMessage::kind);
  return found == thread.messages.end() ? nullptr : &*found;
}

void add_rounds(const Corpus& corpus, weeks shift, TimestampMs now_ms, std::vector<Step>& script) {
  for (const CorpusRound& round : corpus.rounds) {
    std::vector<RoundAct> acts = acts_of(round, shift);
    if (corpus.fictional) bring_forward(acts, now_ms);
    const Returns returns = returns_of(corpus, round);
    for (RoundAct& act : acts) {
      const auto returned = returns.find(act.name);
      Step step = step_of(std::move(act));
      if (returned != returns.end()) {
        step = with_return(std::move(step), *returned->second.first, *returned->second.second);
      }
      script.push_back(std::move(step));
    }
  }
}

}  // namespace ramure::ops
