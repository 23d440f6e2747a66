// A roadmap on its way out of Ramure: what stands in it, in words, and the forms in which it is taken along. Pure; what
// the reader may see was settled before (community/take_roadmap.hpp). There is one Markdown text, and every page and
// file of a word processor is made from it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/roadmap.pb.h"
#include "server/files/words.hpp"

namespace ramure::files {

struct RoadmapPaper {
  Language language = Language::french;
  std::string title;      // of the roadmap
  std::string territory;  // whose it is
  std::string below;      // a line under the title: which text, of when
  std::string text;       // Markdown, as it was written
  std::string form;       // the text that it began as: its advice to writers leaves with no page for others
  std::vector<v1::RoadmapAction> actions;  // in their order
};

// Text, then the actions as tables, one for each axis. The text keeps its own title where it has one.
std::string roadmap_markdown(const RoadmapPaper& paper);

// The same as a page that stands alone and prints on A4. Actions begin a page of their own on paper, and no row is cut.
std::string roadmap_page(const RoadmapPaper& paper);

// The same for people outside: without advice to writers, not to be indexed, and with a line at its end: until when the
// link is good.
std::string roadmap_page_outside(const RoadmapPaper& paper, std::string_view ending);

// « Note de deux pages »: what it is for, its actions, what is asked. What would not fit is left to the whole, and said
// to be.
std::string roadmap_note(const RoadmapPaper& paper);

// The actions, one a line (RFC 4180). For a French Excel: a byte order mark, and « ; » between cells, since there the
// comma is in numbers; an English one takes commas. No cell begins a formula.
std::string roadmap_actions_csv(const RoadmapPaper& paper);

std::string roadmap_word_file(const RoadmapPaper& paper);
std::string roadmap_open_document_file(const RoadmapPaper& paper);

const char* stage_text(Language language, v1::RoadmapStage stage);                  // « Feuille de route (v2) »
const char* action_status_text(Language language, v1::RoadmapActionStatus status);  // « en cours »

}  // namespace ramure::files
