//! What there is to know of a key of `codegen.toml`, and the macro that declares all of them.

use std::ffi::OsString;
use std::path::Path;

use toml::Value;

use super::file::{Item, Reader};
use super::{Config, keys};
use crate::diagnostics::Diagnostics;

/// A key of `codegen.toml`, which is also a field of [`Config`] and may be an option of the command.
///
/// ```
/// use csdl_codegen::config::Key;
///
/// let key = Key::all().iter().find(|key| key.name() == "crate-version").unwrap();
/// assert_eq!(key.summary(), "The package version of the generated crate.");
/// assert_eq!(key.fallback().to_string(), "\"0.1.0\"");
/// ```
#[derive(Debug)]
pub struct Key {
    pub(super) name: &'static str,
    /// The lines of its doc comment, each with the space at its start.
    pub(super) doc: &'static str,
    pub(super) fallback: Fallback,
    /// Lines of TOML that show it, if there is no default to show.
    #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "The template shows it."))]
    pub(super) example: &'static str,
    pub(super) shape: Shape,
    pub(super) flag: Option<Flag>,
    /// Takes the value over that a `codegen.toml` has.
    pub(super) read: fn(&mut Reader<'_>, &Item<'_>),
    /// Takes the value of the second configuration over, if that has one. Whether the first one's is gone.
    pub(super) override_by: fn(&mut Config, &mut Config) -> bool,
    /// The value as it is written in a `codegen.toml` in a folder; `None` if there is none, or if it is a table.
    #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "The template is set to it."))]
    pub(super) toml: fn(&Config, &Path) -> Option<Value>,
    /// Adds a diagnostic if the value cannot be meant.
    pub(super) check: fn(&Config, &mut Diagnostics),
}

/// What holds if a key is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// This value, in TOML.
    Value(&'static str),
    /// What this says.
    Described(&'static str),
    /// Nothing.
    Nothing,
}

/// What the values of a key are.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Shape {
    /// A path, relative to the folder of the file.
    Path,
    /// A list of such paths.
    Paths,
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// One of these words.
    Word(&'static [Word]),
    /// `true` or `false`.
    Switch,
    /// A number of things.
    Count,
    /// A table, or a list of tables.
    Table,
}

/// A word that is the value of a key.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word.
    pub text: &'static str,
    /// The lines of its doc comment, each with the space at its start.
    pub(super) doc: &'static str,
}

/// The option of the command that stands for a key.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Flag {
    /// Its name, without the dashes.
    pub name: &'static str,
    /// What the help calls its value.
    pub value: &'static str,
    /// Which commands have it.
    pub scope: Scope,
    pub(super) set: fn(&mut Config, Vec<OsString>),
}

/// Which commands have an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that select types.
    Selection,
    /// Those that read the schemas of one configuration.
    Input,
    /// Those that read schemas, and what these refer to.
    References,
    /// Those that are about its output.
    Output,
}

impl Key {
    /// All keys, in the order in which they are explained.
    pub fn all() -> &'static [Self] {
        keys::KEYS
    }

    /// Its name in `codegen.toml`; the field of [`Config`] has `_` in place of `-`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is, in a sentence.
    pub fn summary(&self) -> String {
        self.paragraphs().swap_remove(0)
    }

    /// All that is said of it, in Markdown without links: the summary and what else there is to know.
    pub fn paragraphs(&self) -> Vec<String> {
        let paragraph = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        self.doc.trim_end().split("\n\n").map(paragraph).collect()
    }

    /// What holds if it is left out.
    pub fn fallback(&self) -> Fallback {
        self.fallback
    }

    /// What its values are.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The option of the command that stands for it.
    pub fn flag(&self) -> Option<Flag> {
        self.flag
    }

    /// Lines of TOML that show it: its default, if that is a value.
    #[cfg(feature = "cli")]
    pub(super) fn shown(&self) -> &'static str {
        match self.fallback {
            Fallback::Value(value) => value,
            Fallback::Described(_) | Fallback::Nothing => self.example,
        }
    }
}

impl std::fmt::Display for Fallback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value(text) | Self::Described(text) => f.write_str(text),
            Self::Nothing => Ok(()),
        }
    }
}

impl Word {
    /// What it stands for, in a sentence.
    pub fn meaning(&self) -> String {
        self.doc.lines().map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

impl Flag {
    /// Gives a configuration the value that these arguments say.
    pub fn set(&self, config: &mut Config, arguments: Vec<OsString>) {
        (self.set)(config, arguments);
    }
}

/// Declares a configuration, and the keys that its fields have in `codegen.toml`: all that there is to know of them.
///
/// The doc comment of a field is that of the key: `--help`, the template of `init` and the README say the same. Its first
/// paragraph is one sentence, and there are no links in it. A key has
///
/// - `default`, the [`Fallback`], and unless that is a value an `example` in TOML: of a value, or of the whole of a table;
/// - `flag`, if it is an option of the command: its name, what the help calls its value, and its [`Scope`];
/// - `read`, if its type alone does not say how it is read;
/// - `check`, if not all that can be read can be meant.
macro_rules! declare {
    (
        $(#[$meta:meta])*
        pub struct $config:ident {
            $(
                $(#[doc = $doc:literal])+
                pub $field:ident: $type:ty = key {
                    name: $name:literal,
                    default: $fallback:ident $(($default:literal))?,
                    $(example: $example:literal,)?
                    $(flag: ($flag:literal, $value:literal, $scope:expr),)?
                    $(read: $read:expr,)?
                    $(check: $check:expr,)?
                },
            )+
        }
    ) => {
        $(#[$meta])*
        pub struct $config {
            $(
                $(#[doc = $doc])+
                $(
                    #[doc = ""]
                    #[doc = concat!("Default: ", $default, ".")]
                )?
                pub $field: $type,
            )+
            /// Where in `codegen.toml` each value is; nowhere, if there is no such file.
            pub(crate) places: Places,
        }

        /// The keys, of which tables are the last.
        pub(super) const KEYS: &[Key] = &[$(
            Key {
                name: $name,
                doc: concat!($($doc, "\n"),+),
                fallback: Fallback::$fallback $(($default))?,
                example: declare!(@or "", $($example)?),
                shape: <$type as Setting>::SHAPE,
                flag: declare!(@flag $field: $type, $($flag, $value, $scope)?),
                read: |reader, value| {
                    let setting = declare!(@or <$type as FromToml>::from_toml, $($read)?)(reader, $name, value);
                    reader.config.$field = setting;
                },
                override_by: |config, other| config.$field.override_by(std::mem::take(&mut other.$field)),
                toml: |config, folder| config.$field.toml(folder),
                check: declare!(@or |_, _| {}, $($check)?),
            },
        )+];
    };
    (@or $or:expr,) => { $or };
    (@or $or:expr, $given:expr) => { $given };
    (@flag $field:ident: $type:ty,) => { None };
    (@flag $field:ident: $type:ty, $flag:literal, $value:literal, $scope:expr) => {
        Some(Flag {
            name: $flag,
            value: $value,
            scope: $scope,
            set: |config, arguments| config.$field = <$type as FromArguments>::from_arguments(arguments),
        })
    };
}

pub(super) use declare;
