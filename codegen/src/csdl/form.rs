//! The forms of names: what may stand in a `Name`, a `Type` or a path (CSDL XML 4.01, section 15).
//!
//! Any text can be the name of a member in JSON, and services do publish names with spaces, hyphens and dollar signs. So a name
//! that is not a simple identifier is only unusual; the naming layer makes Rust names and file names of its letters and digits.
//! A name that could not be referred to, or not be told from another, is invalid.

use crate::qualified_name::is_separator;
use crate::unicode;

/// How many characters a name can have that is longer than the standard allows. A longer one is damage.
const LONGEST: usize = 1_024;

/// What an attribute value has to look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A simple identifier (section 15.2).
    Name,
    /// The same, of something that can be left out: a property, a member of an enum type, a child of a container, an alias.
    Part,
    /// The simple identifier of a type.
    TypeDeclaration,
    /// Simple identifiers with dots between them (section 15.1).
    Namespace,
    /// What distinguishes annotations with the same term (section 14.3). The standard wants a simple identifier, but
    /// Microsoft Graph publishes some with dots, and nothing depends on them.
    Qualifier,
    /// A namespace or alias, a dot and a simple identifier (section 15.3).
    QualifiedName,
    /// The qualified name of a type, or `Collection(…)` of one (section 15.4).
    TypeName,
    /// The same, which is looked up: what is wrong with it is said where it is not found.
    TypeReference,
    /// Identifiers and qualified names with slashes between them.
    Path,
    /// Any text but the empty one.
    NotEmpty,
    /// Any text.
    Any,
}

/// Why a value does not have its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It can be read as it is, but others may stumble over it.
    Unusual(String),
    /// It is not a name.
    Invalid(String),
}

impl Form {
    /// Whether it is a name, or has names in it, so that white space around it has no meaning.
    pub(super) fn is_name(self) -> bool {
        !matches!(self, Self::NotEmpty | Self::Any)
    }

    /// What the form is called in messages, with its article.
    pub(super) fn description(self) -> &'static str {
        match self {
            Self::Name | Self::Part | Self::TypeDeclaration => "a simple identifier",
            Self::Namespace => "a namespace",
            Self::Qualifier => "a qualifier",
            Self::QualifiedName => "a qualified name",
            Self::TypeName | Self::TypeReference => "a type name",
            Self::Path => "a path",
            Self::NotEmpty | Self::Any => "a text",
        }
    }

    /// What to do about a value that does not have the form.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Name | Self::Part | Self::TypeDeclaration => {
                "an identifier is a letter or underscore, followed by at most 127 letters, digits and underscores"
            }
            Self::Namespace => "a namespace is identifiers with dots between them, such as `Contoso.Sales`",
            Self::Qualifier => "a qualifier is an identifier, such as `Tablet`",
            Self::QualifiedName => "a qualified name is a namespace or alias and a name, such as `Contoso.Sales.Order`",
            Self::TypeName | Self::TypeReference => {
                "a type is written as its qualified name, such as `Edm.String`, or as `Collection(Edm.String)`, without \
                 spaces"
            }
            Self::Path => "a path is names with slashes between them, such as `Address/City`",
            Self::NotEmpty | Self::Any => "write a value",
        }
    }

    /// Why a value does not have the form.
    pub(super) fn fault(self, value: &str) -> Option<Fault> {
        match self {
            Self::Name | Self::Part => name(value),
            Self::TypeDeclaration => unusable(value).or_else(|| name(value)),
            Self::Namespace => unusable(value).or_else(|| path_of_file(value)).or_else(|| dotted(value)),
            Self::Qualifier => dotted(value),
            Self::QualifiedName => qualified(value),
            Self::TypeName => type_name(value),
            Self::TypeReference => value.is_empty().then(empty),
            Self::Path => worst(value.split('/').map(segment)),
            Self::NotEmpty => value.trim().is_empty().then(empty),
            Self::Any => None,
        }
    }
}

/// Why no type can have a name, without the `Collection(…)` around it.
pub(crate) fn type_fault(name: &str) -> Option<String> {
    let is_nested = name.starts_with("Collection(") && name.ends_with(')');
    match type_name(name) {
        _ if is_nested => Some("a collection cannot contain collections".to_owned()),
        Some(Fault::Invalid(fault)) => Some(fault),
        _ => None,
    }
}

/// What to write in place of a name that no type can have.
pub(crate) fn type_help() -> &'static str {
    Form::TypeReference.help()
}

