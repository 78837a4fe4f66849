//! The facts of elements of the model.

use std::sync::Arc;

use super::{
    About, Bound, Deprecation, Description, Digits, Fact, ItemType, Items, Key, Kind, Named, Range, Restriction, Scale,
    Srid, Target, ValueType,
};
use crate::model::{
    Annotation, EnumType, Facets, Member, Model, NavigationProperty, Permissions, Primitive, Property, RevisionKind,
    StructuredKind, StructuredType, Type, TypeDefinition, Vocabulary,
};
use crate::plan::Access;

/// What is known of an entity or complex type.
pub(crate) fn structured(ty: &StructuredType<'_>) -> About {
    let kind = match ty.kind {
        StructuredKind::Entity => Kind::Entity,
        StructuredKind::Complex => Kind::Complex,
    };
    let traits = [(ty.is_abstract, Fact::Abstract), (ty.is_open, Fact::Open), (ty.has_stream, Fact::Media)];
    let traits = traits.into_iter().filter(|(holds, _)| *holds).map(|(_, fact)| fact);
    about(&ty.annotations, std::iter::once(Fact::Kind(kind)).chain(traits))
}

/// What is known of the type of what objects say of an action.
pub(crate) fn offer(ty: &StructuredType<'_>) -> About {
    about(&ty.annotations, [Fact::Kind(Kind::Offer)])
}

/// What is known of an enum type.
pub(crate) fn enumeration(ty: &EnumType<'_>) -> About {
    let kind = Fact::Kind(Kind::Enum { is_flags: ty.is_flags });
    about(&ty.annotations, std::iter::once(kind).chain(ty.members.is_empty().then_some(Fact::NoMembers)))
}

/// What is known of a member besides its name and value.
pub(crate) fn member(member: &Member<'_>) -> About {
    about(&member.annotations, [])
}

/// What is known of a type definition.
pub(crate) fn definition(model: &Model<'_>, ty: &TypeDefinition<'_>) -> About {
    let kind = Fact::Kind(Kind::Definition(ty.underlying));
    let limits = limits(model, Type::Primitive(ty.underlying), &ty.facets, &ty.annotations);
    about(&ty.annotations, std::iter::once(kind).chain(limits))
}

/// What is known of a structural property.
pub(crate) fn property(model: &Model<'_>, property: &Property<'_>, item: ItemType, is_key: bool) -> About {
    let Property { ty, annotations, .. } = property;
    let is_nullable = is_nullable(property);
    let value = Fact::Value(ValueType { item, is_collection: ty.is_collection, is_nullable });
    let key = if matches!(ty.item, Type::Structured(_)) { Key::Within } else { Key::Whole };
    let key = is_key.then_some(Fact::Key(key));
    about(annotations, std::iter::once(value).chain(key).chain(bounds(model, property, is_key)))
}

/// Which values a structural property can have, and which clients can set.
pub(crate) fn bounds(model: &Model<'_>, property: &Property<'_>, is_key: bool) -> impl Iterator<Item = Fact> {
    let Property { ty, facets, annotations, default_value, .. } = property;
    let default = default_value.as_ref().map(|value| Fact::Default(default_of(ty.item, &value.text)));
    let restriction = restriction(annotations, is_key).map(Fact::Restriction);
    limits(model, ty.item, facets, annotations).chain(default).chain(restriction)
}

/// Whether a structural property can be null. Of the items of collections nothing is said: CSDL XML has no default for them, and
/// what says nothing there is `false` in CSDL JSON.
pub(crate) fn is_nullable(property: &Property<'_>) -> bool {
    property.ty.is_collection || property.facets.nullable.is_none_or(|nullable| nullable.value)
}

/// What is known of a navigation property.
pub(crate) fn navigation(property: &NavigationProperty<'_>, target: Option<Arc<Named>>) -> About {
    let annotations = &property.annotations;
    let target = Fact::Target(Target { ty: target, is_collection: property.is_collection });
    let contained = property.contains_target.then_some(Fact::Contained);
    let facts = std::iter::once(target).chain(contained).chain(items(annotations).map(Fact::Items));
    about(annotations, facts.chain(restriction(annotations, false).map(Fact::Restriction)))
}

