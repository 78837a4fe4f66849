//! Paths: where a resource is.

use std::fmt;
use std::sync::Arc;

use super::encode;
use super::key::{self, Key};
use super::settings::Settings;
use super::text::{Aliases, Fault, Text};
use crate::url;

/// The URL of a resource, relative to the root of its service (OData 4.01 URL Conventions, section 4).
///
/// It is what [`One`](super::One) and [`Many`](super::Many) come to in the end, and so has what leads from anywhere to what no method is generated for. All
/// that it is given is percent-encoded. Segments that are empty, `.` or `..` would lead elsewhere, so that no request can be made
/// of a path with such.
#[derive(Clone)]
#[must_use = "a path leads nowhere until a request is made of it"]
pub struct Path(Arc<Location>);

#[derive(Clone)]
struct Location {
    settings: Arc<Settings>,
    base: Base,
    /// Percent-encoded, without a slash at its beginning.
    text: String,
    /// The query of a URL that the service gave, percent-encoded.
    query: Option<String>,
    aliases: Aliases,
    /// What is wrong with it.
    fault: Option<Fault>,
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
            query: None,
            aliases: Aliases::default(),
            fault: None,
        };
        Self(Arc::new(location))
    }

    fn with(&self, change: impl FnOnce(&mut Location)) -> Self {
        let mut location = (*self.0).clone();
        change(&mut location);
        Self(Arc::new(location))
    }

    /// What is at a URL that the service gave, which may be relative to the root of the service.
    pub(super) fn at(&self, reference: &str) -> Self {
        let settings = Arc::clone(&self.0.settings);
        let url = encode::link(&url::resolve(&format!("{}/", settings.root), reference));
        let mut fault = None;
        if !url::is_http(&url) {
            fault = Some(format!("`{reference}` is not a URL that a request can be sent to").into());
        } else if url.contains('#') {
            fault = Some(
                format!("`{reference}` is a part of something: ask for what is at the URL in front of `#`").into(),
            );
        }
        let (place, query) = url.split_once('?').map_or((url.as_str(), None), |(place, query)| (place, Some(query)));
        let (base, text) = match url::below(&settings.root, place) {
            Some(below) => (Base::Root, below.to_owned()),
            None => (Base::Absolute, place.to_owned()),
        };
        let mut aliases = Aliases::default();
        for name in query.iter().flat_map(|query| query.split('&')).map(encode::name_of) {
            name.strip_prefix('@').into_iter().for_each(|name| aliases.take(name));
        }
        Self(Arc::new(Location { settings, base, text, query: query.map(str::to_owned), aliases, fault }))
    }

    /// What another request of the same batch is answered with.
    pub(super) fn reference(&self, id: &str, fault: Option<Fault>) -> Self {
        self.with(|location| {
            (location.base, location.text) = (Base::Reference, format!("${id}"));
            location.blame(fault);
        })
    }

    /// The id of the request of the same batch that it begins with the result of, without which it is of no use.
    pub(super) fn prerequisite(&self) -> Option<&str> {
        let is_reference = self.0.base == Base::Reference;
        is_reference.then(|| self.0.text.split('/').next())??.strip_prefix('$')
    }

    /// Whether it is below the root of another service than this.
    pub(super) fn is_of_another_service(&self, other: &Self) -> bool {
        self.0.base == Base::Root && self.0.settings.root != other.0.settings.root
    }

    /// Whether it is what the batches of the service go to.
    pub(super) fn is_batch(&self) -> bool {
        self.0.base == Base::Root && self.0.text == "$batch"
    }

    pub(super) fn settings(&self) -> &Arc<Settings> {
        &self.0.settings
    }

    pub(super) fn aliases(&self) -> &Aliases {
        &self.0.aliases
    }

    /// What is wrong with it: no request can be made of it.
    pub(super) fn fault(&self) -> Option<&Fault> {
        self.0.fault.as_ref()
    }

    /// The queries that the URL has by itself: that of the URL that the service gave, and that of the root, which is for none but
    /// what is below it.
    pub(super) fn queries(&self) -> [Option<&str>; 2] {
        let root = self.0.settings.query.as_deref();
        [self.0.query.as_deref(), root.filter(|_| self.0.base != Base::Absolute)]
    }

    /// Further segments, with slashes between them.
    pub(super) fn joined(&self, path: &str) -> Self {
        self.with(|location| {
            location.join(&encode::path(path));
            for segment in path.split('/') {
                location.check(segment);
            }
        })
    }

    /// The URL, percent-encoded, with what it needs to be understood and without the query of the root.
    pub fn url(&self) -> String {
        let aliases: Vec<String> = self.0.aliases.options().collect();
        let query: Vec<&str> = self.0.query.as_deref().into_iter().chain(aliases.iter().map(String::as_str)).collect();
        encode::with_query(self.place(), &query)
    }

    /// The URL without a query.
    pub(super) fn place(&self) -> String {
        let Location { settings, base, text, .. } = &*self.0;
        match base {
            Base::Root if text.is_empty() => settings.root.clone(),
            Base::Root => format!("{}/{text}", settings.root),
            Base::Absolute | Base::Reference => text.clone(),
        }
    }

    /// The URL without a query as items of a batch have it: relative to the root of the service, if it is below.
    pub(super) fn relative(&self) -> String {
        match self.0.base {
            // Nothing would be the batch itself.
            Base::Root if self.0.text.is_empty() => self.place(),
            Base::Root => encode::relative(&self.0.text),
            Base::Absolute | Base::Reference => self.0.text.clone(),
        }
    }

    /// A further segment, whatever it is: a slash in it is encoded like all else.
    pub fn segment(&self, name: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        self.with(|location| {
            location.join(&encode::segment(name));
            location.check(name);
        })
    }

    /// One of a collection.
    pub(super) fn keyed(&self, key: &Key, names: &[&'static str], odata_type: &str) -> Self {
        self.with(|location| {
            let is_first = location.base == Base::Root && !location.text.contains('/');
            let fits = |segments: &[String]| key::are_segments(segments, is_first, odata_type);
            match key.segments(&location.settings).filter(|segments| fits(segments)) {
                Some(segments) => segments.iter().for_each(|segment| location.join(&encode::segment(segment))),
                None => {
                    let list = key.in_parentheses(names, &location.settings, &mut location.aliases);
                    location.leave();
                    location.text.truncate(location.text.trim_end_matches('/').len());
                    location.text.push_str(&list);
                }
            }
            location.blame(key.fault());
        })
    }

    /// The result of a function.
    pub(super) fn called(&self, name: &str, arguments: &[(String, Text)]) -> Self {
        self.with(|location| {
            let mut list = Vec::with_capacity(arguments.len());
            for (name, value) in arguments {
                let text = value.render(&location.settings, name, &mut location.aliases);
                list.push(format!("{}={}", encode::segment(name), encode::segment(&text)));
                location.blame(value.fault().cloned());
            }
            location.join(&format!("{}({})", encode::segment(name), list.join(",")));
            location.check(name);
        })
    }
}

