//! Walks the XML of a document: elements with their namespaces, text, and whatever is not well-formed.

use std::borrow::Cow;

use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::{Error, Reader};

use super::escape::{self, Fault};
use super::namespaces::{Bindings, Namespace, declared_prefix, is_xml_name, split};
use super::tag::{self, Attribute};
use crate::csdl::form::quoted;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{SourceId, Span, char_boundary};

/// How deep elements may be nested. Annotation expressions are read recursively, so something has to end them.
const MAX_DEPTH: usize = 100;

/// Reading cannot go on; why is among the diagnostics.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop;

/// What a reading step gives unless the document ends early.
pub(super) type Read<T> = Result<T, Stop>;

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'s> {
    /// The name without its prefix.
    pub(super) name: &'s str,
    /// The namespace that the prefix stands for.
    pub(super) namespace: Namespace,
    /// The whole start tag.
    pub(super) span: Span,
}

/// What comes next in an element.
#[derive(Debug)]
pub(super) enum Node<'s> {
    /// A child, whose attributes are now those of the cursor.
    Element(Element<'s>),
    /// A part of the text; comments, references and CDATA sections part it.
    Text(Cow<'s, str>, Span),
    /// The end tag.
    End,
    /// The end of the file, outside of the root element.
    Eof,
}

/// Where the reading of a document is.
pub(super) struct Cursor<'s, 'd> {
    /// The attributes of the start tag that was read last, without declarations of namespaces.
    pub(super) attributes: Vec<Attribute<'s>>,
    diagnostics: &'d mut Diagnostics,
    /// Faults after which reading goes on are warnings.
    is_lenient: bool,
    text: &'s str,
    source: SourceId,
    reader: Reader<&'s [u8]>,
    /// What the reader does not count: a byte order mark that it skips.
    skipped: usize,
    /// The last element was an empty-element tag, whose end comes next.
    at_empty: bool,
    open: Vec<Open<'s>>,
    bindings: Bindings<'s>,
}

struct Open<'s> {
    qualified: &'s str,
    span: Span,
    /// How many namespace bindings there were outside of it.
    bindings: usize,
}

impl<'s> Element<'s> {
    /// The name if it is in the namespace of `Schema`, otherwise empty.
    pub(super) fn edm(&self) -> &'s str {
        if self.namespace == Namespace::Edm { self.name } else { "" }
    }
}

impl<'s, 'd> Cursor<'s, 'd> {
    pub(super) fn new(text: &'s str, source: SourceId, diagnostics: &'d mut Diagnostics) -> Self {
        let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut reader = Reader::from_str(&text[mark..]);
        // End tags are compared here, where the place of the start tag is known.
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        Self {
            attributes: Vec::new(),
            diagnostics,
            is_lenient: false,
            text,
            source,
            reader,
            skipped: mark,
            at_empty: false,
            open: Vec::new(),
            bindings: Bindings::default(),
        }
    }

