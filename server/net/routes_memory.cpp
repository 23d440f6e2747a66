// « Votre parcours »: what the course was for whoever asks, as a page to be printed and kept.
//
//   GET /api/course/memory?community=SLUG&lang=fr|en&for=me|others
//
// For others, which is the default, nothing of private places is on it.
#include "server/community/take_memory.hpp"
#include "server/files/course_memory_page.hpp"
#include "server/net/answers.hpp"
#include "server/net/entrance.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

struct Wish {
  std::uint64_t member_id = 0;
  files::Language language = files::Language::french;
  community::MemoryCopy copy = community::MemoryCopy::handed_on;
  TimestampMs now = 0;
};
using Page = std::optional<std::string>;

std::expected<Wish, Response> read_wish(const Services& services, const Request& request) {
  const auto refused = [](const char* sentence) {
    return std::unexpected(refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, sentence));
  };
  const std::string language = query_parameter(request.query, "lang");
  if (!language.empty() && language != "fr" && language != "en") return refused("the language is fr or en");
  const std::string whom = query_parameter(request.query, "for");
  if (!whom.empty() && whom != "me" && whom != "others") return refused("it is for me or for others");
  Wish wish;
  wish.now = services.clock.now_ms();
  if (language == "en") wish.language = files::Language::english;
  if (whom == "me") wish.copy = community::MemoryCopy::own;
  return wish;
}

Page page_for(storage::Reader& reader, const community::RoundRules& rounds, const Wish& wish) {
  const auto memory = community::take_memory(reader, rounds, wish.member_id, wish.copy, wish.now);
  if (!memory) return std::nullopt;
  return files::course_memory_page({.language = wish.language, .memory = *memory, .at_ms = wish.now});
}

Response answer_of(Page page) {
  return page ? page_answer(std::move(*page)) : refusal_answer(community::refuse::stranger().error());
}

}  // namespace

void answer_course_memory(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_reader(services, request);
  if (!who) return respond(who.error());
  auto wish = read_wish(services, request);
  if (!wish) return respond(std::move(wish.error()));
  auto entered = [&loop, wish = *wish,
                  respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
    if (!entrance) return respond(refusal_answer(entrance.error()));
    wish.member_id = entrance->member_id;
    live::CommunityHost& host = *entrance->community;
    auto job = [wish, rounds = host.rounds()](storage::Reader& reader) { return page_for(reader, rounds, wish); };
    auto done = [community = std::move(entrance->community),
                 respond = std::move(respond)](std::expected<Page, v1::Refusal> page) mutable {
      respond(page ? answer_of(std::move(*page)) : refusal_answer(page.error()));
    };
    host.read<Page>(loop, std::move(job), std::move(done));
  };
  enter(services.registry, **who, query_parameter(request.query, "community"), loop, std::move(entered));
}

}  // namespace ramure::net
