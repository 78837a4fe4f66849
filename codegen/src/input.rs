//! The schemas that a configuration names, and those that they refer to, as sources.

mod find;
mod foreign;
mod walk;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use self::find::{Finder, Reference};
use self::foreign::Foreign;
use self::walk::{files_below, unreadable};
use crate::config::Config;
use crate::csdl;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::provenance::{self, Origin, Provenance};
use crate::references::{is_known, is_schema};
use crate::source::{self, How, SourceId, Sources, Span};

/// The files that schemas were read from.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    /// Their texts, in the order in which the configuration names them, and after these those that are only referred to.
    pub ids: Vec<SourceId>,
    /// The provenance of each file that has one.
    pub provenances: BTreeMap<SourceId, Provenance>,
}

impl Schemas {
    /// Where the files are from.
    pub fn origins(&self, sources: &Sources) -> Vec<Origin> {
        let origin = |id: &SourceId| Origin {
            source: *id,
            is_followed: sources.get(*id).is_followed(),
            file: sources.get(*id).file_name(),
            provenance: self.provenances.get(id).cloned(),
        };
        self.ids.iter().map(origin).collect()
    }
}

/// Which of the files in a folder are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of them, so that one which cannot be read is an error.
    All,
    /// What is needed of them, so that one which cannot be read is a warning.
    Needed,
}

impl Wanted {
    /// What a configuration generates from: without patterns, all that there is.
    pub fn by(config: &Config) -> Self {
        if config.include.is_empty() { Self::All } else { Self::Needed }
    }
}

