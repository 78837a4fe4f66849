//! Namespaces as modules.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::{self, Case, Namer, Origin, Taken};
use super::{Group, Module, ModuleId};
use crate::diagnostics::Diagnostics;
use crate::model::{Model, NamespaceId};
use crate::qualified_name::below;
use crate::source::Span;

/// The modules of a crate and which of them each namespace is.
#[derive(Debug)]
pub(super) struct Modules {
    pub(super) list: Vec<Module>,
    by_namespace: HashMap<NamespaceId, ModuleId>,
    /// The names of child modules, types and files that each module has given: they share one scope (E0255).
    taken: Vec<Taken>,
}

/// Modules that the crate root has besides the namespaces, files that would mean something to Cargo, and the name that the
/// root has where it is a module.
const RESERVED_AT_ROOT: &[&str] = &["runtime", "lib", "main", "bin", "generated"];
/// Files that a module cannot have: `a/mod.rs` would be the module `a`, as is `a.rs`.
const RESERVED: &[&str] = &["mod"];
/// Names that generated files use unqualified; a type of the same name would change what they mean.
pub(super) const RESERVED_TYPES: &[&str] = &["Box", "Default", "None", "Option", "Self", "Some", "String", "Vec"];

/// Those that are used by requests besides.
const RESERVED_WITH_REQUESTS: &[&str] = &["AsRef", "From", "Ok", "Result"];

/// A namespace, or a part of namespaces, that becomes a module.
struct Part<'m> {
    parent: ModuleId,
    segment: &'m str,
    namespace: &'m str,
    span: Span,
}

impl Modules {
    /// One module per segment of each namespace that has types to generate; the root namespace is the crate root.
    pub(super) fn new(
        model: &Model<'_>,
        root: &str,
        generated: &BTreeSet<NamespaceId>,
        has_requests: bool,
        namer: &mut Namer<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let groups = Group::INNER.iter().filter_map(|group| group.name()).chain(RESERVED_WITH_REQUESTS.iter().copied());
        let groups: Vec<&str> = groups.filter(|_| has_requests).collect();
        let (parts, by_namespace) = parts(model, root, generated);
        let mut children: BTreeMap<ModuleId, Vec<usize>> = BTreeMap::new();
        for (index, part) in parts.iter().enumerate() {
            children.entry(part.parent).or_default().push(index);
        }
        let mut taken = vec![Taken::reserving(RESERVED_AT_ROOT.iter().chain(RESERVED_TYPES).chain(&groups))];
        taken.extend(parts.iter().map(|_| Taken::reserving(RESERVED.iter().chain(RESERVED_TYPES).chain(&groups))));
        let mut idents = vec![None; parts.len()];
        for (parent, indexes) in children {
            let origins: Vec<Origin<'_>> = indexes.iter().map(|index| parts[*index].origin()).collect();
            let named = namer.unique(Case::Module, &origins, &mut taken[parent.0], diagnostics);
            for (index, ident) in indexes.into_iter().zip(named) {
                idents[index] = Some(ident);
            }
        }
        let mut list = vec![Module {
            ident: namer.make(Case::Snake, "crate_root"),
            parent: None,
            namespace: root.to_owned(),
            folder: String::new(),
        }];
        for (part, ident) in parts.iter().zip(idents.into_iter().flatten()) {
            list.push(Module {
                folder: format!("{}{}/", list[part.parent.0].folder, ident.as_str()),
                ident,
                parent: Some(part.parent),
                namespace: part.namespace.to_owned(),
            });
        }
        Self { list, by_namespace, taken }
    }

    /// The module of a namespace that has types to generate.
    pub(super) fn of(&self, namespace: NamespaceId) -> ModuleId {
        self.by_namespace.get(&namespace).copied().unwrap_or(ModuleId(0))
    }

    /// The names that a module has given.
    pub(super) fn taken(&self, module: ModuleId) -> &Taken {
        &self.taken[module.0]
    }

    /// The names that a module has given, to give more of them.
    pub(super) fn taken_mut(&mut self, module: ModuleId) -> &mut Taken {
        &mut self.taken[module.0]
    }
}

impl<'m> Part<'m> {
    fn origin(&self) -> Origin<'m> {
        Origin { name: self.segment, owner: self.namespace, part: names::Part::Namespace, span: self.span }
    }
}

/// What of the namespaces becomes a module, each after the one that it is in, and the module that each namespace is.
fn parts<'m>(
    model: &'m Model<'_>,
    root: &str,
    generated: &BTreeSet<NamespaceId>,
) -> (Vec<Part<'m>>, HashMap<NamespaceId, ModuleId>) {
    let mut parts: Vec<Part<'m>> = Vec::new();
    let mut by_namespace = HashMap::new();
    let mut by_path: HashMap<(ModuleId, &str), ModuleId> = HashMap::new();
    for id in generated {
        let name = model.namespace(*id);
        let mut current = ModuleId(0);
        let below = below(name, root);
        let mut end = name.len() - below.len();
        for segment in below.split('.').filter(|segment| !segment.is_empty()) {
            end = name[end..].find(segment).map_or(name.len(), |at| end + at + segment.len());
            current = *by_path.entry((current, segment)).or_insert_with(|| {
                let span = model.namespaces[id.index()].span;
                parts.push(Part { parent: current, segment, namespace: &name[..end], span });
                ModuleId(parts.len())
            });
        }
        by_namespace.insert(*id, current);
    }
    (parts, by_namespace)
}
