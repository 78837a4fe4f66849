//! Actions and functions.

use super::super::sample::{Account, Color, Home};
use super::sample::{AccountTotal, shop};
use super::{answered, shows};
use crate::request::{Method, Request};
use crate::{Value, json};

#[test]
fn actions() {
    let me = shop().me();
    shows(&me.close(), &["POST /me/sample.close", "{}"]);
    shows(&me.rename("it's"), &["POST /me/sample.rename", r#"{"name":"it's"}"#]);
    let call = me.rename("a").reason("\"b\"");
    shows(&call, &["POST /me/sample.rename", r#"{"name":"a","reason":"\"b\""}"#]);
    shows(&call.clone().if_match("*"), &["POST /me/sample.rename", "If-Match: *", r#"{"name":"a","reason":"\"b\""}"#]);
    shows(&call.request(), &["POST /me/sample.rename", r#"{"name":"a","reason":"\"b\""}"#]);
    let other = Account { name: Some("b".to_owned()), ..Account::default() };
    shows(
        &me.merge(&other, &["x", "y"]).select(Account::NAME),
        &["POST /me/sample.merge?$select=name", r#"{"other":{"name":"b"},"tags":["x","y"]}"#],
    );
    shows(&me.paint(&[Color::Red], &[]), &["POST /me/sample.paint", r#"{"colors":["red"],"homes":[]}"#]);
    let none: [String; 0] = [];
    shows(&me.merge(&other, &none), &["POST /me/sample.merge", r#"{"other":{"name":"b"},"tags":[]}"#]);
    shows(&me.close().argument("late", &1), &["POST /me/sample.close", r#"{"late":1}"#]);
}

#[test]
fn functions() {
    let accounts = shop().accounts();
    shows(&accounts.oldest().manager().get(), &["GET /accounts/sample.oldest()/manager"]);
    shows(&accounts.changed().select(Account::NAME), &["GET /accounts/sample.delta()?$select=name"]);
    let home = Home { city: Some("a&b".to_owned()), ..Home::default() };
    shows(
        &accounts.nearest(&home, &[Color::Red, Color::Green], None).get().top(1),
        &["GET /accounts/sample.nearest(place=@place,colors=@colors,limit=null)?$top=1&@place=%7B%22city%22:%22a%26b%22%7D&@colors=%5B%22red%22%2C%22green%22%5D"
            .replace("%2C", ",")
            .as_str()],
    );
    shows(
        &accounts.nearest(&home, &[], Some(3)).id("a").get(),
        &[
            "GET /accounts/sample.nearest(place=@place,colors=@colors,limit=3)('a')?@place=%7B%22city%22:%22a%26b%22%7D&@colors=%5B%5D",
        ],
    );
    let date = crate::values::parse_date("2024-02-29").unwrap();
    shows(&accounts.total(date), &["GET /accounts/sample.total(since=2024-02-29)"]);
    shows(
        &accounts.total(date).color(Color::Red),
        &["GET /accounts/sample.total(since=2024-02-29,color=sample.color'red')"],
    );
    shows(&accounts.report("D/7"), &["GET /accounts/sample.report(period='D%2F7')", "Accept: */*"]);
    let function: Request<Value<i64>> = shop().function("a b", &[("x", &"y")]).json();
    shows(&function.parameter("z", &1), &["GET /a%20b(x='y',z=1)"]);
    let function: Request<Value<i64>> = shop().function("f", &[]).json();
    shows(&function.parameter("z", &vec![1, 2]), &["GET /f(z=@z)?@z=%5B1,2%5D"]);
}

#[test]
fn aliases_of_one_name() {
    let twice =
        shop().function("f", &[("x", &vec![1])]).one::<Account>().function("g", &[("x", &vec![2]), ("y", &vec![2])]);
    shows(&twice.none::<()>(), &["GET /f(x=@x)/g(x=@x2,y=@y)?@x=%5B1%5D&@x2=%5B2%5D&@y=%5B2%5D"]);
}

#[test]
fn results() {
    let accounts = shop().accounts();
    let date = crate::values::parse_date("2024-02-29").unwrap();
    let total: AccountTotal = accounts.total(date);
    assert_eq!(answered(&total, 200, r#"{"@odata.context":"x","value":5}"#).unwrap().value, 5);
    assert_eq!(answered(&accounts.report("D7"), 200, "a,b\n1,2").unwrap(), b"a,b\n1,2");
    assert_eq!(answered(&shop().me().close(), 204, "").unwrap(), ());
    let merged = shop().me().merge(&Account::default(), &["a"]);
    assert_eq!(answered(&merged, 200, r#"{"name":"a"}"#).unwrap().name.as_deref(), Some("a"));
    let raw: Request<serde_json::Value> = shop().raw(Method::Get);
    assert_eq!(answered(&raw, 200, "\u{feff}{\"a\":1}").unwrap(), serde_json::json!({"a": 1}));
    assert_eq!(answered(&shop().accounts().count(), 200, "\u{feff}42").unwrap(), 42);
    assert_eq!(json::to_string(&answered(&raw, 200, "[]").unwrap()).unwrap(), "[]");
}

/// Of what is given twice, the last one counts.
#[test]
fn arguments_given_twice() {
    let call = shop().me().rename("a").reason("b").reason("c");
    shows(&call, &["POST /me/sample.rename", r#"{"name":"a","reason":"c"}"#]);
    let date = crate::values::parse_date("2024-02-29").unwrap();
    let call = shop().accounts().total(date).color(Color::Red).color(Color::Green);
    shows(&call, &["GET /accounts/sample.total(since=2024-02-29,color=sample.color'green')"]);
    let path = shop().me().path().clone();
    let action = path.action("f", &[("a", &1), ("b", &2), ("a", &3)]).none::<()>();
    shows(&action, &["POST /me/f", r#"{"a":3,"b":2}"#]);
    let function = path.function("f", &[("a", &vec![1]), ("b", &2), ("a", &vec![3])]).none::<()>();
    shows(&function, &["GET /me/f(a=@a,b=2)?@a=%5B3%5D"]);
    let function = path.function("f", &[("a", &vec![1])]).one::<Account>().manager();
    shows(&function.get(), &["GET /me/f(a=@a)/manager?@a=%5B1%5D"]);
}
