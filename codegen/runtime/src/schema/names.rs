//! Looking up names that the metadata knows.

/// Numbers by names that the metadata knows.
///
/// It is filled once, never grows, and from the metadata only, so that nobody can make it slow by the names that they send: a
/// hash that is safe against that would take longer than all else that is done for a member of an object. What a `HashMap` can
/// do besides would be in each program.
#[derive(Debug)]
pub(super) struct Names {
    /// A power of two, and at most every second one is taken. A name is in the first free place from that of its hash on.
    places: Box<[Option<(&'static str, usize)>]>,
}

impl Names {
    /// The numbers of names. If a name comes again, the last one counts.
    pub(super) fn of(names: impl ExactSizeIterator<Item = &'static str>) -> Self {
        let mut table = Self::with_room(names.len());
        for (number, name) in names.enumerate() {
            table.insert(name, number);
        }
        table
    }

    /// No names yet, but room for so many.
    pub(super) fn with_room(count: usize) -> Self {
        Self { places: vec![None; (2 * count).next_power_of_two()].into() }
    }

    /// Puts in a name, and returns the number that it had.
    pub(super) fn insert(&mut self, name: &'static str, number: usize) -> Option<usize> {
        let place = self.place(name);
        let before = self.places.get_mut(place)?.replace((name, number));
        before.map(|(_, number)| number)
    }

    /// The number of a name.
    #[inline]
    pub(super) fn get(&self, name: &str) -> Option<usize> {
        let (_, number) = (*self.places.get(self.place(name))?)?;
        Some(number)
    }

    /// The place of a name, or the free one that it would have.
    fn place(&self, name: &str) -> usize {
        let last = self.places.len() - 1;
        let mut place = hash(name.as_bytes()) & last;
        while let Some(Some((known, _))) = self.places.get(place) {
            if *known == name {
                break;
            }
            place = (place + 1) & last;
        }
        place
    }
}

/// Multiplies and rotates, eight bytes at a time.
fn hash(name: &[u8]) -> usize {
    // A large odd number without a pattern, as it takes to spread few bits over many: 2^64 by the golden ratio.
    let add = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (words, rest) = name.as_chunks();
    let hash = words.iter().fold(0, |hash, word| add(hash, u64::from_le_bytes(*word)));
    let rest = rest.iter().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte));
    // The upper bits are the ones that all bytes have a part in, the lower ones are those that are used.
    (add(hash, rest) >> 32) as usize
}
