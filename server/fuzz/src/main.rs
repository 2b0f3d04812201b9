//! Any body on any route that takes one, through the server's own router, to a database: whatever it
//! says, it is stored or refused, in the envelope, and the server is not to blame.
#![no_main]
#![expect(clippy::unwrap_used, reason = "a fuzzer that cannot go on ends")]

mod school;

use libfuzzer_sys::fuzz_target;
use school::School;
use std::cell::LazyCell;

thread_local! {
    /// One server for all inputs: what one of them stores, the next meets.
    static SCHOOL: LazyCell<School> = LazyCell::new(School::open);
}

// The first byte chooses the route.
fuzz_target!(|data: &[u8]| {
    if let Some((route, body)) = data.split_first() {
        SCHOOL.with(|school| school.send(usize::from(*route), body));
    }
});
