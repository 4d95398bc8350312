-- What the service works from: forges, copies on hosts, jobs, passes, schedules.

CREATE TABLE forge (
    forge       TEXT PRIMARY KEY,
    listed_at   INTEGER,
    complete_at INTEGER,
    announced   INTEGER NOT NULL,
    not_public  INTEGER NOT NULL,
    error       TEXT
) STRICT;

-- No foreign key to the project: a copy outlives the catalogue's entry until it is known to be gone.
CREATE TABLE pushed_ref (
    project INTEGER NOT NULL,
    host    TEXT NOT NULL,
    name    TEXT NOT NULL,
    target  TEXT NOT NULL,
    PRIMARY KEY (project, host, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE host_name (
    host    TEXT NOT NULL,
    project INTEGER NOT NULL,
    name    TEXT NOT NULL,
    folded  TEXT NOT NULL,
    PRIMARY KEY (host, project),
    UNIQUE (host, folded)
) STRICT, WITHOUT ROWID;

-- Unfinished jobs only; a finished one leaves a pass. AUTOINCREMENT: an old holder's number never
-- comes to mean another job.
CREATE TABLE job (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    priority     INTEGER NOT NULL,
    not_before   INTEGER NOT NULL,
    filed_at     INTEGER NOT NULL,
    step         TEXT,
    attempts     INTEGER NOT NULL DEFAULT 0,
    fence        INTEGER NOT NULL DEFAULT 0,
    worker       TEXT,
    leased_until INTEGER,
    error        TEXT,
    UNIQUE (kind, subject),
    CHECK ((worker IS NULL) = (leased_until IS NULL))
) STRICT;
CREATE INDEX job_order ON job (priority DESC, id);

CREATE TABLE pass (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    project      INTEGER NOT NULL,
    ended_at     INTEGER NOT NULL,
    outcome      TEXT NOT NULL,
    milliseconds INTEGER NOT NULL
) STRICT;

CREATE TABLE schedule (
    name   TEXT PRIMARY KEY,
    ran_at INTEGER NOT NULL
) STRICT;