/// What is known of something of which nothing holds but what its annotations say.
pub(crate) fn said(annotations: &[Annotation<'_>]) -> About {
    about(annotations, [])
}

fn about(annotations: &[Annotation<'_>], facts: impl IntoIterator<Item = Fact>) -> About {
    About {
        description: description(annotations).map(Box::new),
        facts: facts.into_iter().collect(),
        deprecation: deprecation(annotations).map(Arc::new),
    }
}

/// What the metadata says in words; `None` if it says nothing.
pub(crate) fn description(annotations: &[Annotation<'_>]) -> Option<Description> {
    let description = Description {
        short: annotations.description().map(Into::into),
        long: annotations.long_description().map(Into::into),
        label: annotations.label().map(Into::into),
    };
    (description != Description::default()).then_some(description)
}

/// Whether an element is deprecated.
pub(crate) fn is_deprecated(annotations: &[Annotation<'_>]) -> bool {
    annotations.revisions().iter().any(|revision| revision.kind == RevisionKind::Deprecated)
}

/// The last revision that deprecates an element.
pub(crate) fn deprecation(annotations: &[Annotation<'_>]) -> Option<Deprecation> {
    let revisions = annotations.revisions();
    let revision = revisions.iter().rev().find(|revision| revision.kind == RevisionKind::Deprecated)?;
    Some(Deprecation {
        date: revision.date.map(Into::into),
        version: revision.version.map(Into::into),
        removal_date: revision.removal_date.map(Into::into),
        reason: revision.description.map(Into::into),
    })
}

/// In which requests clients can set a property with these annotations, by `Core.Computed`, `Core.Permissions` and
/// `Core.Immutable` of the Core vocabulary.
///
/// A key is given on creation even if it is read-only: that is said of keys which never change (OData 4.01 Protocol, section
/// 11.4.2), and a service that makes them itself says `Core.Computed`.
pub(crate) fn access(annotations: &[Annotation<'_>], is_key: bool) -> Access {
    match restriction(annotations, is_key) {
        Some(Restriction::Computed | Restriction::ReadOnly | Restriction::NoPermission) => Access::Never,
        Some(Restriction::ReadOnlyKey | Restriction::Immutable) => Access::Create,
        Some(Restriction::WriteOnly) | None => Access::Always,
    }
}

/// The one of several restrictions that says most of what clients can set.
pub(crate) fn restriction(annotations: &[Annotation<'_>], is_key: bool) -> Option<Restriction> {
    let permissions = annotations.permissions().unwrap_or(Permissions { read: true, write: true });
    Some(match (permissions.read, permissions.write) {
        _ if annotations.is_computed() => Restriction::Computed,
        (_, false) if is_key => Restriction::ReadOnlyKey,
        (true, false) => Restriction::ReadOnly,
        (false, false) => Restriction::NoPermission,
        (_, true) if annotations.is_immutable() => Restriction::Immutable,
        (false, true) => Restriction::WriteOnly,
        (true, true) => return None,
    })
}

/// Which values something of a type can have: the facets (CSDL XML 4.01, section 7.2) and the terms of the Validation
/// vocabulary.
fn limits(
    model: &Model<'_>,
    ty: Type,
    facets: &Facets<'_>,
    annotations: &[Annotation<'_>],
) -> impl Iterator<Item = Fact> {
    let primitive = match ty {
        Type::Primitive(primitive) => Some(primitive),
        Type::Definition(id) => Some(model.definition(id).underlying),
        Type::Structured(_) | Type::Enum(_) | Type::Missing(_) => None,
    };
    // `max` is no limit that a caller could heed.
    let length = facets.max_length.as_ref().and_then(|length| length.text.trim_ascii().parse().ok());
    let srid = facets.srid.as_ref().map(|srid| srid.text.trim_ascii().parse().map_or(Srid::Variable, Srid::Number));
    let limits = [
        length.map(Fact::MaxLength),
        primitive.and_then(|primitive| digits(primitive, facets)),
        facets.unicode.as_ref().filter(|unicode| !unicode.value).map(|_| Fact::Ascii),
        srid.map(Fact::Srid),
        items(annotations).map(Fact::Items),
        range(annotations).map(|range| Fact::Range(Box::new(range))),
        constant(annotations, "MultipleOf").map(Fact::MultipleOf),
        constant(annotations, "Pattern").map(Fact::Pattern),
        allowed(annotations).map(Fact::AllowedValues),
    ];
    limits.into_iter().flatten()
}

/// `Precision` and `Scale` of what has them (sections 7.2.3 and 7.2.4).
///
/// Zero digits after the point are not worth a word: where CSDL XML says nothing, that is what it means, and services which say
/// nothing send fractions. CSDL JSON does not tell the two apart.
fn digits(primitive: Primitive, facets: &Facets<'_>) -> Option<Fact> {
    let precision = facets.precision.as_ref().map(|precision| precision.value);
    match primitive {
        Primitive::Decimal => {
            let scale = facets.scale.as_ref().map(|scale| scale_of(scale.text.trim_ascii()));
            let scale = scale.filter(|scale| *scale != Scale::Most(0));
            (precision.is_some() || scale.is_some()).then_some(Fact::Digits(Digits { precision, scale }))
        }
        Primitive::DateTimeOffset | Primitive::Duration | Primitive::TimeOfDay => {
            precision.filter(|precision| *precision != 0).map(Fact::FractionalSeconds)
        }
        _ => None,
    }
}

/// The default value of something of a type. Numbers in binary have many spellings, of which one is shown.
fn default_of(ty: Type, text: &str) -> Box<str> {
    let is_binary = matches!(ty, Type::Primitive(Primitive::Double | Primitive::Single));
    match text.parse::<f64>() {
        Ok(number) if is_binary && number.is_finite() => {
            let is_short = number == 0.0 || (1e-7..1e21).contains(&number.abs());
            if is_short { number.to_string() } else { format!("{number:e}") }.into()
        }
        _ => text.into(),
    }
}

fn scale_of(text: &str) -> Scale {
    // Some services write the words with a capital, as OData 3 did.
    match text.parse() {
        Ok(most) => Scale::Most(most),
        Err(_) if text.eq_ignore_ascii_case("floating") => Scale::Floating,
        Err(_) => Scale::Variable,
    }
}

fn items(annotations: &[Annotation<'_>]) -> Option<Items> {
    let number = |term| annotations.validation(term)?.constant()?.trim_ascii().parse().ok();
    let items = Items { least: number("MinItems"), most: number("MaxItems") };
    (items.least.is_some() || items.most.is_some()).then_some(items)
}

/// `Validation.Minimum` and `Validation.Maximum`, either of which may be annotated with `Validation.Exclusive`.
fn range(annotations: &[Annotation<'_>]) -> Option<Range> {
    let bound = |term| {
        let annotation = annotations.validation(term)?;
        let is_exclusive = annotation.annotations.validation("Exclusive").is_some_and(Annotation::is_true);
        Some(Bound { value: annotation.constant()?.into(), is_exclusive })
    };
    let range = Range { least: bound("Minimum"), most: bound("Maximum") };
    (range.least.is_some() || range.most.is_some()).then_some(range)
}

fn allowed(annotations: &[Annotation<'_>]) -> Option<Box<[Option<Box<str>>]>> {
    let values = annotations.allowed_values();
    (!values.is_empty()).then(|| values.into_iter().map(|value| value.map(|value| value.into_owned().into())).collect())
}

/// The constant that is the value of a term of the Validation vocabulary.
fn constant(annotations: &[Annotation<'_>], term: &str) -> Option<Box<str>> {
    annotations.validation(term)?.constant().map(Into::into)
}
