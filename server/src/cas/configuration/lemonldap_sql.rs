//! LemonLDAP::NG reading the views of PostgreSQL, inside the combination that lets users without a row
//! in. Tried.

use super::{SECRET, Subject, file, json_file, lemonldap::shared};
use api::ConfigurationFile;
use serde_json::json;

pub(super) fn files(subject: &Subject<'_>) -> Vec<ConfigurationFile> {
    let (uai, service) = (subject.uai, subject.service());
    let mut settings = shared(subject);
    settings["casAppMetaDataMacros"] = json!({ &service: {
        "_idPronote": format!("$idPronoteEtab =~ /(?:^|; ){uai}=([A-Za-z0-9]+)/ ? $1 : \"\""),
    } });
    settings["casAppMetaDataExportedVars"] = json!({ &service: { "idPronote": "_idPronote" } });
    settings["combModules"] = json!({ "Pronote": { "type": "DBI", "for": 2, "over": {
        "dbiAuthChain": "dbi:Pg:dbname=BASE;host=HOTE;port=5432",
        "dbiAuthUser": "raccord_lemonldap",
        "dbiAuthPassword": SECRET,
        "dbiUserTable": "cas.v_idpronote",
        "userPivot": "ent_login",
        "exportedVars": {},
        "dbiExportedVars": { "idPronoteEtab": "id_pronote_par_etab" },
    } } });
    vec![
        json_file(format!("lemonldap-sql-{service}.json"), &settings),
        file("raccord_lemonldap.sql", SQL),
        file("LISEZ-MOI.txt", readme(subject)),
    ]
}

const SQL: &str = "\
-- À passer une fois, par le propriétaire de la base de Raccord ou un administrateur de PostgreSQL.
-- Ce rôle ne lit que les vues du schéma cas.
CREATE ROLE raccord_lemonldap LOGIN PASSWORD 'SECRET' IN ROLE raccord_cas;
";

fn readme(subject: &Subject<'_>) -> String {
    let (uai, service) = (subject.uai, subject.service());
    format!(
        "LemonLDAP::NG 2.21 et PostgreSQL : envoyer idPronote à PRONOTE ({uai})
Essayé avec LemonLDAP::NG 2.21.3 et PostgreSQL 15.

1. Choisissez un mot de passe, mettez-le à la place de {SECRET} dans les deux fichiers, et passez
   raccord_lemonldap.sql. Si le rôle raccord_cas n'existe pas, un administrateur de PostgreSQL le crée
   (CREATE ROLE raccord_cas), puis : GRANT USAGE ON SCHEMA cas TO raccord_cas;
   GRANT SELECT ON ALL TABLES IN SCHEMA cas TO raccord_cas;
2. Dans lemonldap-sql-{service}.json, remplacez BASE et HOTE.
3. « Ent » est le module que votre portail utilise déjà : donnez-lui ce nom dans combModules, ou écrivez le
   sien dans « combination ».
4. N'enlevez pas « or [Ent, Ent] » : LemonLDAP::NG refuse l'entrée à qui n'a pas de ligne dans la vue, et
   Raccord ne connaît que les comptes rapprochés. Cette moitié les laisse entrer, sans idPronote.
5. Fusionnez : lemonldap-ng-cli merge lemonldap-sql-{service}.json
6. Si « Ent » est lui-même de type DBI, ses attributs se perdent : LemonLDAP::NG ne garde que la dernière
   ligne lue. Prenez le chemin par HTTP, ou casAttr = _user.
7. Par ce chemin, un identifiant retiré reste dans la session jusqu'à la prochaine connexion. Le chemin par
   HTTP n'a pas ce défaut.
"
    )
}
