//! Downloading metadata from services, good ones and bad ones. All of them are on this machine.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use csdl_codegen::record::Record;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use support::process::{SCHEMA, fails, project, run, stderr, stdout, succeeds};
use support::server::{Asked, Out, Server, send, send_head};
use support::{command, files, workspace};
use tempfile::TempDir;

const RECORD: &str = "shop.csdl.source.toml";

fn fetch_command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = command();
    command.arg("fetch").args(arguments).args(["-o", "shop.csdl"]).current_dir(folder);
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command
}

fn fetch(folder: &Path, arguments: &[&str]) -> Output {
    fetch_command(folder, arguments).output().unwrap()
}

/// A fetch into a folder with a file that has been fetched before; it fails, and changes nothing.
#[track_caller]
fn is_refused(url: &str, arguments: &[&str]) -> String {
    let server = Server::start(|_, out| send(out, "200 OK", &[], SCHEMA.as_bytes()));
    let folder = tempfile::tempdir().unwrap();
    succeeds(&fetch(folder.path(), &[&server.url]));
    let before = files(folder.path());
    assert_eq!(before.len(), 2);
    let text = fails(&fetch(folder.path(), &[&[url], arguments].concat()));
    assert!(text.contains("help: "), "{text}");
    assert_eq!(files(folder.path()), before);
    // Where there was no file, none is left behind.
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(fails(&fetch(empty.path(), &[&[url], arguments].concat())), text);
    assert!(files(empty.path()).is_empty());
    text
}

fn always(status: &'static str, headers: &'static [(&str, &str)], body: &'static [u8]) -> Server {
    Server::start(move |_, out| send(out, status, headers, body))
}

