-- What calls people back: how far each community's journal has been read, whom something waits for, and which digests
-- were considered. No words: they are looked up when a mail is written.

CREATE TABLE journal_cursors (
  community TEXT PRIMARY KEY,                       -- slug
  epoch     TEXT NOT NULL,                          -- of its journal: seqs are meant in it
  seq       INTEGER NOT NULL                        -- everything up to here has been looked at
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  community   TEXT NOT NULL,
  member_id   INTEGER NOT NULL,
  key         TEXT NOT NULL,                        -- what a member is told of once: an event, or a date
  kind        INTEGER NOT NULL,                     -- mail::NoticeKind
  thing_id    INTEGER NOT NULL,                     -- a thread, a round, a roadmap, a quote
  message_id  INTEGER NOT NULL,                     -- 0 where it is about no message
  at_ms       INTEGER NOT NULL,                     -- when it was noted
  ended_at_ms INTEGER NOT NULL DEFAULT 0,           -- 0: it waits; then it went with a mail, or was no news any more
  UNIQUE (community, member_id, key)
) STRICT;
CREATE INDEX notices_waiting ON notices (community, member_id) WHERE ended_at_ms = 0;
CREATE INDEX notices_by_end ON notices (ended_at_ms) WHERE ended_at_ms <> 0;

CREATE TABLE digests (
  community        TEXT NOT NULL,
  member_id        INTEGER NOT NULL,
  considered_at_ms INTEGER NOT NULL,                -- the next one is due at the first date after it
  told_seq         INTEGER NOT NULL,                -- the journal's head when the last one was sent
  PRIMARY KEY (community, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_keys (
  name  TEXT PRIMARY KEY,                           -- "stop": signs the links that stop mails
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Of notices and digests: where their receiver is. No try is made in his night.
ALTER TABLE mails ADD COLUMN time_zone TEXT NOT NULL DEFAULT '';
