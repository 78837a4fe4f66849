//! Terms, annotations and their values (CSDL JSON 4.01, section 14).
//!
//! Each function reads what its docs show.

use std::ops::RangeInclusive;

use super::annotated::{Place, in_order};
use super::reader::{Absent, Object, Reader, TYPE};
use super::value::{Data, Member, Value};
use crate::csdl::form::Form;
use crate::csdl::{Annotation, Annotations, ConstantKind, Expression, ExpressionKind, PropertyValue, Term, values};
use crate::diagnostics::Code;

/// How deep annotations of annotations may be nested. They are read recursively, so something has to end them.
const MAX_DEPTH: usize = 16;

/// What a term can have besides annotations.
const TERM: &[&[&str]] = &[&TYPE, &["$Kind", "$BaseTerm", "$DefaultValue", "$AppliesTo"]];

/// The members that make an object an expression and stand alone in it, and those that are operators.
const SIMPLE: &[&str] = &["$Path", "$If", "$LabeledElementReference", "$Null", "$UrlRef"];
#[rustfmt::skip]
const OPERATORS: &[&str] = &[
    "$And", "$Or", "$Not", "$Eq", "$Ne", "$Gt", "$Ge", "$Lt", "$Le", "$Has", "$In", "$Add", "$Sub", "$Neg", "$Mul", "$Div",
    "$DivBy", "$Mod",
];

/// ```json
/// "DisplayName": { "$Kind": "Term", "$Nullable": true, "$AppliesTo": ["Property", "Parameter"] }
/// ```
pub(super) fn term<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>, value: &Value<'s>) -> Option<Term<'s>> {
    let object = reader.object("Term", member.name.span, value, TERM)?;
    let name = reader.name(member, Form::Name);
    let type_name = reader.type_name(&object, Some("Edm.String"));
    reader.optional(&object, "$BaseTerm", Form::QualifiedName);
    reader.default_value(&object);
    if let Some(value) = object.get("$AppliesTo") {
        for item in reader.items("$AppliesTo", value) {
            reader.string("$AppliesTo", item);
        }
    }
    Some(Term {
        facets: reader.facets(&object, &type_name, Absent::Default),
        annotations: own_annotations(reader, &object),
        name,
        type_name,
    })
}

/// ```json
/// "$Annotations": {
///   "Sales.Order/Total": { "@Sales.DisplayName": "Total" }
/// }
/// ```
pub(super) fn annotations<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Vec<Annotations<'s>> {
    let Some(members) = value.members() else {
        reader.unexpected("$Annotations", value, "an object with a member for each target");
        return Vec::new();
    };
    let mut found = Vec::new();
    for member in members {
        let target = reader.name(member, Form::NotEmpty);
        if let Some(object) = reader.object("$Annotations", member.name.span, &member.value, &[]) {
            reader.only_annotations(&object, "$Annotations");
            let annotations = own_annotations(reader, &object);
            found.push(Annotations { target, qualifier: None, annotations });
        }
    }
    found
}

/// The annotations of the object itself.
pub(super) fn own_annotations<'s>(reader: &mut Reader<'s, '_>, object: &Object<'_, 's>) -> Vec<Annotation<'s>> {
    annotated(reader, &object.annotated.own, 0)
}

/// The annotations of a member of the object.
pub(super) fn annotations_of<'s>(
    reader: &mut Reader<'s, '_>,
    object: &Object<'_, 's>,
    member: &str,
) -> Vec<Annotation<'s>> {
    annotated(reader, object.annotated.of(member), 0)
}

/// The annotations at some places, each with those that annotate it.
fn annotated<'s>(reader: &mut Reader<'s, '_>, places: &[Place<'_, 's>], depth: usize) -> Vec<Annotation<'s>> {
    let mut nested = Place::nested(places);
    let mut found = Vec::new();
    for place in places.iter().filter(|place| !place.name().contains('@')) {
        // The type and other control information of records are not terms, and not reported there.
        if is_control(place.name()) {
            continue;
        }
        let inner = if nested.is_empty() { None } else { nested.remove(place.name()) };
        found.push(annotation(reader, *place, &inner.unwrap_or_default(), depth));
    }
    reader.without_target(&in_order(nested.into_values().flatten().collect()));
    found
}

