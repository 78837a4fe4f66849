//! The generated crates, and a program that reads and writes with their types.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use csdl_codegen::Config;
use csdl_codegen::config::Runtime;
use csdl_codegen::internals::diagnostics::Diagnostics;
use csdl_codegen::internals::model::{Model, OperationKind, Primitive, Type};
use csdl_codegen::internals::plan::{self, Item};
use csdl_codegen::internals::source::Sources;
use csdl_codegen::internals::{csdl, input, model};
use serde_json::{Value, json};

use crate::Version;
use crate::cases::Case;

/// What is known of a version: its crate, and the types in it.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) model: Model<'static>,
    /// Those of the crate, by qualified name.
    types: BTreeMap<String, KnownType>,
    /// The types of parameters, and whether they are collections, by qualified name of the action and name.
    parameters: BTreeMap<(String, String), (String, bool)>,
}

/// A type of a crate.
struct KnownType {
    /// The Rust path below the crate.
    path: String,
    /// Whether it is an entity type or a complex type, or the hierarchy of one.
    is_structured: bool,
}

/// A program that reads and writes values of the types that it was built for.
pub(crate) struct Program(PathBuf);

/// What became of a value.
pub(crate) enum Reply {
    Written(Value),
    Refused(String),
}

impl Known {
    /// The type of a parameter, and whether it is a collection of it.
    pub(crate) fn parameter(&self, action: &str, name: &str) -> Option<(&str, bool)> {
        let (ty, is_collection) = self.parameters.get(&(action.to_owned(), name.to_owned()))?;
        Some((ty, *is_collection))
    }
}

