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

/// Writes the fewest digits that read back as the number, as serde_json does, and `null` if it is not finite.
pub(super) fn write_f64(out: &mut Vec<u8>, number: f64) {
    // Writing a number to a vector cannot fail.
    let _ = serde_json::to_writer(out, &number);
}
