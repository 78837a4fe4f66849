//! What Unicode says of characters, as libraries have it.
//!
//! A name of the metadata can have letters that are newer than those which the compiler knows that reads the generated code.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, ClassUnicode, HirKind};
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_properties::{GeneralCategory as Category, GeneralCategoryGroup as Group, UnicodeGeneralCategory};

/// Whether an identifier of CSDL may start with it: a letter (L), a letter number (Nl) or an underscore (CSDL XML 4.01,
/// section 15.2).
pub(crate) fn is_start(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphabetic() || character == '_';
    }
    character.general_category_group() == Group::Letter || character.general_category() == Category::LetterNumber
}

/// Whether an identifier of CSDL may go on with it: what may start one, and Nd, Mn, Mc, Pc and Cf (section 15.2).
pub(crate) fn is_continue(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    is_start(character)
        || matches!(
            character.general_category(),
            Category::DecimalNumber
                | Category::NonspacingMark
                | Category::SpacingMark
                | Category::ConnectorPunctuation
                | Category::Format
        )
}

/// Whether it is a format character (Cf), which nobody sees.
pub(crate) fn is_format(character: char) -> bool {
    !character.is_ascii() && character.general_category() == Category::Format
}

/// Whether it turns the direction of writing, so that what follows is not seen where it stands. The compiler refuses these in
/// comments and literals (its lints `text_direction_codepoint_in_…`).
pub(crate) fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether nobody sees it: what Unicode lets a program ignore for want of a glyph (Default_Ignorable_Code_Point, UAX #44), and
/// the marks of annotations between lines. Variation selectors are not among them: they are seen in what is before them.
pub(crate) fn is_invisible(character: char) -> bool {
    turns_direction(character)
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether it cannot stand in a line as it is: it is invisible, ends the line, or steers what shows it.
pub(crate) fn is_unprintable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') || is_invisible(character)
}

/// Whether an identifier of Rust may start with it, in every version of the compiler that is supported.
pub(crate) fn is_rust_start(character: char) -> bool {
    is_xid_start(character) && is_old(character)
}

/// Whether an identifier of Rust may go on with it, in every version of the compiler that is supported.
pub(crate) fn is_rust_continue(character: char) -> bool {
    // The joiners are in Unicode's property, and not in Rust.
    is_xid_continue(character) && is_old(character) && !is_format(character)
}

/// Whether the compiler of the workspace's `rust-version` knows it, which has Unicode 16.
fn is_old(character: char) -> bool {
    static OLD: LazyLock<Option<ClassUnicode>> =
        LazyLock::new(|| match regex_syntax::parse(r"\p{age=16.0}").ok()?.into_kind() {
            HirKind::Class(Class::Unicode(class)) => Some(class),
            _ => None,
        });
    let code = u32::from(character);
    // Nearly all names are of these blocks, whose letters have long been there: Latin to Cyrillic, kana and ideographs.
    if code < 0x300 || (0x4e00..=0x9fa5).contains(&code) {
        return true;
    }
    OLD.as_ref().is_some_and(|class| {
        let next = class.ranges().partition_point(|range| range.end() < character);
        class.ranges().get(next).is_some_and(|range| range.start() <= character)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_consist_of_letters_numbers_marks_and_what_joins_them() {
        for letter in
            ['a', '_', 'ß', 'ª', 'ǅ', 'ʰ', '名', 'ⅷ', '\u{2e2f}', '\u{1df00}', '\u{10d4a}', '\u{16ea0}', '\u{323b0}']
        {
            assert!(is_start(letter) && is_continue(letter), "{letter:?}");
        }
        for part in ['0', '٣', '\u{301}', '\u{903}', '‿', '\u{200d}', '\u{ad}'] {
            assert!(!is_start(part) && is_continue(part), "{part:?}");
        }
        for other in [' ', '-', '$', '.', '²', '½', '€', 'Ⓐ', '\u{488}', '\u{e000}', '\u{378}', '\u{10ffff}'] {
            assert!(!is_start(other) && !is_continue(other), "{other:?}");
        }
        assert!(is_format('\u{200d}') && !is_format('a') && !is_format('\u{301}'));
    }

    #[test]
    fn what_is_not_seen_as_it_is() {
        for hidden in ['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{ad}', '\u{e0041}', '\u{fffa}'] {
            assert!(is_invisible(hidden) && is_unprintable(hidden), "{hidden:?}");
        }
        for steering in ['\0', '\t', '\n', '\u{1b}', '\u{85}', '\u{9b}', '\u{2028}'] {
            assert!(!is_invisible(steering) && is_unprintable(steering), "{steering:?}");
        }
        for plain in ['a', ' ', '\u{a0}', 'é', '\u{301}', '\u{fe0f}', '\u{2030}', '\u{fffd}'] {
            assert!(!is_unprintable(plain), "{plain:?}");
        }
        let all = (0..=0x10_ffff).filter_map(char::from_u32);
        assert!(all.clone().filter(|character| turns_direction(*character)).all(is_invisible));
        // All format characters but those that are seen, as the signs of Arabic numbers are.
        let seen: Vec<char> = all.filter(|character| is_format(*character) && !is_invisible(*character)).collect();
        assert!(
            seen.iter().all(
                |sign| matches!(sign, '\u{600}'..='\u{8e2}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}')
            ),
            "{seen:?}"
        );
    }

    /// Letters that came with Unicode 15 and 16 are in, those that came with 17 are not.
    #[test]
    fn the_compiler_does_not_know_the_newest_letters() {
        for old in ['a', 'ß', 'я', '名', '\u{31350}', '\u{10d4a}', '\u{a7cb}'] {
            assert!(is_rust_start(old), "{old:?}");
        }
        for new in ['\u{16ea0}', '\u{323b0}', '\u{a7ce}'] {
            assert!(is_start(new) && !is_rust_start(new) && !is_rust_continue(new), "{new:?}");
        }
        assert!(is_rust_continue('\u{301}') && !is_rust_start('\u{301}') && !is_rust_continue('\u{200d}'));
    }
}
