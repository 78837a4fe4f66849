//! Which entity and complex types are derived from which.

use super::declared::Declared;
use super::scope::Scope;
use crate::csdl;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::walk::{NAMED, circle, cycles};
use crate::model::{MissingId, Primitive, StructuredId, StructuredKind, Type};
use crate::source::Span;

/// What the attribute `BaseType` of a type says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base {
    /// There is none, or one that adds nothing.
    None,
    /// A type that a document declares, and where it is named.
    Declared(StructuredId, Span),
    /// A type that no document declares, and where it is named.
    Missing(MissingId, Span),
}

impl Base {
    fn declared(self) -> Option<(StructuredId, Span)> {
        if let Self::Declared(id, span) = self { Some((id, span)) } else { None }
    }

    pub(super) fn missing(self) -> Option<(MissingId, Span)> {
        if let Self::Missing(id, span) = self { Some((id, span)) } else { None }
    }
}

/// The base type of a type, as far as it can have it.
pub(super) fn base_of<'s>(
    declared: &Declared<csdl::StructuredType<'s>>,
    kinds: &[StructuredKind],
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> Base {
    let item = &declared.item;
    let Some(name) = item.base_type.as_ref().filter(|name| name.is_name()) else { return Base::None };
    match scope.named_type(declared.document, &name.text, name.span, diagnostics) {
        Type::Structured(id) if kinds[id.index()] == item.kind => Base::Declared(id, name.span),
        Type::Missing(id) => Base::Missing(id, name.span),
        // The abstract built-in types may be named as the base; they add nothing.
        Type::Primitive(Primitive::EntityType) if item.kind == StructuredKind::Entity => Base::None,
        Type::Primitive(Primitive::ComplexType) if item.kind == StructuredKind::Complex => Base::None,
        Type::Primitive(_) if scope.is_of_vocabulary(declared.document, &name.text) => {
            let message = format!("the base type `{}` is of a standard vocabulary, which was not given", name.text);
            let help = "the type has its own properties only; give the document of the vocabulary for all of them";
            diagnostics.push(Diagnostic::warning(Code::UnresolvedType, name.span, message).help(help));
            Base::None
        }
        other => {
            let found = match other {
                Type::Structured(id) => kind_name(kinds[id.index()]),
                Type::Enum(_) => "enum type",
                Type::Definition(_) => "type definition",
                Type::Primitive(_) | Type::Missing(_) => "built-in type",
            };
            let wanted = kind_name(item.kind);
            let message = format!("the base type `{}` is not of the same kind", name.text);
            let error = Diagnostic::error(Code::InvalidBaseType, name.span, message)
                .label(format!("a type of the kind `{found}`"))
                .related(item.name.span, format!("this one is of the kind `{wanted}`"));
            diagnostics
                .push(error.help("entity types are derived from entity types, complex types from complex types"));
            Base::None
        }
    }
}

/// The bases with every cycle reported once and cut, and for each type whether it is in one.
pub(super) fn without_cycles(
    bases: &[Base],
    declared: &[Declared<csdl::StructuredType<'_>>],
    full_name: impl Fn(usize) -> String,
    diagnostics: &mut Diagnostics,
) -> (Vec<Option<StructuredId>>, Vec<bool>) {
    let mut cut = vec![false; bases.len()];
    let mut is_in_cycle = vec![false; bases.len()];
    for cycle in cycles(bases.len(), |index| Some(bases[index].declared()?.0.index())) {
        cut[cycle[0]] = true;
        cycle.iter().for_each(|index| is_in_cycle[*index] = true);
        if let Some((_, span)) = bases[cycle[0]].declared() {
            diagnostics.push(cycle_error(&cycle, span, declared, &full_name));
        }
    }
    let bases = bases.iter().zip(cut);
    let bases = bases.map(|(base, cut)| if cut { None } else { base.declared().map(|(id, _)| id) });
    (bases.collect(), is_in_cycle)
}

fn cycle_error(
    cycle: &[usize],
    span: Span,
    declared: &[Declared<csdl::StructuredType<'_>>],
    name: impl Fn(usize) -> String,
) -> Diagnostic {
    if let [only] = cycle {
        let message = format!("the type `{}` is its own base type", name(*only));
        return Diagnostic::error(Code::InvalidBaseType, span, message).help("name another base type, or none");
    }
    let path = circle(cycle, &name);
    let mut error = Diagnostic::error(Code::InvalidBaseType, span, format!("the base types form a cycle: {path}"))
        .help("a type cannot be derived from itself: correct one of these base types");
    for index in cycle.iter().take(NAMED).skip(1) {
        if let Some(base) = &declared[*index].item.base_type {
            error = error.related(base.span, format!("the base type of `{}`", name(*index)));
        }
    }
    error
}

fn kind_name(kind: StructuredKind) -> &'static str {
    match kind {
        StructuredKind::Entity => "entity type",
        StructuredKind::Complex => "complex type",
    }
}
