//! Percent-encoding: of every byte that could be taken for something else.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a segment of a path has as it is: all that OData needs and RFC 3986 allows there, but for `&`, `+` and `;`, which
/// servers have been known to look for in paths, too.
const SEGMENT: &AsciiSet = &UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// A path of several segments.
const PATH: &AsciiSet = &SEGMENT.remove(b'/');

/// The value of a query option: no `&`, which ends it, and no `+`, which many servers take for a space.
const VALUE: &AsciiSet = &PATH.remove(b';').remove(b'?');

/// The name of a query option.
const NAME: &AsciiSet = &UNRESERVED.remove(b'$').remove(b'@').remove(b'/').remove(b':');

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What no URL has and links of services have been known to.
const NO_URL: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// One segment of a path.
pub(super) fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// Segments of a path with slashes between them.
pub(super) fn path(text: &str) -> String {
    utf8_percent_encode(text, PATH).to_string()
}

/// The name of a query option.
pub(super) fn name(text: &str) -> String {
    utf8_percent_encode(text, NAME).to_string()
}

/// The value of a query option.
pub(super) fn value(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// A URL that is encoded already, if perhaps not quite.
pub(super) fn link(text: &str) -> String {
    utf8_percent_encode(text, NO_URL).to_string()
}
