-- What one wishes to be written about by mail, and how long one is away.

ALTER TABLE settings ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;      -- ramure.v1.DigestRhythm
ALTER TABLE settings ADD COLUMN no_notices INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN away_until TEXT NOT NULL DEFAULT '';    -- "2018-08-27", included; empty: here
