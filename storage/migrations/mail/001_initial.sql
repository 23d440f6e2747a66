-- The outbox: mails that wait to be handed over, and for a month what became of them. A mail that was handed over or
-- given up keeps its envelope only: its text carries links that let people in.

CREATE TABLE mails (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  key           TEXT NOT NULL UNIQUE,               -- what is never sent twice: a purpose and what it is about
  state         INTEGER NOT NULL,                   -- storage::MailState
  kind          INTEGER NOT NULL,                   -- mail::Kind
  community     TEXT NOT NULL,                      -- slug; empty: of no one community
  address       TEXT NOT NULL,                      -- of the receiver
  invited_role  INTEGER NOT NULL DEFAULT 0,         -- of an invitation: ramure.v1.Role that it is for
  message       BLOB NOT NULL,                      -- as it goes over the wire; empty once it has ended
  reason        TEXT NOT NULL DEFAULT '',           -- why the last try failed
  tries         INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  next_try_ms   INTEGER NOT NULL,
  not_after_ms  INTEGER NOT NULL,                   -- then it would be of no use any more
  ended_at_ms   INTEGER NOT NULL DEFAULT 0          -- 0: not yet
) STRICT;
CREATE INDEX mails_by_next_try ON mails (next_try_ms) WHERE state = 1;
CREATE INDEX mails_by_community ON mails (community, id);
CREATE INDEX mails_by_end ON mails (ended_at_ms) WHERE ended_at_ms <> 0;
