//! Enums of named values, and sets of their members.

mod flags;
mod form;
mod slots;
mod unrecognized;

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

pub(crate) use self::flags::FlagSet;
pub use self::flags::Flags;
pub(crate) use self::form::EnumForm;
pub(crate) use self::slots::{EnumSlot, EnumValue, EnumsSlot};
pub use self::unrecognized::{NotFound, UnrecognizedMember};
use crate::schema::{Members, UNRECOGNIZED};
use crate::syntax::{Error, Reader, Writer};

/// An enum with a variant for each member of an enum type, and one for names that it does not know.
#[doc(hidden)]
pub trait Enumeration: Sized + Clone + Eq + fmt::Debug + 'static {
    /// The members by number.
    fn members() -> &'static Members;
    /// The number of the member; [`UNRECOGNIZED`] and the name if it is not known.
    fn number(&self) -> (usize, &str);
    /// The member of a number; one that is not known if there is none.
    fn make(number: usize, unrecognized: NotFound<'_>) -> Self;
}

/// All members of an enum type, in the order of the metadata.
pub type All<E> = std::iter::Map<std::ops::Range<usize>, fn(usize) -> E>;

/// The members that a name, a number or several of them stand for.
impl Members {
    /// The member of a name, or of a value; if there is none, the name or the digits.
    pub(crate) fn find<'t>(&self, form: EnumForm<'t>) -> (usize, Cow<'t, str>) {
        let digits = match form {
            EnumForm::Name(name) => {
                let number = self.by_name(name).or_else(|| self.by_value(name.parse().ok()?));
                return (number.unwrap_or(UNRECOGNIZED), Cow::Borrowed(name));
            }
            EnumForm::Number(value) => match self.by_value(value) {
                Some(number) => return (number, Cow::Borrowed("")),
                None => value.to_string(),
            },
            EnumForm::Large(value) => value.to_string(),
        };
        (UNRECOGNIZED, Cow::Owned(digits))
    }

    /// The name of a member, or the names of several.
    pub(crate) fn names<'v>(&self, value: EnumValue<'v>) -> Cow<'v, str> {
        match value {
            EnumValue::Member(number, name) => Cow::Borrowed(self.name_of(number, name)),
            EnumValue::Flags(set) => set.names(self),
        }
    }
}

/// The name of a member.
pub fn name<E: Enumeration>(member: &E) -> &str {
    let (number, name) = member.number();
    E::members().name_of(number, name)
}

/// The value of a member; of a name that is not known, if it is a number.
pub fn value<E: Enumeration>(member: &E) -> Option<i64> {
    match member.number() {
        (UNRECOGNIZED, name) => name.parse().ok(),
        (number, _) => E::members().value(number),
    }
}

/// The member of a name, or of a value in digits.
pub fn parse<E: Enumeration>(text: &str) -> E {
    found(EnumForm::Name(text))
}

fn found<E: Enumeration>(form: EnumForm<'_>) -> E {
    let (number, name) = E::members().find(form);
    make(number, &name)
}

/// The member of a number, or the one that is not known and has this name.
fn make<E: Enumeration>(number: usize, unrecognized: &str) -> E {
    E::make(number, NotFound(unrecognized))
}

/// All members.
pub fn all<E: Enumeration>() -> All<E> {
    (0..E::members().count()).map(|number| make(number, ""))
}

/// A copy of a member.
pub fn clone<E: Enumeration>(member: &E) -> E {
    let (number, name) = member.number();
    make(number, name)
}

/// Shows the name of a member.
pub fn debug<E: Enumeration>(member: &E, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    show_name(name(member), formatter)
}

/// Feeds a member to a hasher.
pub fn hash<E: Enumeration, H: Hasher>(member: &E, state: &mut H) {
    member.number().hash(state);
}

/// Reads a name or a value.
pub fn read<E: Enumeration>(reader: &mut Reader<'_>) -> Result<E, Error> {
    match EnumForm::of(reader.token()?, E::members().odata_type()) {
        Ok(form) => Ok(found(form)),
        Err(error) => Err(reader.refuse(error)),
    }
}

/// Writes the name of a member.
pub fn write<E: Enumeration>(member: &E, writer: &mut Writer<'_>) -> Result<(), Error> {
    writer.string(name(member));
    Ok(())
}

/// Shows the name of a member or several, without quotes unless it is no name at all: it comes from elsewhere and may be
/// anything.
pub(crate) fn show_name(name: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let is_plain = |character: char| character.is_alphanumeric() || matches!(character, '_' | ',' | '-' | '.');
    let is_name = |part: &str| !part.is_empty() && part.chars().all(is_plain);
    if name.split(", ").all(is_name) { formatter.write_str(name) } else { write!(formatter, "{name:?}") }
}
