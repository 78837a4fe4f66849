//! Items to text.

use proc_macro2::TokenStream;
use syn::{File, Item};

/// Formats items, with a blank line between any two that are not both imports, modules, calls of macros or markers.
pub(super) fn format(items: impl IntoIterator<Item = Item>) -> String {
    let mut file = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: Vec::new() };
    for item in items {
        if file.items.last().is_some_and(|previous| !stick(previous, &item)) {
            // Of an item without tokens prettyplease makes an empty line.
            file.items.push(Item::Verbatim(TokenStream::new()));
        }
        file.items.push(item);
    }
    prettyplease::unparse(&file)
}

fn stick(left: &Item, right: &Item) -> bool {
    use Item::{Impl, Macro, Mod, Use};
    match (left, right) {
        (Use(_), Use(_)) | (Macro(_), Macro(_)) => true,
        (Mod(left), Mod(right)) => left.content.is_none() && right.content.is_none(),
        (Impl(left), Impl(right)) => left.items.is_empty() && right.items.is_empty(),
        _ => false,
    }
}
