//! What has changed in a collection, as services answer with it.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _, IgnoredAny, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Error, Value};

use super::body::{Body, Mode};
use super::extra::Extra;
use super::json::{self, FromJson, Reader, ToJson, Writer};
use super::page::{debug_fields, hold};
use super::path::without_position;
use super::values::{TreeSeed, read_raw};

/// An item of a [`Page`](super::Page) of changes, which a request for its
/// [`delta_url`](super::Page::delta_url) is answered with (OData JSON Format 4.01, section 15).
///
/// A page of them is the body of a request that updates a collection, too. Its entities have their keys, also read-only ones.
///
/// ```
/// use odata_runtime::{Delta, Page, RemovedReason};
/// # type User = serde_json::Value;
///
/// let changes: Page<Delta<User>> = serde_json::from_str(
///     r#"{"value": [{"id": "1", "displayName": "Ada"}, {"id": "2", "@removed": {"reason": "deleted"}}]}"#,
/// )?;
/// for change in &changes.value {
///     match change {
///         Delta::Entity(user) => println!("new or changed: {user:?}"),
///         Delta::Removed(removed) => assert_eq!(removed.reason(), Some(RemovedReason::Deleted)),
///         _ => println!("a link"),
///     }
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Delta<T> {
    /// An entity that is new, or has changed; of one that has changed, it may be only what did.
    Entity(T),
    /// An entity that is no longer in the collection.
    Removed(Removed<T>),
    /// A link that is new.
    Link(DeltaLink),
    /// A link that is no longer there.
    DeletedLink(DeltaLink),
}

/// An entity that is no longer in a collection (OData JSON Format 4.01, section 15.3).
#[derive(Clone, PartialEq)]
pub struct Removed<T> {
    reason: Option<RemovedReason>,
    id: Option<String>,
    content: Content<T>,
}

#[derive(Clone, PartialEq)]
enum Content<T> {
    /// As of version 4.01 of the format: an entity with a member `@removed`.
    Entity(T),
    /// As of version 4.0: an object of its own.
    Other(Extra),
}

/// Why an entity is no longer in a collection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RemovedReason {
    /// It was deleted.
    Deleted,
    /// It has changed, so that it is no longer among what was asked for.
    Changed,
    /// Something else, which the format does not know.
    Other(String),
}

/// A link between two entities that is new or no longer there (OData JSON Format 4.01, sections 15.4 and 15.5).
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct DeltaLink {
    /// The entity that it leads from, by its id, which is a URL that may be relative.
    pub source: Option<String>,
    /// The navigation property.
    pub relationship: Option<String>,
    /// The entity that it leads to, by its id.
    pub target: Option<String>,
    /// All other members, the context among them.
    pub extra: Extra,
}

impl<T> Removed<T> {
    /// Why it is not there; `None` if the service does not say.
    pub fn reason(&self) -> Option<RemovedReason> {
        self.reason.clone()
    }

    /// The id of the entity, which is a URL that may be relative: its `@odata.id`, or `id` as of version 4.0 of the format.
    ///
    /// It is not a property of that name, such as the key of entities of Microsoft Graph: [`entity`](Self::entity) has that.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// What the service still says of it, which mostly is its key; `None` as of version 4.0 of the format, which has only
    /// [`id`](Self::id).
    pub fn entity(&self) -> Option<&T> {
        match &self.content {
            Content::Entity(entity) => Some(entity),
            Content::Other(_) => None,
        }
    }

    /// The same by itself.
    pub fn into_entity(self) -> Option<T> {
        match self.content {
            Content::Entity(entity) => Some(entity),
            Content::Other(_) => None,
        }
    }

    /// All members, as of version 4.0 of the format.
    fn extra(&self) -> Option<&Extra> {
        match &self.content {
            Content::Entity(_) => None,
            Content::Other(members) => Some(members),
        }
    }
}

impl RemovedReason {
    fn of(value: Option<&Value>) -> Option<Self> {
        Some(match value?.as_str()? {
            "deleted" => Self::Deleted,
            "changed" => Self::Changed,
            other => Self::Other(other.to_owned()),
        })
    }
}

impl<T> Delta<T> {
    /// Reads an item from its text, an entity by a function.
    ///
    /// # Errors
    ///
    /// The message of the error, without a position, which would be one in this text only.
    fn of(text: &str, entity: impl FnOnce(&str) -> Result<T, Error>) -> Result<Self, String> {
        let signs = Signs::of(text);
        let members = || json::from_str(text).map(members);
        match signs.kind {
            Kind::Entity => entity(text).map(Self::Entity),
            Kind::Removed => entity(text).map(|entity| {
                let Signs { reason, id, .. } = signs;
                Self::Removed(Removed { reason, id, content: Content::Entity(entity) })
            }),
            Kind::DeletedEntity => members().map(|members| {
                let id = members.get("id").and_then(Value::as_str).map(str::to_owned);
                let reason = RemovedReason::of(members.get("reason"));
                Self::Removed(Removed { reason, id, content: Content::Other(members) })
            }),
            Kind::Link => members().map(|members| Self::Link(members.into())),
            Kind::DeletedLink => members().map(|members| Self::DeletedLink(members.into())),
        }
        .map_err(|error| without_position(&error))
    }
}

