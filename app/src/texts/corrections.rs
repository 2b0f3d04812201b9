//! What was put right in an address.

use crate::i18n::t_string;
use crate::texts::I18n;
use domain::service::Correction as C;

/// A correction.
pub fn correction(i18n: I18n, correction: C) -> String {
    match correction {
        C::AddedScheme => t_string!(i18n, services.corrected.scheme),
        C::UnwrappedRedirect => t_string!(i18n, services.corrected.redirect),
        C::LoweredHost => t_string!(i18n, services.corrected.host),
        C::DroppedCasPage => t_string!(i18n, services.corrected.cas_page),
        C::DroppedPronotePage => t_string!(i18n, services.corrected.pronote_page),
        C::DroppedQuery => t_string!(i18n, services.corrected.query),
        C::DroppedStars => t_string!(i18n, services.corrected.stars),
        C::AddedFolder => t_string!(i18n, services.corrected.folder),
    }
    .to_string()
}
