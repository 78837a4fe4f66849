//! Batches of several parts (OData 4.01 Protocol, section 11.7.7).

use super::Item;
use super::answers::{OwnAnswer, Unit};
use super::message::{Part, answer, boundary, parts};
use crate::request::message::{Method, Parts};
use crate::request::settings::Version;

/// Makes requests the body of one.
pub(super) fn write(items: &[Item], batch: &mut Parts) {
    let messages: Vec<Vec<u8>> = items.iter().map(|item| message(&item.parts)).collect();
    let [outer, inner] = ["batch", "changes"].map(|name| free_boundary(name, &messages));
    let mut body = Vec::new();
    let mut group = None;
    let is_v401 = batch.path.settings().version == Version::V401;
    for (item, message) in items.iter().zip(&messages) {
        // Version 4.0 knows the results of requests only within their change set.
        let is_known = |id: &str| {
            is_v401 || item.group.is_some() && items.iter().any(|other| other.id == id && other.group == item.group)
        };
        if let Some(id) = item.parts.prerequisites().find(|id| !is_known(id)) {
            batch.blame(format!(
                "request {} of the batch is about the result of request {id}, and not in a group with it",
                item.id
            ));
        }
        if item.group != group {
            close(group, &inner, &mut body);
        }
        if let Some(number) = item.group {
            if item.parts.method == Method::Get {
                batch.blame("a group of a multipart batch has no request that only reads");
            }
            if item.group != group {
                push(
                    &mut body,
                    &[
                        &format!("--{outer}\r\n"),
                        &format!("Content-Type: multipart/mixed; boundary={inner}{number}\r\n\r\n"),
                    ],
                );
            }
            push(&mut body, &[&format!("--{inner}{number}\r\n")]);
        } else {
            push(&mut body, &[&format!("--{outer}\r\n")]);
        }
        group = item.group;
        push(&mut body, &["Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n"]);
        // Version 4.0 has it in change sets only.
        if item.group.is_some() || is_v401 {
            push(&mut body, &[&format!("Content-ID: {}\r\n", item.id)]);
        }
        push(&mut body, &["\r\n"]);
        body.extend_from_slice(message);
        push(&mut body, &["\r\n"]);
    }
    close(group, &inner, &mut body);
    push(&mut body, &[&format!("--{outer}--\r\n")]);
    batch.content(body, &format!("multipart/mixed; boundary={outer}"));
}

fn close(group: Option<usize>, inner: &str, body: &mut Vec<u8>) {
    if let Some(number) = group {
        push(body, &[&format!("--{inner}{number}--\r\n")]);
    }
}

fn push(body: &mut Vec<u8>, texts: &[&str]) {
    texts.iter().for_each(|text| body.extend_from_slice(text.as_bytes()));
}

/// A request as HTTP has it.
fn message(parts: &Parts) -> Vec<u8> {
    let mut text = format!("{} {} HTTP/1.1\r\n", parts.method.as_str(), parts.relative_url()).into_bytes();
    for (name, value) in parts.headers().iter() {
        push(&mut text, &[name, ": ", value, "\r\n"]);
    }
    let body = parts.body();
    if !body.is_empty() {
        push(&mut text, &[&format!("Content-Length: {}\r\n", body.len())]);
    }
    push(&mut text, &["\r\n"]);
    text.extend_from_slice(&body);
    text
}

/// A boundary that is in none of the messages.
fn free_boundary(name: &str, messages: &[Vec<u8>]) -> String {
    let has = |boundary: &str| {
        let boundary = boundary.as_bytes();
        messages.iter().any(|message| message.windows(boundary.len()).any(|window| window == boundary))
    };
    let mut boundary = format!("{name}_odata_");
    while has(&boundary) {
        boundary.push_str("x_");
    }
    boundary
}

/// Takes the answers out of the body of one; `None` if it does not have several parts.
pub(super) fn read(media_type: &str, body: &[u8]) -> Option<Vec<Unit>> {
    let boundary = boundary(media_type)?;
    Some(parts(body, boundary).into_iter().map(unit).collect())
}

fn unit(part: &[u8]) -> Unit {
    let part = Part::of(part);
    let media_type = part.headers.get("Content-Type").unwrap_or_default();
    match boundary(media_type) {
        Some(boundary) => {
            let answers = parts(part.content, boundary).into_iter().map(Part::of);
            Unit::Group(answers.map(|part| own_answer(&part)).collect())
        }
        None => Unit::One(own_answer(&part)),
    }
}

/// An answer; `None` for what is none, in whose place nothing else comes.
fn own_answer(part: &Part<'_>) -> Option<OwnAnswer> {
    let (status, message) = answer(part.content)?;
    let id = part.headers.get("Content-ID").or_else(|| message.headers.get("Content-ID")).map(str::to_owned);
    let length = message.headers.get("Content-Length").and_then(|length| length.parse::<usize>().ok());
    let end = length.unwrap_or(usize::MAX).min(message.content.len());
    let body = message.content[..end].to_vec();
    // Where nothing says how long it is, line ends of the part are no content.
    let body = if length.is_none() && body.iter().all(u8::is_ascii_whitespace) { Vec::new() } else { body };
    Some(OwnAnswer { id, status, headers: message.headers, body })
}
