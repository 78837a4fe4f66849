use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::{generate, input};

const SCHEMA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="line"><Property Name="x" Type="Edm.String"/><Property Name="X" Type="Edm.String"/></ComplexType>
      <EnumType Name="state"><Member Name="open"/></EnumType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

struct Project {
    folder: TempDir,
    settings: Config,
}

impl Project {
    /// A project that has been generated.
    fn generated() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Config {
            schemas: vec![folder.path().join("schema")],
            out: Some(folder.path().join("out")),
            crate_name: Some("shop".to_owned()),
            ..Config::default()
        };
        fs::create_dir(folder.path().join("schema")).unwrap();
        fs::write(folder.path().join("schema/shop.csdl"), SCHEMA).unwrap();
        let project = Self { folder, settings };
        project.run();
        project
    }

    fn load(&self) -> (Config, Sources, Diagnostics) {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let config = Config::load(None, self.settings.clone(), &mut sources, &mut diagnostics).unwrap();
        (config, sources, diagnostics)
    }

    fn run(&self) -> Vec<Diagnostic> {
        generate(&self.load().0).unwrap().diagnostics.as_slice().to_vec()
    }

    /// What a run would report and warn of without doing anything.
    fn skips_with(&self, program: Hash) -> Option<(Done, Vec<Diagnostic>)> {
        let (config, mut sources, mut diagnostics) = self.load();
        let schemas = input::read(&config, input::Wanted::All, &mut sources, &mut diagnostics).unwrap();
        let inputs = inputs_of(program, &config, &sources, &schemas.records);
        let report = up_to_date(&config.out_folder(), || Some(inputs), false, &mut diagnostics)?;
        Some((report, diagnostics.as_slice().to_vec()))
    }

    fn skips(&self) -> bool {
        self.skips_with(program().unwrap()).is_some()
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// What is done to a file keeps the next run from being skipped, until it is as before.
    fn matters(&self, path: &str, change: impl Fn(&Path)) {
        let place = self.path(path);
        let before = fs::read(&place).ok();
        assert!(self.skips(), "before {path} is changed");
        change(&place);
        assert!(!self.skips(), "{path} is changed");
        match before {
            Some(before) => fs::write(&place, before).unwrap(),
            None => fs::remove_file(&place).unwrap(),
        }
        assert!(self.skips(), "{path} is as before");
    }
}

fn append(place: &Path) {
    let mut text = fs::read_to_string(place).unwrap_or_default();
    text.push_str("<!-- x -->\n");
    fs::write(place, text).unwrap();
}

#[test]
fn a_run_without_changes_is_skipped_and_says_the_same() {
    let project = Project::generated();
    let (report, warnings) = project.skips_with(program().unwrap()).unwrap();
    assert_eq!((report.types_read, report.types_written), (2, 2));
    assert!(report.changes.is_empty() && report.changes.unchanged.contains(&"src/line.rs".to_owned()));
    fs::remove_dir_all(project.path("out/.csdl-codegen-stamp")).unwrap();
    assert!(!project.skips());
    let full = project.run();
    assert_eq!(warnings, full);
    assert_eq!(full.len(), 1, "two properties of one name: {full:?}");
    assert!(project.skips());
}

#[test]
fn very_many_warnings_are_found_anew() {
    let project = Project::generated();
    let attributes: String = (0..=MAX_WARNINGS).map(|number| format!(" a{number}=\"\"")).collect();
    let schema = SCHEMA.replace("<EnumType", &format!("<EnumType{attributes}"));
    fs::write(project.path("schema/shop.csdl"), schema).unwrap();
    assert_eq!(project.run().len(), MAX_WARNINGS + 2);
    assert!(!project.skips());
}

