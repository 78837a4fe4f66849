//! Redfish, as one type for all versions of each: every member of DMTF's public mockups has a field, and comes back as it was.
//!
//! The metadata and the mockups are not part of the project: they are in the folder that CSDL_CORPUS names, or in `shared` next to
//! the project; where there is none, a line says so, and CI fails. That all of it is built takes minutes, so it is done when asked
//! for:
//!
//! ```text
//! cargo test -p csdl-tests --test redfish -- --ignored --nocapture
//! ```

#![allow(clippy::print_stdout, reason = "What was read is for the log.")]
#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

#[path = "corpus/compare.rs"]
mod compare;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use csdl_codegen::Config;
use csdl_codegen::config::{Runtime, Unresolved, Versions};
use csdl_codegen::internals::diagnostics::Diagnostics;
use csdl_codegen::internals::plan::{self, Item, Scalar, Struct, TypeId};
use csdl_codegen::internals::source::Sources;
use csdl_codegen::internals::{csdl, input, model};
use serde_json::Value;

/// Members that no version of these types has in the metadata, as `Type/member`: faults of the mockups.
const UNKNOWN: [&str; 9] = [
    // It is `ResidencyPercent`.
    "ProcessorMetrics.CStateResidency/Residency",
    // It is `DataSourceUri`.
    "Sensor.Sensor/DataSourceURI",
    // Members of a resource have no `Description` and no `Id`, but a `MemberId`.
    "Storage.StorageController/Description",
    "Storage.StorageController/Id",
    // It is a name with a space in it.
    "Switch.PIDTargetList/VCS ID",
    // It is `Reading` with `ReadingUnits`.
    "Thermal.Fan/ReadingRPM",
    // They are `MaxReadingRangeTemp` and `MinReadingRangeTemp`.
    "Thermal.Temperature/MaxReadingRange",
    "Thermal.Temperature/MinReadingRange",
    // It is what the action returns, in what is said of the action.
    "TrustedComponent.TPMGetEventLog/EventLog",
];

/// The types whose members are up to vendors: they have `Redfish.DynamicPropertyPatterns` or `OData.AdditionalProperties`.
const OF_VENDORS: [&str; 4] = ["Attributes", "Oem", "OemActions", "OemObject"];

/// How many values of the mockups do not fit the metadata: a volume of 2.3e19 bytes, which no `Edm.Int64` holds.
const MISFITS: usize = 1;

/// A resource of a mockup.
struct Mockup {
    path: String,
    /// The type without its version.
    ty: String,
    json: Value,
}

#[test]
fn every_member_has_a_field() {
    let Some(corpus) = csdl_tests::corpus("Redfish", &["metadata", "payloads"]) else { return };
    let plan = plan(&config(&corpus));
    let (known, unknown): (Vec<Mockup>, Vec<Mockup>) =
        mockups(&corpus).into_iter().partition(|mockup| plan.named(&mockup.ty).is_some());
    // Each type that is not in the metadata, once: they are of documents that are not there.
    let elsewhere: BTreeSet<&str> = unknown.iter().map(|mockup| mockup.ty.as_str()).collect();
    let mut seen = Seen::default();
    for mockup in &known {
        plan.look(plan.named(&mockup.ty).unwrap(), &mockup.json, &mut seen);
    }
    println!(
        "Redfish: {} mockups with {} members; {} of {} types that the metadata lacks",
        known.len(),
        seen.members,
        unknown.len(),
        elsewhere.len()
    );
    assert!(known.len() > 900 && seen.members > 15_000, "the mockups are not there");
    let found: Vec<String> = seen.unknown.iter().map(|(name, count)| format!("{name}, {count} times")).collect();
    assert!(seen.unknown.keys().eq(&UNKNOWN), "members without a field:\n{}", found.join("\n"));
}

