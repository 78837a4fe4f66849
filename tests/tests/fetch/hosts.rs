//! Where requests go: redirects, encryption, and services that do not answer.

use std::fs;
use std::time::Duration;

use crate::support::files;
use crate::support::process::{SCHEMA, fails, succeeds};
use crate::support::server::start_secure;
use crate::{PROVENANCE, always, fetch, is_refused};
use csdl_tests::server::{Server, send, send_head};

#[test]
fn redirects() {
    let other = always("200 OK", &[], SCHEMA.as_bytes());
    let target = other.url.clone();
    let server = Server::start(move |asked, out| {
        let to = match asked.path.as_str() {
            "/a/start" => "next?b".to_owned(),
            "/a/next?b" => "/there".to_owned(),
            "/there" => target.clone() + "/$metadata",
            "/circle" => "/circle/2".to_owned(),
            "/circle/2" => "/circle".to_owned(),
            "/mail" => "mailto:me".to_owned(),
            path => format!("{path}x"),
        };
        send(out, "302 Found", &[("Location", &to)], b"elsewhere");
    });
    let folder = tempfile::tempdir().unwrap();
    let start = format!("{}/a/start", server.url);
    succeeds(&fetch(folder.path(), &[&start, "--header", "Authorization: Bearer secret", "--header", "X-Key:secret"]));
    let asked = server.asked();
    assert_eq!(asked.iter().map(|asked| asked.path.as_str()).collect::<Vec<_>>(), ["/a/start", "/a/next?b", "/there"]);
    assert!(
        asked
            .iter()
            .all(|asked| asked.headers["authorization"] == "Bearer secret" && asked.headers["x-key"] == "secret")
    );
    let asked = other.asked();
    assert_eq!(asked[0].path, "/$metadata");
    assert!(!format!("{asked:?}").contains("secret"), "another host gets no secrets: {asked:?}");
    let provenance = &files(folder.path())[PROVENANCE];
    assert!(provenance.contains(&format!("url = \"{start}\"\n")) && !provenance.contains("secret"), "{provenance}");

    for (path, said) in
        [("/circle", "in a circle, by way of"), ("/x", "redirects more than 10 times"), ("/mail", "to `mailto:me`")]
    {
        let text = is_refused(&format!("{}{path}", server.url), &[]);
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn encryption() {
    let plain = always("200 OK", &[], SCHEMA.as_bytes());
    let target = plain.url.clone();
    let (server, certificate) = start_secure(move |asked, out| match asked.path.as_str() {
        "/$metadata" => send(out, "200 OK", &[], SCHEMA.as_bytes()),
        _ => send(out, "301 Moved Permanently", &[("Location", &target)], b""),
    });
    let folder = tempfile::tempdir().unwrap();
    let pem = folder.path().join("ca.pem");
    fs::write(&pem, certificate).unwrap();
    let trust = ["--ca-file", pem.to_str().unwrap()];
    let url = format!("{}/$metadata", server.url);
    let text = is_refused(&url, &[]);
    assert!(
        text.contains("cannot establish a secure connection to `localhost:") && text.contains("--ca-file"),
        "{text}"
    );
    succeeds(&fetch(folder.path(), &[&[url.as_str()], &trust[..]].concat()));

    let moved = format!("{}/moved", server.url);
    let text = is_refused(&moved, &trust);
    assert!(text.contains("which is not secure") && text.contains("--allow-downgrade"), "{text}");
    assert!(plain.asked().is_empty());
    succeeds(&fetch(folder.path(), &[&[moved.as_str(), "--allow-downgrade"], &trust[..]].concat()));
    assert_eq!(plain.asked().len(), 1);

    // Encryption where the service has none.
    let text = fails(&fetch(folder.path(), &[&plain.url.replace("http:", "https:")]));
    assert!(text.contains("127.0.0.1") && text.contains("help: "), "{text}");
    for (content, said) in [("", "there are none"), ("-----BEGIN CERTIFICATE-----\n!\n", "ca.pem")] {
        fs::write(&pem, content).unwrap();
        let text = is_refused(&url, &trust);
        assert!(text.contains("cannot use the certificates") && text.contains(said), "{text}");
    }
}

#[test]
fn services_that_do_not_answer() {
    let silent = Server::start(|_, _| std::thread::sleep(Duration::from_secs(60)));
    let stuck = Server::start(|_, out| {
        send_head(out, "200 OK", &[("Content-Length", "1000")]);
        let _ = out.write_all(b"<").and_then(|()| out.flush());
        std::thread::sleep(Duration::from_secs(60));
    });
    for server in [silent, stuck] {
        let text = is_refused(&server.url, &["--timeout", "1"]);
        assert!(text.contains("was not received within 1s") && text.contains("--timeout"), "{text}");
    }
    // A port that nobody listens to, since it was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let text = is_refused(&format!("http://127.0.0.1:{port}/"), &[]);
    assert!(text.contains(&format!("cannot reach `127.0.0.1:{port}`")), "{text}");
}
