//! The bodies of requests that change nothing but what differs.

use std::fmt;

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use serde_json::{Error, Value};

use super::super::fields::{self, Held};
use super::super::json::{Key, ToJson, Writer, text_of};
use super::super::meta::Table;
use super::super::nav::NavState;
use super::super::object::views_eq;
use super::super::path::without_position;
use super::super::record::View;
use super::super::write::{Field, Object, TYPE_MEMBERS, is_bound, is_held, write_bound, write_member, write_spelled};
use super::control::{described, is_control, leaves_out};
use super::{Body, Mode};

/// What differs between two values, as the body of a request that updates the one to the other
/// (OData 4.01 Protocol, section 11.4.3): [`UpdateBody::changes`](super::UpdateBody::changes) makes it.
///
/// - A property that differs is written, one that has become `None` as `null`, and all others stay as they are. To a
///   collection `None` is nothing that it can be in OData; to empty it, make it `Some(Vec::new())`.
/// - A collection is written with all its items, as it is replaced as a whole.
/// - Of a complex value that was there before and is of the same type, what differs in it is written; of any other, all.
/// - Of navigation properties, what was [set](super::super::Nav::set) or [bound](super::super::Nav::bind) since.
/// - What has no field is written if it differs, and as `null` if it is gone. Control information is not.
/// - What only the service sets is left out, as in an [`UpdateBody`](super::UpdateBody).
///
/// ```
/// use odata_runtime::UpdateBody;
/// # use odata_runtime::{Extra, json, __private::v1::record::{Fields, Meta, Record, Slot}};
/// # #[derive(Default)]
/// # struct User { name: Option<String>, city: Option<String>, extra: Extra }
/// # impl Record for User {
/// #     fn about(&self) -> (&'static Meta, &Extra) {
/// #         static META: Meta = Meta::new("User shop.user name,city");
/// #         (&META, &self.extra)
/// #     }
/// #     fn slot(&mut self, index: usize) -> Slot<'_> {
/// #         match index {
/// #             0 => Slot::String(&mut self.name),
/// #             1 => Slot::String(&mut self.city),
/// #             _ => Slot::Extra(&mut self.extra),
/// #         }
/// #     }
/// #     fn fields<'a>(&'a self, fields: &mut Fields<'a, '_>) {
/// #         fields.string(0, &self.name);
/// #         fields.string(1, &self.city);
/// #     }
/// # }
/// let before = User { name: Some("Ada".to_owned()), city: Some("Oslo".to_owned()), ..User::default() };
/// let after = User { name: Some("Ada".to_owned()), city: None, ..User::default() };
/// assert_eq!(json::to_string(&UpdateBody::changes(&before, &after))?, r#"{"city":null}"#);
/// assert!(UpdateBody::changes(&before, &before).is_empty());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Changes {
    is_empty: bool,
    /// As it is written, and where numbers of 64 bits are strings. It is text, and not what refers to the fields, so that it can
    /// be sent to another thread, as what is held while a request is awaited has to be.
    texts: [Result<Box<RawValue>, String>; 2],
}

/// How a value differs from the one before.
enum Compared<'a> {
    /// As a whole: it is of another type, or is no object.
    Whole(Object<'a>),
    /// In some of its members, or none.
    In(Difference<'a>),
}

/// An object, and the members that differ.
struct Difference<'a> {
    after: Object<'a>,
    changes: Vec<Change<'a>>,
}

enum Change<'a> {
    /// Another value.
    Field(&'a Key, View<'a>),
    /// A complex value that differs in some members.
    In(&'a Key, Difference<'a>),
    /// Related entities, references, or both.
    Nav { key: &'a Key, state: &'a NavState, is_set: bool, is_bound: bool },
    /// Nothing any more.
    Null(&'a str),
    /// Something without a field.
    Member(&'a str, &'a Value),
}

