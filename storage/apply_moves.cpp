// Messages that change their thread, and threads that are left behind by a merge. What depends on which messages a
// thread holds follows here: its end, who took part in it, who is named in it.
#include <set>

#include "storage/apply.hpp"

namespace ramure::storage {

namespace {

void move_message(Connection& db, std::uint64_t id, const v1::MessagesMoved& body) {
  change_one(
      db,
      "UPDATE messages SET thread_id = ?1, moved_from_id = CASE moved_from_id WHEN ?1 THEN 0 WHEN 0 THEN ?2 ELSE "
      "moved_from_id END WHERE id = ?3 AND thread_id = ?2",
      body.to_thread_id(), body.from_thread_id(), id);
  db.run("UPDATE mentions SET thread_id = ? WHERE message_id = ?", body.to_thread_id(), id);
}

// An emptied thread was last active when it was opened.
void find_end(Connection& db, std::uint64_t thread_id) {
  change_one(
      db,
      "UPDATE threads SET last_message_id = COALESCE((SELECT MAX(id) FROM messages WHERE thread_id = ?1), 0), "
      "last_activity_at_ms = COALESCE((SELECT posted_at_ms FROM messages WHERE id = (SELECT MAX(id) FROM messages "
      "WHERE thread_id = ?1)), opened_at_ms) WHERE id = ?1",
      thread_id);
}

// As posting one message after the other would have left it: the first that shows its author, 0 while all hide.
void find_participant(Connection& db, std::uint64_t thread_id, std::uint64_t member_id) {
  db.run("DELETE FROM participants WHERE thread_id = ? AND member_id = ?", thread_id, member_id);
  db.run(
      "INSERT INTO participants (thread_id, member_id, first_message_id) SELECT ?1, ?2, COALESCE(MIN(CASE WHEN "
      "author_hidden = 0 THEN id END), 0) FROM messages WHERE thread_id = ?1 AND author_id = ?2 HAVING COUNT(*) > 0",
      thread_id, member_id);
}

std::set<std::uint64_t> load_authors(Connection& db, const v1::MessagesMoved& body) {
  std::set<std::uint64_t> authors;
  for (const std::uint64_t id : body.message_ids()) {
    auto row = db.query("SELECT author_id FROM messages WHERE id = ?", id);
    CHECK(row.step(), "a moved message exists");
    if (row.id(0) != 0) authors.insert(row.id(0));
  }
  return authors;
}

}  // namespace

void apply(Connection& db, const v1::Event&, const v1::MessagesMoved& body) {
  for (const std::uint64_t id : body.message_ids()) move_message(db, id, body);
  const std::set<std::uint64_t> authors = load_authors(db, body);
  for (const std::uint64_t thread_id : {body.from_thread_id(), body.to_thread_id()}) {
    find_end(db, thread_id);
    for (const std::uint64_t author_id : authors) find_participant(db, thread_id, author_id);
  }
}

// into_id 0: the merge was undone.
void apply(Connection& db, const v1::Event& event, const v1::ThreadMerged& body) {
  const bool is_merged = body.into_id() != 0;
  change_one(db, "UPDATE threads SET archived = ?, merged_into_id = ?, merged_at_ms = ?, merge_seq = ? WHERE id = ?",
             is_merged, body.into_id(), is_merged ? event.at_ms() : 0, is_merged ? event.seq() : 0, body.thread_id());
}

}  // namespace ramure::storage
