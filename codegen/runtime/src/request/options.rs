//! Query options.

use super::encode;
use super::expression::{Level, Term};
use super::settings::Settings;
use super::text::{Aliases, Fault, Text};

/// Query options in the order in which they were given.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    given: Vec<Given>,
}

/// An option: its name, and the items of the list that its value is, of which most have one.
#[derive(Clone, Debug)]
struct Given {
    name: String,
    items: Vec<Item>,
}

/// An item of an option, and what it is about: there is no second one about the same.
#[derive(Clone, Debug)]
struct Item {
    about: Text,
    text: Text,
}

impl Options {
    /// Gives an option a value in place of the one that it may have.
    pub(super) fn set(&mut self, name: &str, value: Text) {
        self.items(name).clear();
        self.extend(name, Text::default(), value);
    }

    /// Adds an item to the option that a list is, in place of the one about the same that it may have.
    pub(super) fn extend(&mut self, name: &str, about: Text, text: Text) {
        let items = self.items(name);
        match items.iter_mut().find(|item| item.about == about) {
            Some(item) => item.text = text,
            None => items.push(Item { about, text }),
        }
    }

    fn items(&mut self, name: &str) -> &mut Vec<Item> {
        let index = self.given.iter().position(|given| given.name == name).unwrap_or_else(|| {
            self.given.push(Given { name: name.to_owned(), items: Vec::new() });
            self.given.len() - 1
        });
        &mut self.given[index].items
    }

    /// Adds names to the option that a list of them is.
    pub(super) fn extend_all(&mut self, name: &str, values: Vec<Text>) {
        values.into_iter().for_each(|value| self.extend(name, value.clone(), value));
    }

    /// Adds a condition; both hold if there is one.
    pub(super) fn filter(&mut self, condition: Term) {
        let before = self.given.iter().find(|given| given.name == "$filter").map(Given::value);
        let condition = match before {
            Some(before) => Term::new(before, Level::Unknown).with("and", condition, Level::And).text,
            None => condition.text,
        };
        self.set("$filter", condition);
    }

    /// Adds an option of any name. Those of OData and aliases stand in a URL once, others may stand there several times.
    pub(super) fn query(&mut self, name: &str, value: Text) {
        if name.starts_with(['$', '@']) {
            self.set(name, value);
        } else {
            self.given.push(Given { name: name.to_owned(), items: vec![Item { about: Text::default(), text: value }] });
        }
    }

    /// The options as they are in parentheses.
    pub(super) fn nested(&self) -> Text {
        let mut text = Text::default();
        for (index, given) in self.given.iter().enumerate() {
            if index > 0 {
                text.push(";");
            }
            text.push(&given.name);
            text.push("=");
            text.append(&given.value());
            if given.name.is_empty() {
                text.blame("a query option has no name");
            }
        }
        text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// What is wrong with them, where these aliases are there already.
    pub(super) fn fault(&self, aliases: &Aliases) -> Option<Fault> {
        let is_taken = |name: &&str| aliases.has(name);
        self.nested().fault().cloned().or_else(|| {
            let name = self.own_aliases().find(is_taken)?;
            Some(format!("the alias `@{name}` stands for a value in the path already: use another name").into())
        })
    }

    /// The names of the aliases that were given as options.
    fn own_aliases(&self) -> impl Iterator<Item = &str> {
        self.given.iter().filter_map(|given| given.name.strip_prefix('@'))
    }

    /// The parts of the query, percent-encoded.
    pub(super) fn render(&self, settings: &Settings, mut aliases: Aliases) -> Vec<String> {
        self.own_aliases().for_each(|name| aliases.take(name));
        let mut parts = Vec::new();
        for given in &self.given {
            let value = given.value().render(settings, "p", &mut aliases);
            parts.push(encode::option(&given.name, &value));
        }
        parts.extend(aliases.options());
        parts
    }
}

impl Given {
    fn value(&self) -> Text {
        let mut value = Text::default();
        value.append_list(self.items.iter().map(|item| &item.text));
        value
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
                self.$($field).+.extend_all("$select", names);
                self
            }

            /// Related entities along with it, with options of their own (OData 4.01 URL Conventions, section 5.1.3). Called again, these
            /// as well; of two calls with the same property the last one counts.
            ///
            /// A function that returns what it is given, `|related| related`, asks for no option.
            pub fn expand<P, V>(mut self, property: P, options: impl FnOnce(Expand<V>) -> Expand<V>) -> Self
            where
                P: Steps<$owner>,
                P::Value: Related<Item = V>,
            {
                let path = property.steps();
                let expand = options(Expand::new()).text(path.clone());
                self.$($field).+.extend("$expand", path, expand);
                self
            }

            /// All related entities along with it: `$expand=*` (OData 4.01 URL Conventions, section 5.1.3).
            ///
            /// Services take no other options of all than how many [levels](Expand::levels), or that
            /// [references](Expand::references) are enough. Where a property is expanded by itself, its own options count.
            pub fn expand_all(mut self, options: impl FnOnce(Expand<()>) -> Expand<()>) -> Self {
                let all = Text::of("*");
                let expand = options(Expand::new()).text(all.clone());
                self.$($field).+.extend("$expand", all, expand);
                self
            }

            /// A further property that the service makes of others, by a name (OData 4.01 URL Conventions, section 5.1.10). Called again,
            /// this as well; of two calls with the same name the last one counts.
            pub fn compute<V>(mut self, expression: impl Into<Expression<$owner, V>>, name: &str) -> Self {
                let computed = named(expression.into().term().text, name);
                self.$($field).+.extend("$compute", Text::of(name), computed);
                self
            }

            /// A query option of any name, also such that this has no method for. Name and value are percent-encoded.
            ///
            /// Options whose names begin with `$` or `@` replace those of the same name, as a URL has them once (OData 4.01 URL
            /// Conventions, section 5.1). Those of other names stand beside each other.
            pub fn query(mut self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
                self.$($field).+.query(name.as_ref(), Text::of(value));
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

            /// Only items that a free text fits (OData 4.01 URL Conventions, section 5.1.8). Called again, the last one counts.
            pub fn search(mut self, search: impl Into<Search>) -> Self {
                self.$($field).+.set("$search", search.into().into_text());
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
                let order = order.into_order().into_text();
                self.$($field).+.extend("$orderby", order.clone(), order);
                self
            }

            /// At most so many items (OData 4.01 URL Conventions, section 5.1.6). Called again, the last one counts.
            pub fn top(mut self, count: u64) -> Self {
                self.$($field).+.set("$top", Text::of(count.to_string()));
                self
            }

            /// Without so many of the first items (OData 4.01 URL Conventions, section 5.1.6). Called again, the last one counts.
            pub fn skip(mut self, count: u64) -> Self {
                self.$($field).+.set("$skip", Text::of(count.to_string()));
                self
            }

            /// With the number of all items, on whatever page (OData 4.01 URL Conventions, section 5.1.7).
            pub fn with_count(mut self) -> Self {
                self.$($field).+.set("$count", Text::of("true"));
                self
            }

            /// What the service makes of the collection (OData Extension for Data Aggregation 4.0, section 3). Called again, the last
            /// one counts.
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
