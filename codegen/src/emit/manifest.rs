//! The manifest of the generated crate.

use std::path::Path;

use toml::Value;

use super::banner;
use crate::config::RUNTIME_PACKAGE;
use crate::plan::{Crate, Package, PackageId};

/// The path and the text of the `Cargo.toml` of each package.
pub(super) fn manifests(plan: &Crate) -> Vec<(String, String)> {
    plan.packages.iter().map(|package| (format!("{}Cargo.toml", package.folder), manifest(plan, package))).collect()
}

/// `Cargo.toml`.
///
/// Cargo looks for programs, tests and examples by the names of files, and files are named after types; so it is told
/// not to.
fn manifest(plan: &Crate, package: &Package) -> String {
    let Package { name, folder, runtime_line, uses, .. } = package;
    let version = &plan.version;
    let up = "../".repeat(folder.matches('/').count());
    let description = match folder.as_str() {
        "" => "Types generated from OData metadata".to_owned(),
        _ => format!("A part of the package {}", plan.facade().name),
    };
    let others: String = uses.iter().map(|id| dependency(plan.package(*id), &up)).collect();
    let further = &plan.dependencies;
    let further: String = further.iter().map(|(name, value)| format!("{name} = {}\n", moved(value, &up))).collect();
    let features = if folder.is_empty() { features(plan, uses) } else { String::new() };
    format!(
        r#"{}
[package]
name = "{name}"
version = "{version}"
edition = "2024"
rust-version = "{}"
description = "{description}"
publish = false
autobins = false
autobenches = false
autoexamples = false
autotests = false

[dependencies]
{runtime_line}
{others}{further}{features}"#,
        banner(plan, "#"),
        env!("CARGO_PKG_RUST_VERSION")
    )
}

/// The line for another package of the output.
fn dependency(package: &Package, up: &str) -> String {
    let path = package.folder.trim_end_matches('/');
    format!("{} = {{ path = \"{up}{path}\" }}\n", package.name)
}

/// A dependency of the configuration, which is relative to the folder of the output, from a folder below that.
fn moved(value: &str, up: &str) -> String {
    match value.parse() {
        Ok(Value::Table(mut table)) if !up.is_empty() => {
            if let Some(Value::String(path)) = table.get_mut("path")
                && Path::new(path.as_str()).is_relative()
            {
                path.insert_str(0, up);
            }
            Value::Table(table).to_string()
        }
        _ => value.to_owned(),
    }
}

/// The features of the package that users depend on. One is that of the runtime, which is the same for all packages; and if there
/// are several, what is optional is one, which the others have to have as well.
fn features(plan: &Crate, uses: &[PackageId]) -> String {
    let is_optional = |value: &str| {
        let value = value.parse::<Value>().ok();
        value.and_then(|value| value.get("optional")?.as_bool()).unwrap_or(false)
    };
    let optional = plan.dependencies.iter().filter(|(_, value)| !uses.is_empty() && is_optional(value));
    let line = |name: &String| {
        let others = uses.iter().map(|id| format!(", \"{}/{name}\"", plan.package(*id).name)).collect::<String>();
        format!("{name} = [\"dep:{name}\"{others}]\n")
    };
    let lines: String = optional.map(|(name, _)| line(name)).collect();
    format!(
        r#"
[features]
default = ["serde"]
# serde's traits for the types. `runtime::json` reads and writes them without.
serde = ["{RUNTIME_PACKAGE}/serde"]
{lines}"#
    )
}
