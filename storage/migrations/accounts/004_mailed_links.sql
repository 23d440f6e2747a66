-- Links that are sent to the address of an account: to sign in without a password, to choose another one. The address
-- is known where the account was made for it; a name to sign in with proves nothing about an address.

ALTER TABLE accounts ADD COLUMN address TEXT NOT NULL DEFAULT '';         -- as it was first written; empty: not known
ALTER TABLE accounts ADD COLUMN folded_address TEXT NOT NULL DEFAULT '';  -- as it is compared
UPDATE accounts SET address = name, folded_address = folded_name
  WHERE id IN (SELECT opens_account_id FROM invitations WHERE opens_account_id <> 0);
CREATE UNIQUE INDEX accounts_by_address ON accounts (folded_address) WHERE folded_address <> '';

CREATE TABLE mailed_links (
  token_hash    BLOB NOT NULL PRIMARY KEY,          -- 32 bytes
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  purpose       INTEGER NOT NULL,                   -- identity::LinkPurpose
  expires_at_ms INTEGER NOT NULL,
  used_at_ms    INTEGER NOT NULL DEFAULT 0,         -- 0: not yet
  attempt_hash  BLOB NOT NULL DEFAULT x''           -- of whoever used it
) STRICT, WITHOUT ROWID;
CREATE INDEX mailed_links_by_account ON mailed_links (account_id);
