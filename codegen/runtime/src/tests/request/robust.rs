//! Whatever comes, nothing panics.

use proptest::prelude::*;

use super::super::sample::{Account, Color, Everything};
use super::parts;
use super::sample::{ROOT, Shop, shop};
use crate::request::{EnumLiterals, Headers, Keys, Outcome, Search, Service};

fn media_types() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("application/json".to_owned()),
        Just("multipart/mixed; boundary=b".to_owned()),
        Just("application/http".to_owned()),
        ".*",
    ]
}

/// Bytes that are likely to be taken for parts of a message.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    const WORDS: &str = "--b|--b--|--c\r\n|\r\n|\n|\r|HTTP/1.1 200 OK\r\n|HTTP/1.1|Content-Type: application/http\r\n|\
        Content-Type: multipart/mixed; boundary=c\r\n\r\n|Content-Length: 99999999999999999999\r\n|Content-Length: 3\n|\
        {\"responses\":[{\"id\":\"1\",\"status\":200,\"headers\":{\"Content-Type\":\"a\"},\"body\":|\
        {\"value\":[{}],\"@odata.nextLink\":|{\"error\":{\"message\":|\"a\"|}]}|}";
    let words = prop::sample::select(WORDS.split('|').collect::<Vec<_>>()).prop_map(str::to_owned);
    // Something else comes as often as each of these.
    let words = prop_oneof![18 => words, 1 => ".{0,5}"];
    prop_oneof![
        prop::collection::vec(words, 0..20).prop_map(|words| words.concat().into_bytes()),
        prop::collection::vec(any::<u8>(), 0..50),
    ]
}

proptest! {
    #[test]
    fn any_answer(status in any::<u16>(), media_type in media_types(), location in ".*", body in bodies()) {
        let shop = shop();
        let headers = Headers::from([("Content-Type", media_type), ("Location", location)]);
        let page = shop.accounts().get();
        if let Ok(read) = page.read_parts(status, &headers, &body) {
            _ = (page.next(&read).map(|next| next.parts()), page.delta(&read));
        }
        _ = shop.me().close().read_parts(status, &headers, &body);
        _ = shop.accounts().count().read_parts(status, &headers, &body);
        let later = shop.me().get().respond_async();
        if let Ok(Outcome::Accepted(accepted)) = later.read_parts(status, &headers, &body) {
            let poll = later.poll(&accepted).unwrap();
            _ = poll.read_parts(200, &headers, &body);
            _ = (poll.parts(), format!("{accepted:?}"));
        }
        let mut batch = shop.batch();
        let ticket = batch.add(&page);
        let group = batch.group();
        let grouped = batch.add_to(group, &shop.me().close());
        match batch.request().read_parts(status, &headers, &body) {
            Ok(answers) => _ = (answers.of(&ticket).map_err(|error| error.to_string()), answers.of(&grouped).is_ok()),
            Err(error) => _ = (error.to_string(), format!("{error:?}")),
        }
    }

    #[test]
    fn any_text(text in ".*", other in ".*") {
        for keys in [Keys::Parentheses, Keys::Segments] {
            let service = Service::new(ROOT).unwrap().keys(keys).enum_literals(EnumLiterals::MemberName);
            let shop: Shop = service.into();
            let request = shop
                .accounts()
                .id(text.as_str())
                .reports()
                .by_email(&text)
                .reports()
                .get()
                .filter(Account::NAME.eq(text.as_str()).and(Account::NAME.is_in([&text, &other])))
                .search(Search::from(&text))
                .query(format!("a{text}"), other.clone())
                .query("a", text.clone());
            let url = parts(&request).url;
            prop_assert!(url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}+#".contains(&byte)), "{url}");
            // None of the text begins another option.
            prop_assert_eq!(url.matches('&').count(), 3);
            prop_assert_eq!(fluent_uri::UriRef::parse(url.as_str()).map(|_| ()), Ok(()));
            #[cfg(feature = "http")]
            request.http().unwrap();
            _ = shop.things().get().query("k", shop.things().id(Color::from(text.as_str())).path().url()).filter(Everything::COLOR.eq(Color::from(other.as_str()))).parts();
            _ = shop.at::<Account>(&text).manager().get().parts();
            _ = shop.one::<Account>(&text).get().header(&text, &other).http_or_not();
        }
    }

    #[test]
    fn any_root(root in ".*") {
        for root in [root.clone(), format!("https://{root}"), format!("https://h/{root}")] {
            // What is taken for a service can be asked.
            if let Ok(service) = Service::new(&root) {
                prop_assert!(service.one::<Account>("a").get().http_or_not(), "{root}");
            }
        }
    }

    #[test]
    fn a_key_is_what_it_was(text in ".*") {
        let shop: Shop = Service::new(ROOT).unwrap().keys(Keys::Segments).into();
        let url = shop.accounts().id(text.as_str()).path().url();
        let rest = url.strip_prefix(ROOT).unwrap().strip_prefix("/accounts").unwrap();
        let decoded = percent_encoding::percent_decode_str(rest).decode_utf8().unwrap().into_owned();
        match decoded.strip_prefix('/') {
            Some(segment) => prop_assert_eq!(segment, text.as_str()),
            None => prop_assert_eq!(decoded, format!("('{}')", text.replace('\'', "''"))),
        }
        prop_assert!(!rest.trim_start_matches('/').contains('/'));
    }
}

/// Makes the request of the crate `http`, if that is there.
trait HttpOrNot {
    fn http_or_not(&self) -> bool;
}

impl<O, T> HttpOrNot for crate::request::Request<O, T> {
    fn http_or_not(&self) -> bool {
        #[cfg(feature = "http")]
        return self.http().is_ok();
        #[cfg(not(feature = "http"))]
        return self.parts().is_ok();
    }
}
