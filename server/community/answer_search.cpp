#include "server/community/answer_search.hpp"

#include <chrono>
#include <functional>

#include "protocol/limits.hpp"
#include "server/community/refuse.hpp"
#include "server/community/search_roadmaps.hpp"
#include "storage/search/dates.hpp"
#include "storage/search/match.hpp"
#include "storage/search/query.hpp"
#include "storage/search/resolve.hpp"
#include "storage/search/time_zone.hpp"

namespace ramure::community {

namespace {

// The days of the community: they begin at its own midnight, or at UTC's where the machine does not know its zone.
std::function<std::int64_t(std::chrono::sys_days)> days_of(storage::Reader& reader) {
  const auto zone = storage::TimeZone::load(reader.time_zone());
  return [zone](std::chrono::sys_days day) {
    return storage::begin_of_day_ms(day, zone ? zone->utc_offset_minutes(day) : 0);
  };
}

// Only operators that need them make names and zone be read.
std::expected<storage::SearchConditions, v1::Refusal> conditions_of(const storage::SearchQuery& query,
                                                                    storage::Reader& reader, std::uint64_t member_id) {
  const bool names_something =
      !query.themes.empty() || !query.territories.empty() || !query.authors.empty() || !query.channels.empty();
  const bool names_a_day = query.from_day || query.before_day;
  const storage::Names names = names_something ? reader.names(member_id) : storage::Names{};
  return storage::resolve(query, names,
                          names_a_day ? days_of(reader) : std::function<std::int64_t(std::chrono::sys_days)>{});
}

void add_hit(storage::FoundInSearch& found, v1::SearchAnswer& answer) {
  v1::SearchHit& hit = *answer.add_hits();
  hit.mutable_message()->Swap(&found.message);
  hit.set_snippet(std::move(found.hit.snippet.text));
  add_highlights(found.hit.snippet.highlights, *hit.mutable_highlights());
  // A title that changed since the index last looked is shown as it is now, unmarked.
  if (found.hit.is_thread && found.hit.title == found.thread_title) {
    add_highlights(found.hit.title_highlights, *hit.mutable_title_highlights());
  }
  hit.set_thread_title(std::move(found.thread_title));
}

}  // namespace

void add_highlights(const std::vector<storage::Range>& ranges,
                    google::protobuf::RepeatedPtrField<v1::Highlight>& highlights) {
  for (const storage::Range& range : ranges) {
    v1::Highlight& highlight = *highlights.Add();
    highlight.set_start(range.begin);
    highlight.set_end(range.end);
  }
}

std::expected<v1::SearchAnswer, v1::Refusal> search(const RoadmapAsking& asking, const v1::Search& query,
                                                    TimestampMs now, std::uint64_t& as_of_seq) {
  storage::Reader& reader = asking.reader;
  const std::uint64_t member_id = asking.member.id;
  as_of_seq = reader.head_seq();
  const std::chrono::sys_time<std::chrono::milliseconds> instant{
      std::chrono::milliseconds(now != 0 ? now : reader.last_event_ms())};
  const auto understood = storage::parse_query(query.text(), std::chrono::floor<std::chrono::days>(instant));
  if (!understood) return std::unexpected(understood.error());
  auto conditions = conditions_of(*understood, reader, member_id);
  if (!conditions) return pass_on(conditions);
  v1::SearchAnswer answer;
  const storage::SearchRequest request{.match = storage::match_of(*understood),
                                       .conditions = std::move(*conditions),
                                       .limit = query.limit() == 0 ? limits::search_page_default : query.limit(),
                                       .before_id = query.before_id()};
  storage::FoundPage page;
  reader.search(member_id, request, page, as_of_seq);
  for (storage::FoundInSearch& found : page.found) add_hit(found, answer);
  if (query.before_id() == 0) search_roadmaps(asking, request.match, request.conditions, answer);
  answer.set_more(page.more);
  answer.set_next_before_id(page.more ? page.continue_before_id : 0);
  return answer;
}

}  // namespace ramure::community
