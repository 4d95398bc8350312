-- What the gate saw, what people decided, and what spares the forges a question.

-- Apart from the project's document: its details are for the owner alone.
CREATE TABLE gate_report (
    project  INTEGER PRIMARY KEY,
    document TEXT NOT NULL
) STRICT;

-- A log: rows are added and never changed. AUTOINCREMENT: a later decision has a higher number.
CREATE TABLE decision (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL,
    forge   TEXT,
    id      TEXT,
    subject TEXT,
    made_by TEXT NOT NULL,
    reason  TEXT NOT NULL,
    at      INTEGER NOT NULL,
    CHECK ((forge IS NULL) = (id IS NULL))
) STRICT;
CREATE INDEX decision_project ON decision (forge, id);

-- What a forge answered last to a question, by which validator; only what is public is kept of it.
CREATE TABLE answer (
    forge    TEXT NOT NULL,
    question TEXT NOT NULL,
    validator TEXT NOT NULL,
    document TEXT NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (forge, question)
) STRICT, WITHOUT ROWID;

-- Deliveries of webhooks that were taken, so that none is taken twice.
CREATE TABLE delivery (
    forge    TEXT NOT NULL,
    delivery TEXT NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (forge, delivery)
) STRICT, WITHOUT ROWID;

-- A forge or host that refused our token is left alone until then.
CREATE TABLE pause (
    side   TEXT NOT NULL,
    id     TEXT NOT NULL,
    until  INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (side, id)
) STRICT, WITHOUT ROWID;

-- A job that was filed again while somebody held it is done once more when it ends.
ALTER TABLE job ADD COLUMN again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1));
