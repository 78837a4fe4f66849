//! `csdl-codegen fetch`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use serde::Serialize;

use super::levels::Levels;
use super::next;
use super::terminal::Terminal;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::fetch::{
    Change, FetchedFile, FetchedReferences, HeaderName, HeaderValue, References, Report, Request, fetch,
};
use crate::source::Sources;
use crate::wording::number;

pub(super) const EXAMPLES: &str = "\
Examples:
  csdl-codegen fetch 'https://graph.microsoft.com/v1.0/$metadata' -o schema/graph.csdl
      Download the metadata of Microsoft Graph. In a shell, `$metadata` has to be in single quotes.

  csdl-codegen fetch https://services.odata.org/V4/TripPinService -o schema/trippin.csdl
      The same, by the root of a service: the metadata is below it.

  csdl-codegen fetch -o schema/graph.csdl
      Bring it up to date, from where it was downloaded before. If it has not changed, it is not sent again.

  csdl-codegen fetch --check -o schema/graph.csdl
      Write nothing, and fail if the service has changed it. For continuous integration.

  csdl-codegen fetch 'https://erp.example.org/$metadata' -o schema/erp.csdl --header \"Authorization: Bearer $TOKEN\"
      Download from a service that wants authorization. Headers are not written down.

  csdl-codegen fetch 'https://bmc.example.org/redfish/v1/$metadata' -o schema/redfish.csdl --references=schema/dmtf \\
      --allow-host redfish.dmtf.org
      Download what the metadata refers to as well, from this service and from another host, into a folder of its own;
      `schemas = [\"redfish.csdl\"]` and `references = [\"dmtf\"]` in codegen.toml then find it. To bring all of it up to
      date, or to --check it, repeat the options.

With --references, documents have the last part of their URLs as names, and .csdl if these do not end as schemas do.
Nothing is written before all have come. One that cannot be fetched is a warning, with --deny unfetched-reference an
error; one that takes longer than --timeout is always an error. Standard vocabularies are known without.

Where a file is from is noted beside it, in FILE.source.toml: URL, date, ETag, size and BLAKE3 hash. Both belong in
version control. The file is replaced only by a CSDL document, in one step, and only if it was downloaded and not edited
since. Proxies are taken from http_proxy, https_proxy, all_proxy and no_proxy.

Exit status: 0 if all went well, 1 if the document cannot be fetched or --check found it changed, 2 for wrong arguments.";

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// Where the metadata is, or the root of the service [default: where FILE was downloaded from]
    url: Option<String>,
    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// What to send besides, as 'Name: value'; only to the host of the URL; may be repeated
    #[arg(long, value_name = "HEADER")]
    header: Vec<String>,
    /// The most to accept, in megabytes, after decompression
    #[arg(long, value_name = "MB", default_value = "100")]
    max_size: u32,
    /// How long to wait for a document, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = clap::value_parser!(u32).range(1..))]
    timeout: u32,
    /// The certificates of authorities to trust in place of those of the system, in PEM
    #[arg(long, value_name = "PEM")]
    ca_file: Option<PathBuf>,
    /// Follow redirects from https to http
    #[arg(long)]
    allow_downgrade: bool,
    /// Download it even if it has not changed, and replace a file that was not downloaded or has been edited
    #[arg(long)]
    force: bool,
    /// Write nothing; fail if a file would change
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    references: ReferenceArgs,
    #[command(flatten)]
    levels: Levels,
}

/// What to do about the documents that the metadata refers to.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "References")]
struct ReferenceArgs {
    /// Download what the document refers to, and what that refers to, too [default folder: that of FILE]
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true)]
    references: Option<Option<PathBuf>>,
    /// Ask this host too, and not only that of the URL; may be repeated
    #[arg(long, value_name = "HOST", requires = "references", value_parser = host)]
    allow_host: Vec<String>,
    /// How many documents there may be that others refer to
    #[arg(long, value_name = "N", requires = "references", default_value = "1000")]
    max_references: usize,
    /// The most to accept of all documents together, in megabytes
    #[arg(long, value_name = "MB", requires = "references", default_value = "256")]
    max_total_size: u32,
}

impl ReferenceArgs {
    /// What is asked for; `None` if it is the document alone.
    fn wanted(self) -> Option<References> {
        let Self { references, allow_host, max_references, max_total_size } = self;
        Some(References {
            folder: references?,
            hosts: allow_host,
            max_count: max_references,
            max_total: u64::from(max_total_size) * 1_000_000,
        })
    }
}

/// Reads `HOST` or `HOST:PORT`.
fn host(text: &str) -> Result<String, &'static str> {
    let is_part = |character: char| character.is_alphanumeric() || ".-:[]_".contains(character);
    let is_host = !text.is_empty() && text.chars().all(is_part);
    if is_host { Ok(text.to_owned()) } else { Err("write the name of a host, without `https://` and without a path") }
}

/// The report as JSON.
#[derive(Debug, Serialize)]
struct Line<'r> {
    success: bool,
    errors: usize,
    warnings: usize,
    check: bool,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    /// The files of documents that it refers to.
    #[serde(skip_serializing_if = "Option::is_none")]
    references: Option<Vec<ReferenceLine<'r>>>,
    /// How many of these documents could not be fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<usize>,
}

