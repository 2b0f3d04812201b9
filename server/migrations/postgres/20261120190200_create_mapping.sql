-- Everything here belongs to an establishment and goes with it.
CREATE TABLE import (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    uai             TEXT COLLATE "C" NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    mode            TEXT NOT NULL CHECK (mode IN ('complete', 'partial')),
    -- JSON, as in the wire contract: kind, SHA-256 and counts of each file. Only ever read whole.
    sources         TEXT NOT NULL,
    started_by      TEXT NOT NULL REFERENCES account (id),
    started_at      TEXT COLLATE "C" NOT NULL,
    -- NULL while steps can be validated.
    closed_at       TEXT,
    idempotency_key TEXT NOT NULL,
    request_hash    BYTEA NOT NULL CHECK (length(request_hash) = 32),
    UNIQUE (uai, idempotency_key),
    -- So that a mapping can only point to an import of its own establishment.
    UNIQUE (uai, id)
);

CREATE INDEX import_uai_started_at ON import (uai, started_at, id);

-- Append-only: one row for each validation, also when a step is validated again.
CREATE TABLE import_step (
    import_id       TEXT    NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    -- 1 for the import's first validation, and so on.
    number          BIGINT NOT NULL CHECK (number >= 1),
    category        TEXT    NOT NULL CHECK (category IN (
                        'teacher', 'student', 'guardian', 'internship_supervisor', 'inspector', 'staff')),
    idempotency_key TEXT    NOT NULL,
    request_hash    BYTEA    NOT NULL CHECK (length(request_hash) = 32),
    validated_by    TEXT    NOT NULL REFERENCES account (id),
    validated_at    TEXT COLLATE "C"    NOT NULL,
    -- Pairs by decision.
    automatic       BIGINT NOT NULL,
    confirmed       BIGINT NOT NULL,
    manual          BIGINT NOT NULL,
    kept            BIGINT NOT NULL,
    -- Accounts without a pair.
    refused         BIGINT NOT NULL,
    to_review       BIGINT NOT NULL,
    undecided       BIGINT NOT NULL,
    -- What it did, as it was answered. The pairs that left are in mapping_change.
    added           BIGINT NOT NULL,
    changed         BIGINT NOT NULL,
    unchanged       BIGINT NOT NULL,
    removed         BIGINT NOT NULL,
    revision        BIGINT NOT NULL,
    stock           BIGINT NOT NULL,
    PRIMARY KEY (import_id, number),
    UNIQUE (import_id, idempotency_key)
);

-- The stock: what may be released to PRONOTE.
CREATE TABLE mapping (
    uai          TEXT COLLATE "C" NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    ent_key      TEXT COLLATE "C" NOT NULL CHECK (ent_key ~ '^[A-Za-z0-9._@:-]{1,128}$'),
    pronote_id   TEXT COLLATE "C" NOT NULL CHECK (pronote_id ~ '^[A-Za-z0-9]{1,64}$'),
    category     TEXT NOT NULL CHECK (category IN (
                     'teacher', 'student', 'guardian', 'internship_supervisor', 'inspector', 'staff')),
    -- How it was first decided: `kept` never is a first decision.
    decision     TEXT NOT NULL CHECK (decision IN ('automatic', 'confirmed', 'manual')),
    -- The import that confirmed it last, and when.
    import_id    TEXT NOT NULL,
    confirmed_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (uai, ent_key),
    UNIQUE (uai, pronote_id),
    FOREIGN KEY (uai, import_id) REFERENCES import (uai, id) ON DELETE CASCADE
);

-- Append-only: for each account of the portal that a step touched, what it held before and after.
-- NULL on the former side: it held nothing; NULL on the new side: it holds nothing any more.
-- Undoing a step means going back from new to former.
CREATE TABLE mapping_change (
    import_id         TEXT    NOT NULL,
    step              BIGINT NOT NULL,
    ent_key           TEXT COLLATE "C"    NOT NULL,
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
);