/// ```json
/// "@Sales.DisplayName#Tablet": "Order",
/// "@Sales.DisplayName#Tablet@Core.IsLanguageDependent": true
/// ```
fn annotation<'s>(
    reader: &mut Reader<'s, '_>,
    place: Place<'_, 's>,
    nested: &[Place<'_, 's>],
    depth: usize,
) -> Annotation<'s> {
    reader.leniently(|reader| {
        let name = place.name();
        let at = name.find('#');
        let term = place.part(0..at.unwrap_or(name.len()));
        let term = reader.of_form(term, Form::QualifiedName);
        let qualifier = at.map(|at| place.part(at + 1..name.len()));
        let qualifier = qualifier.map(|qualifier| reader.of_form(qualifier, Form::Qualifier));
        let value = &place.member.value;
        let is_any_json = matches!(&*term.text, "Org.OData.JSON.V1.Schema" | "JSON.Schema")
            || nested.iter().any(|place| place.is_any_json());
        let value = if is_any_json { as_text(reader, value) } else { expression(reader, value) };
        let annotations = if nested.is_empty() {
            Vec::new()
        } else if depth < MAX_DEPTH {
            annotated(reader, nested, depth + 1)
        } else {
            let message = format!("annotations of annotations are nested deeper than {MAX_DEPTH} levels");
            reader.warning(Code::InvalidExpression, place.member.name.span, message, "they are ignored; remove them");
            Vec::new()
        };
        Annotation { term, qualifier, value: Some(value), annotations }
    })
}

/// A value that is any JSON, which XML has as a string.
fn as_text<'s>(reader: &Reader<'s, '_>, value: &Value<'s>) -> Expression<'s> {
    let kind = ExpressionKind::Constant(ConstantKind::Untyped, reader.characters(value));
    Expression { span: value.span, kind, annotations: Vec::new() }
}

/// The expression that a value is. The depth of the recursion is that of the values.
fn expression<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Expression<'s> {
    let kind = match &value.data {
        Data::Null => ExpressionKind::Null,
        Data::Bool(_) => ExpressionKind::Constant(ConstantKind::Bool, reader.characters(value)),
        Data::Number(digits) => ExpressionKind::Constant(number_kind(digits), reader.characters(value)),
        // Whether it is a date, a member of an enum type or a path is up to the term.
        Data::String(_) => ExpressionKind::Constant(ConstantKind::Untyped, reader.characters(value)),
        Data::Array(items) => ExpressionKind::Collection(items.iter().map(|item| expression(reader, item)).collect()),
        Data::Object(_) => return of_object(reader, value),
    };
    Expression { span: value.span, kind, annotations: Vec::new() }
}

#[inline(never)]
fn of_object<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Expression<'s> {
    let members = value.members().unwrap_or_default();
    let made = members.iter().find_map(|member| Some((member, known_beside(&member.name.text)?)));
    let (what, known) = made.map_or(("Record", &[][..]), |(_, known)| ("expression", known));
    let Some(object) = reader.object(what, value.head(), value, known) else {
        return Expression { span: value.span, kind: ExpressionKind::Null, annotations: Vec::new() };
    };
    let kind = match made {
        Some((member, _)) => {
            reader.only_annotations(&object, &member.name.text);
            dynamic(reader, &object, &member.name.text, &member.value)
        }
        None => record(reader, &object),
    };
    let annotations = own_annotations(reader, &object);
    Expression { span: value.span, kind, annotations }
}

/// ```json
/// { "@type": "https://host/sales.json#Sales.Address", "City": "Paris" }
/// ```
#[inline(never)]
fn record<'s>(reader: &mut Reader<'s, '_>, object: &Object<'_, 's>) -> ExpressionKind<'s> {
    let ty = ["@type", "@odata.type"].iter().find_map(|name| object.get(name));
    let type_name = ty.and_then(|value| reader.string("@type", value)).map(|mut text| {
        // Before the `#` is the URL of the document that declares the type, which is known by its name here.
        if let Some(at) = text.text.rfind('#') {
            text.text = text.text[at + 1..].to_owned().into();
        }
        reader.of_form(text, Form::QualifiedName)
    });
    let mut properties = Vec::new();
    for member in object.named() {
        let property = reader.name(member, Form::Name);
        let is_any_json = object.annotated.of(&member.name.text).iter().any(|place| place.is_any_json());
        let value = if is_any_json { as_text(reader, &member.value) } else { expression(reader, &member.value) };
        let annotations = annotations_of(reader, object, &member.name.text);
        properties.push(PropertyValue { property, value: Some(value), annotations });
    }
    ExpressionKind::Record { type_name, properties }
}

