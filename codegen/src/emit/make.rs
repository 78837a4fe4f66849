//! Nodes of Rust's syntax, each made by one function.
//!
//! All of Graph is some millions of tokens. To parse them, only to get the tree that is formatted, takes longer than
//! all the rest of a run; so the tree is made right away. With each item parsed from its tokens, a run over Graph v1.0 took 2.6 s
//! of CPU time in place of 0.95 s.
//! Items that a run makes few of are parsed, as their code reads like what it writes.

mod expr;
mod item;
mod ty;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, Lit, LitStr, MacroDelimiter, Meta, MetaList, MetaNameValue, Path, PathSegment,
};

pub(super) use self::expr::*;
pub(super) use self::item::*;
pub(super) use self::ty::*;
use crate::plan;

/// What names something: an identifier of the plan, or a name that the generator has itself.
pub(super) trait Name {
    fn into_ident(self) -> Ident;
}

impl Name for Ident {
    fn into_ident(self) -> Ident {
        self
    }
}

impl Name for &'static str {
    fn into_ident(self) -> Ident {
        Ident::new(self, Span::call_site())
    }
}

impl Name for &plan::Ident {
    fn into_ident(self) -> Ident {
        let new = if self.is_raw() { Ident::new_raw } else { Ident::new };
        new(self.as_str(), Span::call_site())
    }
}

/// A name by itself.
pub(super) fn ident(name: impl Name) -> Ident {
    name.into_ident()
}

/// `a::b::c`.
pub(super) fn path<N: Name>(names: impl IntoIterator<Item = N>) -> Path {
    Path { leading_colon: None, segments: names.into_iter().map(|name| PathSegment::from(name.into_ident())).collect() }
}

/// A path with one more name.
pub(super) fn join(path: &Path, name: impl Name) -> Path {
    let mut path = path.clone();
    path.segments.push(name.into_ident().into());
    path
}

/// `Self::name`.
pub(super) fn of_self(name: impl Name) -> Path {
    path([ident("Self"), name.into_ident()])
}

/// A string.
pub(super) fn string(text: &str) -> Expr {
    // To escape a text takes proc-macro2 longer than to parse what needs no escapes, as nearly all names are.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'));
    let parsed = if is_plain { parsed("\"", text) } else { None };
    literal(parsed.map_or_else(|| escaped(text), Lit::Verbatim))
}

/// `#[name]`.
pub(super) fn attribute(name: &'static str) -> Attribute {
    attribute_of(Meta::Path(ident(name).into()))
}

/// `///text`, for a text of one line that does not begin with a slash.
pub(super) fn doc(text: &str) -> Attribute {
    // The formatter writes the value of the literal, whichever kind it is. In a raw one nothing has to be escaped here,
    // and nothing to be looked for there.
    let raw = if text.contains('"') { None } else { parsed("r\"", text) };
    let value = literal(raw.map_or_else(|| escaped(text), Lit::new));
    attribute_of(Meta::NameValue(MetaNameValue { path: ident("doc").into(), eq_token: Default::default(), value }))
}

/// `#[name(tokens)]`.
pub(super) fn attribute_list(name: &'static str, tokens: TokenStream) -> Attribute {
    let delimiter = MacroDelimiter::Paren(Default::default());
    attribute_of(Meta::List(MetaList { path: ident(name).into(), delimiter, tokens }))
}

fn attribute_of(meta: Meta) -> Attribute {
    Attribute { pound_token: Default::default(), style: AttrStyle::Outer, bracket_token: Default::default(), meta }
}

fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit })
}

fn escaped(text: &str) -> Lit {
    Lit::Str(LitStr::new(text, Span::call_site()))
}

/// The literal that consists of a text between quotes, if it is one.
fn parsed(opening: &str, text: &str) -> Option<Literal> {
    [opening, text, "\""].concat().parse().ok()
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::*;

    proptest::proptest! {
        #[test]
        fn a_string_is_the_one_that_syn_would_make(text in "([ -~]|\\PC|[\0\r\n\t\"\\\\']){0,20}") {
            let [made, expected] = [string(&text), literal(escaped(&text))].map(ToTokens::into_token_stream);
            proptest::prop_assert_eq!(made.to_string(), expected.to_string());
        }

        #[test]
        fn a_doc_comment_says_what_it_is_given(text in "([ -~]|\\PC|[\0\r\n\t\"\\\\'#]){0,20}") {
            let said = match doc(&text).meta {
                Meta::NameValue(MetaNameValue { value: Expr::Lit(ExprLit { lit: Lit::Str(text), .. }), .. }) => {
                    text.value()
                }
                meta => format!("{:?}", meta.into_token_stream()),
            };
            proptest::prop_assert_eq!(said, text);
        }
    }
}
