//! The fields of structs: shapes, and inheritance flattened.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::lower::Ids;
use super::names::{Case, Namer, Origin, Part, Taken};
use super::select::Selection;
use super::{Access, Docs, Field, Inner, Scalar, Shape, Value, describe};
use crate::config::Navigation;
use crate::diagnostics::Diagnostics;
use crate::model::{Model, NavigationProperty, Property, StructuredId, StructuredType, Text, Type, TypeUse};
use crate::source::Span;

/// Names of fields and constants that every struct has.
const RESERVED_FIELDS: &[&str] = &["extra"];
const RESERVED_CONSTANTS: &[&str] = &["ODATA_TYPE"];

/// The fields that each structured type declares itself, made once and used by all types derived from it.
#[derive(Debug)]
pub(super) struct Fields {
    declared: Vec<Option<Vec<Declared>>>,
    navigation: Navigation,
}

/// A field but for its identifiers, which depend on the other fields that a type has.
#[derive(Debug)]
struct Declared {
    wire: Arc<str>,
    shape: Shape,
    is_navigation: bool,
    access: Access,
    docs: Arc<Docs>,
    /// The docs where it is inherited.
    inherited: OnceCell<Arc<Docs>>,
    span: Span,
}

impl Fields {
    /// The fields that the selected types declare; those of other base types are made when they are needed.
    pub(super) fn new(model: &Model<'_>, selection: &Selection, ids: &Ids, navigation: Navigation) -> Self {
        let selected = model.structured_ids().map(|id| selection.has_structured(id).then_some(id));
        let selected: Vec<Option<StructuredId>> = selected.collect();
        let declared = selected.into_par_iter().map(|id| id.map(|id| declare(model, id, ids, navigation)));
        Self { declared: declared.collect(), navigation }
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
            self.declared[owner.index()].get_or_insert_with(|| declare(model, *owner, ids, self.navigation));
        }
        let mut all: Vec<(&Declared, StructuredId)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for owner in lineage {
            for declared in self.declared[owner.index()].iter().flatten() {
                match places.get(&*declared.wire) {
                    Some(place) => all[*place] = (declared, owner),
                    None => {
                        places.insert(&declared.wire, all.len());
                        all.push((declared, owner));
                    }
                }
            }
        }
        let mut idents = Taken::reserving(RESERVED_FIELDS);
        let mut constants = Taken::reserving(RESERVED_CONSTANTS);
        // A clash is reported for the type that declares the property, not again for all types derived from it.
        let mut silent = Diagnostics::default();
        let mut named = (id, describe::full_name(model, id));
        let mut fields = Vec::with_capacity(all.len());
        for (declared, owner) in all {
            if named.0 != owner {
                named = (owner, describe::full_name(model, owner));
            }
            let wire = &declared.wire;
            let origin = Origin { name: wire, owner: &named.1, part: Part::Child(wire), span: declared.span };
            let report = if owner == id { &mut *diagnostics } else { &mut silent };
            let ident = namer.unique(Case::Snake, origin, &mut idents, report);
            let constant = namer.unreported(Case::Shouty, ident.as_str(), &mut constants);
            let inherited = || {
                let mut docs = Docs::clone(&declared.docs);
                docs.facts.push(ids.fact(model, "Inherited from", owner));
                Arc::new(docs)
            };
            let docs = if owner == id { &declared.docs } else { declared.inherited.get_or_init(inherited) };
            fields.push(Field {
                ident,
                constant,
                wire: Arc::clone(wire),
                shape: declared.shape,
                is_navigation: declared.is_navigation,
                access: declared.access,
                docs: Arc::clone(docs),
            });
        }
        fields
    }

    /// The properties of a base type that types derived from it declare again with another type, which CSDL 4.01 allows
    /// (sections 7 and 8).
    pub(super) fn narrowed(
        &mut self,
        model: &Model<'_>,
        base: (StructuredId, &[Field]),
        derived: &[StructuredId],
        ids: &Ids,
    ) -> BTreeSet<Arc<str>> {
        let (base, fields) = base;
        let known: HashMap<&str, (Shape, bool)> =
            fields.iter().map(|field| (&*field.wire, (field.shape, field.is_navigation))).collect();
        let mut narrowed = BTreeSet::new();
        let mut seen = HashSet::from([base]);
        for id in derived {
            let mut current = Some(*id);
            while let Some(owner) = current.filter(|owner| seen.insert(*owner)) {
                let declared = &mut self.declared[owner.index()];
                for field in declared.get_or_insert_with(|| declare(model, owner, ids, self.navigation)) {
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

/// The fields that a type declares.
fn declare(model: &Model<'_>, id: StructuredId, ids: &Ids, wanted: Navigation) -> Vec<Declared> {
    let ty = model.structured(id);
    let structural = ty.properties.iter().map(|property| structural(model, ty, property, ids));
    let related = ty.navigation_properties.iter();
    structural.chain(related.filter_map(|property| navigation(model, property, ids, wanted))).collect()
}

fn structural(model: &Model<'_>, ty: &StructuredType<'_>, property: &Property<'_>, ids: &Ids) -> Declared {
    let is_key = ty.key.iter().any(|part| part.path.text == property.name.text);
    let access = describe::access(&property.annotations);
    declared(
        &property.name,
        shape(model, property.ty, ids),
        false,
        access,
        describe::property(model, property, is_key, ids),
    )
}

/// The field of a navigation property; `None` if it is to have none.
fn navigation(model: &Model<'_>, property: &NavigationProperty<'_>, ids: &Ids, wanted: Navigation) -> Option<Declared> {
    let known = property.target.and_then(|target| record(target, ids));
    let scalar = match (wanted, known) {
        (Navigation::None, _) => return None,
        (_, Some(known)) => known,
        (Navigation::Selected, None) if property.target.is_some() => return None,
        (_, None) => Scalar::Value(Value::Json),
    };
    let shape = Shape { scalar, is_collection: property.is_collection };
    let access = describe::access(&property.annotations);
    Some(declared(&property.name, shape, true, access, describe::navigation(model, property, ids)))
}

fn declared(name: &Text<'_>, shape: Shape, is_navigation: bool, access: Access, docs: Docs) -> Declared {
    Declared {
        wire: name.text.as_ref().into(),
        shape,
        is_navigation,
        access,
        docs: Arc::new(docs),
        inherited: OnceCell::new(),
        span: name.span,
    }
}

fn shape(model: &Model<'_>, ty: TypeUse, ids: &Ids) -> Shape {
    // A type that is not generated leaves its values as the JSON that they are, unless another takes its place.
    let scalar = match ty.item {
        item if ids.foreign(item).is_some() => ids.foreign(item).map_or(Scalar::Value(Value::Json), Scalar::Foreign),
        Type::Primitive(primitive) => Scalar::Value(describe::value(primitive)),
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
