//! JSON of any kind as a tree.

use std::fmt::Write as _;
use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::reader::Number;
use super::{Error, ErrorKind, Reader, Token, Writer};

impl Reader<'_> {
    /// Reads any value, numbers as serde_json keeps them.
    pub(crate) fn tree(&mut self) -> Result<Value, Error> {
        if let Some(mut members) = self.begin_object()? {
            let mut tree = Map::new();
            while members.next(self)? {
                let name = self.name()?.to_owned();
                let value = self.tree()?;
                tree.insert(name, value);
            }
            return Ok(Value::Object(tree));
        }
        if let Some(mut items) = self.begin_array()? {
            let mut tree = Vec::new();
            while items.next(self)? {
                tree.push(self.tree()?);
            }
            return Ok(Value::Array(tree));
        }
        let tree = self.token()?.to_tree();
        tree.ok_or_else(|| self.refuse(Error::new(ErrorKind::Mismatch, "number out of range")))
    }
}

impl Token<'_> {
    /// The value as a tree, unless it is a number that is too large for one. What an array or an object holds is not known.
    pub(crate) fn to_tree(self) -> Option<Value> {
        Some(match self {
            Self::Null => Value::Null,
            Self::Bool(value) => value.into(),
            Self::Number(Number::Unsigned(value)) => value.into(),
            Self::Number(Number::Signed(value)) => value.into(),
            Self::Number(Number::Digits(digits)) => Value::Number(number(digits)?),
            Self::String(text) => text.into(),
            Self::Array => Value::Array(Vec::new()),
            Self::Object => Value::Object(Map::new()),
        })
    }
}

/// The number that these digits are, as a tree has it: with all of them in a program that has switched on the feature
/// `arbitrary_precision` of serde_json.
fn number(digits: &str) -> Option<serde_json::Number> {
    if keeps_digits() {
        return digits.parse().ok();
    }
    serde_json::Number::from_f64(digits.parse().ok()?)
}

/// Whether numbers of trees keep all digits that they have.
fn keeps_digits() -> bool {
    static KEEPS: OnceLock<bool> = OnceLock::new();
    const DIGITS: &str = "0.10";
    *KEEPS.get_or_init(|| DIGITS.parse().is_ok_and(|number: serde_json::Number| number.to_string() == DIGITS))
}

/// Does something with a tree as a token.
pub(crate) fn with_token<R>(tree: &Value, read: impl FnOnce(Token<'_>) -> R) -> R {
    let digits;
    read(match tree {
        Value::Null => Token::Null,
        Value::Bool(value) => Token::Bool(*value),
        Value::Number(number) => Token::Number(match (number.as_u64(), number.as_i64()) {
            (Some(value), _) => Number::Unsigned(value),
            (None, Some(value)) => Number::Signed(value),
            (None, None) => {
                digits = number.to_string();
                Number::Digits(&digits)
            }
        }),
        Value::String(text) => Token::String(text),
        Value::Array(_) => Token::Array,
        Value::Object(_) => Token::Object,
    })
}

impl Writer<'_> {
    /// Writes any value.
    pub(crate) fn tree(&mut self, tree: &Value) {
        match tree {
            Value::Null => self.null(),
            Value::Bool(value) => self.bool(*value),
            Value::Number(number) => match number.as_i64().filter(|_| !keeps_digits()) {
                Some(value) => self.whole(value),
                // Writing to a vector cannot fail.
                None => _ = write!(self.raw_text(), "{number}"),
            },
            Value::String(text) => self.string(text),
            Value::Array(items) => {
                self.begin_array();
                for item in items {
                    self.item();
                    self.tree(item);
                }
                self.end_array();
            }
            Value::Object(members) => {
                self.begin_object();
                for (name, value) in members {
                    self.name(name);
                    self.tree(value);
                }
                self.end_object();
            }
        }
    }
}
