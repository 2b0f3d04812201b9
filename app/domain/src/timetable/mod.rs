//! The timetable: what an EDT export says, the sessions that follow from it, and what is made of them.
//!
//! Reading never fails as a whole. Presence is each resource's own: a session of a week has those whose
//! set of weeks holds it, which is how alternation and co-teaching are written. Nothing here knows a
//! clock: when a calendar is made is told by whoever asks for it.

pub mod archive;
pub mod consistency;
pub mod day;
mod element;
mod gather;
pub mod icalendar;
pub mod model;
pub mod portal;
mod read;
mod resolve;
pub mod scope;
pub mod sessions;
pub mod tables;
pub mod time;
pub mod trouble;
pub mod week;
pub mod weeks;

pub use model::{Kind, Resource, Timetable};
pub use read::TimetableReader;

use crate::files::encoding::{Decoded, decode};
use crate::task::run;

/// Reads the bytes of a timetable export at once; nothing for bytes that are no text.
pub fn read(bytes: &[u8]) -> Option<Timetable> {
    match decode(bytes) {
        Decoded::Text { text, .. } => Some(run(TimetableReader::new(&text))),
        Decoded::Binary(_) => None,
    }
}
