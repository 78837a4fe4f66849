//! Where the file is that a reference leads to: among those that were given, beside the referring one, or in a folder that is
//! named for it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::walk::{files_below, unreadable};
use crate::config::Config;
use crate::csdl;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::references::file_names;
use crate::source::{Sources, Span};

/// A reference that is to be followed.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) uri: String,
    pub(super) span: Span,
    /// The namespaces that it includes.
    pub(super) namespaces: Vec<String>,
}

/// Finds files by their names. Nothing but the folders of files that were read, and those of `references`, is looked into.
#[derive(Debug)]
pub(super) struct Finder<'c> {
    folders: &'c [PathBuf],
    /// The files that were given.
    given: Names,
    /// The files beside others, by folder.
    beside: HashMap<PathBuf, Names>,
    /// The files in the folders.
    listed: Names,
}

impl<'c> Finder<'c> {
    /// Looks among the files that were given, and in folders.
    pub(super) fn new(given: &[PathBuf], folders: &'c [PathBuf]) -> Self {
        Self { folders, given: Names::of(given.iter().cloned()), beside: HashMap::new(), listed: Names::default() }
    }

    /// Lists the files in the folders; one that cannot be read is an error.
    pub(super) fn list(&mut self, config: &Config, diagnostics: &mut Diagnostics) {
        for folder in self.folders {
            match files_below(folder) {
                Ok(files) => files.into_iter().for_each(|file| self.listed.add(file)),
                Err(error) => diagnostics.push(
                    unreadable(folder, &error, config.place("references", &folder.to_string_lossy()))
                        .help("`references` are folders with documents that schemas refer to"),
                ),
            }
        }
        self.listed.sort();
    }

    /// The file to read for a reference in a file; `None` if there is none, or if it was given.
    pub(super) fn find(&mut self, from: &Path, wanted: &Reference, diagnostics: &mut Diagnostics) -> Option<PathBuf> {
        let names = file_names(&wanted.uri);
        if names.iter().any(|name| !self.given.get(name).is_empty()) {
            return None;
        }
        let folder = from.parent().unwrap_or(Path::new(""));
        let beside = self.beside.entry(folder.to_path_buf()).or_insert_with(|| Names::in_folder(folder));
        // On a system that does not tell cases apart there is only one anyway.
        if let Some(path) = names.iter().find_map(|name| only(beside.get(name))) {
            return Some(path.clone());
        }
        let found = names.iter().map(|name| self.listed.get(name)).find(|found| !found.is_empty())?;
        Some(chosen(&found, wanted, diagnostics))
    }
}

/// Of several files of one name: the first that has the namespaces which the reference includes, or else the first.
fn chosen(paths: &[&PathBuf], wanted: &Reference, diagnostics: &mut Diagnostics) -> PathBuf {
    if let [path] = paths {
        return PathBuf::clone(path);
    }
    let mut read: Vec<(&PathBuf, Vec<u8>)> = Vec::new();
    for path in paths.iter().copied() {
        // Of one that cannot be read nothing is known, and whoever reads it then says so.
        let bytes = std::fs::read(path).unwrap_or_default();
        if !read.iter().any(|(_, known)| *known == bytes) {
            read.push((path, bytes));
        }
    }
    let declares = |path: &Path, bytes: &[u8]| {
        let mut sources = Sources::default();
        let declared = sources.add(path, bytes.to_vec()).map(|id| csdl::namespaces(&sources, id)).unwrap_or_default();
        wanted.namespaces.iter().all(|namespace| declared.contains(namespace))
    };
    let fitting: Vec<&PathBuf> = match read.as_slice() {
        [(path, _)] => vec![*path],
        several => several.iter().filter(|(path, bytes)| declares(path, bytes)).map(|(path, _)| *path).collect(),
    };
    let first = fitting.first().copied().unwrap_or(paths[0]);
    if fitting.len() != 1 {
        let others = read.iter().map(|(path, _)| *path).filter(|path| *path != first);
        let others: Vec<String> = others.map(|path| format!("`{}`", path.display())).collect();
        let message = format!("the reference `{}` leads to {} different files", wanted.uri, read.len());
        diagnostics.push(Diagnostic::warning(Code::AmbiguousReference, wanted.span, message).help(format!(
            "`{}` is read, and {} not; name the right one in `schemas`",
            first.display(),
            others.join(" and ")
        )));
    }
    first.clone()
}

/// Files by their names in lower case.
#[derive(Debug, Default)]
struct Names(BTreeMap<String, Vec<PathBuf>>);

impl Names {
    fn of(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut names = Self::default();
        paths.into_iter().for_each(|path| names.add(path));
        names.sort();
        names
    }

    /// The files in a folder; none if it cannot be read.
    fn in_folder(folder: &Path) -> Self {
        let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = std::fs::read_dir(place).into_iter().flatten().flatten();
        // The path as the user would write it, and not with `./` before it.
        Self::of(entries.map(|entry| folder.join(entry.file_name())).filter(|path| path.is_file()))
    }

