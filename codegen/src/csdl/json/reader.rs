//! Objects and their members: what is asked for by name, what has to be there, and what is left over.

use std::borrow::Cow;
use std::str::FromStr;

use super::annotated::{Annotated, Place};
use super::value::{Data, Member, Value};
use crate::csdl::form::{Form, quoted};
use crate::csdl::values::{self, Numbers};
use crate::csdl::{Facets, Spanned, Text};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{SourceId, Span};
use crate::suggest::did_you_mean;

/// The members that say of which type something is (section 7.2).
pub(super) const TYPE: [&str; 8] =
    ["$Type", "$Collection", "$Nullable", "$MaxLength", "$Precision", "$Scale", "$Unicode", "$SRID"];

/// What the reading of a document needs.
pub(super) struct Reader<'s, 'd> {
    pub(super) text: &'s str,
    pub(super) source: SourceId,
    diagnostics: &'d mut Diagnostics,
    /// Faults after which reading goes on are warnings.
    is_lenient: bool,
}

/// An object that stands for something of CSDL.
pub(super) struct Object<'v, 's> {
    /// What it stands for, such as `EntityType`.
    pub(super) what: &'static str,
    /// What stands for the whole in messages: the name of the member whose value it is, or its opening bracket.
    pub(super) place: Span,
    pub(super) members: &'v [Member<'s>],
    /// The annotations among the members.
    pub(super) annotated: Annotated<'v, 's>,
}

/// What an absent `$Nullable` or `$Scale` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absent {
    /// What the standard says for values: not nullable, and decimals have any number of fractional digits.
    Default,
    /// The same, of something without `$Nullable`.
    NeverNullable,
    /// Nothing is said.
    Unsaid,
}

impl<'v, 's> Object<'v, 's> {
    /// The value of a member whose name starts with `$`; the first of several.
    pub(super) fn get(&self, name: &str) -> Option<&'v Value<'s>> {
        self.members.iter().find(|member| member.name.text == name).map(|member| &member.value)
    }

    /// The members that are declared by names of their own.
    pub(super) fn named(&self) -> impl Iterator<Item = &'v Member<'s>> + use<'v, 's> {
        self.members.iter().filter(|member| !member.name.text.starts_with('$') && !member.name.text.contains('@'))
    }
}

impl<'s, 'd> Reader<'s, 'd> {
    pub(super) fn new(text: &'s str, source: SourceId, diagnostics: &'d mut Diagnostics) -> Self {
        Self { text, source, diagnostics, is_lenient: false }
    }

