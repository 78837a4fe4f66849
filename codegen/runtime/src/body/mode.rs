//! What is being written.

use std::cell::Cell;

use super::super::meta::{Access, Table};

/// What an object is written for, and how.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Mode {
    pub(in super::super) body: Body,
    /// Whether numbers of 64 bits are strings.
    pub(in super::super) is_ieee754: bool,
}

/// What an object is written for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) enum Body {
    /// Whoever wants to have it, with all that it has.
    #[default]
    Whole,
    /// A request that creates it.
    Create,
    /// A request that updates it.
    Update,
}

thread_local! {
    /// What is being written. Values are written by way of serde's `Serialize`, which has no room for an argument of ours.
    static CURRENT: Cell<Mode> = const { Cell::new(Mode { body: Body::Whole, is_ieee754: false }) };
}

impl Mode {
    #[inline]
    pub(in super::super) fn current() -> Self {
        CURRENT.get()
    }

    /// The same for something else.
    pub(in super::super) fn of(self, body: Body) -> Self {
        Self { body, ..self }
    }

    /// The same with strings for numbers of 64 bits.
    pub(in super::super) fn ieee754(self) -> Self {
        Self { is_ieee754: true, ..self }
    }

    /// Does something, during which this is how objects are written.
    pub(in super::super) fn with<R>(self, write: impl FnOnce() -> R) -> R {
        /// Puts back what was there, even if writing panics: a `Serialize` of the user's may be part of it.
        struct Restore(Mode);

        impl Drop for Restore {
            fn drop(&mut self) {
                CURRENT.set(self.0);
            }
        }

        let _restore = Restore(CURRENT.replace(self));
        write()
    }
}

impl Body {
    /// Whether a property is left out.
    #[inline]
    pub(in super::super) fn leaves_out(self, table: &Table, index: usize) -> bool {
        match self {
            Self::Whole => false,
            Self::Create => table.access(index) == Some(Access::Never),
            Self::Update => table.access(index).is_some(),
        }
    }

    /// Whether a property that was read as `null` is left out.
    pub(in super::super) fn leaves_out_null(self, table: &Table, index: usize) -> bool {
        self != Self::Whole && (table.is_navigation(index) || self.leaves_out(table, index))
    }
}
