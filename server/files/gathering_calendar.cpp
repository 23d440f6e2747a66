#include "server/files/gathering_calendar.hpp"

namespace ramure::files {

namespace {

// Where those who read are many, or an institution: what stands there may stand in a calendar.
bool is_open_place(v1::ChannelKind place) {
  switch (place) {
    case v1::CHANNEL_KIND_PLENARY:
    case v1::CHANNEL_KIND_THEMES:
    case v1::CHANNEL_KIND_STEERING:
    case v1::CHANNEL_KIND_ORIENTATION:
    case v1::CHANNEL_KIND_TECHNICAL: return true;
    default: return false;
  }
}

std::string title_of(const v1::Gathering& gathering) {
  if (gathering.session_number() == 0) return gathering.title();
  return "S" + std::to_string(gathering.session_number()) + " – " + gathering.title();
}

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

CalendarEntry calendar_entry(const v1::Gathering& gathering, v1::ChannelKind place, const CalendarWish& wish) {
  const std::string id = std::to_string(gathering.id());
  CalendarEntry entry;
  entry.uid = "gathering-" + id + "@" + wish.domain;
  entry.sequence = gathering.version();
  entry.starts_at_ms = gathering.starts_at_ms();
  entry.ends_at_ms = gathering.ends_at_ms();
  entry.is_cancelled = gathering.cancelled();
  entry.title = in(wish.language, {"Rendez-vous", "Meeting"});
  if (is_open_place(place)) {
    entry.title = title_of(gathering);
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
