//! Query options.

use super::encode;
use super::expression::{Level, Term};
use super::settings::Settings;
use super::text::{Aliases, Text};

/// Query options in the order in which they were given.
#[derive(Clone, Debug, Default)]
pub(super) struct Options(Vec<(String, Text)>);

impl Options {
    /// Adds an option beside others.
    pub(super) fn add(&mut self, name: &str, value: Text) {
        self.0.push((name.to_owned(), value));
    }

    /// Gives an option a value in place of the one that it may have.
    pub(super) fn set(&mut self, name: &str, value: Text) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.add(name, value),
        }
    }

    /// Adds to the option that a list is.
    pub(super) fn extend(&mut self, name: &str, value: &Text) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => {
                known.push(",");
                known.append(value);
            }
            None => self.add(name, value.clone()),
        }
    }

    /// Adds a condition; both hold if there is one.
    pub(super) fn filter(&mut self, condition: Term) {
        match self.0.iter_mut().find(|(known, _)| known == "$filter") {
            Some((_, known)) => {
                let before = Term::new(std::mem::take(known), Level::Unknown);
                *known = before.with("and", condition, Level::And).text;
            }
            None => self.add("$filter", condition.text),
        }
    }

    /// Adds names to the option that a list of them is.
    pub(super) fn extend_all(&mut self, name: &str, values: &[Text]) {
        values.iter().for_each(|value| self.extend(name, value));
    }

    /// The options as they are in parentheses.
    pub(super) fn nested(&self) -> Text {
        let mut text = Text::default();
        for (index, (name, value)) in self.0.iter().enumerate() {
            if index > 0 {
                text.push(";");
            }
            text.push(name);
            text.push("=");
            text.append(value);
        }
        text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The query, percent-encoded.
    pub(super) fn render(&self, settings: &Settings, aliases: &Aliases) -> String {
        let mut aliases = aliases.clone();
        let mut parts = Vec::new();
        for (name, value) in &self.0 {
            let value = value.render(settings, "p", &mut aliases);
            parts.push(format!("{}={}", encode::name(name), encode::value(&value)));
        }
        parts.extend(aliases.iter().map(|(name, json)| format!("@{}={}", encode::name(name), encode::value(json))));
        parts.join("&")
    }
}

/// The options that both a request and what it expands have.
macro_rules! options {
    ($type:ident<$($parameter:ident),*>, $owner:ident, $($field:ident).+) => {
        /// Query options of any type.
        impl<$($parameter),*> $type<$($parameter),*> {
            /// Only these properties (OData 4.01 URL Conventions, section 5.1.4). Called again, these as well.
            pub fn select(mut self, properties: impl Select<$owner>) -> Self {
                let mut names = Vec::new();
                properties.add_to(&mut names);
                self.$($field).+.extend_all("$select", &names);
                self
            }

            /// Related entities along with it, with options of their own (OData 4.01 URL Conventions, section 5.1.3). Called again, these
            /// as well.
            ///
            /// A function that returns what it is given, `|related| related`, asks for no option.
            pub fn expand<P, V>(mut self, property: P, options: impl FnOnce(Expand<V>) -> Expand<V>) -> Self
            where
                P: Steps<$owner>,
                P::Value: Related<Item = V>,
            {
                let expand = options(Expand::new()).text(property.steps());
                self.$($field).+.extend("$expand", &expand);
                self
            }

            /// A further property that the service makes of others, by a name (OData 4.01 URL Conventions, section 5.1.10). Called again,
            /// this as well.
            pub fn compute<V>(mut self, expression: impl Into<Expression<$owner, V>>, name: &str) -> Self {
                let computed = named(expression.into().term().text, name);
                self.$($field).+.extend("$compute", &computed);
                self
            }

            /// A query option of any name, also such that this has no method for. Name and value are percent-encoded.
            pub fn query(mut self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
                self.$($field).+.add(name.as_ref(), Text::of(value));
                self
            }
        }
    };
}
pub(super) use options;

/// The options that say which items are meant, which requests for how many there are have, too.
macro_rules! narrowing_options {
    ($type:ty, [$($parameter:ident),*], $owner:ident, $($field:ident).+) => {
        /// Query options that say which items are meant.
        impl<$($parameter),*> $type {
            /// Only items that a condition holds for (OData 4.01 URL Conventions, section 5.1.2). Called again, both hold.
            pub fn filter(mut self, condition: impl Condition<$owner>) -> Self {
                self.$($field).+.filter(condition.into_filter().into_term());
                self
            }

            /// Only items that a free text fits (OData 4.01 URL Conventions, section 5.1.8).
            pub fn search(mut self, search: impl Into<Search>) -> Self {
                self.$($field).+.set("$search", Text::of(search.into().to_string()));
                self
            }
        }
    };
}
pub(super) use narrowing_options;

/// The options that requests for collections, and what is expanded, have.
macro_rules! collection_options {
    ($type:ty, [$($parameter:ident),*], $owner:ident, $($field:ident).+) => {
        narrowing_options!($type, [$($parameter),*], $owner, $($field).+);

        /// Query options of collections.
        impl<$($parameter),*> $type {
            /// The order of the items (OData 4.01 URL Conventions, section 5.1.5). Called again, the order of those that come to the same
            /// by the first one.
            pub fn order_by(mut self, order: impl Order<$owner>) -> Self {
                self.$($field).+.extend("$orderby", &order.into_order().into_text());
                self
            }

            /// At most so many items (OData 4.01 URL Conventions, section 5.1.6).
            pub fn top(mut self, count: u64) -> Self {
                self.$($field).+.set("$top", Text::of(count.to_string()));
                self
            }

            /// Without so many of the first items (OData 4.01 URL Conventions, section 5.1.6).
            pub fn skip(mut self, count: u64) -> Self {
                self.$($field).+.set("$skip", Text::of(count.to_string()));
                self
            }

            /// With the number of all items, on whatever page (OData 4.01 URL Conventions, section 5.1.7).
            pub fn with_count(mut self) -> Self {
                self.$($field).+.set("$count", Text::of("true"));
                self
            }

            /// What the service makes of the collection (OData Extension for Data Aggregation 4.0, section 3).
            ///
            /// If that has other properties, they are in `extra`, or the request is to be [read as](super::Request::read_as) another type.
            pub fn apply(mut self, transformations: Apply<$owner>) -> Self {
                self.$($field).+.set("$apply", transformations.into_text());
                self
            }
        }
    };
}
pub(super) use collection_options;
