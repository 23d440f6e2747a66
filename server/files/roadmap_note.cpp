// The note of two pages: for a mayor who has five minutes.
#include <algorithm>

#include "server/files/markdown_text.hpp"
#include "server/files/printed_page.hpp"
#include "server/files/roadmap_paper.hpp"
#include "server/files/roadmap_text.hpp"

namespace ramure::files {

namespace {

// Together these fill two A4 pages and no more.
constexpr std::size_t part_bytes_max = 1'600;
constexpr std::size_t cell_bytes_max = 120;
constexpr std::size_t actions_max = 10;

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

// The first section with words whose heading has one of these in it.
const Section* find_section(const std::vector<Section>& sections, std::initializer_list<std::string_view> words) {
  for (const Section& section : sections) {
    const std::string heading = lower_ascii(section.heading);
    const bool is_it = std::ranges::any_of(words, [&](std::string_view word) { return heading.contains(word); });
    if (is_it && section.level > 1 && !section.body.empty()) return &section;
  }
  return nullptr;
}

// Of a text that has no vision by that name.
const Section* first_section(const std::vector<Section>& sections) {
  for (const Section& section : sections) {
    if (section.level > 1 && !section.body.empty()) return &section;
  }
  for (const Section& section : sections) {
    if (!section.body.empty()) return &section;
  }
  return nullptr;
}

class Note {
 public:
  explicit Note(const RoadmapPaper& paper)
      : paper_(paper), text_(without_advice(paper.text, paper.form)), sections_(sections_of(text_)) {}

  std::string markdown() {
    const Section* ask = find_section(sections_, {"demand", "we ask"});
    const Section* vision = find_section(sections_, {"vision", "enjeu"});
    if (vision == nullptr) vision = first_section(sections_);
    head();
    if (vision != nullptr && vision != ask) part(*vision);
    actions();
    if (ask != nullptr) part(*ask);
    return std::move(markdown_);
  }

 private:
  std::string t(Words words) const { return in(paper_.language, words); }

  void head() {
    markdown_ = "# " + escaped_markdown(paper_.title) + "\n\n*";
    std::string below = escaped_markdown(paper_.territory);
    if (!paper_.below.empty()) below += (below.empty() ? "" : " · ") + escaped_markdown(paper_.below);
    markdown_ += below + "*\n";
  }

  void part(const Section& section) {
    const std::string heading = section.heading.empty() ? t({"En bref", "In short"}) : section.heading;
    bool is_cut = false;
    const std::string_view body = beginning_of(section.body, part_bytes_max, is_cut);
    markdown_ += "\n## " + heading + "\n\n" + std::string(body) + "\n";
    if (is_cut)
      markdown_ += "\n*" + t({"La suite est dans la feuille de route.", "The rest is in the roadmap."}) + "*\n";
  }

  void actions() {
    std::vector<const v1::RoadmapAction*> shown;
    for (const v1::RoadmapAction& action : paper_.actions) {
      if (action.status() != v1::ROADMAP_ACTION_STATUS_ABANDONED) shown.push_back(&action);
    }
    if (shown.empty()) {
      if (const Section* told = find_section(sections_, {"action"})) part(*told);
      return;
    }
    const std::size_t more = shown.size() - std::min(shown.size(), actions_max);
    shown.resize(shown.size() - more);
    markdown_ += "\n## " + t({"Nos actions", "Our actions"}) + "\n\n| " + t({"Action", "Action"}) + " | " +
                 t({"Pilote", "Owner"}) + " | " + t({"Échéance", "Due"}) + " | " + t({"Statut", "Status"}) +
                 " |\n| --- | --- | --- | --- |\n";
    for (const v1::RoadmapAction* action : shown) {
      markdown_ += "| " + cell(action->title()) + " | " + cell(action->owner()) + " | " +
                   date_text(paper_.language, action->due()) + " | " +
                   action_status_text(paper_.language, action->status()) + " |\n";
    }
    if (more > 0) {
      markdown_ += "\n*" +
                   filled(more == 1 ? t({"Et {} autre action.", "And {} more action."})
                                    : t({"Et {} autres actions.", "And {} more actions."}),
                          std::to_string(more)) +
                   "*\n";
    }
  }

  static std::string cell(const std::string& words) {
    bool is_cut = false;
    const std::string_view shown = beginning_of(words, cell_bytes_max, is_cut);
    return escaped_markdown(shown) + (is_cut ? "…" : "");
  }

  const RoadmapPaper& paper_;
  const std::string text_;
  const std::vector<Section> sections_;  // of text_
  std::string markdown_;
};

}  // namespace

std::string roadmap_note(const RoadmapPaper& paper) {
  const std::string markdown = Note(paper).markdown();
  return printed_page(paper.language, {.title = paper.title, .below = {}, .markdown = markdown});
}

}  // namespace ramure::files
