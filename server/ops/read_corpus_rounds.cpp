#include <array>
#include <map>
#include <set>

#include "server/ops/read_corpus.hpp"

namespace ramure::ops {

namespace {

constexpr std::array modes{
    Word<v1::RoundMode>{"presentiel", v1::ROUND_MODE_IN_ROOM},
    Word<v1::RoundMode>{"distance_visio", v1::ROUND_MODE_BESIDE_VIDEO},
    Word<v1::RoundMode>{"distance_ecrit", v1::ROUND_MODE_WRITTEN},
};

constexpr std::array subject_kinds{
    Word<v1::SubjectKind>{"preoccupation", v1::SUBJECT_KIND_CONCERN},
    Word<v1::SubjectKind>{"probleme", v1::SUBJECT_KIND_PROBLEM},
    Word<v1::SubjectKind>{"projet", v1::SUBJECT_KIND_PROJECT},
};

constexpr std::array action_statuses{
    Word<v1::PlanActionStatus>{"a_faire", v1::PLAN_ACTION_STATUS_TO_DO},
    Word<v1::PlanActionStatus>{"en_cours", v1::PLAN_ACTION_STATUS_IN_PROGRESS},
    Word<v1::PlanActionStatus>{"fait", v1::PLAN_ACTION_STATUS_DONE},
    Word<v1::PlanActionStatus>{"abandonne", v1::PLAN_ACTION_STATUS_ABANDONED},
};

constexpr std::array share_levels{
    Word<v1::ShareLevel>{"rien", v1::SHARE_LEVEL_NOTHING},
    Word<v1::ShareLevel>{"actions_seules", v1::SHARE_LEVEL_ACTIONS},
    Word<v1::ShareLevel>{"synthese_et_actions", v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS},
    Word<v1::ShareLevel>{"compte_rendu_complet", v1::SHARE_LEVEL_ALL},
};

std::string maybe_person(const JsonPlace& place, std::string_view name, const Corpus& corpus) {
  const auto person = place.maybe(name);
  return person ? read_known_person(*person, corpus) : "";
}

std::vector<std::string> people(const std::optional<JsonPlace>& list, const Corpus& corpus) {
  std::vector<std::string> ids;
  if (!list) return ids;
  for (const JsonPlace& item : list->items()) ids.push_back(read_known_person(item, corpus));
  return ids;
}

void read_action(const JsonPlace& place, CorpusContribution& read) {
  v1::PlanAction& action = *read.said.mutable_action();
  action.set_first_step(place.text_or_empty("first_step"));
  action.set_indicator(place.text_or_empty("indicator"));
  if (const auto due = place.maybe("due")) {
    read.due_on = parse_corpus_day(due->text());
    if (!read.due_on) due->fail("a day is written 2018-05-09");
  }
}

// One round; ids of contributions are unique in all of them.
class RoundReader {
 public:
  RoundReader(const Corpus& corpus, std::set<std::string>& ids) : corpus_(corpus), ids_(ids) {}

  CorpusRound read(const JsonPlace& place) {
    CorpusRound round;
    round.where = place.where();
    round.id = place["id"].text();
    round.title = place.text_or_empty("title");
    read_form(place, round);
    read_people(place, round);
    if (const auto thread = place.maybe("source_thread_id"))
      round.source_thread_id = read_known_thread(*thread, corpus_);
    for (const JsonPlace& step : place["steps"].items()) round.steps.push_back(read_step(step));
    read_dates(place, round);
    return round;
  }

 private:
  void read_form(const JsonPlace& place, CorpusRound& round) const {
    const std::string format = place["format"].text();
    round.template_key = format == "asynchrone" ? "ecrit" : format;  // the only word that is no template's key
    round.mode = one_of<v1::RoundMode>(place["mode"], modes);
    if (const auto group_id = place.maybe("group_id")) {
      const CorpusGroup* group = corpus_.group(group_id->text());
      if (group == nullptr) group_id->fail("no group has the id " + group_id->text());
      round.group = group->label;
    }
    if (const auto length = place.maybe("retention_days")) round.retention = std::chrono::days(length->count());
    if (const auto length = place.maybe("lapse_days")) round.lapses_after = std::chrono::days(length->count());
  }

  void read_people(const JsonPlace& place, CorpusRound& round) const {
    const JsonPlace roles = place["roles"];
    round.facilitator_id = read_known_person(roles["facilitator_id"], corpus_);
    round.client_id = maybe_person(roles, "client_id", corpus_);
    round.scribe_id = maybe_person(roles, "scribe_id", corpus_);
    round.timekeeper_id = maybe_person(roles, "timekeeper_id", corpus_);
    round.former_client_id = maybe_person(roles, "ancien_client_id", corpus_);
    if (!round.client_id.empty()) round.member_ids.push_back(round.client_id);
    for (std::string& id : people(roles["consultant_ids"], corpus_)) round.member_ids.push_back(std::move(id));
    round.observer_ids = people(roles.maybe("observer_ids"), corpus_);
    round.speaking_order_ids = people(place.maybe("speaking_order_ids"), corpus_);
  }

