//! A comparison for people: the summary first, then what is breaking, then the rest, by type.

use std::collections::{BTreeMap, BTreeSet};

use anstyle::{AnsiColor, Style};

use super::changes::{Action, Change, Comparison, Element, Impact, Version};
use crate::qualified_name::simple;
use crate::table::{Align, Table};
use crate::wording::{counted, first_of};

/// How long the lines of lists of names become.
const WIDTH: usize = 110;
/// How many types that inherit a change are named.
const MOST_NAMED: usize = 4;
const BOLD: Style = Style::new().bold();

/// For whom it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A terminal, with styles.
    Terminal,
    /// A changelog.
    Markdown,
}

/// The comparison as text for a terminal, with styles.
pub(crate) fn text(comparison: &Comparison) -> String {
    Form::Terminal.all(comparison)
}

/// The comparison as Markdown, for a changelog: its headings are of the third level and below.
pub(crate) fn markdown(comparison: &Comparison) -> String {
    Form::Markdown.all(comparison)
}

impl Form {
    fn all(self, comparison: &Comparison) -> String {
        let mut text = self.summary(comparison);
        let changes = &comparison.changes;
        let breaking = by_type(changes.iter().filter(|change| change.impact == Impact::Breaking));
        if !breaking.is_empty() {
            self.heading(&mut text, "Breaking changes");
            for (ty, changes) in breaking {
                self.subheading(&mut text, ty);
                text.extend(changes.into_iter().map(|change| self.line(change)));
            }
        }
        let rest = || changes.iter().filter(|change| change.impact != Impact::Breaking);
        let is_of_type = |change: &&Change| !is_new_type(change) && !is_unbound(change) && !is_documentation(change);
        let other = by_type(rest().filter(is_of_type));
        if !other.is_empty() {
            self.heading(&mut text, "Other changes");
            for (ty, changes) in other {
                self.subheading(&mut text, ty);
                text.push_str(&self.condensed(&changes));
            }
        }
        text = self.new_types(text, rest().filter(|change| is_new_type(change)));
        let unbound: Vec<&Change> = rest().filter(|change| is_unbound(change)).collect();
        if !unbound.is_empty() {
            self.heading(&mut text, "Operations that are bound to no type");
            text.extend(unbound.into_iter().map(|change| self.line(change)));
        }
        text
    }

    fn summary(self, comparison: &Comparison) -> String {
        let Comparison { old_types, new_types, version, counts, changes } = comparison;
        if *version == Version::Same {
            return format!("Nothing has changed in {}.\n", counted(*new_types, "type"));
        }
        let mut text = format!("{} before, {} now.\n\n", counted(*old_types, "type"), counted(*new_types, "type"));
        text.push_str(&self.counts(changes));
        let version = match self {
            Self::Terminal => format!("{BOLD}{}{BOLD:#}", said(*version)),
            Self::Markdown => format!("**{}**", said(*version)),
        };
        let impacts = [
            (counts.breaking, "breaking"),
            (counts.breaking_literals, "breaking for struct literals and patterns that list all fields"),
            (counts.compatible, "compatible"),
            (counts.none, "without effect on Rust code"),
        ];
        let impacts: Vec<String> =
            impacts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        text.push_str(&format!("{version}: {}.\n", impacts.join(", ")));
        let described = changes.iter().filter(|change| is_documentation(change)).count();
        if described > 0 {
            let described = counted(described, "type");
            text.push_str(&format!("The descriptions in {described} have changed, which is not listed.\n"));
        }
        text
    }

    /// How many elements of each kind have changed, and an empty line.
    fn counts(self, changes: &[Change]) -> String {
        let elements: BTreeSet<Element> =
            changes.iter().filter(|change| !is_documentation(change)).map(|change| change.element).collect();
        let count = |element, action| {
            // An element that has changed in two ways is counted once.
            let of = changes.iter().filter(|change| change.element == element && change.action == action);
            of.map(|change| (&change.ty, &change.name, (action != Action::Changed).then_some(&change.schema)))
                .collect::<BTreeSet<_>>()
                .len()
        };
        // Where only descriptions have changed, there is nothing to count.
        if elements.is_empty() {
            return String::new();
        }
        let rows = elements.into_iter().map(|element| {
            let counts = [Action::Added, Action::Removed, Action::Changed].map(|action| count(element, action));
            (element.names().1, counts)
        });
        if self == Self::Markdown {
            let row = |(name, counts): (&str, [usize; 3])| {
                format!("| {name} | {} |\n", counts.map(|count| count.to_string()).join(" | "))
            };
            return format!("| | added | removed | changed |\n| --- | ---: | ---: | ---: |\n{}\n", {
                rows.map(row).collect::<String>()
            });
        }
        let columns =
            [("", Align::Left), ("ADDED", Align::Right), ("REMOVED", Align::Right), ("CHANGED", Align::Right)];
        let mut table = Table::new(&columns);
        for (name, counts) in rows {
            table.row(std::iter::once(name.to_owned()).chain(counts.map(|count| count.to_string())));
        }
        table.text(None) + "\n"
    }

