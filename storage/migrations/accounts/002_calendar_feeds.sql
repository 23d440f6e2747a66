-- The private calendar of a member: whoever has its address reads when his rounds are. One per account and community.

CREATE TABLE calendar_feeds (
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  community     TEXT NOT NULL,                      -- slug
  token_hash    BLOB NOT NULL UNIQUE,               -- 32 bytes
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (account_id, community)
) STRICT, WITHOUT ROWID;
