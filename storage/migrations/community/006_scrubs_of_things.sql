-- What is erased may be words of a round as well as a message. Made anew, since some folders of the fifth migration have
-- the other name of the column already.

CREATE TABLE pending_scrubs_anew (
  thing_id    INTEGER PRIMARY KEY,
  noted_at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO pending_scrubs_anew SELECT * FROM pending_scrubs;
DROP TABLE pending_scrubs;
ALTER TABLE pending_scrubs_anew RENAME TO pending_scrubs;
