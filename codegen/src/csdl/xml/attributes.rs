//! The attributes of an element: each is asked for by name, and what is left over is reported.

use std::borrow::Cow;
use std::str::FromStr;

use super::cursor::{Cursor, Element};
use super::namespaces::split;
use crate::csdl::form::{Form, quoted};
use crate::csdl::values::{self, Numbers};
use crate::csdl::{Facets, Spanned, Text};
use crate::diagnostics::{Code, Diagnostic};
use crate::suggest::nearest;

/// The attributes of the element that was read last.
pub(super) struct Attributes<'c, 's, 'd> {
    /// What the element was read by, to report faults.
    pub(super) cursor: &'c mut Cursor<'s, 'd>,
    /// The element whose attributes they are.
    pub(super) element: Element<'s>,
    /// How many of them nobody has asked for yet.
    left: usize,
    /// The names that were asked for.
    asked: Vec<&'static str>,
    /// Whether all references stand for something in the value that was read last.
    is_whole: bool,
}

impl<'c, 's, 'd> Attributes<'c, 's, 'd> {
    /// The attributes of the element that the cursor has read last.
    pub(super) fn of(cursor: &'c mut Cursor<'s, 'd>, element: Element<'s>) -> Self {
        let left = cursor.attributes.iter().filter(|attribute| !attribute.is_done).count();
        Self { cursor, element, left, asked: Vec::new(), is_whole: true }
    }

    /// An attribute that the standard requires.
    ///
    /// Where it is missing, an error is reported, and an empty text takes its place so that reading can go on.
    pub(super) fn required(&mut self, name: &'static str, form: Form) -> Text<'s> {
        self.optional(name, form).unwrap_or_else(|| {
            let help = format!("add `{name}=\"…\"`, which the standard requires here");
            self.cursor.error(Code::MissingAttribute, self.element.span, self.missing(name), help);
            self.nothing()
        })
    }

    /// An attribute that the standard requires of an element that can be ignored: `None`, with a warning, where it is missing.
    pub(super) fn wanted(&mut self, name: &'static str, form: Form) -> Option<Text<'s>> {
        let found = self.optional(name, form);
        if found.is_none() {
            let help = format!("add `{name}=\"…\"`, which the standard requires here; the element is ignored");
            self.cursor.warning(Code::MissingAttribute, self.element.span, self.missing(name), help);
        }
        found
    }

    /// The name of a property, of a member of an enum type or of a child of a container, which is ignored if it has none: it is an empty text then.
    pub(super) fn part_name(&mut self) -> Text<'s> {
        self.wanted("Name", Form::Part).unwrap_or_else(|| self.nothing())
    }

    /// An attribute that may be missing.
    pub(super) fn optional(&mut self, name: &'static str, form: Form) -> Option<Text<'s>> {
        let value = self.take(name)?;
        Some(values::of_form(value, form, &mut |fault| self.report(fault)))
    }

    /// An attribute of the type `xs:boolean`.
    pub(super) fn boolean(&mut self, name: &'static str) -> Option<Spanned<bool>> {
        let text = self.take(name)?;
        values::boolean(name, &text, &mut |fault| self.report(fault))
    }

    /// A boolean attribute whose default is `false`.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        self.boolean(name).is_some_and(|flag| flag.value)
    }

    /// An attribute whose value is an integer; `numbers` says of which size.
    pub(super) fn integer<T: FromStr>(&mut self, name: &'static str, numbers: Numbers) -> Option<Spanned<T>> {
        let text = self.take(name)?;
        values::integer(name, numbers, &text, &mut |fault| self.report(fault))
    }

    /// The facets of a type (section 7.2).
    pub(super) fn facets(&mut self) -> Facets<'s> {
        Facets {
            nullable: self.boolean("Nullable"),
            max_length: self.size("MaxLength", values::MAX_LENGTH),
            precision: self.integer("Precision", values::PRECISION),
            scale: self.size("Scale", values::SCALE),
            unicode: self.boolean("Unicode"),
            srid: self.size("SRID", values::SRID),
        }
    }

    /// The next attribute that has one of these names, and its name.
    pub(super) fn next_of(&mut self, names: &'static [&'static str]) -> Option<(&'s str, Text<'s>)> {
        if self.left == 0 {
            return None;
        }
        let mut attributes = self.cursor.attributes.iter();
        let Some(index) = attributes.position(|attribute| !attribute.is_done && names.contains(&attribute.name)) else {
            self.asked.extend(names);
            return None;
        };
        Some((self.cursor.attributes[index].name, self.value(index)))
    }

    /// Reports what is wrong with the value that was read last, unless a part of it is not known, which was said.
    pub(super) fn report(&mut self, fault: Diagnostic) {
        if self.is_whole {
            self.cursor.report(fault);
        }
    }

    /// The element may have no other attributes: those that nobody has asked for are reported.
    pub(super) fn finish(self) -> &'c mut Cursor<'s, 'd> {
        if self.left == 0 {
            return self.cursor;
        }
        for index in 0..self.cursor.attributes.len() {
            let attribute = self.cursor.attributes[index];
            if attribute.is_done {
                continue;
            }
            let name = attribute.name;
            let (prefix, local) = split(name);
            let help = match nearest(local, self.asked.iter().copied()) {
                Some(known) if !prefix.is_empty() => format!("the attributes of CSDL have no prefix: write `{known}`"),
                Some(known) => format!("did you mean `{known}`?"),
                None => "it has no effect; remove it, or give it the prefix of another namespace".to_owned(),
            };
            let message = format!("unknown attribute {} of `{}`", quoted(name), self.element.name);
            self.cursor.warning(Code::UnknownAttribute, self.cursor.span_of(name), message, help);
        }
        self.cursor
    }

    fn size(&mut self, name: &'static str, words: &[&str]) -> Option<Text<'s>> {
        let value = self.take(name)?;
        values::size(name, words, value, &mut |fault| self.report(fault))
    }

    fn take(&mut self, name: &'static str) -> Option<Text<'s>> {
        if self.left == 0 {
            return None;
        }
        self.asked.push(name);
        let mut attributes = self.cursor.attributes.iter();
        let index = attributes.position(|attribute| !attribute.is_done && attribute.name == name)?;
        Some(self.value(index))
    }

    fn value(&mut self, index: usize) -> Text<'s> {
        self.cursor.attributes[index].is_done = true;
        self.left -= 1;
        let raw = self.cursor.attributes[index].raw;
        let (text, is_whole) = self.cursor.unescape(raw);
        self.is_whole = is_whole;
        Text { text, span: self.cursor.span_of(raw) }
    }

    fn missing(&self, name: &str) -> String {
        format!("the attribute `{name}` of `{}` is missing", self.element.name)
    }

    /// What takes the place of an attribute that is missing.
    fn nothing(&self) -> Text<'s> {
        Text { text: Cow::Borrowed(""), span: self.element.span }
    }
}
