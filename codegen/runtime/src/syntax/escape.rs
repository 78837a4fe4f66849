//! Strings in JSON text.

/// Writes a string with its quotation marks.
#[inline]
pub(crate) fn write_string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let is_written = match bytes.len() {
        0..4 => false,
        4..8 => write_ends::<4, 10>(out, bytes),
        8..16 => write_ends::<8, 18>(out, bytes),
        16..32 => write_ends::<16, 34>(out, bytes),
        32..64 => write_ends::<32, 66>(out, bytes),
        64..128 => write_ends::<64, 130>(out, bytes),
        128.. => false,
    };
    if !is_written {
        out.push(b'"');
        write_escaped(out, bytes);
        out.push(b'"');
    }
}

/// How many bytes at the start of a text stand for themselves in a string: they are no quotation mark, no backslash and no
/// control character (RFC 8259, section 7).
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        let specials = specials(*chunk);
        if specials != 0 {
            return bytes.len() - rest.len() + specials.trailing_zeros() as usize;
        }
        rest = behind;
    }
    bytes.len() - rest.len() + rest.iter().take_while(|byte| stands_for_itself(**byte)).count()
}

/// Whether all bytes of a text stand for themselves in a string.
pub(crate) fn is_plain(bytes: &[u8]) -> bool {
    plain_length(bytes) == bytes.len()
}

const fn stands_for_itself(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

/// Writes a string of `N` to twice as many bytes if all of them stand for themselves, and says whether they do.
///
/// The first and the last `N` bytes are all of it, so that what is copied has a length that the compiler knows. `ROOM` is
/// `2 * N + 2`.
#[inline(always)]
fn write_ends<const N: usize, const ROOM: usize>(out: &mut Vec<u8>, bytes: &[u8]) -> bool {
    const { assert!(ROOM == 2 * N + 2) };
    let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else { return false };
    if !are_plain(first, last) {
        return false;
    }
    let start = out.len();
    out.extend_from_slice(&[b'"'; ROOM]);
    if let Some(room) = out.get_mut(start..).and_then(<[u8]>::first_chunk_mut::<ROOM>) {
        if let Some(place) = room.get_mut(1..).and_then(<[u8]>::first_chunk_mut) {
            *place = *first;
        }
        if let Some(place) = room.get_mut(1 + bytes.len() - N..).and_then(<[u8]>::first_chunk_mut) {
            *place = *last;
        }
    }
    out.truncate(start + bytes.len() + 2);
    true
}

/// Whether the bytes of both stand for themselves.
#[inline(always)]
fn are_plain<const N: usize>(first: &[u8; N], last: &[u8; N]) -> bool {
    if N >= 16 {
        return is_plain_chunk(first) && is_plain_chunk(last);
    }
    let mut both = [b' '; 16];
    for (place, byte) in both.iter_mut().zip(first.iter().chain(last)) {
        *place = *byte;
    }
    specials(both) == 0
}

/// Whether bytes of a multiple of 16 stand for themselves.
#[inline(always)]
fn is_plain_chunk<const N: usize>(chunk: &[u8; N]) -> bool {
    chunk.as_chunks().0.iter().fold(0, |before, part| before | specials(*part)) == 0
}

/// Writes a string that is long or needs escapes, without quotation marks.
fn write_escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut at = out.len();
    // Sixteen bytes at a time are put into room that is there, whatever is among them; what is wrong is written over.
    make_room(out, at, bytes.len() + bytes.len() / 8);
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        if out.len() < at + 2 * LONGEST {
            make_room(out, at, rest.len() + rest.len() / 2);
        }
        put(out, at, *chunk);
        let specials = specials(*chunk);
        if specials == 0 {
            at += chunk.len();
            rest = behind;
        } else {
            rest = put_escapes(out, &mut at, rest, specials);
        }
    }
    make_room(out, at, 6 * rest.len());
    for byte in rest {
        let (escape, size) = ESCAPES[usize::from(*byte)];
        if size == 0 {
            put(out, at, [*byte]);
            at += 1;
        } else {
            put(out, at, escape);
            at += usize::from(size);
        }
    }
    out.truncate(at);
}

/// How many bytes are put at once, or behind those: more than there are in an escape.
const LONGEST: usize = 16;

/// Makes room for so many bytes from a place on, and for those that are put at once.
fn make_room(out: &mut Vec<u8>, at: usize, count: usize) {
    out.resize(at + count + 2 * LONGEST, 0);
}

/// Puts the escapes of the first special byte, and of those that follow it at once, behind what is before it, and returns what
/// comes after them. There are several at the ends of lines.
#[inline(always)]
fn put_escapes<'a>(out: &mut Vec<u8>, at: &mut usize, bytes: &'a [u8], specials: u32) -> &'a [u8] {
    let plain = specials.trailing_zeros() as usize;
    *at += plain;
    let mut rest = bytes.get(plain..).unwrap_or_default();
    while let Some((byte, behind)) = rest.split_first() {
        let (escape, size) = ESCAPES[usize::from(*byte)];
        if size == 0 {
            break;
        }
        if out.len() < *at + 2 * LONGEST {
            make_room(out, *at, rest.len() + rest.len() / 2);
        }
        put(out, *at, escape);
        *at += usize::from(size);
        rest = behind;
    }
    rest
}