  static void read_dates(const JsonPlace& place, CorpusRound& round) {
    round.starts_at = round.steps.empty() ? read_time(place["starts_at"]) : round.steps.front().opened_at;
    const auto planned_at = place.maybe("planned_at");
    if (!planned_at) return;
    round.planned_at = read_time(*planned_at);
    if (round.planned_at->utc_ms() > round.starts_at.utc_ms()) planned_at->fail("a round is planned before it starts");
  }

  CorpusRoundStep read_step(const JsonPlace& place) {
    CorpusRoundStep step;
    step.key = place["step"].text();
    step.opened_at = read_time(place["opened_at"]);
    step.where = place.where();
    check_order(place["opened_at"], step.opened_at);
    for (const JsonPlace& told : place["contributions"].items()) step.contributions.push_back(read_contribution(told));
    return step;
  }

  CorpusContribution read_contribution(const JsonPlace& place) {
    CorpusContribution read;
    read.where = place.where();
    read.id = place["id"].text();
    if (!ids_.insert(read.id).second) place["id"].fail("another contribution has the id " + read.id);
    read.author_id = read_known_person(place["author_id"], corpus_);
    read.at = read_time(place["at"]);
    check_order(place["at"], read.at);
    read_words(place, read.said);
    if (const auto until = place.maybe("hidden_until")) read.hidden_until = read_time(*until);
    read_references(place, read);
    if (read.said.kind() == "action") read_action(place, read);
    earlier_.insert(read.id);
    if (read.said.kind() == "sujet") subjects_[read.author_id] = read.id;
    if (read.said.kind() == "action") actions_[place["action_id"].text()] = read.id;
    return read;
  }

  static void read_words(const JsonPlace& place, v1::Contribution& said) {
    said.set_kind(place["kind"].text());
    said.set_text(place.text_or_empty("text"));
    said.set_title(place.text_or_empty("title"));
    if (const auto kind = place.maybe("p3")) said.set_subject_kind(one_of<v1::SubjectKind>(*kind, subject_kinds));
    const auto approved = place.maybe("approved");
    said.set_agrees(said.kind() == "acceptation_client" || (approved && approved->boolean()));
    if (const auto help = place.maybe("help_types")) {
      for (const JsonPlace& type : help->items()) said.add_help_wanted(type.text());
    }
    if (said.kind() == "avancement") {
      said.add_progress()->set_status(one_of<v1::PlanActionStatus>(place["status"], action_statuses));
    }
    if (const auto level = place.maybe("share_level"))
      said.set_share_level(one_of<v1::ShareLevel>(*level, share_levels));
  }

  void read_references(const JsonPlace& place, CorpusContribution& read) const {
    if (const auto reply = place.maybe("reply_to_id")) {
      read.reply_to_id = reply->text();
      if (!earlier_.contains(read.reply_to_id)) reply->fail("nothing was said before with the id " + read.reply_to_id);
    }
    if (const auto author = place.maybe("for_author_id")) {
      const auto subject = subjects_.find(author->text());
      if (subject == subjects_.end()) author->fail(author->text() + " has proposed no subject before");
      read.subject_id = subject->second;
    }
    if (read.said.kind() == "avancement") {
      const auto action = actions_.find(place["action_id"].text());
      if (action == actions_.end()) place["action_id"].fail("no action before has the id " + place["action_id"].text());
      read.action_id = action->second;
    }
    read.designated_id = maybe_person(place, "client_id", corpus_);
    if (const auto thread = place.maybe("target_thread_id"))
      read.target_thread_id = read_known_thread(*thread, corpus_);
  }

  void check_order(const JsonPlace& place, const CorpusTime& at) {
    if (at.utc_ms() < latest_ms_) place.fail("it is earlier than what comes before it");
    latest_ms_ = at.utc_ms();
  }

  const Corpus& corpus_;
  std::set<std::string>& ids_;
  std::set<std::string> earlier_;                // contributions of this round
  std::map<std::string, std::string> subjects_;  // contribution by author
  std::map<std::string, std::string> actions_;   // contribution by the plan's own id
  TimestampMs latest_ms_ = 0;
};

}  // namespace

void read_rounds(const JsonPlace& root, Corpus& corpus) {
  std::set<std::string> ids, contribution_ids;
  for (const JsonPlace& place : root["rounds"].items()) {
    if (!ids.insert(place["id"].text()).second) place["id"].fail("another round has the id " + place["id"].text());
    corpus.rounds.push_back(RoundReader(corpus, contribution_ids).read(place));
  }
}

}  // namespace ramure::ops
