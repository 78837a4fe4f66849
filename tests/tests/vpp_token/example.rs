//! The example, with what it prints.

use std::process::Output;

use csdl_tests::cargo;

/// Runs the example with a file in `payloads`, or with none.
fn run(payload: Option<&str>) -> Output {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "csdl-tests", "--example", "failed_revocations", "--"]);
    command.args(payload.map(path));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs")
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
        let output = run(payload);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        assert!(output.status.success());
    }
}

#[test]
fn what_is_no_page() {
    let output = run(Some("error.json"));
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
