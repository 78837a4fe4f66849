//! Properties that were `null`.

use crate::schema::Meta;

/// Properties of a type, a bit for each.
#[derive(Clone)]
pub(crate) struct Nulls {
    meta: &'static Meta,
    words: Words,
}

/// The bits: of up to 192 properties in place, since they are looked at whenever the object is written.
#[derive(Clone)]
enum Words {
    Few([u64; 3]),
    Many(Box<[u64]>),
}

impl Nulls {
    pub(super) fn new(meta: &'static Meta) -> Self {
        let words = match meta.properties().len().div_ceil(64) {
            0..=3 => Words::Few([0; 3]),
            length => Words::Many(vec![0; length].into()),
        };
        Self { meta, words }
    }

    /// Whether they are of this very type.
    pub(crate) fn are_of(&self, meta: &'static Meta) -> bool {
        std::ptr::eq(self.meta, meta)
    }

    /// Whether a property is one of them.
    fn has(&self, property: usize) -> bool {
        self.words.get().get(property / 64).is_some_and(|bits| bits >> (property % 64) & 1 == 1)
    }

    /// Their numbers.
    #[inline]
    pub(crate) fn bits(&self) -> Bits<'_> {
        Bits { bits: 0, end: 0, rest: self.words.get() }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.number(name).is_some_and(|property| self.has(property))
    }

    pub(super) fn insert(&mut self, property: usize) {
        if let Some(bits) = self.words.get_mut().get_mut(property / 64) {
            *bits |= 1 << (property % 64);
        }
    }

    /// Takes a property out, and says whether it was one of them.
    pub(super) fn remove(&mut self, name: &str) -> bool {
        let Some(property) = self.number(name).filter(|property| self.has(*property)) else { return false };
        self.words.get_mut()[property / 64] &= !(1 << (property % 64));
        true
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.get().iter().all(|bits| *bits == 0)
    }

    /// Their names, in the order of the fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.bits().map(|property| self.meta.name(property))
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.meta.table().number(name, usize::MAX)
    }
}

impl Words {
    #[inline]
    fn get(&self) -> &[u64] {
        match self {
            Self::Few(words) => words,
            Self::Many(words) => words,
        }
    }

    #[inline]
    fn get_mut(&mut self) -> &mut [u64] {
        match self {
            Self::Few(words) => words,
            Self::Many(words) => words,
        }
    }
}

/// The numbers of bits that are set, in order.
#[derive(Default)]
pub(crate) struct Bits<'a> {
    bits: u64,
    /// The number of the first bit in `rest`.
    end: usize,
    rest: &'a [u64],
}

impl Iterator for Bits<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            (self.bits, self.rest) = self.rest.split_first().map(|(bits, rest)| (*bits, rest))?;
            self.end += 64;
        }
        let bit = self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(self.end - 64 + bit)
    }
}
