//! The bodies of requests.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::sample::{AnyTicket, Bug, Ticket};
use super::{same, text, write};
use crate::{CreateBody, Page, UpdateBody};

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
            "@odata.type": "#sample.bug", "@odata.etag": "W/1", "title": "It stops", "category": "tool", "severity": "3",
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
            "@odata.type": "#sample.bug", "@odata.etag": "W/1", "title": "It stops", "severity": "3",
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
