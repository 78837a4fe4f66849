//! What `runtime::json` reads is what serde_json reads.

use std::any::type_name;
use std::fmt::Debug;

use odata_runtime as runtime;
use runtime::json::{self, FromJson};
use runtime::{Binary, BinaryUrl, Duration, Error, ErrorKind, Geo, Lenient, Page, Stream};
use serde::de::DeserializeOwned;

use crate::types::for_each_type;

/// Text is read by `runtime::json` as serde_json reads it: to the same value or to the same error, as far as they are said
/// to be the same.
pub fn reader(text: &[u8]) {
    if std::str::from_utf8(text).is_err() {
        // serde_json sees that only where it looks, which may be behind what is wrong otherwise.
        assert!(json::from_slice::<serde_json::Value>(text).is_err());
        assert!(json::from_slice::<graph_types::VppToken>(text).is_err());
        return;
    }
    macro_rules! compare_each {
        ($($type:ty;)*) => { $(compare::<$type>(text);)* };
    }
    for_each_type! { compare_each }
    compare::<Lenient<graph_types::VppToken>>(text);
    compare::<Lenient<Page<graph_types::AnyVppTokenActionResult>>>(text);
    // In these an error says in which item it is.
    compare_values::<Vec<serde_json::Value>>(text);
    compare_values::<Vec<graph_types::AnyEntity>>(text);
    macro_rules! compare_primitives {
        ($($type:ty;)*) => { $(compare_primitive::<$type>(text);)* };
    }
    compare_primitives! { bool; u8; i8; i16; i32; i64; String; }
    // What serde has for these is not what OData has. So it is the items of a page that are compared.
    compare::<Page<f64>>(text);
    compare::<Page<runtime::uuid::Uuid>>(text);
    compare::<Page<runtime::time::OffsetDateTime>>(text);
    compare::<Page<runtime::rust_decimal::Decimal>>(text);
    compare::<Page<Duration>>(text);
    compare::<Page<Binary>>(text);
    compare::<Page<BinaryUrl>>(text);
    compare::<Page<Geo>>(text);
    compare::<Page<Stream>>(text);
}

fn compare<T: FromJson + DeserializeOwned + PartialEq + Debug>(text: &[u8]) {
    if let Some((ours, theirs)) = compare_values::<T>(text) {
        assert!(
            [&ours, &theirs].into_iter().any(may_come_first) || what(&ours) == what(&theirs),
            "{}: {ours}, {theirs}",
            type_name::<T>()
        );
    }
}

/// Returns the errors, if it is refused.
fn compare_values<T: FromJson + DeserializeOwned + PartialEq + Debug>(text: &[u8]) -> Option<(Error, Error)> {
    match (json::from_slice::<T>(text), serde_json::from_slice::<T>(text).map_err(Error::from)) {
        (Ok(ours), Ok(theirs)) => {
            assert!(is_same(&ours, &theirs), "{}: {ours:?}, {theirs:?}", type_name::<T>());
            None
        }
        (Err(ours), Err(theirs)) => Some((ours, theirs)),
        (ours, theirs) => panic!("{}: {ours:?}, {theirs:?}", type_name::<T>()),
    }
}

/// A primitive value may come in more ways than serde_json has for its type.
fn compare_primitive<T: FromJson + DeserializeOwned + PartialEq + Debug>(text: &[u8]) {
    if let Ok(theirs) = serde_json::from_slice::<T>(text) {
        let ours = json::from_slice::<T>(text);
        assert!(ours.as_ref().is_ok_and(|ours| *ours == theirs), "{}: {ours:?}, {theirs:?}", type_name::<T>());
    }
}

/// Whether values are the same, also if there is a number in them that is none and equals nothing.
fn is_same<T: PartialEq + Debug>(one: &T, other: &T) -> bool {
    one == other || {
        let (one, other) = (format!("{one:?}"), format!("{other:?}"));
        one == other && one.contains("NaN")
    }
}

/// Whether one reader may see another fault first: of what serde_json passes over in what it hands over as text (an escape for half
/// a character, nesting that is too deep), of a number without a double, which is none here, and of a member with a name that
/// serde_json keeps for itself.
fn may_come_first(error: &Error) -> bool {
    let message = error.to_string();
    let starts = ["unexpected end of hex escape", "lone ", "recursion limit exceeded", "number out of range"];
    starts.iter().any(|start| message.starts_with(start)) || message.contains("expected raw value")
}

/// What is wrong: with a value, what the message says; with the text, in which line that is.
fn what(error: &Error) -> (bool, String, usize) {
    let message = error.to_string();
    // serde_json says of a line break in a string that it is in the next line.
    let line = if message.starts_with("control character") { 0 } else { error.line().unwrap_or_default() };
    // It says of a number without a double that the text is wrong, which it is not.
    let is_of_value = matches!(error.kind(), ErrorKind::Mismatch | ErrorKind::TooDeep)
        || ["number out of range", "recursion limit exceeded"].iter().any(|start| message.starts_with(start));
    if is_of_value {
        (true, message.split(" at line ").next().unwrap_or_default().to_owned(), 0)
    } else {
        (false, String::new(), line)
    }
}
