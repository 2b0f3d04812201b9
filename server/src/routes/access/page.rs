//! The pages that portal users see: HTML made here, without a script, within a few kilobytes. The
//! words are the portal's own where it has them.

use crate::store::Establishment;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

/// The whole style, within the page: one request less on a phone.
const STYLE: &str = include_str!("page.css");

/// Nothing but this style, our own icon and our own form.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("directives and base64 are visible ASCII")
});

/// Makes the pages of an establishment.
pub(super) struct Page<'a> {
    establishment: Option<&'a Establishment>,
    contact: Option<&'a str>,
}

impl<'a> Page<'a> {
    pub(super) fn new(establishment: Option<&'a Establishment>, contact: Option<&'a str>) -> Self {
        Self { establishment, contact }
    }

    /// Which account it is, what the button does, and the box.
    pub(super) fn first_connection(&self, user: &str) -> Response {
        let body = html! {
            (account(user))
            p {
                "Le bouton ci-dessous vous permet d'accéder à votre compte Pronote sans avoir à vous \
                 identifier. Dans le cas où le compte affiché n'est pas le vôtre, contactez \
                 l'administrateur de votre ENT."
            }
            (self.contact_link())
            form method="post" action=(self.path("")) {
                p.choice {
                    input type="checkbox" id="connu" name="connu" value="oui";
                    label for="connu" {
                        "J'ai pris connaissance de ces informations. Je souhaite accéder directement \
                         au service sans afficher cette page."
                    }
                }
                p { button type="submit" { "Accéder à Pronote.net" } }
            }
            (self.leave())
        };
        self.answer(StatusCode::OK, "Service Pronote avec CAS", &body)
    }

    /// The next page is PRONOTE's. A redirection after a form would have to be allowed to every server
    /// that PRONOTE sends on to.
    pub(super) fn on_the_way(&self, pronote: &str) -> Response {
        let body = html! {
            p { "Vous êtes dirigé vers Pronote." }
            p { a.button href=(pronote) { "Continuer vers Pronote" } }
        };
        refreshed(self.answer(StatusCode::OK, "Accès à Pronote", &body), pronote)
    }

    /// The visit is over: from the start again, which signs in anew. No redirection here either.
    pub(super) fn again(&self) -> Response {
        let start = self.path("");
        let body = html! {
            p { "Votre visite a expiré : vous êtes redirigé vers votre portail." }
            p { a.button href=(start) { "Continuer" } }
        };
        refreshed(self.answer(StatusCode::OK, "Un instant", &body), &start)
    }

    /// The browser did not keep the cookie: going to the portal again would never end.
    pub(super) fn no_cookie(&self) -> Response {
        let body = html! {
            p {
                "Votre navigateur n'a pas gardé le cookie qui permet de vous reconnaître entre deux pages. \
                 Autorisez les cookies pour ce site, ou ouvrez cette adresse dans un autre navigateur."
            }
            p { a.button href=(self.path("")) { "Recommencer" } }
            (self.contact_link())
        };
        self.answer(StatusCode::FORBIDDEN, "Votre navigateur refuse le cookie", &body)
    }

    /// Nobody has linked this account: what PRONOTE would answer with an error about `idPronote`.
    pub(super) fn not_linked(&self, user: &str) -> Response {
        let body = html! {
            (account(user))
            p {
                "Votre compte du portail n'est pas encore relié à un compte Pronote : Pronote ne \
                 pourrait pas vous reconnaître. C'est courant en début d'année et pour les nouveaux \
                 arrivants ; un administrateur de votre établissement doit relier les deux comptes."
            }
            p { "Que faire : signalez-le à l'établissement, puis revenez par le portail." }
            (self.contact_link())
            (self.leave())
        };
        self.answer(StatusCode::FORBIDDEN, "Votre compte n'est pas encore relié à Pronote", &body)
    }

