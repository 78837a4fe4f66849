//! Annotations that say how entities and operations are requested.

use super::{Annotation, Vocabulary};
use crate::csdl::{Expression, ExpressionKind};

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
    ("IndexableByKey", "", "reading by key"),
    // Microsoft Graph has this property, the vocabulary has not.
    ("NavigationRestrictions", "Referenceable", "`$ref`"),
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

    /// `Capabilities.NavigationRestrictions`: what a request cannot do at navigation properties, by their paths from here.
    fn unsupported_beyond(&self) -> Vec<(&str, Vec<&'static str>)>;

    /// What needs permissions, and which of them: any one of the scopes will do.
    fn required_scopes(&self) -> Vec<(&'static str, Vec<&str>)>;
}

impl Capabilities for [Annotation<'_>] {
    fn is_optional_parameter(&self) -> bool {
        self.core("OptionalParameter").is_some()
    }

    fn alternate_keys(&self) -> Vec<Vec<AlternateKeyPart<'_>>> {
        let keys = self.core("AlternateKeys").map_or(&[][..], Annotation::items);
        // A key of which a part cannot be read is none.
        let keys =
            keys.iter().filter_map(|key| key.member("Key")?.items().iter().map(part).collect::<Option<Vec<_>>>());
        keys.filter(|key| !key.is_empty()).collect()
    }

    fn has_keys_as_segments(&self) -> bool {
        capability(self, "KeyAsSegmentSupported").is_some_and(Annotation::is_true)
    }

    fn unsupported(&self) -> Vec<&'static str> {
        let value = |term: &str| capability(self, term)?.value.as_ref();
        let navigation = value("NavigationRestrictions").and_then(not_navigable);
        left_out(value).chain(navigation).collect()
    }

    fn unsupported_beyond(&self) -> Vec<(&str, Vec<&'static str>)> {
        let value = capability(self, "NavigationRestrictions").and_then(|annotation| annotation.value.as_ref());
        let restricted = value.and_then(|value| value.member("RestrictedProperties"));
        let restrictions = restricted.map_or(&[][..], Expression::items).iter().filter_map(|restriction| {
            let unsupported = left_out(|term| restriction.member(term)).chain(not_navigable(restriction));
            Some((text(restriction.member("NavigationProperty")?)?, unsupported.collect::<Vec<_>>()))
        });
        restrictions.filter(|(_, unsupported)| !unsupported.is_empty()).collect()
    }

    fn required_scopes(&self) -> Vec<(&'static str, Vec<&str>)> {
        let scopes = |term| {
            let value = capability(self, term)?.value.as_ref()?;
            let of_schemes = value.member("Permissions")?.items().iter().filter_map(|scheme| scheme.member("Scopes"));
            let scopes = of_schemes.flat_map(Expression::items).filter_map(|scope| text(scope.member("Scope")?));
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

fn part<'a>(part: &'a Expression<'_>) -> Option<AlternateKeyPart<'a>> {
    let path = text(part.member("Name")?)?;
    Some(AlternateKeyPart { path, name: part.member("Alias").and_then(text).unwrap_or(path) })
}

/// The annotation with a term of the Capabilities vocabulary.
fn capability<'a>(annotations: &'a [Annotation<'_>], term: &str) -> Option<&'a Annotation<'a>> {
    annotations.term("Org.OData.Capabilities.V1", term)
}

/// What the values of the terms of [`CAPABILITIES`] leave out.
fn left_out<'a>(value: impl Fn(&str) -> Option<&'a Expression<'a>>) -> impl Iterator<Item = &'static str> {
    let is_left_out = move |term: &str, property: &str| {
        let value =
            if property.is_empty() { value(term) } else { value(term).and_then(|value| value.member(property)) };
        value.and_then(text).is_some_and(|text| text.eq_ignore_ascii_case("false"))
    };
    CAPABILITIES.iter().filter(move |(term, property, _)| is_left_out(term, property)).map(|(_, _, name)| *name)
}

/// How far a record does not let requests go on by navigation properties.
fn not_navigable(record: &Expression<'_>) -> Option<&'static str> {
    match text(record.member("Navigability")?)?.rsplit('/').next()? {
        "None" => Some("navigation"),
        "Single" => Some("navigation of more than one step"),
        _ => None,
    }
}

/// A constant or a path, as written.
fn text<'a>(expression: &'a Expression<'_>) -> Option<&'a str> {
    match &expression.kind {
        ExpressionKind::Constant(_, text) | ExpressionKind::Path(text) => Some(&text.text),
        _ => None,
    }
}
