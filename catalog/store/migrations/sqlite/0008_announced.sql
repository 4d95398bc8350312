-- What catalogues that harvest this one are told: every resource that was ever shown, also once it is gone.

CREATE TABLE announced (
    -- In the order of their first announcement, and kept for ever: a list that somebody is in the midst
    -- of taking neither loses a resource nor gives it twice because it changes meanwhile.
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT NOT NULL UNIQUE,
    -- The second of its last announcement.
    datestamp INTEGER NOT NULL,
    -- The change that was announced last.
    sequence  INTEGER NOT NULL,
    deleted   INTEGER NOT NULL
) STRICT;
CREATE INDEX announced_datestamp ON announced (datestamp);

CREATE TABLE announced_set (
    announced INTEGER NOT NULL REFERENCES announced (number),
    spec      TEXT NOT NULL,
    PRIMARY KEY (announced, spec)
) STRICT, WITHOUT ROWID;
CREATE INDEX announced_set_spec ON announced_set (spec, announced);

-- Up to which number of the change sequence changes have been announced.
CREATE TABLE announced_position (
    value INTEGER NOT NULL
) STRICT;
INSERT INTO announced_position (value) VALUES (0);