/// The file of a document that another one refers to, as JSON.
#[derive(Debug, Serialize)]
struct ReferenceLine<'r> {
    file: String,
    url: &'r str,
    change: &'static str,
    size: u64,
}

/// Downloads a document, or finds out whether it has changed.
pub(super) fn run(args: Args, terminal: &Terminal) -> ExitCode {
    let file = args.output.display().to_string();
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let mut headers = Vec::new();
    for text in &args.header {
        match header(text) {
            Ok(header) => headers.push(header),
            // The text is not shown, since it may be a secret.
            Err(fault) => diagnostics.push(
                Diagnostic::error_without_place(Code::Configuration, format!("a --header cannot be sent: {fault}"))
                    .help("write it as --header 'Name: value'"),
            ),
        }
    }
    if diagnostics.has_errors() {
        terminal.diagnostics(&diagnostics, &sources);
        return ExitCode::from(2);
    }
    let request = Request {
        url: args.url,
        file: args.output,
        headers,
        max_size: u64::from(args.max_size) * 1_000_000,
        timeout: Duration::from_secs(args.timeout.into()),
        allow_downgrade: args.allow_downgrade,
        ca_file: args.ca_file,
        force: args.force,
        check: args.check,
        references: args.references.wanted(),
        levels: args.levels.table(),
    };
    let progress = terminal.progress("downloading");
    let report = fetch(&request, &mut |done, total| progress.bytes(done, total), &mut sources, &mut diagnostics).ok();
    drop(progress);
    let is_success = report.as_ref().is_some_and(|report| !args.check || is_unchanged(report));
    let is_told = terminal.diagnostics(&diagnostics, &sources);
    let mut text = report.as_ref().map(|report| describe(report, &file, args.check)).unwrap_or_default();
    if terminal.shows_remarks() && !args.check && report.as_ref().is_some_and(|report| report.change == Change::New) {
        let references = request.references.as_ref().and_then(|references| references.folder.as_deref());
        text.push_str(&next::after_fetch(&request.file, references));
    }
    let references = report.as_ref().and_then(|report| report.references.as_ref());
    let is_printed = terminal.report(
        &text,
        &Line {
            success: is_success,
            errors: diagnostics.count(Severity::Error),
            warnings: diagnostics.count(Severity::Warning),
            check: args.check,
            file,
            url: report.as_ref().map(|report| report.url.as_str()),
            change: report.as_ref().map(|report| name(report.change)),
            size: report.as_ref().map(|report| report.size),
            references: references.map(|references| references.files.iter().map(ReferenceLine::from).collect()),
            missing: references.map(|references| references.missing),
        },
    );
    if is_success && is_told && is_printed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether all files are as they were.
fn is_unchanged(report: &Report) -> bool {
    let mut files = report.references.iter().flat_map(|references| &references.files);
    report.change == Change::Unchanged && files.all(|file| file.change == Change::Unchanged)
}

/// What was done, in one line, and in another one for what the document refers to.
fn describe(report: &Report, file: &str, check: bool) -> String {
    let references =
        report.references.as_ref().map(|references| describe_references(references, check)).unwrap_or_default();
    describe_file(report, file, check) + &references
}

fn describe_references(references: &FetchedReferences, check: bool) -> String {
    let count = |change| references.files.iter().filter(|file| file.change == change).count();
    let (new, replaced) = if check { ("would be new", "would be replaced") } else { ("new", "replaced") };
    let kinds = [
        (count(Change::New), new),
        (count(Change::Changed), replaced),
        (count(Change::Unchanged), "up to date"),
        (references.missing, "could not be fetched"),
    ];
    let kinds = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{} {what}", number(*count)));
    let kinds: Vec<String> = kinds.collect();
    if kinds.is_empty() {
        return "it refers to no other document\n".to_owned();
    }
    format!("documents that it refers to: {}\n", kinds.join(", "))
}

fn describe_file(report: &Report, file: &str, check: bool) -> String {
    let Report { url, change, is_downloaded, size, .. } = report;
    match (change, check) {
        (Change::Unchanged, _) if *is_downloaded => {
            format!("{file} is up to date: {url} sends the same {size} bytes\n")
        }
        (Change::Unchanged, _) => format!("{file} is up to date: {url} has not changed\n"),
        (Change::New, false) => format!("wrote {file}: {size} bytes from {url}\n"),
        (Change::Changed, false) => format!("replaced {file}: {size} bytes from {url}\n"),
        (Change::New, true) => format!("would write {file}: {size} bytes from {url}\n"),
        (Change::Changed, true) => format!("would replace {file}: {size} bytes from {url}\n"),
    }
}

impl<'r> From<&'r FetchedFile> for ReferenceLine<'r> {
    fn from(FetchedFile { file, url, change, size }: &'r FetchedFile) -> Self {
        Self { file: file.display().to_string(), url, change: name(*change), size: *size }
    }
}

fn name(change: Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Unchanged => "unchanged",
    }
}

/// Reads `Name: value`.
fn header(text: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let (name, value) = text.split_once(':').ok_or("it has no colon")?;
    let name = name.trim().parse().map_err(|_| "its name is not that of a header")?;
    let mut value = HeaderValue::from_str(value.trim()).map_err(|_| "its value has characters that no header has")?;
    value.set_sensitive(true);
    Ok((name, value))
}
