//! Structs.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Arm, Expr, Item, Path};

use super::attributes::attributes;
use super::imports::Imports;
use super::make::{self, Method, Receives};
use super::shape::{field_type, slot};
use crate::plan::{Access, Field, Struct};

/// A struct with its constants, and what makes it a record.
///
/// ```text
/// pub struct VppToken { pub apple_id: Option<String>, …, pub extra: Extra }
///
/// impl VppToken { pub const ODATA_TYPE: &'static str = "microsoft.graph.vppToken"; … }
/// impl Default for VppToken { … }
/// impl Record for VppToken { … }
/// runtime::record!(VppToken);
/// ```
pub(super) fn structure(plan: &Struct, imports: &mut Imports<'_>) -> Vec<Item> {
    imports.runtime_module();
    let name = imports.own(plan.id);
    vec![
        definition(plan, &name, imports),
        constants(plan, &name),
        default(plan, &name, imports),
        record(plan, &name, imports),
        make::macro_call("record", name.into_token_stream()),
    ]
}

/// The struct itself.
fn definition(plan: &Struct, name: &Ident, imports: &mut Imports<'_>) -> Item {
    let mut attrs = attributes(&plan.docs, imports);
    attrs.extend(imports.attributes(plan.id));
    let mut fields = Vec::with_capacity(plan.fields.len() + 1);
    for field in &plan.fields {
        let attrs = attributes(&field.docs, imports);
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
fn constants(plan: &Struct, name: &Ident) -> Item {
    let docs = " Names on the wire: of the type, and of each property, for `$select` and for setting nulls in `extra`.";
    let allowed = make::ident("missing_docs").into_token_stream();
    let attrs = vec![make::doc(docs), make::attribute_list("allow", allowed)];
    let of_type = make::constant(Vec::new(), "ODATA_TYPE", &plan.wire);
    let of_fields = plan.fields.iter().map(|field| make::constant(Vec::new(), &field.constant, &field.wire));
    make::inherent(attrs, name, [of_type].into_iter().chain(of_fields))
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

/// `Record`: the names of the fields, and each field by its number.
///
/// ```text
/// impl Record for VppToken {
///     fn meta(&self) -> &'static Meta { static META: Meta = Meta::new("VppToken", …); &META }
///     fn slot(&mut self, index: usize) -> Slot<'_> { match index { 0 => Slot::String(&mut self.id), … } }
///     fn view(&self, index: usize) -> View<'_> { match index { 0 => View::String(&self.id), … } }
/// }
/// ```
fn record(plan: &Struct, name: &Ident, imports: &mut Imports<'_>) -> Item {
    const RECORD: &[&str] = &["crate", "runtime", "record"];
    let [record, meta_type, slot_type, view_type] =
        ["Record", "Meta", "Slot", "View"].map(|name| imports.item(RECORD, name));
    let names = plan.fields.iter().map(listed).collect::<Vec<_>>().join(",");
    let new = make::join(&meta_type, "new");
    let texts = [name.to_string().as_str(), &plan.wire, &names].map(make::string);
    let meta = make::static_item("META", make::path_type(meta_type.clone()), make::call(new, texts));
    let meta = Method {
        items: vec![meta],
        ..Method::inline(
            "meta",
            Receives::Shared,
            make::reference_static(make::path_type(meta_type)),
            make::borrow(make::local("META")),
        )
    };
    let slots = by_number(plan, &slot_type, "state_mut", make::borrow_mut);
    let views = by_number(plan, &view_type, "state", make::borrow);
    let index = || {
        let name = if plan.fields.is_empty() { make::wildcard() } else { make::binding("index") };
        vec![(name, make::known_type("usize"))]
    };
    let slot =
        Method { parameters: index(), ..Method::inline("slot", Receives::Mutable, make::elided(slot_type), slots) };
    // It pays where the runtime goes over the fields of a type that it knows, and there the compiler would not think so.
    let always = make::attribute_list("inline", make::ident("always").into_token_stream());
    let view = Method {
        attrs: vec![always],
        parameters: index(),
        ..Method::inline("view", Receives::Shared, make::elided(view_type), views)
    };
    make::implementation(record, name, [meta, slot, view])
}

/// The slots, or the views, of the fields by their numbers, and of `extra` for any other number.
fn by_number(plan: &Struct, ty: &Path, state: &'static str, borrow: fn(Expr) -> Expr) -> Expr {
    let extra = make::call(make::join(ty, "Extra"), [borrow(make::self_field("extra"))]);
    if plan.fields.is_empty() {
        return extra;
    }
    let arm = |(index, field): (usize, &Field)| -> Arm {
        let place = make::self_field(&field.ident);
        let value = if field.is_navigation { make::method_call(place, state) } else { borrow(place) };
        let variant = make::join(ty, slot(field.shape, field.is_navigation));
        make::arm(make::number_pattern(index), make::call(variant, [value]))
    };
    let others = make::arm(make::wildcard(), extra);
    let arms = plan.fields.iter().enumerate().map(arm).chain([others]).collect();
    make::match_value(make::local("index"), arms)
}

/// A property in the list of those of a type: its name, and a mark if clients cannot always set it.
fn listed(field: &Field) -> String {
    let mark = match field.access {
        Access::Always => "",
        Access::Create => "+",
        Access::Never => "!",
    };
    format!("{}{mark}", field.wire)
}