/// Reads files and the CSDL files in folders, and whatever files these refer to.
///
/// # Errors
///
/// A file or folder that cannot be read; each is in `diagnostics`. For one that is only referred to, or found in a folder where
/// others can be read and not all are wanted, there is a warning.
pub fn read(
    config: &Config,
    wanted: Wanted,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Schemas, Stopped> {
    let mut reader = Reader {
        wanted,
        named: None,
        sources,
        diagnostics,
        schemas: Schemas::default(),
        paths: Vec::new(),
        seen: HashSet::new(),
        foreign: Foreign::default(),
        by_length: HashMap::new(),
        unread: Vec::new(),
    };
    for path in &config.schemas {
        reader.named = config.place("schemas", &path.to_string_lossy());
        if path.is_dir() {
            reader.read_folder(path);
        } else {
            reader.read(path.clone(), How::Named);
        }
    }
    reader.named = None;
    reader.follow(config);
    let Reader { schemas, foreign, unread, .. } = reader;
    let is_error = wanted == Wanted::All || schemas.ids.is_empty();
    diagnostics.extend(unread.into_iter().map(|fault| if is_error { fault } else { fault.into_warning() }));
    diagnostics.extend(foreign.warning());
    diagnostics.checkpoint()?;
    Ok(schemas)
}

/// What a file has.
struct Loaded {
    /// Its text, or why there is none.
    text: Result<String, Box<Diagnostic>>,
    /// Its provenance, or what is wrong with that.
    provenance: Result<Option<Provenance>, Box<Diagnostic>>,
}

/// Reads files, each once.
struct Reader<'r> {
    wanted: Wanted,
    /// Where the configuration names the file or folder that is read.
    named: Option<Span>,
    sources: &'r mut Sources,
    diagnostics: &'r mut Diagnostics,
    schemas: Schemas,
    /// The paths of the files, in the order of their ids.
    paths: Vec<PathBuf>,
    /// The files that were read, by whatever path.
    seen: HashSet<PathBuf>,
    /// The files in folders that are skipped.
    foreign: Foreign,
    /// The files by the lengths of their texts, since only those can be the same that are as long.
    by_length: HashMap<usize, Vec<SourceId>>,
    /// What is wrong with files in folders that cannot be read.
    unread: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads the schemas in a folder.
    fn read_folder(&mut self, folder: &Path) {
        let files = match files_below(folder) {
            Ok(files) => files,
            Err(error) => return self.diagnostics.push(unreadable(folder, &error, self.named)),
        };
        let mut has_schema = false;
        for file in files.into_iter().filter(|file| is_schema(file)) {
            has_schema |= self.read(file, How::Found);
        }
        if !has_schema {
            let message = format!("the folder `{}` contains no schema", folder.display());
            self.diagnostics.push(Diagnostic::error_at(Code::UnreadableFile, self.named, message).help(
                "schemas are files that end with .csdl, .edmx or .csdl-json, and those with .xml and .json that are CSDL",
            ));
        }
    }

    /// Reads a file, unless it was read before. Whether it is, or may be, a schema.
    fn read(&mut self, path: PathBuf, how: How) -> bool {
        let place = path.canonicalize().unwrap_or_else(|_| path.clone());
        if self.seen.contains(&place) {
            return true;
        }
        let Some(Loaded { text, provenance }) = self.load(&path, how) else { return false };
        self.seen.insert(place);
        let provenance = provenance.unwrap_or_else(|warning| {
            self.diagnostics.push(*warning);
            None
        });
        match text {
            Ok(text) if how == How::Found && self.is_copy(&path, &text) => {}
            Ok(text) => {
                let length = text.len();
                let is_wanted = how == How::Found && self.wanted == Wanted::All;
                let id = self.sources.add_text(&path, text, if is_wanted { How::Named } else { how });
                self.by_length.entry(length).or_default().push(id);
                self.schemas.ids.push(id);
                self.schemas.provenances.extend(provenance.map(|provenance| (id, provenance)));
                self.paths.push(path);
            }
            Err(fault) => match how {
                How::Named => self.diagnostics.push(*fault),
                How::Found => self.unread.push(*fault),
                How::Followed => self.diagnostics.push(fault.into_warning()),
            },
        }
        true
    }

    /// Whether a file of a folder has the very text of another one, which says so: it would declare all of it a second time.
    fn is_copy(&mut self, path: &Path, text: &str) -> bool {
        let alike = self.by_length.get(&text.len()).map(Vec::as_slice).unwrap_or_default();
        let Some(first) = alike.iter().map(|id| self.sources.get(*id)).find(|source| source.text() == text) else {
            return false;
        };
        let message = format!("`{}` is the same document as `{}`, and is skipped", path.display(), first.name());
        self.diagnostics
            .push(Diagnostic::warning_without_place(Code::Redeclaration, message).help("remove one of them"));
        true
    }

    /// What a file has; `None` if it is one of a folder that is skipped.
    fn load(&mut self, path: &Path, how: How) -> Option<Loaded> {
        let loaded = match std::fs::read(path) {
            Ok(bytes) => {
                let provenance = provenance::check(path, &bytes);
                Loaded { text: source::decode(bytes).map_err(|error| undecodable(path, error, self.named)), provenance }
            }
            Err(error) => Loaded { text: Err(Box::new(unreadable(path, &error, self.named))), provenance: Ok(None) },
        };
        let is_passed_over = how == How::Found && self.foreign.takes(path, &loaded.text);
        (!is_passed_over).then_some(loaded)
    }

    /// Reads what the files refer to, and what that refers to.
    ///
    /// All of it is read, whatever is selected: a document says only by its text whether it has types that are derived from a
    /// selected one, and that takes less time than to find out what could be left unread.
    fn follow(&mut self, config: &Config) {
        let mut finder = Finder::new(&self.paths, &config.references);
        finder.list(config, self.diagnostics);
        let mut next = 0;
        while let Some(id) = self.schemas.ids.get(next).copied() {
            let wanted: Vec<Reference> = csdl::references(self.sources, id)
                .into_iter()
                .filter(|reference| !is_known(reference))
                .map(|reference| Reference {
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
                    self.read(path, How::Followed);
                }
            }
            next += 1;
        }
    }
}

fn undecodable(path: &Path, error: String, place: Option<Span>) -> Box<Diagnostic> {
    let message = format!("cannot read `{}`: {error}", path.display());
    Box::new(Diagnostic::error_at(Code::UnreadableFile, place, message).help("CSDL documents are UTF-8 or UTF-16"))
}
