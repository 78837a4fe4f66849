//! What is known of a text besides what is in it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::super::Error;
use super::Mark;

/// What is known of a text besides what is in it, and what has been found out about it.
#[derive(Default)]
pub(crate) struct Context {
    /// Whether what is read is a part of something, and so can be like anything.
    pub(crate) is_part: bool,
    /// What did not fit and was passed over; `None` while that is an error.
    misfits: Option<Vec<Error>>,
    /// The types of the objects that said theirs late, by the places where they begin.
    late_types: BTreeMap<usize, usize>,
}

thread_local! {
    /// The context in which a type of others is being read, which may hold values of this crate. Its `Deserialize` has no room for
    /// an argument.
    static AROUND: RefCell<Context> = const {
        RefCell::new(Context { is_part: false, misfits: None, late_types: BTreeMap::new() })
    };
}

impl Context {
    /// That of a part of something else.
    pub(crate) fn of_part() -> Self {
        Self { is_part: true, ..Self::default() }
    }

    /// Whether what does not fit is to be passed over.
    #[inline]
    pub(crate) fn is_lenient(&self) -> bool {
        self.misfits.is_some()
    }

    /// Takes what does not fit for an error, until it [goes on](Self::resume) as before.
    pub(crate) fn suspend(&mut self) -> Option<Vec<Error>> {
        self.misfits.take()
    }

    /// Passes over what does not fit, and gathers it.
    pub(crate) fn begin_lenient(&mut self) {
        self.misfits = Some(Vec::new());
    }

    /// Goes on as before.
    pub(crate) fn resume(&mut self, before: Option<Vec<Error>>) {
        self.misfits = before;
    }

    /// What did not fit.
    pub(crate) fn misfits(&self) -> &[Error] {
        self.misfits.as_deref().unwrap_or_default()
    }

    /// How many misfits there are.
    #[inline]
    pub(crate) fn misfit_count(&self) -> usize {
        self.misfits.as_ref().map_or(0, Vec::len)
    }

    /// Notes that a value does not fit, whatever in it did not fit before.
    #[cold]
    pub(crate) fn add_misfit(&mut self, before: usize, misfit: Error) {
        if let Some(misfits) = &mut self.misfits {
            misfits.truncate(before);
            misfits.push(misfit);
        }
    }

    /// Forgets the misfits but for the first ones.
    pub(crate) fn keep_misfits(&mut self, count: usize) {
        if let Some(misfits) = &mut self.misfits {
            misfits.truncate(count);
        }
    }

    /// Puts a step in front of the paths of the misfits since there were so many.
    #[inline]
    pub(crate) fn step(&mut self, before: usize, step: impl Fn(Error) -> Error) {
        if let Some(misfits) = self.misfits.as_mut().filter(|misfits| misfits.len() > before) {
            let inner: Vec<_> = misfits.drain(before..).map(step).collect();
            misfits.extend(inner);
        }
    }

    /// The number of the type that an object said late, if it was read before and did.
    pub(crate) fn late_type(&self, start: Mark) -> Option<usize> {
        self.late_types.get(&start.at).copied()
    }

    /// Notes that an object has said its type late.
    pub(crate) fn note_late_type(&mut self, start: Mark, number: usize) {
        self.late_types.insert(start.at, number);
    }

    /// Reads a type of others, of whose values this is the context; they may be parts of something even if that type is not.
    pub(crate) fn around<R>(&mut self, is_part: bool, read: impl FnOnce() -> R) -> R {
        /// Puts back what was there, even if reading panics: a `Deserialize` of the user's is part of it.
        struct Restore(Context);

        impl Drop for Restore {
            fn drop(&mut self) {
                AROUND.set(std::mem::take(&mut self.0));
            }
        }

        let misfits = self.is_lenient().then(Vec::new);
        let inner = Self { is_part: is_part || self.is_part, misfits, late_types: BTreeMap::new() };
        let restore = Restore(AROUND.replace(inner));
        let result = read();
        let inner = AROUND.take();
        drop(restore);
        if let (Some(misfits), Some(found)) = (&mut self.misfits, inner.misfits) {
            misfits.extend(found);
        }
        result
    }

    /// Reads a value that is, or may be, a part of a type of others.
    pub(crate) fn inside<R>(read: impl FnOnce(Self) -> (R, Self)) -> R {
        let (is_part, is_lenient) = AROUND.with_borrow(|around| (around.is_part, around.is_lenient()));
        let (result, inner) = read(Self { is_part, misfits: is_lenient.then(Vec::new), late_types: BTreeMap::new() });
        AROUND.with_borrow_mut(|around| {
            if let (Some(misfits), Some(found)) = (&mut around.misfits, inner.misfits) {
                misfits.extend(found);
            }
        });
        result
    }
}
