CREATE TABLE account (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL CHECK (name <> ''),
    -- The name without case and accents: two accounts never differ by these alone.
    folded_name   TEXT COLLATE "C" NOT NULL UNIQUE,
    -- PHC string: algorithm, parameters, salt and digest.
    password_hash TEXT NOT NULL,
    role          TEXT NOT NULL CHECK (role IN ('superadmin', 'member')),
    created_at    TEXT NOT NULL
);

CREATE TABLE account_right (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    uai        TEXT COLLATE "C" NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    granted    TEXT NOT NULL CHECK (granted IN ('reader', 'admin')),
    PRIMARY KEY (account_id, uai)
);

CREATE INDEX account_right_uai ON account_right (uai);

-- The one-time link to the first account: one row at most, gone once it was used.
CREATE TABLE setup_link (
    only_row   BIGINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
    token_hash BYTEA    NOT NULL CHECK (length(token_hash) = 32),
    created_at TEXT    NOT NULL
);

-- Typed columns rather than a bag of values: nothing else can settle in a session.
CREATE TABLE session (
    -- SHA-256 of the identifier in the cookie: a copy of the database opens no session.
    id_hash      BYTEA NOT NULL PRIMARY KEY CHECK (length(id_hash) = 32),
    account_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    csrf         TEXT NOT NULL,
    signed_in_at TEXT NOT NULL,
    seen_at      TEXT NOT NULL,
    expires_at   TEXT COLLATE "C" NOT NULL
);

CREATE INDEX session_account_id ON session (account_id);
CREATE INDEX session_expires_at ON session (expires_at);
