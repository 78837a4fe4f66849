//! The faults of fetching.

use std::io;
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};

/// A fault with what to do about it.
pub(super) fn fault(message: String, help: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::error_without_place(Code::Fetch, message).help(help))
}

/// Reports a fault after which nothing is fetched.
pub(super) fn stop(diagnostics: &mut Diagnostics, fault: Diagnostic) -> Stopped {
    diagnostics.push(fault);
    Stopped
}

/// The fault that a file cannot be written.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    fault(
        format!("cannot write `{}`: {error}", path.display()),
        "name a file in a folder that can be written".to_owned(),
    )
}
