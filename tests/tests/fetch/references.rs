//! What a document refers to is fetched along with it, whatever services do.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use csdl_tests::corpus;
use serde_json::Value;

use crate::fetch_command;
use crate::support::files;
use crate::support::process::{fails, stderr, stdout, succeeds};
use csdl_tests::server::{Server, send, send_head};

/// A document with a schema that declares one type, and references.
fn document(namespace: &str, references: &[&str]) -> String {
    let reference = |uri: &&str| {
        let name = uri.rsplit('/').next().unwrap_or_default().trim_end_matches(".xml");
        let namespace = if name.starts_with("Org.OData.") { name } else { "x" };
        format!("<edmx:Reference Uri=\"{uri}\"><edmx:Include Namespace=\"{namespace}\"/></edmx:Reference>")
    };
    let references: String = references.iter().map(reference).collect();
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">{references}<edmx:DataServices>\
         <Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><ComplexType Name=\"t\"/></Schema>\
         </edmx:DataServices></edmx:Edmx>"
    )
}

/// A service with documents at paths; all else is not found.
fn serve(documents: &[(&str, String)]) -> Server {
    let documents: BTreeMap<String, String> =
        documents.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect();
    Server::start(move |asked, out| match documents.get(&asked.path) {
        Some(text) => {
            send(out, "200 OK", &[("ETag", &format!("\"{}\"", blake3::hash(text.as_bytes())))], text.as_bytes())
        }
        None => send(out, "404 Not Found", &[], b"nothing here"),
    })
}

fn fetch(folder: &Path, arguments: &[&str]) -> Output {
    let all = [&["--references"], arguments].concat();
    let all = if arguments.iter().any(|argument| argument.starts_with("--references=")) { arguments } else { &all };
    fetch_command(folder, all).output().unwrap()
}

/// The names of the files; each has its provenance beside it.
#[track_caller]
fn names(folder: &Path) -> Vec<String> {
    let files = files(folder);
    let (provenances, names): (Vec<String>, Vec<String>) =
        files.keys().cloned().partition(|name| name.ends_with(".source.toml"));
    let of: Vec<String> = names.iter().map(|name| format!("{name}.source.toml")).collect();
    assert_eq!(provenances, of);
    names
}

