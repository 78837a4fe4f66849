//! Requests that change something.

use serde_json::json;

use super::super::sample::{Account, AnyBug, AnyTicket, Bug, Home, Ticket};
use super::sample::{ROOT, shop};
use super::{answered, shows};
use crate::request::{Error, One, Service, Version};
use crate::{CreateBody, UpdateBody, json};

fn ada() -> Account {
    json::from_str(r#"{"@odata.etag":"W/\"1\"","id":"ada","name":"Ada","size":1,"reports":[{"id":"b"}]}"#).unwrap()
}

#[test]
fn create() {
    let mut account = ada();
    shows(&shop().accounts().create(&account), &["POST /accounts", r#"{"id":"ada","name":"Ada","size":1}"#]);
    account.manager.bind(&shop().accounts().id("bob"));
    shows(
        &shop().accounts().create(&account).return_minimal(),
        &[
            "POST /accounts",
            "Prefer: return=minimal",
            &format!(r#"{{"id":"ada","name":"Ada","size":1,"manager@odata.bind":"{ROOT}/accounts('bob')"}}"#),
        ],
    );
    shows(
        &shop().accounts().create(&CreateBody(&account)).select(Account::ID),
        &[
            "POST /accounts?$select=id",
            &format!(r#"{{"id":"ada","name":"Ada","size":1,"manager@odata.bind":"{ROOT}/accounts('bob')"}}"#),
        ],
    );
    shows(&shop().accounts().create(&json!({"a": 1})), &["POST /accounts", r#"{"a":1}"#]);
    assert_eq!(
        answered(&shop().accounts().create(&ada()), 201, r#"{"id":"x"}"#).unwrap().unwrap().id.as_deref(),
        Some("x")
    );
    assert!(answered(&shop().accounts().create(&ada()), 204, "").unwrap().is_none());
}

#[test]
fn values_of_derived_types_say_so() {
    let (ticket, bug) = (
        Ticket { title: Some("a".to_owned()), ..Ticket::default() },
        Bug { title: Some("b".to_owned()), ..Bug::default() },
    );
    let tickets = shop().tickets();
    let typed = r##"{"@odata.type":"#sample.bug","title":"b"}"##;
    shows(&tickets.create(&ticket), &["POST /tickets", r#"{"title":"a"}"#]);
    shows(&tickets.create(&bug), &["POST /tickets", typed]);
    shows(&tickets.create(&AnyTicket::from(bug.clone())), &["POST /tickets", typed]);
    shows(&tickets.create(&CreateBody(&AnyBug::from(bug.clone()))), &["POST /tickets", r#"{"title":"b"}"#]);
    shows(&tickets.cast::<Bug>().create(&bug), &["POST /tickets/sample.bug", r#"{"title":"b"}"#]);
    shows(&tickets.id((1, "a")).update(&bug), &["PATCH /tickets(number=1,id='a')", typed]);
    shows(&tickets.id((1, "a")).update(&ticket), &["PATCH /tickets(number=1,id='a')", r#"{"title":"a"}"#]);
}

#[test]
fn update() {
    let before = ada();
    let mut after = before.clone();
    after.name = Some("Bob".to_owned());
    after.size = None;
    let one = shop().accounts().id("ada");
    shows(
        &one.update(&UpdateBody::changes(&before, &after)).if_match(before.etag()),
        &["PATCH /accounts('ada')", "If-Match: W/\"1\"", r#"{"name":"Bob","size":null}"#],
    );
    after.extra.set_null(Account::SIZE);
    shows(&one.update(&after), &["PATCH /accounts('ada')", r#"{"id":"ada","name":"Bob","size":null}"#]);
    shows(&one.update(&UpdateBody(&after)), &["PATCH /accounts('ada')", r#"{"id":"ada","name":"Bob","size":null}"#]);
    shows(&one.replace(&before), &["PUT /accounts('ada')", r#"{"id":"ada","name":"Ada","size":1}"#]);
    shows(
        &one.upsert(&before).if_none_match("*"),
        &["PATCH /accounts('ada')", "If-None-Match: *", r#"{"id":"ada","name":"Ada","size":1}"#],
    );
    shows(&one.delete().if_match(String::from("\"2\"")), &["DELETE /accounts('ada')", "If-Match: \"2\""]);
    let blind = one.update(&after).if_match(Account::default().etag());
    assert!(matches!(blind.parts(), Err(Error::Request(_))));
    assert_eq!(
        blind.parts().unwrap_err().to_string(),
        "the request cannot be built: there is no ETag for `If-Match`: the service sent none with the value"
    );
}

#[test]
fn relations() {
    let (one, other) = (shop().accounts().id("a"), shop().accounts().id("b"));
    let body = format!(r#"{{"@odata.id":"{ROOT}/accounts('b')"}}"#);
    shows(&one.reports().add_ref(&other), &["POST /accounts('a')/reports/$ref", &body]);
    shows(&one.manager().set_ref(&other), &["PUT /accounts('a')/manager/$ref", &body]);
    shows(&one.manager().delete_ref(), &["DELETE /accounts('a')/manager/$ref"]);
    shows(&one.reports().id("b").delete_ref(), &["DELETE /accounts('a')/reports('b')/$ref"]);
    shows(
        &one.reports().delete_ref(&other),
        &["DELETE /accounts('a')/reports/$ref?$id=https://example.org/service/accounts('b')"],
    );
}

/// Services heed the first one of a name only.
#[test]
fn preferences_given_twice() {
    let request = shop().accounts().get().return_minimal().max_page_size(5).return_representation().max_page_size(6);
    shows(&request.clone(), &["GET /accounts", "Prefer: return=representation, odata.maxpagesize=6"]);
    shows(&request.clone().prefer("maxpagesize=7"), &["GET /accounts", "Prefer: return=representation, maxpagesize=7"]);
    shows(&request.clone().header("prefer", "wait=1").prefer("b"), &["GET /accounts", "prefer: wait=1, b"]);
    shows(
        &shop().accounts().get().include_annotations("a\"b\\"),
        &["GET /accounts", r#"Prefer: odata.include-annotations="a\"b\\""#],
    );
}

/// Properties that are collections, and all references of a navigation property.
#[test]
fn collections() {
    let ada = shop().accounts().id("ada");
    shows(&ada.property(Account::SIZES).add(&5), &["POST /accounts('ada')/sizes", r#"{"value":5}"#]);
    shows(&ada.property(Account::SIZES).put(&vec![]), &["PUT /accounts('ada')/sizes", r#"{"value":[]}"#]);
    let home = Home { city: Some("Oslo".to_owned()), ..Home::default() };
    shows(&ada.property(Account::HOMES).add_complex(&home), &["POST /accounts('ada')/homes", r#"{"city":"Oslo"}"#]);
    shows(
        &ada.reports().set_refs(&[shop().accounts().id("b"), shop().accounts().id("c")]),
        &[
            "PUT /accounts('ada')/reports/$ref",
            r#"{"value":[{"@odata.id":"https://example.org/service/accounts('b')"},{"@odata.id":"https://example.org/service/accounts('c')"}]}"#,
        ],
    );
    let none: [&One<Account>; 0] = [];
    shows(&ada.reports().set_refs(none), &["PUT /accounts('ada')/reports/$ref", r#"{"value":[]}"#]);
}

#[test]
fn preferences() {
    let request = shop()
        .accounts()
        .get()
        .max_page_size(50)
        .track_changes()
        .continue_on_error()
        .include_annotations("display.*,-x.*")
        .return_representation()
        .prefer("wait=10");
    shows(
        &request,
        &[
            "GET /accounts",
            "Prefer: odata.maxpagesize=50, odata.track-changes, odata.continue-on-error, odata.include-annotations=\"display.*,-x.*\", return=representation, wait=10",
        ],
    );
}

#[test]
fn headers() {
    let request = shop().accounts().get().header("X", "1").header("x", "2").header("accept", "text/json");
    shows(&request, &["GET /accounts", "x: 2", "accept: text/json"]);
    for (name, value) in [("a b", "c"), ("", "c"), ("a", "b\r\nc: d"), ("a", "\u{0}"), ("é", "a")] {
        let request = shop().accounts().get().header(name, value);
        assert!(matches!(request.parts(), Err(Error::Request(_))), "{name} {value}");
    }
    assert!(shop().me().media().put("a", "text/\nplain").parts().is_err());
    let request = shop().accounts().get().header("a", "é");
    request.parts().unwrap();
    assert_eq!(request.parts().unwrap().headers.get("A"), Some("é"));
    #[cfg(feature = "http")]
    assert_eq!(request.http().unwrap().headers()["a"].as_bytes(), "é".as_bytes());
    let new: super::sample::Shop = Service::new(ROOT).unwrap().version(Version::V401).into();
    assert_eq!(new.me().get().parts().unwrap().headers.get("OData-Version"), None);
}

/// Bodies of version 4.01 bind otherwise.
#[test]
fn binding_is_of_version_4_0() {
    let new: super::sample::Shop = Service::new(ROOT).unwrap().version(Version::V401).into();
    let mut account = Account::default();
    let version =
        |account: &Account| new.me().update(account).parts().unwrap().headers.get("OData-Version").map(str::to_owned);
    assert_eq!(version(&account).as_deref(), Some("4.01"));
    account.manager.bind(&new.accounts().id("bob"));
    assert_eq!(version(&account).as_deref(), Some("4.0"));
}
