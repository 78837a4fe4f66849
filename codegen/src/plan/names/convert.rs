//! Names as identifiers in the spelling that Rust has for a kind of item, about which the compiler warns of nothing.

use std::borrow::Cow;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;

use super::ident::{Case, Ident};
use crate::portable::is_device;
use crate::unicode::{is_continue, is_format, is_rust_continue, is_rust_start};

/// The identifier for a name.
pub(super) fn convert(case: Case, name: &str) -> Ident {
    let name = &*sayable(name);
    let converted = match case {
        Case::UpperCamel => upper_camel(name),
        Case::Snake => name.to_snake_case(),
        Case::Module => return module_ident(&convert(Case::Snake, name)),
        Case::Shouty => name.to_shouty_snake_case(),
    };
    if converted.is_empty() {
        return convert_verbatim(match case {
            Case::UpperCamel => "Unnamed",
            Case::Snake | Case::Module => "unnamed",
            Case::Shouty => "UNNAMED",
        });
    }
    convert_verbatim(&cased(case, converted))
}

/// The nearest valid identifier.
pub(super) fn convert_verbatim(name: &str) -> Ident {
    let mut text: String = composed(name).chars().filter(|character| is_rust_continue(*character)).collect();
    if !text.starts_with(|first| first == '_' || is_rust_start(first)) {
        text.insert(0, '_');
    }
    if text == "_" {
        text.push('_');
    }
    Ident::from_valid(text)
}

/// An identifier that is ASCII, for a module: the file of a module with another name would not be found.
pub(super) fn module_ident(ident: &Ident) -> Ident {
    let stem = file_stem(ident);
    if stem == *ident.text { ident.clone() } else { convert_verbatim(&stem) }
}

/// The name in Unicode's composed form, which ASCII is in, with the numbers of the letters that Rust does not know yet.
///
/// A letter and its accent are one in it: by itself the accent would count as a gap between two words.
fn sayable(name: &str) -> Cow<'_, str> {
    let composed = composed(name);
    let is_unknown = |character: char| is_continue(character) && !is_format(character) && !is_rust_continue(character);
    if !composed.contains(is_unknown) {
        return composed;
    }
    let mut sayable = String::with_capacity(composed.len() + 16);
    for character in composed.chars() {
        if is_unknown(character) {
            sayable.push_str(&format!("_{}_", number(character)));
        } else {
            sayable.push(character);
        }
    }
    Cow::Owned(sayable)
}

/// The name in Unicode's composed form, which ASCII is in.
fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// What a letter is called that cannot be written.
fn number(character: char) -> String {
    format!("u{:x}", u32::from(character))
}

/// UpperCamelCase that keeps the underscore between digits: `v10_0` is `V10_0` and not `V100`.
fn upper_camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let is_digit = |character: char| character.is_ascii_digit();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        if camel.ends_with(is_digit) && part.starts_with(is_digit) {
            camel.push('_');
        }
        camel.push_str(&part.to_upper_camel_case());
    }
    camel
}

/// The text without letters that rustc takes for those of another case, because there are none in this one: `ª` is a small
/// letter that cannot be made a capital. The plain letter (`A`) is in its place, or its number if there is none.
fn cased(case: Case, text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    match case {
        Case::Snake | Case::Module => in_words(&text, is_no_small_letter, |plain| plain.to_lowercase()),
        Case::Shouty => in_words(&text, is_no_capital, |plain| plain.to_uppercase()),
        Case::UpperCamel if text.contains(is_too_new) => {
            let known =
                |character| if is_too_new(character) { number(character).to_uppercase() } else { character.into() };
            cased(case, text.chars().map(known).collect())
        }
        Case::UpperCamel => match text.chars().next() {
            Some(first) if first.is_lowercase() => {
                let plain = plain(first, char::is_lowercase, |plain| plain.to_uppercase());
                plain.unwrap_or_else(|| number(first).to_uppercase()) + &text[first.len_utf8()..]
            }
            _ => text,
        },
    }
}

fn is_no_small_letter(character: char) -> bool {
    character.is_uppercase() || is_too_new(character)
}

fn is_no_capital(character: char) -> bool {
    character.is_lowercase() || is_too_new(character)
}

/// Whether a letter is one that Rust does not know yet, as the other case of a letter that it knows can be.
fn is_too_new(character: char) -> bool {
    character.is_alphabetic() && !is_rust_continue(character)
}

/// The text, of which no letter is wrong; numbers of letters are words by themselves.
fn in_words(text: &str, is_wrong: fn(char) -> bool, change: fn(&str) -> String) -> String {
    if !text.contains(is_wrong) {
        return text.to_owned();
    }
    let mut words = String::with_capacity(text.len() + 8);
    let gap = |words: &mut String| {
        if !words.is_empty() && !words.ends_with('_') {
            words.push('_');
        }
    };
    for character in text.chars() {
        match plain(character, is_wrong, change) {
            _ if character == '_' => gap(&mut words),
            _ if !is_wrong(character) => words.push(character),
            Some(plain) => words.push_str(&plain),
            None => {
                gap(&mut words);
                words.push_str(&change(&number(character)));
                words.push('_');
            }
        }
    }
    words.truncate(words.trim_end_matches('_').len());
    words
}

/// The plain letters that one is another form of, if they can stand for it.
fn plain(character: char, is_wrong: fn(char) -> bool, change: fn(&str) -> String) -> Option<String> {
    let plain = change(&character.nfkc().collect::<String>());
    let is_right = |character: char| is_rust_continue(character) && !is_wrong(character) && character != '_';
    (!plain.is_empty() && plain.chars().all(is_right)).then_some(plain)
}

/// A name for a file without its ending: ASCII, lower case, and reserved on no platform.
fn file_stem(ident: &Ident) -> String {
    let mut stem = String::with_capacity(ident.text.len());
    for character in ident.text.chars() {
        if character == '_' && stem.ends_with('_') && !ident.text.is_ascii() {
            // There is one behind the number of a letter, and two would not be snake case.
            continue;
        } else if character.is_ascii_alphanumeric() || character == '_' {
            stem.push(character.to_ascii_lowercase());
        } else {
            stem.push_str(&format!("{}_", number(character)));
        }
    }
    // Paths of 255 bytes and more are refused by common file systems.
    stem.truncate(100);
    if is_device(&stem) { stem + "_" } else { stem }
}

#[cfg(test)]
mod tests;
