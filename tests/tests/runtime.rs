//! Where the runtime of generated code is from: embedded, shared, or from somewhere else.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use support::{difference, files, generate, is_runtime, rendered};

/// A service of which there are two, so that two crates are generated.
fn schema(namespace: &str, name: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <EnumType Name=\"state\"><Member Name=\"open\"/></EnumType>\
         <EntityType Name=\"{name}\"><Property Name=\"title\" Type=\"Edm.String\"/>\
         <Property Name=\"state\" Type=\"{namespace}.state\"/><Property Name=\"price\" Type=\"Edm.Decimal\"/>\
         <NavigationProperty Name=\"others\" Type=\"Collection({namespace}.{name})\"/></EntityType>\
         <EntityType Name=\"special\" BaseType=\"{namespace}.{name}\"><Property Name=\"at\" Type=\"Edm.Date\"/></EntityType>\
         </Schema></edmx:DataServices></edmx:Edmx>"
    )
}

/// Generates what a `codegen.toml` in a folder says.
fn run(folder: &Path, namespace: &str, toml: &str) -> csdl_codegen::Report {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("a.csdl"), schema(namespace, "thing")).unwrap();
    fs::write(folder.join("codegen.toml"), toml).unwrap();
    let outcome = generate(&folder.join("codegen.toml"), |_| ());
    assert!(outcome.is_ok(), "{}", rendered(&outcome));
    outcome.unwrap()
}

/// The line of the manifest in a folder that names the runtime.
fn line(folder: &Path) -> String {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    manifest.lines().find(|line| line.starts_with("odata-runtime")).unwrap().to_owned()
}

#[test]
fn each_form_is_what_the_manifest_has() {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("schema");
    for (table, expected) in [
        ("", "path = \"runtime\""),
        ("[runtime]\nembedded = true\n", "path = \"runtime\""),
        ("[runtime]\nversion = \"0.1\"\n", "version = \"0.1\""),
        ("[runtime]\npath = \"../shared/runtime\"\n", "path = \"../../shared/runtime\""),
        ("[runtime]\ngit = \"https://example.org/r\"\n", "git = \"https://example.org/r\""),
        (
            "[runtime]\ngit = \"https://example.org/r\"\nrev = \"0c09\"\n",
            "git = \"https://example.org/r\", rev = \"0c09\"",
        ),
    ] {
        let report = run(&schema, "shop", &format!("out = \"../crates/a\"\n{table}"));
        let out = folder.path().join("crates/a");
        let expected = format!("odata-runtime = {{ {expected}, default-features = false }}");
        assert_eq!(line(&out), expected, "{table}");
        assert_eq!(report.dependencies, format!("{expected}\n"), "{table}");
        // What is no longer embedded is removed.
        let is_embedded = expected.contains("\"runtime\"");
        assert_eq!(out.join("runtime").exists(), is_embedded, "{table}");
        assert_eq!(files(&out).keys().any(|path| is_runtime(path)), is_embedded, "{table}");
    }
}

#[test]
fn a_change_of_it_is_not_taken_for_nothing_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let shared = "[runtime]\npath = \"shared\"\n";
    run(folder.path(), "shop", &format!("out = \"a\"\n{shared}"));
    assert!(run(folder.path(), "shop", &format!("out = \"a\"\n{shared}")).changes.is_empty());
    let report = run(folder.path(), "shop", "out = \"a\"\n[runtime]\nversion = \"0.1\"\n");
    assert_eq!(report.changes.changed, ["Cargo.toml"]);
    let report = run(folder.path(), "shop", "out = \"a\"\n");
    assert_eq!(report.changes.changed, ["Cargo.toml"]);
    assert!(report.changes.added.iter().all(|path| path.starts_with("runtime/")), "{:?}", report.changes.added);
}

#[test]
fn what_is_embedded_is_the_package_itself() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), "shop", "out = \"a\"\nheader = \"Whose it is.\"\n");
    let mut found = files(&folder.path().join("a/runtime"));
    assert!(found.values().all(|text| text.contains("@generated") && text.contains("Whose it is.")));
    let source = support::workspace().join("codegen/runtime");
    let mut expected = files(&source);
    expected.retain(|path, _| path.starts_with("src/") && !path.contains("/tests"));
    found.retain(|path, _| path.starts_with("src/") && !path.contains("/tests"));
    for text in found.values_mut() {
        *text = text.split_once("\n\n").unwrap().1.to_owned();
    }
    assert_eq!(difference(&expected, &found), "");
}

/// A folder that is there for the next run too.
fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime").join(name);
    fs::create_dir_all(&folder).unwrap();
    // The versions that the whole project uses are there without a network.
    fs::copy(support::workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    let mut cargo = support::cargo();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime/target");
    cargo.args([arguments[0], "--offline", "--target-dir"]).arg(target).args(&arguments[1..]);
    cargo.env("RUSTDOCFLAGS", "-D warnings").current_dir(folder).output().unwrap()
}

