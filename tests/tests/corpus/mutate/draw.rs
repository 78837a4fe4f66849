//! Finds a change of a kind.

use csdl_codegen::internals::model::{EnumId, StructuredId};
use proptest::prelude::*;
use serde_json::Value;

use super::chance::Chance;
use super::names::{Names, TYPE_MEMBERS};
use super::sites::{Object, ScalarSite, Sites, member};
use super::{Change, Kind, Mutation, Scalar};

/// A change of a kind, if there is a place for it.
pub(super) fn mutation(kind: Kind, names: &Names<'_>, sites: &Sites, chance: &mut Chance) -> Option<Mutation> {
    let (place, change) = match kind {
        Kind::UnknownProperty => unknown_property(names, sites, chance)?,
        Kind::Annotation => annotation(sites, chance)?,
        Kind::UnknownMember | Kind::NumberText | Kind::EnumNumber | Kind::GuidCase => {
            scalar(kind, names, sites, chance)?
        }
        Kind::UnknownType if !sites.absent_objects.is_empty() && chance.one_in(4) => {
            let site = one(sites.absent_objects.iter(), chance)?;
            let objects: Vec<Value> = (0..2).map(|_| unknown_object(names, site.ty, chance)).collect();
            let value = if site.is_collection { objects.into() } else { objects.into_iter().next()? };
            (site.place.clone(), Change::Put(value))
        }
        Kind::UnknownType => {
            let object = object(sites, chance, |object| object.ty.is_some())?;
            let name = unknown_type(names, object.ty?, chance);
            (object.place.clone(), Change::Type { member: type_member(chance), name })
        }
        Kind::Null => {
            let property = one_of_two(&sites.properties, |property| property.is_present, 2, chance)?;
            (member(&property.object, &property.name), Change::Put(Value::Null))
        }
        Kind::NullItem => (one(sites.items.iter(), chance)?.clone(), Change::Put(Value::Null)),
        Kind::TypeSpelling | Kind::TypeAdded => {
            let is_typed = kind == Kind::TypeSpelling;
            let object = object(sites, chance, |object| object.ty.is_some() && object.is_typed == is_typed)?;
            let name = spelled(names, object.ty?, chance);
            (object.place.clone(), Change::Type { member: type_member(chance), name })
        }
        Kind::TypeLast => (object(sites, chance, |object| object.is_typed)?.place.clone(), Change::TypeLast),
        Kind::Order => {
            let numbers = chance.draw(prop::collection::vec(any::<u8>(), 16));
            (object(sites, chance, |_| true)?.place.clone(), Change::Order(numbers))
        }
    };
    Some(Mutation { kind, place, change })
}

fn one<'a, T>(choices: impl Iterator<Item = &'a T>, chance: &mut Chance) -> Option<&'a T> {
    chance.choose(&choices.collect::<Vec<_>>())
}

/// One of those that fit, or once in so many times one of the others; of what there is, if there are none of a sort.
fn one_of_two<'a, T>(
    choices: impl IntoIterator<Item = &'a T>,
    fits: impl Fn(&T) -> bool,
    times: usize,
    chance: &mut Chance,
) -> Option<&'a T> {
    let (fitting, others): (Vec<_>, Vec<_>) = choices.into_iter().partition(|choice| fits(choice));
    let (first, second) = if chance.one_in(times) { (others, fitting) } else { (fitting, others) };
    chance.choose(&first).or_else(|| chance.choose(&second))
}

fn object<'a>(sites: &'a Sites, chance: &mut Chance, fits: impl Fn(&Object) -> bool) -> Option<&'a Object> {
    one(sites.objects.iter().filter(|object| fits(object)), chance)
}