#[test]
#[ignore = "it builds all of Redfish"]
fn every_mockup_comes_back_as_it_was() {
    let Some(corpus) = csdl_tests::corpus("Redfish", &["metadata", "payloads"]) else { return };
    let config = config(&corpus);
    let report = csdl_codegen::generate(&config).unwrap_or_else(|error| panic!("{error}"));
    let plan = plan(&config);
    let mockups: Vec<Mockup> = mockups(&corpus).into_iter().filter(|mockup| plan.named(&mockup.ty).is_some()).collect();
    let program = build(&plan, &mockups);
    let replies = run(&program, &mockups);
    let (mut failed, mut misfits) = (Vec::new(), 0);
    for (mockup, reply) in mockups.iter().zip(&replies) {
        let (count, written) = reply.split_once('\t').unwrap_or_else(|| panic!("{}: {reply}", mockup.path));
        misfits += count.parse::<usize>().unwrap_or_else(|_| panic!("{}: {reply}", mockup.path));
        let written: Value = serde_json::from_str(written).unwrap();
        for difference in compare::differences(&mockup.json, &written) {
            failed.push(format!("{}: {difference}", mockup.path));
        }
    }
    println!("Redfish: {} types; {} mockups read and written", report.types_written, mockups.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(misfits, MISFITS, "values that do not fit");
    let (shown, expected) = (run_page(&mockups), of_page().1);
    assert_eq!(shown, expected, "the page shows something else");
    for arguments in [&["clippy"][..], &["doc", "--no-deps"]] {
        let output = cargo(arguments).env("RUSTDOCFLAGS", "-D warnings").output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !text.contains("warning"), "{arguments:?}:\n{text}");
    }
}

fn config(corpus: &Path) -> Config {
    let mut config = Config::new([corpus.join("metadata/other-services/redfish")]);
    config.out = Some(folder().join("redfish"));
    config.crate_name = Some("redfish".to_owned());
    config.versions = Some(Versions::Newest);
    config.unresolved = Some(Unresolved::Value);
    config.runtime = Some(Runtime::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/runtime")));
    config
}

fn mockups(corpus: &Path) -> Vec<Mockup> {
    let text = fs::read_to_string(corpus.join("payloads/redfish-mockups.jsonl")).unwrap();
    let record = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| record[name].as_str().unwrap().to_owned();
        Mockup { path: text("path"), ty: without_version(&text("type")), json: record["json"].clone() }
    };
    text.lines().map(record).collect()
}

/// `Chassis.Chassis` for `#Chassis.v1_2_0.Chassis`.
fn without_version(name: &str) -> String {
    let name = name.strip_prefix('#').unwrap_or(name);
    let is_version =
        |part: &&str| part.strip_prefix('v').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    name.split('.').filter(|part| !is_version(part)).collect::<Vec<_>>().join(".")
}

/// What is generated, by name and by number.
struct Plan {
    plan: plan::Crate,
    names: HashMap<String, TypeId>,
    /// The file and the place in it of each type.
    places: HashMap<TypeId, (usize, usize)>,
}

/// What there is in the mockups.
#[derive(Default)]
struct Seen {
    members: usize,
    /// The members that have no field, by type and name.
    unknown: BTreeMap<String, usize>,
}

fn plan(config: &Config) -> Plan {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let schemas = input::read(config, input::Wanted::by(config), &mut sources, &mut diagnostics).unwrap();
    let documents = csdl::parse(&schemas.ids, &sources, &mut diagnostics).unwrap();
    let model = model::newest(model::resolve(documents, &sources, &mut diagnostics), &mut diagnostics);
    let plan = plan::lower(&model, &plan::Settings::new(config), &mut diagnostics).unwrap();
    let names = plan.items().filter_map(|item| Some((item.wire()?.to_owned(), item.id()))).collect();
    let files = plan.files.iter().enumerate();
    let places =
        files.flat_map(|(file, of)| of.items.iter().enumerate().map(move |(place, item)| (item.id(), (file, place))));
    let places = places.collect();
    Plan { plan, names, places }
}

impl Plan {
    /// The struct of a type.
    fn named(&self, name: &str) -> Option<&Struct> {
        self.structure(*self.names.get(name)?)
    }

    fn structure(&self, id: TypeId) -> Option<&Struct> {
        let (file, place) = *self.places.get(&id)?;
        match &self.plan.files[file].items[place] {
            Item::Struct(found) => Some(found),
            Item::Hierarchy(found) => self.structure(found.base),
            Item::Enum(_) | Item::Newtype(_) => None,
        }
    }

    /// Looks at the members of an object of a type, and at the objects in it.
    fn look(&self, ty: &Struct, json: &Value, seen: &mut Seen) {
        let Value::Object(members) = json else { return };
        let is_of_vendor = OF_VENDORS.iter().any(|name| ty.wire.ends_with(&format!(".{name}")));
        let fields: HashMap<&str, _> = ty.fields.iter().map(|field| (&*field.wire, field)).collect();
        for (name, value) in members {
            let Some(field) = fields.get(name.as_str()) else {
                // Annotations can be on anything.
                if !name.contains('@') && !is_of_vendor {
                    seen.members += 1;
                    *seen.unknown.entry(format!("{}/{name}", ty.wire)).or_default() += 1;
                }
                continue;
            };
            seen.members += 1;
            let (Scalar::Record(id) | Scalar::Hierarchy(id)) = field.shape.scalar else { continue };
            let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            for item in items {
                let own = item["@odata.type"].as_str().and_then(|name| self.named(&without_version(name)));
                if let Some(ty) = own.or_else(|| self.structure(id)) {
                    self.look(ty, item, seen);
                }
            }
        }
    }
}

