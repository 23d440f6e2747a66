-- The programs with which somebody has signed in, as they call themselves: of one that is new to the account its holder
-- is told by mail.

CREATE TABLE known_clients (
  account_id  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  client_name TEXT NOT NULL,      -- as in sessions
  last_at_ms  INTEGER NOT NULL,   -- when a session was last opened with it
  PRIMARY KEY (account_id, client_name)
) STRICT, WITHOUT ROWID;

INSERT INTO known_clients (account_id, client_name, last_at_ms)
SELECT account_id, client_name, MAX(created_at_ms) FROM sessions GROUP BY account_id, client_name;
