//! Apereo CAS 6.6 and 7, from its documentation and source.

use super::{SECRET, Subject, file, json_file};
use api::ConfigurationFile;
use serde_json::json;

/// Below it are the numbers that administrators give themselves.
const FIRST_SERVICE: u64 = 1_000_000_000;

pub(super) fn files(subject: &Subject<'_>) -> Vec<ConfigurationFile> {
    let name = format!("Pronote{}", subject.uai);
    let number: u64 = subject.uai.as_str()[..7].parse().unwrap_or_default();
    let id = FIRST_SERVICE + number;
    let service = |policy| {
        json!({
            "@class": "org.apereo.cas.services.CasRegisteredService",
            "serviceId": subject.services.pattern(),
            "name": name,
            "id": id,
            "attributeReleasePolicy": policy,
        })
    };
    let fresh = service(json!({
        "@class": "org.apereo.cas.services.ReturnRestfulAttributeReleasePolicy",
        "method": "GET",
        "endpoint": subject.attributes_url(),
        "headers": {
            "@class": "java.util.LinkedHashMap",
            "Authorization": format!("Bearer {SECRET}"),
        },
    }));
    let mapped = service(json!({
        "@class": "org.apereo.cas.services.ReturnMappedAttributeReleasePolicy",
        "allowedAttributes": {
            "@class": "java.util.TreeMap",
            format!("idPronote_{}", subject.uai): "idPronote",
        },
    }));
    vec![
        json_file(format!("{name}-{id}.json"), &fresh),
        json_file(format!("variante-cache/{name}-{id}.json"), &mapped),
        file("variante-cache/cas.properties", properties(subject)),
        file("LISEZ-MOI.txt", readme(subject, &name, id)),
    ]
}

fn properties(subject: &Subject<'_>) -> String {
    let url = subject.raccord.page("/cas/v1/attributes");
    format!(
        "cas.authn.attribute-repository.rest[0].id=raccord
cas.authn.attribute-repository.rest[0].url={url}
cas.authn.attribute-repository.rest[0].method=GET
cas.authn.attribute-repository.rest[0].username-attribute=username
cas.authn.attribute-repository.rest[0].headers.Authorization=Bearer {SECRET}
# En minutes. Sans cette ligne : 30.
cas.authn.attribute-repository.core.expiration-time=5
"
    )
}

fn readme(subject: &Subject<'_>, name: &str, id: u64) -> String {
    format!(
        "Apereo CAS 6.6 et 7 : envoyer idPronote à PRONOTE ({})
D'après la documentation et le code d'Apereo CAS ; non essayé par nous.

Modules : cas-server-support-saml (samlValidate, que PRONOTE utilise), cas-server-support-json-service-registry.

1. Remplacez {SECRET} par le secret du serveur CAS (Raccord : Administration > Serveurs CAS).
2. Placez {name}-{id}.json dans le registre des services. L'identifiant est demandé à chaque ticket : un
   changement est vu aussitôt, et sans réponse de Raccord l'utilisateur entre quand même, sans idPronote.
3. principal doit être stable : PRONOTE le retient comme « identifiant CAS » de la personne.

Variante (dossier variante-cache) : les attributs sont lus à la connexion et gardés en mémoire. Prenez-la
si plusieurs services ont besoin d'idPronote.
",
        subject.uai
    )
}
