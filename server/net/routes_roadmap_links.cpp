// « Pour chez nous »: links by which mayors and partners, who have no account, read one roadmap until a day; and
// members of a committee one dossier. The pair makes, sees and takes back those to its roadmap
// (community/take_roadmap.hpp), facilitators those to a dossier (community/take_dossier.hpp), at
// /api/dossiers/DOSSIER_ID/links in the same way:
//
//   POST   /api/roadmaps/ROADMAP_ID/links?community=SLUG      {"version": 0, "expires_on": "2018-12-31", "label": "…"}
//   GET    /api/roadmaps/ROADMAP_ID/links?community=SLUG      {"links": [{"id", "version", "label", "madeBy", …}]}
//   DELETE /api/roadmaps/ROADMAP_ID/links/LINK_ID?community=SLUG
//
// version: a frozen or named one; 0 or none: the text as it is when one looks. The answer to POST has "path", the one
// time that the token is said. Whoever has it:
//
//   GET    /pour-chez-nous/TOKEN?lang=fr|en                   the page, in the language that the browser asks for
//
// Visits are not counted, the address is not logged. A token that never was, has expired or was taken back, and a
// roadmap that is archived, are answered in the same words.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "protocol/iso_day.hpp"
#include "protocol/limits.hpp"
#include "protocol/trimmed.hpp"
#include "server/community/take_dossier.hpp"
#include "server/files/dossier_page.hpp"
#include "server/files/markdown_text.hpp"
#include "server/files/printed_page.hpp"
#include "server/net/accept_language.hpp"
#include "server/net/answering.hpp"
#include "server/net/entrance.hpp"
#include "server/net/path_ids.hpp"
#include "server/net/request_access.hpp"
#include "server/net/roadmap_papers.hpp"
#include "server/net/routes.hpp"
#include "storage/search/dates.hpp"
#include "storage/search/time_zone.hpp"

