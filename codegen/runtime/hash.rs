//! Looking up names that the metadata knows.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Numbers by names that the metadata knows.
///
/// It is filled once, and from the metadata only, so that nobody can make it slow by the names that they send: a hasher
/// that is safe against that would take longer than all else that is done for a member of an object.
pub(super) type Names = HashMap<&'static str, usize, BuildHasherDefault<NameHasher>>;

/// Multiplies and rotates, eight bytes at a time.
#[derive(Default)]
pub(super) struct NameHasher(u64);

impl NameHasher {
    #[inline]
    fn add(&mut self, word: u64) {
        // A large odd number without a pattern, as it takes to spread few bits over many: 2^64 by the golden ratio.
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for NameHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let rest = rest.iter().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte));
        self.add(rest);
    }

    /// What marks the end of a string says nothing, where a string is all there is.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    /// The upper bits are the ones that all bytes have a part in, the lower ones are those that tables use first.
    #[inline]
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
