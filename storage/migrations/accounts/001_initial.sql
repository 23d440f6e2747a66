-- Who signs in to this server, and which member of which community that is. No words of people lie here. Passwords
-- and tokens are kept as hashes only.

CREATE TABLE accounts (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,  -- an id is never given twice
  name          TEXT NOT NULL,                      -- as it was first written
  folded_name   TEXT NOT NULL UNIQUE,               -- as it is compared
  password_hash TEXT NOT NULL,                      -- Argon2id, with its salt and cost
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL                    -- of the password
) STRICT;

CREATE TABLE account_members (
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  community  TEXT NOT NULL,                         -- slug
  member_id  INTEGER NOT NULL,
  PRIMARY KEY (account_id, community)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX account_members_by_member ON account_members (community, member_id);

CREATE TABLE sessions (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash    BLOB NOT NULL UNIQUE,               -- 32 bytes
  account_id    INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at_ms INTEGER NOT NULL,
  last_used_ms  INTEGER NOT NULL,                   -- written late: up to ten minutes behind
  expires_at_ms INTEGER NOT NULL,
  client_name   TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE invitations (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash    BLOB NOT NULL UNIQUE,
  community     TEXT NOT NULL,
  member_id     INTEGER NOT NULL,                   -- 0 until the person is a member
  person        BLOB NOT NULL,                      -- AddMember, to be run when it is accepted; empty for a member
  command_key   BLOB NOT NULL,                      -- of that command: repeating it is harmless
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  account_id    INTEGER NOT NULL,                   -- 0 until it is accepted
  used_at_ms    INTEGER NOT NULL
) STRICT;
