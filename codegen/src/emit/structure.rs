//! Structs.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Arm, ImplItem, Item, Path};

use super::attributes::attributes;
use super::imports::Imports;
use super::make::{self, Method, Receives};
use super::requests;
use super::shape::{field_type, property_type, shown, slot};
use crate::docs;
use crate::plan::{Access, Field, Hierarchy, Struct};

/// The module of the runtime that has what a record consists of.
const RECORD: &[&str] = &["crate", "runtime", "__private", "v1", "record"];

/// A struct with its constants, and what makes it a record.
///
/// ```text
/// pub struct VppToken { pub apple_id: Option<String>, …, pub extra: Extra }
///
/// impl VppToken { pub const ODATA_TYPE: &'static str = "microsoft.graph.vppToken"; … }
/// impl Default for VppToken { … }
/// impl Record for VppToken { … }
/// runtime::record!(VppToken);
/// runtime::entity!(VppToken);
/// ```
pub(super) fn structure(plan: &Struct, hierarchy: Option<&Hierarchy>, imports: &mut Imports<'_>) -> Vec<Item> {
    imports.runtime_module();
    let name = imports.own(plan.id);
    let mut items = vec![
        definition(plan, hierarchy, &name, imports),
        constants(plan, &name, imports),
        default(plan, &name, imports),
        record(plan, &name, imports),
        make::macro_call("record", name.to_token_stream()),
    ];
    if plan.is_entity {
        items.push(make::macro_call("entity", name.to_token_stream()));
    }
    items.extend(imports.resource(plan.id).map(|resource| requests::resource(plan, resource, &name, imports)));
    items
}

/// The struct itself.
fn definition(plan: &Struct, hierarchy: Option<&Hierarchy>, name: &Ident, imports: &mut Imports<'_>) -> Item {
    let text = docs::structure(plan, hierarchy, imports.resource(plan.id), &|id| imports.link(id));
    let mut attrs = attributes(&text, plan.about.deprecation.as_deref());
    attrs.extend(imports.attributes(plan.id));
    let mut fields = Vec::with_capacity(plan.fields.len() + 1);
    for field in &plan.fields {
        let attrs = attributes(&docs::field(field, &|id| imports.link(id)), field.about.deprecation.as_deref());
        let ty = field_type(field.shape, field.is_navigation, imports);
        fields.push(make::field(attrs, &field.ident, ty));
    }
    let docs = make::doc(" What the object holds besides: annotations, unknown properties and explicit nulls.");
    let ty = make::path_type(imports.runtime("Extra"));
    fields.push(make::field(vec![docs], "extra", ty));
    make::structure(attrs, name.clone(), fields)
}

/// The names on the wire.
///
/// ```text
/// /// Names on the wire: …
/// #[allow(missing_docs)]
/// impl VppToken { pub const ODATA_TYPE: &'static str = "…"; pub const APPLE_ID: &'static str = "appleId"; … }
/// ```
fn constants(plan: &Struct, name: &Ident, imports: &mut Imports<'_>) -> Item {
    let named = if imports.has_name_constants() { plan.fields.as_slice() } else { &[] };
    let docs = match named {
        [] if !plan.fields.is_empty() => " The name of the type on the wire.",
        _ => " Names on the wire: of the type, and of each property, for `$select` and for setting nulls in `extra`.",
    };
    let allowed = make::ident("missing_docs").into_token_stream();
    let attrs = vec![make::doc(docs), make::attribute_list("allow", allowed)];
    let of_type = make::constant(Vec::new(), "ODATA_TYPE", &plan.odata_type);
    let of_fields: Vec<ImplItem> = named.iter().map(|field| constant(field, imports)).collect();
    make::inherent(attrs, name, [of_type].into_iter().chain(of_fields))
}

/// The name of a property, which with requests knows what it is of.
///
/// ```text
/// pub const STATE: Property<Self, VppTokenState> = Property::new("state");
/// ```
fn constant(field: &Field, imports: &mut Imports<'_>) -> ImplItem {
    if !imports.has_typed_constants() {
        return make::constant(Vec::new(), &field.constant, &field.wire);
    }
    let property = imports.item(requests::MODULE, "Property");
    let value = property_type(field.shape, field.is_navigation, imports);
    let name = make::call(make::join(&property, "new"), [make::string(&field.wire)]);
    let ty = make::generic_pair(property, make::known_type("Self"), value);
    make::typed_constant(Vec::new(), &field.constant, ty, name)
}

/// `Default`: all fields empty.
fn default(plan: &Struct, name: &Ident, imports: &mut Imports<'_>) -> Item {
    let new = |ty: &Path| make::call(make::join(ty, "new"), []);
    let extra = imports.runtime("Extra");
    let mut fields = Vec::with_capacity(plan.fields.len() + 1);
    for field in &plan.fields {
        let empty = if field.is_navigation { new(&imports.runtime("Nav")) } else { make::local("None") };
        fields.push((make::ident(&field.ident), empty));
    }
    fields.push((make::ident("extra"), new(&extra)));
    let method = Method::inline("default", Receives::Nothing, make::known_type("Self"), make::new_self(fields));
    make::implementation(make::path(["Default"]), name, [method])
}

