//! The fields of structs: shapes, and inheritance flattened.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::facts::{self, About};
use super::keys::{self, InnerKeys};
use super::names::{Case, Namer, Origin, Part, Taken};
use super::selection::Selection;
use super::type_ids::Ids;
use super::{Access, Field, Ident, Inner, Scalar, Shape, Value};
use crate::config::Navigation;
use crate::diagnostics::Diagnostics;
use crate::model::{Model, NavigationProperty, Property, StructuredId, Type, TypeUse};
use crate::source::Span;

/// Names of fields and constants that every struct has.
const RESERVED_FIELDS: &[&str] = &["extra"];
const RESERVED_CONSTANTS: &[&str] = &["ODATA_TYPE"];

/// The fields that each structured type declares itself, made once and used by all types derived from it.
#[derive(Debug)]
pub(super) struct Fields<'m> {
    declared: Vec<Option<Vec<Declared>>>,
    navigation: Navigation,
    inner_keys: InnerKeys<'m>,
}

/// A field but for its identifiers, which depend on the other fields that a type has.
#[derive(Debug)]
struct Declared {
    wire: Arc<str>,
    /// The name that identifiers are made of, if it is another one.
    short_name: Option<Box<str>>,
    shape: Shape,
    is_navigation: bool,
    /// Whether it is, or holds, a part of a key that the type itself declares or that is that of whatever holds the type.
    is_key: bool,
    access: Access,
    about: Arc<About>,
    span: Span,
}

/// A property of a type: what it has last been declared as, and where.
struct Flat<'f> {
    declared: &'f Declared,
    owner: StructuredId,
}

impl<'m> Fields<'m> {
    /// The fields that the selected types declare; those of other base types are made when they are needed.
    pub(super) fn new(model: &'m Model<'_>, selection: &Selection, ids: &Ids, navigation: Navigation) -> Self {
        let inner_keys = InnerKeys::new(model);
        let selected = model.structured_ids().map(|id| selection.has_structured(id).then_some(id));
        let selected: Vec<Option<StructuredId>> = selected.collect();
        let declare = |id| declare(model, id, ids, navigation, &inner_keys);
        let declared = selected.into_par_iter().map(|id| id.map(declare)).collect();
        Self { declared, navigation, inner_keys }
    }

