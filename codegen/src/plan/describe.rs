//! What rustdoc says of types and fields.

use super::limits::{items, limits};
use super::lower::Ids;
use super::markdown::{code, note_line, paragraphs};
use super::{Access, Deprecated, Docs, Fact, deprecation};
use crate::model::{
    Annotation, EnumType, Member, Model, NavigationProperty, Permissions, Primitive, Property, StructuredId,
    StructuredKind, StructuredType, Type, TypeDefinition, Vocabulary,
};

/// The docs of a struct; the base type is added by the caller, who knows whether it can be linked to.
pub(super) fn structured(model: &Model<'_>, ty: &StructuredType<'_>) -> Docs {
    let kind = match ty.kind {
        StructuredKind::Entity => "Entity type",
        StructuredKind::Complex => "Complex type",
    };
    let mut facts = vec![format!("{kind} `{}`.", model.full_name(&ty.name))];
    if ty.is_abstract {
        facts.push("Abstract: values are of a derived type.".to_owned());
    }
    if ty.is_open {
        facts.push("Open: dynamic properties are kept in `extra`.".to_owned());
    }
    if ty.has_stream {
        facts.push("Media entity: it has a stream of its own.".to_owned());
    }
    docs(&ty.annotations, facts)
}

/// The docs of an enum.
pub(super) fn enumeration(model: &Model<'_>, ty: &EnumType<'_>) -> Docs {
    let flags = if ty.is_flags { "; a value may combine several members" } else { "" };
    let mut facts = vec![format!("Enum type `{}`{flags}.", model.full_name(&ty.name))];
    if ty.members.is_empty() {
        facts.push("The schema declares no member.".to_owned());
    }
    docs(&ty.annotations, facts)
}

/// The docs of a variant.
pub(super) fn member(member: &Member<'_>) -> Docs {
    docs(&member.annotations, vec![format!("`{}`, {}.", member.name.text, member.value)])
}

/// The docs of a newtype.
pub(super) fn definition(model: &Model<'_>, ty: &TypeDefinition<'_>) -> Docs {
    let mut facts = vec![format!("Type definition `{}` of `Edm.{}`.", model.full_name(&ty.name), ty.underlying.name())];
    facts.extend(limits(model, Type::Primitive(ty.underlying), &ty.facets, &ty.annotations));
    docs(&ty.annotations, facts)
}

/// The docs of a field for a structural property.
pub(super) fn property(model: &Model<'_>, property: &Property<'_>, is_key: bool, ids: &Ids) -> Docs {
    let nullable = match property.facets.nullable {
        Some(nullable) if !nullable.value => ", not nullable",
        _ => "",
    };
    let ty = Fact::text(format!("`{}`: ", property.name.text))
        .and_wire(model.type_name(property.ty), ids.of(property.ty.item))
        .and(format!("{nullable}."));
    let mut facts = Vec::new();
    if is_key {
        let is_whole = !matches!(property.ty.item, Type::Structured(_));
        facts.push(if is_whole { "Part of the key." } else { "Holds a part of the key." }.to_owned());
    }
    facts.extend(limits(model, property.ty.item, &property.facets, &property.annotations));
    if let Some(value) = &property.default_value {
        facts.push(match code(&value.text) {
            Some(value) => format!("The default is {value}."),
            None => "The default is empty.".to_owned(),
        });
    }
    facts.extend(access_note(&property.annotations, is_key));
    docs_after(&property.annotations, ty, facts)
}

/// The docs of a field for a navigation property.
pub(super) fn navigation(model: &Model<'_>, property: &NavigationProperty<'_>, ids: &Ids) -> Docs {
    let item = match property.target {
        Some(id) => full_name(model, id),
        None => "Edm.EntityType".to_owned(),
    };
    let ty = if property.is_collection { format!("Collection({item})") } else { item };
    let target = property.target.and_then(|target| ids.of(Type::Structured(target)));
    let ty = Fact::text(format!("`{}`: navigation to ", property.name.text)).and_wire(ty, target).and(".");
    let mut facts = Vec::new();
    if property.contains_target {
        facts.push("Contained.".to_owned());
    }
    facts.extend(items(&property.annotations));
    facts.extend(access_note(&property.annotations, false));
    docs_after(&property.annotations, ty, facts)
}

