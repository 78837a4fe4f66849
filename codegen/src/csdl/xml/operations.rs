//! Actions, functions and the entity container (CSDL XML 4.01, sections 12 and 13).

use super::annotations::{annotation, only_annotations};
use super::attributes::Attributes;
use super::cursor::{Cursor, Element, Read};
use super::elements::{next_child, only_one, unexpected};
use crate::csdl::form::Form;
use crate::csdl::{
    Container, ContainerChild, ContainerChildKind, NavigationPropertyBinding, Operation, OperationKind, Parameter,
    ReturnType,
};

/// ```xml
/// <Action Name="Approve" IsBound="true" EntitySetPath="order/Customer">
///   <Parameter Name="order" Type="Sales.Order"/>
///   <ReturnType Type="Sales.Customer"/>
/// </Action>
/// <Function Name="Top" IsComposable="true">…</Function>
/// ```
pub(super) fn operation<'s>(
    cursor: &mut Cursor<'s, '_>,
    element: Element<'s>,
    kind: OperationKind,
) -> Read<Operation<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let mut operation = Operation {
        kind,
        span: element.span,
        name: attributes.required("Name", Form::Name),
        is_bound: attributes.flag("IsBound"),
        is_composable: kind == OperationKind::Function && attributes.flag("IsComposable"),
        parameters: Vec::new(),
        return_type: None,
        annotations: Vec::new(),
    };
    attributes.optional("EntitySetPath", Form::Path);
    attributes.finish();
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "Parameter" => operation.parameters.push(parameter(cursor, child)?),
            "ReturnType" => {
                only_one(cursor, &operation.return_type, child, element);
                operation.return_type = Some(return_type(cursor, child)?);
            }
            "Annotation" => operation.annotations.push(annotation(cursor, child)?),
            _ => unexpected(cursor, child, element.name, &["Parameter", "ReturnType", "Annotation"])?,
        }
    }
    Ok(operation)
}

/// ```xml
/// <EntityContainer Name="Service" Extends="Base.Service">
///   <EntitySet Name="Orders" EntityType="Sales.Order"/>
/// </EntityContainer>
/// ```
pub(super) fn container<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Container<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    use ContainerChildKind::{ActionImport, EntitySet, FunctionImport, Singleton};
    let mut container = Container {
        span: element.span,
        name: attributes.required("Name", Form::Name),
        extends: attributes.optional("Extends", Form::QualifiedName),
        children: Vec::new(),
        annotations: Vec::new(),
    };
    attributes.finish();
    while let Some(child) = next_child(cursor)? {
        let kind = match child.edm() {
            "EntitySet" => EntitySet,
            "Singleton" => Singleton,
            "ActionImport" => ActionImport,
            "FunctionImport" => FunctionImport,
            "Annotation" => {
                container.annotations.push(annotation(cursor, child)?);
                continue;
            }
            _ => {
                const CHILDREN: &[&str] = &["EntitySet", "Singleton", "ActionImport", "FunctionImport", "Annotation"];
                unexpected(cursor, child, "EntityContainer", CHILDREN)?;
                continue;
            }
        };
        container.children.push(container_child(cursor, child, kind)?);
    }
    Ok(container)
}

/// ```xml
/// <Parameter Name="order" Type="Sales.Order" Nullable="false"/>
/// ```
fn parameter<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Parameter<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let name = attributes.required("Name", Form::Name);
    let type_name = attributes.required("Type", Form::TypeReference);
    let facets = attributes.facets();
    attributes.finish();
    Ok(Parameter { name, type_name, facets, annotations: only_annotations(cursor, element)? })
}

/// ```xml
/// <ReturnType Type="Collection(Sales.Order)" Nullable="false"/>
/// ```
fn return_type<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<ReturnType<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let type_name = attributes.required("Type", Form::TypeReference);
    let facets = attributes.facets();
    attributes.finish();
    Ok(ReturnType { type_name, facets, annotations: only_annotations(cursor, element)? })
}

/// ```xml
/// <EntitySet Name="Orders" EntityType="Sales.Order" IncludeInServiceDocument="false">
///   <NavigationPropertyBinding Path="Customer" Target="Customers"/>
/// </EntitySet>
/// <Singleton Name="Me" Type="Sales.Customer"/>
/// <ActionImport Name="Approve" Action="Sales.Approve" EntitySet="Orders"/>
/// <FunctionImport Name="Top" Function="Sales.Top" EntitySet="Orders"/>
/// ```
fn container_child<'s>(
    cursor: &mut Cursor<'s, '_>,
    element: Element<'s>,
    kind: ContainerChildKind,
) -> Read<ContainerChild<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    use ContainerChildKind::{ActionImport, EntitySet, FunctionImport, Singleton};
    let name = attributes.part_name();
    let type_attribute = match kind {
        EntitySet => "EntityType",
        Singleton => "Type",
        ActionImport => "Action",
        FunctionImport => "Function",
    };
    let type_name = attributes.required(type_attribute, Form::QualifiedName);
    if matches!(kind, EntitySet | FunctionImport) {
        attributes.boolean("IncludeInServiceDocument");
    }
    if matches!(kind, ActionImport | FunctionImport) {
        attributes.optional("EntitySet", Form::Path);
    }
    if kind == Singleton {
        // It says that the singleton need not exist, which its type does not depend on.
        attributes.boolean("Nullable");
    }
    attributes.finish();
    let mut found = ContainerChild { kind, name, type_name, bindings: Vec::new(), annotations: Vec::new() };
    let binds = matches!(kind, EntitySet | Singleton);
    while let Some(child) = next_child(cursor)? {
        match child.edm() {
            "NavigationPropertyBinding" if binds => found.bindings.push(binding(cursor, child)?),
            "Annotation" => found.annotations.push(annotation(cursor, child)?),
            _ if binds => unexpected(cursor, child, element.name, &["NavigationPropertyBinding", "Annotation"])?,
            _ => unexpected(cursor, child, element.name, &["Annotation"])?,
        }
    }
    Ok(found)
}

/// ```xml
/// <NavigationPropertyBinding Path="Customer" Target="Customers"/>
/// ```
fn binding<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<NavigationPropertyBinding<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let path = attributes.required("Path", Form::Path);
    let target = attributes.required("Target", Form::Path);
    attributes.finish();
    only_annotations(cursor, element)?;
    Ok(NavigationPropertyBinding { path, target })
}
