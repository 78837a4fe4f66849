//! Collections and errors as services answer with them.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::extra::Extra;
use super::path::{in_item, in_member};
use super::values::{Primitive, ValueError};

/// A page of a collection: its items and what the service says about it.
///
/// The names of control information are read with and without `odata.` (OData JSON Format 4.01, section 4.6) and written
/// as they were read.
///
/// ```
/// use odata_runtime::Page;
///
/// let page: Page<String> = serde_json::from_str(
///     r#"{"value": ["a", "b"], "@odata.nextLink": "https://example.org/next"}"#,
/// )?;
/// assert_eq!(page.value, ["a", "b"]);
/// assert_eq!(page.next_link.as_deref(), Some("https://example.org/next"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page.
    pub value: Vec<T>,
    /// Where the next page is; `None` on the last one.
    pub next_link: Option<String>,
    /// Where to ask for changes since this page was made.
    pub delta_link: Option<String>,
    /// How many items there are on all pages, if the request asked with `$count`.
    pub count: Option<i64>,
    /// The URL of the metadata that describes the items.
    pub context: Option<String>,
    /// All other members.
    pub extra: Extra,
}

/// What a service answers when a request fails (OData JSON Format 4.01, section 21.1).
///
/// ```
/// use odata_runtime::ErrorResponse;
///
/// let answer: ErrorResponse = serde_json::from_str(
///     r#"{"error": {"code": "ResourceNotFound", "message": "There is no such token."}}"#,
/// )?;
/// assert_eq!(answer.error.to_string(), "ResourceNotFound: There is no such token.");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The error.
    pub error: ODataError,
    /// All other members.
    pub extra: Extra,
}

/// An error that a service reports.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ODataError {
    /// What kind of error it is, for programs.
    pub code: Option<String>,
    /// What went wrong, for people.
    pub message: Option<String>,
    /// Which part of the request is at fault.
    pub target: Option<String>,
    /// Further errors.
    pub details: Option<Vec<ODataError>>,
    /// What only developers of the service understand: names and values of its own.
    pub inner_error: Option<Value>,
    /// All other members.
    pub extra: Extra,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { value: Vec::new(), next_link: None, delta_link: None, count: None, context: None, extra: Extra::new() }
    }
}

impl<T> From<Vec<T>> for Page<T> {
    fn from(value: Vec<T>) -> Self {
        Self { value, ..Self::default() }
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl fmt::Display for ODataError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.as_deref().filter(|code| !code.is_empty());
        let message = self.message.as_deref().filter(|message| !message.is_empty());
        match (code, message) {
            (Some(code), Some(message)) => write!(formatter, "{code}: {message}"),
            (Some(text), None) | (None, Some(text)) => formatter.write_str(text),
            (None, None) => formatter.write_str("the service reported an error without saying which"),
        }
    }
}

impl std::error::Error for ODataError {}

impl fmt::Display for ErrorResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(formatter)
    }
}

impl std::error::Error for ErrorResponse {}

impl<T: Serialize> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let texts = [
            ("@odata.context", "@context", &self.context),
            ("@odata.nextLink", "@nextLink", &self.next_link),
            ("@odata.deltaLink", "@deltaLink", &self.delta_link),
        ];
        let control = |long: &'static str, short: &'static str| match self.extra.get(short) {
            Some(_) => short,
            None => long,
        };
        for (long, short, text) in texts {
            if let Some(text) = text {
                map.serialize_entry(control(long, short), text)?;
            }
        }
        if let Some(count) = self.count {
            map.serialize_entry(control("@odata.count", "@count"), &count)?;
        }
        for (name, value) in self.extra.iter() {
            let is_held = match name {
                "@count" => self.count.is_some(),
                _ => texts.iter().any(|(_, short, text)| *short == name && text.is_some()),
            };
            if !is_held {
                map.serialize_entry(name, value)?;
            }
        }
        map.serialize_entry("value", &self.value)?;
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PageVisitor(Self::default()))
    }
}

