-- Files that wait for the message which will carry them. They wait here because the name of a file is its sender's
-- words: they must be able to vanish at once.
CREATE TABLE uploads (
  id             INTEGER PRIMARY KEY,
  upload_id      TEXT NOT NULL UNIQUE,  -- 32 hex digits, drawn at random
  member_id      INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  name           TEXT NOT NULL,
  media_type     TEXT NOT NULL,
  size_bytes     INTEGER NOT NULL,
  width          INTEGER NOT NULL,
  height         INTEGER NOT NULL,
  sha256         BLOB NOT NULL
) STRICT;
CREATE INDEX uploads_by_member ON uploads (member_id, size_bytes);
CREATE INDEX uploads_by_file ON uploads (sha256);
CREATE INDEX uploads_by_age ON uploads (received_at_ms);
