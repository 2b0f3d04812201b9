//! Reconciliation: the six steps, from what the engine found to what will be sent.
//!
//! [`Sources`] are the files of an import; a [`Run`] holds what stands for each PRONOTE account, lets
//! a person change it and take it back, and says what validating a step would send. Nothing here
//! knows a server or a screen.

mod alias;
mod bulk;
mod carry;
mod cas_ids;
mod cause;
mod certainty;
mod decision;
mod family;
mod former_portal;
mod guard;
mod history;
mod homonyms;
mod keys;
mod list;
mod outline;
mod overlap;
pub mod release;
mod report;
mod run;
mod sending;
mod sense;
mod side_by_side;
mod since;
#[cfg(test)]
mod small_school;
mod sources;
mod spelling;
mod stored;
pub mod table;
pub mod work_file;

pub use alias::{Alias, Retry};
pub use bulk::{KindOfRows, Plan, Scope};
pub use carry::Carried;
pub use cas_ids::{CasIds, Former};
pub use cause::Cause;
pub use certainty::{Certainty, Outlook, certainty};
pub use decision::{Decision, Partner, Standing, StepCounts};
pub use family::Family;
pub use former_portal::Portal;
pub use guard::{Effect, Hold, MOST_CHANGED, MOST_REMOVED};
pub use homonyms::{NameGroup, Nature, Trait};
pub use keys::Keys;
pub use list::{Facets, Filter, Flag, Show, Sort, Way};
pub use overlap::{Contradiction, Differing, contradictions, overlaps};
pub use report::{Difference, Moved, Remaining, StepSummary};
pub use run::{Act, Holder, Refusal, Run, Setting};
pub use sending::{Pair, Sending, SentDecision, StepState};
pub use sense::{Concern, Reassigned, Several, Shared, concerns};
pub use side_by_side::{Field, FieldPair, side_by_side};
pub use since::{Renumbered, SinceLast};
pub use sources::{Mode, Source, SourceId, Sources, UnknownWord};
pub use spelling::{Mark, Piece, compare_dates, compare_texts, distance};
pub use stored::{Stored, StoredMapping};
