//! The package as texts.

use std::collections::BTreeSet;
use std::path::Path;

use crate::embed::SOURCES;

fn collect(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && name != "tests" {
            collect(&path, &format!("{prefix}{name}/"), found);
        } else if (name.ends_with(".rs") || name.ends_with(".txt")) && name != "tests.rs" {
            found.insert(format!("{prefix}{name}"));
        }
    }
}

#[test]
fn every_file_is_listed() {
    let mut found = BTreeSet::from(["LICENSE", "README.md"].map(str::to_owned));
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "src/", &mut found);
    assert_eq!(found, SOURCES.iter().map(|(path, _)| (*path).to_owned()).collect());
}
