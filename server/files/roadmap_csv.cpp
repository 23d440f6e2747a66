#include "server/files/markdown_text.hpp"
#include "server/files/roadmap_paper.hpp"

namespace ramure::files {

namespace {

// What begins so is computed by spreadsheets, or read as a command (« =HYPERLINK(…) »): with an apostrophe before it,
// it is words.
bool begins_formula(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return false;
  const std::string_view rest = text.substr(first);
  for (const std::string_view wide : {"＝", "＋", "－", "＠"}) {  // the wide forms, which some take for the same
    if (rest.starts_with(wide)) return true;
  }
  return std::string_view("=+-@").contains(rest.front());
}

std::string cell(std::string_view words) {
  const std::string line = one_line(words);
  std::string quoted = begins_formula(line) ? "\"'" : "\"";
  for (const char c : line) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string line(const std::vector<std::string>& cells, char separator) {
  std::string text;
  for (const std::string& words : cells) text += (text.empty() ? "" : std::string(1, separator)) + cell(words);
  return text + "\r\n";
}

}  // namespace

std::string roadmap_actions_csv(const RoadmapPaper& paper) {
  const auto t = [&](Words words) { return std::string(in(paper.language, words)); };
  const char separator = paper.language == Language::french ? ';' : ',';
  std::string csv =
      "\xEF\xBB\xBF" + line({t({"Axe", "Axis"}), t({"Action", "Action"}), t({"Pilote", "Owner"}),
                             t({"Partenaires", "Partners"}), t({"Début", "Begins"}), t({"Échéance", "Due"}),
                             t({"Moyens", "Means"}), t({"Indicateur", "Indicator"}), t({"Statut", "Status"})},
                            separator);
  for (const v1::RoadmapAction& action : paper.actions) {
    csv += line({action.axis(), action.title(), action.owner(), action.partners(), action.starts(), action.due(),
                 action.means(), action.indicator(), action_status_text(paper.language, action.status())},
                separator);
  }
  return csv;
}

}  // namespace ramure::files
