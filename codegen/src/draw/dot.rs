//! The language of Graphviz: <https://graphviz.org/doc/info/lang.html>.

use super::{Drawing, Kind, Property};

/// Lines go from base to derived type and from whole to part, so that those are above.
pub(super) fn render(drawing: &Drawing) -> String {
    let mut text = String::from(
        "// A line with an open arrow goes to the base type, one with a diamond begins at what has the property.\n\
         digraph {\n  graph [rankdir=LR, ranksep=1]\n  node [shape=box, fontname=\"sans-serif\"]\n  \
         edge [fontname=\"sans-serif\", fontsize=10, dir=back]\n",
    );
    for node in &drawing.nodes {
        let mut styles = Vec::new();
        if node.kind == Kind::Complex {
            styles.push("rounded");
        }
        if node.is_abstract {
            styles.push("dashed");
        }
        if node.is_chosen {
            styles.push("bold");
        }
        let style = if styles.is_empty() { String::new() } else { format!(", style=\"{}\"", styles.join(",")) };
        let (name, label) = (quoted(&node.name), quoted(&node.label));
        text.push_str(&format!("  {name} [label={label}{style}, tooltip={}]\n", quoted(node.kind.long_name())));
    }
    for (index, node) in drawing.nodes.iter().enumerate() {
        if let Some(base) = node.base {
            let (base, name) = (quoted(&drawing.nodes[base].name), quoted(&node.name));
            text.push_str(&format!("  {base} -> {name} [arrowtail=empty]\n"));
        }
        for (target, properties) in drawing.parts_by_type(index) {
            let (name, target) = (quoted(&node.name), quoted(&drawing.nodes[target].name));
            let label = properties.into_iter().map(Property::label).collect::<Vec<_>>().join("\n");
            text.push_str(&format!("  {name} -> {target} [arrowtail=diamond, label={}]\n", quoted(&label)));
        }
    }
    text.push_str("}\n");
    text
}

/// A quoted string: in it a backslash begins an escape, such as that of a new line.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
