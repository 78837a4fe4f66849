//! Navigation properties.

use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};
use serde_json::value::RawValue;
use serde_json::{Error, Value};

use super::answer::Part;
use super::body::{Body, Mode};
use super::json::{self, FromJson};
use super::object::show_json;
use super::path::{in_item, in_item_of, without_position};
use super::spelling::numbers;

/// Related entities: absent, or the JSON that `$expand` brought, read when it is asked for, and what a request is to add.
///
/// What was read is no part of the bodies of requests, [`CreateBody`](super::CreateBody) and
/// [`UpdateBody`](super::UpdateBody): a service would take it for all that there is to be, and delete the rest (OData 4.01
/// Protocol, section 11.4.3.1). They have what was [`set`](Self::set), to create it along, and the references to entities
/// that exist, which [`bind`](Self::bind) and [`bind_all`](Self::bind_all) make; a collection may have both
/// (OData JSON Format 4.01, sections 8.4 and 8.5). Written as it is, an object has everything.
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

/// It is never without both.
#[derive(Clone, Default, PartialEq)]
struct Content {
    json: Option<Json>,
    bound: Option<Bound>,
}

#[derive(Clone)]
enum Json {
    Read(Box<RawValue>),
    /// As it is written, and how in modes in which that is not the same.
    Set(Box<RawValue>, Vec<(Mode, Box<RawValue>)>),
}

/// References.
#[derive(Clone, PartialEq)]
enum Bound {
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
        self.state.json(Mode::default()).map(RawValue::get)
    }

    /// Refers to an entity that exists, in the body of a create or update request: `name@odata.bind`.
    pub fn bind(&mut self, url: impl Into<String>) {
        self.state.content().bound = Some(Bound::One(url.into()));
    }

    /// Refers to entities that exist, in the body of a create or update request: `name@odata.bind` with a list.
    pub fn bind_all<U: Into<String>>(&mut self, urls: impl IntoIterator<Item = U>) {
        self.state.content().bound = Some(Bound::Many(urls.into_iter().map(Into::into).collect()));
    }

    /// The references that [`bind`](Self::bind) or [`bind_all`](Self::bind_all) made.
    pub fn bound(&self) -> impl Iterator<Item = &str> {
        self.state.bound().unwrap_or_default().iter().map(String::as_str)
    }

    /// Makes it absent: forgets what was read, set and bound.
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

impl<T: FromJson> Nav<T> {
    /// The related entities; `None` if they are absent. A list is without its `null`s, unless an item can be one.
    ///
    /// # Errors
    ///
    /// JSON that does not fit the type; the message says where. Reading [`raw`](Self::raw) as
    /// [`Lenient`](super::Lenient) passes over what does not fit.
    pub fn get(&self) -> Result<Option<T>, Error> {
        self.raw().map(|text| read(text, json::from_str)).transpose()
    }
}

impl<T: FromJson> Nav<Vec<T>> {
    /// The related entities, each read when it comes: the first ones can be had without reading all, and one that does not
    /// fit does not cost the others. Nothing comes if they are absent, and nothing for a `null`, unless an item can be one.
    ///
    /// ```
    /// use odata_runtime::Nav;
    ///
    /// let mut numbers: Nav<Vec<i32>> = Nav::new();
    /// numbers.set(&vec![1, 2])?;
    /// let sum: i32 = numbers.iter().sum::<Result<_, _>>()?;
    /// assert_eq!(sum, 3);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// Each item is an error if it does not fit the type, and the only one is if there is no array.
    pub fn iter(&self) -> impl Iterator<Item = Result<T, Error>> + '_ {
        let (items, error) = match self.raw().map(json::items).transpose() {
            Ok(items) => (items.unwrap_or_default(), None),
            Err(error) => (Vec::new(), Some(Err(error))),
        };
        let items = items.into_iter().enumerate();
        items.filter_map(|(index, text)| read_item(index, text, json::from_str)).chain(error)
    }
}

impl<T: DeserializeOwned> Nav<T> {
    /// The same as [`get`](Self::get) by way of serde, for types of your own.
    ///
    /// # Errors
    ///
    /// Those of `get`.
    pub fn deserialize(&self) -> Result<Option<T>, Error> {
        self.raw().map(|text| read(text, from_serde)).transpose()
    }
}

