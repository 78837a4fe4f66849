//! What a field takes of what comes: nothing here depends on the deserializer.

use serde_json::Value;

use super::super::enumeration::Chosen;
use super::super::foreign;
use super::super::record::{Slot, TextSlot, with_values};
use super::super::spelling::Spelling;
use super::super::values::{Form, Json, Primitive, RawText, Shown, ValueError};
use super::Fit;
use super::hierarchy::Derivable;
use super::list::Items;
use super::object::Object;
use super::text::Text;

macro_rules! forms {
    ($($show_one:ident $show_many:ident $one:ident $many:ident $type:ty;)*) => {
        /// As what a value has to come.
        pub(super) fn form(slot: &Slot<'_>) -> Form {
            match slot {
                $(Slot::$one(field) => form_of(field),)*
                Slot::Foreign(_) | Slot::Nav(_) | Slot::Extra(_) => Form::Text,
                _ => Form::Token,
            }
        }

        /// Takes a value that is no array, no object and not `null`, or refuses one.
        pub(super) fn token(slot: Slot<'_>, json: Json<'_>) -> Result<Fit, ValueError> {
            match slot {
                $(Slot::$one(field) => value(field, json),)*
                Slot::Text(field) => name(field, json),
                Slot::Record(field) => Object::Of(field.make()).take(json),
                Slot::Hierarchy(field) => Object::Derivable(Derivable::Field(field)).take(json),
                slot => Err(json.unlike(match Items::of(slot) {
                    Ok(items) => items.expected(),
                    Err(_) => "nothing".to_owned(),
                })),
            }
        }

        /// Takes any value but `null`, or refuses it.
        pub(super) fn tree(slot: Slot<'_>, json: Value) -> Result<Fit, ValueError> {
            match slot {
                $(Slot::$one(field) => value_of_tree(field, json),)*
                slot => token(slot, Json::from(&json)),
            }
        }
    };
}
with_values!(forms);

/// Takes JSON text that is not `null`.
///
/// # Errors
///
/// The complaint of a type that is not generated.
pub(super) fn text(slot: Slot<'_>, text: RawText) -> Result<Fit, String> {
    match (slot, text) {
        (Slot::Foreign(field), text) => foreign::read(field, &text).map(Fit::spelled),
        (Slot::Nav(field), RawText::Json(json)) => {
            field.set(json);
            Ok(Fit::Field)
        }
        _ => Ok(Fit::Field),
    }
}

const fn form_of<T: Primitive>(_: &Option<T>) -> Form {
    T::FORM
}

fn value_of_tree<T: Primitive>(field: &mut Option<T>, json: Value) -> Result<Fit, ValueError> {
    *field = Some(T::take_tree(json)?);
    Ok(Fit::Field)
}

fn value<T: Primitive>(field: &mut Option<T>, json: Json<'_>) -> Result<Fit, ValueError> {
    let mut came = None;
    let value = field.insert(T::take(json, &mut came)?);
    Ok(match came {
        None => Fit::Field,
        Some(came) => Fit::spelled(Spelling::new(None, came, &value.show())),
    })
}

fn name(field: &mut dyn TextSlot, json: Json<'_>) -> Result<Fit, ValueError> {
    let text = Text::of(json, field.members().odata_type())?;
    let (number, name) = field.members().find(text);
    field.set(Some(Chosen::One(number, &name)));
    let written = field.text();
    let came = text.came(written.as_deref());
    Ok(came.map_or(Fit::Field, |came| {
        Fit::spelled(Spelling::new(None, came, &Shown::Text(written.as_deref().unwrap_or_default())))
    }))
}
