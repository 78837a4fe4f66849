//! What an object holds besides its fields.

mod access;
mod media;
mod members;
mod null_items;
mod nulls;

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use self::members::Members;
use self::null_items::NullLists;
pub(crate) use self::null_items::{NullItems, NullsBetween};
pub(crate) use self::nulls::{Bits, Nulls};
use super::lexical_form::LexicalForm;
use crate::schema::Meta;
use crate::values;

/// The members of a JSON object that no field holds: annotations such as `@odata.etag`, properties that the metadata does
/// not know, and `null` for properties that it does. It also knows where [nulls](Self::null_items) stood among the items of
/// lists.
///
/// It is one pointer, and nothing is allocated while it is empty.
///
/// ```
/// use odata_runtime::Extra;
///
/// let mut extra = Extra::new();
/// extra.insert("@odata.etag", "W/\"1\"");
/// extra.set_null("displayName");
/// assert_eq!(extra.get("@odata.etag").and_then(|etag| etag.as_str()), Some("W/\"1\""));
/// assert!(extra.is_null("displayName"));
/// ```
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Content>>);

#[derive(Clone, Default)]
struct Content {
    members: Members,
    /// Properties that were `null`, which is what most members here are.
    nulls: Option<Nulls>,
    /// The type has no properties, and the value was no object. Services declare such types for JSON of any kind.
    whole: Option<Value>,
    /// The lexical forms of values of fields that are written in another, by property.
    lexical_forms: Vec<(&'static str, LexicalForm)>,
    /// The names of the members that were put in and not read, in order.
    inserted: Vec<Box<str>>,
    /// The nulls among the items of lists, which hardly any object has.
    null_items: Option<Box<NullLists>>,
}

static NULL: Value = Value::Null;

impl Extra {
    /// Nothing.
    #[inline]
    pub const fn new() -> Self {
        Self(None)
    }

    /// The value of a member.
    #[inline]
    pub fn get(&self, name: impl AsRef<str>) -> Option<&Value> {
        self.find(name.as_ref())
    }

    fn find(&self, name: &str) -> Option<&Value> {
        let content = self.0.as_deref()?;
        content.members.get(name).or_else(|| content.nulls.as_ref()?.contains(name).then_some(&NULL))
    }

    /// Puts a member in, and returns the value that it had. Where nulls stood among the items of a property of that name is
    /// forgotten.
    ///
    /// The bodies of requests have it whatever it is, while control information that was read is left out of them.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let name = name.into();
        self.0.get_or_insert_default().note_inserted(&name);
        self.add(name, value.into())
    }

    /// Adds a member that was read, and returns the value that it had.
    pub(crate) fn add(&mut self, name: impl Into<String>, value: Value) -> Option<Value> {
        let name = name.into();
        self.forget_null_items(&name);
        let content = self.0.get_or_insert_default();
        content.whole = None;
        let null = content.take_null(&name);
        content.members.insert(name, value).or(null)
    }

    /// Takes a member out. Where nulls stood among the items of a property of that name is forgotten.
    #[inline]
    pub fn remove(&mut self, name: impl AsRef<str>) -> Option<Value> {
        self.take_out(name.as_ref())
    }

    fn take_out(&mut self, name: &str) -> Option<Value> {
        self.forget_null_items(name);
        let content = self.0.as_mut()?;
        content.forget_inserted(name);
        let removed = content.members.remove(name).or_else(|| content.take_null(name));
        self.shrink();
        removed
    }

    /// Says that a property is `null`, which in the body of an update clears it.
    ///
    /// It is written if the field of the property is `None`. The names of properties are constants of each struct.
    #[inline]
    pub fn set_null(&mut self, name: impl AsRef<str>) {
        self.insert(name.as_ref(), Value::Null);
    }

    /// Whether a member is there and is `null`.
    #[inline]
    pub fn is_null(&self, name: impl AsRef<str>) -> bool {
        self.get(name).is_some_and(Value::is_null)
    }

