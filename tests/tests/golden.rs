//! Small schemas and what is generated from them, by folder: `fixtures/golden/<name>/` has a `codegen.toml`, schemas, and
//! in `expected/` the crate without its runtime, and the warnings if there are any. Packages in `packages/` are put beside the
//! generated ones: what these need, and tests of how they behave.
//!
//! `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test golden` writes `expected/` anew, and fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use csdl_codegen::{Config, Emit};
use support::{Files, difference, files, fixtures, generate, is_runtime, is_update, rendered, runtime};

/// The file of the warnings in `expected/`.
const WARNINGS: &str = "warnings.txt";

#[test]
fn output_is_as_expected() {
    let mut wrong = Vec::new();
    for (name, folder) in fixtures("golden") {
        let found = generated(&name);
        let expected = folder.join("expected");
        if is_update() {
            update(&expected, &found);
            continue;
        }
        let difference = difference(&files(&expected), &found);
        if !difference.is_empty() {
            wrong.push(format!("golden `{name}`:\n{difference}"));
        }
    }
    assert!(
        !is_update(),
        "the expected output was written anew; look at the diff, and run again without UPDATE_GOLDENS"
    );
    let advice = "if that is right, run with UPDATE_GOLDENS=1";
    assert!(wrong.is_empty(), "{}\n{} differ; {advice}", wrong.join("\n"), wrong.len());
}

/// What is compared of the output: all but the runtime and the list of files, and the warnings.
fn generated(name: &str) -> Files {
    let out = tempfile::tempdir().unwrap();
    // The tests run in the folder of the package, and a relative path keeps the messages the same on every machine.
    let folder = format!("fixtures/golden/{name}/");
    let config = format!("{folder}codegen.toml");
    let outcome = generate(Path::new(&config), |config| config.out = Some(out.path().to_path_buf()));
    let text = rendered(&outcome);
    assert!(outcome.is_ok(), "golden `{name}` cannot be generated:\n{text}");
    let mut found = files(out.path());
    found.retain(|path, _| !is_runtime(path) && path != ".csdl-codegen");
    if !text.is_empty() {
        found.insert(WARNINGS.to_owned(), text.replace(&folder, ""));
    }
    found
}

