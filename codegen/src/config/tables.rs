//! The tables of `codegen.toml`: names on the left that are not keys, and lists of tables.

use std::collections::BTreeMap;

use semver::VersionReq;
use serde::Deserialize;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::reader::{Item, Reader};
use super::setting::FromToml;
use super::{Attributes, GitReference, Key, Kind, Runtime};

/// A key of a table: its name, and what takes its value over.
type TableKey<T> = (&'static str, fn(&mut Reader<'_>, &'static str, &Item<'_>, &mut T));

const ATTRIBUTE_KEYS: &[TableKey<Attributes>] = &[
    ("types", |reader, key, value, attributes| attributes.types = reader.texts(key, value)),
    ("kinds", |reader, key, value, attributes| attributes.kinds = reader.kinds(key, value)),
    ("derive", |reader, key, value, attributes| attributes.derive = reader.texts(key, value)),
    ("attributes", |reader, key, value, attributes| attributes.attributes = reader.texts(key, value)),
];

const RUNTIME_KEYS: &[TableKey<Origin>] = &[
    ("embedded", |reader, key, value, origin| {
        origin.sources.extend(reader.switch(key, value).filter(|on| *on).map(|_| Runtime::Embedded));
    }),
    ("version", |reader, key, value, origin| origin.sources.extend(reader.text(key, value).map(Runtime::Version))),
    ("path", |reader, key, value, origin| {
        origin.sources.extend(Option::from_toml(reader, key, value).map(Runtime::Path));
    }),
    ("git", |reader, key, value, origin| {
        origin.sources.extend(reader.text(key, value).map(|url| Runtime::Git { url, reference: None }));
    }),
    ("branch", |reader, key, value, origin| {
        origin.references.extend(reader.text(key, value).map(GitReference::Branch))
    }),
    ("tag", |reader, key, value, origin| origin.references.extend(reader.text(key, value).map(GitReference::Tag))),
    ("rev", |reader, key, value, origin| origin.references.extend(reader.text(key, value).map(GitReference::Rev))),
];

const RUNTIME_HELP: &str = "write one of `version = \"…\"`, `path = \"…\"`, `git = \"…\"` and `embedded = true`";

/// What `[runtime]` says of where the runtime is from: one of the sources is meant, and for a repository one reference.
#[derive(Default)]
struct Origin {
    sources: Vec<Runtime>,
    references: Vec<GitReference>,
}

