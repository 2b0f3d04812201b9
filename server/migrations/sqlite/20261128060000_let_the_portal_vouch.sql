-- A third purpose: whom the portal has named and who still has to show a second factor. Rows live for
-- minutes, and nobody misses one that is lost here.
DROP TABLE challenge;

CREATE TABLE challenge (
    id         TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose    TEXT NOT NULL CHECK (purpose IN ('registration', 'sign_in', 'portal_word')),
    -- JSON. Only ever read whole.
    state      TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX challenge_account_id ON challenge (account_id);
CREATE INDEX challenge_expires_at ON challenge (expires_at);
