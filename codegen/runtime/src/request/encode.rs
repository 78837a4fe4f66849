//! Percent-encoding: of every byte that could be taken for something else.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

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
fn name(text: &str) -> String {
    utf8_percent_encode(text, NAME).to_string()
}

/// The value of a query option.
fn value(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// A query option.
pub(super) fn option(name: &str, value: &str) -> String {
    format!("{}={}", self::name(name), self::value(value))
}

/// A URL with a query of these options.
pub(super) fn with_query(url: String, options: &[impl AsRef<str>]) -> String {
    let mut out = url;
    for (index, option) in options.iter().enumerate() {
        out.push(if index == 0 { '?' } else { '&' });
        out.push_str(option.as_ref());
    }
    out
}

/// The name of a query option that is encoded already, without that.
pub(super) fn name_of(option: &str) -> String {
    let name = option.split('=').next().unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}

/// A URL that is encoded already, if perhaps not quite.
pub(super) fn link(text: &str) -> String {
    utf8_percent_encode(text, NO_URL).to_string()
}

/// A URL that is encoded already and relative: without colons in its path, in front of which there could be a scheme (OData 4.01
/// Protocol, section 11.7.7.1).
///
/// Those at the end of segments but the first stay: between them services such as Graph have paths of files.
pub(super) fn relative(url: &str) -> String {
    let (path, query) = url.split_at(url.find('?').unwrap_or(url.len()));
    let segments = path.split('/').enumerate().map(|(index, segment)| match segment.strip_suffix(':') {
        Some(start) if index > 0 => start.replace(':', "%3A") + ":",
        _ => segment.replace(':', "%3A"),
    });
    segments.collect::<Vec<_>>().join("/") + query
}