/// Generates the crate of a version.
pub(crate) fn generate(version: &Version, corpus: &Path) -> Known {
    let mut config = Config::new([corpus.join(version.metadata)]);
    config.out = Some(folder().join(version.name));
    config.crate_name = Some(version.name.to_owned());
    config.root_namespace = Some("microsoft.graph".to_owned());
    config.runtime = Some(Runtime::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/runtime")));
    csdl_codegen::generate(&config).unwrap_or_else(|error| panic!("{error}"));

    let mut diagnostics = Diagnostics::default();
    // The model borrows from the text, and is of use as long as the tests run.
    let sources = Box::leak(Box::new(Sources::default()));
    let schemas = input::read(&config, input::Wanted::by(&config), sources, &mut diagnostics).unwrap();
    let documents = csdl::parse(&schemas.ids, sources, &mut diagnostics).unwrap();
    let model = model::resolve(documents, sources, &mut diagnostics);
    let plan = plan::lower(&model, &plan::Settings::new(&config), &mut diagnostics).unwrap();
    Known { name: version.name, types: types(&plan), parameters: parameters(&model), model }
}

/// Builds the program for the types of these values.
pub(crate) fn build(crates: &[Known], cases: &[Case]) -> Program {
    let program = folder().join("program");
    fs::create_dir_all(program.join("src")).unwrap();
    let dependencies: String =
        crates.iter().map(|known| format!("{0} = {{ path = \"../{0}\" }}\n", known.name)).collect();
    write(&program.join("Cargo.toml"), &format!("{MANIFEST}{dependencies}"));
    write(&program.join("src/main.rs"), &source(crates, cases));
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(workspace.join("Cargo.lock"), program.join("Cargo.lock")).unwrap();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--offline"])
        .current_dir(&program)
        .env("CARGO_TARGET_DIR", folder().join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .status()
        .unwrap();
    assert!(built.success(), "the program does not build");
    Program(folder().join("target/debug/corpus-program"))
}

impl Program {
    /// Has it read and write values.
    pub(crate) fn run<'a>(&self, cases: impl ExactSizeIterator<Item = &'a Case>) -> Vec<Reply> {
        let count = cases.len();
        let input: String = cases.map(|case| line(case) + "\n").collect();
        let mut child = Command::new(&self.0).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        assert!(output.status.success(), "the program failed");
        let replies: Vec<Reply> = std::str::from_utf8(&output.stdout).unwrap().lines().map(reply).collect();
        assert_eq!(replies.len(), count);
        replies
    }
}

const MANIFEST: &str = r#"[package]
name = "corpus-program"
version = "0.0.0"
edition = "2024"

[workspace]

[profile.dev]
debug = false

[dependencies]
serde = "1"
serde_json = { version = "1", features = ["float_roundtrip"] }
time = "0.3"
uuid = "1"
"#;

/// Reads lines of `key`, a tab and JSON; answers with `+` and JSON, or with `-` and the error.
const MAIN: &str = r#"#![allow(deprecated)]

type Convert = fn(&str) -> Result<String, serde_json::Error>;

/// A function that reads and writes a type of a crate.
///
/// It is a copy that is written, so that copies lose nothing either, and the reader and writer of the runtime have to come to
/// the same as serde_json.
macro_rules! object {
    ($krate:ident) => {
        mod $krate {
            use ::$krate::runtime::json::{self, FromJson, ToJson};
            use serde::{Deserialize, Serialize};

            pub fn object<T>(text: &str) -> Result<String, serde_json::Error>
            where
                T: FromJson + ToJson + Clone + Serialize + for<'a> Deserialize<'a>,
            {
                let written = serde_json::to_string(&serde_json::from_str::<T>(text)?.clone())?;
                let own = json::to_string(&json::from_str::<T>(text)?)?;
                if own == written {
                    return Ok(written);
                }
                Err(serde::ser::Error::custom(format!("by the runtime it is {own}")))
            }

            /// The same for what serde_json alone reads and writes.
            pub fn value<T>(text: &str) -> Result<String, serde_json::Error>
            where
                T: Clone + Serialize + for<'a> Deserialize<'a>,
            {
                serde_json::to_string(&serde_json::from_str::<T>(text)?.clone())
            }
        }
    };
}
object!(graph_v1);
object!(graph_beta);

fn primitive<T: ::graph_v1::runtime::values::Primitive>(text: &str) -> Result<String, serde_json::Error> {
    let value = T::read(&mut serde_json::Deserializer::from_str(text))?;
    let mut written = Vec::new();
    value.write(&mut serde_json::Serializer::new(&mut written))?;
    Ok(String::from_utf8_lossy(&written).into_owned())
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.expect("the input is text");
        let (key, text) = line.split_once('\t').expect("there is a tab");
        let convert = convert(key).unwrap_or_else(|| panic!("there is no type {key}"));
        match convert(text) {
            Ok(written) => println!("+{written}"),
            Err(error) => println!("-{}", error.to_string().replace('\n', " ")),
        }
    }
}

