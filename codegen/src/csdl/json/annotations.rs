//! Terms, annotations and their values (CSDL JSON 4.01, section 14).
//!
//! Each function reads what its docs show.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::annotated::{Place, in_order};
use super::reader::{Absent, Object, Reader, TYPE};
use super::syntax::{Data, Member, Value};
use crate::csdl::form::Form;
use crate::csdl::{
    Annotation, Annotations, ConstantKind, Expression, ExpressionKind, PathKind, PropertyValue, Term, Text, TypeTest,
    values,
};
use crate::diagnostics::Code;

/// How deep annotations of annotations may be nested. They are read recursively, so something has to end them.
const MAX_DEPTH: usize = 16;

/// What a term can have besides annotations.
const TERM: &[&[&str]] = &[&TYPE, &["$Kind", "$BaseTerm", "$DefaultValue", "$AppliesTo"]];

/// The members that make an object an expression, but for operators.
const LABELED: &[&[&str]] = &[&["$LabeledElement", "$Name"]];
const APPLY: &[&[&str]] = &[&["$Apply", "$Function"]];
const CAST: &[&[&str]] = &[&["$Cast"], &TYPE];
const IS_OF: &[&[&str]] = &[&["$IsOf"], &TYPE];
const SIMPLE: &[&[&str]] = &[&["$Path", "$If", "$LabeledElementReference", "$Null", "$UrlRef"]];
#[rustfmt::skip]
const OPERATORS: &[&[&str]] = &[&[
    "$And", "$Or", "$Not", "$Eq", "$Ne", "$Gt", "$Ge", "$Lt", "$Le", "$Has", "$In", "$Add", "$Sub", "$Neg", "$Mul", "$Div",
    "$DivBy", "$Mod",
]];

/// How a kind of expression is read: from its object, the name that makes it one, and the value of that.
type Read<'s> = fn(&mut Reader<'s, '_>, &Object<'_, 's>, &str, &Value<'s>) -> ExpressionKind<'s>;

/// ```json
/// "DisplayName": { "$Kind": "Term", "$Nullable": true, "$AppliesTo": ["Property", "Parameter"] }
/// ```
pub(super) fn term<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>, value: &Value<'s>) -> Option<Term<'s>> {
    let object = reader.object("Term", member.name.span, value, TERM)?;
    let name = reader.name(member, Form::Name);
    let type_name = reader.type_name(&object, Some("Edm.String"));
    Some(Term {
        base_term: reader.optional(&object, "$BaseTerm", Form::QualifiedName),
        default_value: reader.default_value(&object),
        applies_to: object.get("$AppliesTo").and_then(|value| applies_to(reader, value)),
        facets: reader.facets(&object, &type_name, Absent::Default),
        annotations: own_annotations(reader, &object),
        name,
        type_name,
    })
}

/// The names of kinds of elements, with spaces between them as in XML.
///
/// ```json
/// ["Property", "Parameter"]
/// ```
fn applies_to<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Option<Text<'s>> {
    let mut kinds = Vec::new();
    for item in reader.items("$AppliesTo", value) {
        kinds.extend(reader.string("$AppliesTo", item).map(|text| text.text));
    }
    (!kinds.is_empty()).then(|| Text { text: Cow::Owned(kinds.join(" ")), span: value.span })
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
        let term = place.part(0, at.unwrap_or(name.len()));
        let term = reader.of_form(term, Form::QualifiedName);
        let qualifier = at.map(|at| place.part(at + 1, name.len()));
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
    let dynamic = members.iter().find_map(|member| Some((member, dynamic(&member.name.text)?)));
    let known = dynamic.map_or(&[][..], |(_, (_, known))| known);
    let what = if dynamic.is_some() { "expression" } else { "Record" };
    let Some(object) = reader.object(what, value.head(), value, known) else {
        return Expression { span: value.span, kind: ExpressionKind::Null, annotations: Vec::new() };
    };
    let kind = match dynamic {
        Some((member, (read, _))) => {
            reader.only_annotations(&object, &member.name.text);
            read(reader, &object, &member.name.text, &member.value)
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
/// ```
fn path<'s>(reader: &mut Reader<'s, '_>, _: &Object<'_, 's>, name: &str, value: &Value<'s>) -> ExpressionKind<'s> {
    reader.string(name, value).map_or(ExpressionKind::Null, |path| ExpressionKind::Path(PathKind::Value, path))
}

/// ```json
/// { "$Null": null, "@Core.Description": "unknown" }
/// ```
fn null<'s>(_: &mut Reader<'s, '_>, _: &Object<'_, 's>, _: &str, _: &Value<'s>) -> ExpressionKind<'s> {
    ExpressionKind::Null
}

/// ```json
/// { "$Apply": [{ "$Path": "First" }, { "$Path": "Last" }], "$Function": "odata.concat" }
/// ```
fn apply<'s>(
    reader: &mut Reader<'s, '_>,
    object: &Object<'_, 's>,
    name: &str,
    value: &Value<'s>,
) -> ExpressionKind<'s> {
    let function = reader.required(object, "$Function", Form::QualifiedName);
    let arguments = operands(reader, name, value, &(0..=usize::MAX));
    ExpressionKind::Apply { function, arguments }
}

