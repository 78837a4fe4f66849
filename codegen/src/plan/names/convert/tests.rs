use proptest::prelude::*;

use super::*;

const CASES: [Case; 4] = [Case::UpperCamel, Case::Snake, Case::Module, Case::Shouty];

fn ident(case: Case, name: &str) -> String {
    convert(case, name).to_string()
}

#[test]
fn names_follow_the_conventions_of_rust() {
    assert_eq!(ident(Case::UpperCamel, "vppTokenActionResult"), "VppTokenActionResult");
    assert_eq!(ident(Case::UpperCamel, "v10_0"), "V10_0");
    assert_eq!(ident(Case::UpperCamel, "assignedToExternalMDM"), "AssignedToExternalMdm");
    assert_eq!(ident(Case::Snake, "lastUpdatedDateTime"), "last_updated_date_time");
    assert_eq!(ident(Case::Shouty, "appleId"), "APPLE_ID");
}

#[test]
fn keywords_are_raw_or_suffixed() {
    assert_eq!(ident(Case::Snake, "type"), "r#type");
    assert_eq!(ident(Case::Snake, "gen"), "r#gen");
    assert_eq!(ident(Case::Snake, "self"), "self_");
    assert_eq!(ident(Case::Snake, "crate"), "crate_");
    assert_eq!(ident(Case::UpperCamel, "self"), "Self_");
}

#[test]
fn every_name_becomes_an_identifier() {
    for name in ["", "_", "__", "1", "2fa", "a\u{200d}b", "größe", "名前", "a;b", "\"", "r#x", "\u{301}"] {
        for case in [Case::UpperCamel, Case::Snake, Case::Shouty] {
            let made = ident(case, name);
            assert!(syn::parse_str::<syn::Ident>(&made).is_ok(), "{name:?} became {made:?}");
        }
        let stem = file_stem(&convert(Case::Snake, name));
        assert!(stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{name:?}: {stem:?}");
    }
}

#[test]
fn devices_are_no_file_names() {
    assert_eq!(file_stem(&convert(Case::Snake, "con")), "con_");
    assert_eq!(file_stem(&convert(Case::Snake, "COM1")), "com1_");
    assert_eq!(file_stem(&convert(Case::Snake, "contact")), "contact");
}

#[test]
fn modules_of_camel_case_in_any_script_are_in_snake_case() {
    assert_eq!(ident(Case::Module, "ЦветКр"), "u446_u432_u435_u442_u43a_u440_");
    assert_eq!(ident(Case::Module, "αΒ"), "u3b1_u3b2_");
    assert_eq!(ident(Case::Module, "aÄ_b"), "a_ue4_b");
}

/// There is no capital `ª` and no small `𝐀`: the plain letters are in their places, and the numbers of those without any.
#[test]
fn letters_without_the_other_case_do_not_stand_where_it_is_needed() {
    assert_eq!(CASES.map(|case| ident(case, "ªb")), ["Ab", "ªb", "uaa_b", "AB"]);
    assert_eq!(CASES.map(|case| ident(case, "nº")), ["Nº", "nº", "nuba_", "NO"]);
    assert_eq!(CASES.map(|case| ident(case, "x𝐀")), ["X𝐀", "x_a", "x_a", "X_𝐀"]);
    assert_eq!(CASES.map(|case| ident(case, "ĸa")), ["U138a", "ĸa", "u138_a", "U138_A"]);
}

/// The compiler does not know the letters of Unicode 17.
#[test]
fn letters_that_are_too_new_are_numbers() {
    assert_eq!(CASES.map(|case| ident(case, "a\u{323b0}b")), ["AU323b0B", "a_u323b0_b", "a_u323b0_b", "A_U323B0_B"]);
    assert_eq!(ident(Case::Snake, "\u{16ea0}"), "u16ea0");
}

/// rustc's `non_camel_case_types`.
fn is_upper_camel_case(ident: &str) -> bool {
    let has_case = |character: char| !character.to_lowercase().eq(character.to_uppercase());
    let characters: Vec<char> = ident.trim_matches('_').chars().collect();
    !characters.first().is_some_and(|first| first.is_lowercase())
        && characters.windows(2).all(|pair| match pair {
            ['_', '_'] => false,
            ['_', other] | [other, '_'] => !has_case(*other),
            _ => true,
        })
}

/// rustc's `non_snake_case`.
fn is_snake_case(ident: &str) -> bool {
    !ident.trim_matches('_').contains("__") && !ident.contains(char::is_uppercase)
}

#[track_caller]
fn check(name: &str) {
    for case in CASES {
        let made = convert(case, name);
        let text = made.as_str();
        assert!(syn::parse_str::<syn::Ident>(&made.to_string()).is_ok(), "{name:?} became {made:?}");
        assert!(text.chars().all(is_rust_continue), "{name:?} became {made:?}");
        let is_right = match case {
            Case::UpperCamel => is_upper_camel_case(text),
            Case::Snake => is_snake_case(text),
            Case::Module => is_snake_case(text) && text.is_ascii(),
            Case::Shouty => !text.contains(char::is_lowercase),
        };
        assert!(is_right, "{name:?} became {made:?} in {case:?}");
    }
    // Constants are made of the names of fields.
    let constant = convert(Case::Shouty, convert(Case::Snake, name).as_str());
    assert!(!constant.as_str().contains(char::is_lowercase), "{name:?} became {constant:?}");
}

/// Every letter with case or of a small script, and some of the many others: first, in the middle and last.
#[test]
fn the_compiler_warns_of_no_letter() {
    let is_tested = |character: char| {
        let code = u32::from(character);
        is_continue(character)
            && (character.is_lowercase() || character.is_uppercase() || code < 0x3000 || code.is_multiple_of(61))
    };
    for character in ('\0'..=char::MAX).filter(|character| is_tested(*character)) {
        check(&format!("{character}"));
        check(&format!("a{character}B"));
        check(&format!("_{character}_{character}1"));
    }
}

#[test]
fn letters_of_one_case_beside_letters_that_are_made_plain() {
    check("ꟕ𝕓");
}

fn identifier_character() -> impl Strategy<Value = char> {
    let of = |range: std::ops::Range<u32>| range.prop_filter_map("no character", char::from_u32);
    prop_oneof![
        of(0x30..0x250),
        of(0x250..0x600),
        of(0x1c80..0x2190),
        of(0xa640..0xac00),
        of(0x1d400..0x1d800),
        of(0..0x33480)
    ]
    .prop_filter("no part of identifiers", |character| is_continue(*character))
}

proptest! {
    #[test]
    fn the_compiler_warns_of_no_name(name in prop::collection::vec(identifier_character(), 1..12)) {
        check(&name.into_iter().collect::<String>());
    }
}
