//! The methods that the runtime has for paths and requests, which no generated method hides.

/// What a type leads to has methods of these names.
const OF_PATHS: &[&str] = &[
    "action",
    "add_ref",
    "cast",
    "clone",
    "clone_from",
    "complex",
    "count",
    "create",
    "create_media",
    "delete",
    "delete_ref",
    "function",
    "get",
    "id",
    "into",
    "key",
    "many",
    "media",
    "one",
    "path",
    "property",
    "raw",
    "replace",
    "segment",
    "set_ref",
    "set_refs",
    "stream",
    "to_owned",
    "to_string",
    "try_into",
    "update",
    "upsert",
    "url",
];

/// Those that a service has besides.
const OF_SERVICE: &[&str] = &[
    "at",
    "batch",
    "enum_literals",
    "follow",
    "follow_all",
    "ieee754_compatible",
    "keys",
    "many_at",
    "new",
    "version",
];

/// Those of calls.
const OF_CALLS: &[&str] = &[
    "changes",
    "clone",
    "clone_from",
    "delta",
    "http",
    "into",
    "method",
    "next",
    "pages",
    "parts",
    "poll",
    "read",
    "read_parts",
    "request",
    "send",
    "send_async",
    "to_owned",
    "to_string",
    "try_into",
];

/// What has methods of its own besides those that are generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Has {
    Paths,
    Service,
    Call,
}

impl Has {
    /// The names of these methods.
    pub(super) fn names(self) -> impl Iterator<Item = &'static &'static str> {
        let (own, more): (&[&str], &[&str]) = match self {
            Self::Paths => (OF_PATHS, &[]),
            Self::Service => (OF_PATHS, OF_SERVICE),
            Self::Call => (OF_CALLS, &[]),
        };
        own.iter().chain(more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_runtime() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src/request/reserved");
        for (file, names) in [("paths", OF_PATHS), ("service", OF_SERVICE), ("calls", OF_CALLS)] {
            let text = std::fs::read_to_string(folder.join(file).with_extension("txt")).unwrap();
            assert_eq!(text.lines().collect::<Vec<_>>(), names, "{file}");
        }
    }
}
