//! A `codegen.toml` to begin with: every key with what it means, and a value for those that are given.

use std::path::{Path, PathBuf};

use toml::Value;

use super::Config;
use super::options::Choice;
use super::runtime::{is_elsewhere, relative};

/// The keys in the order in which they are written: each with what it means, and a value to show.
const KEYS: &[(&str, &str, &str)] = &[
    ("schemas", "CSDL files, and folders of them. Without it: all in the folder of this file.", "[\"graph.csdl\"]"),
    ("out", "The folder of the generated crate or module, which is then the generator's own.", "\"../generated\""),
    (
        "emit",
        "\"crate\": a package of its own. \"module\": a folder with a mod.rs for a crate that is there already; its\n\
         mod.rs names the dependencies that this crate then has to have.",
        "\"crate\"",
    ),
    ("crate-name", "The name of the package. Without it: that of its folder.", "\"graph\""),
    ("crate-version", "The version of the package.", "\"0.1.0\""),
    (
        "crates",
        "How many crates the types are spread over, 4 or more: thousands of types are then compiled side by side, and a change\n\
         compiles some of them anew. The paths of the types stay the same.",
        "8",
    ),
    (
        "root-namespace",
        "The namespace whose types are at the root; others are modules. Without it: that of the entity container, or of most\n\
         of its entity sets if it has no types; without a container, what all namespaces begin with.",
        "\"microsoft.graph\"",
    ),
    (
        "include",
        "The types to generate, with all that they need: names in which `*` stands for any characters within a\n\
         segment, `**` across segments and `?` for one character; without a dot they are names without the\n\
         namespace. Without it: all.",
        "[\"microsoft.graph.user\", \"microsoft.graph.security.**\"]",
    ),
    ("exclude", "Types to leave out of these.", "[\"microsoft.graph.security.alert\"]"),
    (
        "navigation",
        "Which navigation properties have a field: \"selected\", those that lead to a selected type; \"all\"; or \"none\".",
        "\"selected\"",
    ),
    (
        "derived",
        "Which derived types come along: \"properties\", those of the complex types of properties; \"all\", those of all\n\
         selected types; or \"selected\", none that is not selected itself.",
        "\"properties\"",
    ),
    ("base64", "The alphabet that bytes are written in: \"standard\", or \"url\". Both are read.", "\"standard\""),
    ("docs", "Whether types and fields have documentation.", "true"),
    ("name-constants", "Whether the names of properties are constants of the types, to use for $select.", "true"),
    ("header", "A comment at the top of every file.", "\"SPDX-License-Identifier: MIT\""),
];

/// The tables, which come last.
const TABLES: &[(&str, &str, &str)] = &[
    (
        "rename",
        "Rust names in place of those that are made: of types, properties and members of enums, of the enum of a type and its\n\
         derived types (`/*`), and of namespaces (`.*`).",
        "[rename]\n\"microsoft.graph.user/aboutMe\" = \"about\"\n\"microsoft.graph.entity/*\" = \"AnyGraphEntity\"\n\
         \"microsoft.graph.callRecords.*\" = \"calls\"",
    ),
    (
        "replace",
        "Rust types in place of generated and built-in ones: any that serde can read and write as the service does.",
        "[replace]\n\"microsoft.graph.emailAddress\" = \"my_types::EmailAddress\"\n\"Edm.Duration\" = \"my_types::Duration\"",
    ),
    (
        "attributes",
        "Derives and attributes for the types that a pattern matches; there can be several of these tables.",
        "[[attributes]]\ntypes = [\"microsoft.graph.security.*\"]\nkinds = [\"enum\"]\nderive = [\"Ord\", \"PartialOrd\"]",
    ),
    (
        "dependencies",
        "What the package needs for that, as in its Cargo.toml.",
        "[dependencies]\nmy-types = { path = \"../my-types\" }",
    ),
    (
        "runtime",
        "Where the package odata-runtime is from, which all types stand on: `version`, `path`, `git` (with `branch`, `tag` or\n\
         `rev`), or `embedded = true`: a copy in the folder `runtime` of the output, as without this table.",
        "[runtime]\npath = \"../shared/runtime\"",
    ),
];

impl Config {
    /// The text of a `codegen.toml` in `folder` with all keys, each explained. Those that have a value here are set to it,
    /// and the others are commented out.
    ///
    /// Of the values it takes those that flags can give: [`schemas`](Self::schemas), [`out`](Self::out),
    /// [`emit`](Self::emit), names, the root namespace, patterns, [`navigation`](Self::navigation) and
    /// [`derived`](Self::derived).
    pub fn template(&self, folder: &Path) -> String {
        let mut text = "# What csdl-codegen generates, and from what. Paths are relative to this file.\n\
                        # Lines that are commented out show a default or an example.\n"
            .to_owned();
        for (key, meaning, example) in KEYS {
            text.push_str(&format!("\n{}", comment(meaning)));
            text.push_str(&match self.value(key, folder) {
                Some(value) => format!("{key} = {value}\n"),
                None => format!("#{key} = {example}\n"),
            });
        }
        for (_, meaning, example) in TABLES {
            let example: String = example.lines().map(|line| format!("#{line}\n")).collect();
            text.push_str(&format!("\n{}{example}", comment(meaning)));
        }
        text
    }

