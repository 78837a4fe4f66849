//! Entity references, and how XML reads white space and line ends (XML 1.0, sections 2.11, 3.3.3 and 4.6).

use std::borrow::Cow;
use std::ops::Range;

/// What is wrong with a reference such as `&nbsp;`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// An `&` without a `;`.
    Bare,
    /// A name that XML itself does not define.
    Unknown,
    /// A number that is not a character, or not one that XML allows.
    NoCharacter,
}

impl Fault {
    /// The fault in words; `reference` is the reference as written.
    pub(super) fn message(self, reference: &str) -> String {
        match self {
            Self::Bare => "`&` does not start an entity reference".to_owned(),
            Self::Unknown => format!("the entity `{reference}` is not defined"),
            Self::NoCharacter => format!("`{reference}` is not a character that XML allows"),
        }
    }

    /// What to do about it.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Bare => "write `&amp;` for the character `&`",
            Self::Unknown => {
                "XML defines `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`; write other characters themselves or as \
                 numbers, such as `&#xA0;`"
            }
            Self::NoCharacter => "remove it",
        }
    }
}

/// What an attribute with this literal value means.
///
/// White space becomes spaces, references become what they stand for; `fault` is called for those that do not stand
/// for anything, with their place in `raw`.
pub(super) fn attribute<'s>(raw: &'s str, mut fault: impl FnMut(Range<usize>, Fault)) -> Cow<'s, str> {
    if !raw.bytes().any(|byte| byte == b'&' || byte < b' ') {
        return Cow::Borrowed(raw);
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
        value.push_str(&rest[..at]);
        let offset = raw.len() - rest.len() + at;
        rest = &rest[at..];
        if rest.starts_with('&') {
            let end = rest[1..].find([';', '&']).map(|end| end + 1).filter(|&end| rest.as_bytes()[end] == b';');
            let Some(end) = end else {
                fault(offset..offset + 1, Fault::Bare);
                rest = &rest[1..];
                continue;
            };
            match reference(&rest[1..end]) {
                Ok(character) => value.push(character),
                Err(found) => fault(offset..offset + end + 1, found),
            }
            rest = &rest[end + 1..];
        } else {
            value.push(' ');
            rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        }
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// What literal text means: every line ends in a line feed.
pub(super) fn text(raw: &str) -> Cow<'_, str> {
    if raw.contains('\r') { Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(raw) }
}

/// The character that a reference, without its `&` and `;`, stands for.
pub(super) fn reference(name: &str) -> Result<char, Fault> {
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => numeric(name.strip_prefix('#').ok_or(Fault::Unknown)?).ok_or(Fault::NoCharacter),
    }
}

/// The offset of the first character that no XML document may hold, written as itself or as a reference.
pub(super) fn forbidden(text: &str) -> Option<usize> {
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    // To look at all bytes is faster than to stop at the first, as the compiler takes many at a time.
    let has_control = text.bytes().fold(false, |found, byte| found | is_control(byte));
    let control = if has_control { text.bytes().position(is_control) } else { None };
    control.into_iter().chain(text.find('\u{FFFE}')).chain(text.find('\u{FFFF}')).min()
}

fn numeric(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let character = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    forbidden(character.encode_utf8(&mut [0; 4])).is_none().then_some(character)
}
