//! The schemas that a configuration names, as sources.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::record::{self, Origin, Record};
use crate::source::{SourceId, Sources};

/// The files that schemas were read from.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    /// Their texts, in the order in which the configuration names them.
    pub ids: Vec<SourceId>,
    /// The records of those that have one.
    pub records: BTreeMap<SourceId, Record>,
}

impl Schemas {
    /// Where the files are from.
    pub fn origins(&self, sources: &Sources) -> Vec<Origin> {
        let origin =
            |id: &SourceId| Origin { file: sources.get(*id).file_name(), record: self.records.get(id).cloned() };
        self.ids.iter().map(origin).collect()
    }
}

/// Reads files, and the CSDL files in folders.
///
/// # Errors
///
/// A file or folder that cannot be read; each is in `diagnostics`.
pub fn read(paths: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Schemas, Stopped> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        match files_in(path) {
            Ok(found) if found.is_empty() => diagnostics.push(
                Diagnostic::error_without_place(
                    Code::UnreadableFile,
                    format!("the folder `{}` has no schema in it", path.display()),
                )
                .help("schemas are files that end with .csdl, .xml or .edmx"),
            ),
            Ok(found) => files.extend(found),
            Err(error) => diagnostics.push(unreadable(path, &error)),
        }
    }
    // A file that is named twice is read once.
    let mut seen = HashSet::new();
    files.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    let mut schemas = Schemas::default();
    for path in files {
        match std::fs::read(&path) {
            Ok(bytes) => {
                let record = record::check(&path, &bytes).unwrap_or_else(|warning| {
                    diagnostics.push(*warning);
                    None
                });
                match sources.add(&path, bytes) {
                    Ok(id) => {
                        schemas.ids.push(id);
                        schemas.records.extend(record.map(|record| (id, record)));
                    }
                    Err(error) => diagnostics.push(
                        Diagnostic::error_without_place(
                            Code::UnreadableFile,
                            format!("cannot read `{}`: {error}", path.display()),
                        )
                        .help("CSDL documents are UTF-8 or UTF-16"),
                    ),
                }
            }
            Err(error) => diagnostics.push(unreadable(&path, &error)),
        }
    }
    diagnostics.checkpoint()?;
    Ok(schemas)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error_without_place(Code::UnreadableFile, format!("cannot read `{}`: {error}", path.display()))
        .help("name an existing CSDL file, or a folder of them")
}

/// The paths below `folder` that hold CSDL XML (`.csdl`, `.xml`, `.edmx`), sorted.
fn files_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let known = path
            .extension()
            .is_some_and(|extension| ["csdl", "xml", "edmx"].iter().any(|known| extension.eq_ignore_ascii_case(known)));
        if known && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
