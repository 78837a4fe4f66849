//! The methods that the runtime has for paths and requests, which no generated method hides.

/// What a type leads to has methods of these names.
#[rustfmt::skip]
const OF_PATHS: &[&str] = &[
    "action", "add_ref", "cast", "clone", "clone_from", "complex", "count", "create", "create_media", "delete",
    "delete_ref", "function", "get", "id", "into", "key", "many", "media", "one", "path", "property", "raw",
    "replace", "segment", "set_ref", "set_refs", "stream", "to_owned", "to_string", "try_into", "update", "upsert",
    "url",
];

/// Those that a service has besides. `from` is of a trait, and what makes one of a service with settings.
#[rustfmt::skip]
const OF_SERVICE: &[&str] = &[
    "at", "batch", "enum_literals", "follow", "follow_all", "from", "ieee754_compatible", "keys", "many_at", "new",
    "version",
];

/// Those of calls.
#[rustfmt::skip]
const OF_CALLS: &[&str] = &[
    "changes", "clone", "clone_from", "delta", "http", "into", "method", "next", "pages", "parts", "poll", "read",
    "read_parts", "request", "send", "send_async", "to_owned", "to_string", "try_into",
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
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// What all types have from traits that are always in scope, if their values are shared.
    const OF_TRAITS: [&str; 6] = ["clone", "clone_from", "into", "to_owned", "to_string", "try_into"];

    #[test]
    fn the_names_are_those_of_the_runtime() {
        let of_traits: BTreeSet<String> = OF_TRAITS.map(str::to_owned).into();
        // The macro `places` has what these have in common.
        let mut paths = methods(&["One", "Many", "Path", "$place"], "self");
        paths.extend(of_traits.clone());
        let mut calls = methods(&["Request", "CountRequest"], "&self");
        calls.extend(of_traits);
        calls.insert("request".to_owned());
        let mut service = &methods(&["Service"], "") - &paths;
        service.insert("from".to_owned());
        for (listed, found) in [(OF_PATHS, paths), (OF_SERVICE, service), (OF_CALLS, calls)] {
            assert_eq!(listed, found.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    /// The public methods of types, of those that take this.
    fn methods(types: &[&str], takes: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src/request"), &mut |text| {
            let mut is_inside = false;
            let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
            for (number, code) in lines.iter().enumerate() {
                if code.starts_with("impl") {
                    is_inside = !code.contains(" for ") && types.iter().any(|name| is_of(code, name));
                }
                let signature = code.strip_prefix("pub fn ").or_else(|| code.strip_prefix("pub async fn "));
                let Some((name, rest)) = signature.and_then(|signature| signature.split_once(['(', '<'])) else {
                    continue;
                };
                let rest = if code.ends_with('(') { lines[number + 1] } else { rest };
                if is_inside && rest.contains(takes) {
                    names.insert(name.to_owned());
                }
            }
        });
        names
    }

    /// Whether this begins the implementation of a type.
    fn is_of(code: &str, name: &str) -> bool {
        let head = code.strip_suffix(" {").unwrap_or(code);
        [format!(" {name}"), format!("> {name}")]
            .iter()
            .any(|end| head.ends_with(end) || head.contains(&format!("{end}<")))
    }

    fn gather(folder: &Path, take: &mut dyn FnMut(&str)) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, take);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                take(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
}
