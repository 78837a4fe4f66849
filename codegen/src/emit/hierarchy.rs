//! Enums of a type and the types derived from it.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, Item, Path};

use super::attributes::{attributes, doc_lines};
use super::imports::Imports;
use super::make::{self, Method, Receives};
use super::shape::{is_copy, scalar_type};
use crate::docs;
use crate::plan::{Hierarchy, Scalar, SharedField, Value};

/// An enum with a variant for each type, and what makes it a hierarchy.
///
/// ```text
/// #[non_exhaustive]
/// pub enum AnyThing { Thing(Box<Thing>), SpecialThing(Box<SpecialThing>), Other(Box<Thing>) }
///
/// impl AnyThing { pub fn name(&self) -> Option<&str> { … } }
/// impl Hierarchy for AnyThing { … }
/// runtime::hierarchy!(AnyThing);
/// impl VariantOf<AnyThing> for SpecialThing {}
/// ```
pub(super) fn hierarchy(plan: &Hierarchy, imports: &mut Imports<'_>) -> Vec<Item> {
    imports.runtime_module();
    let name = imports.own(plan.id);
    let base = imports.ty(plan.base);
    let text = docs::hierarchy(plan, &|id| imports.link(id));
    let mut attrs = attributes(&text, plan.deprecation.as_deref());
    attrs.push(make::attribute("non_exhaustive"));
    attrs.extend(imports.attributes(plan.id));
    let boxed = |ty: Path| Some(make::generic("Box", make::path_type(ty)));
    let variant_of = make::generic_trait(imports.runtime("VariantOf"), make::path_type(name.clone().into()));
    let mut variants = Vec::with_capacity(plan.variants.len() + 1);
    let mut markers = Vec::with_capacity(plan.variants.len());
    for variant in &plan.variants {
        let ty = imports.ty(variant.ty);
        let ident = make::ident(&variant.ident);
        markers.push(make::marker(variant_of.clone(), ty.clone()));
        variants.push(make::variant(doc_lines(&format!("{}.", docs::quoted(&variant.wire))), ident, boxed(ty)));
    }
    let docs = [
        " A type that the metadata does not know. What the base type has is in its fields, the rest and the",
        " name of the type in `extra`.",
    ];
    variants.push(make::variant(docs.map(make::doc).into(), "Other", boxed(base)));
    let mut items = vec![make::enumeration(attrs, name.clone(), variants)];
    items.extend(accessors(plan, &name, imports));
    items.push(implementation(plan, &name, imports));
    items.push(make::macro_call("hierarchy", name.into_token_stream()));
    items.extend(markers);
    items
}

/// `Hierarchy`: the names of the types, and the struct whatever its type is.
fn implementation(plan: &Hierarchy, name: &Ident, imports: &mut Imports<'_>) -> Item {
    const HIERARCHY: &[&str] = &["crate", "runtime", "__private", "v1", "hierarchy"];
    let [hierarchy, types_type] = ["Hierarchy", "Types"].map(|name| imports.item(HIERARCHY, name));
    let record = make::dynamic(imports.item(&["crate", "runtime", "__private", "v1", "record"], "Record"));
    let new = make::join(&types_type, "new");
    let types = make::call(new, [make::string(&plan.types)]);
    let types = Method::of_static("types", "TYPES", make::path_type(types_type), types);

    let number_type = make::known_type("usize");
    let variants = || plan.variants.iter().map(|variant| make::of_self(&variant.ident)).enumerate();
    let other = || make::of_self("Other");
    let empty = || make::call(make::path(["Box", "default"]), []);
    let made = variants()
        .map(|(number, variant)| make::arm(make::number_pattern(number), make::call(variant, [empty()])))
        .chain([make::arm(make::wildcard(), make::call(other(), [empty()]))]);
    let maker = Method {
        parameters: vec![(make::binding("number"), number_type.clone())],
        ..Method::inline(
            "make",
            Receives::Nothing,
            make::known_type("Self"),
            make::match_value(make::local("number"), made.collect()),
        )
    };

    let held = || make::dereference(make::dereference(make::local("value")));
    let by_variant = |body: &dyn Fn(Option<usize>) -> Expr| {
        let arm = |variant, number| make::arm(make::variant_pattern(variant, "value"), body(number));
        let arms = variants().map(|(number, variant)| arm(variant, Some(number))).chain([arm(other(), None)]);
        make::match_value(make::local("self"), arms.collect())
    };
    let got = by_variant(&|number| {
        let unknown = || make::value(make::path(["usize", "MAX"]));
        make::pair([number.map_or_else(unknown, make::number), make::borrow(held())])
    });
    let got_mut = by_variant(&|_| make::borrow_mut(held()));
    let pair = make::tuple_type([number_type, make::reference(record.clone())]);
    let get = Method::inline("get", Receives::Shared, pair, got);
    let get_mut = Method::inline("get_mut", Receives::Mutable, make::reference_mut(record), got_mut);
    make::implementation(hierarchy, name, [types, maker, get, get_mut])
}

/// A method for each field of the base type; all types have it in the same place, and with the same type.
fn accessors(plan: &Hierarchy, name: &Ident, imports: &mut Imports<'_>) -> Option<Item> {
    let fields = plan.shared.iter().enumerate().filter(|(_, field)| field.is_readable());
    let methods: Vec<Method> = fields.map(|(index, field)| accessor(index, field, imports)).collect();
    (!methods.is_empty()).then(|| make::inherent(Vec::new(), name, methods.into_iter().map(Into::into)))
}

/// ```text
/// pub fn action_name(&self) -> Option<&str> { runtime::hierarchy::text(self, 0) }
/// ```
fn accessor(index: usize, field: &SharedField, imports: &mut Imports<'_>) -> Method {
    let mut attrs = attributes(&docs::method(field), field.about.deprecation.as_deref());
    attrs.push(make::attribute("inline"));
    let ty = scalar_type(field.shape.scalar, imports);
    let (result, function) = match field.shape.scalar {
        _ if field.shape.is_collection => (make::reference(make::slice(ty)), "list"),
        Scalar::Value(Value::String) => (make::reference(make::known_type("str")), "text"),
        Scalar::Record(_) => (make::reference(ty), "boxed"),
        scalar if is_copy(scalar) => (ty, "copied"),
        _ => (make::reference(ty), "borrowed"),
    };
    let function = make::path(["runtime", "hierarchy", function]);
    let body = make::call(function, [make::local("self"), make::number(index)]);
    let returns = make::generic("Option", result);
    Method { attrs, is_public: true, ..Method::inline(&field.ident, Receives::Shared, returns, body) }
}
