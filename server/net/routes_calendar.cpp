// Rounds, gatherings and due dates as calendars (files/round_calendar.hpp, gathering_calendar.hpp): one of them for
// somebody who has signed in, or all of a member's own under a private address that calendar programs fetch without
// signing in.
//
//   GET  /api/rounds/ROUND_ID/calendar.ics?community=SLUG&lang=fr|en
//   GET  /api/gatherings/GATHERING_ID/calendar.ics?community=SLUG&lang=fr|en
//   GET  /api/calendar/TOKEN.ics?lang=fr|en
//   POST /api/calendar/create  /revoke  /look
#include <algorithm>
#include <iterator>

#include "ramure/v1/accounts.pb.h"
#include "server/community/answer.hpp"
#include "server/course/course_limits.hpp"
#include "server/files/gathering_calendar.hpp"
#include "server/files/round_calendar.hpp"
#include "server/files/sending.hpp"
#include "server/identity/permissions.hpp"
#include "server/net/answering.hpp"
#include "server/net/entrance.hpp"
#include "server/net/path_ids.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

using files::CalendarEntry;
using Entries = std::expected<std::vector<CalendarEntry>, v1::Refusal>;

constexpr std::string_view rounds_prefix = "/api/rounds/";
constexpr std::string_view gatherings_prefix = "/api/gatherings/";
// What is over for longer leaves the feed: programs keep what they have fetched.
constexpr TimestampMs gatherings_kept_ms = 400 * course::limits::day_ms;
constexpr std::string_view feeds_prefix = "/api/calendar/";
constexpr std::string_view ending = ".ics";

struct Wish {
  std::uint64_t round_id = 0;      // this round, or
  std::uint64_t gathering_id = 0;  // this gathering; both 0: all that is his
  std::uint64_t member_id = 0;
  files::Language language = files::Language::french;
  std::string site;  // "https://ramure.example"
  TimestampMs now = 0;
};

Wish wish_of(const Services& services, const Request& request) {
  Wish wish;
  wish.now = services.clock.now_ms();
  if (query_parameter(request.query, "lang") == "en") wish.language = files::Language::english;
  const std::string& configured = services.config.public_url;
  const std::string scheme = services.config.is_secure() ? "https://" : "http://";
  wish.site = configured.empty() ? scheme + request.host : configured;
  return wish;
}

std::string domain_of(const Wish& wish) { return wish.site.substr(wish.site.find("//") + 2); }

Entries entries_of_round(storage::Reader& reader, const community::RoundRules& rounds, const Wish& wish,
                         std::uint64_t round_id) {
  v1::Query query;
  query.mutable_get_round()->set_round_id(round_id);
  const v1::Reply reply = community::answer(reader, wish.member_id, query, wish.now, rounds);
  if (reply.has_refusal()) return std::unexpected(reply.refusal());
  return files::calendar_entries(reply.answer().round().view(), reply.as_of_seq() - round_id,
                                 {.reader_id = wish.member_id,
                                  .language = wish.language,
                                  .domain = domain_of(wish),
                                  .page_link = wish.site + "/codeveloppement/" + std::to_string(round_id)});
}

files::CalendarWish calendar_wish(const Wish& wish) {
  return {.language = wish.language, .domain = domain_of(wish), .site = wish.site};
}

v1::ChannelKind kind_of_place(storage::Reader& reader, std::uint64_t channel_id) {
  const auto channel = reader.channel_state(channel_id);
  return channel ? channel->kind : v1::CHANNEL_KIND_UNSPECIFIED;
}

Entries entry_of_gathering(storage::Reader& reader, const Wish& wish) {
  v1::Query query;
  query.mutable_get_gathering()->set_gathering_id(wish.gathering_id);
  const v1::Reply reply = community::answer(reader, wish.member_id, query, wish.now);
  if (reply.has_refusal()) return std::unexpected(reply.refusal());
  const v1::Gathering& gathering = reply.answer().gathering().gathering();
  return std::vector{
      files::calendar_entry(gathering, kind_of_place(reader, gathering.channel_id()), calendar_wish(wish))};
}

