//! The reverse flow: the file by which the portal tells PRONOTE its users.

use crate::components::field::TextField;
use crate::components::notice::{Notice, Tone};
use crate::files;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{AnnounceAnswer, AnnounceRequest, Answer, Request};
use domain::announcement::{LeftOut, PublicKeyTrouble};
use domain::category::Category;
use domain::files::FileKind;
use leptos::html::Input;
use leptos::prelude::*;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
enum Made {
    File { counts: [u32; 6], left_out: Vec<(LeftOut, u32)> },
    NoPartner,
    Key(PublicKeyTrouble),
    Failed,
}

/// What it is, when to prefer it, and the form.
#[component]
pub fn Announcement() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let has_accounts = move || {
        import.overview.with(|view| {
            let mut files = view.iter().flat_map(|view| &view.files);
            files.any(|file| file.kind == Some(FileKind::EntAccounts))
        })
    };
    view! {
        <details class="card announcement">
            <summary>
                <h2>{tu_string!(i18n, announcement.title)}</h2>
            </summary>
            <p>{tu_string!(i18n, announcement.intro)}</p>
            <p>{tu_string!(i18n, announcement.when)}</p>
            <p>{tu_string!(i18n, announcement.from)}</p>
            <Show
                when=has_accounts
                fallback=move || view! { <p class="quiet">{tu_string!(i18n, announcement.need)}</p> }
            >
                <Form />
            </Show>
        </details>
    }
}

#[component]
fn Form() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let partner = RwSignal::new(String::new());
    let made = RwSignal::new(None::<Made>);
    let key = NodeRef::<Input>::new();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let partner = partner.get_untracked().trim().to_owned();
        if partner.is_empty() {
            return made.set(Some(Made::NoPartner));
        }
        let key = key.get().and_then(|key| files::of_list(key.files()).into_iter().next());
        leptos::task::spawn_local(async move {
            let school = import
                .establishment
                .with_untracked(|open| open.as_ref().map(|open| open.name.clone()));
            let request = Request::Announce(AnnounceRequest {
                partner,
                school: school.unwrap_or_default(),
                date: String::from(js_sys::Date::new_0().to_iso_string()),
                seed: key.as_ref().map(|_| crate::state::import::random()),
            });
            let answer = match &key {
                None => import.engine.ask(request).await,
                Some(key) => {
                    // A key that the browser cannot read is none: the engine says so of no bytes.
                    let bytes = files::read(key).await.bytes;
                    let bytes = bytes.unwrap_or_else(|_| files::buffer(&[]));
                    import.engine.hand_over(request, bytes).await
                }
            };
            let result = match answer {
                Ok(Answer::Announced(AnnounceAnswer::File { bytes, counts, left_out })) => {
                    if files::download("RapprochementSSO.xml", "text/xml", &bytes) {
                        Made::File { counts, left_out }
                    } else {
                        Made::Failed
                    }
                }
                Ok(Answer::Announced(AnnounceAnswer::Key(trouble))) => Made::Key(trouble),
                _ => Made::Failed,
            };
            made.try_set(Some(result));
        });
    };
    view! {
        <form class="form" on:submit=on_submit novalidate>
            <TextField
                id="partenaire"
                label=Signal::derive(move || t_string!(i18n, announcement.partner).to_string())
                help=Signal::derive(move || t_string!(i18n, announcement.partner_help).to_string())
                value=partner
            />
            <div class="field">
                <label for="cle-publique">{tu_string!(i18n, announcement.key)}</label>
                <p class="field-help" id="cle-publique-aide">
                    {tu_string!(i18n, announcement.key_help)}
                </p>
                <input
                    id="cle-publique"
                    type="file"
                    accept=".pem,.der,.key,.pub"
                    aria-describedby="cle-publique-aide"
                    node_ref=key
                />
            </div>
            <div aria-live="polite">
                {move || made.get().map(|made| view! { <Told made=made /> })}
            </div>
            <button type="submit" class="button button-main">
                {tu_string!(i18n, announcement.make)}
            </button>
        </form>
    }
}

#[component]
fn Told(made: Made) -> impl IntoView {
    let i18n = use_i18n();
    match made {
        Made::File { counts, left_out } => {
            let counts = Category::ALL.into_iter().zip(counts).filter(|(_, n)| *n > 0);
            let counts = texts::list(
                counts.map(|(category, n)| format!("{} : {n}", texts::category(i18n, category))),
            );
            let nothing = left_out.is_empty();
            let lines = left_out.into_iter().map(move |(why, count)| {
                let why = self::why(i18n, why);
                view! { <li>{t!(i18n, announcement.left_out, count = count, why = why)}</li> }
            });
            view! {
                <Notice tone=Tone::Success>
                    <p>{t!(i18n, announcement.done, counts = counts)}</p>
                    {(!nothing)
                        .then(|| {
                            view! {
                                <p>{tu_string!(i18n, announcement.left_out_title)}</p>
                                <ul>{lines.collect_view()}</ul>
                            }
                        })}
                </Notice>
            }
            .into_any()
        }
        Made::NoPartner => {
            let text = t_string!(i18n, announcement.partner_missing).to_string();
            view! { <Notice tone=Tone::Error><p>{text}</p></Notice> }.into_any()
        }
        Made::Key(trouble) => {
            let text = match trouble {
                PublicKeyTrouble::NotAKey => t_string!(i18n, announcement.key_not),
                PublicKeyTrouble::Private => t_string!(i18n, announcement.key_private),
                PublicKeyTrouble::TooShort => t_string!(i18n, announcement.key_short),
            };
            view! { <Notice tone=Tone::Error><p>{text.to_string()}</p></Notice> }.into_any()
        }
        Made::Failed => {
            let text = t_string!(i18n, announcement.failed).to_string();
            view! { <Notice tone=Tone::Error><p>{text}</p></Notice> }.into_any()
        }
    }
}

fn why(i18n: I18n, why: LeftOut) -> String {
    match why {
        LeftOut::NoKey => t_string!(i18n, announcement.why_no_key),
        LeftOut::NoName => t_string!(i18n, announcement.why_no_name),
        LeftOut::NoBirthDate => t_string!(i18n, announcement.why_no_birth_date),
        LeftOut::NoPlace => t_string!(i18n, announcement.why_no_place),
    }
    .to_string()
}
