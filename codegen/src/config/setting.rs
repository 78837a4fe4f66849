//! The types that the values of keys have in a configuration.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use toml::Value;

use super::options::{Attributes, Choice};
use super::paths::{resolve, shown};
use super::reader::{Item, Reader};
use super::runtime::Runtime;
use super::shape::Shape;

/// A value of a configuration, or that there is none.
pub(super) trait Setting {
    /// What it is in `codegen.toml`.
    const SHAPE: Shape;

    /// Takes the value of another over, if that has one. Whether it is in place of its own, and not added to it.
    fn override_by(&mut self, other: Self) -> bool;

    /// How it is written in a file in a folder; `None` if there is no value, or if it is a table.
    fn toml(&self, _folder: &Path) -> Option<Value> {
        None
    }
}

/// A setting that is read in the same way whatever key it is of.
pub(super) trait FromToml: Setting {
    /// Reads it. What is wrong with it is said, and is then left out.
    fn from_toml(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Self;
}

/// A setting that can be given on the command line.
pub(super) trait FromArguments: Setting {
    /// Takes it from the arguments of an option, of which there is one for each time that it is given.
    fn from_arguments(arguments: Vec<OsString>) -> Self;
}

/// A value by itself.
trait Single: Sized {
    const ONE: Shape;

    /// Reads it; `None` if something is wrong with it, which is then said.
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Option<Self>;

    /// How it is written in a file in a folder.
    fn value(&self, folder: &Path) -> Value;

    /// Takes it from an argument; `None` if it is not one that the command lets through.
    fn of_argument(argument: OsString) -> Option<Self>;
}

/// A value that there can be several of.
trait Listed: Single {
    const MANY: Shape;
}

impl<T: Single> Setting for Option<T> {
    const SHAPE: Shape = T::ONE;

    fn override_by(&mut self, other: Self) -> bool {
        replace(self, other)
    }

    fn toml(&self, folder: &Path) -> Option<Value> {
        self.as_ref().map(|value| value.value(folder))
    }
}

impl<T: Single> FromToml for Option<T> {
    fn from_toml(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Self {
        T::read(reader, key, value)
    }
}

impl<T: Single> FromArguments for Option<T> {
    fn from_arguments(arguments: Vec<OsString>) -> Self {
        arguments.into_iter().next_back().and_then(T::of_argument)
    }
}

impl<T: Listed> Setting for Vec<T> {
    const SHAPE: Shape = T::MANY;

    fn override_by(&mut self, other: Self) -> bool {
        let is_given = !other.is_empty();
        if is_given {
            *self = other;
        }
        is_given
    }

    fn toml(&self, folder: &Path) -> Option<Value> {
        let values = || Value::Array(self.iter().map(|value| value.value(folder)).collect());
        (!self.is_empty()).then(values)
    }
}

impl<T: Listed> FromToml for Vec<T> {
    fn from_toml(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Self {
        reader.list(key, value, |reader, value| T::read(reader, key, value))
    }
}

impl<T: Listed> FromArguments for Vec<T> {
    fn from_arguments(arguments: Vec<OsString>) -> Self {
        arguments.into_iter().filter_map(T::of_argument).collect()
    }
}

impl Single for PathBuf {
    const ONE: Shape = Shape::Path;

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Option<Self> {
        let folder = reader.folder;
        reader.one(key, value, |text| resolve(folder, text))
    }

    fn value(&self, folder: &Path) -> Value {
        Value::String(shown(folder, self))
    }

    fn of_argument(argument: OsString) -> Option<Self> {
        Some(Self::from(argument))
    }
}

impl Listed for PathBuf {
    const MANY: Shape = Shape::Paths;
}

impl Single for String {
    const ONE: Shape = Shape::Text;

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Option<Self> {
        reader.one(key, value, str::to_owned)
    }

    fn value(&self, _folder: &Path) -> Value {
        Value::String(self.clone())
    }

    fn of_argument(argument: OsString) -> Option<Self> {
        argument.into_string().ok()
    }
}

impl Listed for String {
    const MANY: Shape = Shape::Texts;
}

impl Single for bool {
    const ONE: Shape = Shape::Switch;

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Option<Self> {
        reader.switch(key, value)
    }

    fn value(&self, _folder: &Path) -> Value {
        Value::Boolean(*self)
    }

    fn of_argument(argument: OsString) -> Option<Self> {
        argument.to_str()?.parse().ok()
    }
}

impl Single for usize {
    const ONE: Shape = Shape::Count;

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Option<Self> {
        reader.count(key, value)
    }

    fn value(&self, _folder: &Path) -> Value {
        i64::try_from(*self).map_or_else(|_| Value::String(self.to_string()), Value::Integer)
    }

    fn of_argument(argument: OsString) -> Option<Self> {
        argument.to_str()?.parse().ok()
    }
}

impl<T: Choice> Single for T {
    const ONE: Shape = Shape::Word(T::WORDS);

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Item<'_>) -> Option<Self> {
        reader.choice(key, value)
    }

    fn value(&self, _folder: &Path) -> Value {
        Value::String(self.word().to_owned())
    }

    fn of_argument(argument: OsString) -> Option<Self> {
        T::of_word(argument.to_str()?)
    }
}

impl Reader<'_> {
    /// `schemas`: files and folders, one at least.
    pub(super) fn schemas(&mut self, key: &'static str, value: &Item<'_>) -> Vec<PathBuf> {
        if value.get_ref().as_array().is_some_and(|values| values.is_empty()) {
            let help = "name a CSDL file, or leave the line out to read all in this folder";
            self.fault(self.span(value.span()), format!("`{key}` is empty"), help);
        }
        FromToml::from_toml(self, key, value)
    }
}

impl Setting for Option<Runtime> {
    const SHAPE: Shape = Shape::Table;

    fn override_by(&mut self, other: Self) -> bool {
        replace(self, other)
    }
}

impl Setting for Vec<Attributes> {
    const SHAPE: Shape = Shape::Table;

    fn override_by(&mut self, other: Self) -> bool {
        self.extend(other);
        false
    }
}

impl Setting for BTreeMap<String, String> {
    const SHAPE: Shape = Shape::Table;

    fn override_by(&mut self, other: Self) -> bool {
        self.extend(other);
        false
    }
}

fn replace<T>(setting: &mut Option<T>, other: Option<T>) -> bool {
    let is_given = other.is_some();
    if is_given {
        *setting = other;
    }
    is_given
}
