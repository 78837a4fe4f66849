//! The methods that the runtime has for paths and requests, which no generated method hides.

/// Methods of whatever a value of any type has, by traits that every program knows.
const OF_ALL: &[&str] = &["borrow", "clone", "clone_into", "deref", "fmt", "from", "into", "to_owned", "try_from", "try_into"];

const OF_PATH: &[&str] = &["query", "segment", "url"];

const OF_ONE: &[&str] = &[
    "cast", "delete", "delete_ref", "get", "media", "path", "property", "replace", "set_ref", "update", "upsert",
];

const OF_MANY: &[&str] = &["add_ref", "cast", "count", "create", "delete_ref", "get", "id", "key", "path"];

const OF_SERVICE: &[&str] =
    &["at", "batch", "enum_literals", "ieee754_compatible", "keys", "many", "new", "one", "segment", "version"];

const OF_REQUEST: &[&str] = &["request"];

/// What has methods of its own besides those that are generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Has {
    One,
    Many,
    Service,
    Request,
}

impl Has {
    /// The names of these methods.
    pub(super) fn names(self) -> impl Iterator<Item = &'static &'static str> {
        let own = match self {
            Self::One => OF_ONE,
            Self::Many => OF_MANY,
            Self::Service => OF_SERVICE,
            Self::Request => OF_REQUEST,
        };
        let of_path = if self == Self::Request { &[] } else { OF_PATH };
        OF_ALL.iter().chain(of_path).chain(own)
    }
}
