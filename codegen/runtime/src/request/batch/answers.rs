//! The answers to a batch.

use std::fmt;

use super::{Item, OTHER_TICKET, Ticket, json, multipart};
use crate::request::answer::Answer;
use crate::request::error::{AnswerFault, Error};
use crate::request::headers::Headers;

/// The answers to the requests of a batch, in whatever order they came.
#[derive(Clone)]
pub struct Answers {
    /// The number of the batch.
    batch: usize,
    answers: Vec<OwnAnswer>,
    /// Those of the batch itself.
    status: u16,
    headers: Headers,
}

/// An answer of a batch.
#[derive(Clone)]
pub(super) struct OwnAnswer {
    pub(super) id: Option<String>,
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) body: Vec<u8>,
}

/// A part of the answer to a batch of several parts. What cannot be read is `None`, and keeps its place.
pub(super) enum Unit {
    One(Option<OwnAnswer>),
    /// To each request of a group.
    Group(Vec<Option<OwnAnswer>>),
}

/// Which requests there are answers to, in order: the ids of one or of those of a group.
pub(super) struct Expected {
    /// The number of the batch.
    batch: usize,
    units: Vec<Vec<String>>,
}

impl Expected {
    pub(super) fn of(batch: usize, items: &[Item]) -> Self {
        let mut units: Vec<Vec<String>> = Vec::new();
        let mut group = None;
        for item in items {
            match units.last_mut() {
                Some(unit) if item.group.is_some() && item.group == group => unit.push(item.id.clone()),
                _ => units.push(vec![item.id.clone()]),
            }
            group = item.group;
        }
        Self { batch, units }
    }

    /// Gives answers the ids of the requests that they are to: by their own, or else in order.
    fn assign(&self, units: Vec<Unit>) -> Vec<OwnAnswer> {
        let mut assigned = Vec::new();
        for (ids, unit) in self.units.iter().zip(units) {
            match unit {
                // A group that failed is answered as a whole.
                Unit::One(Some(answer)) if ids.len() > 1 => {
                    assigned.extend(ids.iter().map(|id| OwnAnswer { id: Some(id.clone()), ..answer.clone() }));
                }
                Unit::One(answer) => {
                    assigned.extend(answer.zip(ids.first()).map(|(answer, id)| self.named(answer, id)))
                }
                Unit::Group(answers) => {
                    let pairs = answers.into_iter().zip(ids);
                    assigned.extend(pairs.filter_map(|(answer, id)| Some(self.named(answer?, id))));
                }
            }
        }
        assigned
    }

    /// An answer with its own id if that is one of a request, and else with the one of the request in its place.
    fn named(&self, answer: OwnAnswer, id: &str) -> OwnAnswer {
        let known = answer.id.clone().filter(|known| self.has(known));
        OwnAnswer { id: Some(known.unwrap_or_else(|| id.to_owned())), ..answer }
    }

    fn has(&self, id: &str) -> bool {
        self.units.iter().flatten().any(|known| known == id)
    }
}

/// Reads the answers to a batch.
pub(super) fn read(answer: &Answer<'_>, expected: &Expected) -> Result<Answers, Error> {
    let media_type = answer.headers.get("Content-Type").unwrap_or_default();
    let answers = match multipart::read(media_type, answer.body) {
        Some(units) => expected.assign(units),
        None => json::read(answer.body).map_err(|error| answer.misfit(error))?,
    };
    Ok(Answers { batch: expected.batch, answers, status: answer.status, headers: answer.headers.clone() })
}

impl Answers {
    /// What a request is answered with.
    ///
    /// # Errors
    ///
    /// What the service refused, and what cannot be read; also that there is no answer, as another request failed before, or that
    /// the ticket is of another batch.
    pub fn of<O, T>(&self, ticket: &Ticket<O, T>) -> Result<O, Error> {
        if ticket.batch != self.batch {
            return Err(Error::request(OTHER_TICKET));
        }
        match self.find(ticket) {
            Some(OwnAnswer { status, headers, body, .. }) => {
                ticket.read.read(&Answer { status: *status, headers, body, url: &ticket.url })
            }
            None => Err(self.missing(&ticket.id)),
        }
    }

    fn find<O, T>(&self, ticket: &Ticket<O, T>) -> Option<&OwnAnswer> {
        self.answers.iter().find(|answer| ticket.batch == self.batch && answer.id.as_deref() == Some(&ticket.id))
    }

    #[cold]
    fn missing(&self, id: &str) -> Error {
        let batch = Answer { status: self.status, headers: &self.headers, body: &[], url: "" };
        batch.fault(AnswerFault::Other(format!("the batch has no answer to its request {id}")))
    }

    /// The status that a request is answered with.
    pub fn status_of<O, T>(&self, ticket: &Ticket<O, T>) -> Option<u16> {
        self.find(ticket).map(|answer| answer.status)
    }

    /// The headers that a request is answered with.
    pub fn headers_of<O, T>(&self, ticket: &Ticket<O, T>) -> Option<&Headers> {
        self.find(ticket).map(|answer| &answer.headers)
    }

    /// How many answers there are.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether there is no answer.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = self.answers.iter().map(|answer| (answer.id.as_deref().unwrap_or_default(), answer.status));
        formatter.debug_map().entries(pairs).finish()
    }
}
