//! Numbers in JSON text.

/// Writes a whole number.
#[inline]
pub(super) fn write_i64(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes a whole number without a sign.
#[inline]
pub(super) fn write_u64(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes the fewest digits that read back as the number, and `null` if it is not finite, both as serde_json does.
pub(super) fn write_f64(out: &mut Vec<u8>, number: f64) {
    if number.is_finite() {
        out.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
    } else {
        out.extend_from_slice(b"null");
    }
}
