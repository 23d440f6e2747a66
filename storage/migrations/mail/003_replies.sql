-- Answers that come in by mail, and mails that come back.

ALTER TABLE mails ADD COLUMN message_id TEXT NOT NULL DEFAULT '';  -- of a mail that was handed over, with its brackets
CREATE INDEX mails_by_message_id ON mails (message_id) WHERE message_id <> '';
CREATE INDEX mails_by_kind ON mails (kind, created_at_ms);         -- how many answers went lately, and to whom

-- Signs the addresses that people answer to. One row.
CREATE TABLE reply_key (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  bytes BLOB NOT NULL                                              -- 32
) STRICT;

-- What a number in such an address stands for: its ids are meant in this journal of this community.
CREATE TABLE reply_places (
  number    INTEGER PRIMARY KEY,
  community TEXT NOT NULL,                                         -- slug
  epoch     TEXT NOT NULL,
  UNIQUE (community, epoch)
) STRICT;
