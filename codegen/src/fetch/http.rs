//! The client: one document, with its redirects and limits, over HTTP ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110)).

use std::cell::Cell;
use std::fs;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::{Duration, Instant};

use fluent_uri::Uri;
use ureq::http::header::{
    ACCEPT, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use ureq::http::{Response, StatusCode};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Error};

use super::beginning::beginning;
use super::fault::fault;
use super::request::Request;
use super::url;
use crate::diagnostics::{Code, Diagnostic};

/// How many redirects are followed.
const MAX_REDIRECTS: usize = 10;

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(30);

/// How much is read of what a service sends with an error.
const EXPLANATION: u64 = 64 * 1024;

/// What the service said of the document when it was last fetched.
#[derive(Clone, Debug, Default)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// What the service says.
#[derive(Debug)]
pub(super) enum Answer {
    /// The document at this URL is still that of the validators.
    NotModified(Uri<String>),
    /// The document.
    Document(Body),
}

/// What was sent.
#[derive(Debug)]
pub(super) struct Body {
    /// Where it is from, after redirects.
    pub(super) url: Uri<String>,
    pub(super) bytes: Vec<u8>,
    pub(super) content_type: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

#[derive(Debug)]
pub(super) struct Client<'r> {
    request: &'r Request,
    agent: Agent,
    /// Until when the document may take that is asked for.
    deadline: Cell<Instant>,
    /// How many bytes were received for it.
    received: Cell<u64>,
    /// Where headers that were asked for are sent to.
    origin: (bool, String, u16),
}

impl<'r> Client<'r> {
    /// A client for what there is at a URL and what that refers to.
    pub(super) fn new(request: &'r Request, url: &Uri<String>) -> Result<Self, Box<Diagnostic>> {
        let roots = match &request.ca_file {
            None => RootCerts::PlatformVerifier,
            Some(path) => {
                let unusable = |why: &str| {
                    let message = format!("cannot use the certificates in `{}`: {why}", path.display());
                    fault(message, "name a file with certificates in PEM".to_owned())
                };
                let pem = fs::read(path).map_err(|error| unusable(&error.to_string()))?;
                let mut certificates = Vec::new();
                for item in parse_pem(&pem) {
                    match item {
                        Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
                        Ok(_) => {}
                        Err(error) => return Err(unusable(&error.to_string())),
                    }
                }
                if certificates.is_empty() {
                    return Err(unusable("there are none"));
                }
                RootCerts::Specific(Arc::new(certificates))
            }
        };
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .user_agent(concat!("csdl-codegen/", env!("CARGO_PKG_VERSION")))
            // Where a redirect leads, and what is sent there, is decided here.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT))
            .build();
        Ok(Self {
            request,
            agent: config.into(),
            deadline: Cell::new(Instant::now()),
            received: Cell::new(0),
            origin: url::origin(url),
        })
    }

    /// How many bytes were received for the document that was asked for last, whether it could be used or not.
    pub(super) fn received(&self) -> u64 {
        self.received.get()
    }

    fn receive(&self, count: usize) {
        self.received.set(self.received.get().saturating_add(count as u64));
    }

    /// Whether the time is over that the document may take which was asked for last.
    pub(super) fn is_late(&self) -> bool {
        self.deadline.get() <= Instant::now()
    }

