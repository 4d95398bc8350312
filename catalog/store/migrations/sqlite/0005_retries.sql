-- How often the work on a job has failed in a row: the next wait follows from it. Apart from
-- attempts, which counts the times it was begun and not ended.
ALTER TABLE job ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
