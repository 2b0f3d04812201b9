//! What columns hold, and what a table lacks, in words.

use crate::i18n::t_string;
use crate::texts::I18n;
use domain::files::columns::Column;
use domain::files::layout::Missing;

/// "Nom et prénom".
pub fn column(i18n: I18n, column: Column) -> String {
    match column {
        Column::EntId => t_string!(i18n, import.columns.ent_id),
        Column::Login => t_string!(i18n, import.columns.login),
        Column::LastName => t_string!(i18n, import.columns.last_name),
        Column::FirstName => t_string!(i18n, import.columns.first_name),
        Column::FullName => t_string!(i18n, import.columns.full_name),
        Column::OtherLastName => t_string!(i18n, import.columns.other_last_name),
        Column::Civility => t_string!(i18n, import.columns.civility),
        Column::Profile => t_string!(i18n, import.columns.profile),
        Column::Class => t_string!(i18n, import.columns.class),
        Column::BirthDate => t_string!(i18n, import.columns.birth_date),
        Column::Establishment => t_string!(i18n, import.columns.establishment),
        Column::Uai => t_string!(i18n, import.columns.uai),
        Column::Children => t_string!(i18n, import.columns.children),
        Column::ChildFirstName => t_string!(i18n, import.columns.child_first_name),
        Column::ChildLastName => t_string!(i18n, import.columns.child_last_name),
        Column::Parents => t_string!(i18n, import.columns.parents),
        Column::ParentId => t_string!(i18n, import.columns.parent_id),
        Column::NationalId => t_string!(i18n, import.columns.national_id),
        Column::SiecleId => t_string!(i18n, import.columns.siecle_id),
        Column::Password => t_string!(i18n, import.columns.password),
        Column::PronoteId => t_string!(i18n, import.columns.pronote_id),
        Column::CasId => t_string!(i18n, import.columns.cas_id),
    }
    .to_string()
}

/// "la colonne « Identifiant PRONOTE »".
pub fn missing(i18n: I18n, missing: Missing) -> String {
    match missing {
        Missing::Names => t_string!(i18n, import.layout.missing_names),
        Missing::PronoteId => t_string!(i18n, import.layout.missing_pronote_id),
        Missing::AccountId => t_string!(i18n, import.layout.missing_account_id),
        Missing::Category => t_string!(i18n, import.layout.missing_category),
    }
    .to_string()
}
