//! The naming layer: the only place where a Rust identifier is made.
//!
//! Every name of a schema is untrusted. What leaves this module is a valid Rust identifier, or the name of a file that
//! consists of ASCII letters, digits and underscores and is safe on every platform.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::Span;

/// A valid Rust identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident {
    text: Arc<str>,
    raw: bool,
}

/// The spelling that Rust has for a kind of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Case {
    /// Types and enum variants.
    UpperCamel,
    /// Fields.
    Snake,
    /// Modules, each of which is a file of its name.
    Module,
    /// Constants.
    Shouty,
}

/// Makes identifiers, each distinct name once, and applies the renames of the configuration.
#[derive(Debug)]
pub(super) struct Namer<'c> {
    renames: &'c BTreeMap<String, String>,
    used: BTreeSet<&'c str>,
    /// By case, as [`Case`] numbers them.
    made: [HashMap<String, Ident>; 4],
}

/// Names that share a scope, such as the fields of a struct: each is given once.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Each identifier with what took it, in words, which is empty if the identifier is reserved.
    by_ident: HashMap<Arc<str>, String>,
}

/// Something in the schemas that gets a name; its path is the key of `[rename]` that overrides it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    /// The name that the identifier is made from.
    pub(super) name: &'a str,
    /// The qualified name of the type, or a namespace.
    pub(super) owner: &'a str,
    /// What of it is named.
    pub(super) part: Part<'a>,
    /// Where the name is declared.
    pub(super) span: Span,
}

/// What of a type or namespace gets a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// The type.
    Type,
    /// The enum of the type and its derived types.
    Hierarchy,
    /// A property or member of the type.
    Child(&'a str),
    /// The namespace.
    Namespace,
}

impl Ident {
    /// The identifier without a leading `r#`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is a keyword and has to be written with a leading `r#`.
    pub fn is_raw(&self) -> bool {
        self.raw
    }

    /// The identifier with something before or behind it, which are valid in identifiers.
    fn affixed(&self, prefix: &str, suffix: &str) -> Self {
        Self::from_valid(format!("{prefix}{}{suffix}", self.text))
    }

    /// The identifier of a text that is one but for being a keyword.
    fn from_valid(text: String) -> Self {
        match keyword(&text) {
            Keyword::No => Self { text: text.into(), raw: false },
            Keyword::Raw => Self { text: text.into(), raw: true },
            Keyword::Never => Self { text: (text + "_").into(), raw: false },
        }
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.raw { "r#" } else { "" }, self.text)
    }
}

impl<'c> Namer<'c> {
    pub(super) fn new(renames: &'c BTreeMap<String, String>) -> Self {
        Self { renames, used: BTreeSet::new(), made: Default::default() }
    }

    /// The identifier for a name, unique in `taken`; a clash is resolved by a number and reported.
    pub(super) fn unique(
        &mut self,
        case: Case,
        origin: Origin<'_>,
        taken: &mut Taken,
        diagnostics: &mut Diagnostics,
    ) -> Ident {
        let wanted = match self.renamed(origin) {
            Some(ident) if case == Case::Module => module_ident(&ident),
            Some(ident) => ident,
            None => self.make(case, origin.name),
        };
        let given = taken.claim(&wanted, origin.in_words());
        if let Err((unique, first)) = given {
            let named = origin.in_words();
            let other = match first {
                Some(first) => format!("{first} and {named} both become `{wanted}`"),
                None if wanted.as_str() == origin.name => {
                    format!("{named} is a name which generated code needs for itself")
                }
                None => format!("{named} becomes `{wanted}`, which generated code needs for itself"),
            };
            diagnostics.push(
                Diagnostic::warning(origin.span, other)
                    .label(format!("named `{unique}`"))
                    .help(format!("to choose another name, add `\"{}\" = \"…\"` to [rename]", origin.key())),
            );
            return unique;
        }
        wanted
    }

    /// The identifier for a name.
    pub(super) fn make(&mut self, case: Case, name: &str) -> Ident {
        let made = &mut self.made[case as usize];
        if let Some(ident) = made.get(name) {
            return ident.clone();
        }
        let ident = convert(case, name);
        made.insert(name.to_owned(), ident.clone());
        ident
    }

    /// `Any…`: the enum of a type and its derived types.
    pub(super) fn hierarchy(base: &Ident) -> Ident {
        base.affixed("Any", "")
    }

