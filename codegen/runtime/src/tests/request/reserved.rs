//! The names that generated methods do not have.

use std::collections::BTreeSet;
use std::path::Path;

use crate::__private::v1::request::{RESERVED_CALLS, RESERVED_PATHS, RESERVED_SERVICE};

/// What all types have from traits that are always in scope, if their values are shared.
const OF_TRAITS: [&str; 6] = ["clone", "clone_from", "into", "to_owned", "to_string", "try_into"];

#[test]
fn the_lists_are_complete() {
    let of_traits: BTreeSet<String> = OF_TRAITS.map(str::to_owned).into();
    let mut paths = methods(&["One", "Many", "Path"], "self");
    paths.extend(of_traits.clone());
    let mut calls = methods(&["Request", "CountRequest"], "&self");
    calls.extend(of_traits);
    calls.insert("request".to_owned());
    let service = &methods(&["Service"], "") - &paths;
    for (listed, found) in [(RESERVED_PATHS, paths), (RESERVED_SERVICE, service), (RESERVED_CALLS, calls)] {
        assert_eq!(listed.lines().collect::<Vec<_>>(), found.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

/// The public methods of types, of those that take this.
fn methods(types: &[&str], takes: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/request"), &mut |text| {
        let mut is_inside = false;
        let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
        for (number, code) in lines.iter().enumerate() {
            if code.starts_with("impl") {
                is_inside = !code.contains(" for ") && types.iter().any(|name| is_of(code, name));
            }
            let signature = code.strip_prefix("pub fn ").or_else(|| code.strip_prefix("pub async fn "));
            let Some((name, rest)) = signature.and_then(|signature| signature.split_once(['(', '<'])) else { continue };
            let rest = if code.ends_with('(') { lines[number + 1] } else { rest };
            if is_inside && rest.contains(takes) {
                names.insert(name.to_owned());
            }
        }
    });
    names
}

/// Whether this begins the implementation of a type.
fn is_of(code: &str, name: &str) -> bool {
    let head = code.strip_suffix(" {").unwrap_or(code);
    [format!(" {name}"), format!("> {name}")].iter().any(|end| head.ends_with(end) || head.contains(&format!("{end}<")))
}

fn gather(folder: &Path, take: &mut dyn FnMut(&str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, take);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            take(&std::fs::read_to_string(path).unwrap());
        }
    }
}
