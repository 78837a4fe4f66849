//! The generator as a build dependency: what Cargo is told, when it runs again, and how errors read.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use csdl_codegen::config::Unresolved;
use csdl_codegen::{Config, Emit, Severity, check, generate};
use support::{Files, files};
use tempfile::TempDir;

const SCHEMA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="line">
        <Property Name="item" Type="Edm.String"/>
        <Property Name="amount" Type="Edm.Int32"/>
      </ComplexType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

/// A schema with two properties whose fields would have one name.
fn clashing() -> String {
    SCHEMA.replace("\"amount\"", "\"Item\"")
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shop.csdl"), SCHEMA).unwrap();
    folder
}

fn module(folder: &Path) -> Config {
    let mut config = Config::new([folder.join("shop.csdl")]);
    config.out = Some(folder.join("src/shop"));
    config.emit = Some(Emit::Module);
    config
}

#[test]
fn a_module_is_the_same_wherever_it_is() {
    let generated = |place: &str| -> Files {
        let folder = folder();
        let out = folder.path().join(place);
        let mut config = module(folder.path());
        config.out = Some(out.clone());
        let report = generate(&config).unwrap();
        assert_eq!((report.emit, &report.out), (Emit::Module, &out));
        files(&out)
    };
    let found = generated("src/shop");
    assert_eq!(found, generated("target/deep/er/shop"));
    assert!(found.contains_key("mod.rs") && found.contains_key("generated/line.rs"), "{:?}", found.keys());
    assert!(!found.contains_key("Cargo.toml") && !found.keys().any(|path| path.starts_with("src/")));
    let types = found.iter().filter(|(path, _)| !support::is_runtime(path));
    assert!(types.into_iter().all(|(_, text)| !text.contains("use crate::")), "paths are relative");
    // The runtime is beside the module, a package of its own.
    assert!(found["mod.rs"].contains("\n//     odata-runtime = { path = \"runtime\" }\n"), "{}", found["mod.rs"]);
    assert!(found.contains_key("runtime/Cargo.toml") && found.contains_key("runtime/src/lib.rs"));
    assert!(found["generated.rs"].contains("pub use ::odata_runtime as runtime;"));
}

#[test]
fn a_module_is_checked() {
    let folder = folder();
    let mut config = module(folder.path());
    assert!(check(&config).unwrap().changes.added.contains(&"mod.rs".to_owned()));
    assert!(!folder.path().join("src").exists());
    generate(&config).unwrap();
    assert!(check(&config).unwrap().changes.is_empty());
    fs::write(folder.path().join("shop.csdl"), SCHEMA.replace("amount", "count")).unwrap();
    let report = check(&config).unwrap();
    // The first file has an example with the property in it.
    assert_eq!(report.changes.changed, ["generated.rs", "generated/line.rs"]);
    assert!(report.diff.unwrap().contains("pub count: Option<i32>"));
    // What was a module becomes a crate, and nothing of the module is left.
    config.emit = Some(Emit::Crate);
    generate(&config).unwrap();
    let found = files(&folder.path().join("src/shop"));
    assert!(found.contains_key("src/lib.rs") && !found.contains_key("mod.rs"), "{:?}", found.keys());
}

#[test]
fn cargo_is_told_what_was_read_and_what_to_show() {
    let folder = folder();
    let schema = folder.path().join("shop.csdl");
    fs::write(&schema, clashing()).unwrap();
    let toml = folder.path().join("codegen.toml");
    fs::write(&toml, "schemas = [\"shop.csdl\", \".\"]\nemit = \"module\"\nout = \"shop\"\n").unwrap();
    for _ in 0..2 {
        // The second run has nothing to do, and has the same to say.
        let lines = generate(&Config::from_file(&toml).unwrap()).unwrap().cargo_lines();
        let lines: Vec<&str> = lines.lines().collect();
        let [config, file, dir, warning] = lines[..] else { panic!("{lines:?}") };
        assert_eq!(config, format!("cargo::rerun-if-changed={}", toml.display()));
        assert_eq!(file, format!("cargo::rerun-if-changed={}", schema.display()));
        assert_eq!(dir, format!("cargo::rerun-if-changed={}", folder.path().display()));
        assert!(warning.starts_with(&format!("cargo::warning={}:6:", schema.display())), "{warning}");
        assert!(warning.contains("shop.line") || warning.contains("Item"), "{warning}");
    }
}

