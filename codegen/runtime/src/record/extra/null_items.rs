//! Nulls among the items of lists.
//!
//! A list of a Rust type has no item for `null`, though a collection may have one (OData CSDL XML 4.01, section 7.2.1), and
//! services send it where it may not be as well. The list holds the items that are there, and what is here knows where the
//! nulls stood.

use std::borrow::Cow;

use super::Extra;

/// The nulls of the lists of an object.
#[derive(Clone, Default)]
pub(super) struct NullLists(Vec<NullItems>);

/// The nulls among the items of a list.
#[derive(Clone)]
pub(crate) struct NullItems {
    property: Cow<'static, str>,
    /// Their places in the JSON array, in order.
    places: Vec<usize>,
    /// How many items the list had besides them.
    items: usize,
}

impl NullItems {
    /// Of a list that was read, with so many items besides them.
    pub(crate) const fn new(property: &'static str, places: Vec<usize>, items: usize) -> Self {
        Self { property: Cow::Borrowed(property), places, items }
    }
}

/// Nulls among the items of lists.
///
/// A list holds the items that are there: of `[1,null,2]` it is `[1, 2]`, and this is where the `null` is remembered.
/// It is written where it stood, whatever becomes of the items, as long as the list has no fewer than were read; what is
/// put behind them stays behind them. A list that has fewer items by now, or is `None`, has no nulls.
impl Extra {
    /// The places of the nulls in the JSON array of a property, counted from 0; none if it has no nulls.
    ///
    /// The name for the items of a [`Page`](crate::Page) is `value`.
    pub fn null_items(&self, property: impl AsRef<str>) -> &[usize] {
        self.null_list(property.as_ref()).map_or(&[], |list| &list.places)
    }

    /// Says at which places of the JSON array of a property there are nulls, counted from 0; of no places it has none.
    ///
    /// The list must hold something to be written. Nulls for which it has too few items come last.
    ///
    /// ```
    /// use odata_runtime::Extra;
    ///
    /// let mut extra = Extra::new();
    /// extra.set_null_items("tags", [1]);
    /// assert_eq!(extra.null_items("tags"), [1]);
    /// extra.set_null_items("tags", []);
    /// assert!(extra.is_empty());
    /// ```
    pub fn set_null_items(&mut self, property: impl Into<Cow<'static, str>>, places: impl IntoIterator<Item = usize>) {
        let mut places: Vec<usize> = places.into_iter().collect();
        places.sort_unstable();
        places.dedup();
        self.add_null_items(NullItems { property: property.into(), places, items: 0 });
    }

    /// Remembers the nulls of a list in place of those that it had before.
    pub(crate) fn add_null_items(&mut self, nulls: NullItems) {
        self.forget_null_items(&nulls.property);
        if !nulls.places.is_empty() {
            let content = self.0.get_or_insert_default();
            content.null_items.get_or_insert_default().0.push(nulls);
        }
        self.shrink();
    }

    /// Forgets the nulls of a list.
    pub(super) fn forget_null_items(&mut self, property: &str) {
        let Some(content) = &mut self.0 else { return };
        if let Some(lists) = &mut content.null_items {
            lists.0.retain(|list| list.property != property);
        }
        content.null_items.take_if(|lists| lists.0.is_empty());
    }

    /// The places of the nulls in a list that has so many items now.
    pub(crate) fn null_places(&self, property: &str, items: Option<usize>) -> &[usize] {
        match self.null_list(property) {
            Some(list) if items.is_some_and(|items| items >= list.items) => &list.places,
            _ => &[],
        }
    }

    /// Whether there are nulls in any list.
    #[inline]
    pub(crate) fn has_null_items(&self) -> bool {
        self.0.as_deref().is_some_and(|content| content.null_items.is_some())
    }

    fn null_list(&self, property: &str) -> Option<&NullItems> {
        self.null_lists().iter().find(|list| list.property == property)
    }

    pub(super) fn null_lists(&self) -> &[NullItems] {
        self.0.as_deref().and_then(|content| content.null_items.as_deref()).map_or(&[], |lists| &lists.0)
    }

    /// Whether the same nulls are remembered for the same lists.
    pub(super) fn has_same_null_items(&self, other: &Self) -> bool {
        self.null_lists().len() == other.null_lists().len()
            && self.null_lists().iter().all(|list| other.null_items(&list.property) == list.places)
    }

    /// The places of all nulls, by property, to be shown.
    pub(super) fn shown_null_items(&self) -> impl Iterator<Item = (&str, ShownNulls<'_>)> {
        self.null_lists().iter().map(|list| (&*list.property, ShownNulls(&list.places)))
    }
}

/// The places of nulls, to be shown.
pub(super) struct ShownNulls<'a>(&'a [usize]);

impl std::fmt::Debug for ShownNulls<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("nulls at ")?;
        formatter.debug_list().entries(self.0).finish()
    }
}

/// The nulls of a list while it is written.
pub(crate) struct NullsBetween<'a> {
    places: &'a [usize],
    /// How many items and nulls have been written.
    written: usize,
}

impl<'a> NullsBetween<'a> {
    pub(crate) const fn new(places: &'a [usize]) -> Self {
        Self { places, written: 0 }
    }

    /// How many nulls come before the next item, which is written after them.
    #[inline]
    pub(crate) fn before_item(&mut self) -> usize {
        let mut count = 0;
        while let Some((_, rest)) = self.places.split_first().filter(|(place, _)| **place == self.written) {
            self.places = rest;
            self.written += 1;
            count += 1;
        }
        self.written += 1;
        count
    }

    /// How many nulls come after the last item.
    pub(crate) const fn rest(&self) -> usize {
        self.places.len()
    }
}