fn update(expected: &Path, found: &Files) {
    if expected.exists() {
        fs::remove_dir_all(expected).unwrap();
    }
    for (path, text) in found {
        let place = expected.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
}

/// All of them as one workspace, which shares one target folder with the run before.
///
/// Clippy is the compiler's own check with more lints, so it stands for both.
#[test]
#[ignore = "it builds what is generated; `.ci/run tests` runs it"]
fn output_compiles_without_warnings_and_behaves() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("goldens");
    fs::create_dir_all(&root).unwrap();
    let (mut members, mut packages) = (Vec::new(), Vec::new());
    for (name, folder) in fixtures("golden") {
        let config = folder.join("codegen.toml");
        let is_module = Config::from_file(&config).unwrap().emit == Some(Emit::Module);
        let out = root.join(&name).join(if is_module { "src/shop" } else { "" });
        if is_module {
            around_module(&root, &name, "");
        }
        let outcome = generate(&config, |config| {
            config.out = Some(out);
            config.runtime = Some(runtime());
        });
        assert!(outcome.is_ok(), "golden `{name}` cannot be generated:\n{}", rendered(&outcome));
        if let (true, Ok(report)) = (is_module, &outcome) {
            around_module(&root, &name, &report.dependencies);
        }
        members.push(format!("{name:?}"));
        packages.extend(copy_packages(&folder.join("packages"), &root));
    }
    for (name, schema) in [("large", large()), ("folders", folders())] {
        let place = root.join(format!("{name}.csdl"));
        fs::write(&place, schema).unwrap();
        let config = root.join(format!("{name}.toml"));
        fs::write(&config, format!("schemas = [\"{name}.csdl\"]\nout = \"{name}\"\ncrate-name = \"golden-{name}\"\n"))
            .unwrap();
        let outcome = generate(&config, |config| config.runtime = Some(runtime()));
        assert!(outcome.is_ok(), "`{name}` cannot be generated:\n{}", rendered(&outcome));
        members.push(format!("{name:?}"));
    }
    members.extend(packages.iter().map(|name| format!("{name:?}")));
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    // The versions that the whole project uses are there without a network.
    fs::copy(support::workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let tests: Vec<&str> = packages.iter().flat_map(|name| ["-p", name]).collect();
    let tests = [&["test"], tests.as_slice()].concat();
    for arguments in [&["clippy", "--workspace"][..], &["doc", "--workspace", "--no-deps"], &tests] {
        let mut cargo = support::cargo();
        let keep_going = if arguments[0] == "test" { "--no-fail-fast" } else { "--keep-going" };
        cargo.args(arguments).args(["--offline", keep_going]).arg("--target-dir").arg(root.join("target"));
        if arguments[0] == "clippy" {
            cargo.args(["--", "-D", "warnings"]);
        }
        let output = cargo.env("RUSTDOCFLAGS", "-D warnings").current_dir(&root).output().unwrap();
        let [stdout, stderr] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
        assert!(output.status.success(), "{arguments:?}: {stdout}{stderr}");
    }
}

/// A crate around the module `shop`, with an older edition and with more lints than anybody has.
fn around_module(root: &Path, name: &str, dependencies: &str) {
    let folder = root.join(name);
    let manifest = format!(
        "[package]\nname = \"golden-{name}\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}\n\
         [lints.rust]\n{}\n[lints.clippy]\n{}",
        RUST_LINTS.map(|lint| format!("{lint} = \"deny\"\n")).concat(),
        CLIPPY_LINTS.map(|lint| format!("{lint} = {{ level = \"deny\", priority = -1 }}\n")).concat(),
    );
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/lib.rs"), AROUND).unwrap();
}

const AROUND: &str = "\
//! A crate with a module of generated types, and with the same one included.

/// What is generated.
pub mod shop;

/// What is generated, without any use.
mod unused {
    include!(\"shop/mod.rs\");
}
";

const RUST_LINTS: [&str; 22] = [
    "elided_lifetimes_in_paths",
    "explicit_outlives_requirements",
    "let_underscore_drop",
    "macro_use_extern_crate",
    "meta_variable_misuse",
    "missing_copy_implementations",
    "missing_debug_implementations",
    "missing_docs",
    "non_ascii_idents",
    "redundant_imports",
    "redundant_lifetimes",
    "single_use_lifetimes",
    "trivial_casts",
    "trivial_numeric_casts",
    "unnameable_types",
    "unreachable_pub",
    "unsafe_code",
    "unused_import_braces",
    "unused_lifetimes",
    "unused_qualifications",
    "unused_results",
    "variant_size_differences",
];

/// `restriction` as a whole is more than a crate can have: it forbids what it asks for.
const CLIPPY_LINTS: [&str; 10] = [
    "all",
    "allow_attributes",
    "allow_attributes_without_reason",
    "missing_docs_in_private_items",
    "nursery",
    "panic",
    "pedantic",
    "pub_use",
    "unwrap_used",
    "wildcard_enum_match_arm",
];

/// Copies packages, and returns their names; there are none if there is no such folder.
fn copy_packages(folder: &Path, to: &Path) -> BTreeSet<String> {
    if !folder.exists() {
        return BTreeSet::new();
    }
    let mut names = BTreeSet::new();
    for (path, text) in files(folder) {
        let place = to.join(&path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        // A file that is as it was keeps its time, and is not compiled again.
        if fs::read_to_string(&place).ok().as_ref() != Some(&text) {
            fs::write(place, text).unwrap();
        }
        names.extend(path.split('/').next().map(str::to_owned));
    }
    names
}

fn document(schemas: &[(&str, String)]) -> String {
    let schema = |(namespace, content): &(&str, String)| {
        format!(
            "<Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{content}</Schema>"
        )
    };
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>{}\
         </edmx:DataServices></edmx:Edmx>",
        schemas.iter().map(schema).collect::<String>()
    )
}

/// Types as large as Microsoft Graph has them, which would make fixtures that nobody reads.
fn large() -> String {
    let members: String = (0..826).map(|index| format!("<Member Name=\"m{index}\"/>")).collect();
    let bits: String = (0..63).map(|bit| format!("<Member Name=\"b{bit}\" Value=\"{}\"/>", 1_i64 << bit)).collect();
    let properties: String = (0..300)
        .map(|index| {
            let ty = ["Edm.String", "s.many", "Collection(s.bits)", "s.ring0", "Edm.Int64"][index % 5];
            format!("<Property Name=\"property{index}\" Type=\"{ty}\"/>")
        })
        .collect();
    let ring: String = (0..50)
        .map(|index| {
            let next = (index + 1) % 50;
            format!("<ComplexType Name=\"ring{index}\"><Property Name=\"next\" Type=\"s.ring{next}\"/></ComplexType>")
        })
        .collect();
    let derived: String =
        (0..5).map(|index| format!("<EntityType Name=\"wide{index}\" BaseType=\"s.wide\"/>")).collect();
    document(&[(
        "s",
        format!(
            "<EnumType Name=\"many\">{members}</EnumType>\
             <EnumType Name=\"bits\" IsFlags=\"true\" UnderlyingType=\"Edm.Int64\">{bits}</EnumType>\
             <EntityType Name=\"wide\">{properties}</EntityType>{derived}{ring}"
        ),
    )])
}

/// Names of types and namespaces that make awkward files and folders.
fn folders() -> String {
    let types = |names: &[&str]| names.iter().map(|name| format!("<ComplexType Name=\"{name}\"/>")).collect::<String>();
    let long = "n".repeat(128);
    let (left, right) = (format!("{}x", "m".repeat(120)), format!("{}y", "m".repeat(120)));
    let names = ["mod", "lib", "main", "con", "com", "Com", "self", "crate", "runtime", "_", "a", "A", &long];
    let namespaces =
        ["a", "con", "a.mod", "mod.a.mod", "self.super", "runtime", "lib.main", "CON", "名", &left, &right, "A.a.a"];
    document(&namespaces.map(|namespace| (namespace, types(&names))))
}
