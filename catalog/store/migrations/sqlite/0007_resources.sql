-- Resources: one document each, of a project (its parts) or of another catalogue (its records).

CREATE TABLE resource (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    project     INTEGER REFERENCES project (number),
    source      TEXT,
    sequence    INTEGER NOT NULL UNIQUE,
    -- When it was last gathered, also where nothing of it had changed.
    gathered_at INTEGER NOT NULL,
    -- SHA-256 of all it says but its number and its instants.
    digest      BLOB NOT NULL,
    document    TEXT NOT NULL,
    CHECK ((project IS NULL) <> (source IS NULL))
) STRICT;
CREATE INDEX resource_project ON resource (project) WHERE project IS NOT NULL;
CREATE INDEX resource_source ON resource (source) WHERE source IS NOT NULL;

-- What is left of a removed resource. No row exists for an id that is in the table above.
CREATE TABLE resource_tombstone (
    id       TEXT PRIMARY KEY,
    -- The project it lay in, which may itself be gone.
    project  INTEGER,
    sequence INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