/// The members of an object.
fn members(value: Value) -> Extra {
    match value {
        Value::Object(members) => members.into_iter().collect(),
        _ => Extra::new(),
    }
}

impl From<Extra> for DeltaLink {
    fn from(members: Extra) -> Self {
        let mut link = Self { extra: members, ..Self::default() };
        for (name, field) in
            [("source", &mut link.source), ("relationship", &mut link.relationship), ("target", &mut link.target)]
        {
            if link.extra.get(name).is_some_and(|value| hold(field, value)) {
                link.extra.remove(name);
            }
        }
        link
    }
}

/// What an item is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Entity,
    Removed,
    DeletedEntity,
    Link,
    DeletedLink,
}

/// What members say of an item.
struct Signs {
    kind: Kind,
    reason: Option<RemovedReason>,
    id: Option<String>,
}

impl Signs {
    /// What is known of an item by its text, which may be any JSON.
    fn of(text: &str) -> Self {
        let mut signs = Self { kind: Kind::Entity, reason: None, id: None };
        // Nearly all are entities. An escape could hide what they are known by.
        let may_be_other = ["removed", "$deleted", "$link", "\\u"].iter().any(|sign| text.contains(sign));
        if may_be_other {
            // What is wrong with it is said when it is read.
            let _ = signs.look(text);
        }
        signs
    }

    fn look(&mut self, text: &str) -> Result<(), Error> {
        let mut reader = Reader::new(text);
        let Some(mut members) = reader.members()? else { return Ok(()) };
        while let Some(name) = members.next_key::<String>()? {
            match name.as_str() {
                "@removed" | "@odata.removed" => {
                    self.kind = Kind::Removed;
                    self.reason = RemovedReason::of(members.next_value_seed(TreeSeed)?.get("reason"));
                }
                "@id" | "@odata.id" => self.id = members.next_value_seed(TreeSeed)?.as_str().map(str::to_owned),
                "@context" | "@odata.context" => {
                    let context = members.next_value_seed(TreeSeed)?;
                    if self.kind == Kind::Entity {
                        self.kind = Kind::of(context.as_str().unwrap_or_default());
                    }
                }
                _ => _ = members.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}

impl Kind {
    /// What an item is by its context: `#Customers/$deletedEntity`.
    fn of(context: &str) -> Self {
        match context.rsplit(['/', '#']).next() {
            Some("$deletedEntity") => Self::DeletedEntity,
            Some("$link") => Self::Link,
            Some("$deletedLink") => Self::DeletedLink,
            _ => Self::Entity,
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Delta<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = read_raw(deserializer)?;
        Self::of(text.as_str(), |text| serde_json::from_str(text)).map_err(D::Error::custom)
    }
}

impl<T: FromJson> FromJson for Delta<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let text = read_raw(reader)?;
        Self::of(text.as_str(), json::from_str).map_err(Error::custom)
    }
}

/// Writes an entity that no URL tells from the others: a request that updates a collection needs its key, also one that is
/// read-only (OData JSON Format 4.01, section 15.6).
fn as_item<R>(write: impl FnOnce() -> R) -> R {
    let mode = Mode::current();
    if mode.body == Body::Update { mode.of(Body::Create).with(write) } else { write() }
}

impl<T: Serialize> Serialize for Delta<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Entity(entity) | Self::Removed(Removed { content: Content::Entity(entity), .. }) => {
                as_item(|| entity.serialize(serializer))
            }
            Self::Removed(Removed { content: Content::Other(members), .. }) => serializer.collect_map(members.iter()),
            Self::Link(link) | Self::DeletedLink(link) => link.serialize(serializer),
        }
    }
}

impl<T: ToJson> ToJson for Delta<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Self::Entity(entity) | Self::Removed(Removed { content: Content::Entity(entity), .. }) => {
                as_item(|| entity.write_json(writer))
            }
            Self::Removed(Removed { content: Content::Other(members), .. }) => writer.collect_map(members.iter()),
            Self::Link(link) | Self::DeletedLink(link) => link.serialize(writer),
        }
    }
}

impl Serialize for DeltaLink {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = [("source", &self.source), ("relationship", &self.relationship), ("target", &self.target)];
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.extra.iter() {
            if !fields.iter().any(|(field, text)| *field == name && text.is_some()) {
                map.serialize_entry(name, value)?;
            }
        }
        for (name, text) in fields {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        map.end()
    }
}

impl<T: fmt::Debug> fmt::Debug for Removed<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_fields(
            &mut formatter.debug_struct("Removed"),
            &[
                ("reason", self.reason.as_ref().map(|reason| reason as _)),
                ("id", self.id.as_ref().map(|id| id as _)),
                ("entity", self.entity().map(|entity| entity as _)),
                ("extra", self.extra().map(|extra| extra as _)),
            ],
        )
    }
}

impl fmt::Debug for DeltaLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_fields(
            &mut formatter.debug_struct("DeltaLink"),
            &[
                ("source", self.source.as_ref().map(|source| source as _)),
                ("relationship", self.relationship.as_ref().map(|name| name as _)),
                ("target", self.target.as_ref().map(|target| target as _)),
                ("extra", (!self.extra.is_empty()).then_some(&self.extra as _)),
            ],
        )
    }
}
