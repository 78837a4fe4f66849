//! The types that are selected, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    DefinitionId, EnumId, MissingId, Model, NamespaceId, QualifiedName, StructuredId, StructuredKind, StructuredType,
    Type,
};
use crate::source::{SourceId, Span};

/// The types to generate, and why each of them is among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub(super) structured: Vec<Option<Reason>>,
    pub(super) enums: Vec<Option<Reason>>,
    pub(super) definitions: Vec<Option<Reason>>,
    /// The types that selected ones need and that are in none of the documents.
    pub(super) missing: BTreeMap<MissingId, Need>,
}

/// Why a type is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The pattern of this number in `include` matches its name; with no pattern, all types of the given documents are chosen.
    Chosen(Option<usize>),
    /// A property of a selected type has it.
    Property {
        /// The selected type.
        of: StructuredId,
        /// The type that declares the property: the selected type or a base of it.
        declared_by: StructuredId,
        /// Which of the structural properties of that type it is.
        property: usize,
        /// The type of the property, if this one is derived from it.
        derived_from: Option<StructuredId>,
    },
    /// It is derived from this selected type, and the configuration has those come along.
    Derived(StructuredId),
}

/// Where a selected type needs one that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    /// Where it first is named.
    pub span: Span,
    /// How many properties have it.
    pub properties: usize,
    /// How many types are derived from it.
    pub derived: usize,
}

impl Need {
    /// Notes what an entity or complex type names, among what others do.
    pub(super) fn note(ty: &StructuredType<'_>, needs: &mut BTreeMap<MissingId, Self>) {
        for (id, span, is_base) in missing_of(ty) {
            let need = needs.entry(id).or_insert(Self { span, properties: 0, derived: 0 });
            need.span = need.span.min(span);
            *(if is_base { &mut need.derived } else { &mut need.properties }) += 1;
        }
    }

    pub(super) fn count(&self) -> usize {
        self.properties + self.derived
    }
}

impl Selection {
    /// Whether an entity or complex type is selected.
    pub fn has_structured(&self, id: StructuredId) -> bool {
        self.structured[id.index()].is_some()
    }

    /// Whether an enum type is selected.
    pub fn has_enum(&self, id: EnumId) -> bool {
        self.enums[id.index()].is_some()
    }

    /// Whether a type definition is selected.
    pub fn has_definition(&self, id: DefinitionId) -> bool {
        self.definitions[id.index()].is_some()
    }

    /// The types that selected ones need and that are in none of the documents, if they are not excluded or replaced.
    pub(super) fn missing(&self) -> &BTreeMap<MissingId, Need> {
        &self.missing
    }

    /// Why a type is selected; `None` if it is not. Built-in types never are.
    pub fn reason(&self, ty: Type) -> Option<Reason> {
        match ty {
            Type::Structured(id) => self.structured[id.index()],
            Type::Enum(id) => self.enums[id.index()],
            Type::Definition(id) => self.definitions[id.index()],
            Type::Primitive(_) | Type::Missing(_) => None,
        }
    }

    /// For each structured type, whether it is selected, or one is that is derived from it.
    pub(super) fn with_bases(&self, model: &Model<'_>) -> Vec<bool> {
        let mut found = vec![false; model.structured_types.len()];
        for id in model.structured_ids().filter(|id| self.has_structured(*id)) {
            for id in model.with_bases(id) {
                // All further base types have been come by before, too.
                if std::mem::replace(&mut found[id.index()], true) {
                    break;
                }
            }
        }
        found
    }

    /// The documents that declare selected types, or types that these are derived from.
    pub(super) fn documents(&self, model: &Model<'_>) -> BTreeSet<SourceId> {
        let structured = self.with_bases(model);
        let is_declaring = |ty: &Type| match ty {
            Type::Structured(id) => structured[id.index()],
            other => self.reason(*other).is_some(),
        };
        model.types().filter(is_declaring).filter_map(|ty| Some(model.place(ty)?.source)).collect()
    }

    /// Whether an entity type is selected.
    pub(super) fn has_entities(&self, model: &Model<'_>) -> bool {
        let is_entity = |id: &StructuredId| model.structured(*id).kind == StructuredKind::Entity;
        model.structured_ids().filter(is_entity).any(|id| self.has_structured(id))
    }

    /// The names of the selected types, in the order of the model.
    pub(super) fn names<'m, 's>(&self, model: &'m Model<'s>) -> impl Iterator<Item = &'m QualifiedName<'s>> {
        model.types().filter(|ty| self.reason(*ty).is_some()).filter_map(|ty| model.qualified_name(ty))
    }

    /// The namespaces that have selected types.
    pub(super) fn namespaces(&self, model: &Model<'_>) -> BTreeSet<NamespaceId> {
        self.names(model).map(|name| name.namespace).collect()
    }

    /// Whether no type is selected.
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many types are selected.
    pub(super) fn len(&self) -> usize {
        [&self.structured, &self.enums, &self.definitions]
            .into_iter()
            .map(|list| list.iter().filter(|reason| reason.is_some()).count())
            .sum()
    }

    /// The selected types that are derived from a type, directly or not, sorted by name.
    pub(crate) fn derived(&self, model: &Model<'_>, id: StructuredId) -> Vec<StructuredId> {
        let mut found = BTreeSet::new();
        let mut pending = model.structured(id).derived.clone();
        while let Some(derived) = pending.pop() {
            if self.has_structured(derived) {
                found.insert(derived);
            }
            pending.extend_from_slice(&model.structured(derived).derived);
        }
        found.into_iter().collect()
    }
}

/// The missing types that a type names, where, and whether as its base type.
pub(super) fn missing_of(ty: &StructuredType<'_>) -> impl Iterator<Item = (MissingId, Span, bool)> {
    let properties = ty.properties.iter().filter_map(|property| match property.ty.item {
        Type::Missing(id) => Some((id, property.type_span, false)),
        _ => None,
    });
    ty.missing_base.map(|(id, span)| (id, span, true)).into_iter().chain(properties)
}
