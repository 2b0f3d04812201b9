//! The protocol of the engine: what the page asks the sealed worker, and what comes back.
//!
//! Values only; the loop that serves them is the binary of this package. What leaves the engine is
//! what a screen shows: rows of one page, candidates of one person, counts, and the pairs that a
//! step sends. No file, no password, no list of everybody.

mod announcement;
mod handout;
mod request;
mod step;
mod step_view;
mod timetable;
mod view;

pub use announcement::{AnnounceAnswer, AnnounceRequest};
pub use handout::{
    HandoutAnswer, HandoutRequest, HandoutView, HolderRow, HolderRows, LetterView, MissingView,
};
pub use request::{Answer, Failure, Message, NotReopened, Opening, Request, StoredPair};
pub use step::{Act, RowsQuery, SearchQuery, StepAnswer, StepRequest};
pub use step_view::{
    AccountView, ActView, CandidateView, DetailView, DoneView, FamilyView, FoundView, HolderView,
    HomonymsView, KindView, KindsView, MemberView, NameGroupView, PartnerView, PlanView,
    PlannedPair, RefusalView, RemainingView, ReportView, RowView, RowsView, SearchChoices,
    SearchView, SinceView, StepReportView,
};
pub use timetable::{
    CellView, ConsistencyView, DayView, GroupRow, GroupsView, Inconsistency, NameView, OverlapView,
    SittingView, TimetableAnswer, TimetableRequest, TimetableView, WeekView,
};
pub use view::{
    CheckView, FileView, HistoryView, LabelView, MovedView, Need, OverviewView, PairView,
    SendingView, StepView, WaitingView, WordView,
};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A numbered question. The bytes of a file travel beside it, as a transferred buffer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Call {
    /// Chosen by the page; the answer carries it too.
    pub id: u32,
    /// What is asked.
    pub request: Request,
}

/// Writes a value for the other side of the wall.
pub fn to_bytes<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

/// Reads a value from the other side; `None` when the two sides were not built together.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::category::Category;
    use domain::reconciliation::{Filter, Show};

    #[test]
    fn a_call_survives_the_wall() {
        let mut filter = Filter::new(Category::Guardian, Show::Unrecognised);
        filter.text = "Zoé".to_owned();
        let request = Request::Step(StepRequest::Rows(RowsQuery { filter, offset: 50, limit: 50 }));
        let bytes = to_bytes(&Call { id: 7, request: request.clone() });
        let call: Call = from_bytes(&bytes).unwrap();
        assert_eq!((call.id, call.request), (7, request));
    }

    #[test]
    fn other_bytes_are_no_call() {
        assert!(from_bytes::<Call>(&[255, 255, 255, 255, 255, 255]).is_none());
    }
}
