//! Class diagrams of Mermaid: <https://mermaid.js.org/syntax/classDiagram.html>.

use std::collections::HashSet;

use super::{Drawing, Property};

pub(super) fn render(drawing: &Drawing) -> String {
    let ids = ids(drawing);
    let mut text = String::from("classDiagram\n  direction LR\n");
    for (node, id) in drawing.nodes.iter().zip(&ids) {
        text.push_str(&format!("  class {id}[\"{}\"]\n", escaped(&node.label)));
        if node.is_abstract {
            text.push_str(&format!("  <<abstract>> {id}\n"));
        }
    }
    for (index, (node, id)) in drawing.nodes.iter().zip(&ids).enumerate() {
        if let Some(base) = node.base {
            text.push_str(&format!("  {} <|-- {id}\n", ids[base]));
        }
        for (target, properties) in drawing.parts_by_type(index) {
            let label = properties.into_iter().map(Property::label).collect::<Vec<_>>().join(", ");
            text.push_str(&format!("  {id} *-- {} : {}\n", ids[target], escaped(&label)));
        }
    }
    text
}

/// Identifiers of the types, made of their names so that they stay when others come and go.
fn ids(drawing: &Drawing) -> Vec<String> {
    let mut taken = HashSet::new();
    drawing
        .nodes
        .iter()
        .map(|node| {
            let mut id = String::new();
            for character in node.name.chars() {
                match character {
                    'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => id.push(character),
                    '.' => id.push('_'),
                    other => id.push_str(&format!("u{:x}", u32::from(other))),
                }
            }
            while !taken.insert(id.clone()) {
                id.push('_');
            }
            id
        })
        .collect()
}

/// Text between quotes or after a colon: what means something there is written as an entity code.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '.' | ' ' | ',' | '_' | '[' | ']' => escaped.push(character),
            other if other.is_alphanumeric() => escaped.push(other),
            other => escaped.push_str(&format!("#{};", u32::from(other))),
        }
    }
    escaped
}
