// A round in a member's calendar, and the due dates of his own plan. Made of what the server shows him, so that the
// rights are those of RoundView; and then less: calendars are copied to other companies' servers and shown over
// shoulders, so that neither subject nor people nor any word of a round stands in one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ramure/v1/round.pb.h"
#include "server/files/icalendar.hpp"
#include "server/files/words.hpp"

namespace ramure::files {

struct RoundCalendarWish {
  std::uint64_t reader_id = 0;
  Language language = Language::french;
  std::string domain;     // makes the entries' ids unique in the world: "valmerac.ramure.example"
  std::string page_link;  // of this round's page; empty: none
};

// `revision` grows with every event of the round. The round itself, and for its client the open actions of his plan.
// Nothing for an empty view.
std::vector<CalendarEntry> calendar_entries(const v1::RoundView& view, std::uint64_t revision,
                                            const RoundCalendarWish& wish);

}  // namespace ramure::files
