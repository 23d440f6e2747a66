// What waits for those who animate: things to do, in the order of their dates, never a ranking.
#include <algorithm>

#include "storage/compose.hpp"
#include "storage/query_commons.hpp"

namespace ramure::storage {

namespace {

constexpr std::int64_t day_ms = 24 * 60 * 60 * 1'000;
constexpr std::int64_t unanswered_after_ms = 5 * day_ms;
constexpr std::int64_t first_visit_for_ms = 7 * day_ms;
constexpr int rows_max = 100;  // of each kind

using Threads = google::protobuf::RepeatedPtrField<v1::Thread>;

void add_threads(Asking& asking, Statement rows, Threads& threads) {
  while (rows.step()) {
    const auto line = asking.access_thread(rows.id(0));
    if (line && !line->title_only()) *threads.Add() = compose_thread(asking, *line);
  }
}

// Shown to all, still open, and nobody has written but who declared it and the other of the pair.
void add_unanswered(Asking& asking, std::int64_t now_ms, v1::ToDoList& answer) {
  auto rows = asking.db().query(
      "SELECT t.id FROM threads t JOIN channels c ON c.id = t.channel_id WHERE c.kind = ?1 AND t.kind = ?2 AND NOT "
      "t.archived AND t.status NOT IN (?3, ?4, ?5) AND t.opened_at_ms <= ?6 AND NOT EXISTS (SELECT 1 FROM messages m "
      "JOIN members w ON w.id = m.author_id WHERE m.thread_id = t.id AND m.redacted = 0 AND w.id <> t.author_id AND "
      "(t.territory_id = 0 OR w.territory_id <> t.territory_id)) ORDER BY t.opened_at_ms, t.id LIMIT ?7",
      v1::CHANNEL_KIND_THEMES, v1::THREAD_KIND_OBSTACLE, v1::OBSTACLE_STATUS_LIFTED, v1::OBSTACLE_STATUS_BYPASSED,
      v1::OBSTACLE_STATUS_ARCHIVED, now_ms - unanswered_after_ms, rows_max);
  add_threads(asking, std::move(rows), *answer.mutable_unanswered_obstacles());
}

void add_first_visits(Asking& asking, std::int64_t now_ms, v1::ToDoList& answer) {
  auto rows = asking.db().query(
      "SELECT a.member_id, a.first_at_ms FROM acceptances a JOIN members m ON m.id = a.member_id WHERE a.kind = ? AND "
      "a.first_at_ms >= ? AND a.first_at_ms <= ? AND m.status = ? ORDER BY a.first_at_ms, a.member_id LIMIT ?",
      v1::ACCEPTANCE_KIND_FRAME, now_ms - first_visit_for_ms, now_ms, v1::MEMBER_STATUS_ACTIVE, rows_max);
  while (rows.step()) {
    v1::FirstVisit& visit = *answer.add_first_visits();
    visit.set_member_id(rows.id(0));
    visit.set_at_ms(rows.integer(1));
  }
}

void add_proposed(Asking& asking, v1::ToDoList& answer) {
  auto rows = asking.db().query(
      "SELECT t.id FROM threads t JOIN channels c ON c.id = t.channel_id WHERE c.kind = ? AND NOT t.archived AND NOT "
      "t.resolved AND NOT EXISTS (SELECT 1 FROM threads p WHERE p.published_from_id = t.id AND p.published_from_id <> "
      "0) "
      "ORDER BY t.opened_at_ms, t.id LIMIT ?",
      v1::CHANNEL_KIND_RESOURCE_PROPOSALS, rows_max);
  add_threads(asking, std::move(rows), *answer.mutable_proposed_resources());
}

v1::QuoteRow quote_row(Connection& db, const Statement& row) {
  v1::QuoteRow quote;
  quote.set_quote_id(row.id(0));
  quote.set_message_id(row.id(1));
  quote.set_author_id(row.id(2));
  quote.set_asked_at_ms(row.integer(3));
  quote.set_answered(row.integer(4) != 0);
  quote.set_answered_at_ms(row.integer(4));
  quote.set_allowed(row.boolean(5));
  quote.set_words(load_event(db, quote.quote_id()).course().quote_asked().words());
  return quote;
}

// Whose words were erased is no quote any more, nor who has left an author to be quoted.
#define RAMURE_QUOTES                                                                                                 \
  "SELECT q.id, q.message_id, q.author_id, q.asked_at_ms, q.answered_at_ms, q.allowed FROM quotes q JOIN messages m " \
  "ON m.id = q.message_id JOIN members w ON w.id = q.author_id WHERE m.redacted = 0 AND w.status <> 3 AND "
static_assert(v1::MEMBER_STATUS_LEFT == 3);

using Quotes = google::protobuf::RepeatedPtrField<v1::QuoteRow>;

// Where there are too many, the latest are kept; they are shown in the order in which they were asked.
void add_latest(Connection& db, Statement latest_first, Quotes& quotes) {
  const int before = quotes.size();
  while (latest_first.step()) *quotes.Add() = quote_row(db, latest_first);
  std::reverse(quotes.begin() + before, quotes.end());
}

}  // namespace

void query_to_do(Asking& asking, std::int64_t now_ms, v1::ToDoList& answer) {
  add_unanswered(asking, now_ms, answer);
  add_first_visits(asking, now_ms, answer);
  add_proposed(asking, answer);
  Connection& db = asking.db();
  add_latest(db, db.query(RAMURE_QUOTES "q.answered_at_ms = 0 ORDER BY q.id DESC LIMIT ?", rows_max),
             *answer.mutable_quotes());
  add_latest(db, db.query(RAMURE_QUOTES "q.allowed ORDER BY q.id DESC LIMIT ?", rows_max), *answer.mutable_quotes());
  const auto was_asked_before = [](const auto& one, const auto& other) { return one.quote_id() < other.quote_id(); };
  std::sort(answer.mutable_quotes()->begin(), answer.mutable_quotes()->end(), was_asked_before);
}

void query_my_quotes(Asking& asking, v1::QuoteList& answer) {
  constexpr int listed_max = 200;
  auto rows =
      asking.db().query(RAMURE_QUOTES "q.author_id = ? ORDER BY q.id DESC LIMIT ?", asking.member_id(), listed_max);
  while (rows.step()) *answer.add_rows() = quote_row(asking.db(), rows);
}

void query_allowed_quotes(Asking& asking, v1::DossierDraft& answer) {
  Connection& db = asking.db();
  add_latest(db, db.query(RAMURE_QUOTES "q.allowed ORDER BY q.id DESC LIMIT ?", rows_max),
             *answer.mutable_allowed_quotes());
}

}  // namespace ramure::storage
