-- An import that was undone, and what that did to the stock. Once at most.
CREATE TABLE import_undo (
    import_id TEXT    NOT NULL PRIMARY KEY REFERENCES import (id) ON DELETE CASCADE,
    undone_by TEXT    NOT NULL REFERENCES account (id),
    undone_at TEXT    NOT NULL,
    -- Accounts of the portal that hold what they held before, that hold nothing any more, and that a
    -- later change was left to.
    restored  BIGINT NOT NULL,
    removed   BIGINT NOT NULL,
    left_over BIGINT NOT NULL
);

-- Undoing and purging look changes and mappings up by account.
CREATE INDEX mapping_change_ent_key ON mapping_change (ent_key, import_id);
CREATE INDEX mapping_confirmed_at ON mapping (uai, confirmed_at);
