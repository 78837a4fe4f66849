//! The tables of `codegen.toml`: names on the left that are not keys, and lists of tables.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::file::{Reader, resolve};
use super::{Attributes, GitReference, Runtime};
use crate::diagnostics::Diagnostic;

const ATTRIBUTE_KEYS: [&str; 4] = ["types", "kinds", "derive", "attributes"];

const RUNTIME_KEYS: [&str; 7] = ["embedded", "version", "path", "git", "branch", "tag", "rev"];

const RUNTIME_HELP: &str = "write one of `version = \"…\"`, `path = \"…\"`, `git = \"…\"` and `embedded = true`";

impl Reader<'_> {
    /// A table of strings, which can be found by their names and with `both_sides` by themselves.
    pub(super) fn pairs(
        &mut self,
        key: &'static str,
        value: &Spanned<DeValue<'_>>,
        line: &str,
        both_sides: bool,
    ) -> BTreeMap<String, String> {
        let mut pairs = BTreeMap::new();
        for (name, value) in self.entries(key, value, line).into_iter().flatten() {
            match value.get_ref() {
                DeValue::String(text) => {
                    let name_text = name.get_ref().to_string();
                    self.config.places.add(key, name_text.clone(), self.span(name.span()));
                    if both_sides {
                        self.config.places.add(key, text.to_string(), self.span(value.span()));
                    }
                    pairs.insert(name_text, text.to_string());
                }
                DeValue::Table(_) => {
                    let message = format!("`{}` in `[{key}]` is a table, not a string", name.get_ref());
                    let fault = Diagnostic::error(self.span(name.span()), message);
                    self.diagnostics.push(fault.help(format!("put quotes around a name with dots: `{line}`")));
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
    pub(super) fn dependencies(&mut self, value: &Spanned<DeValue<'_>>) {
        let line = "my-types = { path = \"../my-types\" }";
        for (name, value) in self.entries("dependencies", value, line).into_iter().flatten() {
            if !matches!(value.get_ref(), DeValue::String(_) | DeValue::Table(_)) {
                let name = format!("`{}` in `[dependencies]`", name.get_ref());
                self.mistyped(&name, value, "a string or table", "write it as in a Cargo.toml");
                continue;
            }
            let name_text = name.get_ref().to_string();
            self.config.places.add("dependencies", name_text.clone(), self.span(name.span()));
            if let Ok(value) = toml::Value::deserialize(ValueDeserializer::from(value.clone())) {
                self.config.dependencies.insert(name_text, value.to_string());
            }
        }
    }

    /// `[runtime]`: where it is from, and of a repository what of it.
    pub(super) fn runtime(&mut self, value: &Spanned<DeValue<'_>>, folder: &Path) {
        let before = self.diagnostics.as_slice().len();
        let Some(table) = self.entries("runtime", value, "version = \"…\"") else { return };
        let (mut sources, mut references) = (Vec::new(), Vec::new());
        for (name, value) in table {
            match name.get_ref().as_ref() {
                "embedded" => {
                    sources.extend(self.switch("embedded", value).filter(|on| *on).map(|_| Runtime::Embedded))
                }
                "version" => sources.extend(self.one("version", value, str::to_owned).map(Runtime::Version)),
                "path" => {
                    sources.extend(self.one("path", value, |text| resolve(folder, text)).map(Runtime::Path));
                }
                "git" => {
                    let url = self.one("git", value, str::to_owned);
                    sources.extend(url.map(|url| Runtime::Git { url, reference: None }));
                }
                "branch" => references.extend(self.one("branch", value, str::to_owned).map(GitReference::Branch)),
                "tag" => references.extend(self.one("tag", value, str::to_owned).map(GitReference::Tag)),
                "rev" => references.extend(self.one("rev", value, str::to_owned).map(GitReference::Rev)),
                unknown => self.unknown(unknown, &RUNTIME_KEYS, self.span(name.span())),
            }
        }
        let span = self.span(value.span());
        self.config.places.add("runtime", String::new(), span);
        if self.diagnostics.as_slice().len() > before {
            return;
        }
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
        let runtime = match references.next() {
            Some(_) => Err(("names more than one commit", "write one of `branch`, `tag` and `rev`")),
            None => runtime,
        };
        match runtime {
            Ok(runtime) => self.config.runtime = Some(runtime),
            Err((fault, help)) => {
                self.diagnostics.push(Diagnostic::error(span, format!("`[runtime]` {fault}")).help(help));
            }
        }
    }

    /// `[[attributes]]`.
    pub(super) fn attributes(&mut self, value: &Spanned<DeValue<'_>>) {
        let help = "write `[[attributes]]`, and below it `types = [\"ns.*\"]` and `derive = [\"Hash\"]`";
        let DeValue::Array(tables) = value.get_ref() else {
            return self.mistyped("`attributes`", value, "a list of tables", help);
        };
        for value in tables {
            match value.get_ref() {
                DeValue::Table(table) => {
                    let attributes = self.attribute(table);
                    if attributes.types.is_empty() {
                        let fault =
                            Diagnostic::error(self.span(value.span()), "`types` of `[[attributes]]` is missing");
                        self.diagnostics.push(fault.help("say which types are meant: `types = [\"ns.*\"]`"));
                    }
                    self.config.attributes.push(attributes);
                }
                _ => self.mistyped("`attributes`", value, "a table", help),
            }
        }
    }

    fn attribute(&mut self, table: &DeTable<'_>) -> Attributes {
        let mut attributes = Attributes::default();
        for (name, value) in table {
            match name.get_ref().as_ref() {
                "types" => attributes.types = self.texts("types", value),
                "kinds" => {
                    let DeValue::Array(values) = value.get_ref() else {
                        self.mistyped("`kinds`", value, "a list of strings", "write it as `kinds = [\"enum\"]`");
                        continue;
                    };
                    attributes.kinds = values.iter().filter_map(|value| self.choice("kinds", value)).collect();
                }
                "derive" => attributes.derive = self.texts("derive", value),
                "attributes" => attributes.attributes = self.texts("attributes", value),
                unknown => self.unknown(unknown, &ATTRIBUTE_KEYS, self.span(name.span())),
            }
        }
        attributes
    }

    /// A list of strings in `[[attributes]]`, or a single one.
    fn texts(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let texts = match value.get_ref() {
            DeValue::String(_) => self.one(key, value, str::to_owned).into_iter().collect(),
            _ => self.list(key, value, str::to_owned),
        };
        let values: &[Spanned<DeValue<'_>>] = match value.get_ref() {
            DeValue::Array(values) => values,
            _ => std::slice::from_ref(value),
        };
        for value in values {
            if let DeValue::String(text) = value.get_ref() {
                self.config.places.add("attributes", text.to_string(), self.span(value.span()));
            }
        }
        texts
    }

    fn entries<'t, 'i>(&mut self, key: &str, value: &'t Spanned<DeValue<'i>>, line: &str) -> Option<&'t DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.mistyped(&format!("`{key}`"), value, "a table", &format!("write `[{key}]`, and below it lines `{line}`"));
        None
    }
}
