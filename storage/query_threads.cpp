#include <algorithm>

#include "protocol/check.hpp"
#include "protocol/limits.hpp"
#include "storage/compose.hpp"
#include "storage/queries.hpp"
#include "storage/thread_order.hpp"

namespace ramure::storage {

bool query_threads(Asking& asking, const v1::ListThreads& query, v1::ThreadList& answer) {
  const auto after = parse_page_token(query);
  if (!after) return false;
  std::span<const Readable::Place> places = asking.readable().places();
  if (query.channel_id() != 0) {
    const Readable::Place* place = asking.readable().find(query.channel_id());
    if (place == nullptr) return false;
    places = {place, 1};
  }
  const std::uint32_t limit =
      std::min(query.limit() == 0 ? limits::thread_page_default : query.limit(), limits::thread_page_max);
  const auto positions = list_threads(asking, places, query, *after, limit + 1);
  for (const ThreadPosition& position : positions) {
    if (answer.rows_size() == static_cast<int>(limit)) {
      const v1::Thread& last = answer.rows(answer.rows_size() - 1).thread();
      answer.set_next_page_token(page_token(query, {last.last_message_id(), last.id()}));
      break;
    }
    const auto line = asking.access_thread(position.thread_id);
    CHECK(line, "a listed thread is readable");
    *answer.add_rows() = compose_row(asking, *line);
  }
  return true;
}

bool query_thread(Asking& asking, const v1::GetThread& query, v1::ThreadAnswer& answer) {
  const auto line = asking.access_thread(query.thread_id());
  if (!line) return false;
  *answer.mutable_row() = compose_row(asking, *line);
  return true;
}

bool query_summary_versions(Asking& asking, const v1::GetSummaryVersions& query, v1::SummaryVersions& answer) {
  const auto line = asking.access_thread(query.thread_id());
  if (!line) return false;
  if (line->title_only()) return true;  // as a thread without a summary
  auto rows = asking.db().query("SELECT version, seq FROM summary_versions WHERE thread_id = ? ORDER BY version DESC",
                                line->id);
  std::size_t bytes = 0;
  while (rows.step() && bytes <= limits::history_page_bytes_soft_max) {
    const v1::Event event = load_event(asking.db(), rows.id(1));
    const v1::Summary& summary = event.summary_edited().summary();
    v1::Version& version = *answer.add_versions();
    version.set_version(static_cast<std::uint32_t>(rows.integer(0)));
    version.set_text(summary.text());
    version.set_author_id(summary.author_id() != 0 ? summary.author_id() : event.actor_id());
    version.set_at_ms(summary.at_ms() != 0 ? summary.at_ms() : event.at_ms());
    bytes += version.text().size();
  }
  std::reverse(answer.mutable_versions()->pointer_begin(), answer.mutable_versions()->pointer_end());
  return true;
}

}  // namespace ramure::storage