#[test]
fn what_is_read_matters() {
    let project = Project::generated();
    project.matters("schema/shop.csdl", append);
    project.matters("schema/shop.csdl.source.toml", |place| {
        let record = format!("url = \"https://example.org\"\nblake3 = \"{}\"\n", blake3::hash(SCHEMA.as_bytes()));
        fs::write(place, record).unwrap();
    });
    project.matters("schema/more.csdl", |place| fs::write(place, SCHEMA.replace("shop", "more")).unwrap());
    let (old, new) = (project.path("schema/shop.csdl"), project.path("schema/store.csdl"));
    fs::rename(&old, &new).unwrap();
    assert!(!project.skips(), "the docs name the file");
    fs::rename(&new, &old).unwrap();
    assert!(project.skips());
}

#[test]
fn the_configuration_matters() {
    let mut project = Project::generated();
    let changes: [fn(&mut Config); 6] = [
        |settings| settings.crate_name = Some("other".to_owned()),
        |settings| settings.crate_version = Some("2.0.0".to_owned()),
        |settings| settings.root_namespace = Some("shop".to_owned()),
        |settings| settings.include = vec!["shop.line".to_owned()],
        |settings| settings.exclude = vec!["shop.state".to_owned()],
        |settings| settings.rename = [("shop.line".to_owned(), "Row".to_owned())].into(),
    ];
    let settings = project.settings.clone();
    for (index, change) in changes.iter().enumerate() {
        change(&mut project.settings);
        assert!(!project.skips(), "change {index}");
        project.settings = settings.clone();
        assert!(project.skips());
    }
}

#[test]
fn the_program_matters() {
    let project = Project::generated();
    assert!(project.skips_with(blake3::hash(b"another version")).is_none());
}

#[test]
fn the_output_matters() {
    let project = Project::generated();
    for path in ["out/src/line.rs", "out/src/lib.rs", "out/Cargo.toml", "out/.csdl-codegen"] {
        project.matters(path, append);
        project.matters(path, |place| fs::write(place, "").unwrap());
        project.matters(path, |place| fs::remove_file(place).unwrap());
        project.matters(path, |place| {
            let text = fs::read_to_string(place).unwrap();
            fs::write(place, text.replace('\n', "\r\n")).unwrap();
        });
    }
    // Another text with its hash in the list is not what was written either.
    let list = fs::read_to_string(project.path("out/.csdl-codegen")).unwrap();
    let text = fs::read_to_string(project.path("out/src/line.rs")).unwrap();
    let edited = text.clone() + "// Mine.\n";
    let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
    fs::write(project.path("out/src/line.rs"), &edited).unwrap();
    fs::write(project.path("out/.csdl-codegen"), list.replace(&hash(&text), &hash(&edited))).unwrap();
    assert!(!project.skips());
    project.run();
    assert_eq!(fs::read_to_string(project.path("out/src/line.rs")).unwrap(), text);
    assert!(project.skips());
}

#[test]
fn the_stamp_itself_matters() {
    let project = Project::generated();
    let stamp = "out/.csdl-codegen-stamp/stamp.toml";
    project.matters(stamp, append);
    project.matters(stamp, |place| fs::write(place, "").unwrap());
    for (old, new) in [("types-written = 2", "types-written = 3"), ("both become", "never become")] {
        project.matters(stamp, |place| {
            let text = fs::read_to_string(place).unwrap();
            assert!(text.contains(old), "{text}");
            fs::write(place, text.replace(old, new)).unwrap();
        });
    }
}

#[test]
fn folders_of_others_are_not_written_to() {
    let project = Project::generated();
    let stamp = project.path("out/.csdl-codegen-stamp");
    fs::remove_dir_all(&stamp).unwrap();
    fs::write(&stamp, "mine").unwrap();
    project.run();
    assert_eq!(fs::read_to_string(&stamp).unwrap(), "mine");
    #[cfg(unix)]
    {
        let elsewhere = tempfile::tempdir().unwrap();
        fs::remove_file(&stamp).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), &stamp).unwrap();
        project.run();
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
