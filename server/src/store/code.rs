//! How values are written in every database: enums in the words of the wire contract, times as
//! RFC 3339 of one length.

use super::{Purpose, StoreError};
use api::{CasKey, Category, Decision, ItemState, Mode, Profile, RefreshFailure, Right, Role};
use jiff::Timestamp;

/// An enum that is stored as a word.
pub(super) trait Coded: Sized + Copy + 'static {
    /// Every value, in the order of its declaration.
    const ALL: &'static [Self];

    /// Its word.
    fn code(self) -> &'static str;

    /// The value of a stored word; `column` is named when there is none.
    fn parse(code: &str, column: &'static str) -> Result<Self, StoreError> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.code() == code)
            .ok_or(StoreError::Inconsistent(column))
    }
}

macro_rules! coded {
    ($type:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl Coded for $type {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }
        }
    };
}

coded!(CasKey { EntId = "ent_id", Login = "login" });
coded!(Category {
    Teacher = "teacher",
    Student = "student",
    Guardian = "guardian",
    InternshipSupervisor = "internship_supervisor",
    Inspector = "inspector",
    Staff = "staff",
});
coded!(Decision {
    Automatic = "automatic",
    Confirmed = "confirmed",
    Manual = "manual",
    Kept = "kept",
});
coded!(ItemState { Done = "done", NotConcerned = "not_concerned" });
coded!(Mode { Complete = "complete", Partial = "partial" });
coded!(Profile {
    Student = "student",
    Parent = "parent",
    Teacher = "teacher",
    NonTeacher = "non_teacher",
    Other = "other",
});
coded!(Purpose { Registration = "registration", SignIn = "sign_in", PortalWord = "portal_word" });
coded!(RefreshFailure { Unreachable = "unreachable", Refused = "refused" });
coded!(Right { Reader = "reader", Admin = "admin" });
coded!(Role { Superadmin = "superadmin", Member = "member" });

/// A time as it is stored and sent: UTC, to the millisecond, so that texts sort as times do.
pub(crate) fn time_text(time: Timestamp) -> String {
    format!("{time:.3}")
}

/// A stored time; `column` is named when it is none.
pub(super) fn parse_time(text: &str, column: &'static str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|_| StoreError::Inconsistent(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Debug;

    /// The database speaks as the wire does: a word is found again in both.
    #[track_caller]
    fn check<T: Coded + Debug + PartialEq + serde::Serialize>() {
        for &value in T::ALL {
            assert_eq!(T::parse(value.code(), "column").unwrap(), value);
            assert_eq!(serde_json::to_value(value).unwrap(), value.code());
        }
        assert!(T::parse("", "column").is_err());
    }

    #[test]
    fn every_word_is_that_of_the_wire_and_reads_back() {
        check::<CasKey>();
        check::<Category>();
        check::<Decision>();
        check::<ItemState>();
        check::<Mode>();
        check::<Profile>();
        check::<RefreshFailure>();
        check::<Right>();
        check::<Role>();
    }

    #[test]
    fn times_have_one_length_and_read_back() {
        let time = Timestamp::from_millisecond(1_790_000_000_000).unwrap();
        let text = time_text(time);
        assert_eq!(text, "2026-09-21T14:13:20.000Z");
        assert_eq!(parse_time(&text, "column").unwrap(), time);
    }
}
