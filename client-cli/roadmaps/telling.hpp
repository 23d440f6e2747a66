// A roadmap in words: the lines that `ramure roadmap` prints. Pure functions of what the server said. Everything that
// people wrote is made harmless for the terminal here. No meaning is in a style alone.
#pragma once

#include <string_view>
#include <vector>

#include "client-cli/rounds/telling.hpp"
#include "ramure/v1/roadmap_queries.pb.h"

namespace ramure::cli {

// « ~3  Titre » and, below it, territory, stage, status, sharing, what waits for an answer.
void tell_row(const v1::RoadmapRow& row, std::size_t place, const Glance& glance, Lines& lines);

void tell_head(const v1::RoadmapView& view, const Glance& glance, Lines& lines);
// « ~2  Relancer la conciergerie · en cours · échéance 2027-03-31 » and its fields.
void tell_actions(const v1::RoadmapView& view, const Glance& glance, Lines& lines);
// Comments and suggestions as they came, with the words that they hang on. `text` is of the view's text version.
void tell_talk(const v1::RoadmapView& view, std::u16string_view text, const Glance& glance, Lines& lines);
// Their ids, in that order: "~N" counts among them.
std::vector<std::uint64_t> talk_ids(const v1::RoadmapView& view);
void tell_versions(const v1::RoadmapView& view, const Glance& glance, Lines& lines);
// What one may do with it.
void tell_allowed(const v1::RoadmapView& view, const Glance& glance, Lines& lines);

// Markdown as it is, broken at the width; headings stand out, items of lists keep their margin.
void tell_text(std::string_view markdown, int columns, Lines& lines);
// The same, with whoever wrote each passage in front of it.
void tell_authors(const v1::TextAnswer& answer, const Glance& glance, Lines& lines);

// « 12 mai, 9 h 10 – 9 h 52 · Vision et enjeux · versions 12 à 30 »: what changed, never how much.
void tell_session(const v1::WorkingSession& session, const Glance& glance, Lines& lines);

// What others did to it since one was here last.
void tell_news(const v1::RoadmapNews& news, std::size_t place, const Glance& glance, Lines& lines);

// « Plan de mise en œuvre (v1) »; empty: outside the sessions.
std::string stage_in_full(v1::RoadmapStage stage);

}  // namespace ramure::cli
