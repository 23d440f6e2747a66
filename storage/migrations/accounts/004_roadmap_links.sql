-- « Pour chez nous »: links to one roadmap for people without an account. Each opens one text, to be read, until it
-- expires or the pair takes it back; then the row is gone.

CREATE TABLE roadmap_links (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: who revokes an old number hits nothing else
  token_hash    BLOB NOT NULL UNIQUE,               -- 32 bytes
  community     TEXT NOT NULL,                      -- slug
  epoch         TEXT NOT NULL,                      -- of the community's journal: the ids below are meant in it
  roadmap_id    INTEGER NOT NULL,
  version_id    INTEGER NOT NULL,                   -- a frozen or named version; 0: the text as it is when one looks
  label         TEXT NOT NULL,                      -- for whom, in the pair's words
  made_by       INTEGER NOT NULL,                   -- a member
  made_at_ms    INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX roadmap_links_by_roadmap ON roadmap_links (community, roadmap_id);
