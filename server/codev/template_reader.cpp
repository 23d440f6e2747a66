#include "server/codev/template_reader.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "server/codev/template_words.hpp"

namespace ramure::codev {

struct TemplateFile::Table {
  toml::table root;
};

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;

// Takes values out of one table and says what is wrong with them. A field that nobody asked for is a mistake: it is
// most often a slip of the pen.
class Fields {
 public:
  Fields(const toml::table& table, std::string file, std::string step, std::string prefix, TemplateMistakes& mistakes)
      : table_(table),
        file_(std::move(file)),
        step_(std::move(step)),
        prefix_(std::move(prefix)),
        mistakes_(mistakes) {}

  void complain(std::string_view field, std::string sentence) const {
    mistakes_.push_back({file_, step_, prefix_ + std::string(field), std::move(sentence)});
  }

  const toml::node* take(std::string_view field) {
    known_.emplace_back(field);
    return table_.get(field);
  }

  void text(std::string_view field, std::string& into) {
    if (const toml::node* node = take(field)) {
      if (const auto value = node->value_exact<std::string>()) into = *value;
      else complain(field, "a text in quotes is wanted");
    }
  }

  std::optional<bool> flag(std::string_view field) {
    const toml::node* node = take(field);
    if (node == nullptr) return {};
    const auto value = node->value_exact<bool>();
    if (!value) complain(field, "true or false is wanted");
    return value;
  }

  std::optional<std::int64_t> number(std::string_view field) {
    const toml::node* node = take(field);
    if (node == nullptr) return {};
    const auto value = node->value_exact<std::int64_t>();
    if (!value) complain(field, "a whole number is wanted");
    return value;
  }

  std::optional<std::vector<std::string>> list(std::string_view field) {
    const toml::node* node = take(field);
    if (node == nullptr) return {};
    std::vector<std::string> texts;
    const toml::array* array = node->as_array();
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
      const auto value = array->get(i)->value_exact<std::string>();
      if (!value) array = nullptr;
      if (value) texts.push_back(*value);
    }
    if (array == nullptr) {
      complain(field, "a list of texts is wanted, like [\"a\", \"b\"]");
      return {};
    }
    return texts;
  }

  const toml::table* table(std::string_view field) {
    const toml::node* node = take(field);
    if (node != nullptr && !node->is_table()) complain(field, "a table is wanted");
    return node == nullptr ? nullptr : node->as_table();
  }

  Fields within(const toml::table& table, std::string_view field) const {
    return Fields(table, file_, step_, prefix_ + std::string(field) + ".", mistakes_);
  }

  void refuse_the_rest() const {
    for (const auto& [name, node] : table_) {
      if (std::ranges::find(known_, name.str()) == known_.end()) complain(name.str(), "there is no such field");
    }
  }

  const toml::table& all() const { return table_; }
  const std::string& file() const { return file_; }
  TemplateMistakes& mistakes() const { return mistakes_; }

 private:
  const toml::table& table_;
  std::string file_, step_, prefix_;
  TemplateMistakes& mistakes_;
  std::vector<std::string> known_;
};

void read_conditions(Fields& fields, std::string_view field, google::protobuf::RepeatedField<int>& into) {
  const auto words = fields.list(field);
  if (!words) return;
  into.Clear();
  for (const std::string& word : *words) {
    const auto condition = condition_of(word);
    if (!condition) fields.complain(field, "there is no condition \"" + word + "\"");
    if (condition) into.Add(*condition);
  }
}

// `rights` and `always`: role → kinds. A role that is said again replaces what it had.
void read_rights(Fields fields, google::protobuf::RepeatedPtrField<v1::RoundRight>& into) {
  for (const auto& [name, node] : fields.all()) {
    const auto kinds = fields.list(name.str());
    const auto role = role_of(name.str());
    if (!role) {
      fields.complain(name.str(), "there is no role of this name");
      continue;
    }
    if (!kinds) continue;
    auto right = std::ranges::find(into, *role, &v1::RoundRight::role);
    v1::RoundRight& told = right == into.end() ? *into.Add() : *right;
    told.set_role(*role);
    told.clear_kinds();
    for (const std::string& kind : *kinds) told.add_kinds(kind);
  }
}