    /// Where the rest of an expanded collection is, by the name of its navigation property: `members@odata.nextLink`, also
    /// without `odata.` (OData JSON Format 4.01, section 4.5.5). The names of properties are constants of each struct.
    ///
    /// ```
    /// use odata_runtime::Extra;
    ///
    /// let extra: Extra = [("members@odata.nextLink", "https://example.org/more")].into_iter().collect();
    /// assert_eq!(extra.next_link("members"), Some("https://example.org/more"));
    /// ```
    pub fn next_link(&self, property: impl AsRef<str>) -> Option<&str> {
        self.annotations(property.as_ref(), "nextLink").next()?.as_str()
    }

    /// How many items there are in a collection, by the name of its property, whether all came along or not:
    /// `members@odata.count`, also without `odata.` and as a string (OData JSON Format 4.01, section 4.5.4).
    pub fn count(&self, property: impl AsRef<str>) -> Option<i64> {
        values::of_tree(self.annotations(property.as_ref(), "count").next()?)
    }

    /// What there is of a term of control information: of the property of a name, or of the object where there is no name. OData
    /// 4.01 allows to leave `odata.` out (OData JSON Format 4.01, section 4.5).
    fn annotations(&self, property: &str, term: &str) -> impl Iterator<Item = &Value> {
        [format!("{property}@odata.{term}"), format!("{property}@{term}")]
            .into_iter()
            .filter_map(|name| self.get(&name))
    }

    /// All members: by name, and then the properties that were read as `null`.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let nulls = self.nulls().into_iter().flat_map(Nulls::names).map(|name| (name, &NULL));
        self.members().chain(nulls)
    }

    /// Whether there is nothing: no member, and no list with nulls.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.as_deref().is_none_or(Content::is_empty)
    }

    /// The value, if it was no object: a type without properties can stand for JSON of any kind.
    pub fn value(&self) -> Option<&Value> {
        self.0.as_deref()?.whole.as_ref()
    }

    /// Makes the whole value this one, and forgets the members. An object becomes members again.
    ///
    /// Only types without properties are written as such a value.
    pub fn set_value(&mut self, value: impl Into<Value>) {
        self.0 = match value.into() {
            Value::Object(members) if members.is_empty() => None,
            Value::Object(members) => {
                let mut many = BTreeMap::new();
                many.extend(members);
                let inserted = many.keys().map(|name| name.as_str().into()).collect();
                Some(Content { members: Members::Many(many), inserted, ..Content::default() }.into())
            }
            value => return self.set_whole(value),
        };
    }

    /// Makes the whole value this one, which is no object.
    pub(crate) fn set_whole(&mut self, value: Value) {
        self.0 = Some(Content { whole: Some(value), ..Content::default() }.into());
    }

    /// Whether there are values of fields that came in another lexical form than they are written in, or nulls among their items.
    #[inline]
    pub(crate) fn has_special_fields(&self) -> bool {
        self.0.as_deref().is_some_and(|content| !content.lexical_forms.is_empty() || content.null_items.is_some())
    }

    /// Whether there are members besides [`nulls`](Self::nulls).
    #[inline]
    pub(crate) fn has_members(&self) -> bool {
        self.0.as_deref().is_some_and(|content| !content.members.is_empty())
    }

    /// The value of a member that is not one of [`nulls`](Self::nulls).
    #[inline]
    pub(crate) fn member(&self, name: &str) -> Option<&Value> {
        self.0.as_deref()?.members.get(name)
    }

    /// Whether a member was put in, and not read.
    pub(crate) fn is_inserted(&self, name: &str) -> bool {
        self.0.as_deref().is_some_and(|content| content.place_inserted(name).is_ok())
    }

    /// The lexical forms of values of a property that are written in another.
    pub(crate) fn lexical_forms<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a LexicalForm> {
        let all = self.0.as_deref().map_or(&[][..], |content| &content.lexical_forms);
        all.iter().filter(move |(name, _)| *name == property).map(|(_, form)| form)
    }

    /// Remembers the lexical forms of values of a property.
    pub(crate) fn add_lexical_forms(&mut self, property: &'static str, forms: Vec<LexicalForm>) {
        if !forms.is_empty() {
            let content = self.0.get_or_insert_default();
            content.lexical_forms.extend(forms.into_iter().map(|form| (property, form)));
        }
    }

    /// Forgets what was read for a property.
    pub(crate) fn forget(&mut self, property: &str) {
        if let Some(content) = &mut self.0 {
            content.lexical_forms.retain(|(name, _)| *name != property);
        }
        self.remove(property);
    }

    /// Says that a property of a type was `null`.
    pub(crate) fn add_null(&mut self, meta: &'static Meta, property: usize) {
        let content = self.0.get_or_insert_default();
        if let Some(nulls) = content.nulls.as_mut().filter(|nulls| nulls.are_of(meta)) {
            return nulls.insert(property);
        }
        content.whole = None;
        content.settle(meta);
        content.nulls.get_or_insert_with(|| Nulls::new(meta)).insert(property);
    }

    /// Takes no room if there is nothing.
    fn shrink(&mut self) {
        self.0.take_if(|content| content.is_empty() && content.lexical_forms.is_empty());
    }

    /// Whether the members are the same, whatever is known of fields.
    pub(crate) fn has_same_members(&self, other: &Self) -> bool {
        self.value() == other.value()
            && self.iter().count() == other.iter().count()
            && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }

    /// The properties that were `null`.
    pub(crate) fn nulls(&self) -> Option<&Nulls> {
        self.0.as_deref()?.nulls.as_ref()
    }

    /// All members but [`nulls`](Self::nulls).
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        let members = self.0.as_deref().map(|content| content.members.iter());
        members.into_iter().flatten().map(|(name, value)| (name.as_str(), value))
    }
}

