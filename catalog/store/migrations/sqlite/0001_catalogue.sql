-- The catalogue: one document a project, its paths, and the change sequence.
-- Instants are whole seconds since 1970-01-01 UTC.

CREATE TABLE change_counter (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    value INTEGER NOT NULL
) STRICT;
INSERT INTO change_counter (one, value) VALUES (1, 0);

-- AUTOINCREMENT: a number names a folder on disk and is never given twice.
CREATE TABLE project (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    forge    TEXT NOT NULL,
    id       TEXT NOT NULL,
    path     TEXT NOT NULL DEFAULT '',
    state    TEXT NOT NULL DEFAULT '',
    shown    INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
    title    TEXT NOT NULL DEFAULT '',
    licence  TEXT,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    sequence INTEGER NOT NULL UNIQUE,
    document TEXT NOT NULL DEFAULT '',
    UNIQUE (forge, id)
) STRICT;

-- What is left of a removed project. No row exists for a key that is in the table above.
CREATE TABLE tombstone (
    forge    TEXT NOT NULL,
    id       TEXT NOT NULL,
    number   INTEGER NOT NULL,
    sequence INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (forge, id)
) STRICT;

-- Every path a project has or had. The highest number is the latest to have come by that path.
CREATE TABLE project_path (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    forge   TEXT NOT NULL,
    path    TEXT NOT NULL,
    folded  TEXT NOT NULL,
    project INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    UNIQUE (project, path)
) STRICT;
CREATE INDEX project_path_folded ON project_path (forge, folded);
