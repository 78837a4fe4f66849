//! The same types with what serde derives: what a generator writes that leaves reading and writing to derive.
//!
//! Modules, files, names and docs are those of the generated crate, so that only the way to read and write differs.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use csdl_codegen::internals::docs;
use csdl_codegen::internals::plan::facts::Deprecation;
use csdl_codegen::internals::plan::{
    Crate, Enum, Field, Ident, Inner, Item, ModuleId, Newtype, Scalar, Shape, Struct, TypeId, Value,
};

/// Whether a crate has fields for navigation properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Navigation {
    /// As the types that they lead to.
    Fields,
    /// Not at all.
    Absent,
}

/// The path below the folder of the crate and the text of each file.
pub(crate) fn files(plan: &Crate, name: &str, navigation: Navigation) -> Vec<(String, String)> {
    let baseline = Baseline { plan, navigation, bases: bases(plan) };
    let manifest = ("Cargo.toml".to_owned(), manifest(name));
    let modules = modules(plan).into_iter().map(|id| baseline.module(id));
    let types = plan.files.iter().map(|file| {
        let path = format!("src/{}{}.rs", plan.module(file.module).folder, file.ident.as_str());
        (path, file.items.iter().map(|item| baseline.item(item)).collect())
    });
    std::iter::once(manifest).chain(modules).chain(types).collect()
}

/// The path of a type below the crate.
pub(crate) fn path(plan: &Crate, id: TypeId) -> String {
    let name = plan.name_of(id);
    format!("{}{}", module_path(plan, name.module), name.ident)
}

/// The path of a module below the crate, with `::` at the end; empty for the crate root.
fn module_path(plan: &Crate, id: ModuleId) -> String {
    let module = plan.module(id);
    match module.parent {
        Some(parent) => format!("{}{}::", module_path(plan, parent), module.ident),
        None => String::new(),
    }
}

/// The modules that have types, and those that these are in.
fn modules(plan: &Crate) -> BTreeSet<ModuleId> {
    let mut modules = BTreeSet::new();
    for name in &plan.names {
        let mut next = Some(name.module);
        while let Some(id) = next {
            modules.insert(id);
            next = plan.module(id).parent;
        }
    }
    modules
}

/// The base type of each hierarchy: without enums of derived types, a field of any of them has what all have.
fn bases(plan: &Crate) -> HashMap<TypeId, TypeId> {
    let items = plan.files.iter().flat_map(|file| &file.items);
    items
        .filter_map(|item| match item {
            Item::Hierarchy(hierarchy) => Some((hierarchy.id, hierarchy.base)),
            _ => None,
        })
        .collect()
}

fn manifest(name: &str) -> String {
    format!(
        r#"[package]
name = "{name}"
version = "0.0.0"
edition = "2024"

[dependencies]
rust_decimal = {{ version = "1", default-features = false, features = ["std", "serde"] }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
time = {{ version = "0.3", features = ["serde-well-known", "serde-human-readable"] }}
uuid = {{ version = "1", features = ["serde"] }}
"#
    )
}

struct Baseline<'p> {
    plan: &'p Crate,
    navigation: Navigation,
    bases: HashMap<TypeId, TypeId>,
}

