//! Which properties are parts of keys (CSDL XML 4.01, section 6.6).

use std::collections::HashSet;

use crate::model::{KeyPart, Model, StructuredId, StructuredType, Type};

/// The properties that paths in keys lead to within other types: `b` for `<PropertyRef Name="a/b" Alias="c"/>`.
///
/// They are parts of a key wherever the type is used. What a type is used for is not known where it is written, and a value
/// too many does less harm than a key that is missing.
#[derive(Debug, Default)]
pub(super) struct InnerKeys<'m>(HashSet<(StructuredId, &'m str)>);

impl<'m> InnerKeys<'m> {
    pub(super) fn new(model: &'m Model<'_>) -> Self {
        let mut inner = HashSet::new();
        for id in model.structured_ids() {
            for part in &model.structured(id).key {
                let mut segments = part.path.text.split('/');
                let mut current = segments.next().and_then(|name| declaration(model, id, name));
                for name in segments {
                    current = current.and_then(|(_, within)| declaration(model, within?, name));
                    inner.extend(current.map(|(owner, _)| (owner, name)));
                }
            }
        }
        Self(inner)
    }

    /// Whether a property of a type is part of the key of whatever holds the type.
    pub(super) fn contains(&self, id: StructuredId, name: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&(id, name))
    }
}

/// The properties of a type that its key consists of, or that hold parts of it.
pub(super) fn names<'m>(ty: &'m StructuredType<'_>) -> impl Iterator<Item = &'m str> {
    ty.key.iter().map(first)
}

fn first<'m>(part: &'m KeyPart<'_>) -> &'m str {
    part.path.text.split('/').next().unwrap_or_default()
}

/// The type that declares a property of a type, and the type that the property leads to.
fn declaration(model: &Model<'_>, id: StructuredId, name: &str) -> Option<(StructuredId, Option<StructuredId>)> {
    let mut current = Some(id);
    while let Some(owner) = current {
        let ty = model.structured(owner);
        let within = ty
            .properties
            .iter()
            .find(|property| property.name.text == name)
            .map(|property| if let Type::Structured(id) = property.ty.item { Some(id) } else { None });
        let related = || ty.navigation_properties.iter().find(|property| property.name.text == name);
        if let Some(within) = within.or_else(|| related().map(|property| property.target)) {
            return Some((owner, within));
        }
        current = ty.base;
    }
    None
}
