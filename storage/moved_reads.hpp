// What a member has read of messages that were moved. Internal to storage/.
//
// A read cursor says "up to here" for one thread. A move brings messages under another cursor, and two promises must
// hold at once: what was read stays read, and nothing that was unread becomes read silently. So:
//
//   1. A moved message keeps the state that it had. Where the cursor of its new thread says otherwise, a mark of its
//      own (a row of moved_reads) says what is true: read though newer than the cursor, or unread though older. Only
//      moved messages have marks, never those that were written in the thread, so that moving costs what is moved.
//   2. Where everything up to some moved message is read now, the cursor itself goes up to there, and no mark is
//      needed: the usual case, always so in a thread that was split off. That is a change of private state which the
//      member's devices are told.
//   3. Reading on overrides marks: MarkRead(X) makes everything up to X read, MarkUnreadFrom(X) everything from X on
//      unread, marked or not, and leaves the marks on the other side of X as they are.
//   4. One's own messages are never unread and have no marks.
//
// Like cursors, marks are not journaled: replay leaves them out. They are written with the event that moves messages,
// in its transaction.
#pragma once

#include <cstdint>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "ramure/v1/private.pb.h"
#include "storage/connection.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

struct CarriedCursor {
  std::uint64_t member_id = 0;
  v1::ReadCursor cursor;
};

// After the event was applied: writes the marks of every member, and returns the cursors that go up with it, which the
// caller writes. O(members × moved messages).
std::vector<CarriedCursor> carry_reads(Connection& db, const v1::MessagesMoved& moved);

// Before the cursor of a thread is set to `read_up_to`: drops the marks that this overrides, and those that say what it
// will say anyway.
void settle_marks(Connection& db, std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t read_up_to);

// Drops the marks that say what a cursor at `read_up_to` says anyway.
void drop_needless_marks(Connection& db, std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t read_up_to);

void forget_marks(Connection& db, std::uint64_t member_id, const MovedMarks& marks);

// Messages of others that the member has not read, of those born from `reads_from_seq` on.
struct Unread {
  std::uint32_t count = 0;  // at most limits::unread_count_cap
  std::uint64_t first_id = 0;
};
Unread load_unread(Connection& db, std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t read_up_to,
                   std::uint64_t reads_from_seq);

// Whether the thread t holds something unread: ?2 reads from, ?3 member.
#define RAMURE_HOLDS_UNREAD                                                                                       \
  " (EXISTS (SELECT 1 FROM messages m WHERE m.thread_id = t.id AND m.id >= ?2 AND m.author_id <> ?3"              \
  "      AND m.id > COALESCE((SELECT read_up_to FROM read_cursors WHERE member_id = ?3 AND thread_id = t.id), 0)" \
  "      AND NOT EXISTS (SELECT 1 FROM moved_reads r WHERE r.member_id = ?3 AND r.thread_id = t.id"               \
  "          AND r.message_id = m.id AND r.is_read))"                                                             \
  "  OR EXISTS (SELECT 1 FROM moved_reads r WHERE r.member_id = ?3 AND r.thread_id = t.id AND r.message_id >= ?2" \
  "      AND NOT r.is_read)) "

}  // namespace ramure::storage
