//! The crate to write: its packages, modules and files.

use std::collections::{BTreeMap, HashMap};

use super::ids::{ModuleId, PackageId, TypeId};
use super::items::Item;
use super::names::Ident;
use super::requests::{self, Requests, Service};
use crate::config::{Derived, Emit, Navigation};
use crate::provenance::Origin;

/// A crate to write, in one package or in several.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Whether it is a crate, or a module for one.
    pub emit: Emit,
    /// The packages: the one that users depend on, and those that it re-exports.
    pub packages: Vec<Package>,
    /// The version of the packages.
    pub version: String,
    /// What the front page says.
    pub front_page: FrontPage,
    /// Whether types and what belongs to them have rustdoc.
    pub has_docs: bool,
    /// Whether the names of properties are constants.
    pub has_name_constants: bool,
    /// The lines of the comment at the top of every file.
    pub header: Vec<String>,
    /// Whether the runtime is written along.
    pub runtime: Runtime,
    /// The modules; the first is the crate root, and each comes after the one it is in.
    pub modules: Vec<Module>,
    /// Where each generated type is and what it is called.
    pub names: Vec<TypeName>,
    /// In which package each generated type is, and as what.
    pub places: Vec<Place>,
    /// Types that are not generated, each as the text of a Rust type.
    pub foreign: Vec<String>,
    /// Attributes that types have besides, as text.
    pub attributes: HashMap<TypeId, Vec<String>>,
    /// Further dependencies by name, each as TOML.
    pub dependencies: BTreeMap<String, String>,
    /// The files that hold the types, in the order of their modules.
    pub files: Vec<File>,
    /// How many types of the schemas are generated.
    pub type_count: usize,
    /// How many navigation properties have no field, since what they lead to is not generated.
    pub navigation_left_out: usize,
    /// What requests have of the types, if there are requests.
    pub requests: Option<Requests>,
    /// The struct of the base type of each hierarchy, by the number of the hierarchy.
    pub bases: HashMap<TypeId, TypeId>,
}

/// A package to write.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// The name of its crate.
    pub ident: Ident,
    /// Its folder below that of the output, with a `/` at the end; empty for the first package.
    pub folder: String,
    /// The runtime as the `Cargo.toml` in the folder names it, or would if there were one.
    pub runtime_line: String,
    /// The other packages that it depends on.
    pub uses: Vec<PackageId>,
    /// The modules that it has, in order.
    pub modules: Vec<ModuleId>,
}

/// Where a generated type is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The package.
    pub package: PackageId,
    /// Whether it is an enum, and not a struct.
    pub is_enum: bool,
}

/// Where the runtime is that the types stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder of the output.
    Embedded,
    /// Somewhere else.
    Elsewhere,
}

/// What the front page is about.
#[derive(Clone, Debug, Default)]
pub struct FrontPage {
    /// How many namespaces have a type that is generated.
    pub namespace_count: usize,
    /// What to show requests with.
    pub request: Option<RequestExample>,
    /// What to show the use of types with.
    pub example: Option<Example>,
    /// Which types to look at first.
    pub begin: Option<Begin>,
    /// The files that were read, sorted by name.
    pub origins: Vec<Origin>,
    /// The settings that decide on what is generated.
    pub choices: Choices,
}

/// Types to look at first.
#[derive(Clone, Debug)]
pub struct Begin {
    /// Whether they are entity types; else they are complex types, as there is no entity type.
    pub are_entities: bool,
    /// Whether they are all that there are; else they are those that others refer to most often.
    pub are_all: bool,
    /// The types.
    pub types: Vec<TypeId>,
}

/// What was chosen to be generated.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The patterns of the types to generate; all of them if it is empty.
    pub include: Vec<String>,
    /// The patterns of the types not to generate.
    pub exclude: Vec<String>,
    /// Which derived types come along.
    pub derived: Derived,
    /// Which navigation properties have fields.
    pub navigation: Navigation,
}

