//! Why output is not written.

use std::fmt;
use std::io;
use std::path::Path;

use super::FileSetError;
use crate::diagnostics::{Code, Diagnostic};

/// Why the output cannot be compared or written: at least one fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputError {
    faults: Vec<Fault>,
}

/// One reason why the output cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, with the path.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl OutputError {
    /// The faults, in the order of their paths.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The errors to show.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.faults.iter().map(|fault| Diagnostic::error_without_place(Code::Output, &fault.message).help(&fault.help))
    }

    pub(super) fn all(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self { faults }) }
    }

    /// What the file system refused to do.
    pub(super) fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
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
        Fault::new(format!("cannot {doing} `{}`: {error}", path.display()), help).into()
    }
}

impl Fault {
    pub(super) fn new(message: String, help: impl Into<String>) -> Self {
        Self { message, help: help.into() }
    }
}

impl From<Fault> for OutputError {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault] }
    }
}

impl From<FileSetError> for OutputError {
    fn from(error: FileSetError) -> Self {
        Fault::new(error.to_string(), "this is a bug in csdl-codegen: please report it with the metadata").into()
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            write!(f, "{}{}", if index == 0 { "" } else { "\n" }, fault.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for OutputError {}
