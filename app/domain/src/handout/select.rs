//! Who is shown, printed or written out.

use super::{Handout, Holder};
use crate::category::Category;
use crate::fold::fold;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoutFilter {
    /// One category.
    pub category: Option<Category>,
    /// One class.
    pub class: Option<String>,
    /// Only those who are not in the earlier files.
    pub only_new: bool,
    /// Only those whose letter is not printed.
    pub not_printed: bool,
    /// Words that names, logins or classes begin with.
    pub text: String,
}

impl Handout {
    /// The places of those who pass, in the order of the list.
    pub fn select(&self, filter: &HandoutFilter, earlier: &[&Handout]) -> Vec<usize> {
        let known: HashSet<&str> = if filter.only_new {
            earlier.iter().flat_map(|file| &file.holders).map(Holder::key).collect()
        } else {
            HashSet::new()
        };
        let words: Vec<String> = fold(&filter.text).split_whitespace().map(str::to_owned).collect();
        let passes = |(_, holder): &(usize, &Holder)| {
            filter.category.is_none_or(|category| holder.category == Some(category))
                && filter
                    .class
                    .as_deref()
                    .is_none_or(|class| holder.class.as_deref() == Some(class))
                && !(filter.only_new && known.contains(holder.key()))
                && !(filter.not_printed && holder.printed)
                && words.iter().all(|word| has_word(holder, word))
        };
        self.holders.iter().enumerate().filter(passes).map(|(place, _)| place).collect()
    }
}

fn has_word(holder: &Holder, beginning: &str) -> bool {
    let login = holder.login.as_ref().map(crate::person::Login::as_str);
    let texts = [
        Some(holder.identity.last_name.as_str()),
        Some(holder.identity.first_name.as_str()),
        login,
        holder.class.as_deref(),
    ];
    let mut texts = texts.into_iter().flatten().map(fold);
    texts.any(|text| text.split([' ', '-', '\'']).any(|word| word.starts_with(beginning)))
}
