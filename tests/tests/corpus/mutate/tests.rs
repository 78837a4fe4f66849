//! Each kind of change on small bodies.

use std::collections::BTreeSet;
use std::path::Path;

use csdl_codegen::internals::diagnostics::Diagnostics;
use csdl_codegen::internals::model;
use csdl_codegen::internals::source::Sources;
use graph_types::runtime::Page;
use graph_types::{AnyVppTokenActionResult, VppToken};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Chance, Kind, Mutator, apply};
use crate::compare;

const SHOP: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="shop.core" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="state"><Member Name="open"/><Member Name="closed"/></EnumType>
      <EnumType Name="rights" IsFlags="true"><Member Name="read" Value="1"/><Member Name="write" Value="2"/></EnumType>
      <EntityType Name="thing">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="state" Type="shop.core.state"/>
        <Property Name="size" Type="Edm.Int64"/>
        <NavigationProperty Name="parts" Type="Collection(self.thing)"/>
      </EntityType>
      <EntityType Name="box" BaseType="self.thing">
        <Property Name="rights" Type="Collection(self.rights)"/>
        <Property Name="price" Type="Edm.Decimal"/>
        <Property Name="code" Type="Edm.Guid"/>
      </EntityType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

/// A box with a part, which has no `code` as it is no box.
fn shop_box() -> Value {
    json!({
        "@odata.type": "#shop.core.box", "id": "a", "state": "open", "size": 5, "price": 1.5,
        "rights": ["read", "read, write"], "code": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "parts": [{"id": "b", "code": "0f8fad5b-d9cb-469f-a165-70867728950e"}],
    })
}

