//! What a value is written for, and how.

use std::cell::Cell;

/// What a value is written for, and how.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mode {
    pub(crate) body: Body,
    /// Whether numbers of 64 bits are strings.
    pub(crate) is_ieee754: bool,
}

/// What a value is written for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Body {
    /// Whoever wants to have it, with all that it has.
    #[default]
    Whole,
    /// A request that creates it.
    Create,
    /// A request that updates it.
    Update,
}

thread_local! {
    /// The mode in which a type of others is being written, which may hold values of this crate. Its `Serialize` has no room for an
    /// argument.
    static AROUND: Cell<Mode> = const { Cell::new(Mode { body: Body::Whole, is_ieee754: false }) };
}

impl Mode {
    /// The mode that values have by themselves: that of what they are a part of.
    #[inline]
    pub(crate) fn around() -> Self {
        AROUND.get()
    }

    /// The same for something else.
    pub(crate) const fn of(self, body: Body) -> Self {
        Self { body, ..self }
    }

    /// The same with strings for numbers of 64 bits.
    pub(crate) const fn ieee754(self) -> Self {
        Self { is_ieee754: true, ..self }
    }

    /// Writes a type of others, in which values have this mode.
    pub(crate) fn with<R>(self, write: impl FnOnce() -> R) -> R {
        /// Puts back what was there, even if writing panics: a `Serialize` of the user's is part of it.
        struct Restore(Mode);

        impl Drop for Restore {
            fn drop(&mut self) {
                AROUND.set(self.0);
            }
        }

        let _restore = Restore(AROUND.replace(self));
        write()
    }
}
