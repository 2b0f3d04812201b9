-- By what the portal's CAS server names the account's holder, who may then sign in through the portal.
-- NULL: with the password alone.
ALTER TABLE account ADD COLUMN ent_id TEXT;
CREATE UNIQUE INDEX account_by_ent_id ON account (ent_id);