#[track_caller]
fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let output = cargo(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const BOTH: &str = r##"//! Two generated crates and a module that have the same runtime.

/// A list of either.
pub fn count<T: a::runtime::json::FromJson>(page: &b::runtime::Page<T>) -> usize {
    page.value.len()
}

pub mod shop;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_shared() -> Result<(), a::runtime::Error> {
        let text = r#"{"value":[{"title":"x","price":1.50,"new":1},{"@odata.type":"two.special","at":"2026-01-31"}]}"#;
        let page: a::runtime::Page<b::AnyThing> = b::runtime::json::from_str(text)?;
        assert_eq!(count(&page), 2);
        assert_eq!(a::runtime::json::to_string(&page)?, text);
        let special = page.value[1].downcast_ref::<b::Special>();
        assert_eq!(special.and_then(|special| special.at), a::runtime::time::Date::from_ordinal_date(2026, 31).ok());

        let page: b::runtime::Page<a::Thing> = a::runtime::json::from_str(text)?;
        assert_eq!(page.value[0].price, Some(b::runtime::rust_decimal::Decimal::new(150, 2)));
        let thing = shop::Thing { extra: page.value[0].extra.clone(), ..shop::Thing::default() };
        assert_eq!(b::runtime::json::to_string(&thing)?, r#"{"new":1}"#);

        let mut holder = b::Thing::default();
        holder.extra.set_null(b::Thing::TITLE);
        let body = a::runtime::UpdateBody(&holder);
        assert_eq!(shop::runtime::json::to_string(&body)?, r#"{"title":null}"#);
        let state: shop::State = a::State::Open.as_str().into();
        assert_eq!(state, shop::State::Open);
        Ok(())
    }
}
"##;

/// One that is embedded is a member of the workspace by its path, and others use it.
#[test]
#[ignore = "it builds what is generated; `.ci/run tests` runs it"]
fn crates_of_a_workspace_share_one() {
    let root = place("shared");
    run(&root.join("a-schema"), "one", "out = \"../a\"\n");
    run(&root.join("b-schema"), "two", "out = \"../b\"\n[runtime]\npath = \"../a/runtime\"\n");
    fs::create_dir_all(root.join("both/src")).unwrap();
    fs::write(root.join("both/Cargo.toml"), "").unwrap();
    let module = "out = \"../both/src/shop\"\nemit = \"module\"\n[runtime]\npath = \"../a/runtime\"\n";
    let report = run(&root.join("c-schema"), "three", module);
    assert_eq!(report.dependencies, "odata-runtime = { path = \"../a/runtime\" }\n");
    let both = "[package]\nname = \"both\"\nedition = \"2021\"\n[dependencies]\na.path = \"../a\"\nb.path = \"../b\"\n";
    fs::write(root.join("both/Cargo.toml"), format!("{both}{}", report.dependencies)).unwrap();
    fs::write(root.join("both/src/lib.rs"), BOTH).unwrap();
    fs::write(root.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"a\", \"b\", \"both\"]\n").unwrap();
    succeeds(&root, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    succeeds(&root, &["doc", "--workspace", "--no-deps"]);
    succeeds(&root, &["test", "--workspace"]);
}

/// A crate, and one with a module, that are alone and have the runtime in their folders.
#[test]
#[ignore = "it builds what is generated; `.ci/run tests` runs it"]
fn what_is_embedded_needs_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::copy(support::workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    run(&root.join("schema"), "one", "out = \"../alone\"\nbase64 = \"url\"\n");
    fs::copy(root.join("Cargo.lock"), root.join("alone/Cargo.lock")).unwrap();
    succeeds(&root.join("alone"), &["clippy", "--", "-D", "warnings"]);

    let package = root.join("package");
    fs::create_dir_all(package.join("src")).unwrap();
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    fs::write(package.join("Cargo.toml"), "").unwrap();
    let report = run(&root.join("schema"), "one", "out = \"../package/src/shop\"\nemit = \"module\"\n");
    assert_eq!(report.dependencies, "odata-runtime = { path = \"src/shop/runtime\" }\n");
    let manifest = "[package]\nname = \"package\"\nedition = \"2024\"\n[dependencies]\n";
    fs::write(package.join("Cargo.toml"), format!("{manifest}{}", report.dependencies)).unwrap();
    fs::write(package.join("src/lib.rs"), "//! A crate.\n\npub mod shop;\n").unwrap();
    succeeds(&package, &["clippy", "--", "-D", "warnings"]);
}

#[test]
#[ignore = "it builds what is generated; `.ci/run tests` runs it"]
fn two_of_them_in_a_workspace_lead_to_the_answer() {
    let root = place("twice");
    for name in ["a", "b"] {
        run(&root.join("schema"), "one", &format!("out = \"../{name}\"\n"));
    }
    fs::write(root.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"a\", \"b\"]\n").unwrap();
    let output = cargo(&root, &["check"]);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && text.contains("odata-runtime"), "{text}");
    // The message names the manifests, and they say what to do.
    assert!(text.contains("runtime"), "{text}");
    let manifest = fs::read_to_string(root.join("b/runtime/Cargo.toml")).unwrap();
    assert!(manifest.contains("in their codegen.toml the table [runtime] has a `path` that leads to this folder"));
}
