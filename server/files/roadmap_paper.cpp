#include "server/files/roadmap_paper.hpp"

#include <array>

#include "server/files/markdown_text.hpp"
#include "server/files/office_document.hpp"
#include "server/files/printed_page.hpp"
#include "server/files/roadmap_text.hpp"

namespace ramure::files {

namespace {

constexpr std::array<Words, 5> stages{{{"", ""},
                                       {"Bilan (v0)", "Balance (v0)"},
                                       {"Plan de mise en œuvre (v1)", "Implementation plan (v1)"},
                                       {"Feuille de route (v2)", "Roadmap (v2)"},
                                       {"Pitch (v3)", "Pitch (v3)"}}};
constexpr std::array<Words, 6> action_statuses{{{"", ""},
                                                {"à lancer", "to start"},
                                                {"en cours", "under way"},
                                                {"bloqué", "blocked"},
                                                {"fait", "done"},
                                                {"abandonné", "abandoned"}}};

template <std::size_t N>
const char* at(const std::array<Words, N>& table, Language language, int value) {
  const bool is_known = value >= 0 && static_cast<std::size_t>(value) < N;
  return in(language, table[is_known ? static_cast<std::size_t>(value) : 0]);
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + (cell.empty() ? "–" : cell) + " |";
  return line + "\n";
}

std::string table_head(Language language) {
  const auto t = [language](Words words) { return std::string(in(language, words)); };
  return "\n" +
         row({t({"Action", "Action"}), t({"Pilote", "Owner"}), t({"Partenaires", "Partners"}), t({"Échéance", "Due"}),
              t({"Moyens", "Means"}), t({"Indicateur", "Indicator"}), t({"Statut", "Status"})}) +
         "| --- | --- | --- | --- | --- | --- | --- |\n";
}

std::string actions_markdown(const RoadmapPaper& paper) {
  if (paper.actions.empty()) return {};
  std::string markdown = std::string("## ") + in(paper.language, {"Actions", "Actions"}) + "\n";
  const std::string* axis = nullptr;
  for (const v1::RoadmapAction& action : paper.actions) {
    if (axis == nullptr || *axis != action.axis()) {
      if (!action.axis().empty()) markdown += "\n### " + escaped_markdown(action.axis()) + "\n";
      markdown += table_head(paper.language);
      axis = &action.axis();
    }
    markdown +=
        row({escaped_markdown(action.title()), escaped_markdown(action.owner()), escaped_markdown(action.partners()),
             date_text(paper.language, action.due()), escaped_markdown(action.means()),
             escaped_markdown(action.indicator()), action_status_text(paper.language, action.status())});
  }
  return markdown;
}

// The line below the title goes after the text's own one, or with one that is made here.
std::string text_markdown(const RoadmapPaper& paper, std::string_view text) {
  std::string title = "# " + escaped_markdown(paper.title);
  if (text.starts_with("# ")) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    title = text.substr(0, end);
    text.remove_prefix(end);
  }
  std::string below;
  for (const std::string& part : {paper.territory, paper.below}) {
    if (!part.empty()) below += (below.empty() ? "" : " · ") + escaped_markdown(part);
  }
  while (text.starts_with('\n')) text.remove_prefix(1);
  std::string markdown = title + "\n\n" + (below.empty() ? "" : "*" + below + "*\n\n") + std::string(text);
  if (!markdown.ends_with('\n')) markdown += '\n';
  return markdown;
}

OfficeDocument office(const RoadmapPaper& paper) {
  return {.language = paper.language, .title = paper.title, .blocks = rich_text_of_markdown(roadmap_markdown(paper))};
}

}  // namespace

std::string roadmap_markdown(const RoadmapPaper& paper) {
  const std::string actions = actions_markdown(paper);
  return text_markdown(paper, paper.text) + (actions.empty() ? "" : "\n" + actions);
}

std::string roadmap_page(const RoadmapPaper& paper) {
  const std::string text = text_markdown(paper, paper.text), actions = actions_markdown(paper);
  return printed_page(paper.language, {.title = paper.title, .below = {}, .markdown = text, .appendix = actions});
}

std::string roadmap_page_outside(const RoadmapPaper& paper, std::string_view ending) {
  const std::string text = text_markdown(paper, without_advice(paper.text, paper.form));
  const std::string actions = actions_markdown(paper);
  return printed_page(paper.language, {.title = paper.title,
                                       .below = {},
                                       .markdown = text,
                                       .appendix = actions,
                                       .ending = ending,
                                       .is_for_outside = true});
}

std::string roadmap_word_file(const RoadmapPaper& paper) { return word_file(office(paper)); }
std::string roadmap_open_document_file(const RoadmapPaper& paper) { return open_document_file(office(paper)); }

const char* stage_text(Language language, v1::RoadmapStage stage) { return at(stages, language, stage); }
const char* action_status_text(Language language, v1::RoadmapActionStatus status) {
  return at(action_statuses, language, status);
}

}  // namespace ramure::files
