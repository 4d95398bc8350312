-- Which projects are one, and which have a history in common: of those that are shown, and of no other.

-- Addresses in their one spelling, and what the project has to do with each: its forge gives it there
-- (own), a copy of it is kept there (copy), its publiccode.yml names another repository there (named), it
-- says that it is based on what is there (base).
CREATE TABLE project_address (
    project INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    role    TEXT NOT NULL CHECK (role IN ('own', 'copy', 'named', 'base')),
    address TEXT NOT NULL,
    PRIMARY KEY (project, role, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_address_place ON project_address (address, role, project);

-- Commits in which its history begins.
CREATE TABLE project_root (
    project INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    root    TEXT NOT NULL,
    PRIMARY KEY (project, root)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_root_commit ON project_root (root, project);

-- The project that stands for it in the search, where both are one.
ALTER TABLE project ADD COLUMN lead INTEGER;
