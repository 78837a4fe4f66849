//! Batches as JSON (OData JSON Format 4.01, section 19).

use serde_json::{Map, Value};

use super::Item;
use super::answers::OwnAnswer;
use crate::json;
use crate::request::headers::{Headers, is_json};
use crate::request::message::Parts;
use crate::values::BinaryUrl;

/// Makes requests the body of one.
pub(super) fn write(items: &[Item], batch: &mut Parts) {
    let mut text = String::from("{\"requests\":[");
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        match item_text(item, &items[..index]) {
            Ok(item) => text.push_str(&item),
            Err(fault) => batch.blame(fault),
        }
    }
    text.push_str("]}");
    batch.content(text.into_bytes(), "application/json");
}

fn item_text(item: &Item, before: &[Item]) -> Result<String, String> {
    let parts = &item.parts;
    let depends_on = depends_on(item, before);
    let mut members = Map::new();
    members.insert("id".to_owned(), item.id.clone().into());
    if let Some(group) = item.group_id() {
        members.insert("atomicityGroup".to_owned(), group.into());
    }
    if !depends_on.is_empty() {
        members.insert("dependsOn".to_owned(), depends_on.into());
    }
    members.insert("method".to_owned(), parts.method.as_str().into());
    members.insert("url".to_owned(), parts.relative_url().into());
    let headers = parts.headers();
    // They are to be in lower case (OData JSON Format 4.01, section 19.1), and not all services look for others.
    let names = headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.into()));
    members.insert("headers".to_owned(), Value::Object(names.collect()));
    let text = Value::Object(members).to_string();
    let body = parts.body();
    if body.is_empty() {
        return Ok(text);
    }
    let body = body_text(headers.get("Content-Type").unwrap_or_default(), &body)?;
    Ok(format!("{},\"body\":{body}}}", text.strip_suffix('}').unwrap_or(&text)))
}

/// What a request comes after. Where one of these is in another group, that is to be named, too (OData JSON Format 4.01, section 19.1).
fn depends_on(item: &Item, before: &[Item]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in item.prerequisites() {
        let other = before.iter().find(|other| other.id == id);
        let group = other.filter(|other| other.group != item.group).and_then(Item::group_id);
        for id in [id.to_owned()].into_iter().chain(group) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}

/// A body as JSON: itself if it is JSON, a string if it is text, and else a string in base64url.
fn body_text(media_type: &str, body: &[u8]) -> Result<String, String> {
    if is_json(media_type) {
        // It is written as it is: as a value it would lose digits.
        let text = std::str::from_utf8(body).map_err(|error| error.to_string())?;
        let checked = json::from_str::<Value>(text).map_err(|error| error.to_string());
        return checked.map(|_| text.to_owned());
    }
    let text = match std::str::from_utf8(body) {
        Ok(text) if is_text(media_type) => text.to_owned(),
        _ => BinaryUrl::from(body.to_vec()).to_string(),
    };
    Ok(Value::String(text).to_string())
}

fn is_text(media_type: &str) -> bool {
    media_type.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("text/"))
}

/// Takes the answers out of the body of one.
pub(super) fn read(body: &[u8]) -> Result<Vec<OwnAnswer>, json::Error> {
    let answers: Responses = json::from_slice(body)?;
    Ok(answers.0.into_iter().filter_map(own_answer).collect())
}

/// The member `responses`, each item as its text.
struct Responses(Vec<String>);

impl json::FromJson for Responses {
    fn read_json(reader: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let Some(mut members) = reader.begin_object()? else {
            return crate::read::refuse_next(reader, "an object with `responses`");
        };
        let mut responses = None;
        while members.next(reader)? {
            if reader.name()? == "responses" {
                let mut items = Vec::new();
                json::read_items(reader, &mut |reader| {
                    items.push(reader.skip_value()?.to_owned());
                    Ok(())
                })?;
                responses = Some(items);
            } else {
                reader.skip_value()?;
            }
        }
        match responses {
            Some(responses) => Ok(Self(responses)),
            None => Err(reader
                .refuse(crate::syntax::ValueError::new("the answers to a batch", "an object without `responses`"))),
        }
    }
}

/// An answer; `None` if it says neither what it is the answer to nor with which status.
fn own_answer(text: String) -> Option<OwnAnswer> {
    let item: Members = json::from_str(&text).ok()?;
    let headers = item.headers.iter().flatten().map(|(name, value)| match value {
        Value::String(value) => (name.clone(), value.clone()),
        other => (name.clone(), other.to_string()),
    });
    let headers: Headers = headers.collect();
    let media_type = headers.get("Content-Type").unwrap_or("application/json").to_owned();
    let body = item.body.as_deref().map(|body| body_bytes(&media_type, body)).unwrap_or_default();
    Some(OwnAnswer { id: Some(item.id?), status: item.status?, headers, body })
}

/// The members of an answer.
#[derive(Default)]
struct Members {
    id: Option<String>,
    status: Option<u16>,
    headers: Option<Map<String, Value>>,
    /// As its text, for its digits.
    body: Option<String>,
}

impl json::FromJson for Members {
    fn read_json(reader: &mut json::Reader<'_>) -> Result<Self, json::Error> {
        let Some(mut members) = reader.begin_object()? else { return crate::read::refuse_next(reader, "an answer") };
        let mut found = Self::default();
        while members.next(reader)? {
            match reader.name()?.to_owned().as_str() {
                "id" => {
                    found.id = match reader.tree()? {
                        Value::String(id) => Some(id),
                        Value::Number(id) => Some(id.to_string()),
                        _ => None,
                    }
                }
                "status" => {
                    found.status = match reader.tree()? {
                        Value::String(status) => status.parse().ok(),
                        status => status.as_u64().and_then(|status| status.try_into().ok()),
                    }
                }
                "headers" => found.headers = reader.tree()?.as_object().cloned(),
                "body" => found.body = Some(reader.skip_value()?.to_owned()).filter(|body| body != "null"),
                _ => _ = reader.skip_value()?,
            }
        }
        Ok(found)
    }
}

/// The bytes of a body that is JSON, of one that is text, or of one in base64.
fn body_bytes(media_type: &str, json_text: &str) -> Vec<u8> {
    let string = || json::from_str::<String>(json_text).ok();
    if is_json(media_type) {
        // Some services send JSON as a string in base64, or as text.
        return match string() {
            Some(text) if json::from_str::<Value>(&text).is_ok_and(|value| value.is_object() || value.is_array()) => {
                text.into_bytes()
            }
            Some(text) => match decoded(&text) {
                Some(bytes) if matches!(bytes.first(), Some(b'{' | b'[')) => bytes,
                _ => json_text.as_bytes().to_vec(),
            },
            None => json_text.as_bytes().to_vec(),
        };
    }
    match string() {
        Some(text) if is_text(media_type) => text.into_bytes(),
        Some(text) => decoded(&text).unwrap_or_else(|| text.into_bytes()),
        None => json_text.as_bytes().to_vec(),
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    text.parse::<BinaryUrl>().ok().map(BinaryUrl::into_vec)
}
