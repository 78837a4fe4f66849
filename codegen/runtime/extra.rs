//! What an object holds besides its fields.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::object::show_json;
use super::record::Meta;
use super::spelling::Spelling;

/// The members of a JSON object that no field holds: annotations such as `@odata.etag`, properties that the metadata does
/// not know, and `null` for properties that it does.
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
    /// Values of fields that were not spelled as they would be written, by property.
    spellings: Vec<(&'static str, Spelling)>,
}

/// Members by name, in the order of their names.
#[derive(Clone)]
enum Members {
    /// Mostly it is one, for which a map would take more room than all the rest of the object.
    Few(Vec<(String, Value)>),
    Many(BTreeMap<String, Value>),
}

/// Properties of a type, a bit for each.
#[derive(Clone)]
pub(super) struct Nulls {
    meta: &'static Meta,
    words: Words,
}

/// The bits: of up to 192 properties in place, since they are looked at whenever the object is written.
#[derive(Clone)]
enum Words {
    Few([u64; 3]),
    Many(Box<[u64]>),
}

static NULL: Value = Value::Null;

impl Extra {
    /// Nothing.
    #[inline]
    pub const fn new() -> Self {
        Self(None)
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let content = self.0.as_deref()?;
        content.members.get(name).or_else(|| content.nulls.as_ref()?.contains(name).then_some(&NULL))
    }

    /// Puts a member in, and returns the value that it had.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let content = self.0.get_or_insert_default();
        content.whole = None;
        let name = name.into();
        let null = content.take_null(&name);
        content.members.insert(name, value.into()).or(null)
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let content = self.0.as_mut()?;
        let removed = content.members.remove(name).or_else(|| content.take_null(name));
        if content.is_empty() && content.spellings.is_empty() {
            self.0 = None;
        }
        removed
    }

    /// Says that a property is `null`, which in the body of an update clears it.
    ///
    /// It is written if the field of the property is `None`. The names of properties are constants of each struct.
    pub fn set_null(&mut self, name: impl Into<String>) {
        self.insert(name, Value::Null);
    }

    /// Whether a member is there and is `null`.
    pub fn is_null(&self, name: &str) -> bool {
        self.get(name).is_some_and(Value::is_null)
    }

    /// All members, those that were `null` in place of a value last.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let nulls = self.nulls().into_iter().flat_map(Nulls::names).map(|name| (name, &NULL));
        self.members().chain(nulls)
    }

    /// Whether there is nothing.
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
                let members = Members::Many(members.into_iter().collect());
                Some(Content { members, ..Content::default() }.into())
            }
            value => Some(Content { whole: Some(value), ..Content::default() }.into()),
        };
    }

    /// Whether there are values of fields that were not spelled as they would be written.
    #[inline]
    pub(super) fn has_spellings(&self) -> bool {
        self.0.as_deref().is_some_and(|content| !content.spellings.is_empty())
    }

    /// Whether there are members besides [`nulls`](Self::nulls).
    #[inline]
    pub(super) fn has_members(&self) -> bool {
        self.0.as_deref().is_some_and(|content| !content.members.is_empty())
    }

    /// The value of a member that is not one of [`nulls`](Self::nulls).
    #[inline]
    pub(super) fn member(&self, name: &str) -> Option<&Value> {
        self.0.as_deref()?.members.get(name)
    }

    /// The values of a property that were not spelled as they would be written.
    pub(super) fn spellings(&self, property: &str) -> impl Iterator<Item = &Spelling> {
        let all = self.0.as_deref().map_or(&[][..], |content| &content.spellings);
        all.iter().filter(move |(name, _)| *name == property).map(|(_, spelling)| spelling)
    }

    /// Remembers how values of a property were spelled.
    pub(super) fn add_spellings(&mut self, property: &'static str, spellings: Vec<Spelling>) {
        if !spellings.is_empty() {
            let content = self.0.get_or_insert_default();
            content.spellings.extend(spellings.into_iter().map(|spelling| (property, spelling)));
        }
    }

    /// Forgets what was read for a property.
    pub(super) fn forget(&mut self, property: &str) {
        if let Some(content) = &mut self.0 {
            content.spellings.retain(|(name, _)| *name != property);
        }
        self.remove(property);
    }

    /// Says that a property of a type was `null`.
    pub(super) fn add_null(&mut self, meta: &'static Meta, property: usize) {
        let content = self.0.get_or_insert_default();
        if let Some(nulls) = content.nulls.as_mut().filter(|nulls| nulls.are_of(meta)) {
            return nulls.insert(property);
        }
        content.whole = None;
        content.settle(meta);
        content.nulls.get_or_insert_with(|| Nulls::new(meta)).insert(property);
    }

    /// Makes it that of an object of a type, after it was that of one of a base type.
    pub(super) fn settle(&mut self, meta: &'static Meta) {
        if let Some(content) = &mut self.0 {
            content.settle(meta);
        }
    }

    /// The properties that were `null`.
    pub(super) fn nulls(&self) -> Option<&Nulls> {
        self.0.as_deref()?.nulls.as_ref()
    }

    /// All members but [`nulls`](Self::nulls).
    pub(super) fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        let members = self.0.as_deref().map(|content| content.members.iter());
        members.into_iter().flatten().map(|(name, value)| (name.as_str(), value))
    }
}

