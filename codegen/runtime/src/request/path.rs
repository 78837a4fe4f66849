//! Paths: where a resource is.

use std::fmt;
use std::sync::Arc;

use super::encode;
use super::key::Key;
use super::literal::{Literal, text_of};
use super::settings::Settings;
use super::text::Aliases;
use crate::url;

/// The URL of a resource, relative to the root of its service (OData 4.01 URL Conventions, section 4).
///
/// It is what [`One`](super::One) and [`Many`](super::Many) come to in the end, and so has what leads from anywhere to what no method is generated for. All
/// that it is given is percent-encoded.
#[derive(Clone)]
pub struct Path(Arc<Location>);

#[derive(Clone)]
struct Location {
    settings: Arc<Settings>,
    base: Base,
    /// Percent-encoded, without a slash at its beginning.
    text: String,
    aliases: Aliases,
}

/// What a path begins with.
#[derive(Clone, Copy, PartialEq)]
enum Base {
    /// The root of the service.
    Root,
    /// Nothing: it is a URL.
    Absolute,
    /// The result of another request of the same batch: `$1`.
    Reference,
}

impl Path {
    pub(super) fn root(settings: Settings) -> Self {
        let location = Location {
            settings: Arc::new(settings),
            base: Base::Root,
            text: String::new(),
            aliases: Aliases::default(),
        };
        Self(Arc::new(location))
    }

    fn with(&self, change: impl FnOnce(&mut Location)) -> Self {
        let mut location = (*self.0).clone();
        change(&mut location);
        Self(Arc::new(location))
    }

    /// What is at a URL, which may be relative to the root of the service.
    pub(super) fn at(&self, reference: &str) -> Self {
        let root = &self.0.settings.root;
        let url = encode::link(&url::resolve(&format!("{root}/"), reference));
        self.with(|location| {
            location.aliases = Aliases::default();
            match url.strip_prefix(root.as_str()).and_then(|rest| rest.strip_prefix('/')) {
                Some(rest) => (location.base, location.text) = (Base::Root, rest.to_owned()),
                None => (location.base, location.text) = (Base::Absolute, url),
            }
        })
    }

    /// What another request of the same batch is answered with.
    pub(super) fn reference(&self, id: &str) -> Self {
        self.with(|location| (location.base, location.text) = (Base::Reference, format!("${id}")))
    }

    pub(super) fn settings(&self) -> &Arc<Settings> {
        &self.0.settings
    }

    pub(super) fn aliases(&self) -> &Aliases {
        &self.0.aliases
    }

    /// A further segment, encoded already.
    pub(super) fn joined(&self, segment: &str) -> Self {
        self.with(|location| location.join(segment))
    }

    /// The URL, percent-encoded, without query options.
    pub fn url(&self) -> String {
        let Location { settings, base, text, .. } = &*self.0;
        match base {
            Base::Root if text.is_empty() => settings.root.clone(),
            Base::Root => format!("{}/{text}", settings.root),
            Base::Absolute | Base::Reference => text.clone(),
        }
    }

    /// The URL as items of a batch have it: relative to the root of the service, if it is below.
    pub(super) fn relative(&self) -> String {
        match self.0.base {
            Base::Root => encode::relative(&self.0.text),
            Base::Absolute | Base::Reference => self.0.text.clone(),
        }
    }

    /// A further segment, whatever it is: a slash in it is encoded like all else.
    pub fn segment(&self, name: impl AsRef<str>) -> Self {
        self.joined(&encode::segment(name.as_ref()))
    }

    /// One of a collection.
    pub(super) fn keyed(&self, key: &Key, names: &[&'static str]) -> Self {
        self.with(|location| {
            let key = key.render(names, &location.settings, &mut location.aliases);
            location.text.push_str(&key);
        })
    }

    /// The result of a function.
    pub(super) fn called(&self, name: &str, arguments: &[(&str, &dyn Literal)]) -> Self {
        self.with(|location| {
            location.join(&encode::segment(name));
            location.text.push_str("()");
            for (name, value) in arguments {
                location.add_argument(name, *value);
            }
        })
    }

    /// The same with a further argument of the function that it ends with.
    pub(super) fn with_argument(&self, name: &str, value: &dyn Literal) -> Self {
        self.with(|location| location.add_argument(name, value))
    }
}

impl Location {
    fn join(&mut self, segment: &str) {
        if !self.text.is_empty() {
            self.text.push('/');
        }
        self.text.push_str(segment);
    }

    fn add_argument(&mut self, name: &str, value: &dyn Literal) {
        let value = text_of(value).render(&self.settings, name, &mut self.aliases);
        match self.text.pop() {
            Some(')') if !self.text.ends_with('(') => self.text.push(','),
            Some(')') => {}
            Some(other) => {
                self.text.push(other);
                self.text.push('(');
            }
            None => self.text.push('('),
        }
        self.text.push_str(&format!("{}={})", encode::segment(name), encode::segment(&value)));
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.url())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.url())
    }
}
