//! `Schema` and the types in it (CSDL XML 4.01, sections 5 to 11).

use super::annotations::{annotation, annotations, only_annotations, term};
use super::attributes::Attributes;
use super::cursor::{Cursor, Element, Read};
use super::elements::{first_one, next_child, no_children, unexpected};
use super::operations::{container, operation};
use crate::csdl::form::Form;
use crate::csdl::{
    EnumType, Key, Member, NavigationProperty, OperationKind, Property, PropertyRef, Schema, StructuredKind,
    StructuredType, Text, TypeDefinition, values,
};

/// What a schema can contain.
#[rustfmt::skip]
const CHILDREN: &[&str] = &[
    "EntityType", "ComplexType", "EnumType", "TypeDefinition", "Action", "Function", "EntityContainer", "Term",
    "Annotations", "Annotation",
];

/// ```xml
/// <Schema Namespace="Sales" Alias="S" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///   <EntityType Name="Order">…</EntityType>
/// </Schema>
/// ```
pub(super) fn schema<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Schema<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let namespace = attributes.required("Namespace", Form::Namespace);
    let alias = attributes.optional("Alias", Form::Part);
    attributes.finish();
    let mut schema = Schema::new(element.span, namespace, alias);
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "EntityType" => schema.structured_types.push(structured_type(cursor, child, StructuredKind::Entity)?),
            "ComplexType" => schema.structured_types.push(structured_type(cursor, child, StructuredKind::Complex)?),
            "EnumType" => schema.enum_types.push(enum_type(cursor, child)?),
            "TypeDefinition" => schema.type_definitions.push(type_definition(cursor, child)?),
            "Action" => schema.operations.push(operation(cursor, child, OperationKind::Action)?),
            "Function" => schema.operations.push(operation(cursor, child, OperationKind::Function)?),
            "EntityContainer" => schema.containers.push(container(cursor, child)?),
            "Term" => schema.terms.push(term(cursor, child)?),
            "Annotations" => schema.annotations.push(annotations(cursor, child)?),
            "Annotation" => schema.own_annotations.push(annotation(cursor, child)?),
            _ => unexpected(cursor, child, "Schema", CHILDREN)?,
        }
    }
    Ok(schema)
}

/// ```xml
/// <EntityType Name="Order" BaseType="Sales.Document" OpenType="true">
///   <Key>…</Key>
///   <Property Name="Total" Type="Edm.Decimal"/>
///   <NavigationProperty Name="Customer" Type="Sales.Customer"/>
/// </EntityType>
/// <ComplexType Name="Address">…</ComplexType>
/// ```
fn structured_type<'s>(
    cursor: &mut Cursor<'s, '_>,
    element: Element<'s>,
    kind: StructuredKind,
) -> Read<StructuredType<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let entity = kind == StructuredKind::Entity;
    let mut found = StructuredType {
        kind,
        span: element.span,
        name: attributes.required("Name", Form::TypeDeclaration),
        base_type: attributes.optional("BaseType", Form::TypeReference),
        is_abstract: attributes.flag("Abstract"),
        is_open: attributes.flag("OpenType"),
        has_stream: entity && attributes.flag("HasStream"),
        key: None,
        properties: Vec::new(),
        navigation_properties: Vec::new(),
        annotations: Vec::new(),
    };
    attributes.finish();
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "Property" => found.properties.push(property(cursor, child)?),
            "NavigationProperty" => found.navigation_properties.push(navigation_property(cursor, child)?),
            "Annotation" => found.annotations.push(annotation(cursor, child)?),
            "Key" if entity => {
                first_one(cursor, &found.key, child, element);
                let key = key(cursor, child)?;
                found.key.get_or_insert(key);
            }
            _ if entity => {
                unexpected(cursor, child, "EntityType", &["Key", "Property", "NavigationProperty", "Annotation"])?;
            }
            _ => unexpected(cursor, child, "ComplexType", &["Property", "NavigationProperty", "Annotation"])?,
        }
    }
    found.span = element.span.to(cursor.here());
    Ok(found)
}

/// ```xml
/// <Key>
///   <PropertyRef Name="ID"/>
///   <PropertyRef Name="Address/City" Alias="City"/>
/// </Key>
/// ```
fn key<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Key<'s>> {
    Attributes::of(cursor, element).finish();
    let mut property_refs = Vec::new();
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "PropertyRef" => property_refs.extend(property_ref(cursor, child)?),
            _ => unexpected(cursor, child, "Key", &["PropertyRef"])?,
        }
    }
    Ok(Key { span: element.span, property_refs })
}

