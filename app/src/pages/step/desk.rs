//! What the parts of a step's screen share: the list, the open person, and every act, so that a key
//! and a button do the same.

use super::address::{filter_of, fragment_of};
use crate::components::candidate_card::{Choice, held_by, no_key};
use crate::i18n::{t_string, use_i18n};
use crate::routes;
use crate::state::import::{ImportState, use_import};
use crate::texts::{I18n, counts};
use ::engine::{Act, DetailView, DoneView, RefusalView};
use domain::category::Category;
use domain::reconciliation::{Decision, Filter, Scope, Show, Way};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

/// The screen of a step.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The establishment.
    pub uai: Signal<String>,
    /// The step.
    pub category: Category,
    /// The list that the address shows.
    pub filter: Memo<Filter>,
    /// The row whose panel is open.
    pub row: Memo<Option<u32>>,
    /// The person of the panel.
    pub detail: RwSignal<Option<DetailView>>,
    /// What was done last, to be said.
    pub said: RwSignal<String>,
    /// Why the last act was not done.
    pub refusal: RwSignal<Option<String>>,
    /// An account that somebody holds, to be taken knowingly.
    pub exchange: RwSignal<Option<Choice>>,
    /// Asks the search field to take the focus.
    pub search: Trigger,
    import: ImportState,
    i18n: I18n,
    navigate: StoredValue<Navigate, LocalStorage>,
    fragment: Memo<String>,
}

impl Desk {
    /// Made once for the screen of a step.
    pub fn new(uai: Signal<String>, category: Category) -> Self {
        let (query, location) = (use_query_map(), use_location());
        let navigate = use_navigate();
        let fragment = location.hash;
        let desk = Self {
            uai,
            category,
            filter: Memo::new(move |_| filter_of(category, &fragment.get())),
            row: Memo::new(move |_| {
                query.with(|query| query.get(routes::ROW).and_then(|row| row.parse().ok()))
            }),
            detail: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            refusal: RwSignal::new(None),
            exchange: RwSignal::new(None),
            search: Trigger::new(),
            import: use_import(),
            i18n: use_i18n(),
            navigate: StoredValue::new_local(Box::new(navigate)),
            fragment,
        };
        desk.follow_the_row();
        desk
    }

    /// The address of the panel of a row, the list as it is.
    pub fn href(self, row: u32) -> String {
        let address = routes::row(&self.uai.get(), self.category, row);
        format!("{address}{}", self.fragment.get())
    }

    /// The address of the lists without a panel.
    pub fn href_of_lists(self) -> String {
        format!("{}{}", routes::step(&self.uai.get(), self.category), self.fragment.get())
    }

    /// The address of another list, the panel as it is.
    pub fn href_of_list(self, filter: &Filter) -> String {
        let uai = self.uai.get();
        let address = match self.row.get() {
            Some(row) => routes::row(&uai, self.category, row),
            None => routes::step(&uai, self.category),
        };
        format!("{address}{}", fragment_of(filter))
    }

    /// Shows another list while it is typed: not a step in the browser's history.
    pub fn filter_as_typed(self, filter: &Filter) {
        self.go_to(&untrack(|| self.href_of_list(filter)), true);
    }

    /// One of the two lists: those recognised, or those not.
    pub fn list(self, show: Show) -> Filter {
        list_of(self.filter.get(), show)
    }

    /// The candidate that one key accepts: the n-th that is shown.
    pub fn candidate(self, number: usize) -> Option<Choice> {
        self.detail.with_untracked(|detail| {
            let candidate = detail.as_ref()?.candidates.get(number)?;
            let usable = candidate.account.no_key.is_none();
            usable.then(|| (candidate.account.clone(), candidate.holder.clone()))
        })
    }

    /// Takes an account for the open person; asks first when somebody holds it.
    pub fn choose(self, (account, holder): Choice) {
        if holder.is_some() {
            self.exchange.set(Some((account, holder)));
        } else {
            self.act(Act::Accept { account: account.account }, false);
        }
    }

    /// Takes the account that was asked about.
    pub fn exchange_it(self) {
        if let Some((account, _)) = self.exchange.get_untracked() {
            self.act(Act::Accept { account: account.account }, true);
        }
    }

    /// Decides about the open person. When it waited, the next one that waits is opened.
    pub fn act(self, act: Act, exchange: bool) {
        let Some(detail) = self.detail.get_untracked() else { return };
        let waited = !detail.row.decision.is_recognised();
        let show = if waited { Show::Unrecognised } else { Show::Recognised };
        let filter = list_of(self.filter.get_untracked(), show);
        let done = self.told(act, &detail);
        self.refusal.set(None);
        leptos::task::spawn_local(async move {
            match self.import.act(detail.row.row, act, exchange, filter).await {
                Ok(DoneView { row: Some((category, next)), .. }) if waited => {
                    self.said.set(done);
                    self.open(category, next, true);
                }
                Ok(_) => {
                    let end = if waited { t_string!(self.i18n, step.all_done) } else { "" };
                    self.said.set(format!("{done} {end}"));
                }
                Err(Some(refusal)) => self.refusal.set(Some(refused(self.i18n, &refusal))),
                Err(None) => {}
            }
        });
    }

