//! The manifest of the generated crate.

use std::path::Path;

use toml::Value;

use super::file::banner;
use crate::config::{RUNTIME_PACKAGE, is_optional};
use crate::plan::{Crate, Package};

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
        "" if plan.requests.is_some() => "Types and requests generated from OData metadata".to_owned(),
        "" => "Types generated from OData metadata".to_owned(),
        _ => format!("A part of the package {}", plan.facade().name),
    };
    let others: String = uses.iter().map(|id| dependency(plan.package(*id), &up)).collect();
    let further = &plan.dependencies;
    let further: String = further.iter().map(|(name, value)| format!("{name} = {}\n", moved(value, &up))).collect();
    let features = features(plan, package);
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

/// The features of a package. One is that of the runtime; and what is optional is one, if there are several packages. Those of the
/// package that users depend on are features of the others, too, since attributes of types can name them.
fn features(plan: &Crate, package: &Package) -> String {
    let is_facade = package.folder.is_empty();
    let others = |name: &str| -> String {
        let uses = package.uses.iter().filter(|_| is_facade);
        uses.map(|id| format!(", \"{}/{name}\"", plan.package(*id).name)).collect()
    };
    let optional =
        plan.dependencies.iter().filter(|(_, value)| is_facade && !package.uses.is_empty() && is_optional(value));
    let lines: String = optional.map(|(name, _)| format!("{name} = [\"dep:{name}\"{}]\n", others(name))).collect();
    let has_http = is_facade && plan.requests.is_some();
    let default = if has_http { "\"http\", \"serde\"" } else { "\"serde\"" };
    let default = format!(
        "default = [{default}]\n# serde's traits for the types. `runtime::json` reads and writes them without.\n"
    );
    let default = if is_facade { default.as_str() } else { "" };
    let http =
        format!("# The types of the crate `http` for requests and responses.\nhttp = [\"{RUNTIME_PACKAGE}/http\"]\n");
    let http = if has_http { http.as_str() } else { "" };
    format!("\n[features]\n{default}serde = [\"{RUNTIME_PACKAGE}/serde\"{}]\n{http}{lines}", others("serde"))
}
