//! Navigation properties.

use std::fmt;
use std::marker::PhantomData;

use serde_json::Value;

use super::lexical_form::numbers;
use crate::syntax::{Body, Error, Mode, Reader, Writer, text_in};

/// Related entities: absent, or the JSON that `$expand` brought, read when it is asked for, and what a request is to add.
///
/// What was read is no part of the bodies of requests, [`CreateBody`](crate::CreateBody) and
/// [`UpdateBody`](crate::UpdateBody): a service would take it for all that there is to be, and delete the rest (OData 4.01
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
/// # Ok::<(), odata_runtime::Error>(())
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
    json: Option<Text>,
    bound: Option<Bound>,
}

/// JSON text.
#[derive(Clone)]
enum Text {
    Read(Box<str>),
    /// As it is written, and how in modes in which that is not the same.
    Set(Box<str>, Vec<(Mode, Box<str>)>),
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
        self.state.json(Mode::default())
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

impl NavState {
    #[inline]
    pub(crate) fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn clear(&mut self) {
        self.0 = None;
    }

    /// What there is, to add to.
    fn content(&mut self) -> &mut Content {
        self.0.get_or_insert_default()
    }

    /// Takes JSON that was read.
    pub(crate) fn read(&mut self, json: &str) {
        self.content().json = Some(Text::Read(json.into()));
    }

    /// Puts in what a function writes.
    pub(crate) fn set(&mut self, write: &dyn Fn(&mut Writer<'_>) -> Result<(), Error>) -> Result<(), Error> {
        let whole = Mode::default();
        let json: Box<str> = text_in(whole, write)?.into();
        let mut others = Vec::new();
        for mode in [whole.ieee754(), whole.of(Body::Create), whole.of(Body::Create).ieee754()] {
            let other = text_in(mode, write)?;
            if *other != *json {
                others.push((mode, other.into()));
            }
        }
        self.content().json = Some(Text::Set(json, others));
        Ok(())
    }

    /// The JSON, if it is written in a mode.
    pub(crate) fn json(&self, mode: Mode) -> Option<&str> {
        match self.0.as_deref()?.json.as_ref()? {
            Text::Read(json) => (mode.body == Body::Whole).then_some(&**json),
            Text::Set(json, others) => {
                // What exists is not told from what is to be created, and of that nothing is to be missing.
                let mode = if mode.body == Body::Update { mode.of(Body::Create) } else { mode };
                Some(others.iter().find(|(other, _)| *other == mode).map_or(&**json, |(_, json)| json))
            }
        }
    }

    /// Whether there is JSON that was set.
    pub(crate) fn is_set(&self) -> bool {
        self.sent().is_some()
    }

    /// The JSON that a body has of it, if it was set.
    fn sent(&self) -> Option<&str> {
        self.json(Mode::default().of(Body::Create))
    }

    /// Whether JSON was set since, and whether references were made.
    pub(crate) fn added_since(&self, before: Option<&Self>) -> (bool, bool) {
        let Some(content) = self.0.as_deref() else { return (false, false) };
        let is_set =
            self.sent().is_some_and(|new| !before.and_then(Self::sent).is_some_and(|old| is_same_json(old, new)));
        let bound = before.and_then(|before| before.0.as_deref()?.bound.as_ref());
        (is_set, content.bound.is_some() && content.bound.as_ref() != bound)
    }

    /// The references.
    pub(crate) fn bound(&self) -> Option<&[String]> {
        match self.0.as_deref()?.bound.as_ref()? {
            Bound::One(url) => Some(std::slice::from_ref(url)),
            Bound::Many(urls) => Some(urls),
        }
    }

    pub(crate) fn is_bound_to_many(&self) -> bool {
        matches!(self.0.as_deref(), Some(Content { bound: Some(Bound::Many(_)), .. }))
    }
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
        match json.map(|text| (text, Reader::new(text).tree())) {
            // As it came, it may be spread over many lines or none.
            Some((_, Ok(value))) => fmt::Display::fmt(&value, formatter)?,
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
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        let [left, right] = [self, other].map(|json| match json {
            Self::Read(json) | Self::Set(json, _) => json,
        });
        is_same_json(left, right)
    }
}

/// Whether two texts are the same JSON, to the last digit of numbers that have more than a value holds.
fn is_same_json(left: &str, right: &str) -> bool {
    let value = |text: &str| -> Option<Value> { Reader::new(text).tree().ok() };
    left == right || value(left).is_some_and(|left| Some(left) == value(right)) && numbers(left) == numbers(right)
}