struct PageVisitor<T>(Page<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageVisitor<T> {
    type Value = Page<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with the items of a collection in `value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<T>, A::Error> {
        let mut page = self.0;
        let mut has_value = false;
        while let Some(name) = map.next_key::<String>()? {
            if name == "value" {
                has_value = true;
                page.value = map.next_value_seed(Items(Vec::new())).map_err(|error| in_member(error, "value"))?;
                continue;
            }
            let value: Value = map.next_value()?;
            let held = match name.as_str() {
                "@odata.context" | "@context" => hold_text(&mut page.context, &value),
                "@odata.nextLink" | "@nextLink" => hold_text(&mut page.next_link, &value),
                "@odata.deltaLink" | "@deltaLink" => hold_text(&mut page.delta_link, &value),
                "@odata.count" | "@count" => {
                    page.count = value.as_i64();
                    page.count.is_some()
                }
                _ => false,
            };
            // The short name stays, so that it is written again.
            if !held || !name.starts_with("@odata.") {
                page.extra.insert(name, value);
            }
        }
        if has_value { Ok(page) } else { Err(A::Error::custom(ValueError::new("a collection", "an object without `value`"))) }
    }
}

fn hold_text(field: &mut Option<String>, value: &Value) -> bool {
    *field = value.as_str().map(str::to_owned);
    field.is_some()
}

struct Items<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Items<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Vec<T>, A::Error> {
        loop {
            match items.next_element() {
                Ok(Some(item)) => self.0.push(item),
                Ok(None) => return Ok(self.0),
                Err(error) => return Err(in_item(error, self.0.len())),
            }
        }
    }
}

impl Serialize for ErrorResponse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("error", &self.error)?;
        for (name, value) in self.extra.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for ErrorResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = object(deserializer)?;
        let Some(error) = members.remove("error") else {
            return Err(D::Error::custom(ValueError::new("an error response", "an object without `error`")));
        };
        let error = from_member("error", error)?;
        Ok(Self { error, extra: members.into_iter().collect() })
    }
}

impl Serialize for ODataError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, text) in [("code", &self.code), ("message", &self.message), ("target", &self.target)] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        if let Some(details) = &self.details {
            map.serialize_entry("details", details)?;
        }
        if let Some(inner) = &self.inner_error {
            // Version 4.0 of the format has `innererror`, version 4.01 `innerError`.
            let name = if self.extra.get("innerError").is_some() { "innerError" } else { "innererror" };
            map.serialize_entry(name, inner)?;
        }
        for (name, value) in self.extra.iter().filter(|(name, _)| *name != "innerError" || self.inner_error.is_none()) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for ODataError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut error = Self::default();
        for (name, value) in object(deserializer)? {
            let is_held = match (name.as_str(), &value) {
                (_, Value::Null) => false,
                ("code", _) => hold_text(&mut error.code, &value),
                ("message", _) => hold_text(&mut error.message, &value),
                ("target", _) => hold_text(&mut error.target, &value),
                ("innererror", _) => {
                    error.inner_error = Some(value.clone());
                    true
                }
                ("innerError", _) => {
                    error.inner_error = Some(value.clone());
                    false
                }
                ("details", _) => {
                    error.details = Some(from_member("details", value.clone())?);
                    true
                }
                _ => false,
            };
            // What does not fit stays as it is: an error has to be readable whatever form it comes in.
            if !is_held {
                error.extra.insert(name, value);
            }
        }
        Ok(error)
    }
}

fn object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<serde_json::Map<String, Value>, D::Error> {
    match Value::read(deserializer)? {
        Value::Object(members) => Ok(members),
        other => Err(D::Error::custom(ValueError::new("an object", other.to_string()))),
    }
}

fn from_member<T: for<'a> Deserialize<'a>, E: Error>(name: &str, value: Value) -> Result<T, E> {
    T::deserialize(value).map_err(|error| in_member(E::custom(error), name))
}
