-- For CAS servers that read a database themselves: only confirmed mappings, of establishments whose
-- CAS sends the identifier of the portal. A digest of a login is of no use to them.
-- An account that is written twice with other capitals in one establishment is nobody's: neither is
-- released.
CREATE SCHEMA cas;

-- CAS servers hand over what the user typed. A collation for which case does not matter needs no
-- extension and holds whatever type a driver gives to its parameters; where PostgreSQL was built
-- without ICU, logins are compared as they are.
DO $$
DECLARE
    login TEXT := 'm.ent_key COLLATE cas.without_case';
BEGIN
    BEGIN
        CREATE COLLATION cas.without_case
            (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    EXCEPTION WHEN OTHERS THEN
        RAISE NOTICE 'without ICU, the views in schema cas compare logins with case';
        login := 'm.ent_key';
    END;
    EXECUTE format('CREATE INDEX mapping_ent_login ON mapping (%s)', replace(login, 'm.', ''));

    -- One row for each user and establishment.
    EXECUTE format(
        'CREATE VIEW cas.v_idpronote_etab AS
         SELECT %1$s AS ent_login, m.uai::text AS uai, MIN(m.pronote_id) AS id_pronote
         FROM mapping AS m
         JOIN establishment AS e ON e.uai = m.uai
         WHERE e.cas_key = ''ent_id'' AND NOT e.demonstration
         GROUP BY %1$s, m.uai
         HAVING COUNT(*) = 1', login);
END
$$;

-- One row for each user: the identifier where there is one only, else an empty text, and all of them
-- as "0990001N=A2B3; 0990002P=C4D5".
CREATE VIEW cas.v_idpronote AS
SELECT ent_login,
       CASE WHEN COUNT(*) = 1 THEN MIN(id_pronote) ELSE '' END AS id_pronote,
       STRING_AGG(uai || '=' || id_pronote, '; ' ORDER BY uai) AS id_pronote_par_etab
FROM cas.v_idpronote_etab
GROUP BY ent_login;

-- One row for each attribute, as Apereo CAS reads them.
CREATE VIEW cas.v_idpronote_attr AS
SELECT ent_login, 'idPronote'::text AS attr_name, id_pronote AS attr_value
FROM cas.v_idpronote
WHERE id_pronote <> ''
UNION ALL
SELECT ent_login, 'idPronote_' || uai, id_pronote
FROM cas.v_idpronote_etab;

-- Whoever is a member of this role may read these views and nothing else. Roles belong to the whole
-- cluster: another database may have made it already, and the owner of this one may not be allowed to.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'raccord_cas') THEN
        CREATE ROLE raccord_cas NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
    RAISE NOTICE 'the role raccord_cas was not made here';
END
$$;

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'raccord_cas') THEN
        GRANT USAGE ON SCHEMA cas TO raccord_cas;
        GRANT SELECT ON ALL TABLES IN SCHEMA cas TO raccord_cas;
    END IF;
END
$$;
