//! The bodies of requests that change nothing but what differs.

use std::fmt;

use serde_json::Value;

use crate::compare::views_eq;
use crate::json::ToJson;
use crate::record::fields::{self, Field};
use crate::record::{NavState, View};
use crate::schema::{MemberName, TYPE_MEMBERS, Table};
use crate::syntax::{Body, Error, Mode, Writer, text_in};
use crate::write::{
    Object, described, is_bound, is_control, is_held, leaves_out, leaves_out_property, write_in_form, write_member,
    write_references, write_value,
};

/// What differs between two values, as the body of a request that updates the one to the other
/// (OData 4.01 Protocol, section 11.4.3): [`UpdateBody::changes`](crate::UpdateBody::changes) makes it.
///
/// - A property that differs is written, one that has become `None` as `null`, and all others stay as they are. To a
///   collection `None` is nothing that it can be in OData; to empty it, make it `Some(Vec::new())`.
/// - A collection is written with all its items, as it is replaced as a whole.
/// - Of a complex value that was there before and is of the same type, what differs in it is written; of any other, all.
/// - Of navigation properties, what was [set](crate::Nav::set) or [bound](crate::Nav::bind) since.
/// - What has no field is written if it differs, and as `null` if it is gone. Control information is not.
/// - What only the service sets is left out, as in an [`UpdateBody`](crate::UpdateBody).
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
/// # Ok::<(), json::Error>(())
/// ```
#[derive(Clone)]
pub struct Changes {
    is_empty: bool,
    /// As it is written, and where numbers of 64 bits are strings. It is text, and not what refers to the fields, so that it can
    /// be sent to another thread, as what is held while a request is awaited must be.
    texts: [Result<String, Error>; 2],
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
    Field(&'a MemberName, View<'a>),
    /// A complex value that differs in some members.
    In(&'a MemberName, Difference<'a>),
    /// Related entities, references, or both.
    Nav { name: &'a MemberName, state: &'a NavState, is_set: bool, is_bound: bool },
    /// Nothing any more.
    Null(&'a str),
    /// Something without a field.
    Member(&'a str, &'a Value),
}

impl Changes {
    pub(super) fn of(before: Object<'_>, after: Object<'_>) -> Self {
        let compared = compare(before, after);
        let update = Mode::default().of(Body::Update);
        let texts = [update, update.ieee754()].map(|mode| text_in(mode, &|writer| compared.write(writer)));
        Self { is_empty: compared.is_empty(), texts }
    }

    /// Whether nothing differs that could be sent.
    pub fn is_empty(&self) -> bool {
        self.is_empty
    }
}

impl ToJson for Changes {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let [usual, ieee754] = &self.texts;
        match if writer.mode().is_ieee754 { ieee754 } else { usual } {
            Ok(text) => {
                writer.raw(text);
                Ok(())
            }
            Err(error) => Err(error.clone()),
        }
    }
}

impl serde::Serialize for Changes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::json::to_serde(self, serializer)
    }
}

impl Compared<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Whole(_) => false,
            Self::In(difference) => difference.changes.is_empty(),
        }
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Self::Whole(after) => after.write(writer),
            Self::In(difference) => difference.write(writer),
        }
    }
}

/// Shown as the JSON that it is written as.
impl fmt::Debug for Changes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.texts[0] {
            Ok(text) => formatter.write_str(text),
            Err(error) => write!(formatter, "({error})"),
        }
    }
}

impl Difference<'_> {
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let extra = self.after.record().extra();
        writer.begin_object();
        if let (Some((name, value)), false) = (self.after.type_member(), self.changes.is_empty()) {
            writer.name(name);
            writer.tree(&value);
        }
        for change in &self.changes {
            match change {
                Change::Field(name, view) => write_in_form(name, *view, extra, writer)?,
                Change::In(name, difference) => {
                    name.write(writer);
                    difference.write(writer)?;
                }
                Change::Nav { name, state, is_set, is_bound } => {
                    if let (Some(json), true) = (state.json(writer.mode()), *is_set) {
                        name.write(writer);
                        writer.raw(json);
                    }
                    if *is_bound {
                        write_references(name, state, writer);
                    }
                }
                Change::Null(name) => {
                    writer.name(name);
                    writer.null();
                }
                Change::Member(name, value) => write_member(name, value, extra, writer),
            }
        }
        writer.end_object();
        Ok(())
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
        let is_next = |field: &Field<'_>| field.0 == next;
        let views = (old.next_if(is_next).map(|field| field.1), new.next_if(is_next).map(|field| field.1));
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
    let name = table.member_name(index).filter(|_| !leaves_out_property(Body::Update, table, index))?;
    match views {
        (old, Some(View::Nav(state))) => {
            let old = if let Some(View::Nav(old)) = old { Some(old) } else { None };
            let (is_set, is_bound) = state.added_since(old);
            (is_set || is_bound).then_some(Change::Nav { name, state, is_set, is_bound })
        }
        (Some(View::Nav(_)) | None, None) => None,
        // Whatever is there instead is written with the others that have no field.
        (Some(_), None) if after.record().extra().get(name.name()).is_some() => None,
        (Some(_), None) => Some(Change::Null(name.name())),
        (None, Some(new)) => Some(Change::Field(name, new)),
        (Some(old), Some(new)) => {
            let objects = Object::in_field(old).zip(Object::in_field(new));
            match objects.map(|(old, new)| compare(old, new)) {
                Some(Compared::In(difference)) if difference.changes.is_empty() => None,
                Some(Compared::In(difference)) => Some(Change::In(name, difference)),
                Some(Compared::Whole(_)) => Some(Change::Field(name, new)),
                None => {
                    let nulls =
                        |of: Object<'a>, view: View<'a>| of.record().extra().null_places(name.name(), view.count());
                    let is_same = is_same(old, new) && nulls(before, old) == nulls(after, new);
                    (!is_same).then_some(Change::Field(name, new))
                }
            }
        }
    }
}

/// Whether two values of a property are the same to whom they are sent: of objects in a list not all counts, and of a
/// timestamp the offset does, too, which makes no difference to the moment that it is.
fn is_same(old: View<'_>, new: View<'_>) -> bool {
    let update = Mode::default().of(Body::Update);
    let sent = |view| text_in(update, &|writer| write_value(view, &[], &[], writer)).ok();
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
            Self::Field(name, _) | Self::Nav { name, is_set: true, .. } => name.name() == property,
            Self::Member(name, value) => *name == property && !value.is_null(),
            Self::In(..) | Self::Nav { .. } | Self::Null(_) => false,
        }
    }
}
