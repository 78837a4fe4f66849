//! A page that needs nothing else: the map of the types, and a script that shows it.

use serde::Serialize;

use super::map::{Area, map};
use super::{Drawing, Node, Property, Relation};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the script reads. The names are those of the types here, but for properties, of which there are many.
#[derive(Serialize)]
struct Data<'a> {
    size: (u32, u32),
    namespaces: Vec<(String, Area)>,
    types: Vec<Type<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Type<'a> {
    name: &'a str,
    namespace: usize,
    kind: &'static str,
    area: Area,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<usize>,
    #[serde(skip_serializing_if = "is_false")]
    is_abstract: bool,
    #[serde(skip_serializing_if = "is_false")]
    is_open: bool,
    #[serde(skip_serializing_if = "is_false")]
    is_chosen: bool,
    /// Name; index of the type, or its name; what the values are to the type; whether there are many.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    properties: Vec<(&'a str, Target<'a>, u8, u8)>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    members: &'a [(String, i64)],
}

#[derive(Serialize)]
#[serde(untagged)]
enum Target<'a> {
    Known(usize),
    Other(&'a str),
}

pub(super) fn render(drawing: &Drawing) -> String {
    let map = map(drawing);
    let data = Data {
        size: map.size,
        types: drawing.nodes.iter().zip(&map.types).map(|(node, area)| ty(node, *area, &map.namespaces)).collect(),
        namespaces: map.namespaces,
    };
    // Strings, numbers, lists and structures can always be written.
    let data = serde_json::to_string(&data).unwrap_or_default();
    // No text in it can end the element that it is in, or begin a comment.
    let data = data.replace('<', "\\u003c");
    let mut page = String::new();
    // Only what is between the marks of the page is looked at: a type may well be called as one of them.
    for (index, piece) in PAGE.split("<!--").enumerate() {
        match piece.split_once("-->").filter(|_| index > 0) {
            None => page.push_str(piece),
            Some((mark, rest)) => {
                page.push_str(match mark.trim() {
                    "style" => STYLE,
                    "data" => &data,
                    "script" => SCRIPT,
                    _ => "",
                });
                page.push_str(rest);
            }
        }
    }
    page
}

fn ty<'a>(node: &'a Node, area: Area, namespaces: &[(String, Area)]) -> Type<'a> {
    Type {
        name: node.name.strip_prefix(&node.namespace).map_or(&node.name, |name| name.trim_start_matches('.')),
        namespace: namespaces.iter().position(|(name, _)| *name == node.namespace).unwrap_or_default(),
        kind: node.kind.name(),
        area,
        base: node.base,
        is_abstract: node.is_abstract,
        is_open: node.is_open,
        is_chosen: node.is_chosen,
        properties: node.properties.iter().map(property).collect(),
        members: &node.members,
    }
}

fn property(property: &Property) -> (&str, Target<'_>, u8, u8) {
    let target = property.target.map_or(Target::Other(&property.type_name), Target::Known);
    let relation = match property.relation {
        Relation::Value => 0,
        Relation::Part => 1,
        Relation::Reference => 2,
    };
    (&property.name, target, relation, property.is_collection.into())
}

fn is_false(value: &bool) -> bool {
    !value
}
