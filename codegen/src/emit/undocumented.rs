//! Items without their docs.

use syn::{Attribute, Fields, ImplItem, Item, Meta};

/// Removes the doc comments of types, and of their fields, variants, constants and methods.
pub(super) fn strip(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Struct(item) => {
                strip_from(&mut item.attrs);
                strip_fields(&mut item.fields);
            }
            Item::Enum(item) => {
                strip_from(&mut item.attrs);
                for variant in &mut item.variants {
                    strip_from(&mut variant.attrs);
                }
            }
            Item::Impl(item) => {
                strip_from(&mut item.attrs);
                for item in &mut item.items {
                    match item {
                        ImplItem::Const(item) => strip_from(&mut item.attrs),
                        ImplItem::Fn(item) => strip_from(&mut item.attrs),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn strip_fields(fields: &mut Fields) {
    for field in fields {
        strip_from(&mut field.attrs);
    }
}

fn strip_from(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| !matches!(&attribute.meta, Meta::NameValue(pair) if pair.path.is_ident("doc")));
}