#[test]
fn all_that_documents_refer_to() {
    let server = serve(&[
        ("/odata/$metadata", document("root", &["a.xml", "/odata/sub/b.csdl?v=1#x", "$metadata", "other/$metadata"])),
        ("/odata/a.xml", document("a", &["a.xml", "sub/b.csdl?v=1", "https://oasis.example/Org.OData.Core.V1.xml"])),
        ("/odata/sub/b.csdl?v=1", document("b", &["c%20d.xml", "../a.xml", ""])),
        ("/odata/sub/c%20d.xml", document("c", &["http://x.example/Org.OData.Measures.V1.xml"])),
        ("/odata/other/$metadata", document("other", &["../$metadata"])),
    ]);
    let url = format!("{}/odata/$metadata", server.url);
    let folder = tempfile::tempdir().unwrap();
    let output = fetch(folder.path(), &[&url]);
    let text = succeeds(&output);
    assert!(text.contains("\ndocuments that it refers to: 4 new\nnext, with --include "), "{text}");
    assert_eq!(stderr(&output), "", "standard vocabularies are known");
    assert_eq!(names(folder.path()), ["$metadata.csdl", "a.xml", "b.csdl", "c d.xml", "shop.csdl"]);
    assert_eq!(server.asked().len(), 5, "each once");
    let after = files(folder.path());
    assert!(after["b.csdl.source.toml"].contains(&format!("url = \"{}/odata/sub/b.csdl?v=1\"\n", server.url)));

    // Again: nothing has changed, and nothing is written.
    for arguments in [&[][..], &["--check"]] {
        let text = succeeds(&fetch(folder.path(), arguments));
        assert!(text.ends_with("documents that it refers to: 4 up to date\n"), "{text}");
        assert!(server.asked().iter().all(|asked| asked.headers.contains_key("if-none-match")));
        assert_eq!(files(folder.path()), after);
    }
    // Without the option it is the document alone.
    succeeds(&fetch_command(folder.path(), &[]).output().unwrap());
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn changes_and_edits() {
    let before =
        [("/r", document("r", &["a.xml", "b.xml"])), ("/a.xml", document("a", &[])), ("/b.xml", document("b", &[]))];
    let server = serve(&before);
    let folder = tempfile::tempdir().unwrap();
    let root = format!("{}/r", server.url);
    succeeds(&fetch(folder.path(), &[&root]));

    // Another service of the same documents, of which one is new and one another.
    let mut after = before.to_vec();
    after[1].1 = document("a", &["new.xml"]);
    after.push(("/new.xml", document("new", &[])));
    let server = serve(&after);
    let root = format!("{}/r", server.url);
    let old = files(folder.path());
    let output = fetch(folder.path(), &[&root, "--check"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("1 would be new, 1 would be replaced, 1 up to date"), "{}", stdout(&output));
    assert_eq!(files(folder.path()), old);

    // One edited file keeps all from being replaced.
    fs::write(folder.path().join("a.xml"), "mine").unwrap();
    fs::write(folder.path().join("new.xml"), "mine").unwrap();
    let old = files(folder.path());
    let text = fails(&fetch(folder.path(), &[&root]));
    assert!(text.contains("`a.xml` was edited since it was fetched"), "{text}");
    assert!(text.contains("`new.xml` exists already and was not fetched"), "{text}");
    assert_eq!(files(folder.path()), old);
    let text = succeeds(&fetch(folder.path(), &[&root, "--force"]));
    assert!(text.contains("2 replaced, 1 up to date"), "{text}");
    assert_eq!(names(folder.path()), ["a.xml", "b.xml", "new.xml", "shop.csdl"]);
}

#[test]
fn what_cannot_be_had_is_a_warning() {
    let server = serve(&[
        (
            "/r",
            document(
                "r",
                &["gone.xml", "page.xml", "ftp://h/x.xml", "good.xml", "..%2fup.xml", "a/", "%zz.xml", "big.xml"],
            ),
        ),
        ("/page.xml", "<html><title>Sign in</title></html>".to_owned()),
        ("/good.xml", document("good", &[])),
        ("/..%2fup.xml", document("up", &[])),
        ("/a/", document("a", &[])),
        ("/big.xml", format!("{}{}", document("big", &[]), " ".repeat(2_000_000))),
    ]);
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("in/it");
    fs::create_dir_all(&folder).unwrap();
    let output = fetch(&folder, &[&format!("{}/r", server.url), "--max-size", "1", "--message-format", "json"]);
    let text = succeeds(&output);
    assert_eq!(names(parent.path()), ["in/it/good.xml", "in/it/shop.csdl"]);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let report = lines.last().unwrap();
    assert_eq!((&report["success"], &report["missing"]), (&true.into(), &7.into()), "{report}");
    assert_eq!(report["references"][0]["file"], "good.xml");
    assert_eq!(report["references"][0]["change"], "new");
    let messages: Vec<&str> = lines.iter().filter_map(|line| line["message"].as_str()).collect();
    for part in [
        "/gone.xml` answers 404",
        "/page.xml` is a web page",
        "`ftp://h/x.xml` cannot be fetched",
        "/..%2fup.xml` has no name that a file can have",
        "/a/` has no name",
        "`%zz.xml` cannot be fetched",
        "/big.xml` is larger than 1000000 bytes",
    ] {
        assert!(messages.iter().any(|message| message.contains(part)), "{part}: {messages:#?}");
    }
    for line in &lines[..lines.len() - 1] {
        assert_eq!(
            (&line["level"], &line["code"]["code"]),
            (&"warning".into(), &"unfetched-reference".into()),
            "{line}"
        );
    }
}

#[test]
fn warnings_can_be_denied_and_allowed() {
    let server = serve(&[("/r", document("r", &["gone.xml", "good.xml"])), ("/good.xml", document("good", &[]))]);
    let folder = tempfile::tempdir().unwrap();
    let url = format!("{}/r", server.url);
    let text = fails(&fetch(folder.path(), &[&url, "--deny", "unfetched-reference"]));
    assert!(text.contains("error[unfetched-reference]") && text.contains("/gone.xml` answers 404"), "{text}");
    assert!(!text.contains("single quotes"), "nobody has typed the URL: {text}");
    assert!(files(folder.path()).is_empty());
    let output = fetch(folder.path(), &[&url, "--allow", "unfetched-reference"]);
    assert!(succeeds(&output).contains("1 could not be fetched") && stderr(&output).is_empty(), "{}", stderr(&output));
}

#[test]
fn documents_at_another_host_are_named_with_what_refers_to_them() {
    let elsewhere = ["a", "b", "c", "d"].map(|name| format!("http://localhost:1/{name}.xml"));
    let all: Vec<&str> = elsewhere.iter().map(String::as_str).collect();
    let server = serve(&[("/r", document("r", &[&["in.xml"], &all[..2]].concat())), ("/in.xml", document("in", &all))]);
    let folder = tempfile::tempdir().unwrap();
    let output = fetch(folder.path(), &[&format!("{}/r", server.url)]);
    assert!(succeeds(&output).contains("4 could not be fetched"), "{}", stdout(&output));
    let said = stderr(&output);
    assert!(said.contains("4 documents are at another host, `localhost`: `http://localhost:1/a.xml`, "), "{said}");
    assert!(said.contains("/in.xml` and 1 more refer to them; to fetch from this host"), "{said}");
}

/// The time is that of a document, however many there are.
#[test]
fn each_document_has_its_time() {
    let documents = ["a", "b", "c"].map(|name| format!("{name}.xml"));
    let root = document("r", &documents.each_ref().map(String::as_str));
    let server = Server::start(move |asked, out| {
        std::thread::sleep(Duration::from_millis(700));
        let text = if asked.path == "/r" { root.clone() } else { document("d", &[]) };
        send(out, "200 OK", &[], text.as_bytes());
    });
    let folder = tempfile::tempdir().unwrap();
    let text = succeeds(&fetch(folder.path(), &[&format!("{}/r", server.url), "--timeout", "2"]));
    assert!(text.contains(" 3 new\n"), "{text}");
}

#[test]
fn other_hosts_are_asked_if_that_is_allowed() {
    let other = serve(&[("/b.xml", document("b", &[])), ("/c.xml", document("c", &[]))]);
    let other_url = other.url.replace("127.0.0.1", "localhost");
    let redirects = format!("{other_url}/c.xml");
    let root = document("r", &[&format!("{other_url}/b.xml"), "c.xml"]);
    let server = Server::start(move |asked, out| match asked.path.as_str() {
        "/r" => send(out, "200 OK", &[], root.as_bytes()),
        "/c.xml" => send_head(out, "302 Found", &[("Location", &redirects)]),
        _ => send(out, "404 Not Found", &[], b""),
    });
    let url = format!("{}/r", server.url);
    let secret = ["--header", "Authorization: secret"];
    let folder = tempfile::tempdir().unwrap();
    let output = fetch(folder.path(), &[&[url.as_str()], &secret[..]].concat());
    assert!(succeeds(&output).contains("2 could not be fetched"), "{}", stdout(&output));
    let said = stderr(&output);
    assert!(said.contains("/b.xml` is at another host") && said.contains("--allow-host localhost"), "{said}");
    assert!(said.contains("/c.xml` redirects to") && said.contains("which is at another host"), "{said}");
    assert!(other.asked().is_empty());
    assert!(server.asked().iter().all(|asked| asked.headers["authorization"] == "secret"));

    for host in ["localhost".to_owned(), other_url.trim_start_matches("http://").to_owned()] {
        let folder = tempfile::tempdir().unwrap();
        let output = fetch(folder.path(), &[&[url.as_str(), "--allow-host", &host], &secret[..]].concat());
        assert!(succeeds(&output).contains("2 new\n"), "{}{}", stdout(&output), stderr(&output));
        assert_eq!(names(folder.path()), ["b.xml", "c.xml", "shop.csdl"]);
        let asked = other.asked();
        assert!(asked.len() == 2 && asked.iter().all(|asked| !asked.headers.contains_key("authorization")));
    }
    for host in ["https://localhost", "localhost/b.xml", ""] {
        let output = fetch(folder.path(), &[&url, "--allow-host", host]);
        assert_eq!(output.status.code(), Some(2), "{host}: {}", stderr(&output));
    }
}

#[test]
fn two_documents_of_one_name() {
    let server = serve(&[
        ("/r", document("r", &["one/a.xml", "two/A.xml", "three/a.xml"])),
        ("/one/a.xml", document("one", &[])),
        ("/two/A.xml", document("two", &[])),
        ("/three/a.xml", document("one", &[])),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let output = fetch(folder.path(), &[&format!("{}/r", server.url)]);
    assert!(succeeds(&output).contains("1 new, 1 could not be fetched"), "{}", stdout(&output));
    assert!(stderr(&output).contains("/two/A.xml` have the same file name"), "{}", stderr(&output));
    assert_eq!(names(folder.path()), ["a.xml", "shop.csdl"]);
    assert!(files(folder.path())["a.xml"].contains("one"));
}

#[test]
fn there_is_an_end_to_it() {
    // Each document refers to one that nobody has seen before.
    let endless = Server::start(|asked, out| {
        let number: u32 = asked.path.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap();
        let text = document("n", &[&format!("{}.xml", number + 1)]);
        send(out, "200 OK", &[], text.as_bytes());
    });
    let folder = tempfile::tempdir().unwrap();
    let url = format!("{}/0.xml", endless.url);
    let text = fails(&fetch(folder.path(), &[&url, "--max-references", "20"]));
    assert!(text.contains("more than 20 documents") && text.contains("--max-references"), "{text}");
    assert!(files(folder.path()).is_empty());
    assert_eq!(endless.asked().len(), 21);

    let filled = "<!-- x -->".repeat(60_000);
    let large = serve(&[
        ("/r", document("r", &["a.xml", "b.xml"])),
        ("/a.xml", document("a", &[]) + &filled),
        ("/b.xml", document("b", &[]) + &filled),
    ]);
    let url = format!("{}/r", large.url);
    let text = fails(&fetch(folder.path(), &[&url, "--max-total-size", "1"]));
    assert!(text.contains("larger than 1000000 bytes together") && text.contains("--max-total-size"), "{text}");
    assert!(files(folder.path()).is_empty());
    succeeds(&fetch(folder.path(), &[&url, "--max-total-size", "2"]));
    assert_eq!(names(folder.path()).len(), 3);

    // A service that never comes to the end of an answer.
    let root = document("r", &["slow.xml", "later.xml"]);
    let slow = Server::start(move |asked, out| {
        if asked.path == "/r" {
            return send(out, "200 OK", &[], root.as_bytes());
        }
        send_head(out, "200 OK", &[]);
        while out.write_all(b"<!-- -->").and_then(|()| out.flush()).is_ok() {
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let text = fails(&fetch(folder.path(), &[&format!("{}/r", slow.url), "--timeout", "2"]));
    assert!(started.elapsed() < Duration::from_secs(20) && text.contains("--timeout"), "{text}");
    assert!(files(folder.path()).is_empty());
    assert_eq!(slow.asked().len(), 2);
}

/// What all documents may have together bounds also what is thrown away.
#[test]
fn answers_without_end() {
    let root = document("r", &["1.xml", "2.xml", "3.xml", "4.xml", "5.xml", "6.xml"]);
    let endless = Server::start(move |asked, out| {
        if asked.path == "/r" {
            return send(out, "200 OK", &[], root.as_bytes());
        }
        send_head(out, "200 OK", &[]);
        while out.write_all(&[b' '; 64 * 1024]).is_ok() {}
    });
    let folder = tempfile::tempdir().unwrap();
    let url = format!("{}/r", endless.url);
    let text = fails(&fetch(folder.path(), &[&url, "--max-size", "50", "--max-total-size", "1"]));
    assert!(text.contains("larger than 1000000 bytes together"), "{text}");
    assert_eq!(endless.asked().len(), 2, "the first of them is more than all may have");

    let text = fails(&fetch(folder.path(), &[&url, "--max-size", "1", "--max-total-size", "3"]));
    assert!(text.contains("larger than 3000000 bytes together"), "{text}");
    assert_eq!(endless.asked().len(), 4, "the third of them is more than the first two have left");
    assert!(files(folder.path()).is_empty());
}

/// The documents of a large standard, from a root that only refers to one of them, and what is generated of them.
#[test]
fn a_service_that_refers_to_hundreds() {
    let Some(corpus) = corpus("fetching Redfish's documents", &["metadata/other-services/redfish"]) else { return };
    let documents = corpus.join("metadata/other-services/redfish");
    let server = Server::start(move |asked, out| {
        let name = asked.path.rsplit('/').next().unwrap_or_default();
        let text = match name {
            "$metadata" => Ok(document("service", &["http://redfish.dmtf.org/schemas/v1/Thermal_v1.xml"]).into_bytes()),
            _ => fs::read(documents.join(name)),
        };
        match text {
            // The documents name their host, and here that is this one.
            Ok(text) => {
                let host = format!("http://{}/", asked.headers["host"]);
                let text = String::from_utf8(text).unwrap().replace("http://redfish.dmtf.org/", &host);
                send(out, "200 OK", &[], text.as_bytes());
            }
            Err(_) => send(out, "404 Not Found", &[], b""),
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let url = format!("{}/redfish/v1/$metadata", server.url);
    let output = fetch(folder.path(), &[&url, "--references=dmtf"]);
    let text = succeeds(&output);
    let found = files(&folder.path().join("dmtf")).len() / 2;
    assert!(found > 100, "{found}: {text}");
    assert!(text.contains(&format!("{found} new")) && text.contains("could not be fetched"), "{text}");
    assert!(!stderr(&output).contains("oasis"), "vocabularies are not asked for: {}", stderr(&output));
    fs::write(
        folder.path().join("codegen.toml"),
        "schemas = ['shop.csdl']\nreferences = ['dmtf']\nout = 'out'\ncrate-name = 'redfish'\ninclude = ['Thermal.v1_7_3.*']\n",
    )
    .unwrap();
    let output = crate::run(folder.path(), &["--config", "codegen.toml"]);
    assert_eq!(stderr(&output), "");
    assert!(files(&folder.path().join("out")).contains_key("src/thermal/v1_7_3/thermal.rs"), "{}", stdout(&output));
}