/// What a schema refers to is an input as well, with its provenance, and so is a folder in which it is looked for.
#[test]
fn what_schemas_refer_to_is_an_input() {
    let folder = folder();
    let reference =
        "<edmx:Reference Uri=\"https://example.org/units.xml\"><edmx:Include Namespace=\"units\"/></edmx:Reference>";
    let schema = SCHEMA.replace("<edmx:DataServices>", &format!("{reference}<edmx:DataServices>"));
    fs::write(folder.path().join("shop.csdl"), schema.replace("Edm.Int32", "units.line")).unwrap();
    let units = folder.path().join("units.xml");
    fs::write(&units, SCHEMA.replace("shop", "units")).unwrap();
    fs::write(folder.path().join("not-referred-to.xml"), "nothing").unwrap();
    fs::create_dir(folder.path().join("vendor")).unwrap();
    let mut config = module(folder.path());
    config.references = vec![folder.path().join("vendor")];
    let report = generate(&config).unwrap();
    assert_eq!((report.files_read, report.types_read, report.types_written), (2, 2, 2));
    let provenance = folder.path().join("units.xml.source.toml");
    let line = |path: &Path| format!("cargo::rerun-if-changed={}\n", path.display());
    let vendor = folder.path().join("vendor");
    let shop = folder.path().join("shop.csdl");
    assert_eq!(report.cargo_lines(), [&shop, &vendor, &units].map(|path| line(path)).concat());
    let hash = blake3::hash(SCHEMA.replace("shop", "units").as_bytes());
    fs::write(&provenance, format!("note = \"of measurement\"\nblake3 = \"{hash}\"\n")).unwrap();
    let report = generate(&config).unwrap();
    assert!(report.cargo_lines().ends_with(&line(&provenance)) && !report.changes.is_empty());
    // What it says counts, also where the run before has left word of what it was made from.
    fs::write(&units, SCHEMA.replace("shop", "units").replace("amount", "count")).unwrap();
    let changed = generate(&config).unwrap().changes.changed;
    assert!(changed.iter().any(|path| path.contains("units")), "{changed:?}");
    assert!(generate(&config).unwrap().changes.is_empty());
    // Given and referred to are two things: all of what is given is generated.
    fs::write(&units, SCHEMA.replace("shop", "units").replace("Name=\"line\"", "Name=\"other\"")).unwrap();
    config.unresolved = Some(Unresolved::Value);
    assert_eq!(generate(&config).unwrap().types_written, 1);
    config.schemas.push(units);
    assert_eq!(generate(&config).unwrap().types_written, 2);
}

#[test]
fn records_of_files_are_inputs() {
    let folder = folder();
    let provenance = folder.path().join("shop.csdl.source.toml");
    let mut config = module(folder.path());
    config.schemas.push(folder.path().into());
    let line = format!("cargo::rerun-if-changed={}\n", provenance.display());
    assert!(
        !generate(&config).unwrap().cargo_lines().contains(&line),
        "cargo runs for a file that is not there each time"
    );
    for note in ["First.", "Second."] {
        let hash = blake3::hash(SCHEMA.as_bytes());
        fs::write(&provenance, format!("note = \"{note}\"\nblake3 = \"{hash}\"\n")).unwrap();
        // What a run before has left behind does not make this one believe that nothing has changed.
        assert_eq!(check(&config).unwrap().changes.changed, ["generated.rs"]);
        let report = generate(&config).unwrap();
        assert_eq!(report.cargo_lines().matches(&line).count(), 1);
        assert_eq!(report.changes.changed, ["generated.rs"]);
        assert!(files(&folder.path().join("src/shop"))["generated.rs"].contains(note));
        assert!(generate(&config).unwrap().changes.is_empty());
    }
    // One that cannot be read is watched too: it is to be corrected.
    fs::write(&provenance, "note = ").unwrap();
    let lines = generate(&config).unwrap().cargo_lines();
    assert!(lines.contains(&line) && lines.contains("cargo::warning=cannot read"), "{lines}");
}

