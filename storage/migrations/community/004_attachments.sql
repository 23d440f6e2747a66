-- Files that messages carry: which message refers to which file. Their names are words of people and lie in the
-- journal alone; media types and sizes of pictures too, because nothing is decided by them.
CREATE TABLE attachments (
  message_id INTEGER NOT NULL,
  position   INTEGER NOT NULL,     -- 0, 1, 2 … in the message
  author_id  INTEGER NOT NULL,     -- whose room it takes
  sha256     BLOB NOT NULL,        -- names the file: storage/attachment_files.hpp
  size_bytes INTEGER NOT NULL,
  PRIMARY KEY (message_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_by_file ON attachments (sha256);
CREATE INDEX attachments_by_author ON attachments (author_id, size_bytes);

-- Uploads that a message of this database has taken, noted until drafts.db, where they waited, says so too. It is
-- written after us; whoever looks for a waiting upload asks here as well.
CREATE TABLE uploads_to_clear (
  id        INTEGER PRIMARY KEY,
  upload_id TEXT NOT NULL
) STRICT;
