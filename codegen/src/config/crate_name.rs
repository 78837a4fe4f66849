//! Names of crates: which there cannot be, and those of crates that nobody has named.

use crate::portable::is_device;

/// Names that cargo refuses, that make the crate unusable, or that the generated crate itself depends on.
#[rustfmt::skip]
const TAKEN_CRATE_NAMES: [&str; 18] = [
    "alloc", "base64", "build", "core", "deps", "examples", "gen", "incremental", "odata_runtime", "proc_macro",
    "rust_decimal", "serde", "serde_core", "serde_json", "std", "test", "time", "uuid",
];

/// Why a crate cannot have a name.
pub(super) fn fault(name: &str) -> Option<&'static str> {
    let folded = name.replace('-', "_").to_ascii_lowercase();
    if name.is_empty() {
        Some("it is empty")
    } else if !name.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_')) {
        Some("only ASCII letters, digits, `-` and `_` can be in one")
    } else if !name.starts_with(|character: char| character.is_ascii_alphabetic()) {
        Some("it must begin with a letter")
    } else if syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err() {
        Some("it is a Rust keyword")
    } else if TAKEN_CRATE_NAMES.contains(&folded.as_str()) {
        Some("it is taken by Rust, cargo or a crate that the generated one needs")
    } else if is_device(name) {
        Some("Windows has a device of that name")
    } else {
        None
    }
}

/// The name of a crate in a folder of this name: the same, or what is nearest to it of those that a crate can have. The root
/// of a file system has none, and is no place for a crate.
pub(super) fn of_folder(folder: &str) -> String {
    if folder.is_empty() || (fault(folder).is_none() && !folder.ends_with(['-', '_'])) {
        return folder.to_owned();
    }
    let mut name = String::new();
    for character in folder.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    let name = match name.chars().next() {
        None => "types".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("types-{name}"),
        Some(_) => name.to_owned(),
    };
    if fault(&name).is_some() { format!("{name}-types") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_has_a_name() {
        let cases = [
            ("graph", "graph"),
            ("graph_types", "graph_types"),
            ("Graph", "Graph"),
            ("gen", "gen-types"),
            ("gen-", "gen-types"),
            ("test", "test-types"),
            ("Self", "self-types"),
            ("serde", "serde-types"),
            ("My Types", "my-types"),
            ("types.v1", "types-v1"),
            ("123", "types-123"),
            ("_a", "a"),
            ("nul", "nul-types"),
            ("données", "donn-es"),
            ("型", "types"),
        ];
        for (folder, expected) in cases {
            assert_eq!(of_folder(folder), expected, "{folder}");
            assert_eq!(fault(expected), None, "{folder}");
        }
        assert!(fault(&of_folder("")).is_some());
    }
}
