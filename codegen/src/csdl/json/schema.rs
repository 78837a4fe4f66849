//! Schemas (CSDL JSON 4.01, section 5).

use super::annotations::{annotations, own_annotations, term};
use super::operations::{container, operation};
use super::reader::{Reader, kind_of};
use super::types::{enum_type, structured_type, type_definition};
use super::value::{Data, Member, Value};
use crate::csdl::form::{Form, quoted};
use crate::csdl::{OperationKind, Schema, StructuredKind};
use crate::diagnostics::Code;

/// What `$Kind` can be of the children of a schema.
const KINDS: &[&str] =
    &["EntityType", "ComplexType", "EnumType", "TypeDefinition", "Action", "Function", "EntityContainer", "Term"];

/// ```json
/// "Sales": { "$Alias": "S", "Order": { "$Kind": "EntityType", … }, "$Annotations": { … } }
/// ```
pub(super) fn schema<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>, value: &Value<'s>) -> Option<Schema<'s>> {
    let namespace = reader.name(member, Form::Namespace);
    let object = reader.object("Schema", member.name.span, value, &[&["$Alias", "$Annotations"]])?;
    let alias = reader.optional(&object, "$Alias", Form::Part);
    // Faults in it concern the whole schema, if no type is in between.
    let is_first = object.members.first().is_some_and(|first| first.name.text == "$Alias");
    let span = match &alias {
        Some(alias) if is_first => member.name.span.to(alias.span),
        _ => member.name.span,
    };
    let mut schema = Schema::new(span, namespace, alias);
    schema.annotations = object.get("$Annotations").map(|value| annotations(reader, value)).unwrap_or_default();
    schema.own_annotations = own_annotations(reader, &object);
    for child in object.named() {
        if let Data::Array(overloads) = &child.value.data {
            for overload in overloads {
                declaration(reader, &mut schema, child, overload);
            }
        } else {
            declaration(reader, &mut schema, child, &child.value);
        }
    }
    Some(schema)
}

/// ```json
/// "Order": { "$Kind": "EntityType", … }
/// "Approve": [{ "$Kind": "Action", … }]
/// ```
fn declaration<'s>(reader: &mut Reader<'s, '_>, schema: &mut Schema<'s>, member: &Member<'s>, value: &Value<'s>) {
    if value.members().is_none() {
        reader.unexpected_member(member, "Schema", "an object with a `$Kind`, or an array of overloads");
        return;
    }
    let Some((kind, place)) = kind_of(value) else {
        let message = format!("the member `$Kind` of {} is missing", quoted(&member.name.text));
        let help = format!("add `\"$Kind\": …`, which is one of `{}`", KINDS.join("`, `"));
        reader.error(Code::MissingAttribute, member.name.span, message, help);
        return;
    };
    let is_overload = matches!(kind, "Action" | "Function");
    let is_in_array = !std::ptr::eq(value, &raw const member.value);
    if is_in_array && !is_overload {
        let message = format!("{} is ignored: it is in an array, and not an action or a function", quoted(kind));
        reader.warning(Code::UnexpectedElement, place, message, "write the object without the enclosing array");
        return;
    }
    if is_overload && !is_in_array {
        let message = format!("the {} is not in an array", kind.to_lowercase());
        reader.warning(Code::LaxForm, place, message, "put `[` and `]` around it, since it can have overloads");
    }
    match kind {
        "EntityType" => {
            schema.structured_types.extend(structured_type(reader, member, StructuredKind::Entity));
        }
        "ComplexType" => {
            schema.structured_types.extend(structured_type(reader, member, StructuredKind::Complex));
        }
        "EnumType" => schema.enum_types.extend(enum_type(reader, member)),
        "TypeDefinition" => schema.type_definitions.extend(type_definition(reader, member)),
        "Action" => schema.operations.extend(operation(reader, member, OperationKind::Action, value, place)),
        "Function" => schema.operations.extend(operation(reader, member, OperationKind::Function, value, place)),
        "EntityContainer" => schema.containers.extend(container(reader, member, value)),
        "Term" => schema.terms.extend(term(reader, member, value)),
        _ => reader.unknown_kind(kind, place, "Schema", KINDS),
    }
}
