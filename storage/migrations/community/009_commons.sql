-- Words that may be quoted to the committees, and what was told to these. What was published of a proposed resource
-- stands in threads.published_from_id.

CREATE TABLE quotes (
  id             INTEGER PRIMARY KEY,  -- the QuoteAsked to the backstage,
  author_seq     INTEGER NOT NULL,     -- and the one to the author: both hold the words
  message_id     INTEGER NOT NULL,
  author_id      INTEGER NOT NULL,
  asked_at_ms    INTEGER NOT NULL,
  answered_at_ms INTEGER NOT NULL,     -- 0: not yet
  allowed        INTEGER NOT NULL
) STRICT;
CREATE INDEX quotes_by_message ON quotes (message_id);
CREATE INDEX quotes_by_author ON quotes (author_id, id);

CREATE TABLE dossiers (
  id         INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL
) STRICT;
CREATE INDEX dossiers_by_channel ON dossiers (channel_id, id);

-- When the frame was accepted for the first time: the row says when its latest wording was.
ALTER TABLE acceptances ADD COLUMN first_at_ms INTEGER NOT NULL DEFAULT 0;
UPDATE acceptances SET first_at_ms = at_ms;

-- Not journaled, since readers of the journal may not have it: which territories stand behind each figure that a dossier
-- shows, for the next dossier to be compared with (server/dossier/).
CREATE TABLE dossier_bases (
  dossier_id INTEGER PRIMARY KEY,
  basis      BLOB NOT NULL
) STRICT;
