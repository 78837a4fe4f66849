//! Terms and annotations (CSDL JSON 4.01, sections 14.1 to 14.3).
//!
//! An annotation is a member `@Term#Qualifier` of the object that it is for. One of something that is no object is a member
//! `name@Term` beside it, and one of another annotation is `@Term@OtherTerm`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::reader::{Absent, Object, Reader, TYPE};
use super::syntax::{Data, Member, Value};
use crate::csdl::names::{Form, quoted};
use crate::csdl::{Annotation, Annotations, ConstantKind, Expression, ExpressionKind, Term, Text};
use crate::diagnostics::Code;
use crate::source::Span;

/// How deep annotations of annotations may be nested. They are read recursively, so something has to end them.
const MAX_DEPTH: usize = 16;

/// The annotations among the members of an object.
#[derive(Debug, Default)]
pub(super) struct Annotated<'v, 's> {
    own: Vec<Place<'v, 's>>,
    /// Those of other members, by their names.
    of: HashMap<&'v str, Vec<Place<'v, 's>>>,
}

/// An annotation, and where its term starts in the name of the member.
#[derive(Clone, Copy, Debug)]
struct Place<'v, 's> {
    member: &'v Member<'s>,
    start: usize,
}

impl<'v, 's> Place<'v, 's> {
    fn name(self) -> &'v str {
        &self.member.name.text[self.start..]
    }

    /// A part of the name, as a text of its own.
    fn part(self, start: usize, end: usize) -> Text<'s> {
        let (start, end) = (self.start + start, self.start + end);
        let span = self.member.name.span;
        match &self.member.name.text {
            Cow::Borrowed(name) => {
                let offset = |length: usize| span.start + u32::try_from(length).unwrap_or_default();
                let span = Span { start: offset(start), end: offset(end), ..span };
                Text { text: Cow::Borrowed(&name[start..end]), span }
            }
            // With escapes in it, the places of the parts are not known any more.
            Cow::Owned(name) => Text { text: Cow::Owned(name[start..end].to_owned()), span },
        }
    }
}

