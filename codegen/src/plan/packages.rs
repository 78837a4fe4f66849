//! The packages of the output, and which of them each file is in.

use std::collections::{BTreeSet, HashMap};

use super::names::crate_ident;
use super::partition::{Node, Share, TooMany, partition};
use super::requests::{Requests, Resource};
use super::settings::FOLDER_OF_PARTS;
use super::{File, Item, Module, ModuleId, Package, PackageId, Place, Settings, TypeId, requests};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// The packages that the configuration asks for, and where each type is. The files are in the first one before, and in theirs
/// afterwards.
pub(super) fn packages(
    settings: &Settings,
    crates: usize,
    modules: &[Module],
    files: &mut [File],
    requests: Option<&Requests>,
    diagnostics: &mut Diagnostics,
) -> Vec<Package> {
    let name = settings.name.clone();
    let mut facade = package(settings, name.clone(), String::new());
    facade.modules = (0..modules.len()).map(ModuleId).collect();
    // Fewer have no parts beside each other, and are refused before.
    let Some(parts) = crates.checked_sub(2).filter(|parts| *parts > 0) else { return vec![facade] };
    // Services lead to everything, and are in the package that users depend on: they decide on nothing.
    let is_service = |file: &File| file.items.is_empty();
    let others: Vec<&File> = files.iter().filter(|file| !is_service(file)).collect();
    match partition(&nodes(modules, &others, requests), parts) {
        Ok(shares) => {
            for (file, share) in files.iter_mut().filter(|file| !is_service(file)).zip(shares) {
                file.package = id(share);
            }
        }
        Err(TooMany) => {
            let message = format!("`crates` is {crates}, but there are too few types to fill so many");
            let error =
                Diagnostic::error_at(Code::Configuration, settings.place("crates", &crates.to_string()), message);
            diagnostics.push(
                error.help(
                    "write a smaller number, or leave it out: types that lead to each other must stay in one crate",
                ),
            );
            return vec![facade];
        }
    }
    facade.uses = (1..crates).map(PackageId).collect();
    let mut packages = vec![facade, package(settings, format!("{name}-base"), format!("{FOLDER_OF_PARTS}/base/"))];
    packages.extend((1..=parts).map(|number| Package {
        uses: vec![id(Share::Base)],
        ..package(settings, format!("{name}-part-{number}"), format!("{FOLDER_OF_PARTS}/part-{number}/"))
    }));
    for (number, package) in packages.iter_mut().enumerate().skip(1) {
        let files = files.iter().filter(|file| file.package == PackageId(number));
        package.modules = with_outer(modules, files.map(|file| file.module));
    }
    packages
}

/// Where each type is that is defined in a file, by the types' numbers.
pub(super) fn places(files: &[File], types: usize) -> Vec<Place> {
    let mut places = vec![Place { package: PackageId(0), is_enum: false }; types];
    for file in files {
        for item in &file.items {
            let is_enum = matches!(item, Item::Hierarchy(_) | Item::Enum(_));
            places[item.id().0] = Place { package: file.package, is_enum };
        }
        for item in &file.requests {
            places[item.id().0] = Place { package: file.package, is_enum: false };
        }
    }
    places
}

fn package(settings: &Settings, name: String, folder: String) -> Package {
    let runtime_line = if folder.is_empty() { &settings.runtime_line } else { &settings.runtime_line_of_parts };
    let runtime_line = runtime_line.clone();
    Package { ident: crate_ident(&name), name, folder, runtime_line, uses: Vec::new(), modules: Vec::new() }
}

/// Modules and those that they are in, in order; the crate root is always among them.
fn with_outer(modules: &[Module], inner: impl Iterator<Item = ModuleId>) -> Vec<ModuleId> {
    let mut all = BTreeSet::from([ModuleId(0)]);
    for id in inner {
        let outwards = std::iter::successors(Some(id), |id| modules[id.0].parent);
        all.extend(outwards.take_while(|id| id.0 != 0));
    }
    all.into_iter().collect()
}

fn id(share: Share) -> PackageId {
    match share {
        Share::Top => PackageId(0),
        Share::Base => PackageId(1),
        Share::Part(number) => PackageId(2 + number),
    }
}

fn nodes(modules: &[Module], files: &[&File], requests: Option<&Requests>) -> Vec<Node> {
    let mut file_of = HashMap::new();
    for (number, file) in files.iter().enumerate() {
        file_of.extend(file.ids().map(|id| (id, number)));
    }
    let node = |(number, file): (usize, &&File)| {
        let of_requests = file.requests.iter().flat_map(requests::Item::uses);
        let resource = |item: &Item| requests?.resources.get(&item.id());
        let of_resources = file.items.iter().filter_map(resource).flat_map(Resource::uses);
        let uses = file.items.iter().flat_map(uses).chain(of_requests).chain(of_resources);
        let mut uses: Vec<usize> = uses.filter_map(|ty| file_of.get(&ty).copied()).collect();
        uses.sort_unstable();
        uses.dedup();
        uses.retain(|used| *used != number);
        Node {
            name: format!("{}{}", modules[file.module.0].folder, file.ident.as_str()),
            weight: file.items.iter().map(weight).chain(file.requests.iter().map(weight_of_requests)).sum(),
            uses,
        }
    };
    files.iter().enumerate().map(node).collect()
}

/// The types that an item refers to. Those that only its docs name do not count: a link can lead to any page.
fn uses(item: &Item) -> Vec<TypeId> {
    match item {
        Item::Struct(item) => item.fields.iter().filter_map(|field| field.shape.scalar.generated()).collect(),
        Item::Hierarchy(item) => {
            let shared = item.shared.iter().filter_map(|field| field.shape.scalar.generated());
            item.variants.iter().map(|variant| variant.ty).chain(shared).collect()
        }
        Item::Enum(_) | Item::Newtype(_) => Vec::new(),
    }
}

/// How much an item of requests is.
fn weight_of_requests(item: &requests::Item) -> usize {
    const TRAITS: usize = 2;
    TRAITS + item.methods().len()
}

/// How much an item is, as a number of fields: its traits are as much as some fields, and a member is less than one.
fn weight(item: &Item) -> usize {
    const TRAITS: usize = 4;
    TRAITS
        + match item {
            Item::Struct(item) => item.fields.len(),
            Item::Hierarchy(item) => 2 * item.variants.len() + item.shared.len(),
            Item::Enum(item) => item.members.len() / 2,
            Item::Newtype(_) => 0,
        }
}
