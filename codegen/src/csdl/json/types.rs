//! The types of a schema (CSDL JSON 4.01, sections 6 to 11).

use super::annotations::{annotations_of, own_annotations};
use super::operations::pairs;
use super::reader::{Absent, Reader, TYPE, kind_of};
use super::value::{Data, Member, Value};
use crate::csdl::form::Form;
use crate::csdl::{
    self, EnumType, Key, NavigationProperty, Property, PropertyRef, Spanned, StructuredKind, StructuredType,
    TypeDefinition, values,
};
use crate::source::Span;

const ENTITY_TYPE: &[&[&str]] = &[&["$Kind", "$BaseType", "$Abstract", "$OpenType", "$HasStream", "$Key"]];
const COMPLEX_TYPE: &[&[&str]] = &[&["$Kind", "$BaseType", "$Abstract", "$OpenType"]];
const ENUM_TYPE: &[&[&str]] = &[&["$Kind", "$UnderlyingType", "$IsFlags"]];
const TYPE_DEFINITION: &[&[&str]] =
    &[&["$Kind", "$UnderlyingType", "$MaxLength", "$Precision", "$Scale", "$Unicode", "$SRID"]];
const PROPERTY: &[&[&str]] = &[&TYPE, &["$Kind", "$DefaultValue"]];
#[rustfmt::skip]
const NAVIGATION_PROPERTY: &[&[&str]] = &[&[
    "$Kind", "$Type", "$Collection", "$Nullable", "$Partner", "$ContainsTarget", "$ReferentialConstraint", "$OnDelete",
]];

/// ```json
/// "Order": {
///   "$Kind": "EntityType",
///   "$BaseType": "Sales.Document",
///   "$OpenType": true,
///   "$Key": ["ID"],
///   "ID": { "$Type": "Edm.Int32" },
///   "Customer": { "$Kind": "NavigationProperty", "$Type": "Sales.Customer" }
/// }
/// "Address": { "$Kind": "ComplexType", … }
/// ```
pub(super) fn structured_type<'s>(
    reader: &mut Reader<'s, '_>,
    member: &Member<'s>,
    kind: StructuredKind,
) -> Option<StructuredType<'s>> {
    let (what, known) = match kind {
        StructuredKind::Entity => ("EntityType", ENTITY_TYPE),
        StructuredKind::Complex => ("ComplexType", COMPLEX_TYPE),
    };
    let entity = kind == StructuredKind::Entity;
    let object = reader.object(what, member.name.span, &member.value, known)?;
    let mut found = StructuredType {
        kind,
        span: extent(member),
        name: reader.name(member, Form::TypeDeclaration),
        base_type: reader.optional(&object, "$BaseType", Form::TypeReference),
        is_abstract: reader.flag(&object, "$Abstract"),
        is_open: reader.flag(&object, "$OpenType"),
        has_stream: entity && reader.flag(&object, "$HasStream"),
        key: None,
        properties: Vec::new(),
        navigation_properties: Vec::new(),
        annotations: own_annotations(reader, &object),
    };
    if let Some(value) = object.get("$Key").filter(|_| entity) {
        found.key = Some(key(reader, value));
    }
    for child in object.named() {
        let mut annotations = annotations_of(reader, &object, &child.name.text);
        if child.value.members().is_none() {
            reader.unexpected_member(child, what, "an object, which can be empty: `{}`");
            continue;
        }
        match kind_of(&child.value) {
            None | Some(("Property", _)) => {
                if let Some(mut property) = property(reader, child) {
                    property.annotations.append(&mut annotations);
                    found.properties.push(property);
                }
            }
            Some(("NavigationProperty", _)) => {
                if let Some(mut property) = navigation_property(reader, child) {
                    property.annotations.append(&mut annotations);
                    found.navigation_properties.push(property);
                }
            }
            Some((kind, place)) => reader.unknown_kind(kind, place, what, &["Property", "NavigationProperty"]),
        }
    }
    Some(found)
}

/// ```json
/// "$Key": ["ID", { "City": "Address/City" }]
/// ```
fn key<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Key<'s> {
    let mut property_refs = Vec::new();
    for item in reader.items("$Key", value) {
        let Data::Object(members) = &item.data else {
            if let Some(name) = reader.string("$Key", item) {
                let name = reader.of_form(name, Form::Path);
                property_refs.push(PropertyRef { name, alias: None });
            }
            continue;
        };
        for member in members {
            let alias = Some(reader.name(member, Form::Part));
            if let Some(path) = reader.string("$Key", &member.value) {
                let name = reader.of_form(path, Form::Path);
                property_refs.push(PropertyRef { name, alias });
            }
        }
    }
    Key { span: value.span, property_refs }
}

