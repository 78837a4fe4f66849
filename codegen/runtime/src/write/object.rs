//! Objects, and the members that have no field.

use std::borrow::Cow;

use serde_json::Value;

use super::control::{is_count, leaves_out, leaves_out_null, leaves_out_property};
use super::field::{BIND, write_field, write_in_form};
use crate::record::fields::{self, Field};
use crate::record::{Bits, Extra, Nulls, Record, View, as_dyn};
use crate::schema::{MemberName, OTHER, TYPE_MEMBERS, Table, Types, qualified_name};
use crate::syntax::{Body, Error, Mode, Writer};

/// A struct of an entity type or a complex type, or the enum of one and its derived types.
///
/// Entity types and the enums have these methods without the trait in scope. Complex types have them by it, as hardly any
/// service sends such control information for their values.
#[diagnostic::on_unimplemented(message = "`{Self}` is neither an entity type nor a complex type")]
pub trait Structured {
    /// What is written.
    #[doc(hidden)]
    fn object(&self) -> Object<'_>;

    /// The value of `@odata.etag`: the version of the entity, for `If-Match`.
    fn etag(&self) -> Option<&str> {
        self.object().record().extra().etag()
    }

    /// The value of `@odata.id`: the URL that identifies the entity.
    fn odata_id(&self) -> Option<&str> {
        self.object().record().extra().odata_id()
    }
}

impl<T: Record> Structured for T {
    fn object(&self) -> Object<'_> {
        Object::of_type(as_dyn(self))
    }
}

/// A struct as what is written.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    record: &'a dyn Record,
    /// The types and the number of its own, if it is of a derived type and has to say so.
    derived: Option<(&'static Types, usize)>,
}

impl<'a> Object<'a> {
    /// A struct where no other can be.
    pub(super) fn of_type(record: &'a dyn Record) -> Self {
        Self { record, derived: None }
    }

    /// A struct of a hierarchy, of the type with a number. The base type is what a reader takes it for anyway, and a type
    /// that is not known has the name it came with.
    pub(crate) fn of_hierarchy(types: &'static Types, (number, record): (usize, &'a dyn Record)) -> Self {
        Self { record, derived: (number != 0 && number != OTHER).then_some((types, number)) }
    }

    /// The struct in a field with one.
    pub(crate) fn in_field(view: View<'a>) -> Option<Self> {
        match view {
            View::Record(field) => field.get().map(Self::of_type),
            View::Hierarchy(field) => field.get().map(|found| Self::of_hierarchy(field.types(), found)),
            _ => None,
        }
    }

    pub(crate) fn record(&self) -> &'a dyn Record {
        self.record
    }

    /// Whether two objects say that they are of the same type.
    pub(crate) fn is_of_type_of(&self, other: &Self) -> bool {
        let [meta, other_meta] = [self, other].map(|object| object.record.meta());
        std::ptr::eq(meta, other_meta) && (self.derived.is_some() || self.type_name() == other.type_name())
    }

    /// The name of the type, as the object has it.
    fn type_name(&self) -> String {
        let member = self.type_member().and_then(|(_, value)| value.as_str().map(str::to_owned));
        let name = member.unwrap_or_else(|| self.record.meta().odata_type().to_owned());
        qualified_name(&name).to_owned()
    }

    /// The member that says of which type the object is, if it has one.
    ///
    /// It is written as it was read, unless the struct is of one type and the name is that of another: then the value was
    /// made of parts of others, and the struct is what it is.
    pub(crate) fn type_member(&self) -> Option<(&'static str, Cow<'a, Value>)> {
        let extra = self.record.extra();
        let names = if extra.has_members() { &TYPE_MEMBERS[..] } else { &[] };
        let given = names.iter().find_map(|name| Some((*name, extra.member(name)?)));
        let Some((types, number)) = self.derived else {
            return given.map(|(name, value)| (name, Cow::Borrowed(value)));
        };
        let own = || Cow::Owned(format!("#{}", self.record.meta().odata_type()).into());
        Some(match given {
            None => ("@odata.type", own()),
            Some((name, value)) => match value.as_str().map(|text| types.number(text)) {
                Some(named) if named == number || named == OTHER => (name, Cow::Borrowed(value)),
                _ => (name, own()),
            },
        })
    }
}

