//! Parameters.

use std::borrow::Cow;

use super::reserved::Has;
use super::{Argument, KeyPart};
use crate::diagnostics::Diagnostics;
use crate::model::{Capabilities, Model, OperationKind, Parameter};
use crate::plan::facts::{self, About};
use crate::plan::fields::shape;
use crate::plan::names::{Case, Namer, Origin, Part, Taken};
use crate::plan::type_ids::Ids;
use crate::plan::{Scalar, Shape};
use crate::source::Span;

/// A parameter that has no identifier yet.
#[derive(Clone, Debug)]
pub(super) struct Draft<'m> {
    name: &'m str,
    span: Span,
    shape: Shape,
    is_nullable: bool,
    pub(super) is_optional: bool,
    about: About,
}

impl<'m> Draft<'m> {
    /// The parameter of an operation; `None` if it can be given no value, as nothing is known of its type.
    ///
    /// A parameter of an action can be left out if it can be null, which it then is (OData Protocol 4.01, section 11.5.5.1). In
    /// functions, what is left out chooses another overload.
    pub(super) fn new(model: &Model<'_>, ids: &Ids, kind: OperationKind, parameter: &'m Parameter<'_>) -> Option<Self> {
        let shape = shape(model, parameter.ty, ids);
        if matches!(shape.scalar, Scalar::Foreign(_) | Scalar::Wrapper(_)) {
            return None;
        }
        let can_be_null = parameter.facets.nullable.is_none_or(|nullable| nullable.value);
        let is_nullable = kind == OperationKind::Function && can_be_null && !shape.is_collection;
        let is_left_out = parameter.annotations.is_optional_parameter();
        Some(Self {
            name: &parameter.name.text,
            span: parameter.name.span,
            shape,
            is_optional: is_left_out || (kind == OperationKind::Action && can_be_null),
            // A setter that is not called says that as well.
            is_nullable: is_nullable && !is_left_out,
            about: facts::said(&parameter.annotations),
        })
    }

    pub(super) fn name(&self) -> &'m str {
        self.name
    }

    /// The same, with a value that has to be given.
    pub(super) fn required(self) -> Self {
        Self { is_optional: false, ..self }
    }
}

/// Parameters that a method has, which begins with them.
pub(super) fn positional(
    drafts: &[&Draft<'_>],
    operation: &str,
    namer: &mut Namer<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Argument> {
    named(drafts, operation, &mut Taken::default(), namer, diagnostics)
}

/// Parameters that have setters.
pub(super) fn setters(
    drafts: &[&Draft<'_>],
    operation: &str,
    namer: &mut Namer<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Argument> {
    named(drafts, operation, &mut Taken::reserving(Has::Call.names()), namer, diagnostics)
}

fn named(
    drafts: &[&Draft<'_>],
    operation: &str,
    taken: &mut Taken,
    namer: &mut Namer<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Argument> {
    let names: Vec<Cow<'_, str>> = drafts.iter().map(|draft| spoken(draft.name)).collect();
    let origins: Vec<Origin<'_>> = drafts
        .iter()
        .zip(&names)
        .map(|(draft, name)| {
            let part = Part::Method { key: draft.name, kind: ARGUMENT };
            Origin { name, owner: operation, part, span: draft.span }
        })
        .collect();
    let idents = namer.unique(Case::Snake, &origins, taken, diagnostics);
    let arguments = drafts.iter().zip(idents).map(|(draft, ident)| Argument {
        ident,
        name: draft.name.to_owned(),
        shape: draft.shape,
        is_nullable: draft.is_nullable,
        about: draft.about.clone(),
    });
    arguments.collect()
}

/// What a parameter is by a name that tells nothing of it.
const ARGUMENT: &str = "argument";

/// The name that an identifier is made of: one that has no letter is none that anybody would give to a variable.
fn spoken(name: &str) -> Cow<'_, str> {
    if name.contains(char::is_alphabetic) { Cow::Borrowed(name) } else { Cow::Owned(format!("{ARGUMENT}_{name}")) }
}

/// The parts of a key.
pub(super) fn of_key(parts: Vec<KeyPart>, namer: &mut Namer<'_>) -> Vec<Argument> {
    let mut taken = Taken::default();
    let names: Vec<Cow<'_, str>> = parts.iter().map(|part| spoken(&part.name)).collect();
    let idents = namer.unreported(Case::Snake, &names.iter().map(|name| &**name).collect::<Vec<_>>(), &mut taken);
    let arguments = parts.iter().zip(idents).map(|(part, ident)| Argument {
        ident,
        name: part.name.clone(),
        shape: Shape { scalar: part.scalar, is_collection: false },
        is_nullable: false,
        about: About::default(),
    });
    arguments.collect()
}
