//! Steps that have no name in Rust yet.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::arguments::{self, Draft};
use super::operations::{Signature, overload_names};
use super::{Invocation, Kind, Method, Step};
use crate::diagnostics::Diagnostics;
use crate::model::{Annotation, Capabilities, OperationKind};
use crate::plan::Ident;
use crate::plan::facts::{self, About};
use crate::plan::names::{Case, Namer, Origin, Part, Taken};
use crate::source::Span;

/// A step that has no name in Rust yet.
#[derive(Debug)]
pub(super) struct Link<'m> {
    /// The name that the identifier is made of.
    pub(super) spoken: String,
    /// The name of the schemas.
    pub(super) name: String,
    /// What the key of `[rename]` has in front of the slash: the type or container that declares it, or that it is bound to.
    pub(super) owner: Arc<str>,
    /// What the key has behind the slash.
    pub(super) key: String,
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) annotations: &'m [Annotation<'m>],
    pub(super) to: To<'m>,
}

/// Where it leads to.
#[derive(Debug)]
pub(super) enum To<'m> {
    Step(Step),
    Call(OperationKind, Signature<'m>),
}

impl<'m> Link<'m> {
    /// A link by a name that stands in the path.
    pub(super) fn named(
        owner: &Arc<str>,
        name: &'m crate::model::Text<'_>,
        kind: Kind,
        annotations: &'m [Annotation<'m>],
        step: Step,
    ) -> Self {
        let text = name.text.to_string();
        Self {
            spoken: text.clone(),
            owner: Arc::clone(owner),
            key: text.clone(),
            name: text,
            span: name.span,
            kind,
            annotations,
            to: To::Step(step),
        }
    }

    /// What tells it from others of the type and of its base types: another declaration of the same takes its place.
    pub(super) fn identity(&self) -> String {
        match &self.to {
            To::Step(_) => self.name.clone(),
            To::Call(kind, signature) => signature.identity(*kind, &self.name),
        }
    }
}

/// The overloads of an operation as links; `name` is what stands in the path, and `simple` what the methods are named after.
pub(super) struct Overloads<'m> {
    pub(super) owner: Arc<str>,
    pub(super) name: String,
    pub(super) simple: &'m str,
    pub(super) kind: Kind,
    pub(super) operation: OperationKind,
    /// Each with the place and annotations of its operation.
    pub(super) list: Vec<(Span, &'m [Annotation<'m>], Signature<'m>)>,
    /// Whether there are others of this name.
    pub(super) is_told_apart: bool,
}

impl<'m> Overloads<'m> {
    pub(super) fn links(self) -> impl Iterator<Item = Link<'m>> {
        let Self { owner, name, simple, kind, operation, list, is_told_apart } = self;
        let parameters: Vec<Vec<&str>> = list.iter().map(|(_, _, signature)| signature.names()).collect();
        // What can be left out tells overloads apart only if nothing else does.
        let required: Vec<Vec<&str>> = list.iter().map(|(_, _, signature)| signature.required()).collect();
        let is_enough = required.iter().collect::<HashSet<_>>().len() == required.len();
        let spoken = overload_names(simple, if is_enough { &required } else { &parameters }, is_told_apart);
        let is_one = list.len() == 1 && !is_told_apart;
        list.into_iter().zip(spoken).zip(parameters).map(
            move |(((span, annotations, signature), spoken), parameters)| {
                let key = if is_one { name.clone() } else { format!("{name}({})", parameters.join(",")) };
                let (owner, name, to) = (Arc::clone(&owner), name.clone(), To::Call(operation, signature));
                Link { spoken, name, owner, key, span, kind, annotations, to }
            },
        )
    }
}

/// The names of methods that a type has, by what tells them from others.
pub(super) type Scope = BTreeMap<String, Ident>;

/// Names links, each after what `above` has of it, or by a name that is free in `taken`.
pub(super) fn name(
    links: &[Link<'_>],
    above: &[&Scope],
    taken: &mut Taken,
    namer: &mut Namer<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let inherited = |link: &Link<'_>| {
        let identity = link.identity();
        above.iter().find_map(|scope| scope.get(&identity)).cloned()
    };
    let known: Vec<Option<Ident>> = links.iter().map(inherited).collect();
    let new = links.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(link, _)| link);
    let origins: Vec<Origin<'_>> = new
        .map(|link| {
            let part = Part::Method { key: &link.key, kind: link.kind.ending() };
            Origin { name: &link.spoken, owner: &link.owner, part, span: link.span }
        })
        .collect();
    let mut named = namer.unique(Case::Snake, &origins, taken, diagnostics).into_iter();
    known.into_iter().filter_map(|known| known.or_else(|| named.next())).collect()
}

/// A link as a method, but for the struct of its call.
pub(super) fn method(link: Link<'_>, ident: Ident, namer: &mut Namer<'_>, diagnostics: &mut Diagnostics) -> Method {
    let step = match link.to {
        To::Step(step) => step,
        To::Call(kind, Signature { parameters, outcome }) => {
            let (optional, required): (Vec<&Draft<'_>>, Vec<&Draft<'_>>) =
                parameters.iter().partition(|draft| draft.is_optional);
            let arguments = arguments::positional(&required, &link.name, namer, diagnostics);
            let optional = arguments::setters(&optional, &link.name, namer, diagnostics);
            Step::Call(Invocation { kind, arguments, optional, call: None, outcome })
        }
    };
    let About { description, deprecation, .. } = facts::said(link.annotations);
    let unsupported_beyond = link.annotations.unsupported_beyond().into_iter();
    let scopes = link.annotations.required_scopes().into_iter();
    Method {
        ident,
        name: link.name,
        key: format!("{}/{}", link.owner, link.key),
        kind: link.kind,
        about: About { description, deprecation, facts: Box::default() },
        unsupported: link.annotations.unsupported(),
        unsupported_beyond: unsupported_beyond.map(|(path, unsupported)| (path.to_owned(), unsupported)).collect(),
        scopes: scopes.map(|(what, scopes)| (what, scopes.into_iter().map(str::to_owned).collect())).collect(),
        step,
    }
}
