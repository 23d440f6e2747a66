-- Rounds of co-development. What a round is, is folded from its events by the rules (server/codev/); these tables say
-- which events those are, what is asked of many rounds at once, and which rows hold whose words. A round is a channel
-- of the same id; its desk is the next channel.

CREATE TABLE rounds (
  id             INTEGER PRIMARY KEY,
  status         INTEGER NOT NULL,
  facilitator_id INTEGER NOT NULL
) STRICT;
CREATE INDEX rounds_by_facilitator ON rounds (facilitator_id, status);

CREATE TABLE round_events (
  round_id INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  PRIMARY KEY (round_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_texts (      -- every event that holds words of a thing: a contribution, or the round itself
  thing_id INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  round_id INTEGER NOT NULL,
  PRIMARY KEY (thing_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_texts_by_round ON round_texts (round_id);

-- Not journaled: when the server has to look at the round's clock again. Written with what moved it; no row: never.
CREATE TABLE round_looks (
  round_id INTEGER PRIMARY KEY,
  at_ms    INTEGER NOT NULL
) STRICT;
CREATE INDEX round_looks_by_time ON round_looks (at_ms);
