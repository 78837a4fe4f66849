//! What a request has besides its URL: its body, and the versions that it is about.

use std::borrow::Cow;

use super::{Parts, Request};
use crate::body::Ieee754Compatible;
use crate::json::{self, ToJson};
use crate::request::literal::{Literal, text_of};

/// What the faults of a body are about.
const BODY: &str = "the body";

/// The body of a request.
#[derive(Clone)]
pub(in crate::request) struct Body {
    content: Content,
    /// `None` for JSON.
    media_type: Option<String>,
}

#[derive(Clone)]
enum Content {
    Bytes(Vec<u8>),
    /// The members of an object, each with its JSON.
    Members(Vec<(String, Vec<u8>)>),
}

impl Body {
    fn json(content: Content) -> Self {
        Self { content, media_type: None }
    }

    pub(in crate::request) fn bytes(&self) -> Cow<'_, [u8]> {
        match &self.content {
            Content::Bytes(bytes) => Cow::Borrowed(bytes),
            Content::Members(members) => {
                let members: Vec<Vec<u8>> =
                    members.iter().map(|(name, value)| [name.as_bytes(), b":", value].concat()).collect();
                Cow::Owned([b"{", members.join(&b',').as_slice(), b"}"].concat())
            }
        }
    }

    pub(in crate::request) fn media_type<'a>(&'a self, json: &'a str) -> &'a str {
        self.media_type.as_deref().unwrap_or(json)
    }

    /// Whether it is JSON that binds entities by `@odata.bind`, as no body of version 4.01 may (OData JSON Format 4.01, section 8.5).
    pub(in crate::request) fn binds(&self) -> bool {
        self.media_type.is_none()
            && std::str::from_utf8(&self.bytes()).is_ok_and(|text| text.contains("@odata.bind\":"))
    }
}

impl Parts {
    /// Makes a value the body, as JSON.
    pub(in crate::request) fn json(&mut self, value: &dyn ToJson) {
        let text = self.json_text(value);
        self.judge(BODY, text.as_ref().err().map(json::Error::to_string));
        self.body = text.ok().map(|bytes| Body::json(Content::Bytes(bytes)));
    }

    fn json_text(&self, value: &dyn ToJson) -> Result<Vec<u8>, json::Error> {
        if self.path.settings().is_ieee754 { json::to_vec(&Ieee754Compatible(value)) } else { json::to_vec(value) }
    }

    /// Makes an object the body, without members.
    pub(in crate::request) fn members(&mut self) {
        self.body = Some(Body::json(Content::Members(Vec::new())));
    }

    /// Gives a member of the object that the body is a value, in place of the one that it may have.
    pub(in crate::request) fn set_member(&mut self, name: &str, value: &dyn ToJson) {
        let (name, value) = match (json::to_string(name), self.json_text(value)) {
            (Ok(name), Ok(value)) => (name, value),
            (Err(error), _) | (_, Err(error)) => return self.blame(error.to_string()),
        };
        if !matches!(&self.body, Some(Body { content: Content::Members(_), .. })) {
            self.members();
        }
        if let Some(Body { content: Content::Members(members), .. }) = &mut self.body {
            set(members, name, value);
        }
    }

    /// Gives a parameter of the function that it is about a value, in place of the one that it may have.
    pub(in crate::request) fn set_parameter(&mut self, name: &str, value: &dyn Literal) {
        match &mut self.call {
            Some(call) => set(&mut call.arguments, name.to_owned(), text_of(value)),
            None => self.blame(format!("it is about no function that could have a parameter `{name}`")),
        }
    }

    /// Makes bytes the body.
    pub(in crate::request) fn content(&mut self, bytes: Vec<u8>, media_type: &str) {
        self.body = Some(Body { content: Content::Bytes(bytes), media_type: Some(media_type.to_owned()) });
        let is_faulty = media_type.trim().is_empty() || !super::is_header("Content-Type", media_type);
        self.judge(BODY, is_faulty.then(|| format!("`{media_type}` is not a media type")));
    }
}

/// Gives a name a value, in place of the one that it may have.
pub(super) fn set<V>(values: &mut Vec<(String, V)>, name: String, value: V) {
    match values.iter_mut().find(|(known, _)| *known == name) {
        Some((_, known)) => *known = value,
        None => values.push((name, value)),
    }
}

/// The version of an entity: the text of an ETag, or what `etag()` of a value returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an ETag",
    note = "`etag()` of a value that was read returns it"
)]
pub trait ETag {
    /// The text.
    #[doc(hidden)]
    fn etag(&self) -> Option<&str>;
}

impl ETag for str {
    fn etag(&self) -> Option<&str> {
        Some(self)
    }
}

impl ETag for String {
    fn etag(&self) -> Option<&str> {
        Some(self)
    }
}

impl<E: ETag> ETag for Option<E> {
    fn etag(&self) -> Option<&str> {
        self.as_ref().and_then(E::etag)
    }
}

impl<E: ETag + ?Sized> ETag for &E {
    fn etag(&self) -> Option<&str> {
        (**self).etag()
    }
}

impl<O, T> Request<O, T> {
    /// A body of JSON in place of the one that it has.
    pub fn with_json<B: ToJson + ?Sized>(self, body: &B) -> Self {
        self.with_body(&|writer| body.write_json(writer))
    }

    /// A body of a media type in place of the one that it has.
    pub fn with_content(mut self, bytes: impl Into<Vec<u8>>, media_type: impl AsRef<str>) -> Self {
        self.parts.content(bytes.into(), media_type.as_ref());
        self
    }

    /// Only if the entity is of this version still (OData 4.01 Protocol, section 8.2.4): of that which `etag()` of a value that was read
    /// returns, or of any with `*`.
    ///
    /// If the value has no ETag, the request cannot be sent: it would overwrite what others have changed.
    pub fn if_match(mut self, etag: impl ETag) -> Self {
        self.parts.condition("If-Match", etag.etag());
        self
    }

    /// Only if the entity is of another version (OData 4.01 Protocol, section 8.2.5), or with `*` if there is none.
    pub fn if_none_match(mut self, etag: impl ETag) -> Self {
        self.parts.condition("If-None-Match", etag.etag());
        self
    }

    /// An argument of an action.
    #[doc(hidden)]
    pub fn argument(mut self, name: &'static str, value: &dyn ToJson) -> Self {
        self.parts.set_member(name, value);
        self
    }

    /// An argument of a function.
    #[doc(hidden)]
    pub fn parameter(mut self, name: &'static str, value: &dyn Literal) -> Self {
        self.parts.set_parameter(name, value);
        self
    }
}

impl Parts {
    fn condition(&mut self, name: &str, etag: Option<&str>) {
        let fault = match etag {
            Some(etag) if etag.trim().is_empty() => format!("the ETag for `{name}` is empty"),
            Some(etag) => return self.header(name, etag, |headers, name, value| headers.set(name, value)),
            None => format!("there is no ETag for `{name}`: the service sent none with the value"),
        };
        self.judge(&name.to_ascii_lowercase(), Some(fault));
    }
}