    /// The identifier for a name that cannot be overridden, unique in `taken`; a clash is resolved and not reported.
    pub(super) fn unreported(&mut self, case: Case, name: &str, taken: &mut Taken) -> Ident {
        let wanted = self.make(case, name);
        match taken.claim(&wanted, ["`", name, "`"].concat()) {
            Ok(()) => wanted,
            Err((unique, _)) => unique,
        }
    }

    /// The keys of `[rename]` that no generated name has used.
    pub(super) fn unused(&self) -> impl Iterator<Item = &'c str> {
        self.renames.keys().map(String::as_str).filter(|key| !self.used.contains(key))
    }

    fn renamed(&mut self, origin: Origin<'_>) -> Option<Ident> {
        // Most configurations rename nothing, and there are many names.
        if self.renames.is_empty() {
            return None;
        }
        let (key, name) = self.renames.get_key_value(&origin.key())?;
        self.used.insert(key);
        Some(convert_verbatim(name))
    }
}

impl Origin<'_> {
    /// The key of `[rename]`: none of them can be that of something else, whatever the names are.
    fn key(&self) -> String {
        let owner = self.owner;
        match self.part {
            Part::Type => owner.to_owned(),
            Part::Hierarchy => format!("{owner}/*"),
            Part::Child(child) => format!("{owner}/{child}"),
            Part::Namespace => format!("{owner}.*"),
        }
    }

    /// What it is, by a name that the schemas have.
    fn in_words(&self) -> String {
        match (self.part, self.owner.rsplit('.').next()) {
            (Part::Hierarchy, Some(base)) => format!("the enum of `{base}` and its derived types"),
            _ => ["`", self.name, "`"].concat(),
        }
    }
}

impl Taken {
    /// Whether an identifier is given.
    pub(super) fn contains(&self, ident: &str) -> bool {
        self.by_ident.contains_key(ident)
    }

    /// A scope in which some identifiers cannot be given.
    pub(super) fn reserving(reserved: &[&str]) -> Self {
        Self { by_ident: reserved.iter().map(|name| ((*name).into(), String::new())).collect() }
    }

    /// Takes an identifier for what is said in words; if it is taken, another one and what took it first.
    fn claim(&mut self, wanted: &Ident, named: String) -> Result<(), (Ident, Option<String>)> {
        let Some(first) = self.by_ident.get(wanted.as_str()).cloned() else {
            self.by_ident.insert(Arc::clone(&wanted.text), named);
            return Ok(());
        };
        // An underscore that ends it is there to make it no keyword, and a digit right behind a digit would read as
        // another number.
        let stem = Some(wanted.text.trim_end_matches('_')).filter(|stem| !stem.is_empty()).unwrap_or(&wanted.text);
        let gap = if stem.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
        let mut number = if first.is_empty() { 1_u32 } else { 2 };
        loop {
            let unique =
                if number == 1 { wanted.affixed("", "_") } else { Ident::from_valid(format!("{stem}{gap}{number}")) };
            // `com` and a number is a device.
            if !self.by_ident.contains_key(unique.as_str()) && !is_device(unique.as_str()) {
                self.by_ident.insert(Arc::clone(&unique.text), named);
                return Err((unique, Some(first).filter(|first| !first.is_empty())));
            }
            number += 1;
        }
    }
}

/// A name for a file without its ending: ASCII, lower case, and reserved on no platform.
fn file_stem(ident: &Ident) -> String {
    let mut stem = String::with_capacity(ident.text.len());
    for character in ident.text.chars() {
        if character.is_ascii_alphanumeric() || character == '_' {
            stem.push(character.to_ascii_lowercase());
        } else {
            stem.push_str(&format!("u{:x}_", u32::from(character)));
        }
    }
    // Paths of 255 bytes and more are refused by common file systems.
    stem.truncate(100);
    if is_device(&stem) { stem + "_" } else { stem }
}

/// An identifier that is ASCII, for a module: the file of a module with another name would not be found.
fn module_ident(ident: &Ident) -> Ident {
    let stem = file_stem(ident);
    if stem == *ident.text { ident.clone() } else { convert_verbatim(&stem) }
}

fn is_device(stem: &str) -> bool {
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem, "con" | "prn" | "aux" | "nul" | "conin" | "conout") || numbered("com") || numbered("lpt")
}

fn convert(case: Case, name: &str) -> Ident {
    // A letter and its accent in one: by itself the accent would count as a gap between two words.
    let name = &*composed(name);
    let converted = match case {
        Case::UpperCamel => upper_camel(name),
        Case::Snake => name.to_snake_case(),
        Case::Module => return module_ident(&convert(Case::Snake, name)),
        Case::Shouty => name.to_shouty_snake_case(),
    };
    if converted.is_empty() {
        return convert_verbatim(match case {
            Case::UpperCamel => "Unnamed",
            Case::Snake | Case::Module => "unnamed",
            Case::Shouty => "UNNAMED",
        });
    }
    convert_verbatim(&converted)
}