impl Reader<'_> {
    /// `[rename]`.
    pub(super) fn rename(&mut self, key: &'static str, value: &Item<'_>) -> BTreeMap<String, String> {
        self.pairs(key, value, "\"ns.Type\" = \"Name\"", false)
    }

    /// `[diagnostics]`.
    pub(super) fn diagnostics(&mut self, key: &'static str, value: &Item<'_>) -> BTreeMap<String, String> {
        self.pairs(key, value, "unknown-attribute = \"allow\"", false)
    }

    /// `[replace]`.
    pub(super) fn replace(&mut self, key: &'static str, value: &Item<'_>) -> BTreeMap<String, String> {
        self.pairs(key, value, "\"ns.Type\" = \"my_types::Type\"", true)
    }

    /// A table of strings, which can be found by their names and with `both_sides` by themselves.
    fn pairs(&mut self, key: &'static str, value: &Item<'_>, line: &str, both_sides: bool) -> BTreeMap<String, String> {
        let mut pairs = BTreeMap::new();
        for (name, value) in self.entries(key, value, line).into_iter().flatten() {
            match value.get_ref() {
                DeValue::String(text) => {
                    let name_text = name.get_ref().to_string();
                    self.places.add(key, name_text.clone(), self.span(name.span()));
                    if both_sides {
                        self.places.add(key, text.to_string(), self.span(value.span()));
                    }
                    pairs.insert(name_text, text.to_string());
                }
                DeValue::Table(_) => {
                    let message = format!("`{}` in `[{key}]` is a table, not a string", name.get_ref());
                    let help = format!("put quotes around a name with dots: `{line}`");
                    self.fault(self.span(name.span()), message, help);
                }
                _ => {
                    let name = format!("`{}` in `[{key}]`", name.get_ref());
                    self.mistyped(&name, value, "a string", &format!("write it as `{line}`"));
                }
            }
        }
        pairs
    }

    /// `[dependencies]`: each as TOML of one line.
    pub(super) fn dependencies(&mut self, key: &'static str, value: &Item<'_>) -> BTreeMap<String, String> {
        let line = "my-types = { path = \"../my-types\" }";
        let mut dependencies = BTreeMap::new();
        for (name, value) in self.entries(key, value, line).into_iter().flatten() {
            if !matches!(value.get_ref(), DeValue::String(_) | DeValue::Table(_)) {
                let name = format!("`{}` in `[{key}]`", name.get_ref());
                self.mistyped(&name, value, "a string or table", "write it as in a Cargo.toml");
                continue;
            }
            let name_text = name.get_ref().to_string();
            self.places.add(key, name_text.clone(), self.span(name.span()));
            let Ok(parsed) = toml::Value::deserialize(ValueDeserializer::from(value.clone())) else { continue };
            let version = parsed.as_str().or_else(|| parsed.get("version")?.as_str());
            if let Some(version) = version.filter(|version| VersionReq::parse(version).is_err()) {
                let message = format!("`{version}` is not a version of `{name_text}`");
                self.fault(self.span(value.span()), message, "write it as in a Cargo.toml: `\"1.2\"`");
            }
            dependencies.insert(name_text, parsed.to_string());
        }
        dependencies
    }

    /// `[runtime]`: where it is from, and of a repository what of it.
    pub(super) fn runtime(&mut self, key: &'static str, value: &Item<'_>) -> Option<Runtime> {
        let before = self.diagnostics.as_slice().len();
        let table = self.entries(key, value, "version = \"…\"")?;
        let origin: Origin = self.known(table, RUNTIME_KEYS);
        let span = self.span(value.span());
        self.places.add(key, String::new(), span);
        if self.diagnostics.as_slice().len() > before {
            return None;
        }
        let runtime = origin.runtime();
        if let Err((fault, help)) = &runtime {
            self.fault(span, format!("`[{key}]` {fault}"), *help);
        }
        runtime.ok()
    }

    /// `[[attributes]]`.
    pub(super) fn attributes(&mut self, key: &'static str, value: &Item<'_>) -> Vec<Attributes> {
        let help = "write `[[attributes]]`, and below it `types = [\"ns.*\"]` and `derive = [\"Hash\"]`";
        let what = format!("`{key}`");
        let DeValue::Array(tables) = value.get_ref() else {
            self.mistyped(&what, value, "a list of tables", help);
            return Vec::new();
        };
        let mut found = Vec::new();
        for value in tables {
            let DeValue::Table(table) = value.get_ref() else {
                self.mistyped(&what, value, "a table", help);
                continue;
            };
            let attributes: Attributes = self.known(table, ATTRIBUTE_KEYS);
            if attributes.types.is_empty() {
                let help = "say which types are meant: `types = [\"ns.*\"]`";
                self.fault(self.span(value.span()), format!("`types` of `[[{key}]]` is missing"), help);
            }
            found.push(attributes);
        }
        found
    }

    /// What a table says that has these keys and no others.
    fn known<T: Default>(&mut self, table: &DeTable<'_>, keys: &'static [TableKey<T>]) -> T {
        let mut found = T::default();
        for (name, value) in table {
            match keys.iter().find(|(key, _)| key == name.get_ref()) {
                Some((key, read)) => read(self, key, value, &mut found),
                None if Key::all().iter().any(|key| key.name == name.get_ref()) => {
                    let message = format!("`{}` is not a key of this table", name.get_ref());
                    let help = "write it above all tables: what is below one belongs to it";
                    self.fault(self.span(name.span()), message, help);
                }
                None => self.unknown(name.get_ref(), keys.iter().map(|(key, _)| *key), self.span(name.span())),
            }
        }
        found
    }

    fn text(&mut self, key: &'static str, value: &Item<'_>) -> Option<String> {
        FromToml::from_toml(self, key, value)
    }

    fn kinds(&mut self, key: &'static str, value: &Item<'_>) -> Vec<Kind> {
        self.list(key, value, |reader, value| reader.choice(key, value))
    }

    /// A list of strings in `[[attributes]]`, or a single one.
    fn texts(&mut self, key: &'static str, value: &Item<'_>) -> Vec<String> {
        let texts = match value.get_ref() {
            DeValue::String(_) => self.text(key, value).into_iter().collect(),
            _ => FromToml::from_toml(self, key, value),
        };
        let values: &[Item<'_>] = match value.get_ref() {
            DeValue::Array(values) => values,
            _ => std::slice::from_ref(value),
        };
        for value in values {
            if let DeValue::String(text) = value.get_ref() {
                self.places.add("attributes", text.to_string(), self.span(value.span()));
            }
        }
        texts
    }

    fn entries<'t, 'i>(&mut self, key: &str, value: &'t Item<'i>, line: &str) -> Option<&'t DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.mistyped(&format!("`{key}`"), value, "a table", &format!("write `[{key}]`, and below it lines `{line}`"));
        None
    }
}

impl Origin {
    /// What it comes to, or what is wrong with it and what to do.
    fn runtime(self) -> Result<Runtime, (&'static str, &'static str)> {
        let Self { mut sources, references } = self;
        let (count, mut references) = (sources.len(), references.into_iter());
        let runtime = match (sources.pop(), references.next()) {
            (Some(Runtime::Git { url, .. }), reference) if count == 1 => Ok(Runtime::Git { url, reference }),
            (Some(runtime), None) if count == 1 => Ok(runtime),
            (Some(_), Some(_)) if count == 1 => {
                Err(("names a commit, but no repository", "write `git` too, with its URL"))
            }
            (None, _) => Err(("does not say where the runtime is from", RUNTIME_HELP)),
            _ => Err(("says more than once where the runtime is from", RUNTIME_HELP)),
        };
        match references.next() {
            Some(_) => Err(("names more than one commit", "write one of `branch`, `tag` and `rev`")),
            None => runtime,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::options::Choice;
    use super::*;

    #[test]
    fn every_key_of_a_table_is_explained() {
        let words = |name: &str, keys: Vec<String>| {
            let key = Key::all().iter().find(|key| key.name == name).unwrap();
            for word in keys {
                assert!(key.doc.contains(&word), "{name} says nothing of {word}");
            }
        };
        let kinds = Kind::WORDS.iter().map(|word| format!("`\"{}\"`", word.text));
        words("attributes", ATTRIBUTE_KEYS.iter().map(|(key, _)| format!("`{key}`")).chain(kinds).collect());
        words("runtime", RUNTIME_KEYS.iter().map(|(key, _)| format!("`{key}")).collect());
    }
}
