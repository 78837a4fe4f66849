//! Where a schema is from: `graph.csdl.source.toml` beside `graph.csdl`.
//!
//! [`fetch`](crate::fetch) writes it, so that the next run asks for the document only if it has changed; for a file that
//! nobody fetched it can be written by hand. Whoever reads the file compares it with the hash, and so an edit of what a
//! service has published does not go unnoticed.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use blake3::Hash;
use serde::{Deserialize, Serialize};
use toml::value::Datetime;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::SourceId;
use crate::unicode;

/// What is known of the origin of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Provenance {
    /// Where it can be fetched; `None` if it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What else there is to say about where it is from. It is kept when the file is fetched again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was fetched, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetched: Option<Datetime>,
    /// The `ETag` that the service gave it ([RFC 9110, 8.8.3](https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The `Last-Modified` that came with it, as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// The BLAKE3 hash of its bytes in hexadecimal digits, as `b3sum` prints it.
    pub blake3: String,
    /// How many bytes were fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}

/// A file, and what is known of where it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its text.
    pub source: SourceId,
    /// Whether nobody named it: another document refers to it.
    pub is_followed: bool,
    /// The name of the file, without folders.
    pub file: String,
    /// What is known; `None` if nothing is.
    pub provenance: Option<Provenance>,
}

impl Provenance {
    /// The file that holds the provenance of a file.
    pub fn path(file: &Path) -> PathBuf {
        let mut name = file.file_name().map_or_else(OsString::new, OsString::from);
        name.push(".source.toml");
        file.with_file_name(name)
    }

    /// Reads the provenance of a file; `None` if it has none.
    ///
    /// # Errors
    ///
    /// A warning that says why the provenance cannot be read.
    pub fn of(file: &Path) -> Result<Option<Self>, Box<Diagnostic>> {
        let path = Self::path(file);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            // What cannot be a file has no provenance beside it either.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(unreadable(&path, &error.to_string())),
        };
        toml::from_str(&text).map(Some).map_err(|error| unreadable(&path, error.message()))
    }

    /// The text of the file that holds it.
    pub fn text(&self, file: &Path) -> Result<String, toml::ser::Error> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // A name may have line breaks in it, and what follows one would no longer be a comment.
        let name: String = name.chars().filter(|character| !unicode::is_unprintable(*character)).collect();
        Ok(format!(
            "# Where {name} is from. `csdl-codegen fetch` keeps this file up to date.\n{}",
            toml::to_string(self)?
        ))
    }

    /// Whether these bytes are those that it is about.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        Hash::from_hex(&self.blake3).is_ok_and(|hash| hash == blake3::hash(bytes))
    }
}

/// The provenance of a file; `None` if it has none.
///
/// # Errors
///
/// A warning if the provenance cannot be read, or is not of these bytes.
pub(crate) fn check(file: &Path, bytes: &[u8]) -> Result<Option<Provenance>, Box<Diagnostic>> {
    let Some(provenance) = Provenance::of(file)? else {
        return Ok(None);
    };
    if provenance.is_of(bytes) {
        return Ok(Some(provenance));
    }
    let (file, place, hash) = (file.display(), Provenance::path(file), blake3::hash(bytes));
    let place = place.display();
    let (message, help) = match &provenance.url {
        // Without the URL, it is no longer replaced by what is fetched.
        Some(url) => (
            format!("`{file}` is not what was fetched from `{url}`"),
            format!(
                "fetch it again with `fetch -o {file} --force`; or, if the edit is intended, write in `{place}` just a line \
                 `note = \"…\"` about it and `blake3 = \"{hash}\"`"
            ),
        ),
        None => (
            format!("`{file}` has changed since `{place}` was written"),
            format!("if the edit is intended, write `blake3 = \"{hash}\"` to `{place}`"),
        ),
    };
    Err(Box::new(Diagnostic::warning_without_place(Code::ChangedDownload, message).help(help)))
}

fn unreadable(path: &Path, error: &str) -> Box<Diagnostic> {
    let message = format!("cannot read `{}`: {error}", path.display());
    Box::new(Diagnostic::warning_without_place(Code::ChangedDownload, message).help("correct the file, or delete it"))
}

#[cfg(test)]
mod tests;
