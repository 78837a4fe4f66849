//! Terms, annotations and their values (CSDL XML 4.01, section 14).

use std::ops::RangeInclusive;

use super::attributes::Attributes;
use super::cursor::{Cursor, Element, Read};
use super::elements::{EXPRESSIONS, next_child, text, unexpected};
use crate::csdl::form::{Fault, Form, quoted};
use crate::csdl::values::{self, operand_count};
use crate::csdl::{Annotation, Annotations, ConstantKind, Expression, ExpressionKind, PropertyValue, Term, Text};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// The attributes and elements that hold a constant or a path, the frequent ones first.
#[rustfmt::skip]
const VALUES: &[&str] = &[
    "String", "Bool", "EnumMember", "Path", "Int", "Decimal", "Float", "Date", "DateTimeOffset", "Duration",
    "TimeOfDay", "Guid", "Binary", "PropertyPath", "NavigationPropertyPath", "AnnotationPath", "ModelElementPath",
    "AnyPropertyPath", "UrlRef",
];

/// An expression without its place, and its annotations.
type Parts<'s> = (ExpressionKind<'s>, Vec<Annotation<'s>>);

/// Reads one kind of expression.
type ReadParts<'s> = fn(&mut Cursor<'s, '_>, Element<'s>) -> Read<Parts<'s>>;

/// ```xml
/// <Term Name="DisplayName" Type="Edm.String" AppliesTo="Property Parameter"/>
/// ```
pub(super) fn term<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Term<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let name = attributes.required("Name", Form::Name);
    let type_name = attributes.required("Type", Form::TypeReference);
    attributes.optional("BaseTerm", Form::QualifiedName);
    attributes.optional("DefaultValue", Form::Any);
    attributes.optional("AppliesTo", Form::Any);
    let facets = attributes.facets();
    attributes.finish();
    Ok(Term { name, type_name, facets, annotations: only_annotations(cursor, element)? })
}

/// ```xml
/// <Annotations Target="Sales.Order/Total" Qualifier="Tablet">
///   <Annotation Term="Sales.DisplayName" String="Total"/>
/// </Annotations>
/// ```
pub(super) fn annotations<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Annotations<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let target = attributes.required("Target", Form::NotEmpty);
    let qualifier = attributes.optional("Qualifier", Form::Qualifier);
    attributes.finish();
    Ok(Annotations { target, qualifier, annotations: only_annotations(cursor, element)? })
}

/// The children of an element whose only children are annotations.
pub(super) fn only_annotations<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Vec<Annotation<'s>>> {
    let mut annotations = Vec::new();
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "Annotation" => annotations.push(annotation(cursor, child)?),
            _ => unexpected(cursor, child, element.name, &["Annotation"])?,
        }
    }
    Ok(annotations)
}

/// ```xml
/// <Annotation Term="Sales.DisplayName" Qualifier="Tablet" String="Order"/>
/// <Annotation Term="Sales.DisplayName">
///   <Path>Title</Path>
/// </Annotation>
/// ```
pub(super) fn annotation<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Annotation<'s>> {
    cursor.leniently(|cursor| {
        let mut attributes = Attributes::of(cursor, element);
        let term = attributes.required("Term", Form::QualifiedName);
        let qualifier = attributes.optional("Qualifier", Form::Qualifier);
        let (value, annotations) = value_and_annotations(attributes)?;
        Ok(Annotation { term, qualifier, value, annotations })
    })
}

/// The value, given as an attribute or as a child, and the annotations of the element itself.
fn value_and_annotations<'s>(
    mut attributes: Attributes<'_, 's, '_>,
) -> Read<(Option<Expression<'s>>, Vec<Annotation<'s>>)> {
    let element = attributes.element;
    let mut value = None;
    while let Some(next) = value_attribute(&mut attributes) {
        second_value(attributes.cursor, &value, next.span, element);
        value = Some(next);
    }
    let cursor = attributes.finish();
    let mut annotations = Vec::new();
    while let Some(child) = next_child(cursor)? {
        if child.edm() == "Annotation" {
            annotations.push(annotation(cursor, child)?);
        } else if let Some(next) = expression(cursor, child, element)? {
            second_value(cursor, &value, next.span, element);
            value = Some(next);
        }
    }
    Ok((value, annotations))
}

