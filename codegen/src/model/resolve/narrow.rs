//! Properties that a derived type declares again.

use crate::model::{Model, Primitive, StructuredId, StructuredKind, StructuredType, Type, TypeUse};

/// Whether a property that a type declares is the one of a base type with a type derived from that one's type.
///
/// CSDL 4.01 allows that, and values of the derived type have the narrower type (sections 7 and 8). A structural property
/// stays one, a navigation property too, and a collection stays a collection.
pub(super) fn is_narrower(
    model: &Model<'_>,
    base: &StructuredType<'_>,
    derived: &StructuredType<'_>,
    name: &str,
) -> bool {
    match (structural(base, name), structural(derived, name)) {
        (Some(wide), Some(narrow)) => is_derived_use(model, wide, narrow),
        (None, None) => match (navigation(base, name), navigation(derived, name)) {
            (Some((wide, is_many)), Some((narrow, are_many))) => {
                is_many == are_many && narrow.is_some_and(|narrow| wide.is_none_or(|wide| derives(model, narrow, wide)))
            }
            _ => false,
        },
        _ => false,
    }
}

fn structural(ty: &StructuredType<'_>, name: &str) -> Option<TypeUse> {
    ty.properties.iter().find(|property| property.name.text == name).map(|property| property.ty)
}

fn navigation(ty: &StructuredType<'_>, name: &str) -> Option<(Option<StructuredId>, bool)> {
    let property = ty.navigation_properties.iter().find(|property| property.name.text == name)?;
    Some((property.target, property.is_collection))
}

fn is_derived_use(model: &Model<'_>, wide: TypeUse, narrow: TypeUse) -> bool {
    // A value of no type may be a collection as well.
    if wide.item == Type::Primitive(Primitive::Untyped) && !wide.is_collection {
        return narrow != wide;
    }
    wide.is_collection == narrow.is_collection && is_derived_type(model, wide.item, narrow.item)
}

/// Whether a type is derived from another: by its base types, or from one of the abstract built-in types (section 3.2).
fn is_derived_type(model: &Model<'_>, wide: Type, narrow: Type) -> bool {
    let is_of_kind = |kind| matches!(narrow, Type::Structured(id) if model.structured(id).kind == kind);
    match (wide, narrow) {
        (Type::Structured(wide), Type::Structured(narrow)) => derives(model, narrow, wide),
        _ if wide == narrow => false,
        (Type::Primitive(Primitive::Untyped), _) => true,
        (Type::Primitive(Primitive::ComplexType), _) => is_of_kind(StructuredKind::Complex),
        (Type::Primitive(Primitive::EntityType), _) => is_of_kind(StructuredKind::Entity),
        (Type::Primitive(Primitive::PrimitiveType), Type::Enum(_) | Type::Definition(_)) => true,
        (Type::Primitive(wide), Type::Primitive(narrow)) => match wide {
            Primitive::PrimitiveType => {
                !matches!(narrow, Primitive::Untyped | Primitive::ComplexType | Primitive::EntityType)
            }
            Primitive::Geography | Primitive::Geometry => narrow.name().starts_with(wide.name()),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a type is derived from another one, at any distance.
fn derives(model: &Model<'_>, narrow: StructuredId, wide: StructuredId) -> bool {
    let base = |id: &StructuredId| model.structured(*id).base;
    std::iter::successors(base(&narrow), base).any(|id| id == wide)
}