/// In which requests clients can set a property with these annotations, by `Core.Computed`, `Core.Permissions` and
/// `Core.Immutable` of the Core vocabulary.
///
/// A key is given on creation even if it is read-only: that is said of keys which never change (OData 4.01 Protocol, section
/// 11.4.2), and a service that makes them itself says `Core.Computed`.
pub(super) fn access(annotations: &[Annotation<'_>], is_key: bool) -> Access {
    let is_writable = annotations.permissions().is_none_or(|permissions| permissions.write);
    if annotations.is_computed() || !(is_writable || is_key) {
        Access::Never
    } else if annotations.is_immutable() || !is_writable {
        Access::Create
    } else {
        Access::Always
    }
}

/// The qualified name of a structured type.
pub(super) fn full_name(model: &Model<'_>, id: StructuredId) -> String {
    model.full_name(&model.structured(id).name)
}

fn docs(annotations: &[Annotation<'_>], facts: Vec<String>) -> Docs {
    let mut text = annotations.description().map(paragraphs).unwrap_or_default();
    if text.is_empty() {
        text = annotations.label().map(paragraphs).unwrap_or_default();
    }
    for paragraph in annotations.long_description().map(paragraphs).unwrap_or_default() {
        // Services repeat the short description at the start of the long one.
        if !text.contains(&paragraph) {
            text.push(paragraph);
        }
    }
    Docs { paragraphs: text, facts: facts.into_iter().map(Fact::text).collect(), deprecated: deprecated(annotations) }
}

fn docs_after(annotations: &[Annotation<'_>], first: Fact, facts: Vec<String>) -> Docs {
    let mut docs = docs(annotations, facts);
    docs.facts.insert(0, first);
    docs
}

fn access_note(annotations: &[Annotation<'_>], is_key: bool) -> Option<String> {
    let permissions = annotations.permissions().unwrap_or(Permissions { read: true, write: true });
    let note = match access(annotations, is_key) {
        Access::Never if annotations.is_computed() => "Computed by the service; not for create and update requests.",
        Access::Never if permissions.read => "Read-only.",
        Access::Never => "No permission: it can neither be read nor be set.",
        Access::Create if !permissions.write => "Read-only: can be set on creation only.",
        Access::Create => "Immutable: can be set on creation only.",
        Access::Always if !permissions.read => "Write-only: the service does not return it.",
        Access::Always => return None,
    };
    Some(note.to_owned())
}

/// Whether an element is deprecated.
pub(super) fn is_deprecated(annotations: &[Annotation<'_>]) -> bool {
    annotations.deprecation().is_some()
}

fn deprecated(annotations: &[Annotation<'_>]) -> Option<Deprecated> {
    annotations.deprecation().map(|revision| Deprecated { note: deprecation::note(&revision, note_line) })
}

/// The value that the runtime has for a built-in type.
pub(super) fn value(primitive: Primitive) -> super::Value {
    use super::Value;
    match primitive {
        Primitive::Binary => Value::Binary,
        Primitive::Stream => Value::Stream,
        Primitive::Boolean => Value::Bool,
        Primitive::Byte => Value::U8,
        Primitive::SByte => Value::I8,
        Primitive::Int16 => Value::I16,
        Primitive::Int32 => Value::I32,
        Primitive::Int64 => Value::I64,
        // Services write more digits for `Edm.Single` than an `f32` can hold, and no digit is to be lost.
        Primitive::Single | Primitive::Double => Value::F64,
        Primitive::Decimal => Value::Decimal,
        Primitive::Date => Value::Date,
        Primitive::DateTimeOffset => Value::DateTime,
        Primitive::TimeOfDay => Value::Time,
        Primitive::Duration => Value::Duration,
        Primitive::Guid => Value::Guid,
        Primitive::String
        | Primitive::AnnotationPath
        | Primitive::AnyPropertyPath
        | Primitive::ModelElementPath
        | Primitive::NavigationPropertyPath
        | Primitive::PropertyPath => Value::String,
        Primitive::Geography
        | Primitive::GeographyPoint
        | Primitive::GeographyLineString
        | Primitive::GeographyPolygon
        | Primitive::GeographyMultiPoint
        | Primitive::GeographyMultiLineString
        | Primitive::GeographyMultiPolygon
        | Primitive::GeographyCollection
        | Primitive::Geometry
        | Primitive::GeometryPoint
        | Primitive::GeometryLineString
        | Primitive::GeometryPolygon
        | Primitive::GeometryMultiPoint
        | Primitive::GeometryMultiLineString
        | Primitive::GeometryMultiPolygon
        | Primitive::GeometryCollection => Value::Geo,
        Primitive::Untyped | Primitive::PrimitiveType | Primitive::ComplexType | Primitive::EntityType => Value::Json,
    }
}
