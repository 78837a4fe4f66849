//! Settings that are a choice among a few words.

/// A word that is the value of a key.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word.
    pub text: &'static str,
    /// The lines of its doc comment, each with the space at its start.
    pub(super) doc: &'static str,
}

impl Word {
    /// What it stands for, in a sentence.
    pub fn meaning(&self) -> String {
        self.doc.lines().map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

/// A setting that is one of a few words.
pub(crate) trait Choice: Copy + PartialEq + Sized + 'static {
    /// The words, each with what it stands for.
    const WORDS: &'static [Word];

    /// What they stand for, in the same order.
    const ALL: &'static [Self];

    /// What a word stands for; `None` if it is not one of them.
    fn of_word(word: &str) -> Option<Self> {
        let index = Self::WORDS.iter().position(|known| known.text == word)?;
        Self::ALL.get(index).copied()
    }

    /// The word that stands for it.
    fn word(self) -> &'static str {
        let index = Self::ALL.iter().position(|choice| *choice == self);
        index.and_then(|index| Self::WORDS.get(index)).map_or("", |word| word.text)
    }
}

/// Declares enums whose variants are words in `codegen.toml`. The doc comment of a variant is what is said of the word, there
/// and everywhere.
macro_rules! choices {
    ($(
        $(#[$meta:meta])*
        pub enum $choice:ident {
            $(
                $(#[doc = $doc:literal])+
                $variant:ident = $word:literal $($default:ident)?,
            )+
        }
    )+) => { $(
        $(#[$meta])*
        pub enum $choice {
            $(
                #[doc = concat!("`\"", $word, "\"`:")]
                $(#[doc = $doc])+
                $(#[$default])?
                $variant,
            )+
        }

        impl Choice for $choice {
            const WORDS: &'static [Word] = &[$(Word { text: $word, doc: concat!($($doc, "\n"),+) }),+];
            const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    )+ };
}

choices! {
    /// What is generated.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Emit {
        /// A package with a `Cargo.toml`.
        Crate = "crate" default,
        /// A folder with a `mod.rs`, which names the dependencies that the crate around it must have.
        Module = "module",
    }

    /// Which navigation properties of the selected types become fields.
    ///
    /// What a service sends of the others is in `extra`, as it is for all that has no field.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Navigation {
        /// Those that lead to a selected type.
        Selected = "selected" default,
        /// All of them; those that lead to other types hold untyped JSON (`Nav<Value>`).
        All = "all",
        /// None.
        None = "none",
    }

    /// Which derived types are selected along with their base types.
    ///
    /// A value of a derived type that is not selected is read as its base type, and keeps the rest in `extra`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Derived {
        /// None that is not selected itself.
        Selected = "selected",
        /// Those of the complex types that selected types have properties of, since they arrive inline.
        Properties = "properties" default,
        /// Those of all selected types.
        All = "all",
    }

    /// What is done about a type that is needed, and that none of the documents declares.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Unresolved {
        /// It is an error.
        Error = "error" default,
        /// A property of it is untyped JSON; a type whose base type it is has its own properties only.
        Value = "value",
    }

    /// What is made of types that are declared once for each version, in namespaces that end in one.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Versions {
        /// A type for each version.
        All = "all" default,
        /// One type for all versions, as the newest has it, in the namespace without the version.
        Newest = "newest",
    }

    /// In which alphabet bytes are written. Both are read.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Base64 {
        /// With `+` and `/` (RFC 4648, section 4).
        Standard = "standard" default,
        /// With `-` and `_` (RFC 4648, section 5), as binaryValue of the OData 4.01 ABNF has it.
        Url = "url",
    }

    /// What a type of CSDL becomes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Kind {
        /// The struct of an entity or complex type.
        Struct = "struct",
        /// The enum `Any…` of a type and its derived types.
        Hierarchy = "hierarchy",
        /// The enum of an enum type.
        Enum = "enum",
        /// The struct of a type definition.
        Newtype = "newtype",
    }
}

/// Derives and attributes for some of the generated types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attributes {
    /// The types of CSDL, each a [pattern](super::Config#patterns) that matches one of them at least.
    pub types: Vec<String>,
    /// The kinds of Rust items; all of them if it is empty.
    pub kinds: Vec<Kind>,
    /// Traits to derive, as paths: `my::Derive`. Those that the generated types have anyway are left out.
    pub derive: Vec<String>,
    /// Attributes: `#[my::attribute]`.
    pub attributes: Vec<String>,
}

impl Attributes {
    /// No derives and attributes yet, for all types that a pattern of `types` matches.
    pub fn new(types: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { types: types.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}
