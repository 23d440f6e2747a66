// Gatherings in a member's calendar, and the due dates of his own pair's roadmap. Made of what the server shows him;
// and then less: calendars are copied to other companies' servers and shown over shoulders. A gathering of the plenary,
// the themes or a committee is called by its title and its place, with none of its other words; from any other place it
// is « Rendez-vous », and when.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ramure/v1/course.pb.h"
#include "ramure/v1/model.pb.h"
#include "ramure/v1/roadmap_queries.pb.h"
#include "server/files/icalendar.hpp"
#include "server/files/words.hpp"

namespace ramure::files {

std::string gathering_title(const v1::Gathering& gathering);  // « S1 – Comprendre »

struct CalendarWish {
  Language language = Language::french;
  std::string domain;  // makes the entries' ids unique in the world: "valmerac.ramure.example"
  std::string site;    // "https://valmerac.ramure.example"; entries lead to its pages
};

// `place` is the kind of the gathering's channel. A cancelled one is an entry that says so.
CalendarEntry calendar_entry(const v1::Gathering& gathering, v1::ChannelKind place, const CalendarWish& wish);

// The open actions of a roadmap that have a date. `revision` grows with every event of the roadmap.
std::vector<CalendarEntry> calendar_entries(const v1::RoadmapRow& roadmap, std::uint64_t revision,
                                            const CalendarWish& wish);

}  // namespace ramure::files
