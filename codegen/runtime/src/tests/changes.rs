//! Bodies of what has changed.

use serde_json::{Value, json};

use super::sample::{Account, AnyShape, AnyTicket, Circle, Everything, Home, Shape, Ticket};
use super::{same, text, write};
use crate::json::ToJson;
use crate::write::Structured;
use crate::{Extra, Ieee754Compatible, Lenient, UpdateBody};

/// What is sent for the change from one value to another; as text it is the same.
#[track_caller]
fn changes<T: Structured>(before: &T, after: &T) -> Value {
    let changes = UpdateBody::changes(before, after);
    let written = write(&changes);
    assert_eq!(crate::json::to_string(&changes).unwrap(), text(&changes));
    assert_eq!(format!("{changes:?}"), text(&changes));
    assert_eq!(changes.is_empty(), written == json!({}));
    written
}

/// What is sent if a value is changed.
#[track_caller]
fn changed(before: &str, change: impl FnOnce(&mut Account)) -> Value {
    let before: Account = same(before);
    let mut after = before.clone();
    change(&mut after);
    assert_eq!(changes(&before, &before), json!({}));
    changes(&before, &after)
}

#[test]
fn nothing_but_what_differs() {
    let body = changed(r#"{"@odata.etag": "e", "id": "1", "name": "A", "size": "5", "price": 1}"#, |account| {
        account.name = Some("B".to_owned());
        account.price = None;
        account.sizes = Some(vec![1]);
    });
    assert_eq!(body, json!({"name": "B", "price": null, "sizes": [1]}));
    assert_eq!(changed(r#"{"id": "1"}"#, |account| account.id = Some("2".to_owned())), json!({"id": "2"}));
    // A service that sends numbers as strings expects them as such.
    assert_eq!(changed(r#"{"size": "5"}"#, |account| account.size = Some(6)), json!({"size": "6"}));
    assert_eq!(
        changes(&Account::default(), &same(r#"{"name": "A", "price": null}"#)),
        json!({"name": "A", "price": null})
    );
}

#[test]
fn lists_are_sent_whole() {
    let before = r#"{"sizes": [1, 2], "homes": [{"city": "Oslo", "code": "x", "owner": {}}, {"city": "Rome"}]}"#;
    assert_eq!(changed(before, |account| account.sizes.as_mut().unwrap().push(3)), json!({"sizes": [1, 2, 3]}));
    assert_eq!(changed(before, |account| account.sizes = Some(vec![])), json!({"sizes": []}));
    assert_eq!(changed(before, |account| account.homes = None), json!({"homes": null}));
    // The nulls among the items are a part of the list.
    let before_nulls = r#"{"sizes": [1, null], "homes": [null, {"city": "Oslo"}]}"#;
    let body = changed(before_nulls, |account| account.sizes.as_mut().unwrap().push(2));
    assert_eq!(body, json!({"sizes": [1, null, 2]}));
    assert_eq!(changed(before_nulls, |account| account.extra.set_null_items("sizes", [])), json!({"sizes": [1]}));
    let body = changed(before_nulls, |account| account.homes.as_mut().unwrap()[0].rooms = Some(2));
    assert_eq!(body, json!({"homes": [null, {"city": "Oslo", "rooms": 2}]}));
    let body = changed(before, |account| account.homes.as_mut().unwrap()[1].rooms = Some(2));
    assert_eq!(body, json!({"homes": [{"city": "Oslo"}, {"city": "Rome", "rooms": 2}]}));
    // What is not sent of an item does not make a difference, and what is put into one does.
    let body = changed(before, |account| account.homes.as_mut().unwrap()[0].code = None);
    assert_eq!(body, json!({}));
    let owner: Account = same("{}");
    let body = changed(before, |account| account.homes.as_mut().unwrap()[0].owner.set(&owner).unwrap());
    assert_eq!(body, json!({"homes": [{"city": "Oslo", "owner": {}}, {"city": "Rome"}]}));
}

#[test]
fn of_complex_values_what_differs_in_them() {
    let before = r#"{"home": {"@odata.etag": "e", "city": "Oslo", "street": "A", "code": "x", "more": 1}}"#;
    let home = |change: fn(&mut Home)| changed(before, |account| change(account.home.as_mut().unwrap()));
    assert_eq!(home(|home| home.street = Some("B".to_owned())), json!({"home": {"street": "B"}}));
    assert_eq!(home(|home| home.street = None), json!({"home": {"street": null}}));
    assert_eq!(home(|home| home.owner.bind("o")), json!({"home": {"owner@odata.bind": "o"}}));
    assert_eq!(home(|home| _ = home.extra.insert("more", 2)), json!({"home": {"more": 2}}));
    assert_eq!(home(|home| _ = home.extra.remove("@odata.etag")), json!({}));
    assert_eq!(home(|home| home.code = Some("y".to_owned())), json!({}));
    assert_eq!(home(|home| *home = Home::default()), json!({"home": {"city": null, "street": null, "more": null}}));
    assert_eq!(changed(before, |account| account.home = None), json!({"home": null}));
    let moved = |account: &mut Account| account.home = Some(Box::new(same(r#"{"city": "Rome", "code": "y"}"#)));
    assert_eq!(changed(r#"{"home": null}"#, moved), json!({"home": {"city": "Rome"}}));
    assert_eq!(changed("{}", moved), json!({"home": {"city": "Rome"}}));
}

#[test]
fn of_another_type_all() {
    let before = r##"{"shape": {"@odata.type": "#sample.circle", "name": "A", "radius": 1, "inner": {"name": "B"}}}"##;
    let circle = |change: fn(&mut Circle)| {
        changed(before, |account| {
            let Some(AnyShape::Circle(circle)) = &mut account.shape else { panic!() };
            change(circle);
        })
    };
    let radius = json!({"shape": {"@odata.type": "#sample.circle", "radius": null}});
    assert_eq!(circle(|circle| circle.radius = None), radius);
    let name = json!({"shape": {"@odata.type": "#sample.circle", "inner": {"name": null}}});
    assert_eq!(circle(|circle| circle.inner = Some(Shape::default().into())), name);
    let shape =
        |account: &mut Account| account.shape = Some(Shape { name: Some("A".into()), ..Shape::default() }.into());
    assert_eq!(changed(before, shape), json!({"shape": {"name": "A"}}));
    // Two types that are not known are told apart by their names.
    let newer =
        [r##"{"@odata.type": "#sample.oval", "name": "A"}"##, r##"{"@odata.type": "#sample.arc", "name": "A"}"##];
    let [oval, arc] = newer.map(same::<AnyShape>);
    assert_eq!(changes(&oval, &arc), json!({"@odata.type": "#sample.arc", "name": "A"}));
    assert_eq!(changes(&oval, &oval), json!({}));
}

#[test]
fn hierarchies() {
    let before: AnyTicket = same(
        r##"{"@odata.type": "#sample.bug", "id": "1", "title": "A", "category": "x", "severity": 1, "crashes": 2}"##,
    );
    let mut after = before.clone();
    let AnyTicket::Bug(bug) = &mut after else { panic!() };
    bug.severity = Some(2);
    bug.crashes = Some(3);
    bug.category = Some("y".to_owned());
    assert_eq!(changes(&before, &after), json!({"@odata.type": "#sample.bug", "severity": 2}));
    assert_eq!(changes(&before, &before), json!({}));
    let ticket: AnyTicket = Ticket { title: Some("A".to_owned()), ..Ticket::default() }.into();
    assert_eq!(changes(&before, &ticket), json!({"title": "A"}));
}

#[test]
fn related_entities_that_were_added() {
    let before =
        r#"{"manager": {"id": "1"}, "reports": [{"id": "2"}], "reports@odata.count": 1, "orders": [{"id": 1}]}"#;
    assert_eq!(changed(before, |account| account.manager.clear()), json!({}));
    assert_eq!(changed(before, |account| _ = account.extra.remove("orders")), json!({}));
    assert_eq!(changed(before, |account| account.manager.bind("m")), json!({"manager@odata.bind": "m"}));
    assert_eq!(changed(before, |account| account.extra.set_null("manager")), json!({"manager": null}));
    let new = vec![Account { name: Some("New".to_owned()), ..Account::default() }];
    let both = |account: &mut Account| {
        account.reports.set(&new).unwrap();
        account.reports.bind_all(["r"]);
    };
    assert_eq!(changed(before, both), json!({"reports": [{"name": "New"}], "reports@odata.bind": ["r"]}));
    // To put in what was read is to create it.
    let same_as_read = |account: &mut Account| account.reports.set(&account.reports.get().unwrap().unwrap()).unwrap();
    assert_eq!(changed(before, same_as_read), json!({"reports": [{"id": "2"}]}));
    let mut before: Account = same(before);
    both(&mut before);
    let mut after = before.clone();
    assert_eq!(changes(&before, &after), json!({}));
    after.reports.bind_all(["s"]);
    assert_eq!(changes(&before, &after), json!({"reports@odata.bind": ["s"]}));
}

/// Two values that were set and are sent differently are different, though they are the same as a whole or nearly so.
#[test]
fn related_entities_that_are_sent_differently() {
    let with = |manager: &Account| {
        let mut account = Account::default();
        account.manager.set(manager).unwrap();
        account
    };
    let read: Account = same(r#"{"id": "1", "manager": {"id": "2"}}"#);
    let mut set: Account = same(r#"{"id": "1"}"#);
    set.manager.set(&same(r#"{"id": "2"}"#)).unwrap();
    let body = changes(&with(&read), &with(&set));
    assert_eq!(body, json!({"manager": {"id": "1", "manager": {"id": "2"}}}));
    assert_eq!(changes(&with(&set), &with(&read)), json!({"manager": {"id": "1"}}));

    let [one, two] = ["1.00000000000000000001", "1.00000000000000000002"].map(|price| {
        let price = Some(price.parse().unwrap());
        with(&Account { price, ..Account::default() })
    });
    assert_eq!(text(&UpdateBody::changes(&one, &two)), r#"{"manager":{"price":1.00000000000000000002}}"#);
    assert_eq!(changes(&two, &two.clone()), json!({}));
}

#[test]
fn offsets_of_timestamps() {
    let [utc, oslo] = ["2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00"];
    let of = |time: &str| -> Everything { same(&json!({"dateTime": time, "dateTimes": [time, null]}).to_string()) };
    assert_eq!(changes(&of(utc), &of(oslo)), json!({"dateTime": oslo, "dateTimes": [oslo, null]}));
    assert_eq!(changes(&of(oslo), &of(oslo)), json!({}));
    let [short, long]: [Everything; 2] = ["1.5", "1.50"].map(|price| same(&format!(r#"{{"decimal": {price}}}"#)));
    assert_eq!(changes(&short, &long), json!({}));
}

/// Members without fields are written as they are in an `UpdateBody`.
#[test]
fn what_has_no_field_as_it_is_written_elsewhere() {
    let (before, mut account) = (Account::default(), Account::default());
    account.extra.insert("orders@odata.count", 5);
    let changes = UpdateBody::changes(&before, &account);
    assert_eq!(text(&Ieee754Compatible(&changes)), r#"{"orders@odata.count":"5"}"#);
    assert_eq!(text(&Ieee754Compatible(&UpdateBody(&account))), r#"{"orders@odata.count":"5"}"#);
    // All digits of a value that does not fit.
    let misfit = r#"{"price":12345678901234567890123456789012345678901}"#;
    let read: Lenient<Account> = crate::json::from_str(misfit).unwrap();
    assert_eq!(text(&UpdateBody::changes(&before, &read.value)), misfit);
}

#[test]
fn what_has_no_field() {
    let before = r##"{
        "@odata.etag": "e", "@odata.context": "c", "#sample.act": {}, "@Sample.Note": "a", "reports@odata.nextLink": "n",
        "dynamic@odata.type": "#Int64", "dynamic": 5, "other@odata.type": "#Int32", "other": 6, "nothing": null, "name": null
    }"##;
    let extra = |change: fn(&mut Extra)| changed(before, |account| change(&mut account.extra));
    assert_eq!(extra(|extra| *extra = Extra::new()), json!({"@Sample.Note": null, "dynamic": null, "other": null}));
    let dynamic = json!({"dynamic@odata.type": "#Int64", "dynamic": 7});
    assert_eq!(extra(|extra| _ = extra.insert("dynamic", 7)), dynamic);
    assert_eq!(extra(|extra| extra.set_null("dynamic")), json!({"dynamic": null}));
    assert_eq!(extra(|extra| extra.set_null("name")), json!({}));
    assert_eq!(extra(|extra| extra.set_null("size")), json!({"size": null}));
    assert_eq!(extra(|extra| _ = extra.insert("@Sample.Note", "b")), json!({"@Sample.Note": "b"}));
    assert_eq!(extra(|extra| _ = extra.insert("@odata.etag", "f")), json!({"@odata.etag": "f"}));
    assert_eq!(
        extra(|extra| _ = extra.insert("dynamic@odata.type", "#Int16")),
        json!({"dynamic@odata.type": "#Int16"})
    );
    // What came of a later answer is no change by itself.
    let [before, after] =
        [r#"{"@odata.etag": "e", "name": "A"}"#, r#"{"@odata.etag": "f", "name": "A"}"#].map(same::<Account>);
    assert_eq!(changes(&before, &after), json!({}));
    // A field and a member without one stand in for each other.
    let [held, loose] = [r#"{"name": "A"}"#, r#"{"name": null}"#].map(same::<Account>);
    assert_eq!(changes(&held, &loose), json!({"name": null}));
    assert_eq!(changes(&loose, &held), json!({"name": "A"}));
    assert_eq!(changes(&loose, &Account::default()), json!({}));
}

#[test]
fn a_value_that_is_no_object() {
    let [one, other, object] = ["1", "2", r#"{"a": 1}"#].map(same::<super::sample::Free>);
    assert_eq!(changes(&one, &other), json!(2));
    assert_eq!(changes(&one, &object), json!({"a": 1}));
    assert_eq!(changes(&one, &one), json!({}));
    assert!(UpdateBody::changes(&one, &one).is_empty());
}

/// It is something to write like any other body.
#[test]
fn as_a_part_of_other_values() {
    // What is held while a request is awaited is sent to other threads.
    fn is_json(_: &(impl ToJson + Send + Sync + 'static)) {}
    let (before, after) = (Account::default(), Account { size: Some(1), ..Account::default() });
    let changes = UpdateBody::changes(&before, &after);
    is_json(&changes);
    assert_eq!(write(&(&changes, &after)), json!([{"size": 1}, {"size": 1}]));
}
