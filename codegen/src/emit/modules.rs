//! The crate root and the modules of namespaces.

use proc_macro2::Ident;
use rayon::prelude::*;
use syn::{Item, parse_quote};

use super::attributes::visible;
use super::file::{ROOT, banner, source_path};
use super::format::format;
use super::{front_page, make};
use crate::config::Emit;
use crate::docs;
use crate::plan::{Crate, File, Group, ModuleId, PackageId};

/// `src/lib.rs` or `generated.rs`, and a file for each module; those of each package.
pub(super) fn modules(plan: &Crate) -> impl IndexedParallelIterator<Item = (String, String)> {
    let of_package = |package| plan.package(package).modules.iter().map(move |id| (package, *id));
    let modules: Vec<_> = plan.package_ids().flat_map(of_package).collect();
    modules.into_par_iter().map(|(package, id)| (path(plan, package, id), text(plan, package, id)))
}

/// `mod.rs`, which is the root module under another name.
///
/// What is in it can be included as well (`include!`), which attributes for the whole file would prevent, and is as rustfmt
/// would have it, whatever the settings.
pub(super) fn entrance(plan: &Crate) -> String {
    format!(
        "{}\n// The crate that it is in must have this dependency; a path in it begins at this folder:\n//\n//     {}\n\n#[rustfmt::skip]\nmod {ROOT};\n\n\
         #[allow(unused_imports, unreachable_pub, clippy::pedantic, clippy::restriction)]\npub use self::{ROOT}::*;\n",
        banner(plan, "//"),
        plan.facade().runtime_line
    )
}

fn path(plan: &Crate, package: PackageId, id: ModuleId) -> String {
    let folder = plan.module(id).folder.trim_end_matches('/');
    match plan.emit {
        Emit::Module if folder.is_empty() => format!("{ROOT}.rs"),
        Emit::Crate if folder.is_empty() => source_path(plan, package, "lib.rs"),
        _ => source_path(plan, package, &format!("{folder}.rs")),
    }
}

