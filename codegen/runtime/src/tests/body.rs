//! The bodies of requests.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::sample::{Account, AnyShape, AnyTicket, Bug, Home, Ticket, Weight};
use super::{same, text, write};
use crate::json::ToJson;
use crate::{CreateBody, Ieee754Compatible, Page, UpdateBody};

const READ: &str = r##"{
    "@odata.type": "#sample.bug", "@odata.etag": "W/1", "id": "7", "title": "It stops", "category": "tool", "crashes": "12",
    "severity": "3", "crashes@note": "since May", "severity@note": "high", "owner": {"id": "1"}, "new": {"id": 1},
    "related": {"id": "8", "category": null, "title": null},
    "history": [{"id": "9", "category": "x"}, {"@odata.type": "#sample.bug", "crashes": null, "severity": null}]
}"##;

fn ticket() -> AnyTicket {
    same(READ)
}

#[test]
fn a_create_body_has_nothing_that_only_the_service_sets() {
    assert_eq!(
        write(&CreateBody(&ticket())),
        json!({
            "@odata.type": "#sample.bug", "title": "It stops", "category": "tool", "severity": "3",
            "severity@note": "high", "new": {"id": 1},
            "related": {"category": null, "title": null},
            "history": [{"category": "x"}, {"@odata.type": "#sample.bug", "severity": null}],
        })
    );
}

#[test]
fn an_update_body_has_nothing_that_stays_as_it_was_created() {
    assert_eq!(
        write(&UpdateBody(&ticket())),
        json!({
            "@odata.type": "#sample.bug", "title": "It stops", "severity": "3",
            "severity@note": "high", "new": {"id": 1},
            "related": {"title": null},
            "history": [{}, {"@odata.type": "#sample.bug", "severity": null}],
        })
    );
}

