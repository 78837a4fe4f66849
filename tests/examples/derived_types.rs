//! Reads a list whose items are of several types, and writes one.
//!
//! Which type an item has, `@odata.type` says; items of types that the metadata does not know are kept as they are.
//!
//! ```text
//! cargo run -p csdl-tests --example derived_types
//! ```

use graph_types::runtime::{Error, json};
use graph_types::{ActionState, AnyVppTokenActionResult, VppToken, VppTokenRevokeLicensesActionResult};

const ANSWER: &str = r##"{
    "displayName": "Oslo",
    "tokenActionResults": [
        {"actionName": "sync", "actionState": "done"},
        {"@odata.type": "#microsoft.graph.vppTokenRevokeLicensesActionResult", "actionState": "failed", "failedLicensesCount": 3},
        {"@odata.type": "#microsoft.graph.newerResult", "actionState": "active", "progress": 50}
    ]
}"##;

#[allow(clippy::print_stdout, reason = "It is what the program is for.")]
fn main() -> Result<(), Error> {
    let token: VppToken = json::from_str(ANSWER)?;
    for result in token.token_action_results.iter().flatten() {
        // What the base type has can be read of all of them; what only one type has, after a match.
        let state = result.action_state().map_or("?", ActionState::as_str);
        match result {
            AnyVppTokenActionResult::VppTokenActionResult(_) => println!("{state}"),
            AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(revocation) => {
                println!("{state}: {:?} licenses could not be revoked", revocation.failed_licenses_count);
            }
            other => println!("{state}: a {}", other.odata_type()),
        }
    }

    // The enum writes `@odata.type`; a struct by itself does not say which type it is.
    let revocation = VppTokenRevokeLicensesActionResult { total_licenses_count: Some(2), ..Default::default() };
    println!("{}", json::to_string(&AnyVppTokenActionResult::from(revocation))?);
    Ok(())
}
