//! The Rust to write: modules, structs, enums and fields, with every identifier made.
//!
//! [`lower`] selects types, names everything and flattens inheritance. What it makes knows nothing of OData beyond the
//! names on the wire and the [`facts`] of each element, and [`crate::emit`] can turn all of it into code without failing.
//! No sentence is made here: [`crate::docs`] does that.
//!
//! The way of a property, each step with what it adds:
//!
//! ```text
//! model::Property   <Property Name="state" Type="graph.vppTokenState"/>
//!    │
//!    ├─ select      the types that are generated                      Selection
//!    ├─ type_ids    a number for each of them                         Ids
//!    ├─ modules     the module of its namespace                       ModuleId
//!    ├─ lower       the name of the type that has it                  TypeName
//!    ├─ fields      what it holds and what is known of it, once       Shape, About
//!    ├─ names       its identifier in each type that inherits it      Ident
//!    ├─ lower       the struct in its file                            Struct, File
//!    ├─ packages    the crate that the file is in                     Package
//!    ▼
//! plan::Field       state: Option<VppTokenState>
//! ```

mod attributes;
mod crates;
mod display;
pub mod facts;
mod fields;
mod foreign;
mod front_page;
mod ids;
mod items;
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
mod selection;
mod settings;
mod size;
mod type_ids;

pub use self::crates::{
    Begin, Choices, Crate, Example, File, FrontPage, Group, Module, Package, Place, RequestExample, Runtime, TypeName,
};
pub use self::ids::{ForeignId, ModuleId, PackageId, TypeId};
pub use self::items::{
    Access, Enum, Field, Hierarchy, HierarchyVariant, Inner, Item, Member, Newtype, Scalar, Shape, SharedField, Struct,
    Value,
};
#[cfg(feature = "cli")]
pub(crate) use self::look::look;
pub use self::lower::lower;
pub use self::names::Ident;
pub use self::root::default_root;
pub use self::select::select;
#[cfg(feature = "cli")]
pub(crate) use self::select::{report_unmatched, select_to_look, with_not_found};
pub use self::selection::{Reason, Selection};
pub use self::settings::Settings;
