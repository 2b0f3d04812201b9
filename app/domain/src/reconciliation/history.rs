//! Undo and redo.

use crate::reconciliation::decision::Standing;

/// What one act changed. An exchange changes two rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) changes: Vec<Change>,
}

/// A row before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) row: usize,
    pub(super) before: Standing,
    pub(super) after: Standing,
}

/// The acts done, and those taken back that can be done again.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Notes a new act; what was taken back before can no longer be done again.
    pub(super) fn push(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }

    /// The act to take back, if any.
    pub(super) fn undo(&mut self) -> Option<&Step> {
        self.undone.push(self.done.pop()?);
        self.undone.last()
    }

    /// The act to do again, if any.
    pub(super) fn redo(&mut self) -> Option<&Step> {
        self.done.push(self.undone.pop()?);
        self.done.last()
    }

    /// What was done so far cannot be taken back any more.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
