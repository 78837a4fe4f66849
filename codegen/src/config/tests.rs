mod faults;

use std::fs;
use std::path::{Path, PathBuf};

use super::derived::folder_name;
use super::load::find;
use super::*;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::Sources;

fn read(text: &str) -> (Config, Diagnostics, Sources) {
    read_at(Path::new("schema/codegen.toml"), text)
}

fn read_at(path: &Path, text: &str) -> (Config, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let source = sources.add(path, text.as_bytes().to_vec()).unwrap();
    let mut diagnostics = Diagnostics::default();
    let config = Config::from_toml(path, sources.get(source).text(), source, &mut diagnostics);
    config.check(&mut diagnostics);
    (config, diagnostics, sources)
}

/// The faults of a text: each with the marked piece of it, the message and the help.
fn faults(text: &str) -> Vec<(String, String, String)> {
    let (_, diagnostics, sources) = read(text);
    let fault = |fault: &Diagnostic| {
        let marked = fault.span.map_or(String::new(), |span| sources.snippet(span).to_owned());
        (marked, fault.message.clone(), fault.help.clone().unwrap_or_default())
    };
    diagnostics.sorted(&sources).into_iter().map(fault).collect()
}

pub(super) fn valid(text: &str) -> Config {
    let (config, diagnostics, sources) = read(text);
    assert!(diagnostics.as_slice().is_empty(), "{:?}", diagnostics.sorted(&sources));
    config
}

#[test]
fn every_key() {
    let config = valid(
        r##"
        schemas = ["vpp-token.csdl", "../more"]
        out = "../src/graph"
        emit = "module"
        crate-name = "graph-types"
        crate-version = "1.2.3-rc.1"
        navigation = "all"
        derived = "selected"
        base64 = "url"
        docs = false
        header = "a\r\nb"
        root-namespace = "microsoft.graph"
        include = ["microsoft.graph.vpp*"]
        exclude = ["microsoft.graph.vppOld"]
        [rename]
        "microsoft.graph.user" = "Person"
        "microsoft.graph.user/type" = "kind"
        security = "defence"
        [replace]
        "Edm.Duration" = "my::Duration"
        [[attributes]]
        types = "microsoft.graph.*"
        kinds = ["enum", "newtype"]
        derive = ["Ord", "my::Derive"]
        [[attributes]]
        types = ["a.b", "a.c"]
        attributes = "#[my::attribute]"
        "##,
    );
    assert_eq!(config.schemas, [PathBuf::from("schema/vpp-token.csdl"), PathBuf::from("schema/../more")]);
    assert_eq!(config.out_folder(), Path::new("schema/../src/graph"));
    assert_eq!(config.emit, Some(Emit::Module));
    assert_eq!(config.package_name(), "graph-types");
    assert_eq!(config.package_version(), "1.2.3-rc.1");
    assert_eq!(config.root_namespace.as_deref(), Some("microsoft.graph"));
    assert_eq!(config.include, ["microsoft.graph.vpp*"]);
    assert_eq!(config.exclude, ["microsoft.graph.vppOld"]);
    assert_eq!((config.navigation, config.derived), (Some(Navigation::All), Some(Derived::Selected)));
    assert_eq!((config.base64, config.docs), (Some(Base64::Url), Some(false)));
    assert_eq!(config.header.as_deref(), Some("a\nb"));
    assert_eq!(config.replace["Edm.Duration"], "my::Duration");
    let [first, second] = config.attributes.as_slice() else { panic!("{:?}", config.attributes) };
    assert_eq!(first.types, ["microsoft.graph.*"]);
    assert_eq!(first.kinds, [Kind::Enum, Kind::Newtype]);
    assert_eq!(first.derive, ["Ord", "my::Derive"]);
    assert_eq!(second.types, ["a.b", "a.c"]);
    assert_eq!(second.attributes, ["#[my::attribute]"]);
    assert_eq!(config.rename.len(), 3);
    assert_eq!(config.rename["microsoft.graph.user/type"], "kind");
}

