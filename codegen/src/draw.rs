//! Drawings of types: what is derived from what, and what is a part of what.
//!
//! [`Drawing::new`] makes plain data of a model; [`render`] makes text of it, in one of four [`Format`]s.

mod choose;
mod dot;
mod format;
mod html;
mod layers;
mod map;
mod mermaid;
mod svg;

use std::collections::HashMap;

pub(crate) use self::choose::choose;
use self::choose::is_part;
pub(crate) use self::format::Format;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::list::Kind;
use crate::model::{Model, NavigationProperty, Property as Structural, QualifiedName, Type, TypeUse};
use crate::qualified_name::shared_namespace;

/// How many types a picture may have. Beyond it nobody finds anything in it.
const SVG_TYPES: usize = 400;

/// What Mermaid draws unless it is configured otherwise: `maxEdges` and `maxTextSize`, which counts characters.
const MERMAID_EDGES: usize = 500;
const MERMAID_CHARACTERS: usize = 50_000;

/// Types, and what they have to do with each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// The types, sorted by name.
    pub nodes: Vec<Node>,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Its qualified name.
    pub name: String,
    /// That name without what the namespaces of all types in the drawing begin with.
    pub label: String,
    /// Its namespace.
    pub namespace: String,
    /// Of which kind it is.
    pub kind: Kind,
    /// No value is of exactly this type.
    pub is_abstract: bool,
    /// Values may have dynamic properties.
    pub is_open: bool,
    /// It was asked for, and not all types in the drawing were: others are its neighbours.
    pub is_chosen: bool,
    /// Its base type, as an index of [`Drawing::nodes`].
    pub base: Option<usize>,
    /// The properties that it declares itself, structural ones first, each in order.
    pub properties: Vec<Property>,
    /// The members of an enum type with their values, in order.
    pub members: Vec<(String, i64)>,
}

/// A property, structural or navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Property {
    /// Its name.
    pub name: String,
    /// The qualified name of its type, or of its items.
    pub type_name: String,
    /// That type as an index of [`Drawing::nodes`]; `None` if it is not in the drawing.
    pub target: Option<usize>,
    /// Whether it has many values.
    pub is_collection: bool,
    /// What its values are to the type.
    pub relation: Relation,
}

/// What the values of a property are to the object that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Primitive or enum values.
    Value,
    /// Parts of it: values of complex types, and entities that it contains (`ContainsTarget`).
    Part,
    /// Entities that exist by themselves.
    Reference,
}

/// Writes a drawing in a format.
///
/// # Errors
///
/// [`Stopped`] if the drawing is empty or too large for the format; the diagnostics say what suits it.
pub(crate) fn render(drawing: &Drawing, format: Format, diagnostics: &mut Diagnostics) -> Result<String, Stopped> {
    let count = drawing.nodes.len();
    if count == 0 {
        let error = Diagnostic::error_without_place(Code::Drawing, "there is no entity or complex type to draw");
        diagnostics.push(error.help("enum types and type definitions are shown by --format html only"));
        return Err(Stopped);
    }
    match format {
        Format::Svg if count > SVG_TYPES => {
            let error =
                Diagnostic::error_without_place(Code::Drawing, format!("{count} types are too many for a picture"));
            diagnostics.push(error.help(format!(
                "up to {SVG_TYPES} can be drawn: name fewer with a pattern such as `**.user`, take a smaller --depth, \
                 or take --format html, which is made for many"
            )));
            Err(Stopped)
        }
        Format::Svg => Ok(svg::render(drawing)),
        Format::Dot => Ok(dot::render(drawing)),
        Format::Mermaid => {
            let text = mermaid::render(drawing);
            if drawing.line_count() > MERMAID_EDGES || text.chars().count() > MERMAID_CHARACTERS {
                let warning = format!("{count} types are more than Mermaid draws unless it is configured to");
                diagnostics.push(Diagnostic::warning_without_place(Code::Drawing, warning).help(format!(
                    "its `maxEdges` is {MERMAID_EDGES} and its `maxTextSize` {MERMAID_CHARACTERS}: name fewer types, or \
                     take --format html, which is made for many"
                )));
            }
            Ok(text)
        }
        Format::Html => Ok(html::render(drawing)),
    }
}

