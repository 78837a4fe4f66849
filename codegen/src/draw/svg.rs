//! A picture: boxes with the properties that lead to other boxes, and lines from them.

use super::layers::{Line, Size, layout};
use super::{Drawing, Node};

const STYLE: &str = include_str!("svg.css");

/// Lengths are in pixels.
const MARGIN: f64 = 16.0;
const PADDING: f64 = 10.0;
const HEAD: f64 = 26.0;
const ROW: f64 = 18.0;
const HEAD_FONT: f64 = 13.0;
const ROW_FONT: f64 = 12.0;

pub(super) fn render(drawing: &Drawing) -> String {
    let rows: Vec<Vec<(String, usize)>> = (0..drawing.nodes.len()).map(|index| rows(drawing, index)).collect();
    let sizes: Vec<Size> = drawing.nodes.iter().zip(&rows).map(|(node, rows)| size(node, rows)).collect();
    let mut lines = Vec::new();
    // Lines from a box to itself are not laid out.
    let mut loops = Vec::new();
    for (index, node) in drawing.nodes.iter().enumerate() {
        if let Some(base) = node.base {
            lines.push(("base", Line { from: (base, HEAD / 2.0), to: (index, HEAD / 2.0) }));
        }
        for (row, (_, target)) in rows[index].iter().enumerate() {
            let line = Line { from: (index, HEAD + ROW * (row as f64 + 0.5)), to: (*target, HEAD / 2.0) };
            if *target == index { loops.push((index, line.from.1)) } else { lines.push(("part", line)) }
        }
    }
    let plain: Vec<Line> = lines.iter().map(|(_, line)| *line).collect();
    let layout = layout(&sizes, &plain);
    let (width, height) = (layout.width + 2.0 * MARGIN + 12.0, layout.height + 2.0 * MARGIN);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"{:.0} {:.0} \
         {width:.0} {height:.0}\" role=\"img\" aria-label=\"{}\">\n<style>\n{STYLE}</style>\n<defs>\n\
         <marker id=\"open\" viewBox=\"0 0 12 12\" refX=\"1\" refY=\"6\" markerWidth=\"12\" markerHeight=\"12\" \
         orient=\"auto\"><path class=\"open\" d=\"M11 1 1 6l10 5z\"/></marker>\n\
         <marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" \
         orient=\"auto\"><path class=\"tip\" d=\"M0 0 8 4 0 8z\"/></marker>\n</defs>\n\
         <rect class=\"paper\" x=\"{:.0}\" y=\"{:.0}\" width=\"100%\" height=\"100%\"/>\n",
        -MARGIN,
        -MARGIN,
        escaped(&description(drawing)),
        -MARGIN,
        -MARGIN,
    );
    for ((class, _), route) in lines.iter().zip(&layout.routes) {
        text.push_str(&format!("<path class=\"{class}\" d=\"{}\"/>\n", path(route)));
    }
    for (index, y) in loops {
        let (left, top) = layout.places[index];
        let (x, from, to) = (left + sizes[index].width, top + y, top + HEAD / 2.0);
        let around = x + 22.0;
        text.push_str(&format!(
            "<path class=\"part\" d=\"M{x:.1} {from:.1}C{around:.1} {from:.1} {around:.1} {to:.1} {x:.1} {to:.1}\"/>\n"
        ));
    }
    for (index, node) in drawing.nodes.iter().enumerate() {
        text.push_str(&shape(node, layout.places[index], sizes[index], &rows[index]));
    }
    text.push_str("</svg>\n");
    text
}

/// The properties that lead to types of the drawing, as they are shown.
fn rows(drawing: &Drawing, index: usize) -> Vec<(String, usize)> {
    let row = |(property, target): (&super::Property, usize)| {
        let label = &drawing.nodes[target].label;
        (format!("{}: {label}{}", property.name, if property.is_collection { "[]" } else { "" }), target)
    };
    drawing.parts(index).map(row).collect()
}

fn size(node: &Node, rows: &[(String, usize)]) -> Size {
    let head = text_width(&node.label, HEAD_FONT) * 1.06;
    let width = rows.iter().map(|(row, _)| text_width(row, ROW_FONT)).fold(head, f64::max);
    let below = if rows.is_empty() { 0.0 } else { ROW * rows.len() as f64 + 4.0 };
    Size { width: (width + 2.0 * PADDING).ceil(), height: HEAD + below }
}

fn shape(node: &Node, (x, y): (f64, f64), size: Size, rows: &[(String, usize)]) -> String {
    let mut class = node.kind.name().to_owned();
    if node.is_abstract {
        class.push_str(" abstract");
    }
    if node.is_chosen {
        class.push_str(" chosen");
    }
    let what = format!("{}{}", if node.is_abstract { "abstract " } else { "" }, node.kind.long_name());
    let mut text = format!(
        "<g class=\"{class}\">\n<title>{} ({what})</title>\n\
         <rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"4\"/>\n\
         <text class=\"name\" x=\"{:.1}\" y=\"{:.1}\">{}</text>\n",
        escaped(&node.name),
        size.width,
        size.height,
        x + PADDING,
        y + HEAD - 8.5,
        escaped(&node.label),
    );
    if !rows.is_empty() {
        let line = y + HEAD;
        text.push_str(&format!("<path class=\"rule\" d=\"M{x:.1} {line:.1}h{:.1}\"/>\n", size.width));
    }
    for (row, (label, _)) in rows.iter().enumerate() {
        let (x, y) = (x + PADDING, y + HEAD + ROW * (row as f64 + 1.0) - 5.0);
        text.push_str(&format!("<text x=\"{x:.1}\" y=\"{y:.1}\">{}</text>\n", escaped(label)));
    }
    text.push_str("</g>\n");
    text
}

/// A curve between columns, and straight on beside the boxes of a column.
fn path(route: &[(f64, f64)]) -> String {
    let mut text = String::new();
    for pair in route.chunks_exact(2) {
        let [(x, y), (to_x, to_y)] = [pair[0], pair[1]];
        let bend = (to_x - x) / 2.0;
        let command = if text.is_empty() { 'M' } else { 'L' };
        text.push_str(&format!(
            "{command}{x:.1} {y:.1}C{:.1} {y:.1} {:.1} {to_y:.1} {to_x:.1} {to_y:.1}",
            x + bend,
            to_x - bend
        ));
    }
    text
}

fn description(drawing: &Drawing) -> String {
    let chosen: Vec<&str> = drawing.nodes.iter().filter(|node| node.is_chosen).map(|node| node.name.as_str()).collect();
    match chosen.as_slice() {
        [name] => format!("{name} and the types around it"),
        _ if drawing.nodes.len() == 1 => drawing.nodes[0].name.clone(),
        _ => format!("{} types", drawing.nodes.len()),
    }
}

/// How wide a text is at most, in the widest of the usual fonts without serifs.
fn text_width(text: &str, font: f64) -> f64 {
    let ems = |character: char| match character {
        'i' | 'j' | 'l' | 'I' | '.' | ':' | ' ' | '[' | ']' | '\'' => 0.38,
        'f' | 'r' | 't' => 0.46,
        'm' | 'w' | 'M' | 'W' => 1.0,
        'A'..='Z' => 0.8,
        '\0'..='\x7f' => 0.65,
        '\u{80}'..='\u{2e7f}' => 0.9,
        _ => 1.1,
    };
    text.chars().map(ems).sum::<f64>() * font
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
