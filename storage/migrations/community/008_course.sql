-- The course: gatherings, who comes, what they left, the workshop in the room; where a territory stands; the notebook.
-- Words lie in the journal, those of the notebook in drafts.db: these tables say which event holds the ones in force.

ALTER TABLE territories ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE territories ADD COLUMN state_since_ms INTEGER NOT NULL DEFAULT 0;

CREATE TABLE gatherings (
  id           INTEGER PRIMARY KEY,
  channel_id   INTEGER NOT NULL,
  kind         INTEGER NOT NULL,
  starts_at_ms INTEGER NOT NULL,
  ends_at_ms   INTEGER NOT NULL,
  cancelled    INTEGER NOT NULL,
  version      INTEGER NOT NULL,
  wording_seq  INTEGER NOT NULL   -- the event that holds it whole, as it is now
) STRICT;
CREATE INDEX gatherings_by_start ON gatherings (channel_id, starts_at_ms);

CREATE TABLE gathering_answers (  -- « qui vient »: the last answer of each, taken back or not
  gathering_id  INTEGER NOT NULL,
  member_id     INTEGER NOT NULL,
  participation INTEGER NOT NULL,
  seq           INTEGER NOT NULL,
  PRIMARY KEY (gathering_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluations (        -- the last one of each; its words are in the event of that seq, told to him alone
  gathering_id      INTEGER NOT NULL,
  member_id         INTEGER NOT NULL,
  territory_id      INTEGER NOT NULL,  -- his, when he answered; 0: none
  useful            INTEGER NOT NULL,
  learnt_from_peers INTEGER NOT NULL,
  was_heard         INTEGER NOT NULL,
  seq               INTEGER NOT NULL,
  answer_id         INTEGER NOT NULL,  -- under which his words were passed on; 0: none were
  PRIMARY KEY (gathering_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluation_words (   -- what was passed on to the backstage: the event with the words in force
  answer_id    INTEGER PRIMARY KEY,
  gathering_id INTEGER NOT NULL,
  seq          INTEGER NOT NULL
) STRICT;
CREATE INDEX evaluation_words_by_gathering ON evaluation_words (gathering_id);

CREATE TABLE workshops (
  id           INTEGER PRIMARY KEY,
  gathering_id INTEGER NOT NULL,
  channel_id   INTEGER NOT NULL,
  closes_at_ms INTEGER NOT NULL,
  closed       INTEGER NOT NULL   -- by hand; afterwards the clock closes it
) STRICT;
CREATE INDEX workshops_by_gathering ON workshops (gathering_id);

CREATE TABLE workshop_sentences (  -- nothing here, nor anywhere, says whose
  id          INTEGER PRIMARY KEY,
  workshop_id INTEGER NOT NULL,
  theme_id    INTEGER NOT NULL,
  withdrawn   INTEGER NOT NULL
) STRICT;
CREATE INDEX workshop_sentences_by_workshop ON workshop_sentences (workshop_id);

-- Private state: not journaled. The words of an entry are in drafts.db; one that is gone stays as a row that says so.
CREATE TABLE notebook (
  member_id     INTEGER NOT NULL,
  entry_key     BLOB NOT NULL,
  gathering_id  INTEGER NOT NULL,
  written_at_ms INTEGER NOT NULL,
  edited_at_ms  INTEGER NOT NULL,
  gone          INTEGER NOT NULL,
  revision      INTEGER NOT NULL,
  PRIMARY KEY (member_id, entry_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX notebook_by_revision ON notebook (member_id, revision);
CREATE INDEX notebook_kept ON notebook (member_id) WHERE gone = 0;

-- A note to clear words in drafts.db is of a draft or, with a key, of an entry.
ALTER TABLE drafts_to_clear ADD COLUMN entry_key BLOB NOT NULL DEFAULT x'';
