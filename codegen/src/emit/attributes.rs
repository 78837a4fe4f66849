//! The attributes of items and fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use crate::plan::{Deprecated, Docs, Fact};

/// `#[doc = "…"]` for each line, and `#[deprecated]`.
///
/// ```text
/// /// When the state was last updated.
/// ///
/// /// `lastUpdatedDateTime`: `Edm.DateTimeOffset`, not nullable. Inherited from [`X`](crate::X).
/// #[deprecated(note = "since 2024-04-10: use another one")]
/// ```
pub(super) fn attributes(docs: &Docs, imports: &Imports<'_>) -> TokenStream {
    let mut paragraphs: Vec<String> = docs.paragraphs.clone();
    let facts: Vec<String> = docs.facts.iter().map(|fact| sentence(fact, imports)).collect();
    if !facts.is_empty() {
        paragraphs.push(facts.join(" "));
    }
    let doc = doc_lines(&paragraphs.join("\n\n"));
    let deprecated = docs.deprecated.as_ref().map(deprecated);
    quote!(#doc #deprecated)
}

/// A doc comment.
pub(super) fn doc_lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// `#[deprecated]` with what is known of it.
pub(super) fn deprecated(deprecated: &Deprecated) -> TokenStream {
    match deprecated.note.as_str() {
        "" => quote!(#[deprecated]),
        note => quote!(#[deprecated(note = #note)]),
    }
}

fn sentence(fact: &Fact, imports: &Imports<'_>) -> String {
    match fact.ty {
        Some(ty) => {
            let path = imports.doc_path(ty);
            let label = path.rsplit("::").next().unwrap_or(&path);
            format!("{} [`{label}`]({path}).", fact.text)
        }
        None => fact.text.clone(),
    }
}