    fn value(&self, key: &str, folder: &Path) -> Option<Value> {
        let path = |path: &PathBuf| Value::String(shown(folder, path));
        let list = |texts: &[String]| {
            (!texts.is_empty()).then(|| Value::Array(texts.iter().cloned().map(Value::String).collect()))
        };
        match key {
            "schemas" => (!self.schemas.is_empty()).then(|| Value::Array(self.schemas.iter().map(path).collect())),
            "out" => self.out.as_ref().map(path),
            "emit" => word(self.emit),
            "navigation" => word(self.navigation),
            "derived" => word(self.derived),
            "crate-name" => self.crate_name.clone().map(Value::String),
            "crate-version" => self.crate_version.clone().map(Value::String),
            "crates" => self.crates.and_then(|crates| i64::try_from(crates).ok()).map(Value::Integer),
            "root-namespace" => self.root_namespace.clone().map(Value::String),
            "include" => list(&self.include),
            "exclude" => list(&self.exclude),
            _ => None,
        }
    }
}

fn word<T: Choice + PartialEq>(value: Option<T>) -> Option<Value> {
    let (word, _) = T::WORDS.iter().find(|(_, choice)| Some(*choice) == value)?;
    Some(Value::String((*word).to_owned()))
}

fn comment(text: &str) -> String {
    text.lines().map(|line| format!("# {line}\n")).collect()
}

/// How a path is written in a file in a folder. What is absolute stays so, unless it is near.
fn shown(folder: &Path, path: &Path) -> String {
    if path.is_absolute() && is_elsewhere(folder, path) { path.display().to_string() } else { relative(folder, path) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Emit;
    use crate::config::file;
    use crate::diagnostics::Diagnostics;
    use crate::source::Sources;

    /// What a text in `schema/codegen.toml` says; it has no fault.
    fn read(text: &str) -> Config {
        let path = Path::new("schema/codegen.toml");
        let mut sources = Sources::default();
        let source = sources.add(path, text.as_bytes().to_vec()).unwrap();
        let mut diagnostics = Diagnostics::default();
        let config = Config::from_toml(path, text, source, &mut diagnostics);
        config.check(&mut diagnostics);
        assert!(diagnostics.as_slice().is_empty(), "{:?}", diagnostics.as_slice());
        config
    }

    #[test]
    fn every_key_is_explained_and_shown() {
        let text = Config::default().template(Path::new("schema"));
        let shown: Vec<&str> = KEYS.iter().chain(TABLES).map(|(key, ..)| *key).collect();
        assert_eq!(shown, file::KEYS);
        assert!(text.lines().all(|line| line.len() <= 120), "{text}");
        // As it is, it says nothing; with every example it is valid as well.
        let empty = read(&text);
        assert_eq!((empty.out, empty.emit, empty.include.len()), (None, None, 0));
        let prose = |line: &&str| !line.starts_with("# ");
        let all: String =
            text.lines().filter(prose).map(|line| format!("{}\n", line.trim_start_matches('#'))).collect();
        let all = read(&all);
        assert_eq!((all.emit, all.docs, all.rename.len()), (Some(Emit::Crate), Some(true), 3));
        assert_eq!((all.replace.len(), all.attributes.len(), all.dependencies.len()), (2, 1, 1));
        assert_eq!(all.runtime, Some(crate::config::Runtime::Path("schema/../shared/runtime".into())));
    }

    #[test]
    fn what_is_given_is_set() {
        let given = Config {
            schemas: vec!["schema/a \"b\".csdl".into(), "more".into()],
            out: Some("src/graph".into()),
            emit: Some(Emit::Module),
            crate_name: Some("graph".to_owned()),
            root_namespace: Some("a.b".to_owned()),
            include: vec!["a.b.*".to_owned()],
            ..Config::default()
        };
        let text = given.template(Path::new("schema"));
        assert!(text.contains("\nout = \"../src/graph\"\n") && text.contains("\nemit = \"module\"\n"), "{text}");
        let read = read(&text);
        assert_eq!(read.schemas[0], Path::new("schema/a \"b\".csdl"));
        assert_eq!((read.emit, read.crate_name, read.include), (given.emit, given.crate_name, given.include));
    }

    #[test]
    fn paths() {
        let cases = [
            ("schema", "schema/a.csdl", "a.csdl"),
            ("schema", "a.csdl", "../a.csdl"),
            ("", "a/b", "a/b"),
            ("a/b", "a/c/./d/../e", "../c/e"),
            ("schema", "schema", "."),
            ("schema", "/elsewhere/a.csdl", "/elsewhere/a.csdl"),
        ];
        for (folder, path, expected) in cases {
            let folder = Path::new(".").join(folder);
            assert_eq!(shown(&folder, Path::new(path)), expected);
        }
    }
}