/// ```xml
/// <PropertyRef Name="Address/City" Alias="City"/>
/// ```
fn property_ref<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Option<PropertyRef<'s>>> {
    let mut attributes = Attributes::of(cursor, element);
    let name = attributes.wanted("Name", Form::Path);
    let alias = attributes.optional("Alias", Form::Part);
    attributes.finish();
    no_children(cursor, element)?;
    Ok(name.map(|name| PropertyRef { name, alias }))
}

/// ```xml
/// <Property Name="Total" Type="Edm.Decimal" Nullable="false" Precision="10" Scale="2" DefaultValue="0"/>
/// ```
fn property<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Property<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let name = attributes.part_name();
    let type_name = attributes.required("Type", Form::TypeReference);
    let facets = attributes.facets();
    let default_value = attributes.optional("DefaultValue", Form::Any);
    attributes.finish();
    Ok(Property { name, type_name, facets, default_value, annotations: only_annotations(cursor, element)? })
}

/// ```xml
/// <NavigationProperty Name="Customer" Type="Sales.Customer" Nullable="false" Partner="Orders">
///   <ReferentialConstraint Property="CustomerID" ReferencedProperty="ID"/>
///   <OnDelete Action="Cascade"/>
/// </NavigationProperty>
/// ```
fn navigation_property<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<NavigationProperty<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let mut property = NavigationProperty {
        name: attributes.part_name(),
        type_name: attributes.required("Type", Form::TypeReference),
        nullable: attributes.boolean("Nullable"),
        contains_target: attributes.flag("ContainsTarget"),
        annotations: Vec::new(),
    };
    attributes.optional("Partner", Form::Path);
    attributes.finish();
    let mut action = None;
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "Annotation" => property.annotations.push(annotation(cursor, child)?),
            "ReferentialConstraint" => constraint(cursor, child)?,
            "OnDelete" => {
                first_one(cursor, &action, child, element);
                action = on_delete(cursor, child)?.or(action);
            }
            _ => {
                unexpected(cursor, child, "NavigationProperty", &["ReferentialConstraint", "OnDelete", "Annotation"])?;
            }
        }
    }
    Ok(property)
}

/// ```xml
/// <ReferentialConstraint Property="CustomerID" ReferencedProperty="ID"/>
/// ```
fn constraint<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<()> {
    let mut attributes = Attributes::of(cursor, element);
    attributes.wanted("Property", Form::Path);
    attributes.wanted("ReferencedProperty", Form::Path);
    attributes.finish();
    only_annotations(cursor, element).map(drop)
}

/// ```xml
/// <OnDelete Action="Cascade"/>
/// ```
fn on_delete<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Option<Text<'s>>> {
    let mut attributes = Attributes::of(cursor, element);
    let action = attributes.wanted("Action", Form::Any);
    attributes.finish();
    only_annotations(cursor, element)?;
    Ok(action)
}

/// ```xml
/// <EnumType Name="Color" UnderlyingType="Edm.Int64" IsFlags="true">
///   <Member Name="Red" Value="1"/>
/// </EnumType>
/// ```
fn enum_type<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<EnumType<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let mut found = EnumType {
        span: element.span,
        name: attributes.required("Name", Form::TypeDeclaration),
        underlying_type: attributes.optional("UnderlyingType", Form::TypeReference),
        is_flags: attributes.flag("IsFlags"),
        members: Vec::new(),
        annotations: Vec::new(),
    };
    attributes.finish();
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "Member" => found.members.push(member(cursor, child)?),
            "Annotation" => found.annotations.push(annotation(cursor, child)?),
            _ => unexpected(cursor, child, "EnumType", &["Member", "Annotation"])?,
        }
    }
    found.span = element.span.to(cursor.here());
    Ok(found)
}

/// ```xml
/// <Member Name="Red" Value="1"/>
/// ```
fn member<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Member<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let name = attributes.part_name();
    let value = attributes.integer("Value", values::MEMBER_VALUE);
    attributes.finish();
    Ok(Member { name, value, annotations: only_annotations(cursor, element)? })
}

/// ```xml
/// <TypeDefinition Name="Length" UnderlyingType="Edm.Decimal" Scale="3"/>
/// ```
fn type_definition<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<TypeDefinition<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let name = attributes.required("Name", Form::TypeDeclaration);
    let underlying_type = attributes.required("UnderlyingType", Form::TypeReference);
    let facets = attributes.facets();
    attributes.finish();
    let annotations = only_annotations(cursor, element)?;
    Ok(TypeDefinition { span: element.span.to(cursor.here()), name, underlying_type, facets, annotations })
}
