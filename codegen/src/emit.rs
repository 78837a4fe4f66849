//! The plan as Rust: one function per kind of item, and the files that the items are in.
//!
//! It cannot fail: every identifier was made by [`crate::plan`], and texts of the schemas become literals only.

mod attributes;
mod enumeration;
mod file;
mod format;
mod front_page;
mod hierarchy;
mod imports;
mod make;
pub(crate) mod manifest;
mod modules;
mod newtype;
mod requests;
mod runtime;
mod shape;
mod structure;
mod undocumented;

use rayon::prelude::*;

use self::file::{banner, source_path};
use self::format::format;
use self::imports::Imports;
use crate::config::Emit;
use crate::plan::{Crate, File, Hierarchy, Item, Struct};

/// The path, below the folder of the crate, and the text of each file.
pub fn emit(plan: &Crate) -> Vec<(String, String)> {
    let mut files = match plan.emit {
        Emit::Crate => {
            let mut files = manifest::manifests(plan);
            // What is generated stays as it is, also when the package is one of a workspace that is formatted.
            files.push(("rustfmt.toml".to_owned(), format!("{}\ndisable_all_formatting = true\n", banner(plan, "#"))));
            files
        }
        Emit::Module => vec![("mod.rs".to_owned(), modules::entrance(plan))],
    };
    files.extend(runtime::files(plan));
    files.par_extend(modules::modules(plan));
    files.par_extend(plan.files.par_iter().map(|file| (path(plan, file), text(plan, items(plan, file)))));
    files
}

fn path(plan: &Crate, file: &File) -> String {
    source_path(plan, file.package, &format!("{}{}.rs", plan.module(file.module).folder, file.ident.as_str()))
}

/// The items of a file with types.
pub fn items(plan: &Crate, file: &File) -> Vec<syn::Item> {
    let mut imports = Imports::new(plan, file);
    let mut items = Vec::new();
    for item in &file.items {
        items.extend(match item {
            Item::Struct(item) => structure::structure(item, hierarchy_of(file, item), &mut imports),
            Item::Hierarchy(item) => hierarchy::hierarchy(item, &mut imports),
            Item::Enum(item) => enumeration::enumeration(item, &mut imports),
            Item::Newtype(item) => newtype::newtype(item, &mut imports),
        });
    }
    for item in &file.requests {
        items.extend(requests::item(item, &mut imports));
    }
    if !plan.has_docs {
        undocumented::strip(&mut items);
    }
    imports.into_uses().chain(items).collect()
}

/// The enum of a type and its derived types, which is in the same file.
fn hierarchy_of<'p>(file: &'p File, base: &Struct) -> Option<&'p Hierarchy> {
    file.items.iter().find_map(|item| match item {
        Item::Hierarchy(hierarchy) if hierarchy.base == base.id => Some(hierarchy),
        _ => None,
    })
}

/// The text of a file with these items.
pub fn text(plan: &Crate, items: Vec<syn::Item>) -> String {
    [&banner(plan, "//"), "\n", &format(items)].concat()
}
