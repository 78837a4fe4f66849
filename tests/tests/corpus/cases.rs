//! The bodies, each with the type that it is read as.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::Version;
use crate::program::Known;

/// A JSON value and the type that it is read as.
#[derive(Clone)]
pub(crate) struct Case {
    /// The record that it is from, and where in it.
    pub(crate) record: String,
    /// The name of the crate.
    pub(crate) version: &'static str,
    /// The qualified name of the type.
    pub(crate) ty: String,
    /// How it is read.
    pub(crate) is_page: bool,
    /// The text of the value, in one line.
    pub(crate) json: String,
}

impl Case {
    /// The value.
    pub(crate) fn body(&self) -> Value {
        serde_json::from_str(&self.json).unwrap()
    }
}

/// The members of a JSON object, each as its text, so that the order of what is in it stays.
type Members<'a> = BTreeMap<&'a str, &'a RawValue>;

/// Adds the values of all records, and returns how many records there are.
pub(crate) fn collect(version: &Version, corpus: &Path, known: &Known, cases: &mut Vec<Case>) -> usize {
    let text = fs::read_to_string(corpus.join(version.payloads)).unwrap();
    for line in text.lines() {
        let record: Members<'_> = serde_json::from_str(line).unwrap();
        let field = |name: &str| serde_json::from_str::<&str>(record[name].get()).unwrap();
        let (id, ty, json) = (field("id"), field("type"), record["json"]);
        let members = || serde_json::from_str::<Members<'_>>(json.get()).unwrap();
        let mut add = |place: &str, ty: &str, is_page: bool, json: &RawValue| {
            cases.push(Case {
                record: format!("{id}{place}"),
                version: version.name,
                ty: ty.to_owned(),
                is_page,
                json: json.get().to_owned(),
            });
        };
        match field("shape") {
            "object" => add("", ty, false, json),
            "wrapped_object" | "primitive" => add("/value", ty, false, members()["value"]),
            "collection" => add("", ty, true, json),
            "parameters" => {
                for (name, value) in members() {
                    parameter(known.parameter(ty, name), &format!("/{name}"), value, &mut add);
                }
            }
            shape => panic!("{id} is of the unknown shape {shape}"),
        }
    }
    text.lines().count()
}

/// Adds the value of a parameter, or each item of it. What is no parameter of the action has no type.
fn parameter(
    ty: Option<(&str, bool)>,
    place: &str,
    value: &RawValue,
    add: &mut impl FnMut(&str, &str, bool, &RawValue),
) {
    let Some((item, is_collection)) = ty else { return };
    let is_null = |value: &RawValue| value.get() == "null";
    match serde_json::from_str::<Vec<&RawValue>>(value.get()) {
        Ok(items) if is_collection => {
            for (index, value) in items.into_iter().enumerate().filter(|(_, value)| !is_null(value)) {
                add(&format!("{place}[{index}]"), item, false, value);
            }
        }
        _ if is_null(value) => {}
        _ => add(place, item, false, value),
    }
}
