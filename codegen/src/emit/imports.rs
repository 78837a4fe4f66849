//! What a file refers to, and how: by a name that it imports, or by a path where the name is taken.

use std::collections::{BTreeMap, HashMap};

use syn::ext::IdentExt;
use syn::{Attribute, Item, Path, Type, TypeNever, Visibility};

use super::make;
use crate::config::{Emit, rust};
use crate::docs::Link;
use crate::plan::requests::Resource;
use crate::plan::{Crate, File, ForeignId, Group, ModuleId, PackageId, Place, TypeId, TypeName};

/// The names that a file defines and imports.
#[derive(Debug)]
pub(super) struct Imports<'p> {
    plan: &'p Crate,
    file: &'p File,
    /// The path of the root: of the crate, or from the file to the module that is generated.
    root: Vec<&'static str>,
    /// Each name with what it stands for.
    names: HashMap<&'p str, Target>,
    /// The names to import, by the module that they are in.
    uses: BTreeMap<Home, BTreeMap<&'p str, proc_macro2::Ident>>,
    /// Whether what the runtime has for generated code is called by its path.
    calls_runtime: bool,
}

/// Something that a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// A generated type.
    Type(TypeId),
    /// An item of a module of the runtime or of another crate, by the path of the module and the name. A path that begins
    /// with `crate` begins at the root.
    Item(&'static [&'static str], &'static str),
}

/// The module that something is imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// One of generated types, or the root, in a package.
    Module(PackageId, ModuleId, Group),
    /// One of the runtime or of another crate, by its path. A path that begins with `crate` begins at the root.
    Path(&'static [&'static str]),
}

/// The module of the runtime.
pub(super) const RUNTIME: &[&str] = &["crate", "runtime"];

/// The module in it that has, by version, what generated code calls.
const PRIVATE: &[&str] = &["crate", "runtime", "__private"];

impl<'p> Imports<'p> {
    pub(super) fn new(plan: &'p Crate, file: &'p File) -> Self {
        let names = file.ids().map(|id| (plan.name_of(id).ident.as_str(), Target::Type(id)));
        let (names, uses) = (names.collect(), BTreeMap::new());
        let mut imports = Self { plan, file, root: vec!["crate"], names, uses, calls_runtime: false };
        if plan.emit == Emit::Module {
            // Where the module will be is not known here, so that paths go upwards: out of the file, and out of each module.
            imports.root = vec!["super"; 1 + plan.names_to(file.module).len()];
        }
        imports
    }

    /// Whether the names of properties are constants.
    pub(super) fn has_name_constants(&self) -> bool {
        self.plan.has_name_constants
    }

