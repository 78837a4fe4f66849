//! What is read is written, and read again alike.

use std::any::type_name;
use std::fmt::Debug;

use odata_runtime as runtime;
use runtime::json::{self, FromJson, ToJson};
use runtime::{CreateBody, Ieee754Compatible, UpdateBody};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::doubtful::is_doubtful;
use crate::types::for_each_type;

/// What is read can be written in every way, by `runtime::json` as by serde_json, and what was written is read as the same
/// value and written as the same text.
pub fn round_trip(text: &[u8]) {
    macro_rules! hold_each {
        ($($type:ty;)*) => { $(holds::<$type>(text);)* };
    }
    for_each_type! { hold_each }
    holds::<Vec<graph_types::AnyEntity>>(text);
}

fn holds<T: FromJson + ToJson + Serialize + Clone + PartialEq + Debug>(text: &[u8]) {
    let Ok(value) = json::from_slice::<T>(text) else { return };
    let written = write(&value);
    let again = match json::from_str::<T>(&written) {
        Ok(again) => again,
        Err(error) => panic!("{}: {error} in {written}", type_name::<T>()),
    };
    // Of two types, or two contexts, the last one may count when it is read, and the first one once it is written.
    if is_doubtful(text) {
        return;
    }
    assert_eq!(write(&again), written, "{}", type_name::<T>());
    // Nothing equals what holds a number that is none.
    let shown = format!("{value:?}");
    if !shown.contains("NaN") {
        assert!(value.clone() == value, "{}: {shown}", type_name::<T>());
        assert!(again == value, "{}: {again:?}, {shown}", type_name::<T>());
    }
    write(&CreateBody(&value));
    write(&UpdateBody(&value));
    write(&Ieee754Compatible(&value));
    write(&Ieee754Compatible(&CreateBody(&value)));
    write(&Ieee754Compatible(&UpdateBody(&value)));
}

/// Writes a value both ways, as the same text, which is JSON.
fn write<T: ToJson + Serialize>(value: &T) -> String {
    let (ours, theirs) = (json::to_string(value), serde_json::to_string(value));
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs, "{}", type_name::<T>());
            let mut reader = serde_json::Deserializer::from_str(&ours);
            let read = IgnoredAny::deserialize(&mut reader).and_then(|_| reader.end());
            assert!(read.is_ok(), "{}: {read:?} in {ours}", type_name::<T>());
            ours
        }
        (ours, theirs) => panic!("{}: {ours:?}, {theirs:?}", type_name::<T>()),
    }
}
