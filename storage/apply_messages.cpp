// Messages: posted, edited, erased, reacted to, pinned, kept.
#include <vector>

#include "storage/apply.hpp"
#include "storage/erase.hpp"

namespace ramure::storage {

namespace {

void insert_version(Connection& db, std::uint64_t message_id, std::uint32_t version, std::uint64_t seq) {
  db.run("INSERT INTO message_versions (message_id, version, seq) VALUES (?, ?, ?)", message_id, version, seq);
}

void insert_mentions(Connection& db, const google::protobuf::RepeatedField<std::uint64_t>& member_ids,
                     std::uint64_t message_id, std::uint64_t thread_id) {
  for (const std::uint64_t member_id : member_ids) {
    db.run("INSERT INTO mentions (member_id, message_id, thread_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", member_id,
           message_id, thread_id);
  }
}

// Of the descriptions only what is no words of a person: names may have been erased since.
void insert_attachments(Connection& db, const v1::Event& event, const v1::MessagePosted& body) {
  for (int position = 0; position < body.attachments_size(); ++position) {
    const v1::Attachment& file = body.attachments(position);
    db.run("INSERT INTO attachments (message_id, position, author_id, sha256, size_bytes) VALUES (?, ?, ?, ?, ?)",
           event.seq(), position, event.actor_id(), Blob{file.sha256()}, file.size_bytes());
  }
}

void delete_mentions(Connection& db, std::uint64_t message_id) {
  db.run("DELETE FROM mentions WHERE message_id = ?", message_id);
}

}  // namespace

void apply(Connection& db, const v1::Event& event, const v1::MessagePosted& body) {
  const std::uint64_t id = event.seq();
  db.run(
      "INSERT INTO messages (id, thread_id, author_id, author_hidden, posted_at_ms, kind, body_seq, version, "
      "edited_at_ms, redacted, pinned, kept_seq) VALUES (?, ?, ?, 0, ?, ?, ?, 1, 0, 0, 0, 0)",
      id, body.thread_id(), event.actor_id(), event.at_ms(), body.kind(), id);
  insert_version(db, id, 1, id);
  change_one(db, "UPDATE threads SET last_message_id = ?, last_activity_at_ms = ? WHERE id = ?", id, event.at_ms(),
             body.thread_id());
  insert_mentions(db, body.mention_ids(), id, body.thread_id());
  insert_attachments(db, event, body);
  if (event.actor_id() == 0) return;
  db.run(
      "INSERT INTO participants (thread_id, member_id, first_message_id) VALUES (?, ?, ?) "
      "ON CONFLICT (thread_id, member_id) DO UPDATE SET first_message_id = excluded.first_message_id "
      "WHERE first_message_id = 0",
      body.thread_id(), event.actor_id(), id);
}

void apply(Connection& db, const v1::Event& event, const v1::MessageEdited& body) {
  change_one(db, "UPDATE messages SET body_seq = ?, version = ?, edited_at_ms = ? WHERE id = ? AND redacted = 0",
             event.seq(), body.version(), event.at_ms(), body.message_id());
  insert_version(db, body.message_id(), body.version(), event.seq());
  delete_mentions(db, body.message_id());
  insert_mentions(db, body.mention_ids(), body.message_id(), body.thread_id());
}

// The words leave the journal in the same transaction: nobody who reads after it can be sent them. The files that may
// still hold copies (index, WAL, free pages) are the scrubber's, who starts from pending_scrubs; so are the files that
// the message carried.
void apply(Connection& db, const v1::Event& event, const v1::MessageRedacted& body) {
  const std::uint64_t id = body.message_id();
  change_one(db, "UPDATE messages SET redacted = 1, pinned = 0, kept_seq = 0 WHERE id = ? AND redacted = 0", id);
  delete_mentions(db, id);
  db.run("DELETE FROM reactions WHERE message_id = ?", id);
  db.run("DELETE FROM attachments WHERE message_id = ?", id);
  std::vector<std::uint64_t> seqs;
  for (auto rows = db.query("SELECT seq FROM message_versions WHERE message_id = ?", id); rows.step();) {
    seqs.push_back(rows.id(0));
  }
  // What was asked to be quoted of it goes along.
  for (auto rows = db.query("SELECT id, author_seq FROM quotes WHERE message_id = ?", id); rows.step();) {
    seqs.push_back(rows.id(0));
    if (rows.id(1) != 0) seqs.push_back(rows.id(1));
  }
  for (const std::uint64_t seq : seqs) erase_journal_row(db, seq);
  db.run("INSERT INTO pending_scrubs (thing_id, noted_at_ms) VALUES (?, ?)", id, event.at_ms());
}

void apply(Connection& db, const v1::Event& event, const v1::ReactionChanged& body) {
  if (body.added()) {
    db.run("INSERT INTO reactions (message_id, name, member_id, seq) VALUES (?, ?, ?, ?)", body.message_id(),
           body.name(), event.actor_id(), event.seq());
    return;
  }
  change_one(db, "DELETE FROM reactions WHERE message_id = ? AND name = ? AND member_id = ?", body.message_id(),
             body.name(), event.actor_id());
}

void apply(Connection& db, const v1::Event&, const v1::MessagePinned& body) {
  change_one(db, "UPDATE messages SET pinned = ? WHERE id = ?", body.pinned(), body.message_id());
}

void apply(Connection& db, const v1::Event& event, const v1::MessageKept& body) {
  change_one(db, "UPDATE messages SET kept_seq = ? WHERE id = ?", body.kept() ? event.seq() : 0, body.message_id());
}

}  // namespace ramure::storage
