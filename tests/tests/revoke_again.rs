//! The example `revoke_again`, with a service on this machine.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::process::Output;

use csdl_tests::server::{Asked, Out, Server, send};
use serde_json::{Value, json};
use support::example;

const JSON: (&str, &str) = ("Content-Type", "application/json");
const TOKENS: &str = "/beta/deviceAppManagement/vppTokens";

fn run(server: &Server) -> Output {
    example("revoke_again").arg(format!("{}/beta", server.url)).env("ACCESS_TOKEN", "secret").output().unwrap()
}

fn token(id: &str, name: &str, states: &[(&str, &str)]) -> Value {
    let results: Vec<Value> = states
        .iter()
        .map(|(state, at)| {
            json!({
                "@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult",
                "actionState": state,
                "lastUpdatedDateTime": at,
            })
        })
        .collect();
    json!({ "id": id, "displayName": name, "tokenActionResults": results })
}

/// Two pages of tokens, and an action.
fn answer(asked: &Asked, out: Out<'_>) {
    let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
    let page = match (asked.method.as_str(), path, query.contains("$skiptoken")) {
        ("GET", TOKENS, false) => json!({
            "value": [
                token("1", "done", &[("done", "2026-01-02T00:00:00Z")]),
                token("2 & 3", "failed", &[("done", "2026-01-01T00:00:00Z"), ("failed", "2026-01-02T00:00:00Z")]),
            ],
            "@odata.nextLink": "vppTokens?$skiptoken=2",
        }),
        ("GET", TOKENS, true) => json!({
            "value": [
                token("4", "done at last", &[("failed", "2026-01-01T00:00:00Z"), ("done", "2026-01-02T00:00:00Z")]),
                token("o'neil", "failed, too", &[("failed", "2026-01-01T00:00:00Z")]),
            ],
        }),
        ("POST", ..) => return send(out, "204 No Content", &[], b""),
        _ => {
            return send(
                out,
                "404 Not Found",
                &[JSON],
                br#"{"error": {"code": "notFound", "message": "There is nothing."}}"#,
            );
        }
    };
    send(out, "200 OK", &[JSON], page.to_string().as_bytes());
}

#[test]
fn what_failed_is_revoked_again() {
    let server = Server::start(answer);
    let output = run(&server);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "failed: revoked again\nfailed, too: revoked again\n");

    let asked = server.asked();
    assert!(asked.iter().all(|asked| asked.headers["authorization"] == "Bearer secret"));
    let lines: Vec<String> = asked.iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect();
    let action = "microsoft.graph.revokeLicenses";
    assert_eq!(
        lines,
        [
            format!(
                "GET {TOKENS}?$filter=state%20eq%20microsoft.graph.vppTokenState'valid'\
                 &$select=id,displayName,tokenActionResults&$orderby=displayName"
            ),
            format!("POST {TOKENS}('2%20%26%203')/{action}"),
            format!("GET {TOKENS}?$skiptoken=2"),
            format!("POST {TOKENS}('o''neil')/{action}"),
        ]
    );
    for asked in asked.iter().filter(|asked| asked.method == "POST") {
        let body: Value = serde_json::from_slice(&asked.body).unwrap();
        assert_eq!(body, json!({ "notifyManagedDevices": true, "revokeUntrackedLicenses": false }));
    }
}

#[test]
fn what_the_service_says_is_told() {
    let server = Server::start(|_, out| {
        send(out, "403 Forbidden", &[JSON], br#"{"error": {"code": "Forbidden", "message": "You are not to."}}"#);
    });
    let output = run(&server);
    assert!(!output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("403") && told.contains("You are not to."), "{told}");
    assert_eq!(server.asked().len(), 1);
}
