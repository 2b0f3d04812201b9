-- A third purpose: whom the portal has named and who still has to show a second factor.
ALTER TABLE challenge DROP CONSTRAINT challenge_purpose_check;
ALTER TABLE challenge ADD CONSTRAINT challenge_purpose_check
    CHECK (purpose IN ('registration', 'sign_in', 'portal_word'));
