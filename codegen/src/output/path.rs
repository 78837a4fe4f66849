//! Which paths a file below the output folder can have.

use crate::portable::is_device;

/// The path of the [list](super::file_list) of the files that the tool wrote.
pub(super) const FILE_LIST: &str = ".csdl-codegen";

/// Whether a name can be that of a file or folder on every platform.
///
/// The naming of modules needs it: `aux.rs` cannot be a file on Windows.
pub fn is_portable_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 255
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        && !name.ends_with('.')
        && !is_device(name)
}

/// What two paths have in common that are one file on a file system that ignores case.
pub(super) fn fold(path: &str) -> String {
    path.to_ascii_lowercase()
}

/// Whether a path is one for a file below the output folder, and if not, why.
pub(super) fn check_path(path: &str) -> Result<(), String> {
    for part in path.split('/') {
        let folded = fold(part);
        if part.is_empty() || part == "." || part == ".." {
            return Err("it is not a plain path below a folder".to_owned());
        }
        if folded == ".git" || folded.starts_with(FILE_LIST) {
            return Err(format!("`{part}` is not for generated files"));
        }
        if !is_portable_name(part) {
            return Err(format!("`{}` is not a portable file name", part.escape_debug()));
        }
    }
    Ok(())
}
