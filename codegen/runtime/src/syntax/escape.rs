//! Strings in JSON text.

/// How many bytes at the start of a text stand for themselves in a string: they are no quotation mark, no backslash and no
/// control character (RFC 8259, section 7).
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        if let Some(place) = first_special(*chunk) {
            return bytes.len() - rest.len() + place;
        }
        rest = behind;
        if bytes.len() - rest.len() == LONG {
            rest = skip_plain(rest);
        }
    }
    match bytes.last_chunk() {
        // Those of them that were looked at before are plain.
        Some(last) => first_special(*last).map_or(bytes.len(), |place| bytes.len() - last.len() + place),
        None => bytes.iter().take_while(|byte| stands_for_itself(**byte)).count(),
    }
}

/// Whether all bytes of a text stand for themselves in a string.
#[inline]
pub(crate) fn is_plain(bytes: &[u8]) -> bool {
    match bytes.last_chunk() {
        Some(last) if bytes.len() <= 2 * LONG => {
            let (chunks, _) = bytes.as_chunks();
            chunks.iter().fold(specials(*last), |before, chunk| before | specials(*chunk)) == 0
        }
        Some(_) => plain_length(bytes) == bytes.len(),
        None => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some([a, b, c, d]), Some([e, f, g, h])) => specials([*a, *b, *c, *d, *e, *f, *g, *h]) == 0,
            _ => bytes.iter().all(|byte| stands_for_itself(*byte)),
        },
    }
}

/// Writes a string, in quotation marks.
#[inline]
pub(crate) fn write_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    if is_plain(text.as_bytes()) {
        out.extend_from_slice(text.as_bytes());
    } else {
        write_escaped(out, text.as_bytes());
    }
    out.push(b'"');
}

fn write_escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut rest = bytes;
    loop {
        let (plain, special) = rest.split_at(plain_length(rest));
        out.extend_from_slice(plain);
        let Some((first, behind)) = special.split_first() else { return };
        write_escape(out, *first);
        rest = behind;
    }
}

fn write_escape(out: &mut Vec<u8>, byte: u8) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0c => b'f',
        b'\r' => b'r',
        _ => {
            const HEX: [u8; 16] = *b"0123456789abcdef";
            let digits = [byte >> 4, byte & 0xf].map(|digit| HEX[usize::from(digit)]);
            out.extend_from_slice(b"\\u00");
            return out.extend_from_slice(&digits);
        }
    };
    out.extend_from_slice(&[b'\\', letter]);
}

/// Where a text that has been plain so far is likely to go on like that.
const LONG: usize = 32;

/// What is left of a text when as many bytes are skipped at once as are plain. Which instructions that takes is up to the
/// compiler.
fn skip_plain(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk::<LONG>() {
        if chunk.iter().fold(false, |is_special, byte| is_special | !stands_for_itself(*byte)) {
            break;
        }
        rest = behind;
    }
    rest
}

const fn stands_for_itself(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

/// The first of eight bytes that does not stand for itself.
#[inline]
fn first_special(bytes: [u8; 8]) -> Option<usize> {
    let specials = specials(bytes);
    (specials != 0).then_some(specials.trailing_zeros() as usize / 8)
}

/// Eight bytes, the first as the lowest, each with its highest bit set if it does not stand for itself. Above the first that
/// does not there may be bits without reason, since subtraction borrows from the byte above.
#[inline]
const fn specials(bytes: [u8; 8]) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let bytes = u64::from_le_bytes(bytes);
    let quotes = bytes ^ (ONES * b'"' as u64);
    let backslashes = bytes ^ (ONES * b'\\' as u64);
    let controls = bytes.wrapping_sub(ONES * 0x20);
    (controls | quotes.wrapping_sub(ONES) | backslashes.wrapping_sub(ONES)) & !bytes & (ONES * 0x80)
}