#[test]
fn errors_show_what_is_wrong_however_they_are_shown() {
    let folder = folder();
    let broken = SCHEMA.replace("Edm.Int32", "Edm.Int23");
    fs::write(folder.path().join("shop.csdl"), broken).unwrap();
    let error = generate(&module(folder.path())).unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("error[unresolved-type]: ") && text.ends_with("\n\nerror: 1 error"), "{text}");
    assert!(text.contains("shop.csdl:6:39"), "{text}");
    assert!(text.contains("6 |         <Property Name=\"amount\" Type=\"Edm.Int23\"/>"), "{text}");
    assert_eq!(format!("{error:?}"), format!("csdl-codegen has generated nothing\n\n{text}"));
    let [fault] = error.diagnostics()[..] else { panic!("{text}") };
    let place = fault.place().unwrap();
    assert_eq!((fault.severity(), place.line(), place.column()), (Severity::Error, 6, 39));
    assert_eq!(&place.text()[place.bytes()], "Edm.Int23");
    assert!(place.file().ends_with("shop.csdl") && text.starts_with(&fault.to_string()), "{fault}");
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert_eq!(boxed.to_string(), text);
    assert!(!folder.path().join("src").exists());

    let toml = folder.path().join("codegen.toml");
    fs::write(&toml, "emits = \"module\"\n").unwrap();
    let text = Config::from_file(&toml).unwrap_err().to_string();
    assert!(text.contains("codegen.toml:1:1") && text.contains("did you mean `emit`?"), "{text}");
    let text = generate(&Config::default()).unwrap_err().to_string();
    assert!(text.contains("no schema is named") && text.contains("`schemas`"), "{text}");
}

/// A package with a build script, built by Cargo itself.
struct Package {
    folder: TempDir,
}

impl Package {
    /// The packages share what is built, in which Cargo tells them apart by their names alone.
    fn new(name: &str) -> Self {
        let folder = folder();
        let example = support::package().join("build_script");
        let at = |path: &str| folder.path().join(path);
        fs::create_dir(at("src")).unwrap();
        fs::write(at("src/main.rs"), MAIN).unwrap();
        fs::write(at("build.rs"), BUILD).unwrap();
        // It is the manifest of the example, but with a workspace of its own.
        let manifest = fs::read_to_string(example.join("Cargo.toml")).unwrap();
        let folders = ["codegen", "codegen/runtime"].map(|path| support::workspace().join(path).display().to_string());
        let [codegen, runtime] = folders.map(|path| format!("\"{path}\""));
        let workspace = fs::read_to_string(support::workspace().join("Cargo.toml")).unwrap();
        let shared = workspace.split_once("[workspace.package]").unwrap().1;
        let manifest = manifest
            .replace("csdl-build-script", name)
            .replace("\"../../codegen\"", &codegen)
            .replace("\"../../codegen/runtime\"", &runtime);
        let shared = shared.lines().filter(|line| !line.contains("path = ")).collect::<Vec<_>>().join("\n");
        fs::write(
            at("Cargo.toml"),
            format!("{manifest}\n[workspace]\nresolver = \"3\"\n[workspace.package]{shared}\n"),
        )
        .unwrap();
        fs::copy(support::workspace().join("Cargo.lock"), at("Cargo.lock")).unwrap();
        Self { folder }
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-script");
        let mut cargo = support::cargo();
        cargo.args(arguments).args(["--offline", "--verbose", "--target-dir"]).arg(target);
        cargo.current_dir(self.folder.path()).output().unwrap()
    }
}

