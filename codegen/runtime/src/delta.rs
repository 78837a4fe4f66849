//! What has changed in a collection, as services answer with it.

use std::fmt;

use serde_json::Value;

use crate::compare::{debug_fields, shown};
use crate::json::{FromJson, ToJson, serde_as_json};
use crate::record::Extra;
use crate::syntax::{Body, Error, Reader, Writer};
use crate::values;

/// An item of a [`Page`](crate::Page) of changes, which a request for its
/// [`delta_url`](crate::Page::delta_url) is answered with (OData JSON Format 4.01, section 15).
///
/// A page of them is the body of a request that updates a collection, too. Its entities have their keys, also read-only ones.
///
/// ```
/// use odata_runtime::{Delta, Page, RemovedReason, json};
/// # type User = serde_json::Value;
///
/// let changes: Page<Delta<User>> = json::from_str(
///     r#"{"value": [{"id": "1", "displayName": "Ada"}, {"id": "2", "@removed": {"reason": "deleted"}}]}"#,
/// )?;
/// for change in &changes.value {
///     match change {
///         Delta::Entity(user) => println!("new or changed: {user:?}"),
///         Delta::Removed(removed) => assert_eq!(removed.reason(), Some(RemovedReason::Deleted)),
///         _ => println!("a link"),
///     }
/// }
/// # Ok::<(), json::Error>(())
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
            *field = link.extra.get(name).and_then(values::of_tree);
            if field.is_some() {
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
    /// What is known of the item that is next, which may be any JSON.
    fn of_next(reader: &mut Reader<'_>) -> Self {
        let mut signs = Self { kind: Kind::Entity, reason: None, id: None };
        let start = reader.mark();
        // What is wrong with it is said when it is read.
        let _ = signs.look(reader);
        reader.go_to(start);
        signs
    }

    fn look(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        let text = reader.skip_value()?;
        // Nearly all are entities. An escape could hide what they are known by.
        if !["removed", "$deleted", "$link", "\\u"].iter().any(|sign| text.contains(sign)) {
            return Ok(());
        }
        let mut reader = Reader::new(text);
        let Some(mut members) = reader.begin_object()? else { return Ok(()) };
        while members.next(&mut reader)? {
            let name = reader.name()?.to_owned();
            match name.as_str() {
                "@removed" | "@odata.removed" => {
                    self.kind = Kind::Removed;
                    self.reason = RemovedReason::of(reader.tree()?.get("reason"));
                }
                "@id" | "@odata.id" => self.id = reader.tree()?.as_str().map(str::to_owned),
                "@context" | "@odata.context" => {
                    let context = reader.tree()?;
                    if self.kind == Kind::Entity {
                        self.kind = Kind::of(context.as_str().unwrap_or_default());
                    }
                }
                _ => _ = reader.skip_value()?,
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

impl<T: FromJson> FromJson for Delta<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let Signs { kind, reason, id } = Signs::of_next(reader);
        Ok(match kind {
            Kind::Entity => Self::Entity(T::read_json(reader)?),
            Kind::Removed => {
                let content = Content::Entity(T::read_json(reader)?);
                Self::Removed(Removed { reason, id, content })
            }
            Kind::DeletedEntity => {
                let members = members(reader.tree()?);
                let id = members.get("id").and_then(Value::as_str).map(str::to_owned);
                let reason = RemovedReason::of(members.get("reason"));
                Self::Removed(Removed { reason, id, content: Content::Other(members) })
            }
            Kind::Link => Self::Link(members(reader.tree()?).into()),
            Kind::DeletedLink => Self::DeletedLink(members(reader.tree()?).into()),
        })
    }
}

impl<T: ToJson> ToJson for Delta<T> {
    /// An entity is one that no URL tells from the others: a request that updates a collection needs its key, also one that is
    /// read-only (OData JSON Format 4.01, section 15.6).
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Self::Entity(entity) | Self::Removed(Removed { content: Content::Entity(entity), .. }) => {
                let mode = writer.mode();
                let is_update = mode.body == Body::Update;
                entity.write_json(&mut writer.in_mode(if is_update { mode.of(Body::Create) } else { mode }))
            }
            Self::Removed(Removed { content: Content::Other(members), .. }) => {
                writer.begin_object();
                write_members(members, &[], writer);
                writer.end_object();
                Ok(())
            }
            Self::Link(link) | Self::DeletedLink(link) => link.write_json(writer),
        }
    }
}

impl ToJson for DeltaLink {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let fields = [("source", &self.source), ("relationship", &self.relationship), ("target", &self.target)];
        writer.begin_object();
        write_members(&self.extra, &fields, writer);
        for (name, text) in fields {
            if let Some(text) = text {
                writer.name(name);
                writer.string(text);
            }
        }
        writer.end_object();
        Ok(())
    }
}

/// Writes the members that have no field with something in it.
fn write_members(extra: &Extra, fields: &[(&str, &Option<String>)], writer: &mut Writer<'_>) {
    for (name, value) in extra.iter() {
        if !fields.iter().any(|(field, text)| *field == name && text.is_some()) {
            writer.name(name);
            writer.tree(value);
        }
    }
}

serde_as_json! {
    Delta<T: FromJson>;
}

impl serde::Serialize for DeltaLink {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::json::to_serde(self, serializer)
    }
}

impl<T: fmt::Debug> fmt::Debug for Removed<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_fields(
            &mut formatter.debug_struct("Removed"),
            &[
                ("reason", shown(&self.reason)),
                ("id", shown(&self.id)),
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
                ("source", shown(&self.source)),
                ("relationship", shown(&self.relationship)),
                ("target", shown(&self.target)),
                ("extra", (!self.extra.is_empty()).then_some(&self.extra as _)),
            ],
        )
    }
}
