//! An explanation as text for a terminal.

use anstyle::Style;
use termtree::Tree;

use super::{Derived, Explanation, Operation, Others, Place, Reference, Step, Why};
use crate::table::{Align, Table};

const BOLD: Style = Style::new().bold();
/// How many navigation properties are named that lead to a type which is not selected.
const MOST_NAVIGATION: usize = 10;

/// The explanation in sections, of which the empty ones are left out; names are cut to fit into a width.
pub(crate) fn text(explanation: &Explanation, width: Option<usize>) -> String {
    let mut text = head(explanation);
    let sections = [
        ("Why", why(&explanation.name, &explanation.selection)),
        ("Properties", properties(explanation, width)),
        ("Members", members(explanation, width)),
        ("Derived types", derived(explanation)),
        ("Referred to by", referrers(explanation, width)),
        ("Operations", operations(&explanation.operations, &explanation.name)),
    ];
    for (title, section) in sections.into_iter().filter(|(_, section)| !section.is_empty()) {
        text.push_str(&format!("\n{BOLD}{title}{BOLD:#}\n{section}"));
    }
    text
}

/// What has a name that no type has: places in a few lines each, and then the operations.
pub(crate) fn of_others(others: &Others) -> String {
    let mut parts: Vec<String> = others.service.iter().map(place).collect();
    parts.extend(
        (!others.operations.is_empty())
            .then(|| format!("{BOLD}Operations{BOLD:#}\n{}", operations(&others.operations, ""))),
    );
    parts.join("\n")
}

fn place(place: &Place) -> String {
    let of = place.container.as_ref().map_or_else(String::new, |container| format!(" of {container}"));
    let mut table = Table::headless();
    let mut row = |name: &str, value: String| table.row(["".to_owned(), name.to_owned(), value]);
    if let Some(ty) = &place.ty {
        row("type", ty.clone());
        let item = ty.trim_start_matches("Collection(").trim_end_matches(')');
        if !item.starts_with("Edm.") {
            row("", format!("`csdl-codegen explain {item}` says what it has"));
        }
    }
    if let Some(rust) = &place.rust {
        row(if place.container.is_some() { "request" } else { "Rust" }, rust.clone());
    }
    if let Some(why) = place.left_out {
        row("request", format!("none: it {why}"));
    }
    if place.container.is_none() {
        row("has", "what `csdl-codegen list --requests` shows after the types".to_owned());
    }
    format!("{BOLD}{}{BOLD:#}: {}{of}\n{}", place.name, place.kind, table.text(None))
}

fn head(explanation: &Explanation) -> String {
    let kind = explanation.kind.long_name();
    let traits: String = explanation.traits.iter().map(|name| format!("{name} ")).collect();
    let mut text = format!("{BOLD}{}{BOLD:#}: {traits}{kind}\n", explanation.name);
    for line in explanation.description.iter() {
        text.push_str(&format!("{line}\n"));
    }
    let mut table = Table::headless();
    let mut row = |name: &str, value: String| table.row(["".to_owned(), name.to_owned(), value]);
    if let Some(note) = &explanation.deprecated {
        row("deprecated", if note.is_empty() { "yes".to_owned() } else { note.clone() });
    }
    match (&explanation.rust, &explanation.selection) {
        (Some(rust), _) => {
            row("Rust", rust.path.clone());
            if let Some(hierarchy) = &rust.hierarchy {
                row("", format!("{hierarchy}, of it and its derived types"));
            }
            if let Some(request) = &rust.request {
                row("request", request.clone());
            }
        }
        (None, Why::Replaced { by }) => row("Rust", format!("{by}, in its place")),
        (None, _) => row("Rust", "not generated".to_owned()),
    }
    if let Some(underlying) = &explanation.underlying {
        row("values", underlying.clone());
    }
    if !explanation.bases.is_empty() {
        row("base", explanation.bases.join(" ◂ "));
    }
    if !explanation.key.is_empty() {
        row("key", explanation.key.join(", "));
    }
    text + &table.text(None)
}

fn why(name: &str, why: &Why) -> String {
    match why {
        Why::All => "  All types are generated: there is no pattern.\n".to_owned(),
        Why::Chosen { pattern, start, steps } => {
            let mut text = match pattern {
                Some(pattern) => format!("  {start}: included by `{pattern}`\n"),
                None => format!("  {start}: all types are included\n"),
            };
            for step in steps {
                text.push_str(&format!("  └ {}\n", describe(step)));
            }
            text
        }
        Why::Excluded { pattern } => {
            format!("  It is not generated: excluded by `{pattern}`. To generate it, take that out of exclude.\n")
        }
        Why::Replaced { by } => format!("  It is not generated: [replace] has `{by}` in its place.\n"),
        Why::NotReached { navigation, fields } => {
            let mut text =
                "  It is not generated: no include matches it, and no property of a selected type has it.\n".to_owned();
            text.push_str(&format!(
                "  To generate it, add \"{name}\" to include in codegen.toml, or --include {name}.\n"
            ));
            if !navigation.is_empty() {
                let fields = if *fields { "their fields hold JSON" } else { "they have no field" };
                text.push_str(&format!("  Navigation properties lead to it, which does not bring it in; {fields}:\n"));
            }
            for path in navigation.iter().take(MOST_NAVIGATION) {
                text.push_str(&format!("    {path}\n"));
            }
            if navigation.len() > MOST_NAVIGATION {
                text.push_str(&format!("    … and {} more\n", navigation.len() - MOST_NAVIGATION));
            }
            text
        }
    }
}

