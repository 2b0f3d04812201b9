//! Who is signed in.

use crate::api::{self, Trouble};
use crate::state::known;
use ::api::{Account, ErrorCode, Role, Session};
use leptos::prelude::*;
use std::time::Duration;

/// What is known of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The server has not answered yet.
    Asking,
    /// The server does not answer.
    Unknown,
    /// Nobody is signed in; the flag tells whether the first account is still to be made.
    Nobody {
        /// No account exists yet.
        setup_open: bool,
    },
    /// Somebody.
    Somebody(Account),
}

/// The session of the page.
#[derive(Clone, Copy)]
pub struct AccountState {
    who: RwSignal<Who>,
    lacks_second_factor: RwSignal<bool>,
    has_portal: RwSignal<bool>,
    idle_limit: RwSignal<Duration>,
}

impl AccountState {
    /// Asks the server who is signed in.
    pub fn new() -> Self {
        let state = Self {
            who: RwSignal::new(Who::Asking),
            lacks_second_factor: RwSignal::new(false),
            has_portal: RwSignal::new(false),
            idle_limit: RwSignal::new(Duration::ZERO),
        };
        state.ask();
        state
    }

    /// Asks again.
    pub fn ask(self) {
        leptos::task::spawn_local(async move {
            match api::session().await {
                Ok(session) => self.set(session),
                Err(_) => self.who.set(Who::Unknown),
            }
        });
    }

    /// Takes over a session that the server told.
    pub fn set(self, session: Session) {
        self.lacks_second_factor.set(session.second_factor_missing);
        self.has_portal.set(session.portal);
        self.idle_limit.set(Duration::from_secs(session.idle_seconds.into()));
        self.who.set(match session.account {
            Some(account) => Who::Somebody(account),
            None => Who::Nobody { setup_open: session.setup_open },
        });
    }

    /// What is known.
    pub fn who(self) -> Who {
        self.who.get()
    }

    /// The account, when somebody is signed in.
    pub fn account(self) -> Option<Account> {
        match self.who.get() {
            Who::Somebody(account) => Some(account),
            _ => None,
        }
    }

    /// Whether the server demands a second factor that the account does not have: until it has one,
    /// nothing but one's own account is open.
    pub fn lacks_second_factor(self) -> bool {
        self.lacks_second_factor.get()
    }

    /// Whether one can sign in through the portal.
    pub fn has_portal(self) -> bool {
        self.has_portal.get()
    }

    /// After how long without any question a session ends, of whoever is signed in.
    pub fn idle_limit(self) -> Option<Duration> {
        let somebody = self.who.with_untracked(|who| matches!(who, Who::Somebody(_)));
        somebody.then(|| self.idle_limit.get_untracked()).filter(|limit| !limit.is_zero())
    }

    /// Whether the account may do everything.
    pub fn is_superadmin(self) -> bool {
        self.account().is_some_and(|account| account.role == Role::Superadmin)
    }

    /// Signs out. A session that has ended by itself is as good.
    pub async fn sign_out(self) -> api::Outcome<()> {
        match api::sign_out().await {
            Err(Trouble::Refused(error)) if error.code == ErrorCode::SignedOut => {}
            outcome => outcome?,
        }
        known::forget();
        self.lacks_second_factor.set(false);
        self.who.set(Who::Nobody { setup_open: false });
        Ok(())
    }
}

/// The session of the page.
pub fn use_account() -> AccountState {
    expect_context()
}
