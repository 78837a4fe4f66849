//! What no request can be made of, and what is said of it.

use serde_json::Value;

use super::super::sample::{Account, Ticket};
use super::sample::{Shop, shop};
use super::{is_refused, shows, url};
use crate::request::{
    Aggregate, Apply, Error, Expression, Filter, Key, Keys, Method, OrderBy, PropertyPath, Search, Service,
};

const ELSEWHERE: &str = "`..` cannot be a segment of a path: it leads somewhere else";

#[test]
fn segments_that_are_none() {
    let shop = shop();
    for (path, segment) in [("..", ".."), ("../x", ".."), ("a/./b", "."), ("a/..", "..")] {
        let expected = format!("`{segment}` cannot be a segment of a path: it leads somewhere else");
        is_refused(&shop.one::<Account>(path).get(), &expected);
        is_refused(&shop.me().many::<Account>(path).id("a").get(), &expected);
        is_refused(&shop.stream(path).get(), &expected);
    }
    for path in ["", "/me", "me/", "a//b"] {
        is_refused(&shop.one::<Account>(path).get(), "a segment of the path is empty");
    }
    is_refused(&shop.segment("..").raw::<Value>(Method::Delete), ELSEWHERE);
    is_refused(&shop.segment("").raw::<Value>(Method::Get), "a segment of the path is empty");
    is_refused(&shop.me().action("", &[]).none::<()>(), "a segment of the path is empty");
    is_refused(&shop.me().function("..", &[]).none::<()>(), ELSEWHERE);
    let elsewhere = shop.segment("..");
    is_refused(&shop.me().manager().set_ref(&elsewhere.one::<Account>("a")), ELSEWHERE);
    assert_eq!(elsewhere.url(), "https://example.org/service/..");
    // The root has no steps within the path either, however they are written.
    for root in ["https://h/a/../b", "https://h/a/%2e%2E/b/", "https://h/./%2e/x/.%2e/b"] {
        assert_eq!(Service::new(root).unwrap().url(), "https://h/b", "{root}");
    }
    shows(&shop.segment("...").segment("%2e%2e").raw::<Value>(Method::Get), &["GET /.../%252e%252e"]);
}

#[test]
fn texts_that_are_empty() {
    let accounts = || shop().accounts().get();
    is_refused(&accounts().filter(Filter::raw(" ")), "the text of a condition is empty");
    is_refused(&accounts().filter(Account::NAME.eq("a").and(Filter::raw(""))), "the text of a condition is empty");
    is_refused(&accounts().filter(!Filter::raw("")), "the text of a condition is empty");
    is_refused(&shop().accounts().count().filter(Filter::raw("")), "the text of a condition is empty");
    is_refused(
        &accounts().filter(Account::NAME.eq(Expression::raw(""))).filter(Account::SIZE.gt(1)),
        "the text of an expression is empty",
    );
    is_refused(&accounts().order_by(OrderBy::raw("")), "the text of an order is empty");
    is_refused(&accounts().select(PropertyPath::<Account, String>::raw("")), "the text of a path is empty");
    is_refused(&accounts().search(Search::raw("")), "the text of a search is empty");
    is_refused(&accounts().search(Search::from("a").and(!Search::raw(""))), "the text of a search is empty");
    is_refused(&accounts().apply(Apply::raw("")), "the text of a transformation is empty");
    is_refused(&accounts().apply(Apply::new().aggregate([Aggregate::raw("")])), "the text of an aggregate is empty");
    is_refused(&accounts().query("", "a"), "a query option has no name");
    is_refused(
        &accounts()
            .expand(Account::REPORTS, |reports| reports.expand(Account::REPORTS, |it| it.filter(Filter::raw("")))),
        "the text of a condition is empty",
    );
    is_refused(&shop().me().update(&Account::default()).if_match(""), "the ETag for `If-Match` is empty");
    is_refused(&accounts().format(""), "the text of a format is empty");
    is_refused(&accounts().prefer(" "), "` ` is not a preference");
    is_refused(&shop().me().media().put("a", ""), "`` is not a media type");
}

#[test]
fn names_that_are_none() {
    let accounts = || shop().accounts().get();
    for name in ["", "a b", "a,b", "1a", "a-b", "$a", "a/b", "a\u{a0}b"] {
        let expected = format!(
            "`{name}` is not the name of a property: it may have letters, digits and `_`, and no digit in front"
        );
        is_refused(&accounts().compute(Account::SIZE + 1, name), &expected);
        is_refused(&accounts().apply(Apply::new().compute(Account::SIZE + 1, name)), &expected);
        is_refused(&accounts().apply(Apply::new().aggregate([Account::SIZE.sum_as(name)])), &expected);
        is_refused(&accounts().expand(Account::REPORTS, |it| it.compute(Account::SIZE + 1, name)), &expected);
    }
    for name in ["a", "_1", "größe", "語"] {
        accounts().compute(Account::SIZE + 1, name).parts().unwrap();
    }
    is_refused(
        &accounts().apply(Apply::new().aggregate([Account::SIZE.aggregated("sum as a,b with max", "c")])),
        "`sum as a,b with max` is not the name of a method of aggregation",
    );
    accounts().apply(Apply::new().aggregate([Account::SIZE.aggregated("sample.median", "c")])).parts().unwrap();
}

