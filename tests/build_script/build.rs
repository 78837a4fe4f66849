//! Generates the module `graph` in `OUT_DIR`.

use csdl_codegen::{Config, Emit, Error, generate};

fn main() -> Result<(), Error> {
    let mut config = Config::new(["../../schema/vpp-token.csdl"]);
    config.include = vec!["microsoft.graph.vppToken".to_owned()];
    config.emit = Some(Emit::Module);
    config.crate_name = Some("graph".to_owned());
    generate(&config)?.tell_cargo();
    Ok(())
}
