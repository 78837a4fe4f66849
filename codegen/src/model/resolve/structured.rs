//! Entity and complex types: bases, properties and keys.

use std::borrow::Cow;
use std::collections::HashMap;

use super::annotate::resolve_annotations;
use super::declared::Declared;
use super::narrow::is_narrower;
use super::scope::{DocumentIndex, Scope};
use crate::csdl::{self, Text};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::walk::{NAMED, circle, cycles};
use crate::model::{
    KeyPart, MissingId, Model, NavigationProperty, Primitive, Property, QualifiedName, StructuredId, StructuredKind,
    StructuredType, Type, walk::Step,
};
use crate::source::Span;
use crate::suggest::nearest;

/// Resolves all entity and complex types; their ids are their places in `declared`.
pub(super) fn resolve_structured<'s>(
    model: &mut Model<'s>,
    declared: Vec<Declared<csdl::StructuredType<'s>>>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) {
    let kinds: Vec<StructuredKind> = declared.iter().map(|declared| declared.item.kind).collect();
    let named: Vec<Base> = declared.iter().map(|declared| base_of(declared, &kinds, scope, diagnostics)).collect();
    let full_name = |index: usize| {
        let Declared { namespace, item, .. } = &declared[index];
        format!("{}.{}", model.namespaces[namespace.index()].name, item.name.text)
    };
    let (bases, is_in_cycle) = without_cycles(&named, &declared, full_name, diagnostics);
    let may_narrow: Vec<bool> = declared.iter().map(|declared| !scope.is_4_0(declared.document)).collect();
    model.structured_types = declared
        .into_iter()
        .zip(bases.iter().zip(&named))
        .map(|(declared, (base, named))| StructuredType {
            missing_base: named.missing(),
            ..resolve_type(declared, *base, &kinds, scope, diagnostics)
        })
        .collect();
    for (index, base) in bases.iter().enumerate() {
        if let Some(base) = base {
            model.structured_types[base.index()].derived.push(StructuredId::at(index));
        }
    }
    check_inherited(model, &may_narrow, &is_in_cycle, diagnostics);
    check_keys(model, diagnostics);
}

fn kind_name(kind: StructuredKind) -> &'static str {
    match kind {
        StructuredKind::Entity => "entity type",
        StructuredKind::Complex => "complex type",
    }
}

/// What the attribute `BaseType` of a type says.
#[derive(Clone, Copy, Debug)]
enum Base {
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

    fn missing(self) -> Option<(MissingId, Span)> {
        if let Self::Missing(id, span) = self { Some((id, span)) } else { None }
    }
}

fn base_of<'s>(
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
            diagnostics.push(
                Diagnostic::warning(
                    Code::UnresolvedType,
                    name.span,
                    format!("the base type `{}` is of a standard vocabulary, which was not given", name.text),
                )
                .help("the type has its own properties only; give the document of the vocabulary for all of them"),
            );
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
            diagnostics.push(
                Diagnostic::error(
                    Code::InvalidBaseType,
                    name.span,
                    format!("the base type `{}` is not of the same kind", name.text),
                )
                .label(format!("a type of the kind `{found}`"))
                .related(item.name.span, format!("this one is of the kind `{wanted}`"))
                .help("entity types are derived from entity types, complex types from complex types"),
            );
            Base::None
        }
    }
}

/// The bases with every cycle reported once and cut, and for each type whether it is in one.
fn without_cycles(
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
        return Diagnostic::error(
            Code::InvalidBaseType,
            span,
            format!("the type `{}` is its own base type", name(*only)),
        )
        .help("name another base type, or none");
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

fn resolve_type<'s>(
    declared: Declared<csdl::StructuredType<'s>>,
    base: Option<StructuredId>,
    kinds: &[StructuredKind],
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> StructuredType<'s> {
    let Declared { document, namespace, item } = declared;
    report_duplicates(&item, diagnostics);
    // What has no name was left out where that was said.
    let named = item.properties.into_iter().filter(|property| property.name.is_name());
    let properties = named.map(|property| resolve_property(property, document, scope, diagnostics)).collect();
    let navigation_properties = item
        .navigation_properties
        .into_iter()
        .filter(|property| property.name.is_name())
        .filter_map(|property| resolve_navigation(property, document, kinds, scope, diagnostics))
        .collect();
    StructuredType {
        name: QualifiedName { namespace, name: item.name },
        kind: item.kind,
        base,
        missing_base: None,
        derived: Vec::new(),
        is_abstract: item.is_abstract,
        is_open: item.is_open,
        has_stream: item.has_stream,
        key: item.key.map_or_else(Vec::new, |key| {
            key.property_refs.into_iter().map(|part| KeyPart { path: part.name, alias: part.alias }).collect()
        }),
        properties,
        navigation_properties,
        annotations: resolve_annotations(item.annotations, document, scope),
    }
}

