-- The code on the wall of a workshop in the room: whoever has it may say a sentence there, without an account, until the
-- workshop closes. One code at a time.

CREATE TABLE workshop_codes (
  community     TEXT NOT NULL,          -- slug
  epoch         TEXT NOT NULL,          -- of the community's journal: the id below is meant in it
  workshop_id   INTEGER NOT NULL,
  token_hash    BLOB NOT NULL UNIQUE,   -- 32 bytes
  expires_at_ms INTEGER NOT NULL,
  PRIMARY KEY (community, epoch, workshop_id)
) STRICT, WITHOUT ROWID;
