-- One community. The words of people lie in one place only: journal.payload. Every other table holds the seq of the
-- event that brought the words (…_seq), so that erasing a thing is clearing fields in the rows it lists, in a table
-- that is only ever appended to (rows that grow, indexes and WITHOUT ROWID tables leave copies behind when SQLite
-- balances its B-trees).

CREATE TABLE meta (            -- epoch, is_backup, hash_key
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq        INTEGER PRIMARY KEY,   -- 1, 2, 3 … without a gap
  channel_id INTEGER NOT NULL,      -- the audience: a channel,
  member_id  INTEGER NOT NULL,      -- or one member; exactly one of the two is not 0
  birth_seq  INTEGER NOT NULL,
  at_ms      INTEGER NOT NULL,
  payload    BLOB NOT NULL          -- the serialised Event, as clients receive it
) STRICT;

CREATE TABLE command_keys (    -- accepted commands, for ever
  member_id        INTEGER NOT NULL,
  command_key      BLOB NOT NULL,
  content_hash     BLOB NOT NULL,   -- keyed, 16 bytes: a key used for something else is noticed
  first_seq        INTEGER NOT NULL,
  last_seq         INTEGER NOT NULL,
  private_revision INTEGER NOT NULL,
  PRIMARY KEY (member_id, command_key)
) STRICT, WITHOUT ROWID;