impl<'s> Reader<'s, '_> {
    pub(super) fn term(&mut self, name: Text<'s>, object: &Object<'_, 's>) -> Term<'s> {
        let type_name = self.type_name(object, Some("Edm.String"));
        Term {
            base_term: self.optional(object, "$BaseTerm", Form::QualifiedName),
            default_value: self.default_value(object),
            applies_to: object.get("$AppliesTo").and_then(|value| self.applies_to(value)),
            facets: self.facets(object, &type_name, Absent::Default),
            annotations: self.own_annotations(object),
            name,
            type_name,
        }
    }

    /// `$Annotations`: the annotations of each target.
    pub(super) fn targets(&mut self, value: &Value<'s>) -> Vec<Annotations<'s>> {
        let Some(members) = value.members() else {
            self.unexpected("$Annotations", value, "an object with a member for each target");
            return Vec::new();
        };
        let mut found = Vec::new();
        for member in members {
            let target = self.name(member, Form::NotEmpty);
            if let Some(object) = self.object("$Annotations", member.name.span, &member.value, &[]) {
                self.only_annotations(&object, "$Annotations");
                let annotations = self.own_annotations(&object);
                found.push(Annotations { target, qualifier: None, annotations });
            }
        }
        found
    }

    /// Sorts out the annotations among the members of an object.
    pub(super) fn annotated<'v>(&mut self, members: &'v [Member<'s>]) -> Annotated<'v, 's> {
        let mut found = Annotated::default();
        for member in members {
            let Some(at) = member.name.text.find('@') else { continue };
            let place = Place { member, start: at + 1 };
            match &member.name.text[..at] {
                "" => found.own.push(place),
                target => found.of.entry(target).or_default().push(place),
            }
        }
        if !found.of.is_empty() {
            let names: HashSet<&str> = members.iter().map(|member| &*member.name.text).collect();
            let mut lost: Vec<Place<'_, '_>> = Vec::new();
            found.of.retain(|target, places| {
                let is_there = names.contains(target);
                if !is_there {
                    lost.append(places);
                }
                is_there
            });
            lost.sort_by_key(|place| place.member.name.span);
            self.without_target(&lost);
        }
        found
    }

    /// The annotations of the object itself.
    pub(super) fn own_annotations(&mut self, object: &Object<'_, 's>) -> Vec<Annotation<'s>> {
        self.annotations(&object.annotated.own, 0)
    }

    /// The annotations of a member of the object.
    pub(super) fn annotations_of(&mut self, object: &Object<'_, 's>, member: &str) -> Vec<Annotation<'s>> {
        match object.annotated.of.get(member) {
            Some(places) => self.annotations(places, 0),
            None => Vec::new(),
        }
    }

    /// Reports a member that does not belong into its object.
    pub(super) fn unexpected_member(&mut self, member: &Member<'s>, parent: &str, wanted: &str) {
        let message = format!("{} in `{parent}` is ignored: it is {}", quoted(&member.name.text), member.value.kind());
        self.warning(Code::UnexpectedElement, member.name.span, message, format!("it has to be {wanted}"));
    }

    /// Reports the members with names of their own, of an object of `parent` that has none.
    pub(super) fn only_annotations(&mut self, object: &Object<'_, 's>, parent: &str) {
        for member in object.named() {
            self.unexpected_member(member, parent, "an annotation, whose name starts with `@`");
        }
    }

    fn annotations(&mut self, places: &[Place<'_, 's>], depth: usize) -> Vec<Annotation<'s>> {
        let mut nested: HashMap<&str, Vec<Place<'_, 's>>> = HashMap::new();
        for place in places {
            if let Some(at) = place.name().find('@') {
                let inner = Place { start: place.start + at + 1, ..*place };
                nested.entry(&place.name()[..at]).or_default().push(inner);
            }
        }
        let mut found = Vec::new();
        for place in places.iter().filter(|place| !place.name().contains('@')) {
            // The type and other control information of records; what is no term is not reported there.
            if is_control(place.name()) {
                continue;
            }
            let inner = if nested.is_empty() { None } else { nested.remove(place.name()) };
            found.push(self.annotation(*place, &inner.unwrap_or_default(), depth));
        }
        let mut lost: Vec<Place<'_, '_>> = nested.into_values().flatten().collect();
        lost.sort_by_key(|place| place.member.name.span);
        self.without_target(&lost);
        found
    }

    fn annotation(&mut self, place: Place<'_, 's>, nested: &[Place<'_, 's>], depth: usize) -> Annotation<'s> {
        self.open_annotations += 1;
        let name = place.name();
        let at = name.find('#');
        let term = place.part(0, at.unwrap_or(name.len()));
        let term = self.of_form(term, Form::QualifiedName);
        let qualifier = at.map(|at| place.part(at + 1, name.len()));
        let qualifier = qualifier.map(|qualifier| self.of_form(qualifier, Form::Qualifier));
        let value = &place.member.value;
        let is_json = matches!(&*term.text, "Org.OData.JSON.V1.Schema" | "JSON.Schema")
            || nested.iter().any(|place| is_media_type(place.name()) && is_application_json(&place.member.value));
        let value = if is_json { self.as_text(value) } else { self.expression(value) };
        let annotations = if nested.is_empty() {
            Vec::new()
        } else if depth < MAX_DEPTH {
            self.annotations(nested, depth + 1)
        } else {
            let message = format!("annotations of annotations are nested deeper than {MAX_DEPTH} levels");
            self.warning(Code::InvalidExpression, place.member.name.span, message, "they are ignored; remove them");
            Vec::new()
        };
        self.open_annotations -= 1;
        Annotation { term, qualifier, value: Some(value), annotations }
    }

    /// A value that is any JSON, which XML has as a text.
    pub(super) fn as_text(&self, value: &Value<'s>) -> Expression<'s> {
        let kind = ExpressionKind::Constant(ConstantKind::Untyped, self.characters(value));
        Expression { span: value.span, kind, annotations: Vec::new() }
    }

    /// Whether a member of a record is said to be JSON of any kind.
    pub(super) fn is_json(&self, object: &Object<'_, 's>, member: &str) -> bool {
        let places = object.annotated.of.get(member);
        places.is_some_and(|places| {
            places.iter().any(|place| is_media_type(place.name()) && is_application_json(&place.member.value))
        })
    }

    fn without_target(&mut self, places: &[Place<'_, 's>]) {
        for place in places {
            let Text { text, span } = &place.member.name;
            let message = format!("the annotated {} does not exist", quoted(&text[..place.start - 1]));
            let help = "the annotation is ignored; correct the name or remove it";
            self.warning(Code::UnknownAnnotationTarget, *span, message, help);
        }
    }

    /// The names of kinds of elements, with spaces between them as in XML.
    fn applies_to(&mut self, value: &Value<'s>) -> Option<Text<'s>> {
        let mut kinds = Vec::new();
        for item in self.items("$AppliesTo", value) {
            kinds.extend(self.string("$AppliesTo", item).map(|text| text.text));
        }
        (!kinds.is_empty()).then(|| Text { text: Cow::Owned(kinds.join(" ")), span: value.span })
    }
}

/// Whether the name of a member after the `@` is control information of OData JSON, and no term.
fn is_control(name: &str) -> bool {
    let name = name.strip_prefix("odata.").unwrap_or(name);
    matches!(name, "type" | "context" | "id" | "etag" | "count")
}

fn is_media_type(term: &str) -> bool {
    matches!(term, "Org.OData.Core.V1.MediaType" | "Core.MediaType")
}

fn is_application_json(value: &Value<'_>) -> bool {
    matches!(&value.data, Data::String(text) if text == "application/json")
}

/// What a term can have besides annotations.
pub(super) const TERM: &[&[&str]] = &[&TYPE, &["$Kind", "$BaseTerm", "$DefaultValue", "$AppliesTo"]];