/// Shows many single changes of a kind: the place, the body after it as a value and as text.
fn each(kind: Kind, mut check: impl FnMut(&Mutator<'_>, &str, &Value, &str)) {
    with_mutator(SHOP, |mutator| {
        let body = shop_box();
        let sites = mutator.sites("shop.core.thing", false, &body);
        let mut chance = Chance::new();
        for seed in 0..150 {
            chance.seed([seed, 0, 0]);
            for mutation in mutator.mutations(&[kind], &sites, &mut chance) {
                let (json, made) = apply(&body, std::slice::from_ref(&mutation));
                assert_eq!(made, [true], "{mutation}");
                check(mutator, &mutation.place, &serde_json::from_str(&json).unwrap(), &json);
            }
        }
    });
}

fn with_mutator(csdl: &str, check: impl FnOnce(&Mutator<'_>)) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add(Path::new("test.csdl"), csdl.as_bytes().to_vec()).unwrap();
    let documents = csdl_codegen::internals::csdl::parse(&[id], &sources, &mut diagnostics).unwrap();
    let model = model::resolve(documents, &sources, &mut diagnostics);
    check(&Mutator::new(&model));
}

/// All places that changes of a kind come to, each of which has to pass a test of the value before and after.
fn places(kind: Kind, fits: impl Fn(Option<&Value>, &Value) -> bool) -> BTreeSet<String> {
    let before = shop_box();
    let mut places = BTreeSet::new();
    each(kind, |_, place, after, _| {
        let value = after.pointer(place).unwrap();
        assert!(fits(before.pointer(place), value), "{kind} at `{place}`: {value}");
        places.insert(place.to_owned());
    });
    places
}

fn set<const N: usize>(places: [&str; N]) -> BTreeSet<String> {
    places.map(str::to_owned).into()
}

#[test]
fn values_are_changed_by_their_declared_types() {
    let is_known = |name: &str| ["open", "closed", "read", "write"].contains(&name);
    let unknown = places(Kind::UnknownMember, |before, after| {
        let is_flags = before.is_some_and(|before| before != "open");
        let mut names = after.as_str().unwrap().split(',').map(str::trim);
        if is_flags { !names.all(is_known) } else { !is_known(after.as_str().unwrap()) }
    });
    assert_eq!(unknown, set(["/state", "/rights/0", "/rights/1", "/parts/0/state"]));

    let is_digits = |value: &Value| value.as_str().is_some_and(|text| text.parse::<i64>().is_ok());
    let is_with_number =
        |value: &Value| value.as_str().is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
    let numbers = places(Kind::EnumNumber, |_, after| after.is_i64() || is_digits(after) || is_with_number(after));
    assert_eq!(numbers, unknown);

    let texts = places(Kind::NumberText, |_, after| after.as_str().is_some_and(|text| text.parse::<f64>().is_ok()));
    assert_eq!(texts, set(["/size", "/price", "/parts/0/size"]));
    let guids = places(Kind::GuidCase, |_, after| after.as_str().is_some_and(|text| text.contains('-')));
    assert_eq!(guids, set(["/code"]));
}

#[test]
fn nulls_come_to_every_property_and_item() {
    let own = ["/id", "/state", "/size", "/parts", "/rights", "/price", "/code"];
    let part = ["/parts/0/id", "/parts/0/state", "/parts/0/size", "/parts/0/parts"];
    assert_eq!(places(Kind::Null, |_, after| after.is_null()), &set(own) | &set(part));
    assert_eq!(places(Kind::NullItem, |_, after| after.is_null()), set(["/rights/0", "/rights/1", "/parts/0"]));
}

#[test]
fn members_are_new_and_unknown() {
    for kind in [Kind::UnknownProperty, Kind::Annotation] {
        let objects = places(kind, |before, _| before.is_none());
        let is_in = |object: &str| objects.iter().any(|place| place.rsplit_once('/').unwrap().0 == object);
        assert!(is_in("") && is_in("/parts/0"), "{objects:?}");
    }
}

#[test]
fn types_stay_or_become_unknown() {
    let type_of = |place: &str, body: &Value| {
        let value = body.pointer(place).unwrap();
        let object = value.get(0).unwrap_or(value);
        object.get("@odata.type").or_else(|| object.get("@type")).and_then(Value::as_str).map(str::to_owned)
    };
    for (kind, expected) in [
        (Kind::TypeSpelling, set([""])),
        (Kind::TypeAdded, set(["/parts/0"])),
        (Kind::UnknownType, set(["", "/parts/0", "/parts/0/parts"])),
    ] {
        let mut places = BTreeSet::new();
        let mut spellings = BTreeSet::new();
        each(kind, |mutator, place, after, _| {
            let spelling = type_of(place, after).unwrap();
            let named = mutator.names.named(&spelling).map(|id| &*mutator.names.model.structured(id).name.name.text);
            let declared = if place.is_empty() { "box" } else { "thing" };
            assert_eq!(named, (kind != Kind::UnknownType).then_some(declared), "{spelling}");
            places.insert(place.to_owned());
            spellings.insert(spelling);
        });
        assert_eq!(places, expected);
        let has = |found: &dyn Fn(&str) -> bool| spellings.iter().any(|spelling| found(spelling));
        assert!(has(&|name| name.starts_with('#')) && has(&|name| !name.contains('#')), "{spellings:?}");
        assert!(has(&|name| name.starts_with("http")) && has(&|name| name.contains("self.")), "{spellings:?}");
    }
}

#[test]
fn only_the_order_of_members_changes() {
    let mut orders = BTreeSet::new();
    each(Kind::Order, |_, place, after, json| {
        assert_eq!(*after, shop_box());
        orders.insert((place.to_owned(), json.to_owned()));
    });
    assert!(orders.len() > 50);
    each(Kind::TypeLast, |_, _, after, json| {
        assert_eq!(*after, shop_box());
        assert!(json.ends_with(r##""@odata.type":"#shop.core.box"}"##), "{json}");
    });
}

#[test]
fn what_is_gone_is_not_changed() {
    with_mutator(SHOP, |mutator| {
        let body = shop_box();
        let sites = mutator.sites("shop.core.box", false, &body);
        let mut chance = Chance::new();
        let mut one = |kind, place: &str| loop {
            let found = mutator.mutations(&[kind], &sites, &mut chance);
            if let Some(found) = found.into_iter().find(|mutation| mutation.place == place) {
                break found;
            }
        };
        let mutations = [one(Kind::Null, "/parts"), one(Kind::NumberText, "/parts/0/size"), one(Kind::TypeLast, "")];
        let (json, made) = apply(&body, &mutations);
        assert_eq!(made, [true, false, true]);
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["parts"], Value::Null);
    });
}

/// What the test of the corpus does with whole Graph, with the types of the crate in `generated`.
#[test]
fn changed_bodies_of_tokens_come_back() {
    with_mutator(include_str!("../../../../schema/vpp-token.csdl"), |mutator| {
        let page = include_str!("../../../payloads/vpp_tokens_page.json");
        let token = include_str!("../../../payloads/vpp_token.json");
        let result = include_str!("../../../payloads/vpp_token_revoke_licenses_action_result.json");
        come_back::<Page<VppToken>>(mutator, "microsoft.graph.vppToken", true, page);
        come_back::<VppToken>(mutator, "microsoft.graph.vppToken", false, token);
        come_back::<AnyVppTokenActionResult>(mutator, "microsoft.graph.vppTokenActionResult", false, result);
    });
}

fn come_back<T: Serialize + DeserializeOwned>(mutator: &Mutator<'_>, ty: &str, is_page: bool, json: &str) {
    let body: Value = serde_json::from_str(json).unwrap();
    let sites = mutator.sites(ty, is_page, &body);
    let mut chance = Chance::new();
    for seed in 0..300 {
        chance.seed([seed, 0, 0]);
        let mutations = mutator.mutations(Kind::ALL, &sites, &mut chance);
        let (json, _) = apply(&body, &mutations);
        let read: T = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}\n{json}\n{mutations:#?}"));
        let before = serde_json::from_str(&json).unwrap();
        let after = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
        assert_eq!(compare::differences(&before, &after), [""; 0], "{json}\n{mutations:#?}");
    }
}
