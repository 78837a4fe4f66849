//! The crates and programs on the disk, and what it takes to compile them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;
use csdl_codegen::Config;
use csdl_codegen::config::Runtime;
use csdl_codegen::internals::diagnostics::Diagnostics;
use csdl_codegen::internals::plan::{self, Item};
use csdl_codegen::internals::source::Sources;
use csdl_codegen::internals::{csdl, input, model};

use crate::baseline::{self, Navigation};
use crate::measure::{self, Cost};
use crate::table::Row;
use crate::{Fault, Kind, Step};

/// A Cargo workspace with each crate, and a program for each.
pub(crate) struct Workspace {
    folder: PathBuf,
    /// The qualified names of the types that the programs read and write.
    types: Vec<String>,
}

impl Workspace {
    /// Writes everything.
    pub(crate) fn new(schema: &Path, types: &[String]) -> Result<Self, Fault> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("compile-cost");
        // Types of an earlier run may be gone.
        for root in Kind::value_variants().iter().map(|kind| folder.join(kind.package())).filter(|root| root.exists()) {
            fs::remove_dir_all(root)?;
        }
        // Cargo runs benches in the folder of their package.
        let plan = generate(&project().join(schema), &folder)?;
        for (kind, navigation) in [(Kind::DeriveNavigation, Navigation::Fields), (Kind::Derive, Navigation::Absent)] {
            for (path, text) in baseline::files(&plan, kind.package(), navigation) {
                write(&folder.join(kind.package()).join(path), &text)?;
            }
        }
        let program = program(&plan, types)?;
        let mut members: Vec<String> = Vec::new();
        for kind in Kind::value_variants() {
            members.push(kind.package().to_owned());
            for json in kind.json() {
                let name = json.program(*kind);
                let root = folder.join(&name);
                write(&root.join("Cargo.toml"), &manifest(*kind, &name))?;
                write(&root.join("src/main.rs"), &format!("{}{program}", json.copy()))?;
                members.push(name);
            }
        }
        write(
            &folder.join("Cargo.toml"),
            &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{PROFILE}"),
        )?;
        // The dependencies are then those that the project itself is built with.
        fs::copy(project().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Self { folder, types: types.to_vec() })
    }

    /// Builds what a step says.
    pub(crate) fn measure(&self, kind: Kind, step: Step) -> Result<Vec<Row>, Fault> {
        let package = kind.package();
        let title = step.title();
        let (arguments, profile, what): (&[&str], _, _) = match step {
            Step::Check => (&["check", "-p", package], "debug", ("rmeta", "metadata")),
            Step::Debug => (&["build", "-p", package], "debug", ("rlib", "library")),
            Step::Release => (&["build", "--release", "-p", package], "release", ("rlib", "library")),
            Step::Program => return self.measure_programs(kind),
        };
        let folders = self.folders(kind)?;
        let roots: Vec<PathBuf> = folders.iter().map(|folder| folder.join("src/lib.rs")).collect();
        let cost = self.alone(&roots, arguments)?;
        let mut size = 0;
        for folder in &folders {
            size += self.library(profile, folder, what.0)?;
        }
        Ok(vec![Row { title, cost, size: Some((what.1, size)) }])
    }

    /// The folders of the crates that have the types.
    fn folders(&self, kind: Kind) -> Result<Vec<PathBuf>, Fault> {
        let folder = self.folder.join(kind.package());
        let mut folders = Vec::new();
        if kind.is_in_eight_crates() {
            for entry in fs::read_dir(folder.join("crates"))? {
                folders.push(entry?.path());
            }
        }
        folders.push(folder);
        Ok(folders)
    }

    /// The size of what was last built of the crate in a folder.
    fn library(&self, profile: &str, folder: &Path, extension: &str) -> Result<u64, Fault> {
        let manifest: toml::Table = fs::read_to_string(folder.join("Cargo.toml"))?.parse()?;
        let name = manifest.get("package").and_then(|package| package.get("name")?.as_str()).unwrap_or_default();
        let prefix = format!("lib{}-", name.replace('-', "_"));
        let mut last = None;
        for entry in fs::read_dir(self.target().join(profile).join("deps"))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(&prefix) && Path::new(&name).extension().is_some_and(|found| found == extension) {
                let metadata = entry.metadata()?;
                last = last.max(Some((metadata.modified()?, metadata.len())));
            }
        }
        Ok(last.ok_or_else(|| format!("{prefix}*.{extension} was not built"))?.1)
    }

    /// Builds the programs: the one that reads and writes as it costs least, from nothing and after a change, and the one
    /// that does so with serde_json, which may be the same.
    fn measure_programs(&self, kind: Kind) -> Result<Vec<Row>, Fault> {
        let Some((&least, others)) = kind.json().split_first() else { return Ok(Vec::new()) };
        let clean = self.measure_program(&least.program(kind))?;
        let rebuilt = self.measure_change(&least.program(kind))?;
        let with_serde_json = match others.first() {
            Some(json) => self.measure_program(&json.program(kind))?,
            None => clean.clone(),
        };
        Ok(vec![clean, rebuilt, Row { title: "program, with serde_json", ..with_serde_json }])
    }

    fn measure_program(&self, program: &str) -> Result<Row, Fault> {
        let cost = self.alone(&[self.main(program)], &["build", "--release", "-p", program])?;
        let binary = self.target().join("release").join(program);
        self.try_out(&binary)?;
        Ok(Row { title: "program", cost, size: Some(("stripped", fs::metadata(&binary)?.len())) })
    }

    /// Builds a program that has been built, after a change of one line.
    fn measure_change(&self, program: &str) -> Result<Row, Fault> {
        let main = self.main(program);
        let text = fs::read_to_string(&main)?;
        write(&main, &text.replace("a value", "an object"))?;
        let cost = self.cargo(&["build", "--release", "-p", program]);
        write(&main, &text)?;
        Ok(Row { title: "program, one line changed", cost: cost?, size: None })
    }

    fn main(&self, program: &str) -> PathBuf {
        self.folder.join(program).join("src/main.rs")
    }

    /// Compiles crates: first with nothing in them, so that the dependencies are there, then as they are.
    fn alone(&self, roots: &[PathBuf], arguments: &[&str]) -> Result<Cost, Fault> {
        let texts = roots.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
        for root in roots {
            write(root, "#![allow(dead_code)]\nfn main() {}\n")?;
        }
        let built = self.cargo(arguments);
        for (root, text) in roots.iter().zip(&texts) {
            write(root, text)?;
        }
        built?;
        self.cargo(arguments)
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Cost, Fault> {
        let arguments = [&["--quiet"], arguments].concat();
        measure::cargo(&arguments, &self.folder, &self.target())
    }

    /// Has a program read and write something of each type.
    fn try_out(&self, program: &Path) -> Result<(), Fault> {
        for ty in &self.types {
            let output = Command::new(program).args([ty, "{}"]).output()?;
            if output.stdout != b"{}\n" {
                return Err(format!("{} does not read and write {ty}", program.display()).into());
            }
        }
        Ok(())
    }

    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }
}