fn report_duplicates(item: &csdl::StructuredType<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let structural = item.properties.iter().map(|property| &property.name);
    let navigation = item.navigation_properties.iter().map(|property| &property.name);
    for name in structural.chain(navigation).filter(|name| name.is_name()) {
        if let Some(first) = seen.insert(&name.text, name.span) {
            diagnostics.push(
                Diagnostic::error(
                    Code::Redeclaration,
                    name.span,
                    format!("the property `{}` is declared twice", name.text),
                )
                .label("declared again here")
                .related(first, "first declared here")
                .help("remove or rename one of the two"),
            );
        }
    }
}

fn resolve_property<'s>(
    property: csdl::Property<'s>,
    document: DocumentIndex,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> Property<'s> {
    Property {
        name: property.name,
        short_name: None,
        ty: scope.type_use(document, &property.type_name, diagnostics),
        type_span: property.type_name.span,
        facets: property.facets,
        default_value: property.default_value,
        annotations: resolve_annotations(property.annotations, document, scope),
    }
}

fn resolve_navigation<'s>(
    property: csdl::NavigationProperty<'s>,
    document: DocumentIndex,
    kinds: &[StructuredKind],
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> Option<NavigationProperty<'s>> {
    let ty = scope.type_use(document, &property.type_name, diagnostics);
    let (target, missing_target) = match ty.item {
        Type::Structured(id) if kinds[id.index()] == StructuredKind::Entity => (Some(id), None),
        // It has no field then, as one that leads to a type that is not selected.
        Type::Missing(id) => {
            scope.report_missing(id, property.type_name.span, diagnostics);
            (None, Some(id))
        }
        Type::Primitive(Primitive::EntityType | Primitive::Untyped) => (None, None),
        _ => {
            let name = &property.type_name;
            diagnostics.push(
                Diagnostic::warning(
                    Code::NotAnEntityType,
                    name.span,
                    format!("the navigation property `{}` leads to `{}`", property.name.text, name.text),
                )
                .label("not an entity type")
                .help(
                    "it is ignored, since navigation properties lead to entity types; for other types use a Property",
                ),
            );
            return None;
        }
    };
    Some(NavigationProperty {
        name: property.name,
        target,
        missing_target,
        is_collection: ty.is_collection,
        nullable: property.nullable.map(|nullable| nullable.value),
        partner: property.partner,
        contains_target: property.contains_target,
        referential_constraints: property
            .referential_constraints
            .into_iter()
            .map(|constraint| (constraint.property, constraint.referenced_property))
            .collect(),
        on_delete: property.on_delete.map(|on_delete| on_delete.action),
        annotations: resolve_annotations(property.annotations, document, scope),
    })
}

