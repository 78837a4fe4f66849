//! The forms of names: what may stand in a `Name`, a `Type` or a path (CSDL XML 4.01, section 15).
//!
//! Names go into Rust code, file names and messages, so nothing but letters, digits and underscores gets past here.

use crate::unicode;

/// What an attribute value has to look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A simple identifier (section 15.2).
    Name,
    /// Simple identifiers with dots between them (section 15.1).
    Namespace,
    /// What distinguishes annotations with the same term (section 14.3). The standard wants a simple identifier, but
    /// Microsoft Graph publishes some with dots, and nothing depends on them.
    Qualifier,
    /// A namespace or alias, a dot and a simple identifier (section 15.3).
    QualifiedName,
    /// A qualified name, or `Collection(…)` of one (section 15.4).
    TypeName,
    /// Identifiers and qualified names with slashes between them.
    Path,
    /// Any text but the empty one.
    NotEmpty,
    /// Any text.
    Any,
}

impl Form {
    /// What the form is called in messages, with its article.
    pub(super) fn description(self) -> &'static str {
        match self {
            Self::Name => "a simple identifier",
            Self::Namespace => "a namespace",
            Self::Qualifier => "a qualifier",
            Self::QualifiedName => "a qualified name",
            Self::TypeName => "a type name",
            Self::Path => "a path",
            Self::NotEmpty | Self::Any => "a text",
        }
    }

    /// What to do about a value that does not have the form.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Name => {
                "an identifier is a letter or underscore, followed by at most 127 letters, digits and underscores"
            }
            Self::Namespace => "a namespace is identifiers with dots between them, such as `Contoso.Sales`",
            Self::Qualifier => "a qualifier is an identifier, such as `Tablet`",
            Self::QualifiedName => "a qualified name is a namespace or alias and a name, such as `Contoso.Sales.Order`",
            Self::TypeName => {
                "a type is written as its qualified name, such as `Edm.String`, or as `Collection(Edm.String)`, without \
                 spaces"
            }
            Self::Path => "a path is names with slashes between them, such as `Address/City`",
            Self::NotEmpty | Self::Any => "write a value",
        }
    }

    /// Why a value does not have the form.
    pub(super) fn fault(self, value: &str) -> Option<String> {
        match self {
            Self::Name => identifier(value),
            Self::Namespace => dotted(value).or_else(|| too_long(value)),
            Self::Qualifier => dotted(value),
            Self::QualifiedName => qualified(value),
            Self::TypeName => type_name(value),
            Self::Path => value.split('/').find_map(segment),
            Self::NotEmpty => value.trim().is_empty().then(empty),
            Self::Any => None,
        }
    }
}

/// A text in backticks for a message, cut if it is long, without characters that would garble the message.
pub(super) fn quoted(text: &str) -> String {
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

/// Whether a name can stand in a tag (Namespaces in XML 1.0, section 4; every character beyond ASCII is let through).
pub(super) fn is_xml_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80)
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':') || byte >= 0x80)
}

fn identifier(value: &str) -> Option<String> {
    // Nearly all names are ASCII and right, which is quick to see.
    let bytes = value.as_bytes();
    let plain = bytes.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
        && bytes.len() <= 128
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    if plain { None } else { identifier_fault(value) }
}

fn identifier_fault(value: &str) -> Option<String> {
    let mut characters = value.chars();
    let Some(first) = characters.next() else { return Some(empty()) };
    if !unicode::is_start(first) {
        return Some(format!("it starts with {}", describe(first)));
    }
    if let Some(bad) = characters.find(|&character| !unicode::is_continue(character)) {
        return Some(format!("it contains {}", describe(bad)));
    }
    let length = value.chars().count();
    (length > 128).then(|| format!("it has {length} characters"))
}

fn dotted(value: &str) -> Option<String> {
    if value.is_empty() {
        return Some(empty());
    }
    value.split('.').find_map(|part| {
        if part.is_empty() { Some("a part between its dots is empty".to_owned()) } else { identifier(part) }
    })
}

fn too_long(namespace: &str) -> Option<String> {
    (namespace.len() > 511 && namespace.chars().count() > 511).then(|| "it has more than 511 characters".to_owned())
}

fn qualified(value: &str) -> Option<String> {
    dotted(value).or_else(|| match value.rsplit_once('.') {
        Some((namespace, _)) => too_long(namespace),
        None => Some("it has no namespace".to_owned()),
    })
}

fn type_name(value: &str) -> Option<String> {
    let Some(inner) = value.strip_prefix("Collection(") else { return qualified(value) };
    match inner.strip_suffix(')') {
        Some(inner) if inner.starts_with("Collection(") => Some("a collection cannot contain collections".to_owned()),
        Some(inner) => qualified(inner),
        None => Some("the closing `)` is missing".to_owned()),
    }
}

fn segment(segment: &str) -> Option<String> {
    if segment.is_empty() {
        return Some("one of its segments is empty".to_owned());
    }
    // A segment may also be an annotation, such as `@Contoso.Contact#work`.
    let (name, qualifier) = match segment.strip_prefix('@').map(|term| term.split_once('#').unwrap_or((term, "_"))) {
        Some((term, qualifier)) => (term, Some(qualifier)),
        None => (segment, None),
    };
    dotted(name).or_else(|| qualifier.and_then(dotted))
}

fn empty() -> String {
    "it is empty".to_owned()
}

fn describe(character: char) -> String {
    if character == ' ' { "a space".to_owned() } else { quoted(character.encode_utf8(&mut [0; 4])) }
}
