//! What there is to know of a key besides its name and its type.

use super::options::Word;

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

impl std::fmt::Display for Fallback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value(text) | Self::Described(text) => f.write_str(text),
            Self::Nothing => Ok(()),
        }
    }
}
