//! What comes next, once there is something new: how a program comes to use it.

use std::borrow::Cow;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use super::input;
use crate::config::folder_name;
use crate::diagnostics::Diagnostics;
use crate::source::Sources;
use crate::{Changes, Config, Emit, Report, plan};

/// The lines about a crate or module that is generated for the first time, and for a module those about its dependencies whenever it
/// changes; empty if there is nothing to do. `package` is the name of the package.
pub(super) fn steps(report: &Report, package: Option<&str>) -> String {
    let is_new = is_new(&report.changes);
    match (report.emit, package) {
        (Emit::Module, _) if !report.changes.is_empty() => of_module(report, is_new),
        (Emit::Crate, Some(package)) if is_new => of_crate(report, package),
        _ => String::new(),
    }
}

/// Whether nothing of the output was there before.
pub(super) fn is_new(changes: &Changes) -> bool {
    let Changes { added, changed, unchanged, removed, .. } = changes;
    !added.is_empty() && changed.is_empty() && unchanged.is_empty() && removed.is_empty()
}

/// The lines about metadata that was fetched for the first time. `references` is the folder of the documents that it refers to, if that
/// is another one.
pub(super) fn after_fetch(file: &Path, references: Option<&Path>) -> String {
    let folder = file.parent().unwrap_or(Path::new(""));
    if folder.join("codegen.toml").is_file() {
        return after_init(&folder.join("codegen.toml"));
    }
    let stem = file.file_stem().map_or_else(|| "generated".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let references = references.filter(|references| folder != *references);
    let more = references.map_or_else(String::new, |folder| format!(" --references {}", quoted(&folder.display())));
    let root = default_root(vec![file.to_path_buf()], references.map(Path::to_path_buf).into_iter().collect());
    // The service says what it is: a text like any other.
    let root = root.map_or_else(String::new, |root| format!(" --root-namespace {}", quoted(&root)));
    let schema = quoted(&file.display());
    let out = quoted(&format_args!("./{stem}"));
    format!(
        "next, with --include for some of the types that `csdl-codegen list --schema {schema}` shows:\n  \
         csdl-codegen {schema}{more} --out {out}{root} --requests\nor, for what is generated again and again:\n  \
         csdl-codegen init {schema}{more}\n"
    )
}

/// The line about a configuration that is there.
pub(super) fn after_init(file: &Path) -> String {
    let is_found = file == Path::new("schema/codegen.toml");
    let config = if is_found { String::new() } else { format!(" --config {}", quoted(&file.display())) };
    format!("next:\n  csdl-codegen{config}\n")
}

/// The namespace that schemas would have at the root of the crate if nothing is said of it; `None` if they cannot be read, or if all
/// namespaces become modules. What is wrong with them is not said.
pub(super) fn default_root(schemas: Vec<PathBuf>, references: Vec<PathBuf>) -> Option<String> {
    let config = Config { schemas, references, ..Config::default() };
    let (mut sources, mut silent) = (Sources::default(), Diagnostics::default());
    let model = input::model(&config, &mut sources, &mut silent).ok()?;
    Some(plan::default_root(&model)).filter(|root| !root.is_empty())
}

/// A path as an argument of a shell, where it is a path whatever it begins with.
fn quoted(path: &dyn Display) -> String {
    let path = path.to_string();
    let path = if path.starts_with('-') { format!("./{path}") } else { path };
    shlex::try_quote(&path).map_or_else(|_| path.clone(), Cow::into_owned)
}

fn of_crate(report: &Report, package: &str) -> String {
    let out = &report.out;
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.clone());
    let (place, path) = match std::env::current_dir().ok().and_then(|here| package_around(&here)) {
        Some(program) if std::fs::canonicalize(&absolute).ok() != std::fs::canonicalize(&program).ok() => {
            ("", out.display().to_string())
        }
        _ => (" in the folder of your program", absolute.display().to_string()),
    };
    let path = quoted(&path);
    let import = import(&package.replace('-', "_"), &report.imports);
    format!("next{place}:\n  cargo add --path {path}\n{import}")
}

fn of_module(report: &Report, is_new: bool) -> String {
    let dependencies = format!("the Cargo.toml of the crate around it needs: {}", report.dependencies);
    let name = folder_name(&report.out);
    if !is_new || !is_module(&name) {
        return dependencies;
    }
    format!("{dependencies}and its source:\n  mod {name};\n{}", import(&name, &report.imports))
}

/// Whether a folder is a module of its name, without an attribute and without a warning.
fn is_module(name: &str) -> bool {
    let is_plain = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_';
    name.chars().all(is_plain) && name != "gen" && syn::parse_str::<syn::Ident>(name).is_ok()
}

/// `  use graph::{GraphService, User};`
fn import(root: &str, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => format!("  use {root}::{name};\n"),
        names => format!("  use {root}::{{{}}};\n", names.join(", ")),
    }
}

/// The folder of the package that a folder is in, or below.
fn package_around(folder: &Path) -> Option<PathBuf> {
    let is_package = |manifest: PathBuf| {
        let table = std::fs::read_to_string(manifest).ok().and_then(|text| text.parse::<toml::Table>().ok());
        table.is_some_and(|table| table.contains_key("package"))
    };
    folder.ancestors().find(|folder| is_package(folder.join("Cargo.toml"))).map(Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(emit: Emit) -> Report {
        let changes = Changes { added: vec!["src/lib.rs".to_owned()], ..Changes::default() };
        let imports = vec!["GraphService".to_owned(), "User".to_owned()];
        Report {
            out: PathBuf::from("src/graph"),
            emit,
            changes,
            imports,
            dependencies: "d = \"1\"\n".to_owned(),
            ..Report::default()
        }
    }

    #[test]
    fn something_new_is_followed_by_what_to_do_with_it() {
        let crates = steps(&report(Emit::Crate), Some("my-graph"));
        assert!(crates.starts_with("next"), "{crates}");
        assert!(crates.ends_with("  use my_graph::{GraphService, User};\n"), "{crates}");
        let module = steps(&report(Emit::Module), Some("my-graph"));
        let expected = "the Cargo.toml of the crate around it needs: d = \"1\"\n\
                        and its source:\n  mod graph;\n  use graph::{GraphService, User};\n";
        assert_eq!(module, expected);
    }

    #[test]
    fn what_others_have_named_is_text_for_shells() {
        for (path, argument) in [
            ("graph.csdl", "graph.csdl"),
            ("a b", "'a b'"),
            ("$(touch x)", "'$(touch x)'"),
            ("`x`|y", "'`x`|y'"),
            ("-x", "./-x"),
        ] {
            assert_eq!(quoted(&path), argument);
        }
        assert!(
            is_module("graph_v1") && !is_module("gen") && !is_module("Graph") && !is_module("ä") && !is_module("a-b")
        );
    }

    #[test]
    fn what_was_there_before_is_not() {
        let mut again = report(Emit::Crate);
        again.changes.unchanged.push("Cargo.toml".to_owned());
        assert_eq!(steps(&again, Some("graph")), "");
        again.emit = Emit::Module;
        assert_eq!(steps(&again, Some("graph")), "the Cargo.toml of the crate around it needs: d = \"1\"\n");
    }
}
