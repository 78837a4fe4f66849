//! Entity and complex types, and their properties.

use std::collections::HashMap;

use super::annotate::resolve_annotations;
use super::bases::{Base, base_of, without_cycles};
use super::declared::{Declared, declared_twice};
use super::narrow::is_narrower;
use super::scope::{DocumentIndex, Scope};
use crate::csdl::{self, Text};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    KeyPart, Model, NavigationProperty, Primitive, Property, QualifiedName, StructuredId, StructuredKind,
    StructuredType, Type, walk::Step,
};
use crate::source::Span;

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
            let error = declared_twice(&format!("the property `{}`", name.text), name.span, first);
            diagnostics.push(error.help("remove or rename one of the two"));
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
            let message = format!("the navigation property `{}` leads to `{}`", property.name.text, name.text);
            let help =
                "it is ignored, since navigation properties lead to entity types; for other types use a Property";
            let warning = Diagnostic::warning(Code::NotAnEntityType, name.span, message);
            diagnostics.push(warning.label("not an entity type").help(help));
            return None;
        }
    };
    Some(NavigationProperty {
        name: property.name,
        target,
        missing_target,
        is_collection: ty.is_collection,
        nullable: property.nullable.map(|nullable| nullable.value),
        contains_target: property.contains_target,
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
    let message = format!("the property `{}` is declared by a base type already", name.text);
    let warning = Diagnostic::warning(Code::InheritedProperty, name.span, message).label("this declaration is used");
    warning.related(first, "inherited from here").help(help)
}

/// The names of the properties that a type declares, of both kinds.
pub(super) fn names_of<'a, 's>(ty: &'a StructuredType<'s>) -> impl Iterator<Item = &'a Text<'s>> {
    let structural = ty.properties.iter().map(|property| &property.name);
    structural.chain(ty.navigation_properties.iter().map(|property| &property.name))
}