const BUILD: &str = r#"//! Generates the types.

use csdl_codegen::{Config, Emit, generate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut config = Config::new(["shop.csdl"]);
    config.emit = Some(Emit::Module);
    generate(&config)?.tell_cargo();
    Ok(())
}
"#;

const MAIN: &str = r##"//! A program with generated types.

#![deny(warnings)]

mod shop {
    include!(concat!(env!("OUT_DIR"), "/generated/mod.rs"));
}

fn main() {
    let line: shop::Line = serde_json::from_str(r#"{"item":"tea"}"#).unwrap();
    println!("{:?}", line.item);
}
"##;

#[test]
#[ignore = "it builds what is generated; `.ci/run tests` runs it"]
fn cargo_runs_the_build_script_when_it_has_to() {
    let package = Package::new("csdl-build-script");
    let run = || {
        let output = package.cargo(&["run"]);
        let text = String::from_utf8_lossy(&output.stderr);
        // How each dependency is compiled is of no interest.
        let text: String = text.lines().filter(|line| line.len() < 300).map(|line| format!("{line}\n")).collect();
        (String::from_utf8_lossy(&output.stdout).into_owned(), text, output.status.success())
    };
    let (shown, text, is_success) = run();
    assert!(is_success, "{text}");
    assert_eq!(shown, "Some(\"tea\")\n");

    let is_run = |text: &str| text.contains("build-script-build`");
    fs::write(package.folder.path().join("notes.md"), "nothing that is read\n").unwrap();
    let (_, text, is_success) = run();
    assert!(is_success && !is_run(&text), "{text}");

    // The docs say what the provenance of a file says of it.
    let note = |note: &str| {
        let provenance = format!("note = \"{note}\"\nblake3 = \"{}\"\n", blake3::hash(SCHEMA.as_bytes()));
        fs::write(package.folder.path().join("shop.csdl.source.toml"), provenance).unwrap();
    };
    note("Made up.");
    // Cargo has not been told of provenance that was not there.
    fs::write(package.folder.path().join("shop.csdl"), SCHEMA).unwrap();
    let (_, text, is_success) = run();
    assert!(is_success && is_run(&text), "{text}");
    note("Made up for a test.");
    let (_, text, is_success) = run();
    assert!(is_success && is_run(&text), "{text}");
    let (_, text, is_success) = run();
    assert!(is_success && !is_run(&text), "{text}");

    fs::write(package.folder.path().join("shop.csdl"), clashing()).unwrap();
    let (_, text, is_success) = run();
    assert!(is_success && is_run(&text), "{text}");
    assert!(text.contains("warning: csdl-build-script@0.1.0: shop.csdl:6:"), "{text}");

    fs::write(package.folder.path().join("shop.csdl"), SCHEMA.replace("Edm.Int32", "Edm.Int23")).unwrap();
    let (_, text, is_success) = run();
    assert!(!is_success, "{text}");
    let told = "Error: csdl-codegen has generated nothing\n\n  error[unresolved-type]: ";
    assert!(text.contains(told) && text.contains("--> shop.csdl:6:39"), "{text}");
}

#[test]
#[ignore = "it builds what is generated; `.ci/run tests` runs it"]
fn nothing_can_depend_on_a_runtime_in_the_folder_of_a_build() {
    let package = Package::new("csdl-build-script-embedding");
    let embedded = "config.runtime = Some(csdl_codegen::config::Runtime::Embedded);\n    generate(";
    let build = BUILD.replace("generate(&", &format!("{embedded}&"));
    fs::write(package.folder.path().join("build.rs"), build).unwrap();
    let output = package.cargo(&["check"]);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{text}");
    assert!(text.contains("the runtime would be embedded in OUT_DIR, where no Cargo.toml can depend on it"), "{text}");
    assert!(text.contains("write `version`, `path` or `git` in `[runtime]`"), "{text}");
}
