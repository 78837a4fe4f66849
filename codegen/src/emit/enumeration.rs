//! Enums of named values.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::Item;

use super::attributes::attributes;
use super::imports::Imports;
use super::make::{self, Method, Receives};
use crate::docs;
use crate::plan::Enum;

/// An enum with a variant for each member, and what makes it an enumeration.
///
/// ```text
/// #[non_exhaustive]
/// pub enum ActionState { None, Pending, …, Unrecognized(UnrecognizedMember<Self>) }
///
/// impl Enumeration for ActionState { … }
/// runtime::enumeration!(ActionState);
/// ```
pub(super) fn enumeration(plan: &Enum, imports: &mut Imports<'_>) -> Vec<Item> {
    imports.runtime_module();
    let name = imports.own(plan.id);
    let text = docs::enumeration(plan, &|id| imports.link(id));
    let mut attrs = attributes(&text, plan.about.deprecation.as_deref());
    attrs.push(make::attribute("non_exhaustive"));
    attrs.extend(imports.attributes(plan.id));
    let mut variants = Vec::with_capacity(plan.members.len() + 1);
    for member in &plan.members {
        let attrs = attributes(&docs::member(member), member.about.deprecation.as_deref());
        variants.push(make::variant(attrs, &member.ident, None));
    }
    let docs = make::doc(" A name that the metadata does not know.");
    let unrecognized = make::generic_path(imports.runtime("UnrecognizedMember"), make::known_type("Self"));
    variants.push(make::variant(vec![docs], "Unrecognized", Some(unrecognized)));
    vec![
        make::enumeration(attrs, name.clone(), variants),
        implementation(plan, &name, imports),
        make::macro_call("enumeration", name.into_token_stream()),
    ]
}

/// `Enumeration`: names and values, and each member by its number.
fn implementation(plan: &Enum, name: &Ident, imports: &mut Imports<'_>) -> Item {
    const ENUMERATION: &[&str] = &["crate", "runtime", "__private", "v1", "enumeration"];
    let [enumeration, members_type, not_found, unrecognized] =
        ["Enumeration", "Members", "NotFound", "UNRECOGNIZED"].map(|name| imports.item(ENUMERATION, name));
    let members = plan.members.iter().map(|member| format!("{}={}", member.wire, member.value)).collect::<Vec<_>>();
    let list = match members.iter().any(|member| member.contains(',')) {
        true => members.iter().map(|member| format!("\u{1f}{member}")).collect(),
        false => members.join(","),
    };
    let new = make::join(&members_type, "new");
    let members = make::call(new, [plan.wire.as_str(), &list].map(make::string));
    let members = Method::of_static("members", "MEMBERS", make::path_type(members_type), members);

    let [text, number_type] = ["str", "usize"].map(make::known_type);
    let mut numbers = Vec::with_capacity(plan.members.len() + 1);
    let mut made = Vec::with_capacity(plan.members.len() + 1);
    for (index, member) in plan.members.iter().enumerate() {
        let variant = make::of_self(&member.ident);
        let number = make::pair([make::number(index), make::string("")]);
        numbers.push(make::arm(make::unit_pattern(variant.clone()), number));
        made.push(make::arm(make::number_pattern(index), make::value(variant)));
    }
    let other = make::of_self("Unrecognized");
    let number = make::pair([make::value(unrecognized), make::local("name")]);
    numbers.push(make::arm(make::variant_pattern(other.clone(), "name"), number));
    let number = Method::inline(
        "number",
        Receives::Shared,
        make::tuple_type([number_type.clone(), make::reference(text.clone())]),
        make::match_value(make::local("self"), numbers),
    );

    let unrecognized = make::local("unrecognized");
    let other = make::call(other, [make::method_call(unrecognized, "to_owned", [])]);
    let (argument, made) = if plan.members.is_empty() {
        (make::wildcard(), other)
    } else {
        made.push(make::arm(make::wildcard(), other));
        (make::binding("number"), make::match_value(make::local("number"), made))
    };
    let maker = Method {
        parameters: vec![(argument, number_type), (make::binding("unrecognized"), make::elided(not_found))],
        ..Method::inline("make", Receives::Nothing, make::known_type("Self"), made)
    };
    make::implementation(enumeration, name, [members, number, maker])
}
