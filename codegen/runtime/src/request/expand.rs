//! Related entities that come along.

use std::fmt;
use std::marker::PhantomData;

use super::apply::{Apply, named};
use super::expression::Expression;
use super::filter::Condition;
use super::options::{Options, collection_options, narrowing_options, options};
use super::order::Order;
use super::property::{Related, Steps};
use super::search::Search;
use super::select::Select;
use super::text::Text;

/// What is wanted of related entities of a type `T` that come along, for `$expand` (OData 4.01 URL Conventions, section 5.1.3).
#[must_use = "it says what is wanted, and is to be given to a request"]
pub struct Expand<T> {
    options: Options,
    /// What is behind the path.
    end: &'static str,
    owner: PhantomData<fn(T)>,
}

options!(Expand<T>, T, options);
collection_options!(Expand<T>, [T], T, options);

impl<T> Expand<T> {
    pub(super) fn new() -> Self {
        Self { options: Options::default(), end: "", owner: PhantomData }
    }

    /// Those that they lead to by the same property as well, so many levels deep (OData 4.01 URL Conventions, section 5.1.3).
    pub fn levels(mut self, count: u32) -> Self {
        self.options.set("$levels", Text::of(count.to_string()));
        self
    }

    /// Those that they lead to by the same property as well, as many levels deep as the service allows.
    pub fn levels_max(mut self) -> Self {
        self.options.set("$levels", Text::of("max"));
        self
    }

    /// No more than references to them.
    pub fn references(mut self) -> Self {
        self.end = "/$ref";
        self
    }

    /// No more than how many there are, which is in `extra`: [`Extra::count`](crate::Extra::count).
    pub fn only_count(mut self) -> Self {
        self.end = "/$count";
        self
    }

    /// The item of `$expand` for a path.
    pub(super) fn text(self, mut path: Text) -> Text {
        path.push(self.end);
        if self.options.is_empty() { path } else { path.called(&self.options.nested()) }
    }
}

impl<T> Clone for Expand<T> {
    fn clone(&self) -> Self {
        Self { options: self.options.clone(), end: self.end, owner: PhantomData }
    }
}

impl<T> fmt::Debug for Expand<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.options.nested().shown())
    }
}
