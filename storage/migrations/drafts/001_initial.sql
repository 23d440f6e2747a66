-- Drafts of one community, in a file of their own that is vacuumed when something is erased.
CREATE TABLE drafts (
  member_id   INTEGER NOT NULL,
  thread_id   INTEGER NOT NULL,  -- one of the two
  channel_id  INTEGER NOT NULL,
  text        TEXT NOT NULL,     -- empty: a draft that is gone, kept for its revision
  saved_at_ms INTEGER NOT NULL,
  revision    INTEGER NOT NULL,
  UNIQUE (member_id, thread_id, channel_id)
) STRICT;
CREATE INDEX drafts_by_revision ON drafts (member_id, revision);