// Those of every place that he reads which end after a moment, and start before another (0: any).
void add_gatherings_between(storage::Reader& reader, const Wish& wish, TimestampMs from_ms, TimestampMs to_ms,
                            std::vector<CalendarEntry>& all) {
  v1::Query query;
  query.mutable_list_gatherings()->set_from_ms(from_ms);
  query.mutable_list_gatherings()->set_to_ms(to_ms);
  query.mutable_list_gatherings()->set_limit(course::limits::listed_max);
  const v1::Reply reply = community::answer(reader, wish.member_id, query, wish.now);
  for (const v1::GatheringRow& row : reply.answer().gathering_list().rows()) {
    const v1::Gathering& gathering = row.gathering();
    if (to_ms != 0 && gathering.ends_at_ms() > to_ms) continue;  // is among the later ones
    all.push_back(files::calendar_entry(gathering, kind_of_place(reader, gathering.channel_id()), calendar_wish(wish)));
  }
}

// What is to come goes before what was: each has a list of its own length.
void add_gatherings(storage::Reader& reader, const Wish& wish, std::vector<CalendarEntry>& all) {
  add_gatherings_between(reader, wish, wish.now, 0, all);
  add_gatherings_between(reader, wish, std::max<TimestampMs>(wish.now - gatherings_kept_ms, 0), wish.now, all);
}

// Of his own pair's roadmap alone.
void add_due_actions(storage::Reader& reader, const community::RoundRules& rounds, const Wish& wish,
                     std::vector<CalendarEntry>& all) {
  const auto me = reader.member_state(wish.member_id);
  if (!me || me->territory_id == 0) return;
  v1::Query query;
  query.mutable_list_roadmaps();
  const v1::Reply reply = community::answer(reader, wish.member_id, query, wish.now, rounds);
  for (const v1::RoadmapRow& row : reply.answer().roadmap_list().rows()) {
    if (!identity::is_of_pair(*me, row.territory_id()) || row.status() == v1::ROADMAP_STATUS_ARCHIVED) continue;
    auto due = files::calendar_entries(row, reply.as_of_seq() - row.roadmap_id(), calendar_wish(wish));
    std::ranges::move(due, std::back_inserter(all));
  }
}

Entries entries(storage::Reader& reader, const community::RoundRules& rounds, const Wish& wish) {
  if (wish.round_id != 0) return entries_of_round(reader, rounds, wish, wish.round_id);
  if (wish.gathering_id != 0) return entry_of_gathering(reader, wish);
  v1::Query query;
  query.mutable_list_rounds()->set_ended_too(true);
  const v1::Reply reply = community::answer(reader, wish.member_id, query, wish.now, rounds);
  if (reply.has_refusal()) return std::unexpected(reply.refusal());
  std::vector<CalendarEntry> all;
  for (const v1::RoundRow& row : reply.answer().round_list().rows()) {
    if (row.plan().practice()) continue;  // nobody is expected there
    Entries some = entries_of_round(reader, rounds, wish, row.round_id());
    if (some) std::ranges::move(*some, std::back_inserter(all));
  }
  add_gatherings(reader, wish, all);
  add_due_actions(reader, rounds, wish, all);
  return all;
}

Response compose(const Entries& found, const Wish& wish) {
  if (!found) return refusal_answer(found.error());
  Response response;
  response.content_type = "text/calendar; charset=utf-8";
  response.headers = {{"Content-Disposition", files::content_disposition(files::Disposition::download, "ramure.ics")},
                      {"Cache-Control", "private, no-store"}};
  response.body = files::icalendar("Ramure", *found, wish.now);
  return response;
}

void send(live::CommunityHost& host, live::Loop& loop, const Wish& wish, Respond respond) {
  auto job = [wish, rounds = host.rounds()](storage::Reader& reader) { return entries(reader, rounds, wish); };
  auto done = [wish, respond = std::move(respond)](std::expected<Entries, v1::Refusal> outcome) mutable {
    respond(outcome ? compose(*outcome, wish) : refusal_answer(outcome.error()));
  };
  host.read<Entries>(loop, std::move(job), std::move(done));
}