/// Reports properties that a base type has already, unless they are of a narrower type in a document that may do that.
///
/// Services do publish them, so it is a warning; the flattened type has the declaration of the derived type. Of types that are
/// derived from themselves that is said, and which of them inherits from which depends on where the circle was cut.
fn check_inherited(model: &Model<'_>, may_narrow: &[bool], is_in_cycle: &[bool], diagnostics: &mut Diagnostics) {
    // Of each name, where the types that the walk is in declare it, the innermost last.
    let mut inherited: HashMap<&str, Vec<(Span, StructuredId)>> = HashMap::new();
    let mut found = Vec::new();
    for step in model.walk() {
        match step {
            Step::Enter(id) => {
                let ty = model.structured(id);
                let may_narrow = may_narrow.get(id.index()).is_some_and(|may_narrow| *may_narrow);
                let is_in_cycle = is_in_cycle.get(id.index()).is_some_and(|is_in_cycle| *is_in_cycle);
                for name in names_of(ty).filter(|_| !is_in_cycle) {
                    let Some((first, base)) = inherited.get(&*name.text).and_then(|found| found.last()) else {
                        continue;
                    };
                    if !may_narrow || !is_narrower(model, model.structured(*base), ty, &name.text) {
                        found.push((id, inherited_again(name, *first, may_narrow)));
                    }
                }
                for name in names_of(ty) {
                    inherited.entry(&name.text).or_default().push((name.span, id));
                }
            }
            Step::Leave(id) => {
                for name in names_of(model.structured(id)) {
                    inherited.entry(&name.text).or_default().pop();
                }
            }
        }
    }
    found.sort_by_key(|(id, _)| *id);
    found.into_iter().for_each(|(_, warning)| diagnostics.push(warning));
}

fn inherited_again(name: &Text<'_>, first: Span, may_narrow: bool) -> Diagnostic {
    let help = if may_narrow {
        "CSDL 4.01 allows only a type derived from the one of the base type (sections 7 and 8): correct the type, or \
         remove one of the two"
    } else {
        "CSDL does not allow it (sections 7.1 and 8.1): remove one of the two"
    };
    Diagnostic::warning(
        Code::InheritedProperty,
        name.span,
        format!("the property `{}` is declared by a base type already", name.text),
    )
    .label("this declaration is used")
    .related(first, "inherited from here")
    .help(help)
}

fn names_of<'a, 's>(ty: &'a StructuredType<'s>) -> impl Iterator<Item = &'a Text<'s>> {
    let structural = ty.properties.iter().map(|property| &property.name);
    structural.chain(ty.navigation_properties.iter().map(|property| &property.name))
}

fn check_keys(model: &Model<'_>, diagnostics: &mut Diagnostics) {
    for id in model.structured_ids() {
        for part in &model.structured(id).key {
            check_key_part(model, id, part, diagnostics);
        }
    }
}

fn check_key_part(model: &Model<'_>, id: StructuredId, part: &KeyPart<'_>, diagnostics: &mut Diagnostics) {
    let mut current = Some(id);
    for segment in part.path.text.split('/') {
        let Some(id) = current else {
            let label = format!("what is before `{segment}` has no properties");
            diagnostics.push(
                Diagnostic::warning(
                    Code::UnknownKeyProperty,
                    part.path.span,
                    format!("the key property `{}` does not exist", part.path.text),
                )
                .label(label)
                .help("name a property of the type, or a path through properties of complex types"),
            );
            return;
        };
        let lineage = model.lineage(id);
        let property = lineage
            .iter()
            .flat_map(|id| &model.structured(*id).properties)
            .find(|property| property.name.text == segment);
        let navigation = lineage
            .iter()
            .flat_map(|id| &model.structured(*id).navigation_properties)
            .find(|property| property.name.text == segment);
        current = match (property, navigation) {
            (Some(property), _) => match property.ty.item {
                Type::Structured(id) => Some(id),
                // Nobody knows what it has.
                Type::Missing(_) => return,
                _ => None,
            },
            (None, Some(navigation)) => navigation.target,
            // A base type that no document declares may have it.
            (None, None) if lineage.iter().any(|id| model.structured(*id).missing_base.is_some()) => return,
            (None, None) => {
                let known = lineage.iter().flat_map(|id| names_of(model.structured(*id))).map(|name| &name.text);
                diagnostics.push(no_such_key(model, id, part, segment, known.collect()));
                return;
            }
        };
    }
}

fn no_such_key(
    model: &Model<'_>,
    id: StructuredId,
    part: &KeyPart<'_>,
    segment: &str,
    known: Vec<&Cow<'_, str>>,
) -> Diagnostic {
    let ty = &model.structured(id).name;
    Diagnostic::warning(
        Code::UnknownKeyProperty,
        part.path.span,
        format!("the key property `{}` does not exist", part.path.text),
    )
    .label(format!("`{}` has no property `{segment}`", model.full_name(ty)))
    .help(match nearest(segment, known.into_iter().map(|name| &**name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a property that the type declares or inherits".to_owned(),
    })
}
