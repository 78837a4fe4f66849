//! Prints which tokens have failed license revocations, and why.
//!
//! The argument is a file with a page of tokens, as the service answers it to
//! `GET /deviceAppManagement/vppTokens?$select=id,displayName,tokenActionResults`:
//!
//! ```text
//! cargo run -p csdl-tests --example failed_revocations -- tokens.json
//! ```

use std::error::Error;
use std::process::ExitCode;
use std::{env, fs};

use graph_types::runtime::values::format_date_time;
use graph_types::runtime::{Page, json};
use graph_types::{
    ActionState, AnyVppTokenActionResult, VppToken, VppTokenActionFailureReason, VppTokenRevokeLicensesActionResult,
};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/payloads/vpp_tokens_page.json");

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "It is what a command is for.")]
fn main() -> ExitCode {
    let path = env::args().nth(1).unwrap_or_else(|| EXAMPLE.to_owned());
    match report(&path) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot read the tokens in {path}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A line for each token with failed revocations, one for each of those, and a last one where there is more to fetch.
fn report(path: &str) -> Result<String, Box<dyn Error>> {
    let page: Page<VppToken> = json::from_slice(&fs::read(path)?)?;
    let mut report = String::new();
    for token in &page.value {
        let failures: Vec<String> = failed_revocations(token).map(describe).collect();
        if !failures.is_empty() {
            let name = token.display_name.as_deref().or(token.id.as_deref()).unwrap_or("(no name)");
            report += &format!("{name}\n{}", failures.concat());
        }
    }
    if report.is_empty() {
        report += "no failed revocations\n";
    }
    if let Some(next) = &page.next_link {
        report += &format!("there are more tokens at {next}\n");
    }
    Ok(report)
}

/// The results of a token are of several types; only one of them has counts of licenses.
fn failed_revocations(token: &VppToken) -> impl Iterator<Item = &VppTokenRevokeLicensesActionResult> {
    token.token_action_results.iter().flatten().filter_map(|result| match result {
        AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(revocation) if has_failed(revocation) => {
            Some(&**revocation)
        }
        _ => None,
    })
}

fn has_failed(revocation: &VppTokenRevokeLicensesActionResult) -> bool {
    revocation.action_state == Some(ActionState::Failed) || revocation.failed_licenses_count.unwrap_or(0) > 0
}

fn describe(revocation: &VppTokenRevokeLicensesActionResult) -> String {
    let reason = match &revocation.action_failure_reason {
        Some(VppTokenActionFailureReason::AppleFailure) => "Apple refused it",
        Some(VppTokenActionFailureReason::InternalError) => "an internal error",
        Some(VppTokenActionFailureReason::ExpiredVppToken) => "the token has expired",
        Some(VppTokenActionFailureReason::ExpiredApplePushNotificationCertificate) => {
            "the push certificate has expired"
        }
        Some(VppTokenActionFailureReason::None) | None => "no reason given",
        // Services add members, and the metadata they are generated from is always a bit older.
        Some(other) => other.as_str(),
    };
    let action = revocation.action_name.as_deref().unwrap_or("(no name)");
    let count = |count: Option<i32>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
    let (failed, total) = (count(revocation.failed_licenses_count), count(revocation.total_licenses_count));
    let when = revocation.last_updated_date_time.as_ref().map_or_else(|| "?".to_owned(), format_date_time);
    format!("  {action} failed for {failed} of {total} licenses: {reason} ({when})\n")
}
