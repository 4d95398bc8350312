-- Which resources describe one work, and which of them stands for the others.

-- The marks by which the work of each is known: addresses in their one spelling, identifiers that no other
-- work has, digests of its contents.
CREATE TABLE resource_mark (
    resource INTEGER NOT NULL REFERENCES resource (number) ON DELETE CASCADE,
    mark     TEXT NOT NULL,
    -- Counts only together with the title.
    weak     INTEGER NOT NULL,
    -- Where a part lies at the forge of its project, while that project is shown.
    place    INTEGER NOT NULL,
    PRIMARY KEY (resource, mark)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_mark_mark ON resource_mark (mark, resource);

-- What its title is compared by, and how much it says.
ALTER TABLE resource ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE resource ADD COLUMN says INTEGER NOT NULL DEFAULT 0;
-- The one that stands for it, where both describe one work; that one is shown and has none itself.
ALTER TABLE resource ADD COLUMN lead INTEGER;
CREATE INDEX resource_lead ON resource (lead) WHERE lead IS NOT NULL;
