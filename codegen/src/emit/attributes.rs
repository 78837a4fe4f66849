//! The attributes of items and fields.

use std::borrow::Cow;

use syn::Attribute;

use super::make;
use crate::docs;
use crate::plan::facts::Deprecation;
use crate::unicode::is_format;

/// `#[doc = "…"]` for each line, and `#[deprecated]`.
///
/// ```text
/// /// When the state was last updated.
/// ///
/// /// `lastUpdatedDateTime`: `Edm.DateTimeOffset`, not nullable. Inherited from [`X`](crate::X).
/// #[deprecated(note = "since 2024-04-10: use another one")]
/// ```
pub(super) fn attributes(docs: &str, deprecation: Option<&Deprecation>) -> Vec<Attribute> {
    let mut attributes = doc_lines(docs);
    attributes.extend(deprecation.map(deprecated));
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
fn deprecated(deprecation: &Deprecation) -> Attribute {
    match docs::deprecation(deprecation).as_str() {
        "" => make::attribute("deprecated"),
        note => make::attribute_list("deprecated", quote::quote!(note = #note)),
    }
}
