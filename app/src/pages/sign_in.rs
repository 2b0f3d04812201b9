//! Name and password, or the portal's word; then whatever else the account asks for.

use crate::api::{self, Outcome, Trouble, accounts};
use crate::components::field::TextField;
use crate::components::heading::PageHeading;
use crate::components::loaded::Failure;
use crate::components::notice::Notice;
use crate::components::portal_sign_in::PortalSignIn;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::passkey;
use crate::routes;
use crate::state::account::{AccountState, Who, use_account};
use crate::texts::{I18n, trouble};
use ::api::{Challenge, Details, ErrorCode, SecondProof, Session, SignIn as Credentials};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

/// How the way back from the portal says that a second factor is missing.
const SECOND_FACTOR: &str = "second-facteur";

/// What can be proved beside the password.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kinds {
    totp: bool,
    passkey: bool,
    recovery_code: bool,
}

/// What comes before a second factor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Password,
    /// The server keeps the portal's word for some minutes, for this browser.
    Portal,
}

/// What is typed, and what the server asked for.
#[derive(Clone, Copy)]
struct Form {
    i18n: I18n,
    first: RwSignal<First>,
    name: RwSignal<String>,
    password: RwSignal<String>,
    kinds: RwSignal<Option<Kinds>>,
    failure: RwSignal<String>,
    working: RwSignal<bool>,
}

impl Form {
    fn credentials(self, second: Option<SecondProof>) -> Credentials {
        Credentials {
            name: self.name.get_untracked(),
            password: self.password.get_untracked(),
            second,
        }
    }

    async fn sign_in(self, second: Option<SecondProof>) -> Outcome<Session> {
        match self.first.get_untracked() {
            First::Password => api::sign_in(&self.credentials(second)).await,
            First::Portal => accounts::prove_second(second).await,
        }
    }

    async fn ask_to_sign(self) -> Outcome<Challenge> {
        match self.first.get_untracked() {
            First::Password => accounts::ask_to_sign(&self.credentials(None)).await,
            First::Portal => accounts::ask_to_sign_after_portal().await,
        }
    }

    /// Back to the beginning.
    fn start_again(self) {
        self.first.set(First::Password);
        self.kinds.set(None);
    }

    fn fail(self, error: &Trouble) {
        let over = self.first.get_untracked() == First::Portal
            && matches!(error, Trouble::Refused(body) if body.code == ErrorCode::SignedOut);
        if over {
            self.start_again();
            self.failure.set(t_string!(self.i18n, account.portal_over).to_string());
        } else {
            self.failure.set(trouble(self.i18n, error));
        }
    }
}

/// Sends it; when more is asked for, shows that instead.
fn send(form: Form, account: AccountState, second: Option<SecondProof>) {
    if form.working.get_untracked() {
        return;
    }
    form.working.set(true);
    leptos::task::spawn_local(async move {
        match form.sign_in(second).await {
            Ok(session) => account.set(session),
            Err(error) => match asked(&error) {
                Some(kinds) => {
                    form.failure.set(String::new());
                    form.kinds.set(Some(kinds));
                }
                None => form.fail(&error),
            },
        }
        form.working.set(false);
    });
}

/// The session's beginning.
#[component]
pub fn SignIn() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let query = use_query_map();
    let navigate = use_navigate();
    let form = Form {
        i18n,
        first: RwSignal::new(First::Password),
        name: RwSignal::new(String::new()),
        password: RwSignal::new(String::new()),
        kinds: RwSignal::new(None),
        failure: RwSignal::new(String::new()),
        working: RwSignal::new(false),
    };
    Effect::new(move || {
        if let Who::Somebody(_) = account.who() {
            // Only within this site: an address that leads elsewhere is not followed.
            let after = query.with_untracked(|query| query.get("suite"));
            let after = after.filter(|path| path.starts_with('/') && !path.starts_with("//"));
            let back = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(after.as_deref().unwrap_or(routes::HOME), back);
        }
    });
    if query.with_untracked(|query| query.get("portail")).as_deref() == Some(SECOND_FACTOR) {
        form.first.set(First::Portal);
        send(form, account, None);
    }
    let text = move |key: fn(I18n) -> String| Signal::derive(move || key(i18n));
    let setup_open = move || matches!(account.who(), Who::Nobody { setup_open: true });
    view! {
        <PageHeading text=text(|i18n| t_string!(i18n, account.sign_in_title).to_string()) />
        <Show
            when=setup_open
            fallback=move || view! { <p>{tu_string!(i18n, account.sign_in_intro)}</p> }
        >
            <Notice>
                <p>{tu_string!(i18n, account.setup_open)}</p>
            </Notice>
        </Show>
        {move || match form.kinds.get() {
            None => {
                view! {
                    <PortalSignIn />
                    <Password form=form />
                }
                    .into_any()
            }
            Some(kinds) => view! { <Second form=form kinds=kinds /> }.into_any(),
        }}
    }
}

