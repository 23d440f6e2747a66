#include "server/ops/document_actions.hpp"

#include <array>
#include <stdexcept>

namespace ramure::ops {

namespace {

struct NotReadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

// French puts a space that does not break before a semicolon and a colon: "pilote\u00a0: Ville\u00a0; …".
std::string with_plain_spaces(std::string_view line) {
  constexpr std::string_view unbreaking = "\u00a0";
  std::string plain;
  for (; !line.empty(); line.remove_prefix(1)) {
    if (line.starts_with(unbreaking) && line.size() > 2 && (line[2] == ';' || line[2] == ':')) {
      plain += ' ';
      line.remove_prefix(1);
    } else {
      plain += line.front();
    }
  }
  return plain;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
    parts.push_back(trimmed(text.substr(0, at)));
    text.remove_prefix(at + separator.size());
  }
  parts.push_back(trimmed(text));
  return parts;
}

// "31/12/2018"
std::chrono::local_days day_of(std::string_view text) {
  const auto parts = split(text, "/");
  if (parts.size() == 3) {
    const std::string iso = std::string(parts[2]) + "-" + std::string(parts[1]) + "-" + std::string(parts[0]);
    if (const auto day = parse_corpus_day(iso)) return *day;
  }
  throw NotReadable("a day is written 31/12/2018, not \"" + std::string(text) + "\"");
}

// The field that a document calls so; what it does not know is passed over.
void set_field(DocumentAction& action, std::string_view name, std::string_view value) {
  if (name == "Réf.") action.reference = value;
  if (name == "Action") action.title = value;
  if (name == "Pilote" || name == "pilote") action.owner = value;
  if (name == "Partenaires" || name == "partenaires") action.partners = value;
  if (name == "Moyens" || name == "moyens") action.means = value;
  if (name == "Indicateur" || name == "indicateur") action.indicator = value;
  if (name == "Échéance" || name == "échéance") action.due_on = day_of(value);
  if (name == "Statut" || name == "statut") {
    const auto status = action_status(value);
    if (!status) throw NotReadable("no action has the status \"" + std::string(value) + "\"");
    action.status = *status;
  }
}

std::vector<std::string_view> cells_of(std::string_view row) {
  row = trimmed(row);
  row.remove_prefix(1);
  if (row.ends_with('|')) row.remove_suffix(1);
  return split(row, "|");
}

// Reads line by line; what it has to know of the lines before is the axis, and the head of the table it is in.
class Reading {
 public:
  void take(std::string_view line) {
    const bool is_row = line.starts_with('|');
    if (!is_row) head_.clear();
    if (line.starts_with("## ")) axis_.clear();
    if (line.starts_with("### ")) axis_ = trimmed(line.substr(4));
    if (is_row) take_row(line);
    if (line.starts_with("- **")) take_item(with_plain_spaces(line.substr(4)));
  }
  std::vector<DocumentAction> done() { return std::move(actions_); }

 private:
  void take_row(std::string_view line) {
    auto cells = cells_of(line);
    if (head_.empty()) {
      head_ = std::move(cells);
      return;
    }
    const bool tells_actions = head_.front() == "Réf.";
    if (!tells_actions || cells.front().starts_with("---")) return;
    if (cells.size() != head_.size()) throw NotReadable("a row has other columns than its table: " + std::string(line));
    DocumentAction action;
    for (std::size_t i = 0; i < cells.size(); ++i) set_field(action, head_[i], cells[i]);
    keep(std::move(action));
  }

  // "A1. Coprésidence tournante** – pilote : Ville ; …", or any other item in bold
  void take_item(std::string_view item) {
    const auto end = item.find("**");
    const auto dot = item.find(". ");
    if (end == std::string_view::npos || dot == std::string_view::npos || dot > end) return;
    DocumentAction action;
    action.reference = item.substr(0, dot);
    action.title = trimmed(item.substr(dot + 1, end - dot - 1));
    std::string_view fields = trimmed(item.substr(end + 2));
    if (fields.starts_with("–")) fields.remove_prefix(std::string_view("–").size());
    if (fields.ends_with('.')) fields.remove_suffix(1);
    for (const std::string_view field : split(fields, " ; ")) {
      const auto colon = field.find(" : ");
      if (colon != std::string_view::npos) set_field(action, field.substr(0, colon), trimmed(field.substr(colon + 3)));
    }
    keep(std::move(action));
  }

  void keep(DocumentAction action) {
    if (action.reference.empty() || action.title.empty()) throw NotReadable("an action has a reference and a title");
    for (const DocumentAction& other : actions_) {
      if (other.reference == action.reference) throw NotReadable("two actions are called " + action.reference);
    }
    action.axis = axis_;
    actions_.push_back(std::move(action));
  }

  std::string axis_;
  std::vector<std::string_view> head_;
  std::vector<DocumentAction> actions_;
};

}  // namespace

std::optional<v1::RoadmapActionStatus> action_status(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, v1::RoadmapActionStatus>, 5> words{{
      {"à lancer", v1::ROADMAP_ACTION_STATUS_TO_START},
      {"en cours", v1::ROADMAP_ACTION_STATUS_RUNNING},
      {"bloqué", v1::ROADMAP_ACTION_STATUS_BLOCKED},
      {"fait", v1::ROADMAP_ACTION_STATUS_DONE},
      {"abandonné", v1::ROADMAP_ACTION_STATUS_ABANDONED},
  }};
  for (const auto& [known, status] : words) {
    if (known == word) return status;
  }
  return std::nullopt;
}

std::string_view body_of_document(std::string_view text) {
  constexpr std::string_view fence = "---\n";
  if (!text.starts_with(fence)) return text;
  const auto end = text.find("\n---\n");
  if (end == std::string_view::npos) return text;
  text.remove_prefix(end + 1 + fence.size());
  const auto from = text.find_first_not_of('\n');
  return from == std::string_view::npos ? std::string_view() : text.substr(from);
}

std::expected<std::vector<DocumentAction>, std::string> actions_in(std::string_view markdown) {
  try {
    Reading reading;
    for (auto at = markdown.find('\n'); at != std::string_view::npos; at = markdown.find('\n')) {
      reading.take(markdown.substr(0, at));
      markdown.remove_prefix(at + 1);
    }
    reading.take(markdown);
    return reading.done();
  } catch (const NotReadable& error) {
    return std::unexpected(error.what());
  }
}

}  // namespace ramure::ops
