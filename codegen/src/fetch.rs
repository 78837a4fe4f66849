//! Brings the metadata of a service into a file, if it has changed since the last time, and what it refers to into others.
//!
//! What is fetched is looked at before it replaces anything: only a CSDL document becomes the file, and a fault of any
//! kind leaves the file as it was. A [`Provenance`] beside it says where it is from.
//!
//! What a service sends is no more trusted than a file: its size is limited before and after decompression, a redirect
//! neither leads from `https` to `http` nor takes headers to another host, and texts from it are shown as texts.

mod beginning;
mod closure;
mod document;
mod fault;
mod http;
mod local;
mod report;
mod request;
mod url;

use fluent_uri::Uri;
pub(crate) use ureq::http::{HeaderName, HeaderValue};

use self::closure::Closure;
use self::fault::{fault, stop, unwritable};
use self::http::Client;
use self::local::{Fetched, Local};
pub(crate) use self::report::{Change, FetchedFile, FetchedReferences, Report};
pub(crate) use self::request::{References, Request};
use crate::diagnostics::{Diagnostic, Diagnostics, Level, Stopped};
use crate::output;
use crate::provenance::Provenance;
use crate::source::Sources;

/// Fetches a document, and if so wanted what it refers to. `progress` is told now and then how many bytes were received, and of how
/// many if that is known.
///
/// # Errors
///
/// [`Stopped`] if it cannot be fetched, is not a CSDL document, or cannot be written; the reason is added to the
/// diagnostics, and all files are as they were. Faults in a CSDL document are warnings: it is what the service has. So is
/// what it refers to and cannot be fetched. Warnings that are denied are errors.
pub(crate) fn fetch(
    request: &Request,
    progress: &mut dyn FnMut(u64, Option<u64>),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Report, Stopped> {
    let fetched = fetch_all(request, progress, sources, diagnostics);
    diagnostics.apply(&|code| Level::in_table(&request.levels, code));
    let (documents, missing) = fetched?;
    diagnostics.checkpoint()?;
    let report = report(&documents, missing);
    if !request.check {
        store(documents).map_err(|fault| stop(diagnostics, *fault))?;
    }
    Ok(report)
}

/// Has a document sent, and if so wanted what it refers to, and how many of these could not be fetched. Nothing is written.
fn fetch_all(
    request: &Request,
    progress: &mut dyn FnMut(u64, Option<u64>),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(Vec<Fetched>, Option<usize>), Stopped> {
    let local = Local::read(request.file.clone(), diagnostics).map_err(|fault| stop(diagnostics, *fault))?;
    let known = || local.provenance.as_ref()?.url.clone();
    let result = request.url.clone().or_else(known).ok_or_else(|| no_url(request));
    let given = result.and_then(|url| url::parse(&url)).map_err(|fault| stop(diagnostics, *fault))?;

    let client = Client::new(request, &given).map_err(|fault| stop(diagnostics, *fault))?;
    let mut found = (sources.clone(), Diagnostics::default());
    let mut asked = given.clone();
    let mut first = one(request, &local, &asked, &client, progress, &mut found);
    if first.is_err()
        && !client.is_late()
        && let Some(metadata) = url::metadata_of(&given)
    {
        let mut of_service = (sources.clone(), Diagnostics::default());
        match one(request, &local, &metadata, &client, progress, &mut of_service) {
            Ok(document) => (first, asked, found) = (Ok(document), metadata, of_service),
            // What the URL itself was answered with matters most if there is no metadata below it either.
            Err(Stopped) => found.1 = with_fault_of_service(found.1, &of_service.1),
        }
    }
    *sources = found.0;
    diagnostics.append(found.1);
    let mut documents = vec![first?];
    let missing = match &request.references {
        Some(references) => {
            let closure = Closure::of(&documents[0], asked, request, references, &client);
            Some(closure.fetch(&mut documents, progress, sources, diagnostics)?)
        }
        None => None,
    };
    if !request.force {
        diagnostics.extend(documents.iter().filter_map(Fetched::not_ours).map(|fault| *fault));
    }
    Ok((documents, missing))
}

/// Has the document of a URL sent, and adds it and what is wrong with it to what was found.
fn one(
    request: &Request,
    local: &Local,
    url: &Uri<String>,
    client: &Client<'_>,
    progress: &mut dyn FnMut(u64, Option<u64>),
    (sources, diagnostics): &mut (Sources, Diagnostics),
) -> Result<Fetched, Stopped> {
    let validators = local.validators(url.as_str(), request);
    let answer = client.get(url.clone(), &validators, u64::MAX, &|_| true, progress);
    let answer = answer.map_err(|fault| stop(diagnostics, of_url(*fault)))?;
    Fetched::new(local.clone(), url.as_str().to_owned(), answer, sources, diagnostics)
}

/// What there is to say of documents, of which the first was asked for and the others are those that it refers to.
fn report(documents: &[Fetched], missing: Option<usize>) -> Report {
    let references = documents.iter().skip(1).map(|document| FetchedFile {
        file: document.file().clone(),
        url: document.url.clone(),
        change: document.change(),
        size: document.size(),
    });
    let mut files: Vec<FetchedFile> = references.collect();
    files.sort_by(|left, right| left.file.cmp(&right.file));
    Report {
        url: documents[0].url.clone(),
        change: documents[0].change(),
        is_downloaded: documents[0].is_downloaded(),
        size: documents[0].size(),
        references: missing.map(|missing| FetchedReferences { files, missing }),
    }
}

/// Writes the files and the provenance of each, all of them or none.
fn store(documents: Vec<Fetched>) -> Result<(), Box<Diagnostic>> {
    let mut files = Vec::new();
    for document in documents {
        files.extend(document.files()?);
    }
    output::write_files(&files).map_err(|(path, error)| unwritable(path, &error))
}

/// The faults of a URL, with what was answered where its metadata would be if it were a service.
fn with_fault_of_service(found: Diagnostics, of_service: &Diagnostics) -> Diagnostics {
    let Some(below) = of_service.as_slice().first() else { return found };
    let and_below = |fault: &Diagnostic| {
        if fault.help == below.help {
            return fault.clone();
        }
        let help = fault.help.as_deref().map_or_else(String::new, |help| format!("{help}; "));
        let more = below.help.as_deref().map_or_else(String::new, |help| format!(" ({help})"));
        fault.clone().help(format!("{help}below it, too: {}{more}", below.message))
    };
    let mut all = Diagnostics::default();
    all.extend(found.as_slice().iter().map(and_below));
    all
}

/// The fault with a help, which, if it has none yet, is for whoever has typed the URL.
fn of_url(fault: Diagnostic) -> Diagnostic {
    let help =
        "check that the URL is that of a service or of its metadata; in a shell, `$metadata` must be in single quotes";
    if fault.help.is_some() { fault } else { fault.help(help) }
}

fn no_url(request: &Request) -> Box<Diagnostic> {
    let provenance = Provenance::path(&request.file);
    fault(
        format!("no URL is given, and there is none in `{}`", provenance.display()),
        format!("name it: `csdl-codegen fetch 'https://…/$metadata' -o {}`", request.file.display()),
    )
}