/// ```json
/// "Total": { "$Type": "Edm.Decimal", "$Precision": 10, "$Scale": 2, "$DefaultValue": 0 }
/// ```
fn property<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>) -> Option<Property<'s>> {
    let name = reader.name(member, Form::Part);
    let object = reader.object("Property", name.span, &member.value, PROPERTY)?;
    reader.only_annotations(&object, "Property");
    let type_name = reader.type_name(&object, Some("Edm.String"));
    let facets = reader.facets(&object, &type_name, Absent::Default);
    let default_value = reader.default_value(&object);
    Some(Property { name, type_name, facets, default_value, annotations: own_annotations(reader, &object) })
}

/// ```json
/// "Customer": {
///   "$Kind": "NavigationProperty",
///   "$Type": "Sales.Customer",
///   "$Partner": "Orders",
///   "$ReferentialConstraint": { "CustomerID": "ID" },
///   "$OnDelete": "Cascade",
///   "$OnDelete@Core.Description": "…"
/// }
/// ```
fn navigation_property<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>) -> Option<NavigationProperty<'s>> {
    let name = reader.name(member, Form::Part);
    let object = reader.object("NavigationProperty", name.span, &member.value, NAVIGATION_PROPERTY)?;
    reader.only_annotations(&object, "NavigationProperty");
    let type_name = reader.type_name(&object, None);
    // Whether there can be no related entity is a question only where there is not a collection of them.
    let nullable = reader.boolean(&object, "$Nullable");
    let absent = Spanned { value: false, span: object.place };
    let is_collection = type_name.text.starts_with("Collection(");
    reader.optional(&object, "$Partner", Form::Path);
    pairs(reader, &object, "$ReferentialConstraint");
    if reader.optional(&object, "$OnDelete", Form::Any).is_some() {
        annotations_of(reader, &object, "$OnDelete");
    }
    Some(NavigationProperty {
        nullable: nullable.or_else(|| (!is_collection).then_some(absent)),
        contains_target: reader.flag(&object, "$ContainsTarget"),
        annotations: own_annotations(reader, &object),
        name,
        type_name,
    })
}

/// ```json
/// "Color": { "$Kind": "EnumType", "$UnderlyingType": "Edm.Int64", "$IsFlags": true, "Red": 1 }
/// ```
pub(super) fn enum_type<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>) -> Option<EnumType<'s>> {
    let object = reader.object("EnumType", member.name.span, &member.value, ENUM_TYPE)?;
    let mut found = EnumType {
        span: extent(member),
        name: reader.name(member, Form::TypeDeclaration),
        underlying_type: reader.optional(&object, "$UnderlyingType", Form::TypeReference),
        is_flags: reader.flag(&object, "$IsFlags"),
        members: Vec::new(),
        annotations: own_annotations(reader, &object),
    };
    for child in object.named() {
        let name = reader.name(child, Form::Part);
        let value = reader.integer(&child.name.text, values::MEMBER_VALUE, &child.value);
        let annotations = annotations_of(reader, &object, &child.name.text);
        found.members.push(csdl::Member { name, value, annotations });
    }
    Some(found)
}

/// ```json
/// "Length": { "$Kind": "TypeDefinition", "$UnderlyingType": "Edm.Decimal", "$Scale": 3 }
/// ```
pub(super) fn type_definition<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>) -> Option<TypeDefinition<'s>> {
    let object = reader.object("TypeDefinition", member.name.span, &member.value, TYPE_DEFINITION)?;
    reader.only_annotations(&object, "TypeDefinition");
    let underlying_type = reader.required(&object, "$UnderlyingType", Form::TypeReference);
    Some(TypeDefinition {
        span: extent(member),
        name: reader.name(member, Form::TypeDeclaration),
        facets: reader.facets(&object, &underlying_type, Absent::NeverNullable),
        annotations: own_annotations(reader, &object),
        underlying_type,
    })
}

/// A declaration from its name to the end of its object.
fn extent(member: &Member<'_>) -> Span {
    member.name.span.to(member.value.span)
}
