//! Walks over types and what is derived from them, however long the chains are.
//!
//! Nothing limits how many base types a type has, and each step of a recursion takes stack: so these are loops. Whatever is
//! to be known of the base types of all types is found in one [`walk`](Model::walk), since a lineage of each takes the
//! square of the length of a chain.

use super::{Model, StructuredId};

/// A step of a [`walk`](Model::walk).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To a type; its base types have been entered and not left.
    Enter(StructuredId),
    /// Back from a type; all that is derived from it has been entered and left.
    Leave(StructuredId),
}

impl Model<'_> {
    /// The base types of a type, the nearest first.
    pub(crate) fn bases(&self, id: StructuredId) -> impl Iterator<Item = StructuredId> {
        std::iter::successors(self.structured(id).base, |id| self.structured(*id).base)
    }

    /// A type and its base types, the nearest first.
    pub(crate) fn with_bases(&self, id: StructuredId) -> impl Iterator<Item = StructuredId> {
        std::iter::once(id).chain(self.bases(id))
    }

    /// The base types of a type, from the outermost to the type itself.
    pub fn lineage(&self, id: StructuredId) -> Vec<StructuredId> {
        let mut lineage: Vec<StructuredId> = self.with_bases(id).collect();
        lineage.reverse();
        lineage
    }

    /// Enters and leaves each type once, within its base type.
    pub(crate) fn walk(&self) -> impl Iterator<Item = Step> {
        let has_no_base = |id: &StructuredId| self.structured(*id).base.is_none();
        let mut pending: Vec<Step> = self.structured_ids().filter(has_no_base).map(Step::Enter).collect();
        pending.reverse();
        std::iter::from_fn(move || {
            let step = pending.pop()?;
            if let Step::Enter(id) = step {
                pending.push(Step::Leave(id));
                pending.extend(self.structured(id).derived.iter().rev().copied().map(Step::Enter));
            }
            Some(step)
        })
    }

    /// For each type, how many of those that are derived from it, directly or not, are counted.
    pub(crate) fn count_derived(&self, is_counted: impl Fn(StructuredId) -> bool) -> Vec<usize> {
        let mut counts = vec![0; self.structured_types.len()];
        for step in self.walk() {
            if let Step::Leave(id) = step
                && let Some(base) = self.structured(id).base
            {
                counts[base.index()] += counts[id.index()] + usize::from(is_counted(id));
            }
        }
        counts
    }
}

/// The circles among things each of which leads to one other at most, each from where it is entered first.
pub(super) fn cycles(count: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut cycles = Vec::new();
    let mut seen = vec![false; count];
    for start in 0..count {
        let mut path = Vec::new();
        let mut reached = Some(start);
        while let Some(current) = reached.filter(|current| !seen[*current]) {
            seen[current] = true;
            path.push(current);
            reached = next(current);
        }
        // What another walk has come by ends, or is in a circle that is known.
        let first = reached.and_then(|reached| path.iter().position(|index| *index == reached));
        cycles.extend(first.map(|first| path.split_off(first)));
    }
    cycles
}

/// How many types of a circle are named.
pub(super) const NAMED: usize = 10;

/// The names of a circle for a message, with the first one again at the end.
pub(super) fn circle(cycle: &[usize], name: impl Fn(usize) -> String) -> String {
    let mut names: Vec<String> = cycle.iter().take(NAMED).map(|index| name(*index)).collect();
    names.extend((cycle.len() > NAMED).then(|| "…".to_owned()));
    names.extend(cycle.first().map(|first| name(*first)));
    names.join(" → ")
}