/// The next attribute that is a value, such as `Bool="true"`.
fn value_attribute<'s>(attributes: &mut Attributes<'_, 's, '_>) -> Option<Expression<'s>> {
    let (name, text) = attributes.next_of(VALUES)?;
    let span = text.span;
    let kind = constant_or_path(name, text, &mut |fault| attributes.report(fault));
    Some(Expression { span, kind, annotations: Vec::new() })
}

/// Reads an element that is an expression; another one is reported and skipped.
fn expression<'s>(
    cursor: &mut Cursor<'s, '_>,
    element: Element<'s>,
    parent: Element<'s>,
) -> Read<Option<Expression<'s>>> {
    // One call for all kinds keeps the stack frame small: expressions are nested.
    let read: Option<ReadParts<'s>> = match element.edm() {
        "Record" => Some(record),
        "Collection" => Some(collection),
        "Null" => Some(null),
        "LabeledElement" | "UrlRef" => Some(wrapper),
        "LabeledElementReference" => Some(labeled_reference),
        "Apply" | "Cast" | "If" | "IsOf" => Some(operation),
        name if VALUES.contains(&name) => Some(constant),
        name if operand_count(name).is_some() => Some(operation),
        _ => None,
    };
    let Some(read) = read else {
        unexpected(cursor, element, parent.name, EXPRESSIONS)?;
        return Ok(None);
    };
    let (kind, annotations) = read(cursor, element)?;
    Ok(Some(Expression { span: element.span, kind, annotations }))
}

/// ```xml
/// <Record Type="Sales.Address">
///   <PropertyValue Property="City" String="Paris"/>
/// </Record>
/// ```
fn record<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Parts<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let type_name = attributes.optional("Type", Form::QualifiedName);
    attributes.finish();
    let (mut properties, mut annotations) = (Vec::new(), Vec::new());
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "PropertyValue" => properties.push(property_value(cursor, child)?),
            "Annotation" => annotations.push(annotation(cursor, child)?),
            _ => unexpected(cursor, child, "Record", &["PropertyValue", "Annotation"])?,
        }
    }
    Ok((ExpressionKind::Record { type_name, properties }, annotations))
}

/// ```xml
/// <PropertyValue Property="City" String="Paris"/>
/// ```
fn property_value<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<PropertyValue<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let property = attributes.required("Property", Form::Name);
    let (value, annotations) = value_and_annotations(attributes)?;
    Ok(PropertyValue { property, value, annotations })
}

/// ```xml
/// <Collection><String>one</String><String>two</String></Collection>
/// ```
fn collection<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Parts<'s>> {
    let (items, annotations) = operands(Attributes::of(cursor, element), 0..=usize::MAX)?;
    Ok((ExpressionKind::Collection(items), annotations))
}

/// ```xml
/// <Null/>
/// ```
fn null<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Parts<'s>> {
    Attributes::of(cursor, element).finish();
    Ok((ExpressionKind::Null, only_annotations(cursor, element)?))
}

/// ```xml
/// <LabeledElement Name="FirstName" Path="First"/>
/// <UrlRef><String>http://host/path</String></UrlRef>
/// ```
fn wrapper<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Parts<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    if element.name == "LabeledElement" {
        attributes.required("Name", Form::Name);
    }
    let (value, annotations) = value_and_annotations(attributes)?;
    if value.is_none() {
        let message = format!("`{}` has no value", element.name);
        cursor.error(Code::InvalidExpression, element.span, message, "add an expression");
    }
    Ok((ExpressionKind::Dynamic, annotations))
}

/// ```xml
/// <LabeledElementReference>Sales.FirstName</LabeledElementReference>
/// ```
fn labeled_reference<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Parts<'s>> {
    Attributes::of(cursor, element).finish();
    let name = text(cursor, element)?.trimmed();
    if let Some(Fault::Invalid(fault)) = Form::QualifiedName.fault(&name.text) {
        let message = format!("{} is not a qualified name: {fault}", quoted(&name.text));
        cursor.error(Code::InvalidName, name.span, message, Form::QualifiedName.help());
    }
    Ok((ExpressionKind::Dynamic, Vec::new()))
}

