//! Requests.

mod content;
mod preferences;
mod request_parts;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

pub(super) use self::content::Body;
pub use self::content::ETag;
pub use self::request_parts::RequestParts;
use super::answer::{self, Answer, Answered, Outcome, Read, read_bytes, read_json, read_nothing, read_optional};
use super::apply::{Apply, named};
use super::encode;
use super::error::Error;
use super::expand::Expand;
use super::expression::Expression;
use super::filter::Condition;
use super::headers::{Headers, is_header};
use super::options::{Options, collection_options, narrowing_options, options};
use super::order::Order;
use super::path::Path;
use super::property::{Related, Steps};
use super::search::Search;
use super::select::Select;
use super::settings::Version;
use super::text::{Fault, Text};
use crate::body::Ieee754Compatible;
use crate::json::FromJson;
use crate::page::Page;

/// A request that is answered with an `O`, and is about a `T`: its query options take properties of that type.
///
/// It is data: its [`parts`](Self::parts) go to a client, and [`read_parts`](Self::read_parts) reads what comes back. With the feature
/// `http` the method `http` makes it one of the crate of that name, `read` reads the answer, and `send` does both around a function that
/// sends it.
#[must_use = "a request does nothing until it is sent"]
pub struct Request<O, T = ()> {
    pub(super) parts: Box<Parts>,
    pub(super) read: Read<O>,
    pub(super) owner: PhantomData<fn(T)>,
}

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
    /// `PATCH`.
    Patch,
    /// `PUT`.
    Put,
    /// `DELETE`.
    Delete,
}

/// All that a request is but for its types.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) method: Method,
    /// Where it goes, or what the function is bound to that it is about.
    pub(super) path: Path,
    pub(super) call: Option<Call>,
    pub(super) options: Options,
    pub(super) accepts: Accepts,
    pub(super) headers: Headers,
    /// Preferences and their names.
    preferences: Vec<(String, String)>,
    /// The ids of those requests of the same batch that its options or its body name.
    referred: Vec<String>,
    pub(super) body: Option<Body>,
    /// What is wrong with it, and what that is about: who gives that another value has it right.
    faults: Vec<(String, Fault)>,
}

/// A call of a function that a request is about.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) arguments: Vec<(String, Text)>,
}

/// What a request is to be answered with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Accepts {
    Json,
    /// A number, as text.
    Text,
    Anything,
    /// Several answers.
    Multipart,
}

impl Method {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

impl Parts {
    fn new(method: Method, path: &Path, accepts: Accepts) -> Box<Self> {
        Box::new(Self {
            method,
            path: path.clone(),
            call: None,
            options: Options::default(),
            accepts,
            headers: Headers::new(),
            preferences: Vec::new(),
            referred: Vec::new(),
            body: None,
            faults: Vec::new(),
        })
    }

    /// Notes what is wrong, and stays so. What was wrong first is told.
    #[cold]
    pub(super) fn blame(&mut self, fault: impl Into<Fault>) {
        self.faults.push((String::new(), fault.into()));
    }

    /// Notes what is wrong with a value of something, if anything is, in place of what was wrong with the one that it had.
    fn judge(&mut self, about: &str, fault: Option<String>) {
        self.faults.retain(|(known, _)| known != about);
        self.faults.extend(fault.map(|fault| (about.to_owned(), fault.into())));
    }

    /// Where it goes, with the arguments of the function that it may be about.
    pub(super) fn target(&self) -> Path {
        match &self.call {
            Some(call) => self.path.called(&call.name, &call.arguments),
            None => self.path.clone(),
        }
    }

    /// A URL with the query: what it has by itself, what the root has, and the options. What has a value in a later one of these has none
    /// in those before.
    fn with_query(target: &Path, place: String, options: &Options) -> String {
        let mut parts: Vec<String> = Vec::new();
        let own = options.render(target.settings(), target.aliases().clone());
        for query in target.queries().into_iter().flatten() {
            let is_new =
                |part: &&str| !parts.iter().chain(&own).any(|known| encode::name_of(known) == encode::name_of(part));
            let new: Vec<String> =
                query.split('&').filter(|part| !part.is_empty()).filter(is_new).map(str::to_owned).collect();
            parts.extend(new);
        }
        parts.extend(own);
        encode::with_query(place, &parts)
    }