    /// Asks for a document that may have as many bytes as are `left`, and follows redirects to URLs that are allowed.
    pub(super) fn get(
        &self,
        start: Uri<String>,
        validators: &Validators,
        left: u64,
        is_allowed: &dyn Fn(&Uri<String>) -> bool,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<Answer, Box<Diagnostic>> {
        let now = Instant::now();
        self.deadline.set(now.checked_add(self.request.timeout).unwrap_or(now + Duration::from_secs(24 * 60 * 60)));
        self.received.set(0);
        let mut seen: Vec<Uri<String>> = Vec::new();
        let mut here = start;
        loop {
            let is_conditional = validators.etag.is_some() || validators.last_modified.is_some();
            let mut response = self.ask(&here, url::origin(&here) == self.origin, validators)?;
            let status = response.status();
            if status == StatusCode::OK {
                return self.document(&here, response, left, progress).map(Answer::Document);
            }
            if status == StatusCode::NOT_MODIFIED && is_conditional {
                return Ok(Answer::NotModified(here));
            }
            let location = if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
                header(&response, &LOCATION)
            } else {
                None
            };
            let Some(location) = location else {
                return Err(self.refused(&here, &mut response));
            };
            let next = url::resolve(&here, &location).ok_or_else(|| {
                let message = format!("`{here}` redirects to `{location}`, which cannot be fetched");
                fault(message, "name the URL of the document itself".to_owned())
            })?;
            if url::is_secure(&here) && !url::is_secure(&next) && !self.request.allow_downgrade {
                return Err(fault(
                    format!("`{here}` redirects to `{next}`, which is not secure"),
                    "if that is intended, allow it with --allow-downgrade".to_owned(),
                ));
            }
            if !is_allowed(&next) {
                let (_, host, _) = url::origin(&next);
                return Err(fault(
                    format!("`{here}` redirects to `{next}`, which is at another host"),
                    format!("to fetch from that host, too, allow it with --allow-host {host}"),
                ));
            }
            seen.push(here);
            if seen.contains(&next) {
                return Err(fault(
                    format!("`{}` redirects in a circle, by way of `{next}`", seen[0]),
                    "the service may want authorization: see --header".to_owned(),
                ));
            }
            if seen.len() > MAX_REDIRECTS {
                return Err(fault(
                    format!("`{}` redirects more than {MAX_REDIRECTS} times, at last to `{next}`", seen[0]),
                    "name the URL of the document itself".to_owned(),
                ));
            }
            here = next;
        }
    }

