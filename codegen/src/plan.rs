//! The Rust to write: modules, structs, enums and fields, with every identifier made.
//!
//! [`lower`] selects types, names everything and flattens inheritance. What it makes knows nothing of OData beyond the
//! names on the wire and the [`facts`] of each element, and [`crate::emit`] can turn all of it into code without failing.
//! No sentence is made here: [`crate::docs`] does that.

mod attributes;
mod display;
pub mod facts;
mod fields;
mod foreign;
mod front_page;
mod keys;
mod left_out;
#[cfg(feature = "cli")]
mod look;
mod lower;
mod modules;
mod names;
mod needed;
mod packages;
mod partition;
mod primitives;
mod renames;
pub mod requests;
mod root;
mod select;
mod settings;
mod size;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::facts::{About, Deprecation, Named};
#[cfg(feature = "cli")]
pub(crate) use self::look::look;
pub use self::lower::lower;
pub use self::names::Ident;
use self::requests::Requests;
pub use self::root::default_root;
pub use self::select::{Reason, Selection, select};
#[cfg(feature = "cli")]
pub(crate) use self::select::{report_unmatched, select_to_look, with_not_found};
pub use self::settings::Settings;
use crate::config::{Derived, Emit, Navigation};
use crate::record::Origin;

/// A module of [`Crate::modules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(pub(crate) usize);

/// A generated type of [`Crate::names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) usize);

/// A type of [`Crate::foreign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForeignId(pub(crate) usize);

/// A package of [`Crate::packages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackageId(pub(crate) usize);

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
    pub attributes: BTreeMap<TypeId, Vec<String>>,
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
    pub bases: BTreeMap<TypeId, TypeId>,
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

/// An item of a file.
#[derive(Clone, Debug)]
pub enum Item {
    /// A struct.
    Struct(Struct),
    /// An enum of a type and its derived types.
    Hierarchy(Hierarchy),
    /// An enum of named values.
    Enum(Enum),
    /// A struct around another type.
    Newtype(Newtype),
}

/// A struct with a field for each property.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// The name that services have for the type, which may have a version in it.
    pub odata_type: String,
    /// Whether that is an entity type.
    pub is_entity: bool,
    /// What is known of the type.
    pub about: About,
    /// Its base type.
    pub base: Option<Arc<Named>>,
    /// Its fields, inherited ones first.
    pub fields: Vec<Field>,
    /// The navigation properties that have no field.
    pub without_field: Vec<Arc<str>>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub ident: Ident,
    /// The name of the constant that holds its wire name.
    pub constant: Ident,
    /// The name of the property.
    pub wire: Arc<str>,
    /// What it holds.
    pub shape: Shape,
    /// Whether it leads to other entities, and is read only when asked for.
    pub is_navigation: bool,
    /// Who can set it.
    pub access: Access,
    /// What is known of the property, which all types have in common that inherit it.
    pub about: Arc<About>,
    /// The base type that declares it, if it is inherited.
    pub inherited_from: Option<Arc<Named>>,
}

/// In which requests clients can set a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// In all.
    Always,
    /// In those that create the entity.
    Create,
    /// In none.
    Never,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The value, or each item.
    pub scalar: Scalar,
    /// Whether there are many.
    pub is_collection: bool,
}

/// What a single value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A value that the runtime knows.
    Value(Value),
    /// A generated enum.
    Enum(TypeId),
    /// A set of members of a generated enum.
    Flags(TypeId),
    /// A newtype and what it is around.
    Newtype(TypeId, Value),
    /// A newtype around a type that is not generated.
    Wrapper(TypeId),
    /// A type that is not generated.
    Foreign(ForeignId),
    /// A struct.
    Record(TypeId),
    /// An enum of a type and its derived types.
    Hierarchy(TypeId),
}

/// A value that the runtime knows how to read and write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// `bool`.
    Bool,
    /// `u8`.
    U8,
    /// `i8`.
    I8,
    /// `i16`.
    I16,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// A GUID.
    Guid,
    /// A date and time with an offset.
    DateTime,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A duration.
    Duration,
    /// A decimal number.
    Decimal,
    /// Bytes, written in the standard alphabet of base64.
    Binary,
    /// Bytes, written in the one for URLs.
    BinaryUrl,
    /// A stream: JSON, text or bytes.
    Stream,
    /// GeoJSON.
    Geo,
    /// Any JSON.
    Json,
}

