//! Several requests in one.

use serde_json::{Value, json};

use super::super::sample::Account;
use super::sample::{ROOT, Shop, shop};
use super::{answered, is_refused, parts, url};
use crate::request::{Batch, Error, Request, Ticket};

pub(super) fn body(request: &Request<crate::request::Answers>) -> Value {
    request.parts().unwrap();
    serde_json::from_slice(&request.parts().unwrap().body).unwrap()
}

pub(super) fn ada() -> Account {
    Account { name: Some("Ada".to_owned()), price: "0.10".parse().ok(), ..Account::default() }
}

#[test]
fn as_json() {
    let shop = shop();
    let mut batch = shop.batch();
    let me = batch.add(&shop.me().get().select(Account::NAME).header("X", "y"));
    let group = batch.group();
    let made = batch.add_to(group, &shop.accounts().create(&ada()).return_representation());
    let boss = batch.add_to(group, &batch.result_of::<Account>(&made).manager().set_ref(&shop.accounts().id("b")));
    batch.after(&boss, [me.id(), made.id()]);
    batch.add(&shop.me().picture().put(vec![0xFB, 0xFF], "image/png"));
    batch.add(&shop.me().media().put("a\"b", "text/plain"));
    batch.add(&shop.at::<Account>("https://other/x").delete());
    let request = batch.request();
    assert_eq!((request.method().as_str(), url(&request)), ("POST", format!("{ROOT}/$batch")));
    assert_eq!(request.parts().unwrap().headers.get("accept"), Some("application/json"));
    let body = body(&request);
    let headers = |more: Value| {
        let mut headers = json!({"accept": "application/json", "odata-maxversion": "4.0"});
        headers.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        headers
    };
    let with_body = |media_type: &str| headers(json!({"odata-version": "4.0", "content-type": media_type}));
    let mut created = with_body("application/json");
    created["prefer"] = "return=representation".into();
    let expected = json!([
        {"id": "1", "method": "GET", "url": "me?$select=name", "headers": headers(json!({"x": "y"}))},
        {"id": "2", "atomicityGroup": "g1", "method": "POST", "url": "accounts", "headers": created, "body": {"name": "Ada", "price": 0.10}},
        {"id": "3", "atomicityGroup": "g1", "dependsOn": ["1", "2"], "method": "PUT", "url": "$2/manager/$ref",
         "headers": with_body("application/json"), "body": {"@odata.id": format!("{ROOT}/accounts('b')")}},
        {"id": "4", "method": "PUT", "url": "me/picture", "headers": with_body("image/png"), "body": "-_8="},
        {"id": "5", "method": "PUT", "url": "me/$value", "headers": with_body("text/plain"), "body": "a\"b"},
        {"id": "6", "method": "DELETE", "url": "https://other/x", "headers": headers(json!({}))},
    ]);
    assert_eq!(body["requests"], expected);
    // The digits are those of the value.
    assert!(String::from_utf8_lossy(&request.parts().unwrap().body).contains(r#""price":0.10"#));
}

type Four = (Batch, Ticket<Account, Account>, Ticket<Option<Account>, Account>, Ticket<()>, Ticket<Vec<u8>>);

/// A batch of a read, a group of two, and a stream.
pub(super) fn four(shop: &Shop) -> Four {
    let mut batch = shop.batch();
    let me = batch.add(&shop.me().get());
    let group = batch.group();
    let made = batch.add_to(group, &shop.accounts().create(&ada()));
    let stream = batch.add(&shop.me().picture().get());
    let gone = batch.add_to(group, &shop.accounts().id("b").delete().if_match("\"1\""));
    (batch, me, made, gone, stream)
}

#[test]
fn answers_in_json_in_any_order() {
    let (batch, me, made, gone, stream) = four(&shop());
    let text = json!({"responses": [
        {"id": "4", "status": 204},
        {"id": 3, "status": "200", "headers": {"content-type": "image/png"}, "body": "-_8="},
        {"id": "2", "atomicityGroup": "g1", "status": 201, "headers": {"ETag": "\"1\""}, "body": {"id": "new"}},
        {"id": "1", "status": 404, "body": {"error": {"code": "a", "message": "b"}}},
        {"what": 1},
    ]});
    let answers = answered(&batch.request(), 200, &text.to_string()).unwrap();
    assert_eq!(answers.of(&me).unwrap_err().to_string(), "the service answered 404: a: b");
    assert_eq!(answers.of(&made).unwrap().unwrap().id.as_deref(), Some("new"));
    assert_eq!(answers.headers_of(&made).unwrap().get("etag"), Some("\"1\""));
    assert_eq!(answers.of(&gone).unwrap(), ());
    assert_eq!(answers.of(&stream).unwrap(), [0xFB, 0xFF]);
    assert_eq!((answers.len(), answers.status_of(&gone)), (4, Some(204)));
    let answers = answered(&batch.request(), 200, r#"{"responses":[]}"#).unwrap();
    assert_eq!(
        answers.of(&me).unwrap_err().to_string(),
        "the answer with status 200 cannot be read: the batch has no answer to its request 1"
    );
    assert!(matches!(answered(&batch.request(), 200, "{}"), Err(Error::Answer(_))));
    assert!(matches!(answered(&batch.request(), 200, r#"{"error":{"message":"a"}}"#), Err(Error::Service(_))));
    assert!(matches!(answered(&batch.request(), 401, ""), Err(Error::Service(_))));
}

#[test]
fn bodies_in_json_answers() {
    let shop = shop();
    let mut batch = shop.batch();
    let account = batch.add(&shop.me().get());
    let number = batch.add(&shop.accounts().count());
    let bytes = batch.add(&shop.me().picture().get());
    let text = r#"{"responses":[
        {"id":"1","status":200,"headers":{"Content-Type":"application/json"},"body":"eyJwcmljZSI6MS41MH0="},
        {"id":"2","status":200,"headers":{"Content-Type":"text/plain"},"body":"42"},
        {"id":"3","status":200,"headers":{"Content-Type":"text/csv;charset=utf-8"},"body":"a,b"}]}"#;
    let answers = answered(&batch.request(), 200, text).unwrap();
    assert_eq!(answers.of(&account).unwrap().price.unwrap().to_string(), "1.50");
    assert_eq!(answers.of(&number).unwrap(), 42);
    assert_eq!(answers.of(&bytes).unwrap(), b"a,b");
    let text = r#"{"responses":[{"id":"1","status":200,"body":{"price":1.50}},{"id":"2","status":200,"body":42},{"id":"3","status":200,"body":null}]}"#;
    let answers = answered(&batch.request(), 200, text).unwrap();
    assert_eq!(answers.of(&account).unwrap().price.unwrap().to_string(), "1.50");
    assert_eq!(answers.of(&number).unwrap(), 42);
    assert_eq!(answers.of(&bytes).unwrap(), b"");
}

#[test]
fn calls_and_groups() {
    let shop = shop();
    let mut batch = shop.batch();
    let group = batch.group();
    batch.add_to(group, &shop.me().rename("a").reason("b"));
    let later = batch.add(&shop.me().get());
    batch.after(&later, [group.id().as_str()]);
    let body = body(&batch.request().continue_on_error());
    assert_eq!(body["requests"][1]["dependsOn"], json!(["g1"]));
    assert_eq!(body["requests"][0]["body"], json!({"name": "a", "reason": "b"}));
}

/// What is in front of a colon could be taken for a scheme.
#[test]
fn relative_urls_have_no_colons() {
    let shop = shop();
    let mut batch = shop.batch();
    batch.add(&shop.accounts().id("a:b").get().query("c", "d:e"));
    batch.add(&shop.me().path().one::<Account>("root:/x:y/z:/w").get());
    batch.add(&shop.at::<Account>("https://other/a:b").get());
    let page = serde_json::from_value(json!({"value": [], "@odata.nextLink": format!("{ROOT}/a:b?c:d")})).unwrap();
    batch.add(&shop.accounts().get().next(&page).unwrap());
    let body = body(&batch.request());
    let urls: Vec<&str> =
        body["requests"].as_array().unwrap().iter().map(|item| item["url"].as_str().unwrap()).collect();
    let expected = ["accounts('a%3Ab')?c=d:e", "me/root:/x%3Ay/z:/w", "https://other/a:b", "a%3Ab?c:d"];
    assert_eq!(urls, expected);
}

/// What a URL begins with, and the group that it is in.
#[test]
fn dependencies_that_are_not_said() {
    let shop = shop();
    let mut batch = shop.batch();
    let group = batch.group();
    let made = batch.add_to(group, &shop.accounts().create(&ada()));
    let inside = batch.add_to(group, &batch.result_of::<Account>(&made).manager().get());
    let outside = batch.add(&batch.result_of::<Account>(&made).get().select(Account::NAME));
    batch.after(&outside, [inside.id()]);
    let body = body(&batch.request());
    let found = |index: usize| body["requests"][index]["dependsOn"].clone();
    assert_eq!((found(0), found(1), found(2)), (Value::Null, json!(["1"]), json!(["2", "g1", "1"])));
}

/// As the requests of a group are together, what comes in between is behind them.
#[test]
fn dependencies_are_in_front() {
    let shop = shop();
    let mut batch = shop.batch();
    let group = batch.group();
    batch.add_to(group, &shop.accounts().create(&ada()));
    let between = batch.add(&shop.me().get());
    let last = batch.add_to(group, &shop.accounts().create(&ada()));
    assert!(batch.request().parts().is_ok());
    batch.after(&last, [between.id()]);
    let error = batch.request().parts().unwrap_err().to_string();
    assert!(error.contains("request 3 of the batch: it comes after `2`, which is not in front of it"), "{error}");
}

/// What a body names comes before it, too, however the batch is written.
#[test]
fn results_that_bodies_name() {
    let shop = shop();
    let mut batch = shop.batch();
    let made = batch.add(&shop.accounts().create(&ada()));
    batch.add(&shop.me().manager().set_ref(&batch.result_of(&made)));
    batch.add(&shop.me().reports().set_refs([&batch.result_of(&made), &shop.accounts().id("b")]));
    let body = body(&batch.request());
    assert_eq!(body["requests"][1]["dependsOn"], json!(["1"]));
    assert_eq!(body["requests"][1]["body"], json!({"@odata.id": "$1"}));
    assert_eq!(body["requests"][2]["dependsOn"], json!(["1"]));
    is_refused(
        &batch.clone().multipart().request(),
        "request 2 of the batch is about the result of request 1, and not in a group with it",
    );
    let mut early = shop.batch().multipart();
    early.add(&batch.result_of(&made).get());
    let expected = "request 1 of the batch: it comes after `1`, which is not in front of it";
    is_refused(&early.request(), expected);
    let mut early = shop.batch();
    early.add(&shop.me().manager().set_ref(&batch.result_of(&made)));
    is_refused(&early.request(), expected);
}

#[test]
fn tickets_are_of_one_batch() {
    let shop = shop();
    let (mut one, mut other) = (shop.batch(), shop.batch());
    let name = one.add(&shop.accounts().create(&ada()));
    other.add(&shop.me().picture().get());
    let text = r#"{"responses":[{"id":"1","status":200,"body":{}}]}"#;
    let answers = answered(&other.request(), 200, text).unwrap();
    assert_eq!(
        answers.of(&name).unwrap_err().to_string(),
        "the request cannot be built: the ticket is of another batch"
    );
    assert!(answers.status_of(&name).is_none() && answers.headers_of(&name).is_none());
    let expected = "the ticket is of another batch";
    let mut asking = other.clone();
    asking.add(&other.result_of(&name).get());
    is_refused(&asking.request(), &format!("request 2 of the batch: {expected}"));
    other.after(&name, ["1"]);
    is_refused(&other.request(), expected);
}

#[test]
fn batches_of_batches() {
    let shop = shop();
    let mut batch = shop.batch();
    batch.add(&shop.batch().request());
    let expected = "a batch cannot contain a batch: add the requests of the inner one to the outer one";
    is_refused(&batch.request(), expected);
    is_refused(&batch.multipart().request(), expected);
}

/// Services of version 4.0 want one, and Graph in batches.
#[test]
fn actions_without_arguments_have_a_body() {
    let request = shop().me().path().action("reset", &[]).none::<()>();
    let parts = parts(&request);
    assert_eq!((parts.body.as_slice(), parts.headers.get("Content-Type")), (&b"{}"[..], Some("application/json")));
}
