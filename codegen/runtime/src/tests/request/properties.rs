//! The constants of properties, wherever a name was one.

use super::super::sample::Account;
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
