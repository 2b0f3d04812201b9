//! What each line of the set-up is, and what there is to know about it.

use crate::i18n::t_string;
use crate::texts::I18n;
use domain::service::checklist::{Item, Part};

/// Its name.
pub fn title(i18n: I18n, item: Item) -> String {
    match item {
        Item::Accesses => t_string!(i18n, guide.items.accesses),
        Item::ServiceCreated => t_string!(i18n, guide.items.service_created),
        Item::ServiceSet => t_string!(i18n, guide.items.service_set),
        Item::AccessDefined => t_string!(i18n, guide.items.access_defined),
        Item::BlockSet => t_string!(i18n, guide.items.block_set),
        Item::UsersTold => t_string!(i18n, guide.items.users_told),
        Item::Certificate => t_string!(i18n, guide.items.certificate),
        Item::PublicationStopped => t_string!(i18n, guide.items.publication_stopped),
        Item::CasSet => t_string!(i18n, guide.items.cas_set),
        Item::Identification => t_string!(i18n, guide.items.identification),
        Item::ExportSet => t_string!(i18n, guide.items.export_set),
        Item::SpacesPublished => t_string!(i18n, guide.items.spaces_published),
        Item::BasePublished => t_string!(i18n, guide.items.base_published),
        Item::DirectTried => t_string!(i18n, guide.items.direct_tried),
        Item::CasIdsShown => t_string!(i18n, guide.items.cas_ids_shown),
        Item::ClientsUpdated => t_string!(i18n, guide.items.clients_updated),
        Item::IdentifiersExported => t_string!(i18n, guide.items.identifiers_exported),
        Item::IdentifiersImported => t_string!(i18n, guide.items.identifiers_imported),
        Item::ReportRead => t_string!(i18n, guide.items.report_read),
        Item::FirstConnection => t_string!(i18n, guide.items.first_connection),
        Item::ArrivalsPlanned => t_string!(i18n, guide.items.arrivals_planned),
    }
    .to_string()
}

/// How it is done, and why.
pub fn about(i18n: I18n, item: Item) -> String {
    match item {
        Item::Accesses => t_string!(i18n, guide.about.accesses),
        Item::ServiceCreated => t_string!(i18n, guide.about.service_created),
        Item::ServiceSet => t_string!(i18n, guide.about.service_set),
        Item::AccessDefined => t_string!(i18n, guide.about.access_defined),
        Item::BlockSet => t_string!(i18n, guide.about.block_set),
        Item::UsersTold => t_string!(i18n, guide.about.users_told),
        Item::Certificate => t_string!(i18n, guide.about.certificate),
        Item::PublicationStopped => t_string!(i18n, guide.about.publication_stopped),
        Item::CasSet => t_string!(i18n, guide.about.cas_set),
        Item::Identification => t_string!(i18n, guide.about.identification),
        Item::ExportSet => t_string!(i18n, guide.about.export_set),
        Item::SpacesPublished => t_string!(i18n, guide.about.spaces_published),
        Item::BasePublished => t_string!(i18n, guide.about.base_published),
        Item::DirectTried => t_string!(i18n, guide.about.direct_tried),
        Item::CasIdsShown => t_string!(i18n, guide.about.cas_ids_shown),
        Item::ClientsUpdated => t_string!(i18n, guide.about.clients_updated),
        Item::IdentifiersExported => t_string!(i18n, guide.about.identifiers_exported),
        Item::IdentifiersImported => t_string!(i18n, guide.about.identifiers_imported),
        Item::ReportRead => t_string!(i18n, guide.about.report_read),
        Item::FirstConnection => t_string!(i18n, guide.about.first_connection),
        Item::ArrivalsPlanned => t_string!(i18n, guide.about.arrivals_planned),
    }
    .to_string()
}

/// A part of the work.
pub fn part(i18n: I18n, part: Part) -> String {
    match part {
        Part::Portal => t_string!(i18n, guide.part_portal),
        Part::Delegation => t_string!(i18n, guide.part_delegation),
        Part::Identifiers => t_string!(i18n, guide.part_identifiers),
    }
    .to_string()
}
