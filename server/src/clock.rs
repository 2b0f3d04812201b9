//! The time of day, as an argument. Nothing else in the server reads the system's clock.

use jiff::{Timestamp, TimestampRound, Unit};

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now, in whole milliseconds: what is stored is what was answered.
    fn now(&self) -> Timestamp;
}

/// The operating system's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.round(TimestampRound::new().smallest(Unit::Millisecond)).unwrap_or(now)
    }
}
