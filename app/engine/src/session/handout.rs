//! The accounts to hand out. They stand beside the import, never in it: passwords are only here, and
//! nothing of the linkage sees them.

use super::Session;
use crate::views::{count, full_name};
use domain::files::fingerprint::Fingerprint;
use domain::handout::{Handout, HandoutFilter, Holder, csv, fill, missing};
use domain::linkage::Link;
use domain::person::{EntAccount, Login, PronoteAccount};
use engine::{
    Answer, Failure, HandoutAnswer, HandoutRequest, HandoutView, HolderRow, HolderRows, LetterView,
    MissingView,
};

/// What is loaded to be handed out.
#[derive(Default)]
pub struct HandoutDesk {
    current: Option<(String, Handout)>,
    earlier: Vec<(String, Handout)>,
    /// Whose letters were asked for last.
    lettered: Vec<usize>,
}

impl Session {
    /// Takes a file that was read.
    pub fn add_handout(
        &mut self,
        name: String,
        fingerprint: Fingerprint,
        earlier: bool,
        read: Handout,
    ) -> Answer {
        if read.problems.is_blocking() {
            let view = crate::views::refused_file(name, fingerprint, &read.problems);
            return Answer::Handout(HandoutAnswer::Refused(Box::new(view)));
        }
        let desk = &mut self.handout;
        if earlier {
            desk.earlier.push((name, read));
        } else {
            desk.current = Some((name, read));
            desk.lettered.clear();
        }
        overview(desk)
    }

    /// Answers the screen, but for what takes long.
    pub(super) fn hand_out(&mut self, request: HandoutRequest) -> Result<Answer, Failure> {
        let desk = &mut self.handout;
        let answer = match request {
            HandoutRequest::Overview => return Ok(overview(desk)),
            HandoutRequest::Wipe => {
                *desk = HandoutDesk::default();
                return Ok(overview(desk));
            }
            HandoutRequest::Printed => {
                let lettered = std::mem::take(&mut desk.lettered);
                if let Some((_, current)) = &mut desk.current {
                    current.printed(&lettered);
                }
                return Ok(overview(desk));
            }
            HandoutRequest::Rows { filter, offset, limit } => {
                HandoutAnswer::Rows(desk.rows(&filter, offset, limit))
            }
            HandoutRequest::Letters { filter, model, establishment } => {
                desk.lettered = desk.select(&filter);
                HandoutAnswer::Letters(desk.letters(&model, &establishment))
            }
            HandoutRequest::Table { filter, heading } => {
                let places = desk.select(&filter);
                let current = desk.current.as_ref().ok_or(Failure::OutOfOrder)?;
                HandoutAnswer::File(csv(&current.1, &places, heading).into_bytes())
            }
            HandoutRequest::Load { .. } | HandoutRequest::Missing => {
                return Err(Failure::OutOfOrder);
            }
        };
        Ok(Answer::Handout(answer))
    }

    /// What is compared to find who has no account: both sides, without passwords. Nothing while a
    /// side is missing.
    pub fn to_compare(&self) -> Option<(Vec<PronoteAccount>, Vec<EntAccount>)> {
        let pronote = self.import().ok()?.sources.pronote();
        let (_, current) = self.handout.current.as_ref()?;
        (!pronote.is_empty()).then(|| (pronote, current.accounts()))
    }
}

/// Who has no account, by the linkage of both sides.
pub fn who_is_missing(pronote: &[PronoteAccount], links: &[Link]) -> Answer {
    let view = |one: domain::handout::Missing<'_>| MissingView {
        name: full_name(&one.account.identity),
        category: one.account.category,
        class: one.account.class.as_ref().map(ToString::to_string),
        resembles: one.resembles,
    };
    let views = missing(pronote, links).into_iter().map(view).collect();
    Answer::Handout(HandoutAnswer::Missing(Some(views)))
}

impl HandoutDesk {
    fn earlier(&self) -> Vec<&Handout> {
        self.earlier.iter().map(|(_, handout)| handout).collect()
    }

    fn select(&self, filter: &HandoutFilter) -> Vec<usize> {
        let current = self.current.as_ref();
        current.map(|(_, current)| current.select(filter, &self.earlier())).unwrap_or_default()
    }

    fn holder(&self, place: usize) -> Option<&Holder> {
        self.current.as_ref().and_then(|(_, current)| current.holders.get(place))
    }

    fn rows(&self, filter: &HandoutFilter, offset: u32, limit: u32) -> HolderRows {
        let places = self.select(filter);
        let [offset, limit] = [offset, limit].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let row = |holder: &Holder| HolderRow {
            name: full_name(&holder.identity),
            category: holder.category.ok_or_else(|| holder.profile.to_string()),
            class: holder.class.as_ref().map(ToString::to_string),
            login: holder.login.as_ref().map(Login::as_str).map(str::to_owned),
            has_password: !holder.password.is_empty(),
            printed: holder.printed,
        };
        let shown = places.iter().skip(offset).take(limit);
        let rows = shown.filter_map(|&place| self.holder(place)).map(row).collect();
        HolderRows { total: count(places.len()), rows }
    }

    fn letters(&self, model: &str, establishment: &str) -> Vec<LetterView> {
        let letter = |holder: &Holder| LetterView {
            class: holder.class.as_ref().map(ToString::to_string),
            text: fill(model, holder, establishment),
        };
        self.lettered.iter().filter_map(|&place| self.holder(place)).map(letter).collect()
    }
}

fn overview(desk: &HandoutDesk) -> Answer {
    let earlier = desk.earlier.iter().map(|(name, _)| name.clone()).collect();
    let Some((name, current)) = &desk.current else {
        let view = HandoutView { earlier, ..HandoutView::default() };
        return Answer::Handout(HandoutAnswer::Overview(view));
    };
    let mut counts = [0; 6];
    for category in current.holders.iter().filter_map(|holder| holder.category) {
        counts[category.index()] += 1;
    }
    let fresh = HandoutFilter { only_new: true, ..HandoutFilter::default() };
    let with = |wanted: fn(&Holder) -> bool| {
        count(current.holders.iter().filter(|holder| wanted(holder)).count())
    };
    Answer::Handout(HandoutAnswer::Overview(HandoutView {
        name: Some(name.clone()),
        earlier,
        total: count(current.holders.len()),
        counts,
        fresh: count(desk.select(&fresh).len()),
        printed: with(|holder| holder.printed),
        with_password: with(|holder| !holder.password.is_empty()),
        classes: current.classes(),
    }))
}

#[cfg(test)]
#[path = "handout_tests.rs"]
mod tests;
