-- People who are invited by their address and are members at once: an account without a password (password_hash is
-- empty), which one link opens, once.

ALTER TABLE invitations ADD COLUMN address TEXT NOT NULL DEFAULT '';              -- folded; empty for all others
ALTER TABLE invitations ADD COLUMN opens_account_id INTEGER NOT NULL DEFAULT 0;   -- 0: an account has to be shown
ALTER TABLE invitations ADD COLUMN invited_by INTEGER NOT NULL DEFAULT 0;         -- a member
ALTER TABLE invitations ADD COLUMN is_taken_back INTEGER NOT NULL DEFAULT 0;      -- while the membership is being ended
ALTER TABLE invitations ADD COLUMN attempt_hash BLOB NOT NULL DEFAULT x'';        -- of whoever used it

-- Nobody is invited twice, and one account is opened by one link.
CREATE UNIQUE INDEX invitations_by_address ON invitations (community, address) WHERE address <> '';
CREATE UNIQUE INDEX invitations_by_opened_account ON invitations (opens_account_id) WHERE opens_account_id <> 0;

-- Links that were replaced or taken back, for a month: whoever follows one is told why it does not serve.
CREATE TABLE ended_links (
  token_hash     BLOB NOT NULL PRIMARY KEY,
  was_taken_back INTEGER NOT NULL,
  ended_at_ms    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
