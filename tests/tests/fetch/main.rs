//! Downloading metadata from services, good ones and bad ones. All of them are on this machine.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod answers;
mod hosts;
mod provenance;
mod references;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use csdl_tests::server::{Server, send, send_head};
use serde_json::{Value, json};
use support::process::{SCHEMA, fails, run, stderr, stdout, succeeds};
use support::{command, files};

const PROVENANCE: &str = "shop.csdl.source.toml";

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
        assert!(stderr(&output).starts_with("error[invalid-configuration]: "), "{}", stderr(&output));
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
