//! Requests that are carried out later.

use super::answer::{Accepted, Answer, Outcome, Read};
use super::batch::http_message;
use super::error::Error;
use super::message::Request;

impl<O: 'static, T> Request<Outcome<O>, T> {
    /// The request that asks how far a service is with one that it accepted (OData 4.01 Protocol, section 11.6); `None` if the service did not
    /// say where to ask.
    ///
    /// Its answer is the one to the request itself once that is done.
    pub fn poll(&self, accepted: &Accepted) -> Option<Self> {
        let location = accepted.location.clone()?;
        let read = self.read.clone();
        let read = Read::made(move |answer| finished(answer, &read).map(|outcome| with_location(outcome, answer.url)));
        Some(self.followed(location, read))
    }
}

/// Reads the answer to a request as the answer of its monitor has it: as a whole message, or with its status in a header.
fn finished<O>(answer: &Answer<'_>, read: &Read<O>) -> Result<O, Error> {
    if let Some((status, headers, body)) = http_message(answer.headers, answer.body) {
        return read.read(&Answer { status, headers: &headers, body, url: answer.url });
    }
    let result = answer.headers.get("AsyncResult").and_then(|status| status.trim().parse().ok());
    read.read(&Answer { status: result.unwrap_or(answer.status), ..*answer })
}

/// The same, to be asked for where it was asked for if the service does not say anything else.
fn with_location<O>(mut outcome: Outcome<O>, url: &str) -> Outcome<O> {
    if let Outcome::Accepted(accepted) = &mut outcome {
        accepted.location.get_or_insert_with(|| url.to_owned());
    }
    outcome
}
