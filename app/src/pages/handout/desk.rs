//! What the engine holds of the accounts to hand out, as signals. No password is among them.

use crate::engine::Engine;
use crate::state::import::use_import;
use ::engine::{Answer, FileView, HandoutAnswer, HandoutRequest, HandoutView, Request};
use domain::handout::HandoutFilter;
use js_sys::ArrayBuffer;
use leptos::prelude::*;

/// The screen's state. Leaving the screen wipes the engine.
#[derive(Clone, Copy)]
pub struct Desk {
    engine: Engine,
    /// What is loaded.
    pub view: RwSignal<HandoutView>,
    /// Files that were not taken.
    pub refused: RwSignal<Vec<FileView>>,
    /// What narrows the list.
    pub filter: RwSignal<HandoutFilter>,
    /// A file is being read.
    pub busy: RwSignal<bool>,
    /// The last letters were printed, and their passwords wiped.
    pub printed: RwSignal<bool>,
}

impl Desk {
    /// Nothing loaded yet.
    pub fn new() -> Self {
        let engine = use_import().engine;
        on_cleanup(move || {
            leptos::task::spawn_local(async move {
                let wipe = Request::Handout(HandoutRequest::Wipe);
                // An engine that does not answer holds nothing any more.
                let _ = engine.ask(wipe).await;
            });
        });
        Self {
            engine,
            view: RwSignal::new(HandoutView::default()),
            refused: RwSignal::new(Vec::new()),
            filter: RwSignal::new(HandoutFilter::default()),
            busy: RwSignal::new(false),
            printed: RwSignal::new(false),
        }
    }

    /// Asks; nothing when the engine does not answer.
    pub async fn ask(self, request: HandoutRequest) -> Option<HandoutAnswer> {
        match self.engine.ask(Request::Handout(request)).await {
            Ok(Answer::Handout(answer)) => Some(answer),
            _ => None,
        }
    }

    /// Asks for what changes what is loaded, and shows it.
    pub async fn change(self, request: HandoutRequest) {
        if let Some(HandoutAnswer::Overview(view)) = self.ask(request).await {
            self.view.try_set(view);
        }
    }

    /// Hands a file to the engine.
    pub async fn load(self, name: String, bytes: ArrayBuffer, earlier: bool) {
        self.busy.set(true);
        let request = Request::Handout(HandoutRequest::Load { name, earlier });
        let answer = self.engine.hand_over(request, bytes).await;
        match answer {
            Ok(Answer::Handout(HandoutAnswer::Overview(view))) => {
                self.refused.try_set(Vec::new());
                self.view.try_set(view);
            }
            Ok(Answer::Handout(HandoutAnswer::Refused(file))) => {
                self.refused.try_update(|all| all.insert(0, *file));
            }
            _ => {}
        }
        self.busy.try_set(false);
    }
}