/// Reads lines of a type, a tab and JSON, and answers with how many values do not fit, a tab and JSON.
const MAIN: &str = r#"use redfish::runtime::json::{self, FromJson, ToJson};
use redfish::runtime::{Error, Lenient};

fn convert<T: FromJson + ToJson>(text: &str) -> Result<String, Error> {
    let read: Lenient<T> = json::from_str(text)?;
    for misfit in &read.misfits {
        eprintln!("{misfit}");
    }
    Ok(format!("{}\t{}", read.misfits.len(), json::to_string(&read.value)?))
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.expect("the input is text");
        let (key, text) = line.split_once('\t').expect("there is a tab");
        let written = match key {
"#;

/// Builds a program that reads and writes the types of the mockups.
fn build(plan: &Plan, mockups: &[Mockup]) -> PathBuf {
    let types: BTreeSet<&str> = mockups.iter().map(|mockup| mockup.ty.as_str()).collect();
    let arm = |ty: &&str| {
        let id = plan.names[*ty];
        format!("            {ty:?} => convert::<redfish::{}>(text),\n", plan.plan.path(id))
    };
    let arms: String = types.iter().map(arm).collect();
    let rest = "            _ => panic!(\"there is no type {key}\"),\n        };\n        match written {\n            \
                Ok(written) => println!(\"{written}\"),\n            Err(error) => println!(\"{error:?}\"),\n        }\n    \
                }\n}\n";
    let program = folder().join("program");
    fs::create_dir_all(program.join("src")).unwrap();
    let manifest =
        "[package]\nname = \"mockups\"\nedition = \"2024\"\n\n[dependencies]\nredfish = { path = \"../redfish\" }\n";
    fs::write(program.join("Cargo.toml"), manifest).unwrap();
    fs::write(program.join("src/main.rs"), format!("//! Reads and writes mockups.\n\n{MAIN}{arms}{rest}")).unwrap();
    fs::create_dir_all(program.join("src/bin")).unwrap();
    fs::write(program.join("src/bin/page.rs"), format!("//! What the page shows.\n\n{}", of_page().0)).unwrap();
    let workspace =
        "[workspace]\nresolver = \"3\"\nmembers = [\"redfish\", \"program\"]\n\n[profile.dev]\ndebug = false\n";
    fs::write(folder().join("Cargo.toml"), workspace).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"), folder().join("Cargo.lock")).unwrap();
    let built = cargo(&["build"]).output().unwrap();
    let text = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success() && !text.contains("warning"), "{text}");
    folder().join("target/debug/mockups")
}

/// The program of the page about Redfish, and what the page says that it prints.
fn of_page() -> (&'static str, &'static str) {
    let page = include_str!("../../codegen/docs/redfish.md");
    let (_, after) = page.split_once("```rust\n").expect("the page has a program");
    let (program, after) = after.split_once("```").expect("the program ends");
    let (_, printed) = after.split_once("```text\n").expect("what it prints comes after it");
    (program, printed.split("```").next().unwrap_or_default())
}

/// What the program of the page prints of a mockup, which is the `system.json` in its folder.
fn run_page(mockups: &[Mockup]) -> String {
    let system = mockups.iter().find(|mockup| mockup.json["Name"] == "Sample Virtual Machine").unwrap();
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("system.json"), system.json.to_string()).unwrap();
    let output = Command::new(folder().join("target/debug/page")).current_dir(place.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What the program answers for each mockup.
fn run(program: &Path, mockups: &[Mockup]) -> Vec<String> {
    let input: String = mockups.iter().map(|mockup| format!("{}\t{}\n", mockup.ty, mockup.json)).collect();
    let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let replies: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(replies.len(), mockups.len());
    replies
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).args(["--workspace", "--offline"]).current_dir(folder());
    cargo.env("CARGO_TARGET_DIR", folder().join("target")).env("CARGO_INCREMENTAL", "0");
    cargo
}

/// The folder of the crates, in the target folder.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("redfish");
    fs::create_dir_all(&folder).unwrap();
    folder
}
