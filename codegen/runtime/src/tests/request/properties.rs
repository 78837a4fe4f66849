//! The constants of properties, wherever a name was one.

use super::super::sample::Account;
use crate::Extra;
use crate::request::Property;

#[test]
fn they_are_text() {
    const NAMES: [&str; 2] = [Account::NAME.name(), Account::ID.name()];
    assert_eq!(NAMES, ["name", "id"]);
    assert_eq!(String::from(Account::NAME), "name");
    assert_eq!(<&str>::from(Account::NAME), "name");
    assert_eq!(std::borrow::Cow::from(Account::NAME), "name");
    assert_eq!(Account::NAME, "name");
    assert_eq!("name", Account::NAME);
    assert_eq!(Account::NAME, *"name");
    assert_eq!(*"name", Account::NAME);
    let (name, id) = ("name".to_owned(), "id".to_owned());
    assert_eq!(Account::NAME, name);
    assert_ne!(id, Account::NAME);
    let map = std::collections::BTreeMap::from([("name", 1)]);
    assert_eq!(map.get(&*Account::NAME), Some(&1));
    assert_eq!(Property::<Account, i32>::new("x"), Property::new("x"));
    assert!(Account::NAME.contains('a'.to_string()).to_string().starts_with("contains("));
}

#[test]
fn constants_are_names() {
    let mut extra = Extra::new();
    extra.set_null(Account::NAME);
    extra.insert(Account::SIZE, 1);
    assert!(extra.is_null(Account::NAME) && extra.is_null(&*Account::NAME) && extra.is_null(String::from("name")));
    assert_eq!(extra.get(Account::SIZE), Some(&1.into()));
    assert_eq!(extra.remove(Account::SIZE), Some(1.into()));
    let text: &str = &Account::NAME;
    assert_eq!(
        format!("{text} {} {:?} {:>6}", Account::NAME, Account::NAME, Account::ID),
        r#"name name "name"     id"#
    );
}
