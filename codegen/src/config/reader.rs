//! Reads values of TOML, and says what is wrong with them.

use std::path::Path;

use toml::Spanned;
use toml::de::DeValue;

use super::options::{Choice, Word};
use super::places::Places;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use crate::suggest::did_you_mean;

/// A value of TOML, with its place.
pub(super) type Item<'i> = Spanned<DeValue<'i>>;

/// Reads values, and notes where they are and what is wrong with them.
pub(super) struct Reader<'d> {
    pub(super) source: SourceId,
    /// The folder that paths are relative to.
    pub(super) folder: &'d Path,
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) places: Places,
}

impl Reader<'_> {
    pub(super) fn header(&mut self, key: &'static str, value: &Item<'_>) -> Option<String> {
        self.one(key, value, |text| text.replace("\r\n", "\n"))
    }

    /// A string; `as_setting` makes of it what the configuration holds.
    pub(super) fn one<T: AsRef<Path>>(
        &mut self,
        key: &'static str,
        value: &Item<'_>,
        as_setting: impl Fn(&str) -> T,
    ) -> Option<T> {
        let span = self.span(value.span());
        let DeValue::String(text) = value.get_ref() else {
            self.mistyped(&format!("`{key}`"), value, "a string", &format!("write it as `{key} = \"…\"`"));
            return None;
        };
        if text.is_empty() {
            let help = "write a value, or leave the line out to get the default";
            self.fault(span, format!("`{key}` is empty"), help);
            return None;
        }
        let setting = as_setting(text);
        self.places.add(key, setting.as_ref().to_string_lossy().into_owned(), span);
        Some(setting)
    }

    /// One of a few words.
    pub(super) fn choice<T: Choice>(&mut self, key: &'static str, value: &Item<'_>) -> Option<T> {
        let text = self.one(key, value, str::to_owned)?;
        let chosen = T::of_word(&text);
        if chosen.is_none() {
            self.no_choice(key, value, &text, T::WORDS);
        }
        chosen
    }

    fn no_choice(&mut self, key: &str, value: &Item<'_>, text: &str, words: &[Word]) {
        let words = || words.iter().map(|word| word.text);
        let all = || format!("write {}", words().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(" or "));
        let help = did_you_mean(text, words()).unwrap_or_else(all);
        self.fault(self.span(value.span()), format!("`{key}` cannot be `{text}`"), help);
    }

    pub(super) fn switch(&mut self, key: &'static str, value: &Item<'_>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(on) => Some(*on),
            _ => {
                let help = format!("write it as `{key} = true` or `false`");
                self.mistyped(&format!("`{key}`"), value, "a boolean", &help);
                None
            }
        }
    }

    /// A number of things.
    pub(super) fn count(&mut self, key: &'static str, value: &Item<'_>) -> Option<usize> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.mistyped(&format!("`{key}`"), value, "a number", &format!("write it as `{key} = 8`"));
            return None;
        };
        let span = self.span(value.span());
        let count = usize::from_str_radix(number.as_str(), number.radix()).ok();
        if count.is_none() {
            self.fault(span, format!("`{key}` cannot be `{number}`"), format!("write it as `{key} = 8`"));
        }
        let count = count?;
        self.places.add(key, count.to_string(), span);
        Some(count)
    }

    /// A list of strings; `read` reads one.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        value: &Item<'_>,
        mut read: impl FnMut(&mut Self, &Item<'_>) -> Option<T>,
    ) -> Vec<T> {
        let DeValue::Array(values) = value.get_ref() else {
            self.mistyped(&format!("`{key}`"), value, "a list of strings", &format!("write it as `{key} = [\"…\"]`"));
            return Vec::new();
        };
        let mut found = Vec::new();
        for value in values {
            if value.get_ref().is_str() {
                found.extend(read(self, value));
            } else {
                let help = format!("write it as `{key} = [\"…\"]`");
                self.mistyped(&format!("an item of `{key}`"), value, "a string", &help);
            }
        }
        found
    }

    pub(super) fn unknown(&mut self, name: &str, keys: impl Iterator<Item = &'static str> + Clone, span: Span) {
        let near = did_you_mean(name, keys.clone());
        let all = || format!("the keys are {}", keys.map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "));
        let help = near.unwrap_or_else(all);
        self.fault(span, format!("there is no key `{name}`"), help);
    }

    pub(super) fn mistyped(&mut self, what: &str, value: &Item<'_>, wanted: &str, help: &str) {
        let found = value.get_ref().type_str();
        let article = if found.starts_with(['a', 'i']) { "an" } else { "a" };
        self.fault(self.span(value.span()), format!("{what} is {article} {found}, not {wanted}"), help);
    }

    pub(super) fn fault(&mut self, span: Span, message: String, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(Code::Configuration, span, message).help(help));
    }

    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }
}
