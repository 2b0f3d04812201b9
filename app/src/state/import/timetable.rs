//! The timetable of the import, as the engine answers about it.

use super::ImportState;
use ::engine::{Answer, Request, TimetableAnswer, TimetableRequest};

impl ImportState {
    /// Asks about the timetable; nothing when none is loaded or the engine does not answer.
    pub async fn timetable(self, request: TimetableRequest) -> Option<TimetableAnswer> {
        match self.engine.ask(Request::Timetable(request)).await {
            Ok(Answer::Timetable(answer)) => Some(answer),
            _ => None,
        }
    }
}
