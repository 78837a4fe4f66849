//! Paths in a `codegen.toml` and in a Cargo.toml, which are relative to the folders of these files.
//!
//! `pathdiff` would do one step of four: it neither resolves `..`, nor writes `/` everywhere, nor says that nothing leads there.

use std::path::{Component, Path, PathBuf};

/// The path that a text in a file of a folder stands for.
pub(super) fn resolve(folder: &Path, text: &str) -> PathBuf {
    tidy(&folder.join(text))
}

/// The path without `.`, and without `folder/..` where that is the same place: not where `folder` is a symbolic link.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for component in path.components() {
        let removable = matches!(tidied.components().next_back(), Some(Component::Normal(_)))
            && tidied.symlink_metadata().is_ok_and(|found| found.is_dir());
        match component {
            Component::CurDir => {}
            Component::ParentDir if removable => {
                tidied.pop();
            }
            _ => tidied.push(component),
        }
    }
    if tidied.as_os_str().is_empty() { PathBuf::from(".") } else { tidied }
}

/// How a path is written in a file in a folder, both of them relative to the current folder: with `/`, as is understood
/// everywhere. It is absolute only if nothing leads from the one to the other.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let (Ok(from), Ok(to)) = (std::path::absolute(folder), std::path::absolute(path)) else {
        return path.display().to_string();
    };
    let (from, to) = (parts(&from), parts(&to));
    let shared = shared(&from, &to);
    if shared == 0 {
        return path.display().to_string();
    }
    let up = std::iter::repeat_n("..", from.len() - shared);
    let parts: Vec<&str> = up.chain(to[shared..].iter().map(String::as_str)).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// The same for what a user has given: what is absolute stays so, unless it is near.
pub(super) fn shown(folder: &Path, path: &Path) -> String {
    if path.is_absolute() && is_elsewhere(folder, path) { path.display().to_string() } else { relative(folder, path) }
}

/// Whether a path leads out of a folder.
fn is_elsewhere(folder: &Path, path: &Path) -> bool {
    let (Ok(from), Ok(to)) = (std::path::absolute(folder), std::path::absolute(path)) else { return true };
    let from = parts(&from);
    shared(&from, &parts(&to)) < from.len()
}

fn shared(from: &[String], to: &[String]) -> usize {
    from.iter().zip(to).take_while(|(left, right)| left == right).count()
}

fn parts(path: &Path) -> Vec<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(parts.pop()),
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts
}
