//! The list that an address shows. Filters stand in the fragment, which a browser never sends: names
//! and classes are for this screen only, and Back still works.

use domain::category::Category;
use domain::reconciliation::{Cause, Decision, Filter, Flag, Outlook, Show, Sort};
use std::fmt::Write as _;

/// Words of addresses for the values of an enum, both ways.
macro_rules! words {
    ($to:ident, $of:ident: $type:ty, $($value:pat => $word:literal = $made:expr),+ $(,)?) => {
        /// Its word in an address.
        pub const fn $to(value: $type) -> &'static str {
            match value { $($value => $word),+ }
        }

        fn $of(word: &str) -> Option<$type> {
            match word { $($word => Some($made),)+ _ => None }
        }
    };
}

words!(show, of_show: Show,
    Show::Unrecognised => "non-reconnus" = Show::Unrecognised,
    Show::Recognised => "reconnus" = Show::Recognised,
    Show::All => "tous" = Show::All,
    Show::Only(Decision::Automatic) => "automatiques" = Show::Only(Decision::Automatic),
    Show::Only(Decision::Confirmed) => "confirmes" = Show::Only(Decision::Confirmed),
    Show::Only(Decision::Manual) => "choisis" = Show::Only(Decision::Manual),
    Show::Only(Decision::Kept) => "enregistres" = Show::Only(Decision::Kept),
    Show::Only(Decision::Refused) => "refuses" = Show::Only(Decision::Refused),
    Show::Only(Decision::ToReview) => "a-revoir" = Show::Only(Decision::ToReview),
    Show::Only(Decision::Undecided) => "a-decider" = Show::Only(Decision::Undecided),
);
words!(outlook, of_outlook: Outlook,
    Outlook::Certain => "certain" = Outlook::Certain,
    Outlook::Probable => "probable" = Outlook::Probable,
    Outlook::Possible => "possible" = Outlook::Possible,
    Outlook::Nobody => "personne" = Outlook::Nobody,
);
words!(flag, of_flag: Flag,
    Flag::Homonym => "homonyme" = Flag::Homonym,
    Flag::Duplicate => "doublon" = Flag::Duplicate,
    Flag::New => "nouveau" = Flag::New,
    Flag::Moved => "deplace" = Flag::Moved,
    Flag::Gone => "disparu" = Flag::Gone,
);
words!(cause, of_cause: Cause,
    Cause::PupilLeft => "eleve-parti" = Cause::PupilLeft,
    Cause::NotLegal => "non-legal" = Cause::NotLegal,
    Cause::PupilAbsent => "eleve-absent" = Cause::PupilAbsent,
    Cause::Household => "foyer" = Cause::Household,
    Cause::Taken => "pris" = Cause::Taken,
    Cause::Homonyms => "homonymes" = Cause::Homonyms,
    Cause::Spelling => "orthographe" = Cause::Spelling,
    Cause::Unproven => "sans-preuve" = Cause::Unproven,
    Cause::Nobody => "personne" = Cause::Nobody,
);
words!(sort, of_sort: Sort,
    Sort::Useful => "utile" = Sort::Useful,
    Sort::Name => "nom" = Sort::Name,
    Sort::Class => "classe" = Sort::Class,
);

/// The list of a step that a fragment describes; what it does not say is as at first.
pub fn filter_of(category: Category, fragment: &str) -> Filter {
    let mut filter = Filter::new(category, Show::All);
    for part in fragment.trim_start_matches('#').split('&') {
        let Some((key, value)) = part.split_once('=') else { continue };
        let value = decoded(value);
        match key {
            "etat" => filter.show = of_show(&value).unwrap_or(Show::All),
            "texte" => filter.text = value,
            "certitude" => filter.outlook = of_outlook(&value),
            "raison" => filter.reason = Some(value),
            "classe" => filter.class = Some(value),
            "signe" => filter.flag = of_flag(&value),
            "cause" => filter.cause = of_cause(&value),
            "comme" => filter.like = value.parse().ok(),
            "tri" => filter.sort = of_sort(&value).unwrap_or_default(),
            _ => {}
        }
    }
    filter
}

/// The fragment of a list, with its `#`; empty for the list of a step as it is at first.
pub fn fragment_of(filter: &Filter) -> String {
    let mut fragment = String::new();
    let mut put = |key: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let mark = if fragment.is_empty() { '#' } else { '&' };
            // Writing to a text cannot fail.
            let _ = write!(fragment, "{mark}{key}={}", js_sys::encode_uri_component(value));
        }
    };
    put("etat", (filter.show != Show::All).then(|| show(filter.show)));
    put("texte", Some(&filter.text));
    put("certitude", filter.outlook.map(outlook));
    put("raison", filter.reason.as_deref());
    put("classe", filter.class.as_deref());
    put("signe", filter.flag.map(flag));
    put("cause", filter.cause.map(cause));
    put("comme", filter.like.map(|row| row.to_string()).as_deref());
    put("tri", (filter.sort != Sort::default()).then(|| sort(filter.sort)));
    fragment
}

fn decoded(value: &str) -> String {
    let decoded = js_sys::decode_uri_component(value).ok().and_then(|text| text.as_string());
    decoded.unwrap_or_else(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[track_caller]
    fn check(change: impl FnOnce(&mut Filter), expected: &str) {
        let mut filter = Filter::new(Category::Student, Show::All);
        change(&mut filter);
        assert_eq!(fragment_of(&filter), expected);
        assert_eq!(filter_of(Category::Student, expected), filter);
    }

    #[wasm_bindgen_test]
    fn what_is_as_at_first_is_not_said() {
        check(|_| {}, "");
    }

    #[wasm_bindgen_test]
    fn every_filter_comes_back() {
        check(|f| f.text = "zoé & co".to_owned(), "#texte=zo%C3%A9%20%26%20co");
        check(|f| f.show = Show::Only(Decision::ToReview), "#etat=a-revoir");
        check(|f| f.class = Some("6 A".to_owned()), "#classe=6%20A");
        check(|f| (f.like, f.sort) = (Some(12), Sort::Class), "#comme=12&tri=classe");
        check(|f| f.cause = Some(Cause::PupilLeft), "#cause=eleve-parti");
    }

    #[wasm_bindgen_test]
    fn what_makes_no_sense_is_left_out() {
        let filter = filter_of(Category::Student, "#etat=x&tri=&%%%=1&certitude=zzz&nimporte");
        assert_eq!(filter, Filter::new(Category::Student, Show::All));
    }
}
