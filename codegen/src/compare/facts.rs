//! What the schemas say of an element, on one side or on both.

use crate::docs;
use crate::plan::facts::{About, Deprecation, Fact};

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

/// What has become of a deprecation.
pub(super) fn deprecation(old: &About, new: &About) -> Option<String> {
    match (old.deprecation.as_deref(), new.deprecation.as_deref()) {
        (None, Some(new)) => Some(format!("deprecated {}", docs::deprecation(new)).trim_end().to_owned()),
        (Some(_), None) => Some("no longer deprecated".to_owned()),
        (Some(old), Some(new)) if old != new => Some(format!("deprecated otherwise: {}", docs::deprecation(new))),
        _ => None,
    }
}

/// What a deprecation does to users.
pub(super) fn warning(new: Option<&Deprecation>, path: &str) -> String {
    match new {
        Some(_) => format!("uses of `{path}` are warned of"),
        None => format!("uses of `{path}` are no longer warned of"),
    }
}