void read_kinds(Fields fields, v1::RoundTemplate& form) {
  for (const auto& [name, node] : fields.all()) {
    const toml::table* table = fields.table(name.str());
    if (table == nullptr) continue;
    const std::string key(name.str());
    auto old = std::ranges::find(*form.mutable_kinds(), key, &v1::RoundKind::key);
    v1::RoundKind& kind = old == form.mutable_kinds()->end() ? *form.add_kinds() : *old;
    kind.set_key(key);
    Fields inner = fields.within(*table, name.str());
    inner.text("label", *kind.mutable_label());
    std::string means, after;
    inner.text("means", means);
    inner.text("after", after);
    const auto meaning = meaning_of(means);
    if (!means.empty() && !meaning) inner.complain("means", "there is no meaning \"" + means + "\"");
    if (meaning) kind.set_meaning(*meaning);
    const auto condition = condition_of(after);
    if (!after.empty() && !condition) inner.complain("after", "there is no condition \"" + after + "\"");
    if (condition) kind.set_after(*condition);
    inner.refuse_the_rest();
  }
}

void read_role_labels(Fields fields, v1::RoundTemplate& form) {
  for (const auto& [name, node] : fields.all()) {
    const auto role = role_of(name.str());
    std::string label;
    fields.text(name.str(), label);
    if (!role) fields.complain(name.str(), "there is no role of this name");
    if (!role) continue;
    auto old = std::ranges::find(*form.mutable_roles(), *role, &v1::RoundRoleLabel::role);
    v1::RoundRoleLabel& told = old == form.mutable_roles()->end() ? *form.add_roles() : *old;
    told.set_role(*role);
    told.set_label(label);
  }
}

// `minutes = 5`, or `minutes = { min = 2, standard = 5, max = 10 }`; the same with `days`.
void read_length(Fields& fields, std::string_view field, std::int64_t unit_ms, v1::RoundStep& step) {
  const toml::node* node = fields.take(field);
  if (node == nullptr) return;
  // Beyond that, milliseconds would not fit; the check says what is reasonable.
  const auto in_ms = [&](std::int64_t count) {
    return std::clamp<std::int64_t>(count, -1'000'000, 1'000'000) * unit_ms;
  };
  if (const auto all = node->value_exact<std::int64_t>()) {
    step.set_minimum_ms(in_ms(*all));
    step.set_standard_ms(in_ms(*all));
    step.set_maximum_ms(in_ms(*all));
    return;
  }
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    fields.complain(field, "a whole number is wanted, or { min = …, standard = …, max = … }");
    return;
  }
  Fields inner = fields.within(*table, field);
  const auto min = inner.number("min"), standard = inner.number("standard"), max = inner.number("max");
  inner.refuse_the_rest();
  if (!min || !standard || !max) {
    fields.complain(field, "min, standard and max are all wanted");
    return;
  }
  step.set_minimum_ms(in_ms(*min));
  step.set_standard_ms(in_ms(*standard));
  step.set_maximum_ms(in_ms(*max));
}

void read_step(Fields& fields, v1::RoundStep& step) {
  fields.text("label", *step.mutable_label());
  fields.text("sentence", *step.mutable_sentence());
  if (const auto flag = fields.flag("optional")) step.set_optional(*flag);
  if (const auto flag = fields.flag("releases_parked")) step.set_releases_parked(*flag);
  if (const auto flag = fields.flag("floor_in_turn")) step.set_floor_in_turn(*flag);
  read_length(fields, "minutes", minute_ms, step);
  read_length(fields, "days", day_ms, step);
  read_conditions(fields, "needs", *step.mutable_needs());
  read_conditions(fields, "ready", *step.mutable_ready());
  if (const auto kinds = fields.list("hidden")) step.mutable_hidden_kinds()->Assign(kinds->begin(), kinds->end());
  if (const toml::table* rights = fields.table("rights")) {
    read_rights(fields.within(*rights, "rights"), *step.mutable_rights());
  }
  fields.refuse_the_rest();
}

// A new step goes behind the one that it names, or to the end.
v1::RoundStep& add_step(v1::RoundTemplate& form, const std::string& key, const std::string& after, Fields& fields) {
  form.add_steps()->set_key(key);
  int at = form.steps_size() - 1;
  if (!after.empty()) {
    const auto before = std::ranges::find(form.steps(), after, &v1::RoundStep::key);
    if (before == form.steps().end() || after == key) fields.complain("after", "there is no step \"" + after + "\"");
    else
      for (; at > before - form.steps().begin() + 1; --at) form.mutable_steps()->SwapElements(at, at - 1);
  }
  return *form.mutable_steps(at);
}