    /// All fields of a type, those of its outermost base first.
    ///
    /// A property that a derived type declares again keeps its place and has the later declaration, so that the fields
    /// of a base type have the same places in all types derived from it.
    pub(super) fn flatten(
        &mut self,
        model: &Model<'_>,
        id: StructuredId,
        ids: &Ids,
        namer: &mut Namer<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Field> {
        let lineage = model.lineage(id);
        for owner in &lineage {
            let new = || declare(model, *owner, ids, self.navigation, &self.inner_keys);
            self.declared[owner.index()].get_or_insert_with(new);
        }
        let mut all: Vec<Flat<'_>> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut keys: HashSet<&str> = HashSet::new();
        // Where the fields end that each type adds to those of its base type.
        let mut ends = Vec::with_capacity(lineage.len());
        for &owner in &lineage {
            keys.extend(keys::names(model.structured(owner)));
            for declared in self.declared[owner.index()].iter().flatten() {
                match places.get(&*declared.wire) {
                    Some(place) => all[*place] = Flat { declared, owner },
                    None => {
                        places.insert(&declared.wire, all.len());
                        all.push(Flat { declared, owner });
                    }
                }
            }
            ends.push(all.len());
        }
        let groups = lineage.into_iter().zip(ends);
        let idents = idents(model, groups, &all, id, namer, diagnostics);
        let named = all.into_iter().zip(idents);
        named.map(|(flat, idents)| field(model, flat, idents, id, &keys, ids)).collect()
    }

    /// The navigation properties of a type that have no field, inherited ones first.
    pub(super) fn without(&self, model: &Model<'_>, id: StructuredId, ids: &Ids) -> Vec<Arc<str>> {
        let of_type = |owner: StructuredId| model.structured(owner).navigation_properties.iter();
        let related = model.lineage(id).into_iter().flat_map(of_type);
        let without = related.filter(|property| target(property, ids, self.navigation).is_none());
        without.map(|property| property.name.text.as_ref().into()).collect()
    }

    /// The properties of a base type that types derived from it declare again with another type, which CSDL 4.01 allows
    /// (sections 7 and 8).
    pub(super) fn narrowed(
        &mut self,
        model: &Model<'_>,
        base: (StructuredId, &[Field]),
        derived: &[StructuredId],
        ids: &Ids,
    ) -> HashSet<Arc<str>> {
        let (base, fields) = base;
        let known: HashMap<&str, (Shape, bool)> =
            fields.iter().map(|field| (&*field.wire, (field.shape, field.is_navigation))).collect();
        let mut narrowed = HashSet::new();
        let mut seen = HashSet::from([base]);
        for id in derived {
            let mut current = Some(*id);
            while let Some(owner) = current.filter(|owner| seen.insert(*owner)) {
                let declared = &mut self.declared[owner.index()];
                for field in
                    declared.get_or_insert_with(|| declare(model, owner, ids, self.navigation, &self.inner_keys))
                {
                    let wide = known.get(&*field.wire);
                    if wide.is_some_and(|wide| *wide != (field.shape, field.is_navigation)) {
                        narrowed.insert(Arc::clone(&field.wire));
                    }
                }
                current = model.structured(owner).base;
            }
        }
        narrowed
    }
}

/// The names of fields and of their constants.
///
/// The fields of each type are named together, after those of its base type: these are called the same in all types that are
/// derived from it. A property that is declared again has its name, unless a rename is for this declaration.
fn idents(
    model: &Model<'_>,
    groups: impl Iterator<Item = (StructuredId, usize)>,
    all: &[Flat<'_>],
    id: StructuredId,
    namer: &mut Namer<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Ident, Ident)> {
    let mut taken = (Taken::reserving(RESERVED_FIELDS), Taken::reserving(RESERVED_CONSTANTS));
    let mut name = |origins: &[Origin<'_>], namer: &mut Namer<'_>, diagnostics: &mut Diagnostics| {
        let idents = namer.unique(Case::Snake, origins, &mut taken.0, diagnostics);
        let names: Vec<&str> = idents.iter().map(Ident::as_str).collect();
        let constants = namer.unreported(Case::Shouty, &names, &mut taken.1);
        idents.into_iter().zip(constants)
    };
    // A clash is reported for the type that declares the property, not again for all types derived from it.
    let mut silent = Diagnostics::default();
    let mut named = Vec::with_capacity(all.len());
    let mut again = Vec::new();
    for (owner, end) in groups {
        let group = &all[named.len()..end];
        let full = model.name_of(Type::Structured(owner));
        let origins: Vec<Origin<'_>> = group.iter().map(|flat| flat.declared.origin(&full)).collect();
        let redeclared = group.iter().enumerate().filter(|(_, flat)| flat.owner != owner);
        again.extend(redeclared.map(|(index, _)| named.len() + index));
        let report = if owner == id { &mut *diagnostics } else { &mut silent };
        named.extend(name(&origins, namer, report));
    }
    for index in again {
        let full = model.name_of(Type::Structured(all[index].owner));
        let origin = all[index].declared.origin(&full);
        if namer.is_renamed(origin) {
            let report = if all[index].owner == id { &mut *diagnostics } else { &mut silent };
            named.splice(index..=index, name(&[origin], namer, report));
        }
    }
    named
}

/// A field of the type `id`.
fn field(
    model: &Model<'_>,
    Flat { declared, owner }: Flat<'_>,
    (ident, constant): (Ident, Ident),
    id: StructuredId,
    keys: &HashSet<&str>,
    ids: &Ids,
) -> Field {
    // A key may name a property that a base type declares without a key of its own.
    let is_other_key = !declared.is_key && !declared.is_navigation && keys.contains(&*declared.wire);
    let property = is_other_key.then(|| property(model, owner, &declared.wire)).flatten();
    let (access, about) = match property {
        Some(property) => {
            let about = facts::property(model, property, ids.item_type(property.ty.item), true);
            (facts::access(&property.annotations, true), Arc::new(about))
        }
        None => (declared.access, Arc::clone(&declared.about)),
    };
    Field {
        ident,
        constant,
        wire: Arc::clone(&declared.wire),
        shape: declared.shape,
        is_navigation: declared.is_navigation,
        access,
        about,
        inherited_from: (owner != id).then(|| ids.named(owner)),
    }
}

impl Declared {
    fn origin<'o>(&'o self, owner: &'o str) -> Origin<'o> {
        let name = &*self.wire;
        let part = if self.is_navigation { Part::Navigation(name) } else { Part::Child(name) };
        Origin { name: self.short_name.as_deref().unwrap_or(name), owner, part, span: self.span }
    }
}

fn property<'m, 's>(model: &'m Model<'s>, owner: StructuredId, name: &str) -> Option<&'m Property<'s>> {
    model.structured(owner).properties.iter().find(|property| property.name.text == name)
}

/// The fields that a type declares.
fn declare(
    model: &Model<'_>,
    id: StructuredId,
    ids: &Ids,
    wanted: Navigation,
    inner_keys: &InnerKeys<'_>,
) -> Vec<Declared> {
    let ty = model.structured(id);
    let structural = ty.properties.iter().map(|property| {
        let name = &*property.name.text;
        let is_key = inner_keys.contains(id, name) || keys::names(ty).any(|key| key == name);
        structural(model, property, is_key, ids)
    });
    let related = ty.navigation_properties.iter();
    structural.chain(related.filter_map(|property| navigation(property, ids, wanted))).collect()
}

fn structural(model: &Model<'_>, property: &Property<'_>, is_key: bool, ids: &Ids) -> Declared {
    Declared {
        wire: property.name.text.as_ref().into(),
        short_name: property.short_name.as_deref().map(Into::into),
        shape: shape(model, property.ty, ids),
        is_navigation: false,
        is_key,
        access: facts::access(&property.annotations, is_key),
        about: Arc::new(facts::property(model, property, ids.item_type(property.ty.item), is_key)),
        span: property.name.span,
    }
}

/// The field of a navigation property; `None` if it is to have none.
fn navigation(property: &NavigationProperty<'_>, ids: &Ids, wanted: Navigation) -> Option<Declared> {
    let scalar = target(property, ids, wanted)?;
    let target = property.target.map(|target| ids.named(target));
    Some(Declared {
        wire: property.name.text.as_ref().into(),
        short_name: None,
        shape: Shape { scalar, is_collection: property.is_collection },
        is_navigation: true,
        is_key: false,
        access: facts::access(&property.annotations, false),
        about: Arc::new(facts::navigation(property, target)),
        span: property.name.span,
    })
}

/// What the field of a navigation property leads to; `None` if it is to have none.
fn target(property: &NavigationProperty<'_>, ids: &Ids, wanted: Navigation) -> Option<Scalar> {
    match (wanted, property.target.and_then(|target| record(target, ids))) {
        (Navigation::None, _) => None,
        (_, Some(known)) => Some(known),
        (Navigation::Selected, None) if property.target.is_some() || property.missing_target.is_some() => None,
        (_, None) => Some(Scalar::Value(Value::Json)),
    }
}

pub(super) fn shape(model: &Model<'_>, ty: TypeUse, ids: &Ids) -> Shape {
    // A type that is not generated leaves its values as the JSON that they are, unless another takes its place.
    let scalar = match ty.item {
        item if ids.foreign(item).is_some() => ids.foreign(item).map_or(Scalar::Value(Value::Json), Scalar::Foreign),
        Type::Primitive(primitive) => Scalar::Value(ids.value(primitive)),
        Type::Missing(_) => Scalar::Value(Value::Json),
        Type::Structured(id) => record(id, ids).unwrap_or(Scalar::Value(Value::Json)),
        Type::Enum(id) => match ids.enumeration(id) {
            Some(ty) if model.enumeration(id).is_flags => Scalar::Flags(ty),
            Some(ty) => Scalar::Enum(ty),
            None => Scalar::Value(Value::Json),
        },
        Type::Definition(id) => match (ids.definition(id), ids.inner(model.definition(id).underlying)) {
            (Some(ty), Inner::Value(value)) => Scalar::Newtype(ty, value),
            (Some(ty), Inner::Foreign(_)) => Scalar::Wrapper(ty),
            (None, Inner::Value(value)) => Scalar::Value(value),
            (None, Inner::Foreign(id)) => Scalar::Foreign(id),
        },
    };
    Shape { scalar, is_collection: ty.is_collection }
}

fn record(id: StructuredId, ids: &Ids) -> Option<Scalar> {
    match (ids.foreign(Type::Structured(id)), ids.hierarchy(id)) {
        (Some(foreign), _) => Some(Scalar::Foreign(foreign)),
        (None, Some(any)) => Some(Scalar::Hierarchy(any)),
        (None, None) => ids.structured(id).map(Scalar::Record),
    }
}
