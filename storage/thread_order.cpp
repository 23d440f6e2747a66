#include "storage/thread_order.hpp"

#include <algorithm>
#include <functional>

#include "storage/moved_reads.hpp"

namespace ramure::storage {

namespace {

// Filters on what a later reader may not see (theme, territory, status) never match a thread born before ?2.
// ?1 channel, ?2 reads from, ?3 member, ?4 theme, ?5 territory, ?6 kind, ?7 archived, ?8 resolved, ?9 statuses as bits,
// ?10 unread only, ?11 mine only.
#define RAMURE_THREAD_FILTERS                                                                           \
  " AND (?4 = 0 OR (t.theme_id = ?4 AND t.id >= ?2))"                                                   \
  " AND (?5 = 0 OR (t.territory_id = ?5 AND t.id >= ?2 AND (t.author_hidden = 0 OR t.author_id = ?3)))" \
  " AND (?6 = 0 OR t.kind = ?6)"                                                                        \
  " AND (?7 = 2 OR t.archived = ?7)"                                                                    \
  " AND (?8 = 0 OR t.resolved = (?8 = 1))"                                                              \
  " AND (?9 = 0 OR (t.card_seq <> 0 AND t.id >= ?2 AND ((1 << t.status) & ?9) <> 0))"                   \
  " AND (?10 = 0 OR " RAMURE_HOLDS_UNREAD                                                               \
  ")"                                                                                                   \
  " AND (?11 = 0 OR EXISTS (SELECT 1 FROM participants p WHERE p.thread_id = t.id AND p.member_id = ?3))"

std::int64_t status_bits(const v1::ListThreads& query) {
  std::int64_t bits = 0;
  for (const int status : query.obstacle_statuses()) bits |= std::int64_t{1} << (status & 63);
  return bits;
}

// ?12 onwards differ; everything else is the same for both halves of a channel's list.
template <typename... More>
void collect(Asking& asking, const Readable::Place& place, const v1::ListThreads& query, Sql sql,
             std::vector<ThreadPosition>& out, const More&... more) {
  auto rows = asking.db().query(sql, place.channel_id, place.reads_from_seq, asking.member_id(), query.theme_id(),
                                query.territory_id(), query.kind(), query.archived(), query.resolved(),
                                status_bits(query), query.unread_only(), query.mine_only(), more...);
  while (rows.step()) out.push_back({rows.id(0), rows.id(1)});
}

}  // namespace

std::vector<ThreadPosition> list_threads(Asking& asking, std::span<const Readable::Place> places,
                                         const v1::ListThreads& query, ThreadPosition after, std::size_t limit) {
  std::vector<ThreadPosition> found;
  for (const Readable::Place& place : places) {
    const std::size_t before = found.size();
    if (after.last_message_id > 0) {
      collect(asking, place, query,
              "SELECT t.last_message_id, t.id FROM threads t WHERE t.channel_id = ?1 AND t.last_message_id >= MAX(?2, "
              "1) AND "
              "t.last_message_id < ?12" RAMURE_THREAD_FILTERS " ORDER BY t.last_message_id DESC LIMIT ?13",
              found, after.last_message_id, limit);
    }
    const std::size_t taken = found.size() - before;
    if (taken == limit) continue;
    // Empty ones, whose messages were moved away, and those silent since before the asker's entry: by id, so that the
    // order of what was said then stays hidden.
    collect(asking, place, query,
            "SELECT 0, t.id FROM threads t WHERE t.channel_id = ?1 AND t.last_message_id < MAX(?2, 1) AND t.id < "
            "?12" RAMURE_THREAD_FILTERS " ORDER BY t.id DESC LIMIT ?13",
            found, after.last_message_id > 0 ? before_all.thread_id : after.thread_id, limit - taken);
  }
  const std::size_t kept = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), std::greater<>{});
  found.resize(kept);
  return found;
}

}  // namespace ramure::storage