#[component]
fn Password(form: Form) -> impl IntoView {
    let i18n = form.i18n;
    let account = use_account();
    let working = form.working;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(form, account, None);
    };
    // Where there is a portal, the way through it is the main one.
    let is_main = move || !account.has_portal();
    let text = move |key: fn(I18n) -> String| Signal::derive(move || key(i18n));
    view! {
        <form class="form card" on:submit=submit>
            <Failure text=form.failure />
            <TextField
                id="nom"
                label=text(|i18n| t_string!(i18n, account.name).to_string())
                autocomplete="username"
                value=form.name
            />
            <TextField
                id="mot-de-passe"
                label=text(|i18n| t_string!(i18n, account.password).to_string())
                kind="password"
                autocomplete="current-password"
                value=form.password
            />
            <p class="field-help">{tu_string!(i18n, frame.required)}</p>
            <button type="submit" class="button" class:button-main=is_main prop:disabled=working>
                {move || {
                    if working.get() {
                        tu_string!(i18n, account.working).into_any()
                    } else {
                        tu_string!(i18n, account.sign_in).into_any()
                    }
                }}
            </button>
        </form>
    }
}

#[component]
fn Second(form: Form, kinds: Kinds) -> impl IntoView {
    let i18n = form.i18n;
    let account = use_account();
    let code = RwSignal::new(String::new());
    // Whoever has no application at hand types a recovery code into the same field.
    let by_recovery = RwSignal::new(!kinds.totp && !kinds.passkey);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = code.get_untracked();
        let proof = if by_recovery.get_untracked() {
            SecondProof::RecoveryCode(typed)
        } else {
            SecondProof::Totp(typed)
        };
        send(form, account, Some(proof));
    };
    let sign = move |_| {
        if form.working.get_untracked() {
            return;
        }
        form.working.set(true);
        leptos::task::spawn_local(async move {
            if let Some(proof) = signature(form).await {
                form.working.set(false);
                send(form, account, Some(proof));
            }
            form.working.try_set(false);
        });
    };
    let label = Signal::derive(move || {
        if by_recovery.get() {
            t_string!(i18n, account.second_recovery).to_string()
        } else {
            t_string!(i18n, account.second_totp).to_string()
        }
    });
    let help = Signal::derive(move || {
        if by_recovery.get() {
            t_string!(i18n, account.second_recovery_help).to_string()
        } else {
            t_string!(i18n, account.second_totp_help).to_string()
        }
    });
    let typed = move || kinds.totp || by_recovery.get();
    view! {
        <section class="card form" aria-labelledby="second-facteur">
            <h2 id="second-facteur">{tu_string!(i18n, account.second_title)}</h2>
            <Show when=move || form.first.get() == First::Portal>
                <p>{tu_string!(i18n, account.portal_second)}</p>
            </Show>
            <Failure text=form.failure />
            <Show when=move || kinds.passkey && !by_recovery.get()>
                <p>
                    <button
                        type="button"
                        class="button button-main"
                        prop:disabled=form.working
                        on:click=sign
                    >
                        {tu_string!(i18n, account.second_passkey)}
                    </button>
                </p>
            </Show>
            <Show when=typed>
                <form on:submit=submit>
                    <TextField
                        id="code"
                        label=label
                        help=help
                        autocomplete="one-time-code"
                        value=code
                    />
                    <button type="submit" class="button button-main" prop:disabled=form.working>
                        {tu_string!(i18n, account.sign_in)}
                    </button>
                </form>
            </Show>
            <p class="buttons">
                <Show when=move || kinds.recovery_code && !by_recovery.get()>
                    <button
                        type="button"
                        class="button button-quiet"
                        on:click=move |_| by_recovery.set(true)
                    >
                        {tu_string!(i18n, account.second_use_recovery)}
                    </button>
                </Show>
                <button
                    type="button"
                    class="button button-quiet"
                    on:click=move |_| form.start_again()
                >
                    {tu_string!(i18n, account.second_back)}
                </button>
            </p>
            <p class="field-help">{tu_string!(i18n, account.second_lost)}</p>
        </section>
    }
}

/// What the browser signs; the failure is told.
async fn signature(form: Form) -> Option<SecondProof> {
    let asked = match form.ask_to_sign().await {
        Ok(asked) => asked,
        Err(error) => {
            form.fail(&error);
            return None;
        }
    };
    match passkey::ask(passkey::Ask::Get, &asked.options).await {
        Some(credential) => Some(SecondProof::Passkey { challenge: asked.id, credential }),
        None => {
            let told = t_string!(form.i18n, account.second_passkey_refused).to_string();
            form.failure.set(told);
            None
        }
    }
}

/// What the server asks for beside the password, when that is what it answered.
fn asked(error: &Trouble) -> Option<Kinds> {
    let Trouble::Refused(body) = error else { return None };
    match body.details {
        Some(Details::SecondFactor { totp, passkey, recovery_code }) => {
            Some(Kinds { totp, passkey, recovery_code })
        }
        _ => None,
    }
}
