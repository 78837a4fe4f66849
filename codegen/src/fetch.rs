//! Brings the metadata of a service into a file, if it has changed since the last time, and what it refers to into others.
//!
//! What is fetched is looked at before it replaces anything: only a CSDL document becomes the file, and a fault of any
//! kind leaves the file as it was. A [`Record`] beside it says where it is from.
//!
//! What a service sends is no more trusted than a file: its size is limited before and after decompression, a redirect
//! neither leads from `https` to `http` nor takes headers to another host, and texts from it are shown as texts.

mod closure;
mod document;
mod http;
mod local;
mod url;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(crate) use ureq::http::{HeaderName, HeaderValue};

use self::closure::Closure;
pub(crate) use self::closure::References;
use self::http::{Client, Validators};
use self::local::{Fetched, Local};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Level, Stopped};
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
    /// The most bytes that a document may have.
    pub max_size: u64,
    /// How long a document may take.
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
    /// Which documents to fetch that this one refers to; `None` for none.
    pub references: Option<References>,
    /// What is made of warnings, a word by the name of each code, as in a configuration.
    pub levels: BTreeMap<String, String>,
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
    /// The documents that it refers to; `None` if they were not asked for.
    pub references: Option<Brought>,
}

/// What was fetched of the documents that another one refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Brought {
    /// The files of those that were.
    pub files: Vec<BroughtFile>,
    /// How many could not be had.
    pub missing: usize,
}

/// The file of a document that another one refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BroughtFile {
    /// Where it is.
    pub file: PathBuf,
    /// Where it was asked for.
    pub url: String,
    /// What became of it.
    pub change: Change,
    /// How many bytes it has.
    pub size: u64,
}

/// Fetches a document, and if so wanted what it refers to. `progress` is told now and then how many bytes have come, and of how
/// many if that is known.
///
/// # Errors
///
/// [`Stopped`] if it cannot be fetched, is no CSDL document, or cannot be written; the reason is added to the
/// diagnostics, and all files are as they were. Faults in a CSDL document are warnings: it is what the service has. So is
/// what it refers to and cannot be had. Warnings that are denied are errors.
pub(crate) fn fetch(
    request: &Request,
    progress: &mut dyn FnMut(u64, Option<u64>),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Report, Stopped> {
    let brought = bring(request, progress, sources, diagnostics);
    diagnostics.apply(|code| Level::in_table(&request.levels, code));
    let (documents, missing) = brought?;
    diagnostics.checkpoint()?;
    let report = report(&documents, missing);
    if !request.check {
        store(documents).map_err(|fault| stop(diagnostics, *fault))?;
    }
    Ok(report)
}

/// Has a document sent, and if so wanted what it refers to, and how many of these could not be had. Nothing is written.
fn bring(
    request: &Request,
    progress: &mut dyn FnMut(u64, Option<u64>),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(Vec<Fetched>, Option<usize>), Stopped> {
    let local = Local::read(request.file.clone(), diagnostics).map_err(|fault| stop(diagnostics, *fault))?;
    let known = || local.record.as_ref()?.url.clone();
    let result = request.url.clone().or_else(known).ok_or_else(|| no_url(request));
    let given = result.and_then(|url| url::parse(&url)).map_err(|fault| stop(diagnostics, *fault))?;
    let url = given.as_str().to_owned();

    let client = Client::new(request, &given).map_err(|fault| stop(diagnostics, *fault))?;
    let validators = if request.force { Validators::default() } else { local.validators(&url) };
    let answer = client.get(given.clone(), &validators, u64::MAX, &|_| true, progress);
    let answer = answer.map_err(|fault| stop(diagnostics, of_url(*fault)))?;
    let mut documents = vec![Fetched::new(local, url.clone(), answer, sources, diagnostics)?];
    let missing = match &request.references {
        Some(references) => {
            let closure = Closure::of(&documents[0], given, request, references, &client);
            Some(closure.fetch(&mut documents, progress, sources, diagnostics)?)
        }
        None => None,
    };
    if !request.force {
        diagnostics.extend(documents.iter().filter_map(Fetched::not_ours).map(|fault| *fault));
    }
    Ok((documents, missing))
}

/// What there is to say of documents, of which the first was asked for and the others are those that it refers to.
fn report(documents: &[Fetched], missing: Option<usize>) -> Report {
    let brought = documents.iter().skip(1).map(|document| BroughtFile {
        file: document.file().clone(),
        url: document.url.clone(),
        change: document.change(),
        size: document.size(),
    });
    let mut files: Vec<BroughtFile> = brought.collect();
    files.sort_by(|left, right| left.file.cmp(&right.file));
    Report {
        url: documents[0].url.clone(),
        change: documents[0].change(),
        is_downloaded: documents[0].is_downloaded(),
        size: documents[0].size(),
        references: missing.map(|missing| Brought { files, missing }),
    }
}

/// Writes the files and their records, all of them or none.
fn store(documents: Vec<Fetched>) -> Result<(), Box<Diagnostic>> {
    let mut files = Vec::new();
    for document in documents {
        files.extend(document.files()?);
    }
    output::write_files(&files).map_err(|(path, error)| unwritable(path, &error))
}

/// The fault with a help, which, if it has none yet, is for whoever has typed the URL.
fn of_url(fault: Diagnostic) -> Diagnostic {
    let help = "see that the URL is that of a metadata document; in a shell, `$metadata` has to be in single quotes";
    if fault.help.is_some() { fault } else { fault.help(help) }
}

fn no_url(request: &Request) -> Box<Diagnostic> {
    let record = Record::path(&request.file);
    fault(
        format!("there is no URL, and none in `{}`", record.display()),
        format!("name it: `csdl-codegen fetch 'https://…/$metadata' -o {}`", request.file.display()),
    )
}

fn unwritable(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    fault(
        format!("cannot write `{}`: {error}", path.display()),
        "name a file in a folder that can be written".to_owned(),
    )
}

fn fault(message: String, help: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::error_without_place(Code::Fetch, message).help(help))
}

fn stop(diagnostics: &mut Diagnostics, fault: Diagnostic) -> Stopped {
    diagnostics.push(fault);
    Stopped
}
