-- How many accounts of the files PRONOTE had linked to the portal, how many carried an identifier that
-- the portal does not know, how many had none. NULL: an import from before they were counted.
ALTER TABLE import ADD COLUMN cas_linked BIGINT CHECK (cas_linked >= 0);
ALTER TABLE import ADD COLUMN cas_former BIGINT CHECK (cas_former >= 0);
ALTER TABLE import ADD COLUMN cas_none BIGINT CHECK (cas_none >= 0);
