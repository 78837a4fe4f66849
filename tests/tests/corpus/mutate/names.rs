//! The types of a model by name.

use std::collections::HashMap;

use csdl_codegen::internals::model::{Model, StructuredId, Type};

pub(super) struct Names<'m> {
    pub(super) model: &'m Model<'m>,
    types: HashMap<String, Type>,
}

/// The members that name the type of an object.
pub(super) const TYPE_MEMBERS: [&str; 2] = ["@odata.type", "@type"];

impl<'m> Names<'m> {
    pub(super) fn new(model: &'m Model<'m>) -> Self {
        let structured = model.structured_ids().map(|id| (&model.structured(id).name, Type::Structured(id)));
        let enums = model.enum_ids().map(|id| (&model.enumeration(id).name, Type::Enum(id)));
        let definitions = model.definition_ids().map(|id| (&model.definition(id).name, Type::Definition(id)));
        let types = structured.chain(enums).chain(definitions).map(|(name, ty)| (model.full_name(name), ty)).collect();
        Self { model, types }
    }

    /// The type of a qualified name.
    pub(super) fn ty(&self, name: &str) -> Option<Type> {
        self.types.get(name).copied()
    }

    /// The type that an `@odata.type` names (OData JSON Format 4.01, section 4.5.3).
    pub(super) fn named(&self, odata_type: &str) -> Option<StructuredId> {
        let name = odata_type.rsplit('#').next()?;
        let (qualifier, simple) = name.rsplit_once('.')?;
        let mut namespaces = self.model.namespaces.iter();
        let namespace = namespaces.find(|namespace| {
            let aliases = namespace.aliases.iter().map(|alias| &**alias);
            aliases.chain([&*namespace.name]).any(|name| name.eq_ignore_ascii_case(qualifier))
        })?;
        match self.ty(&format!("{}.{simple}", namespace.name))? {
            Type::Structured(id) => Some(id),
            _ => None,
        }
    }

    /// The namespace of a type and the aliases of it.
    pub(super) fn qualifiers(&self, id: StructuredId) -> Vec<&str> {
        let namespace = self.model.structured(id).name.namespace;
        let name = self.model.namespace(namespace);
        let found = self.model.namespaces.iter().find(|namespace| namespace.name == name);
        let aliases = found.into_iter().flat_map(|namespace| &namespace.aliases).map(|alias| &**alias);
        aliases.chain([name]).collect()
    }

    /// The names of all properties of a type.
    pub(super) fn properties(&self, id: StructuredId) -> impl Iterator<Item = &str> {
        self.model.lineage(id).into_iter().map(|id| self.model.structured(id)).flat_map(|ty| {
            let structural = ty.properties.iter().map(|property| &*property.name.text);
            structural.chain(ty.navigation_properties.iter().map(|property| &*property.name.text))
        })
    }
}
