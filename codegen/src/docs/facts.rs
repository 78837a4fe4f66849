//! Facts in words.

use std::borrow::Cow;
use std::fmt::Display;

use super::link::Links;
#[cfg(feature = "cli")]
use super::markdown::plain_line;
use super::markdown::{code, quoted};
use crate::plan::TypeId;
use crate::plan::facts::{
    Bound, Digits, Fact, ItemType, Items, Key, Kind, Range, Restriction, Scale, Srid, Target, ValueType,
};

/// How many allowed values are listed. More would hide all else that is said.
const MOST_VALUES: usize = 24;

/// A fact about an element with a name, as a sentence of Markdown; `None` if nothing can be seen of it.
pub(super) fn sentence(fact: &Fact, name: &str, links: Links<'_>) -> Option<String> {
    let mut sentence = words(fact, name, Some(links))?;
    if matches!(fact, Fact::Value(_) | Fact::Target(_)) {
        sentence.insert_str(0, &format!("{}: ", quoted(name)));
    }
    sentence.push('.');
    Some(sentence)
}

/// The sentence without the name of a property in front and the full stop at the end, and without links if there are none.
pub(crate) fn words(fact: &Fact, name: &str, links: Option<Links<'_>>) -> Option<String> {
    Some(match fact {
        Fact::Kind(kind) => of_kind(*kind, name),
        Fact::Abstract => "Abstract: values are of a derived type".to_owned(),
        Fact::Open => "Open: dynamic properties are kept in `extra`".to_owned(),
        Fact::Media => "Media entity: it has a stream of its own".to_owned(),
        Fact::NoMembers => "The schema declares no member".to_owned(),
        Fact::Value(ty) => value_type(ty, links),
        Fact::Target(target) => navigation(target, links),
        Fact::Contained => "Contained".to_owned(),
        Fact::Key(Key::Whole) => "Part of the key".to_owned(),
        Fact::Key(Key::Within) => "Holds a part of the key".to_owned(),
        Fact::MaxLength(most) => format!("Length at most {most}"),
        Fact::Digits(digits) => of_digits(*digits)?,
        Fact::FractionalSeconds(most) => format!("At most {} of seconds", counted(*most, "fractional digit")),
        Fact::Ascii => "ASCII characters only".to_owned(),
        Fact::Srid(Srid::Number(number)) => format!("SRID {number}"),
        Fact::Srid(Srid::Variable) => "Each value has an SRID of its own".to_owned(),
        Fact::Items(items) => of_items(*items)?,
        Fact::Range(range) => of_range(range)?,
        Fact::MultipleOf(step) => format!("A multiple of {}", code(step)?),
        Fact::Pattern(pattern) => format!("Matches the regular expression {}", code(pattern)?),
        Fact::AllowedValues(values) => allowed(values)?,
        Fact::Default(value) => {
            code(value).map_or("The default is empty".to_owned(), |value| format!("The default is {value}"))
        }
        Fact::Restriction(restriction) => of_restriction(*restriction).to_owned(),
    })
}

/// What a fact about the values of a property comes to in a few words, where there is no room for sentences.
#[cfg(feature = "cli")]
pub(crate) fn notes(fact: &Fact) -> Vec<String> {
    match fact {
        Fact::MaxLength(most) => vec![format!("length at most {most}")],
        Fact::Digits(Digits { precision, scale }) => {
            let precision = precision.map(|precision| format!("precision {precision}"));
            let scale = scale.map(|scale| match scale {
                Scale::Most(most) => format!("scale {most}"),
                Scale::Variable => "scale variable".to_owned(),
                Scale::Floating => "scale floating".to_owned(),
            });
            precision.into_iter().chain(scale).collect()
        }
        Fact::FractionalSeconds(most) => vec![format!("precision {most}")],
        Fact::Srid(Srid::Number(number)) => vec![format!("SRID {number}")],
        Fact::Srid(Srid::Variable) => vec!["SRID variable".to_owned()],
        Fact::Default(value) => vec![format!("default `{}`", plain_line(value))],
        Fact::Restriction(Restriction::Computed) => vec!["computed".to_owned()],
        Fact::Restriction(Restriction::ReadOnly | Restriction::ReadOnlyKey) => vec!["read-only".to_owned()],
        Fact::Restriction(Restriction::NoPermission) => vec!["neither read nor written".to_owned()],
        Fact::Restriction(Restriction::Immutable) => vec!["immutable".to_owned()],
        Fact::Restriction(Restriction::WriteOnly) => vec!["write-only".to_owned()],
        _ => Vec::new(),
    }
}

