// The minutes of a round as a file, or to be looked at before anything leaves. To each what he may take along
// (codev/sharing.hpp): the client any level of what he approved, everybody else in the round what he chose to share.
//
//   GET /api/rounds/ROUND_ID/minutes?community=SLUG&format=md|html&level=actions|synthesis|all&lang=fr|en
//
// md is the very text that returns to the thread; html the same as a page for paper, with a title where it has none.
#include "server/community/answer_rounds.hpp"
#include "server/files/printed_page.hpp"
#include "server/files/sending.hpp"
#include "server/net/answers.hpp"
#include "server/net/entrance.hpp"
#include "server/net/path_ids.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

using files::Language;
using Taken = std::expected<community::MinutesTaken, v1::Refusal>;

constexpr std::string_view minutes_ending = "/minutes";

struct Wish {
  std::uint64_t round_id = 0, member_id = 0;
  bool is_page = false;
  v1::ShareLevel level = v1::SHARE_LEVEL_UNSPECIFIED;
  Language language = Language::french;
};

std::expected<Wish, Response> read_wish(const Request& request) {
  const auto refused = [](const char* sentence) {
    return std::unexpected(refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, sentence));
  };
  Wish wish;
  const std::string format = query_parameter(request.query, "format");
  const std::string level = query_parameter(request.query, "level");
  const std::string language = query_parameter(request.query, "lang");
  if (format != "html" && format != "md") return refused("the format is html or md");
  wish.is_page = format == "html";
  if (level == "actions") wish.level = v1::SHARE_LEVEL_ACTIONS;
  if (level == "synthesis") wish.level = v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS;
  if (level == "all") wish.level = v1::SHARE_LEVEL_ALL;
  const bool has_unknown_level = wish.level == v1::SHARE_LEVEL_UNSPECIFIED && !level.empty();
  if (has_unknown_level) return refused("the level is actions, synthesis or all");
  if (!language.empty() && language != "fr" && language != "en") return refused("the language is fr or en");
  if (language == "en") wish.language = Language::english;
  return wish;
}

// What the round is called is no part of what its client chose, but for the whole of the minutes.
std::string title_of(v1::ShareLevel level, Language language) {
  switch (level) {
    case v1::SHARE_LEVEL_ACTIONS: return in(language, {"Plan d’action", "Action plan"});
    case v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS:
      return in(language, {"Synthèse et plan d’action", "Synthesis and action plan"});
    default: return in(language, {"Compte rendu", "Minutes"});
  }
}

Response compose(const Wish& wish, const community::MinutesTaken& taken) {
  const std::string title = title_of(taken.text.level, wish.language);
  const files::Calendar calendar(wish.language, taken.zone);
  Response response;
  response.content_type = wish.is_page ? "text/html; charset=utf-8" : "text/markdown; charset=utf-8";
  response.headers = {
      {"Content-Disposition", files::content_disposition(files::Disposition::download,
                                                         files::file_name_of(title, wish.is_page ? ".html" : ".md"))},
      {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", "private, no-store"},
  };
  response.body = wish.is_page
                      ? files::printed_page(
                            wish.language,
                            {.title = title, .below = calendar.day(taken.held_at_ms), .markdown = taken.text.markdown})
                      : taken.text.markdown;
  return response;
}

void send(live::CommunityHost& host, live::Loop& loop, const Wish& wish, Respond respond) {
  auto job = [wish, rounds = host.rounds()](storage::Reader& reader) {
    return community::take_minutes(reader, wish.member_id, rounds, wish.round_id, wish.level, wish.language);
  };
  auto done = [wish, respond = std::move(respond)](std::expected<Taken, v1::Refusal> outcome) mutable {
    if (!outcome) return respond(refusal_answer(outcome.error()));
    respond(*outcome ? compose(wish, **outcome) : refusal_answer(outcome->error()));
  };
  host.read<Taken>(loop, std::move(job), std::move(done));
}

}  // namespace

void answer_round_file(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const bool is_minutes = std::string_view(request.path).ends_with(minutes_ending);
  (is_minutes ? answer_minutes : answer_round_calendar)(services, loop, std::move(request), std::move(respond));
}

void answer_minutes(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_reader(services, request);
  if (!who) return respond(who.error());
  const auto ids = path_ids(request.path, "/api/rounds/", 1, minutes_ending);
  if (!ids) return respond(refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address"));
  auto wish = read_wish(request);
  if (!wish) return respond(std::move(wish.error()));
  wish->round_id = ids->front();
  enter(services.registry, **who, query_parameter(request.query, "community"), loop,
        [&loop, wish = *wish, respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
          if (!entrance) return respond(refusal_answer(entrance.error()));
          wish.member_id = entrance->member_id;
          send(*entrance->community, loop, wish, std::move(respond));
        });
}

}  // namespace ramure::net
