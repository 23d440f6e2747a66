// A dossier of a committee as a page, for whoever reads its channel; links for people without an account are made, seen
// and taken back in routes_roadmap_links.cpp.
//
//   GET /api/dossiers/DOSSIER_ID?community=SLUG&format=html&lang=fr|en
#include "server/community/take_dossier.hpp"
#include "server/files/dossier_page.hpp"
#include "server/net/answers.hpp"
#include "server/net/entrance.hpp"
#include "server/net/path_ids.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

using files::Language;

struct Wish {
  std::uint64_t dossier_id = 0, member_id = 0;
  Language language = Language::french;
};

std::expected<Wish, Response> read_wish(const Request& request) {
  const auto refused = [](const char* sentence) {
    return std::unexpected(refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, sentence));
  };
  const std::string format = query_parameter(request.query, "format");
  if (!format.empty() && format != "html") return refused("the format is html");
  const std::string language = query_parameter(request.query, "lang");
  if (!language.empty() && language != "fr" && language != "en") return refused("the language is fr or en");
  Wish wish;
  if (language == "en") wish.language = Language::english;
  return wish;
}

using Page = std::optional<std::string>;

Page page_for(storage::Reader& reader, const Wish& wish) {
  const auto taken = community::take_dossier(reader, wish.member_id, wish.dossier_id);
  if (!taken) return std::nullopt;
  return files::dossier_page(
      {.language = wish.language, .dossier = taken->dossier, .community = taken->community, .zone = taken->zone});
}

Response answer_of(Page page) {
  return page ? page_answer(std::move(*page)) : refusal_answer(community::refuse::not_found("dossier_id").error());
}

void show(const Services& services, live::Loop& loop, const Request& request, Respond respond) {
  const auto who = access_reader(services, request);
  if (!who) return respond(who.error());
  const auto ids = path_ids(request.path, "/api/dossiers/", 1);
  if (!ids) return respond(refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address"));
  auto wish = read_wish(request);
  if (!wish) return respond(std::move(wish.error()));
  wish->dossier_id = ids->front();
  auto entered = [&loop, wish = *wish,
                  respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
    if (!entrance) return respond(refusal_answer(entrance.error()));
    wish.member_id = entrance->member_id;
    live::CommunityHost& host = *entrance->community;
    auto job = [wish](storage::Reader& reader) { return page_for(reader, wish); };
    auto done = [community = std::move(entrance->community),
                 respond = std::move(respond)](std::expected<Page, v1::Refusal> page) mutable {
      respond(page ? answer_of(std::move(*page)) : refusal_answer(page.error()));
    };
    host.read<Page>(loop, std::move(job), std::move(done));
  };
  enter(services.registry, **who, query_parameter(request.query, "community"), loop, std::move(entered));
}

}  // namespace

void answer_dossier_get(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const bool is_list = std::string_view(request.path).ends_with("/links");
  if (is_list) return list_dossier_links(services, loop, std::move(request), std::move(respond));
  show(services, loop, request, std::move(respond));
}

}  // namespace ramure::net
