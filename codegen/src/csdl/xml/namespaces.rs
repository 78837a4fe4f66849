//! Prefixes of names and the namespaces that they stand for (Namespaces in XML 1.0).

use std::borrow::Cow;

/// The namespaces that a reader of CSDL tells apart (section 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    /// The one of `Schema` and its content.
    Edm,
    /// The one of `edmx:Edmx` and of what refers to other documents.
    Edmx,
    /// Any other.
    Foreign,
    /// None at all.
    Missing,
}

/// The namespaces that are declared at the place of the reader.
#[derive(Debug, Default)]
pub(super) struct Bindings<'s>(Vec<Binding<'s>>);

#[derive(Debug)]
struct Binding<'s> {
    prefix: &'s str,
    uri: Cow<'s, str>,
    namespace: Namespace,
}

impl Namespace {
    /// Whether it is one of CSDL.
    pub(super) fn is_csdl(self) -> bool {
        matches!(self, Self::Edm | Self::Edmx)
    }

    fn of(uri: &str) -> Self {
        match uri {
            "http://docs.oasis-open.org/odata/ns/edm" => Self::Edm,
            "http://docs.oasis-open.org/odata/ns/edmx" => Self::Edmx,
            "" => Self::Missing,
            _ => Self::Foreign,
        }
    }
}

impl<'s> Bindings<'s> {
    /// Declares a prefix, which is empty for the default namespace.
    pub(super) fn bind(&mut self, prefix: &'s str, uri: Cow<'s, str>) {
        let namespace = Namespace::of(&uri);
        self.0.push(Binding { prefix, uri, namespace });
    }

    /// The namespace of a prefix; `None` if nothing declares it.
    pub(super) fn resolve(&self, prefix: &str) -> Option<Namespace> {
        match self.get(prefix) {
            Some(binding) => Some(binding.namespace),
            None if prefix.is_empty() => Some(Namespace::Missing),
            // The prefix `xml` needs no declaration; a namespace of the name does not exist for attributes.
            None => (prefix == "xml").then_some(Namespace::Foreign),
        }
    }

    /// The URI that a prefix stands for; empty if nothing declares it.
    pub(super) fn uri(&self, prefix: &str) -> &str {
        self.get(prefix).map_or("", |binding| &binding.uri)
    }

    /// How many declarations there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets all declarations but the first `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    fn get(&self, prefix: &str) -> Option<&Binding<'s>> {
        self.0.iter().rev().find(|binding| binding.prefix == prefix)
    }
}

/// The prefix that an attribute declares, such as `edmx` of `xmlns:edmx`; empty for `xmlns` itself.
pub(super) fn declared_prefix(attribute: &str) -> Option<&str> {
    match attribute.strip_prefix("xmlns")? {
        "" => Some(""),
        rest => rest.strip_prefix(':'),
    }
}

/// The prefix, empty if there is none, and the local part of a name.
pub(super) fn split(qualified: &str) -> (&str, &str) {
    qualified.split_once(':').unwrap_or(("", qualified))
}

/// Whether a name is one of XML (Namespaces in XML 1.0, section 4; every character beyond ASCII is accepted).
pub(super) fn is_xml_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80)
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':') || byte >= 0x80)
}
