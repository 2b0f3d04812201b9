-- Identifiers and times are TEXT (UUID, RFC 3339 in UTC with milliseconds, so that their order is
-- that of time): the same values then fit both databases. Enums are TEXT with a CHECK, in the words
-- of the wire contract.
CREATE TABLE establishment (
    uai           TEXT COLLATE "C"    NOT NULL PRIMARY KEY
                  CHECK (uai ~ '^[0-9]{7}[A-Z]$'),
    name          TEXT    NOT NULL CHECK (name <> ''),
    -- Lists are ordered by it: bytes would put "École" after "Zola".
    folded_name   TEXT COLLATE "C"    NOT NULL,
    cas_key       TEXT    NOT NULL CHECK (cas_key IN ('ent_id', 'login')),
    -- 32 bytes, base64url without padding.
    login_salt    TEXT    NOT NULL CHECK (length(login_salt) = 43),
    demonstration BOOLEAN NOT NULL,
    -- Changes with every change of the stock; what `If-Match` is compared with.
    revision      BIGINT NOT NULL CHECK (revision >= 0),
    created_at    TEXT    NOT NULL
);

CREATE INDEX establishment_folded_name ON establishment (folded_name, uai);
