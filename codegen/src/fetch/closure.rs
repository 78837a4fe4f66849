//! What a document refers to, and what that refers to, from one host and within limits.
//!
//! The documents come one after the other, over one connection where the service lets that be. They are kept until all are there,
//! so that an error leaves everything as it was. What cannot be fetched is a warning: services refer to documents of others that are
//! long gone.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use fluent_uri::Uri;

use super::fault::{fault, stop};
use super::http::Client;
use super::local::{Fetched, Local};
use super::request::{References, Request};
use super::url;
use crate::csdl;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity, Stopped};
use crate::references::{file_name, is_known};
use crate::source::Sources;
use crate::wording::first_of;

/// What a document refers to, as far as it was fetched.
#[derive(Debug)]
pub(super) struct Closure<'c> {
    request: &'c Request,
    references: &'c References,
    client: &'c Client<'c>,
    folder: PathBuf,
    /// Where the first document was asked for, and where it came from.
    own: [Uri<String>; 2],
    /// The URLs that were found.
    seen: HashSet<String>,
    /// The file of each document, in lower case, since some systems do not tell cases apart.
    taken: BTreeMap<String, usize>,
    /// How many were asked for.
    count: usize,
    /// How many bytes were received.
    total: u64,
    /// The documents at other hosts.
    elsewhere: BTreeMap<String, Vec<Wanted>>,
    /// How many could not be fetched.
    missing: usize,
}

/// A document that another one refers to.
#[derive(Clone, Debug)]
struct Wanted {
    url: Uri<String>,
    /// The document that refers to it.
    from: String,
}

impl<'c> Closure<'c> {
    /// What a document refers to; nothing of it is fetched yet.
    pub(super) fn of(
        root: &Fetched,
        asked: Uri<String>,
        request: &'c Request,
        references: &'c References,
        client: &'c Client<'c>,
    ) -> Self {
        let beside = || request.file.parent().unwrap_or(Path::new("")).to_path_buf();
        let own = [asked, root.here.clone()];
        Self {
            request,
            references,
            client,
            folder: references.folder.clone().unwrap_or_else(beside),
            seen: own.iter().map(key).collect(),
            own,
            taken: BTreeMap::from([(place(&request.file), 0)]),
            count: 0,
            total: root.size(),
            elsewhere: BTreeMap::new(),
            missing: 0,
        }
    }

