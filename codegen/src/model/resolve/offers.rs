//! Actions that objects offer, as properties.
//!
//! An object says which actions can be called on it, by members such as `"#Chassis.Reset": {"target": "/…/Chassis.Reset"}` (OData
//! JSON Format 4.01, section 17). Services have them in objects of complex types that are there for them, as Redfish's `Actions`,
//! so actions that are bound to a complex type become properties of it, and each action a complex type of what is said of it.
//! Entities have such members only where all metadata is asked for; there they stay what they are.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::csdl::{ConstantKind, Expression, ExpressionKind, Text};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Annotation, Facets, Model, OperationId, OperationKind, Parameter, Primitive, Property, StructuredId,
    StructuredKind, StructuredType, Type, TypeUse,
};
use crate::source::Span;

/// Adds what objects offer to the types of these objects.
///
/// Of one that has the name of a type there is none, which is said: types and operations cannot have the same name.
pub(super) fn add_offers(model: &mut Model<'_>, diagnostics: &mut Diagnostics) {
    let taken: HashMap<String, Type> = model.types().map(|ty| (model.name_of(ty), ty)).collect();
    let mut by_name: BTreeMap<String, Vec<OperationId>> = BTreeMap::new();
    for index in 0..model.operations.len() {
        let id = OperationId::at(index);
        let name = model.full_name(&model.operation(id).name);
        match taken.get(&name) {
            _ if binding(model, id).is_none() => {}
            Some(ty) => diagnostics.push(name_of_type(model, id, &name, *ty)),
            None => by_name.entry(name).or_default().push(id),
        }
    }
    let is_redfish = is_redfish(model);
    for (name, overloads) in by_name {
        let id = StructuredId::at(model.structured_types.len());
        let offer = offer(model, &overloads, is_redfish);
        for overload in overloads {
            let Some(owner) = binding(model, overload) else { continue };
            let operation = model.operation(overload);
            let (text, span) = (Cow::Owned(format!("#{name}")), operation.name.name.span);
            let mut annotations = operation.annotations.clone();
            annotations.push(annotation("Org.OData.Core.V1.Computed", span, None));
            let ty = TypeUse { item: Type::Structured(id), is_collection: false };
            let short = operation.name.name.text.clone();
            let property = Property { annotations, ..property(Text { text, span }, ty, Some(short)) };
            let properties = &mut model.structured_types[owner.index()].properties;
            if properties.iter().all(|known| known.name.text != property.name.text) {
                properties.push(property);
            }
        }
        model.structured_types.push(offer);
        model.offers.insert(id);
    }
}

/// The warning for an action that has the name of a type.
fn name_of_type(model: &Model<'_>, id: OperationId, name: &str, ty: Type) -> Diagnostic {
    let message = format!("the action `{name}` has the name of a type");
    let warning = Diagnostic::warning(Code::Redeclaration, model.operation(id).name.name.span, message)
        .help("rename one of the two; objects that offer the action get no field for it");
    match model.place(ty) {
        Some(place) => warning.related(place, "the type is declared here"),
        None => warning,
    }
}

/// The complex type that an action is bound to.
fn binding(model: &Model<'_>, id: OperationId) -> Option<StructuredId> {
    let operation = model.operation(id);
    match operation.split().0?.ty {
        TypeUse { item: Type::Structured(id), is_collection: false }
            if operation.kind == OperationKind::Action && model.structured(id).kind == StructuredKind::Complex =>
        {
            Some(id)
        }
        _ => None,
    }
}

/// Whether the schemas are Redfish's, which has terms for what objects say of actions (DSP0266, section 9.7).
fn is_redfish(model: &Model<'_>) -> bool {
    let mut terms = model.namespaces.iter().flat_map(|namespace| &namespace.annotations);
    terms.any(|annotation| annotation.term.starts_with("RedfishExtensions."))
}

/// The type of what an object says of an action, whatever it is bound to.
fn offer<'s>(model: &Model<'s>, overloads: &[OperationId], is_redfish: bool) -> StructuredType<'s> {
    let operation = model.operation(overloads[0]);
    let span = operation.name.name.span;
    let text = |name: &'static str, short: Option<&'static str>, said: &'static str| {
        let ty = TypeUse { item: Type::Primitive(Primitive::String), is_collection: false };
        let name = Text { text: Cow::Borrowed(name), span };
        Property { annotations: vec![described(span, said.into())], ..property(name, ty, short.map(Cow::Borrowed)) }
    };
    let mut properties = vec![
        text("target", None, "The URL to send the request to that calls the action."),
        text("title", None, "The action in words for people."),
    ];
    if is_redfish {
        let said = "The URL of an `ActionInfo`, which says more of the parameters.";
        properties.push(text("@Redfish.ActionInfo", Some("ActionInfo"), said));
        let parameters = overloads.iter().flat_map(|id| model.operation(*id).parameters.iter().skip(1));
        let mut named = HashSet::new();
        properties.extend(parameters.filter(|parameter| named.insert(parameter.name.text.clone())).map(allowable));
    }
    StructuredType {
        name: operation.name.clone(),
        kind: StructuredKind::Complex,
        base: None,
        missing_base: None,
        derived: Vec::new(),
        is_abstract: false,
        is_open: false,
        has_stream: false,
        key: Vec::new(),
        properties,
        navigation_properties: Vec::new(),
        annotations: operation.annotations.clone(),
    }
}

/// The values that a parameter can have, as an object says it.
fn allowable<'s>(parameter: &Parameter<'s>) -> Property<'s> {
    let Text { text, span } = &parameter.name;
    // Services have all sorts of things for texts and numbers, as patterns and ranges.
    let ty = match parameter.ty.item {
        item @ Type::Enum(_) => TypeUse { item, is_collection: true },
        _ => TypeUse { item: Type::Primitive(Primitive::Untyped), is_collection: false },
    };
    let name = Text { text: Cow::Owned(format!("{text}@Redfish.AllowableValues")), span: *span };
    let said = format!("The values that the parameter `{text}` can have.");
    let short = Cow::Owned(format!("{text}AllowableValues"));
    Property { annotations: vec![described(*span, said.into())], ..property(name, ty, Some(short)) }
}

fn property<'s>(name: Text<'s>, ty: TypeUse, short_name: Option<Cow<'s, str>>) -> Property<'s> {
    let type_span = name.span;
    Property {
        name,
        short_name,
        ty,
        type_span,
        facets: Facets::default(),
        default_value: None,
        annotations: Vec::new(),
    }
}

fn described(span: Span, text: Cow<'_, str>) -> Annotation<'_> {
    let kind = ExpressionKind::Constant(ConstantKind::String, Text { text, span });
    let value = Expression { span, kind, annotations: Vec::new() };
    annotation("Org.OData.Core.V1.Description", span, Some(value))
}

fn annotation<'s>(term: &'static str, span: Span, value: Option<Expression<'s>>) -> Annotation<'s> {
    Annotation { term: Cow::Borrowed(term), span, qualifier: None, value, annotations: Vec::new() }
}
