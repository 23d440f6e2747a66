-- People, territories and themes whose words change; the word of the facilitators.

-- The event that holds the wording in force: the one that brought the thing, until it is edited.
ALTER TABLE members ADD COLUMN profile_seq INTEGER NOT NULL DEFAULT 0;
UPDATE members SET profile_seq = id;
ALTER TABLE territories ADD COLUMN wording_seq INTEGER NOT NULL DEFAULT 0;
UPDATE territories SET wording_seq = id;
ALTER TABLE themes ADD COLUMN wording_seq INTEGER NOT NULL DEFAULT 0;
UPDATE themes SET wording_seq = id;

CREATE TABLE territory_names (  -- every event that gave it a name, in order: those of its places follow
  territory_id INTEGER NOT NULL,
  seq          INTEGER NOT NULL,
  PRIMARY KEY (territory_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO territory_names (territory_id, seq) SELECT id, id FROM territories;

CREATE TABLE words (            -- « le mot de l'animation »: every event that holds one; the highest version is in force
  version INTEGER PRIMARY KEY,
  seq     INTEGER NOT NULL
) STRICT;
