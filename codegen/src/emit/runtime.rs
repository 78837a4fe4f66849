//! The runtime as a package in a folder of the output, where the configuration says so.

use super::file::banner;
use crate::plan::{Crate, Runtime};

/// The dependencies of the runtime, as lines of a manifest.
#[cfg(feature = "embed")]
const DEPENDENCIES: &str = include_str!(concat!(env!("OUT_DIR"), "/dependencies.toml"));

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
{DEPENDENCIES}"#,
        crate::config::RUNTIME_PACKAGE,
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_RUST_VERSION"),
        env!("CARGO_PKG_LICENSE"),
    )
}

#[cfg(all(test, feature = "embed"))]
mod tests {
    use toml::Table;

    use super::*;

    #[test]
    fn the_embedded_package_is_the_one_in_the_sources() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
        let original: Table = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap();
        let embedded: Table = manifest("").parse().unwrap();
        for table in ["dependencies", "features"] {
            let names = |manifest: &Table| manifest[table].as_table().unwrap().keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&original), names(&embedded), "{table}");
        }
        assert_eq!(original["package"]["name"], embedded["package"]["name"]);
        for path in TESTS {
            assert!(folder.join(path).is_file(), "{path}");
        }
    }
}
