//! Two plans, with the operations of both sides.

use std::collections::BTreeSet;

use super::changes::{Change, Comparison, Counts, Element, Impact, Version};
use super::index::{Index, Side};
use super::{operations, requests, types};

/// Compares the Rust of two sides.
pub(crate) fn compare(old: Side<'_>, new: Side<'_>) -> Comparison {
    let indexes = [old, new].map(Index::new);
    let mut changes = types::changes(&indexes);
    add_new(&mut changes, requests::changes(&indexes));
    add_new(&mut changes, operations::changes(old, new));
    // The order within a type is that in which its changes were found.
    changes.sort_by(|left, right| left.ty.cmp(&right.ty));
    let count = |impact| changes.iter().filter(|change| change.impact == impact).count();
    let counts = Counts {
        breaking: count(Impact::Breaking),
        breaking_literals: count(Impact::BreakingLiterals),
        compatible: count(Impact::Compatible),
        none: count(Impact::None),
    };
    let version = match counts {
        Counts { breaking: 1.., .. } => Version::Major,
        Counts { breaking_literals: 1.., .. } | Counts { compatible: 1.., .. } => Version::Minor,
        Counts { none: 1.., .. } => Version::Patch,
        _ => Version::Same,
    };
    Comparison { old_types: old.plan.type_count, new_types: new.plan.type_count, version, counts, changes }
}

/// Adds changes. A property that is gone is said to be so where its field is, and an operation where its method is.
fn add_new(changes: &mut Vec<Change>, more: Vec<Change>) {
    let key = |change: &Change| (change.ty.clone(), change.name.clone());
    let known: BTreeSet<(String, Option<String>)> = changes.iter().map(key).collect();
    let is_said = |change: &Change| {
        matches!(change.element, Element::Navigation | Element::Property | Element::Operation)
            && known.contains(&key(change))
    };
    changes.extend(more.into_iter().filter(|change| !is_said(change)));
}
