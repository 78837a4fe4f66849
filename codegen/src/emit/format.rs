//! Tokens to text.

use proc_macro2::TokenStream;
use syn::parse::{Parse, Parser};

/// Formats items, with a blank line between any two that are not both imports or calls of macros.
pub(super) fn format(items: TokenStream) -> String {
    match syn::File::parse.parse2(items.clone()) {
        Ok(file) => spaced(&file),
        // The tokens are items by construction; should they ever not be, the compiler of the crate says where.
        Err(_) => items.to_string(),
    }
}

fn spaced(file: &syn::File) -> String {
    let mut text = String::new();
    let mut previous: Option<&syn::Item> = None;
    for item in &file.items {
        if previous.is_some_and(|previous| !stick(previous, item)) {
            text.push('\n');
        }
        let one = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item.clone()] };
        text.push_str(&prettyplease::unparse(&one));
        previous = Some(item);
    }
    text
}

fn stick(left: &syn::Item, right: &syn::Item) -> bool {
    use syn::Item::{Macro, Mod, Use};
    matches!((left, right), (Use(_), Use(_)) | (Macro(_), Macro(_)) | (Mod(_), Mod(_)))
}
