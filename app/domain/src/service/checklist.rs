//! What there is to do once, and every year: the lines that administrators tick.

use crate::service::Generation;
use crate::timetable::day::Day;
use serde::{Deserialize, Serialize};

/// Days before the rentrée from which a mark is this year's.
const PREPARED: i32 = 31;

/// One of the three parts of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The portal: once.
    Portal,
    /// PRONOTE delegates to the portal: once.
    Delegation,
    /// Identifiers: every year, and at each arrival.
    Identifiers,
}

macro_rules! items {
    ($($(#[$doc:meta])* $variant:ident = $slug:literal in $part:ident),+ $(,)?) => {
        /// A line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Item {
            $($(#[$doc])* $variant),+
        }

        impl Item {
            /// All of them, in the order of the work.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word by which it is stored and sent.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            /// The part it belongs to.
            pub const fn part(self) -> Part {
                match self { $(Self::$variant => Part::$part),+ }
            }
        }
    };
}

items! {
    /// The three administrator accesses are at hand.
    Accesses = "acces" in Portal,
    /// Création du service.
    ServiceCreated = "service_cree" in Portal,
    /// Configuration du service: its four tabs.
    ServiceSet = "service_configure" in Portal,
    /// Définition des accès.
    AccessDefined = "droits_definis" in Portal,
    /// The PRONOTE block of the home page.
    BlockSet = "bloc_configure" in Portal,
    /// Users know the new direct address.
    UsersTold = "utilisateurs_prevenus" in Delegation,
    /// The certificate of the console is active.
    Certificate = "certificat" in Delegation,
    /// Arrêter la publication.
    PublicationStopped = "publication_arretee" in Delegation,
    /// The CAS server is chosen or typed.
    CasSet = "cas_defini" in Delegation,
    /// How PRONOTE recognises users.
    Identification = "identification" in Delegation,
    /// Number of the establishment and code de rapprochement.
    ExportSet = "export_defini" in Delegation,
    /// The spaces that are published.
    SpacesPublished = "espaces_publies" in Delegation,
    /// Publier la base.
    BasePublished = "base_publiee" in Delegation,
    /// The direct address opens PRONOTE without the portal.
    DirectTried = "adresse_directe_essayee" in Delegation,
    /// Activez la gestion des identifiants ENT.
    CasIdsShown = "identifiants_cas_affiches" in Delegation,
    /// All PRONOTE clients have the server's version.
    ClientsUpdated = "clients_a_jour" in Delegation,
    /// Définition de l'export.
    IdentifiersExported = "identifiants_exportes" in Identifiers,
    /// Importer le fichier, rapprochement des comptes.
    IdentifiersImported = "identifiants_importes" in Identifiers,
    /// Bilan d'import.
    ReportRead = "bilan_consulte" in Identifiers,
    /// Première connexion, by one account of each profile.
    FirstConnection = "premiere_connexion" in Identifiers,
    /// Who takes care of arrivals.
    ArrivalsPlanned = "arrivees_prevues" in Identifiers,
}

impl Item {
    /// The line of a stored word.
    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.slug() == slug)
    }

    /// Whether it is done with PRONOTE servers of this generation.
    pub const fn is_for(self, generation: Generation) -> bool {
        match self {
            Self::PublicationStopped | Self::ExportSet => matches!(generation, Generation::Console),
            _ => true,
        }
    }

    /// Whether a mark of this day still stands: what is done every year is to do again with each
    /// rentrée. Bases are prepared a month before.
    pub fn stands(self, marked: Option<Day>, year_start: Option<Day>) -> bool {
        match (self.part(), marked, year_start) {
            (Part::Identifiers, Some(marked), Some(start)) => marked.since(start) >= -PREPARED,
            _ => true,
        }
    }
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Portal, Self::Delegation, Self::Identifiers];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_word_is_found_again() {
        for &item in Item::ALL {
            assert_eq!(Item::parse(item.slug()), Some(item));
            assert!(item.slug().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        }
        assert_eq!(Item::parse("Acces"), None);
    }

    #[test]
    fn parts_follow_each_other() {
        assert!(Item::ALL.is_sorted_by_key(|item| item.part()));
    }

    #[test]
    fn what_is_done_every_year_is_to_do_again() {
        let (start, last_year, now) =
            (Day::parse("2026-09-01"), Day::parse("2025-09-03"), Day::parse("2026-08-28"));
        assert!(!Item::IdentifiersImported.stands(last_year, start));
        assert!(Item::IdentifiersImported.stands(now, start));
        assert!(Item::IdentifiersImported.stands(last_year, None));
        assert!(Item::BasePublished.stands(last_year, start));
    }

    #[test]
    fn only_the_former_console_stops_the_publication() {
        assert!(Item::PublicationStopped.is_for(Generation::Console));
        assert!(!Item::PublicationStopped.is_for(Generation::Delegation));
    }
}
