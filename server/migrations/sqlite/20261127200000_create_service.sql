-- JSON, as in the wire contract: contact, the portal's CAS server, PRONOTE's generation. Only ever read
-- whole.
ALTER TABLE establishment ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

-- What the portal's form of a service holds.
CREATE TABLE service (
    uai         TEXT NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    -- In small letters: two never differ by case alone.
    folded_code TEXT NOT NULL CHECK (folded_code <> ''),
    -- Its order, in tenths.
    position    INTEGER NOT NULL CHECK (position >= 0),
    -- JSON, as in the wire contract, with its lines of access. Only ever read whole.
    content     TEXT NOT NULL,
    PRIMARY KEY (uai, folded_code)
) STRICT;

-- Lines of the set-up that somebody has marked.
CREATE TABLE checklist_item (
    uai       TEXT NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    item      TEXT NOT NULL CHECK (item <> ''),
    state     TEXT NOT NULL CHECK (state IN ('done', 'not_concerned')),
    marked_by TEXT NOT NULL REFERENCES account (id),
    marked_at TEXT NOT NULL,
    PRIMARY KEY (uai, item)
) STRICT;