fn unknown_property(names: &Names<'_>, sites: &Sites, chance: &mut Chance) -> Option<(String, Change)> {
    let object = object(sites, chance, |_| true)?;
    let near = match chance.below(6) {
        0 => object.names.first().map(|name| other_case(name)),
        1 => object.ty.and_then(|ty| property_of_a_derived_type(names, ty)),
        _ => None,
    };
    let name = near.unwrap_or_else(|| chance.name());
    let is_known = match object.ty {
        Some(ty) => names.properties(ty).any(|known| known == name),
        None => name == "value",
    };
    let is_taken = is_known || object.names.contains(&name) || name.starts_with('@');
    (!is_taken).then(|| (member(&object.place, &name), Change::Put(chance.json())))
}

fn other_case(name: &str) -> String {
    let turn = |letter: char| if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter };
    name.chars().map(turn).collect()
}

fn property_of_a_derived_type(names: &Names<'_>, ty: StructuredId) -> Option<String> {
    let derived = names.model.structured(ty).derived.iter().map(|id| names.model.structured(*id));
    Some(derived.flat_map(|ty| &ty.properties).next()?.name.text.to_string())
}

/// An annotation of a property, be it absent, or of the object itself.
fn annotation(sites: &Sites, chance: &mut Chance) -> Option<(String, Change)> {
    if chance.one_in(3) {
        let object = object(sites, chance, |_| true)?;
        let terms = ["odata.etag", "odata.id", "odata.editLink", "removed", "vendor.term", "vendor.term#one"];
        let page = ["odata.nextLink", "odata.deltaLink", "odata.context", "vendor.term#two"];
        let term = chance.choose(if object.ty.is_some() { &terms } else { &page })?;
        return Some((member(&object.place, &format!("@{term}")), Change::Put(chance.json())));
    }
    let property = one_of_two(&sites.properties, |property| property.is_present, 3, chance)?;
    let terms = ["odata.type", "odata.count", "odata.nextLink", "odata.context", "odata.bind", "odata.mediaEtag"];
    let own = ["delta", "type", "vendor.term", "vendor.term#one"];
    let term = chance.choose(&[&terms[..], &own[..]].concat())?;
    Some((member(&property.object, &format!("{}@{term}", property.name)), Change::Put(chance.json())))
}

fn type_member(chance: &mut Chance) -> &'static str {
    TYPE_MEMBERS[usize::from(chance.one_in(4))]
}

/// What comes before the qualified name of a type.
const PREFIXES: [&str; 4] =
    ["", "#", "https://graph.microsoft.com/v1.0/$metadata#", "http://example.org/a%23b/$metadata#"];

/// The name of a type, in one of the ways that it can be named.
fn spelled(names: &Names<'_>, ty: StructuredId, chance: &mut Chance) -> String {
    let qualifiers = names.qualifiers(ty);
    let qualifier = qualifiers[chance.below(qualifiers.len())];
    let qualifier = if chance.one_in(3) { other_case(qualifier) } else { qualifier.to_owned() };
    format!("{}{qualifier}.{}", PREFIXES[chance.below(PREFIXES.len())], names.model.structured(ty).name.name.text)
}

/// The name of no type, in a namespace that is known or is not.
fn unknown_type(names: &Names<'_>, ty: StructuredId, chance: &mut Chance) -> String {
    let qualifiers = names.qualifiers(ty);
    let qualifier = if chance.one_in(4) { "new.namespace" } else { qualifiers[chance.below(qualifiers.len())] };
    loop {
        let simple = chance.draw("[a-z][A-Za-z0-9_]{0,11}");
        let name = format!("{}{qualifier}.{simple}", PREFIXES[chance.below(PREFIXES.len())]);
        if names.named(&name).is_none() {
            return name;
        }
    }
}

/// An object of an unknown type with a property that its base type does not have.
fn unknown_object(names: &Names<'_>, ty: StructuredId, chance: &mut Chance) -> Value {
    let named = (type_member(chance).to_owned(), Value::from(unknown_type(names, ty, chance)));
    let name = chance.name();
    let is_known = names.properties(ty).any(|known| known == name);
    let own = (!is_known).then(|| (name, chance.json()));
    Value::Object([named].into_iter().chain(own).collect())
}

