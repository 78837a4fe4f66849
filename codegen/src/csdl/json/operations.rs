//! Actions, functions and the entity container (CSDL JSON 4.01, sections 12 and 13).

use super::annotations::{annotations_of, own_annotations};
use super::reader::{Absent, Object, Reader, TYPE};
use super::value::{Member, Value};
use crate::csdl::form::Form;
use crate::csdl::{
    Container, ContainerChild, ContainerChildKind, NavigationPropertyBinding, Operation, OperationKind, Parameter,
    ReturnType, Text,
};
use crate::diagnostics::Code;
use crate::source::Span;

/// What an overload can have besides annotations.
const OVERLOAD: &[&[&str]] = &[&["$Kind", "$IsBound", "$IsComposable", "$EntitySetPath", "$Parameter", "$ReturnType"]];

/// What a container can have besides its children and annotations.
const CONTAINER: &[&[&str]] = &[&["$Kind", "$Extends"]];

const PARAMETER: &[&[&str]] = &[&TYPE, &["$Name"]];
const RETURN_TYPE: &[&[&str]] = &[&TYPE];
/// `$Kind` is not of the standard, but was of its drafts.
const ENTITY_SET: &[&[&str]] =
    &[&["$Kind", "$Collection", "$Type", "$IncludeInServiceDocument", "$NavigationPropertyBinding"]];
const SINGLETON: &[&[&str]] = &[&["$Kind", "$Collection", "$Type", "$Nullable", "$NavigationPropertyBinding"]];
const ACTION_IMPORT: &[&[&str]] = &[&["$Kind", "$Action", "$EntitySet"]];
const FUNCTION_IMPORT: &[&[&str]] = &[&["$Kind", "$Function", "$EntitySet", "$IncludeInServiceDocument"]];

/// ```json
/// "Approve": [{
///   "$Kind": "Action",
///   "$IsBound": true,
///   "$EntitySetPath": "order/Customer",
///   "$Parameter": [{ "$Name": "order", "$Type": "Sales.Order" }],
///   "$ReturnType": { "$Type": "Sales.Customer" }
/// }]
/// ```
pub(super) fn operation<'s>(
    reader: &mut Reader<'s, '_>,
    member: &Member<'s>,
    kind: OperationKind,
    overload: &Value<'s>,
    place: Span,
) -> Option<Operation<'s>> {
    let what = if kind == OperationKind::Action { "Action" } else { "Function" };
    let object = reader.object(what, place, overload, OVERLOAD)?;
    let name = reader.name(member, Form::Name);
    reader.only_annotations(&object, what);
    reader.optional(&object, "$EntitySetPath", Form::Path);
    let mut parameters = Vec::new();
    if let Some(value) = object.get("$Parameter") {
        for item in reader.items("$Parameter", value) {
            parameters.extend(parameter(reader, item));
        }
    }
    Some(Operation {
        kind,
        span: place,
        name,
        is_bound: reader.flag(&object, "$IsBound"),
        is_composable: kind == OperationKind::Function && reader.flag(&object, "$IsComposable"),
        parameters,
        return_type: object.get("$ReturnType").and_then(|value| return_type(reader, value)),
        annotations: own_annotations(reader, &object),
    })
}

/// ```json
/// "Service": { "$Kind": "EntityContainer", "$Extends": "Base.Service", "Orders": { … } }
/// ```
pub(super) fn container<'s>(
    reader: &mut Reader<'s, '_>,
    member: &Member<'s>,
    value: &Value<'s>,
) -> Option<Container<'s>> {
    let object = reader.object("EntityContainer", member.name.span, value, CONTAINER)?;
    let name = reader.name(member, Form::Name);
    let extends = reader.optional(&object, "$Extends", Form::QualifiedName);
    let mut children = Vec::new();
    for child in object.named() {
        children.extend(container_child(reader, child));
    }
    Some(Container { span: object.place, name, extends, children, annotations: own_annotations(reader, &object) })
}

