//! HTTP messages as text, and what several of them are made of (RFC 2046, section 5.1; RFC 9112).
//!
//! Services have been known to end lines without a carriage return, so both are read.

use crate::request::headers::Headers;
use crate::values::essence;

/// A part of a body: headers and what comes behind the empty line.
pub(super) struct Part<'a> {
    pub(super) headers: Headers,
    pub(super) content: &'a [u8],
}

impl<'a> Part<'a> {
    /// Takes headers from what they are in front of.
    pub(super) fn of(mut rest: &'a [u8]) -> Self {
        let mut headers = Headers::new();
        while !rest.is_empty() {
            let (line, behind) = cut_line(rest);
            rest = behind;
            if line.is_empty() {
                break;
            }
            let line = String::from_utf8_lossy(line);
            if let Some((name, value)) = line.split_once(':') {
                headers.add(name.trim(), value.trim());
            }
        }
        Self { headers, content: rest }
    }
}

/// An answer: its status, its headers and its body.
pub(super) fn answer(text: &[u8]) -> Option<(u16, Part<'_>)> {
    let mut rest = text;
    loop {
        let (line, behind) = cut_line(rest);
        if !line.is_empty() {
            let line = String::from_utf8_lossy(line);
            let mut words = line.split_ascii_whitespace();
            let status = words.next().filter(|version| version.starts_with("HTTP/")).and(words.next())?;
            return Some((status.parse().ok()?, Part::of(behind)));
        }
        if behind.is_empty() {
            return None;
        }
        rest = behind;
    }
}

/// The parts of a body between boundaries.
pub(super) fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let delimiter = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    while at < body.len() {
        let (line, behind) = cut_line(&body[at..]);
        let next = body.len() - behind.len();
        let end = line.strip_prefix(delimiter.as_bytes()).map(|rest| rest.trim_ascii_end());
        if let Some(end @ (b"" | b"--")) = end {
            if let Some(start) = start {
                parts.push(without_line_end(&body[start..at]));
            }
            start = Some(next);
            if end == b"--" {
                return parts;
            }
        }
        at = next;
    }
    // The last boundary is missing.
    if let Some(start) = start.filter(|start| *start < body.len()) {
        parts.push(&body[start..]);
    }
    parts
}

/// The boundary that a media type of several parts names.
pub(super) fn boundary(media_type: &str) -> Option<&str> {
    if !essence(media_type).starts_with("multipart/") {
        return None;
    }
    let value = media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then_some(value.trim())
    })?;
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    (!value.is_empty()).then_some(value)
}

/// A line without its end, and what is behind it.
fn cut_line(text: &[u8]) -> (&[u8], &[u8]) {
    match text.iter().position(|byte| *byte == b'\n') {
        Some(end) => {
            let line = &text[..end];
            (line.strip_suffix(b"\r").unwrap_or(line), &text[end + 1..])
        }
        None => (text.strip_suffix(b"\r").unwrap_or(text), &[]),
    }
}

/// The line end in front of a boundary belongs to that.
fn without_line_end(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}
