//! What services have: the sets, singletons and imports of their containers, as a table.

use serde::Serialize;

use crate::config::Pattern;
use crate::model::{ContainerChildKind, ContainerTarget, Model, StructuredId, Type, TypeUse};
use crate::plan::Selection;
use crate::table::{Align, Table};

/// A set, a singleton or an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Child {
    /// Its name.
    name: String,
    kind: ContainerChildKind,
    /// The qualified name of its container.
    container: String,
    /// The type of what is in it or comes of it, as CSDL has it; `None` if that is nothing.
    #[serde(rename = "type")]
    ty: Option<String>,
    /// Whether that is generated, so that requests lead there.
    pub(crate) selected: bool,
}

/// The children of all containers, in their order: those whose name or type matches a pattern, or all without one.
pub(crate) fn service(model: &Model<'_>, selection: &Selection, patterns: &[Pattern]) -> Vec<Child> {
    let entities = |id: Option<StructuredId>| {
        let name = id.map_or_else(|| "Edm.EntityType".to_owned(), |id| model.name_of(Type::Structured(id)));
        (Some(name), id.is_some_and(|id| selection.has_structured(id)))
    };
    let is_known = |ty: TypeUse| match ty.item {
        Type::Structured(_) => selection.reason(ty.item).is_some(),
        _ => true,
    };
    let mut children = Vec::new();
    for container in &model.containers {
        for child in &container.children {
            let (ty, selected) = match &child.target {
                ContainerTarget::Entities(id) => entities(*id),
                ContainerTarget::Operations(overloads) => {
                    let operation = overloads.first().map(|id| model.operation(*id));
                    let returns =
                        operation.and_then(|operation| operation.return_type.as_ref()).map(|returns| returns.ty);
                    (returns.map(|ty| model.type_name(ty)), returns.is_none_or(is_known))
                }
            };
            let (name, kind) = (child.name.text.to_string(), child.kind);
            let is_listed = |pattern: &Pattern| {
                let simple = ty.as_deref().map(|ty| ty.trim_start_matches("Collection(").trim_end_matches(')'));
                pattern.finds(&name) || simple.is_some_and(|ty| pattern.finds(ty))
            };
            if patterns.is_empty() || patterns.iter().any(is_listed) {
                children.push(Child { name, kind, container: model.full_name(&container.name), ty, selected });
            }
        }
    }
    children
}

/// The children as a table; names are cut at their starts to fit into a width.
pub(crate) fn service_text(children: &[Child], width: Option<usize>) -> String {
    let mut table = Table::new(&[
        ("", Align::Left),
        ("SERVICE", Align::Left),
        ("NAME", Align::Name),
        ("TYPE", Align::Name),
        ("CONTAINER", Align::Name),
    ]);
    for child in children {
        table.row([
            if child.selected { "*" } else { "" }.to_owned(),
            match child.kind {
                ContainerChildKind::EntitySet => "set",
                ContainerChildKind::Singleton => "singleton",
                ContainerChildKind::ActionImport => "action",
                ContainerChildKind::FunctionImport => "function",
            }
            .to_owned(),
            child.name.clone(),
            child.ty.clone().unwrap_or_default(),
            child.container.clone(),
        ]);
    }
    table.text(width)
}
