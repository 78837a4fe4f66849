//! Fields to values.

use super::object::Object;
use crate::record::{Extra, LexicalForm, NavState, NullsBetween, View};
use crate::schema::MemberName;
use crate::syntax::{Error, Writer};
use crate::values::Primitive as _;

/// What the name of a navigation property is followed by where it refers to an entity.
pub(super) const BIND: &str = "@odata.bind";

/// Writes a field that holds something.
#[inline]
pub(super) fn write_field(name: &MemberName, view: View<'_>, writer: &mut Writer<'_>) -> Result<(), Error> {
    if let View::Nav(state) = view {
        write_nav(name, state, writer);
        return Ok(());
    }
    name.write(writer);
    match view {
        // Most are of these shapes, and to tell them apart first is faster than to choose among all at once.
        View::String(Some(text)) => writer.string(text),
        View::Bool(Some(value)) => writer.bool(*value),
        View::DateTime(Some(value)) => return value.write_to(writer),
        view => return write_value(view, &[], &[], writer),
    }
    Ok(())
}

/// Writes a field in the lexical form that its value came in, if it has that value still, and with the nulls among its items.
pub(crate) fn write_in_form(
    name: &MemberName,
    view: View<'_>,
    extra: &Extra,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    if let View::Nav(state) = view {
        write_nav(name, state, writer);
        return Ok(());
    }
    let forms: Vec<_> = extra.lexical_forms(name.name()).collect();
    let nulls = if extra.has_null_items() { extra.null_places(name.name(), view.count()) } else { &[] };
    name.write(writer);
    write_value(view, &forms, nulls, writer)
}

/// Writes the value of a field, in the form or the forms that it came in, and with
/// nulls at some places.
pub(crate) fn write_value(
    view: View<'_>,
    forms: &[&LexicalForm],
    nulls: &[usize],
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    if let View::Nav(state) = view {
        writer.raw(state.json(writer.mode()).unwrap_or("null"));
        return Ok(());
    }
    if let View::Newtype(field) = view {
        let mut result = Ok(());
        field.look(&mut |inner| result = write_value(inner, forms, nulls, writer));
        return result;
    }
    let whole = forms.iter().find(|form| form.item().is_none());
    let start = writer.length();
    match (Items::of(view), whole) {
        (Some(items), None) => write_items(items, forms, nulls, writer)?,
        (Some(items), Some(_)) => write_items(items, &[], &[], writer)?,
        (None, _) => write_one(view, writer)?,
    }
    if let Some(form) = whole {
        form.replace(start, writer);
    }
    Ok(())
}

/// Writes a value that is no list.
fn write_one(view: View<'_>, writer: &mut Writer<'_>) -> Result<(), Error> {
    match view.general() {
        View::Value(field) => field.write(writer),
        View::Enum(field) => {
            writer.string(&field.names().unwrap_or_default());
            Ok(())
        }
        View::External(field) => field.write(writer),
        view => match Object::in_field(view) {
            Some(object) => object.write(writer),
            None => {
                writer.null();
                Ok(())
            }
        },
    }
}

/// A field that holds many items.
#[derive(Clone, Copy)]
struct Items<'a> {
    view: View<'a>,
    count: usize,
}

impl<'a> Items<'a> {
    #[inline]
    fn of(view: View<'a>) -> Option<Self> {
        match view {
            View::Values(_) | View::Enums(_) | View::Records(_) | View::Hierarchies(_) | View::Externals(_) => {
                Some(Self { view, count: view.count()? })
            }
            _ => None,
        }
    }

    fn write(self, index: usize, writer: &mut Writer<'_>) -> Result<(), Error> {
        match self.view {
            View::Values(items) => items.write(index, writer),
            View::Enums(items) => {
                writer.string(&items.names(index));
                Ok(())
            }
            View::Records(items) => items.get(index).map_or(Ok(()), |record| Object::of_type(record).write(writer)),
            View::Hierarchies(items) => {
                let found = items.get(index);
                found.map_or(Ok(()), |found| Object::of_hierarchy(items.types(), found).write(writer))
            }
            View::Externals(items) => items.write(index, writer),
            _ => Ok(()),
        }
    }
}

fn write_items(
    items: Items<'_>,
    forms: &[&LexicalForm],
    nulls: &[usize],
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    let mut nulls = NullsBetween::new(nulls);
    // They are in the order of the items.
    let mut forms = forms.iter().peekable();
    writer.begin_array();
    for index in 0..items.count {
        nulls.write_before_item(writer);
        writer.item();
        let start = writer.length();
        items.write(index, writer)?;
        if let Some(form) = forms.next_if(|form| form.item() == Some(index)) {
            form.replace(start, writer);
        }
    }
    nulls.write_rest(writer);
    writer.end_array();
    Ok(())
}

impl NullsBetween<'_> {
    /// Writes the nulls that come before the next item.
    #[inline]
    pub(crate) fn write_before_item(&mut self, writer: &mut Writer<'_>) {
        write_nulls(self.before_item(), writer);
    }

    /// Writes the nulls that come after the last item.
    #[inline]
    pub(crate) fn write_rest(&self, writer: &mut Writer<'_>) {
        write_nulls(self.rest(), writer);
    }
}

#[inline]
fn write_nulls(count: usize, writer: &mut Writer<'_>) {
    for _ in 0..count {
        writer.item();
        writer.null();
    }
}

/// Writes related entities and references: all that is there, or what the body of a request has of it.
fn write_nav(name: &MemberName, state: &NavState, writer: &mut Writer<'_>) {
    if let Some(json) = state.json(writer.mode()) {
        name.write(writer);
        writer.raw(json);
    }
    write_references(name, state, writer);
}

/// Writes the references of a navigation property, if there are any.
pub(crate) fn write_references(name: &MemberName, state: &NavState, writer: &mut Writer<'_>) {
    let Some(urls) = state.bound() else { return };
    writer.name(&format!("{}{BIND}", name.name()));
    match urls {
        [url] if !state.is_bound_to_many() => writer.string(url),
        urls => {
            writer.begin_array();
            for url in urls {
                writer.item();
                writer.string(url);
            }
            writer.end_array();
        }
    }
}