/// Another value of a type, mostly in place of one that is there.
fn scalar(kind: Kind, names: &Names<'_>, sites: &Sites, chance: &mut Chance) -> Option<(String, Change)> {
    let fits = |site: &&ScalarSite| match kind {
        Kind::UnknownMember => matches!(site.ty, Scalar::Enum(_)),
        Kind::EnumNumber => matches!(site.ty, Scalar::Enum(_)) && site.is_property,
        Kind::NumberText => matches!(site.ty, Scalar::Int64 | Scalar::Decimal) && site.is_property,
        _ => site.ty == Scalar::Guid && site.is_property,
    };
    let site = one_of_two(sites.values.iter().filter(fits), |site| site.now.is_some(), 4, chance)?;
    let value = |chance: &mut Chance| match (kind, site.ty) {
        (Kind::UnknownMember, Scalar::Enum(id)) => unknown_member(names, id, site.now.as_ref(), chance),
        (_, Scalar::Enum(id)) => enum_number(names, id, chance),
        (_, Scalar::Guid) => guid(site.now.as_ref(), chance),
        (_, ty) => number_text(ty, site.now.as_ref(), chance),
    };
    let value = if site.is_collection { (0..3).map(|_| value(chance)).collect() } else { value(chance) };
    Some((site.place.clone(), Change::Put(value)))
}

fn unknown_member(names: &Names<'_>, id: EnumId, now: Option<&Value>, chance: &mut Chance) -> Value {
    let ty = names.model.enumeration(id);
    let unknown = loop {
        let name = chance.draw("[A-Za-z_][A-Za-z0-9_]{0,11}");
        if ty.members.iter().all(|member| member.name.text != name) {
            break name;
        }
    };
    match now.and_then(Value::as_str).filter(|text| ty.is_flags && !text.is_empty()) {
        Some(text) if chance.one_in(2) => {
            let comma = if text.contains(", ") || !text.contains(',') && chance.one_in(2) { ", " } else { "," };
            let parts = if chance.one_in(2) { [&unknown, text] } else { [text, &unknown] };
            parts.join(comma).into()
        }
        _ => unknown.into(),
    }
}

/// The value of a member, of several, or of none, as a number or in digits.
fn enum_number(names: &Names<'_>, id: EnumId, chance: &mut Chance) -> Value {
    let ty = names.model.enumeration(id);
    let members: Vec<_> = ty.members.iter().collect();
    let known = chance.choose(&members).map(|member| (&member.name.text, member.value));
    let number = match known {
        Some((_, value)) if !chance.one_in(3) => value,
        _ => chance.draw(prop_oneof![any::<i32>().prop_map(i64::from), 0..70_i64, any::<i64>()]),
    };
    match known {
        Some((name, _)) if ty.is_flags && chance.one_in(3) => format!("{number},{name}").into(),
        _ if chance.one_in(2) => number.to_string().into(),
        _ => number.into(),
    }
}

fn guid(now: Option<&Value>, chance: &mut Chance) -> Value {
    match now.and_then(Value::as_str) {
        Some(text) => text.to_ascii_uppercase().into(),
        None => chance.draw("[0-9A-F]{8}-[0-9A-Fa-f]{4}-[0-9A-F]{4}-[0-9A-Fa-f]{4}-[0-9A-F]{12}").into(),
    }
}

fn number_text(ty: Scalar, now: Option<&Value>, chance: &mut Chance) -> Value {
    match now {
        Some(Value::Number(number)) if chance.one_in(2) => number.to_string().into(),
        _ if ty == Scalar::Int64 => chance
            .draw(prop_oneof![any::<i64>().prop_map(|number| number.to_string()), "[+-]?0{0,3}[0-9]{1,12}",])
            .into(),
        _ => chance.draw("[+-]?[0-9]{1,18}(\\.[0-9]{1,6})?([eE][+-]?[0-6])?").into(),
    }
}