impl Object<'_> {
    /// Writes it.
    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let (meta, extra) = self.record.about();
        let table = meta.table();
        if let (Some(value), true) = (extra.value(), table.names.is_empty()) {
            writer.tree(value);
            return Ok(());
        }
        writer.begin_object();
        // The type comes first, so that readers know it before they see a property (OData JSON Format 4.01, section 4.4).
        let has_type = self.derived.is_some() || extra.has_members();
        let type_member = if has_type { self.type_member() } else { None };
        if let Some((name, value)) = &type_member {
            writer.name(name);
            writer.tree(value);
        }
        // Nulls of another type are there if they were taken from an object of it.
        let (own, of_others) = match extra.nulls() {
            Some(nulls) if nulls.are_of(meta) => (nulls.bits(), None),
            other => (Bits::default(), other),
        };
        let mut properties = Properties::new(table, extra, own, writer);
        let mut result = Ok(());
        fields::each(self.record, &mut |fields| {
            if result.is_ok() {
                result = properties.write(fields);
            }
        });
        result?;
        properties.write_nulls(table.names.len());
        if !extra.is_empty() {
            self.write_members(type_member.map(|(name, _)| name), of_others, writer);
        }
        writer.end_object();
        Ok(())
    }

    /// Writes the members that have no field.
    fn write_members(&self, type_member: Option<&str>, nulls: Option<&Nulls>, writer: &mut Writer<'_>) {
        let extra = self.record.extra();
        let body = writer.mode().body;
        let nulls = nulls.into_iter().flat_map(Nulls::names);
        for (name, value) in extra.members().chain(nulls.map(|name| (name, &Value::Null))) {
            if type_member == Some(name)
                || is_held(name, self.record, body)
                || is_bound(name, self.record)
                || body != Body::Whole && leaves_out(body, self.record, name, value)
            {
                continue;
            }
            write_member(name, value, extra, writer);
        }
    }
}

/// The properties of an object, fields and nulls in the order of the metadata.
struct Properties<'o, 'w, 'v> {
    table: &'o Table,
    extra: &'o Extra,
    mode: Mode,
    /// Whether any field may have to be left out, to be written in another lexical form or to have nulls among its items.
    is_special: bool,
    /// The next property that was `null`, or the greatest number, and those after it.
    next_null: usize,
    nulls: Bits<'o>,
    writer: &'w mut Writer<'v>,
}

impl<'o, 'w, 'v> Properties<'o, 'w, 'v> {
    #[inline]
    fn new(table: &'o Table, extra: &'o Extra, mut nulls: Bits<'o>, writer: &'w mut Writer<'v>) -> Self {
        let mode = writer.mode();
        let is_special = mode != Mode::default() || extra.has_special_fields();
        let next_null = nulls.next().unwrap_or(usize::MAX);
        Self { table, extra, mode, is_special, next_null, nulls, writer }
    }

    /// Writes fields, and the nulls before them.
    fn write(&mut self, fields: &[Field<'_>]) -> Result<(), Error> {
        for (index, view) in fields {
            if self.next_null <= *index {
                self.write_nulls(*index);
                if self.next_null == *index {
                    // A value goes before the null that was read for its property.
                    self.next_null = self.nulls.next().unwrap_or(usize::MAX);
                }
            }
            let Some(name) = self.table.member_name(*index) else { continue };
            if self.is_special {
                self.write_special(*index, name, *view)?;
            } else {
                write_field(name, *view, self.writer)?;
            }
        }
        Ok(())
    }

    /// Writes the properties up to a number that were `null`.
    fn write_nulls(&mut self, end: usize) {
        while self.next_null < end {
            let index = std::mem::replace(&mut self.next_null, self.nulls.next().unwrap_or(usize::MAX));
            if let (Some(name), false) =
                (self.table.member_name(index), leaves_out_null(self.mode.body, self.table, index))
            {
                name.write(self.writer);
                self.writer.null();
            }
        }
    }

    /// Writes a field that may have to be left out, or of which a value may have come in another lexical form than it is written
    /// in, or with nulls among the items.
    #[cold]
    fn write_special(&mut self, index: usize, name: &MemberName, view: View<'_>) -> Result<(), Error> {
        if leaves_out_property(self.mode.body, self.table, index) {
            return Ok(());
        }
        write_in_form(name, view, self.extra, self.writer)
    }
}

/// Writes a member that has no field.
pub(crate) fn write_member(name: &str, value: &Value, extra: &Extra, writer: &mut Writer<'_>) {
    writer.name(name);
    if let Some(count) = value.as_i64().filter(|_| writer.mode().is_ieee754 && is_count(name)) {
        return writer.plain_pieces(&count);
    }
    let start = writer.length();
    writer.tree(value);
    if extra.has_special_fields() {
        // Of a value that does not fit its field, there may be more digits than the value has.
        extra.lexical_forms(name).for_each(|form| form.replace(start, writer));
    }
}

/// Whether a member is that of a property with a field that holds something, which goes before it.
pub(crate) fn is_held(name: &str, record: &dyn Record, body: Body) -> bool {
    let index = record.meta().table().number(name, 0);
    match index.and_then(|index| fields::one(record, index)) {
        // What was read is no part of a body, but the null that was put in instead may be.
        Some(View::Nav(state)) => body == Body::Whole || state.is_set() || state.bound().is_some(),
        found => found.is_some(),
    }
}

/// Whether a member is the reference of a navigation property that has another one by now.
pub(crate) fn is_bound(name: &str, record: &dyn Record) -> bool {
    let property = name.strip_suffix(BIND).or_else(|| name.strip_suffix("@bind"));
    let index = property.and_then(|property| record.meta().table().number(property, 0));
    matches!(index.and_then(|index| fields::one(record, index)), Some(View::Nav(state)) if state.bound().is_some())
}
