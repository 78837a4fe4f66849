//! Pieces of Rust in a configuration: types and attributes, which generated files take over as they are.

use syn::parse::Parser;
use syn::{Attribute, Expr, GenericArgument, Meta, Path, PathArguments, Type};

/// The types that every file knows by their bare names.
const KNOWN_TYPES: [&str; 19] = [
    "Box", "Option", "String", "Vec", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128",
    "u16", "u32", "u64", "u8",
];

/// How deep brackets may be nested: the parser of Rust goes into them by recursion.
const MOST_NESTED: usize = 32;

/// The traits that every file knows by their bare names, and that can be derived.
const KNOWN_TRAITS: [&str; 9] = ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// Reads the type that stands in place of one of CSDL: a path that means the same in every file.
///
/// # Errors
///
/// Why the text is none.
pub(crate) fn ty(text: &str) -> Result<Type, String> {
    check_depth(text)?;
    if text.contains(['&', '*']) {
        return Err("it is not the path of a type".to_owned());
    }
    let ty: Type = syn::parse_str(text).map_err(|error| reason(&error))?;
    check_type(&ty)?;
    if matches!(&ty, Type::Path(ty) if ty.path.segments.first().is_some_and(|first| first.ident == "Option")) {
        return Err("every field is an `Option` already".to_owned());
    }
    Ok(ty)
}

/// Whether a type, or one of its arguments, is of the crate that it is named in, and not of the runtime that each crate has.
pub(crate) fn is_of_crate(ty: &Type) -> bool {
    let Type::Path(ty) = ty else { return false };
    let mut names = ty.path.segments.iter().map(|segment| &segment.ident);
    if names.next().is_some_and(|first| first == "crate") && names.next().is_none_or(|second| second != "runtime") {
        return true;
    }
    ty.path.segments.iter().any(|segment| match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().any(|argument| matches!(argument, GenericArgument::Type(ty) if is_of_crate(ty)))
        }
        _ => false,
    })
}

/// Reads the trait of a `#[derive(…)]`.
///
/// # Errors
///
/// Why the text is none.
pub(crate) fn derive(text: &str) -> Result<Path, String> {
    check_depth(text)?;
    let path: Path = syn::parse_str(text).map_err(|error| reason(&error))?;
    check_path(&path, &KNOWN_TRAITS)?;
    if path.segments.iter().any(|segment| !segment.arguments.is_none()) {
        return Err("a derive has no arguments".to_owned());
    }
    Ok(path)
}

/// Reads attributes of an item, one or more.
///
/// # Errors
///
/// Why the text is none.
pub(crate) fn attributes(text: &str) -> Result<Vec<Attribute>, String> {
    check_depth(text)?;
    let attributes = Attribute::parse_outer.parse_str(text).map_err(|error| reason(&error))?;
    if attributes.is_empty() {
        return Err("there is no `#[…]` in it".to_owned());
    }
    // Nothing else can be there, and the formatter knows only what can be there.
    let is_value = |meta: &Meta| match meta {
        Meta::NameValue(pair) => matches!(pair.value, Expr::Lit(_) | Expr::Macro(_)),
        Meta::Path(_) | Meta::List(_) => true,
    };
    if !attributes.iter().all(|attribute| is_value(&attribute.meta)) {
        return Err("the value of an attribute is a literal".to_owned());
    }
    Ok(attributes)
}

fn reason(error: &syn::Error) -> String {
    match error.to_string().as_str() {
        // What proc_macro2 says of a text that does not even consist of tokens.
        "cannot parse string into token stream" => "a bracket or quote is not closed".to_owned(),
        other => other.to_owned(),
    }
}

/// Refuses brackets that are nested too deeply, whether or not they are closed.
fn check_depth(text: &str) -> Result<(), String> {
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '<' | '(' | '[' | '{' => depth += 1,
            '>' | ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_NESTED {
            return Err("it is nested too deeply".to_owned());
        }
    }
    Ok(())
}

fn check_type(ty: &Type) -> Result<(), String> {
    let Type::Path(ty) = ty else { return Err("it is not the path of a type".to_owned()) };
    if ty.qself.is_some() {
        return Err("it is not the path of a type".to_owned());
    }
    check_path(&ty.path, &KNOWN_TYPES)?;
    for segment in &ty.path.segments {
        match &segment.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(arguments) => {
                for argument in &arguments.args {
                    let GenericArgument::Type(ty) = argument else {
                        return Err("its arguments must be types".to_owned());
                    };
                    check_type(ty)?;
                }
            }
            _ => return Err("it is not the path of a type".to_owned()),
        }
    }
    Ok(())
}

/// What a path begins with has to mean the same in every file: `crate` or the name of another crate.
fn check_path(path: &Path, known: &[&str]) -> Result<(), String> {
    let Some(first) = path.segments.first().map(|segment| segment.ident.to_string()) else {
        return Err("it is empty".to_owned());
    };
    if matches!(first.as_str(), "self" | "super" | "Self") {
        return Err(format!("`{first}` means another place in each file; begin with `crate` or the name of a crate"));
    }
    if path.segments.len() == 1 && !known.contains(&first.as_str()) {
        return Err(format!(
            "`{first}` is not known in generated files; write the whole path, as in `my_types::{first}`"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_that_mean_the_same_in_every_file() {
        for text in ["my::Type", "::my::Type", "crate::Type", "u64", "String", "Vec<u8>", "a::Map<String, b::C<u8>>"] {
            assert!(ty(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "Type",
            "&'static str",
            "(u8, u8)",
            "[u8; 4]",
            "dyn a::B",
            "impl a::B",
            "fn()",
            "a!()",
            "self::A",
            "super::A",
            "Self",
            "<a::B as a::C>::D",
            "Option<a::B>",
            "a::B<'static>",
            "a::B<4>",
            "a::B<C>",
            "a::B; c",
            "Fn(u8)",
            "_",
            "a b",
            "a::B // c\n;",
        ] {
            assert!(ty(text).is_err(), "{text}");
        }
    }

    #[test]
    fn nesting_has_a_limit() {
        let nested = |depth: usize| format!("{}u8{}", "Vec<".repeat(depth), ">".repeat(depth));
        assert!(ty(&nested(32)).is_ok());
        let deep = nested(100_000);
        for error in [ty(&deep).err(), derive(&deep).err(), attributes(&format!("#[a({}", "(".repeat(100_000))).err()] {
            assert_eq!(error.as_deref(), Some("it is nested too deeply"));
        }
        assert!(ty(&"&".repeat(100_000)).is_err());
    }

    #[test]
    fn derives_and_attributes() {
        for text in ["Hash", "my::Derive", "::my::Derive"] {
            assert!(derive(text).is_ok(), "{text}");
        }
        for text in ["", "Derive", "self::A", "a::B<u8>", "a::B, Hash", "#[a]"] {
            assert!(derive(text).is_err(), "{text}");
        }
        for text in
            ["#[a]", "#[a(b = 1)] #[c]", "#[cfg_attr(feature = \"x\", derive(y::Z))]", "/// Text.", "#[a = \"b\"]"]
        {
            assert!(attributes(text).is_ok(), "{text}");
        }
        for text in ["", "a", "#![a]", "#[a", "#[a] b", "#[a = 1 + 1]", "#[]"] {
            assert!(attributes(text).is_err(), "{text}");
        }
    }
}