impl Drawing {
    /// Draws types of a model, of each of which is said whether it was asked for.
    pub(crate) fn new(model: &Model<'_>, types: &[(Type, bool)]) -> Self {
        let indexes: HashMap<Type, usize> = types.iter().enumerate().map(|(index, (ty, _))| (*ty, index)).collect();
        let builder = Builder { model, indexes };
        let mut nodes: Vec<Node> = types.iter().filter_map(|(ty, is_chosen)| builder.node(*ty, *is_chosen)).collect();
        let shared = match shared_namespace(nodes.iter().map(|node| node.namespace.as_str())).len() {
            0 => 0,
            length => length + 1,
        };
        let is_all = nodes.iter().all(|node| node.is_chosen || matches!(node.kind, Kind::Enum | Kind::TypeDefinition));
        for node in &mut nodes {
            node.label = node.name[shared..].to_owned();
            node.is_chosen &= !is_all;
        }
        Self { nodes }
    }

    /// The parts of a type that are in the drawing: the properties, each with the type that it has.
    fn parts(&self, index: usize) -> impl Iterator<Item = (&Property, usize)> {
        let parts = self.nodes[index].properties.iter().filter(|property| property.relation == Relation::Part);
        parts.filter_map(|property| Some((property, property.target?)))
    }

    /// The types that are parts of a type, each once with its properties, in the order of the first of them.
    fn parts_by_type(&self, index: usize) -> Vec<(usize, Vec<&Property>)> {
        let mut grouped: Vec<(usize, Vec<&Property>)> = Vec::new();
        for (property, target) in self.parts(index) {
            match grouped.iter_mut().find(|(known, _)| *known == target) {
                Some((_, properties)) => properties.push(property),
                None => grouped.push((target, vec![property])),
            }
        }
        grouped
    }

    /// How many lines [`Drawing::parts_by_type`] and the base types make.
    fn line_count(&self) -> usize {
        let parts: usize = (0..self.nodes.len()).map(|index| self.parts_by_type(index).len()).sum();
        parts + self.nodes.iter().filter(|node| node.base.is_some()).count()
    }
}

impl Property {
    /// Its name, with brackets if it has many values.
    fn label(&self) -> String {
        format!("{}{}", self.name, if self.is_collection { "[]" } else { "" })
    }
}

struct Builder<'a, 's> {
    model: &'a Model<'s>,
    indexes: HashMap<Type, usize>,
}

impl Builder<'_, '_> {
    /// The node of a type; `None` for built-in types, which are not drawn.
    fn node(&self, ty: Type, is_chosen: bool) -> Option<Node> {
        let kind = Kind::of(self.model, ty)?;
        let new = |name: &QualifiedName<'_>| Node {
            name: self.model.name_of(ty),
            label: String::new(),
            namespace: self.model.namespace(name.namespace).to_owned(),
            kind,
            is_abstract: false,
            is_open: false,
            is_chosen,
            base: None,
            properties: Vec::new(),
            members: Vec::new(),
        };
        match ty {
            Type::Structured(id) => {
                let ty = self.model.structured(id);
                let structural = ty.properties.iter().map(|property| self.structural(property));
                let navigation = ty.navigation_properties.iter().map(|property| self.navigation(property));
                Some(Node {
                    is_abstract: ty.is_abstract,
                    is_open: ty.is_open,
                    base: ty.base.and_then(|base| self.indexes.get(&Type::Structured(base)).copied()),
                    properties: structural.chain(navigation).collect(),
                    ..new(&ty.name)
                })
            }
            Type::Enum(id) => {
                let ty = self.model.enumeration(id);
                let members = ty.members.iter().map(|member| (member.name.text.to_string(), member.value)).collect();
                Some(Node { members, ..new(&ty.name) })
            }
            Type::Definition(id) => Some(new(&self.model.definition(id).name)),
            Type::Primitive(_) | Type::Missing(_) => None,
        }
    }

    fn structural(&self, property: &Structural<'_>) -> Property {
        let TypeUse { item, is_collection } = property.ty;
        Property {
            name: property.name.text.to_string(),
            type_name: self.model.name_of(item),
            target: self.indexes.get(&item).copied(),
            is_collection,
            relation: if is_part(item) { Relation::Part } else { Relation::Value },
        }
    }

    fn navigation(&self, property: &NavigationProperty<'_>) -> Property {
        let target = property.target.map(Type::Structured);
        Property {
            name: property.name.text.to_string(),
            type_name: target.map_or_else(|| "Edm.EntityType".to_owned(), |target| self.model.name_of(target)),
            target: target.and_then(|target| self.indexes.get(&target).copied()),
            is_collection: property.is_collection,
            relation: if property.contains_target { Relation::Part } else { Relation::Reference },
        }
    }
}

#[cfg(test)]
mod tests;
