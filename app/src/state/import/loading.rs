//! Files into the engine, and their linkage.

use super::ImportState;
use super::validating::NotDone;
use crate::api::{self};
use crate::engine::Silence;
use crate::files::{self, Given, NotRead};
use crate::wire;
use ::engine::{Answer, CheckView, Failure, FileView, Opening, Request, StoredPair, WordView};
use domain::category::Category;
use domain::files::layout::Layout;
use domain::reconciliation::{Concern, Mode, Portal};
use futures_util::future;
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use std::collections::VecDeque;

/// A file that was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// The engine says why.
    ByEngine(FileView),
    /// Too large to be opened: its name.
    TooLarge(String),
    /// The browser could not read it: its name.
    Unreadable(String),
    /// The user gave it up: its name.
    GivenUp(String),
}

/// Long work in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// A file of this name is read.
    Reading(String),
    /// The accounts are linked.
    Linking,
}

impl ImportState {
    /// Begins an import for an establishment, unless this tab has one for it already.
    pub async fn open(self, uai: &str) -> Result<(), NotDone> {
        if self.is_open_for(uai) {
            return Ok(());
        }
        self.openings.update_value(|openings| *openings += 1);
        let opening = self.openings.get_value();
        let (status, (revision, stock)) =
            future::try_join(api::status(uai), api::mappings(uai)).await?;
        if self.openings.get_value() != opening {
            return Ok(());
        }
        let establishment = status.establishment;
        let begun = status.open_import.filter(|import| !import.steps.is_empty());
        let steps = begun.iter().flat_map(|import| &import.steps);
        let opening = Opening {
            uai: establishment.uai.clone(),
            cas_key: wire::cas_key(establishment.cas_key),
            login_salt: establishment.login_salt.clone().unwrap_or_default(),
            stock: stored_pairs(stock),
            validated: steps.map(|step| wire::category(step.category)).collect(),
            last_import: status.last_import.map(|import| import.started_at),
        };
        self.forget();
        self.revision.set(revision);
        self.mode.set(begun.as_ref().map(|import| wire::mode(import.mode)));
        self.server_import.set(begun);
        self.establishment.set(Some(establishment));
        // Files can be chosen while the engine is still on its way: it takes its questions in order.
        let engine = self.engine;
        leptos::task::spawn_local(async move {
            let _ = self.show(engine.ask(Request::Open(opening)).await);
        });
        Ok(())
    }

    /// Hands files to the engine, one after the other, after those that were given before.
    pub async fn load(self, given: Vec<Given>) {
        self.given.update(|waiting| waiting.extend(given));
        // Whatever is read now is followed by them.
        if self.job.with_untracked(Option::is_none) {
            self.read_given().await;
        }
    }

    async fn read_given(self) {
        let next = || self.given.try_update(VecDeque::pop_front).flatten();
        while let Some(Given { name, modified, bytes }) = next() {
            let buffer = match bytes {
                Ok(buffer) => buffer,
                Err(NotRead::TooLarge) => {
                    self.refuse(Refused::TooLarge(name));
                    continue;
                }
                Err(NotRead::Unreadable) => {
                    self.refuse(Refused::Unreadable(name));
                    continue;
                }
            };
            let load = self.engine.load(name.clone(), modified, buffer);
            self.answer_file(name, load).await;
        }
    }

    /// Opens a waiting file with the private key of its addressee.
    pub async fn unlock(self, waiting: u32, name: String, key: ArrayBuffer, password: String) {
        self.answer_file(name, self.engine.unlock(waiting, key, password)).await;
        self.read_given().await;
    }

    /// Reads a waiting table with the layout that was chosen.
    pub async fn read_as(self, waiting: u32, name: String, layout: Layout) {
        self.answer_file(name, self.engine.read(waiting, layout)).await;
        self.read_given().await;
    }

    /// Asks what does not make sense in this mode. What a person has checked stays checked as long as
    /// nothing else turns up.
    pub async fn check(self, mode: Mode) {
        let answer = self.engine.ask(Request::Check { mode }).await;
        if let Ok(Answer::Check(check)) = answer {
            let before = self.check.get_untracked();
            if before.is_none_or(|before| before.concerns != check.concerns) {
                self.checked.set(false);
            }
            self.check.set(Some(*check));
        }
    }

    /// Whether something serious waits for a person's word.
    pub fn is_doubtful(self) -> bool {
        let serious = |check: &CheckView| check.concerns.iter().any(Concern::is_serious);
        !self.checked.get() && self.check.with(|check| check.as_ref().is_some_and(serious))
    }

    /// Takes the people of one of a file's establishments; of all for `None`.
    pub async fn take_school(self, source: u32, school: Option<u32>) {
        let _ = self.show(self.engine.ask(Request::TakeSchool { source, school }).await);
    }

    /// Says whether the establishment has changed its portal.
    pub async fn change_portal(self, portal: Portal) {
        let _ = self.show(self.engine.ask(Request::ChangePortal(portal)).await);
    }

    /// Says whether a file holds the former portal's accounts.
    pub async fn mark_former(self, source: u32, is_former: bool) {
        let _ = self.show(self.engine.ask(Request::FormerAccounts { source, is_former }).await);
    }

    /// Says which category an unknown word stands for.
    pub async fn say(self, word: WordView, category: Option<Category>) {
        let WordView { side, word, .. } = word;
        let _ = self.show(self.engine.ask(Request::Say { side, word, category }).await);
    }

    /// Forgets a waiting file.
    pub async fn dismiss(self, waiting: u32) {
        let _ = self.show(self.engine.ask(Request::Dismiss { waiting }).await);
    }

    /// Loads the files of the invented school.
    pub async fn load_demonstration(self) -> Result<(), NotDone> {
        let mut given = Vec::new();
        for name in ["IdPN_To_KOSMOS.xml", "comptes-ent.csv"] {
            let bytes = api::own_file(&format!("/demo/{name}")).await?;
            let bytes = Ok(files::buffer(&bytes));
            given.push(Given { name: name.to_owned(), modified: None, bytes });
        }
        self.load(given).await;
        Ok(())
    }

    /// Takes a file out.
    pub async fn unload(self, source: u32) {
        let _ = self.show(self.engine.ask(Request::Unload { source }).await);
    }

    /// Links what is loaded. `false` when it was given up or could not be done.
    pub async fn link(self, mode: Mode) -> bool {
        self.job.set(Some(Job::Linking));
        let done = self.show(self.engine.ask(Request::Link { mode }).await).is_ok();
        self.job.set(None);
        done
    }

    /// Waits for what a file turned out to be, and shows it.
    async fn answer_file(
        self,
        name: String,
        answer: impl Future<Output = Result<Answer, Silence>>,
    ) {
        self.job.set(Some(Job::Reading(name.clone())));
        match answer.await {
            Ok(Answer::File(file)) if file.source.is_none() && file.waiting.is_none() => {
                self.refuse(Refused::ByEngine(*file));
            }
            Err(Silence::Failed(Failure::Cancelled)) => self.refuse(Refused::GivenUp(name)),
            _ => {}
        }
        let _ = self.show(self.engine.ask(Request::Overview).await);
        self.job.set(None);
    }

    fn refuse(self, refused: Refused) {
        self.refused.update(|all| all.insert(0, refused));
    }
}

pub(super) fn stored_pairs(stock: Vec<::api::StoredMapping>) -> Vec<StoredPair> {
    let pair = |stored: ::api::StoredMapping| StoredPair {
        category: wire::category(stored.category),
        ent_key: stored.pair.ent_key,
        pronote_id: stored.pair.pronote_id,
    };
    stock.into_iter().map(pair).collect()
}
