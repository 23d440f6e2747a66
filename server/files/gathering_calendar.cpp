#include "server/files/gathering_calendar.hpp"

#include "server/course/gathering.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::files {

namespace {

// A committee’s meeting, too, is called what it is: those who read there are an institution.
bool is_titled(v1::ChannelKind place) { return identity::is_open_place(place) || course::is_committee(place); }

std::string place_of(const v1::Gathering& gathering) {
  if (gathering.place().empty() || gathering.video_url().empty()) return gathering.place() + gathering.video_url();
  return gathering.place() + " – " + gathering.video_url();
}

// Said in words too: many programs show no address.
void lead_to(CalendarEntry& entry, const std::string& link, Language language) {
  entry.link = link;
  entry.description =
      filled(in(language, {"Le détail se lit dans Ramure\u00A0: {}", "Read more in Ramure: {}"}), entry.link);
}

}  // namespace

std::string gathering_title(const v1::Gathering& gathering) {
  if (gathering.session_number() == 0) return gathering.title();
  return "S" + std::to_string(gathering.session_number()) + " – " + gathering.title();
}

CalendarEntry calendar_entry(const v1::Gathering& gathering, v1::ChannelKind place, const CalendarWish& wish) {
  const std::string id = std::to_string(gathering.id());
  CalendarEntry entry;
  entry.uid = "gathering-" + id + "@" + wish.domain;
  entry.sequence = gathering.version();
  entry.starts_at_ms = gathering.starts_at_ms();
  entry.ends_at_ms = gathering.ends_at_ms();
  entry.is_cancelled = gathering.cancelled();
  entry.title = in(wish.language, {"Rendez-vous", "Meeting"});
  if (is_titled(place)) {
    entry.title = gathering_title(gathering);
    entry.place = place_of(gathering);
  }
  lead_to(entry, wish.site + "/rencontre/" + id, wish.language);
  return entry;
}

std::vector<CalendarEntry> calendar_entries(const v1::RoadmapRow& roadmap, std::uint64_t revision,
                                            const CalendarWish& wish) {
  std::vector<CalendarEntry> entries;
  const std::string id = std::to_string(roadmap.roadmap_id());
  for (const v1::RoadmapAction& action : roadmap.actions()) {
    const bool is_open =
        action.status() != v1::ROADMAP_ACTION_STATUS_DONE && action.status() != v1::ROADMAP_ACTION_STATUS_ABANDONED;
    if (!is_open || action.due().empty()) continue;
    CalendarEntry& due = entries.emplace_back();
    due.uid = "roadmap-" + id + "-action-" + std::to_string(action.id()) + "@" + wish.domain;
    due.sequence = revision;
    due.on_day = action.due();
    due.title = in(wish.language, {"Échéance de votre feuille de route", "Due in your roadmap"});
    due.leaves_time_free = true;
    lead_to(due, wish.site + "/feuille-de-route/" + id, wish.language);
  }
  return entries;
}

}  // namespace ramure::files