    /// What requests have of a type, if there are requests.
    pub(super) fn resource(&self, id: TypeId) -> Option<&'p Resource> {
        self.plan.requests.as_ref()?.resources.get(&id)
    }

    /// Whether the constants of properties know what they are of.
    pub(super) fn has_typed_constants(&self) -> bool {
        self.plan.requests.is_some()
    }

    /// The struct of a type that is one, or the enum of one and its derived types.
    pub(super) fn struct_of(&self, id: TypeId) -> TypeId {
        self.plan.struct_of(id)
    }

    /// The name of a type, as in the file that defines it.
    pub(super) fn own(&self, id: TypeId) -> proc_macro2::Ident {
        make::ident(&self.plan.name_of(id).ident)
    }

    /// A generated type.
    pub(super) fn ty(&mut self, id: TypeId) -> Path {
        let ident = &self.plan.name_of(id).ident;
        self.name(Target::Type(id), ident.as_str(), make::ident(ident))
    }

    /// A type that is not generated.
    pub(super) fn foreign(&self, id: ForeignId) -> Type {
        // The configuration has been checked, so that it is a type.
        let text = self.plan.foreign.get(id.0).map_or("", String::as_str);
        rust::ty(text).unwrap_or_else(|_| Type::Never(TypeNever { attrs: Vec::new(), bang_token: Default::default() }))
    }

    /// The attributes that the configuration adds to a type.
    pub(super) fn attributes(&self, id: TypeId) -> Vec<Attribute> {
        let texts = self.plan.attributes.get(&id).map_or(&[][..], Vec::as_slice);
        texts.iter().filter_map(|text| rust::attributes(text).ok()).flatten().collect()
    }

    /// An item of the runtime.
    pub(super) fn runtime(&mut self, name: &'static str) -> Path {
        self.item(RUNTIME, name)
    }

    /// An item of a module of the runtime or of another crate.
    pub(super) fn item(&mut self, module: &'static [&'static str], name: &'static str) -> Path {
        self.name(Target::Item(module, name), name, make::ident(name))
    }

    /// The module of the runtime that generated code calls, under the name `runtime`.
    pub(super) fn runtime_module(&mut self) {
        self.calls_runtime = true;
    }

    /// A link of rustdoc to a type.
    pub(super) fn link(&self, id: TypeId) -> Link {
        Link { name: self.own(id).to_string(), target: self.target(id) }
    }

    /// A path of Rust, or a page.
    fn target(&self, id: TypeId) -> String {
        let (plan, name, Place { package, is_enum }) = (self.plan, self.plan.name_of(id), self.plan.place_of(id));
        let modules = plan.names_to(name.module);
        if package != self.file.package && !plan.package(self.file.package).uses.contains(&package) {
            // Rustdoc cannot find it, but the crate that re-exports all types has a page for it, at the same depth as it has
            // this one.
            let up = "../".repeat(1 + plan.names_to(self.file.module).len());
            let modules = modules.iter().map(|module| module.as_str()).chain(name.group.name());
            let folders: String = modules.map(|module| format!("{module}/")).collect();
            let kind = if is_enum { "enum" } else { "struct" };
            return format!("{up}{}/{folders}{kind}.{}.html", plan.facade().ident, name.ident.as_str());
        }
        // What follows a `#` would be a part of the page, and raw identifiers are found without it.
        let path: Vec<_> =
            self.path_of(Home::Module(package, name.module, name.group)).iter().map(IdentExt::unraw).collect();
        let path = path.iter().map(ToString::to_string);
        path.chain([name.ident.as_str().to_owned()]).collect::<Vec<_>>().join("::")
    }

    /// The `use` items, in the order of their paths.
    pub(super) fn into_uses(mut self) -> impl Iterator<Item = Item> {
        let uses = std::mem::take(&mut self.uses).into_iter();
        let mut uses: Vec<_> = uses
            .map(|(home, names)| {
                let path = self.path_of(home);
                (path.clone(), make::import(Visibility::Inherited, path, names.into_values().collect()))
            })
            .collect();
        if self.calls_runtime {
            let path = self.path_of(Home::Path(PRIVATE));
            let called = make::renamed(path.clone(), "v1", "runtime");
            uses.push((path, called));
        }
        uses.sort_by_cached_key(|(path, _)| path.iter().map(ToString::to_string).collect::<Vec<_>>());
        uses.into_iter().map(|(_, item)| item)
    }

    fn name(&mut self, target: Target, name: &'p str, ident: proc_macro2::Ident) -> Path {
        match self.names.get(name) {
            Some(known) if *known == target => ident.into(),
            Some(_) => make::join(&make::path(self.path_of(self.home(target))), ident),
            None => {
                self.names.insert(name, target);
                self.uses.entry(self.home(target)).or_default().insert(name, ident.clone());
                ident.into()
            }
        }
    }

    fn home(&self, target: Target) -> Home {
        match target {
            Target::Item(path, _) => Home::Path(path),
            Target::Type(id) => {
                let TypeName { module, group, .. } = self.plan.name_of(id);
                Home::Module(self.plan.place_of(id).package, *module, *group)
            }
        }
    }

    /// The names that the path of a module consists of.
    fn path_of(&self, home: Home) -> Vec<proc_macro2::Ident> {
        match home {
            Home::Path(["crate", module @ ..]) => {
                self.root().chain(module.iter().map(|name| make::ident(*name))).collect()
            }
            Home::Path(path) => path.iter().map(|name| make::ident(*name)).collect(),
            Home::Module(package, id, group) => {
                let group = group.name().map(make::ident);
                let modules = self.plan.names_to(id).into_iter().map(make::ident).chain(group);
                if package == self.file.package {
                    return self.root().chain(modules).collect();
                }
                [make::ident(&self.plan.package(package).ident)].into_iter().chain(modules).collect()
            }
        }
    }

    fn root(&self) -> impl Iterator<Item = proc_macro2::Ident> {
        self.root.iter().map(|name| make::ident(*name))
    }
}