#[inline(always)]
fn put<const N: usize>(out: &mut [u8], at: usize, bytes: [u8; N]) {
    if let Some(place) = out.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *place = bytes;
    }
}

/// The escapes of bytes, with how long they are: 0 for one that stands for itself.
static ESCAPES: [([u8; 8], u8); 256] = {
    const HEX: [u8; 16] = *b"0123456789abcdef";
    let mut escapes = [([0; 8], 0); 256];
    let mut byte = 0;
    while byte < escapes.len() {
        let letter = match byte as u8 {
            b'"' | b'\\' => byte as u8,
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0c => b'f',
            b'\r' => b'r',
            _ => 0,
        };
        if letter != 0 {
            escapes[byte] = ([b'\\', letter, 0, 0, 0, 0, 0, 0], 2);
        } else if !stands_for_itself(byte as u8) {
            escapes[byte] = ([b'\\', b'u', b'0', b'0', HEX[byte >> 4], HEX[byte & 0xf], 0, 0], 6);
        }
        byte += 1;
    }
    escapes
};

/// Which of 16 bytes do not stand for themselves, the first as the lowest bit.
#[cfg(target_feature = "sse2")]
#[inline(always)]
fn specials(bytes: [u8; 16]) -> u32 {
    use safe_arch::{bitor_m128i, cmp_eq_mask_i8_m128i, m128i, max_u8_m128i, move_mask_i8_m128i, set_splat_i8_m128i};
    let bytes = m128i::from(bytes);
    let equal = |byte: u8| cmp_eq_mask_i8_m128i(bytes, set_splat_i8_m128i(byte as i8));
    let last_control = set_splat_i8_m128i(0x1f);
    let controls = cmp_eq_mask_i8_m128i(max_u8_m128i(bytes, last_control), last_control);
    move_mask_i8_m128i(bitor_m128i(controls, bitor_m128i(equal(b'"'), equal(b'\\')))) as u32
}

/// Which of 16 bytes do not stand for themselves, the first as the lowest bit.
#[cfg(not(target_feature = "sse2"))]
#[inline(always)]
fn specials(bytes: [u8; 16]) -> u32 {
    let bytes = u128::from_le_bytes(bytes);
    specials_of_half(bytes as u64) | specials_of_half((bytes >> 64) as u64) << 8
}

/// The same of eight bytes, which are dealt with at once as those of one number: nothing is carried from one to the next.
#[cfg(any(test, not(target_feature = "sse2")))]
#[inline(always)]
fn specials_of_half(bytes: u64) -> u32 {
    const ONES: u64 = u64::MAX / 255;
    let low = bytes & (ONES * 0x7f);
    let not_control = (low + ONES * 0x60) | bytes;
    let not_equal = |byte: u8| ((low ^ (ONES * u64::from(byte))) + ONES * 0x7f) | bytes;
    let specials = !(not_control & not_equal(b'"') & not_equal(b'\\')) & (ONES * 0x80);
    // Each bit gets to a place of its own in the highest byte.
    ((specials >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of all lengths that are dealt with in different ways, with a byte at each place.
    fn texts(special: char) -> impl Iterator<Item = String> {
        (0..200_usize).flat_map(move |length| {
            let step = 1 + length / 16;
            (0..=length).step_by(step).map(move |place| {
                let letters = |count: usize| "abcdefghijklm \u{7f}~".chars().cycle().take(count).collect::<String>();
                format!("{}{special}{}", letters(place), letters(length - place))
            })
        })
    }

    #[test]
    fn strings_are_written_as_by_serde_json() {
        let all = (0..0x100).filter_map(char::from_u32).chain(['\u{2028}', '\u{10ffff}']);
        for special in all {
            for text in texts(special).step_by(if "\"\n\u{1}".contains(special) { 1 } else { 401 }) {
                let mut out = b"[".to_vec();
                write_string(&mut out, &text);
                assert_eq!(out.get(1..), serde_json::to_vec(&text).ok().as_deref(), "{text:?}");
                let twice = format!("{text}\r\n{special}{text}");
                out.clear();
                write_string(&mut out, &twice);
                assert_eq!(Some(&out), serde_json::to_vec(&twice).ok().as_ref(), "{twice:?}");
            }
        }
    }

    #[test]
    fn the_plain_part_ends_with_the_first_byte_that_is_not() {
        for special in ['"', '\\', '\0', '\n', '\u{1f}', ' ', 'x', '\u{7f}', '\u{e9}'] {
            for text in texts(special) {
                let bytes = text.as_bytes();
                let expected = bytes.iter().take_while(|byte| stands_for_itself(**byte)).count();
                assert_eq!(plain_length(bytes), expected, "{text:?}");
                assert_eq!(is_plain(bytes), expected == bytes.len(), "{text:?}");
            }
        }
    }

    #[test]
    fn eight_bytes_at_once_are_what_they_are_one_by_one() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                for other in [b'a', b'"', 0, 0x1f, b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xa2, 0xff] {
                    let mut bytes = [other; 8];
                    bytes[place] = byte;
                    let bit = |(index, byte): (usize, &u8)| u32::from(!stands_for_itself(*byte)) << index;
                    let expected = bytes.iter().enumerate().map(bit).sum::<u32>();
                    assert_eq!(specials_of_half(u64::from_le_bytes(bytes)), expected, "{bytes:?}");
                }
            }
        }
    }
}
