//! What the schemas say of an element, on one side or on both.

use crate::docs;
use crate::plan::facts::{About, Fact};

/// The facts that hold of an element on one side only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Difference<'p> {
    gone: Vec<&'p Fact>,
    come: Vec<&'p Fact>,
}

impl<'p> Difference<'p> {
    pub(super) fn new(old: &'p About, new: &'p About) -> Self {
        Self {
            gone: old.facts.iter().filter(|fact| !new.facts.contains(fact)).collect(),
            come: new.facts.iter().filter(|fact| !old.facts.contains(fact)).collect(),
        }
    }

    /// What was and what is, of an element with these names; `None` if there is no difference.
    pub(super) fn text(&self, old: &str, new: &str) -> Option<String> {
        let (gone, come) = (list(self.gone.iter().copied(), old), list(self.come.iter().copied(), new));
        match (gone.as_str(), come.as_str()) {
            ("", "") => None,
            ("", new) => Some(format!("now {new}")),
            (old, "") => Some(format!("no longer {old}")),
            (old, new) => Some(format!("was {old}; is {new}")),
        }
    }
}

/// What holds of an element with a name.
pub(super) fn list<'f>(facts: impl IntoIterator<Item = &'f Fact>, name: &str) -> String {
    facts.into_iter().filter_map(|fact| docs::words(fact, name, None)).collect::<Vec<_>>().join(", ")
}

/// Whether descriptions are read as different texts.
pub(super) fn is_described_otherwise(old: &About, new: &About) -> bool {
    let text = |about: &About| about.description.as_deref().map(docs::described).unwrap_or_default();
    old.description != new.description && text(old) != text(new)
}

/// What has become of the deprecation of what has a path in Rust, and what that does to users.
pub(super) fn deprecation(old: &About, new: &About, path: &str) -> Option<(String, String)> {
    let schema = match (old.deprecation.as_deref(), new.deprecation.as_deref()) {
        (None, Some(new)) => format!("deprecated {}", docs::deprecation(new)).trim_end().to_owned(),
        (Some(_), None) => "no longer deprecated".to_owned(),
        (Some(old), Some(new)) if old != new => format!("deprecated otherwise: {}", docs::deprecation(new)),
        _ => return None,
    };
    let warning = if new.deprecation.is_some() { "are warned of" } else { "no longer give a warning" };
    Some((schema, format!("uses of `{path}` {warning}")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::plan::TypeId;
    use crate::plan::facts::{Description, ItemType, Named, ValueType};

    fn about(facts: impl IntoIterator<Item = Fact>) -> About {
        About { facts: facts.into_iter().collect(), ..About::default() }
    }

    fn order(number: usize) -> Fact {
        let named = Named { name: "shop.order".into(), generated: Some(TypeId(number)) };
        Fact::Value(ValueType { item: ItemType::Declared(Arc::new(named)), is_collection: false, is_nullable: true })
    }

    #[test]
    fn a_type_is_the_same_whatever_its_number_is() {
        let (old, new) = (about([order(1), Fact::MaxLength(8)]), about([Fact::MaxLength(9), order(2)]));
        let text = Difference::new(&old, &new).text("a", "a");
        assert_eq!(text.as_deref(), Some("was Length at most 8; is Length at most 9"));
        assert_eq!(Difference::new(&about([order(1)]), &about([order(2)])).text("a", "a"), None);
    }

    #[test]
    fn a_value_is_found_though_it_is_not_listed() {
        let values = |last: &str| {
            let first = (0..30).map(|number| Some(number.to_string().into()));
            about([Fact::AllowedValues(first.chain([Some(last.into())]).collect())])
        };
        assert_eq!(Difference::new(&values("x"), &values("x")).text("a", "a"), None);
        assert!(Difference::new(&values("x"), &values("y")).text("a", "a").is_some());
    }

    #[test]
    fn spaces_do_not_make_another_description() {
        let with = |text: &str| About {
            description: Some(Box::new(Description { short: Some(text.into()), ..Description::default() })),
            ..About::default()
        };
        assert!(!is_described_otherwise(&with("One two."), &with(" One\r\ntwo.\u{200b}")));
        assert!(is_described_otherwise(&with("One two."), &with("One, two.")));
        assert!(is_described_otherwise(&with("One two."), &About::default()));
    }
}
