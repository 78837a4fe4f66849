//! Actions and functions (section 12).

use super::annotations::Annotation;
use super::facets::Facets;
use super::text::Text;
use crate::source::Span;

/// Whether an operation may have side effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationKind {
    /// `Action`: may have side effects.
    Action,
    /// `Function`: has none, and returns something.
    Function,
}

impl OperationKind {
    /// `action` or `function`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Function => "function",
        }
    }
}

/// An `Action` or `Function` (section 12).
#[derive(Clone, Debug)]
pub struct Operation<'s> {
    /// Which of the two.
    pub kind: OperationKind,
    /// The whole start tag.
    pub span: Span,
    /// Its simple name; overloads share it.
    pub name: Text<'s>,
    /// The first parameter is what it is called on.
    pub is_bound: bool,
    /// More path segments may follow a call (functions only).
    pub is_composable: bool,
    /// The parameters, the binding parameter first.
    pub parameters: Vec<Parameter<'s>>,
    /// What it returns.
    pub return_type: Option<ReturnType<'s>>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `Parameter` (section 12.9).
#[derive(Clone, Debug)]
pub struct Parameter<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// Its type as written.
    pub type_name: Text<'s>,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}

/// A `ReturnType` (section 12.8).
#[derive(Clone, Debug)]
pub struct ReturnType<'s> {
    /// The type as written.
    pub type_name: Text<'s>,
    /// The facets of the type.
    pub facets: Facets<'s>,
    /// Its annotations.
    pub annotations: Vec<Annotation<'s>>,
}
