//! The examples do what they say, with a service on this machine.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

use std::path::Path;
use std::process::Command;

use csdl_tests::server::{Server, send};

const JSON: (&str, &str) = ("Content-Type", "application/json");

/// What an example prints, which asks for tokens, and what it asked for.
fn run(example: &str) -> (String, Vec<String>) {
    let server = Server::start(|asked, out| {
        let body: &[u8] = match asked.path.as_str() {
            "/v1.0/deviceAppManagement/vppTokens?$select=displayName" => {
                br#"{"value": [{"displayName": "first"}, {"displayName": "second"}], "@odata.nextLink": "vppTokens?$skiptoken=2"}"#
            }
            "/v1.0/deviceAppManagement/vppTokens?$skiptoken=2" => br#"{"value": [{"displayName": "third"}]}"#,
            "/v1.0/deviceAppManagement/vppTokens('4711')?$select=displayName" => br#"{"displayName": "first"}"#,
            _ => return send(out, "404 Not Found", &[JSON], br#"{"error": {"code": "notFound"}}"#),
        };
        send(out, "200 OK", &[JSON], body);
    });
    // `target/debug/deps/clients-0123456789abcdef`
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let program = profile.join("examples").join(format!("{example}{}", std::env::consts::EXE_SUFFIX));
    let output = Command::new(program).arg(format!("{}/v1.0", server.url)).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let asked = server.asked();
    assert!(asked.iter().all(|asked| asked.method == "GET" && asked.headers["accept"] == "application/json"));
    (String::from_utf8(output.stdout).unwrap(), asked.into_iter().map(|asked| asked.path).collect())
}

#[test]
fn reqwest() {
    for example in ["reqwest_blocking", "reqwest_async"] {
        let (printed, asked) = run(example);
        assert_eq!((printed.as_str(), asked.len()), ("first\nsecond\nthird\n", 2), "{example}");
    }
}

#[test]
fn hyper() {
    assert_eq!(run("hyper").0, "first\n");
}