fn describe(step: &Step) -> String {
    let inherited = match &step.inherited_from {
        Some(owner) => format!(" (inherited from {owner})"),
        None => String::new(),
    };
    match (&step.property, &step.derived_from) {
        (Some(property), Some(base)) => {
            format!("its property `{property}`{inherited} is a {base}, from which {} is derived", step.to)
        }
        (Some(property), None) => format!("its property `{property}`{inherited} is a {}", step.to),
        (None, _) => format!("{} is derived from it", step.to),
    }
}

fn properties(explanation: &Explanation, width: Option<usize>) -> String {
    let mut table = Table::new(&[
        ("", Align::Left),
        ("PROPERTY", Align::Left),
        ("TYPE", Align::Name),
        ("FIELD", Align::Text),
        ("RUST", Align::Name),
        ("REQUEST", Align::Text),
        ("INHERITED FROM", Align::Name),
        ("NOTES", Align::Text),
    ]);
    for property in &explanation.properties {
        let (field, ty) = property.rust.as_ref().map_or(("", ""), |field| (&field.name, &field.ty));
        let navigation = property.navigation.then_some("navigation");
        let deprecated = property.deprecated.as_ref().map(|_| "deprecated");
        let notes = navigation.into_iter().chain(deprecated).chain(property.facets.iter().map(String::as_str));
        table.row([
            String::new(),
            property.name.clone(),
            property.ty.clone(),
            field.to_owned(),
            ty.to_owned(),
            property.request.as_ref().map_or_else(String::new, |step| format!(".{step}")),
            property.inherited_from.clone().unwrap_or_default(),
            notes.collect::<Vec<_>>().join(", "),
        ]);
    }
    // What can be made out of the other columns gives way first. The names of the properties are never cut.
    for column in ["FIELD", "INHERITED FROM", "NOTES", "RUST", "REQUEST"] {
        if width.is_some_and(|width| !table.fits(width)) {
            table.leave_out(column);
        }
    }
    if explanation.properties.is_empty() { String::new() } else { table.text(width) }
}

fn members(explanation: &Explanation, width: Option<usize>) -> String {
    let columns = [("MEMBER", Align::Left), ("VALUE", Align::Right), ("RUST", Align::Text), ("NOTES", Align::Text)];
    let mut table = Table::new(&columns);
    for member in &explanation.members {
        let notes = member.deprecated.as_ref().map(|_| "deprecated".to_owned());
        table.row([
            member.name.clone(),
            member.value.to_string(),
            member.rust.clone().unwrap_or_default(),
            notes.unwrap_or_default(),
        ]);
    }
    if explanation.members.is_empty() { String::new() } else { table.text(width) }
}

fn derived(explanation: &Explanation) -> String {
    if explanation.derived.is_empty() {
        return String::new();
    }
    let tree = Tree::new(explanation.name.clone()).with_leaves(explanation.derived.iter().map(tree));
    tree.to_string()
}

fn tree(derived: &Derived) -> Tree<String> {
    let name = if derived.selected { derived.name.clone() } else { format!("{} (not generated)", derived.name) };
    let deeper = (derived.deeper > 0).then(|| Tree::new(format!("… and {} more", derived.deeper)));
    Tree::new(name).with_leaves(derived.derived.iter().map(tree).chain(deeper))
}

fn referrers(explanation: &Explanation, width: Option<usize>) -> String {
    let mut table = Table::headless();
    // Bound operations have a section of their own.
    for referrer in explanation.referred_to_by.iter().filter(|referrer| referrer.how != Reference::Binding) {
        let how = match referrer.how {
            Reference::Base => "base of",
            Reference::Property => "property",
            Reference::Navigation => "navigation",
            Reference::Binding => "bound operation",
            Reference::Parameter => "parameter",
            Reference::Return => "returned by",
            Reference::EntitySet => "entity set",
            Reference::Singleton => "singleton",
        };
        let many = if referrer.collection && referrer.how != Reference::EntitySet { "collection" } else { "" };
        table.row([String::new(), format!("{how} {}", referrer.by), many.to_owned()]);
    }
    table.text(width)
}

/// Each operation with what it is called on, if that is not `of`, and how.
fn operations(operations: &[Operation], of: &str) -> String {
    let mut text = String::new();
    for operation in operations {
        let parameters = operation.parameters.join(", ");
        let returns = operation.returns.as_ref().map_or_else(String::new, |returns| format!(" → {returns}"));
        text.push_str(&format!("  {} {}({parameters}){returns}\n", operation.kind, operation.name));
        match &operation.bound_to {
            Some(ty) if ty != of => text.push_str(&format!("    bound to {ty}\n")),
            Some(_) => {}
            None => text.push_str("    bound to nothing: an import of a container calls it\n"),
        }
        if let Some(request) = &operation.request {
            text.push_str(&format!("    {request}\n"));
        }
        if let Some(why) = operation.left_out {
            text.push_str(&format!("    no request: it {why}\n"));
        }
    }
    text
}