/// The text of a module: its modules, then a private module for each file with its types. The root has the runtime as well.
/// What other packages have of the module is there too.
///
/// ```text
/// pub mod call_records;
///
/// mod vpp_token;
///
/// pub use ::odata_runtime as runtime;
///
/// pub use self::vpp_token::VppToken;
/// #[doc(inline)]
/// pub use ::graph_base::Entity;
///
/// /// Where types lead to.
/// pub mod paths { pub use super::vpp_token::VppTokenPaths; }
/// ```
fn text(plan: &Crate, package: PackageId, id: ModuleId) -> String {
    let module = plan.module(id);
    let runtime = (id == ModuleId(0)).then(|| parse_quote! { pub use ::odata_runtime as runtime; });
    let children = plan.package(package).modules.iter().map(|child| plan.module(*child));
    let children = children.filter(|child| child.parent == Some(id));
    let children = children.map(|child| make::ident(&child.ident)).map(|child| parse_quote!(pub mod #child;));
    let files = plan.files_of(id).iter().filter(|file| file.package == package);
    let modules = files.map(|file| make::ident(&file.ident)).map(|file| parse_quote!(mod #file;));
    let exports = exports(plan, package, id, Group::Types);
    let groups = Group::INNER.into_iter().filter_map(|group| inner(plan, package, id, group));
    let items = format(children.chain(modules).chain(runtime).chain(exports).chain(groups));
    if id == ModuleId(0) {
        let docs = front_matter(plan, package);
        return format!("{}\n{docs}\n{items}", banner(plan, "//"));
    }
    let docs = doc_line(&format!("Types of the namespace {}.", docs::quoted(&module.namespace)));
    format!("{}\n{docs}\n{items}", banner(plan, "//"))
}

/// The docs and attributes of the crate or module.
fn front_matter(plan: &Crate, package: PackageId) -> String {
    let page = match package {
        PackageId(0) => front_page::front_page(plan),
        _ => front_page::of_part(plan),
    };
    let docs = page.lines().map(doc_line).collect::<String>();
    if plan.emit == Emit::Module {
        return format!("{docs}\n#![forbid(unsafe_code)]\n{ALLOWED_IN_MODULE}");
    }
    let undocumented = if plan.has_docs { "warn" } else { "allow" };
    let of_methods = if plan.requests.is_some() { ALLOWED_IN_REQUESTS } else { "" };
    format!(
        "{docs}\n#![forbid(unsafe_code)]\n#![{undocumented}(missing_docs)]\n\
         // Types and properties that the metadata deprecates are for callers to avoid, not for this crate.\n\
         #![allow(deprecated)]\n\
         // Names are those of the metadata, whatever they mean in Rust and in whatever script.\n\
         #![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]\n\
         #![allow(clippy::len_without_is_empty, clippy::module_inception, clippy::new_ret_no_self)]\n\
         {of_methods}\
         // Links say where a type is, whether or not the file that they are in imports it.\n\
         #![allow(rustdoc::redundant_explicit_links)]\n\
         // Types that contain each other in a long row are followed to the end, to see whether they are `Send`.\n\
         #![recursion_limit = \"1024\"]\n"
    )
}

/// Methods have the names and parameters of what they call.
const ALLOWED_IN_REQUESTS: &str =
    "#![allow(clippy::should_implement_trait, clippy::too_many_arguments, clippy::wrong_self_convention)]\n";

/// The crate around a module has lints of its own, and nobody is to follow them in what is generated. Lints that it forbids
/// clash with this, as rustc has no way to leave code out of those.
const ALLOWED_IN_MODULE: &str = "\
// The lints of the crate around it are for what people write.
#![allow(clippy::all, clippy::cargo, clippy::nursery, clippy::pedantic, clippy::restriction)]
#![allow(deprecated, missing_docs, nonstandard_style, rust_2018_idioms, unused, warnings)]
#![allow(let_underscore_drop, missing_copy_implementations, missing_debug_implementations)]
#![allow(redundant_imports, redundant_lifetimes, single_use_lifetimes, trivial_casts, trivial_numeric_casts)]
#![allow(rustdoc::all)]
#![allow(unnameable_types, unreachable_pub, unused_qualifications, unused_results, variant_size_differences)]
";

/// A module in a module, for what belongs to requests; `None` if there is nothing in it.
fn inner(plan: &Crate, package: PackageId, id: ModuleId, group: Group) -> Option<Item> {
    let exports = exports(plan, package, id, group);
    let docs = match group {
        Group::Types => return None,
        Group::Paths => " Where values of the types, and collections of them, lead to in requests.",
        Group::Calls => " Calls of operations that have optional parameters.",
    };
    let name = group.name().filter(|_| !exports.is_empty()).map(make::ident)?;
    Some(parse_quote!(#[doc = #docs] pub mod #name { #(#exports)* }))
}

/// What a part of a module has in a package: what its files define, and in the package that users depend on what is in the others.
fn exports(plan: &Crate, package: PackageId, id: ModuleId, group: Group) -> Vec<Item> {
    let home = if group == Group::Types { "self" } else { "super" };
    let files = plan.files_of(id).iter().filter(|file| file.package == package);
    let own = files.filter_map(|file| {
        let names = names(plan, file, group);
        let path = vec![make::ident(home), make::ident(&file.ident)];
        (!names.is_empty()).then(|| make::import(make::public(), path, names))
    });
    let mut exports: Vec<Item> = own.collect();
    if package == PackageId(0) {
        exports.extend(re_exports(plan, id, group));
    }
    exports
}

/// What of the types that a file defines is in a part of its module.
fn names(plan: &Crate, file: &File, group: Group) -> Vec<Ident> {
    let names = file.ids().map(|id| plan.name_of(id)).filter(|name| name.group == group);
    names.map(|name| make::ident(&name.ident)).collect()
}

/// What each of the other packages has of a part of a module.
fn re_exports(plan: &Crate, id: ModuleId, group: Group) -> Vec<Item> {
    let path = plan.names_to(id).into_iter().map(make::ident).chain(group.name().map(make::ident));
    let path: Vec<Ident> = path.collect();
    let mut exports = Vec::new();
    for package in &plan.facade().uses {
        let files = plan.files_of(id).iter().filter(|file| file.package == *package);
        let names: Vec<Ident> = files.flat_map(|file| names(plan, file, group)).collect();
        if !names.is_empty() {
            let package = make::ident(&plan.package(*package).ident);
            exports.push(parse_quote!(#[doc(inline)] pub use ::#package #(::#path)* ::{#(#names),*};));
        }
    }
    exports
}

fn doc_line(line: &str) -> String {
    format!("//! {}", visible(line)).trim_end().to_owned() + "\n"
}
