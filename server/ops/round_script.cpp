#include "server/ops/round_script.hpp"

#include <algorithm>

#include "server/files/words.hpp"

namespace ramure::ops {

namespace {

using namespace std::chrono;
using Fill = std::function<void(const RoundIds&, v1::RoundCommand&)>;

std::uint64_t maybe(const RoundIds& ids, const char* what, const std::string& id) {
  return id.empty() ? 0 : ids(what + id);
}

// What follows from what was done before: it is known without playing the round, because nothing in it is refused.
class RoundScript {
 public:
  RoundScript(const CorpusRound& round, weeks shift) : round_(round), shift_(shift) {}

  std::vector<RoundAct> acts() {
    plan();
    for (const std::string& observer : round_.observer_ids) admit(observer);
    for (const CorpusRoundStep& step : round_.steps) {
      open(step);
      if (step.key == "consultation" && round_.mode != v1::ROUND_MODE_WRITTEN) start_tour(step);
      for (const CorpusContribution& told : step.contributions) say(told);
    }
    return std::move(acts_);
  }

 private:
  TimestampMs planned_ms() const {
    return round_.planned_at ? round_.planned_at->utc_ms(shift_) : round_.starts_at.utc_ms(shift_ - weeks(1));
  }

  void add(TimestampMs at_ms, const std::string& author_id, const std::string& name, const std::string& where,
           Fill fill) {
    auto give = [this_round = "round:" + round_.id, opening = opening_, fill = std::move(fill)](const RoundIds& ids) {
      v1::RoundCommand command;
      fill(ids, command);
      if (command.has_plan_round()) return command;
      command.set_round_id(ids(this_round));
      command.set_opening(opening);
      return command;
    };
    acts_.push_back({at_ms, author_id, name, where, std::move(give)});
  }
  void add_by_the_way(const std::string& author_id, const std::string& name, const std::string& where, Fill fill) {
    add(acts_.back().at_ms, author_id, round_.id + ":" + name, where, std::move(fill));
  }

  void plan() {
    const auto fill = [&round = round_, shift = shift_](const RoundIds& ids, v1::RoundCommand& command) {
      v1::PlanRound& planned = *command.mutable_plan_round();
      planned.set_template_key(round.template_key);
      for (const std::string& id : round.member_ids) planned.add_member_ids(ids("person:" + id));
      v1::RoundPlan& plan = *planned.mutable_plan();
      plan.set_title(round.title);
      plan.set_group(round.group);
      plan.set_mode(round.mode);
      plan.set_starts_at_ms(round.starts_at.utc_ms(shift));
      plan.set_scribe_id(maybe(ids, "person:", round.scribe_id));
      plan.set_timekeeper_id(maybe(ids, "person:", round.timekeeper_id));
      plan.set_former_client_id(maybe(ids, "person:", round.former_client_id));
      plan.set_source_thread_id(maybe(ids, "thread:", round.source_thread_id));
      plan.set_retention_ms(milliseconds(round.retention).count());
      plan.set_lapse_after_ms(milliseconds(round.lapses_after).count());
    };
    add(planned_ms(), round_.facilitator_id, "round:" + round_.id, round_.where, fill);
  }

  // Everybody is asked, and says yes within two hours.
  void admit(const std::string& observer) {
    const auto propose = [observer](const RoundIds& ids, v1::RoundCommand& command) {
      command.mutable_propose_observer()->set_observer_id(ids("person:" + observer));
    };
    add_by_the_way(round_.facilitator_id, "observer:" + observer, round_.where, propose);
    for (const std::string& member : round_.member_ids) {
      const auto agree = [observer](const RoundIds& ids, v1::RoundCommand& command) {
        command.mutable_answer_observer()->set_observer_id(ids("person:" + observer));
        command.mutable_answer_observer()->set_agrees(true);
      };
      const TimestampMs soon = acts_.back().at_ms + milliseconds(minutes(11)).count();
      add(std::min(soon, round_.starts_at.utc_ms(shift_)), member, round_.id + ":observer:" + observer + ":" + member,
          round_.where, agree);
    }
  }