impl Changes {
    pub(super) fn of(before: Object<'_>, after: Object<'_>) -> Self {
        let compared = compare(before, after);
        let update = Mode::default().of(Body::Update);
        let texts = [update, update.ieee754()].map(|mode| {
            let text = mode.with(|| text_of(&compared)).and_then(RawValue::from_string);
            text.map_err(|error| without_position(&error))
        });
        Self { is_empty: compared.is_empty(), texts }
    }

    /// Whether nothing differs that could be sent.
    pub fn is_empty(&self) -> bool {
        self.is_empty
    }
}

impl Serialize for Changes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [usual, ieee754] = &self.texts;
        let text = if Mode::current().is_ieee754 { ieee754 } else { usual };
        text.as_ref().map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl ToJson for Changes {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.serialize(writer)
    }
}

impl Compared<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Whole(_) => false,
            Self::In(difference) => difference.changes.is_empty(),
        }
    }
}

impl Serialize for Compared<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(after) => after.serialize(serializer),
            Self::In(difference) => difference.serialize(serializer),
        }
    }
}

/// Shown as the JSON that it is written as.
impl fmt::Debug for Changes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match text_of(self) {
            Ok(text) => formatter.write_str(&text),
            Err(error) => write!(formatter, "({error})"),
        }
    }
}

impl Serialize for Difference<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mode = Mode::current();
        let extra = self.after.record().extra();
        let mut map = serializer.serialize_map(None)?;
        if let (Some((name, value)), false) = (self.after.type_member(), self.changes.is_empty()) {
            map.serialize_entry(name, &value)?;
        }
        for change in &self.changes {
            match change {
                Change::Field(key, view) => write_spelled(key, *view, extra, mode, &mut map)?,
                Change::In(key, difference) => map.serialize_entry(key, difference)?,
                Change::Nav { key, state, is_set, is_bound } => {
                    if let (Some(json), true) = (state.json(mode), *is_set) {
                        map.serialize_entry(key, json)?;
                    }
                    if *is_bound {
                        write_bound(key, state, &mut map)?;
                    }
                }
                Change::Null(name) => map.serialize_entry(name, &())?,
                Change::Member(name, value) => write_member(name, value, extra, mode, &mut map)?,
            }
        }
        map.end()
    }
}

fn compare<'a>(before: Object<'a>, after: Object<'a>) -> Compared<'a> {
    let values = [before, after].map(|object| object.record().extra().value());
    let is_no_object = values[0] != values[1];
    if is_no_object || !before.is_of_type_of(&after) {
        return Compared::Whole(after);
    }
    let mut changes = properties(before, after);
    members(before, after, &mut changes);
    removed(before, after, &mut changes);
    Compared::In(Difference { after, changes })
}

/// The properties with fields that differ.
fn properties<'a>(before: Object<'a>, after: Object<'a>) -> Vec<Change<'a>> {
    let table = after.record().meta().table();
    let (old, new) = (fields::all(before.record()), fields::all(after.record()));
    let mut changes = Vec::new();
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    loop {
        let next = match (old.peek(), new.peek()) {
            (None, None) => return changes,
            (Some((old, _)), Some((new, _))) => *old.min(new),
            (Some((index, _)), None) | (None, Some((index, _))) => *index,
        };
        let is_next = |held: &Held<'_>| held.0 == next;
        let views = (old.next_if(is_next).map(|held| held.1), new.next_if(is_next).map(|held| held.1));
        changes.extend(property(table, next, views, before, after));
    }
}

