-- People, territories and themes whose words change; the word of the facilitators; more of each member's own state.

-- The event that holds the wording in force: the one that brought the thing, until it is edited.
ALTER TABLE members ADD COLUMN profile_seq INTEGER NOT NULL DEFAULT 0;
UPDATE members SET profile_seq = id;
ALTER TABLE territories ADD COLUMN wording_seq INTEGER NOT NULL DEFAULT 0;
UPDATE territories SET wording_seq = id;
ALTER TABLE themes ADD COLUMN wording_seq INTEGER NOT NULL DEFAULT 0;
UPDATE themes SET wording_seq = id;

CREATE TABLE territory_names (  -- every event that gave it a name, in order: those of its places follow
  territory_id INTEGER NOT NULL,
  seq          INTEGER NOT NULL,
  PRIMARY KEY (territory_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO territory_names (territory_id, seq) SELECT id, id FROM territories;

CREATE TABLE words (            -- « le mot de l'animation »: every event that holds one; the highest version is in force
  version INTEGER PRIMARY KEY,
  seq     INTEGER NOT NULL
) STRICT;

-- Private state: not journaled. What was taken away stays as a row that says so, for the member's other devices.
CREATE TABLE bookmarks (
  member_id  INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  kept       INTEGER NOT NULL,
  at_ms      INTEGER NOT NULL,
  revision   INTEGER NOT NULL,
  PRIMARY KEY (member_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bookmarks_by_revision ON bookmarks (member_id, revision);
CREATE INDEX bookmarks_kept ON bookmarks (member_id, message_id) WHERE kept = 1;

CREATE TABLE settings (
  member_id     INTEGER PRIMARY KEY,
  locale        TEXT NOT NULL,
  time_zone     TEXT NOT NULL,
  notifications INTEGER NOT NULL,
  revision      INTEGER NOT NULL
) STRICT;

CREATE TABLE acceptances (      -- kept when the member leaves: it is evidence
  member_id INTEGER NOT NULL,
  kind      INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL,
  revision  INTEGER NOT NULL,
  PRIMARY KEY (member_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE fresh_starts (     -- « Repartir d'aujourd'hui »: the latest; at_ms 0 when it was undone
  member_id           INTEGER PRIMARY KEY,
  at_ms               INTEGER NOT NULL,
  last_visit_seq      INTEGER NOT NULL,   -- the last visit before it,
  last_visit_at_ms    INTEGER NOT NULL,
  last_visit_moved_to INTEGER NOT NULL,   -- and the one that it set
  revision            INTEGER NOT NULL
) STRICT;

CREATE TABLE fresh_start_cursors (  -- the read cursors that it moved, while it can be undone
  member_id  INTEGER NOT NULL,
  thread_id  INTEGER NOT NULL,
  moved_from INTEGER NOT NULL,
  moved_to   INTEGER NOT NULL,
  PRIMARY KEY (member_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE fresh_start_marks (    -- the rows of moved_reads that there were then
  member_id  INTEGER NOT NULL,
  thread_id  INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  is_read    INTEGER NOT NULL,
  PRIMARY KEY (member_id, thread_id, message_id)
) STRICT, WITHOUT ROWID;
