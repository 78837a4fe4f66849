//! Requests that services answer: one of SAP CAP, and one in Python that does what the first cannot. Both are on this machine, for
//! as long as a test runs.
//!
//! `tests/live/install` installs what they are made with.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod service;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use service::Service;
use support::{cargo, command, package, workspace};
use syn::LitStr;

#[test]
#[ignore = "it needs what `tests/live/install` installs"]
fn sap_cap() {
    let started =
        Service::start("cap", "node", &["node_modules/@sap/cds/bin/serve.js", "all"], "node_modules", |line| {
            let (_, port) = line.split_once("listening on { url: 'http://localhost:")?;
            Some(format!("http://127.0.0.1:{}/shop/", port.split('\'').next()?))
        });
    try_client("shop", started);
}

#[test]
#[ignore = "it needs what `tests/live/install` installs"]
fn odatapy() {
    let started = Service::start("trips", "python3", &["server.py"], "packages", |line| Some(line.to_owned()));
    try_client("trips", started);
}

/// Fetches the metadata of a service, generates a crate, and compiles and runs the client with it.
fn try_client(name: &str, service: Option<Service>) {
    let Some(service) = service else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("live").join(name);
    fs::create_dir_all(folder.join("schema")).unwrap();
    let run = |arguments: &[&str]| {
        let output = command().args(arguments).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let schema = format!("schema/{name}.csdl");
    run(&["fetch", &format!("{}$metadata", service.root), "-o", &schema]);
    write(&folder.join("schema/codegen.toml"), &config(name));
    run(&["--config", "schema/codegen.toml"]);

    write(&folder.join("Cargo.toml"), &manifest(name));
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = folder.join("../target");
    let mut build = cargo();
    build.args(["build", "--quiet", "--offline", "--target-dir"]).arg(&target).current_dir(&folder);
    assert!(build.status().unwrap().success(), "the client of `{name}` does not build");

    let program = target.join(format!("debug/{name}-client{}", std::env::consts::EXE_SUFFIX));
    let output = std::process::Command::new(program).arg(&service.root).output().unwrap();
    assert!(output.status.success(), "{}\n{}", String::from_utf8_lossy(&output.stderr), service.said());
}

fn config(name: &str) -> String {
    format!(
        "schemas = [\"{name}.csdl\"]\nout = \"../types\"\ncrate-name = \"{name}\"\nrequests = true\n\n[runtime]\npath = {:?}\n",
        workspace().join("codegen/runtime")
    )
}

fn manifest(name: &str) -> String {
    format!(
        r#"[package]
name = "{name}-client"
version = "0.0.0"
edition = "2024"

[workspace]

[[bin]]
name = "{name}-client"
path = {:?}

[dependencies]
ureq = {{ version = "3", default-features = false }}
{name} = {{ path = "types" }}

[lints.rust]
unused = "deny"

[profile.dev]
debug = false
"#,
        source(name)
    )
}

fn source(name: &str) -> PathBuf {
    package().join("live/client").join(format!("{name}.rs"))
}

/// Writes a file unless it has this text already, so that what depends on it is not built again.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}

/// A client writes no URL, quotes nothing and has none of the names that OData begins with a dollar sign.
#[test]
fn clients_have_no_plumbing() {
    let is_media_type = |text: &str| {
        text.split_once('/').is_some_and(|(kind, rest)| {
            ["application", "image", "text"].contains(&kind) && rest.chars().all(|letter| letter.is_ascii_lowercase())
        })
    };
    for name in ["shop", "trips"] {
        let source = fs::read_to_string(source(name)).unwrap();
        let mut strings = Vec::new();
        collect_strings(source.parse().unwrap(), &mut strings);
        assert!(strings.len() > 50, "{name}: {}", strings.len());
        for text in strings {
            let is_plain = !text.contains(['\'', '"', '`', '$', '/', '(', ')']);
            assert!(is_plain || is_media_type(&text), "{name}: {text:?}");
        }
    }
}

/// All strings of a source text but those of its documentation.
fn collect_strings(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => collect_strings(group.stream(), found),
            TokenTree::Literal(literal) => {
                found.extend(syn::parse_str::<LitStr>(&literal.to_string()).ok().map(|text| text.value()));
            }
            // `#[doc = "…"]`, which comments have become.
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                tokens.next_if(|next| matches!(next, TokenTree::Punct(sign) if sign.as_char() == '!'));
                tokens.next();
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}
