//! Generates the types as several crates, which cargo compiles side by side, and prints how large they are.
//!
//! The arguments are a CSDL file and the folder to write to:
//!
//! ```text
//! cargo run -p csdl-tests --example several_crates -- schema/vpp-token.csdl ../graph
//! ```

use std::env;
use std::error::Error;

use csdl_codegen::{Config, generate};

#[allow(clippy::print_stdout, reason = "It is what the program is for.")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let mut next = || arguments.next().ok_or("name a CSDL file and a folder");
    let mut config = Config::new([next()?]);
    config.out = Some(next()?.into());
    config.crate_name = Some("graph".to_owned());
    config.crates = Some(4);
    let report = generate(&config)?;
    for part in &report.crates {
        println!("{}: {} types, {} bytes", part.name, part.types, part.bytes);
    }
    Ok(())
}
