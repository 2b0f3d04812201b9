-- A CAS server that may ask who is who, and where it is told that something has changed.
CREATE TABLE cas_client (
    id                TEXT NOT NULL PRIMARY KEY,
    name              TEXT NOT NULL CHECK (name <> ''),
    -- The name without case and accents: two never differ by these alone.
    folded_name       TEXT NOT NULL UNIQUE,
    -- Whether it may ask about every establishment, those to come included.
    everywhere        BOOLEAN NOT NULL,
    -- Networks it asks from, separated by spaces; empty: from anywhere.
    networks          TEXT NOT NULL,
    -- LemonLDAP::NG's /refreshsessions; NULL: it is not told.
    refresh_url       TEXT,
    created_at        TEXT NOT NULL,
    -- The last push that was taken, the last that was not, why, and how many were given up.
    refreshed_at      TEXT,
    refresh_failed_at TEXT,
    refresh_failure   TEXT CHECK (refresh_failure IN ('unreachable', 'refused')),
    refreshes_lost    BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE cas_client_establishment (
    client_id TEXT NOT NULL REFERENCES cas_client (id) ON DELETE CASCADE,
    uai       TEXT COLLATE "C" NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    PRIMARY KEY (client_id, uai)
);

CREATE INDEX cas_client_establishment_uai ON cas_client_establishment (uai);

-- Two at most for each client, so that one can be replaced while the other still works.
CREATE TABLE cas_secret (
    id          TEXT NOT NULL PRIMARY KEY,
    client_id   TEXT NOT NULL REFERENCES cas_client (id) ON DELETE CASCADE,
    -- SHA-256 is enough: a secret has 256 random bits.
    secret_hash BYTEA NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    created_at  TEXT NOT NULL,
    used_at     TEXT
);

CREATE INDEX cas_secret_client_id ON cas_secret (client_id);

-- What CAS servers are still to be told: this user's session holds something old.
CREATE TABLE cas_refresh (
    client_id TEXT NOT NULL REFERENCES cas_client (id) ON DELETE CASCADE,
    ent_key   TEXT COLLATE "C" NOT NULL,
    uai       TEXT COLLATE "C" NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    attempts  BIGINT NOT NULL,
    -- Not before; while a process tells it, when another may.
    due_at    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (client_id, ent_key)
);

CREATE INDEX cas_refresh_due_at ON cas_refresh (due_at);
CREATE INDEX cas_refresh_uai ON cas_refresh (uai);

-- CAS servers hand over what the user typed: they are compared without case.
CREATE INDEX mapping_lower_ent_key ON mapping (lower(ent_key));
CREATE INDEX establishment_cas_key ON establishment (cas_key);
