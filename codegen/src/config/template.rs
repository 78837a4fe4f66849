//! A `codegen.toml` to begin with: every key with what it means, and a value for those that are given.
//!
//! It is text and not an edited document (`toml_edit`): nearly all of it is comments, which such a document has as text, too.

use std::path::Path;

use super::{Config, Fallback, Key, Shape};

impl Config {
    /// The text of a `codegen.toml` in `folder` with all keys, each explained. Those that have a value here are set to it,
    /// but for tables, and the others are commented out.
    pub(crate) fn template(&self, folder: &Path) -> String {
        let mut text = "# What csdl-codegen generates, and from what. Paths are relative to this file.\n\
                        # Lines that are commented out show a default or an example.\n"
            .to_owned();
        for key in Key::all() {
            text.push('\n');
            text.push_str(&explained(key));
            text.push_str(&match (key.toml)(self, folder) {
                Some(value) => format!("{} = {value}\n", key.name),
                None => commented_out(key),
            });
        }
        text
    }
}

/// What a key means, in comments: what holds without it comes after the summary, since more may be said of that.
fn explained(key: &Key) -> String {
    let (summary, more) = key.doc.split_once("\n\n").unwrap_or((key.doc, ""));
    let mut lines: Vec<String> = summary.lines().map(|line| format!("#{line}")).collect();
    if let Fallback::Described(fallback) = key.fallback {
        lines.push(format!("# Without it: {fallback}."));
    }
    lines.extend(more.lines().filter(|line| !line.is_empty()).map(|line| format!("#{line}")));
    if let Shape::Word(words) = key.shape {
        lines.extend(words.iter().map(|word| format!("# \"{}\": {}", word.text, word.meaning())));
    }
    lines.join("\n") + "\n"
}

/// What can be written for a key.
fn commented_out(key: &Key) -> String {
    match key.shape {
        Shape::Table => key.example.lines().map(|line| format!("#{line}\n")).collect(),
        _ => format!("#{} = {}\n", key.name, key.shown()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Emit;
    use crate::config::paths::shown;
    use crate::config::tests::valid;

    #[test]
    fn every_key_is_explained_and_shown() {
        let text = Config::default().template(Path::new("schema"));
        assert!(text.lines().all(|line| line.len() <= 120), "{text}");
        // As it is, it says nothing; with every example it is valid as well.
        let empty = valid(&text);
        assert_eq!((empty.out, empty.emit, empty.include.len()), (None, None, 0));
        let prose = |line: &&str| !line.starts_with("# ");
        let all: String =
            text.lines().filter(prose).map(|line| format!("{}\n", line.trim_start_matches('#'))).collect();
        let all = valid(&all);
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
        let read = valid(&text);
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