    fn add(&mut self, path: PathBuf) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return };
        self.0.entry(name.to_ascii_lowercase()).or_default().push(path);
    }

    /// Sorts the files of each name, so that it does not matter in which order folders are named and listed.
    fn sort(&mut self) {
        for paths in self.0.values_mut() {
            paths.sort();
            paths.dedup();
        }
    }

    /// The files of exactly this name, or if there is none, those whose names differ only in case.
    fn get(&self, name: &str) -> Vec<&PathBuf> {
        let Some(alike) = self.0.get(&name.to_ascii_lowercase()) else { return Vec::new() };
        let exact: Vec<&PathBuf> = alike.iter().filter(|path| path.ends_with(name)).collect();
        if exact.is_empty() { alike.iter().collect() } else { exact }
    }
}

fn only(paths: Vec<&PathBuf>) -> Option<&PathBuf> {
    match paths[..] {
        [path] => Some(path),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::csdl::testing::edmx;
    use crate::source::SourceId;

    fn document(namespace: &str) -> String {
        edmx(&format!("<Schema Namespace=\"{namespace}\"/>"))
    }

    /// Where references lead in a folder with `given/a.xml`, which has them, and files with namespaces.
    fn leads(files: &[(&str, &str)], references: &[(&str, &[&str])]) -> Vec<(Option<String>, usize)> {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, namespace) in [&[("given/a.xml", "a")], files].concat() {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
            fs::write(path, document(namespace)).expect("it can be written");
        }
        let from = folder.path().join("given/a.xml");
        let folders = [folder.path().join("vendor")];
        let mut found = Vec::new();
        for (uri, namespaces) in references {
            let mut diagnostics = Diagnostics::default();
            let mut finder = Finder::new(std::slice::from_ref(&from), &folders);
            finder.list(&Config::default(), &mut diagnostics);
            let wanted = Reference {
                uri: (*uri).to_owned(),
                span: Span::new(SourceId(0), 0, 0),
                namespaces: namespaces.iter().map(|name| (*name).to_owned()).collect(),
            };
            let path = finder.find(&from, &wanted, &mut diagnostics);
            let below = path.map(|path| path.strip_prefix(folder.path()).expect("it is below").to_owned());
            let shown = below.map(|path| path.to_string_lossy().replace('\\', "/"));
            found.push((shown, diagnostics.as_slice().len()));
        }
        found
    }

    fn at(path: &str) -> (Option<String>, usize) {
        (Some(path.to_owned()), 0)
    }

    #[test]
    fn places() {
        let files = [
            ("given/b.xml", "b"),
            ("vendor/b.xml", "b"),
            ("vendor/c.xml", "c"),
            ("vendor/deep/er/d.csdl", "d"),
            ("vendor/$metadata.csdl", "m"),
            ("up.xml", "up"),
        ];
        let found = leads(
            &files,
            &[
                ("http://h/x/b.xml?y#z", &[]),
                ("c.xml", &["c"]),
                ("https://h/D.CSDL", &["d"]),
                ("/v/$metadata", &[]),
                ("../up.xml", &["up"]),
                ("..%2fup.xml", &["up"]),
                ("A.XML", &["a"]),
                ("", &[]),
            ],
        );
        let none = (None, 0);
        let expected = [
            at("given/b.xml"),
            at("vendor/c.xml"),
            at("vendor/deep/er/d.csdl"),
            at("vendor/$metadata.csdl"),
            none.clone(),
            none.clone(),
            none.clone(),
            none,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn several_of_one_name() {
        let files = [
            ("vendor/1/x.xml", "one"),
            ("vendor/2/x.xml", "two"),
            ("vendor/3/x.xml", "two"),
            ("vendor/1/same.xml", "s"),
            ("vendor/2/same.xml", "s"),
        ];
        let found =
            leads(&files, &[("x.xml", &["two"]), ("x.xml", &["three"]), ("x.xml", &[]), ("same.xml", &["other"])]);
        let doubtful = |path: &str| (Some(path.to_owned()), 1);
        let expected =
            [at("vendor/2/x.xml"), doubtful("vendor/1/x.xml"), doubtful("vendor/1/x.xml"), at("vendor/1/same.xml")];
        assert_eq!(found, expected);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn upper_and_lower_case() {
        let files = [
            ("given/b.XML", "b"),
            ("given/c.xml", "c"),
            ("given/C.xml", "C"),
            ("vendor/d.xml", "d"),
            ("vendor/D.xml", "D"),
        ];
        let uris = [("B.xml", &[][..]), ("C.xml", &[]), ("c.XML", &[]), ("d.xml", &[]), ("d.XML", &["d"])];
        let found = leads(&files, &uris);
        assert_eq!(found, [at("given/b.XML"), at("given/C.xml"), (None, 0), at("vendor/d.xml"), at("vendor/d.xml")]);
    }
}
