//! Whole services, generated and built: without a warning of the compiler, of clippy or of rustdoc.
//!
//! It takes minutes and reads metadata that is not part of the project, so it runs when asked for:
//!
//! ```text
//! cargo test -p csdl-tests --test whole_graph -- --ignored --nocapture --test-threads 1
//! ```
//!
//! The metadata is in the folder that CSDL_CORPUS names, or in `shared` next to the project; where there is none, a line
//! says so, and CI fails. Of the Graph files it takes the newest, or all with CSDL_WHOLE_GRAPH=all. The crates and what is built of them
//! are in `whole-graph` in the target folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use csdl_codegen::config::Runtime;
use csdl_codegen::{Config, Emit};

/// A crate to generate: its name, its schemas below the folder of the metadata, and its root namespace.
type Service = (&'static str, &'static [&'static str], Option<&'static str>);

const NEWEST: Service = ("graph-v1-2026", &["graph-v1.0-2026-08.csdl"], Some("microsoft.graph"));

const OLDER: [Service; 2] = [
    ("graph-v1-2021", &["graph-v1.0-2021-07.csdl"], Some("microsoft.graph")),
    ("graph-beta-2021", &["graph-beta-2021-07.csdl"], Some("microsoft.graph")),
];

const OTHERS: [Service; 9] = [
    ("trippin", &["other-services/trippin.xml"], None),
    ("northwind", &["other-services/northwind.xml"], None),
    ("vocabularies", &["other-services/vocabularies"], None),
    ("products", &["other-services/oasis/csdl-16.1.xml"], None),
    ("products-in-two", &["other-services/oasis/csdl-16.1.xml", "other-services/oasis/csdl-16.2.xml"], None),
    ("example-service", &["other-services/oasis/ExampleService.xml"], None),
    ("containment", &["other-services/oasis/containment.xml"], None),
    ("annotations", &["other-services/oasis/annotations.xml"], None),
    ("descriptions", &["other-services/oasis/descriptions.xml"], None),
];

/// The newest is built by another test, in one crate, too.
#[test]
#[ignore = "it takes minutes"]
fn older_graphs() {
    if env::var("CSDL_WHOLE_GRAPH").is_ok_and(|which| which == "all") {
        // One by one: each takes about 2 GB.
        for service in OLDER {
            build(service.0, &[service], None);
        }
    }
}

/// In one crate and in eight, with a program that is the same for both.
#[test]
#[ignore = "it takes minutes"]
fn graph_in_one_crate_and_in_eight() {
    let (name, schemas, root) = NEWEST;
    let services = [(name, schemas, root), ("graph-v1-2026-in-eight-crates", schemas, root)];
    build("graph-v1-2026-in-eight-crates", &services, Some(8));
}

#[test]
#[ignore = "it takes a minute"]
fn other_services() {
    build("others", &OTHERS, None);
}

/// Each document that generates by itself, in a module of one crate.
#[test]
#[ignore = "it takes a minute"]
fn every_document() {
    let Some(corpus) = csdl_tests::corpus("every document", &["metadata/other-services"]) else { return };
    let folder = target().join("every-document");
    let package = folder.join("documents");
    let services = corpus.join("metadata/other-services");
    let mut documents = csdl_tests::documents(&services);
    // These refer to each other in such a way that each brings most of the others.
    documents.retain(|path| !path.starts_with(services.join("redfish")));
    // Paths of dependencies begin at the nearest manifest.
    let manifest = "[package]\nname = \"documents\"\nedition = \"2024\"\n\n[dependencies]\n";
    fs::create_dir_all(package.join("src")).expect("the folder of the crate can be made");
    fs::write(package.join("Cargo.toml"), manifest).expect("the manifest of the crate can be written");
    let (mut modules, mut dependencies) = (BTreeSet::new(), String::new());
    let started = Instant::now();
    for document in &documents {
        let name = document.file_name().unwrap_or_default().to_string_lossy();
        let module: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
        let mut config = Config::new([document]);
        config.out = Some(package.join("src").join(&module));
        config.emit = Some(Emit::Module);
        config.runtime = Some(Runtime::Path(project().join("codegen/runtime")));
        // Those that are refused are counted by another test.
        if let Ok(report) = csdl_codegen::generate(&config) {
            dependencies = report.dependencies;
            assert!(modules.insert(module), "two documents have the name {name}");
        }
    }
    say(&format!(
        "{} of {} documents generated in {:.1} s",
        modules.len(),
        documents.len(),
        started.elapsed().as_secs_f64()
    ));
    assert!(!modules.is_empty());
    let modules: String = modules.iter().map(|module| format!("pub mod {module};\n")).collect();
    let text = format!("//! A module for each document.\n\n#![allow(missing_docs)]\n\n{modules}");
    fs::write(package.join("src/lib.rs"), text).expect("the crate can be written");
    fs::write(package.join("Cargo.toml"), format!("{manifest}{dependencies}"))
        .expect("the manifest of the crate can be written");
    cargo("every-document", &["\"documents\"".to_owned()]);
}

/// Generates the crates into a workspace of their own and builds them there. The last can be spread over several, and then
/// there is a program that uses it, and another that uses the first.
fn build(workspace: &str, services: &[Service], crates: Option<usize>) {
    let Some(corpus) = csdl_tests::corpus(workspace, &["metadata"]) else { return };
    let metadata = corpus.join("metadata");
    let folder = target().join(workspace);
    fs::create_dir_all(&folder).expect("the folder of the workspace can be made");
    let mut members: Vec<String> = services.iter().map(|(name, ..)| format!("{name:?}")).collect();
    for (number, service) in services.iter().enumerate() {
        let crates = crates.filter(|_| number + 1 == services.len());
        let started = Instant::now();
        generate(service, crates, &metadata, &folder, false);
        say(&format!("{}: generated in {:.1} s", service.0, started.elapsed().as_secs_f64()));
        // The second time there is nothing to do.
        generate(service, crates, &metadata, &folder, true);
    }
    if crates.is_some() {
        for (name, ..) in services {
            let program = format!("program-of-{name}");
            write_program(&folder.join(&program), &program, name);
            members.push(format!("{program:?}"));
        }
    }
    cargo(workspace, &members);
}

/// Lints and documents a workspace of these members.
fn cargo(workspace: &str, members: &[String]) {
    let target = target();
    let folder = target.join(workspace);
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    // The dependencies are then those that the project itself is built with.
    fs::copy(project().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file can be copied");
    // What rustc warns of, clippy says too.
    for arguments in [&["clippy", "--", "-D", "warnings"][..], &["doc", "--no-deps"]] {
        let started = Instant::now();
        let [command, rest @ ..] = arguments else { continue };
        let output = Command::new(env!("CARGO"))
            .args([*command, "--workspace", "--offline", "--target-dir"])
            .arg(target.join("target"))
            .args(rest)
            .env("RUSTDOCFLAGS", "-D warnings")
            .current_dir(&folder)
            .output()
            .expect("cargo runs");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && !text.contains("warning"),
            "cargo {command} in {}:\n{text}",
            folder.display()
        );
        say(&format!("{workspace}: cargo {command} without a warning in {:.1} s", started.elapsed().as_secs_f64()));
    }
}

/// A program of the paths that types have in one crate.
fn write_program(folder: &Path, name: &str, of: &str) {
    let manifest = format!(
        "[package]\nname = {name:?}\nedition = \"2024\"\n\n[dependencies]\ngraph = {{ package = {of:?}, path = \"../{of}\" }}\n"
    );
    fs::create_dir_all(folder.join("src")).expect("the folder of a program can be made");
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest of a program can be written");
    fs::write(folder.join("src/main.rs"), PROGRAM).expect("a program can be written");
}

/// It has types of all crates, and values of some that hold values of others.
const PROGRAM: &str = r###"//! Reads and writes some types.

use graph::call_records::Session;
use graph::runtime::{Page, UpdateBody, VariantOf, json};
use graph::security::Alert;
use graph::{AnyDirectoryObject, AnyEntity, DriveItem, Group, Importance, ItemBody, ManagedDevice, Message, User};

fn held<T: VariantOf<AnyEntity>>(entity: &AnyEntity) -> Option<&T> {
    entity.downcast_ref()
}

fn main() -> Result<(), graph::runtime::Error> {
    let text = r##"{"value":[{"@odata.type":"#microsoft.graph.user","id":"1"},{"@odata.type":"#microsoft.graph.group"}]}"##;
    let objects: Page<AnyDirectoryObject> = json::from_str(text)?;
    assert!(matches!(objects.value[..], [AnyDirectoryObject::User(_), AnyDirectoryObject::Group(_)]));
    let message = Message {
        body: Some(Box::new(ItemBody { content: Some("text".to_owned()), ..ItemBody::default() })),
        importance: Some(Importance::High),
        ..Message::default()
    };
    let user = User { id: Some("1".to_owned()), ..User::default() };
    let entities: [AnyEntity; 7] = [
        message.into(),
        user.into(),
        Group::default().into(),
        DriveItem::default().into(),
        ManagedDevice::default().into(),
        Session::default().into(),
        Alert::default().into(),
    ];
    for entity in &entities {
        println!("{}", json::to_string(&UpdateBody(entity))?);
    }
    assert_eq!(held::<User>(&entities[1]).and_then(|user| user.id.as_deref()), Some("1"));
    assert!(held::<Alert>(&entities[1]).is_none());
    Ok(())
}
"###;

fn generate((name, schemas, root): &Service, crates: Option<usize>, metadata: &Path, folder: &Path, check: bool) {
    let mut config = Config::new(schemas.iter().map(|schema| metadata.join(schema)));
    config.out = Some(folder.join(name));
    config.crate_name = Some((*name).to_owned());
    config.crates = crates;
    config.root_namespace = root.map(str::to_owned);
    // The crates of a workspace share one.
    config.runtime = Some(Runtime::Path(project().join("codegen/runtime")));
    let report = if check { csdl_codegen::check(&config) } else { csdl_codegen::generate(&config) };
    let report = report.unwrap_or_else(|error| panic!("{error}"));
    assert!(report.types_written > 0);
    assert_eq!(report.types_written, report.types_read);
    assert!(!check || report.changes.is_empty(), "{name} differs from one run to the next: {:?}", report.changes);
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("whole-graph")
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("/"))
}

#[allow(clippy::print_stdout, reason = "It says what it does meanwhile.")]
fn say(line: &str) {
    println!("{line}");
}