#[test]
fn defaults() {
    let config = valid("");
    assert_eq!(config.schemas, [PathBuf::from("schema")]);
    assert_eq!(config.out_folder(), Path::new("schema/../generated"));
    assert_eq!(config.package_name(), "generated");
    assert_eq!(config.package_version(), "0.1.0");
    assert_eq!(config.root_namespace, None);
    assert_eq!((config.navigation, config.derived, config.base64), (None, None, None));
    assert_eq!((config.emit, config.docs, config.header.as_deref()), (None, None, None));
    assert!(config.include.is_empty() && config.exclude.is_empty() && config.rename.is_empty());
}

#[test]
fn the_crate_is_called_like_its_folder() {
    let settings = |out: &str| Config { out: Some(PathBuf::from(out)), ..Config::default() };
    assert_eq!(settings("./graph").package_name(), "graph");
    assert_eq!(settings("a/b/graph-types/").package_name(), "graph-types");
    let here = folder_name(Path::new("."));
    assert_eq!(folder_name(Path::new("src/..")), here);
    assert!(!here.is_empty());
    assert_eq!(folder_name(Path::new("/")), "");
}

#[test]
fn places() {
    let text = "out = 'x'\nschemas = ['a.csdl']\ninclude = [\n  'a.b',\n  \"a.*\",\n]\nrename = { x = 'Y' }\n";
    let (config, _, sources) = read(text);
    let marked = |key, value: &str| config.place(key, value).map(|span| sources.snippet(span));
    assert_eq!(marked("out", "schema/x"), Some("'x'"));
    assert_eq!(marked("schemas", "schema/a.csdl"), Some("'a.csdl'"));
    assert_eq!(marked("include", "a.*"), Some("\"a.*\""));
    assert_eq!(marked("rename", "x"), Some("x"));
    let patterns = config.include_patterns();
    assert_eq!(patterns[0].as_str(), "a.b");
    assert_eq!(patterns[0].span().map(|span| sources.snippet(span)), Some("'a.b'"));
    assert!(config.exclude_patterns().is_empty());
    assert_eq!(marked("include", "b"), None);
    assert_eq!(marked("exclude", "a.*"), None);
}

#[test]
fn every_key_is_declared_alike() {
    let fields = format!("{:#?}", Config::default());
    let fields: Vec<&str> =
        fields.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(':')).map(|(field, _)| field).collect();
    let keys: Vec<String> = Key::all().iter().map(|key| key.name.replace('-', "_")).collect();
    assert_eq!(
        fields.iter().filter(|field| !field.starts_with(' ') && **field != "places").collect::<Vec<_>>(),
        keys.iter().collect::<Vec<_>>()
    );
    for key in Key::all() {
        let name = key.name;
        let [summary, more @ ..] = &key.paragraphs()[..] else { panic!("{name}") };
        assert!(summary.ends_with('.') && !summary[..summary.len() - 1].contains(". "), "{name}: {summary}");
        assert!(more.iter().all(|paragraph| paragraph.ends_with('.')), "{name}");
        assert!(!key.doc.contains('['), "{name} has a link, which is none in help");
        let is_table = matches!(key.shape, Shape::Table);
        assert_eq!(key.shown().contains(&format!("[{name}]")), is_table, "{name}: {}", key.shown());
    }
}

/// A default that is shown as a value is what holds without one.
#[test]
fn every_default_is_one() {
    let default = valid("");
    for key in Key::all() {
        let Fallback::Value(value) = key.fallback else { continue };
        let given = valid(&format!("{} = {value}\n", key.name));
        let effective = |config: &Config| {
            let Config { emit, derived, navigation, base64, .. } = config;
            let words = (emit.unwrap_or_default(), derived.unwrap_or_default(), navigation.unwrap_or_default());
            let version = config.package_version().to_owned();
            (words, base64.unwrap_or_default(), version, config.docs.unwrap_or(true))
        };
        assert_eq!(effective(&given), effective(&default), "{}", key.name);
        assert_ne!(given, default, "{}", key.name);
    }
}