/// ```xml
/// <Apply Function="odata.concat"><Path>First</Path><Path>Last</Path></Apply>
/// <Cast Type="Edm.Decimal" Scale="2"><Path>Average</Path></Cast>
/// <If><Path>IsFemale</Path><String>she</String><String>he</String></If>
/// <IsOf Type="Sales.Employee"><Path>Contact</Path></IsOf>
/// <And><Path>IsActive</Path><Bool>true</Bool></And>
/// ```
fn operation<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Parts<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let count = match element.name {
        "Apply" => {
            attributes.required("Function", Form::QualifiedName);
            0..=usize::MAX
        }
        "Cast" | "IsOf" => {
            attributes.required("Type", Form::TypeName);
            attributes.facets();
            1..=1
        }
        "If" => 2..=3,
        operator => operand_count(operator).map_or(0..=usize::MAX, |count| count..=count),
    };
    let (_, annotations) = operands(attributes, count)?;
    Ok((ExpressionKind::Dynamic, annotations))
}

/// ```xml
/// <Int>42</Int>
/// ```
fn constant<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Parts<'s>> {
    Attributes::of(cursor, element).finish();
    let text = text(cursor, element)?;
    let text = if element.name == "String" { text } else { text.trimmed() };
    Ok((constant_or_path(element.name, text, &mut |fault| cursor.report(fault)), Vec::new()))
}

/// The child expressions of an element, which has no other attributes; `count` says how many there have to be.
fn operands<'s>(
    attributes: Attributes<'_, 's, '_>,
    count: RangeInclusive<usize>,
) -> Read<(Vec<Expression<'s>>, Vec<Annotation<'s>>)> {
    let element = attributes.element;
    let cursor = attributes.finish();
    let (mut operands, mut annotations) = (Vec::new(), Vec::new());
    while let Some(child) = next_child(cursor)? {
        if child.edm() == "Annotation" {
            annotations.push(annotation(cursor, child)?);
        } else if let Some(operand) = expression(cursor, child, element)? {
            operands.push(operand);
        }
    }
    if let Some(fault) = values::operands_fault(element.name, operands.len(), &count, element.span) {
        cursor.report(fault);
    }
    Ok((operands, annotations))
}

/// Reports a value if there is one already.
fn second_value(cursor: &mut Cursor<'_, '_>, earlier: &Option<Expression<'_>>, span: Span, element: Element<'_>) {
    if let Some(earlier) = earlier {
        let message = format!("`{}` has more than one value", element.name);
        let fault = Diagnostic::error(Code::InvalidExpression, span, message).related(earlier.span, "the first value");
        cursor.report(fault.help("remove all but one, or put them in a `Collection`"));
    }
}

/// The constant or path that the attribute or element `name` holds.
///
/// ```xml
/// Int="42"
/// <PropertyPath>Address/City</PropertyPath>
/// ```
fn constant_or_path<'s>(name: &str, text: Text<'s>, report: &mut dyn FnMut(Diagnostic)) -> ExpressionKind<'s> {
    let constant = match name {
        "Binary" => ConstantKind::Binary,
        "Bool" => ConstantKind::Bool,
        "Date" => ConstantKind::Date,
        "DateTimeOffset" => ConstantKind::DateTimeOffset,
        "Decimal" => ConstantKind::Decimal,
        "Duration" => ConstantKind::Duration,
        "EnumMember" => ConstantKind::EnumMember,
        "Float" => ConstantKind::Float,
        "Guid" => ConstantKind::Guid,
        "Int" => ConstantKind::Int,
        "TimeOfDay" => ConstantKind::TimeOfDay,
        // The attribute holds the URL itself; the element holds an expression for it.
        "UrlRef" => return ExpressionKind::Dynamic,
        _ if name.ends_with("Path") => return ExpressionKind::Path(text),
        _ => ConstantKind::String,
    };
    if let Some(fault) = values::constant_fault(constant, &text) {
        report(fault);
    }
    ExpressionKind::Constant(constant, text)
}
