//! Enums and flags.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::json;

use super::sample::{Bits, Color, Empty, Everything, Overlap, Rights};
use super::{becomes, read, refused, same, text, write};
use crate::Flags;
use crate::values::tests::pairs;

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
        ("3", unknown("3")),
        ("18446744073709551615", unknown("18446744073709551615")),
        ("\"18446744073709551616\"", unknown("18446744073709551616")),
        ("\"Red\"", unknown("Red")),
        ("\" red\"", unknown(" red")),
        ("\"\"", unknown("")),
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
    assert!(matches!(read::<Empty>("\"a\""), Empty::Unrecognized(name) if name == "a"));
    assert_eq!("green".parse(), Ok(Color::Green));
    assert_eq!(unknown("17").value(), Some(17));
    assert_eq!(unknown("x").value(), None);
    assert_eq!((Color::Tiny.as_str(), Color::Tiny.to_string().as_str()), ("tiny", "tiny"));
    assert_eq!(format!("{:>6}|{:<6}", Color::Tiny, Color::Tiny), "  tiny|tiny  ");
    let set: HashSet<Color> = Color::all().chain(Color::all()).chain(["x".parse().unwrap()]).collect();
    assert_eq!(set.len(), 7);
    let map: std::collections::HashMap<Color, i32> = serde_json::from_str(r#"{"red": 1, "x": 2}"#).unwrap();
    assert_eq!(map[&Color::Red], 1);
    assert_eq!(serde_json::to_value(&map).unwrap(), json!({"red": 1, "x": 2}));
}

/// One kind of text makes a member that is not known: what neither is the name of one nor its value.
#[test]
fn unrecognized_is_what_is_not_known() {
    for known in Color::all() {
        for text in [known.as_str(), &known.value().unwrap().to_string()] {
            assert_eq!(Color::from(text), known);
        }
    }
    let later = unknown("later");
    assert_eq!(later, later.clone());
    assert_ne!(later, unknown("Later"));
    let Color::Unrecognized(name) = later else { panic!("it is {later:?}") };
    assert_eq!((name.as_str(), name.as_ref(), &*name, name.len()), ("later", "later", "later", 5));
    assert!(name == "later" && name == *"later" && name < name.clone().max(name_of(unknown("newer"))));
    assert_eq!(
        (format!("{name:>6}"), format!("{name:?}"), String::from(name)),
        (" later".into(), "\"later\"".into(), "later".to_owned())
    );
}

fn name_of(color: Color) -> crate::UnrecognizedMember<Color> {
    match color {
        Color::Unrecognized(name) => name,
        known => panic!("{known:?} is known"),
    }
}

fn unknown(name: &str) -> Color {
    let color = Color::from(name);
    assert!(matches!(&color, Color::Unrecognized(kept) if kept == name), "{color:?}");
    color
}

/// As it came, and as it is written once it was changed.
const FLAGS: &str = r#"
    "read" -> read | "read,write" -> edit | "write, read" -> edit | "write,  read" -> edit |
    " read ,share" -> read,share | "share,read" -> read,share | "read,new" -> read,new |
    "new,old,read,new" -> read,new,old | "edit,all" -> all | "read,read" -> read | "" -> none | "," -> none |
    "none" -> none | "none,read" -> read | "none,new" -> new | "0" -> none | "3" -> edit | "+3" -> edit |
    "5" -> read,share | "15" -> all,audit | "16" -> 16 | "17" -> read,16 | "read,8" -> read,audit |
    "99999999999999999999" -> 99999999999999999999 | "-1" -> all,audit,-16 | 0 -> none | 7 -> all | 6 -> write,share |
    24 -> audit,16 | -1 -> all,audit,-16 | 18446744073709551615 -> 18446744073709551615"#;

