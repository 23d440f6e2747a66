#include "tests/support/round_corpus.hpp"

#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>

namespace ramure::test {

namespace {

namespace json = boost::json;

std::string text_of(const json::object& object, const char* field) {
  const json::value* value = object.if_contains(field);
  return value == nullptr || !value->is_string() ? "" : std::string(value->as_string());
}

std::uint64_t person(const std::string& id) {
  if (id.empty()) return 0;
  const std::uint64_t hundreds = id[0] == 'p' ? 100 : id[0] == 'f' ? 200 : 300;
  return hundreds + std::stoull(id.substr(1));
}

// "2018-06-28T10:01:00", taken as UTC
TimestampMs time_of(const std::string& text) {
  const auto number = [&](std::size_t at, std::size_t digits) { return std::stoi(text.substr(at, digits)); };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  const int hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
  using namespace std::chrono;
  const sys_days date = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                        std::chrono::day(static_cast<unsigned>(day));
  return duration_cast<milliseconds>(date.time_since_epoch()).count() + ((hour * 60 + minute) * 60 + second) * 1000LL;
}

template <class Value>
Value named(const std::map<std::string, Value>& names, const std::string& name) {
  const auto found = names.find(name);
  return found == names.end() ? Value{} : found->second;
}

v1::PlanActionStatus status_of(const std::string& name) {
  return named<v1::PlanActionStatus>({{"a_faire", v1::PLAN_ACTION_STATUS_TO_DO},
                                      {"en_cours", v1::PLAN_ACTION_STATUS_IN_PROGRESS},
                                      {"fait", v1::PLAN_ACTION_STATUS_DONE},
                                      {"abandonne", v1::PLAN_ACTION_STATUS_ABANDONED}},
                                     name);
}

v1::Contribution as_contribution(const json::object& told) {
  v1::Contribution said = contribution_of(text_of(told, "kind"), text_of(told, "text"));
  said.set_title(text_of(told, "title"));
  said.set_subject_kind(named<v1::SubjectKind>({{"preoccupation", v1::SUBJECT_KIND_CONCERN},
                                                {"probleme", v1::SUBJECT_KIND_PROBLEM},
                                                {"projet", v1::SUBJECT_KIND_PROJECT}},
                                               text_of(told, "p3")));
  said.set_designated_id(person(text_of(told, "client_id")));
  said.set_agrees(said.kind() == "acceptation_client" || said.kind() == "validation_cr");
  if (told.contains("help_types")) {
    for (const json::value& help : told.at("help_types").as_array())
      said.add_help_wanted(std::string(help.as_string()));
  }
  if (said.kind() == "action") {
    said.mutable_action()->set_first_step(text_of(told, "first_step"));
    said.mutable_action()->set_due_on(text_of(told, "due"));
    said.mutable_action()->set_indicator(text_of(told, "indicator"));
  }
  if (said.kind() == "avancement") said.add_progress()->set_status(status_of(text_of(told, "status")));
  said.set_share_level(named<v1::ShareLevel>({{"rien", v1::SHARE_LEVEL_NOTHING},
                                              {"actions_seules", v1::SHARE_LEVEL_ACTIONS},
                                              {"synthese_et_actions", v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS},
                                              {"compte_rendu_complet", v1::SHARE_LEVEL_ALL}},
                                             text_of(told, "share_level")));
  return said;
}

CorpusStep as_step(const json::object& told) {
  CorpusStep step{text_of(told, "step"), time_of(text_of(told, "opened_at")), {}};
  for (const json::value& value : told.at("contributions").as_array()) {
    const json::object& said = value.as_object();
    const std::string hidden_until = text_of(said, "hidden_until");
    step.contributions.push_back({text_of(said, "id"), step.key, person(text_of(said, "author_id")),
                                  time_of(text_of(said, "at")), as_contribution(said), text_of(said, "reply_to_id"),
                                  hidden_until.empty() ? 0 : time_of(hidden_until),
                                  person(text_of(said, "for_author_id"))});
  }
  return step;
}

CorpusRound as_round(const json::object& told) {
  CorpusRound round;
  const json::object& roles = told.at("roles").as_object();
  round.id = text_of(told, "id");
  round.is_written = text_of(told, "mode") == "distance_ecrit";
  round.client_id = person(text_of(roles, "client_id"));
  round.facilitator_id = person(text_of(roles, "facilitator_id"));
  round.plan.set_template_key(round.is_written ? "ecrit" : "standard");
  round.plan.add_member_ids(round.client_id);
  const auto ids = [](const json::value& list) {
    std::vector<std::uint64_t> people;
    for (const json::value& id : list.as_array()) people.push_back(person(std::string(id.as_string())));
    return people;
  };
  for (const std::uint64_t id : ids(roles.at("consultant_ids"))) round.plan.add_member_ids(id);
  round.observer_ids = ids(roles.at("observer_ids"));
  round.speaking_order = ids(told.at("speaking_order_ids"));
  for (const json::value& step : told.at("steps").as_array()) round.steps.push_back(as_step(step.as_object()));
  v1::RoundPlan& plan = *round.plan.mutable_plan();
  plan.set_title(text_of(told, "title"));
  plan.set_group(text_of(told, "group_id"));
  plan.set_mode(round.is_written ? v1::ROUND_MODE_WRITTEN : v1::ROUND_MODE_IN_ROOM);
  plan.set_starts_at_ms(round.steps.front().opened_at_ms);
  plan.set_scribe_id(person(text_of(roles, "scribe_id")));
  plan.set_timekeeper_id(person(text_of(roles, "timekeeper_id")));
  plan.set_former_client_id(person(text_of(roles, "ancien_client_id")));
  return round;
}

}  // namespace

std::vector<CorpusRound> corpus_rounds() {
  std::ifstream file(RAMURE_DEMO_DIR "/rounds.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<CorpusRound> rounds;
  const json::value corpus = json::parse(text);
  for (const json::value& round : corpus.at("rounds").as_array()) {
    rounds.push_back(as_round(round.as_object()));
  }
  return rounds;
}

}  // namespace ramure::test
