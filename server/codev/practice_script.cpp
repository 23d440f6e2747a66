#include "server/codev/practice_script.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "protocol/check.hpp"
#include "protocol/limits.hpp"

namespace ramure::codev {

namespace {

template <class Value>
std::optional<Value> value_of(std::string_view word, const std::vector<std::pair<std::string_view, Value>>& words) {
  const auto found = std::ranges::find(words, word, &std::pair<std::string_view, Value>::first);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::optional<v1::SubjectKind> subject_kind_of(std::string_view word) {
  return value_of<v1::SubjectKind>(word, {{"concern", v1::SUBJECT_KIND_CONCERN},
                                          {"problem", v1::SUBJECT_KIND_PROBLEM},
                                          {"project", v1::SUBJECT_KIND_PROJECT}});
}

std::optional<v1::PlanActionStatus> status_of(std::string_view word) {
  return value_of<v1::PlanActionStatus>(word, {{"to_do", v1::PLAN_ACTION_STATUS_TO_DO},
                                               {"in_progress", v1::PLAN_ACTION_STATUS_IN_PROGRESS},
                                               {"done", v1::PLAN_ACTION_STATUS_DONE},
                                               {"abandoned", v1::PLAN_ACTION_STATUS_ABANDONED}});
}

// Takes values out of one table. The first mistake is kept; a field that nobody asked for is one.
class Values {
 public:
  Values(const toml::table& table, std::string place, std::string& mistake)
      : table_(table), place_(std::move(place)), mistake_(mistake) {}

  void complain(std::string_view field, std::string_view sentence) const {
    if (mistake_.empty()) mistake_ = place_ + std::string(field) + ": " + std::string(sentence);
  }

  std::string text(std::string_view field, bool is_required = false) {
    const toml::node* node = take(field);
    const auto value = node == nullptr ? std::nullopt : node->value_exact<std::string>();
    if (node != nullptr && !value) complain(field, "a text in quotes is wanted");
    if (is_required && value.value_or("").empty()) complain(field, "it is wanted");
    return value.value_or("");
  }

  int number(std::string_view field) {
    const toml::node* node = take(field);
    const auto value = node == nullptr ? std::nullopt : node->value_exact<std::int64_t>();
    if (node != nullptr && (!value || *value < 1 || *value > 366)) complain(field, "between 1 and 366 is wanted");
    return static_cast<int>(std::clamp<std::int64_t>(value.value_or(0), 0, 366));
  }

  std::vector<std::string> list(std::string_view field) {
    std::vector<std::string> texts;
    const toml::node* node = take(field);
    if (node == nullptr) return texts;
    if (!node->is_array()) complain(field, "a list of texts is wanted");
    else
      for (const toml::node& item : *node->as_array()) texts.push_back(item.value_or(std::string()));
    if (std::ranges::find(texts, "") != texts.end()) complain(field, "a list of texts is wanted");
    return texts;
  }

  void tables(std::string_view field, const std::function<void(Values&)>& read) {
    const toml::node* node = take(field);
    if (node == nullptr) return;
    if (!node->is_array_of_tables()) return complain(field, "a list of tables is wanted");
    std::size_t at = 0;
    for (const toml::node& item : *node->as_array()) {
      const std::string place = place_ + std::string(field) + "[" + std::to_string(at++) + "].";
      Values inner(*item.as_table(), place, mistake_);
      read(inner);
      inner.refuse_the_rest();
    }
  }

  void refuse_the_rest() const {
    for (const auto& [name, node] : table_) {
      if (std::ranges::find(known_, name.str()) == known_.end()) complain(name.str(), "there is no such field");
    }
  }

 private:
  const toml::node* take(std::string_view field) {
    known_.emplace_back(field);
    return table_.get(field);
  }

  const toml::table& table_;
  std::string place_;
  std::string& mistake_;
  std::vector<std::string> known_;
};

PracticeLine read_line(Values& values) {
  PracticeLine line;
  line.said.set_kind(values.text("kind", true));
  line.said.set_text(values.text("text"));
  line.said.set_title(values.text("title"));
  const std::string subject_kind = values.text("subject_kind");
  if (const auto kind = subject_kind_of(subject_kind)) line.said.set_subject_kind(*kind);
  else if (!subject_kind.empty()) values.complain("subject_kind", "concern, problem or project is wanted");
  line.said.set_urgency(values.text("urgency"));
  line.said.set_expects(values.text("expects"));
  for (const std::string& help : values.list("help_wanted")) line.said.add_help_wanted(help);
  const std::string first_step = values.text("first_step"), indicator = values.text("indicator");
  if (!first_step.empty()) line.said.mutable_action()->set_first_step(first_step);
  if (!indicator.empty()) line.said.mutable_action()->set_indicator(indicator);
  line.due_in_days = values.number("due_in_days");
  line.steps = values.list("steps");
  line.answer = values.text("answer");
  values.tables("progress", [&](Values& told) {
    const auto status = status_of(told.text("status", true));
    if (!status) told.complain("status", "to_do, in_progress, done or abandoned is wanted");
    line.progress.emplace_back(status.value_or(v1::PLAN_ACTION_STATUS_TO_DO), told.text("reason"));
  });
  return line;
}

PracticeScript read_script(Values& values) {
  PracticeScript script;
  script.title = values.text("title", true);
  script.scribe = values.text("scribe");
  script.former_client = values.text("former_client");
  script.answer_otherwise = values.text("answer_otherwise", true);
  script.accepts = values.text("accepts");
  script.declines = values.text("declines");
  values.tables("past_actions", [&](Values& action) { script.past_actions.push_back(action.text("what", true)); });
  values.tables("people", [&](Values& told) {
    PracticePerson& person = script.people.emplace_back();
    person.name = told.text("name", true);
    told.tables("lines", [&](Values& line) { person.lines.push_back(read_line(line)); });
  });
  values.tables("client", [&](Values& line) { script.client.push_back(read_line(line)); });
  values.refuse_the_rest();
  return script;
}

// Hats are worn by people of the script, and there are enough of them, and not too many.
void check_people(const PracticeScript& script, const Values& values) {
  if (script.people.size() < 2 || script.people.size() > ramure::limits::fictional_ids) {
    values.complain("people", "somebody to be helped and somebody who helps are wanted");
  }
  for (const auto& [field, name] : {std::pair("scribe", script.scribe), {"former_client", script.former_client}}) {
    const auto person = std::ranges::find(script.people, name, &PracticePerson::name);
    if (!name.empty() && (person == script.people.end() || person == script.people.begin())) {
      values.complain(field, "one of the people is wanted, and not the one who is asked to be the client");
    }
  }
}

}  // namespace

std::expected<PracticeScript, std::string> read_practice_script(std::string_view text) {
  try {
    const toml::table root = toml::parse(text);
    std::string mistake;
    Values values(root, "", mistake);
    PracticeScript script = read_script(values);
    check_people(script, values);
    if (!mistake.empty()) return std::unexpected(mistake);
    return script;
  } catch (const toml::parse_error& error) {
    return std::unexpected("line " + std::to_string(error.source().begin.line) + ": " +
                           std::string(error.description()));
  }
}

const PracticeScript& shipped_practice_script() {
  static const PracticeScript shipped = [] {
    CHECK(!shipped_practice_texts().empty(), "a script is compiled in");
    auto read = read_practice_script(shipped_practice_texts().begin()->second);
    CHECK(read.has_value(), "the script that is compiled in is good");
    return std::move(*read);
  }();
  return shipped;
}

}  // namespace ramure::codev