impl Content {
    fn is_empty(&self) -> bool {
        self.members.is_empty()
            && self.whole.is_none()
            && self.nulls.as_ref().is_none_or(Nulls::is_empty)
            && self.null_items.is_none()
    }

    /// Where the name of a member is among those that were put in, or where it would be.
    fn place_inserted(&self, name: &str) -> Result<usize, usize> {
        self.inserted.binary_search_by(|known| (**known).cmp(name))
    }

    pub(crate) fn note_inserted(&mut self, name: &str) {
        if let Err(place) = self.place_inserted(name) {
            self.inserted.insert(place, name.into());
        }
    }

    fn forget_inserted(&mut self, name: &str) {
        if let Ok(place) = self.place_inserted(name) {
            self.inserted.remove(place);
        }
    }

    fn settle(&mut self, meta: &'static Meta) {
        let Some(before) = self.nulls.take_if(|nulls| !nulls.are_of(meta)) else { return };
        let mut nulls = Nulls::new(meta);
        for name in before.names() {
            match nulls.number(name) {
                Some(property) => nulls.insert(property),
                None => _ = self.members.insert(name.to_owned(), Value::Null),
            }
        }
        self.nulls = Some(nulls);
    }

    /// Takes a property out of those that were `null`.
    fn take_null(&mut self, name: &str) -> Option<Value> {
        self.nulls.as_mut()?.remove(name).then_some(Value::Null)
    }
}

/// The lexical forms of values do not count, nor where members are from.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.has_same_members(other) && self.has_same_null_items(other)
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            Some(value) => fmt::Display::fmt(value, formatter),
            None => formatter
                .debug_map()
                .entries(self.iter().map(|(name, value)| (name, Shown(value))))
                .entries(self.shown_null_items())
                .finish(),
        }
    }
}

/// JSON as a person would write it.
pub(crate) struct Shown<'a>(pub(crate) &'a Value);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0, formatter)
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let mut extra = Self::new();
        extra.extend(members);
        extra
    }
}

impl<N: Into<String>, V: Into<Value>> Extend<(N, V)> for Extra {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name, value);
        }
    }
}
