-- Messages that were moved, threads that were merged into another, and what of that each member has read.

-- The thread in which it was written, when it is not there any more; 0 otherwise.
ALTER TABLE messages ADD COLUMN moved_from_id INTEGER NOT NULL DEFAULT 0;

-- The thread that a merge left behind leads on. All three are 0 for every other one.
ALTER TABLE threads ADD COLUMN merged_into_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN merged_at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN merge_seq INTEGER NOT NULL DEFAULT 0;  -- its ThreadMerged; what was moved is told before

CREATE INDEX obstacle_moves_by_thread ON obstacle_moves (thread_id, seq);

-- Private state, not journaled. Moved messages of which the read cursor of their thread says the wrong thing: read
-- though they are newer than it, or unread though they are older. See storage/moved_reads.hpp.
CREATE TABLE moved_reads (
  member_id  INTEGER NOT NULL,
  thread_id  INTEGER NOT NULL,  -- where the message is now
  message_id INTEGER NOT NULL,
  is_read    INTEGER NOT NULL,
  PRIMARY KEY (member_id, thread_id, message_id)
) STRICT, WITHOUT ROWID;