/// The pairs of paths that a member of an object has; none if it is not there.
///
/// ```json
/// { "Customer": "Customers", "Customer@Core.Description": "…" }
/// ```
pub(super) fn pairs<'s>(
    reader: &mut Reader<'s, '_>,
    object: &Object<'_, 's>,
    what: &'static str,
) -> Vec<(Text<'s>, Text<'s>)> {
    let value = object.get(what);
    let Some(object) = value.and_then(|value| reader.object(what, value.head(), value, &[])) else { return Vec::new() };
    let mut found = Vec::new();
    for member in object.named() {
        let from = reader.name(member, Form::Path);
        let Some(to) = reader.string(what, &member.value) else { continue };
        found.push((from, reader.of_form(to, Form::Path)));
        annotations_of(reader, &object, &member.name.text);
    }
    found
}

/// ```json
/// { "$Name": "order", "$Type": "Sales.Order" }
/// ```
fn parameter<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Option<Parameter<'s>> {
    let object = reader.object("Parameter", value.head(), value, PARAMETER)?;
    reader.only_annotations(&object, "Parameter");
    let name = reader.required(&object, "$Name", Form::Name);
    let type_name = reader.type_name(&object, Some("Edm.String"));
    let facets = reader.facets(&object, &type_name, Absent::Default);
    Some(Parameter { name, type_name, facets, annotations: own_annotations(reader, &object) })
}

/// ```json
/// "$ReturnType": { "$Collection": true, "$Type": "Sales.Order" }
/// ```
fn return_type<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Option<ReturnType<'s>> {
    let object = reader.object("ReturnType", value.head(), value, RETURN_TYPE)?;
    reader.only_annotations(&object, "ReturnType");
    let type_name = reader.type_name(&object, Some("Edm.String"));
    let facets = reader.facets(&object, &type_name, Absent::Default);
    Some(ReturnType { type_name, facets, annotations: own_annotations(reader, &object) })
}

/// ```json
/// "Orders": { "$Collection": true, "$Type": "Sales.Order", "$NavigationPropertyBinding": { "Customer": "Customers" } }
/// "Me": { "$Type": "Sales.Customer" }
/// "Approve": { "$Action": "Sales.Approve", "$EntitySet": "Orders" }
/// "Top": { "$Function": "Sales.Top", "$EntitySet": "Orders", "$IncludeInServiceDocument": true }
/// ```
fn container_child<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>) -> Option<ContainerChild<'s>> {
    use ContainerChildKind::{ActionImport, EntitySet, FunctionImport, Singleton};
    let Some(members) = member.value.members() else {
        reader.unexpected_member(member, "EntityContainer", "an object with `$Type`, `$Action` or `$Function`");
        return None;
    };
    let has = |name: &str| members.iter().any(|member| member.name.text == name);
    let place = member.name.span;
    let (kind, what, known, type_member) = if has("$Action") {
        (ActionImport, "ActionImport", ACTION_IMPORT, "$Action")
    } else if has("$Function") {
        (FunctionImport, "FunctionImport", FUNCTION_IMPORT, "$Function")
    } else if has("$Collection") {
        (EntitySet, "EntitySet", ENTITY_SET, "$Type")
    } else {
        (Singleton, "Singleton", SINGLETON, "$Type")
    };
    let object = reader.object(what, place, &member.value, known)?;
    reader.only_annotations(&object, what);
    let name = reader.name(member, Form::Part);
    let type_name = reader.required(&object, type_member, Form::QualifiedName);
    let is_set = kind == EntitySet && reader.flag(&object, "$Collection");
    if kind == EntitySet && !is_set {
        let help = "write `true` for an entity set; leave the member out for a singleton";
        reader.warning(Code::LaxForm, place, "`$Collection` is not `true`, so that it is a singleton", help);
    }
    if matches!(kind, EntitySet | FunctionImport) {
        reader.boolean(&object, "$IncludeInServiceDocument");
    }
    if matches!(kind, ActionImport | FunctionImport) {
        reader.optional(&object, "$EntitySet", Form::Path);
    }
    if kind == Singleton {
        // It says that the singleton need not exist, which its type does not depend on.
        reader.boolean(&object, "$Nullable");
    }
    let bindings = pairs(reader, &object, "$NavigationPropertyBinding").into_iter();
    Some(ContainerChild {
        kind: if kind == EntitySet && !is_set { Singleton } else { kind },
        name,
        type_name,
        bindings: bindings.map(|(path, target)| NavigationPropertyBinding { path, target }).collect(),
        annotations: own_annotations(reader, &object),
    })
}