// What the three share: whose calendar, in which community.
template <class Use>
void with_member(const Services& services, const Request& request, Respond respond, Use use) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  v1::CalendarFeedOf wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  const auto member = find_membership(**who, wish.community());
  if (!member) return respond(refusal_answer(member.error()));
  use((*who)->account_id, member->community, std::move(respond));
}

// One thing, named in the path, for somebody who has signed in.
void answer_one(const Services& services, live::Loop& loop, const Request& request, std::string_view prefix,
                std::uint64_t Wish::* which, Respond respond) {
  const auto who = access_reader(services, request);
  if (!who) return respond(who.error());
  const auto ids = path_ids(request.path, prefix, 1, "/calendar.ics");
  if (!ids) return respond(refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address"));
  Wish wish = wish_of(services, request);
  wish.*which = ids->front();
  enter(services.registry, **who, query_parameter(request.query, "community"), loop,
        [&loop, wish, respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
          if (!entrance) return respond(refusal_answer(entrance.error()));
          wish.member_id = entrance->member_id;
          send(*entrance->community, loop, wish, std::move(respond));
        });
}

}  // namespace

void answer_round_calendar(const Services& services, live::Loop& loop, Request request, Respond respond) {
  answer_one(services, loop, request, rounds_prefix, &Wish::round_id, std::move(respond));
}

void answer_gathering_calendar(const Services& services, live::Loop& loop, Request request, Respond respond) {
  answer_one(services, loop, request, gatherings_prefix, &Wish::gathering_id, std::move(respond));
}

void answer_calendar_feed(const Services& services, live::Loop& loop, Request request, Respond respond) {
  std::string_view token = std::string_view(request.path).substr(feeds_prefix.size());
  if (!token.ends_with(ending)) {
    return respond(refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address"));
  }
  token.remove_suffix(ending.size());
  const Wish wish = wish_of(services, request);
  auto found = [&services, &loop, wish,
                respond = std::move(respond)](identity::Outcome<identity::MemberOf> member) mutable {
    if (!member)
      return loop.post(
          [respond = std::move(respond), refusal = member.error()]() mutable { respond(refusal_answer(refusal)); });
    Wish of_member = wish;
    of_member.member_id = member->member_id;
    auto opened = [&loop, of_member,
                   respond = std::move(respond)](std::expected<live::Registry::Lease, v1::Refusal> lease) mutable {
      if (!lease) return respond(refusal_answer(lease.error()));
      send(**lease, loop, of_member, std::move(respond));
    };
    services.registry.open(member->community, loop, std::move(opened));
  };
  services.accounts.find_calendar_feed(std::string(token), request.peer_address, std::move(found));
}

void create_calendar_feed(const Services& services, live::Loop& loop, Request request, Respond respond) {
  with_member(services, request, std::move(respond),
              [&](std::uint64_t account_id, const std::string& community, Respond answer_to) {
                services.accounts.make_calendar_feed(
                    account_id, community,
                    answering<std::string>(loop, std::move(answer_to), [](const std::string& token) {
                      v1::CalendarFeed feed;
                      feed.set_path(std::string(feeds_prefix) + token + std::string(ending));
                      return answer(feed);
                    }));
              });
}

void revoke_calendar_feed(const Services& services, live::Loop& loop, Request request, Respond respond) {
  with_member(services, request, std::move(respond),
              [&](std::uint64_t account_id, const std::string& community, Respond answer_to) {
                services.accounts.revoke_calendar_feed(
                    account_id, community,
                    answering<identity::Done>(loop, std::move(answer_to),
                                              [](const identity::Done&) { return answer(v1::Done()); }));
              });
}

void look_at_calendar_feed(const Services& services, live::Loop& loop, Request request, Respond respond) {
  with_member(services, request, std::move(respond),
              [&](std::uint64_t account_id, const std::string& community, Respond answer_to) {
                services.accounts.calendar_feed_made_at(
                    account_id, community,
                    answering<TimestampMs>(loop, std::move(answer_to), [](const TimestampMs& made_at_ms) {
                      v1::CalendarFeed feed;
                      feed.set_made_at_ms(made_at_ms);
                      return answer(feed);
                    }));
              });
}

}  // namespace ramure::net
