//! What requests are answered with.

use std::time::Duration;

use super::super::sample::Account;
use super::sample::{ROOT, shop};
use super::{answered, parts, url};
use crate::request::{AnswerFault, Answered, Error, Headers, Outcome};
use crate::{Delta, Lenient, Page};

/// What a program ends with whose `main` returns the error.
#[test]
fn errors_are_shown_to_people() {
    #[derive(Debug)]
    struct Failed(&'static str, Option<Box<Failed>>);
    impl std::fmt::Display for Failed {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str(self.0)
        }
    }
    impl std::error::Error for Failed {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            self.1.as_ref().map(|source| &**source as _)
        }
    }
    // What a text has said of its source already is not said again.
    let source = Failed("no network", Some(Box::new(Failed("the cable is out", None))));
    let error = Error::Transport(Box::new(Failed("sending failed: no network", Some(Box::new(source)))));
    assert_eq!(
        format!("{error:?}"),
        "the request was not answered: sending failed: no network\ncaused by: the cable is out"
    );
}

#[test]
fn errors_of_the_service() {
    let body = r#"{"error":{"code":"NotFound","message":"There is no such account."}}"#;
    let error = answered(&shop().me().get(), 404, body).unwrap_err();
    assert_eq!(error.to_string(), "the service answered 404: NotFound: There is no such account.");
    assert_eq!(error.status(), Some(404));
    let service = error.service().unwrap();
    assert_eq!((service.code(), service.body.as_slice()), (Some("NotFound"), body.as_bytes()));
    assert_eq!(service.error().message.as_deref(), Some("There is no such account."));
    assert_eq!(
        format!("{:?}", answered(&shop().me().get(), 404, "é\n").unwrap_err().service()),
        r#"Some(ServiceError { status: 404, headers: {"Content-Type": "application/json"}, response: ErrorResponse { error: ODataError }, body: "é\n" })"#
    );
    let error = shop().me().get().read_parts(200, &Headers::new(), b"\xff").unwrap_err();
    assert!(matches!(&error, Error::Answer(answer) if format!("{answer:?}").contains("body: 1 bytes")), "{error:?}");
    let headers = Headers::from([("Retry-After", "5")]);
    let error = shop().me().get().read_parts(429, &headers, b"").unwrap_err();
    assert_eq!(error.service().unwrap().headers.get("retry-after"), Some("5"));
    assert_eq!(error.to_string(), "the service answered 429");
    for (status, body, expected) in [
        (502, "<html>Bad gateway</html>", "the service answered 502: <html>Bad gateway</html>"),
        (500, "{}", "the service answered 500: {}"),
        (
            400,
            r#"{"Message":"x"}"#,
            r#"the service answered 400: the service reported an error in a form of its own: {"Message":"x"}"#,
        ),
        (301, "", "the service answered 301"),
        (304, "", "the service answered 304"),
    ] {
        assert_eq!(answered(&shop().me().get(), status, body).unwrap_err().to_string(), expected);
    }
    let long = "é".repeat(300);
    let error = answered(&shop().me().get(), 500, &long).unwrap_err().to_string();
    assert_eq!(error, format!("the service answered 500: {}…", "é".repeat(200)));
}

