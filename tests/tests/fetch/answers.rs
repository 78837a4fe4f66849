//! Answers other than a document: too much, too little, something else.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::files;
use crate::support::process::{SCHEMA, run, stderr, succeeds};
use crate::{always, fetch, is_refused};
use csdl_tests::server::{Asked, Out, Server, send, send_head};

fn zipped(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn gzip() {
    let zip =
        |_: &Asked, out: Out<'_>| send(out, "200 OK", &[("Content-Encoding", "gzip")], &zipped(SCHEMA.as_bytes()));
    let folder = tempfile::tempdir().unwrap();
    succeeds(&fetch(folder.path(), &[&Server::start(zip).url]));
    assert_eq!(files(folder.path())["shop.csdl"], SCHEMA);

    let cut = |_: &Asked, out: Out<'_>| {
        let zipped = zipped(SCHEMA.as_bytes());
        send(out, "200 OK", &[("Content-Encoding", "gzip")], &zipped[..zipped.len() / 2]);
    };
    is_refused(&Server::start(cut).url, &[]);
    let plain = always("200 OK", &[("Content-Encoding", "gzip")], SCHEMA.as_bytes());
    is_refused(&plain.url, &[]);

    let other = always("200 OK", &[("Content-Encoding", "br")], SCHEMA.as_bytes());
    let text = is_refused(&other.url, &[]);
    assert!(text.contains("is sent in the encoding `br`, which cannot be read\n"), "{text}");
    let named = Server::start(|_, out| send(out, "200 OK", &[("Content-Encoding", "identity")], SCHEMA.as_bytes()));
    succeeds(&fetch(folder.path(), &[&named.url, "--force"]));
}

#[test]
fn too_large() {
    let said = "is larger than 1000000 bytes";
    let announced = Server::start(|_, out| send_head(out, "200 OK", &[("Content-Length", "1000001")]));
    // Without a length it is noticed on the way, and one that never ends does end.
    let endless = Server::start(|_, out| {
        send_head(out, "200 OK", &[]);
        while out.write_all(&[b' '; 65536]).is_ok() {}
    });
    let bomb =
        Server::start(|_, out| send(out, "200 OK", &[("Content-Encoding", "gzip")], &zipped(&vec![b' '; 4_000_000])));
    for server in [announced, endless, bomb] {
        let text = is_refused(&server.url, &["--max-size", "1"]);
        assert!(text.contains(said) && text.contains("--max-size"), "{text}");
    }
    let padded =
        Server::start(|_, out| send(out, "200 OK", &[], (SCHEMA.to_owned() + &" ".repeat(999_000)).as_bytes()));
    succeeds(&fetch(tempfile::tempdir().unwrap().path(), &[&padded.url, "--max-size", "1"]));
}

#[test]
fn not_all_of_it() {
    let half = &SCHEMA.as_bytes()[..SCHEMA.len() / 2];
    let short = Server::start(|_, out| {
        send_head(out, "200 OK", &[("Content-Length", "1000")]);
        let _ = out.write_all(half);
    });
    let chunked = Server::start(|_, out| {
        send_head(out, "200 OK", &[("Transfer-Encoding", "chunked")]);
        let _ = write!(out, "{:x}\r\n", half.len())
            .and_then(|()| out.write_all(half))
            .and_then(|()| out.write_all(b"\r\n"));
    });
    for server in [short, chunked] {
        let text = is_refused(&server.url, &[]);
        assert!(text.contains("was received only in part"), "{text}");
    }
    // Nothing but the document itself tells that it has not come to its end.
    let closed = Server::start(|_, out| {
        send_head(out, "200 OK", &[]);
        let _ = out.write_all(half);
    });
    let text = is_refused(&closed.url, &[]);
    assert!(text.contains(&format!("--> {}:", closed.url)), "{text}");
    let nothing = Server::start(|_, _| {});
    let text = is_refused(&nothing.url, &[]);
    assert!(text.contains("closed the connection without an answer"), "{text}");
    let noise = Server::start(|_, out| out.write_all(b"\x16\x03\x01 hello\r\n\r\n").unwrap());
    is_refused(&noise.url, &[]);
}

#[test]
fn refusals() {
    for (status, headers, body, said) in [
        (
            "401 Unauthorized",
            &[][..],
            "{\"error\":{\"code\":\"NoToken\"}}",
            &["answers 401 Unauthorized: {\"error\"", "--header"][..],
        ),
        ("403 Forbidden", &[], "", &["answers 403 Forbidden\n", "--header"]),
        (
            "404 Not Found",
            &[],
            "<html><TITLE>\n Nothing\nhere </TITLE>",
            &["answers 404 Not Found: Nothing here\n", "single quotes"],
        ),
        ("500 Internal Server Error", &[], "a\u{1b}[31m\u{202e}b", &["answers 500 Internal Server Error: a", "later"]),
        ("503 Service Unavailable", &[("Retry-After", "7")], "", &["answers 503", "try again in 7 seconds"]),
        ("204 No Content", &[], "", &["answers 204 No Content"]),
        ("304 Not Modified", &[], "", &["answers 304"]),
        ("302 Found", &[], "", &["answers 302 Found"]),
    ] {
        let server = always(status, headers, body.as_bytes());
        let text = is_refused(&server.url, &["--force"]);
        assert!(said.iter().all(|said| text.contains(said)), "{status}: {text}");
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    }
    let long = Server::start(|_, out| send(out, "400 Bad Request", &[], &vec![b'x'; 10_000_000]));
    let text = is_refused(&long.url, &[]);
    assert!(text.contains("xxx…") && text.len() < 1_000, "{text}");
    let text = is_refused(&always("401 Unauthorized", &[], b"").url, &["--header", "Authorization: Bearer 1"]);
    assert!(text.contains("does not accept what --header sends"), "{text}");
}

