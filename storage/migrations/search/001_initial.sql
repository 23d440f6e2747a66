-- The search index: derived from the journal, thrown away and built anew whenever in doubt. What people wrote lies only
-- in the shelves' own tables, words_<number>_<side> (FTS5, made by storage/search/shelves.cpp), which are replaced as a
-- whole when something in them is erased.

CREATE TABLE state (
  id                INTEGER PRIMARY KEY CHECK (id = 1),
  epoch             TEXT NOT NULL,
  tokenizer_version INTEGER NOT NULL,  -- storage/search/tokenizer.hpp
  through_seq       INTEGER NOT NULL   -- the journal is indexed up to here
) STRICT;

CREATE TABLE documents (        -- messages, and threads with their own words
  id         INTEGER PRIMARY KEY,
  thread_id  INTEGER NOT NULL,
  channel_id INTEGER NOT NULL,
  birth_seq  INTEGER NOT NULL,
  author_id  INTEGER NOT NULL,  -- as shown: 0 for hidden authors
  at_ms      INTEGER NOT NULL
) STRICT;

CREATE TABLE threads (          -- what theme:, territoire:, statut: and type: ask about
  id           INTEGER PRIMARY KEY,
  kind         INTEGER NOT NULL,
  theme_id     INTEGER NOT NULL,
  territory_id INTEGER NOT NULL,
  status       INTEGER NOT NULL,
  resolved     INTEGER NOT NULL,
  archived     INTEGER NOT NULL
) STRICT;

CREATE TABLE shelves (          -- the documents from first_id up to the next shelf's first_id
  number      INTEGER PRIMARY KEY,
  first_id    INTEGER NOT NULL UNIQUE,
  first_at_ms INTEGER NOT NULL,
  side        INTEGER NOT NULL,   -- 0 or 1: which of its two possible tables is in use
  documents   INTEGER NOT NULL,   -- how many were put into it
  dirty       INTEGER NOT NULL    -- something in it was erased: it must be copied to its other side
) STRICT;

CREATE TABLE shelf_channels (   -- how many documents of which channel a shelf holds: it may be passed over
  shelf      INTEGER NOT NULL,
  channel_id INTEGER NOT NULL,
  documents  INTEGER NOT NULL,
  PRIMARY KEY (shelf, channel_id)
) STRICT, WITHOUT ROWID;
