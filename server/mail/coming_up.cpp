#include <algorithm>

#include "server/files/markdown_text.hpp"
#include "server/identity/permissions.hpp"
#include "server/mail/digest.hpp"

namespace ramure::mail {

namespace {

struct Coming {
  TimestampMs at = 0;
  NewsLine line;
};

// Titles of rounds name somebody's difficulty: a date and the kind of thing suffice.
void add_rounds(NewsFor& reader, std::vector<Coming>& coming) {
  v1::Query query;
  query.mutable_list_rounds();
  for (const v1::Answer answer = reader.ask(query); const v1::RoundRow& round : answer.round_list().rows()) {
    NewsLine line{.text = {}, .path = "/codeveloppement/" + std::to_string(round.round_id())};
    const TimestampMs starts_at = round.plan().starts_at_ms();
    if (round.status() == v1::ROUND_STATUS_PLANNED && starts_at >= reader.now && starts_at < reader.now + coming_ms) {
      line.text = files::filled(reader.say({"Tour de codéveloppement\u00A0: {}", "Round of co-development: {}"}),
                                reader.calendar.moment(starts_at));
      coming.push_back({starts_at, std::move(line)});
    } else if (round.awaits_me() && round.plan().mode() == v1::ROUND_MODE_WRITTEN) {
      line.text = reader.say(
          {"Un tour de codéveloppement écrit vous attend", "A written round of co-development waits for you"});
      coming.push_back({reader.now, std::move(line)});
    }
  }
}

// Of a meeting in a private place: that there is one.
void add_gatherings(NewsFor& reader, std::vector<Coming>& coming) {
  v1::Query query;
  query.mutable_list_gatherings()->set_from_ms(reader.now);
  query.mutable_list_gatherings()->set_to_ms(reader.now + coming_ms);
  for (const v1::Answer answer = reader.ask(query); const v1::GatheringRow& row : answer.gathering_list().rows()) {
    const v1::Gathering& gathering = row.gathering();
    if (gathering.cancelled() || gathering.starts_at_ms() < reader.now) continue;
    const bool is_open = identity::is_open_place(reader.kind_of_place(gathering.channel_id()));
    const std::string title = is_open ? files::one_line(gathering.title()) : reader.say({"Rendez-vous", "Meeting"});
    coming.push_back(
        {gathering.starts_at_ms(),
         {.text = title + reader.say({"\u00A0: ", ": "}) + reader.calendar.moment(gathering.starts_at_ms()),
          .path = "/rencontre/" + std::to_string(gathering.id())}});
  }
}

}  // namespace

NewsLines coming_up(NewsFor& reader) {
  std::vector<Coming> coming;
  add_rounds(reader, coming);
  add_gatherings(reader, coming);
  std::ranges::stable_sort(coming, {}, &Coming::at);
  NewsLines lines;
  for (Coming& each : coming) lines.push_back(std::move(each.line));
  return lines;
}

}  // namespace ramure::mail