fn convert(key: &str) -> Option<Convert> {
    Some(match key {
"#;

fn source(crates: &[Known], cases: &[Case]) -> String {
    let mut arms: BTreeMap<String, String> = BTreeMap::new();
    for case in cases {
        let known = crates.iter().find(|known| known.name == case.version).unwrap();
        arms.entry(key(case)).or_insert_with(|| conversion(known, case));
    }
    let arms: String = arms.iter().map(|(key, conversion)| format!("        {key:?} => {conversion},\n")).collect();
    format!("{MAIN}{arms}        _ => return None,\n    }})\n}}\n")
}

/// The function that reads and writes a type.
fn conversion(known: &Known, case: &Case) -> String {
    let crate_name = known.name.replace('-', "_");
    let mut function = "object";
    let item = match case.ty.strip_prefix("Edm.") {
        Some(name) => {
            let value = Primitive::from_name(name).unwrap_or_else(|| panic!("Edm.{name}"));
            if !case.is_page {
                return format!("primitive::<{}>", primitive("graph_v1", value));
            }
            primitive(&crate_name, value)
        }
        None => match known.types.get(&case.ty) {
            Some(ty) => {
                if !ty.is_structured {
                    function = "value";
                }
                format!("::{crate_name}::{}", ty.path)
            }
            None => panic!("{}: there is no type {}", case.record, case.ty),
        },
    };
    let item = if case.is_page { format!("::{crate_name}::runtime::Page<{item}>") } else { item };
    format!("{crate_name}::{function}::<{item}>")
}

fn primitive(crate_name: &str, primitive: Primitive) -> String {
    let path = match primitive {
        Primitive::Boolean => "bool",
        Primitive::Byte => "u8",
        Primitive::Int32 => "i32",
        Primitive::Int64 => "i64",
        Primitive::Single | Primitive::Double => "f64",
        Primitive::Guid => "uuid::Uuid",
        Primitive::DateTimeOffset => "time::OffsetDateTime",
        Primitive::Date => "time::Date",
        Primitive::TimeOfDay => "time::Time",
        Primitive::Duration => return format!("::{crate_name}::runtime::Duration"),
        Primitive::Binary => return format!("::{crate_name}::runtime::Binary"),
        Primitive::Stream => return format!("::{crate_name}::runtime::Stream"),
        Primitive::String => "String",
        other => panic!("no parameter is Edm.{}", other.name()),
    };
    path.to_owned()
}

fn key(case: &Case) -> String {
    format!("{} {} {}", case.version, case.ty, if case.is_page { "page" } else { "one" })
}

fn line(case: &Case) -> String {
    format!("{}\t{}", key(case), case.json)
}

fn reply(line: &str) -> Reply {
    match line.split_at(1) {
        ("+", written) => {
            Reply::Written(serde_json::from_str(written).unwrap_or_else(|error| json!(error.to_string())))
        }
        (_, error) => Reply::Refused(error.to_owned()),
    }
}

/// Types by qualified name: the hierarchy where there is one.
fn types(plan: &plan::Crate) -> BTreeMap<String, KnownType> {
    let mut types = BTreeMap::new();
    for file in &plan.files {
        let mut wire = None;
        for item in &file.items {
            match item {
                Item::Struct(item) => wire = Some(item.wire.clone()),
                Item::Enum(item) => wire = Some(item.wire.clone()),
                Item::Newtype(item) => wire = Some(item.wire.clone()),
                Item::Hierarchy(_) => {}
            }
            if let Some(wire) = &wire {
                let is_structured = matches!(item, Item::Struct(_) | Item::Hierarchy(_));
                types.insert(wire.clone(), KnownType { path: path(plan, item.id()), is_structured });
            }
        }
    }
    types
}

fn path(plan: &plan::Crate, id: plan::TypeId) -> String {
    let name = plan.name_of(id);
    let mut path = name.ident.to_string();
    let mut module = plan.module(name.module);
    while let Some(parent) = module.parent {
        path = format!("{}::{path}", module.ident);
        module = plan.module(parent);
    }
    path
}

fn parameters(model: &Model<'_>) -> BTreeMap<(String, String), (String, bool)> {
    let mut parameters = BTreeMap::new();
    for operation in model.operations.iter().filter(|operation| operation.kind == OperationKind::Action) {
        let action = model.full_name(&operation.name);
        for parameter in &operation.parameters {
            let ty = match parameter.ty.item {
                Type::Primitive(primitive) => format!("Edm.{}", primitive.name()),
                Type::Structured(id) => model.full_name(&model.structured(id).name),
                Type::Enum(id) => model.full_name(&model.enumeration(id).name),
                Type::Definition(id) => model.full_name(&model.definition(id).name),
                Type::Missing(id) => model.missing(id).name.clone(),
            };
            parameters.insert((action.clone(), parameter.name.text.to_string()), (ty, parameter.ty.is_collection));
        }
    }
    parameters
}

/// Writes a file unless it is so already, so that what is built of it stays.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).unwrap();
}

/// The folder of the crates, in the target folder.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("corpus")
}
