-- A portal user on the way to PRONOTE: an hour at most.
CREATE TABLE access_session (
    -- SHA-256 of the cookie.
    id_hash     BYTEA NOT NULL PRIMARY KEY CHECK (length(id_hash) = 32),
    -- SHA-256 of the ticket: the CAS server names it when the user signs out there.
    ticket_hash BYTEA NOT NULL CHECK (length(ticket_hash) = 32),
    uai         TEXT COLLATE "C" NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    -- NULL: the CAS server names the user by what no account can be stored under.
    ent_key     TEXT COLLATE "C",
    -- As the CAS server told it.
    profile     TEXT CHECK (profile IN ('student', 'parent', 'teacher', 'non_teacher', 'other')),
    expires_at  TEXT COLLATE "C" NOT NULL
);

CREATE INDEX access_session_ticket_hash ON access_session (ticket_hash);
CREATE INDEX access_session_expires_at ON access_session (expires_at);
CREATE INDEX access_session_uai ON access_session (uai);

-- Who has read the first-connection page and wants to go straight through.
CREATE TABLE access_acceptance (
    uai         TEXT COLLATE "C" NOT NULL REFERENCES establishment (uai) ON DELETE CASCADE,
    ent_key     TEXT COLLATE "C" NOT NULL,
    accepted_at TEXT NOT NULL,
    PRIMARY KEY (uai, ent_key)
);
