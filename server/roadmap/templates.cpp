#include "server/roadmap/templates.hpp"

#include <algorithm>
#include <optional>

#include "protocol/check.hpp"

namespace ramure::roadmap {

namespace {

constexpr std::string_view fence = "---\n";

std::optional<v1::RoadmapStage> stage_of(std::string_view word) {
  if (word == "none") return v1::ROADMAP_STAGE_UNSPECIFIED;
  if (word.size() != 2 || word[0] != 'v' || word[1] < '0' || word[1] > '3') return std::nullopt;
  return static_cast<v1::RoadmapStage>(v1::ROADMAP_STAGE_BALANCE + (word[1] - '0'));
}

// False: the line says nothing that is known here.
bool take_line(std::string_view line, v1::RoadmapTemplate& form) {
  const auto colon = line.find(": ");
  if (colon == std::string_view::npos) return false;
  const std::string_view name = line.substr(0, colon), value = line.substr(colon + 2);
  if (name == "label") form.set_label(std::string(value));
  else if (name == "guidance") form.set_guidance(std::string(value));
  else if (const auto stage = stage_of(value); name == "stage" && stage) form.set_stage(*stage);
  else return false;
  return true;
}

std::vector<v1::RoadmapTemplate> read_all() {
  std::vector<v1::RoadmapTemplate> forms;
  for (const auto& [key, text] : shipped_texts()) {
    auto form = read_template(key, text);
    CHECK(form.has_value(), "the shipped templates are checked by the tests");
    forms.push_back(std::move(*form));
  }
  const auto place_of = [](const v1::RoadmapTemplate& form) {
    const bool is_outside = form.stage() == v1::ROADMAP_STAGE_UNSPECIFIED;
    return is_outside ? v1::ROADMAP_STAGE_PITCH + 1 : static_cast<int>(form.stage());
  };
  std::ranges::stable_sort(forms, {}, place_of);
  return forms;
}

}  // namespace

std::expected<v1::RoadmapTemplate, std::string> read_template(std::string_view key, std::string_view text) {
  const auto end = text.starts_with(fence) ? text.find("\n---\n", fence.size() - 1) : std::string_view::npos;
  if (end == std::string_view::npos) return std::unexpected("its head stands between two lines ---");
  v1::RoadmapTemplate form;
  form.set_key(std::string(key));
  bool says_stage = false;
  std::string_view head = text.substr(fence.size(), end + 1 - fence.size());
  while (!head.empty()) {
    const auto line = head.substr(0, head.find('\n'));
    if (!take_line(line, form)) return std::unexpected("its head has a line that says nothing: " + std::string(line));
    says_stage |= line.starts_with("stage: ");
    head.remove_prefix(line.size() + 1);
  }
  if (form.label().empty() || !says_stage) return std::unexpected("its head says label and stage");
  std::string_view body = text.substr(end + fence.size() + 1);
  body.remove_prefix(std::min(body.find_first_not_of('\n'), body.size()));
  form.set_markdown(std::string(body));
  return form;
}

const std::vector<v1::RoadmapTemplate>& shipped_templates() {
  static const std::vector<v1::RoadmapTemplate> forms = read_all();
  return forms;
}

const v1::RoadmapTemplate* find_template(std::string_view key) {
  const auto& forms = shipped_templates();
  const auto found = std::ranges::find(forms, key, &v1::RoadmapTemplate::key);
  return found == forms.end() ? nullptr : &*found;
}

}  // namespace ramure::roadmap
