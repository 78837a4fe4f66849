//! What is known of a file that was fetched, and when it is sent or written again.

use std::fs;

use tempfile::TempDir;

use crate::support::process::{SCHEMA, fails, project, run, stderr, stdout, succeeds};
use crate::support::{files, workspace};
use crate::{PROVENANCE, always, fetch};
use csdl_tests::server::{Server, send, send_head};

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
    assert!(
        text.starts_with(&format!("wrote shop.csdl: {} bytes from {url}\nnext, with --include ", SCHEMA.len())),
        "{text}"
    );
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
    let provenance = &before[PROVENANCE];
    for line in [
        "# Where shop.csdl is from.".to_owned(),
        format!("url = \"{}/odata/$metadata?a=b\"\n", server.url),
        "etag = 'W/\"1\"'\n".to_owned(),
        format!("blake3 = \"{}\"\n", blake3::hash(SCHEMA.as_bytes())),
        format!("size = {}\n", SCHEMA.len()),
        "fetched = 20".to_owned(),
    ] {
        assert!(provenance.contains(&line), "{line}: {provenance}");
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
    assert!(files(folder.path())[PROVENANCE].contains("/other\"\n"));
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
    assert!(files(folder.path())[PROVENANCE].contains(&format!("last-modified = \"{time}\"\n")));
    assert!(succeeds(&fetch(folder.path(), &[])).contains("has not changed"));
}

#[test]
fn what_the_service_has_changed_is_replaced() {
    let (_server, folder) = fetched();
    let old = files(folder.path());
    let new = Server::start(|_, out| send(out, "200 OK", &[], SCHEMA.replace("order", "purchase").as_bytes()));
    let note = old[PROVENANCE].replacen("etag", "note = \"for the shop\"\netag", 1);
    fs::write(folder.path().join(PROVENANCE), note).unwrap();
    let before = files(folder.path());
    let output = fetch(folder.path(), &[&new.url, "--check"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
    assert!(stdout(&output).starts_with("would replace shop.csdl: "), "{}", stdout(&output));
    assert_eq!(files(folder.path()), before);
    assert!(succeeds(&fetch(folder.path(), &[&new.url])).starts_with("replaced shop.csdl: "));
    let after = files(folder.path());
    assert!(after["shop.csdl"].contains("purchase"));
    assert!(
        !after[PROVENANCE].contains("etag") && after[PROVENANCE].contains("note = \"for the shop\"\n"),
        "{}",
        after[PROVENANCE]
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

    // A file without provenance is not touched either, unless it is the same.
    fs::remove_file(folder.path().join(PROVENANCE)).unwrap();
    fs::write(folder.path().join("shop.csdl"), &edited).unwrap();
    let text = fails(&fetch(folder.path(), &[&server.url]));
    assert!(text.contains("`shop.csdl` exists already and was not fetched"), "{text}");
    assert!(fails(&fetch(folder.path(), &[])).contains("no URL is given"));
    fs::write(folder.path().join("shop.csdl"), SCHEMA).unwrap();
    assert!(succeeds(&fetch(folder.path(), &[&server.url])).contains("is up to date"));
    assert!(files(folder.path()).contains_key(PROVENANCE));

    // Nor is one that was written by hand, and says so.
    let provenance = format!("note = \"by hand\"\nblake3 = \"{}\"\nsize = 1\n", blake3::hash(edited.as_bytes()));
    fs::write(folder.path().join(PROVENANCE), provenance).unwrap();
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
    let expected = "warning[changed-download]: `schema/shop.csdl` is not what was fetched from `http://127.0.0.1";
    // The second run has nothing to do.
    for _ in 0..2 {
        let output = run(project.path(), &[]);
        succeeds(&output);
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    }
}

/// Before anything is generated, and before a run without changes ends.
#[test]
fn edits_can_be_allowed_and_denied() {
    let project = project();
    let server = always("200 OK", &[], SCHEMA.as_bytes());
    succeeds(&run(project.path(), &["fetch", &server.url, "-o", "schema/shop.csdl"]));
    fs::write(project.path().join("schema/shop.csdl"), SCHEMA.replace("order", "mine")).unwrap();
    for _ in 0..2 {
        let output = run(project.path(), &["--allow", "changed-download"]);
        succeeds(&output);
        assert_eq!(stderr(&output), "");
    }
    for _ in 0..2 {
        let text = fails(&run(project.path(), &["--deny", "changed-download"]));
        assert!(text.starts_with("error[changed-download]: "), "{text}");
    }
}

/// Also those of this project: what changes them by hand changes what is said of them.
#[test]
fn the_schemas_of_this_project_are_what_their_records_say() {
    let folder = workspace().join("schema");
    let schemas: Vec<_> = files(&folder).into_iter().filter(|(path, _)| path.ends_with(".csdl")).collect();
    assert!(!schemas.is_empty());
    for (path, text) in schemas {
        let provenance = fs::read_to_string(folder.join(format!("{path}.source.toml"))).unwrap();
        let hash = format!("blake3 = \"{}\"\n", blake3::hash(text.as_bytes()));
        assert!(provenance.contains(&hash), "{path}: {hash}");
        assert!(provenance.contains("\nurl = ") || provenance.contains("\nnote = "), "{path}");
    }
}