#[test]
fn lists_that_are_empty() {
    let accounts = || shop().accounts().get();
    let none: [PropertyPath<Account, String>; 0] = [];
    is_refused(
        &accounts().apply(Apply::new().group_by(none.clone())),
        "there is no property to group by: `aggregate` takes none",
    );
    is_refused(&accounts().apply(Apply::new().aggregate([])), "there is no aggregate: `group_by` takes none");
    shows(&accounts().apply(Apply::new()), &["GET /accounts?$apply=identity"]);
    shows(&accounts().select(none), &["GET /accounts"]);
    shows(&accounts().filter(Account::NAME.is_in([""; 0])), &["GET /accounts?$filter=false"]);
    is_refused(&shop().accounts().key(&Key::named::<&str>([])).get(), "a key has no value");
    for keys in [Keys::Parentheses, Keys::Segments] {
        let shop: Shop = Service::new(super::sample::ROOT).unwrap().keys(keys).into();
        is_refused(&shop.accounts().key(&Key::new(&None::<i32>)).get(), "no value of a key is null");
        url(&shop.accounts().key(&Key::new(&"null")).get());
    }
    let twice = Key::named([("a", &1 as _), ("b", &2 as _), ("a", &3 as _)]);
    is_refused(&shop().accounts().key(&twice).get(), "a key has two values for `a`");
    let nameless = Key::named([("", &1 as _)]);
    is_refused(&shop().accounts().key(&nameless).get(), "a value of a key has an empty name");
}

/// Whoever sets something again has it right.
#[test]
fn faults_that_are_mended() {
    let (me, ada) = (shop().me(), Account::default());
    let update = || me.update(&ada).if_match("");
    shows(&update().if_match("a").select(Account::ID), &["PATCH /me?$select=id", "If-Match: a", "{}"]);
    shows(&update().header("if-match", "a"), &["PATCH /me", "if-match: a", "{}"]);
    is_refused(&update().if_none_match("a"), "the ETag for `If-Match` is empty");
    is_refused(&update().if_match("a").if_match(""), "the ETag for `If-Match` is empty");
    shows(&me.get().header("A", "b\n").header("a", "c"), &["GET /me", "a: c"]);
    let put = || me.update(&ada).with_content("a", "");
    shows(&put().with_json("b"), &["PATCH /me", "\"b\""]);
    is_refused(&put().header("a", "b"), "`` is not a media type");
    shows(&me.get().format("").format("json"), &["GET /me?$format=json"]);
}

#[test]
fn links_that_are_no_urls() {
    let shop = shop();
    for link in ["urn:uuid:1", "mailto:a@b", "https://", "https:///a", "https://a b/c", "https://h:x/", "//:1/"] {
        is_refused(&shop.at::<Account>(link).get(), &format!("`{link}` is not a URL that a request can be sent to"));
    }
    let part = "/redfish/v1/Chassis/1/Thermal#/Fans/0";
    is_refused(
        &shop.at::<Account>(part).manager().get(),
        &format!("`{part}` is a part of something: ask for what is at the URL in front of `#`"),
    );
}

#[test]
fn batches_of_another_service() {
    let other: Shop = Service::new("https://other.example.org/service").unwrap().into();
    let mut batch = shop().batch();
    batch.add(&other.accounts().id("1").delete());
    is_refused(&batch.request(), "a batch takes requests of its own service only");
}

#[test]
fn results_of_a_batch_outside_of_it() {
    let expected = "it is about the result of a request in a batch, and only that batch can have it";
    let shop = shop();
    let mut batch = shop.batch();
    let made = batch.add(&shop.accounts().create(&Account::default()));
    let result = batch.result_of(&made);
    is_refused(&result.get(), expected);
    is_refused(&result.manager().get(), expected);
    is_refused(&shop.me().manager().set_ref(&result), expected);
    is_refused(&shop.me().reports().delete_ref(&result), expected);
    is_refused(&shop.me().reports().set_refs([&result]), expected);
    batch.add(&shop.me().manager().set_ref(&result));
    batch.request().parts().unwrap();
}

#[test]
fn hosts_that_are_none() {
    let none = r#"
        https://h%20h https://bücher.example https://h: https://h:99999 https://h:+1 https://h:a https://[::1
        https://[x] https://::1 https://h\a https://a@ https://h?a#b https:h https://h<"#;
    for root in none.split_whitespace().chain(["https://h h"]) {
        assert!(matches!(Service::new(root), Err(Error::Request(_))), "{root}");
    }
    let hosts = "https://h https://h:8080/a http://127.0.0.1:1 https://[::1]:80/a https://u:p%20@h https://a_b.c-d";
    for root in hosts.split_whitespace() {
        assert_eq!(url(&Service::new(root).unwrap().one::<Account>("a").get()), format!("{root}/a"));
    }
}

#[test]
fn keys_that_would_be_taken_for_something_else() {
    let shop: Shop = Service::new(super::sample::ROOT).unwrap().keys(Keys::Segments).into();
    shows(&shop.accounts().id("sample.account").get(), &["GET /accounts('sample.account')"]);
    shows(&shop.accounts().id("sample.rename").get(), &["GET /accounts('sample.rename')"]);
    shows(&shop.accounts().id("samples.x").get(), &["GET /accounts/samples.x"]);
    shows(&shop.accounts().id("sample").get(), &["GET /accounts/sample"]);
    shows(&shop.accounts().id("contoso.com").get(), &["GET /accounts/contoso.com"]);
    // Parts that are tied to what is in front are to be left out of segments, and may be in parentheses.
    shows(&shop.tickets().id((1, "a")).get(), &["GET /tickets/1/a"]);
    shows(&shop.me().tickets().id((1, "a")).get(), &["GET /me/tickets(number=1,id='a')"]);
    shows(&shop.many::<Ticket>("a/b").id((1, "a")).get(), &["GET /a/b(number=1,id='a')"]);
}
