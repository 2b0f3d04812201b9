//! LemonLDAP::NG 2.21, asking this server at each sign-in. Tried.

use super::{SECRET, Subject, file, json_file};
use api::ConfigurationFile;
use serde_json::{Value, json};

/// Seconds that a sign-in waits at most; without it, three minutes.
const TIMEOUT: u32 = 3;

pub(super) fn files(subject: &Subject<'_>) -> Vec<ConfigurationFile> {
    let (uai, service) = (subject.uai, subject.service());
    let url = subject.raccord.page("/cas/v1/llng/userdb");
    let url = url.replacen("://", &format!("://{}:{SECRET}@", subject.client()), 1);
    let mut settings = shared(subject);
    settings["casAppMetaDataExportedVars"] =
        json!({ &service: { "idPronote": format!("idPronote_{uai}") } });
    settings["combModules"] =
        json!({ "Pronote": { "type": "REST", "for": 2, "over": { "restUserDBUrl": url } } });
    settings["lwpOpts"] = json!({ "timeout": TIMEOUT });
    vec![
        json_file(format!("lemonldap-{service}.json"), &settings),
        file("LISEZ-MOI.txt", readme(subject)),
    ]
}

/// What both ways have in common: the service, and the combination that lets users in whatever happens
/// here. `Ent` is what the portal has already.
pub(super) fn shared(subject: &Subject<'_>) -> Value {
    let service = subject.service();
    json!({
        "issuerDBCASActivation": 1,
        "casAccessControlPolicy": "error",
        "casStrictMatching": 1,
        "casAppMetaDataOptions": {
            &service: { "casAppMetaDataOptionsService": subject.services.prefixes().join(" ") },
        },
        "authentication": "Combination",
        "userDB": "Combination",
        "combination": "[Ent, Ent and Pronote] or [Ent, Ent]",
        "refreshSessions": 1,
    })
}

fn readme(subject: &Subject<'_>) -> String {
    let (uai, service) = (subject.uai, subject.service());
    format!(
        "LemonLDAP::NG 2.21 : envoyer idPronote à PRONOTE ({uai})
Essayé avec LemonLDAP::NG 2.21.3. La version 2.16 de Debian 12 ne répond pas à samlValidate, que PRONOTE
utilise : prenez les rétroportages de Debian 12, ou Debian 13.

1. Dans lemonldap-{service}.json, remplacez {SECRET} par le secret du serveur CAS
   (Raccord : Administration > Serveurs CAS). Il ne vous a été montré qu'une fois.
2. « Ent » est le module que votre portail utilise déjà (LDAP, par exemple). Dans combModules, donnez-lui
   ce nom, ou écrivez le sien dans « combination ». La seconde moitié, « or [Ent, Ent] », laisse entrer les
   utilisateurs quand Raccord ne répond pas : ne l'enlevez pas.
3. Fusionnez : lemonldap-ng-cli merge lemonldap-{service}.json
4. casAttr doit donner un identifiant stable, tel que l'annuaire l'écrit : PRONOTE le retient comme
   « identifiant CAS » de la personne. Ce que l'utilisateur tape change de casse.
5. whatToTrace doit désigner le compte de la même façon (« uid », par exemple, ou en minuscules) : c'est
   par lui que Raccord retrouve les sessions à rafraîchir.
6. Une session garde ce qu'elle a reçu. Pour qu'un changement soit vu aussitôt, donnez à Raccord l'adresse
   https://votre-portail/refreshsessions, et n'y laissez entrer que l'adresse de Raccord : LemonLDAP::NG ne
   demande aucun mot de passe à cet endroit.

Plusieurs établissements : fusionnez le fichier de chacun. Chaque service reçoit le sien
(idPronote_{uai} devient idPronote).
"
    )
}
