//! The attributes of items and fields.

use std::borrow::Cow;

use syn::Attribute;

use super::imports::Imports;
use super::make;
use crate::plan::{Deprecated, Docs, Fact, FactPart};
use crate::unicode::is_format;

/// `#[doc = "…"]` for each line, and `#[deprecated]`.
///
/// ```text
/// /// When the state was last updated.
/// ///
/// /// `lastUpdatedDateTime`: `Edm.DateTimeOffset`, not nullable. Inherited from [`X`](crate::X).
/// #[deprecated(note = "since 2024-04-10: use another one")]
/// ```
pub(super) fn attributes(docs: &Docs, imports: &Imports<'_>) -> Vec<Attribute> {
    let mut text = docs.paragraphs.join("\n\n");
    for (index, fact) in docs.facts.iter().enumerate() {
        let is_first_paragraph = index == 0 && docs.paragraphs.is_empty();
        text.push_str(if index > 0 {
            " "
        } else if is_first_paragraph {
            ""
        } else {
            "\n\n"
        });
        push_sentence(&mut text, fact, imports);
    }
    let mut attributes = doc_lines(&text);
    attributes.extend(docs.deprecated.as_ref().map(deprecated));
    attributes
}

/// The text without characters that nobody sees: names may have them, and rustc refuses some in comments, as they change
/// the direction of what is around them.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_format) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(is_format, ""))
}

/// A doc comment.
pub(super) fn doc_lines(text: &str) -> Vec<Attribute> {
    let text = &*visible(text);
    let mut spaced = String::with_capacity(100);
    let lines = text.lines().map(|line| {
        spaced.clear();
        if !line.is_empty() {
            spaced.push(' ');
            spaced.push_str(line);
        }
        make::doc(&spaced)
    });
    lines.collect()
}

/// `#[deprecated]` with what is known of it.
pub(super) fn deprecated(deprecated: &Deprecated) -> Attribute {
    match deprecated.note.as_str() {
        "" => make::attribute("deprecated"),
        note => make::attribute_list("deprecated", quote::quote!(note = #note)),
    }
}

fn push_sentence(text: &mut String, fact: &Fact, imports: &Imports<'_>) {
    for part in &fact.parts {
        match part {
            FactPart::Text(part) => text.push_str(part),
            FactPart::Type(ty) => {
                text.push_str(&format!("[`{}`]({})", imports.own(*ty), imports.link(*ty)));
            }
            FactPart::Wire(name, ty) => text.push_str(&format!("[`{name}`]({})", imports.link(*ty))),
        }
    }
}