/// How a property differs, if it does.
fn property<'a>(
    table: &'a Table,
    index: usize,
    views: (Option<View<'a>>, Option<View<'a>>),
    before: Object<'a>,
    after: Object<'a>,
) -> Option<Change<'a>> {
    let key = table.key(index).filter(|_| !Body::Update.leaves_out(table, index))?;
    match views {
        (old, Some(View::Nav(state))) => {
            let old = if let Some(View::Nav(old)) = old { Some(old) } else { None };
            let (is_set, is_bound) = state.added_since(old);
            (is_set || is_bound).then_some(Change::Nav { key, state, is_set, is_bound })
        }
        (Some(View::Nav(_)) | None, None) => None,
        // Whatever is there instead is written with the others that have no field.
        (Some(_), None) if after.record().extra().get(key.name()).is_some() => None,
        (Some(_), None) => Some(Change::Null(key.name())),
        (None, Some(new)) => Some(Change::Field(key, new)),
        (Some(old), Some(new)) => {
            let objects = Object::in_field(old).zip(Object::in_field(new));
            match objects.map(|(old, new)| compare(old, new)) {
                Some(Compared::In(difference)) if difference.changes.is_empty() => None,
                Some(Compared::In(difference)) => Some(Change::In(key, difference)),
                Some(Compared::Whole(_)) => Some(Change::Field(key, new)),
                None => {
                    let nulls =
                        |of: Object<'a>, view: View<'a>| of.record().extra().null_places(key.name(), view.count());
                    let is_same = is_same(old, new) && nulls(before, old) == nulls(after, new);
                    (!is_same).then_some(Change::Field(key, new))
                }
            }
        }
    }
}

/// Whether two values of a property are the same to whom they are sent: of objects in a list not all counts, and of a
/// timestamp the offset does, too, which makes no difference to the moment that it is.
fn is_same(old: View<'_>, new: View<'_>) -> bool {
    let sent = |view| Mode::default().of(Body::Update).with(|| text_of(&Field::of(view))).ok();
    let is_sent_the_same = || sent(old).is_some_and(|old| Some(old) == sent(new));
    match new {
        View::Records(_) | View::Hierarchies(_) => is_sent_the_same(),
        View::DateTime(_) | View::Value(_) | View::Values(_) | View::Newtype(_) if views_eq(old, new) => {
            // Numbers that are equal are the same however many zeros they end with.
            is_sent_the_same() || sent(new).is_some_and(|text| !text.contains('"'))
        }
        _ => views_eq(old, new) || is_sent_the_same(),
    }
}

/// The members without fields that differ.
fn members<'a>(before: Object<'a>, after: Object<'a>, changes: &mut Vec<Change<'a>>) {
    let record = after.record();
    for (name, value) in record.extra().iter() {
        let is_written = TYPE_MEMBERS.contains(&name) || is_held(name, record, Body::Update) || is_bound(name, record);
        if is_written || leaves_out(Body::Update, record, name, value) {
            continue;
        }
        let was_held = is_held(name, before.record(), Body::Update);
        let old = if was_held { None } else { before.record().extra().get(name) };
        let is_described = described(name).map(|property| changes.iter().any(|change| change.is_value_of(property)));
        let is_changed = match is_described {
            // It goes with the value that it describes.
            Some(true) => true,
            Some(false) => record.extra().is_inserted(name) && old != Some(value),
            None => old != Some(value),
        };
        if is_changed {
            changes.push(Change::Member(name, value));
        }
    }
}

/// The members without fields that are gone.
fn removed<'a>(before: Object<'a>, after: Object<'a>, changes: &mut Vec<Change<'a>>) {
    let record = before.record();
    let table = record.meta().table();
    for (name, value) in record.extra().iter() {
        let is_there = after.record().extra().get(name).is_some() || is_held(name, after.record(), Body::Update);
        let is_known =
            || is_held(name, record, Body::Update) || TYPE_MEMBERS.contains(&name) || table.is_expanded(name);
        let is_data = || !value.is_null() && !is_control(name, value) && !leaves_out(Body::Update, record, name, value);
        if !is_there && !is_known() && is_data() {
            changes.push(Change::Null(name));
        }
    }
}

impl Change<'_> {
    /// Whether it is a value of a property or of an undeclared one, and not a part of it.
    fn is_value_of(&self, property: &str) -> bool {
        match self {
            Self::Field(key, _) | Self::Nav { key, is_set: true, .. } => key.name() == property,
            Self::Member(name, value) => *name == property && !value.is_null(),
            Self::In(..) | Self::Nav { .. } | Self::Null(_) => false,
        }
    }
}