#[test]
fn what_is_not_metadata() {
    for (headers, body, said) in [
        (
            &[][..],
            &b"<!-- --><!DOCTYPE html><html><title>Sign in</title>"[..],
            &["is a web page, not metadata: Sign in", "--header"][..],
        ),
        (&[("Content-Type", "text/html; charset=utf-8")], b"Please sign in.", &["web page", ": Please sign in."]),
        (&[], b"{\"@odata.context\":\"$metadata\",\"value\":[]}", &["not a CSDL document", "/odata/$metadata'"]),
        (
            &[],
            b"<?xml version='1.0'?><service xmlns='http://www.w3.org/2007/app'/>",
            &["not a CSDL document", "/odata/$metadata'"],
        ),
        (&[], b"access denied", &["not a CSDL document: access denied"]),
        (&[], b"", &["is empty"]),
        (&[], b"<rss/>", &["error: ", "/odata/:1:"]),
        (
            &[],
            b"<edmx:Edmx Version='1.0' xmlns:edmx='http://schemas.microsoft.com/ado/2007/06/edmx'/>",
            &["/odata/:1:"],
        ),
        (&[], b"<a>\xff</a>", &["UTF-8"]),
        (&[], b"\xff\xfe<", &["UTF-16"]),
    ] {
        let server = always("200 OK", headers, body);
        let text = is_refused(&format!("{}/odata/", server.url), &[]);
        assert!(said.iter().all(|said| text.contains(said)), "{text}");
    }
}

#[test]
fn the_root_of_a_service() {
    let service = br#"{"@odata.context":"$metadata","value":[]}"#;
    let server = Server::start(move |request, out| match request.path.as_str() {
        "/odata/$metadata" => send(out, "200 OK", &[], SCHEMA.as_bytes()),
        _ => send(out, "200 OK", &[], service),
    });
    for root in ["odata", "odata/", "odata/$metadata"] {
        let folder = tempfile::tempdir().unwrap();
        let text = succeeds(&run(folder.path(), &["fetch", &format!("{}/{root}", server.url), "-o", "shop.csdl"]));
        assert!(text.contains(&format!("from {}/odata/$metadata\n", server.url)), "{text}");
        assert!(text.ends_with("  csdl-codegen init shop.csdl\n"), "{text}");
        assert!(
            text.contains("  csdl-codegen shop.csdl --out ./shop --root-namespace shop.core --requests\n"),
            "{text}"
        );
        let again = succeeds(&run(folder.path(), &["fetch", "-o", "shop.csdl"]));
        assert!(again.contains("is up to date") && again.lines().count() == 1, "{again}");
    }
}

#[test]
fn metadata_that_is_said_to_be_a_web_page() {
    for start in ["", "\u{feff}", "<?xml version='1.0'?>\n"] {
        let text = format!("{start}{SCHEMA}");
        let server =
            Server::start(move |_, out| send(out, "200 OK", &[("Content-Type", "text/html")], text.as_bytes()));
        let folder = tempfile::tempdir().unwrap();
        succeeds(&fetch(folder.path(), &[&server.url]));
        assert_eq!(files(folder.path())["shop.csdl"], format!("{start}{SCHEMA}"));
    }
}

#[test]
fn metadata_in_json() {
    const JSON: &str = r#"{"$Version":"4.01","shop":{"state":{"$Kind":"ComplexType","name":{}}}}"#;
    for (headers, start) in [
        (&[("Content-Type", "application/json")][..], ""),
        (&[("Content-Type", "application/json;odata.metadata=minimal")], "\u{feff}"),
        (&[("Content-Type", "text/html")], "\n"),
        (&[], ""),
    ] {
        let text = format!("{start}{JSON}");
        let sent = text.clone();
        let server = Server::start(move |_, out| send(out, "200 OK", headers, sent.as_bytes()));
        let folder = tempfile::tempdir().unwrap();
        succeeds(&fetch(folder.path(), &[&format!("{}/$metadata?$format=json", server.url)]));
        assert_eq!(files(folder.path())["shop.csdl"], text);
    }
    for (body, said) in [
        (&JSON[..40], "error[malformed-json]"),
        ("{\"error\":{\"code\":\"NoToken\"}}", "an error response of the service"),
        ("{\"openapi\":\"3.1.0\"}", "an OpenAPI document"),
        ("{\"@odata.context\":\"$metadata\",\"value\":[]}", "an OData response"),
    ] {
        let server = always("200 OK", &[("Content-Type", "application/json")], body.as_bytes());
        let text = is_refused(&format!("{}/$metadata?$format=json", server.url), &[]);
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn faults_in_metadata_are_shown_and_it_is_kept() {
    let faulty =
        SCHEMA.replace("Type=\"Edm.String\"", "Type=\"Edm.Sting\" Nulable=\"x\"").replace("Name=\"state\"/>", "/>");
    let text = faulty.clone();
    let server = Server::start(move |_, out| send(out, "200 OK", &[], text.as_bytes()));
    let folder = tempfile::tempdir().unwrap();
    let output = fetch(folder.path(), &[&server.url]);
    succeeds(&output);
    assert!(stderr(&output).contains("warning: ") && !stderr(&output).contains("error: "), "{}", stderr(&output));
    assert_eq!(files(folder.path())["shop.csdl"], faulty);
}
