//! What an error message means: a table of fragments, from what users met. An unknown text has no
//! entry, and says so.

use crate::fold::fold;
use serde::{Deserialize, Serialize};

macro_rules! entries {
    ($($(#[$doc:meta])* $variant:ident = $slug:literal: $fragments:expr),+ $(,)?) => {
        /// A question with its answer.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Entry {
            $($(#[$doc])* $variant),+
        }

        impl Entry {
            /// All of them: the seven questions of the portal's FAQ first, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Names it in an address.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            /// What its messages hold: all parts of one line, without case and accents.
            const fn fragments(self) -> &'static [&'static [&'static str]] {
                match self { $(Self::$variant => $fragments),+ }
            }
        }
    };
}

entries! {
    /// 1. The export function is missing in the client.
    ExportMissing = "export-absent": &[&["exporter les identifiants", "absent"], &["socle", "grise"], &["socle", "absent"]],
    /// 2. The direct address does not work any more.
    DirectAddress = "adresse-directe": &[&["adresse", "directe", "plus"], &["redirige", "portail"], &["erreur 404", "pronote"]],
    /// 3. Many guardians are not recognised.
    Guardians = "responsables": &[&["responsables", "non reconnus"], &["tuteurs", "non reconnus"], &["parents", "non reconnus"]],
    /// 4. CAS sent no `idPronote`.
    NoIdPronote = "idpronote-absent": &[&["idpronote", "aucun attribut"], &["doit etre configure pour renvoyer un attribut"]],
    /// 5. The version did not change: is anything done at the rentrée?
    SameVersion = "rentree-meme-version": &[&["rentree", "meme version"]],
    /// 6. The version changed.
    NewVersion = "nouvelle-version": &[&["version", "changee"], &["version", "mise a jour", "pronote"], &["version", "incompatible", "bloc"]],
    /// 7. Two PRONOTE accounts of one person.
    Duplicate = "comptes-en-double": &[&["deja", "associe"], &["deja", "utilise", "identifiant"], &["identifiant cas", "deja"], &["doublon"]],
    /// The CAS server does not know the service.
    ServiceRefused = "service-refuse": &[&["application", "non autorisee"], &["service", "non autorise"], &["not authorized", "cas"], &["invalid_service"], &["unauthorized", "service"]],
    /// The ticket was used, is too old or for another service.
    Ticket = "ticket-refuse": &[&["invalid_ticket"], &["ticket", "invalide"], &["ticket", "not recognized"], &["ticket", "non reconnu"], &["ticket", "expire"]],
    /// PRONOTE does not reach the CAS server.
    CasUnreachable = "cas-injoignable": &[&["serveur cas", "injoignable"], &["serveur cas", "ne repond pas"], &["connexion", "serveur cas", "impossible"], &["delai", "serveur cas"]],
    /// The console asks for a certificate.
    Certificate = "certificat": &[&["certificat", "absent"], &["certificat", "expire"], &["certificat", "invalide"], &["certificat", "non valide"]],
    /// PRONOTE knows nobody by this identifier.
    UnknownId = "identifiant-inconnu": &[&["identifiant pronote", "inconnu"], &["identifiant", "ne correspond a aucun"], &["utilisateur", "inconnu", "pronote"], &["echec", "identification"]],
    /// The client has another version than the server.
    OldClient = "client-pas-a-jour": &[&["client", "pas a jour"], &["version", "client", "serveur"]],
    /// The publication must be stopped before.
    Publication = "publication": &[&["arreter la publication"], &["base", "non publiee"], &["base", "pas publiee"]],
    /// The file cannot be read: it is for the portal.
    Encrypted = "fichier-chiffre": &[&["chiffre", "kosmos"], &["dechiffr"]],
    /// A pupil is not recognised.
    Pupil = "eleve-non-reconnu": &[&["eleve", "non reconnu"], &["eleve", "pas reconnu"]],
    /// Sessions of the timetable wait in a queue.
    Queue = "file-d-attente": &[&["generation des seances"], &["file d'attente"]],
    /// Accounts of newcomers are missing in the portal.
    LateAccounts = "comptes-en-retard": &[&["identifiants", "pas arrives"], &["compte", "pas encore", "cree"]],
}

/// The answers to one line of text, the surest first: the entry whose message has most of its words in it.
pub fn of_line(line: &str) -> Vec<Entry> {
    let folded = plain(line);
    let matched = |entry: &Entry| {
        let whole =
            entry.fragments().iter().filter(|parts| parts.iter().all(|p| folded.contains(p)));
        whole.map(|parts| parts.iter().map(|part| part.len()).sum::<usize>()).max()
    };
    let mut found: Vec<_> =
        Entry::ALL.iter().filter_map(|entry| Some((matched(entry)?, *entry))).collect();
    found.sort_by(|(a, x), (b, y)| b.cmp(a).then(x.cmp(y)));
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// The surest answer to each line of a list, with the number of lines; `None` for those that no entry
/// knows. Empty lines do not count.
pub fn of_list(text: &str) -> Vec<(Option<Entry>, usize)> {
    let mut counts: Vec<(Option<Entry>, usize)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let entry = of_line(line).first().copied();
        match counts.iter_mut().find(|(counted, _)| *counted == entry) {
            Some((_, count)) => *count += 1,
            None => counts.push((entry, 1)),
        }
    }
    counts.sort_by_key(|(entry, count)| (entry.is_none(), std::cmp::Reverse(*count)));
    counts
}

impl Entry {
    /// The entry of an address.
    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|entry| entry.slug() == slug)
    }
}

/// Folded, typographic apostrophes and spaces as keyboards write them.
fn plain(text: &str) -> String {
    let folded = fold(text).replace('’', "'");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Entry>) {
        assert_eq!(of_line(line).first().copied(), expected, "{line}");
    }

    #[test]
    fn the_message_of_the_faq_is_known_whatever_the_server() {
        check(
            "Échec de l'authentification par le serveur CAS https://cas.nomduprojet.fr : Le serveur \
             CAS doit être configuré pour renvoyer un attribut \"idPronote\". Or aucun attribut n'a \
             été renvoyé.",
            Some(Entry::NoIdPronote),
        );
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        check("OR AUCUN ATTRIBUT N’A ÉTÉ RENVOYÉ (IDPRONOTE)", Some(Entry::NoIdPronote));
        check("Vous devez arrêter   la publication de la base", Some(Entry::Publication));
    }

    #[test]
    fn each_kind_is_told_apart() {
        check(
            "Cet identifiant CAS est déjà associé à un autre utilisateur",
            Some(Entry::Duplicate),
        );
        check("Application non autorisée à utiliser CAS", Some(Entry::ServiceRefused));
        check("<cas:authenticationFailure code=\"INVALID_TICKET\">", Some(Entry::Ticket));
        check("49 utilisateurs rencontrent des échecs d'identification", Some(Entry::UnknownId));
        check("Le serveur CAS ne répond pas", Some(Entry::CasUnreachable));
    }

    #[test]
    fn an_unknown_text_has_no_answer() {
        check("Il fait beau.", None);
        check("", None);
    }

    #[test]
    fn a_list_is_counted_by_cause() {
        let list = "DUPONT : identifiant CAS déjà associé\n\nMARTIN : identifiant CAS déjà associé\n\
                    LEROY : ticket expiré\nautre chose";
        let expected = [(Some(Entry::Duplicate), 2), (Some(Entry::Ticket), 1), (None, 1)];
        assert_eq!(of_list(list), expected);
    }

    #[test]
    fn every_entry_is_reached_by_its_address_and_by_a_message() {
        for &entry in Entry::ALL {
            assert_eq!(Entry::parse(entry.slug()), Some(entry));
            let message = entry.fragments()[0].join(" ");
            assert!(of_line(&message).contains(&entry), "{entry:?}");
        }
    }
}
