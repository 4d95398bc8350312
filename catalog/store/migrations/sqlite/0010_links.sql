-- Whether the addresses that records of other catalogues give still answer.

CREATE TABLE link (
    address       TEXT PRIMARY KEY,
    state         TEXT NOT NULL CHECK (state IN ('ok', 'suspect', 'hidden')),
    -- Failures since it last answered, and the first of them.
    failures      INTEGER NOT NULL,
    failing_since INTEGER,
    checked_at    INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,
    found         TEXT NOT NULL,
    moved_to      TEXT
) STRICT, WITHOUT ROWID;

-- The address of a record, and whether that is taken for gone.
ALTER TABLE resource ADD COLUMN address TEXT;
ALTER TABLE resource ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
CREATE INDEX resource_address ON resource (address) WHERE address IS NOT NULL;
