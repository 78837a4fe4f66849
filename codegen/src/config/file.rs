//! The reader of `codegen.toml`.

use std::path::{Component, Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use super::options::Choice;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::names::nearest;
use crate::source::{SourceId, Span};

pub(super) const KEYS: [&str; 20] = [
    "schemas",
    "out",
    "emit",
    "crate-name",
    "crate-version",
    "crates",
    "root-namespace",
    "include",
    "exclude",
    "navigation",
    "derived",
    "base64",
    "docs",
    "name-constants",
    "header",
    "rename",
    "replace",
    "attributes",
    "dependencies",
    "runtime",
];

/// Reads the text of the `codegen.toml` at `path`. All faults are reported, and what has none is in the result.
pub(super) fn read(path: &Path, text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Config {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut reader = Reader { source, diagnostics, config: Config::default() };
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        reader.table(table.get_ref(), folder);
    }
    for error in errors {
        let span = error.span().unwrap_or_default();
        let span = Span::new(source, span.start, span.end);
        let fault = Diagnostic::error(span, format!("this is not TOML: {}", error.message()));
        reader.diagnostics.push(fault.help("the file is lines of `key = \"value\"`; see https://toml.io"));
    }
    let mut config = reader.config;
    if config.schemas.is_empty() {
        config.schemas.push(folder.to_path_buf());
    }
    config.places.folder = Some(folder.to_path_buf());
    config
}

/// Reads values, and notes where they are and what is wrong with them.
pub(super) struct Reader<'d> {
    source: SourceId,
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) config: Config,
}

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>, folder: &Path) {
        for (name, value) in table {
            match name.get_ref().as_ref() {
                "schemas" => {
                    self.config.schemas = self.list("schemas", value, |text| resolve(folder, text));
                }
                "out" => self.config.out = self.one("out", value, |text| resolve(folder, text)),
                "emit" => self.config.emit = self.choice("emit", value),
                "crate-name" => self.config.crate_name = self.one("crate-name", value, str::to_owned),
                "crate-version" => self.config.crate_version = self.one("crate-version", value, str::to_owned),
                "crates" => self.config.crates = self.count("crates", value),
                "root-namespace" => self.config.root_namespace = self.one("root-namespace", value, str::to_owned),
                "include" => self.config.include = self.list("include", value, str::to_owned),
                "exclude" => self.config.exclude = self.list("exclude", value, str::to_owned),
                "navigation" => self.config.navigation = self.choice("navigation", value),
                "derived" => self.config.derived = self.choice("derived", value),
                "base64" => self.config.base64 = self.choice("base64", value),
                "docs" => self.config.docs = self.switch("docs", value),
                "name-constants" => self.config.name_constants = self.switch("name-constants", value),
                "header" => self.config.header = self.one("header", value, |text| text.replace("\r\n", "\n")),
                "rename" => self.config.rename = self.pairs("rename", value, "\"ns.Type\" = \"Name\"", false),
                "replace" => {
                    let line = "\"ns.Type\" = \"my_types::Type\"";
                    self.config.replace = self.pairs("replace", value, line, true);
                }
                "attributes" => self.attributes(value),
                "dependencies" => self.dependencies(value),
                "runtime" => self.runtime(value, folder),
                unknown => self.unknown(unknown, &KEYS, self.span(name.span())),
            }
        }
    }

    /// A string; `as_setting` makes of it what the configuration holds.
    pub(super) fn one<T: AsRef<Path>>(
        &mut self,
        key: &'static str,
        value: &Spanned<DeValue<'_>>,
        as_setting: impl Fn(&str) -> T,
    ) -> Option<T> {
        let span = self.span(value.span());
        let DeValue::String(text) = value.get_ref() else {
            self.mistyped(&format!("`{key}`"), value, "a string", &format!("write it as `{key} = \"…\"`"));
            return None;
        };
        if text.is_empty() {
            let fault = Diagnostic::error(span, format!("`{key}` is empty"));
            self.diagnostics.push(fault.help("write a value, or leave the line out to get the default"));
            return None;
        }
        let setting = as_setting(text);
        self.config.places.add(key, setting.as_ref().to_string_lossy().into_owned(), span);
        Some(setting)
    }

    /// One of a few words.
    pub(super) fn choice<T: Choice>(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>) -> Option<T> {
        let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        let text = self.one(key, value, str::to_owned)?;
        let chosen = T::WORDS.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
        if chosen.is_none() {
            let help = match nearest(&text, words.iter().copied()) {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!(
                    "write {}",
                    words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(" or ")
                ),
            };
            let fault = Diagnostic::error(self.span(value.span()), format!("`{key}` cannot be `{text}`"));
            self.diagnostics.push(fault.help(help));
        }
        chosen
    }

    pub(super) fn switch(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(on) => Some(*on),
            _ => {
                self.mistyped(
                    &format!("`{key}`"),
                    value,
                    "a boolean",
                    &format!("write it as `{key} = true` or `false`"),
                );
                None
            }
        }
    }

    /// A number of things.
    fn count(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>) -> Option<usize> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.mistyped(&format!("`{key}`"), value, "a number", &format!("write it as `{key} = 8`"));
            return None;
        };
        let span = self.span(value.span());
        let count = usize::from_str_radix(number.as_str(), number.radix()).ok();
        if count.is_none() {
            let fault = Diagnostic::error(span, format!("`{key}` cannot be `{number}`"));
            self.diagnostics.push(fault.help(format!("write it as `{key} = 8`")));
        }
        let count = count?;
        self.config.places.add(key, count.to_string(), span);
        Some(count)
    }

    pub(super) fn list<T: AsRef<Path>>(
        &mut self,
        key: &'static str,
        value: &Spanned<DeValue<'_>>,
        as_setting: impl Fn(&str) -> T,
    ) -> Vec<T> {
        let DeValue::Array(values) = value.get_ref() else {
            self.mistyped(&format!("`{key}`"), value, "a list of strings", &format!("write it as `{key} = [\"…\"]`"));
            return Vec::new();
        };
        if values.is_empty() && key == "schemas" {
            let fault = Diagnostic::error(self.span(value.span()), "`schemas` is empty");
            self.diagnostics.push(fault.help("name a CSDL file, or leave the line out to read all in this folder"));
        }
        values.iter().filter_map(|value| self.one(key, value, &as_setting)).collect()
    }

    pub(super) fn unknown(&mut self, name: &str, keys: &[&str], span: Span) {
        let help = match nearest(name, keys.iter().copied()) {
            Some(key) => format!("did you mean `{key}`?"),
            None => {
                format!("the keys are {}", keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "))
            }
        };
        self.diagnostics.push(Diagnostic::error(span, format!("there is no key `{name}`")).help(help));
    }

    pub(super) fn mistyped(&mut self, what: &str, value: &Spanned<DeValue<'_>>, wanted: &str, help: &str) {
        let found = value.get_ref().type_str();
        let article = if found.starts_with(['a', 'i']) { "an" } else { "a" };
        let fault = Diagnostic::error(self.span(value.span()), format!("{what} is {article} {found}, not {wanted}"));
        self.diagnostics.push(fault.help(help));
    }

    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }
}

pub(super) fn resolve(folder: &Path, text: &str) -> PathBuf {
    tidy(&folder.join(text))
}

/// The path without `.`, and without `folder/..` where that is the same place: not where `folder` is a symbolic link.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for component in path.components() {
        let removable = matches!(tidied.components().next_back(), Some(Component::Normal(_)))
            && tidied.symlink_metadata().is_ok_and(|found| found.is_dir());
        match component {
            Component::CurDir => {}
            Component::ParentDir if removable => {
                tidied.pop();
            }
            _ => tidied.push(component),
        }
    }
    if tidied.as_os_str().is_empty() { PathBuf::from(".") } else { tidied }
}