/// A type and properties of it, to show how types are used.
#[derive(Clone, Debug)]
pub struct Example {
    /// The type, which is a struct.
    pub ty: TypeId,
    /// The field of a text that clients can set, and the name of the property.
    pub text: (Ident, String),
    /// The constant and the name of another property that clients can set.
    pub cleared: Option<(Ident, String)>,
}

/// A request of a collection that no key leads to.
#[derive(Clone, Debug)]
pub struct RequestExample {
    /// The struct of the service.
    pub service: TypeId,
    /// The type of the items, which is a struct.
    pub ty: TypeId,
    /// The calls that lead there.
    pub steps: Vec<String>,
    /// The field of a text, and the name of the property.
    pub text: (Ident, String),
    /// The constant of the property.
    pub constant: Ident,
}

/// A module that stands for a namespace or a part of one.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name; that of the crate root is not written anywhere.
    pub ident: Ident,
    /// The module that it is in.
    pub parent: Option<ModuleId>,
    /// The namespace, or the part of namespaces, that it stands for.
    pub namespace: String,
    /// The folder of its files below that of the crate root, with a `/` at the end; empty for the crate root.
    pub folder: String,
}

/// Where a generated type is.
#[derive(Clone, Debug)]
pub struct TypeName {
    /// The module that exports it.
    pub module: ModuleId,
    /// In which part of the module it is.
    pub group: Group,
    /// Its name.
    pub ident: Ident,
}

/// A part of a module: the module itself, or a module in it for what belongs to requests, so that its names are none that types
/// could have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The module itself.
    #[default]
    Types,
    /// `paths`: where types lead to.
    Paths,
    /// `calls`: calls of operations that have optional parameters.
    Calls,
}

/// A file with a type and what belongs to it.
#[derive(Clone, Debug)]
pub struct File {
    /// The package that it is in.
    pub package: PackageId,
    /// The module that it is in and that exports its types.
    pub module: ModuleId,
    /// The name of the private module that it is.
    pub ident: Ident,
    /// Its items.
    pub items: Vec<Item>,
    /// Its items that belong to requests.
    pub requests: Vec<requests::Item>,
}

impl Group {
    /// The parts that are modules in a module.
    pub const INNER: [Self; 2] = [Self::Paths, Self::Calls];

    /// The name of the module that it is, if it is one.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Types => None,
            Self::Paths => Some("paths"),
            Self::Calls => Some("calls"),
        }
    }
}

impl File {
    /// The services that it defines.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.requests.iter().filter_map(|item| match item {
            requests::Item::Service(service) => Some(service),
            requests::Item::Paths(_) | requests::Item::Call(_) => None,
        })
    }

    /// The types that it defines.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> {
        let requests = self.requests.iter().map(requests::Item::id);
        self.items.iter().map(Item::id).chain(requests)
    }
}

impl Crate {
    /// The struct of a type that is one, or the enum of one and its derived types.
    pub fn struct_of(&self, id: TypeId) -> TypeId {
        self.bases.get(&id).copied().unwrap_or(id)
    }

    /// The name of a type.
    pub fn name_of(&self, id: TypeId) -> &TypeName {
        &self.names[id.0]
    }

    /// The package that users depend on.
    pub fn facade(&self) -> &Package {
        &self.packages[0]
    }

    /// All packages.
    pub(crate) fn package_ids(&self) -> impl Iterator<Item = PackageId> + use<> {
        (0..self.packages.len()).map(PackageId)
    }

    /// A package.
    pub fn package(&self, id: PackageId) -> &Package {
        &self.packages[id.0]
    }

    /// Where a type is defined.
    pub fn place_of(&self, id: TypeId) -> Place {
        self.places[id.0]
    }

    /// The files of a module.
    pub fn files_of(&self, id: ModuleId) -> &[File] {
        let start = self.files.partition_point(|file| file.module < id);
        let end = self.files.partition_point(|file| file.module <= id);
        &self.files[start..end]
    }

    /// A module.
    pub fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0]
    }
}
