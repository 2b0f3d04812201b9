-- How many accounts of the files PRONOTE had linked to the portal, how many carried an identifier that
-- the portal does not know, how many had none. NULL: an import from before they were counted.
ALTER TABLE import ADD COLUMN cas_linked INTEGER CHECK (cas_linked >= 0);
ALTER TABLE import ADD COLUMN cas_former INTEGER CHECK (cas_former >= 0);
ALTER TABLE import ADD COLUMN cas_none INTEGER CHECK (cas_none >= 0);
