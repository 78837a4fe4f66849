//! Annotations that say how entities and operations are requested.

use super::{Annotation, Vocabulary};
use crate::csdl::{Expression, ExpressionKind, PropertyValue};

/// A part of an alternate key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlternateKeyPart<'a> {
    /// The path of the property.
    pub path: &'a str,
    /// Its name in key predicates; the path, if it has no other one.
    pub name: &'a str,
}

/// What the capabilities of a service leave out, each by its term, by the property of the term's record that says it, and by what
/// requests call it. A term without such a property is a truth value.
const CAPABILITIES: &[(&str, &str, &str)] = &[
    ("ReadRestrictions", "Readable", "reading"),
    ("InsertRestrictions", "Insertable", "creating"),
    ("UpdateRestrictions", "Updatable", "updating"),
    ("DeleteRestrictions", "Deletable", "deleting"),
    ("FilterRestrictions", "Filterable", "`$filter`"),
    ("SortRestrictions", "Sortable", "`$orderby`"),
    ("SearchRestrictions", "Searchable", "`$search`"),
    ("CountRestrictions", "Countable", "`$count`"),
    ("ExpandRestrictions", "Expandable", "`$expand`"),
    ("SelectSupport", "Supported", "`$select`"),
    ("TopSupported", "", "`$top`"),
    ("SkipSupported", "", "`$skip`"),
];

/// The terms that say which permissions a request needs, and the requests.
const PERMISSIONS: &[(&str, &str)] = &[
    ("ReadRestrictions", "Reading"),
    ("InsertRestrictions", "Creating"),
    ("UpdateRestrictions", "Updating"),
    ("DeleteRestrictions", "Deleting"),
    ("OperationRestrictions", "It"),
];

/// What the Core and Capabilities vocabularies say of requests.
///
/// Source: <https://docs.oasis-open.org/odata/odata-vocabularies/v4.0/>, vocabularies `Org.OData.Core.V1` and
/// `Org.OData.Capabilities.V1`.
pub trait Capabilities {
    /// `Core.OptionalParameter`: the parameter can be left out.
    fn is_optional_parameter(&self) -> bool;

    /// `Core.AlternateKeys`: further ways to tell an entity from others.
    fn alternate_keys(&self) -> Vec<Vec<AlternateKeyPart<'_>>>;

    /// `Capabilities.KeyAsSegmentSupported`: keys can be segments of paths.
    fn has_keys_as_segments(&self) -> bool;

    /// What a request cannot do, in the words that requests have for it.
    fn unsupported(&self) -> Vec<&'static str>;

    /// What needs permissions, and which of them: any one of the scopes will do.
    fn required_scopes(&self) -> Vec<(&'static str, Vec<&str>)>;
}

impl Capabilities for [Annotation<'_>] {
    fn is_optional_parameter(&self) -> bool {
        self.core("OptionalParameter").is_some()
    }

    fn alternate_keys(&self) -> Vec<Vec<AlternateKeyPart<'_>>> {
        let keys = self.core("AlternateKeys").and_then(|annotation| annotation.value.as_ref());
        let keys = keys.map_or(&[][..], items).iter().filter_map(|key| member(key, "Key"));
        let part = |part| {
            let path = text(member(part, "Name")?)?;
            Some(AlternateKeyPart { path, name: member(part, "Alias").and_then(text).unwrap_or(path) })
        };
        // A key of which a part cannot be read is none.
        let keys = keys.filter_map(|key| items(key).iter().map(part).collect::<Option<Vec<_>>>());
        keys.filter(|key| !key.is_empty()).collect()
    }

    fn has_keys_as_segments(&self) -> bool {
        capability(self, "KeyAsSegmentSupported").is_some_and(Annotation::is_true)
    }

    fn unsupported(&self) -> Vec<&'static str> {
        let is_left_out = |term: &str, property: &str| {
            let value = capability(self, term).and_then(|annotation| annotation.value.as_ref());
            let value = if property.is_empty() { value } else { value.and_then(|value| member(value, property)) };
            value.and_then(text).is_some_and(|text| text.eq_ignore_ascii_case("false"))
        };
        let left_out = CAPABILITIES.iter().filter(|(term, property, _)| is_left_out(term, property));
        left_out.map(|(_, _, name)| *name).collect()
    }

    fn required_scopes(&self) -> Vec<(&'static str, Vec<&str>)> {
        let scopes = |term| {
            let value = capability(self, term)?.value.as_ref()?;
            let of_schemes = items(member(value, "Permissions")?).iter().filter_map(|scheme| member(scheme, "Scopes"));
            let scopes = of_schemes.flat_map(items).filter_map(|scope| text(member(scope, "Scope")?));
            let mut known: Vec<&str> = Vec::new();
            scopes.for_each(|scope| {
                if !known.contains(&scope) {
                    known.push(scope)
                }
            });
            (!known.is_empty()).then_some(known)
        };
        PERMISSIONS.iter().filter_map(|(term, what)| Some((*what, scopes(term)?))).collect()
    }
}

/// The annotation with a term of the Capabilities vocabulary.
fn capability<'a>(annotations: &'a [Annotation<'_>], term: &str) -> Option<&'a Annotation<'a>> {
    annotations.term("Org.OData.Capabilities.V1", term)
}

fn items<'a, 's>(expression: &'a Expression<'s>) -> &'a [Expression<'s>] {
    match &expression.kind {
        ExpressionKind::Collection(items) => items,
        _ => &[],
    }
}

fn member<'a, 's>(expression: &'a Expression<'s>, name: &str) -> Option<&'a Expression<'s>> {
    let ExpressionKind::Record { properties, .. } = &expression.kind else { return None };
    let named = properties.iter().find(|property: &&PropertyValue<'_>| property.property.text == name);
    named.and_then(|property| property.value.as_ref())
}

/// A constant or a path, as written.
fn text<'a>(expression: &'a Expression<'_>) -> Option<&'a str> {
    match &expression.kind {
        ExpressionKind::Constant(_, text) | ExpressionKind::Path(_, text) => Some(&text.text),
        _ => None,
    }
}