/// Programs without symbols, so that their size is what has to be shipped.
const PROFILE: &str = "[profile.release]\nstrip = true\n";

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("/"))
}

fn write(path: &Path, text: &str) -> Result<(), Fault> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, text)?)
}

/// Generates the crate, in one piece and in eight, without requests and with them, and plans it again for the baseline.
fn generate(schema: &Path, folder: &Path) -> Result<plan::Crate, Fault> {
    let config = |kind: Kind| {
        let mut config = Config::new([schema]);
        config.out = Some(folder.join(kind.package()));
        config.crate_name = Some(kind.package().to_owned());
        config.crates = kind.is_in_eight_crates().then_some(8);
        config.requests = Some(matches!(kind, Kind::Requests | Kind::RequestsInEightCrates));
        config
    };
    for kind in [Kind::EightCrates, Kind::Requests, Kind::RequestsInEightCrates] {
        let mut config = config(kind);
        // A workspace has one runtime.
        config.runtime = Some(Runtime::Path(folder.join(Kind::Generated.package()).join("runtime")));
        csdl_codegen::generate(&config)?;
    }
    let config = config(Kind::Generated);
    csdl_codegen::generate(&config)?;

    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let stopped = |_| "the schema cannot be planned again";
    let schemas = input::read(&config, input::Wanted::by(&config), &mut sources, &mut diagnostics).map_err(stopped)?;
    let documents = csdl::parse(&schemas.ids, &sources, &mut diagnostics).map_err(stopped)?;
    let model = model::resolve(documents, &sources, &mut diagnostics);
    Ok(plan::lower(&model, &plan::Settings::new(&config), &mut diagnostics).map_err(stopped)?)
}

