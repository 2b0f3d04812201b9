//! A handler, as its types tell it.

use super::{Description, answer::Answer, request::Part};

/// A handler whose arguments and answer are described. `T` is what axum's own `Handler` is told apart
/// by, so that both speak of the same function.
pub(crate) trait Described<T> {
    /// Says all that its types say.
    fn describe(description: &mut Description);
}

impl<F, A, R> Described<((),)> for F
where
    F: FnOnce() -> A,
    A: Future<Output = R>,
    R: Answer,
{
    fn describe(description: &mut Description) {
        R::describe(description);
    }
}

macro_rules! described {
    ($($part:ident),+) => {
        impl<F, A, R, M, $($part,)+> Described<(M, $($part,)+)> for F
        where
            F: FnOnce($($part),+) -> A,
            A: Future<Output = R>,
            R: Answer,
            $($part: Part,)+
        {
            fn describe(description: &mut Description) {
                $($part::describe(description);)+
                R::describe(description);
            }
        }
    };
}

described!(P1);
described!(P1, P2);
described!(P1, P2, P3);
described!(P1, P2, P3, P4);
described!(P1, P2, P3, P4, P5);
described!(P1, P2, P3, P4, P5, P6);
described!(P1, P2, P3, P4, P5, P6, P7);