/// The name in Unicode's composed form, which ASCII is in.
fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// UpperCamelCase that keeps the underscore between digits: `v10_0` is `V10_0` and not `V100`.
fn upper_camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let is_digit = |character: char| character.is_ascii_digit();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        if camel.ends_with(is_digit) && part.starts_with(is_digit) {
            camel.push('_');
        }
        camel.push_str(&part.to_upper_camel_case());
    }
    camel
}

/// The nearest valid identifier.
fn convert_verbatim(name: &str) -> Ident {
    let mut text: String = composed(name).chars().filter(|character| is_xid_continue(*character)).collect();
    if !text.starts_with(is_xid_start) || text.is_empty() {
        text.insert(0, '_');
    }
    if text == "_" {
        text.push('_');
    }
    Ident::from_valid(text)
}

enum Keyword {
    No,
    Raw,
    Never,
}

/// The keywords of all editions, strict, reserved and weak ones that cannot be identifiers.
fn keyword(text: &str) -> Keyword {
    match text {
        "self" | "Self" | "super" | "crate" => Keyword::Never,
        "as" | "async" | "await" | "break" | "const" | "continue" | "dyn" | "else" | "enum" | "extern" | "false"
        | "fn" | "for" | "gen" | "if" | "impl" | "in" | "let" | "loop" | "match" | "mod" | "move" | "mut" | "pub"
        | "ref" | "return" | "static" | "struct" | "trait" | "true" | "type" | "unsafe" | "use" | "where" | "while"
        | "abstract" | "become" | "box" | "do" | "final" | "macro" | "override" | "priv" | "try" | "typeof"
        | "unsized" | "virtual" | "yield" => Keyword::Raw,
        _ => Keyword::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ident(case: Case, name: &str) -> String {
        convert(case, name).to_string()
    }

    #[test]
    fn names_follow_the_conventions_of_rust() {
        assert_eq!(ident(Case::UpperCamel, "vppTokenActionResult"), "VppTokenActionResult");
        assert_eq!(ident(Case::UpperCamel, "v10_0"), "V10_0");
        assert_eq!(ident(Case::UpperCamel, "assignedToExternalMDM"), "AssignedToExternalMdm");
        assert_eq!(ident(Case::Snake, "lastUpdatedDateTime"), "last_updated_date_time");
        assert_eq!(ident(Case::Shouty, "appleId"), "APPLE_ID");
    }

    #[test]
    fn keywords_are_raw_or_suffixed() {
        assert_eq!(ident(Case::Snake, "type"), "r#type");
        assert_eq!(ident(Case::Snake, "gen"), "r#gen");
        assert_eq!(ident(Case::Snake, "self"), "self_");
        assert_eq!(ident(Case::Snake, "crate"), "crate_");
        assert_eq!(ident(Case::UpperCamel, "self"), "Self_");
    }

    #[test]
    fn every_name_becomes_an_identifier() {
        for name in ["", "_", "__", "1", "2fa", "a\u{200d}b", "größe", "名前", "a;b", "\"", "r#x", "\u{301}"] {
            for case in [Case::UpperCamel, Case::Snake, Case::Shouty] {
                let made = ident(case, name);
                assert!(syn::parse_str::<syn::Ident>(&made).is_ok(), "{name:?} became {made:?}");
            }
            let stem = file_stem(&convert(Case::Snake, name));
            assert!(stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{name:?}: {stem:?}");
        }
    }

    #[test]
    fn devices_are_no_file_names() {
        assert_eq!(file_stem(&convert(Case::Snake, "con")), "con_");
        assert_eq!(file_stem(&convert(Case::Snake, "COM1")), "com1_");
        assert_eq!(file_stem(&convert(Case::Snake, "contact")), "contact");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut taken = Taken::reserving(&["extra"]);
        let make = |name: &str| convert(Case::Snake, name);
        assert_eq!(taken.claim(&make("queryString"), "queryString".into()), Ok(()));
        let second = taken.claim(&make("query_string"), "query_string".into());
        assert_eq!(second, Err((make("query_string2"), Some("queryString".into()))));
        assert_eq!(
            taken.claim(&make("extra"), "extra".into()),
            Err((Ident { text: "extra_".into(), raw: false }, None))
        );
    }
}