void read_steps(Fields& fields, v1::RoundTemplate& form) {
  const toml::node* node = fields.take("steps");
  if (node == nullptr) return;
  if (!node->is_array_of_tables()) return fields.complain("steps", "steps are written as [[steps]]");
  std::vector<std::string> told;
  for (const toml::node& item : *node->as_array()) {
    const toml::table& table = *item.as_table();
    const std::string key = table["key"].value_or(std::string());
    Fields step(table, fields.file(), key.empty() ? "?" : key, "", fields.mistakes());
    std::string ignored, after;
    step.text("key", ignored);
    step.text("after", after);
    if (key.empty()) step.complain("key", "every step has a key");
    if (std::ranges::find(told, key) != told.end()) {
      step.complain("key", "there are two steps of this key");
      continue;
    }
    told.push_back(key);
    const auto old = std::ranges::find(*form.mutable_steps(), key, &v1::RoundStep::key);
    read_step(step, old != form.mutable_steps()->end() ? *old : add_step(form, key, after, step));
  }
}

void drop_steps(Fields& fields, v1::RoundTemplate& form) {
  for (const std::string& key : fields.list("drop").value_or(std::vector<std::string>{})) {
    const auto step = std::ranges::find(*form.mutable_steps(), key, &v1::RoundStep::key);
    if (step == form.mutable_steps()->end()) fields.complain("drop", "there is no step \"" + key + "\" to leave out");
    else form.mutable_steps()->erase(step);
  }
}

void read_members(Fields& fields, v1::RoundTemplate& form) {
  const toml::table* table = fields.table("members");
  if (table == nullptr) return;
  Fields inner = fields.within(*table, "members");
  const auto bounded = [](std::optional<std::int64_t> count) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(count.value_or(0), 0, 10'000));
  };
  form.set_members_min(bounded(inner.number("min")));
  form.set_members_ideal(bounded(inner.number("ideal")));
  form.set_members_max(bounded(inner.number("max")));
  inner.refuse_the_rest();
}

void read_modes(Fields& fields, v1::RoundTemplate& form) {
  const auto words = fields.list("modes");
  if (!words) return;
  form.clear_modes();
  for (const std::string& word : *words) {
    const auto mode = mode_of(word);
    if (!mode)
      fields.complain("modes", "there is no mode \"" + word + "\"; the modes are written, beside_video, in_room");
    if (mode) form.add_modes(*mode);
  }
}

}  // namespace

std::expected<TemplateFile, TemplateMistake> parse_template(const std::string& name, const std::string& text) {
  try {
    auto table = std::make_shared<TemplateFile::Table>(TemplateFile::Table{toml::parse(text)});
    return TemplateFile{name, table->root["based_on"].value_or(std::string()), table};
  } catch (const toml::parse_error& error) {
    return std::unexpected(TemplateMistake{name, "", "line " + std::to_string(error.source().begin.line),
                                           std::string(error.description())});
  }
}

v1::RoundTemplate read_template(const TemplateFile& file, const v1::RoundTemplate* base, TemplateMistakes& mistakes) {
  v1::RoundTemplate form;
  if (base != nullptr) form = *base;
  Fields fields(file.table->root, file.name, "", "", mistakes);
  form.clear_key();
  fields.text("key", *form.mutable_key());
  std::string ignored;
  fields.text("based_on", ignored);
  fields.text("label", *form.mutable_label());
  fields.text("summary", *form.mutable_summary());
  fields.text("second_round_from", *form.mutable_second_round_from());
  if (const auto flag = fields.flag("follows_method")) form.set_follows_method(*flag);
  if (!fields.flag("inherit_steps").value_or(true)) form.clear_steps();
  read_modes(fields, form);
  read_members(fields, form);
  read_conditions(fields, "finish_needs", *form.mutable_finish_needs());
  if (const toml::table* kinds = fields.table("kinds")) read_kinds(fields.within(*kinds, "kinds"), form);
  if (const toml::table* roles = fields.table("roles")) read_role_labels(fields.within(*roles, "roles"), form);
  if (const toml::table* always = fields.table("always")) {
    read_rights(fields.within(*always, "always"), *form.mutable_always());
  }
  drop_steps(fields, form);
  read_steps(fields, form);
  fields.refuse_the_rest();
  return form;
}

}  // namespace ramure::codev
