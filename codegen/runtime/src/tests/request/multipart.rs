//! Batches of several parts.

use serde_json::json;

use super::batches::{ada, body, four};
use super::sample::{ROOT, Shop, shop};
use crate::request::{Error, Headers, Service, Version};

#[test]
fn as_multipart() {
    let (batch, ..) = four(&shop());
    let request = batch.multipart().request();
    assert_eq!(request.parts().unwrap().headers.get("content-type"), Some("multipart/mixed; boundary=batch_odata_"));
    assert_eq!(request.parts().unwrap().headers.get("accept"), Some("multipart/mixed"));
    let expected = "\
--batch_odata_
Content-Type: application/http
Content-Transfer-Encoding: binary

GET me HTTP/1.1
Accept: application/json
OData-MaxVersion: 4.0


--batch_odata_
Content-Type: multipart/mixed; boundary=changes_odata_1

--changes_odata_1
Content-Type: application/http
Content-Transfer-Encoding: binary
Content-ID: 2

POST accounts HTTP/1.1
Accept: application/json
OData-MaxVersion: 4.0
OData-Version: 4.0
Content-Type: application/json
Content-Length: 27

{\"name\":\"Ada\",\"price\":0.10}
--changes_odata_1
Content-Type: application/http
Content-Transfer-Encoding: binary
Content-ID: 4

DELETE accounts('b') HTTP/1.1
Accept: application/json
OData-MaxVersion: 4.0
If-Match: \"1\"


--changes_odata_1--
--batch_odata_
Content-Type: application/http
Content-Transfer-Encoding: binary

GET me/picture HTTP/1.1
Accept: */*
OData-MaxVersion: 4.0


--batch_odata_--
";
    assert_eq!(String::from_utf8_lossy(&request.parts().unwrap().body), expected.replace('\n', "\r\n"));
}

#[test]
fn multipart_in_particular() {
    let new: Shop = Service::new(ROOT).unwrap().version(Version::V401).into();
    let mut batch = new.batch().multipart();
    batch.add(&new.me().get());
    let picture = batch.add(&new.me().picture().put("--batch_odata_", "text/plain"));
    batch.after(&picture, ["1"]);
    let text = String::from_utf8(batch.request().parts().unwrap().body).unwrap();
    assert!(text.starts_with("--batch_odata_x_\r\n") && text.contains("Content-ID: 1\r\n"), "{text}");
    let group = batch.group();
    batch.add_to(group, &new.me().get());
    assert!(batch.request().parts().is_err());
    let mut batch = new.batch();
    batch.add(&new.me().get().header("a b", "c"));
    assert!(batch.request().parts().is_err());
    assert_eq!(body(&new.batch().request()), json!({"requests": []}));
}

const MULTIPART: &str = "preamble
--b 1
Content-Type: application/http
Content-Transfer-Encoding: binary

HTTP/1.1 200 OK
Content-Type: application/json

{\"id\":\"a\"}
--b 1
Content-Type: multipart/mixed;boundary=\"c\"

--c
Content-Type: application/http
Content-ID: 4

HTTP/1.1 204 No Content


--c
Content-Type: application/http
Content-ID: 2

HTTP/1.1 201 Created
ETag: \"1\"
Content-Length: 12

{\"id\":\"new\"}
--c--
--b 1
content-type: application/http

HTTP/1.1 200 OK
Content-Type: image/png
Content-Length: 4

--
!
--b 1--
epilogue";

#[test]
fn multipart_answers_with_either_line_end() {
    let (batch, me, made, gone, stream) = four(&shop());
    let request = batch.multipart().request();
    let headers = Headers::from([("Content-Type", "Multipart/Mixed; charset=x; Boundary=\"b 1\"")]);
    for text in [MULTIPART.to_owned(), MULTIPART.replace('\n', "\r\n"), MULTIPART.replace("--b 1--\nepilogue", "")] {
        let answers = request.read_parts(200, &headers, text.as_bytes()).unwrap();
        assert_eq!(answers.of(&me).unwrap().id.as_deref(), Some("a"));
        assert_eq!(answers.of(&made).unwrap().unwrap().id.as_deref(), Some("new"));
        assert_eq!(answers.headers_of(&made).unwrap().get("etag"), Some("\"1\""));
        assert_eq!(answers.status_of(&gone), Some(204));
        assert_eq!(answers.of(&gone).unwrap(), ());
        assert!(answers.of(&stream).unwrap().starts_with(b"--"));
    }
}

#[test]
fn a_group_that_failed_has_one_answer() {
    let (batch, me, made, gone, stream) = four(&shop());
    let part =
        |status, body| format!("--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 {status} X\r\n\r\n{body}\r\n");
    let text = [part(200, "{}"), part(409, r#"{"error":{"message":"a"}}"#)].concat() + "--b--";
    let headers = Headers::from([("Content-Type", "multipart/mixed; boundary=b")]);
    let answers = batch.request().read_parts(202, &headers, text.as_bytes()).unwrap();
    assert!(answers.of(&me).is_ok());
    assert_eq!(answers.of(&made).unwrap_err().to_string(), "the service answered 409: a");
    assert_eq!(answers.of(&gone).unwrap_err().status(), Some(409));
    assert!(matches!(answers.of(&stream), Err(Error::Answer(_))));
}

#[test]
fn what_cannot_be_read_keeps_its_place() {
    let (batch, me, made, gone, stream) = four(&shop());
    let part = |text: &str| format!("--b\nContent-Type: application/http\n\n{text}\n");
    let group =
        "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nwhat?\n--c\n\nHTTP/1.1 204\n--c--\n".to_owned();
    let text = [part("<html>"), group, part("HTTP/1.1 200 OK\n\nhi"), "--b--".to_owned()].concat();
    let headers = Headers::from([("Content-Type", "multipart/mixed; boundary=b")]);
    let answers = batch.multipart().request().read_parts(200, &headers, text.as_bytes()).unwrap();
    assert!(matches!(answers.of(&me), Err(Error::Answer(_))));
    assert!(matches!(answers.of(&made), Err(Error::Answer(_))));
    assert_eq!(answers.of(&gone).unwrap(), ());
    assert_eq!(answers.of(&stream).unwrap(), b"hi");
}

#[test]
fn results_in_multipart_batches() {
    for (version, is_grouped, is_fine) in [
        (Version::V4, true, true),
        (Version::V4, false, false),
        (Version::V401, true, true),
        (Version::V401, false, true),
    ] {
        let shop: Shop = Service::new(ROOT).unwrap().version(version).into();
        let mut batch = shop.batch().multipart();
        let group = batch.group();
        let made = batch.add_to(group, &shop.accounts().create(&ada()));
        let update = batch.result_of(&made).update(&ada());
        if is_grouped {
            batch.add_to(group, &update)
        } else {
            batch.add(&update)
        };
        assert_eq!(batch.request().parts().is_ok(), is_fine, "{version:?} {is_grouped}");
    }
}
