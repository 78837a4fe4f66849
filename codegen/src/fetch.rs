//! Brings the metadata of a service into a file, if it has changed since the last time.
//!
//! What is fetched is looked at before it replaces anything: only a CSDL document becomes the file, and a fault of any
//! kind leaves the file as it was. A [`Record`] beside it says where it is from.
//!
//! What a service sends is no more trusted than a file: its size is limited before and after decompression, a redirect
//! neither leads from `https` to `http` nor takes headers to another host, and texts from it are shown as texts.

mod document;
mod http;
mod url;

use std::path::PathBuf;
use std::time::Duration;
use std::{fs, io};

use time::UtcDateTime;
use toml::value::Datetime;
pub(crate) use ureq::http::{HeaderName, HeaderValue};

use self::http::{Answer, Body, Client, Validators};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::output;
use crate::record::Record;
use crate::source::Sources;

/// What to fetch, and to where.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The `http` or `https` URL of the document; `None` for that of the record beside the file.
    pub url: Option<String>,
    /// The file that it becomes.
    pub file: PathBuf,
    /// What to send besides, to the host of the URL only. It is never written down.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The most bytes that the document may have.
    pub max_size: u64,
    /// How long all of it may take.
    pub timeout: Duration,
    /// Whether a redirect may lead from `https` to `http`.
    pub allow_downgrade: bool,
    /// The certificates of authorities to trust, in PEM; `None` for those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// Whether to ask for the document even if it has not changed, and to replace a file that was not fetched, or has
    /// been edited since.
    pub force: bool,
    /// Whether only to find out what would change.
    pub check: bool,
}

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// There was none.
    New,
    /// There was one with another text.
    Changed,
    /// There was one with the same text.
    Unchanged,
}

/// What was fetched, or with `check` would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// Where it was asked for.
    pub url: String,
    /// What became of the file.
    pub change: Change,
    /// Whether the document was sent; if not, the service said that it is still the same.
    pub is_downloaded: bool,
    /// How many bytes it has.
    pub size: u64,
}

/// Fetches a document. `progress` is told now and then how many bytes have come, and of how many if that is known.
///
/// # Errors
///
/// [`Stopped`] if it cannot be fetched, is no CSDL document, or cannot be written; the reason is added to the
/// diagnostics, and the file is as it was. Faults in a CSDL document are warnings: it is what the service has.
pub(crate) fn fetch(
    request: &Request,
    progress: &mut dyn FnMut(u64, Option<u64>),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Report, Stopped> {
    let record = Record::of(&request.file).unwrap_or_else(|warning| {
        diagnostics.push(*warning);
        None
    });
    let old = read_old(request).map_err(|fault| stop(diagnostics, *fault))?;
    let result = request.url.clone().or_else(|| record.as_ref()?.url.clone()).ok_or_else(|| no_url(request));
    let given = result.and_then(|url| url::parse(&url)).map_err(|fault| stop(diagnostics, *fault))?;
    let url = given.as_str().to_owned();

    // Only of what is still there as it came is it of use to know that it has not changed.
    let is_pristine = matches!((&old, &record), (Some(old), Some(record)) if record.is_of(old));
    let validators = match &record {
        Some(record) if is_pristine && !request.force && record.url.as_deref() == Some(url.as_str()) => {
            Validators { etag: record.etag.clone(), last_modified: record.last_modified.clone() }
        }
        _ => Validators::default(),
    };
    let client = Client::new(request).map_err(|fault| stop(diagnostics, *fault))?;
    let answer = client.get(given, &validators, progress).map_err(|fault| stop(diagnostics, *fault))?;
    let body = match answer {
        Answer::NotModified => {
            let size = old.map_or(0, |old| old.len() as u64);
            return Ok(Report { url, change: Change::Unchanged, is_downloaded: false, size });
        }
        Answer::Document(body) => body,
    };
    document::check(&body, sources, diagnostics)?;

    let change = match &old {
        None => Change::New,
        Some(old) if *old == body.bytes => Change::Unchanged,
        Some(_) => Change::Changed,
    };
    let is_ours = is_pristine && record.as_ref().is_some_and(|record| record.url.is_some());
    if change == Change::Changed && !is_ours && !request.force {
        return Err(stop(diagnostics, *not_ours(request, record.as_ref())));
    }
    let size = body.bytes.len() as u64;
    if !request.check {
        store(request, &url, change, body, record).map_err(|fault| stop(diagnostics, *fault))?;
    }
    Ok(Report { url, change, is_downloaded: true, size })
}

/// Writes the file, and then the record; each only if it changes.
fn store(
    request: &Request,
    url: &str,
    change: Change,
    body: Body,
    record: Option<Record>,
) -> Result<(), Box<Diagnostic>> {
    let file = &request.file;
    if change != Change::Unchanged {
        output::write_file(file, &body.bytes).map_err(|error| unwritable(file.display(), &error))?;
    }
    let mut new = Record {
        url: Some(url.to_owned()),
        note: record.as_ref().and_then(|record| record.note.clone()),
        fetched: record.as_ref().and_then(|record| record.fetched),
        etag: body.etag,
        last_modified: body.last_modified,
        blake3: blake3::hash(&body.bytes).to_string(),
        size: Some(body.bytes.len() as u64),
    };
    if record.as_ref() == Some(&new) {
        return Ok(());
    }
    new.fetched = Some(now());
    let place = Record::path(file);
    let written = new.text(file).map_err(io::Error::other).and_then(|text| output::write_file(&place, text.as_bytes()));
    written.map_err(|error| unwritable(place.display(), &error))
}

/// The time in UTC, to the second.
fn now() -> Datetime {
    let now = UtcDateTime::now();
    let (hour, minute, second) = now.as_hms();
    Datetime {
        date: Some(toml::value::Date {
            year: u16::try_from(now.year()).unwrap_or(0),
            month: now.month().into(),
            day: now.day(),
        }),
        time: Some(toml::value::Time { hour, minute, second: Some(second), nanosecond: None }),
        offset: Some(toml::value::Offset::Z),
    }
}

/// The bytes of the file; `None` if there is none.
fn read_old(request: &Request) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    match fs::read(&request.file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault(
            format!("cannot read `{}`: {error}", request.file.display()),
            "name the file that is to be written".to_owned(),
        )),
    }
}

fn no_url(request: &Request) -> Box<Diagnostic> {
    let record = Record::path(&request.file);
    fault(
        format!("there is no URL, and none in `{}`", record.display()),
        format!("name it: `csdl-codegen fetch 'https://…/$metadata' -o {}`", request.file.display()),
    )
}

fn not_ours(request: &Request, record: Option<&Record>) -> Box<Diagnostic> {
    let file = request.file.display();
    let message = match record {
        Some(record) if record.url.is_some() => format!("`{file}` was edited since it was fetched"),
        _ => format!("`{file}` is there already, and was not fetched"),
    };
    fault(message, "replace it with --force, or name another file".to_owned())
}

fn unwritable(path: std::path::Display<'_>, error: &io::Error) -> Box<Diagnostic> {
    fault(format!("cannot write `{path}`: {error}"), "name a file in a folder that can be written".to_owned())
}

fn fault(message: String, help: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::error_without_place(Code::Fetch, message).help(help))
}

fn stop(diagnostics: &mut Diagnostics, fault: Diagnostic) -> Stopped {
    diagnostics.push(fault);
    Stopped
}
