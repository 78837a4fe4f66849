//! Values that a service makes of others.

mod comparand;
mod methods;

use std::marker::PhantomData;

pub use self::comparand::{Comparand, Dated, Numeric, Timed};
use super::text::{Text, texts};

/// A value of a type `V` that a service makes of values of a type `T`: by functions and arithmetic (OData 4.01 URL Conventions,
/// section 5.1.1).
///
/// It has the same methods as a [`Property`](super::Property), which make it.
#[must_use = "it says what is wanted, and is to be given to a request"]
pub struct Expression<T, V> {
    term: Term,
    types: PhantomData<fn(T) -> V>,
}

/// The text of an expression, and how tightly it holds together.
#[derive(Clone, Debug)]
pub struct Term {
    pub(super) text: Text,
    level: Level,
}

/// How tightly the parts of an expression hold together, from the loosest on (OData 4.01 URL Conventions, section 5.1.1.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Unknown,
    Or,
    And,
    Equality,
    Relation,
    Sum,
    Product,
    Unary,
    Primary,
}

impl Term {
    pub(super) fn new(text: Text, level: Level) -> Self {
        Self { text, level }
    }

    /// The text, in parentheses if it holds less tightly than this.
    fn within(self, level: Level) -> Text {
        if self.level >= level {
            return self.text;
        }
        Text::default().called(&self.text)
    }

    /// Two with an operator between them.
    pub(super) fn with(self, operator: &str, other: Self, level: Level) -> Self {
        // What is on the right is not to be taken for a part of what is on the left: 1 - (2 - 3). Of `and` and `or` it does not matter,
        // and comparisons of comparisons are clearer in parentheses on either side.
        let (left, right) = match level {
            Level::And | Level::Or => (level, level),
            Level::Equality | Level::Relation => (Level::Sum, Level::Sum),
            _ if level >= Level::Product => (level, Level::Unary),
            _ => (level, Level::Product),
        };
        let mut text = self.within(left);
        text.push(" ");
        text.push(operator);
        text.push(" ");
        text.append(&other.within(right));
        Self::new(text, level)
    }

    /// One with an operator in front.
    pub(super) fn prefixed(self, operator: &str, level: Level) -> Self {
        let mut text = Text::of(operator);
        text.append(&self.within(Level::Primary));
        Self::new(text, level)
    }

    /// The result of a function.
    fn called(name: &str, arguments: &[&Text]) -> Self {
        let mut list = Text::default();
        list.append_list(arguments.iter().copied());
        Self::new(Text::of(name).called(&list), Level::Primary)
    }

    /// Whether it is one of several values.
    fn in_list(self, values: Vec<Self>) -> Self {
        if values.is_empty() {
            // The ABNF has no empty list.
            return Self::new(Text::of("false"), Level::Primary);
        }
        let list: Vec<Text> = values.into_iter().map(|value| value.text).collect();
        let list = Self::called("", &list.iter().collect::<Vec<_>>());
        self.with("in", list, Level::Relation)
    }

    /// Whether a condition holds for items of a collection, by a variable.
    fn lambda(self, operator: &str, variable: &Text, condition: &Self) -> Self {
        let mut content = variable.clone();
        content.push(":");
        content.append(&condition.text);
        let followed = self.followed(operator);
        Self::new(followed.text.called(&content), Level::Primary)
    }

    /// What a segment at the end of a path stands for.
    fn followed(self, segment: &str) -> Self {
        let mut text = self.within(Level::Primary);
        text.push("/");
        text.push(segment);
        Self::new(text, Level::Primary)
    }
}

impl<T, V> Expression<T, V> {
    /// The expression that a text is: it is written as it is, and percent-encoded.
    pub fn raw(text: impl Into<String>) -> Self {
        Self::of(Term::new(Text::raw(text, "an expression"), Level::Unknown))
    }

    pub(super) fn of(term: Term) -> Self {
        Self { term, types: PhantomData }
    }

    pub(super) fn term(&self) -> Term {
        self.term.clone()
    }
}

texts! { Expression<T, V> { term.text, types } + Display }