fn zipped(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn fetched() -> (Server, TempDir) {
    let server = Server::start(|asked, out| {
        let tag = [("ETag", "W/\"1\"")];
        match asked.headers.get("if-none-match").map(String::as_str) {
            Some("W/\"1\"") => send_head(out, "304 Not Modified", &tag),
            _ => send(out, "200 OK", &tag, SCHEMA.as_bytes()),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let url = format!("{}/odata/$metadata?a=b", server.url);
    let text = succeeds(&fetch(folder.path(), &[&format!("{url}#c")]));
    assert_eq!(text, format!("wrote shop.csdl: {} bytes from {url}\n", SCHEMA.len()));
    (server, folder)
}

#[test]
fn what_is_fetched_is_recorded_and_not_sent_again() {
    let (server, folder) = fetched();
    let asked = server.asked().remove(0);
    assert_eq!(asked.path, "/odata/$metadata?a=b");
    assert_eq!(asked.headers["accept"], "application/xml");
    assert!(asked.headers["accept-encoding"].contains("gzip"));
    assert!(asked.headers["user-agent"].starts_with("csdl-codegen/"));
    assert!(!asked.headers.contains_key("if-none-match"));
    let before = files(folder.path());
    assert_eq!(before["shop.csdl"], SCHEMA);
    let record = &before[RECORD];
    for line in [
        "# Where shop.csdl is from.".to_owned(),
        format!("url = \"{}/odata/$metadata?a=b\"\n", server.url),
        "etag = 'W/\"1\"'\n".to_owned(),
        format!("blake3 = \"{}\"\n", blake3::hash(SCHEMA.as_bytes())),
        format!("size = {}\n", SCHEMA.len()),
        "fetched = 20".to_owned(),
    ] {
        assert!(record.contains(&line), "{line}: {record}");
    }
    // The URL is known by now.
    for arguments in [&[][..], &["--check"]] {
        let text = succeeds(&fetch(folder.path(), arguments));
        assert!(text.starts_with("shop.csdl is up to date: http") && text.contains("has not changed"), "{text}");
        assert_eq!(server.asked()[0].headers["if-none-match"], "W/\"1\"");
        assert_eq!(files(folder.path()), before);
    }
    // It is sent again if someone insists, but then it is the same.
    let text = succeeds(&fetch(folder.path(), &["--force"]));
    assert!(text.contains("is up to date") && text.contains("sends the same"), "{text}");
    assert!(!server.asked()[0].headers.contains_key("if-none-match"));
    assert_eq!(files(folder.path()), before);
    // Another document is asked for without the tag of this one.
    succeeds(&fetch(folder.path(), &[&format!("{}/other", server.url)]));
    assert!(!server.asked()[0].headers.contains_key("if-none-match"));
    assert!(files(folder.path())[RECORD].contains("/other\"\n"));
}

#[test]
fn a_time_does_where_there_is_no_tag() {
    let time = "Thu, 20 Aug 2026 12:00:00 GMT";
    let server = Server::start(move |asked, out| match asked.headers.get("if-modified-since") {
        Some(since) if since == time => send_head(out, "304 Not Modified", &[]),
        _ => send(out, "200 OK", &[("Last-Modified", time)], SCHEMA.as_bytes()),
    });
    let folder = tempfile::tempdir().unwrap();
    succeeds(&fetch(folder.path(), &[&server.url]));
    assert!(files(folder.path())[RECORD].contains(&format!("last-modified = \"{time}\"\n")));
    assert!(succeeds(&fetch(folder.path(), &[])).contains("has not changed"));
}

#[test]
fn what_the_service_has_changed_is_replaced() {
    let (_server, folder) = fetched();
    let old = files(folder.path());
    let new = Server::start(|_, out| send(out, "200 OK", &[], SCHEMA.replace("order", "purchase").as_bytes()));
    let note = old[RECORD].replacen("etag", "note = \"for the shop\"\netag", 1);
    fs::write(folder.path().join(RECORD), note).unwrap();
    let before = files(folder.path());
    let output = fetch(folder.path(), &[&new.url, "--check"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
    assert!(stdout(&output).starts_with("would replace shop.csdl: "), "{}", stdout(&output));
    assert_eq!(files(folder.path()), before);
    assert!(succeeds(&fetch(folder.path(), &[&new.url])).starts_with("replaced shop.csdl: "));
    let after = files(folder.path());
    assert!(after["shop.csdl"].contains("purchase"));
    assert!(
        !after[RECORD].contains("etag") && after[RECORD].contains("note = \"for the shop\"\n"),
        "{}",
        after[RECORD]
    );
    assert_eq!(after.len(), 2, "nothing else is left");

    let empty = tempfile::tempdir().unwrap();
    let output = fetch(empty.path(), &[&new.url, "--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("would write shop.csdl: ") && files(empty.path()).is_empty());
}

#[test]
fn edits_are_not_lost() {
    let (server, folder) = fetched();
    let edited = SCHEMA.replace("order", "mine");
    fs::write(folder.path().join("shop.csdl"), &edited).unwrap();
    let before = files(folder.path());
    server.asked();
    let text = fails(&fetch(folder.path(), &[]));
    assert!(text.contains("`shop.csdl` was edited since it was fetched") && text.contains("--force"), "{text}");
    assert!(!server.asked()[0].headers.contains_key("if-none-match"), "what is here is not what the tag is of");
    assert_eq!(files(folder.path()), before);
    succeeds(&fetch(folder.path(), &["--force"]));
    assert_eq!(files(folder.path())["shop.csdl"], SCHEMA);

    // A file without a record is not touched either, unless it is the same.
    fs::remove_file(folder.path().join(RECORD)).unwrap();
    fs::write(folder.path().join("shop.csdl"), &edited).unwrap();
    let text = fails(&fetch(folder.path(), &[&server.url]));
    assert!(text.contains("`shop.csdl` is there already, and was not fetched"), "{text}");
    assert!(fails(&fetch(folder.path(), &[])).contains("there is no URL"));
    fs::write(folder.path().join("shop.csdl"), SCHEMA).unwrap();
    assert!(succeeds(&fetch(folder.path(), &[&server.url])).contains("is up to date"));
    assert!(files(folder.path()).contains_key(RECORD));

    // Nor is one that was written by hand, and says so.
    let record = format!("note = \"by hand\"\nblake3 = \"{}\"\nsize = 1\n", blake3::hash(edited.as_bytes()));
    fs::write(folder.path().join(RECORD), record).unwrap();
    fs::write(folder.path().join("shop.csdl"), &edited).unwrap();
    assert!(fails(&fetch(folder.path(), &[&server.url])).contains("was not fetched"));
}

#[test]
fn generating_warns_of_edits() {
    let project = project();
    let server = always("200 OK", &[], SCHEMA.as_bytes());
    let fetched = run(project.path(), &["fetch", &server.url, "-o", "schema/shop.csdl"]);
    assert!(succeeds(&fetched).contains("is up to date"));
    for arguments in [&[][..], &["--check"]] {
        assert_eq!(stderr(&run(project.path(), arguments)), "");
    }
    fs::write(project.path().join("schema/shop.csdl"), SCHEMA.replace("order", "mine")).unwrap();
    for _ in 0..2 {
        let output = run(project.path(), &[]);
        succeeds(&output);
        let text = stderr(&output);
        assert!(text.contains("warning: `schema/shop.csdl` is not what was fetched from `http://127.0.0.1"), "{text}");
    }
}

/// Also those of this project: what changes them by hand changes what is said of them.
#[test]
fn the_schemas_of_this_project_are_what_their_records_say() {
    let folder = workspace().join("schema");
    let schemas: Vec<_> = files(&folder).into_iter().filter(|(path, _)| path.ends_with(".csdl")).collect();
    assert!(!schemas.is_empty());
    for (path, text) in schemas {
        let record = Record::of(&folder.join(&path)).unwrap().unwrap();
        assert!(record.is_of(text.as_bytes()), "{path}: the hash is {}", blake3::hash(text.as_bytes()));
        assert!(record.url.is_some() || record.note.is_some(), "{path}");
    }
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
        assert!(text.contains("was sent in part only"), "{text}");
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
    assert!(text.contains("has hung up without an answer"), "{text}");
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
fn what_is_no_metadata() {
    for (headers, body, said) in [
        (
            &[][..],
            &b"<!-- --><!DOCTYPE html><html><title>Sign in</title>"[..],
            &["is a web page, and no metadata: Sign in", "--header"][..],
        ),
        (&[("Content-Type", "text/html; charset=utf-8")], b"Please sign in.", &["web page", ": Please sign in."]),
        (&[], b"{\"@odata.context\":\"$metadata\",\"value\":[]}", &["no CSDL document", "/odata/$metadata'"]),
        (
            &[],
            b"<?xml version='1.0'?><service xmlns='http://www.w3.org/2007/app'/>",
            &["no CSDL document", "/odata/$metadata'"],
        ),
        (&[], b"access denied", &["no CSDL document: access denied"]),
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
    let record = &files(folder.path())[RECORD];
    assert!(record.contains(&format!("url = \"{start}\"\n")) && !record.contains("secret"), "{record}");

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
    let (server, certificate) = Server::start_secure(move |asked, out| match asked.path.as_str() {
        "/$metadata" => send(out, "200 OK", &[], SCHEMA.as_bytes()),
        _ => send(out, "301 Moved Permanently", &[("Location", &target)], b""),
    });
    let folder = tempfile::tempdir().unwrap();
    let pem = folder.path().join("ca.pem");
    fs::write(&pem, certificate).unwrap();
    let trust = ["--ca-file", pem.to_str().unwrap()];
    let url = format!("{}/$metadata", server.url);
    let text = is_refused(&url, &[]);
    assert!(text.contains("there is no secure connection to `localhost:") && text.contains("--ca-file"), "{text}");
    succeeds(&fetch(folder.path(), &[&[url.as_str()], &trust[..]].concat()));

    let moved = format!("{}/moved", server.url);
    let text = is_refused(&moved, &trust);
    assert!(text.contains("which is not secure") && text.contains("--allow-downgrade"), "{text}");
    assert!(plain.asked().is_empty());
    succeeds(&fetch(folder.path(), &[&[moved.as_str(), "--allow-downgrade"], &trust[..]].concat()));
    assert_eq!(plain.asked().len(), 1);

    // Encryption where the service has none.
    let text = is_refused(&plain.url.replace("http:", "https:"), &["--timeout", "5"]);
    assert!(text.contains("127.0.0.1"), "{text}");
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
        assert!(text.contains("has not come within 1s") && text.contains("--timeout"), "{text}");
    }
    // A port that nobody listens to, since it was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let text = is_refused(&format!("http://127.0.0.1:{port}/"), &[]);
    assert!(text.contains(&format!("cannot reach `127.0.0.1:{port}`")), "{text}");
}

#[test]
fn arguments_and_places() {
    let server = always("200 OK", &[], SCHEMA.as_bytes());
    let text = is_refused("localhost:1/$metadata", &[]);
    assert!(text.contains("did you mean `https://localhost:1/$metadata`?"), "{text}");
    let text = is_refused("https://me:secret@localhost:1/", &[]);
    assert!(text.contains("`localhost` has a user name") && !text.contains("secret"), "{text}");
    let folder = tempfile::tempdir().unwrap();
    for header in ["secret", "a b: secret", "a: b\nsecret"] {
        let output = fetch(folder.path(), &[&server.url, "--header", header]);
        assert_eq!(output.status.code(), Some(2));
        assert!(!stderr(&output).contains("secret") && stderr(&output).contains("help: "), "{}", stderr(&output));
    }
    assert!(server.asked().is_empty() && files(folder.path()).is_empty());

    fs::write(folder.path().join("file"), "").unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    let before = files(folder.path());
    for place in ["file/below", "folder"] {
        let text = fails(&run(folder.path(), &["fetch", &server.url, "-o", place]));
        assert!(text.contains(place) && text.contains("help: "), "{text}");
    }
    assert_eq!(files(folder.path()), before);
    succeeds(&run(folder.path(), &["fetch", &server.url, "-o", "new/folder/shop.csdl"]));
    assert_eq!(files(&folder.path().join("new/folder")).len(), 2);
}

#[test]
fn reports_as_json() {
    let server = always("200 OK", &[], SCHEMA.as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let line = |arguments: &[&str]| -> Value {
        let output = fetch(folder.path(), &[&["--message-format", "json"], arguments].concat());
        serde_json::from_str(stdout(&output).lines().last().unwrap()).unwrap()
    };
    let mut expected = json!({
        "reason": "report", "success": true, "errors": 0, "warnings": 0, "check": false, "file": "shop.csdl",
        "url": server.url, "change": "new", "size": SCHEMA.len(),
    });
    assert_eq!(line(&[&server.url]), expected);
    expected["change"] = json!("unchanged");
    assert_eq!(line(&[]), expected);
    let failed = json!({
        "reason": "report", "success": false, "errors": 1, "warnings": 0, "check": false, "file": "shop.csdl",
    });
    assert_eq!(line(&["ftp://a/b"]), failed);
}

/// A line that shows progress is for people who look at a terminal, and is gone at the end.
#[cfg(unix)]
#[test]
fn progress() {
    use std::fs::File;
    use std::io::Read as _;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let server = Server::start(|_, out| {
        send_head(out, "200 OK", &[("Content-Length", &SCHEMA.len().to_string())]);
        let (first, rest) = SCHEMA.as_bytes().split_at(100);
        let _ = out.write_all(first).and_then(|()| out.flush());
        // Longer than it takes to show progress.
        std::thread::sleep(Duration::from_secs(2));
        let _ = out.write_all(rest);
    });
    let shown_with = &|variables: &[(&str, &str)], arguments: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&terminal).unwrap();
        unlockpt(&terminal).unwrap();
        let name = ptsname(&terminal, Vec::new()).unwrap();
        let other_end = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        let mut command = fetch_command(folder.path(), &[&[server.url.as_str()], arguments].concat());
        command.env_remove("CI").env("TERM", "xterm").envs(variables.iter().copied()).stderr(other_end);
        assert!(command.output().unwrap().status.success());
        drop(command);
        let (mut shown, mut terminal, mut buffer) = (Vec::new(), File::from(terminal), [0; 4096]);
        // The end is a fault, since nobody has the other end open.
        while let Ok(count @ 1..) = terminal.read(&mut buffer) {
            shown.extend_from_slice(&buffer[..count]);
        }
        String::from_utf8(shown).unwrap()
    };
    let shown = shown_with(&[], &[]);
    assert!(shown.contains("downloading 100 B of "), "{shown:?}");
    assert!(shown.ends_with("\u{1b}[2K"), "the line is gone: {shown:?}");
    let hidden = [
        (&[("CI", "true")][..], &[][..]),
        (&[("TERM", "dumb")], &[]),
        (&[], &["--quiet"]),
        (&[], &["--message-format", "json"]),
    ];
    std::thread::scope(|scope| {
        for (variables, arguments) in hidden {
            scope.spawn(move || assert_eq!(shown_with(variables, arguments), "", "{variables:?} {arguments:?}"));
        }
    });
}
