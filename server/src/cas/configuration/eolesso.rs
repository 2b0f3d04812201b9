//! EoleSSO, from its documentation.

use super::{Subject, file};
use api::ConfigurationFile;
use std::fmt::Write as _;

pub(super) fn files(subject: &Subject<'_>) -> Vec<ConfigurationFile> {
    vec![
        file("user_infos/idPronote.py", computed(subject)),
        file("app_filters/pronote_apps.ini", applications(subject)),
        file("LISEZ-MOI.txt", readme(subject)),
    ]
}

fn computed(subject: &Subject<'_>) -> String {
    let url = subject.attributes_url();
    format!(
        r#"# idPronote pour PRONOTE ({uai}), demandé à Raccord à la connexion.
import json

try:
    from urllib.parse import urlencode
    from urllib.request import Request, urlopen
except ImportError:
    from urllib import urlencode
    from urllib2 import Request, urlopen

URL = "{url}"
# Lisible par EoleSSO seul ; il contient le secret et rien d'autre.
SECRET = "/etc/raccord-cas-secret"


def calc_info(user_infos):
    try:
        secret = open(SECRET).read().strip()
        query = urlencode({{"username": user_infos["uid"][0]}})
        request = Request(URL + "?" + query, headers={{"Authorization": "Bearer " + secret}})
        return json.load(urlopen(request, timeout=2)).get("idPronote", [])
    except Exception:
        # Sans réponse de Raccord, l'utilisateur entre quand même, sans idPronote.
        return []
"#,
        uai = subject.uai
    )
}

fn applications(subject: &Subject<'_>) -> String {
    let mut text = String::new();
    for (number, prefix) in subject.services.prefixes().iter().enumerate() {
        let (scheme, rest) = prefix.split_once("://").unwrap_or(("https", prefix));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.replace('.', "\\.");
        let path = path.trim_end_matches('/');
        let end = if number == 0 { String::new() } else { format!("-{}", number + 1) };
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "[{}{end}]\nbaseurl=/{path}\nscheme={scheme}\naddr=^{host}$\ntypeaddr=regexp\nfilter=pronote\n\n",
            subject.service(),
        );
    }
    text
}

fn readme(subject: &Subject<'_>) -> String {
    format!(
        "EoleSSO : envoyer idPronote à PRONOTE ({})
D'après sa documentation ; non essayé par nous. Vérifiez que votre version répond à samlValidate.

1. Copiez user_infos/idPronote.py dans /usr/share/sso/user_infos/ et app_filters/pronote_apps.ini dans
   /usr/share/sso/app_filters/.
2. Écrivez le secret du serveur CAS (Raccord : Administration > Serveurs CAS) dans /etc/raccord-cas-secret,
   lisible par EoleSSO seul.
3. Dans /usr/share/sso/app_filters/pronote.ini, faites sortir l'attribut idPronote sous ce nom (voir les
   filtres livrés avec EoleSSO).
4. Redémarrez EoleSSO.

L'identifiant est demandé à la connexion : un changement est vu à la connexion suivante.
",
        subject.uai
    )
}
