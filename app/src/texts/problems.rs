//! What is wrong with a file, in words: what, where, what to do.

use crate::i18n::t_string;
use crate::texts::{I18n, category, list, timetable_trouble};
use domain::problem::{
    BinaryKind, KeyTrouble, OtherKind, Place, Problem, ProblemKind, SealTrouble, Severity, XmlLimit,
};

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// How much it matters, in one word.
    pub severity: String,
    /// What is wrong.
    pub what: String,
    /// Where, when it is one place.
    pub place: Option<String>,
    /// What to do next.
    pub advice: String,
}

/// Both sentences of a kind without values.
macro_rules! plain {
    ($i18n:ident, $key:ident) => {
        (
            t_string!($i18n, problems.$key.what).to_string(),
            t_string!($i18n, problems.$key.advice).to_string(),
        )
    };
    ($i18n:ident, $group:ident.$key:ident) => {
        (
            t_string!($i18n, problems.$group.$key.what).to_string(),
            t_string!($i18n, problems.$group.$key.advice).to_string(),
        )
    };
}

/// Puts a problem into words.
pub fn tell(i18n: I18n, problem: &Problem) -> Told {
    let (what, advice) = sentences(i18n, &problem.kind);
    Told {
        severity: severity(i18n, problem.severity()),
        what,
        place: problem.place.map(|at| place(i18n, at)),
        advice,
    }
}

/// "Bloquant".
pub fn severity(i18n: I18n, severity: Severity) -> String {
    match severity {
        Severity::Blocking => t_string!(i18n, problems.severity.blocking),
        Severity::Warning => t_string!(i18n, problems.severity.warning),
        Severity::Note => t_string!(i18n, problems.severity.note),
    }
    .to_string()
}

/// The text that a problem is about, as written in the file; empty when it is about no text.
pub fn subject(problem: &Problem) -> String {
    use ProblemKind as K;
    match &problem.kind {
        K::UnusualId { id } | K::SharedId { id } | K::SharedAccountId { id } => id.clone(),
        K::UnusableId { text } | K::UnreadableDate { text } => text.clone(),
        K::UnknownCategory { element, .. } => element.clone(),
        K::UnknownProfile { word, .. } => word.clone(),
        K::UaiLetter { uai, .. } => uai.to_string(),
        K::OtherEstablishment { found } => list(found.iter().map(ToString::to_string)),
        _ => String::new(),
    }
}

fn place(i18n: I18n, Place { line, column }: Place) -> String {
    match column {
        Some(column) => {
            t_string!(i18n, import.line_column, line = line, column = column).to_string()
        }
        None => t_string!(i18n, import.line, line = line).to_string(),
    }
}

fn sentences(i18n: I18n, kind: &ProblemKind) -> (String, String) {
    use ProblemKind as K;
    match kind {
        K::Empty => plain!(i18n, empty),
        K::TooLarge { bytes } => {
            let size = bytes / 1_048_576;
            (
                t_string!(i18n, problems.too_large.what, size = size).to_string(),
                t_string!(i18n, problems.too_large.advice).to_string(),
            )
        }
        K::Binary(binary) => match binary {
            BinaryKind::Zip => plain!(i18n, zip),
            BinaryKind::Ole => plain!(i18n, ole),
            BinaryKind::Pdf => plain!(i18n, pdf),
            BinaryKind::Image => plain!(i18n, image),
            BinaryKind::Other => plain!(i18n, binary),
        },
        K::Encrypted(container) => {
            let partners = partners(i18n, &container.partners_but_vendor());
            (
                t_string!(i18n, problems.encrypted.what, partners = partners).to_string(),
                t_string!(i18n, problems.encrypted.advice).to_string(),
            )
        }
        K::Key(trouble) => about_key(i18n, *trouble),
        K::Sealed(trouble) => about_seal(i18n, trouble),
        K::OtherKind(other) => match other {
            OtherKind::SsoReconciliation => plain!(i18n, sso_reconciliation),
            OtherKind::WebPage => plain!(i18n, web_page),
        },
        K::Unrecognised => plain!(i18n, unrecognised),
        K::OtherEstablishment { found } => {
            let found = list(found.iter().map(ToString::to_string));
            (
                t_string!(i18n, problems.other_establishment.what, found = found).to_string(),
                t_string!(i18n, problems.other_establishment.advice).to_string(),
            )
        }
        K::AlreadyLoaded => plain!(i18n, already_loaded),
        K::Doctype => plain!(i18n, doctype),
        K::MalformedXml => plain!(i18n, malformed),
        K::Truncated => plain!(i18n, truncated),
        K::XmlLimit(limit) => match limit {
            XmlLimit::Depth => plain!(i18n, xml_depth),
            XmlLimit::Elements => plain!(i18n, xml_elements),
            XmlLimit::Attributes => plain!(i18n, xml_attributes),
            XmlLimit::AttributeLength => plain!(i18n, xml_attribute_length),
        },
        K::UnknownEntity => plain!(i18n, unknown_entity),
        K::NobodyWithId => plain!(i18n, nobody),
        K::UnknownColumns(_) => plain!(i18n, unknown_columns),
        K::NobodyInList => plain!(i18n, nobody_in_list),
        K::NoRow => plain!(i18n, no_row),
        K::TooManyRows => plain!(i18n, too_many_rows),
        K::OpenQuote => plain!(i18n, open_quote),
        K::ReadAsWindows1252 => plain!(i18n, windows_1252),
        K::Timetable(trouble) => timetable_trouble(i18n, trouble),
        _ => about_people(i18n, kind),
    }
}

