#include "server/files/course_memory_page.hpp"

#include <array>

#include "server/files/gathering_calendar.hpp"
#include "server/files/markdown_text.hpp"
#include "server/files/printed_page.hpp"
#include "server/files/roadmap_paper.hpp"

namespace ramure::files {

namespace {

using community::CourseMemory;

class Writing {
 public:
  explicit Writing(const CourseMemoryPage& page)
      : page_(page), memory_(page.memory), calendar_(page.language, page.memory.zone) {}

  std::string whole() {
    write_gatherings();
    write_obstacles();
    write_rounds();
    write_roadmaps();
    write_notebook();
    if (text_.empty()) {
      paragraph(say({"Rien n’est encore écrit : cette page se remplit au fil du parcours.",
                     "Nothing is written yet: this page fills as the course goes on."}));
    }
    return std::move(text_);
  }

  std::string below() const {
    std::string line = memory_.name;
    for (const std::string& other : memory_.pair) line += say({" et ", " and "}) + other;
    line += " · " + memory_.community + " · " + calendar_.day(page_.at_ms);
    if (memory_.copy == community::MemoryCopy::own) {
      line += say({" · pour vous, avec ce qui est privé", " · for you, with what is private"});
    }
    return line;
  }
  std::string title() const {
    const std::string base = say({"Votre parcours", "Your course"});
    return memory_.territory.empty() ? base : base + " – " + memory_.territory;
  }

 private:
  std::string say(Words words) const { return in(page_.language, words); }
  void heading(Words words) { text_ += "\n## " + say(words) + "\n\n"; }
  void subheading(const std::string& words) { text_ += "### " + escaped_markdown(words) + "\n\n"; }
  void paragraph(const std::string& words) { text_ += words + "\n\n"; }
  void item(const std::string& words) { text_ += "- " + words + "\n"; }
  void said(Words before, const std::string& markdown) {
    if (markdown.empty()) return;
    paragraph("*" + say(before) + "*");
    paragraph(quoted_markdown(markdown));
  }

  void write_gatherings() {
    if (memory_.gatherings.empty()) return;
    heading({"Les rencontres", "Gatherings"});
    for (const CourseMemory::Lived& lived : memory_.gatherings) {
      const v1::Gathering& gathering = lived.gathering;
      subheading(gathering_title(gathering));
      const Calendar there(page_.language, gathering.time_zone());
      std::string where = there.day(gathering.starts_at_ms());
      if (!gathering.place().empty()) where += ", " + escaped_markdown(gathering.place());
      paragraph(where);
      said({"Ce qui en est gardé", "What is kept of it"}, gathering.outcome());
      said({"Ce que vous en gardez", "What you keep of it"}, lived.keeps);
    }
  }

  void write_obstacles() {
    if (memory_.obstacles.empty()) return;
    heading({"Vos freins", "Your obstacles"});
    for (const v1::Thread& thread : memory_.obstacles) {
      item("**" + escaped_markdown(thread.title()) + "** – " + status_text(page_.language, thread.obstacle().status()) +
           ", " + say({"déclaré le ", "declared on "}) + calendar_.day(thread.opened_at_ms()));
    }
    text_ += "\n";
    for (const v1::Thread& thread : memory_.obstacles) {
      if (thread.obstacle().outcome().empty()) continue;
      paragraph("*" + say({"Ce qui a marché", "What worked"}) + "* – " + escaped_markdown(thread.title()));
      paragraph(quoted_markdown(thread.obstacle().outcome()));
    }
  }

  void write_rounds() {
    if (memory_.rounds.empty()) return;
    heading({"Vos tours de codéveloppement", "Your rounds of co-development"});
    for (const CourseMemory::Round& round : memory_.rounds) {
      const std::string title = round.title.empty() ? say({"Un tour", "A round"}) : escaped_markdown(round.title);
      item("**" + title + "**, " + calendar_.day(round.at_ms) +
           (round.is_of_pair ? say({", pour votre binôme", ", for your pair"})
                             : say({", pour un pair", ", for a peer"})) +
           (round.client.empty() ? ""
                                 : filled(say({" (client : {})", " (client: {})"}), escaped_markdown(round.client))));
      for (const v1::PlanAction& action : round.actions) {
        const std::string due = action.due_on().empty() ? "" : date_text(page_.language, action.due_on()) + ", ";
        text_ += "  - " + escaped_markdown(action.what()) + " (" + due + say(plan_status(action.status())) + ")\n";
      }
    }
    text_ += "\n";
  }

  static Words plan_status(v1::PlanActionStatus status) {
    static constexpr std::array<Words, 5> texts{{{"à faire", "to do"},
                                                 {"à faire", "to do"},
                                                 {"en cours", "in progress"},
                                                 {"fait", "done"},
                                                 {"abandonné", "abandoned"}}};
    const auto at = static_cast<std::size_t>(status);
    return texts[at < texts.size() ? at : 0];
  }

  void write_roadmaps() {
    for (const v1::RoadmapRow& roadmap : memory_.roadmaps) {
      heading({"Votre feuille de route", "Your roadmap"});
      const char* stage = stage_text(page_.language, roadmap.frozen());
      paragraph("**" + escaped_markdown(roadmap.title()) + "**" + (*stage == 0 ? "" : std::string(" – ") + stage));
      for (const v1::RoadmapAction& action : roadmap.actions()) {
        item(escaped_markdown(action.title()) + " (" + action_status_text(page_.language, action.status()) + ")");
      }
      text_ += "\n";
    }
  }

  void write_notebook() {
    if (memory_.notebook.empty()) return;
    heading({"Votre carnet, lu de vous seul", "Your notebook, read by you alone"});
    for (const v1::NotebookEntry& entry : memory_.notebook) {
      paragraph("*" + calendar_.day(entry.written_at_ms()) + "*");
      paragraph(quoted_markdown(entry.text()));
    }
  }

  const CourseMemoryPage& page_;
  const CourseMemory& memory_;
  const Calendar calendar_;
  std::string text_;
};

}  // namespace

std::string course_memory_page(const CourseMemoryPage& page) {
  Writing writing(page);
  const std::string markdown = writing.whole();
  return printed_page(page.language, {.title = writing.title(), .below = writing.below(), .markdown = markdown});
}

}  // namespace ramure::files
