//! Navigation properties.

use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::answer::Part;
use super::object::show_json;
use super::path::in_item;

/// Related entities: absent, or the JSON that `$expand` brought, read when it is asked for.
///
/// It is one pointer while it is absent, which it is in most responses.
///
/// ```
/// use odata_runtime::Nav;
///
/// let mut manager: Nav<serde_json::Value> = Nav::new();
/// assert_eq!(manager.get()?, None);
/// manager.bind("https://example.org/users/1");
/// assert_eq!(manager.bound().collect::<Vec<_>>(), ["https://example.org/users/1"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct Nav<T> {
    state: NavState,
    target: PhantomData<fn() -> T>,
}

/// A navigation property whatever it leads to.
#[derive(Clone, Default, PartialEq)]
pub struct NavState(Option<Box<Content>>);

#[derive(Clone)]
enum Content {
    Json(Box<RawValue>),
    One(String),
    Many(Vec<String>),
}

impl<T> Nav<T> {
    /// Absent.
    #[inline]
    pub const fn new() -> Self {
        Self { state: NavState(None), target: PhantomData }
    }

    /// Whether there is neither JSON nor a reference.
    #[inline]
    pub fn is_absent(&self) -> bool {
        self.state.is_absent()
    }

    /// The JSON text as it came, or as [`set`](Self::set) made it.
    pub fn raw(&self) -> Option<&str> {
        self.state.json().map(RawValue::get)
    }

    /// Refers to an entity that exists, in the body of a create or update request: `name@odata.bind`.
    pub fn bind(&mut self, url: impl Into<String>) {
        self.state = NavState(Some(Box::new(Content::One(url.into()))));
    }

    /// Refers to entities that exist, in the body of a create or update request: `name@odata.bind` with a list.
    pub fn bind_all<U: Into<String>>(&mut self, urls: impl IntoIterator<Item = U>) {
        self.state = NavState(Some(Box::new(Content::Many(urls.into_iter().map(Into::into).collect()))));
    }

    /// The references that [`bind`](Self::bind) or [`bind_all`](Self::bind_all) made.
    pub fn bound(&self) -> impl Iterator<Item = &str> {
        self.state.bound().unwrap_or_default().iter().map(String::as_str)
    }

    /// Makes it absent.
    pub fn clear(&mut self) {
        self.state.clear();
    }

    /// What the runtime reads and writes.
    #[doc(hidden)]
    #[inline]
    pub fn state(&self) -> &NavState {
        &self.state
    }

    /// What the runtime reads and writes.
    #[doc(hidden)]
    #[inline]
    pub fn state_mut(&mut self) -> &mut NavState {
        &mut self.state
    }
}

impl<T: DeserializeOwned> Nav<T> {
    /// The related entities; `None` if they are absent.
    ///
    /// # Errors
    ///
    /// JSON that does not fit the type; the message says where. Reading [`raw`](Self::raw) as
    /// [`Lenient`](super::Lenient) passes over what does not fit.
    pub fn get(&self) -> Result<Option<T>, serde_json::Error> {
        let Some(text) = self.raw() else { return Ok(None) };
        let _part = Part::enter();
        serde_json::from_str(text).map(Some).map_err(|error| match item_of(&error, text) {
            Some(index) => in_item(error, index),
            None => error,
        })
    }
}

impl<T: Serialize> Nav<T> {
    /// Puts related entities in, for a request that creates them along with this one.
    ///
    /// # Errors
    ///
    /// A value that cannot be written as JSON.
    pub fn set(&mut self, related: &T) -> Result<(), serde_json::Error> {
        self.state.set(serde_json::value::to_raw_value(related)?);
        Ok(())
    }
}

impl NavState {
    #[inline]
    pub(super) fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn clear(&mut self) {
        self.0 = None;
    }

    pub(super) fn set(&mut self, json: Box<RawValue>) {
        self.0 = Some(Box::new(Content::Json(json)));
    }

    pub(super) fn json(&self) -> Option<&RawValue> {
        match self.0.as_deref()? {
            Content::Json(json) => Some(json),
            Content::One(_) | Content::Many(_) => None,
        }
    }

    /// The references.
    pub(super) fn bound(&self) -> Option<&[String]> {
        match self.0.as_deref()? {
            Content::Json(_) => None,
            Content::One(url) => Some(std::slice::from_ref(url)),
            Content::Many(urls) => Some(urls),
        }
    }

    pub(super) fn is_bound_to_many(&self) -> bool {
        matches!(self.0.as_deref(), Some(Content::Many(_)))
    }
}

/// The number of the item that an error is in, if the text is an array: a `Vec` does not say.
#[cold]
fn item_of(error: &serde_json::Error, text: &str) -> Option<usize> {
    if !error.is_data() {
        return None;
    }
    let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    let before: usize = text.split_inclusive('\n').take(error.line().checked_sub(1)?).map(str::len).sum();
    let start = |item: &RawValue| item.get().as_ptr().addr() - text.as_ptr().addr();
    items.iter().rposition(|item| start(item) < before + error.column())
}

impl<T> Default for Nav<T> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Nav<T> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), target: PhantomData }
    }
}

/// Equal JSON is equal however it is spaced.
impl<T> PartialEq for Nav<T> {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl<T> fmt::Debug for Nav<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(formatter)
    }
}

impl fmt::Debug for NavState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(content) => content.fmt(formatter),
            None => formatter.write_str("absent"),
        }
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Json(left), Self::Json(right)) => {
                let value = |json: &RawValue| serde_json::from_str::<Value>(json.get()).ok();
                left.get() == right.get() || value(left).is_some_and(|left| Some(left) == value(right))
            }
            (Self::One(left), Self::One(right)) => left == right,
            (Self::Many(left), Self::Many(right)) => left == right,
            _ => false,
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // As it came, it may be spread over many lines or none.
            Self::Json(json) => match serde_json::from_str(json.get()) {
                Ok(value) => show_json(&value, formatter),
                Err(_) => formatter.write_str(json.get()),
            },
            Self::One(url) => write!(formatter, "bind {url:?}"),
            Self::Many(urls) => write!(formatter, "bind {urls:?}"),
        }
    }
}
