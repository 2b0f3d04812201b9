//! Keycloak with the CAS protocol (keycloak-protocol-cas), from its source.

use super::{Subject, file, json_file};
use api::ConfigurationFile;
use serde_json::json;

pub(super) fn files(subject: &Subject<'_>) -> Vec<ConfigurationFile> {
    let service = subject.service();
    let redirects: Vec<_> =
        subject.services.prefixes().iter().map(|prefix| format!("{prefix}*")).collect();
    let client = json!({
        "clientId": service,
        "name": format!("PRONOTE {}", subject.uai),
        "protocol": "cas",
        "enabled": true,
        "redirectUris": redirects,
        "protocolMappers": [{
            "name": "idPronote",
            "protocol": "cas",
            "protocolMapper": "cas-usermodel-attribute-mapper",
            "config": {
                "user.attribute": format!("idPronote_{}", subject.uai),
                "claim.name": "idPronote",
                "jsonType.label": "String",
            },
        }],
    });
    vec![
        json_file(format!("keycloak-{service}.json"), &client),
        file("LISEZ-MOI.txt", readme(subject)),
    ]
}

fn readme(subject: &Subject<'_>) -> String {
    let (uai, service) = (subject.uai, subject.service());
    format!(
        "Keycloak et keycloak-protocol-cas : envoyer idPronote à PRONOTE ({uai})
D'après leur code ; non essayé par nous.

Keycloak ne demande rien à un autre serveur au moment d'envoyer un attribut : l'identifiant doit être un
attribut de l'utilisateur dans Keycloak.

1. Créez le client à partir de keycloak-{service}.json (Clients > Import client).
2. Écrivez l'attribut idPronote_{uai} de chaque utilisateur : dans l'établissement, page « Configuration du
   CAS », l'export JSON donne les couples (compte, identifiant) à passer à l'API d'administration
   (PUT /admin/realms/ROYAUME/users/ID). Recommencez après chaque import.
3. PRONOTE s'adresse à https://votre-keycloak/realms/ROYAUME/protocol/cas.
"
    )
}
