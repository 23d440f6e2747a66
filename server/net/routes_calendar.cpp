// Rounds as calendars (files/round_calendar.hpp): one of them for somebody who has signed in, or all of a member's own
// under a private address that calendar programs fetch without signing in.
//
//   GET  /api/rounds/ROUND_ID/calendar.ics?community=SLUG&lang=fr|en
//   GET  /api/calendar/TOKEN.ics?lang=fr|en
//   POST /api/calendar/create  /revoke  /look
#include <algorithm>
#include <iterator>

#include "ramure/v1/accounts.pb.h"
#include "server/community/answer.hpp"
#include "server/files/round_calendar.hpp"
#include "server/files/sending.hpp"
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
constexpr std::string_view feeds_prefix = "/api/calendar/";
constexpr std::string_view ending = ".ics";

struct Wish {
  std::uint64_t round_id = 0;  // 0: all that he is in
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

Entries entries_of_round(storage::Reader& reader, const community::RoundRules& rounds, const Wish& wish,
                         std::uint64_t round_id) {
  v1::Query query;
  query.mutable_get_round()->set_round_id(round_id);
  const v1::Reply reply = community::answer(reader, wish.member_id, query, wish.now, rounds);
  if (reply.has_refusal()) return std::unexpected(reply.refusal());
  const std::string domain = wish.site.substr(wish.site.find("//") + 2);
  return files::calendar_entries(reply.answer().round().view(), reply.as_of_seq() - round_id,
                                 {.reader_id = wish.member_id,
                                  .language = wish.language,
                                  .domain = domain,
                                  .page_link = wish.site + "/codeveloppement/" + std::to_string(round_id)});
}

Entries entries(storage::Reader& reader, const community::RoundRules& rounds, const Wish& wish) {
  if (wish.round_id != 0) return entries_of_round(reader, rounds, wish, wish.round_id);
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

}  // namespace

void answer_round_calendar(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_reader(services, request);
  if (!who) return respond(who.error());
  const auto ids = path_ids(request.path, rounds_prefix, 1, "/calendar.ics");
  if (!ids) return respond(refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address"));
  Wish wish = wish_of(services, request);
  wish.round_id = ids->front();
  enter(services.registry, **who, query_parameter(request.query, "community"), loop,
        [&loop, wish, respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
          if (!entrance) return respond(refusal_answer(entrance.error()));
          wish.member_id = entrance->member_id;
          send(*entrance->community, loop, wish, std::move(respond));
        });
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