/// ```json
/// { "$Path": "Address/City" }
/// { "$Null": null, "@Core.Description": "unknown" }
/// { "$LabeledElementReference": "Sales.FirstName" }
/// { "$LabeledElement": { "$Path": "First" }, "$Name": "FirstName" }
/// { "$UrlRef": "http://host/path" }
/// { "$Apply": [{ "$Path": "First" }, { "$Path": "Last" }], "$Function": "odata.concat" }
/// { "$Cast": { "$Path": "Average" }, "$Type": "Edm.Decimal", "$Scale": 2 }
/// { "$IsOf": { "$Path": "Contact" }, "$Type": "Sales.Employee" }
/// { "$If": [{ "$Path": "IsFemale" }, "she", "he"] }
/// { "$And": [{ "$Path": "IsActive" }, true] }
/// { "$Not": { "$Path": "IsActive" } }
/// ```
#[inline(never)]
fn dynamic<'s>(
    reader: &mut Reader<'s, '_>,
    object: &Object<'_, 's>,
    name: &str,
    value: &Value<'s>,
) -> ExpressionKind<'s> {
    let count = match name {
        "$Path" => return reader.string(name, value).map_or(ExpressionKind::Null, ExpressionKind::Path),
        "$Null" => return ExpressionKind::Null,
        "$LabeledElementReference" => {
            reader.required(object, "$LabeledElementReference", Form::QualifiedName);
            return ExpressionKind::Dynamic;
        }
        "$LabeledElement" => {
            reader.required(object, "$Name", Form::Name);
            None
        }
        "$Apply" => {
            reader.required(object, "$Function", Form::QualifiedName);
            Some(0..=usize::MAX)
        }
        "$Cast" | "$IsOf" => {
            let type_name = reader.type_name(object, Some("Edm.String"));
            reader.facets(object, &type_name, Absent::Unsaid);
            None
        }
        "$If" => Some(2..=3),
        // One operand stands there without an array.
        _ => {
            name.strip_prefix('$').and_then(values::operand_count).filter(|count| *count > 1).map(|count| count..=count)
        }
    };
    match count {
        Some(count) => operands(reader, name, value, &count),
        None => drop(expression(reader, value)),
    }
    ExpressionKind::Dynamic
}

/// The items of an array of expressions; `count` says how many there have to be.
fn operands<'s>(reader: &mut Reader<'s, '_>, name: &str, value: &Value<'s>, count: &RangeInclusive<usize>) {
    let Data::Array(items) = &value.data else {
        reader.wrong_kind(name, value, "an array of expressions");
        return;
    };
    if let Some(fault) = values::operands_fault(name, items.len(), count, value.head()) {
        reader.report(fault);
    }
    for item in items {
        expression(reader, item);
    }
}

/// What an object can have besides annotations that is an expression by a member of this name; `None` if it is none by that.
fn known_beside(name: &str) -> Option<&'static [&'static [&'static str]]> {
    Some(match name {
        "$LabeledElement" => &[&["$LabeledElement", "$Name"]],
        "$Apply" => &[&["$Apply", "$Function"]],
        "$Cast" => &[&["$Cast"], &TYPE],
        "$IsOf" => &[&["$IsOf"], &TYPE],
        _ if SIMPLE.contains(&name) => &[SIMPLE],
        _ if OPERATORS.contains(&name) => &[OPERATORS],
        _ => return None,
    })
}

fn number_kind(digits: &str) -> ConstantKind {
    if digits.parse::<i64>().is_ok() { ConstantKind::Int } else { ConstantKind::Decimal }
}

/// Whether the name of a member after the `@` is control information of OData JSON, and not a term.
fn is_control(name: &str) -> bool {
    let name = name.strip_prefix("odata.").unwrap_or(name);
    matches!(name, "type" | "context" | "id" | "etag" | "count")
}