#[test]
fn errors_in_spite_of_the_status() {
    let body = r#"{"error":{"code":"a","message":"b"}}"#;
    let is_refused = |error: Error| assert_eq!(error.to_string(), "the service answered 200: a: b");
    is_refused(answered(&shop().me().get(), 200, body).unwrap_err());
    is_refused(answered(&shop().accounts().get(), 200, body).unwrap_err());
    is_refused(answered(&shop().accounts().count(), 200, body).unwrap_err());
    is_refused(answered(&shop().me().close(), 200, body).unwrap_err());
    is_refused(answered(&shop().me().get().optional(), 200, body).unwrap_err());
    is_refused(answered(&shop().me().property(Account::SIZE).get(), 200, body).unwrap_err());
    // What is asked for as bytes may be anything.
    assert_eq!(answered(&shop().me().picture().get(), 200, body).unwrap(), body.as_bytes());
    assert_eq!(answered(&shop().me().close(), 200, r#"{"value":1}"#).unwrap(), ());
}

#[test]
fn what_cannot_be_read() {
    let error = answered(&shop().me().get(), 200, r#"{"size":"many"}"#).unwrap_err();
    assert!(error.to_string().starts_with("the answer with status 200 cannot be read: "), "{error}");
    let Error::Answer(error) = error else { panic!("{error}") };
    assert_eq!((error.status, error.body.as_slice()), (200, br#"{"size":"many"}"#.as_slice()));
    assert!(matches!(&error.fault, AnswerFault::Json(error) if error.path() == Some("size")));
    for status in [200, 202, 204] {
        let error = answered(&shop().me().get(), status, "").unwrap_err();
        assert!(matches!(error, Error::Answer(error) if matches!(error.fault, AnswerFault::Empty)));
    }
    let page = b"\n<!DOCTYPE html>\n<title>Sign in</title>";
    for (headers, kind) in [(&[("Content-Type", "text/html")][..], "text/html"), (&[], "HTML or XML")] {
        let headers = headers.iter().copied().collect();
        let error = shop().me().get().read_parts(200, &headers, page).unwrap_err().to_string();
        let expected = "not JSON: <!DOCTYPE html>\n<title>Sign in</title>";
        assert_eq!(error, format!("the answer with status 200 is {kind}, {expected}"));
    }
    let lenient =
        answered(&shop().me().get().read_as::<Lenient<Account>>(), 200, r#"{"size":"many","id":"1"}"#).unwrap();
    assert_eq!((lenient.misfits.len(), lenient.value.id.as_deref()), (1, Some("1")));
}

#[test]
fn no_content() {
    assert_eq!(answered(&shop().me().get().optional(), 204, "").unwrap(), None);
    assert!(answered(&shop().me().get().optional(), 200, "{}").unwrap().is_some());
    assert!(answered(&shop().me().property(Account::NAME).get().optional(), 204, "").unwrap().is_none());
    assert_eq!(answered(&shop().me().picture().get().optional(), 200, "[1]").unwrap(), Some(b"[1]".to_vec()));
    assert_eq!(answered(&shop().me().picture().get(), 204, "").unwrap(), b"");
}

#[test]
fn later() {
    let request = shop().me().merge(&Account::default(), &["a"]).respond_async();
    assert_eq!(request.parts().unwrap().headers.get("prefer"), Some("respond-async"));
    let headers = Headers::from([("location", "/monitor/1"), ("Retry-After", " 30")]);
    let Outcome::Accepted(accepted) = request.read_parts(202, &headers, b"").unwrap() else { panic!() };
    assert_eq!(accepted.location.as_deref(), Some("https://example.org/monitor/1"));
    assert_eq!(accepted.retry_after, Some(Duration::from_secs(30)));
    let poll = request.poll(&accepted).unwrap();
    assert_eq!((poll.method().as_str(), url(&poll).as_str()), ("GET", "https://example.org/monitor/1"));
    assert!(poll.parts().unwrap().body.is_empty());
    assert!(matches!(poll.read_parts(202, &headers, b"").unwrap(), Outcome::Accepted(_)));
    let Outcome::Accepted(still) = answered(&poll, 202, "").unwrap() else { panic!() };
    assert_eq!(url(&poll.poll(&still).unwrap()), url(&poll));
    let body = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"id\":\"a\"}";
    let Outcome::Done(account) =
        poll.read_parts(200, &Headers::from([("Content-Type", "application/http")]), body.as_bytes()).unwrap()
    else {
        panic!()
    };
    assert_eq!(account.id.as_deref(), Some("a"));
    let body = "HTTP/1.1 400 No\n\n{\"error\":{\"message\":\"b\"}}";
    let error =
        poll.read_parts(200, &Headers::from([("Content-Type", "application/http; msgtype=response")]), body.as_bytes());
    assert_eq!(error.unwrap_err().status(), Some(400));
    let error = poll.read_parts(200, &Headers::from([("AsyncResult", "404")]), b"{}");
    assert_eq!(error.unwrap_err().status(), Some(404));
    assert!(matches!(answered(&request, 200, "{}").unwrap(), Outcome::Done(_)));
    let Outcome::Accepted(accepted) = answered(&request, 202, "").unwrap() else { panic!() };
    assert!(request.poll(&accepted).is_none());
}

#[test]
fn headers_of_answers() {
    let request = shop().me().update(&Account::default()).with_headers();
    let answer: Answered<Option<Account>> =
        request.read_parts(204, &Headers::from([("ETag", "W/\"2\"")]), b"").unwrap();
    assert_eq!((answer.status, answer.headers.get("etag"), answer.value), (204, Some("W/\"2\""), None));
}

#[test]
fn next_pages() {
    let request = shop().accounts().get().filter(Account::SIZE.gt(1)).header("ConsistencyLevel", "eventual");
    for (link, expected) in [
        ("accounts?$skiptoken=a b", format!("{ROOT}/accounts?$skiptoken=a%20b")),
        ("https://other/x?y=%20", "https://other/x?y=%20".to_owned()),
        ("?page=2", format!("{ROOT}/accounts?page=2")),
        ("/p", "https://example.org/p".to_owned()),
    ] {
        let page =
            answered(&request, 200, &serde_json::json!({"value": [], "@odata.nextLink": link}).to_string()).unwrap();
        let next = request.next(&page).unwrap();
        assert_eq!(url(&next), expected);
        assert_eq!(next.parts().unwrap().headers.get("ConsistencyLevel"), Some("eventual"));
        let separator = if expected.contains('?') { '&' } else { '?' };
        assert_eq!(url(&next.top(5)), format!("{expected}{separator}$top=5"));
    }
    assert!(request.next(&Page::default()).is_none());
    let called = shop().me().action("a", &[("b", &1)]).json::<Page<Account>, Account>();
    let page = answered(&called, 200, r#"{"value":[],"@nextLink":"x"}"#).unwrap();
    let next = called.next(&page).unwrap();
    let next = parts(&next);
    assert_eq!((next.method.as_str(), next.body.len(), next.headers.get("content-type")), ("GET", 0, None));
}

#[test]
fn changes() {
    let request = shop().accounts().get().track_changes();
    let page = answered(&request, 200, r#"{"value":[],"@odata.deltaLink":"accounts?$deltatoken=1"}"#).unwrap();
    let delta = request.delta(&page).unwrap();
    assert_eq!(url(&delta), format!("{ROOT}/accounts?$deltatoken=1"));
    let body = r#"{"value":[{"id":"a"},{"id":"b","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"accounts?$deltatoken=2"}"#;
    let changes = answered(&delta, 200, body).unwrap();
    assert!(matches!(&changes.value[..], [Delta::Entity(_), Delta::Removed(_)]));
    assert_eq!(url(&delta.changes(&changes).unwrap()), format!("{ROOT}/accounts?$deltatoken=2"));
    assert!(delta.next(&changes).is_none());
    let called = shop().accounts().changed();
    assert_eq!(url(&called.changes(&changes).unwrap()), format!("{ROOT}/accounts/accounts?$deltatoken=2"));
}

#[test]
fn they_go_to_other_threads() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    let request = shop().accounts().get();
    is_shared(&request);
    is_shared(&request.clone().respond_async());
    is_shared(&shop().batch());
    is_shared(&shop().batch().add(&request));
    is_shared(&shop().batch().request());
    is_shared(&shop().me());
    is_shared(&Account::NAME.eq("a"));
    is_shared(&answered(&request, 500, "").unwrap_err());
}

#[cfg(feature = "http")]
mod http {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn respond(url: &str) -> ::http::Response<Vec<u8>> {
        let body = match url.rsplit('=').next().unwrap() {
            "2" => r#"{"value":[{"id":"c"}],"@odata.deltaLink":"?delta"}"#,
            "0" => r#"{"value":[],"@odata.nextLink":"?page=2"}"#,
            _ => r#"{"value":[{"id":"a"},{"id":"b"}],"@odata.count":3,"@odata.nextLink":"?page=0"}"#,
        };
        ::http::Response::new(body.as_bytes().to_vec())
    }

    #[test]
    fn items_of_all_pages() {
        let mut pages = shop().accounts().get().pages(|request| Ok::<_, String>(respond(&request.uri().to_string())));
        assert!(pages.page().is_none());
        let first = pages.next().unwrap().unwrap();
        assert_eq!(pages.page().unwrap().count, Some(3));
        let rest: Result<Vec<_>, _> = pages.by_ref().collect();
        let ids: Vec<_> = [first].into_iter().chain(rest.unwrap()).filter_map(|account| account.id).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(url(&pages.delta().unwrap()), format!("{ROOT}/accounts?delta"));
        assert!(pages.next().is_none());
    }

    #[test]
    fn pages_end_with_an_error() {
        let request = shop().accounts().get();
        let mut count = 0;
        let mut pages = request.pages(|request| {
            count += 1;
            if count > 1 { Err("no network") } else { Ok(respond(&request.uri().to_string())) }
        });
        let read: Vec<String> =
            pages.by_ref().map(|item| item.map_or_else(|error| error.to_string(), |item| item.id.unwrap())).collect();
        assert_eq!(read, ["a", "b", "the request was not answered: no network"]);
        let circle = r#"{"value":[{"id":"a"}],"@odata.nextLink":"accounts"}"#;
        let pages = request.pages(|_| Ok::<_, String>(::http::Response::new(circle)));
        let read: Vec<_> = pages.collect();
        assert!(matches!(&read[..], [Ok(_), Err(Error::Request(_))]), "{read:?}");
        // A circle of two pages, the first of which is behind another.
        let mut count = 0;
        let pages = request.pages(|_| {
            count += 1;
            let link = if count % 2 == 0 { "?b" } else { "?a" };
            let body = format!(r#"{{"value":[{{"id":"{count}"}}],"@odata.nextLink":"{link}"}}"#);
            Ok::<_, String>(::http::Response::new(body))
        });
        let read: Vec<String> =
            pages.map(|item| item.map_or_else(|error| error.to_string(), |item| item.id.unwrap())).collect();
        let expected = "the request cannot be built: the link to the next page leads to one that has come already";
        assert_eq!(read, ["1", "2", "3", expected]);
    }

    #[test]
    fn sent() {
        let account = shop().me().get().send(|request| {
            assert_eq!(request.headers()["accept"], "application/json");
            Ok::<_, String>(::http::Response::new(r#"{"id":"a"}"#))
        });
        assert_eq!(account.unwrap().id.as_deref(), Some("a"));
        let error = shop().me().get().send(|_| Err::<::http::Response<Vec<u8>>, _>("no network")).unwrap_err();
        assert!(matches!(error, Error::Transport(_)));
        let error =
            shop().me().get().header("a b", "").send(|_| -> Result<::http::Response<Vec<u8>>, String> { panic!() });
        assert!(matches!(error, Err(Error::Request(_))));
    }

    #[test]
    fn sent_by_an_async_function() {
        let request = shop().me().get();
        let sent = request.send_async(async |_| Ok::<_, String>(::http::Response::new(r#"{"id":"a"}"#)));
        let is_send = |_: &(dyn Future<Output = _> + Send)| {};
        let sent = pin!(sent);
        is_send(&*sent);
        let Poll::Ready(account) = sent.poll(&mut Context::from_waker(Waker::noop())) else { panic!() };
        assert_eq!(account.unwrap().id.as_deref(), Some("a"));
    }
}
