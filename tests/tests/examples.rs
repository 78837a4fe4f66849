//! Each program in `examples/` does what it says. `revoke_again` has a test of its own.
//!
//! What some of them have of generated code is checked in beside them: `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test examples`
//! writes it anew, and fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use csdl_codegen::Config;
use csdl_tests::server::{Server, send};
use support::{example, is_update, package, workspace};

const JSON: (&str, &str) = ("Content-Type", "application/json");

/// What the program prints, if all goes well.
#[track_caller]
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn folder(name: &str) -> PathBuf {
    package().join("examples").join(name)
}

#[test]
fn modules_are_up_to_date() {
    let mut wrong = Vec::new();
    let folders = fs::read_dir(package().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let configs: Vec<PathBuf> =
        folders.map(|folder| folder.join("codegen.toml")).filter(|config| config.exists()).collect();
    assert!(configs.len() > 3);
    for config in configs {
        let config = Config::from_file(config).unwrap();
        let report = if is_update() { csdl_codegen::generate(&config) } else { csdl_codegen::check(&config) }.unwrap();
        if !report.changes.is_empty() {
            wrong.push(report.diff.unwrap_or_default());
        }
    }
    assert!(!is_update(), "the modules were written anew; look at the diff, and run again without UPDATE_GOLDENS");
    assert!(wrong.is_empty(), "{}\nif that is right, run with UPDATE_GOLDENS=1", wrong.join("\n"));
}

#[test]
fn read_page() {
    let server = Server::start(|asked, out| {
        assert_eq!(asked.headers["authorization"], "Bearer secret");
        let body: &[u8] = match asked.path.as_str() {
            "/v1.0/users?$select=displayName,mail&$top=5" => {
                br#"{"value":[{"displayName":"Ada","mail":"ada@example.org"}],"@odata.nextLink":"users?$skiptoken=1"}"#
            }
            "/v1.0/users?$skiptoken=1" => br#"{"value":[{"displayName":"Grace","mail":null}]}"#,
            other => panic!("{other}"),
        };
        send(out, "200 OK", &[JSON], body);
    });
    let output = example("read_page").arg(format!("{}/v1.0", server.url)).env("ACCESS_TOKEN", "secret").output();
    assert_eq!(printed(&output.unwrap()), "Ada: Some(\"ada@example.org\")\nGrace: None\n");
}

/// What a program says whose `main` returns the error of a request.
#[test]
fn errors_are_for_people() {
    let server = Server::start(|_, out| {
        send(out, "401 Unauthorized", &[JSON], br#"{"error":{"code":"Expired","message":"The token has expired."}}"#);
    });
    let root = format!("{}/v1.0", server.url);
    for (token, said) in [
        (None, "the request was not answered: ACCESS_TOKEN is not set"),
        (Some("old"), "the service answered 401: Expired: The token has expired."),
    ] {
        let mut example = example("read_page");
        token.iter().for_each(|token| _ = example.env("ACCESS_TOKEN", token));
        let output = example.arg(&root).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), format!("Error: {said}\n"));
    }
}

#[test]
fn update_property() {
    let server = Server::start(|asked, out| match asked.method.as_str() {
        "GET" => {
            let body = br#"{"@odata.etag":"W/\"1\"","id":"4711","displayName":"Bergen","locationName":"Here"}"#;
            send(out, "200 OK", &[JSON], body);
        }
        _ => send(out, "204 No Content", &[], b""),
    });
    let mut example = example("update_property");
    let output = example.args([&server.url, "4711", "Oslo"]).env("ACCESS_TOKEN", "secret").output().unwrap();
    assert_eq!(printed(&output), "4711: \"Bergen\" is now \"Oslo\"\n");
    let asked = server.asked();
    let update = &asked[1];
    assert_eq!((update.method.as_str(), &update.path), ("PATCH", &asked[0].path));
    assert_eq!(update.headers["if-match"], "W/\"1\"");
    assert_eq!(String::from_utf8_lossy(&update.body), r#"{"displayName":"Oslo","locationName":null}"#);
}

#[test]
fn derived_types() {
    let expected = "done\n\
                    failed: Some(3) licenses could not be revoked\n\
                    active: a microsoft.graph.newerResult\n\
                    {\"@odata.type\":\"#microsoft.graph.vppTokenRevokeLicensesActionResult\",\"totalLicensesCount\":2}\n";
    assert_eq!(printed(&example("derived_types").output().unwrap()), expected);
}

#[test]
fn own_types() {
    let expected = "Some(Address { city: \"Oslo\" }) within Some(Hours(5))\n\
                    {\"id\":\"1\",\"deliverWithin\":\"PT5H\",\"to\":{\"city\":\"Oslo\",\"zip\":\"0150\"}}\n\
                    {\"id\":\"1\",\"deliverWithin\":\"PT8H\",\"to\":{\"city\":\"Bergen\"}}\n";
    assert_eq!(printed(&example("own_types").output().unwrap()), expected);
}

#[test]
fn several_crates() {
    let out = tempfile::tempdir().unwrap();
    let schema = workspace().join("schema/vpp-token.csdl");
    let text = printed(&example("several_crates").arg(schema).arg(out.path().join("graph")).output().unwrap());
    let names: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once(':')?.0)).collect();
    assert_eq!(names, ["graph", "graph-base", "graph-part-1", "graph-part-2"], "{text}");
    assert!(out.path().join("graph/crates/base/Cargo.toml").exists());
}