#[test]
fn dependencies_are_kept_as_they_are() {
    let config =
        valid("[dependencies]\na = '1'\nb = { path = '../b', optional = true }\n[dependencies.c-d]\nversion = '2'\n");
    let found: Vec<(&str, &str)> = config.dependencies.iter().map(|(name, value)| (&**name, &**value)).collect();
    let expected = [("a", "\"1\""), ("b", "{ optional = true, path = \"../b\" }"), ("c-d", "{ version = \"2\" }")];
    assert_eq!(found, expected);
    assert_eq!(valid("[dependencies]\nserde = '1'\n").dependencies.len(), 1);
    let own = faults("crate-name = 'graph'\n[dependencies]\ngraph = '1'\n");
    assert_eq!(own[0].1, "`graph` is the name of a crate that is generated");
    let faults = faults("emit = 'module'\n[dependencies]\na = '1'\n");
    assert_eq!((&*faults[0].0, &*faults[0].1), ("a", "a module cannot depend on `a` itself"));
}

#[test]
fn the_runtime_is_from_one_place() {
    let git = |reference| Runtime::Git { url: "https://example.org/r".to_owned(), reference };
    for (text, expected) in [
        ("embedded = true", Runtime::Embedded),
        ("version = '0.1'", Runtime::Version("0.1".to_owned())),
        ("path = '../a/runtime'", Runtime::Path("schema/../a/runtime".into())),
        ("git = 'https://example.org/r'", git(None)),
        ("git = 'https://example.org/r'\nbranch = 'main'", git(Some(GitReference::Branch("main".to_owned())))),
        ("git = 'https://example.org/r'\ntag = 'v1'", git(Some(GitReference::Tag("v1".to_owned())))),
        ("git = 'https://example.org/r'\nrev = '0a'", git(Some(GitReference::Rev("0a".to_owned())))),
        ("embedded = false\nversion = '>=1, <3'", Runtime::Version(">=1, <3".to_owned())),
    ] {
        assert_eq!(valid(&format!("[runtime]\n{text}\n")).runtime, Some(expected), "{text}");
    }
    assert_eq!(valid("").runtime_source(), Runtime::Embedded);
    let one_of = "write one of `version = ";
    for (text, message, help) in [
        ("", "`[runtime]` does not say where the runtime is from", one_of),
        ("embedded = false", "`[runtime]` does not say where the runtime is from", one_of),
        ("branch = 'main'", "`[runtime]` does not say where the runtime is from", one_of),
        ("version = '1'\npath = 'a'", "`[runtime]` says more than once where the runtime is from", one_of),
        ("version = '1'\nrev = 'a'", "`[runtime]` names a commit, but no repository", "write `git` too"),
        ("git = 'a'\nrev = 'a'\ntag = 'b'", "`[runtime]` names more than one commit", "write one of `branch`"),
        ("version = 'one'", "`one` is not a version of the runtime", "write it as in a Cargo.toml"),
        ("version = '1.2.3.4'", "`1.2.3.4` is not a version of the runtime", "write it as in a Cargo.toml"),
        ("version = 1", "`version` is an integer, not a string", "write it as `version = "),
        ("embedded = 'yes'", "`embedded` is a string, not a boolean", "write it as `embedded = true`"),
        ("pat = 'a'", "there is no key `pat`", "did you mean `path`?"),
        ("path = ''", "`path` is empty", "write a value"),
    ] {
        let found = faults(&format!("[runtime]\n{text}\n"));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].1 == message && found[0].2.starts_with(help), "{text}: {found:?}");
    }
    assert_eq!(faults("runtime = '0.1'\n")[0].1, "`runtime` is a string, not a table");
}