    pub(super) fn url(&self) -> String {
        let target = self.target();
        Self::with_query(&target, target.place(), &self.options)
    }

    /// The URL relative to the root of the service, if it is below.
    pub(super) fn relative_url(&self) -> String {
        let target = self.target();
        Self::with_query(&target, target.relative(), &self.options)
    }

    /// The headers that were given, and those that follow from the rest.
    pub(super) fn headers(&self) -> Headers {
        let settings = self.path.settings();
        let json = if settings.is_ieee754 { Ieee754Compatible::MEDIA_TYPE } else { "application/json" };
        let accept = match self.accepts {
            Accepts::Json => json,
            Accepts::Text => "text/plain",
            Accepts::Anything => "*/*",
            Accepts::Multipart => "multipart/mixed",
        };
        let mut own = vec![("Accept", accept), ("OData-MaxVersion", settings.version.as_str())];
        if let Some(body) = &self.body {
            // Version 4.01 has other bodies to bind entities with, and its services know those of 4.0.
            let version = if body.binds() { Version::V4 } else { settings.version };
            own.extend([("OData-Version", version.as_str()), ("Content-Type", body.media_type(json))]);
        }
        own.retain(|(name, _)| self.headers.get(name).is_none());
        let mut headers: Headers = own.into_iter().chain(self.headers.iter()).collect();
        self.preferences.iter().for_each(|(_, preference)| headers.append("Prefer", preference));
        headers
    }

    pub(super) fn body(&self) -> Cow<'_, [u8]> {
        self.body.as_ref().map_or_else(Cow::default, Body::bytes)
    }

    /// What is wrong with it.
    pub(super) fn fault(&self) -> Option<Fault> {
        let target = self.target();
        let of_path = || target.fault().cloned().or_else(|| self.options.fault(target.aliases()));
        self.faults.first().map(|(_, fault)| fault.clone()).or_else(of_path)
    }

    /// The ids of those requests of the same batch that it refers to.
    pub(super) fn prerequisites(&self) -> impl Iterator<Item = &str> {
        self.path.prerequisite().into_iter().chain(self.referred.iter().map(String::as_str))
    }

    /// Notes what comes of referring to a resource.
    pub(super) fn refer(&mut self, to: &Path) {
        self.referred.extend(to.prerequisite().map(str::to_owned));
        if let Some(fault) = to.fault() {
            self.blame(fault.clone());
        }
    }

    /// All of it, if it can be sent by itself.
    fn checked(&self) -> Result<RequestParts, Error> {
        if let Some(fault) = self.fault() {
            return Err(Error::request(fault));
        }
        if self.prerequisites().next().is_some() {
            return Err(Error::request(
                "it is about the result of a request in a batch, and only that batch can have it",
            ));
        }
        let (method, url, headers) = (self.method, self.url(), self.headers());
        Ok(RequestParts { method, url, headers, body: self.body().into_owned() })
    }

    fn header(&mut self, name: &str, value: &str, add: fn(&mut Headers, &str, &str)) {
        let fault = (!is_header(name, value)).then(|| format!("`{name}: {value}` is not a header"));
        if fault.is_none() {
            add(&mut self.headers, name, value);
        }
        self.judge(&name.to_ascii_lowercase(), fault);
    }

    /// The same without a body at a URL that the service gave.
    fn at(&self, link: &str) -> Box<Self> {
        let mut next = Box::new(self.clone());
        next.method = Method::Get;
        // What is behind `#` is never sent.
        next.path = self.path.at(link.split('#').next().unwrap_or_default());
        next.call = None;
        next.options = Options::default();
        next.referred.clear();
        next.body = None;
        for name in ["Content-Type", "OData-Version", "If-Match", "If-None-Match"] {
            next.headers.remove(name);
        }
        next
    }
}

impl<O, T> Request<O, T> {
    pub(super) fn new(method: Method, path: &Path, accepts: Accepts, read: Read<O>) -> Self {
        Self { parts: Parts::new(method, path, accepts), read, owner: PhantomData }
    }

