//! The lexical forms of enum values.

use crate::syntax::{Number, Token, ValueError};
use crate::values::whole;

/// What stands for the value of an enum type: a name, or a number.
#[derive(Clone, Copy)]
pub(crate) enum EnumForm<'a> {
    /// The name of a member, or names separated by commas.
    Name(&'a str),
    /// The value of a member.
    Number(i64),
    /// A number that is too large for any member.
    Large(u64),
}

impl<'a> EnumForm<'a> {
    /// What a token says of an enum type.
    pub(crate) fn of(token: Token<'a>, csdl: &'static str) -> Result<Self, ValueError> {
        match (token, whole(token)) {
            (Token::String(name), _) => Ok(Self::Name(name)),
            (_, Some(number)) => Ok(Self::Number(number)),
            (Token::Number(Number::Unsigned(number)), None) => Ok(Self::Large(number)),
            _ => Err(token.unlike(format!("a member of {csdl}"))),
        }
    }

    /// Whether it is not the name or names that are written.
    pub(crate) fn differs(self, written: &str) -> bool {
        !matches!(self, Self::Name(name) if name == written)
    }

    /// The JSON text that it is.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Name(name) => serde_json::Value::from(name).to_string(),
            Self::Number(number) => number.to_string(),
            Self::Large(number) => number.to_string(),
        }
    }
}
