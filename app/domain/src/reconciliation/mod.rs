//! Reconciliation: the six steps, from what the engine found to what will be sent.
//!
//! [`Sources`] are the files of an import; a [`Run`] holds what stands for each PRONOTE account, lets
//! a person change it and take it back, and says what validating a step would send. Nothing here
//! knows a server or a screen.

mod decision;
mod history;
mod run;
mod sending;
mod sources;
mod stored;

pub use decision::{Decision, Partner, Standing, StepCounts};
pub use run::{Act, Carried, Holder, Refusal, Run, Setting};
pub use sending::{Pair, Sending, SentDecision, StepState};
pub use sources::{Mode, Source, SourceId, Sources};
pub use stored::{Stored, StoredMapping};