    /// Sends one request. `is_trusted`: the headers that were asked for are for this host.
    fn ask(
        &self,
        url: &Uri<String>,
        is_trusted: bool,
        validators: &Validators,
    ) -> Result<Response<ureq::Body>, Box<Diagnostic>> {
        let left = self.deadline.get().saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(self.failed(url, Error::Timeout(ureq::Timeout::Global)));
        }
        let mut builder = self.agent.get(url.as_str()).header(ACCEPT, "application/xml");
        if let Some(etag) = &validators.etag {
            builder = builder.header(IF_NONE_MATCH, etag);
        }
        if let Some(time) = &validators.last_modified {
            builder = builder.header(IF_MODIFIED_SINCE, time);
        }
        if is_trusted {
            for (name, value) in &self.request.headers {
                builder = builder.header(name, value);
            }
        }
        let sent = builder.config().timeout_global(Some(left)).build().call();
        sent.map_err(|error| self.failed(url, error))
    }

    fn document(
        &self,
        url: &Uri<String>,
        response: Response<ureq::Body>,
        left: u64,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<Body, Box<Diagnostic>> {
        let length = header(&response, &CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        if length.is_some_and(|length| length > self.request.max_size) {
            return Err(self.too_large(url));
        }
        // What was decompressed has neither this header nor a length any more.
        let encoding = header(&response, &CONTENT_ENCODING).filter(|name| !name.eq_ignore_ascii_case("identity"));
        if let Some(encoding) = encoding {
            let message = format!("`{url}` is sent in the encoding `{encoding}`, which cannot be read");
            let help = "ask for it without one: --header 'Accept-Encoding: identity'";
            return Err(fault(message, help.to_owned()));
        }
        let limit = self.request.max_size.min(left);
        let [content_type, etag, last_modified] =
            [CONTENT_TYPE, ETAG, LAST_MODIFIED].map(|name| header(&response, &name));
        let mut reader = response.into_body().into_reader().take(limit.saturating_add(1));
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => {
                    self.receive(count);
                    bytes.extend_from_slice(&buffer[..count]);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    let message = format!("`{url}` was received only in part: the connection was closed");
                    return Err(fault(message, "try again; the file is as it was".to_owned()));
                }
                Err(error) => return Err(self.failed(url, error.into())),
            }
            if bytes.len() as u64 > limit {
                return Err(self.too_large(url));
            }
            progress(bytes.len() as u64, length);
        }
        Ok(Body { url: url.clone(), bytes, content_type, etag, last_modified })
    }

    fn too_large(&self, url: &Uri<String>) -> Box<Diagnostic> {
        let message = format!("`{url}` is larger than {} bytes", self.request.max_size);
        fault(message, "if it is the document, accept more with --max-size".to_owned())
    }

    /// What to say of an answer that is neither a document nor a redirect. Without a help, it is the URL that is wrong: what to do
    /// about that depends on who wrote it.
    fn refused(&self, url: &Uri<String>, response: &mut Response<ureq::Body>) -> Box<Diagnostic> {
        let status = response.status();
        let mut text = Vec::new();
        // If the rest is lost, the beginning is an explanation as well.
        let _ = response.body_mut().as_reader().take(EXPLANATION).read_to_end(&mut text);
        self.receive(text.len());
        let text = beginning(&text);
        let said = if text.is_empty() { String::new() } else { format!(": {text}") };
        let message = format!("`{url}` answers {status}{said}");
        let is_sent = !self.request.headers.is_empty();
        let help = match status.as_u16() {
            401 | 403 | 407 if is_sent => "the service does not accept what --header sends".to_owned(),
            401 | 403 | 407 => "the service wants authorization: --header 'Authorization: Bearer …'".to_owned(),
            429 | 500..=599 => match header(response, &RETRY_AFTER) {
                Some(time) if time.bytes().all(|byte| byte.is_ascii_digit()) => {
                    format!("the service cannot answer now; try again in {time} seconds")
                }
                _ => "the service cannot answer now; try again later".to_owned(),
            },
            300..=399 => "name the URL of the document itself".to_owned(),
            _ => return Box::new(Diagnostic::error_without_place(Code::Fetch, message)),
        };
        fault(message, help)
    }

    /// What to say if the answer is incomplete or missing.
    fn failed(&self, url: &Uri<String>, error: Error) -> Box<Diagnostic> {
        let host = url.authority().map(|authority| authority.as_str().to_owned()).unwrap_or_default();
        let network = "check the URL, the network, and the proxy in `https_proxy`";
        let tls = "check the name of the host; name the certificate of an authority of your own with --ca-file";
        match error {
            Error::HostNotFound => fault(format!("the host `{host}` was not found"), network.to_owned()),
            Error::Timeout(ureq::Timeout::Connect) => {
                fault(format!("cannot reach `{host}`: no connection within {CONNECT:?}"), network.to_owned())
            }
            Error::Timeout(_) => fault(
                format!("`{url}` was not received within {:?}", self.request.timeout),
                "try again later, or wait longer with --timeout".to_owned(),
            ),
            Error::Tls(error) => {
                fault(format!("cannot establish a secure connection to `{host}`: {error}"), tls.to_owned())
            }
            Error::Rustls(error) => {
                fault(format!("cannot establish a secure connection to `{host}`: {error}"), tls.to_owned())
            }
            Error::Io(error) => match error.kind() {
                // That is how a fault of the handshake comes.
                io::ErrorKind::InvalidData if url::is_secure(url) => {
                    fault(format!("cannot establish a secure connection to `{host}`: {error}"), tls.to_owned())
                }
                io::ErrorKind::UnexpectedEof => {
                    fault(format!("`{host}` closed the connection without an answer"), network.to_owned())
                }
                _ => fault(format!("cannot reach `{host}`: {error}"), network.to_owned()),
            },
            Error::Decompress(_, error) => fault(
                format!("`{url}` is damaged: {error}"),
                "try again; the service says that it is compressed with gzip".to_owned(),
            ),
            Error::ConnectProxyFailed(error) => {
                fault(format!("the proxy does not connect to `{host}`: {error}"), network.to_owned())
            }
            error => fault(format!("cannot fetch `{url}`: {error}"), network.to_owned()),
        }
    }
}

fn header<B>(response: &Response<B>, name: &HeaderName) -> Option<String> {
    // A header that is not text is ignored.
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}
