//! The files in a folder and in all folders in it.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// What marks a folder whose content can be made anew, as cargo's `target` (<https://bford.info/cachedir/>).
const CACHE_TAG: &str = "CACHEDIR.TAG";

/// The paths of all files below a folder, sorted.
///
/// Hidden files and folders are skipped, and so are those that are marked as caches. A folder that links lead to more than
/// once is looked into once.
///
/// # Errors
///
/// A folder that cannot be read.
pub(super) fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut seen = HashSet::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(folder) = pending.pop() {
        if !seen.insert(folder.canonicalize()?) {
            continue;
        }
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                paths.push(entry.path());
            }
        }
        // In this order the first of two ways to a folder is always the same: the last one that is added is looked into first.
        paths.sort();
        for path in paths.into_iter().rev() {
            if path.is_file() {
                files.push(path);
            } else if path.is_dir() && !path.join(CACHE_TAG).exists() {
                pending.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The fault that a file or folder cannot be read, where it is named.
pub(super) fn unreadable(path: &Path, error: &io::Error, place: Option<Span>) -> Diagnostic {
    Diagnostic::error_at(Code::UnreadableFile, place, format!("cannot read `{}`: {error}", path.display()))
        .help("name an existing CSDL file, or a folder of them")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let files = files_below(folder).expect("it can be read");
        let below =
            |file: PathBuf| file.strip_prefix(folder).expect("it is below").to_string_lossy().replace('\\', "/");
        files.into_iter().map(below).collect()
    }

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
            fs::write(path, "").expect("it can be written");
        }
        folder
    }

    #[test]
    fn what_is_hidden_or_a_cache_is_passed_over() {
        let folder =
            tree(&["b/c/d.xml", "a.csdl", "b/a.xml", ".git/x.xml", ".x.xml", "target/CACHEDIR.TAG", "target/x.xml"]);
        assert_eq!(names(folder.path()), ["a.csdl", "b/a.xml", "b/c/d.xml"]);
        files_below(&folder.path().join("nothing")).expect_err("it is not there");
    }

    #[cfg(unix)]
    #[test]
    fn links_end() {
        use std::os::unix::fs::symlink;

        let folder = tree(&["a/b/x.xml"]);
        let link = |to: &str, from: &str| symlink(to, folder.path().join(from)).expect("a link");
        link("..", "a/b/up");
        link("a", "z");
        link("itself", "itself");
        link("nowhere", "dangling");
        assert_eq!(names(folder.path()), ["a/b/x.xml"]);
    }
}
