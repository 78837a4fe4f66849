//! Annotations, and what the common vocabularies mean by them.

use std::borrow::Cow;

use super::Permissions;
use crate::csdl::{ConstantKind, Expression, ExpressionKind, Text};
use crate::source::Span;

/// An annotation with its term resolved (section 14.3).
#[derive(Clone, Debug)]
pub struct Annotation<'s> {
    /// The qualified name of the term; an alias in it is replaced by its namespace.
    pub term: Cow<'s, str>,
    /// Where the term is named.
    pub span: Span,
    /// Distinguishes several annotations with the same term.
    pub qualifier: Option<Text<'s>>,
    /// The value; `None` where not given, which means the default value of the term.
    pub value: Option<Expression<'s>>,
    /// Annotations of the annotation.
    pub annotations: Vec<Self>,
}

/// What happened to a model element in a version (`Org.OData.Core.V1.RevisionKind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevisionKind {
    /// It was added.
    Added,
    /// It was changed.
    Modified,
    /// It will be removed.
    Deprecated,
}

/// An entry of `Org.OData.Core.V1.Revisions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision<'a> {
    /// What happened.
    pub kind: RevisionKind,
    /// The version in which it happened.
    pub version: Option<&'a str>,
    /// The day on which it happened, `YYYY-MM-DD`.
    pub date: Option<&'a str>,
    /// The day on which the element will be gone, `YYYY-MM-DD`.
    pub removal_date: Option<&'a str>,
    /// What to know about it.
    pub description: Option<&'a str>,
}

/// The terms of vocabularies that say something about generated code.
///
/// Source: <https://docs.oasis-open.org/odata/odata-vocabularies/v4.0/>, vocabularies `Org.OData.Core.V1` and
/// `Org.OData.Validation.V1`, and SAP's `com.sap.vocabularies.Common.v1`.
pub trait Vocabulary {
    /// The annotation with a term of a vocabulary, which is named by its namespace, and no qualifier.
    fn term(&self, vocabulary: &str, term: &str) -> Option<&Annotation<'_>>;

    /// The annotation with a term of the Core vocabulary and no qualifier.
    fn core(&self, term: &str) -> Option<&Annotation<'_>> {
        self.term("Org.OData.Core.V1", term)
    }

    /// The annotation with a term of the Validation vocabulary and no qualifier.
    fn validation(&self, term: &str) -> Option<&Annotation<'_>> {
        self.term("Org.OData.Validation.V1", term)
    }

    /// `Validation.AllowedValues`: constants as they are written, members of enum types by their simple names, and `None` for null.
    fn allowed_values(&self) -> Vec<Option<Cow<'_, str>>> {
        self.validation("AllowedValues").map_or(&[][..], Annotation::items).iter().filter_map(allowed_value).collect()
    }

    /// `Common.Label`: a short text for people.
    fn label(&self) -> Option<&str> {
        self.term("com.sap.vocabularies.Common.v1", "Label").and_then(Annotation::string)
    }

    /// `Core.Description`.
    fn description(&self) -> Option<&str> {
        self.core("Description").and_then(Annotation::string)
    }

    /// `Core.LongDescription`.
    fn long_description(&self) -> Option<&str> {
        self.core("LongDescription").and_then(Annotation::string)
    }

    /// `Core.Computed`: the service sets the value and ignores it in requests.
    fn is_computed(&self) -> bool {
        self.core("Computed").is_some_and(Annotation::is_true)
    }

    /// `Core.Immutable`: the value can be given on creation only.
    fn is_immutable(&self) -> bool {
        self.core("Immutable").is_some_and(Annotation::is_true)
    }

    /// `Core.Permissions`; `None` where nothing is said, which permits everything.
    fn permissions(&self) -> Option<Permissions> {
        self.core("Permissions").and_then(Annotation::constant).and_then(Permissions::from_text)
    }

    /// `Core.Revisions` of the element itself, in order.
    fn revisions(&self) -> Vec<Revision<'_>> {
        self.core("Revisions").map_or(&[][..], Annotation::items).iter().filter_map(revision).collect()
    }

    /// The last of the revisions that deprecates the element.
    fn deprecation(&self) -> Option<Revision<'_>> {
        self.revisions().into_iter().rev().find(|revision| revision.kind == RevisionKind::Deprecated)
    }
}

