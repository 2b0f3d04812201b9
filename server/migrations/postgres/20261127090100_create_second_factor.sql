-- The secret of an authenticator application (RFC 6238). It can be read, since codes are computed
-- from it: a copy of the database gives second factors away, never passwords.
CREATE TABLE totp (
    account_id   TEXT    NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    secret       BYTEA    NOT NULL CHECK (length(secret) = 20),
    -- NULL: offered, and not yet proved by a first code.
    confirmed_at TEXT COLLATE "C",
    -- The last time step whose code was used: a code serves once.
    last_step    BIGINT NOT NULL
);

-- Gone once used. SHA-256 is enough: a code has 80 random bits.
CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    code_hash  BYTEA NOT NULL CHECK (length(code_hash) = 32),
    PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE passkey (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name          TEXT NOT NULL CHECK (name <> ''),
    -- The authenticator's own identifier, base64url; one passkey belongs to one account.
    credential_id TEXT NOT NULL UNIQUE,
    -- Public key and counter, as JSON. Only ever read whole.
    credential    TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    used_at       TEXT
);

CREATE INDEX passkey_account_id ON passkey (account_id);

-- What a browser was asked to sign, until it answers.
CREATE TABLE challenge (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose    TEXT NOT NULL CHECK (purpose IN ('registration', 'sign_in')),
    -- JSON. Only ever read whole.
    state      TEXT NOT NULL,
    expires_at TEXT COLLATE "C" NOT NULL
);

CREATE INDEX challenge_account_id ON challenge (account_id);
CREATE INDEX challenge_expires_at ON challenge (expires_at);
