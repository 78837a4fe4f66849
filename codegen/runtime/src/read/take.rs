//! What a field takes of what comes: nothing here depends on the deserializer.

use serde_json::Value;

use super::super::enumeration::Chosen;
use super::super::record::{Slot, TextSlot, ValueSlot};
use super::super::spelling::Spelling;
use super::super::values::{Form, Json, RawText, Shown, ValueError};
use super::Fit;
use super::hierarchy::Derivable;
use super::list::Items;
use super::object::Object;
use super::text::Text;

/// As what a value has to come.
pub(super) fn form(slot: &Slot<'_>) -> Form {
    match slot {
        Slot::Value(field) => field.form(),
        Slot::Foreign(_) | Slot::Nav(_) | Slot::Extra(_) => Form::Text,
        _ => Form::Token,
    }
}

/// Takes a value that is no array, no object and not `null`, or refuses one.
pub(super) fn token(slot: Slot<'_>, json: Json<'_>) -> Result<Fit, ValueError> {
    match slot.plain() {
        Slot::Value(field) => value(field, json),
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
pub(super) fn tree(slot: Slot<'_>, json: &mut Value) -> Result<Fit, ValueError> {
    match slot.plain() {
        Slot::Value(field) => field.take_tree(json).map(|()| Fit::Field),
        slot => token(slot, Json::from(&*json)),
    }
}

/// Takes JSON text that is not `null`.
///
/// # Errors
///
/// The complaint of a type that is not generated.
pub(super) fn text(slot: Slot<'_>, text: RawText) -> Result<Fit, String> {
    match (slot, text) {
        (Slot::Foreign(field), text) => Ok(Fit::came(None, field.set(text.as_str())?)),
        (Slot::Nav(field), RawText::Json(json)) => {
            field.read(json);
            Ok(Fit::Field)
        }
        _ => Ok(Fit::Field),
    }
}

fn value(field: &mut dyn ValueSlot, json: Json<'_>) -> Result<Fit, ValueError> {
    let Some(came) = field.take(json)? else { return Ok(Fit::Field) };
    Ok(Fit::spelled(field.show().and_then(|shown| Spelling::new(None, came, &shown))))
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