impl Vocabulary for [Annotation<'_>] {
    fn term(&self, vocabulary: &str, term: &str) -> Option<&Annotation<'_>> {
        let is_named = |name: &str| name.strip_prefix(vocabulary).and_then(|name| name.strip_prefix('.')) == Some(term);
        self.iter().find(|annotation| annotation.qualifier.is_none() && is_named(&annotation.term))
    }
}

impl<'s> Annotation<'s> {
    /// The items of the value, if it is a collection.
    pub fn items(&self) -> &[Expression<'s>] {
        self.value.as_ref().map_or(&[], Expression::items)
    }

    /// The value, if it is a string constant.
    pub fn string(&self) -> Option<&str> {
        constant(self.value.as_ref()?, ConstantKind::String)
    }

    /// Whether a tagging term applies: its value is absent or `true`.
    pub fn is_true(&self) -> bool {
        self.value.as_ref().is_none_or(|value| {
            constant(value, ConstantKind::Bool).is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1")
        })
    }

    /// The text of the value, if it is a constant of any kind.
    pub fn constant(&self) -> Option<&str> {
        match &self.value.as_ref()?.kind {
            ExpressionKind::Constant(_, text) => Some(&text.text),
            _ => None,
        }
    }
}

fn constant<'a>(expression: &'a Expression<'_>, kind: ConstantKind) -> Option<&'a str> {
    match &expression.kind {
        ExpressionKind::Constant(found, text) if *found == kind || is_untyped(*found, kind) => Some(&text.text),
        _ => None,
    }
}

/// Whether a constant is a text of JSON, where a constant of the kind is one.
fn is_untyped(found: ConstantKind, kind: ConstantKind) -> bool {
    found == ConstantKind::Untyped && !matches!(kind, ConstantKind::Bool | ConstantKind::Int)
}

fn member_name<'a>(expression: &'a Expression<'_>) -> Option<&'a str> {
    constant(expression, ConstantKind::EnumMember).map(|path| path.rsplit('/').next().unwrap_or(path).trim())
}

fn allowed_value<'a>(item: &'a Expression<'_>) -> Option<Option<Cow<'a, str>>> {
    match &item.member("Value")?.kind {
        // XML has the names of members with their type, and spaces between those of flags.
        ExpressionKind::Constant(ConstantKind::EnumMember, text) => {
            let paths = text.text.split(|next: char| next.is_ascii_whitespace() || next == ',');
            let names = paths.filter(|path| !path.is_empty()).map(|path| path.rsplit('/').next().unwrap_or(path));
            Some(Some(names.collect::<Vec<_>>().join(",").into()))
        }
        ExpressionKind::Constant(_, text) => Some(Some(text.text.as_ref().into())),
        ExpressionKind::Null => Some(None),
        _ => None,
    }
}

fn revision<'a>(item: &'a Expression<'_>) -> Option<Revision<'a>> {
    // With `ElementName` the revision is about a child of the annotated element, such as one parameter.
    if item.member("ElementName").is_some() {
        return None;
    }
    let kind = match item.member("Kind").and_then(member_name)? {
        "Added" | "0" => RevisionKind::Added,
        "Modified" | "1" => RevisionKind::Modified,
        "Deprecated" | "2" => RevisionKind::Deprecated,
        _ => return None,
    };
    let text = |name| item.member(name).and_then(|value| constant(value, ConstantKind::String));
    let date = |name| item.member(name).and_then(|value| constant(value, ConstantKind::Date));
    Some(Revision {
        kind,
        version: text("Version"),
        date: date("Date"),
        removal_date: date("RemovalDate"),
        description: text("Description"),
    })
}
