//! Why output is not written.

use std::io;
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic};

/// Why the output cannot be compared or written: at least one fault, in the order of their paths.
pub type Faults = Vec<Diagnostic>;

/// A fault with what to do about it.
pub(super) fn fault(message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error_without_place(Code::Output, message).help(help)
}

/// What the file system refused to do.
pub(super) fn refused(doing: &str, path: &Path, error: &io::Error) -> Faults {
    let help = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "check the permissions of the folder, or choose another folder with --out"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space, then run it again",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "there is a file in place of a folder: choose another folder with --out"
        }
        _ => "check the folder, or choose another with --out; then run it again",
    };
    vec![fault(format!("cannot {doing} `{}`: {error}", path.display()), help)]
}