/// A text in backticks for a message, cut if it is long, without characters that would garble the message.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown = String::from("`");
    for (count, character) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        if unicode::is_unprintable(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown.push('`');
    shown
}

/// The gravest of the faults, the first one of equals.
fn worst(faults: impl Iterator<Item = Option<Fault>>) -> Option<Fault> {
    let mut unusual = None;
    for fault in faults.flatten() {
        if matches!(fault, Fault::Invalid(_)) {
            return Some(fault);
        }
        unusual.get_or_insert(fault);
    }
    unusual
}

fn name(value: &str) -> Option<Fault> {
    // Nearly all names are ASCII and right, which is quick to see.
    let bytes = value.as_bytes();
    let plain = bytes.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
        && bytes.len() <= 128
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    if plain { None } else { name_fault(value) }
}

fn name_fault(value: &str) -> Option<Fault> {
    let Some(first) = value.chars().next() else { return Some(empty()) };
    if let Some(control) = value.chars().find(|character| character.is_control()) {
        return Some(Fault::Invalid(format!("it contains {}", describe(control))));
    }
    let length = value.chars().count();
    if length > LONGEST {
        return Some(Fault::Invalid(format!("it has {length} characters")));
    }
    if !unicode::is_start(first) {
        return Some(Fault::Unusual(format!("it starts with {}", describe(first))));
    }
    if let Some(bad) = value.chars().find(|&character| !unicode::is_continue(character)) {
        return Some(Fault::Unusual(format!("it contains {}", describe(bad))));
    }
    (length > 128).then(|| Fault::Unusual(format!("it has {length} characters")))
}

/// Why a type or a namespace cannot have a name: it has what separates names where several are written together, in lists of types
/// and in the types of collections, or is longer than the names of files can be.
fn unusable(value: &str) -> Option<Fault> {
    let found = value.chars().find(|character| is_separator(*character));
    let found = found.map(|found| format!("it contains {}", describe(found)));
    let is_long = |part: &str| part.len() > 128 && part.chars().count() > 128;
    let long = || {
        value.split('.').find(|part| is_long(part)).map(|part| format!("it has {} characters", part.chars().count()))
    };
    let longer =
        || (value.len() > 511 && value.chars().count() > 511).then(|| "it has more than 511 characters".to_owned());
    found.or_else(long).or_else(longer).map(Fault::Invalid)
}

/// What separates folders.
fn path_of_file(value: &str) -> Option<Fault> {
    let found = value.chars().find(|character| matches!(character, '/' | '\\'));
    found.map(|found| Fault::Invalid(format!("it contains {}", describe(found))))
}

fn dotted(value: &str) -> Option<Fault> {
    if value.is_empty() {
        return Some(empty());
    }
    worst(value.split('.').map(|part| {
        if part.is_empty() { Some(Fault::Invalid("a part between its dots is empty".to_owned())) } else { name(part) }
    }))
}

fn qualified(value: &str) -> Option<Fault> {
    dotted(value).or_else(|| (!value.contains('.')).then(|| Fault::Invalid("it has no namespace".to_owned())))
}

/// What is unusual in a reference is so in the declaration, too, and said there. Whether it has a namespace is seen where it is
/// looked up.
fn item_type(value: &str) -> Option<Fault> {
    dotted(value).filter(|fault| matches!(fault, Fault::Invalid(_)))
}

fn type_name(value: &str) -> Option<Fault> {
    let Some(inner) = value.strip_prefix("Collection(") else { return item_type(value) };
    match inner.strip_suffix(')') {
        Some(inner) if inner.starts_with("Collection(") => {
            Some(Fault::Invalid("a collection cannot contain collections".to_owned()))
        }
        Some(inner) => item_type(inner),
        None => Some(Fault::Invalid("the closing `)` is missing".to_owned())),
    }
}

fn segment(segment: &str) -> Option<Fault> {
    if segment.is_empty() {
        return Some(Fault::Invalid("one of its segments is empty".to_owned()));
    }
    // A segment may also be an annotation, such as `@Contoso.Contact#work`.
    let (name, qualifier) = match segment.strip_prefix('@').map(|term| term.split_once('#').unwrap_or((term, "_"))) {
        Some((term, qualifier)) => (term, Some(qualifier)),
        None => (segment, None),
    };
    worst([dotted(name), qualifier.and_then(dotted)].into_iter())
}

fn empty() -> Fault {
    Fault::Invalid("it is empty".to_owned())
}

fn describe(character: char) -> String {
    if character == ' ' { "a space".to_owned() } else { quoted(character.encode_utf8(&mut [0; 4])) }
}
