use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::*;
use crate::source::Sources;

/// The identifiers of names that share a scope, and the warnings; `>` precedes the names of navigation properties.
fn named(case: Case, names: &[&str], renames: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let mut sources = Sources::default();
    let source = sources.add(Path::new("a.csdl"), Vec::new()).unwrap();
    let span = Span { source, start: 0, end: 0 };
    let renames = renames.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect();
    let mut diagnostics = Diagnostics::default();
    let origins = names.iter().map(|name| {
        let (name, part) = match name.strip_prefix('>') {
            Some(name) => (name, Part::Navigation(name)),
            None => (*name, Part::Child(name)),
        };
        Origin { name, owner: "n.t", part, span }
    });
    let origins: Vec<Origin<'_>> = origins.collect();
    let mut taken = Taken::reserving(&["extra"]);
    let idents = Namer::new(&renames).unique(case, &origins, &mut taken, &mut diagnostics);
    let warnings = diagnostics.as_slice().iter().map(|warning| warning.message.clone()).collect();
    (idents.iter().map(ToString::to_string).collect(), warnings)
}

#[track_caller]
fn check(case: Case, names: &[(&str, &str)], warnings: &[&str]) {
    for turned in [false, true] {
        let mut names = names.to_vec();
        if turned {
            names.reverse();
        }
        let (names, expected): (Vec<&str>, Vec<&str>) = names.into_iter().unzip();
        assert_eq!(
            named(case, &names, &[]),
            (expected.iter().map(ToString::to_string).collect(), warnings.iter().map(ToString::to_string).collect())
        );
    }
}

#[test]
fn the_name_that_changes_least_keeps_the_identifier() {
    check(
        Case::Snake,
        &[("Location_", "location2"), ("Location", "location")],
        &["`Location` and `Location_` both become `location`"],
    );
    check(
        Case::Snake,
        &[("PRODUCT", "product3"), ("Product", "product2"), ("product", "product")],
        &["`product` and `Product` both become `product`", "`product` and `PRODUCT` both become `product`"],
    );
    check(
        Case::Snake,
        &[("remoteControl", "remote_control"), ("remote_Control", "remote_control2")],
        &["`remoteControl` and `remote_Control` both become `remote_control`"],
    );
    check(Case::UpperCamel, &[("order_", "Order2"), ("order", "Order")], &["`order` and `order_` both become `Order`"]);
    check(
        Case::Module,
        &[("Größe_", "gruf6_udf_e2"), ("größe", "gruf6_udf_e")],
        &["`größe` and `Größe_` both become `gruf6_udf_e`"],
    );
}

#[test]
fn names_without_a_clash_come_before_numbers() {
    check(
        Case::Snake,
        &[("queryString", "query_string3"), ("queryString2", "query_string2"), ("query_string", "query_string")],
        &["`query_string` and `queryString` both become `query_string`"],
    );
}

#[test]
fn reserved_names_are_left_alone() {
    check(
        Case::Snake,
        &[("EXTRA", "extra2"), ("extra", "extra_")],
        &[
            "`extra` is a name which generated code needs for itself",
            "`EXTRA` becomes `extra`, which generated code needs for itself",
        ],
    );
}

#[test]
fn navigation_properties_with_an_underscore_have_a_name_of_their_own() {
    check(Case::Snake, &[("Product", "product"), (">_Product", "product_nav")], &[]);
    check(Case::Snake, &[(">_Extra", "extra_nav"), (">_Free", "free")], &[]);
    check(Case::Snake, &[(">Product", "product"), (">_Product", "product_nav")], &[]);
    check(
        Case::Snake,
        &[("Product", "product"), (">_Product", "product2"), ("ProductNav", "product_nav")],
        &["`Product` and `_Product` both become `product`"],
    );
    check(
        Case::Snake,
        &[("Product", "product"), ("_Product", "product2")],
        &["`Product` and `_Product` both become `product`"],
    );
}

#[test]
fn renames_come_first() {
    let renames = [("n.t/Location_", "location")];
    let (idents, warnings) = named(Case::Snake, &["Location", "Location_"], &renames);
    assert_eq!(idents, ["location2", "location"]);
    assert_eq!(warnings, ["`Location_` and `Location` both become `location`"]);
}

#[test]
fn enums_of_hierarchies_are_in_camel_case() {
    let base = |text: &str| Namer::hierarchy(&Ident::from_valid(text.to_owned())).to_string();
    assert_eq!([base("Thing"), base("_1a"), base("型")], ["AnyThing", "Any1a", "Any型"]);
}

#[rustfmt::skip]
const NAMES: &[&str] = &[
    "a", "A", "a_", ">_a", ">__a", ">A_", "aNav", "a_nav", "a2", "A_2", "a3", "aB", "a_b", "AB", "Ab", ">_aB", "ab",
    "ªb", "extra", "Extra", ">_extra", "self", "Self", "self_", "type", "_1", "1_", "名", ">_名", "ß", "ẞ", "ss", "SS",
];

proptest! {
    /// Which name each has does not depend on the order, and no two are the same.
    #[test]
    fn the_order_does_not_matter(
        names in subsequence(NAMES, 0..NAMES.len()).prop_shuffle(),
        case in select(vec![Case::UpperCamel, Case::Snake, Case::Module, Case::Shouty]),
        swaps in prop::collection::vec((any::<Index>(), any::<Index>()), 0..20),
    ) {
        let mut shuffled = names.clone();
        if !names.is_empty() {
            for (left, right) in swaps {
                shuffled.swap(left.index(names.len()), right.index(names.len()));
            }
        }
        let by_name = |names: &[&'static str]| {
            let (idents, mut warnings) = named(case, names, &[]);
            warnings.sort();
            (names.iter().copied().zip(idents).collect::<BTreeMap<_, _>>(), warnings)
        };
        let (idents, warnings) = by_name(&names);
        prop_assert_eq!(&(idents.clone(), warnings), &by_name(&shuffled));
        let distinct: BTreeSet<&str> = idents.values().map(|ident| ident.trim_start_matches("r#")).collect();
        prop_assert_eq!(distinct.len(), names.len());
    }
}