    /// The changes of a type, with what was added of each kind in one line.
    fn condensed(self, changes: &[&Change]) -> String {
        let is_listed = |change: &&&Change| change.action == Action::Added && change.element != Element::Hierarchy;
        let mut lists: BTreeMap<Element, Vec<String>> = BTreeMap::new();
        for change in changes.iter().filter(is_listed) {
            lists.entry(change.element).or_default().extend(change.name.as_deref().map(|name| simple(name).to_owned()));
        }
        let mut text = String::new();
        for (element, mut names) in lists {
            names.dedup();
            let (one, many) = element.names();
            let what = if names.len() == 1 { one } else { many };
            text.push_str(&self.list(&format!("{} {what}", self.sign(Action::Added)), &names));
        }
        text.extend(changes.iter().filter(|change| !is_listed(change)).map(|change| self.line(change)));
        text
    }

    fn new_types<'c>(self, mut text: String, changes: impl Iterator<Item = &'c Change>) -> String {
        let mut namespaces: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
        for change in changes {
            let (namespace, simple) = change.ty.rsplit_once('.').unwrap_or(("", &change.ty));
            let kinds = namespaces.entry(namespace).or_default();
            kinds.entry(&change.schema).or_default().push(simple.to_owned());
        }
        if !namespaces.is_empty() {
            self.heading(&mut text, "New types");
        }
        for (namespace, kinds) in namespaces {
            self.subheading(&mut text, namespace);
            for (kind, names) in kinds {
                let what = format!("{} {}", self.sign(Action::Added), counted(names.len(), kind));
                text.push_str(&self.list(&what, &names));
            }
        }
        text
    }

    /// One change on a line.
    fn line(self, change: &Change) -> String {
        let mut text = format!("{} ", self.sign(change.action));
        let is_whole_type = change.element == Element::Type && change.action == Action::Removed;
        match change.element {
            Element::Type if is_whole_type => text.push_str(&format!("the {}", change.schema)),
            Element::Type => text.push_str("the type"),
            element => text.push_str(element.names().0),
        }
        if let Some(name) = &change.name {
            text.push_str(&format!(" {}", self.name(name)));
        }
        if self == Self::Markdown {
            text.push_str(&format!(" {}", change.action.name()));
        }
        if !change.schema.is_empty() && !is_whole_type {
            text.push_str(&format!(": {}", change.schema));
        }
        if !change.inherited_by.is_empty() {
            let heirs = first_of(&change.inherited_by, MOST_NAMED, |name| self.name(simple(name)));
            text.push_str(&format!(" (also in {heirs})"));
        }
        match (self, change.rust.as_str()) {
            (_, "") => {}
            (Self::Terminal, rust) => text.push_str(&format!("\n      {rust}")),
            (Self::Markdown, rust) => text.push_str(&format!(" → {rust}")),
        }
        format!("{}{text}\n", self.indent())
    }

    /// Names after what they are, on as many lines as it takes.
    fn list(self, what: &str, names: &[String]) -> String {
        if self == Self::Markdown {
            let names: Vec<String> = names.iter().map(|name| self.name(name)).collect();
            return format!("{what}: {}\n", names.join(", "));
        }
        let mut text = format!("{}{what}:", self.indent());
        let mut width = anstream::adapter::strip_str(&text).to_string().chars().count();
        for (index, name) in names.iter().enumerate() {
            let end = if index + 1 < names.len() { "," } else { "" };
            if width + 1 + name.chars().count() + end.len() > WIDTH {
                text.push_str("\n     ");
                width = 5;
            }
            text.push_str(&format!(" {name}{end}"));
            width += 1 + name.chars().count() + end.len();
        }
        text + "\n"
    }

    fn heading(self, text: &mut String, title: &str) {
        text.push_str(&match self {
            Self::Terminal => format!("\n{}{title}{:#}\n", BOLD.underline(), BOLD.underline()),
            Self::Markdown => format!("\n### {title}\n\n"),
        });
    }

    fn subheading(self, text: &mut String, name: &str) {
        // The heading of a section has a blank line after it already.
        let gap = if text.ends_with("\n\n") { "" } else { "\n" };
        text.push_str(&match self {
            Self::Terminal => format!("{gap}{BOLD}{name}{BOLD:#}\n"),
            Self::Markdown => format!("{gap}#### `{name}`\n\n"),
        });
    }

    fn indent(self) -> &'static str {
        match self {
            Self::Terminal => "  ",
            Self::Markdown => "",
        }
    }

    fn name(self, name: &str) -> String {
        match self {
            Self::Terminal => name.to_owned(),
            Self::Markdown => format!("`{name}`"),
        }
    }

    fn sign(self, action: Action) -> String {
        let (sign, color) = match action {
            Action::Added => ('+', AnsiColor::Green),
            Action::Removed => ('-', AnsiColor::Red),
            Action::Changed => ('~', AnsiColor::Yellow),
        };
        let style = Style::new().fg_color(Some(color.into()));
        match self {
            Self::Terminal => format!("{style}{sign}{style:#}"),
            Self::Markdown => "-".to_owned(),
        }
    }
}

fn by_type<'c>(changes: impl Iterator<Item = &'c Change>) -> BTreeMap<&'c str, Vec<&'c Change>> {
    let mut types: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        types.entry(&change.ty).or_default().push(change);
    }
    types
}

fn is_new_type(change: &Change) -> bool {
    change.element == Element::Type && change.action == Action::Added
}

fn is_unbound(change: &Change) -> bool {
    change.element == Element::Operation && change.name.as_ref() == Some(&change.ty)
}

fn is_documentation(change: &Change) -> bool {
    change.element == Element::Documentation
}

fn said(version: Version) -> &'static str {
    match version {
        Version::Major => "A major version",
        Version::Minor => "A minor version",
        Version::Patch => "A patch version",
        Version::Same => "No new version",
    }
}
