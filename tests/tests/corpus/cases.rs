//! The bodies, each with the type that it is read as.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Version;
use crate::program::Known;

/// A JSON value and the type that it is read as.
pub(crate) struct Case {
    /// The record that it is from, and where in it.
    pub(crate) record: String,
    /// The name of the crate.
    pub(crate) version: &'static str,
    /// The qualified name of the type.
    pub(crate) ty: String,
    /// How it is read.
    pub(crate) is_page: bool,
    pub(crate) body: Value,
}

/// Adds the values of all records, and returns how many records there are.
pub(crate) fn collect(version: &Version, corpus: &Path, known: &Known, cases: &mut Vec<Case>) -> usize {
    let text = fs::read_to_string(corpus.join(version.payloads)).unwrap();
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for record in &records {
        let id = record["id"].as_str().unwrap();
        let ty = record["type"].as_str().unwrap();
        let json = &record["json"];
        let mut add = |place: &str, ty: &str, is_page: bool, body: &Value| {
            cases.push(Case {
                record: format!("{id}{place}"),
                version: version.name,
                ty: ty.to_owned(),
                is_page,
                body: body.clone(),
            });
        };
        match record["shape"].as_str().unwrap() {
            "object" => add("", ty, false, json),
            "wrapped_object" | "primitive" => add("/value", ty, false, &json["value"]),
            "collection" => add("", ty, true, json),
            "parameters" => {
                for (name, value) in json.as_object().unwrap() {
                    parameter(known.parameter(ty, name), &format!("/{name}"), value, &mut add);
                }
            }
            shape => panic!("{id} is of the unknown shape {shape}"),
        }
    }
    records.len()
}

/// Adds the value of a parameter, or each item of it. What is no parameter of the action has no type.
fn parameter(ty: Option<(&str, bool)>, place: &str, value: &Value, add: &mut impl FnMut(&str, &str, bool, &Value)) {
    match (ty, value) {
        (None, _) | (_, Value::Null) => {}
        (Some((item, true)), Value::Array(items)) => {
            for (index, value) in items.iter().enumerate().filter(|(_, value)| !value.is_null()) {
                add(&format!("{place}[{index}]"), item, false, value);
            }
        }
        (Some((item, _)), value) => add(place, item, false, value),
    }
}
