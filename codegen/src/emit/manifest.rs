//! The manifest of the generated crate.

use super::banner;
use crate::plan::Crate;

/// `Cargo.toml`.
///
/// Cargo looks for programs, tests and examples by the names of files, and files are named after types; so it is told
/// not to.
pub(super) fn manifest(plan: &Crate) -> String {
    let Crate { name, version, runtime_line, .. } = plan;
    let further: String = plan.dependencies.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    format!(
        r#"{}
[package]
name = "{name}"
version = "{version}"
edition = "2024"
rust-version = "{}"
description = "Types generated from OData metadata"
publish = false
autobins = false
autobenches = false
autoexamples = false
autotests = false

[dependencies]
{runtime_line}
{further}"#,
        banner(plan, "#"),
        env!("CARGO_PKG_RUST_VERSION")
    )
}