impl Baseline<'_> {
    /// The crate root, or a file that is a module.
    fn module(&self, id: ModuleId) -> (String, String) {
        let module = self.plan.module(id);
        let (path, mut text) = match module.folder.strip_suffix('/') {
            Some(folder) => (format!("src/{folder}.rs"), String::new()),
            None => {
                let attributes = "#![allow(deprecated)]\n\
                                  #![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]\n\
                                  #![recursion_limit = \"1024\"]\n";
                ("src/lib.rs".to_owned(), attributes.to_owned())
            }
        };
        for child in self.plan.modules.iter().filter(|child| child.parent == Some(id)) {
            line(&mut text, format_args!("pub mod {};", child.ident));
        }
        for file in self.plan.files.iter().filter(|file| file.module == id) {
            line(&mut text, format_args!("mod {};", file.ident));
            for item in file.items.iter().filter(|item| !matches!(item, Item::Hierarchy(_))) {
                line(&mut text, format_args!("pub use self::{}::{};", file.ident, self.name(item.id())));
            }
        }
        (path, text)
    }

    fn item(&self, item: &Item) -> String {
        match item {
            Item::Struct(item) => self.structure(item),
            Item::Enum(item) => self.enumeration(item),
            Item::Newtype(item) => self.newtype(item),
            Item::Hierarchy(_) => String::new(),
        }
    }

    fn structure(&self, item: &Struct) -> String {
        let links = |id| self.link(id);
        let mut text = String::new();
        let docs = docs::structure(item, self.plan.hierarchy_of(item.id), None, &links);
        attributes(&mut text, "", &docs, item.about.deprecation.as_deref());
        line(&mut text, "#[derive(Debug, Clone, PartialEq, Default, ::serde::Serialize, ::serde::Deserialize)]");
        line(&mut text, format_args!("pub struct {} {{", self.name(item.id)));
        for field in item.fields.iter().filter(|field| self.navigation == Navigation::Fields || !field.is_navigation) {
            attributes(&mut text, "    ", &docs::field(field, &links), field.about.deprecation.as_deref());
            let mut serde = format!("rename = {:?}, skip_serializing_if = \"Option::is_none\"", field.wire);
            if is_time(field.shape) {
                serde.push_str(", default, with = \"time::serde::rfc3339::option\"");
            }
            line(&mut text, format_args!("    #[serde({serde})]"));
            line(&mut text, format_args!("    pub {}: Option<{}>,", field.ident, self.ty(field)));
        }
        line(&mut text, "}");
        text
    }

    fn enumeration(&self, item: &Enum) -> String {
        let mut text = String::new();
        let docs = docs::enumeration(item, &|id| self.link(id));
        attributes(&mut text, "", &docs, item.about.deprecation.as_deref());
        line(&mut text, "#[derive(Debug, Clone, PartialEq, ::serde::Serialize, ::serde::Deserialize)]");
        line(&mut text, format_args!("pub enum {} {{", self.name(item.id)));
        for member in &item.members {
            attributes(&mut text, "    ", &docs::member(member), member.about.deprecation.as_deref());
            line(&mut text, format_args!("    #[serde(rename = {:?})]\n    {},", member.wire, member.ident));
        }
        line(&mut text, "    #[serde(untagged)]\n    Unrecognized(String),\n}");
        let default =
            item.members.first().map_or("Unrecognized(String::new())".to_owned(), |first| first.ident.to_string());
        let name = self.name(item.id);
        line(
            &mut text,
            format_args!(
                "impl Default for {name} {{\n    fn default() -> Self {{\n        Self::{default}\n    }}\n}}"
            ),
        );
        text
    }

    fn newtype(&self, item: &Newtype) -> String {
        let mut text = String::new();
        let docs = docs::newtype(item, &|id| self.link(id));
        attributes(&mut text, "", &docs, item.about.deprecation.as_deref());
        let inner = match item.inner {
            Inner::Value(known) => known,
            // The configuration of the bench replaces nothing.
            Inner::Foreign(_) => Value::Json,
        };
        line(&mut text, format_args!("pub type {} = {};", self.name(item.id), value(inner)));
        text
    }

    /// What the `Option` of a field holds. What can lead back to the type itself is boxed.
    fn ty(&self, field: &Field) -> String {
        let item = match field.shape.scalar {
            Scalar::Value(known) => value(known).to_owned(),
            Scalar::Enum(id)
            | Scalar::Flags(id)
            | Scalar::Newtype(id, _)
            | Scalar::Wrapper(id)
            | Scalar::Record(id) => self.path(id),
            Scalar::Foreign(_) => value(Value::Json).to_owned(),
            Scalar::Hierarchy(id) => self.path(self.bases.get(&id).copied().unwrap_or(id)),
        };
        match (field.shape.is_collection, field.shape.scalar) {
            (true, _) => format!("Vec<{item}>"),
            (false, Scalar::Record(_) | Scalar::Hierarchy(_)) => format!("Box<{item}>"),
            (false, _) => item,
        }
    }

    fn name(&self, id: TypeId) -> &Ident {
        &self.plan.name_of(id).ident
    }

    fn link(&self, id: TypeId) -> docs::Link {
        docs::Link { name: self.plan.name_of(id).ident.as_str().to_owned(), target: self.path(id) }
    }

    fn path(&self, id: TypeId) -> String {
        format!("crate::{}", path(self.plan, id))
    }
}

fn attributes(text: &mut String, indent: &str, docs: &str, deprecation: Option<&Deprecation>) {
    for doc in docs.lines() {
        line(text, format_args!("{indent}///{}{doc}", if doc.is_empty() { "" } else { " " }));
    }
    if let Some(deprecation) = deprecation {
        line(text, format_args!("{indent}#[deprecated(note = {:?})]", docs::deprecation(deprecation)));
    }
}

fn value(value: Value) -> &'static str {
    match value {
        Value::Bool => "bool",
        Value::U8 => "u8",
        Value::I8 => "i8",
        Value::I16 => "i16",
        Value::I32 => "i32",
        Value::I64 => "i64",
        Value::F64 => "f64",
        Value::String | Value::Duration | Value::Binary | Value::BinaryUrl | Value::Stream => "String",
        Value::Guid => "::uuid::Uuid",
        Value::DateTime => "::time::OffsetDateTime",
        Value::Date => "::time::Date",
        Value::Time => "::time::Time",
        Value::Decimal => "::rust_decimal::Decimal",
        Value::Geo | Value::Json => "::serde_json::Value",
    }
}

/// Whether it takes a function of its own to read RFC 3339.
fn is_time(shape: Shape) -> bool {
    !shape.is_collection && matches!(shape.scalar, Scalar::Value(Value::DateTime) | Scalar::Newtype(_, Value::DateTime))
}

fn line(text: &mut String, line: impl std::fmt::Display) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}
