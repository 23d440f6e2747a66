#include <array>

#include "storage/check_parts.hpp"

namespace ramure::storage {

namespace {

// Each finds rows that refer to nothing: the first column is the row, the second what it names.
struct Orphans {
  Sql sql;
  const char* sentence;  // %1 the row, %2 what it names
};

const std::array orphan_queries = {
    Orphans{"SELECT id, channel_id FROM threads WHERE channel_id NOT IN (SELECT id FROM channels)",
            "Thread %1 lies in channel %2, which does not exist."},
    Orphans{"SELECT id, theme_id FROM threads WHERE theme_id <> 0 AND theme_id NOT IN (SELECT id FROM themes)",
            "Thread %1 has theme %2, which does not exist."},
    Orphans{"SELECT id, title_seq FROM threads WHERE title_seq NOT IN (SELECT seq FROM journal)",
            "Thread %1 has its title from event %2, which does not exist."},
    Orphans{
        "SELECT id, last_message_id FROM threads t WHERE last_message_id <> 0 AND NOT EXISTS (SELECT 1 FROM messages m "
        "WHERE m.id = t.last_message_id AND m.thread_id = t.id)",
        "Thread %1 ends with message %2, which is not one of its own."},
    Orphans{"SELECT id, thread_id FROM messages WHERE thread_id NOT IN (SELECT id FROM threads)",
            "Message %1 lies in thread %2, which does not exist."},
    Orphans{"SELECT id, author_id FROM messages WHERE author_id <> 0 AND author_id NOT IN (SELECT id FROM members)",
            "Message %1 was written by member %2, who does not exist."},
    Orphans{"SELECT id, body_seq FROM messages WHERE body_seq NOT IN (SELECT seq FROM journal)",
            "Message %1 has its words from event %2, which does not exist."},
    Orphans{
        "SELECT message_id, seq FROM message_versions WHERE message_id NOT IN (SELECT id FROM messages) OR seq NOT IN "
        "(SELECT seq FROM journal)",
        "A version of message %1 points to event %2; one of the two does not exist."},
    Orphans{"SELECT member_id, channel_id FROM memberships WHERE channel_id NOT IN (SELECT id FROM channels) OR "
            "member_id NOT IN "
            "(SELECT id FROM members)",
            "Member %1 reads channel %2; one of the two does not exist."},
    Orphans{"SELECT message_id, member_id FROM mentions WHERE message_id NOT IN (SELECT id FROM messages) OR member_id "
            "NOT IN "
            "(SELECT id FROM members)",
            "Message %1 names member %2; one of the two does not exist."},
    Orphans{"SELECT message_id, member_id FROM reactions WHERE message_id NOT IN (SELECT id FROM messages) OR "
            "member_id NOT IN "
            "(SELECT id FROM members)",
            "A reaction to message %1 by member %2: one of the two does not exist."},
    Orphans{"SELECT message_id, position FROM attachments WHERE message_id NOT IN (SELECT id FROM messages WHERE "
            "redacted = 0)",
            "Message %1 does not exist or is erased, and still has file %2."},
    Orphans{"SELECT thread_id, member_id FROM participants WHERE thread_id NOT IN (SELECT id FROM threads) OR "
            "member_id NOT IN "
            "(SELECT id FROM members)",
            "Member %2 takes part in thread %1; one of the two does not exist."},
    Orphans{"SELECT member_id, thread_id FROM read_cursors WHERE thread_id NOT IN (SELECT id FROM threads) OR "
            "member_id NOT IN "
            "(SELECT id FROM members)",
            "The read mark of member %1 is in thread %2; one of the two does not exist."},
    Orphans{
        "SELECT message_id, 0 FROM pending_scrubs WHERE message_id NOT IN (SELECT id FROM messages WHERE redacted = 1)",
        "Message %1 waits for its words to be removed but is not erased."},
};

std::string filled(std::string sentence, std::uint64_t first, std::uint64_t second) {
  sentence.replace(sentence.find("%1"), 2, std::to_string(first));
  if (const auto at = sentence.find("%2"); at != std::string::npos) sentence.replace(at, 2, std::to_string(second));
  return sentence;
}

}  // namespace

void check_tables(Connection& db, Findings& findings) {
  Transaction transaction(db, Transaction::Kind::read);
  std::uint64_t done = 0;
  for (const Orphans& orphans : orphan_queries) {
    for (auto rows = db.query(orphans.sql); rows.step();)
      findings.add(filled(orphans.sentence, rows.id(0), rows.id(1)));
    findings.progress(++done, orphan_queries.size());
  }
}

}  // namespace ramure::storage