    /// The service is not for this profile.
    pub(super) fn no_right(&self, user: &str) -> Response {
        let body = html! {
            (account(user))
            p {
                "L'établissement n'a pas ouvert ce service à votre profil. Si vous pensez y avoir \
                 droit, demandez aux administrateurs de vous l'ouvrir."
            }
            (self.contact_link())
            (self.leave())
        };
        self.answer(StatusCode::FORBIDDEN, "Ce service n'est pas ouvert à votre profil", &body)
    }

    /// The ticket was used already, or is too old.
    pub(super) fn ticket_refused(&self) -> Response {
        let body = html! {
            p {
                "Le portail n'a pas confirmé votre connexion : elle est trop ancienne, ou cette page a \
                 été rechargée."
            }
            p { a.button href=(self.path("")) { "Recommencer" } }
            (self.contact_link())
        };
        self.answer(StatusCode::FORBIDDEN, "La connexion n'a pas abouti", &body)
    }

    /// The CAS server does not answer, or says what is not understood.
    pub(super) fn portal_fails(&self) -> Response {
        let body = html! {
            p {
                "Le portail ne répond pas comme attendu. Ce n'est pas votre compte qui est en cause : \
                 réessayez dans quelques minutes."
            }
            p { a.button href=(self.path("")) { "Réessayer" } }
            (self.contact_link())
        };
        self.answer(StatusCode::BAD_GATEWAY, "Le portail ne répond pas", &body)
    }

    /// There is nothing at this address.
    pub(super) fn closed(&self) -> Response {
        let body = html! {
            p {
                "Cette adresse ne mène à aucun établissement, ou son accès à Pronote n'est pas encore \
                 réglé. Vérifiez l'adresse, ou entrez par votre portail."
            }
        };
        self.answer(StatusCode::NOT_FOUND, "Page introuvable", &body)
    }

    /// Our own fault.
    pub(super) fn out_of_order(&self) -> Response {
        let body = html! { p { "Le service est momentanément indisponible. Réessayez dans quelques minutes." } };
        self.answer(StatusCode::SERVICE_UNAVAILABLE, "Service indisponible", &body)
    }

    fn answer(&self, status: StatusCode, title: &str, body: &Markup) -> Response {
        let page = html! {
            (DOCTYPE)
            html lang="fr" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) }
                    link rel="icon" href="/icon.svg";
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    main {
                        @if let Some(establishment) = self.establishment {
                            p.place { (establishment.name) }
                        }
                        h1 { (title) }
                        (body)
                    }
                }
            }
        };
        // Without it the form's origin would be "null", and every press another site's.
        let referrer = HeaderValue::from_static("same-origin");
        let headers = [
            (header::CONTENT_SECURITY_POLICY, POLICY.clone()),
            (header::REFERRER_POLICY, referrer),
        ];
        (status, headers, Html(page.into_string())).into_response()
    }

    fn contact_link(&self) -> Markup {
        let Some(contact) = self.contact else {
            return html! { p { "Adressez-vous aux administrateurs de votre ENT." } };
        };
        let address =
            if contact.contains("://") { contact.to_owned() } else { format!("mailto:{contact}") };
        html! { p { a href=(address) { "Contacter les administrateurs de votre ENT" } } }
    }

    fn leave(&self) -> Markup {
        html! { p.leave { a href=(self.path("/sortie")) { "Ce n'est pas mon compte : me déconnecter" } } }
    }

    fn path(&self, rest: &str) -> String {
        let uai = self.establishment.map_or("", |establishment| establishment.uai.as_str());
        format!("/acces/{uai}{rest}")
    }
}

/// Goes on by itself.
fn refreshed(mut response: Response, address: &str) -> Response {
    if let Ok(value) = HeaderValue::try_from(format!("0; url={address}")) {
        response.headers_mut().insert(header::REFRESH, value);
    }
    response
}

fn account(user: &str) -> Markup {
    html! { p.account { "Compte du portail : " strong { (user) } } }
}