    /// The next node of the innermost open element.
    pub(super) fn next(&mut self) -> Read<Node<'s>> {
        if std::mem::take(&mut self.at_empty) {
            self.close();
            return Ok(Node::End);
        }
        loop {
            let start = self.offset();
            let event = self.reader.read_event();
            let end = self.offset();
            match event {
                Ok(event @ (Event::Start(_) | Event::Empty(_))) => {
                    self.at_empty = matches!(event, Event::Empty(_));
                    return self.start_tag(start, end).map(Node::Element);
                }
                Ok(Event::End(_)) => return self.end_tag(start, end),
                Ok(Event::Text(_)) => {
                    return Ok(Node::Text(escape::text(&self.text[start..end]), self.span(start, end)));
                }
                Ok(Event::CData(_)) => {
                    let (start, end) = (start + "<![CDATA[".len(), end - "]]>".len());
                    return Ok(Node::Text(escape::text(&self.text[start..end]), self.span(start, end)));
                }
                Ok(Event::GeneralRef(_)) => return Ok(self.reference(start, end)),
                Ok(Event::Comment(_) | Event::PI(_)) => {}
                Ok(Event::Decl(_)) if start == self.skipped => {}
                Ok(Event::Decl(_)) => {
                    let message = "an XML declaration can only be at the very start of a file";
                    return Err(self.malformed(start, end, message, "remove it, and what is before it"));
                }
                Ok(Event::DocType(_)) => return Err(self.doctype(start, end)),
                Ok(Event::Eof) if self.open.is_empty() => return Ok(Node::Eof),
                Ok(Event::Eof) => return Err(self.truncated()),
                Err(Error::IllFormed(IllFormedError::UnclosedReference)) => {
                    self.fault(start, start + 1, Fault::Bare);
                }
                Err(error) => return Err(self.syntax(&error)),
            }
        }
    }

    /// Reads to the end of the element that was opened last.
    pub(super) fn skip(&mut self) -> Read<()> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            self.next()?;
        }
        Ok(())
    }

    /// The name of the innermost open element.
    pub(super) fn parent(&self) -> &'s str {
        self.open.last().map_or("", |open| open.qualified)
    }

    /// The URI that the prefix of the innermost open element stands for.
    pub(super) fn uri(&self) -> String {
        let prefix = self.open.last().map_or("", |open| split(open.qualified).0);
        self.bindings.uri(prefix).to_owned()
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// Where a part of the text is.
    pub(super) fn span_of(&self, part: &'s str) -> Span {
        let start = self.offset_of(part);
        self.span(start, start + part.len())
    }

    fn offset_of(&self, part: &'s str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    pub(super) fn error(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.report(Diagnostic::error(code, span, message).help(help));
    }

    pub(super) fn warning(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.report(Diagnostic::warning(code, span, message).help(help));
    }

    /// Reports a fault after which reading goes on.
    pub(super) fn report(&mut self, mut fault: Diagnostic) {
        if self.is_lenient {
            fault.severity = Severity::Warning;
        }
        self.diagnostics.push(fault);
    }

    /// Reads something that nothing depends on: faults in it are warnings, unless reading has to stop.
    pub(super) fn leniently<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let is_lenient = std::mem::replace(&mut self.is_lenient, true);
        let result = read(self);
        self.is_lenient = is_lenient;
        result
    }

    /// Reports why a file cannot be read at all.
    pub(super) fn refuse(&mut self, code: Code, span: Span, message: &str, help: &str) -> Stop {
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
        Stop
    }

    /// Where reading is: the end of the tag that was read last.
    pub(super) fn here(&self) -> Span {
        self.span(self.offset(), self.offset())
    }

    /// What the value of an attribute means, and whether all references in it stand for something: those that do not are
    /// reported.
    pub(super) fn unescape(&mut self, raw: &'s str) -> (Cow<'s, str>, bool) {
        let (start, mut is_whole) = (self.offset_of(raw), true);
        let text = escape::attribute(raw, |range, fault| {
            is_whole = false;
            self.fault(start + range.start, start + range.end, fault);
        });
        (text, is_whole)
    }

    /// Reports a reference that stands for nothing.
    fn fault(&mut self, start: usize, end: usize, fault: Fault) {
        let message = fault.message(&self.text[start..end]);
        self.error(Code::MalformedXml, self.span(start, end), message, fault.help());
    }

    /// Reports that the file is not well-formed, which ends its reading.
    pub(super) fn malformed(&mut self, start: usize, end: usize, message: &str, help: &str) -> Stop {
        self.diagnostics.push(not_well_formed(self.span(start, end), message).help(help));
        Stop
    }

    fn start_tag(&mut self, start: usize, end: usize) -> Read<Element<'s>> {
        let tag = &self.text[start + 1..end - 1];
        let tag = if self.at_empty { &tag[..tag.len() - 1] } else { tag };
        let qualified = &tag[..tag.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(tag.len())];
        let (prefix, name) = split(qualified);
        if !is_xml_name(name) || !(prefix.is_empty() || is_xml_name(prefix)) || name.contains(':') {
            let message = format!("{} is not the name of an element", quoted(qualified));
            let help = "write `&lt;` for the character `<`";
            return Err(self.malformed(start, start + 1 + qualified.len(), &message, help));
        }
        let span = self.span(start, end);
        if self.open.len() == MAX_DEPTH {
            let message = format!("elements are nested deeper than {MAX_DEPTH} levels");
            return Err(self.refuse(Code::MalformedXml, span, &message, "make the document flatter"));
        }
        self.open.push(Open { qualified, span, bindings: self.bindings.len() });
        self.read_attributes(start + 1, tag, qualified.len())?;
        Ok(Element { name, namespace: self.resolve(prefix)?, span })
    }

    /// The namespace of a prefix, which has to be declared.
    fn resolve(&mut self, prefix: &'s str) -> Read<Namespace> {
        self.bindings.resolve(prefix).ok_or_else(|| {
            let start = self.offset_of(prefix);
            let message = format!("the namespace prefix {} is not declared", quoted(prefix));
            let help = format!("declare it with `xmlns:{prefix}=\"…\"` on this element or an enclosing one");
            self.malformed(start, start + prefix.len(), &message, &help)
        })
    }

    /// Reads the attributes of a start tag: `tag` is what is between its brackets, at `base` in the file.
    fn read_attributes(&mut self, base: usize, tag: &'s str, name_length: usize) -> Read<()> {
        self.attributes.clear();
        for attribute in tag::attributes(tag, name_length) {
            let (name, raw) = attribute.map_err(|fault| {
                self.malformed(base + fault.place.start, base + fault.place.end, &fault.message, fault.help)
            })?;
            if let Some(prefix) = declared_prefix(name) {
                let (uri, _) = self.unescape(raw);
                self.bindings.bind(prefix, uri);
                continue;
            }
            self.attributes.push(Attribute { name, raw, is_done: name.contains(':') });
        }
        for (earlier, again) in tag::repeated(&self.attributes) {
            let [earlier, name] = [earlier, again].map(|index| self.attributes[index].name);
            let message = format!("the attribute {} is given twice", quoted(name));
            let fault = Diagnostic::error(Code::RepeatedAttribute, self.span_of(name), message);
            self.report(fault.related(self.span_of(earlier), "first given here").help("remove one of them"));
            self.attributes[again].is_done = true;
        }
        self.check_prefixes()
    }

    fn check_prefixes(&mut self) -> Read<()> {
        for index in 0..self.attributes.len() {
            let name = self.attributes[index].name;
            if !name.contains(':') {
                continue;
            }
            let (prefix, local) = split(name);
            if !is_xml_name(prefix) || !is_xml_name(local) {
                let start = self.offset_of(name);
                let message = format!("{} is not the name of an attribute", quoted(name));
                return Err(self.malformed(start, start + name.len(), &message, "correct the name"));
            }
            // The attributes of CSDL have no prefix, so this one will be left over.
            self.attributes[index].is_done = !self.resolve(prefix)?.is_csdl();
        }
        Ok(())
    }

    fn end_tag(&mut self, start: usize, end: usize) -> Read<Node<'s>> {
        let name = self.text[start + 2..end - 1].trim_ascii_end();
        match self.open.last() {
            Some(open) if open.qualified == name => {
                self.close();
                Ok(Node::End)
            }
            Some(open) => {
                let expected = open.qualified;
                let message = format!("expected the end tag `</{expected}>`, found {}", quoted(&format!("</{name}>")));
                let fault = not_well_formed(self.span(start, end), &message)
                    .related(open.span, format!("`{expected}` starts here"))
                    .help(format!("close `{expected}` first, or remove one of the tags"));
                self.diagnostics.push(fault);
                Err(Stop)
            }
            None => {
                let message = format!("the end tag {} has no start tag", quoted(&format!("</{name}>")));
                Err(self.malformed(start, end, &message, "remove it"))
            }
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.bindings.truncate(open.bindings);
        }
    }

    fn reference(&mut self, start: usize, end: usize) -> Node<'s> {
        let text = match escape::reference(&self.text[start + 1..end - 1]) {
            Ok(character) => Cow::Owned(character.to_string()),
            Err(fault) => {
                self.fault(start, end, fault);
                Cow::Borrowed("")
            }
        };
        Node::Text(text, self.span(start, end))
    }

    fn doctype(&mut self, start: usize, end: usize) -> Stop {
        let place = self.span(start, self.line_end(start, end));
        let name = self.text[start..end].get("<!DOCTYPE".len()..).and_then(|rest| rest.trim_start().get(..4));
        if name.is_some_and(|name| name.eq_ignore_ascii_case("html")) {
            let help = "save the metadata document itself, the answer to `GET …/$metadata`";
            return self.refuse(Code::MalformedXml, place, "the file is an HTML page, not CSDL XML", help);
        }
        let message = "the file has a DOCTYPE, which CSDL does not allow";
        self.refuse(Code::MalformedXml, place, message, "remove it; entities cannot be defined")
    }

    fn truncated(&mut self) -> Stop {
        let end = self.span(self.text.len(), self.text.len());
        let fault = match self.open.last() {
            Some(Open { qualified, span, .. }) => {
                not_well_formed(end, &format!("it ends too early, inside of `{qualified}`"))
                    .related(*span, format!("`{qualified}` starts here and has no end tag"))
            }
            None => not_well_formed(end, "it ends too early"),
        };
        self.diagnostics.push(fault.help("get the whole file; this one may have been cut off"));
        Stop
    }

    fn syntax(&mut self, error: &Error) -> Stop {
        let start = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX).saturating_add(self.skipped);
        let start = char_boundary(self.text, start);
        let (message, help) = match error {
            Error::Syntax(
                error @ (SyntaxError::UnclosedSingleQuotedAttributeValue
                | SyntaxError::UnclosedDoubleQuotedAttributeValue),
            ) => (error.to_string(), "add the closing quote of one of the attributes"),
            Error::Syntax(error) => (error.to_string(), "complete it; the file may have been cut off"),
            Error::IllFormed(error) => (error.to_string(), "correct the markup"),
            error => (error.to_string(), "correct the markup"),
        };
        self.malformed(start, self.line_end(start, self.text.len()), &message, help)
    }

    fn line_end(&self, start: usize, end: usize) -> usize {
        self.text[start..end].find(['\n', '\r']).map_or(end, |length| start + length)
    }

    fn offset(&self) -> usize {
        self.skipped + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

fn not_well_formed(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(Code::MalformedXml, span, format!("the file is not well-formed XML: {message}"))
}
