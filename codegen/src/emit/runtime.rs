//! The runtime as a package in a folder of the output, where the configuration says so.

use super::file::banner;
use crate::plan::{Crate, Runtime};

/// The folder that it is in.
#[cfg(feature = "embed")]
const FOLDER: &str = "runtime";

/// Modules of the runtime that are there for those who change it. Nothing of them is embedded, but the file.
#[cfg(feature = "embed")]
const TESTS: [&str; 2] = ["src/tests.rs", "src/values/tests.rs"];

/// The files of the package; none if the output depends on one that is somewhere else.
#[cfg(feature = "embed")]
pub(super) fn files(plan: &Crate) -> Vec<(String, String)> {
    if plan.runtime != Runtime::Embedded {
        return Vec::new();
    }
    let rust = banner(plan, "//");
    let other = banner(plan, "#");
    let source = |(path, text): &(&str, &str)| {
        let text = match path.rsplit_once('.') {
            Some((_, "rs")) => format!("{rust}\n{text}"),
            Some((_, "md")) => format!("<!--\n{other}-->\n\n{text}"),
            _ => format!("{other}\n{text}"),
        };
        (format!("{FOLDER}/{path}"), text)
    };
    let tests = |path| (format!("{FOLDER}/{path}"), format!("{rust}\n//! The tests are where the runtime is made.\n"));
    let mut files: Vec<_> = odata_runtime::embed::SOURCES.iter().map(source).collect();
    files.extend(TESTS.map(tests));
    files.push((format!("{FOLDER}/Cargo.toml"), manifest(&other)));
    files.push((format!("{FOLDER}/rustfmt.toml"), format!("{other}\ndisable_all_formatting = true\n")));
    files
}

/// Without a runtime in the program there is none to write; that was reported before.
#[cfg(not(feature = "embed"))]
pub(super) fn files(plan: &Crate) -> Vec<(String, String)> {
    let _ = (plan.runtime == Runtime::Embedded, banner);
    Vec::new()
}

/// `Cargo.toml`, with all that the one in the sources has from its workspace.
#[cfg(feature = "embed")]
fn manifest(banner: &str) -> String {
    format!(
        r#"{banner}
# A workspace, or a program, can have one package of this name. Other crates that are generated for it use this one, and so have the
# same types: in their codegen.toml the table [runtime] has a `path` that leads to this folder.

[package]
name = "{}"
version = "{}"
edition = "2024"
rust-version = "{}"
license = "{}"
description = "What types generated from OData metadata stand on"
publish = false

# Its examples are for its docs: they are tested where the runtime is made.
[lib]
doctest = false

[features]
default = ["serde"]
serde = []
embed = []
requests = ["dep:percent-encoding"]
http = ["dep:http", "requests"]

[dependencies]
base64 = "0.23"
http = {{ version = "1", optional = true }}
itoa = "1"
percent-encoding = {{ version = "2", optional = true }}
rust_decimal = {{ version = "1", default-features = false, features = ["std"] }}
safe_arch = {{ version = "1", default-features = false }}
serde = "1"
serde_json = {{ version = "1", features = ["float_roundtrip", "raw_value"] }}
simdutf8 = {{ version = "0.1", default-features = false, features = ["std"] }}
time = "0.3"
uuid = "1"
"#,
        crate::config::RUNTIME_PACKAGE,
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_RUST_VERSION"),
        env!("CARGO_PKG_LICENSE"),
    )
}

#[cfg(all(test, feature = "embed"))]
mod tests {
    use toml::{Table, Value};

    use super::*;

    #[test]
    fn the_embedded_package_is_the_one_in_the_sources() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path| -> Table { std::fs::read_to_string(folder.join(path)).unwrap().parse().unwrap() };
        let (original, workspace) = (read("runtime/Cargo.toml"), read("../Cargo.toml"));
        let embedded: Table = manifest("").parse().unwrap();
        assert_eq!(original["package"]["name"], embedded["package"]["name"]);
        assert_eq!(original["features"], embedded["features"]);
        let shared = workspace["workspace"]["dependencies"].as_table().unwrap();
        let with_versions = original["dependencies"].as_table().unwrap().iter().map(|(name, own)| {
            let mut all = match &shared[name] {
                Value::Table(table) => table.clone(),
                version => Table::from_iter([("version".to_owned(), version.clone())]),
            };
            all.extend(own.as_table().unwrap().clone());
            assert_eq!(all.remove("workspace"), Some(true.into()), "{name}");
            let is_version_only = all.len() == 1;
            (name.clone(), if is_version_only { all["version"].clone() } else { all.into() })
        });
        assert_eq!(embedded["dependencies"], Value::Table(with_versions.collect()));
        for path in TESTS {
            assert!(folder.join("runtime").join(path).is_file(), "{path}");
        }
    }
}