    /// Fetches what the documents refer to, and adds it to them. How many could not be fetched.
    ///
    /// # Errors
    ///
    /// [`Stopped`] if there is no end to it, or a file of its own cannot be read; why is added to the diagnostics.
    pub(super) fn fetch(
        mut self,
        documents: &mut Vec<Fetched>,
        progress: &mut dyn FnMut(u64, Option<u64>),
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<usize, Stopped> {
        let mut next = 0;
        while let Some(document) = documents.get(next) {
            for wanted in self.wanted(document, sources, diagnostics) {
                self.bring(&wanted, documents, progress, sources, diagnostics)?;
            }
            next += 1;
        }
        for (host, wanted) in &self.elsewhere {
            diagnostics.push(elsewhere(host, wanted));
        }
        Ok(self.missing)
    }

    /// What a document refers to that was not found before and may be asked for.
    fn wanted(&mut self, document: &Fetched, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Wanted> {
        let mut found = Vec::new();
        for reference in csdl::references(sources, document.source) {
            let uri = reference.uri.text.trim();
            if is_known(&reference) || uri.is_empty() {
                continue;
            }
            let from = document.here.as_str().to_owned();
            let Some(url) = url::resolve(&document.here, uri).and_then(|url| self.secured(&document.here, url)) else {
                let message = format!("`{uri}` cannot be fetched");
                let help = format!(
                    "`{from}` refers to it; only URLs with `https` or `http` are fetched, and none with `http` that a document with `https` refers to"
                );
                self.miss(diagnostics, message, help);
                continue;
            };
            if !self.seen.insert(key(&url)) {
                continue;
            }
            let wanted = Wanted { url, from };
            if self.is_allowed(&wanted.url) {
                found.push(wanted);
            } else {
                self.missing += 1;
                let (_, host, _) = url::origin(&wanted.url);
                self.elsewhere.entry(host).or_default().push(wanted);
            }
        }
        found
    }

    /// The URL as it is asked for: documents that came encrypted do not lead away from that. `None` if it would.
    fn secured(&self, from: &Uri<String>, to: Uri<String>) -> Option<Uri<String>> {
        if !url::is_secure(from) || url::is_secure(&to) || self.request.allow_downgrade {
            return Some(to);
        }
        let has_port = to.authority().is_some_and(|authority| authority.has_port());
        // Schemas name themselves by `http` long after their hosts have gone over to `https`.
        let (_, rest) = to.as_str().split_once(':').filter(|_| !has_port)?;
        Uri::parse(format!("https:{rest}")).ok()
    }

    fn is_allowed(&self, url: &Uri<String>) -> bool {
        let (_, host, port) = url::origin(url);
        let is_own = |own: &Uri<String>| url::host_of(own) == url::host_of(url);
        let with_port = format!("{host}:{port}");
        self.own.iter().any(is_own)
            || self
                .references
                .hosts
                .iter()
                .any(|known| known.eq_ignore_ascii_case(&host) || known.eq_ignore_ascii_case(&with_port))
    }

    /// Fetches one document.
    fn bring(
        &mut self,
        wanted: &Wanted,
        documents: &mut Vec<Fetched>,
        progress: &mut dyn FnMut(u64, Option<u64>),
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Stopped> {
        let asked = wanted.url.as_str();
        let Some(name) = file_name(asked) else {
            let message = format!("`{asked}` has no name that a file can have");
            let help = format!("`{}` refers to it; fetch it by itself, with a name of your own", wanted.from);
            self.miss(diagnostics, message, help);
            return Ok(());
        };
        self.count += 1;
        if self.count > self.references.max_count {
            let message = format!("there are more than {} documents that others refer to", self.references.max_count);
            return Err(stop(
                diagnostics,
                *fault(message, "if that is intended, accept more with --max-references".to_owned()),
            ));
        }
        let file = self.folder.join(name);
        let local = Local::read(file.clone(), diagnostics).map_err(|fault| stop(diagnostics, *fault))?;
        let before = self.total;
        let mut progress = |done, _| progress(before + done, None);
        let is_allowed = |url: &Uri<String>| self.is_allowed(url);
        let validators = local.validators(asked, self.request);
        let left = self.references.max_total.saturating_sub(before);
        let answer = self.client.get(wanted.url.clone(), &validators, left, &is_allowed, &mut progress);
        // What cannot be used counts as well.
        let received = self.client.received();
        self.total += received;
        let answer = match answer {
            _ if received > left => return Err(stop(diagnostics, *self.too_much())),
            Ok(answer) => answer,
            Err(fault) if self.client.is_late() => return Err(stop(diagnostics, *fault)),
            Err(fault) => {
                self.miss_for(diagnostics, wanted, *fault);
                return Ok(());
            }
        };
        let mut found = Diagnostics::default();
        let Ok(fetched) = Fetched::new(local, asked.to_owned(), answer, sources, &mut found) else {
            let mut faults = found.as_slice().iter().filter(|fault| fault.severity == Severity::Error);
            if let Some(fault) = faults.next() {
                let message = format!("`{asked}` cannot be read as CSDL: {}", fault.message);
                self.miss_for(diagnostics, wanted, Diagnostic { message, ..fault.clone() });
            }
            return Ok(());
        };
        if !fetched.is_downloaded() {
            self.total += fetched.size();
        }
        if self.total > self.references.max_total {
            return Err(stop(diagnostics, *self.too_much()));
        }
        self.keep(wanted, &file, fetched, documents, sources, diagnostics);
        Ok(())
    }

    /// Adds a document to the others, unless it is one of them, or its file is that of another one.
    fn keep(
        &mut self,
        wanted: &Wanted,
        file: &Path,
        fetched: Fetched,
        documents: &mut Vec<Fetched>,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) {
        // A redirect may lead to what was had already.
        let is_had = key(&fetched.here) != key(&wanted.url) && !self.seen.insert(key(&fetched.here));
        if let Some(number) = self.taken.get(&place(file)) {
            let other = &documents[*number];
            if sources.get(other.source).text() != sources.get(fetched.source).text() {
                let message = format!("`{}` and `{}` have the same file name", other.url, wanted.url);
                let help = format!(
                    "`{}` refers to the second, which is left out; fetch it by itself, with a name of your own",
                    wanted.from
                );
                self.miss(diagnostics, message, help);
            }
        } else if !is_had {
            self.taken.insert(place(file), documents.len());
            documents.push(fetched);
        }
    }

    fn too_much(&self) -> Box<Diagnostic> {
        let message = format!("the documents are larger than {} bytes together", self.references.max_total);
        fault(message, "if that is intended, accept more with --max-total-size".to_owned())
    }

    fn miss_for(&mut self, diagnostics: &mut Diagnostics, wanted: &Wanted, fault: Diagnostic) {
        let advice = fault.help.map(|help| format!("; {help}")).unwrap_or_default();
        self.miss(diagnostics, fault.message, format!("`{}` refers to it{advice}", wanted.from));
    }

    fn miss(&mut self, diagnostics: &mut Diagnostics, message: String, help: String) {
        self.missing += 1;
        diagnostics.push(Diagnostic::warning_without_place(Code::UnfetchedReference, message).help(help));
    }
}

/// The warning for what is at a host that is not asked.
fn elsewhere(host: &str, wanted: &[Wanted]) -> Diagnostic {
    /// How many documents are named.
    const NAMED: usize = 3;
    let documents = first_of(wanted, NAMED, |wanted| format!("`{}`", wanted.url));
    let message = match wanted.len() {
        1 => format!("{documents} is at another host"),
        count => format!("{count} documents are at another host, `{host}`: {documents}"),
    };
    let from: BTreeSet<&str> = wanted.iter().map(|wanted| wanted.from.as_str()).collect();
    let from: Vec<&str> = from.into_iter().collect();
    let refer = if from.len() == 1 { "refers" } else { "refer" };
    let from = first_of(&from, 1, |from| format!("`{from}`"));
    let them = if wanted.len() == 1 { "it" } else { "them" };
    Diagnostic::warning_without_place(Code::UnfetchedReference, message)
        .help(format!("{from} {refer} to {them}; to fetch from this host, too, allow it with --allow-host {host}"))
}

/// What is the same for all ways to write a URL.
fn key(url: &Uri<String>) -> String {
    url.normalize().into_string()
}

fn place(file: &Path) -> String {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    absolute.to_string_lossy().to_lowercase()
}