impl Location {
    fn join(&mut self, segment: &str) {
        self.leave();
        // URLs that services give may end with a slash.
        if !self.text.is_empty() && !self.text.ends_with('/') {
            self.text.push('/');
        }
        self.text.push_str(segment);
    }

    /// Leaves the resource of a URL that the service gave: its system query options are for that one, and the others go along.
    fn leave(&mut self) {
        let Some(query) = self.query.take() else { return };
        let others: Vec<&str> = query.split('&').filter(|option| !encode::name_of(option).starts_with('$')).collect();
        self.query = (!others.is_empty()).then(|| others.join("&"));
    }

    fn blame(&mut self, fault: Option<Fault>) {
        self.fault = self.fault.take().or(fault);
    }

    /// Notes what is wrong with a segment that is none: those with dots are steps within the path, whether they are encoded or not.
    fn check(&mut self, segment: &str) {
        self.blame(match segment {
            "" => Some("a segment of the path is empty".into()),
            "." | ".." => Some(format!("`{segment}` cannot be a segment of a path: it leads somewhere else").into()),
            _ => None,
        });
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

/// What all places with a type have: the URL, and copies, which lead on like it.
macro_rules! places {
    ($($place:ident<$parameter:ident $(: $bound:ident)?>)*) => {$(
        impl<$parameter $(: $bound)?> $place<$parameter> {
            /// The URL that it is at.
            pub fn path(&self) -> &Path {
                &self.path
            }
        }

        impl<$parameter $(: $bound)?> Clone for $place<$parameter> {
            fn clone(&self) -> Self {
                Self::from(self.path.clone())
            }
        }

        impl<$parameter $(: $bound)?> std::fmt::Debug for $place<$parameter> {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.path, formatter)
            }
        }
    )*};
}
pub(super) use places;
