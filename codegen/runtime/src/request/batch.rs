//! Several requests in one.

mod answers;
mod json;
mod message;
mod multipart;

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use self::answers::Answers;
use super::Resource;
use super::answer::Read;
use super::headers::Headers;
use super::message::{Accepts, Method, Parts, Request};
use super::one::One;
use super::path::Path;
use super::text::Fault;
use crate::values::essence;

/// Requests that are sent as one, each of which is answered by itself (OData 4.01 Protocol, section 11.7).
///
/// ```no_run
/// # use odata_runtime::request::{Error, Method, Service};
/// # fn main() -> Result<(), Error> {
/// let service = Service::new("https://example.org/service")?;
/// let mut batch = service.batch();
/// let me = batch.add(&service.segment("me").raw::<serde_json::Value>(Method::Get));
/// let tasks = batch.add(&service.segment("tasks").raw::<serde_json::Value>(Method::Get));
/// batch.after(&tasks, [me.id()]);
/// # let (status, headers, body) = (200, Default::default(), Vec::new());
///
/// let answers = batch.request().read_parts(status, &headers, &body)?;
/// println!("{}", answers.of(&me)?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a batch does nothing until its request is sent"]
pub struct Batch {
    root: Path,
    /// Its number in this program: tickets are of no use elsewhere.
    number: usize,
    items: Vec<Item>,
    groups: usize,
    is_multipart: bool,
    /// What is wrong with it.
    fault: Option<Fault>,
}

/// The number of the next batch.
static NEXT_BATCH: AtomicUsize = AtomicUsize::new(0);

const OTHER_TICKET: &str = "the ticket is of another batch";

/// A request of a batch, and where its answer is.
#[derive(Clone)]
struct Item {
    id: String,
    /// The number of the group that succeeds or fails as a whole.
    group: Option<usize>,
    /// The ids of those that it comes after.
    after: Vec<String>,
    parts: Box<Parts>,
}

/// What the answer to a request of a batch is had by: [`Answers::of`].
pub struct Ticket<O, T = ()> {
    /// The number of its batch.
    batch: usize,
    id: String,
    read: Read<O>,
    url: String,
    owner: PhantomData<fn(T)>,
}

/// Requests of a batch that succeed or fail as a whole: an atomicity group, or a change set (OData 4.01 Protocol, section 11.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group(usize);

impl Batch {
    pub(super) fn new(root: &Path) -> Self {
        let number = NEXT_BATCH.fetch_add(1, Ordering::Relaxed);
        Self { root: root.clone(), number, items: Vec::new(), groups: 0, is_multipart: false, fault: None }
    }

    /// Has the batch written as `multipart/mixed` (OData 4.01 Protocol, section 11.7.7), which all services understand that have batches,
    /// those of version 4.0 mostly nothing else; by itself it is JSON (OData JSON Format 4.01, section 19).
    pub fn multipart(mut self) -> Self {
        self.is_multipart = true;
        self
    }

    /// Adds a request.
    pub fn add<O, T>(&mut self, request: &Request<O, T>) -> Ticket<O, T> {
        self.ticket(request, None)
    }

    /// A new group, without requests.
    pub fn group(&mut self) -> Group {
        self.groups += 1;
        Group(self.groups)
    }

    /// Adds a request to a group. In a multipart batch, groups have no requests that only read.
    pub fn add_to<O, T>(&mut self, group: Group, request: &Request<O, T>) -> Ticket<O, T> {
        self.ticket(request, Some(group.0))
    }

    fn ticket<O, T>(&mut self, request: &Request<O, T>, group: Option<usize>) -> Ticket<O, T> {
        let id = self.push(&request.parts, group);
        Ticket { batch: self.number, id, read: request.read.clone(), url: request.parts.url(), owner: PhantomData }
    }

    fn push(&mut self, parts: &Parts, group: Option<usize>) -> String {
        let id = (self.items.len() + 1).to_string();
        if parts.path.is_of_another_service(&self.root) {
            self.fault = Some("a batch takes requests of its own service only".into());
        }
        if parts.path.is_batch() {
            self.fault =
                Some("a batch cannot contain a batch: add the requests of the inner one to the outer one".into());
        }
        let item = Item { id: id.clone(), group, after: Vec::new(), parts: Box::new(parts.clone()) };
        // The requests of a group follow each other.
        let end = self.items.iter().rposition(|item| group.is_some() && item.group == group);
        self.items.insert(end.map_or(self.items.len(), |last| last + 1), item);
        id
    }