  void open(const CorpusRoundStep& step) {
    const auto fill = [&step](const RoundIds&, v1::RoundCommand& command) {
      command.mutable_open_step()->set_step(step.key);
    };
    add(step.opened_at.utc_ms(shift_), round_.facilitator_id, round_.id + ":step:" + step.key, step.where, fill);
    ++opening_;
  }

  void start_tour(const CorpusRoundStep& step) {
    const auto fill = [&round = round_](const RoundIds& ids, v1::RoundCommand& command) {
      for (const std::string& id : round.speaking_order_ids)
        command.mutable_start_tour()->add_order_ids(ids("person:" + id));
    };
    add_by_the_way(round_.facilitator_id, "tour:" + step.key, step.where, fill);
    tour_ = round_.speaking_order_ids;
  }

  void say(const CorpusContribution& told) {
    if (told.hidden_until) hide_questions(told);
    if (told.said.kind() == "compte_rendu") wish_minutes(told);
    const bool is_request = told.said.kind() == "demande";
    const std::uint32_t version = is_request || told.said.kind() == "accord" ? version_ : 0;
    const auto fill = [&told, shift = shift_, version](const RoundIds& ids, v1::RoundCommand& command) {
      v1::Contribution& said = *command.mutable_contribute()->mutable_contribution();
      said = contribution_of(told, shift, ids);
      said.set_version(version);
    };
    add(told.at.utc_ms(shift_), told.author_id, "contribution:" + told.id, told.where, fill);
    if (is_request) ++version_;
    if (!tour_.empty() && tour_.front() == told.author_id) pass_the_word(told);
  }

  void hide_questions(const CorpusContribution& told) {
    const TimestampMs until = told.hidden_until->utc_ms(shift_);
    if (hidden_until_ms_ == until) return;
    hidden_until_ms_ = until;
    const auto fill = [until](const RoundIds&, v1::RoundCommand& command) {
      command.mutable_hide_questions()->set_reveal_at_ms(until);
    };
    add_by_the_way(round_.facilitator_id, "hide:" + told.id, told.where, fill);
  }

  void wish_minutes(const CorpusContribution& told) {
    if (wished_minutes_) return;
    wished_minutes_ = true;
    const auto fill = [](const RoundIds&, v1::RoundCommand& command) {
      command.mutable_wish_minutes()->set_wanted(true);
    };
    add_by_the_way(round_.client_id, "minutes:" + told.id, told.where, fill);
  }

  void pass_the_word(const CorpusContribution& told) {
    const auto fill = [](const RoundIds&, v1::RoundCommand& command) { command.mutable_yield_floor(); };
    add_by_the_way(told.author_id, "word:" + told.id, told.where, fill);
    tour_.erase(tour_.begin());
  }

  const CorpusRound& round_;
  const weeks shift_;
  std::uint32_t opening_ = 0;      // of the step that is open
  std::uint32_t version_ = 0;      // of the request
  std::vector<std::string> tour_;  // who has the word, and who comes after
  TimestampMs hidden_until_ms_ = 0;
  bool wished_minutes_ = false;
  std::vector<RoundAct> acts_;
};

}  // namespace

v1::Contribution contribution_of(const CorpusContribution& told, weeks shift, const RoundIds& ids) {
  v1::Contribution said = told.said;
  said.set_reply_to_id(maybe(ids, "contribution:", told.reply_to_id));
  said.set_subject_id(maybe(ids, "contribution:", told.subject_id));
  said.set_designated_id(maybe(ids, "person:", told.designated_id));
  said.set_target_thread_id(maybe(ids, "thread:", told.target_thread_id));
  for (v1::ActionProgress& progress : *said.mutable_progress()) {
    progress.set_action_id(maybe(ids, "contribution:", told.action_id));
  }
  if (told.due_on) said.mutable_action()->set_due_on(files::iso_date(year_month_day(*told.due_on + shift)));
  return said;
}

std::vector<RoundAct> acts_of(const CorpusRound& round, weeks shift) { return RoundScript(round, shift).acts(); }

}  // namespace ramure::ops
