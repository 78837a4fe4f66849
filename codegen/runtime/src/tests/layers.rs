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
    check("src", &LAYERS, 0, |text, _| used(text).collect());
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
    check("src/request", &REQUESTS, 1, |text, is_own| {
        let prefixes = ["use crate::request::", if is_own { "use super::" } else { "use crate::request::" }];
        let paths = text
            .lines()
            .map(str::trim_start)
            .filter_map(|line| prefixes.iter().find_map(|prefix| line.strip_prefix(prefix)));
        paths.map(name).collect()
    });
}

/// All modules in a folder are in a layer, and use none but themselves, those of lower layers, and those of so many layers from their own
/// on. The function is given the text of a file, and whether it is that of the module itself and not one in its folder.
#[track_caller]
fn check(folder: &str, layers: &[&[&str]], own_layers: usize, used: fn(&str, bool) -> Vec<&str>) {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let is_module = |name: &str| layers.iter().any(|layer| layer.contains(&name));
    let mut wrong = Vec::new();
    for (layer, modules) in layers.iter().enumerate() {
        let is_allowed = |found: &str| layers[..layer + own_layers].iter().any(|layer| layer.contains(&found));
        for module in *modules {
            let own = sources.join(format!("{module}.rs"));
            let mut files = vec![own.clone()];
            gather(&sources.join(module), &mut files);
            for file in files {
                let text = fs::read_to_string(&file).unwrap();
                let found = used(&text, file == own).into_iter().filter(|found| is_module(found) && found != module);
                let found = found.filter(|found| !is_allowed(found));
                wrong.extend(found.map(|found| format!("{} uses {found}", file.display())));
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
