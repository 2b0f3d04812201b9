-- Everything here belongs to an establishment and goes with it.
CREATE TABLE import (
    id              TEXT NOT NULL PRIMARY KEY,
    uai             TEXT NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    mode            TEXT NOT NULL CHECK (mode IN ('complete', 'partial')),
    -- JSON, as in the wire contract: kind, SHA-256 and counts of each file. Only ever read whole.
    sources         TEXT NOT NULL,
    started_by      TEXT NOT NULL REFERENCES account (id),
    started_at      TEXT NOT NULL,
    -- NULL while steps can be validated.
    closed_at       TEXT,
    idempotency_key TEXT NOT NULL,
    request_hash    BLOB NOT NULL CHECK (length(request_hash) = 32),
    UNIQUE (uai, idempotency_key),
    -- So that a mapping can only point to an import of its own establishment.
    UNIQUE (uai, id)
) STRICT;

CREATE INDEX import_uai_started_at ON import (uai, started_at, id);

-- Append-only: one row for each validation, also when a step is validated again.
CREATE TABLE import_step (
    import_id       TEXT    NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    -- 1 for the import's first validation, and so on.
    number          INTEGER NOT NULL CHECK (number >= 1),
    category        TEXT    NOT NULL CHECK (category IN (
                        'teacher', 'student', 'guardian', 'internship_supervisor', 'inspector', 'staff')),
    idempotency_key TEXT    NOT NULL,
    request_hash    BLOB    NOT NULL CHECK (length(request_hash) = 32),
    validated_by    TEXT    NOT NULL REFERENCES account (id),
    validated_at    TEXT    NOT NULL,
    -- Pairs by decision.
    automatic       INTEGER NOT NULL,
    confirmed       INTEGER NOT NULL,
    manual          INTEGER NOT NULL,
    kept            INTEGER NOT NULL,
    -- Accounts without a pair.
    refused         INTEGER NOT NULL,
    to_review       INTEGER NOT NULL,
    undecided       INTEGER NOT NULL,
    -- What it did, as it was answered. The pairs that left are in mapping_change.
    added           INTEGER NOT NULL,
    changed         INTEGER NOT NULL,
    unchanged       INTEGER NOT NULL,
    removed         INTEGER NOT NULL,
    revision        INTEGER NOT NULL,
    stock           INTEGER NOT NULL,
    PRIMARY KEY (import_id, number),
    UNIQUE (import_id, idempotency_key)
) STRICT;

-- The stock: what may be released to PRONOTE.
CREATE TABLE mapping (
    uai          TEXT NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    ent_key      TEXT NOT NULL CHECK (
                     length(ent_key) BETWEEN 1 AND 128
                     AND ent_key NOT GLOB '*[^A-Za-z0-9._@:-]*'),
    pronote_id   TEXT NOT NULL CHECK (
                     length(pronote_id) BETWEEN 1 AND 64
                     AND pronote_id NOT GLOB '*[^A-Za-z0-9]*'),
    category     TEXT NOT NULL CHECK (category IN (
                     'teacher', 'student', 'guardian', 'internship_supervisor', 'inspector', 'staff')),
    -- How it was first decided: `kept` never is a first decision.
    decision     TEXT NOT NULL CHECK (decision IN ('automatic', 'confirmed', 'manual')),
    -- The import that confirmed it last, and when.
    import_id    TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    PRIMARY KEY (uai, ent_key),
    UNIQUE (uai, pronote_id),
    FOREIGN KEY (uai, import_id) REFERENCES import (uai, id) ON DELETE CASCADE
) STRICT;

-- Append-only: for each account of the portal that a step touched, what it held before and after.
-- NULL on the former side: it held nothing; NULL on the new side: it holds nothing any more.
-- Undoing a step means going back from new to former.
CREATE TABLE mapping_change (
    import_id         TEXT    NOT NULL,
    step              INTEGER NOT NULL,
    ent_key           TEXT    NOT NULL,
    former_pronote_id TEXT,
    former_category   TEXT,
    former_decision   TEXT,
    new_pronote_id    TEXT,
    new_category      TEXT,
    new_decision      TEXT,
    PRIMARY KEY (import_id, step, ent_key),
    FOREIGN KEY (import_id, step) REFERENCES import_step (import_id, number) ON DELETE CASCADE,
    CHECK (former_pronote_id IS NOT NULL OR new_pronote_id IS NOT NULL),
    CHECK ((former_pronote_id IS NULL) = (former_category IS NULL)),
    CHECK ((former_pronote_id IS NULL) = (former_decision IS NULL)),
    CHECK ((new_pronote_id IS NULL) = (new_category IS NULL)),
    CHECK ((new_pronote_id IS NULL) = (new_decision IS NULL))
) STRICT;