impl<T: Serialize> Nav<T> {
    /// Puts related entities in, for a request that creates them along with this one, in place of those that were there.
    ///
    /// Bodies have of them what they have of the entity itself: nothing that only the service sets, and nothing that was only
    /// read. To refer to an entity that exists, [`bind`](Self::bind) its URL.
    ///
    /// # Errors
    ///
    /// A value that cannot be written as JSON.
    pub fn set(&mut self, related: &T) -> Result<(), Error> {
        let write: fn(&T) -> Result<Box<RawValue>, Error> = serde_json::value::to_raw_value;
        self.state.set(&|| write(related))
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

    /// What there is, to add to.
    fn content(&mut self) -> &mut Content {
        self.0.get_or_insert_default()
    }

    /// Takes JSON that was read.
    pub(super) fn read(&mut self, json: Box<RawValue>) {
        self.content().json = Some(Json::Read(json));
    }

    /// Puts in what a function writes.
    fn set(&mut self, write: &dyn Fn() -> Result<Box<RawValue>, Error>) -> Result<(), Error> {
        let whole = Mode::default();
        let json = whole.with(write)?;
        let mut others = Vec::new();
        for mode in [whole.ieee754(), whole.of(Body::Create), whole.of(Body::Create).ieee754()] {
            let other = mode.with(write)?;
            if other.get() != json.get() {
                others.push((mode, other));
            }
        }
        self.content().json = Some(Json::Set(json, others));
        Ok(())
    }

    /// The JSON, if it is written in a mode.
    pub(super) fn json(&self, mode: Mode) -> Option<&RawValue> {
        match self.0.as_deref()?.json.as_ref()? {
            Json::Read(json) => (mode.body == Body::Whole).then_some(json),
            Json::Set(json, others) => {
                // What exists is not told from what is to be created, and of that nothing is to be missing.
                let mode = if mode.body == Body::Update { mode.of(Body::Create) } else { mode };
                Some(others.iter().find(|(other, _)| *other == mode).map_or(json, |(_, json)| json))
            }
        }
    }

    /// Whether there is JSON that was set.
    pub(super) fn is_set(&self) -> bool {
        self.sent().is_some()
    }

    /// The JSON that a body has of it, if it was set.
    fn sent(&self) -> Option<&str> {
        self.json(Mode::default().of(Body::Create)).map(RawValue::get)
    }

    /// Whether JSON was set since, and whether references were made.
    pub(super) fn added_since(&self, before: Option<&Self>) -> (bool, bool) {
        let Some(content) = self.0.as_deref() else { return (false, false) };
        let is_set =
            self.sent().is_some_and(|new| !before.and_then(Self::sent).is_some_and(|old| is_same_json(old, new)));
        let bound = before.and_then(|before| before.0.as_deref()?.bound.as_ref());
        (is_set, content.bound.is_some() && content.bound.as_ref() != bound)
    }

    /// The references.
    pub(super) fn bound(&self) -> Option<&[String]> {
        match self.0.as_deref()?.bound.as_ref()? {
            Bound::One(url) => Some(std::slice::from_ref(url)),
            Bound::Many(urls) => Some(urls),
        }
    }

    pub(super) fn is_bound_to_many(&self) -> bool {
        matches!(self.0.as_deref(), Some(Content { bound: Some(Bound::Many(_)), .. }))
    }
}

/// How a value is read from its text.
type FromText<T> = fn(&str) -> Result<T, Error>;

/// Reads a value, and once more without the `null`s that are among the items of a list, if they do not fit.
fn read<T>(text: &str, from_text: FromText<T>) -> Result<T, Error> {
    let _part = Part::enter();
    from_text(text).or_else(|error| match without_nulls(text) {
        Some((text, numbers)) => from_text(&text).map_err(|error| in_item_of(&error, &numbers)),
        None => Err(error),
    })
}

/// Reads an item; `None` if it is a `null` that does not fit.
fn read_item<T>(index: usize, text: &str, from_text: FromText<T>) -> Option<Result<T, Error>> {
    let _part = Part::enter();
    match from_text(text) {
        Err(_) if text == "null" => None,
        Err(error) => Some(Err(in_item(Error::custom(without_position(&error)), index))),
        Ok(item) => Some(Ok(item)),
    }
}

/// Reads a value by way of serde, which does not say in which item of a list an error is.
fn from_serde<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| match item_of(&error, text) {
        Some(index) => in_item(error, index),
        None => error,
    })
}

/// The items of a list that are no `null`, if some are, and their numbers.
#[cold]
fn without_nulls(text: &str) -> Option<(String, Vec<usize>)> {
    let all = json::items(text).ok()?;
    let (numbers, items): (Vec<_>, Vec<_>) = all.iter().enumerate().filter(|(_, item)| **item != "null").unzip();
    let items: Vec<&str> = items.into_iter().copied().collect();
    (items.len() < all.len()).then(|| (format!("[{}]", items.join(",")), numbers))
}

/// The number of the item that an error is in, if the text is an array: a `Vec` does not say.
#[cold]
fn item_of(error: &Error, text: &str) -> Option<usize> {
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
        let json = self.json(Mode::default());
        match json.map(|json| (json.get(), serde_json::from_str(json.get()))) {
            // As it came, it may be spread over many lines or none.
            Some((_, Ok(value))) => show_json(&value, formatter)?,
            Some((text, Err(_))) => formatter.write_str(text)?,
            None if self.is_absent() => formatter.write_str("absent")?,
            None => {}
        }
        let between = if json.is_some() { ", " } else { "" };
        match self.0.as_deref().and_then(|content| content.bound.as_ref()) {
            Some(Bound::One(url)) => write!(formatter, "{between}bind {url:?}"),
            Some(Bound::Many(urls)) => write!(formatter, "{between}bind {urls:?}"),
            None => Ok(()),
        }
    }
}

/// What was read is equal to the same that was set.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        let [left, right] = [self, other].map(|json| match json {
            Self::Read(json) | Self::Set(json, _) => json.get(),
        });
        is_same_json(left, right)
    }
}

/// Whether two texts are the same JSON, to the last digit of numbers that have more than a value holds.
fn is_same_json(left: &str, right: &str) -> bool {
    let value = |json: &str| serde_json::from_str::<Value>(json).ok();
    left == right || value(left).is_some_and(|left| Some(left) == value(right)) && numbers(left) == numbers(right)
}
