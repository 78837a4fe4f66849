//! What the generator makes of any CSDL.

use std::fs;
use std::path::{Path, PathBuf};

use csdl_codegen::config::Runtime;
use csdl_codegen::{Config, generate};

/// CSDL becomes Rust that can be parsed and formatted, or is refused with an error that says why.
pub fn pipeline(schema: &[u8]) {
    let folder = scratch();
    let path = folder.path().join("schema.csdl");
    fs::write(&path, schema).expect("the schema can be written");
    let out = folder.path().join("types");
    let mut config = Config::new([path]);
    config.out = Some(out.clone());
    // The runtime is the same each time.
    config.runtime = Some(Runtime::Path("runtime".into()));
    match generate(&config) {
        Ok(report) => {
            report.warnings();
            let files = rust_files(&out);
            assert!(!files.is_empty());
            files.iter().for_each(|file| assert_is_rust(file));
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(!out.exists(), "there is output all the same: {error}");
        }
    }
}

/// A folder in memory, where there is one.
fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("there is room for a folder")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files
}

fn assert_is_rust(path: &Path) {
    let text = fs::read_to_string(path).expect("the file can be read");
    let formatted = format(path, &text);
    assert_eq!(format(path, &formatted), formatted, "{}", path.display());
}

fn format(path: &Path, text: &str) -> String {
    match syn::parse_file(text) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!("{}: {error}\n{text}", path.display()),
    }
}