#[test]
fn references_are_written_unless_only_the_service_makes_them() {
    let mut ticket = Ticket::default();
    ticket.owner.bind("owners/1");
    ticket.parent.bind("tickets/2");
    assert_eq!(text(&CreateBody(&ticket)), r#"{"parent@odata.bind":"tickets/2"}"#);
    assert_eq!(text(&UpdateBody(&ticket)), r#"{"parent@odata.bind":"tickets/2"}"#);
    ticket.extra.insert("owner@odata.bind", "owners/3");
    assert_eq!(text(&UpdateBody(&ticket)), r#"{"parent@odata.bind":"tickets/2"}"#);
}

#[test]
fn anything_with_tickets_in_it() {
    let tickets = vec![Bug { id: Some("1".to_owned()), crashes: Some(1), severity: Some(2), ..Bug::default() }];
    assert_eq!(text(&CreateBody(&tickets)), r#"[{"severity":2}]"#);
    assert_eq!(text(&CreateBody(tickets.as_slice())), r#"[{"severity":2}]"#);
    assert_eq!(text(&UpdateBody(&Page::from(tickets))), r#"{"value":[{"severity":2}]}"#);
}

/// Whatever came of the one call, the next one writes everything.
#[test]
fn it_is_for_one_call_only() {
    struct Fails;

    impl Serialize for Fails {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("no"))
        }
    }

    let whole: Value = serde_json::from_str(READ).unwrap();
    let ticket = ticket();
    assert!(serde_json::to_string(&CreateBody(&Fails)).is_err());
    assert_eq!(write(&ticket), whole);
    assert_eq!(write(&(&ticket, UpdateBody(&(CreateBody(&ticket), &ticket)), &ticket)), {
        let [create, update] = [write(&CreateBody(&ticket)), write(&UpdateBody(&ticket))];
        json!([whole, [create, update], whole])
    });
}

/// Writes both bodies, which are the same where nothing is computed or immutable.
#[track_caller]
fn body<T: Serialize + ToJson>(value: &T) -> Value {
    let body = write(&UpdateBody(value));
    assert_eq!(write(&CreateBody(value)), body);
    assert_eq!(crate::json::to_string(&UpdateBody(value)).unwrap(), text(&UpdateBody(value)));
    body
}

const ACCOUNT: &str = r##"{
    "@odata.context": "c", "@odata.metadataEtag": "m", "@odata.etag": "e", "@odata.id": "i", "@odata.editLink": "l",
    "@readLink": "r", "@odata.mediaReadLink": "m", "id": "1", "name": "A", "photo@odata.mediaReadLink": "p",
    "photo@odata.mediaEditLink": "p", "photo@mediaEtag": "e", "photo@odata.mediaContentType": "image/png",
    "manager@odata.context": "c", "manager@odata.navigationLink": "n", "manager@odata.associationLink": "a",
    "manager@odata.type": "#sample.account", "manager": {"id": "2"}, "reports@odata.count": 3, "reports": [{"id": "3"}],
    "reports@odata.nextLink": "x", "reports@odata.deltaLink": "d", "reports@delta": [{"id": "4"}],
    "#sample.activate": {"target": "t"}, "#sample.rest": [{"title": "t"}],
    "@Sample.Note": "kept", "name@Sample.Note": "kept", "name@note": "kept", "dynamic@odata.type": "#Int64", "dynamic": 5,
    "#tag": "kept"
}"##;

#[test]
fn what_was_only_read_is_left_out() {
    let mut account: Account = same(ACCOUNT);
    account.name = Some("B".to_owned());
    let expected = json!({
        "id": "1", "name": "B", "@Sample.Note": "kept", "name@Sample.Note": "kept", "name@note": "kept",
        "dynamic@odata.type": "#Int64", "dynamic": 5, "#tag": "kept",
    });
    assert_eq!(body(&account), expected);
    assert_eq!(body(&account.clone()), expected);
    account.manager.bind("accounts/7");
    let mut bound = expected;
    bound["manager@odata.bind"] = "accounts/7".into();
    assert_eq!(body(&account), bound);
}

#[test]
fn what_was_put_in_after_reading_stays() {
    let mut account: Account =
        same(r#"{"@odata.etag": "e", "@odata.id": "i", "id": "1", "manager": null, "orders": []}"#);
    assert_eq!(body(&account), json!({"id": "1"}));
    account.extra.insert("@odata.etag", "f");
    account.extra.insert("orders", json!([{"id": 5}]));
    account.extra.insert("reports@odata.count", 1);
    account.extra.set_null("manager");
    let all = json!({"@odata.etag": "f", "id": "1", "manager": null, "orders": [{"id": 5}], "reports@odata.count": 1});
    assert_eq!(body(&account), all);
    assert_eq!(body(&account.clone()), all);
    account.extra.remove("@odata.etag");
    account.extra.remove("orders");
    account.extra.remove("reports@odata.count");
    assert_eq!(body(&account), json!({"id": "1", "manager": null}));
    // Whatever is inserted at once is inserted, too.
    let mut whole = Account { extra: [("@odata.etag", "e")].into_iter().collect(), ..Account::default() };
    assert_eq!(body(&whole), json!({"@odata.etag": "e"}));
    whole.extra.set_value(json!({"@odata.id": "i", "orders": []}));
    assert_eq!(body(&whole), json!({"@odata.id": "i", "orders": []}));
}

/// A `null` that takes a related entity away counts more than that the entity was read.
#[test]
fn an_expanded_entity_can_be_taken_away() {
    let mut account: Account = same(r#"{"manager": {"id": "2"}}"#);
    account.extra.set_null("manager");
    assert_eq!(body(&account), json!({"manager": null}));
    account.manager.bind("accounts/7");
    assert_eq!(body(&account), json!({"manager@odata.bind": "accounts/7"}));
}

#[test]
fn navigation_properties_without_a_field_are_left_out() {
    let json = r#"{"name": "A", "orders@odata.context": "c", "orders@odata.type": "t", "orders": [{"id": 1}], "visits": null}"#;
    let mut account: Account = same(json);
    assert_eq!(body(&account), json!({"name": "A"}));
    account.extra.insert("visits", json!([{"id": 2}]));
    account.extra.insert("orders@odata.bind", json!(["orders/1"]));
    assert_eq!(body(&account), json!({"name": "A", "visits": [{"id": 2}], "orders@odata.bind": ["orders/1"]}));
}

#[test]
fn at_any_depth() {
    let home =
        |more: &str| format!(r#"{{"@odata.etag": "e", "city": "Oslo", "code": "x", "owner": {{"id": "1"}}{more}}}"#);
    let home = [home(r#", "guests": [], "guests@odata.count": 0"#), home("")];
    let json = format!(
        r##"{{"home": {0}, "homes": [{0}, {1}], "shape": {{"@odata.type": "#sample.circle", "@odata.id": "i", "area": {{}},
            "inner": {{"@odata.editLink": "l", "name": "A", "area": {{"name": "B"}}}},
            "rings": [{{"@odata.etag": "e", "name": "C", "area": {{}}}}]}}}}"##,
        home[0], home[1]
    );
    let mut account: Account = same(&json);
    let circle = json!({"@odata.type": "#sample.circle", "inner": {"name": "A"}, "rings": [{"name": "C"}]});
    let expected = json!({"home": {"city": "Oslo"}, "homes": [{"city": "Oslo"}, {"city": "Oslo"}], "shape": circle});
    assert_eq!(body(&account), expected);

    // What was put in goes along, at any depth as well.
    account.home.as_mut().unwrap().owner.bind("accounts/1");
    let guest = Account { home: Some(Box::new(serde_json::from_str(&home[0]).unwrap())), ..Account::default() };
    account.homes.as_mut().unwrap()[1].guests.set(&vec![guest]).unwrap();
    let Some(AnyShape::Circle(circle)) = &mut account.shape else { panic!() };
    circle.rings.as_mut().unwrap().push(AnyShape::default_with_area());
    let written = body(&account);
    assert_eq!(written["home"], json!({"city": "Oslo", "owner@odata.bind": "accounts/1"}));
    assert_eq!(written["homes"][1], json!({"city": "Oslo", "guests": [{"home": {"city": "Oslo"}}]}));
    assert_eq!(written["shape"]["rings"][1], json!({"area": {"name": "B"}}));
}

impl AnyShape {
    fn default_with_area() -> Self {
        let mut shape = super::sample::Shape::default();
        shape.area.set(&serde_json::from_value(json!({"name": "B"})).unwrap()).unwrap();
        shape.into()
    }
}

/// An entity that was read and is set is created anew, by the rules of the body that it is in.
#[test]
fn an_entity_that_was_read_is_set() {
    let owner: Ticket = same(
        r#"{"@odata.etag": "e", "id": "1", "title": "A", "category": "x", "parent": {"id": "2"}, "related": {"id": "3", "title": "B"}}"#,
    );
    let mut ticket = Ticket::default();
    ticket.parent.set(&owner).unwrap();
    let whole = serde_json::to_value(&owner).unwrap();
    assert_eq!(write(&ticket), json!({"parent": whole}));
    assert_eq!(ticket.parent.get().unwrap().as_ref(), Some(&owner));
    // Nothing is to be missing of what is new, in an update either.
    assert_eq!(body(&ticket), json!({"parent": {"title": "A", "category": "x", "related": {"title": "B"}}}));
    let mut outer = Ticket::default();
    outer.parent.set(&ticket).unwrap();
    assert_eq!(body(&outer.clone()), json!({"parent": write(&CreateBody(&ticket))}));
    // What is written out and read is read, wherever it is from.
    assert_eq!(body(&same::<Ticket>(&text(&outer))), json!({}));
}

#[test]
fn what_refers_to_an_entity_keeps_its_id() {
    let reference = r##"{"@odata.context": "c", "@odata.type": "#sample.account", "@odata.id": "accounts/1"}"##;
    let account: Account = same(reference);
    assert_eq!(body(&account), json!({"@odata.type": "#sample.account", "@odata.id": "accounts/1"}));
    let mut leader = Account::default();
    leader
        .reports
        .set(&vec![account, same(r#"{"@id": "accounts/2", "name": "B"}"#), same(r#"{"@id": "accounts/3"}"#)])
        .unwrap();
    let reports = json!([body(&same::<Account>(reference)), {"name": "B"}, {"@id": "accounts/3"}]);
    assert_eq!(body(&leader), json!({"reports": reports}));
    let gone: Account = same(r#"{"@removed": {"reason": "deleted"}, "@id": "accounts/4", "id": "4"}"#);
    assert_eq!(body(&gone), json!({"@removed": {"reason": "deleted"}, "@id": "accounts/4", "id": "4"}));
    assert_eq!(body(&same::<Account>(r#"{"@id": "accounts/4", "name": null}"#)), json!({"name": null}));
}

/// What the metadata does not declare is a navigation property if it has what only those have.
#[test]
fn undeclared_navigation_properties_are_known_by_their_links() {
    let json = r#"{"a@odata.context": "c", "a": {"id": 1}, "b@navigationLink": "n", "b": [], "c@odata.associationLink": "l",
        "c": null, "d@odata.count": 1, "d": [1], "e": {}}"#;
    let mut account: Account = same(json);
    assert_eq!(body(&account), json!({"d": [1], "e": {}}));
    account.extra.insert("a", json!({"id": 2}));
    assert_eq!(body(&account), json!({"a": {"id": 2}, "d": [1], "e": {}}));
}

/// What says how to read a value goes with it.
#[test]
fn the_media_type_of_a_stream_stays_with_it() {
    let json = r#"{"photo@mediaContentType": "image/png", "photo": "YQ==", "text@mediaContentType": "text/plain", "text": "a"}"#;
    let mut account: Account = same(json);
    assert_eq!(body(&account), serde_json::from_str::<Value>(json).unwrap());
    account.photo = None;
    account.extra.remove("text");
    assert_eq!(body(&account), json!({}));
}

#[test]
fn new_entities_and_references_stand_side_by_side() {
    let mut account = Account::default();
    account.reports.set(&vec![Account { name: Some("New".to_owned()), ..Account::default() }]).unwrap();
    account.reports.bind_all(["accounts/1", "accounts/2"]);
    let both = json!({"reports": [{"name": "New"}], "reports@odata.bind": ["accounts/1", "accounts/2"]});
    assert_eq!(body(&account), both);
    assert_eq!(write(&account), both);
    let read: Account = same(&text(&account));
    assert_eq!(body(&read), json!({"reports@odata.bind": ["accounts/1", "accounts/2"]}));
}

#[test]
fn a_page_has_no_links() {
    let json = r#"{"@odata.context": "c", "@odata.count": 2, "@odata.nextLink": "n", "@odata.deltaLink": "d",
        "@odata.metadataEtag": "e", "@Sample.Note": 1, "value": [{"@odata.etag": "e", "name": "A"}]}"#;
    let mut page: Page<Account> = same(json);
    assert_eq!(body(&page), json!({"@Sample.Note": 1, "value": [{"name": "A"}]}));
    // It says that the body is a list of changes.
    page.context = Some("#$delta".to_owned());
    page.extra.insert("@odata.metadataEtag", "f");
    let all =
        json!({"@odata.context": "#$delta", "@odata.metadataEtag": "f", "@Sample.Note": 1, "value": [{"name": "A"}]});
    assert_eq!(body(&page), all);
}

#[test]
fn numbers_of_64_bits_can_be_strings() {
    let mut account: Account = same(
        r#"{"size": 9007199254740993, "price": 1.50, "sizes": [1, "2"], "weight": 3, "weights": [4.5], "home": {"rooms": 6},
        "reports@odata.count": 7, "reports@count": "8", "dynamic": 9}"#,
    );
    account.shape = Some(serde_json::from_value(json!({"price": 10})).unwrap());
    account.manager.set(&Account { size: Some(11), ..Account::default() }).unwrap();
    let expected = json!({
        "size": "9007199254740993", "price": "1.50", "sizes": ["1", "2"], "weight": "3", "weights": ["4.5"],
        "home": {"rooms": 6}, "shape": {"price": "10"}, "manager": {"size": "11"},
        "reports@odata.count": "7", "reports@count": "8", "dynamic": 9,
    });
    assert_eq!(write(&Ieee754Compatible(&account)), expected);
    assert_eq!(crate::json::to_string(&Ieee754Compatible(&account)).unwrap(), text(&Ieee754Compatible(&account)));
    let mut sent = expected.clone();
    sent.as_object_mut().unwrap().retain(|name, _| !name.contains("count"));
    for body in [
        write(&Ieee754Compatible(&CreateBody(&account))),
        write(&CreateBody(&Ieee754Compatible(&account))),
        write(&Ieee754Compatible(&UpdateBody(&account))),
        write(&Ieee754Compatible(&UpdateBody::changes(&Account::default(), &account))),
    ] {
        assert_eq!(body, sent);
    }
    let mut page = Page::from(vec![account]);
    page.count = Some(12);
    assert_eq!(write(&Ieee754Compatible(&page)), json!({"@odata.count": "12", "value": [expected]}));
    assert_eq!(crate::json::to_string(&Ieee754Compatible(&vec![1_i64])).unwrap(), r#"["1"]"#);
    assert_eq!(crate::json::to_string(&Ieee754Compatible(&vec![1_i32])).unwrap(), "[1]");
    assert_eq!(text(&Ieee754Compatible(&Weight(5.into()))), r#""5""#);
    assert_eq!(text(&page).matches("9007199254740993").count(), 1);
    assert_eq!(Ieee754Compatible::MEDIA_TYPE, "application/json;IEEE754Compatible=true");
}

#[test]
fn homes_know_what_is_theirs() {
    let home = Home { code: Some("x".to_owned()), rooms: Some(1), ..Home::default() };
    assert_eq!(body(&home), json!({"rooms": 1}));
}
