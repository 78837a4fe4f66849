//! Takes the dependencies of the runtime from the manifest of this package, so that their versions are written once.
//!
//! In the workspace the manifest refers to `[workspace.dependencies]`; in a published package Cargo has put the versions
//! in its place.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::{Table, Value};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let manifest = read(&folder.join("Cargo.toml"))?;
    let workspace = folder.join("../Cargo.toml");
    let workspace = if workspace.exists() { read(&workspace)? } else { Table::new() };
    let mut text = String::new();
    for (list, is_optional) in [("dependencies", false), ("optional", true)] {
        let names = get(&manifest, &["package", "metadata", "runtime", list]).and_then(Value::as_array);
        for name in names.ok_or(format!("package.metadata.runtime.{list} is missing"))?.iter().filter_map(Value::as_str)
        {
            let dependency = dependency(name, is_optional, &manifest, &workspace)?;
            text.push_str(&format!("{name} = {dependency}\n"));
        }
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("dependencies.toml"), text)?;
    Ok(())
}

/// What a manifest has behind the name of a dependency.
fn dependency(name: &str, is_optional: bool, manifest: &Table, workspace: &Table) -> Result<Value, Box<dyn Error>> {
    let own = get(manifest, &["dev-dependencies", name]).ok_or(format!("{name} is no dev-dependency"))?;
    let is_shared = own.get("workspace").and_then(Value::as_bool) == Some(true);
    let shared = get(workspace, &["workspace", "dependencies", name]);
    let dependency = if is_shared { shared.ok_or(format!("{name} has no version"))? } else { own };
    // Cargo makes a table of `name = "1"` when it packs the manifest; what is generated is the same in either case.
    let dependency = match dependency.as_table() {
        Some(table) if table.len() == 1 => table.get("version").unwrap_or(dependency),
        _ => dependency,
    };
    if !is_optional {
        return Ok(dependency.clone());
    }
    let mut table = match dependency {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    table.insert("optional".to_owned(), Value::Boolean(true));
    Ok(table.into())
}

fn read(path: &Path) -> Result<Table, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    Ok(fs::read_to_string(path)?.parse()?)
}

fn get<'a>(table: &'a Table, path: &[&str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(table.get(*first)?, |value, key| value.get(key))
}
