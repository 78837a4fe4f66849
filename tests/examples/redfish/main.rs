//! Reads a computer system of a Redfish service, and says how to shut it down.
//!
//! One type stands for all versions of `ComputerSystem`. In the current folder there has to be a `system.json`:
//!
//! ```text
//! cargo run -p csdl-tests --example redfish
//! ```
//!
//! The types are the module `redfish`, generated from `system.csdl` with `codegen.toml`.

#![allow(clippy::print_stdout, reason = "It is what the program is for.")]

mod redfish;

use redfish::computer_system::ComputerSystem;
use redfish::resource::ResetType;
use redfish::runtime::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string("system.json")?;
    let system: ComputerSystem = json::from_str(&text)?;
    println!("{:?}: {:?}", system.name, system.status.as_ref().and_then(|status| status.health.as_ref()));
    if let Some(reset) = system.actions.as_deref().and_then(|actions| actions.reset.as_deref()) {
        let allowed = reset.reset_type_allowable_values.as_deref().unwrap_or_default();
        if allowed.contains(&ResetType::GracefulShutdown) {
            println!("POST {}", reset.target.as_deref().unwrap_or_default());
        }
    }
    Ok(())
}
