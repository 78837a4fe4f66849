//! What others may call of the library: all that rustdoc shows, in `fixtures/surface.txt`.
//!
//! `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test surface` writes that file anew, and fails. What is added to it stays
//! until a major version, and what is gone from it is a breaking change.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::iter;
use std::path::{Path, PathBuf};

use support::{files, is_update, package, workspace};

#[test]
#[ignore = "it builds the documentation; `.ci/run tests` runs it"]
fn what_is_public_is_meant_to_be() {
    let found = surface(&documentation());
    let place = package().join("fixtures/surface.txt");
    if is_update() {
        fs::write(&place, found).unwrap();
        panic!("the list was written anew; look at the diff, and run again without UPDATE_GOLDENS");
    }
    let expected = fs::read_to_string(&place).unwrap();
    let difference = similar::TextDiff::from_lines(&expected, &found).unified_diff().to_string();
    assert!(difference.is_empty(), "{difference}\nif that is right, run with UPDATE_GOLDENS=1");
}

/// The folder of the library's documentation, made anew, since rustdoc leaves pages of what is gone.
fn documentation() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("surface");
    let pages = target.join("doc");
    if pages.exists() {
        fs::remove_dir_all(&pages).unwrap();
    }
    let mut cargo = support::cargo();
    cargo.args(["doc", "--offline", "--quiet", "--no-deps", "--package", "csdl-codegen", "--lib"]);
    cargo.args(["--no-default-features", "--target-dir"]).arg(target).current_dir(workspace());
    assert!(cargo.status().unwrap().success(), "the library cannot be documented");
    pages.join("csdl_codegen")
}

/// Each public item: its declaration, its methods, and the traits that it has.
fn surface(pages: &Path) -> String {
    let mut text = String::new();
    for (path, page) in files(pages) {
        // What comes after these is implemented for all types, or for all that are made of such fields.
        let page = page.split("id=\"synthetic-implementations\"").next().unwrap_or_default();
        let (own, traits) = page.split_once("id=\"trait-implementations\"").unwrap_or((page, ""));
        // Pages that only lead to others, or list them, have none.
        let Some(declaration) = between(own, "<pre class=\"rust item-decl\">", "</pre>").next() else { continue };
        let methods = between(own, "<h4 class=\"code-header\">", "</h4>");
        let impls = between(traits, "<h3 class=\"code-header\">", "</h3>");
        let declared = declaration.replace("#[non_exhaustive]", "#[non_exhaustive]\n");
        let derived = |line: &String| !line.contains("StructuralPartialEq");
        let lines: Vec<String> = iter::once(declared).chain(methods).chain(impls.filter(derived)).collect();
        text.push_str(&format!("=== {path}\n{}\n", lines.join("\n")));
    }
    text
}

/// The texts between two pieces of HTML, without tags.
fn between<'p>(page: &'p str, start: &'p str, end: &'p str) -> impl Iterator<Item = String> + 'p {
    page.split(start).skip(1).filter_map(move |rest| rest.split(end).next()).map(plain)
}

fn plain(html: &str) -> String {
    // What is folded away has a button.
    let shown = html.split("<summary").enumerate().map(|(number, part)| match part.split_once("</summary>") {
        Some((_, rest)) if number > 0 => rest,
        _ => part,
    });
    let shown: String = shown.collect();
    let texts = shown.split('<').enumerate().map(|(number, part)| match part.split_once('>') {
        Some((_, text)) if number > 0 => text,
        _ => part,
    });
    let text: String = texts.collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}
