//! The fields of structs: shapes, and inheritance flattened.

use std::collections::HashMap;

use super::lower::Ids;
use super::names::{Case, Namer, Origin, Taken};
use super::{Access, Field, Scalar, Shape, Value, describe};
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
}

#[derive(Clone, Debug)]
struct Declared {
    field: Field,
    span: Span,
}

impl Fields {
    pub(super) fn new(model: &Model<'_>) -> Self {
        Self { declared: vec![None; model.structured_types.len()] }
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
        let mut fields: Vec<(Field, StructuredId, Span)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for owner in model.lineage(id) {
            for declared in self.declared(model, owner, ids) {
                let mut field = declared.field.clone();
                if owner != id {
                    field.docs.facts.push(ids.fact(model, "Inherited from", owner));
                }
                match places.get(&field.wire) {
                    Some(place) => fields[*place] = (field, owner, declared.span),
                    None => {
                        places.insert(field.wire.clone(), fields.len());
                        fields.push((field, owner, declared.span));
                    }
                }
            }
        }
        let mut idents = Taken::reserving(RESERVED_FIELDS);
        let mut constants = Taken::reserving(RESERVED_CONSTANTS);
        // A clash is reported for the type that declares the property, not again for all types derived from it.
        let mut silent = Diagnostics::default();
        let mut named = (id, describe::full_name(model, id));
        for (field, owner, span) in &mut fields {
            if named.0 != *owner {
                named = (*owner, describe::full_name(model, *owner));
            }
            let origin = Origin { name: &field.wire, owner: &named.1, child: Some(&field.wire), span: *span };
            let report = if *owner == id { &mut *diagnostics } else { &mut silent };
            field.ident = namer.unique(Case::Snake, origin, &mut idents, report);
            field.constant = namer.unreported(Case::Shouty, field.ident.as_str(), &mut constants);
        }
        fields.into_iter().map(|(field, _, _)| field).collect()
    }

    fn declared(&mut self, model: &Model<'_>, id: StructuredId, ids: &Ids) -> &[Declared] {
        self.declared[id.index()].get_or_insert_with(|| {
            let ty = model.structured(id);
            let structural = ty.properties.iter().map(|property| structural(model, ty, property, ids));
            let navigation = ty.navigation_properties.iter().filter_map(|property| navigation(model, property, ids));
            structural.chain(navigation).collect()
        })
    }
}

fn structural(model: &Model<'_>, ty: &StructuredType<'_>, property: &Property<'_>, ids: &Ids) -> Declared {
    let is_key = ty.key.iter().any(|part| part.path.text == property.name.text);
    let access = describe::access(&property.annotations);
    declared(&property.name, shape(model, property.ty, ids), false, access, describe::property(model, property, is_key))
}

/// The field of a navigation property; `None` if its target is not generated.
fn navigation(model: &Model<'_>, property: &NavigationProperty<'_>, ids: &Ids) -> Option<Declared> {
    let scalar = match property.target {
        Some(target) => record(target, ids)?,
        None => Scalar::Value(Value::Json),
    };
    let shape = Shape { scalar, is_collection: property.is_collection };
    let access = describe::access(&property.annotations);
    Some(declared(&property.name, shape, true, access, describe::navigation(model, property)))
}

fn declared(name: &Text<'_>, shape: Shape, is_navigation: bool, access: Access, docs: super::Docs) -> Declared {
    let placeholder = super::Ident::placeholder();
    let field = Field {
        ident: placeholder.clone(),
        constant: placeholder,
        wire: name.text.to_string(),
        shape,
        is_navigation,
        access,
        docs,
    };
    Declared { field, span: name.span }
}

fn shape(model: &Model<'_>, ty: TypeUse, ids: &Ids) -> Shape {
    // A type that is not generated leaves its values as the JSON that they are.
    let scalar = match ty.item {
        Type::Primitive(primitive) => Scalar::Value(describe::value(primitive)),
        Type::Structured(id) => record(id, ids).unwrap_or(Scalar::Value(Value::Json)),
        Type::Enum(id) => match ids.enumeration(id) {
            Some(ty) if model.enumeration(id).is_flags => Scalar::Flags(ty),
            Some(ty) => Scalar::Enum(ty),
            None => Scalar::Value(Value::Json),
        },
        Type::Definition(id) => match ids.definition(id) {
            Some(ty) => Scalar::Newtype(ty, describe::value(model.definition(id).underlying)),
            None => Scalar::Value(describe::value(model.definition(id).underlying)),
        },
    };
    Shape { scalar, is_collection: ty.is_collection }
}

fn record(id: StructuredId, ids: &Ids) -> Option<Scalar> {
    match ids.hierarchy(id) {
        Some(any) => Some(Scalar::Hierarchy(any)),
        None => ids.structured(id).map(Scalar::Record),
    }
}
