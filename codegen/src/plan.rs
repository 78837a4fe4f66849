//! The Rust to write: modules, structs, enums and fields, with every identifier made.
//!
//! [`lower`] selects types, names everything and flattens inheritance. What it makes knows nothing of OData beyond the
//! names on the wire, and [`crate::emit`] can turn all of it into code without failing.

mod attributes;
mod describe;
mod display;
mod fields;
mod foreign;
mod front_page;
mod keys;
mod left_out;
mod limits;
mod lower;
mod markdown;
mod modules;
mod names;
mod packages;
mod partition;
mod renames;
mod root;
mod select;
mod size;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::lower::{Settings, lower};
pub(crate) use self::markdown::plain_line;
pub use self::names::Ident;
pub use self::root::default_root;
pub(crate) use self::select::report_unmatched;
pub use self::select::{Reason, Selection, select};
use crate::config::Emit;

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

/// What the front page says.
#[derive(Clone, Debug, Default)]
pub struct FrontPage {
    /// What the crate is, in a sentence of Markdown.
    pub summary: String,
    /// What to show the use of types with.
    pub example: Option<Example>,
    /// Which types to look at first.
    pub begin: Vec<Fact>,
    /// Each file that was read and what is known of where it is from, as paragraphs of Markdown.
    pub origins: Vec<Vec<String>>,
    /// Each setting that decides on what is generated, as a sentence of Markdown.
    pub settings: Vec<String>,
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
    /// What its docs say, as paragraphs.
    pub docs: Vec<String>,
}

/// Where a generated type is.
#[derive(Clone, Debug)]
pub struct TypeName {
    /// The module that exports it.
    pub module: ModuleId,
    /// Its name.
    pub ident: Ident,
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

/// Rustdoc of an item or field.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    /// The paragraphs, as Markdown.
    pub paragraphs: Vec<String>,
    /// A list of further facts, each a sentence as Markdown.
    pub facts: Vec<Fact>,
    /// The note of `#[deprecated]`.
    pub deprecated: Option<Deprecated>,
}

/// A sentence about an item that may name types.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// What it consists of, in order.
    pub parts: Vec<FactPart>,
}

/// A part of a [`Fact`].
#[derive(Clone, Debug)]
pub enum FactPart {
    /// Markdown.
    Text(String),
    /// A type under the name that it has in Rust, to link to.
    Type(TypeId),
    /// A type under the name that it has in the schemas, to link to.
    Wire(String, TypeId),
}

/// A `#[deprecated]` attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// Since when, why, and what instead, as far as it is known; may be empty.
    pub note: String,
}

/// A struct with a field for each property.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// Whether that is an entity type.
    pub is_entity: bool,
    /// Its rustdoc.
    pub docs: Docs,
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
    /// Its rustdoc, which all types have in common that inherit it.
    pub docs: Arc<Docs>,
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
    /// Its rustdoc.
    pub docs: Docs,
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
    /// The first paragraph of the docs of the field.
    pub summary: String,
    /// Whether the field is deprecated.
    pub deprecated: Option<Deprecated>,
}

/// An enum of named values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// Its rustdoc.
    pub docs: Docs,
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
    /// Its rustdoc.
    pub docs: Docs,
}

/// A struct around another type.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// Its name.
    pub id: TypeId,
    /// The qualified name of its type.
    pub wire: String,
    /// Its rustdoc.
    pub docs: Docs,
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

impl Fact {
    /// A sentence that names no type to link to.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    /// Goes on with Markdown.
    pub(crate) fn and(mut self, text: impl Into<String>) -> Self {
        self.parts.push(FactPart::Text(text.into()));
        self
    }

    /// Goes on with a type under its own name.
    pub(crate) fn and_type(mut self, ty: TypeId) -> Self {
        self.parts.push(FactPart::Type(ty));
        self
    }

    /// Goes on with a type under its name in the schemas.
    pub(crate) fn and_wire(mut self, name: String, ty: Option<TypeId>) -> Self {
        self.parts.push(match ty {
            Some(ty) => FactPart::Wire(name, ty),
            None => FactPart::Text(format!("`{name}`")),
        });
        self
    }
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

impl Crate {
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