/// `Record`: the names of the fields, each field by its number, and all of them.
///
/// ```text
/// impl Record for VppToken {
///     fn about(&self) -> (&'static Meta, &Extra) { static META: Meta = Meta::new("VppToken …"); (&META, &self.extra) }
///     fn slot(&mut self, index: usize) -> Slot<'_> { match index { 0 => Slot::String(&mut self.id), … } }
///     fn fields<'a>(&'a self, fields: &mut Fields<'a, '_>) { fields.string(0, &self.id); … }
/// }
/// ```
fn record(plan: &Struct, name: &Ident, imports: &mut Imports<'_>) -> Item {
    let record = imports.item(RECORD, "Record");
    let methods = [about(plan, name, imports), slots(plan, imports), fields(plan, imports)];
    make::implementation(record, name, methods)
}

/// The names, and what has no field.
fn about(plan: &Struct, name: &Ident, imports: &mut Imports<'_>) -> Method {
    let meta = imports.item(RECORD, "Meta");
    let new = make::call(make::join(&meta, "new"), [make::string(&names(plan, name))]);
    let meta = make::path_type(meta);
    let extra = make::reference(make::path_type(imports.runtime("Extra")));
    let returns = make::tuple_type([make::reference_static(meta.clone()), extra]);
    let result = make::pair([make::borrow(make::local("META")), make::borrow(make::self_field("extra"))]);
    let items = vec![make::static_item("META", meta, new)];
    Method { items, ..Method::inline("about", Receives::Shared, returns, result) }
}

/// The slots of the fields by their numbers, and of `extra` for any other number.
fn slots(plan: &Struct, imports: &mut Imports<'_>) -> Method {
    let ty = imports.item(RECORD, "Slot");
    let of_extra = make::call(make::join(&ty, "Extra"), [make::borrow_mut(make::self_field("extra"))]);
    let arm = |(index, field): (usize, &Field)| -> Arm {
        let place = make::self_field(&field.ident);
        let place =
            if field.is_navigation { make::method_call(place, "state_mut", []) } else { make::borrow_mut(place) };
        let variant = make::join(&ty, slot(field.shape, field.is_navigation));
        make::arm(make::number_pattern(index), make::call(variant, [place]))
    };
    let (name, result) = if plan.fields.is_empty() {
        (make::wildcard(), of_extra)
    } else {
        let others = make::arm(make::wildcard(), of_extra);
        let arms = plan.fields.iter().enumerate().map(arm).chain([others]).collect();
        (make::binding("index"), make::match_value(make::local("index"), arms))
    };
    let parameters = vec![(name, make::known_type("usize"))];
    Method { parameters, ..Method::inline("slot", Receives::Mutable, make::elided(ty), result) }
}

/// All fields.
fn fields(plan: &Struct, imports: &mut Imports<'_>) -> Method {
    let show = |(index, field): (usize, &Field)| {
        let arguments = [make::number(index), make::borrow(make::self_field(&field.ident))];
        make::method_call(make::local("fields"), shown(field.shape, field.is_navigation), arguments)
    };
    let ty = make::reference_mut(make::borrowing(imports.item(RECORD, "Fields")));
    let name = if plan.fields.is_empty() { make::wildcard() } else { make::binding("fields") };
    let statements = plan.fields.iter().enumerate().map(show).collect();
    Method { parameters: vec![(name, ty)], ..Method::procedure("fields", Receives::SharedFor, statements) }
}

/// The names of a type and its properties, as `Meta::new` takes them. Each property has a mark if clients cannot always set it,
/// and one if it is a navigation property.
fn names(plan: &Struct, name: &Ident) -> String {
    let wires = plan.fields.iter().map(|field| &field.wire).chain(&plan.without_field);
    let is_odd = |wire: &str| wire.contains([' ', ',']) || wire.ends_with(['!', '+', '>']);
    let is_plain = !wires.map(|wire| &**wire).chain([plan.odata_type.as_str()]).any(is_odd);
    let (part, property, marks) = if is_plain { (' ', ",", "") } else { ('\u{1f}', "\u{1e}", "\u{1d}") };
    let listed = |field: &Field| {
        let access = match field.access {
            Access::Always => "",
            Access::Create => "+",
            Access::Never => "!",
        };
        format!("{}{marks}{access}{}", field.wire, if field.is_navigation { ">" } else { "" })
    };
    let fields = plan.fields.iter().map(listed).collect::<Vec<_>>().join(property);
    let text = format!("{name}{part}{}{part}{fields}{part}{}", plan.odata_type, plan.without_field.join(property));
    if is_plain { text.trim_end().to_owned() } else { format!("{part}{text}") }
}
