// A roadmap as a file, to each as he reads it (community/take_roadmap.hpp):
//
//   GET /api/roadmaps/ROADMAP_ID/export?community=SLUG&format=…&version=VERSION_ID&lang=fr|en
//
// format: md, html, print (shown, to be printed), note (two pages, shown), json (all that one sees of it), csv (the
// actions), docx, odt. version: a frozen or named one, with the actions of then; without it, as it is now.
#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/files/office_document.hpp"
#include "server/files/sending.hpp"
#include "server/net/answers.hpp"
#include "server/net/entrance.hpp"
#include "server/net/path_ids.hpp"
#include "server/net/request_access.hpp"
#include "server/net/roadmap_papers.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

using files::Language;
using files::RoadmapPaper;

// What is made of a roadmap. `is_shown`: in the browser, instead of being kept as a file.
struct Form {
  std::string_view name, ending, media_type;
  std::string (*make)(const RoadmapPaper&);  // null: all that one sees of it, as JSON
  bool is_shown = false;
};

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::array<Form, 8> forms{{
    {"md", ".md", "text/markdown; charset=utf-8", files::roadmap_markdown},
    {"html", ".html", html, files::roadmap_page},
    {"print", ".html", html, files::roadmap_page, true},
    {"note", ".html", html, files::roadmap_note, true},
    {"json", ".json", "application/json", nullptr},
    {"csv", ".csv", "text/csv; charset=utf-8", files::roadmap_actions_csv},
    {"docx", ".docx", files::word_media_type, files::roadmap_word_file},
    {"odt", ".odt", files::open_document_media_type, files::roadmap_open_document_file},
}};

struct Wish {
  std::uint64_t roadmap_id = 0, version_id = 0, member_id = 0;
  const Form* form = nullptr;
  Language language = Language::french;
  TimestampMs now = 0;
};

std::optional<std::uint64_t> version_of(std::string_view digits) {
  std::uint64_t id = 0;
  if (digits.empty()) return id;
  const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  const bool is_id = error == std::errc() && stopped == digits.data() + digits.size() && id <= limits::id_max;
  return is_id ? std::optional(id) : std::nullopt;
}

std::expected<Wish, Response> read_wish(const Request& request, TimestampMs now) {
  const auto refused = [](const char* sentence) {
    return std::unexpected(refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, sentence));
  };
  Wish wish;
  wish.now = now;
  const auto form = std::ranges::find(forms, query_parameter(request.query, "format"), &Form::name);
  if (form == forms.end()) return refused("the format is md, html, print, note, json, csv, docx or odt");
  wish.form = &*form;
  const std::string language = query_parameter(request.query, "lang");
  if (!language.empty() && language != "fr" && language != "en") return refused("the language is fr or en");
  if (language == "en") wish.language = Language::english;
  const auto version = version_of(query_parameter(request.query, "version"));
  if (!version) return refused("the version is the number of a frozen or named one");
  wish.version_id = *version;
  return wish;
}

// For programs, and for whoever leaves with everything: the roadmap as the protocol has it, its text, and who the
// numbers are.
std::string as_json(const Wish& wish, const community::RoadmapTaken& taken) {
  boost::json::object people;
  for (const auto& [id, member] : taken.people.members) people[std::to_string(id)] = member.name();
  boost::json::object around{{"format", "ramure.roadmap/1"}, {"exportedAt", files::Calendar::machine_time(wish.now)},
                             {"community", taken.community}, {"territory", territory_of(taken)},
                             {"people", std::move(people)},  {"text", taken.text}};
  std::string json = boost::json::serialize(around);
  json.pop_back();
  return json + ",\"roadmap\":" + protocol::to_json(taken.view) + "}\n";
}

struct Made {
  std::string name, body;
};
using Outcome = std::expected<Made, v1::Refusal>;

Outcome make(storage::Reader& reader, const community::RoadmapRules& rules, const Wish& wish) {
  auto taken = community::take_roadmap(reader, rules, wish.member_id, wish.roadmap_id, wish.version_id);
  if (!taken) return std::unexpected(std::move(taken.error()));
  const RoadmapPaper paper = paper_of(*taken, wish.language, Names::said);
  return Made{files::file_name_of(paper.title, wish.form->ending),
              wish.form->make == nullptr ? as_json(wish, *taken) : wish.form->make(paper)};
}

Response compose(const Wish& wish, Made made) {
  Response response;
  const auto disposition = wish.form->is_shown ? files::Disposition::shown : files::Disposition::download;
  response.content_type = wish.form->media_type;
  response.headers = {
      {"Content-Disposition", files::content_disposition(disposition, made.name)},
      {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", "private, no-store"},
  };
  response.body = std::move(made.body);
  return response;
}

void send(live::CommunityHost& host, live::Loop& loop, const Wish& wish, Respond respond) {
  auto job = [wish, rules = host.rounds().roadmaps](storage::Reader& reader) { return make(reader, rules, wish); };
  auto done = [wish, respond = std::move(respond)](std::expected<Outcome, v1::Refusal> outcome) mutable {
    if (!outcome) return respond(refusal_answer(outcome.error()));
    respond(*outcome ? compose(wish, std::move(**outcome)) : refusal_answer(outcome->error()));
  };
  host.read<Outcome>(loop, std::move(job), std::move(done));
}

}  // namespace

void answer_roadmap_get(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const bool is_list = std::string_view(request.path).ends_with("/links");
  (is_list ? list_roadmap_links : answer_roadmap_export)(services, loop, std::move(request), std::move(respond));
}

void answer_roadmap_export(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_reader(services, request);
  if (!who) return respond(who.error());
  const auto ids = path_ids(request.path, "/api/roadmaps/", 1, "/export");
  if (!ids) return respond(refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address"));
  auto wish = read_wish(request, services.clock.now_ms());
  if (!wish) return respond(std::move(wish.error()));
  wish->roadmap_id = ids->front();
  enter(services.registry, **who, query_parameter(request.query, "community"), loop,
        [&loop, wish = *wish, respond = std::move(respond)](std::expected<Entrance, v1::Refusal> entrance) mutable {
          if (!entrance) return respond(refusal_answer(entrance.error()));
          wish.member_id = entrance->member_id;
          send(*entrance->community, loop, wish, std::move(respond));
        });
}

}  // namespace ramure::net