#[test]
fn redfish() {
    let output = example("redfish").current_dir(folder("redfish")).output().unwrap();
    let expected = "Some(Name(\"A system that is newer than the metadata\")): Some(Warning)\n\
                    POST /redfish/v1/Systems/1/Actions/ComputerSystem.Reset\n";
    assert_eq!(printed(&output), expected);
}

/// A resource of DMTF's mockups, which are not part of the project.
#[test]
fn redfish_mockup() {
    let Some(corpus) = csdl_tests::corpus("a mockup of Redfish", &["payloads/redfish-mockups.jsonl"]) else { return };
    let mockups = fs::read_to_string(corpus.join("payloads/redfish-mockups.jsonl")).unwrap();
    let mockups = mockups.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let system = mockups.map(|mut mockup| mockup["json"].take()).find(|json| json["Name"] == "Sample Virtual Machine");
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("system.json"), system.unwrap().to_string()).unwrap();
    let text = printed(&example("redfish").current_dir(place.path()).output().unwrap());
    let page = fs::read_to_string(workspace().join("codegen/docs/redfish.md")).unwrap();
    assert!(page.contains(&format!("```text\n{text}```\n")), "{text}");
}

#[test]
fn sap() {
    let expected = "/SalesOrder?$filter=IsActiveEntity%20eq%20true&$expand=_Item($top=10)\n\
                    Some(\"1\"): Some(1234.50) Some(\"EUR\")\n  \
                    Some(\"The customer has no contact person\")\n  \
                    item Some(\"TG11\")\n\
                    POST /SalesOrder(SalesOrder='1',IsActiveEntity=false)/com.sap.gateway.srvd.ui_salesorder.v0001.draftActivate\n";
    assert_eq!(printed(&example("sap").output().unwrap()), expected);
}

#[test]
fn update_crate() {
    let config = workspace().join("schema/codegen.toml");
    let text = printed(&example("update_crate").arg(config).arg("--check").output().unwrap());
    assert!(text.ends_with(": 11 types\n"), "{text}");
}

/// Runs `failed_revocations` with a file in `payloads`, or with none.
fn failed_revocations_of(payload: Option<&str>) -> Output {
    let mut command = example("failed_revocations");
    command.args(payload.map(path)).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

fn path(name: &str) -> String {
    format!("{}/payloads/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_page_with_failed_revocations() {
    let expected = "\
Bergen office
  revokeLicenses failed for 3 of 12 licenses: the token has expired (2026-03-02T09:15:30.25+01:00)
b7a1d3c4-20f9-4f7e-b0c6-90b8e2a4c532
  revokeLicenses failed for 1 of 1 licenses: tokenHeldElsewhere (2016-12-31T23:58:46.7156189-08:00)
there are more tokens at https://graph.example.org/beta/deviceAppManagement/vppTokens?$skiptoken=4
";
    // The page is the default too.
    for payload in [None, Some("vpp_tokens_page.json")] {
        let output = failed_revocations_of(payload);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        assert!(output.status.success());
    }
}

#[test]
fn what_is_no_page() {
    let output = failed_revocations_of(Some("error.json"));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        format!(
            "cannot read the tokens in {}: expected a collection, found an error of the service: BadRequest: The token cannot be \
             changed. (read it as `ErrorResponse`) at line 14 column 1\n",
            path("error.json")
        )
    );
    assert_eq!(output.status.code(), Some(1));
}
