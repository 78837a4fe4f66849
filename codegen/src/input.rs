//! The schemas that a configuration names, and those that they refer to, as sources.

mod find;
mod walk;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use self::find::Finder;
use self::walk::files_below;
use crate::config::Config;
use crate::csdl::{self, json};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, Stopped};
use crate::record::{self, Origin, Record};
use crate::references::{is_known, is_schema};
use crate::source::{SourceId, Sources, Span};

/// The files that schemas were read from.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    /// Their texts, in the order in which the configuration names them, and after these those that are only referred to.
    pub ids: Vec<SourceId>,
    /// The records of those that have one.
    pub records: BTreeMap<SourceId, Record>,
}

impl Schemas {
    /// Where the files are from.
    pub fn origins(&self, sources: &Sources) -> Vec<Origin> {
        let origin = |id: &SourceId| Origin {
            source: *id,
            is_followed: sources.get(*id).is_followed(),
            file: sources.get(*id).file_name(),
            record: self.records.get(id).cloned(),
        };
        self.ids.iter().map(origin).collect()
    }
}

/// Reads files and the CSDL files in folders, and whatever files these refer to.
///
/// # Errors
///
/// A file or folder that cannot be read; each is in `diagnostics`. For one that is only referred to there is a warning.
pub fn read(config: &Config, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Schemas, Stopped> {
    let files = given(&config.schemas, diagnostics);
    let mut reader =
        Reader { sources, diagnostics, schemas: Schemas::default(), paths: Vec::new(), seen: HashSet::new() };
    for path in files {
        reader.read(path, false);
    }
    reader.follow(&config.references);
    let Reader { schemas, .. } = reader;
    diagnostics.checkpoint()?;
    Ok(schemas)
}

/// The files that are named, and those in the folders that are.
fn given(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let found = files_below(path).map(|files| files.into_iter().filter(|file| is_csdl(file)).collect::<Vec<_>>());
        match found {
            Ok(found) if found.is_empty() => diagnostics.push(
                Diagnostic::error_without_place(
                    Code::UnreadableFile,
                    format!("the folder `{}` has no schema in it", path.display()),
                )
                .help("schemas are files that end with .csdl, .xml, .edmx or .csdl-json, and those with .json that are CSDL"),
            ),
            Ok(found) => files.extend(found),
            Err(error) => diagnostics.push(unreadable(path, &error)),
        }
    }
    files
}

/// Reads files, each once.
struct Reader<'r> {
    sources: &'r mut Sources,
    diagnostics: &'r mut Diagnostics,
    schemas: Schemas,
    /// The paths of the files, in the order of their ids.
    paths: Vec<PathBuf>,
    /// The files that were read, by whatever path.
    seen: HashSet<PathBuf>,
}

impl Reader<'_> {
    fn read(&mut self, path: PathBuf, is_followed: bool) {
        if !self.seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
            return;
        }
        let severity = if is_followed { Severity::Warning } else { Severity::Error };
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return self.diagnostics.push(Diagnostic { severity, ..unreadable(&path, &error) }),
        };
        let record = record::check(&path, &bytes).unwrap_or_else(|warning| {
            self.diagnostics.push(*warning);
            None
        });
        let added = if is_followed { self.sources.follow(&path, bytes) } else { self.sources.add(&path, bytes) };
        match added {
            Ok(id) => {
                self.schemas.ids.push(id);
                self.schemas.records.extend(record.map(|record| (id, record)));
                self.paths.push(path);
            }
            Err(error) => {
                let message = format!("cannot read `{}`: {error}", path.display());
                let fault = Diagnostic::error_without_place(Code::UnreadableFile, message);
                self.diagnostics.push(Diagnostic { severity, ..fault.help("CSDL documents are UTF-8 or UTF-16") });
            }
        }
    }

    /// Reads what the files refer to, and what that refers to.
    ///
    /// All of it is read, whatever is selected: a document says only by its text whether it has types that are derived from a
    /// selected one, and that takes less time than to find out what could be left unread.
    fn follow(&mut self, folders: &[PathBuf]) {
        let mut finder = Finder::new(&self.paths, folders);
        finder.list(self.diagnostics);
        let mut next = 0;
        while let Some(id) = self.schemas.ids.get(next).copied() {
            let wanted: Vec<Wanted> = csdl::references(self.sources, id)
                .into_iter()
                .filter(|reference| !is_known(reference))
                .map(|reference| Wanted {
                    uri: reference.uri.text.into_owned(),
                    span: reference.uri.span,
                    namespaces: reference
                        .includes
                        .into_iter()
                        .map(|include| include.namespace.text.into_owned())
                        .collect(),
                })
                .collect();
            let from = self.paths[next].clone();
            for reference in wanted {
                if let Some(path) = finder.find(&from, &reference, self.diagnostics) {
                    self.read(path, true);
                }
            }
            next += 1;
        }
    }
}

/// A reference that is to be followed.
#[derive(Debug)]
struct Wanted {
    uri: String,
    span: Span,
    /// The namespaces that it includes.
    namespaces: Vec<String>,
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error_without_place(Code::UnreadableFile, format!("cannot read `{}`: {error}", path.display()))
        .help("name an existing CSDL file, or a folder of them")
}

/// Whether a file of a folder is a schema: by its name, or, if it ends with `.json` and can be anything, by what is in it. Of one
/// that cannot be read nothing is known, and nothing said.
fn is_csdl(path: &Path) -> bool {
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return is_schema(path);
    }
    let Ok(bytes) = std::fs::read(path) else { return false };
    let mut sources = Sources::default();
    sources.add(path, bytes).is_ok_and(|id| json::is_csdl(sources.get(id).text()))
}
