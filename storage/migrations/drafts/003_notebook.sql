-- « Mon carnet »: the words of each entry. What else is known of it is in the community's file.
CREATE TABLE notebook (
  member_id INTEGER NOT NULL,
  entry_key BLOB NOT NULL,
  text      TEXT NOT NULL,
  revision  INTEGER NOT NULL,
  UNIQUE (member_id, entry_key)
) STRICT;
CREATE INDEX notebook_by_revision ON notebook (member_id, revision);