/// The problems of single people and of categories.
fn about_people(i18n: I18n, kind: &ProblemKind) -> (String, String) {
    use ProblemKind as K;
    match kind {
        K::UaiLetter { uai, expected } => {
            let (uai, expected) = (uai.to_string(), expected.to_string());
            (
                t_string!(i18n, problems.uai_letter.what, uai = uai, expected = expected)
                    .to_string(),
                t_string!(i18n, problems.uai_letter.advice).to_string(),
            )
        }
        K::UnusualId { id } => (
            t_string!(i18n, problems.unusual_id.what, id = id.clone()).to_string(),
            t_string!(i18n, problems.unusual_id.advice).to_string(),
        ),
        K::UnusableId { text } => (
            t_string!(i18n, problems.unusable_id.what, text = text.clone()).to_string(),
            t_string!(i18n, problems.unusable_id.advice).to_string(),
        ),
        K::SharedId { id } => (
            t_string!(i18n, problems.shared_id.what, id = id.clone()).to_string(),
            t_string!(i18n, problems.shared_id.advice).to_string(),
        ),
        K::WithoutId { category: of, count } => {
            let (of, count) = (category(i18n, *of), *count);
            (
                t_string!(i18n, problems.without_id.what, category = of, count = count).to_string(),
                t_string!(i18n, problems.without_id.advice).to_string(),
            )
        }
        K::UnknownCategory { element, count } => {
            let (element, count) = (element.clone(), *count);
            (
                t_string!(i18n, problems.unknown_category.what, element = element, count = count)
                    .to_string(),
                t_string!(i18n, problems.unknown_category.advice).to_string(),
            )
        }
        K::IncompleteName => plain!(i18n, incomplete_name),
        K::UnreadableDate { text } => (
            t_string!(i18n, problems.unreadable_date.what, text = text.clone()).to_string(),
            t_string!(i18n, problems.unreadable_date.advice).to_string(),
        ),
        K::UnknownProfile { word, count } => {
            let (word, count) = (word.clone(), *count);
            (
                t_string!(i18n, problems.unknown_profile.what, word = word, count = count)
                    .to_string(),
                t_string!(i18n, problems.unknown_profile.advice).to_string(),
            )
        }
        K::NoAccountId => plain!(i18n, no_account_id),
        K::SharedAccountId { id } => (
            t_string!(i18n, problems.shared_account_id.what, id = id.clone()).to_string(),
            t_string!(i18n, problems.shared_account_id.advice).to_string(),
        ),
        // All others are told in `sentences`.
        _ => plain!(i18n, unrecognised),
    }
}

fn about_key(i18n: I18n, trouble: KeyTrouble) -> (String, String) {
    match trouble {
        KeyTrouble::NotAKey => plain!(i18n, key.not_a_key),
        KeyTrouble::Public => plain!(i18n, key.public),
        KeyTrouble::NotRsa => plain!(i18n, key.not_rsa),
        KeyTrouble::NeedsPassword => plain!(i18n, key.needs_password),
        KeyTrouble::WrongPassword => plain!(i18n, key.wrong_password),
        KeyTrouble::LegacyProtection => plain!(i18n, key.legacy),
        KeyTrouble::UnknownProtection => plain!(i18n, key.unknown_protection),
        KeyTrouble::TooCostly => plain!(i18n, key.too_costly),
    }
}

fn about_seal(i18n: I18n, trouble: &SealTrouble) -> (String, String) {
    match trouble {
        SealTrouble::NoEntry { partners: named } => {
            let partners = partners(i18n, named);
            (
                t_string!(i18n, problems.seal.no_entry.what, partners = partners).to_string(),
                t_string!(i18n, problems.seal.no_entry.advice).to_string(),
            )
        }
        SealTrouble::WrongKey { partners: named } => {
            let partners = partners(i18n, named);
            (
                t_string!(i18n, problems.seal.wrong_key.what, partners = partners).to_string(),
                t_string!(i18n, problems.seal.wrong_key.advice).to_string(),
            )
        }
        SealTrouble::DamagedKey => plain!(i18n, seal.damaged_key),
        SealTrouble::DamagedContents => plain!(i18n, seal.damaged_contents),
        SealTrouble::WrongChecksum => plain!(i18n, seal.wrong_checksum),
        SealTrouble::DoesNotInflate => plain!(i18n, seal.does_not_inflate),
        SealTrouble::InflatesTooMuch => plain!(i18n, seal.inflates_too_much),
    }
}

fn partners(i18n: I18n, named: &[String]) -> String {
    if named.is_empty() {
        t_string!(i18n, import.sealed.nobody).to_string()
    } else {
        list(named.iter().cloned())
    }
}
