//! Enums and flags.

use std::collections::HashSet;

use serde_json::json;

use super::sample::{Bits, Color, Empty, Everything, Rights};
use super::{becomes, read, refused, same, text};
use crate::Flags;

#[test]
fn names_and_numbers() {
    for (json, expected) in [
        ("\"red\"", Color::Red),
        ("\"1\"", Color::Red),
        ("\"+1\"", Color::Red),
        ("1", Color::Red),
        ("1.0", Color::Red),
        ("0", Color::None),
        ("-1", Color::Dark),
        ("\"-1\"", Color::Dark),
        ("9223372036854775807", Color::Huge),
        ("\"9223372036854775807\"", Color::Huge),
        ("-9223372036854775808", Color::Tiny),
        ("3", Color::Unrecognized("3".into())),
        ("18446744073709551615", Color::Unrecognized("18446744073709551615".into())),
        ("\"18446744073709551616\"", Color::Unrecognized("18446744073709551616".into())),
        ("\"Red\"", Color::Unrecognized("Red".into())),
        ("\" red\"", Color::Unrecognized(" red".into())),
        ("\"\"", Color::Unrecognized(String::new())),
    ] {
        let color: Color = read(json);
        assert_eq!(color, expected, "{json}");
        same::<Color>(&text(&color));
        let value: Everything = read(&format!(r#"{{"color": {json}, "colors": [{json}, "red"]}}"#));
        assert_eq!(value.color.as_ref(), Some(&expected));
        assert_eq!(value.colors.as_deref(), Some(&[expected, Color::Red][..]));
    }
    for (json, found) in [
        ("1.5", "1.5"),
        ("1e30", "1e30"),
        ("true", "true"),
        ("null", "null"),
        ("[\"red\"]", "an array"),
        ("{}", "an object"),
    ] {
        refused::<Color>(json, &format!("expected a member of sample.color, found {found}"));
        refused::<Flags<Rights>>(json, &format!("expected a member of sample.rights, found {found}"));
    }
}

#[test]
fn members() {
    assert_eq!(Color::all().len(), 6);
    assert_eq!(Color::all().map(|color| color.value()).max(), Some(Some(i64::MAX)));
    assert_eq!(Empty::all().len(), 0);
    assert_eq!(read::<Empty>("\"a\""), Empty::Unrecognized("a".into()));
    assert_eq!("green".parse(), Ok(Color::Green));
    assert_eq!(Color::Unrecognized("17".into()).value(), Some(17));
    assert_eq!(Color::Unrecognized("x".into()).value(), None);
    assert_eq!((Color::Tiny.as_str(), Color::Tiny.to_string().as_str()), ("tiny", "tiny"));
    assert_eq!(format!("{:>6}|{:<6}", Color::Tiny, Color::Tiny), "  tiny|tiny  ");
    let set: HashSet<Color> = Color::all().chain(Color::all()).chain(["x".parse().unwrap()]).collect();
    assert_eq!(set.len(), 7);
    let map: std::collections::HashMap<Color, i32> = serde_json::from_str(r#"{"red": 1, "x": 2}"#).unwrap();
    assert_eq!(map[&Color::Red], 1);
    assert_eq!(serde_json::to_value(&map).unwrap(), json!({"red": 1, "x": 2}));
}

#[test]
fn flags_as_text() {
    for (json, expected) in [
        ("\"read\"", "read"),
        ("\"read,write\"", "read,write"),
        ("\"write, read\"", "write, read"),
        ("\" read ,share\"", "read,share"),
        ("\"read,new\"", "read,new"),
        ("\"edit,all\"", "edit,all"),
        ("\"read,read\"", "read,read"),
        ("\"\"", ""),
        ("\",\"", ""),
        ("\"none\"", "none"),
        ("\"0\"", "none"),
        ("\"3\"", "edit"),
        ("\"5\"", "read,share"),
        ("\"15\"", "all,audit"),
        ("\"16\"", "16"),
        ("\"17\"", "read,16"),
        ("\"read,8\"", "read,audit"),
        ("\"99999999999999999999\"", "99999999999999999999"),
        ("0", "none"),
        ("7", "all"),
        ("6", "write,share"),
        ("24", "audit,16"),
        ("18446744073709551615", "18446744073709551615"),
    ] {
        let value: Flags<Rights> = becomes(json, &format!("\"{expected}\""));
        assert_eq!(value.to_string(), expected);
        same::<Everything>(&format!(r#"{{"rights": {json}, "rightsList": [{json}, "read"]}}"#));
    }
}

#[test]
fn flags_as_bits() {
    let mut rights: Flags<Rights> = "edit".parse().unwrap();
    assert!(rights.contains(&Rights::Read) && rights.contains(&Rights::Write) && rights.contains(&Rights::Edit));
    assert!(!rights.contains(&Rights::Share) && !rights.contains(&Rights::All) && !rights.contains(&Rights::None));
    rights.insert(Rights::Share);
    rights.insert(Rights::Share);
    assert_eq!((rights.len(), rights.bits()), (2, 7));
    assert!(rights.contains(&Rights::All));
    rights.insert(Rights::Unrecognized("new".into()));
    assert!(rights.contains(&Rights::Unrecognized("new".into())));
    assert!(!rights.contains(&Rights::Unrecognized("other".into())));
    assert!(rights.contains(&Rights::Unrecognized("5".into())));
    rights.remove(&Rights::Edit);
    assert_eq!(rights.iter().collect::<Vec<_>>(), [&Rights::Share, &Rights::Unrecognized("new".into())]);
    let all: Flags<Rights> = [Rights::All, Rights::None].into_iter().collect();
    assert!(all.contains(&Rights::None) && all.contains(&Rights::Edit));
    assert!(!Flags::<Rights>::new().contains(&Rights::None));
    assert!(Flags::<Rights>::default().is_empty());

    for bits in [0, 1, 3, 8, 15, 16, 31, -1, i64::MIN, i64::MAX] {
        assert_eq!(Flags::<Rights>::from_bits(bits).bits(), bits);
        assert_eq!(Flags::<Bits>::from_bits(bits).bits(), bits);
        assert_eq!(Flags::<Empty>::from_bits(bits).to_string(), bits.to_string());
        let text = Flags::<Rights>::from_bits(bits).to_string();
        assert_eq!(text.parse::<Flags<Rights>>().unwrap().bits(), bits);
    }
    // There is no name for it, but nothing is not the same as no value.
    becomes::<Flags<Bits>>("0", "\"0\"");
    assert!(read::<Flags<Color>>("-1").contains(&Color::Red));
}