/// The manifest of a program.
fn manifest(kind: Kind, name: &str) -> String {
    format!(
        r#"[package]
name = "{name}"
version = "0.0.0"
edition = "2024"

[dependencies]
serde = "1"
serde_json = "1"
types = {{ package = "{package}", path = "../{package}" }}
"#,
        package = kind.package()
    )
}

/// The source of a program but for what reads and writes: it takes a type and JSON, and writes the JSON as it read it.
fn program(plan: &plan::Crate, types: &[String]) -> Result<String, Fault> {
    let mut arms = String::new();
    for wanted in types {
        let items = plan.files.iter().flat_map(|file| &file.items);
        let mut structs = items.filter_map(|item| match item {
            Item::Struct(item) if item.wire == *wanted => Some(item.id),
            _ => None,
        });
        let Some(id) = structs.next() else {
            return Err(format!("there is no type {wanted}; name others with --types").into());
        };
        arms += &format!("        {wanted:?} => copy::<types::{}>(&text),\n", baseline::path(plan, id));
    }
    Ok(format!(
        "{MAIN}    let written = match ty.as_str() {{\n{arms}        _ => panic!(\"unknown type\"),\n    }};\n{END}"
    ))
}

const MAIN: &str = r#"
fn main() {
    let mut arguments = std::env::args().skip(1);
    let ty = arguments.next().expect("a type");
    let text = arguments.next().expect("a JSON value");
"#;

const END: &str = r#"    println!("{}", written.expect("a value"));
}
"#;

impl Kind {
    fn package(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::EightCrates => "in-eight-crates",
            Self::Requests => "requests",
            Self::RequestsInEightCrates => "requests-in-eight-crates",
            Self::DeriveNavigation => "derive-navigation",
            Self::Derive => "derive",
        }
    }

    fn is_in_eight_crates(self) -> bool {
        matches!(self, Self::EightCrates | Self::RequestsInEightCrates)
    }

    /// What the programs read and write with.
    fn json(self) -> &'static [Json] {
        match self {
            Self::Generated | Self::EightCrates | Self::Requests | Self::RequestsInEightCrates => {
                &[Json::Own, Json::SerdeJson]
            }
            Self::DeriveNavigation | Self::Derive => &[Json::SerdeJson],
        }
    }
}

/// What a program reads and writes JSON with.
#[derive(Clone, Copy)]
enum Json {
    /// The functions that are generated along with the types.
    Own,
    SerdeJson,
}

impl Json {
    /// The name of a program.
    fn program(self, kind: Kind) -> String {
        match self {
            Self::Own => format!("{}-program", kind.package()),
            Self::SerdeJson => format!("{}-program-with-serde-json", kind.package()),
        }
    }

    /// The function that reads and writes a value.
    fn copy(self) -> &'static str {
        match self {
            Self::Own => {
                r#"use types::runtime::json::{self, FromJson, ToJson};

fn copy<T: FromJson + ToJson>(text: &str) -> Result<String, types::runtime::Error> {
    json::to_string(&json::from_str::<T>(text)?)
}
"#
            }
            Self::SerdeJson => {
                r#"use serde::{Deserialize, Serialize};

fn copy<T: Serialize + for<'a> Deserialize<'a>>(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&serde_json::from_str::<T>(text)?)
}
"#
            }
        }
    }
}
