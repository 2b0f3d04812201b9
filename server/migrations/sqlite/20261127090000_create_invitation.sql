-- An account that has ended keeps its row: imports and the audit trail tell who did what.
ALTER TABLE account ADD COLUMN ended_at TEXT;

-- A one-time link: to an account of one's own, or, where account_id is set, to a new password for
-- an account there is. Gone once it was used or withdrawn.
CREATE TABLE invitation (
    id         TEXT NOT NULL PRIMARY KEY,
    -- SHA-256 of the secret in the link.
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    role       TEXT NOT NULL CHECK (role IN ('superadmin', 'member')),
    -- NULL: made from the command line.
    created_by TEXT REFERENCES account (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX invitation_account_id ON invitation (account_id);
CREATE INDEX invitation_created_by ON invitation (created_by);

CREATE TABLE invitation_right (
    invitation_id TEXT NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
    uai           TEXT NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    granted       TEXT NOT NULL CHECK (granted IN ('reader', 'admin')),
    PRIMARY KEY (invitation_id, uai)
) STRICT;

CREATE INDEX invitation_right_uai ON invitation_right (uai);

-- Attempts that failed, by what is limited: a digest of the address, of the account's name, of both.
CREATE TABLE attempt (
    subject    BLOB    NOT NULL PRIMARY KEY CHECK (length(subject) = 32),
    failures   INTEGER NOT NULL CHECK (failures >= 1),
    -- Start of the stretch of time in which they are counted.
    started_at TEXT    NOT NULL
) STRICT;

CREATE INDEX attempt_started_at ON attempt (started_at);