-- People and places
CREATE TABLE members (
  id           INTEGER PRIMARY KEY,
  key          TEXT NOT NULL,
  role         INTEGER NOT NULL,
  territory_id INTEGER NOT NULL,
  status       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX members_by_key ON members (key) WHERE key <> '';

CREATE TABLE territories (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE themes (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, position INTEGER NOT NULL) STRICT;

CREATE TABLE channels (
  id           INTEGER PRIMARY KEY,
  kind         INTEGER NOT NULL,
  territory_id INTEGER NOT NULL,
  person_id    INTEGER NOT NULL,
  key          TEXT NOT NULL
) STRICT;
CREATE INDEX channels_by_territory ON channels (territory_id, kind);
CREATE INDEX channels_by_person ON channels (person_id, kind) WHERE person_id <> 0;

CREATE TABLE memberships (
  member_id      INTEGER NOT NULL,
  channel_id     INTEGER NOT NULL,
  role           INTEGER NOT NULL,
  reads_from_seq INTEGER NOT NULL,
  since_seq      INTEGER NOT NULL,
  PRIMARY KEY (member_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_channel ON memberships (channel_id, member_id);

-- Threads and messages
CREATE TABLE threads (
  id                  INTEGER PRIMARY KEY,
  channel_id          INTEGER NOT NULL,
  kind                INTEGER NOT NULL,
  theme_id            INTEGER NOT NULL,
  territory_id        INTEGER NOT NULL,  -- the true one, also where it is not shown
  author_id           INTEGER NOT NULL,  -- the true one, also where it is not shown
  author_hidden       INTEGER NOT NULL,  -- « sans nom de territoire »
  opened_at_ms        INTEGER NOT NULL,
  title_seq           INTEGER NOT NULL,
  card_seq            INTEGER NOT NULL,  -- 0 when it is no obstacle
  scope               INTEGER NOT NULL,
  status              INTEGER NOT NULL,
  outcome_seq         INTEGER NOT NULL,
  summary_seq         INTEGER NOT NULL,
  summary_version     INTEGER NOT NULL,
  resolved            INTEGER NOT NULL,
  archived            INTEGER NOT NULL,
  last_message_id     INTEGER NOT NULL,
  last_activity_at_ms INTEGER NOT NULL,
  published_from_id   INTEGER NOT NULL
) STRICT;
CREATE INDEX threads_by_activity ON threads (channel_id, last_message_id);
CREATE UNIQUE INDEX threads_by_origin ON threads (published_from_id) WHERE published_from_id <> 0;

CREATE TABLE thread_texts (    -- every event that holds words of the thread itself
  thread_id INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  PRIMARY KEY (thread_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE summary_versions (
  thread_id INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  PRIMARY KEY (thread_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE obstacle_moves (
  seq         INTEGER PRIMARY KEY,
  thread_id   INTEGER NOT NULL,
  from_status INTEGER NOT NULL,
  to_status   INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL
) STRICT;

CREATE TABLE messages (
  id            INTEGER PRIMARY KEY,
  thread_id     INTEGER NOT NULL,
  author_id     INTEGER NOT NULL,       -- the true one
  author_hidden INTEGER NOT NULL,
  posted_at_ms  INTEGER NOT NULL,
  kind          INTEGER NOT NULL,
  body_seq      INTEGER NOT NULL,       -- the event with the wording in force
  version       INTEGER NOT NULL,
  edited_at_ms  INTEGER NOT NULL,
  redacted      INTEGER NOT NULL,
  pinned        INTEGER NOT NULL,
  kept_seq      INTEGER NOT NULL        -- the event that marked it « à retenir », or 0
) STRICT;
CREATE INDEX messages_by_thread ON messages (thread_id, id, author_id);  -- covers unread counts
CREATE INDEX messages_kept ON messages (kept_seq) WHERE kept_seq <> 0;

CREATE TABLE message_versions (  -- every event that holds words of the message
  message_id INTEGER NOT NULL,
  version    INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  PRIMARY KEY (message_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
  member_id  INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  thread_id  INTEGER NOT NULL,
  PRIMARY KEY (member_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_message ON mentions (message_id);

CREATE TABLE participants (
  thread_id        INTEGER NOT NULL,
  member_id        INTEGER NOT NULL,
  first_message_id INTEGER NOT NULL,  -- the first that shows its author; 0 while all hide
  PRIMARY KEY (thread_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_by_member ON participants (member_id, thread_id);

CREATE TABLE reactions (
  message_id INTEGER NOT NULL,
  name       TEXT NOT NULL,
  member_id  INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  PRIMARY KEY (message_id, name, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (   -- the same people always get the same channel, also when one of them has left
  channel_id INTEGER PRIMARY KEY,
  member_ids TEXT NOT NULL UNIQUE  -- sorted, "12,40,77"
) STRICT;

CREATE TABLE pending_scrubs (  -- erased things whose words may still lie in a file; cleared by the scrubber
  message_id  INTEGER PRIMARY KEY,
  noted_at_ms INTEGER NOT NULL
) STRICT;

-- Private state: not journaled (drafts have a file of their own)
CREATE TABLE private_revisions (member_id INTEGER PRIMARY KEY, revision INTEGER NOT NULL) STRICT;

CREATE TABLE read_cursors (
  member_id  INTEGER NOT NULL,
  thread_id  INTEGER NOT NULL,
  read_up_to INTEGER NOT NULL,
  revision   INTEGER NOT NULL,
  PRIMARY KEY (member_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX read_cursors_by_revision ON read_cursors (member_id, revision);

CREATE TABLE followings (
  member_id  INTEGER NOT NULL,
  thread_id  INTEGER NOT NULL,  -- one of the two
  channel_id INTEGER NOT NULL,
  level      INTEGER NOT NULL,
  revision   INTEGER NOT NULL,
  PRIMARY KEY (member_id, thread_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX followings_by_revision ON followings (member_id, revision);

CREATE TABLE last_visits (
  member_id INTEGER PRIMARY KEY,
  seq       INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL,
  revision  INTEGER NOT NULL
) STRICT;

-- Drafts that were cleared in this database's transaction, noted until the drafts file says so too. It is written
-- after us; a reader of drafts reads these first (same member, thread and channel: the higher revision holds).
CREATE TABLE drafts_to_clear (
  id          INTEGER PRIMARY KEY,
  member_id   INTEGER NOT NULL,
  thread_id   INTEGER NOT NULL,
  channel_id  INTEGER NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  revision    INTEGER NOT NULL
) STRICT;
