//! `csdl-codegen draw`: the drawings of a small service in every format, and what the command does around them.
//!
//! `fixtures/drawings/` has the schema, and beside it what is drawn of it; of the page only the data, since the rest is the
//! same for all. `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test draw` writes the drawings anew, and fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::path::PathBuf;

use layout::gv::DotParser;
use support::process::{fails, run, stderr, stdout, succeeds};
use support::{is_update, package};

fn folder() -> PathBuf {
    package().join("fixtures/drawings")
}

fn draw(arguments: &[&str]) -> String {
    succeeds(&run(&folder(), &[&["draw", "--schema", "shop.csdl"], arguments].concat()))
}

/// What the script of a page reads.
fn data(page: &str) -> &str {
    let (_, rest) = page.split_once("<script id=\"data\" type=\"application/json\">").unwrap();
    rest.split_once("</script>").unwrap().0
}

#[test]
fn drawings_are_as_expected() {
    let drawings = [
        ("shop.svg", draw(&["--format", "svg"])),
        ("shop.dot", draw(&["--format", "dot"])),
        ("shop.mermaid", draw(&["--format", "mermaid"])),
        ("shop.json", data(&draw(&["--format", "html"])).replace("},{", "},\n{") + "\n"),
        ("order.svg", draw(&["shop.core.order", "--format", "svg"])),
    ];
    let mut wrong = Vec::new();
    for (name, found) in drawings {
        let place = folder().join(name);
        if is_update() {
            fs::write(place, found).unwrap();
        } else if fs::read_to_string(place).unwrap_or_default() != found {
            wrong.push(format!("{name} is:\n{found}"));
        }
    }
    assert!(!is_update(), "the drawings were written anew; look at the diff, and run again without UPDATE_GOLDENS");
    assert!(wrong.is_empty(), "{}\nif that is right, run with UPDATE_GOLDENS=1", wrong.join("\n"));
}

#[test]
fn the_format_is_what_the_file_ends_with() {
    let out = tempfile::tempdir().unwrap();
    for (file, start) in [("a.svg", "<svg"), ("a.DOT", "// A line"), ("a.gv", "// A line"), ("a.mmd", "classDiagram")] {
        let path = out.path().join(file);
        draw(&["--output", path.to_str().unwrap()]);
        assert!(fs::read_to_string(&path).unwrap().starts_with(start), "{file}");
        draw(&["--output", path.to_str().unwrap(), "--format", "html"]);
        assert!(fs::read_to_string(&path).unwrap().starts_with("<!DOCTYPE html>"), "{file}");
    }
    for arguments in [&["--output", "a.png"][..], &["--output", "svg"], &["--output", "-"], &[]] {
        let output = run(&folder(), &[&["draw", "--schema", "shop.csdl"], arguments].concat());
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{arguments:?}");
        assert!(stderr(&output).contains("error: no --format is given"), "{}", stderr(&output));
    }
}

#[test]
fn a_parser_of_another_project_reads_dot() {
    let text = draw(&["--format", "dot"]);
    let found = DotParser::new(&text).process();
    assert!(found.is_ok(), "{text}");
    assert!(DotParser::new(&text.replacen('"', "", 1)).process().is_err(), "the parser finds faults");
}

/// The page needs nothing but itself, and says so to the browser.
#[test]
fn a_page_loads_nothing() {
    let page = draw(&["--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>\n") && page.ends_with("</html>\n"));
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\""));
    for foreign in ["http:", "https:", "src=", "@import", "url(", "<!-- "] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    let style = fs::read_to_string(package().join("../codegen/src/draw/page.css")).unwrap();
    let script = fs::read_to_string(package().join("../codegen/src/draw/page.js")).unwrap();
    assert!(page.contains(&style) && page.contains(&script));
}

#[test]
fn depth_says_how_far_to_go() {
    let classes = |arguments: &[&str]| {
        let text = draw(&[&["shop.people.person", "--format", "mermaid"], arguments].concat());
        text.lines().filter(|line| line.starts_with("  class ")).count()
    };
    assert_eq!(classes(&["--depth", "0"]), 1);
    // Its part, which it is a part of too, and what is derived from it.
    assert_eq!(classes(&[]), 3);
    assert_eq!(classes(&["--depth", "1"]), 3);
    assert_eq!(classes(&["--depth", "3"]), 5);
    assert_eq!(classes(&["--depth", "1", "--exclude", "shop.core.address"]), 2);
}

#[test]
fn a_file_is_written() {
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("new/order.svg");
    let place = file.to_str().unwrap();
    let said = draw(&["shop.core.order", "--format", "svg", "--output", place]);
    assert_eq!(said, format!("drew 5 types to {place}\n"));
    assert_eq!(fs::read_to_string(&file).unwrap(), draw(&["shop.core.order", "--format", "svg"]));
    assert_eq!(draw(&["shop.core.*", "--format", "svg", "-o", place, "--quiet"]), "");
    let line = draw(&["shop.core.order", "--format", "svg", "-o", place, "--message-format", "json"]);
    assert!(line.contains("\"success\":true") && line.contains("\"types\":5"), "{line}");

    assert_eq!(draw(&["order", "--format", "dot", "-o", "-"]), draw(&["shop.core.order", "--format", "dot"]));

    let below = format!("{place}/no");
    let output = run(&folder(), &["draw", "--schema", "shop.csdl", "--format", "dot", "-o", &below]);
    let text = fails(&output);
    assert!(text.contains("cannot write") && text.contains("help: "), "{text}");
}

#[test]
fn faults_in_what_is_asked_for() {
    let run = |arguments: &[&str]| run(&folder(), &[&["draw", "--schema", "shop.csdl"], arguments].concat());
    let text = fails(&run(&["shop.core.ordr", "--format", "svg"]));
    assert!(text.contains("did you mean `shop.core.order`?"), "{text}");
    let text = fails(&run(&["ordr", "--format", "svg"]));
    assert!(text.contains("did you mean `shop.core.order`?"), "{text}");
    let text = fails(&run(&["--include", "ordr", "--format", "svg"]));
    assert!(text.contains("did you mean `shop.core.order`"), "{text}");
    // A simple name that one type has is as good as its qualified name.
    let [simple, qualified] =
        ["order", "shop.core.order"].map(|name| succeeds(&run(&["--include", name, "--format", "svg"])));
    assert_eq!(simple, qualified);
    let text = fails(&run(&["", "--format", "svg"]));
    assert!(text.contains("it is empty"), "{text}");
    let text = fails(&run(&["shop.core.state", "--format", "svg"]));
    assert!(text.contains("no entity or complex type") && text.contains("--format html"), "{text}");
    let text = fails(&run(&["a..b", "--format", "svg"]));
    assert!(text.contains("is not a pattern"), "{text}");
    for arguments in [
        &[][..],
        &["--format", "png"],
        &["--format", "svg", "--depth", "1"],
        &["--format", "svg", "shop.core.order", "--include", "**"],
    ] {
        let output = run(arguments);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{arguments:?}");
        assert!(stderr(&output).contains("--help"), "{arguments:?}");
    }
}
