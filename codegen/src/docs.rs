//! What is told of the elements of a plan: Markdown for rustdoc, and the words that other texts share with it.

mod facts;
mod link;
mod markdown;
mod requests;

use self::facts::sentence;
#[cfg(feature = "cli")]
pub(crate) use self::facts::{notes, words};
pub use self::link::{Link, Links};
use self::markdown::note_line;
pub(crate) use self::markdown::{paragraphs, plain_line, quoted};
pub use self::requests::{FINISHED_CALL, NEW_SERVICE, call, paths, service, setter, step};
use crate::plan::facts::{About, Deprecation, Description, Named};
use crate::plan::requests::Resource;
use crate::plan::{Enum, Field, Hierarchy, Member, Newtype, SharedField, Struct, TypeId};

/// How many derived types are listed. More would hide all else that is said of the type; the enum names them.
const MOST_DERIVED: usize = 24;

/// The docs of a struct, with the enum of its type and the derived types if there is one, and where requests lead from its values.
///
/// The first paragraph is short, since it is all that lists of types show.
pub fn structure(
    item: &Struct,
    hierarchy: Option<&Hierarchy>,
    resource: Option<&Resource>,
    links: Links<'_>,
) -> String {
    let mut own = sentences(&item.about, &item.odata_type, links);
    let mut text = text(&item.about, own.next().into_iter());
    let base = item.base.as_ref().map(|base| format!("Derived from {}.", link_to(base, links)));
    let derived = hierarchy.map(|hierarchy| derived(hierarchy, links));
    let requests = resource.and_then(|resource| of_requests(resource, links));
    let rest = base.into_iter().chain(own).chain(derived).chain(requests).collect::<Vec<_>>().join(" ");
    if !rest.is_empty() {
        text.push_str(if text.contains("\n\n") { " " } else { "\n\n" });
        text.push_str(&rest);
    }
    text
}

/// The docs of a field.
pub fn field(field: &Field, links: Links<'_>) -> String {
    let inherited = field.inherited_from.as_ref().map(|owner| format!("Inherited from {}.", link_to(owner, links)));
    text(&field.about, sentences(&field.about, &field.wire, links).chain(inherited))
}

/// The docs of an enum.
pub fn enumeration(item: &Enum, links: Links<'_>) -> String {
    text(&item.about, sentences(&item.about, &item.wire, links))
}

/// The docs of a member of an enum.
pub fn member(member: &Member) -> String {
    text(&member.about, [format!("{}, {}.", quoted(&member.wire), member.value)].into_iter())
}

/// The docs of a newtype.
pub fn newtype(item: &Newtype, links: Links<'_>) -> String {
    text(&item.about, sentences(&item.about, &item.odata_type, links))
}

/// The docs of the enum of a type and its derived types.
pub fn hierarchy(item: &Hierarchy, links: Links<'_>) -> String {
    let mut text = format!(
        "A value of the type {} or of a type derived from it. Methods read what all of these types have, and `set` changes \
         it; `match` and `downcast_ref` tell which type it is. A derived type is written with its `@odata.type`, which its \
         struct by itself has only if it was read with it.",
        link(item.base, links)
    );
    let is_without = |field: &&SharedField| field.is_narrowed && !field.is_navigation;
    let without: Vec<String> = item.shared.iter().filter(is_without).map(|field| quoted(&field.wire)).collect();
    if !without.is_empty() {
        let list = without.join(", ");
        text.push_str(&format!(" No method reads {list}: derived types have a type of their own for it."));
    }
    text
}

/// The docs of the method of a hierarchy for a field.
pub fn method(field: &SharedField) -> String {
    let description = field.about.description.as_deref();
    let first = description.and_then(|description| described(description).into_iter().next());
    first.unwrap_or_else(|| format!("{}.", quoted(&field.wire)))
}

/// Since when, why, and what instead, as far as it is known, on one line; may be empty.
pub fn deprecation(deprecation: &Deprecation) -> String {
    let Deprecation { date, version, removal_date, reason } = deprecation;
    let mut note = match (date.as_deref().map(plain_line), version.as_deref().map(note_line)) {
        (Some(date), Some(version)) => format!("since {date} (version {version})"),
        (Some(date), None) => format!("since {date}"),
        (None, Some(version)) => format!("since version {version}"),
        (None, None) => String::new(),
    };
    if let Some(date) = removal_date {
        note.push_str(if note.is_empty() { "" } else { ", " });
        note.push_str(&format!("to be removed {}", plain_line(date)));
    }
    if let Some(reason) = reason.as_deref().map(note_line).filter(|text| !text.is_empty()) {
        note.push_str(if note.is_empty() { "" } else { ": " });
        note.push_str(&reason);
    }
    note
}

/// A description as paragraphs of Markdown.
pub(crate) fn described(description: &Description) -> Vec<String> {
    let rendered = |text: &Option<Box<str>>| text.as_deref().map(paragraphs).unwrap_or_default();
    let mut text = rendered(&description.short);
    if text.is_empty() {
        text = rendered(&description.label);
    }
    for paragraph in rendered(&description.long) {
        // Services repeat the short description at the start of the long one.
        if !text.contains(&paragraph) {
            text.push(paragraph);
        }
    }
    text
}

/// A description on one line, if there is something to be read.
#[cfg(feature = "cli")]
pub(crate) fn described_line(description: &Description) -> Option<String> {
    let text = description.short.as_deref().or(description.long.as_deref());
    text.map(plain_line).filter(|text| !text.is_empty())
}

/// What holds of an element with a name, each in a sentence.
fn sentences<'a>(about: &'a About, name: &'a str, links: Links<'a>) -> impl Iterator<Item = String> + use<'a> {
    about.facts.iter().filter_map(move |fact| sentence(fact, name, links))
}

/// The description in paragraphs, and another one of sentences.
fn text(about: &About, sentences: impl Iterator<Item = String>) -> String {
    let mut text = about.description.as_deref().map(described).unwrap_or_default().join("\n\n");
    let mut between = if text.is_empty() { "" } else { "\n\n" };
    for sentence in sentences {
        text.push_str(between);
        text.push_str(&sentence);
        between = " ";
    }
    text
}

/// Which types are derived from a type, and what holds a value of any of them.
fn derived(hierarchy: &Hierarchy, links: Links<'_>) -> String {
    let types: Vec<TypeId> = hierarchy.variants.iter().map(|variant| variant.ty).collect();
    let derived = types.strip_prefix(&[hierarchy.base]).unwrap_or(&types);
    let holder = format!("{} holds a value of this type or of any type derived from it.", link(hierarchy.id, links));
    if derived.len() > MOST_DERIVED {
        return holder;
    }
    let list: Vec<String> = derived.iter().map(|ty| link(*ty, links)).collect();
    format!("Base type of {}. {holder}", list.join(", "))
}

/// The structs whose methods are the steps of requests from values of a type, and from collections of them.
fn of_requests(resource: &Resource, links: Links<'_>) -> Option<String> {
    let steps: Vec<String> = resource.one.into_iter().chain(resource.many).map(|paths| link(paths, links)).collect();
    (!steps.is_empty()).then(|| format!("Requests: {}.", steps.join(", ")))
}

/// A generated type under its name in Rust.
fn link(ty: TypeId, links: Links<'_>) -> String {
    let Link { name, target } = links(ty);
    format!("[{}]({target})", quoted(&name))
}

/// A type under its name in Rust if it is generated, else under the one that the schemas have for it.
fn link_to(named: &Named, links: Links<'_>) -> String {
    match named.generated {
        Some(ty) => link(ty, links),
        None => quoted(&named.name),
    }
}
