//! Generates the module `graph` in `OUT_DIR`.

use csdl_codegen::{Config, Emit, Error, generate};

fn main() -> Result<(), Error> {
    let config = Config {
        schemas: vec!["../../schema/vpp-token.csdl".into()],
        include: vec!["microsoft.graph.vppToken".to_owned()],
        emit: Some(Emit::Module),
        crate_name: Some("graph".to_owned()),
        ..Config::default()
    };
    generate(&config)?.tell_cargo();
    Ok(())
}