    pub(super) fn of(parts: Box<Parts>, read: Read<O>) -> Self {
        Self { parts, read, owner: PhantomData }
    }

    /// Its method.
    pub fn method(&self) -> Method {
        self.parts.method
    }

    /// What a client sends.
    ///
    /// # Errors
    ///
    /// What it was made of and cannot have, such as a header with a line end in it, or an [`if_match`](Self::if_match) without an ETag.
    pub fn parts(&self) -> Result<RequestParts, Error> {
        self.parts.checked()
    }

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// What the service refused, and what cannot be read.
    pub fn read_parts(&self, status: u16, headers: &Headers, body: &[u8]) -> Result<O, Error> {
        self.read.read(&Answer { status, headers, body, url: &self.parts.url() })
    }

    /// A header in place of another of the same name.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if name.as_ref().eq_ignore_ascii_case("Prefer") {
            self.parts.preferences.clear();
        }
        self.parts.header(name.as_ref(), value.as_ref(), |headers, name, value| headers.set(name, value));
        self
    }

    /// In which format to answer (OData 4.01 URL Conventions, section 5.1.9), where a service does not heed `Accept`.
    pub fn format(mut self, format: impl Into<String>) -> Self {
        self.parts.options.set("$format", Text::raw(format, "a format"));
        self
    }

    /// Reads the answer as another type.
    pub fn read_as<U: FromJson>(self) -> Request<U, T> {
        Request::of(self.parts, Read::Plain(read_json))
    }

    /// Keeps the status and the headers of the answer.
    pub fn with_headers(self) -> Request<Answered<O>, T>
    where
        O: 'static,
    {
        Request::of(self.parts, answer::answered(self.read))
    }

    /// Takes an answer without content, as with status 204, for `None`.
    pub fn optional(self) -> Request<Option<O>, T>
    where
        O: 'static,
    {
        Request::of(self.parts, answer::optional(self.read))
    }

    /// Lets the service carry it out later: `Prefer: respond-async` (OData 4.01 Protocol, section 8.2.8.8).
    pub fn respond_async(self) -> Request<Outcome<O>, T>
    where
        O: 'static,
    {
        let request = self.prefer("respond-async");
        Request::of(request.parts, answer::outcome(request.read))
    }
}

options!(Request<O, T>, T, parts.options);
collection_options!(Request<Page<A>, T>, [A, T], T, parts.options);

impl<O: FromJson, T> Request<O, T> {
    /// One that is answered with JSON.
    pub(super) fn json(method: Method, path: &Path) -> Self {
        Self::new(method, path, Accepts::Json, Read::Plain(read_json))
    }

    /// One that is answered with text that is JSON, too.
    pub(super) fn text(method: Method, path: &Path) -> Self {
        Self::new(method, path, Accepts::Text, Read::Plain(read_json))
    }
}

impl<O: FromJson, T> Request<Option<O>, T> {
    /// One that is answered with JSON or without content.
    pub(super) fn maybe(method: Method, path: &Path) -> Self {
        Self::new(method, path, Accepts::Json, Read::Plain(read_optional))
    }
}

impl<T> Request<(), T> {
    /// One of which the answer has nothing to read.
    pub(super) fn nothing(method: Method, path: &Path) -> Self {
        Self::new(method, path, Accepts::Json, Read::Plain(read_nothing))
    }
}

impl<T> Request<Vec<u8>, T> {
    /// One that is answered with bytes.
    pub(super) fn bytes(method: Method, path: &Path) -> Self {
        Self::new(method, path, Accepts::Anything, Read::Plain(read_bytes))
    }
}

impl<O, T> Request<O, T> {
    /// The same at a URL that the service gave.
    pub(super) fn followed<U, W>(&self, link: String, read: Read<U>) -> Request<U, W> {
        Request::of(self.parts.at(&link), read)
    }
}

impl<O, T> Clone for Request<O, T> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), read: self.read.clone(), owner: PhantomData }
    }
}

impl<O, T> fmt::Debug for Request<O, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.parts.method.as_str(), self.parts.url())
    }
}
