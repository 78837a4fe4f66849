//! Operations: what is given to them, what comes of them, and how their overloads are told apart.

use super::arguments::Draft;
use super::resources::Resources;
use super::{Outcome, Wrapping};
use crate::model::{Model, Operation, OperationKind, Primitive, ReturnType, StructuredKind, Type, TypeUse};
use crate::plan::Scalar;
use crate::plan::fields::shape;
use crate::plan::type_ids::Ids;

/// One way to call an operation.
#[derive(Clone, Debug)]
pub(super) struct Signature<'m> {
    pub(super) parameters: Vec<Draft<'m>>,
    pub(super) outcome: Outcome,
}

impl<'m> Signature<'m> {
    /// The ways to call an operation; none if it is not known what is given to it, or what comes of it.
    ///
    /// A function whose result is a path has no request to set optional parameters of: there is one way without them, and one
    /// with all of them.
    pub(super) fn all(model: &Model<'_>, ids: &Ids, resources: &Resources, operation: &'m Operation<'_>) -> Vec<Self> {
        let drafts = operation.split().1.iter().map(|parameter| Draft::new(model, ids, operation.kind, parameter));
        let Some(parameters) = drafts.collect::<Option<Vec<Draft<'m>>>>() else { return Vec::new() };
        let Some(outcome) = outcome(model, ids, resources, operation) else { return Vec::new() };
        if !matches!(outcome, Outcome::Path { .. }) || parameters.iter().all(|draft| !draft.is_optional) {
            return vec![Self { parameters, outcome }];
        }
        let required = parameters.iter().filter(|draft| !draft.is_optional).cloned().collect();
        let all = parameters.into_iter().map(Draft::required).collect();
        [required, all].map(|parameters| Self { parameters, outcome }).into()
    }

    /// The names of the parameters that have to be given.
    pub(super) fn required(&self) -> Vec<&'m str> {
        self.parameters.iter().filter(|draft| !draft.is_optional).map(Draft::name).collect()
    }

    /// What tells a way to call an operation from others: a kind, a name, and the names of parameters in any order.
    pub(super) fn identity(&self, kind: OperationKind, name: &str) -> String {
        let mut names = self.names();
        names.sort_unstable();
        format!("{}{})", prefix(kind, name), names.join(","))
    }

    /// The names of the parameters.
    pub(super) fn names(&self) -> Vec<&'m str> {
        self.parameters.iter().map(Draft::name).collect()
    }
}

/// What all ways to call an operation have in common.
pub(super) fn prefix(kind: OperationKind, name: &str) -> String {
    format!("{kind:?} {name}(")
}

/// What comes of an operation; `None` if it is of a type that is not generated.
fn outcome(model: &Model<'_>, ids: &Ids, resources: &Resources, operation: &Operation<'_>) -> Option<Outcome> {
    let Some(ReturnType { ty, .. }) = &operation.return_type else { return Some(Outcome::Nothing) };
    if *ty == (TypeUse { item: Type::Primitive(Primitive::Stream), is_collection: false }) {
        return Some(Outcome::Stream);
    }
    let (scalar, is_collection) = (shape(model, *ty, ids).scalar, ty.is_collection);
    let answer = |wrapping, of| Some(Outcome::Answer { wrapping, scalar, of });
    match (ty.item, scalar) {
        (_, Scalar::Foreign(_) | Scalar::Wrapper(_)) => None,
        (Type::Structured(id), _) => {
            let to = ids.of(Type::Structured(id))?;
            if operation.is_composable && resources.lead_on(id, is_collection) {
                return Some(Outcome::Path { to, is_collection });
            }
            let of = (model.structured(id).kind == StructuredKind::Entity).then_some(to);
            match is_collection {
                true if is_delta(operation) => answer(Wrapping::Delta, of),
                true => answer(Wrapping::Page, of),
                false => answer(Wrapping::Nothing, of),
            }
        }
        (Type::Primitive(Primitive::ComplexType | Primitive::EntityType), _) if !is_collection => {
            answer(Wrapping::Nothing, None)
        }
        _ if is_collection => answer(Wrapping::Page, None),
        _ => answer(Wrapping::Value, None),
    }
}

/// Whether a function tells what has changed in the collection that it is called on (OData Protocol 4.01, section 11.3).
fn is_delta(operation: &Operation<'_>) -> bool {
    operation.kind == OperationKind::Function
        && operation.name.name.text == "delta"
        && operation.split().0.is_some_and(|binding| binding.ty.is_collection)
}

/// The names of overloads, told apart by the parameters that not all of them have: `range`, `range_with_address`.
///
/// With `is_told_apart`, there are others of this name, and each is told apart by all of its parameters.
pub(super) fn overload_names(name: &str, overloads: &[Vec<&str>], is_told_apart: bool) -> Vec<String> {
    let is_common =
        |parameter: &&str| !is_told_apart && overloads.iter().all(|parameters| parameters.contains(parameter));
    let named = overloads.iter().map(|parameters| {
        let own: Vec<&str> = parameters.iter().copied().filter(|parameter| !is_common(parameter)).collect();
        if own.is_empty() { name.to_owned() } else { format!("{name}_with_{}", own.join("_and_")) }
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overloads_are_named_by_what_differs() {
        let names = |overloads: &[&[&str]]| {
            overload_names("f", &overloads.iter().map(|names| names.to_vec()).collect::<Vec<_>>(), false)
        };
        assert_eq!(names(&[&["a", "b"]]), ["f"]);
        assert_eq!(names(&[&[], &["address"]]), ["f", "f_with_address"]);
        assert_eq!(names(&[&["date"], &["period"]]), ["f_with_date", "f_with_period"]);
        assert_eq!(names(&[&["w"], &["w", "h"], &["w", "h", "m"]]), ["f", "f_with_h", "f_with_h_and_m"]);
        assert_eq!(overload_names("f", &[vec!["a"]], true), ["f_with_a"]);
    }
}
