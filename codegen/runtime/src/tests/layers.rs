//! Each module uses none but those of its own layer and of the layers before it.

use std::fs;
use std::path::Path;

/// From the lowest on; those in one line know nothing of each other.
const LAYERS: [&[&str]; 14] = [
    &["syntax"],
    &["values"],
    &["schema"],
    &["record"],
    &["read", "write", "compare"],
    &["json"],
    &["url"],
    &["page"],
    &["value", "delta", "error_response"],
    &["nav", "lenient", "body"],
    &["request"],
    &["__private"],
    &["macros", "embed", "lib"],
    &["tests"],
];

#[test]
fn imports_lead_to_lower_layers() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (layer, modules) in LAYERS.iter().enumerate() {
        for module in *modules {
            let allowed: Vec<&str> =
                LAYERS[..layer].iter().flat_map(|lower| lower.iter().copied()).chain([*module]).collect();
            let mut files = vec![sources.join(format!("{module}.rs"))];
            gather(&sources.join(module), &mut files);
            for file in files {
                let text = fs::read_to_string(&file).unwrap();
                for found in used(&text).filter(|found| is_module(found) && !allowed.contains(found)) {
                    wrong.push(format!("{} uses {found}", file.strip_prefix(&sources).unwrap().display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Those of requests, from the lowest on; those in one line may know each other.
const REQUESTS: [&[&str]; 14] = [
    &["encode", "headers", "settings"],
    &["text"],
    &["literal"],
    &["key", "error"],
    &["path"],
    &["expression", "property", "filter", "order"],
    &["select", "search"],
    &["apply"],
    &["options", "expand"],
    &["answer"],
    &["message"],
    &["body", "pages", "client"],
    &["media", "member", "one", "many", "invocation"],
    &["batch", "poll", "steps", "service", "generated"],
];

#[test]
fn requests_have_layers_too() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/request");
    let is_module = |name: &str| REQUESTS.iter().any(|layer| layer.contains(&name));
    let mut wrong = Vec::new();
    for (layer, modules) in REQUESTS.iter().enumerate() {
        let allowed: Vec<&str> = REQUESTS[..=layer].iter().flat_map(|layer| layer.iter().copied()).collect();
        for module in *modules {
            let own = sources.join(format!("{module}.rs"));
            let mut files = vec![(own.clone(), "use super::")];
            let mut below = Vec::new();
            gather(&sources.join(module), &mut below);
            files.extend(below.into_iter().chain([own]).map(|file| (file, "use crate::request::")));
            for (file, prefix) in files {
                let text = fs::read_to_string(&file).unwrap();
                let found = text.lines().filter_map(|line| line.trim_start().strip_prefix(prefix)).map(name);
                wrong.extend(
                    found
                        .filter(|found| is_module(found) && !allowed.contains(found))
                        .map(|found| format!("{} uses {found}", file.strip_prefix(&sources).unwrap().display())),
                );
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    for entry in fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(is_module(name), "{name}");
    }
}

#[test]
fn every_module_is_in_a_layer() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(is_module(name), "{name}");
    }
}

fn is_module(name: &str) -> bool {
    LAYERS.iter().any(|layer| layer.contains(&name))
}

/// The modules of the crate that code, not its documentation, names.
fn used(text: &str) -> impl Iterator<Item = &str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let uses = code.flat_map(|line| line.split("crate::").skip(1));
    uses.flat_map(|rest| match rest.strip_prefix('{') {
        Some(list) => list.split(['}', ',']).map(name).collect::<Vec<_>>(),
        None => vec![name(rest)],
    })
}

fn name(path: &str) -> &str {
    let path = path.trim_start();
    path.split(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap_or_default()
}

fn gather(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        // Tests use what they like.
        match path.file_name().and_then(|name| name.to_str()) {
            Some("tests" | "tests.rs") => {}
            _ if path.is_dir() => gather(&path, files),
            _ => files.push(path),
        }
    }
}
