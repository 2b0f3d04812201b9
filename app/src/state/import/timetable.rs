//! The timetable of the import, as the engine answers about it.

use super::ImportState;
use ::engine::{Answer, Request, TimetableAnswer, TimetableRequest};
use leptos::prelude::*;

impl ImportState {
    /// Asks about the timetable; nothing when none is loaded or the engine does not answer.
    pub async fn timetable(self, request: TimetableRequest) -> Option<TimetableAnswer> {
        match self.engine.ask(Request::Timetable(request)).await {
            Ok(Answer::Timetable(answer)) => Some(answer),
            _ => None,
        }
    }

    /// The numbers of the loaded files: what the timetable is asked again for.
    pub fn sources(self) -> Vec<u32> {
        self.overview.with(|view| {
            let files = view.iter().flat_map(|view| &view.files);
            files.filter_map(|file| file.source).collect()
        })
    }
}