#[test]
fn flags_are_written_as_they_came() {
    for (json, _) in pairs(FLAGS) {
        let value: Flags<Rights> = read(json);
        if json.starts_with('"') {
            // A value by itself has no room for more than text.
            assert_eq!((text(&value).as_str(), format!("\"{value}\"").as_str()), (json, json));
        }
        let value: Everything = same(&format!(r#"{{"rights": {json}, "rightsList": [{json}, "read"]}}"#));
        assert_eq!(value, value.clone());
        assert_eq!(value.rights.as_ref(), value.rights_list.as_deref().unwrap().first());
        let clone = format!(r#"{{"rights":{json},"rightsList":[{json},"read"]}}"#);
        assert_eq!(text(&value.clone()), clone);
    }
}

#[test]
fn flags_that_were_changed_are_written_in_one_way() {
    for (json, expected) in pairs(FLAGS) {
        let mut value: Everything = read(&format!(r#"{{"rights": {json}}}"#));
        let rights = value.rights.as_mut().unwrap();
        assert!(rights.insert("other".into()));
        assert!(rights.remove(&"other".into()));
        assert_eq!(rights.to_string(), expected, "{json}");
        // What is the same value again is written as the number that it was.
        let is_digits = json.trim_matches('"').parse::<i128>().is_ok();
        assert_eq!(
            write(&value)["rights"] == read::<serde_json::Value>(json),
            is_digits || format!("\"{expected}\"") == json,
            "{json}"
        );
    }
}

#[test]
fn spellings_of_the_same_flags_are_equal() {
    let hash = |flags: &Flags<Rights>| {
        let mut hasher = DefaultHasher::new();
        flags.hash(&mut hasher);
        hasher.finish()
    };
    let edit: Flags<Rights> = Rights::Edit.into();
    for json in
        ["\"read,write\"", "\"write, read\"", "\"edit\"", "\"3\"", "3", "\"read,edit\"", "\"none,edit\"", "\"1,2\""]
    {
        let value: Flags<Rights> = read(json);
        assert_eq!((&value, hash(&value)), (&edit, hash(&edit)), "{json}");
        let value: Everything = read(&format!(r#"{{"rights": {json}, "rightsList": [{json}]}}"#));
        assert_eq!(value.rights.as_ref(), Some(&edit));
        assert_eq!(
            value,
            Everything { rights: Some(edit.clone()), rights_list: Some(vec![edit.clone()]), ..Everything::default() }
        );
    }
    assert_ne!(edit, read("\"edit,new\""));
    assert_ne!(edit, read("\"read\""));
    assert_eq!(read::<Flags<Rights>>("\"new,old\""), read("\"old,new,old\""));
    assert_eq!(read::<Flags<Rights>>("\"\""), read("\"none\""));
}

/// Whatever was read, and whatever bits members share.
#[test]
fn what_was_removed_is_not_there() {
    for (json, _) in pairs(FLAGS) {
        for member in Rights::all().chain(["new", "16", "99999999999999999999"].map(Rights::from)) {
            let mut flags: Flags<Rights> = read(json);
            let is_removed = flags.remove(&member);
            assert_eq!(is_removed, flags != read(json), "{json} {member}");
            assert!(!flags.contains(&member) || (member == Rights::None && flags.is_empty()), "{json} {member}");
            assert_eq!(read::<Flags<Rights>>(&text(&flags)), flags);
            assert!(flags.insert(member.clone()) || member == Rights::None);
            assert!(flags.contains(&member) || member == Rights::None);
        }
    }
}

#[test]
fn flags_as_bits() {
    let mut rights: Flags<Rights> = "edit".parse().unwrap();
    assert!(rights.contains(&Rights::Read) && rights.contains(&Rights::Write) && rights.contains(&Rights::Edit));
    assert!(!rights.contains(&Rights::Share) && !rights.contains(&Rights::All) && !rights.contains(&Rights::None));
    assert!(rights.insert(Rights::Share));
    assert!(!rights.insert(Rights::Share));
    assert_eq!((rights.len(), rights.bits()), (3, 7));
    assert!(rights.contains(&Rights::All));
    assert!(rights.insert("new".into()));
    assert!(rights.contains(&"new".into()));
    assert!(!rights.contains(&"other".into()));
    assert!(rights.contains(&"5".into()));
    rights.remove(&Rights::Edit);
    assert_eq!(rights.iter().collect::<Vec<_>>(), [Rights::Share, "new".into()]);
    let all: Flags<Rights> = [Rights::All, Rights::None].into_iter().collect();
    assert!(!all.contains(&Rights::None) && all.contains(&Rights::Edit));
    assert!(Flags::<Rights>::new().contains(&Rights::None));
    assert!(Flags::<Rights>::default().is_empty());

    for bits in [0, 1, 3, 8, 15, 16, 31, -1, i64::MIN, i64::MAX] {
        assert_eq!(Flags::<Rights>::from_bits(bits).bits(), bits);
        assert_eq!(Flags::<Bits>::from_bits(bits).bits(), bits);
        assert_eq!(Flags::<Empty>::from_bits(bits).to_string(), bits.to_string());
        let flags = Flags::<Rights>::from_bits(bits);
        assert_eq!(flags.to_string().parse(), Ok(flags.clone()));
        assert_eq!(flags.iter().collect::<Flags<Rights>>(), flags);
        assert_eq!(flags.iter().count(), flags.len());
    }
    // There is no name for it, but nothing is not the same as no value.
    becomes::<Flags<Bits>>("0", "\"0\"");
    assert_eq!(Flags::<Bits>::new().to_string(), "0");
    assert!(read::<Flags<Color>>("-1").contains(&Color::Red));
    assert_eq!(size_of::<Flags<Rights>>(), 16);
}

#[test]
fn members_of_flags() {
    let edit: Flags<Rights> = "audit, new,edit,48".parse().unwrap();
    let members = [Rights::Read, Rights::Write, Rights::Audit, "48".into(), "new".into()];
    assert_eq!(edit.iter().collect::<Vec<_>>(), members);
    assert_eq!((&edit).into_iter().collect::<Vec<_>>(), members);
    assert_eq!(edit.clone().into_iter().next_back(), Some("new".into()));
    assert_eq!(Flags::<Rights>::from_iter(members), edit);
    assert_eq!((Flags::<Rights>::from(Rights::None).len(), Flags::<Rights>::new().iter().next()), (0, None));

    let mut both = Flags::from(Rights::Read) | Rights::Share.into();
    assert_eq!(both.to_string(), "read,share");
    both |= "new".parse().unwrap();
    both |= Flags::new();
    assert_eq!(both.to_string(), "read,share,new");
    both.extend([Rights::Write]);
    assert_eq!(both.to_string(), "all,new");
}

/// Members that have bits in common make up what neither of them is.
#[test]
fn members_that_overlap() {
    for (json, fewest, members) in [
        ("7", "ab,bc", &[Overlap::Ab, Overlap::Bc][..]),
        ("3", "ab", &[Overlap::Ab]),
        ("1", "1", &[]),
        ("8", "d", &[Overlap::D]),
        ("15", "ab,bc,d", &[Overlap::Ab, Overlap::Bc, Overlap::D]),
    ] {
        let flags: Flags<Overlap> = becomes(json, &format!("\"{fewest}\""));
        let known: Vec<Overlap> = flags.iter().filter(|member| !matches!(member, Overlap::Unrecognized(_))).collect();
        assert_eq!(known, members, "{json}");
    }
    // The first of two names for the same is written, and both are read.
    let mut flags: Flags<Overlap> = becomes("\"delta\"", "\"delta\"");
    assert!(flags.contains(&Overlap::D) && flags.contains(&Overlap::Delta));
    flags.insert(Overlap::Ab);
    assert_eq!(flags.to_string(), "ab,d");
    flags.remove(&Overlap::Bc);
    assert_eq!(flags.to_string(), "d,1");
    assert!(!flags.contains(&Overlap::Ab));
    assert_eq!(flags.iter().collect::<Vec<_>>(), [Overlap::D, "1".into()]);
}
