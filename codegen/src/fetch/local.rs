//! Documents that were received, and the files that they are for.

use std::path::PathBuf;
use std::{fs, io};

use fluent_uri::Uri;
use time::UtcDateTime;
use toml::value::Datetime;

use super::document;
use super::fault::{fault, unwritable};
use super::http::{Answer, Body, Validators};
use super::report::Change;
use super::request::Request;
use crate::diagnostics::{Diagnostic, Diagnostics, Stopped};
use crate::provenance::Provenance;
use crate::source::{SourceId, Sources};

/// A file as it is before anything is fetched.
#[derive(Clone, Debug)]
pub(super) struct Local {
    pub(super) file: PathBuf,
    pub(super) provenance: Option<Provenance>,
    /// Its bytes; `None` if there is none.
    old: Option<Vec<u8>>,
}

/// A document that was received.
#[derive(Debug)]
pub(super) struct Fetched {
    local: Local,
    /// Where it was asked for.
    pub(super) url: String,
    /// Where it is from, after redirects.
    pub(super) here: Uri<String>,
    /// Its text.
    pub(super) source: SourceId,
    /// What was sent; `None` if the service said that what the file has is still the same.
    body: Option<Body>,
}

impl Local {
    /// Looks at a file. Provenance that cannot be read is a warning.
    pub(super) fn read(file: PathBuf, diagnostics: &mut Diagnostics) -> Result<Self, Box<Diagnostic>> {
        let provenance = Provenance::of(&file).unwrap_or_else(|warning| {
            diagnostics.push(*warning);
            None
        });
        let old = match fs::read(&file) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                let message = format!("cannot read `{}`: {error}", file.display());
                return Err(fault(message, "name the file to write".to_owned()));
            }
        };
        Ok(Self { file, provenance, old })
    }

    /// What makes a service not send the document of a URL again: only of what is still there as it came is it of use to know
    /// that it has not changed. Nothing, if it is to be sent in any case.
    pub(super) fn validators(&self, url: &str, request: &Request) -> Validators {
        match &self.provenance {
            Some(provenance) if !request.force && self.is_pristine() && provenance.url.as_deref() == Some(url) => {
                Validators { etag: provenance.etag.clone(), last_modified: provenance.last_modified.clone() }
            }
            _ => Validators::default(),
        }
    }

    /// Whether the file is as it came.
    fn is_pristine(&self) -> bool {
        matches!((&self.old, &self.provenance), (Some(old), Some(provenance)) if provenance.is_of(old))
    }
}

impl Fetched {
    /// Reads what was received as CSDL.
    ///
    /// # Errors
    ///
    /// [`Stopped`] if it is not CSDL; the reason is added to the diagnostics.
    pub(super) fn new(
        local: Local,
        url: String,
        answer: Answer,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Stopped> {
        let (here, body) = match answer {
            Answer::NotModified(here) => (here, None),
            Answer::Document(body) => (body.url.clone(), Some(body)),
        };
        let source = match &body {
            Some(body) => document::check(body, sources, diagnostics)?,
            // The service says so of what was looked at when it came.
            None => sources.add(&local.file, local.old.clone().unwrap_or_default()).map_err(|error| {
                let message = format!("cannot read `{}`: {error}", local.file.display());
                diagnostics.push(*fault(message, "fetch it again with --force".to_owned()));
                Stopped
            })?,
        };
        Ok(Self { local, url, here, source, body })
    }

    /// The file that it is for.
    pub(super) fn file(&self) -> &PathBuf {
        &self.local.file
    }

    /// Whether it was sent.
    pub(super) fn is_downloaded(&self) -> bool {
        self.body.is_some()
    }

    /// How many bytes it has.
    pub(super) fn size(&self) -> u64 {
        let bytes = self.body.as_ref().map(|body| &body.bytes).or(self.local.old.as_ref());
        bytes.map_or(0, |bytes| bytes.len() as u64)
    }

    /// What becomes of the file.
    pub(super) fn change(&self) -> Change {
        match (&self.local.old, &self.body) {
            (_, None) => Change::Unchanged,
            (None, Some(_)) => Change::New,
            (Some(old), Some(body)) if *old == body.bytes => Change::Unchanged,
            (Some(_), Some(_)) => Change::Changed,
        }
    }

    /// The fault that it would replace what is not known to have been fetched.
    pub(super) fn not_ours(&self) -> Option<Box<Diagnostic>> {
        let provenance = self.local.provenance.as_ref();
        let is_fetched = provenance.is_some_and(|provenance| provenance.url.is_some());
        if self.change() != Change::Changed || is_fetched && self.local.is_pristine() {
            return None;
        }
        let file = self.local.file.display();
        let message = if is_fetched {
            format!("`{file}` was edited since it was fetched")
        } else {
            format!("`{file}` exists already and was not fetched")
        };
        Some(fault(message, "replace it with --force, or name another file".to_owned()))
    }

    /// The files to write, with their contents: the document and its provenance, each only if it changes.
    pub(super) fn files(self) -> Result<Vec<(PathBuf, Vec<u8>)>, Box<Diagnostic>> {
        let change = self.change();
        let Self { local: Local { file, provenance, .. }, url, body, .. } = self;
        let Some(body) = body else { return Ok(Vec::new()) };
        let mut new = Provenance {
            url: Some(url),
            note: provenance.as_ref().and_then(|provenance| provenance.note.clone()),
            fetched: provenance.as_ref().and_then(|provenance| provenance.fetched),
            etag: body.etag,
            last_modified: body.last_modified,
            blake3: blake3::hash(&body.bytes).to_string(),
            size: Some(body.bytes.len() as u64),
        };
        let place = Provenance::path(&file);
        let mut files = Vec::new();
        if provenance.as_ref() != Some(&new) {
            new.fetched = now();
            let text = new.text(&file).map_err(|error| unwritable(&place, &io::Error::other(error)))?;
            files.push((place, text.into_bytes()));
        }
        if change != Change::Unchanged {
            files.insert(0, (file, body.bytes));
        }
        Ok(files)
    }
}

/// The time in UTC, to the second.
fn now() -> Option<Datetime> {
    let now = UtcDateTime::now();
    let (hour, minute, second) = now.as_hms();
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", now.date()).parse().ok()
}
