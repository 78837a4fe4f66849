//! Makes changes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::names::TYPE_MEMBERS;
use super::sites::member;
use super::{Change, Mutation};

/// The text of a body after the changes, and which of them were made.
///
/// A change is not made where another one took its place away, such as in a property that is `null` by now.
pub(crate) fn apply(body: &Value, mutations: &[Mutation]) -> (String, Vec<bool>) {
    let mut body = body.clone();
    let mut orders = BTreeMap::new();
    let made = mutations.iter().map(|mutation| make(&mut body, &mut orders, mutation).is_some()).collect();
    let mut json = String::new();
    write(&body, "", &orders, &mut json);
    (json, made)
}

fn make<'a>(body: &mut Value, orders: &mut BTreeMap<&'a str, &'a Change>, mutation: &'a Mutation) -> Option<()> {
    match &mutation.change {
        Change::Put(value) => put(body, &mutation.place, value.clone()),
        Change::Type { member, name } => {
            let members = body.pointer_mut(&mutation.place)?.as_object_mut()?;
            members.retain(|name, _| !TYPE_MEMBERS.contains(&name.as_str()));
            members.insert((*member).to_owned(), name.as_str().into());
            Some(())
        }
        Change::TypeLast | Change::Order(_) => {
            let members = body.pointer(&mutation.place)?.as_object()?;
            let is_typed = TYPE_MEMBERS.iter().any(|name| members.contains_key(*name));
            let has_order = members.len() > 1 && (is_typed || matches!(mutation.change, Change::Order(_)));
            has_order.then(|| orders.insert(&mutation.place, &mutation.change)).map(|_| ())
        }
    }
}

fn put(body: &mut Value, place: &str, value: Value) -> Option<()> {
    let Some((parent, last)) = place.rsplit_once('/') else {
        *body = value;
        return Some(());
    };
    match body.pointer_mut(parent)? {
        Value::Object(members) => {
            members.insert(last.replace("~1", "/").replace("~0", "~"), value);
        }
        Value::Array(items) => *items.get_mut(last.parse::<usize>().ok()?)? = value,
        _ => return None,
    }
    Some(())
}

/// Writes JSON with the members of objects in the order that is asked for.
fn write(value: &Value, place: &str, orders: &BTreeMap<&str, &Change>, json: &mut String) {
    match value {
        Value::Object(members) => {
            json.push('{');
            for (index, (name, value)) in ordered(members, orders.get(place).copied()).into_iter().enumerate() {
                json.push_str(if index > 0 { "," } else { "" });
                json.push_str(&Value::from(name).to_string());
                json.push(':');
                write(value, &member(place, name), orders, json);
            }
            json.push('}');
        }
        Value::Array(items) => {
            json.push('[');
            for (index, item) in items.iter().enumerate() {
                json.push_str(if index > 0 { "," } else { "" });
                write(item, &format!("{place}/{index}"), orders, json);
            }
            json.push(']');
        }
        value => json.push_str(&value.to_string()),
    }
}

fn ordered<'a>(members: &'a Map<String, Value>, order: Option<&Change>) -> Vec<(&'a str, &'a Value)> {
    let mut members: Vec<(usize, (&str, &Value))> =
        members.iter().map(|(name, value)| (name.as_str(), value)).enumerate().collect();
    match order {
        Some(Change::TypeLast) => members.sort_by_key(|(_, (name, _))| TYPE_MEMBERS.contains(name)),
        Some(Change::Order(numbers)) => members.sort_by_key(|(index, _)| numbers[index % numbers.len()]),
        _ => {}
    }
    members.into_iter().map(|(_, member)| member).collect()
}
