//! django-cas-server 3.1. Tried.

use super::{Subject, file};
use api::ConfigurationFile;

pub(super) fn files(subject: &Subject<'_>) -> Vec<ConfigurationFile> {
    vec![
        file(format!("raccord_{}.py", subject.uai), module(subject)),
        file("LISEZ-MOI.txt", readme(subject)),
    ]
}

fn module(subject: &Subject<'_>) -> String {
    let url = subject.attributes_url();
    let pattern = subject.services.pattern();
    let service = subject.service();
    format!(
        r#""""idPronote pour PRONOTE ({uai}), demandé à Raccord à chaque ticket.

Dans les réglages de Django, mettez IdPronote devant la classe que vous utilisez déjà :
    class Utilisateur(IdPronote, cas_server.auth.LdapAuthUser): pass
    CAS_AUTH_CLASS = "monprojet.auth.Utilisateur"
Le secret est lu dans la variable d'environnement RACCORD_CAS_SECRET.
"""
import json
import logging
import os
import urllib.parse
import urllib.request

URL = "{url}"
# Secondes. Un utilisateur attend à la porte.
PATIENCE = 2


class IdPronote:
    def attributs(self):
        attributes = dict(super().attributs())
        attributes.pop("password", None)
        attributes.update(id_pronote(self.username))
        return attributes


def id_pronote(username):
    """Les attributs de Raccord. Rien quand il ne répond pas : l'utilisateur entre quand même."""
    request = urllib.request.Request(
        URL + "?" + urllib.parse.urlencode({{"username": username}}),
        headers={{"Authorization": "Bearer " + os.environ["RACCORD_CAS_SECRET"]}},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        logging.getLogger(__name__).warning("Raccord ne répond pas : idPronote n'est pas envoyé")
        return {{}}


def declare_service():
    """À passer une fois (manage.py shell) : PRONOTE est un service, et reçoit idPronote seul."""
    from cas_server.models import ReplaceAttributName, ServicePattern

    pattern, _ = ServicePattern.objects.update_or_create(
        name="{service}", defaults={{"pos": ServicePattern.objects.count(), "pattern": r"{pattern}"}}
    )
    ReplaceAttributName.objects.get_or_create(name="idPronote", replace="", service_pattern=pattern)
"#,
        uai = subject.uai
    )
}

fn readme(subject: &Subject<'_>) -> String {
    let uai = subject.uai;
    format!(
        "django-cas-server 3.1 : envoyer idPronote à PRONOTE ({uai})
Essayé avec django-cas-server 3.1.0.

1. Placez raccord_{uai}.py dans votre projet et mettez IdPronote devant votre classe (voir le fichier).
2. Donnez le secret du serveur CAS (Raccord : Administration > Serveurs CAS) au processus, dans la variable
   d'environnement RACCORD_CAS_SECRET.
3. Une fois : python manage.py shell -c \"import raccord_{uai}; raccord_{uai}.declare_service()\"

L'identifiant est demandé à chaque ticket : un changement est vu aussitôt.
"
    )
}
