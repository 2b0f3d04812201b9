-- When the version of PRONOTE in the settings became another one, UTC; NULL: it never did.
ALTER TABLE establishment ADD COLUMN pronote_version_changed_at TEXT;