namespace ramure::net {

namespace {

using community::HandingOut;
using files::Language;
using identity::MadeRoadmapLink;
using identity::RoadmapLink;

// What can be handed out, and by whom.
struct Door {
  using Outcome = std::expected<HandingOut, v1::Refusal>;
  std::string_view prefix;
  Outcome (*check_new)(storage::Reader&, const community::RoadmapRules&, std::uint64_t member_id, std::uint64_t id,
                       std::uint64_t version_id);
  Outcome (*check)(storage::Reader&, const community::RoadmapRules&, std::uint64_t member_id, std::uint64_t id);
};
constexpr Door roadmap_door{"/api/roadmaps/", community::check_new_link, community::check_hands_out};
constexpr Door dossier_door{"/api/dossiers/", community::check_new_dossier_link, community::check_hands_out_dossier};
constexpr std::string_view links_part = "/links";
constexpr std::string_view outside_prefix = "/pour-chez-nous/";
constexpr std::size_t label_bytes_max = 200;

struct Wish {
  std::uint64_t version_id = 0;
  std::chrono::sys_days last_day;
  std::string label;
};

Response refused(const char* field, const char* sentence) {
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_INVALID_ARGUMENT);
  refusal.set_field(field);
  refusal.set_message(sentence);
  return refusal_answer(refusal);
}

Response json_answer(const boost::json::object& object) {
  Response response;
  response.body = boost::json::serialize(object) + "\n";
  return response;
}

std::optional<std::uint64_t> version_of(const boost::json::object& body) {
  const boost::json::value* version = body.if_contains("version");
  if (version == nullptr) return 0;
  if (const auto* number = version->if_int64(); number != nullptr && *number >= 0) {
    const auto id = static_cast<std::uint64_t>(*number);
    return id <= limits::id_max ? std::optional(id) : std::nullopt;
  }
  return std::nullopt;
}

// "2018-12-31", and no other way of saying it.
std::optional<std::chrono::sys_days> day_of(const boost::json::object& body) {
  const boost::json::value* day = body.if_contains("expires_on");
  const auto* text = day == nullptr ? nullptr : day->if_string();
  if (text == nullptr) return std::nullopt;
  const auto written = iso_day(std::string_view(text->data(), text->size()));
  return written ? std::optional(std::chrono::sys_days(*written)) : std::nullopt;
}

std::expected<Wish, Response> read_wish(const Request& request) {
  boost::system::error_code error;
  const boost::json::value parsed = boost::json::parse(request.body, error);
  const auto* body = error ? nullptr : parsed.if_object();
  if (body == nullptr) return std::unexpected(refused("", "the body is an object of JSON"));
  Wish wish;
  const auto version = version_of(*body);
  if (!version) return std::unexpected(refused("version", "the version is the number of a frozen or named one"));
  wish.version_id = *version;
  const auto day = day_of(*body);
  if (!day) return std::unexpected(refused("expires_on", "the last day on which the link is good, as in 2018-12-31"));
  wish.last_day = *day;
  if (const auto* label = body->if_contains("label")) {
    if (!label->is_string()) return std::unexpected(refused("label", "the label is a text"));
    wish.label = trimmed(files::one_line(std::string_view(label->get_string().data(), label->get_string().size())));
  }
  if (wish.label.size() > label_bytes_max) return std::unexpected(refused("label", "the label is too long"));
  return wish;
}

// The last moment of a day, where the community lives.
TimestampMs end_of_day(std::chrono::sys_days day, const std::string& zone_name) {
  const std::chrono::sys_days next = day + std::chrono::days(1);
  const auto zone = storage::TimeZone::load(zone_name);
  return storage::begin_of_day_ms(next, zone ? zone->utc_offset_minutes(next) : 0);
}

const char* state_of(const RoadmapLink& link, const HandingOut& out, TimestampMs now) {
  if (link.epoch != out.epoch) return "ended";  // the server was restored from a backup since
  if (link.expires_at_ms <= now) return "expired";
  return out.is_archived ? "archived" : "open";
}

boost::json::object link_json(const RoadmapLink& link, const char* state) {
  return {{"id", link.id},          {"version", link.version_id},  {"label", link.label},
          {"madeBy", link.made_by}, {"madeAtMs", link.made_at_ms}, {"expiresAtMs", link.expires_at_ms},
          {"state", state}};
}

// What the three share: somebody who hands out, with the thing before him. `check` runs on a reader thread, `use` on
// the loop with what it gave.
template <class Check, class Use>
void with_giver(const Services& services, live::Loop& loop, const Request& request, Respond respond, Check check,
                Use use) {
  using Outcome = std::expected<HandingOut, v1::Refusal>;
  const auto who = request.only_looks() ? access_reader(services, request) : access_signed_in(services, request);
  if (!who) return respond(who.error());
  const std::string slug = query_parameter(request.query, "community");
  const auto member = find_membership(**who, slug);
  if (!member) return respond(refusal_answer(member.error()));
  auto entered = [&loop, who = *member, check = std::move(check), use = std::move(use),
                  respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
    if (!entrance) return respond(refusal_answer(entrance.error()));
    live::CommunityHost& host = *entrance->community;
    auto job = [check = std::move(check), who, rules = host.rounds().roadmaps](storage::Reader& reader) {
      return check(reader, rules, who.member_id);
    };
    auto done = [who, use = std::move(use), community = std::move(entrance->community),
                 respond = std::move(respond)](std::expected<Outcome, v1::Refusal> outcome) mutable {
      if (!outcome) return respond(refusal_answer(outcome.error()));
      if (!*outcome) return respond(refusal_answer(outcome->error()));
      use(std::move(**outcome), who, std::move(respond));
    };
    host.read<Outcome>(loop, std::move(job), std::move(done));
  };
  enter(services.registry, **who, slug, loop, std::move(entered));
}

Response nothing_here() { return refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address"); }

// --- The page of whoever has a link -------------------------------------------------------------------------------

Response page_answer(unsigned status, std::string html) {
  Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.cache_control = "private, no-store";
  response.headers = {
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"Referrer-Policy", "no-referrer"},
      {"X-Robots-Tag", "noindex, nofollow, noarchive"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Vary", "Accept-Language"},
  };
  response.body = std::move(html);
  return response;
}

Response closed_page(Language language, const v1::Refusal& refusal) {
  files::Words title{"Ce lien ne s’ouvre pas", "This link does not open"};
  files::Words words{
      "Il n’existe pas, il a expiré, ou il a été retiré. Demandez un nouveau lien à la personne qui vous l’a envoyé.",
      "It does not exist, has expired, or was taken back. Ask whoever sent it to you for another one."};
  const bool is_absent = refusal.code() == v1::REFUSAL_CODE_NOT_FOUND;
  if (!is_absent) {
    title = {"Le serveur est occupé", "The server is busy"};
    words = {"Réessayez dans quelques minutes.", "Try again in a few minutes."};
  }
  const std::string markdown = in(language, words);
  Response response = refusal_answer(refusal);  // its status, and how long to wait
  Response page = page_answer(
      is_absent ? 404 : response.status,
      files::printed_page(language,
                          {.title = in(language, title), .below = {}, .markdown = markdown, .is_for_outside = true}));
  for (auto& header : response.headers) page.headers.push_back(std::move(header));
  return page;
}

std::string ending_of(const std::string& community, const std::string& zone, const RoadmapLink& link,
                      Language language) {
  const std::string ending = community.empty() ? std::string() : community + " · ";
  return ending + files::filled(in(language, {"Page en lecture seule. Lien valable jusqu’au {}.",
                                              "To be read only. The link is good until {}."}),
                                files::Calendar(language, zone).day(link.expires_at_ms - 1));
}

// The link's id is that of a roadmap or of a dossier, never of both.
std::optional<std::string> open_page(storage::Reader& reader, const community::RoadmapRules& rules,
                                     const RoadmapLink& link, Language language) {
  if (const auto taken = community::take_outside(reader, rules, link.epoch, link.roadmap_id, link.version_id)) {
    return files::roadmap_page_outside(paper_of(*taken, language, Names::left_out),
                                       ending_of(taken->community, taken->zone, link, language));
  }
  const auto taken = community::take_dossier_outside(reader, link.epoch, link.roadmap_id);
  if (!taken) return std::nullopt;
  return files::dossier_page({.language = language,
                              .dossier = taken->dossier,
                              .community = taken->community,
                              .zone = taken->zone,
                              .ending = ending_of(taken->community, taken->zone, link, language),
                              .is_for_outside = true});
}

using Page = std::optional<std::string>;

void show(live::CommunityHost& host, live::Loop& loop, const RoadmapLink& link, Language language, Respond respond) {
  auto job = [link, language, rules = host.rounds().roadmaps](storage::Reader& reader) -> Page {
    return open_page(reader, rules, link, language);
  };
  auto done = [language, respond = std::move(respond)](std::expected<Page, v1::Refusal> page) mutable {
    if (!page) return respond(closed_page(language, page.error()));
    respond(*page ? page_answer(200, std::move(**page))
                  : closed_page(language, community::refuse::not_found("token").error()));
  };
  host.read<Page>(loop, std::move(job), std::move(done));
}

void make_link(const Door& door, const Services& services, live::Loop& loop, const Request& request, Respond respond) {
  const auto ids = path_ids(request.path, door.prefix, 1, links_part);
  if (!ids) return respond(nothing_here());
  auto wish = read_wish(request);
  if (!wish) return respond(std::move(wish.error()));
  const std::uint64_t id = ids->front();
  auto check = [&door, id, version_id = wish->version_id](storage::Reader& reader, const community::RoadmapRules& rules,
                                                          std::uint64_t member_id) {
    return door.check_new(reader, rules, member_id, id, version_id);
  };
  auto use = [&services, &loop, id, wish = *wish](const HandingOut& out, const identity::MemberOf& who,
                                                  Respond answer_to) {
    auto made = [](const MadeRoadmapLink& link) {
      boost::json::object object = link_json(link.link, "open");
      object["path"] = std::string(outside_prefix) + link.token;
      return json_answer(object);
    };
    services.accounts.make_roadmap_link({.id = 0,
                                         .community = who.community,
                                         .epoch = out.epoch,
                                         .roadmap_id = id,
                                         .version_id = wish.version_id,
                                         .label = wish.label,
                                         .made_by = who.member_id,
                                         .made_at_ms = 0,
                                         .expires_at_ms = end_of_day(wish.last_day, out.zone)},
                                        answering<MadeRoadmapLink>(loop, std::move(answer_to), made));
  };
  with_giver(services, loop, request, std::move(respond), std::move(check), std::move(use));
}

void list_links(const Door& door, const Services& services, live::Loop& loop, const Request& request, Respond respond) {
  const auto ids = path_ids(request.path, door.prefix, 1, links_part);
  if (!ids) return respond(nothing_here());
  const std::uint64_t id = ids->front();
  auto check = [&door, id](storage::Reader& reader, const community::RoadmapRules& rules, std::uint64_t member_id) {
    return door.check(reader, rules, member_id, id);
  };
  auto use = [&services, &loop, id](HandingOut out, const identity::MemberOf& who, Respond answer_to) {
    using Links = std::vector<RoadmapLink>;
    auto listed = [out = std::move(out), now = services.clock.now_ms()](const Links& links) {
      boost::json::array array;
      for (const RoadmapLink& link : links) array.push_back(link_json(link, state_of(link, out, now)));
      return json_answer({{"links", std::move(array)}});
    };
    services.accounts.list_roadmap_links(who.community, id,
                                         answering<Links>(loop, std::move(answer_to), std::move(listed)));
  };
  with_giver(services, loop, request, std::move(respond), std::move(check), std::move(use));
}

void revoke_link(const Door& door, const Services& services, live::Loop& loop, const Request& request,
                 Respond respond) {
  const std::string_view path = request.path;
  const std::size_t part = std::min(path.rfind("/links/"), path.size());
  const auto thing = path_ids(path.substr(0, part), door.prefix, 1);
  const auto link = path_ids(path.substr(part), "/links/", 1);
  if (!thing || !link) return respond(nothing_here());
  auto check = [&door, id = thing->front()](storage::Reader& reader, const community::RoadmapRules& rules,
                                            std::uint64_t member_id) {
    return door.check(reader, rules, member_id, id);
  };
  auto use = [&services, &loop, id = thing->front(), link_id = link->front()](
                 const HandingOut&, const identity::MemberOf& who, Respond answer_to) {
    services.accounts.revoke_roadmap_link(
        who.community, id, link_id,
        answering<identity::Done>(loop, std::move(answer_to), [](const identity::Done&) { return json_answer({}); }));
  };
  with_giver(services, loop, request, std::move(respond), std::move(check), std::move(use));
}

}  // namespace

void make_roadmap_link(const Services& services, live::Loop& loop, Request request, Respond respond) {
  make_link(roadmap_door, services, loop, request, std::move(respond));
}

void list_roadmap_links(const Services& services, live::Loop& loop, Request request, Respond respond) {
  list_links(roadmap_door, services, loop, request, std::move(respond));
}

void revoke_roadmap_link(const Services& services, live::Loop& loop, Request request, Respond respond) {
  revoke_link(roadmap_door, services, loop, request, std::move(respond));
}

void make_dossier_link(const Services& services, live::Loop& loop, Request request, Respond respond) {
  make_link(dossier_door, services, loop, request, std::move(respond));
}

void list_dossier_links(const Services& services, live::Loop& loop, Request request, Respond respond) {
  list_links(dossier_door, services, loop, request, std::move(respond));
}

void revoke_dossier_link(const Services& services, live::Loop& loop, Request request, Respond respond) {
  revoke_link(dossier_door, services, loop, request, std::move(respond));
}

void answer_roadmap_outside(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const std::string asked = query_parameter(request.query, "lang");
  const bool is_english = asked.empty() ? prefers_english(request.accept_language) : asked == "en";
  const Language language = is_english ? Language::english : Language::french;
  auto found = [&services, &loop, language, respond = std::move(respond)](identity::Outcome<RoadmapLink> link) mutable {
    auto go_on = [&services, &loop, language, link = std::move(link), respond = std::move(respond)]() mutable {
      if (!link) return respond(closed_page(language, link.error()));
      auto opened = [&loop, language, link = *link,
                     respond = std::move(respond)](std::expected<live::Registry::Lease, v1::Refusal> lease) mutable {
        if (!lease) return respond(closed_page(language, lease.error()));
        show(**lease, loop, link, language, std::move(respond));
      };
      services.registry.open(link->community, loop, std::move(opened));
    };
    loop.post(std::move(go_on));
  };
  services.accounts.find_roadmap_link(request.path.substr(outside_prefix.size()), request.peer_address,
                                      std::move(found));
}

}  // namespace ramure::net