    /// An object with the members in `known`; `None` if the value is something else.
    pub(super) fn object<'v>(
        &mut self,
        what: &'static str,
        place: Span,
        value: &'v Value<'s>,
        known: &[&[&'static str]],
    ) -> Option<Object<'v, 's>> {
        let Some(members) = value.members() else {
            self.unexpected(what, value, "an object");
            return None;
        };
        self.check_members(what, members, known);
        let (annotated, lost) = Annotated::among(members);
        self.without_target(&lost);
        Some(Object { what, place, members, annotated })
    }

    /// The items of an array; none if the value is something else.
    pub(super) fn items<'v>(&mut self, what: &'static str, value: &'v Value<'s>) -> &'v [Value<'s>] {
        if let Data::Array(items) = &value.data {
            return items;
        }
        self.unexpected(what, value, "an array");
        &[]
    }

    /// Reports a value that is not of the kind that it has to be, and is ignored.
    pub(super) fn unexpected(&mut self, what: &str, value: &Value<'s>, wanted: &str) {
        let message = format!("{} is ignored: it is {}", quoted(what), value.kind());
        self.warning(Code::UnexpectedElement, value.head(), message, format!("it must be {wanted}"));
    }

    /// Reports a member that is not allowed in its object.
    pub(super) fn unexpected_member(&mut self, member: &Member<'s>, parent: &str, wanted: &str) {
        let message = format!("{} in `{parent}` is ignored: it is {}", quoted(&member.name.text), member.value.kind());
        self.warning(Code::UnexpectedElement, member.name.span, message, format!("it must be {wanted}"));
    }

    /// Reports the members with names of their own, in an object of `parent` that can have none.
    pub(super) fn only_annotations(&mut self, object: &Object<'_, 's>, parent: &str) {
        for member in object.named() {
            self.unexpected_member(member, parent, "an annotation, whose name starts with `@`");
        }
    }

    /// Reports annotations of what is not there.
    pub(super) fn without_target(&mut self, places: &[Place<'_, 's>]) {
        for place in places {
            let message = format!("the annotated {} does not exist", quoted(place.target()));
            let help = "the annotation is ignored; correct the name or remove it";
            self.warning(Code::UnknownAnnotationTarget, place.member.name.span, message, help);
        }
    }

    /// Reports a `$Kind` that is not known in `parent`.
    pub(super) fn unknown_kind(&mut self, kind: &str, place: Span, parent: &str, known: &[&'static str]) {
        let near = did_you_mean(kind, known.iter().copied());
        let help = near.unwrap_or_else(|| format!("it can be `{}`", known.join("`, `")));
        let message = format!("unknown `$Kind` {} in `{parent}` is ignored", quoted(kind));
        self.warning(Code::UnexpectedElement, place, message, help);
    }

    /// A name that is declared by a member.
    pub(super) fn name(&mut self, member: &Member<'s>, form: Form) -> Text<'s> {
        self.of_form(member.name.clone(), form)
    }

    /// A text that has to have a form.
    pub(super) fn of_form(&mut self, text: Text<'s>, form: Form) -> Text<'s> {
        values::of_form(text, form, &mut |fault| self.report(fault))
    }

    /// A text that has to be there.
    ///
    /// Where it is not, an error is reported, and an empty text takes its place so that reading can go on.
    pub(super) fn required(&mut self, object: &Object<'_, 's>, name: &'static str, form: Form) -> Text<'s> {
        self.optional(object, name, form).unwrap_or_else(|| self.missing(object, name))
    }

    /// A text that need not be there.
    pub(super) fn optional(&mut self, object: &Object<'_, 's>, name: &'static str, form: Form) -> Option<Text<'s>> {
        let text = self.string(name, object.get(name)?)?;
        Some(self.of_form(text, form))
    }

    /// Reports a member that has to be there.
    pub(super) fn missing(&mut self, object: &Object<'_, 's>, name: &'static str) -> Text<'s> {
        let message = format!("the member `{name}` of `{}` is missing", object.what);
        let help = format!("add `\"{name}\": …`, which the standard requires here");
        self.error(Code::MissingAttribute, object.place, message, help);
        Text { text: Cow::Borrowed(""), span: object.place }
    }

    /// The text that the value of `name` is.
    pub(super) fn string(&mut self, name: &str, value: &Value<'s>) -> Option<Text<'s>> {
        if let Data::String(text) = &value.data {
            return Some(Text { text: text.clone(), span: value.inner() });
        }
        self.wrong_kind(name, value, "a string in double quotes");
        None
    }

    /// The characters of a value: the text that it is, or how it is written.
    pub(super) fn characters(&self, value: &Value<'s>) -> Text<'s> {
        let span = value.inner();
        let text = match &value.data {
            Data::String(text) => text.clone(),
            _ => Cow::Borrowed(self.text.get(span.start as usize..span.end as usize).unwrap_or_default()),
        };
        Text { text, span }
    }

    pub(super) fn boolean(&mut self, object: &Object<'_, 's>, name: &'static str) -> Option<Spanned<bool>> {
        let value = object.get(name)?;
        let span = value.inner();
        match &value.data {
            Data::Bool(value) => Some(Spanned { value: *value, span }),
            Data::String(text) if matches!(&**text, "true" | "false") => {
                let help = format!("write `{text}` without quotes; it is read as such");
                self.warning(Code::LaxForm, span, format!("`{name}` is a string"), help);
                Some(Spanned { value: text == "true", span })
            }
            Data::String(text) => {
                let text = Text { text: text.clone(), span };
                values::boolean(name, &text, &mut |fault| self.report(fault))
            }
            _ => {
                self.wrong_kind(name, value, "`true` or `false`");
                None
            }
        }
    }

    /// A boolean that means `false` where it is not given.
    pub(super) fn flag(&mut self, object: &Object<'_, 's>, name: &'static str) -> bool {
        self.boolean(object, name).is_some_and(|flag| flag.value)
    }

    /// The integer that a number or a string of digits is. Some software writes large ones as strings.
    pub(super) fn integer<T: FromStr>(
        &mut self,
        name: &str,
        numbers: Numbers,
        value: &Value<'s>,
    ) -> Option<Spanned<T>> {
        if !matches!(value.data, Data::Number(_) | Data::String(_)) {
            self.wrong(numbers.decides, name, value, numbers.wanted);
            return None;
        }
        let text = self.characters(value);
        values::integer(name, numbers, &text, &mut |fault| self.report(fault))
    }

    /// The type that something has: its qualified name, or `Collection(…)` of it.
    ///
    /// Where it is not given, or not as a string, it is `default`; if there is none, that is an error.
    pub(super) fn type_name(&mut self, object: &Object<'_, 's>, default: Option<&'static str>) -> Text<'s> {
        let is_collection = self.flag(object, "$Collection");
        let given = object.get("$Type");
        let Some(text) = given.and_then(|value| self.string("$Type", value)) else {
            let of = |text| Text { text: Cow::Borrowed(text), span: object.place };
            return match default {
                Some(default) => collection(of(default), is_collection),
                None if given.is_none() => self.missing(object, "$Type"),
                None => of(""),
            };
        };
        if text.text.starts_with("Collection(") {
            let help = "write the type of the items, and `\"$Collection\": true`; it is read as such";
            self.warning(Code::LaxForm, text.span, "`$Type` is written as in XML", help);
            return self.of_form(text, Form::TypeReference);
        }
        collection(self.of_form(text, Form::TypeReference), is_collection)
    }

    /// The facets of the type `type_name` (section 7.2).
    pub(super) fn facets(&mut self, object: &Object<'_, 's>, type_name: &Text<'s>, absent: Absent) -> Facets<'s> {
        let nullable = match absent {
            Absent::Default => {
                let absent = Spanned { value: false, span: object.place };
                Some(self.boolean(object, "$Nullable").unwrap_or(absent))
            }
            Absent::NeverNullable | Absent::Unsaid => None,
        };
        let precision = object.get("$Precision").and_then(|value| self.integer("$Precision", values::PRECISION, value));
        // XML has zero as its default, and JSON any number of digits.
        let is_decimal = matches!(&*type_name.text, "Edm.Decimal" | "Collection(Edm.Decimal)");
        let any_scale = || Text { text: Cow::Borrowed("variable"), span: object.place };
        let scale = self.size(object, "$Scale", values::SCALE);
        Facets {
            nullable,
            max_length: self.size(object, "$MaxLength", values::MAX_LENGTH),
            precision,
            scale: scale.or_else(|| (is_decimal && absent != Absent::Unsaid).then(any_scale)),
            unicode: self.boolean(object, "$Unicode"),
            srid: self.size(object, "$SRID", values::SRID),
        }
    }

    /// The text of `$DefaultValue`, as XML has it.
    pub(super) fn default_value(&self, object: &Object<'_, 's>) -> Option<Text<'s>> {
        object.get("$DefaultValue").map(|value| self.characters(value))
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

    /// Reads something that nothing depends on: faults in it are warnings.
    pub(super) fn leniently<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let is_lenient = std::mem::replace(&mut self.is_lenient, true);
        let result = read(self);
        self.is_lenient = is_lenient;
        result
    }

    /// Reports a value of `name` that is of a kind that it cannot be.
    ///
    /// It is an error only if the member decides what is made of a type.
    pub(super) fn wrong_kind(&mut self, name: &str, value: &Value<'s>, wanted: &str) {
        self.wrong(values::decides(name), name, value, wanted);
    }

    fn wrong(&mut self, decides: bool, name: &str, value: &Value<'s>, wanted: &str) {
        let message = format!("{} is {}", quoted(name), value.kind());
        self.report(values::invalid_value(decides, value.head(), message, &format!("write {wanted}")));
    }

    fn size(&mut self, object: &Object<'_, 's>, name: &'static str, words: &[&str]) -> Option<Text<'s>> {
        let value = object.get(name)?;
        if !matches!(value.data, Data::Number(_) | Data::String(_)) {
            self.wrong_kind(name, value, &format!("a whole number, or `\"{}\"`", words.join("\"` or `\"")));
            return None;
        }
        let text = self.characters(value);
        values::size(name, words, text, &mut |fault| self.report(fault))
    }

    /// Reports what starts with `$` and is not known, or there twice. What has a name of its own can be declared twice, and
    /// whether that is right is seen where all declarations are.
    fn check_members(&mut self, what: &str, members: &[Member<'s>], known: &[&[&'static str]]) {
        let mut seen: Vec<(&str, Span)> = Vec::new();
        for member in members.iter().filter(|member| member.name.text.starts_with('$')) {
            let (name, span) = (&*member.name.text, member.name.span);
            if name.contains('@') {
                continue;
            }
            let known = || known.iter().copied().flatten().copied();
            if !known().any(|known| known == name) {
                let other = || "it has no effect; remove it, or make it an annotation".to_owned();
                let help = did_you_mean(name, known()).unwrap_or_else(other);
                let message = format!("unknown member {} of `{what}`", quoted(name));
                self.warning(Code::UnknownAttribute, span, message, help);
                continue;
            }
            // There are no more of them than are known.
            match seen.iter().find(|(earlier, _)| *earlier == name) {
                Some((_, earlier)) => {
                    let fault = repeated(name, span, *earlier).help("remove one of them");
                    self.report(if values::decides(name) { fault } else { fault.into_warning() });
                }
                None => seen.push((name, span)),
            }
        }
    }
}

/// The `$Kind` of an object, and its place; `None` if it has none.
pub(super) fn kind_of<'v>(value: &'v Value<'_>) -> Option<(&'v str, Span)> {
    let member = value.members()?.iter().find(|member| member.name.text == "$Kind")?;
    match &member.value.data {
        Data::String(kind) => Some((kind, member.value.inner())),
        _ => Some(("", member.value.head())),
    }
}

/// The fault that an object has two members of a name.
pub(super) fn repeated(name: &str, again: Span, earlier: Span) -> Diagnostic {
    let message = format!("the member {} is given twice", quoted(name));
    Diagnostic::error(Code::RepeatedAttribute, again, message).related(earlier, "first given here")
}

/// The type of a collection of it, if it is one.
fn collection(item: Text<'_>, is_collection: bool) -> Text<'_> {
    if !is_collection {
        return item;
    }
    Text { text: Cow::Owned(format!("Collection({})", item.text)), span: item.span }
}
