//! Where in the JSON an error is.
//!
//! The error of a value says what was expected and what was found. On its way out each level puts its step in front, so
//! that the path costs nothing while all goes well. Errors of the JSON text itself, such as a missing bracket, are left
//! as they are: they have a line and a column, and callers may want to tell them apart.

use std::fmt::Display;

use serde::de::Error;

/// An error in a property of an object of some type, which the message names if no deeper level has.
#[cold]
pub(super) fn in_property<E: Error>(error: E, property: &str, rust: &str, csdl: &str) -> E {
    let message = error.to_string();
    if let Some(rest) = message.strip_prefix(OPEN) {
        let joint = joint(rest);
        // The steps since then may have been those of a list, which does not say of which type it is.
        return match rest.split_once('`') {
            Some((path, rest)) if rest.starts_with(':') => {
                E::custom(format_args!("{OPEN}{property}{joint}{path}` of {rust} ({csdl}){rest}"))
            }
            _ => E::custom(format_args!("{OPEN}{property}{joint}{rest}")),
        };
    }
    if is_about_a_value(&message) {
        return E::custom(format_args!("{OPEN}{property}` of {rust} ({csdl}): {message}"));
    }
    error
}

/// An error in a member of an object that is of no generated type.
#[cold]
pub(super) fn in_member<E: Error>(error: E, member: &str) -> E {
    step(error, member)
}

/// An error in an item of an array.
#[cold]
pub(super) fn in_item<E: Error>(error: E, index: usize) -> E {
    step(error, format_args!("[{index}]"))
}

/// An error in an item of an array, as the item of another array: of that with the number at the same place of a list. What is
/// said of the place in the text does not hold for that.
#[cold]
pub(super) fn in_item_of(error: &serde_json::Error, numbers: &[usize]) -> serde_json::Error {
    let message = without_position(error);
    let rest = message.strip_prefix(OPEN).and_then(|path| path.strip_prefix('[')?.split_once(']'));
    let number = rest.and_then(|(index, rest)| Some((numbers.get(index.parse::<usize>().ok()?)?, rest)));
    match number {
        Some((number, rest)) => serde_json::Error::custom(format_args!("{OPEN}[{number}]{rest}")),
        None => serde_json::Error::custom(message),
    }
}

/// The message of an error without the place in the text, for text that is a part of another.
#[cold]
pub(super) fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&position).unwrap_or(&message).to_owned()
}

/// The path of an error in a property, and what the message says after it: the types, what was expected, what was found.
pub(super) fn split(message: &str) -> Option<(&str, &str)> {
    message.strip_prefix(OPEN)?.split_once("` of ")
}

/// The path that a message begins with.
pub(super) fn of(message: &str) -> Option<&str> {
    message.strip_prefix(OPEN)?.split_once('`').map(|(path, _)| path)
}

/// Whether a message begins with a path.
pub(super) fn has_path(message: &str) -> bool {
    message.starts_with(OPEN)
}

/// How a path begins in a message.
const OPEN: &str = "at `";

fn step<E: Error>(error: E, step: impl Display) -> E {
    let message = error.to_string();
    if let Some(rest) = message.strip_prefix(OPEN) {
        return E::custom(format_args!("{OPEN}{step}{}{rest}", joint(rest)));
    }
    if is_about_a_value(&message) {
        return E::custom(format_args!("{OPEN}{step}`: {message}"));
    }
    error
}

/// What stands between a step and the rest of a path.
pub(super) fn joint(rest: &str) -> &'static str {
    if rest.starts_with('[') { "" } else { "." }
}

/// Whether a message is about a value and not about the text: of the form that the values of this crate complain in, or of
/// one of those that serde has for types of users and for numbers that are too large.
fn is_about_a_value(message: &str) -> bool {
    const SERDE: [&str; 8] = [
        "invalid type: ",
        "invalid value: ",
        "invalid length ",
        "unknown variant ",
        "unknown field ",
        "missing field ",
        "duplicate field ",
        "number out of range",
    ];
    message.starts_with("expected ") && message.contains(", found ")
        || SERDE.iter().any(|start| message.starts_with(start))
}
