//! Which members of an object annotate it, or another member of it.
//!
//! An annotation is a member `@Term#Qualifier` of the object that it is for. One of a value that is not an object is a member
//! `name@Term` beside it, and one of another annotation is `@Term@OtherTerm`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::value::{Data, Member};
use crate::csdl::Text;

/// The annotations among the members of an object.
#[derive(Debug, Default)]
pub(super) struct Annotated<'v, 's> {
    /// Those of the object itself.
    pub(super) own: Vec<Place<'v, 's>>,
    /// Those of other members, by their names.
    of: HashMap<&'v str, Vec<Place<'v, 's>>>,
}

/// An annotation, and where its term starts in the name of the member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'v, 's> {
    pub(super) member: &'v Member<'s>,
    start: usize,
}

impl<'v, 's> Annotated<'v, 's> {
    /// Finds the annotations among the members of an object, and those whose target is missing.
    pub(super) fn among(members: &'v [Member<'s>]) -> (Self, Vec<Place<'v, 's>>) {
        let mut found = Self::default();
        for member in members {
            let Some(at) = member.name.text.find('@') else { continue };
            let place = Place { member, start: at + 1 };
            match &member.name.text[..at] {
                "" => found.own.push(place),
                target => found.of.entry(target).or_default().push(place),
            }
        }
        if found.of.is_empty() {
            return (found, Vec::new());
        }
        let names: HashSet<&str> = members.iter().map(|member| &*member.name.text).collect();
        let lost = found.of.extract_if(|target, _| !names.contains(target)).flat_map(|(_, places)| places);
        let lost = in_order(lost.collect());
        (found, lost)
    }

    /// Those of a member.
    pub(super) fn of(&self, member: &str) -> &[Place<'v, 's>] {
        self.of.get(member).map(Vec::as_slice).unwrap_or_default()
    }
}

impl<'v, 's> Place<'v, 's> {
    /// Tells the annotations of an element from those of its annotations, which are given by the name of what they annotate.
    pub(super) fn nested(places: &[Self]) -> HashMap<&'v str, Vec<Self>> {
        let mut nested: HashMap<&str, Vec<Self>> = HashMap::new();
        for place in places {
            if let Some(at) = place.name().find('@') {
                let inner = Place { start: place.start + at + 1, ..*place };
                nested.entry(&place.name()[..at]).or_default().push(inner);
            }
        }
        nested
    }

    /// The term and qualifier, and what follows them.
    pub(super) fn name(self) -> &'v str {
        &self.member.name.text[self.start..]
    }

    /// The name of what it annotates.
    pub(super) fn target(self) -> &'v str {
        &self.member.name.text[..self.start - 1]
    }

    /// A part of the term and qualifier, as a text of its own.
    pub(super) fn part(self, range: Range<usize>) -> Text<'s> {
        self.member.name.part(self.start + range.start..self.start + range.end)
    }

    /// Whether it says that what it annotates is JSON of any kind.
    pub(super) fn is_any_json(self) -> bool {
        matches!(self.name(), "Org.OData.Core.V1.MediaType" | "Core.MediaType")
            && matches!(&self.member.value.data, Data::String(text) if text == "application/json")
    }
}

/// All of them in the order of the document.
pub(super) fn in_order<'v, 's>(mut all: Vec<Place<'v, 's>>) -> Vec<Place<'v, 's>> {
    all.sort_by_key(|place| place.member.name.span);
    all
}
