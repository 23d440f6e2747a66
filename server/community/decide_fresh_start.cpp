// « Repartir d'aujourd'hui »: everything readable is read at once, and for a week it can be undone.
//
// The work is bounded by the threads that are looked at (limits::fresh_start_threads_max), never by their messages. The
// cursors travel as any read cursors do, but are not announced one by one: devices that follow read them from the
// database, page by page.
#include "protocol/limits.hpp"
#include "server/community/families.hpp"

namespace ramure::community {

namespace {

v1::PrivateRow last_visit_row(std::uint64_t seq, TimestampMs at_ms) {
  v1::PrivateRow row;
  row.mutable_last_visit()->set_seq(seq);
  row.mutable_last_visit()->set_at_ms(at_ms);
  return row;
}

// The way back, for the threads that stand where they were moved to: no further read since, nor marked unread.
std::vector<storage::CursorMove> ways_back(Asked& asked, const std::vector<storage::CursorMove>& moves) {
  std::vector<storage::CursorMove> back;
  for (const storage::CursorMove& move : moves) {
    if (asked.view.read_up_to(asked.me.id, move.thread_id) == move.to) {
      back.push_back({.thread_id = move.thread_id, .from = move.to, .to = move.from});
    }
  }
  return back;
}

}  // namespace

Decided start_afresh(Asked& asked) {
  storage::PrivateView mine = asked.view.private_state(asked.me.id);
  const std::uint64_t head_seq = asked.next_seq - 1;
  storage::FreshStart fresh{.at_ms = asked.now,
                            .visit_before = mine.last_visit(),
                            .visit_moved_to = head_seq,
                            .moves = mine.unread(asked.readable())};
  if (fresh.moves.empty() && fresh.visit_before.seq() == head_seq) return refuse::already_done("start_afresh");
  Decision decision;
  decision.starts_afresh = std::move(fresh);
  decision.private_rows.push_back(last_visit_row(head_seq, asked.now));
  return decision;
}

Decided undo_start_afresh(Asked& asked) {
  storage::PrivateView mine = asked.view.private_state(asked.me.id);
  const storage::FreshStart fresh = mine.fresh_start();
  if (fresh.at_ms == 0) return refuse::already_done("undo_start_afresh");
  if (asked.now - fresh.at_ms > limits::undo_fresh_start_ms) {
    return refuse::invalid("undo_start_afresh", "it can be undone within a week");
  }
  Decision decision;
  decision.undoes_fresh_start = ways_back(asked, fresh.moves);
  if (mine.last_visit().seq() == fresh.visit_moved_to) {
    decision.private_rows.push_back(last_visit_row(fresh.visit_before.seq(), fresh.visit_before.at_ms()));
  }
  return decision;
}

}  // namespace ramure::community