/// ```json
/// { "$If": [{ "$Path": "IsFemale" }, "she", "he"] }
/// ```
fn condition<'s>(reader: &mut Reader<'s, '_>, _: &Object<'_, 's>, name: &str, value: &Value<'s>) -> ExpressionKind<'s> {
    ExpressionKind::If(operands(reader, name, value, &(2..=3)))
}

/// ```json
/// { "$Cast": { "$Path": "Average" }, "$Type": "Edm.Decimal", "$Scale": 2 }
/// ```
fn cast<'s>(reader: &mut Reader<'s, '_>, object: &Object<'_, 's>, _: &str, value: &Value<'s>) -> ExpressionKind<'s> {
    ExpressionKind::Cast(Box::new(type_test(reader, object, value)))
}

/// ```json
/// { "$IsOf": { "$Path": "Contact" }, "$Type": "Sales.Employee" }
/// ```
fn is_of<'s>(reader: &mut Reader<'s, '_>, object: &Object<'_, 's>, _: &str, value: &Value<'s>) -> ExpressionKind<'s> {
    ExpressionKind::IsOf(Box::new(type_test(reader, object, value)))
}

/// ```json
/// { "$LabeledElement": { "$Path": "First" }, "$Name": "FirstName" }
/// ```
fn labeled<'s>(reader: &mut Reader<'s, '_>, object: &Object<'_, 's>, _: &str, value: &Value<'s>) -> ExpressionKind<'s> {
    let name = reader.required(object, "$Name", Form::Name);
    ExpressionKind::Labeled { name, expression: Box::new(expression(reader, value)) }
}

/// ```json
/// { "$LabeledElementReference": "Sales.FirstName" }
/// ```
fn labeled_reference<'s>(
    reader: &mut Reader<'s, '_>,
    object: &Object<'_, 's>,
    _: &str,
    _: &Value<'s>,
) -> ExpressionKind<'s> {
    let name = reader.required(object, "$LabeledElementReference", Form::QualifiedName);
    ExpressionKind::LabeledReference(name)
}

/// ```json
/// { "$UrlRef": "http://host/path" }
/// ```
fn url_ref<'s>(reader: &mut Reader<'s, '_>, _: &Object<'_, 's>, _: &str, value: &Value<'s>) -> ExpressionKind<'s> {
    ExpressionKind::UrlRef(Box::new(expression(reader, value)))
}

/// ```json
/// { "$And": [{ "$Path": "IsActive" }, true] }
/// { "$Not": { "$Path": "IsActive" } }
/// ```
fn operator<'s>(reader: &mut Reader<'s, '_>, _: &Object<'_, 's>, name: &str, value: &Value<'s>) -> ExpressionKind<'s> {
    let Some((operator, count)) = name.strip_prefix('$').and_then(values::operator) else {
        return ExpressionKind::Null;
    };
    let operands = if count == 1 {
        // The one operand stands there without an array.
        vec![expression(reader, value)]
    } else {
        operands(reader, name, value, &(count..=count))
    };
    ExpressionKind::Operator(operator, operands)
}

/// The content of `$Cast` and `$IsOf`.
fn type_test<'s>(reader: &mut Reader<'s, '_>, object: &Object<'_, 's>, value: &Value<'s>) -> TypeTest<'s> {
    let type_name = reader.type_name(object, Some("Edm.String"));
    let facets = reader.facets(object, &type_name, Absent::Unsaid);
    TypeTest { type_name, facets, operand: Box::new(expression(reader, value)) }
}

/// The items of an array of expressions; `count` says how many there have to be.
fn operands<'s>(
    reader: &mut Reader<'s, '_>,
    name: &str,
    value: &Value<'s>,
    count: &RangeInclusive<usize>,
) -> Vec<Expression<'s>> {
    let Data::Array(items) = &value.data else {
        reader.wrong_kind(name, value, "an array of expressions");
        return Vec::new();
    };
    if let Some(fault) = values::operands_fault(name, items.len(), count, value.head()) {
        reader.report(fault);
    }
    items.iter().map(|item| expression(reader, item)).collect()
}

/// How an object is read that has a member of this name, and what it can have besides annotations; `None` if it is a record.
fn dynamic<'s>(name: &str) -> Option<(Read<'s>, &'static [&'static [&'static str]])> {
    let operation = name.strip_prefix('$')?;
    Some(match operation {
        "Path" => (path, SIMPLE),
        "Null" => (null, SIMPLE),
        "If" => (condition, SIMPLE),
        "UrlRef" => (url_ref, SIMPLE),
        "LabeledElementReference" => (labeled_reference, SIMPLE),
        "LabeledElement" => (labeled, LABELED),
        "Apply" => (apply, APPLY),
        "Cast" => (cast, CAST),
        "IsOf" => (is_of, IS_OF),
        _ => {
            values::operator(operation)?;
            (operator, OPERATORS)
        }
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
