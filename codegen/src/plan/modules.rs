//! Namespaces as modules.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Case, Namer, Origin, Part, Taken};
use super::{Module, ModuleId};
use crate::diagnostics::Diagnostics;
use crate::model::{Model, NamespaceId};

/// The modules of a crate and which of them each namespace is.
#[derive(Debug)]
pub(super) struct Modules {
    pub(super) list: Vec<Module>,
    by_namespace: BTreeMap<NamespaceId, ModuleId>,
    /// The names of child modules and files that each module has given.
    taken: Vec<Taken>,
}

/// Modules that the crate root has besides the namespaces, files that would mean something to Cargo, and the name that the
/// root has where it is a module.
const RESERVED_AT_ROOT: &[&str] = &["runtime", "lib", "main", "bin", "generated"];
/// Files that a module cannot have: `a/mod.rs` would be the module `a`, as is `a.rs`.
const RESERVED: &[&str] = &["mod"];

impl Modules {
    /// One module per segment of each namespace that has types to generate; the root namespace is the crate root.
    pub(super) fn new(
        model: &Model<'_>,
        root: &str,
        generated: &BTreeSet<NamespaceId>,
        namer: &mut Namer<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let crate_root = Module {
            ident: namer.make(Case::Snake, "crate_root"),
            parent: None,
            namespace: root.to_owned(),
            folder: String::new(),
            docs: Vec::new(),
        };
        let mut modules = Self {
            list: vec![crate_root],
            by_namespace: BTreeMap::new(),
            taken: vec![Taken::reserving(RESERVED_AT_ROOT)],
        };
        let mut by_path: BTreeMap<(ModuleId, String), ModuleId> = BTreeMap::new();
        for id in generated {
            let name = model.namespace(*id);
            let mut current = ModuleId(0);
            let mut path = String::new();
            let below = below(name, root);
            for segment in below.split('.').filter(|segment| !segment.is_empty()) {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(segment);
                let key = (current, segment.to_owned());
                current = match by_path.get(&key) {
                    Some(module) => *module,
                    None => {
                        let span = model.namespaces[id.index()].span;
                        let full = &name[..name.len() - below.len() + path.len()];
                        let origin = Origin { name: segment, owner: full, part: Part::Namespace, span };
                        let module = modules.add(current, origin, namer, diagnostics);
                        by_path.insert(key, module);
                        module
                    }
                };
            }
            modules.by_namespace.insert(*id, current);
        }
        modules
    }

    /// The module of a namespace that has types to generate.
    pub(super) fn of(&self, namespace: NamespaceId) -> ModuleId {
        self.by_namespace.get(&namespace).copied().unwrap_or(ModuleId(0))
    }

    /// A private module for the file of a type; its name shows nowhere, so a clash is not reported.
    pub(super) fn file(&mut self, module: ModuleId, name: &str, namer: &mut Namer<'_>) -> super::Ident {
        namer.unreported(Case::Module, name, &mut self.taken[module.0])
    }

    fn add(
        &mut self,
        parent: ModuleId,
        origin: Origin<'_>,
        namer: &mut Namer<'_>,
        diagnostics: &mut Diagnostics,
    ) -> ModuleId {
        let ident = namer.unique(Case::Module, origin, &mut self.taken[parent.0], diagnostics);
        let folder = format!("{}{}/", self.list[parent.0].folder, ident.as_str());
        self.list.push(Module {
            ident,
            parent: Some(parent),
            namespace: origin.owner.to_owned(),
            folder,
            docs: Vec::new(),
        });
        self.taken.push(Taken::reserving(RESERVED));
        ModuleId(self.list.len() - 1)
    }
}

/// What is left of a namespace below the root; all of it if it is elsewhere.
pub(super) fn below<'a>(name: &'a str, root: &str) -> &'a str {
    match name.strip_prefix(root) {
        Some("") => "",
        Some(rest) if root.is_empty() => rest,
        Some(rest) => rest.strip_prefix('.').unwrap_or(name),
        None => name,
    }
}
