//! Objects.

use serde::de::{Error, MapAccess};
use serde_json::Value;

use super::super::answer;
use super::super::meta::Meta;
use super::super::record::{Record, with_extra};
use super::super::values::{Json, ValueError, custom};
use super::hierarchy::{Derivable, read_derived};
use super::{Fit, Progress, read_members};

/// A place for an object.
pub(super) enum Object<'a> {
    /// A new struct.
    Of(&'a mut dyn Record),
    /// A place for a struct of a type or of one derived from it.
    Derivable(Derivable<'a>),
}

impl<'a> Object<'a> {
    /// A new struct that stands for JSON of any kind, as its type has no properties.
    ///
    /// # Errors
    ///
    /// What the object is expected to be, if its type has properties.
    pub(super) fn into_any(self) -> Result<&'a mut dyn Record, String> {
        let (record, expected) = match self {
            Self::Of(record) => {
                let expected = expected(record.meta());
                (record, expected)
            }
            Self::Derivable(place) => {
                let expected = format!("an object of {}", place.types().base());
                (place.into_base(), expected)
            }
        };
        if record.meta().properties().is_empty() { Ok(record) } else { Err(expected) }
    }

    /// Takes a value that is no object, or refuses it.
    #[cold]
    pub(super) fn take(self, json: Json<'_>) -> Result<Fit, ValueError> {
        match self.into_any() {
            Ok(record) => Ok(take_any(record, json.to_value())),
            Err(expected) => Err(json.unlike(expected)),
        }
    }
}

/// Takes any value that is no object for a struct that stands for JSON of any kind.
pub(super) fn take_any(record: &mut dyn Record, json: Value) -> Fit {
    with_extra(record, |extra| extra.set_whole(json));
    Fit::Field
}

/// What an object of a type is expected to be.
pub(super) fn expected(meta: &Meta) -> String {
    format!("an object of {}", meta.odata_type())
}

/// Reads an object, which is all of an answer or a part of another object.
pub(super) fn read_object<'de, A: MapAccess<'de>>(
    object: Object<'_>,
    is_whole: bool,
    map: &mut A,
) -> Result<(), A::Error> {
    match object {
        Object::Of(record) => {
            read_members(record, &mut Progress::new(map), map)?;
            check(record, is_whole)
        }
        Object::Derivable(place) => read_derived(place, is_whole, map),
    }
}

/// Makes sure that what is all of an answer can be an object of its type.
#[inline]
pub(super) fn check<E: Error>(record: &dyn Record, is_whole: bool) -> Result<(), E> {
    if is_whole { answer::refuse_other(record).map_err(custom) } else { Ok(()) }
}
