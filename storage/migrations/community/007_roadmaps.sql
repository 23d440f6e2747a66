-- Roadmaps. What one is, its text apart, is folded from its events by the rules (server/roadmap/); these tables say which
-- events those are and which rows hold whose words. A roadmap is a channel of the same id.

CREATE TABLE roadmaps (
  id           INTEGER PRIMARY KEY,
  territory_id INTEGER NOT NULL
) STRICT;

CREATE TABLE roadmap_events (
  roadmap_id INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  PRIMARY KEY (roadmap_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE roadmap_words (    -- every event that holds words of a thing: a comment or suggestion, with its answer
  thing_id   INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  roadmap_id INTEGER NOT NULL,
  PRIMARY KEY (thing_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE roadmap_visits (   -- private state: how far a member has seen a roadmap
  member_id    INTEGER NOT NULL,
  roadmap_id   INTEGER NOT NULL,
  text_version INTEGER NOT NULL,
  seq          INTEGER NOT NULL,
  at_ms        INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  PRIMARY KEY (member_id, roadmap_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roadmap_visits_by_revision ON roadmap_visits (member_id, revision);

-- The text: a log of its own beside the journal, written in the same transactions. Change n makes version n. The words
-- lie in rows that are only ever appended; what finds them lies in the indexes.
CREATE TABLE text_changes (
  id         INTEGER PRIMARY KEY,
  roadmap_id INTEGER NOT NULL,
  version    INTEGER NOT NULL,
  entry      BLOB NOT NULL     -- a serialised TextEntry
) STRICT;
CREATE UNIQUE INDEX text_changes_by_version ON text_changes (roadmap_id, version);

CREATE TABLE text_snapshots (
  id         INTEGER PRIMARY KEY,
  roadmap_id INTEGER NOT NULL,
  version    INTEGER NOT NULL,
  snapshot   BLOB NOT NULL     -- a serialised TextSnapshot
) STRICT;
CREATE UNIQUE INDEX text_snapshots_by_version ON text_snapshots (roadmap_id, version);
