//! The attributes of a start tag, as they are written.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::attributes::{AttrError, Attributes};

use crate::csdl::form::quoted;
use crate::source::char_boundary;

/// An attribute as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'s> {
    /// The name with its prefix.
    pub(super) name: &'s str,
    /// The value between the quotes.
    pub(super) raw: &'s str,
    /// The reader has asked for it, or has nothing to do with it.
    pub(super) is_done: bool,
}

/// Why a tag is not well-formed.
#[derive(Debug)]
pub(super) struct Malformed {
    /// Where in the tag.
    pub(super) place: Range<usize>,
    pub(super) message: Cow<'static, str>,
    pub(super) help: &'static str,
}

/// The names and values of the attributes of a tag, which is given without its brackets.
pub(super) fn attributes(tag: &str, name_length: usize) -> impl Iterator<Item = Result<(&str, &str), Malformed>> {
    let mut attributes = Attributes::new(tag, name_length);
    attributes.with_checks(false);
    attributes.filter_map(move |attribute| {
        let attribute = match attribute {
            Ok(attribute) => attribute,
            Err(error) => return Some(Err(fault(tag, &error))),
        };
        let (name, Cow::Borrowed(raw)) = (attribute.key.into_inner(), attribute.value) else { return None };
        Some(check(tag, name, raw).map(|()| (name, raw)))
    })
}

/// The attributes that have the name of an earlier one, each after the earlier one, as indexes.
pub(super) fn repeated(attributes: &[Attribute<'_>]) -> Vec<(usize, usize)> {
    let name = |index: usize| attributes[index].name;
    let is_new = |index: usize| attributes[..index].iter().all(|earlier| earlier.name != name(index));
    if attributes.len() <= 16 && (0..attributes.len()).all(is_new) {
        return Vec::new();
    }
    // A tag can hold any number of attributes, so comparing each with each would take too long.
    let mut order: Vec<usize> = (0..attributes.len()).collect();
    order.sort_by_key(|&index| (name(index), index));
    let alike = order.chunk_by(|left, right| name(*left) == name(*right));
    alike.flat_map(|alike| alike[1..].iter().map(|again| (alike[0], *again))).collect()
}

fn check(tag: &str, name: &str, raw: &str) -> Result<(), Malformed> {
    let offset = |part: &str| part.as_ptr() as usize - tag.as_ptr() as usize;
    let start = offset(name);
    if !tag.as_bytes()[start - 1].is_ascii_whitespace() {
        let message = "a space is missing before the attribute".into();
        return Err(Malformed { place: start..start + name.len(), message, help: "add it" });
    }
    if let Some(at) = raw.find('<') {
        let start = offset(raw) + at;
        let message = format!("`<` in the value of the attribute {}", quoted(name)).into();
        let help = "the closing quote may be missing; the character itself is written `&lt;`";
        return Err(Malformed { place: start..start + 1, message, help });
    }
    Ok(())
}

fn fault(tag: &str, error: &AttrError) -> Malformed {
    let (at, message, help) = match *error {
        AttrError::ExpectedEq(at) => (at, "an attribute has no `=` after its name", "write `Name=\"value\"`"),
        AttrError::ExpectedValue(at) => (at, "an attribute has no value", "write `Name=\"value\"`"),
        AttrError::UnquotedValue(at) => (at, "an attribute value has no quotes", "write `Name=\"value\"`"),
        AttrError::ExpectedQuote(at, _) => (at, "an attribute value has no closing quote", "add the quote"),
        AttrError::Duplicated(at, _) => (at, "an attribute is given twice", "remove one of them"),
    };
    let at = char_boundary(tag, at);
    let length = tag[at..].chars().next().map_or(0, char::len_utf8);
    Malformed { place: at..at + length, message: message.into(), help }
}