/// An enum with a variant for a base type and for each type derived from it.
#[derive(Clone, Debug)]
pub struct Hierarchy {
    /// Its name.
    pub id: TypeId,
    /// The base type.
    pub base: TypeId,
    /// The types in the order of the variants, grouped by namespace and with its aliases:
    /// `microsoft.graph|graph:attachment,fileAttachment;…`.
    pub types: String,
    /// That the base type is deprecated, if it is.
    pub deprecation: Option<Arc<Deprecation>>,
    /// A variant for each type, the base type first.
    pub variants: Vec<HierarchyVariant>,
    /// The fields that all types share, in the order of the fields of each.
    pub shared: Vec<SharedField>,
}

/// A variant of a hierarchy.
#[derive(Clone, Debug)]
pub struct HierarchyVariant {
    /// Its name.
    pub ident: Ident,
    /// The type that it holds.
    pub ty: TypeId,
    /// The qualified name of the type.
    pub wire: String,
}

/// A field of the base type, readable on the enum unless it leads to other entities or is narrowed.
#[derive(Clone, Debug)]
pub struct SharedField {
    /// The name of the method.
    pub ident: Ident,
    /// The name of the property.
    pub wire: Arc<str>,
    /// What it holds.
    pub shape: Shape,
    /// Whether it leads to other entities.
    pub is_navigation: bool,
    /// Whether a type of the hierarchy declares the property again with another type, so that there is no type that all of
    /// them have for it.
    pub is_narrowed: bool,
    /// What is known of the property.
    pub about: Arc<About>,
}

/// An enum of named values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// What is known of the type.
    pub about: About,
    /// Its members, in order.
    pub members: Vec<Member>,
}

/// A member of an enum.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub ident: Ident,
    /// Its name on the wire.
    pub wire: String,
    /// Its value.
    pub value: i64,
    /// What else is known of it.
    pub about: About,
}

/// A struct around another type.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// The name that services have for the type, which may have a version in it.
    pub odata_type: String,
    /// What is known of the type.
    pub about: About,
    /// What it is around.
    pub inner: Inner,
}

/// What a newtype is around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inner {
    /// A value that the runtime knows.
    Value(Value),
    /// A type that is not generated.
    Foreign(ForeignId),
}

impl Inner {
    /// The traits that it has besides those that every newtype has, and that can be derived. What a type that is not
    /// generated has is not known.
    pub(crate) fn traits(self) -> &'static [&'static str] {
        match self {
            Self::Value(Value::F64) => &["PartialOrd"],
            Self::Value(Value::Geo) | Self::Foreign(_) => &[],
            Self::Value(Value::Json) => &["Eq"],
            Self::Value(Value::Binary | Value::BinaryUrl | Value::Duration | Value::Stream) => &["Eq", "Hash"],
            Self::Value(_) => &["Eq", "Hash", "PartialOrd", "Ord"],
        }
    }

    /// Whether it can be shown as text.
    pub(crate) fn has_display(self) -> bool {
        !matches!(self, Self::Value(Value::Geo | Value::Stream) | Self::Foreign(_))
    }
}

impl Scalar {
    /// The generated type that it is, or that it has members of.
    pub(crate) fn generated(self) -> Option<TypeId> {
        match self {
            Self::Value(_) | Self::Foreign(_) => None,
            Self::Enum(ty)
            | Self::Flags(ty)
            | Self::Newtype(ty, _)
            | Self::Wrapper(ty)
            | Self::Record(ty)
            | Self::Hierarchy(ty) => Some(ty),
        }
    }
}

impl SharedField {
    /// Whether the enum has a method for it.
    pub(crate) fn is_readable(&self) -> bool {
        !self.is_navigation && !self.is_narrowed
    }
}

impl Item {
    /// The type that it defines.
    pub fn id(&self) -> TypeId {
        match self {
            Self::Struct(item) => item.id,
            Self::Hierarchy(item) => item.id,
            Self::Enum(item) => item.id,
            Self::Newtype(item) => item.id,
        }
    }
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