fn of_kind(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Entity => format!("Entity type {}", quoted(name)),
        Kind::Complex => format!("Complex type {}", quoted(name)),
        Kind::Offer => format!("What an object says of the action {} that it offers", quoted(name)),
        Kind::Enum { is_flags: false } => format!("Enum type {}", quoted(name)),
        Kind::Enum { is_flags: true } => format!("Enum type {}; a value may combine several members", quoted(name)),
        Kind::Definition(primitive) => format!("Type definition {} of `Edm.{}`", quoted(name), primitive.name()),
    }
}

fn value_type(ty: &ValueType, links: Option<Links<'_>>) -> String {
    let (name, generated) = match &ty.item {
        ItemType::Primitive(primitive) => (Cow::Owned(format!("Edm.{}", primitive.name())), None),
        ItemType::Declared(named) => (Cow::Borrowed(&*named.name), named.generated),
    };
    let nullable = if ty.is_nullable { "" } else { ", not nullable" };
    format!("{}{nullable}", type_link(&name, ty.is_collection, generated, links))
}

fn navigation(target: &Target, links: Option<Links<'_>>) -> String {
    let (name, generated) =
        target.ty.as_ref().map_or(("Edm.EntityType", None), |named| (&*named.name, named.generated));
    format!("navigation to {}", type_link(name, target.is_collection, generated, links))
}

/// A type as the schemas have it, with a link if it is generated.
fn type_link(name: &str, is_collection: bool, generated: Option<TypeId>, links: Option<Links<'_>>) -> String {
    let (start, end) = if is_collection { ("Collection(", ")") } else { ("", "") };
    match (generated, links) {
        (Some(ty), Some(links)) => format!("[{}]({})", quoted(&format!("{start}{name}{end}")), links(ty).target),
        _ => quoted(&format!("{start}{name}{end}")),
    }
}

fn of_digits(digits: Digits) -> Option<String> {
    let most = digits.precision.map(|most| format!("At most {}", counted(most, "digit")));
    Some(match (most, digits.scale) {
        (None, None) => return None,
        (Some(most), None) => most,
        (Some(most), Some(Scale::Floating)) => format!("{most}, as a decimal floating-point number"),
        (None, Some(Scale::Floating)) => "A decimal floating-point number".to_owned(),
        (Some(most), Some(Scale::Most(scale))) => format!("{most}, at most {scale} of them after the decimal point"),
        (Some(most), Some(Scale::Variable)) => format!("{most}, any number of them after the decimal point"),
        (None, Some(Scale::Most(scale))) => format!("At most {} after the decimal point", counted(scale, "digit")),
        (None, Some(Scale::Variable)) => "Any number of digits after the decimal point".to_owned(),
    })
}

fn of_items(items: Items) -> Option<String> {
    Some(match (items.least, items.most) {
        (Some(least), Some(most)) => format!("At least {least} and at most {}", counted(most, "item")),
        (Some(least), None) => format!("At least {}", counted(least, "item")),
        (None, Some(most)) => format!("At most {}", counted(most, "item")),
        (None, None) => return None,
    })
}

fn of_range(range: &Range) -> Option<String> {
    let bound = |bound: &Option<Bound>, inclusive: &str, exclusive: &str| {
        let bound = bound.as_ref()?;
        Some(format!("{} {}", if bound.is_exclusive { exclusive } else { inclusive }, code(&bound.value)?))
    };
    let (least, most) = (&range.least, &range.most);
    Some(match (bound(least, "At least", "More than"), bound(most, "at most", "less than")) {
        (Some(least), Some(most)) => format!("{least} and {most}"),
        (Some(least), None) => least,
        (None, _) => bound(most, "At most", "Less than")?,
    })
}

fn allowed(values: &[Option<Box<str>>]) -> Option<String> {
    let shown = |value: &Option<Box<str>>| match value.as_deref().map(code) {
        Some(Some(value)) => value,
        Some(None) => "the empty text".to_owned(),
        None => "`null`".to_owned(),
    };
    let more = values.len().saturating_sub(MOST_VALUES);
    let values: Vec<String> = values.iter().take(MOST_VALUES).map(shown).collect();
    let (last, others) = values.split_last()?;
    Some(match others {
        [] => format!("Always {last}"),
        _ if more > 0 => format!("One of {} and {}", values.join(", "), counted(more, "other value")),
        _ => format!("One of {} and {last}", others.join(", ")),
    })
}

fn of_restriction(restriction: Restriction) -> &'static str {
    match restriction {
        Restriction::Computed => "Computed by the service; not for create and update requests",
        Restriction::ReadOnly => "Read-only",
        Restriction::NoPermission => "No permission: it can neither be read nor be set",
        Restriction::ReadOnlyKey => "Read-only: can be set on creation only",
        Restriction::Immutable => "Immutable: can be set on creation only",
        Restriction::WriteOnly => "Write-only: the service does not return it",
    }
}

/// `1 item`, `2 items`.
fn counted(count: impl Display, what: &str) -> String {
    let count = count.to_string();
    format!("{count} {what}{}", if count == "1" { "" } else { "s" })
}
