//! The attributes of an element: each is asked for by name, and what is left over is reported.

use std::borrow::Cow;
use std::str::FromStr;

use quick_xml::events::attributes::{AttrError, Attributes};

use super::cursor::{Cursor, Element, Namespace, Read, Stop, is_xml_name, split, undeclared};
use super::escape;
use crate::csdl::names::{Form, quoted};
use crate::csdl::values::{self, Numbers};
use crate::csdl::{Facets, Spanned, Text};
use crate::diagnostics::{Code, Diagnostic};
use crate::names::nearest;
use crate::source::char_boundary;

/// An attribute as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'s> {
    /// The name with its prefix.
    pub(super) name: &'s str,
    /// The value between the quotes.
    pub(super) raw: &'s str,
    /// It was asked for, or is nothing of CSDL.
    pub(super) taken: bool,
}

impl<'s> Cursor<'s, '_> {
    /// An attribute that has to be there.
    ///
    /// Where it is not, an error is reported, and an empty text takes its place so that reading can go on.
    pub(super) fn required(&mut self, element: Element<'s>, name: &'static str, form: Form) -> Text<'s> {
        self.optional(name, form).unwrap_or_else(|| {
            self.error(
                Code::MissingAttribute,
                element.span,
                format!("the attribute `{name}` of `{}` is missing", element.name),
                format!("add `{name}=\"…\"`, which the standard requires here"),
            );
            Text { text: Cow::Borrowed(""), span: element.span }
        })
    }

    /// An attribute that has to be there in something that can be left out: `None`, with a warning, where it is not.
    pub(super) fn wanted(&mut self, element: Element<'s>, name: &'static str, form: Form) -> Option<Text<'s>> {
        let found = self.optional(name, form);
        if found.is_none() {
            self.warning(
                Code::MissingAttribute,
                element.span,
                format!("the attribute `{name}` of `{}` is missing", element.name),
                format!("add `{name}=\"…\"`, which the standard requires here; the element is ignored"),
            );
        }
        found
    }

    /// The name of a property or of a member of an enum type, which is left out if it has none: it is an empty text then.
    pub(super) fn part_name(&mut self, element: Element<'s>) -> Text<'s> {
        let name = self.wanted(element, "Name", Form::Part);
        name.unwrap_or(Text { text: Cow::Borrowed(""), span: element.span })
    }

    /// An attribute that need not be there.
    pub(super) fn optional(&mut self, name: &'static str, form: Form) -> Option<Text<'s>> {
        let value = self.take(name)?;
        Some(values::of_form(value, form, &mut |fault| self.report(fault)))
    }

    /// An attribute of the type `xs:boolean`.
    pub(super) fn boolean(&mut self, name: &'static str) -> Option<Spanned<bool>> {
        let value = self.take(name)?;
        let parsed = values::boolean(name, &value, &mut |fault| self.report(fault))?;
        Some(Spanned { value: parsed, span: value.span })
    }

    /// A boolean attribute that means `false` where it is not given.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        self.boolean(name).is_some_and(|flag| flag.value)
    }

    /// An attribute whose value is an integer; `numbers` says of which size.
    pub(super) fn integer<T: FromStr>(&mut self, name: &'static str, numbers: Numbers) -> Option<Spanned<T>> {
        let value = self.take(name)?;
        let parsed = values::integer(name, numbers, &value, &mut |fault| self.report(fault))?;
        Some(Spanned { value: parsed, span: value.span })
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

    /// The next attribute without a prefix that nobody has asked for.
    pub(super) fn take_next(&mut self, wanted: impl Fn(&str) -> bool) -> Option<(&'s str, Text<'s>)> {
        if self.untaken == 0 {
            return None;
        }
        let index = self.attributes.iter().position(|attribute| !attribute.taken && wanted(attribute.name))?;
        let name = self.attributes[index].name;
        Some((name, self.value(index)))
    }

    /// Reports the attributes that nobody has asked for.
    pub(super) fn no_more_attributes(&mut self, element: Element<'s>) {
        if self.untaken == 0 {
            return;
        }
        for index in 0..self.attributes.len() {
            let Attribute { name, taken, .. } = self.attributes[index];
            if taken {
                continue;
            }
            let start = self.offset_of(name);
            let (prefix, local) = split(name);
            let help = match nearest(local, self.asked.iter().copied()) {
                Some(known) if !prefix.is_empty() => format!("the attributes of CSDL have no prefix: write `{known}`"),
                Some(known) => format!("did you mean `{known}`?"),
                None => "it has no effect; remove it, or give it the prefix of a namespace of its own".to_owned(),
            };
            let message = format!("unknown attribute {} of `{}`", quoted(name), element.name);
            self.warning(Code::UnknownAttribute, self.span(start, start + name.len()), message, help);
        }
        self.untaken = 0;
    }

    /// Reads the attributes of a start tag: `tag` is what is between its brackets, at `base` in the file.
    pub(super) fn read_attributes(&mut self, base: usize, tag: &'s str, name_length: usize) -> Read<()> {
        self.attributes.clear();
        self.asked.clear();
        self.untaken = 0;
        let mut prefixed = false;
        for attribute in Attributes::new(tag, name_length).with_checks(false) {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => return Err(self.attribute_fault(base, tag, &error)),
            };
            let (name, Cow::Borrowed(raw)) = (attribute.key.into_inner(), attribute.value) else { continue };
            let (start, value_start) = (self.offset_of(name), self.offset_of(raw));
            if !tag.as_bytes()[start - base - 1].is_ascii_whitespace() {
                return Err(self.malformed(
                    start,
                    start + name.len(),
                    "a space is missing before the attribute",
                    "add it",
                ));
            }
            if let Some(at) = raw.find('<') {
                let message = format!("`<` in the value of the attribute {}", quoted(name));
                let help = "the closing quote may be missing; the character itself is written `&lt;`";
                return Err(self.malformed(value_start + at, value_start + at + 1, &message, help));
            }
            if let Some(declared) = name.strip_prefix("xmlns")
                && let Some(prefix) = if declared.is_empty() { Some("") } else { declared.strip_prefix(':') }
            {
                let uri = self.unescape(raw);
                self.bind(prefix, uri);
                continue;
            }
            let taken = name.contains(':');
            prefixed |= taken;
            self.untaken += usize::from(!taken);
            self.attributes.push(Attribute { name, raw, taken });
        }
        self.refuse_duplicates();
        if prefixed { self.check_prefixes() } else { Ok(()) }
    }

    fn take(&mut self, name: &'static str) -> Option<Text<'s>> {
        if self.untaken == 0 {
            return None;
        }
        self.asked.push(name);
        let index = self.attributes.iter().position(|attribute| !attribute.taken && attribute.name == name)?;
        Some(self.value(index))
    }

    fn value(&mut self, index: usize) -> Text<'s> {
        self.attributes[index].taken = true;
        self.untaken -= 1;
        let raw = self.attributes[index].raw;
        let start = self.offset_of(raw);
        Text { text: self.unescape(raw), span: self.span(start, start + raw.len()) }
    }

    fn unescape(&mut self, raw: &'s str) -> Cow<'s, str> {
        let start = self.offset_of(raw);
        escape::attribute(raw, |range, fault| self.fault(start + range.start, start + range.end, fault))
    }

    fn size(&mut self, name: &'static str, words: &[&str]) -> Option<Text<'s>> {
        let value = self.take(name)?;
        values::size(name, words, value, &mut |fault| self.report(fault))
    }

    fn refuse_duplicates(&mut self) {
        let names = &self.attributes;
        let few = names.len() <= 16;
        if few && names.iter().enumerate().all(|(index, one)| names[..index].iter().all(|other| other.name != one.name))
        {
            return;
        }
        // A tag can hold any number of attributes, so comparing each with each would take too long.
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|&index| (self.attributes[index].name, index));
        let mut first = 0;
        for next in 1..order.len() {
            let Attribute { name, taken, .. } = self.attributes[order[next]];
            if self.attributes[order[first]].name != name {
                first = next;
                continue;
            }
            let (earlier, again) = (self.offset_of(self.attributes[order[first]].name), self.offset_of(name));
            let (earlier, again) = (self.span(earlier, earlier + name.len()), self.span(again, again + name.len()));
            let diagnostic = Diagnostic::error(
                Code::RepeatedAttribute,
                again,
                format!("the attribute {} is given twice", quoted(name)),
            )
            .related(earlier, "first given here")
            .help("remove one of them");
            self.report(diagnostic);
            self.attributes[order[next]].taken = true;
            self.untaken -= usize::from(!taken);
        }
    }

    fn check_prefixes(&mut self) -> Read<()> {
        for index in 0..self.attributes.len() {
            let name = self.attributes[index].name;
            let (prefix, local) = split(name);
            let start = self.offset_of(name);
            if !name.contains(':') {
                continue;
            }
            if !is_xml_name(prefix) || !is_xml_name(local) {
                let message = format!("{} is not the name of an attribute", quoted(name));
                return Err(self.malformed(start, start + name.len(), &message, "correct the name"));
            }
            match self.resolve(prefix) {
                // The attributes of CSDL have no prefix, so this one will be left over.
                Some(Namespace::Edm | Namespace::Edmx) if self.attributes[index].taken => {
                    self.attributes[index].taken = false;
                    self.untaken += 1;
                }
                Some(_) => {}
                None => {
                    let (message, help) = undeclared(prefix);
                    return Err(self.malformed(start, start + prefix.len(), &message, &help));
                }
            }
        }
        Ok(())
    }

    fn attribute_fault(&mut self, base: usize, tag: &'s str, error: &AttrError) -> Stop {
        let (at, message, help) = match *error {
            AttrError::ExpectedEq(at) => (at, "an attribute has no `=` after its name", "write `Name=\"value\"`"),
            AttrError::ExpectedValue(at) => (at, "an attribute has no value", "write `Name=\"value\"`"),
            AttrError::UnquotedValue(at) => (at, "an attribute value has no quotes", "write `Name=\"value\"`"),
            AttrError::ExpectedQuote(at, _) => (at, "an attribute value has no closing quote", "add the quote"),
            AttrError::Duplicated(at, _) => (at, "an attribute is given twice", "remove one of them"),
        };
        let at = char_boundary(tag, at);
        let length = tag[at..].chars().next().map_or(0, char::len_utf8);
        self.malformed(base + at, base + at + length, message, help)
    }
}