    /// Has a request wait for others, and fail if one of them does: `dependsOn`. In a multipart batch the order says it.
    pub fn after<'a, O, T>(&mut self, ticket: &Ticket<O, T>, others: impl IntoIterator<Item = &'a str>) {
        let item = self.items.iter_mut().find(|item| ticket.batch == self.number && item.id == ticket.id);
        match item {
            Some(item) => item.after.extend(others.into_iter().map(str::to_owned)),
            None => self.fault = Some(OTHER_TICKET.into()),
        }
    }

    /// What a request of the same batch creates or changes, to be asked for more or referred to by a later one: `$1` (OData 4.01
    /// Protocol, section 11.7.4).
    pub fn result_of<T: Resource>(&self, ticket: &Ticket<Option<T::Any>, T>) -> One<T> {
        let fault = (ticket.batch != self.number).then(|| OTHER_TICKET.into());
        One::from(self.root.reference(&ticket.id, fault))
    }

    /// How many requests there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no request.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All of it as one request.
    pub fn request(&self) -> Request<Answers> {
        let accepts = if self.is_multipart { Accepts::Multipart } else { Accepts::Json };
        let expected = answers::Expected::of(self.number, &self.items);
        let read = Read::made(move |answer| answers::read(answer, &expected));
        let mut request = Request::new(Method::Post, &self.root.segment("$batch"), accepts, read);
        if let Some(fault) = &self.fault {
            request.parts.blame(fault.clone());
        }
        for (index, item) in self.items.iter().enumerate() {
            let fault = item.parts.fault().or_else(|| item.misplaced(&self.items[..index]));
            if let Some(fault) = fault {
                request.parts.blame(format!("request {} of the batch: {fault}", item.id));
            }
        }
        if self.is_multipart {
            multipart::write(&self.items, &mut request.parts);
        } else {
            json::write(&self.items, &mut request.parts);
        }
        request
    }
}

impl Item {
    /// What it comes after: those that it was said to, and the one that its URL begins with the result of.
    fn prerequisites(&self) -> impl Iterator<Item = &str> {
        self.after.iter().map(String::as_str).chain(self.parts.prerequisites())
    }

    /// The id of its group.
    fn group_id(&self) -> Option<String> {
        self.group.map(|number| Group(number).id())
    }

    /// What is wrong with its place: all that it comes after is in front of it (OData JSON Format 4.01, section 19.1).
    fn misplaced(&self, before: &[Self]) -> Option<Fault> {
        let is_in_front =
            |id: &str| before.iter().any(|other| other.id == id || other.group_id().as_deref() == Some(id));
        let missing = self.prerequisites().find(|id| !is_in_front(id))?;
        Some(format!("it comes after `{missing}`, which is not in front of it").into())
    }
}

impl Group {
    /// The id of the group, for requests that come [after](Batch::after) all of its requests.
    pub fn id(self) -> String {
        format!("g{}", self.0)
    }
}

impl<O, T> Ticket<O, T> {
    /// The id of the request in its batch.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl<O, T> Clone for Ticket<O, T> {
    fn clone(&self) -> Self {
        let (batch, id, read, url) = (self.batch, self.id.clone(), self.read.clone(), self.url.clone());
        Self { batch, id, read, url, owner: PhantomData }
    }
}

impl<O, T> fmt::Debug for Ticket<O, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Ticket").field(&self.id).finish()
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |item: &Item| format!("{} {} {}", item.id, item.parts.method.as_str(), item.parts.relative_url());
        formatter.debug_list().entries(self.items.iter().map(line)).finish()
    }
}

/// The answer that a body of the media type `application/http` is.
pub(super) fn http_message<'a>(headers: &Headers, body: &'a [u8]) -> Option<(u16, Headers, &'a [u8])> {
    let is_message = essence(headers.get("Content-Type")?) == "application/http";
    let (status, part) = is_message.then(|| message::answer(body))??;
    Some((status, part.headers, part.content))
}
