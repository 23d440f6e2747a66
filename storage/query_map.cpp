// « Territoires × thématiques »: which cells hold a thread, and what in them is new for the asker. Threads are looked
// at once each, in the index; nothing tells how much a territory writes.
#include <algorithm>

#include "protocol/limits.hpp"
#include "storage/moved_reads.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

namespace {

// As lists show threads: neither archived ones, nor the theme and territory of those from before one's entry, nor the
// territory of those without a name. ?1 channel, ?2 reads from, ?3 member, ?4 the statuses that end an obstacle.
void add_cells(Asking& asking, const Readable::Place& place, v1::MapAnswer& answer) {
  std::int64_t ends = 0;
  for (const auto status : {v1::OBSTACLE_STATUS_LIFTED, v1::OBSTACLE_STATUS_BYPASSED, v1::OBSTACLE_STATUS_ARCHIVED}) {
    ends |= std::int64_t{1} << status;
  }
  auto rows = asking.db().query(
      "SELECT CASE WHEN t.author_hidden AND t.author_id <> ?3 THEN 0 ELSE t.territory_id END AS territory, t.theme_id, "
      "SUM(" RAMURE_HOLDS_UNREAD
      "), MAX(t.card_seq <> 0 AND ((1 << t.status) & ?4) = 0) "
      "FROM threads t WHERE t.channel_id = ?1 AND t.id >= ?2 AND NOT t.archived "
      "GROUP BY territory, t.theme_id ORDER BY territory, t.theme_id",
      place.channel_id, place.reads_from_seq, asking.member_id(), ends);
  while (rows.step()) {
    v1::MapCell& cell = *answer.add_cells();
    cell.set_territory_id(rows.id(0));
    cell.set_theme_id(rows.id(1));
    cell.set_unread_threads(static_cast<std::uint32_t>(std::min<std::uint64_t>(rows.id(2), limits::unread_count_cap)));
    cell.set_has_open_obstacle(rows.boolean(3));
  }
}

}  // namespace

bool query_map(Asking& asking, v1::MapAnswer& answer) {
  auto channels = asking.db().query("SELECT id FROM channels WHERE kind = ? ORDER BY id", v1::CHANNEL_KIND_THEMES);
  while (channels.step()) {
    const Readable::Place* place = asking.readable().find(channels.id(0));
    if (place != nullptr) add_cells(asking, *place, answer);
  }
  return true;
}

}  // namespace ramure::storage
