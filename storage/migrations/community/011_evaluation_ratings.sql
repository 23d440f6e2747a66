-- Every answer to an evaluation, in the order in which they came, also those that a later one replaced: which averages
-- were shown follows from it, and a later average may not differ from one of those by the answers of few. Ratings only.
-- What an older release has replaced is not known any more.
CREATE TABLE evaluation_ratings (
  seq               INTEGER PRIMARY KEY,
  gathering_id      INTEGER NOT NULL,
  member_id         INTEGER NOT NULL,
  territory_id      INTEGER NOT NULL,  -- his, when he answered; 0: none
  useful            INTEGER NOT NULL,
  learnt_from_peers INTEGER NOT NULL,
  was_heard         INTEGER NOT NULL
) STRICT;
CREATE INDEX evaluation_ratings_by_gathering ON evaluation_ratings (gathering_id, seq);
INSERT INTO evaluation_ratings (seq, gathering_id, member_id, territory_id, useful, learnt_from_peers, was_heard)
SELECT seq, gathering_id, member_id, territory_id, useful, learnt_from_peers, was_heard FROM evaluations;
