//! Where the export is given.

use crate::components::file_drop::FileDrop;
use crate::components::progress::JobProgress;
use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use leptos::prelude::*;
use web_sys::File;

/// The field, with the name of the export that is loaded.
#[component]
pub fn TimetableFile(
    /// Empty for none.
    name: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let linking = Signal::derive(move || import.is_linking());
    let on_files = Callback::new(move |files: Vec<File>| {
        leptos::task::spawn_local(async move {
            let mut given = Vec::new();
            for file in &files {
                given.push(files::read(file).await);
            }
            import.load(given).await;
        });
    });
    view! {
        <section class="card no-print" aria-labelledby="fichier">
            <h2 id="fichier">{tu_string!(i18n, timetable.load)}</h2>
            <p class="private">{tu_string!(i18n, import.private)}</p>
            <FileDrop
                id="fichier-edt"
                label=Signal::derive(move || t_string!(i18n, timetable.file).to_string())
                help=Signal::derive(move || t_string!(i18n, timetable.file_help).to_string())
                accept=".xml"
                chosen=name
                disabled=linking
                on_files=on_files
            />
            <JobProgress />
        </section>
    }
}
