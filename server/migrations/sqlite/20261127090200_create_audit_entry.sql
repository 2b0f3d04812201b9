-- Append-only: who did what, when. Each entry's hash covers the entry and the hash before it, so that
-- nothing can be changed or taken out without a trace. It holds counts and numbers of imports, never
-- an ent_key or a pronote_id: a purge leaves the chain whole. No foreign key either: it outlives what
-- it tells of.
CREATE TABLE audit_entry (
    number     INTEGER NOT NULL PRIMARY KEY CHECK (number >= 1),
    at         TEXT    NOT NULL,
    -- NULL: the operator, from the command line or by the one-time link.
    account_id TEXT,
    -- NULL: about the server as a whole.
    uai        TEXT,
    action     TEXT    NOT NULL,
    -- JSON. Only ever read whole.
    details    TEXT    NOT NULL,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX audit_entry_uai ON audit_entry (uai, number);
