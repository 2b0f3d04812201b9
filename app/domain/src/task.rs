//! Long work, cut into slices.
//!
//! Reading a file and linking a school take long enough to deserve a progress bar and a way to
//! stop. The domain has no clock and no threads, so it offers its long work as a [`Task`]: whoever
//! runs it calls [`Task::advance`] as long as it likes, and drops the task to cancel it.

/// Work that is done in slices of well under ten milliseconds.
pub trait Task {
    /// What the work is for.
    type Output;

    /// Does one slice and says how far the work is.
    fn advance(&mut self) -> Progress;

    /// What was done. Called once [`Task::advance`] said [`Progress::Done`].
    fn finish(self) -> Self::Output;
}

/// How far a [`Task`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    Running {
        /// Units done so far; which units is the task's business.
        done: usize,
        /// Units in all.
        total: usize,
    },
    /// Nothing is left to do.
    Done,
}

/// Runs a task to its end at once.
pub fn run<T: Task>(mut task: T) -> T::Output {
    while task.advance() != Progress::Done {}
    task.finish()
}
