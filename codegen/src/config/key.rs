//! What there is to know of a key of `codegen.toml`, and the macro that declares all of them.

use std::ffi::OsString;
use std::path::Path;

use toml::Value;

use super::reader::{Item, Reader};
use super::shape::{Fallback, Scope, Shape};
use crate::diagnostics::Diagnostics;

/// A key of `codegen.toml`, which is also a field of the configuration `C` and may be an option of the command.
///
/// ```
/// use csdl_codegen::config::Key;
///
/// let key = Key::all().iter().find(|key| key.name == "crate-version").unwrap();
/// assert_eq!(key.summary(), "The package version of the generated crate.");
/// assert_eq!(key.fallback.to_string(), "\"0.1.0\"");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Key<C: 'static> {
    /// Its name in `codegen.toml`; the field has `_` in place of `-`.
    pub name: &'static str,
    /// The lines of its doc comment, each with the space at its start.
    pub(super) doc: &'static str,
    /// What holds if it is left out.
    pub fallback: Fallback,
    /// Lines of TOML that show it, if there is no default to show.
    #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "The template shows it."))]
    pub(super) example: &'static str,
    /// What its values are.
    pub shape: Shape,
    /// The option of the command that stands for it.
    pub flag: Option<Flag<C>>,
    /// Takes the value over that a `codegen.toml` has.
    pub(super) read: fn(&mut Reader<'_>, &mut C, &Item<'_>),
    /// Takes the value of the second configuration over, if that has one. Whether the first one's is gone.
    pub(super) override_by: fn(&mut C, &mut C) -> bool,
    /// The value as it is written in a `codegen.toml` in a folder; `None` if there is none, or if it is a table.
    #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "The template is set to it."))]
    pub(super) toml: fn(&C, &Path) -> Option<Value>,
    /// Adds a diagnostic if the value cannot be meant.
    pub(super) check: fn(&C, &mut Diagnostics),
}

/// The option of the command that stands for a key.
#[derive(Debug)]
#[non_exhaustive]
pub struct Flag<C> {
    /// Its name, without the dashes.
    pub name: &'static str,
    /// What the help calls its value.
    pub value: &'static str,
    /// Which commands have it.
    pub scope: Scope,
    /// Gives a configuration the value that these arguments say.
    pub set: fn(&mut C, Vec<OsString>),
}

impl<C> Key<C> {
    /// What it is, in a sentence.
    pub fn summary(&self) -> String {
        self.paragraphs().swap_remove(0)
    }

    /// All that is said of it, in Markdown without links: the summary and what else there is to know.
    pub fn paragraphs(&self) -> Vec<String> {
        let paragraph = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        self.doc.trim_end().split("\n\n").map(paragraph).collect()
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

/// Declares a configuration, and the keys that its fields have in `codegen.toml`: all that there is to know of them.
///
/// The doc comment of a field is that of the key: `--help`, the template of `init` and the reference say the same. Its first
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
        const KEYS: &[Key] = &[$(
            Key {
                name: $name,
                doc: concat!($($doc, "\n"),+),
                fallback: Fallback::$fallback $(($default))?,
                example: declare!(@or "", $($example)?),
                shape: <$type as Setting>::SHAPE,
                flag: declare!(@flag $field: $type, $($flag, $value, $scope)?),
                read: |reader, config, value| {
                    config.$field = declare!(@or <$type as FromToml>::from_toml, $($read)?)(reader, $name, value);
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
