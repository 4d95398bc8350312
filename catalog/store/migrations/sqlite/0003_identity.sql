-- Which database this is, drawn when it is made: what was derived from another one is then known
-- for a stranger, though its numbers fit.

CREATE TABLE identity (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    value TEXT NOT NULL
) STRICT;
INSERT INTO identity (one, value) VALUES (1, lower(hex(randomblob(16))));
