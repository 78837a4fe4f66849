//! Aggregation.

use std::marker::PhantomData;

use super::expression::Expression;
use super::filter::Condition;
use super::property::{Property, PropertyPath};
use super::select::Select;
use super::text::{Text, texts};

/// Transformations of a collection, one after the other, for `$apply` (OData Extension for Data Aggregation 4.0, section 3).
///
/// ```
/// use odata_runtime::request::{Aggregate, Apply, Property};
///
/// # struct Sale;
/// const AMOUNT: Property<Sale, i32> = Property::new("amount");
/// const CUSTOMER: Property<Sale, String> = Property::new("customer");
///
/// let totals = Apply::new().filter(AMOUNT.gt(0)).group_by_and(CUSTOMER, [AMOUNT.sum_as("total"), Aggregate::count_as("sales")]);
/// assert_eq!(
///     format!("{totals:?}"),
///     "filter(amount gt 0)/groupby((customer),aggregate(amount with sum as total,$count as sales))"
/// );
/// ```
#[must_use = "it says what is wanted, and is to be given to a request"]
pub struct Apply<T> {
    text: Text,
    owner: PhantomData<fn(T)>,
}

/// A value that is made of many, and its name (OData Extension for Data Aggregation 4.0, section 3.1).
#[must_use = "it says what is wanted, and is to be given to a request"]
pub struct Aggregate<T> {
    text: Text,
    owner: PhantomData<fn(T)>,
}

impl<T> Apply<T> {
    /// No transformation.
    pub fn new() -> Self {
        Self { text: Text::default(), owner: PhantomData }
    }

    /// The transformations that a text is: it is written as it is, and percent-encoded.
    pub fn raw(text: impl Into<String>) -> Self {
        Self { text: Text::raw(text, "a transformation"), owner: PhantomData }
    }

    /// No transformation is one, too.
    pub(super) fn into_text(self) -> Text {
        if self.text.is_empty() { Text::of("identity") } else { self.text }
    }

    fn then(mut self, name: &str, content: &Text) -> Self {
        if !self.text.is_empty() {
            self.text.push("/");
        }
        self.text.push(name);
        Self { text: self.text.called(content), owner: PhantomData }
    }

    /// Only what a condition holds for.
    pub fn filter(self, condition: impl Condition<T>) -> Self {
        self.then("filter", &condition.into_filter().into_text())
    }

    /// One item for each combination of the values of these properties.
    pub fn group_by(self, properties: impl Select<T>) -> Self {
        self.then("groupby", &in_parentheses(properties))
    }

    /// One item for each combination of the values of these properties, and what is made of those that have them.
    pub fn group_by_and(self, properties: impl Select<T>, aggregates: impl IntoIterator<Item = Aggregate<T>>) -> Self {
        let mut content = in_parentheses(properties);
        content.push(",aggregate");
        let content = content.called(&listed(aggregates));
        self.then("groupby", &content)
    }

    /// One item of what is made of all.
    pub fn aggregate(self, aggregates: impl IntoIterator<Item = Aggregate<T>>) -> Self {
        self.then("aggregate", &listed(aggregates))
    }

    /// A further property of each item, of a name.
    pub fn compute<V>(self, expression: impl Into<Expression<T, V>>, name: &str) -> Self {
        self.then("compute", &named(expression.into().term().text, name))
    }
}

impl<T> Default for Apply<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Aggregate<T> {
    /// How many items there are, by a name.
    pub fn count_as(name: &str) -> Self {
        Self { text: named(Text::of("$count"), name), owner: PhantomData }
    }

    /// The aggregate that a text is: it is written as it is, and percent-encoded.
    pub fn raw(text: impl Into<String>) -> Self {
        Self { text: Text::raw(text, "an aggregate"), owner: PhantomData }
    }

    fn of(mut text: Text, method: &str, name: &str) -> Self {
        text.push(" with ");
        text.push(method);
        if !method.split('.').all(is_identifier) {
            text.blame(format!("`{method}` is not the name of a method of aggregation"));
        }
        Self { text: named(text, name), owner: PhantomData }
    }
}

/// The expression and the name that it gets.
pub(super) fn named(mut text: Text, name: &str) -> Text {
    text.push(" as ");
    text.push(name);
    if !is_identifier(name) {
        text.blame(format!(
            "`{name}` is not the name of a property: it may have letters, digits and `_`, and no digit in front"
        ));
    }
    text
}

/// Whether a text can be the name of a property (OData 4.01 ABNF, rule `odataIdentifier`).
fn is_identifier(name: &str) -> bool {
    // Outside of ASCII there are more letters, digits and marks than are known here.
    let is_inside = |character: char| match character.is_ascii() {
        true => character.is_ascii_alphanumeric() || character == '_',
        false => !character.is_whitespace() && !character.is_control(),
    };
    !name.is_empty() && !name.starts_with(|first: char| first.is_ascii_digit()) && name.chars().all(is_inside)
}

fn listed<T>(aggregates: impl IntoIterator<Item = Aggregate<T>>) -> Text {
    let texts: Vec<Text> = aggregates.into_iter().map(|aggregate| aggregate.text).collect();
    let mut list = Text::default();
    list.append_list(&texts);
    if texts.is_empty() {
        list.blame("there is no aggregate: `group_by` takes none");
    }
    list
}

fn in_parentheses<T>(properties: impl Select<T>) -> Text {
    let mut names = Vec::new();
    properties.add_to(&mut names);
    let mut list = Text::default();
    list.append_list(&names);
    if names.is_empty() {
        list.blame("there is no property to group by: `aggregate` takes none");
    }
    Text::default().called(&list)
}

macro_rules! methods {
    ($($method:ident $name:literal $doc:literal;)*) => {$(
        #[doc = $doc]
        pub fn $method(&self, name: &str) -> Aggregate<T> {
            self.aggregated($name, name)
        }
    )*};
}

macro_rules! aggregates {
    ($($type:ident)*) => {$(
        /// Aggregates (OData Extension for Data Aggregation 4.0, section 3.1.3).
        impl<T, V> $type<T, V> {
            methods! {
                sum_as "sum" "The sum, by a name.";
                average_as "average" "The average, by a name.";
                min_as "min" "The lowest, by a name.";
                max_as "max" "The highest, by a name.";
                count_distinct_as "countdistinct" "How many different ones there are, by a name.";
            }

            /// What a method of the service makes of all, by a name.
            pub fn aggregated(&self, method: &str, name: &str) -> Aggregate<T> {
                Aggregate::of(self.term().text, method, name)
            }
        }
    )*};
}
aggregates! { Property PropertyPath Expression }

impl<T, V> From<Property<T, V>> for Expression<T, V> {
    fn from(property: Property<T, V>) -> Self {
        Self::of(property.term())
    }
}

impl<T, V> From<PropertyPath<T, V>> for Expression<T, V> {
    fn from(path: PropertyPath<T, V>) -> Self {
        Self::of(path.term())
    }
}

texts! { Apply<T> { text, owner } }
texts! { Aggregate<T> { text, owner } }
