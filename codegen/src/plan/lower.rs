//! From the model to the Rust to write.

mod items;
mod names;
mod requests;

use super::attributes::attributes;
use super::crates::{Crate, TypeName};
use super::foreign::Replacements;
use super::front_page::front_page;
use super::left_out;
use super::modules::Modules;
use super::names::{Ident, Namer};
use super::needed;
use super::packages::{packages, places};
use super::renames;
use super::root::root_namespace;
use super::select::select;
use super::settings::Settings;
use super::size::Size;
use super::type_ids::Ids;
use crate::config::Navigation;
use crate::diagnostics::{Diagnostics, Stopped};
use crate::model::Model;

/// Plans the crate of the types that are selected.
///
/// # Errors
///
/// A pattern, root namespace or rename that fits nothing; each is in `diagnostics`.
pub fn lower(model: &Model<'_>, settings: &Settings, diagnostics: &mut Diagnostics) -> Result<Crate, Stopped> {
    let root = root_namespace(model, settings, diagnostics);
    let Ok(selection) = select(model, settings, diagnostics) else {
        needed::nothing(model, diagnostics);
        return Err(Stopped);
    };
    let is_whole = settings.only.is_none() && !settings.is_of_another_version;
    if is_whole {
        needed::settle(model, settings, &selection, diagnostics);
        diagnostics.checkpoint()?;
    }
    if settings.only.is_none() {
        let size = Size::of(model, &selection, settings.has_docs);
        diagnostics.extend(size.too_much(&settings.include));
        diagnostics.checkpoint()?;
        if is_whole {
            diagnostics.extend(size.large(model, &selection));
        }
    }
    let mut unknown = Diagnostics::default();
    let replacements = Replacements::new(model, settings, &mut unknown);
    if !settings.is_of_another_version {
        diagnostics.append(unknown);
    }
    let mut namer = Namer::new(&settings.rename);
    let mut namespaces = selection.namespaces(model);
    if settings.has_requests {
        namespaces.extend(super::requests::namespaces(model));
    }
    let modules = Modules::new(model, &root, &namespaces, settings.has_requests, &mut namer, diagnostics);
    let mut lowering = Lowering {
        model,
        modules,
        namer,
        diagnostics,
        ids: Ids::new(model, &selection, replacements, settings.base64),
        navigation: settings.navigation,
        names: Vec::new(),
        files: Vec::new(),
    };
    lowering.name_types(&selection);
    let mut files = lowering.files(&selection, settings.only);
    let requests = settings.has_requests.then(|| lowering.requests(&mut files));
    files.sort_by(|left, right| (left.module, &left.ident).cmp(&(right.module, &right.ident)));
    let mut unused = Diagnostics::default();
    let attributes = attributes(&files, settings, &mut unused);
    if is_whole {
        let known = || renames::known(model, &lowering.ids, &lowering.modules, &files);
        renames::report_unused(lowering.namer.unused(), &settings.places, known, lowering.diagnostics);
        lowering.diagnostics.append(unused);
    }
    // What is only looked at need not be cut, since no path that users know depends on it.
    let crates = if is_whole { settings.crates } else { 1 };
    let packages =
        packages(settings, crates, &lowering.modules.list, &mut files, requests.as_ref(), lowering.diagnostics);
    lowering.diagnostics.checkpoint()?;
    if is_whole {
        let warning = left_out::derived_types(model, settings, &selection);
        warning.into_iter().for_each(|warning| lowering.diagnostics.push(warning));
    }
    let type_count = selection.len();
    let navigation_left_out = left_out::navigation_properties(model, &selection, &lowering.ids, settings.navigation);
    let bases = lowering.ids.bases(model);
    let front_page = front_page(model, settings, &selection, &lowering.ids, &files, requests.as_ref());
    Ok(Crate {
        emit: settings.emit,
        packages,
        version: settings.version.clone(),
        front_page,
        has_docs: settings.has_docs,
        has_name_constants: settings.has_name_constants,
        header: settings.header.clone(),
        runtime: settings.runtime,
        modules: lowering.modules.list,
        places: places(&files, lowering.names.len()),
        names: lowering.names,
        foreign: lowering.ids.replacements.list,
        attributes,
        dependencies: settings.dependencies.clone(),
        files,
        type_count,
        navigation_left_out,
        requests,
        bases,
    })
}

struct Lowering<'a, 's, 'c> {
    model: &'a Model<'s>,
    modules: Modules,
    namer: Namer<'c>,
    diagnostics: &'a mut Diagnostics,
    ids: Ids,
    navigation: Navigation,
    names: Vec<TypeName>,
    /// The names of the files of types, by the types' numbers.
    files: Vec<Ident>,
}
