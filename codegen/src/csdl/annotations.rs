//! Terms, annotations and the expressions that are their values (section 14).

use super::facets::Facets;
use super::text::Text;
use crate::source::Span;

/// A `Term` (section 14.1).
#[derive(Clone, Debug)]
pub struct Term<'s> {
    /// Its simple name.
    pub name: Text<'s>,
    /// Its type as written.
    pub type_name: Text<'s>,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `Annotations` element (section 14.2): annotations of a target elsewhere.
#[derive(Clone, Debug)]
pub struct Annotations<'s> {
    /// The path of the annotated model element.
    pub target: Text<'s>,
    /// The qualifier of all annotations in it.
    pub qualifier: Option<Text<'s>>,
    /// The annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// An `Annotation` (section 14.3).
#[derive(Clone, Debug)]
pub struct Annotation<'s> {
    /// The qualified name of the term as written.
    pub term: Text<'s>,
    /// Distinguishes several annotations with the same term.
    pub qualifier: Option<Text<'s>>,
    /// The value; `None` where not given, which means the default value of the term.
    pub value: Option<Expression<'s>>,
    /// Annotations of the annotation.
    pub annotations: Vec<Annotation<'s>>,
}

/// The value of an annotation (section 14.4).
#[derive(Clone, Debug)]
pub struct Expression<'s> {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: ExpressionKind<'s>,
    /// Annotations of the expression.
    pub annotations: Vec<Annotation<'s>>,
}

impl<'s> Expression<'s> {
    /// The items of a collection; none of anything else.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            ExpressionKind::Collection(items) => items,
            _ => &[],
        }
    }

    /// The value of a property of a record.
    pub fn member(&self, name: &str) -> Option<&Self> {
        let ExpressionKind::Record { properties, .. } = &self.kind else { return None };
        properties.iter().find(|property: &&PropertyValue<'s>| property.property.text == name)?.value.as_ref()
    }
}

/// A constant or dynamic expression (sections 14.3 and 14.4).
#[derive(Clone, Debug)]
pub enum ExpressionKind<'s> {
    /// A constant such as `<Int>42</Int>` or `Bool="true"`.
    Constant(ConstantKind, Text<'s>),
    /// A path to a model element or to a value.
    Path(Text<'s>),
    /// `Null`.
    Null,
    /// `Collection`.
    Collection(Vec<Expression<'s>>),
    /// `Record`, with its type if given.
    Record {
        /// The qualified name of its type.
        type_name: Option<Text<'s>>,
        /// Its `PropertyValue`s.
        properties: Vec<PropertyValue<'s>>,
    },
    /// Any other: one that a service evaluates, such as `If` or `Apply`. It is checked, and nothing is made of it.
    Dynamic,
}

/// Which type a constant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "The names are those of the elements.")]
pub enum ConstantKind {
    Binary,
    Bool,
    Date,
    DateTimeOffset,
    Decimal,
    Duration,
    EnumMember,
    Float,
    Guid,
    Int,
    String,
    TimeOfDay,
    /// A text of CSDL JSON, which is any of those that JSON has no kind for, or a path to a model element: the term says
    /// which.
    Untyped,
}

/// A `PropertyValue` of a record (section 14.4.12.2).
#[derive(Clone, Debug)]
pub struct PropertyValue<'s> {
    /// The name of the property.
    pub property: Text<'s>,
    /// The value; `None` where not given, which means the default value of the property.
    pub value: Option<Expression<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}