    /// Does many at once.
    pub fn accept_all(self, scope: Scope) {
        leptos::task::spawn_local(async move {
            if let Some(done) = self.import.accept_all(scope).await {
                self.said.set(counts::accepted(self.i18n, done.changed));
            }
        });
    }

    /// Takes the last act back and goes where it was.
    pub fn undo(self) {
        leptos::task::spawn_local(async move {
            let done = self.import.undo().await;
            self.gone_back(done, t_string!(self.i18n, step.done_undo).to_string());
        });
    }

    /// Does it again and goes where it is.
    pub fn redo(self) {
        leptos::task::spawn_local(async move {
            let done = self.import.redo().await;
            self.gone_back(done, t_string!(self.i18n, step.done_redo).to_string());
        });
    }

    /// Opens the row beside the open one; without one, the first or the last that waits.
    pub fn go(self, way: Way) {
        let open = self.row.get_untracked();
        let recognised = self.detail.with_untracked(|detail| {
            detail.as_ref().is_some_and(|detail| detail.row.decision.is_recognised())
        });
        let show = if recognised { Show::Recognised } else { Show::Unrecognised };
        let filter = list_of(self.filter.get_untracked(), show);
        let way = match (open, way) {
            (None, Way::Next) => Way::First,
            (None, Way::Previous) => Way::Last,
            (_, way) => way,
        };
        leptos::task::spawn_local(async move {
            if let Some(row) = self.import.beside(filter, open.unwrap_or(0), way).await {
                self.open(self.category, row, open.is_some());
            }
        });
    }

    /// Opens the panel of a row of the lists.
    pub fn open_row(self, row: u32) {
        self.open(self.category, row, self.row.get_untracked().is_some());
    }

    /// Closes the panel.
    pub fn close(self) {
        if self.row.get_untracked().is_some() {
            self.go_to(&untrack(|| self.href_of_lists()), false);
        }
    }

    fn open(self, category: Category, row: u32, replace: bool) {
        let uai = self.uai.get_untracked();
        let fragment =
            if category == self.category { self.fragment.get_untracked() } else { String::new() };
        self.go_to(&format!("{}{fragment}", routes::row(&uai, category, row)), replace);
    }

    fn go_to(self, address: &str, replace: bool) {
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        self.navigate.with_value(|navigate| navigate(address, options));
    }

    fn gone_back(self, done: Option<DoneView>, told: String) {
        let Some(done) = done else { return };
        self.said.set(told);
        if let Some((category, row)) = done.row.filter(|_| done.changed <= 2) {
            self.open(category, row, true);
        }
    }

    fn told(self, act: Act, detail: &DetailView) -> String {
        let name = name_of(detail);
        let i18n = self.i18n;
        match act {
            Act::Accept { .. } => t_string!(i18n, step.done_accept, name = name).to_string(),
            Act::Refuse => t_string!(i18n, step.done_refuse, name = name).to_string(),
            Act::Review => t_string!(i18n, step.done_review, name = name).to_string(),
            Act::Reset => t_string!(i18n, step.done_reset, name = name).to_string(),
        }
    }

    /// Asks the engine for the person of the panel, again after each act.
    fn follow_the_row(self) {
        Effect::new(move || {
            self.import.overview.track();
            let Some(row) = self.row.get() else { return self.detail.set(None) };
            let filter = self.filter.get();
            leptos::task::spawn_local(async move {
                let list = list_of(filter, Show::Unrecognised);
                let detail = self.import.detail(row, list).await;
                // The answer about another person comes too late.
                if self.row.try_get_untracked() == Some(Some(row)) {
                    self.detail.try_set(detail);
                }
            });
        });
        Effect::new(move || {
            self.row.track();
            self.refusal.set(None);
        });
    }
}

/// The screen of the step.
pub fn use_desk() -> Desk {
    expect_context()
}

/// "NOM Prénom" of the person of the panel.
pub fn name_of(detail: &DetailView) -> String {
    format!("{} {}", detail.row.last_name, detail.row.first_name).trim().to_owned()
}

/// The part of a list that is recognised, or not; a decision that is asked for stays.
pub fn list_of(filter: Filter, show: Show) -> Filter {
    let is_of = |decision: Decision| decision.is_recognised() == (show == Show::Recognised);
    let show = match filter.show {
        Show::Only(decision) if is_of(decision) => Show::Only(decision),
        _ => show,
    };
    Filter { show, ..filter }
}

fn refused(i18n: I18n, refusal: &RefusalView) -> String {
    match refusal {
        RefusalView::Taken(holder) => held_by(i18n, holder),
        RefusalView::NoKey(reason) => no_key(i18n, *reason),
        RefusalView::SharedId => t_string!(i18n, step.shared_id).to_string(),
    }
}