#[test]
fn the_runtime_as_a_manifest_names_it() {
    let line = |text: &str, folder: &str| valid(text).runtime_line(Path::new(folder));
    // A generated crate has a feature of its own for what is on by default.
    assert_eq!(line("out = '../graph'\n", "graph"), "odata-runtime = { path = \"runtime\", default-features = false }");
    assert_eq!(
        line("[runtime]\nversion = '^0.1'\n", "generated"),
        "odata-runtime = { version = \"^0.1\", default-features = false }"
    );
    assert_eq!(
        line("[runtime]\ngit = 'ssh://a/b'\ntag = 'v1'\n", "b"),
        "odata-runtime = { git = \"ssh://a/b\", tag = \"v1\", default-features = false }"
    );
    let line = |text: &str| valid(&format!("emit = 'module'\n{text}")).runtime_line(Path::new("."));
    assert_eq!(line("out = '../src/graph'\n"), "odata-runtime = { path = \"src/graph/runtime\" }");
    assert_eq!(line("[runtime]\nversion = '^0.1'\n"), "odata-runtime = \"^0.1\"");
    assert_eq!(line("[runtime]\npath = '../a/runtime'\n"), "odata-runtime = { path = \"a/runtime\" }");
}

#[test]
fn flags_win() {
    let text = "out = 'x'\ninclude = ['a.b']\nexclude = ['a.c']\ncrate-name = 'y'";
    let (settings, _, sources) = read_at(Path::new("codegen.toml"), text);
    assert_eq!(settings.schemas, [PathBuf::from(".")]);
    let flags = Config {
        out: Some(PathBuf::from("z")),
        include: vec!["a.b".to_owned()],
        root_namespace: Some("a".to_owned()),
        ..Config::default()
    };
    let config = settings.overridden_by(flags);
    assert_eq!(config.out_folder(), Path::new("z"));
    assert_eq!(config.package_name(), "y");
    assert_eq!(config.include, ["a.b"]);
    assert_eq!(config.exclude, ["a.c"]);
    assert_eq!(config.root_namespace.as_deref(), Some("a"));
    assert_eq!(config.place("include", "a.b"), None, "the value is not the one of the file");
    assert_eq!(config.place("exclude", "a.c").map(|span| sources.snippet(span)), Some("'a.c'"));
}

#[test]
fn found_from_below() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("project");
    fs::create_dir_all(project.join("schema")).unwrap();
    fs::create_dir_all(project.join("src/deep")).unwrap();
    assert_eq!(find(&project), None);
    fs::write(project.join("schema/codegen.toml"), "").unwrap();
    assert_eq!(find(&project), Some(project.join("schema/codegen.toml")));
    assert_eq!(find(&project.join("src/deep")), Some(project.join("src/deep/../../schema/codegen.toml")));
    assert_eq!(find(&project.join("schema")), Some(project.join("schema/../schema/codegen.toml")));
    assert_eq!(find(&project.join("missing")), None);
}

#[test]
fn paths_without_detours() {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("schema");
    fs::create_dir_all(&schema).unwrap();
    let path = schema.join("codegen.toml");
    fs::write(&path, "schemas = ['./a.csdl']\n").unwrap();
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let config = Config::load(Some(&path), Config::default(), &mut sources, &mut diagnostics).unwrap();
    assert_eq!(config.out_folder(), folder.path().join("generated"));
    assert_eq!(config.schemas, [schema.join("a.csdl")]);
    assert_eq!(sources.iter().count(), 1);
}

#[test]
fn no_file() {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let missing = Path::new("/nowhere/codegen.toml");
    assert!(Config::load(Some(missing), Config::default(), &mut sources, &mut diagnostics).is_err());
    let fault = &diagnostics.sorted(&sources)[0].message;
    assert!(fault.starts_with("cannot read the configuration file `/nowhere/codegen.toml`: "), "{fault}");
    let flags = Config { schemas: vec![PathBuf::from("graph.csdl")], ..Config::default() };
    let config = Config::load(None, flags, &mut sources, &mut Diagnostics::default()).unwrap();
    assert_eq!(config.out_folder(), Path::new("generated"));
}
