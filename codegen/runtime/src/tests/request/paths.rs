//! Where resources are.

use super::super::sample::{Account, AnyTicket, Bug, Color, Home, Ticket};
use super::sample::{ROOT, Shop, shop};
use super::{shows, url};
use crate::request::{EnumLiterals, Error, Key, Keys, Method, Service, Version};
use crate::{Nav, json};

fn with_segments() -> Shop {
    Service::new(ROOT).unwrap().keys(Keys::Segments).into()
}

#[test]
fn steps() {
    let shop = shop();
    let ada = shop.accounts().id("ada");
    shows(&shop.accounts().get(), &["GET /accounts"]);
    shows(&ada.get(), &["GET /accounts('ada')"]);
    shows(&ada.manager().reports().id("bob").get(), &["GET /accounts('ada')/manager/reports('bob')"]);
    shows(&ada.home().owner().get(), &["GET /accounts('ada')/home/owner"]);
    shows(&ada.home().get(), &["GET /accounts('ada')/home"]);
    shows(&shop.me().tickets().get(), &["GET /me/tickets"]);
    shows(&shop.accounts().count(), &["GET /accounts/$count", "Accept: text/plain"]);
    shows(
        &shop.accounts().count().filter(Account::NAME.eq("a")).search("b"),
        &["GET /accounts/$count?$filter=name%20eq%20'a'&$search=b", "Accept: text/plain"],
    );
    shows(&ada.picture().get(), &["GET /accounts('ada')/picture", "Accept: */*"]);
    shows(&ada.media().get(), &["GET /accounts('ada')/$value", "Accept: */*"]);
    shows(&ada.media().delete(), &["DELETE /accounts('ada')/$value"]);
    shows(
        &ada.media().put(*b"hi", "text/plain").if_match("*"),
        &["PUT /accounts('ada')/$value", "Content-Type: text/plain", "If-Match: *", "hi"],
    );
    shows(
        &shop.accounts().create_media(vec![104, 105], "image/png"),
        &["POST /accounts", "Content-Type: image/png", "hi"],
    );
    shows(&ada.property(Account::SIZE).get(), &["GET /accounts('ada')/size"]);
    shows(&ada.property(Account::SIZE).put(&5), &["PUT /accounts('ada')/size", r#"{"value":5}"#]);
    shows(&ada.property(Account::SIZE).delete(), &["DELETE /accounts('ada')/size"]);
    shows(&ada.complex(Account::HOME).get().select(Home::CITY), &["GET /accounts('ada')/home?$select=city"]);
    let home = Home { city: Some("Oslo".to_owned()), ..Home::default() };
    shows(&ada.complex(Account::HOME).put(&home), &["PUT /accounts('ada')/home", r#"{"city":"Oslo"}"#]);
    shows(&ada.complex(Account::HOME).update(&home), &["PATCH /accounts('ada')/home", r#"{"city":"Oslo"}"#]);
    shows(&ada.complex(Account::HOME).delete(), &["DELETE /accounts('ada')/home"]);
    shows(&ada.property(Account::NAME).raw_value().get(), &["GET /accounts('ada')/name/$value", "Accept: */*"]);
}

#[test]
fn casts() {
    let ticket = shop().tickets().id((1, "a"));
    shows(&ticket.cast::<Bug>().get(), &["GET /tickets(number=1,id='a')/sample.bug"]);
    shows(&ticket.cast::<Bug>().parent().get(), &["GET /tickets(number=1,id='a')/sample.bug/parent"]);
    shows(&ticket.cast::<Bug>().owner().get(), &["GET /tickets(number=1,id='a')/sample.bug/owner"]);
    shows(
        &shop().tickets().cast::<Bug>().get().filter(Bug::SEVERITY.gt(1)).with_count(),
        &["GET /tickets/sample.bug?$filter=severity%20gt%201&$count=true"],
    );
    shows(&shop().tickets().cast::<Bug>().id((1, "a")).get(), &["GET /tickets/sample.bug(number=1,id='a')"]);
}

#[test]
fn keys() {
    let shop = shop();
    for (key, expected) in [
        ("O'Neil", "('O''Neil')"),
        ("a/b?c#d e+f%g&h;i", "('a%2Fb%3Fc%23d%20e%2Bf%25g%26h%3Bi')"),
        ("zoë@example.org", "('zo%C3%AB@example.org')"),
        ("", "('')"),
        ("..", "('..')"),
        ("b!x,1=(2):$*", "('b!x,1=(2):$*')"),
        ("\u{0}\r\n\"<>\\^`{|}[]", "('%00%0D%0A%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D')"),
    ] {
        shows(&shop.accounts().id(key).get(), &[&format!("GET /accounts{expected}")]);
    }
    shows(&shop.accounts().id(String::from("a")).get(), &["GET /accounts('a')"]);
    shows(&shop.things().id(Color::Red).get(), &["GET /things(sample.color'red')"]);
    shows(&shop.things().id(&Color::Red).get(), &["GET /things(sample.color'red')"]);
    shows(&shop.accounts().by_email("a@b'c").get(), &["GET /accounts(email='a@b''c')"]);
    let key = Key::named([("number", &1_i32 as _), ("tenant id", &"a" as _)]);
    shows(&shop.accounts().id(key.clone()).get(), &["GET /accounts(number=1,tenant%20id='a')"]);
    shows(&shop.accounts().key(&key).get(), &["GET /accounts(number=1,tenant%20id='a')"]);
    shows(&shop.accounts().key(&Key::new(&17)).get(), &["GET /accounts(17)"]);
}

#[test]
fn keys_in_segments() {
    let shop = with_segments();
    for (key, expected) in [
        ("ada", "/ada"),
        ("O'Neil", "/O'Neil"),
        ("'a'", "/'a'"),
        ("a/b", "/a%2Fb"),
        ("", "('')"),
        (".", "('.')"),
        ("..", "('..')"),
        ("$count", "('$count')"),
        ("...", "/..."),
    ] {
        shows(&shop.accounts().id(key).get(), &[&format!("GET /accounts{expected}")]);
    }
    shows(&shop.things().id(Color::Red).get(), &["GET /things/red"]);
    shows(&shop.tickets().id((1, "a")).get(), &["GET /tickets/1/a"]);
    shows(&shop.accounts().by_email("a").get(), &["GET /accounts(email='a')"]);
    shows(&shop.me().reports().id("b").manager().get(), &["GET /me/reports/b/manager"]);
}

#[test]
fn a_way_out_at_every_step() {
    let shop = shop();
    shows(&shop.one::<Account>("people/ada lovelace/boss").get(), &["GET /people/ada%20lovelace/boss"]);
    shows(&shop.me().many::<Ticket>("all/tickets?").get(), &["GET /me/all/tickets%3F"]);
    shows(&shop.me().segment("a/b").stream("c/d").get(), &["GET /me/a%2Fb/c/d", "Accept: */*"]);
    shows(&shop.stream("$metadata").get(), &["GET /$metadata", "Accept: */*"]);
    shows(&shop.segment("a").raw::<serde_json::Value>(Method::Patch).with_json(&1), &["PATCH /a", "1"]);
    shows(
        &shop.accounts().get().query("api-version", "1 2&3").query("$x", "é+").header("ConsistencyLevel", "eventual"),
        &["GET /accounts?api-version=1%202%263&$x=%C3%A9%2B", "ConsistencyLevel: eventual"],
    );
    shows(
        &shop.me().action("sample.any", &[("a", &1), ("b", &"c")]).json::<Account, Account>(),
        &["POST /me/sample.any", r#"{"a":1,"b":"c"}"#],
    );
    shows(&shop.me().function("f", &[]).none::<()>(), &["GET /me/f()"]);
}

#[test]
fn roots() {
    for root in ["https://h/a/", "https://h/a", "https://h/a///"] {
        assert_eq!(Service::new(root).unwrap().segment("b").url(), "https://h/a/b");
    }
    assert_eq!(Service::new("HTTP://h").unwrap().segment("b").url(), "HTTP://h/b");
    let sap: Shop = Service::new("https://h/a;v=1?sap-client=100").unwrap().into();
    assert_eq!(url(&sap.me().get()), "https://h/a;v=1/me?sap-client=100");
    assert_eq!(url(&sap.accounts().get().top(1)), "https://h/a;v=1/accounts?sap-client=100&$top=1");
    assert_eq!(Service::new("https://h/a b").unwrap().url(), "https://h/a%20b");
    for root in ["", "h", "/a", "ftp://h", "https://", "https:///a", "https://h/a#b", "httpsé://h", "é"] {
        assert!(matches!(Service::new(root), Err(Error::Request(_))), "{root}");
    }
}

#[test]
fn what_a_service_gave_is_followed() {
    let redfish = Service::new("https://bmc/redfish/v1").unwrap();
    let at = |id: &str| url(&redfish.at::<Account>(id).get());
    assert_eq!(at("/redfish/v1/Systems/1"), "https://bmc/redfish/v1/Systems/1");
    assert_eq!(at("Systems/1"), "https://bmc/redfish/v1/Systems/1");
    assert_eq!(at("https://other/x y"), "https://other/x%20y");
    assert_eq!(at("/elsewhere"), "https://bmc/elsewhere");
    assert_eq!(
        url(&redfish.at::<Account>("/redfish/v1/Systems/1").manager().get()),
        "https://bmc/redfish/v1/Systems/1/manager"
    );

    let rest = redfish.many_at::<Account>("Systems?$skip=1").get();
    assert_eq!(url(&rest), "https://bmc/redfish/v1/Systems?$skip=1");
    assert_eq!(url(&rest.top(2)), "https://bmc/redfish/v1/Systems?$skip=1&$top=2");
    let account: Account = json::from_str(
        r#"{"manager": {"@odata.id": "/redfish/v1/a"}, "reports": [{"@odata.id": "/redfish/v1/b"}, {}, {"@id": "c"}]}"#,
    )
    .unwrap();
    assert_eq!(redfish.follow::<Account>(&account.manager).unwrap().path().url(), "https://bmc/redfish/v1/a");
    let urls: Vec<_> = redfish.follow_all::<Account>(&account.reports).iter().map(|one| one.path().url()).collect();
    assert_eq!(urls, ["https://bmc/redfish/v1/b", "https://bmc/redfish/v1/c"]);
    assert!(redfish.follow::<Account>(&Nav::new()).is_none());
    assert!(redfish.follow_all::<Ticket>(&Nav::<Vec<AnyTicket>>::new()).is_empty());
}

#[test]
fn a_query_that_a_service_gave_stays() {
    let service = Service::new("https://h/a?sap-client=1&code=x").unwrap();
    let at = |link: &str| service.at::<Account>(link);
    assert_eq!(url(&at("b?c=1").get()), "https://h/a/b?c=1&sap-client=1&code=x");
    assert_eq!(url(&at("b?c=1").manager().get()), "https://h/a/b/manager?c=1&sap-client=1&code=x");
    assert_eq!(
        url(&at("b/?c=1&c=2").reports().id("d").get()),
        "https://h/a/b/reports('d')?c=1&c=2&sap-client=1&code=x"
    );
    assert_eq!(url(&service.many_at::<Account>("b/?c=1").id("d").get()), "https://h/a/b('d')?c=1&sap-client=1&code=x");
    // Nothing is there twice, and the root's query is for nobody else.
    assert_eq!(url(&at("b?sap-client=2").get()), "https://h/a/b?sap-client=2&code=x");
    assert_eq!(url(&at("https://h/a/b?c=1").get()), "https://h/a/b?c=1&sap-client=1&code=x");
    assert_eq!(url(&at("HTTPS://H/a/b").get()), "https://h/a/b?sap-client=1&code=x");
    for elsewhere in [
        "https://other/a/b?c=1",
        "https://h/other",
        "https://h/ab",
        "http://h/a/b",
        "https://h:1/a/b",
        "https://h/a//b",
    ] {
        assert_eq!(url(&at(elsewhere).get()), elsewhere);
    }
    assert_eq!(url(&at("https://other/b?c=1").manager().get()), "https://other/b/manager?c=1");
    // What a request says counts.
    assert_eq!(
        url(&service.many_at::<Account>("b?$top=5&%24skip=1").get().top(2).skip(3)),
        "https://h/a/b?sap-client=1&code=x&$top=2&$skip=3"
    );
    assert_eq!(url(&service.many::<Account>("b").get().query("code", "y")), "https://h/a/b?sap-client=1&code=y");
    // System query options are for the resource that the link leads to.
    let one = service.many_at::<Account>("b?$filter=x&c=1&$top=5").id("d");
    assert_eq!(url(&one.get()), "https://h/a/b('d')?c=1&sap-client=1&code=x");
    assert_eq!(
        url(&one.segment("e").raw::<serde_json::Value>(Method::Get)),
        "https://h/a/b('d')/e?c=1&sap-client=1&code=x"
    );
    let alias = service.many_at::<Account>("b?@place=1&c=@place").nearest(&Home::default(), &[], None).get();
    assert_eq!(
        url(&alias),
        "https://h/a/b/sample.nearest(place=@place2,colors=@colors,limit=null)\
         ?@place=1&c=@place&sap-client=1&code=x&@place2=%7B%7D&@colors=%5B%5D"
    );
    // It is part of what it is known by.
    assert_eq!(at("b?c=1").path().url(), "https://h/a/b?c=1");
    shows(
        &shop().me().manager().set_ref(&at("b?c=1")),
        &["PUT /me/manager/$ref", r#"{"@odata.id":"https://h/a/b?c=1"}"#],
    );
    let mut batch = service.batch();
    batch.add(&at("b?c=1").manager().get());
    batch.add(&service.raw::<serde_json::Value>(Method::Get));
    let body = String::from_utf8(batch.request().parts().unwrap().body).unwrap();
    assert!(body.contains(r#""url":"b/manager?c=1&sap-client=1&code=x""#), "{body}");
    // A relative URL that is empty is that of the batch.
    assert!(body.contains(r#""url":"https://h/a?sap-client=1&code=x""#), "{body}");
}

#[test]
fn what_a_path_needs_goes_with_it() {
    let near = shop().accounts().nearest(&Home::default(), &[], None).id("a");
    shows(
        &shop().me().manager().set_ref(&near),
        &[
            "PUT /me/manager/$ref",
            r#"{"@odata.id":"https://example.org/service/accounts/sample.nearest(place=@place,colors=@colors,limit=null)('a')?@place=%7B%7D&@colors=%5B%5D"}"#,
        ],
    );
}

#[test]
fn settings() {
    let shop: Shop = Service::new(ROOT).unwrap().enum_literals(EnumLiterals::MemberName).version(Version::V401).into();
    let request = shop.things().id(Color::Red).update(&serde_json::json!({}));
    assert_eq!(url(&request), format!("{ROOT}/things('red')"));
    assert_eq!(request.parts().unwrap().headers.get("odata-version"), Some("4.01"));
    assert_eq!(request.parts().unwrap().headers.get("odata-maxversion"), Some("4.01"));
    let mut account = Account { size: Some(9_007_199_254_740_993), ..Account::default() };
    account.price = Some("1.50".parse().unwrap());
    let numbers: Shop = Service::new(ROOT).unwrap().ieee754_compatible().into();
    let media_type = "application/json;IEEE754Compatible=true";
    shows(
        &numbers.accounts().create(&account),
        &[
            "POST /accounts",
            &format!("Accept: {media_type}"),
            &format!("Content-Type: {media_type}"),
            r#"{"size":"9007199254740993","price":"1.50"}"#,
        ],
    );
    shows(&numbers.me().get(), &["GET /me", &format!("Accept: {media_type}")]);
}
