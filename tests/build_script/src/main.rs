//! Prints the tokens of a page, with types that the build script has generated.
//!
//! `cargo run -p csdl-build-script < tests/payloads/vpp_tokens_page.json`

#![forbid(unsafe_code)]

use std::error::Error;
use std::io;

use graph::VppToken;
use graph::runtime::Page;

mod graph {
    include!(concat!(env!("OUT_DIR"), "/graph/mod.rs"));
}

#[allow(clippy::print_stdout, reason = "It is what the program is for.")]
fn main() -> Result<(), Box<dyn Error>> {
    let page: Page<VppToken> = serde_json::from_reader(io::stdin().lock())?;
    for token in &page.value {
        println!("{}", describe(token));
    }
    Ok(())
}

fn describe(token: &VppToken) -> String {
    let name = token.display_name.as_deref().unwrap_or("(no name)");
    let results = token.token_action_results.as_deref().unwrap_or_default();
    let failed = results.iter().filter(|result| result.action_state() == Some(&graph::ActionState::Failed)).count();
    format!("{name}: {failed} of {} actions failed", results.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_and_written_as_it_was() -> Result<(), serde_json::Error> {
        let json = include_str!("../../payloads/vpp_tokens_page.json");
        let page: Page<VppToken> = serde_json::from_str(json)?;
        assert!(!page.value.is_empty());
        assert_eq!(serde_json::to_value(&page)?, serde_json::from_str::<serde_json::Value>(json)?);
        assert!(describe(&page.value[0]).contains(" actions failed"), "{}", describe(&page.value[0]));
        Ok(())
    }
}
