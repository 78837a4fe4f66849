//! The input files as text: decoding, and positions for people.

use std::path::Path;

/// Which of the [`Sources`] a [`Span`] points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) u32);

/// A range of bytes in the decoded text of one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source that the range is in.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// One input file, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    how: How,
}

/// How a file came to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// It is named: by the configuration, or wherever else.
    Named,
    /// It is in a folder that the configuration names, and may be anything.
    Found,
    /// A document refers to it.
    Followed,
}

/// All input files of a run, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<Source>,
}

impl Span {
    /// The range from `start` to `end` in `source`.
    ///
    /// Sources are at most 4 GiB long, which [`Sources::add`] ensures.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest span that holds both; `self` if they are in different sources.
    pub fn to(self, other: Self) -> Self {
        if self.source != other.source {
            return self;
        }
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl Source {
    /// The name that diagnostics show: the path as the user wrote it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name without folders.
    pub fn file_name(&self) -> String {
        let name = Path::new(&self.name).file_name();
        name.map_or_else(|| self.name.clone(), |name| name.to_string_lossy().into_owned())
    }

    /// Whether nobody named it: another document refers to it.
    pub fn is_followed(&self) -> bool {
        self.how == How::Followed
    }

    /// Whether nobody named it: it is in a folder of schemas, or another document refers to it.
    pub(crate) fn is_come_by(&self) -> bool {
        self.how != How::Named
    }

    /// The decoded text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both counted from one; columns count characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..char_boundary(&self.text, offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

impl Sources {
    /// Decodes a file and keeps its text.
    ///
    /// UTF-8 and UTF-16 of both byte orders are read, with and without a byte order mark.
    ///
    /// # Errors
    ///
    /// Bytes that are neither, or a file of 4 GiB or more.
    pub fn add(&mut self, path: &Path, bytes: Vec<u8>) -> Result<SourceId, String> {
        Ok(self.add_text(path, decode(bytes)?, How::Named))
    }

    /// Keeps the text of a file that was decoded.
    pub(crate) fn add_text(&mut self, path: &Path, text: String, how: How) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source { name: path.display().to_string(), text, how });
        id
    }

    /// The source of an id that this collection gave out.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// Every source with its id, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files.iter().enumerate().map(|(index, file)| (SourceId(index as u32), file))
    }

    /// The text that a span covers.
    pub fn snippet(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// The last boundary of a character at or before an offset, which may be beyond the end.
pub(crate) fn char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let text = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest.to_vec(), 3),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, 2),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, 2),
        [b'<' | b'{', 0, ..] => utf16(&bytes, u16::from_le_bytes, 0),
        [0, b'<' | b'{', ..] => utf16(&bytes, u16::from_be_bytes, 0),
        _ => utf8(bytes, 0),
    }?;
    if u32::try_from(text.len()).is_ok() { Ok(text) } else { Err(invalid("UTF-8 of under 4 GiB", 0)) }
}

/// Why bytes are not text.
fn invalid(encoding: &str, offset: usize) -> String {
    format!("the file is not valid {encoding} (byte offset {offset})")
}

fn utf8(bytes: Vec<u8>, skipped: usize) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| invalid("UTF-8", skipped + error.utf8_error().valid_up_to()))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, skipped: usize) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = skipped;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let character = decoded.map_err(|_| invalid("UTF-16", offset))?;
        offset += 2 * character.len_utf16();
        text.push(character);
    }
    if rest.is_empty() { Ok(text) } else { Err(invalid("UTF-16", offset)) }
}