impl Content {
    fn is_empty(&self) -> bool {
        self.members.is_empty() && self.whole.is_none() && self.nulls.as_ref().is_none_or(Nulls::is_empty)
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

impl Members {
    /// How many are few.
    const FEW: usize = 16;

    fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Few(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            Self::Many(members) => members.get(name),
        }
    }

    fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        let members = match self {
            Self::Few(members) => members,
            Self::Many(members) => return members.insert(name, value),
        };
        match members.binary_search_by(|(known, _)| known.cmp(&name)) {
            Ok(place) => Some(std::mem::replace(&mut members[place].1, value)),
            Err(_) if members.len() == Self::FEW => {
                let mut many: BTreeMap<_, _> = std::mem::take(members).into_iter().collect();
                many.insert(name, value);
                *self = Self::Many(many);
                None
            }
            Err(place) => {
                if members.is_empty() {
                    members.reserve_exact(1);
                }
                members.insert(place, (name, value));
                None
            }
        }
    }

    fn remove(&mut self, name: &str) -> Option<Value> {
        match self {
            Self::Few(members) => {
                let place = members.iter().position(|(known, _)| known == name)?;
                Some(members.remove(place).1)
            }
            Self::Many(members) => members.remove(name),
        }
    }

    #[inline]
    fn is_empty(&self) -> bool {
        match self {
            Self::Few(members) => members.is_empty(),
            Self::Many(members) => members.is_empty(),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        let (few, many) = match self {
            Self::Few(members) => (Some(members), None),
            Self::Many(members) => (None, Some(members)),
        };
        let few = few.into_iter().flatten().map(|(name, value)| (name, value));
        few.chain(many.into_iter().flatten())
    }
}

impl Default for Members {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Nulls {
    fn new(meta: &'static Meta) -> Self {
        let words = match meta.properties().len().div_ceil(64) {
            0..=3 => Words::Few([0; 3]),
            length => Words::Many(vec![0; length].into()),
        };
        Self { meta, words }
    }

    /// Whether they are of this very type.
    pub(super) fn are_of(&self, meta: &'static Meta) -> bool {
        std::ptr::eq(self.meta, meta)
    }

    /// Whether a property is one of them.
    fn has(&self, property: usize) -> bool {
        self.words.get().get(property / 64).is_some_and(|bits| bits >> (property % 64) & 1 == 1)
    }

    /// Their numbers.
    #[inline]
    pub(super) fn bits(&self) -> Bits<'_> {
        Bits { bits: 0, end: 0, rest: self.words.get() }
    }

    fn contains(&self, name: &str) -> bool {
        self.number(name).is_some_and(|property| self.has(property))
    }

    fn insert(&mut self, property: usize) {
        if let Some(bits) = self.words.get_mut().get_mut(property / 64) {
            *bits |= 1 << (property % 64);
        }
    }

    /// Takes a property out, and says whether it was one of them.
    fn remove(&mut self, name: &str) -> bool {
        let Some(property) = self.number(name).filter(|property| self.has(*property)) else { return false };
        self.words.get_mut()[property / 64] &= !(1 << (property % 64));
        true
    }

    fn is_empty(&self) -> bool {
        self.words.get().iter().all(|bits| *bits == 0)
    }

    /// Their names, in the order of the fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.bits().map(|property| self.meta.name(property))
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.meta.table().number(name, usize::MAX)
    }
}

impl Words {
    #[inline]
    fn get(&self) -> &[u64] {
        match self {
            Self::Few(words) => words,
            Self::Many(words) => words,
        }
    }

    #[inline]
    fn get_mut(&mut self) -> &mut [u64] {
        match self {
            Self::Few(words) => words,
            Self::Many(words) => words,
        }
    }
}

/// The numbers of bits that are set, in order.
#[derive(Default)]
pub(super) struct Bits<'a> {
    bits: u64,
    /// The number of the first bit in `rest`.
    end: usize,
    rest: &'a [u64],
}

impl Iterator for Bits<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            (self.bits, self.rest) = self.rest.split_first().map(|(bits, rest)| (*bits, rest))?;
            self.end += 64;
        }
        let bit = self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(self.end - 64 + bit)
    }
}

/// How the values of fields were spelled does not count.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.value() == other.value()
            && self.iter().count() == other.iter().count()
            && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            Some(value) => show_json(value, formatter),
            None => formatter.debug_map().entries(self.iter().map(|(name, value)| (name, Shown(value)))).finish(),
        }
    }
}

/// JSON as a person would write it.
pub(super) struct Shown<'a>(pub(super) &'a Value);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_json(self.0, formatter)
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
