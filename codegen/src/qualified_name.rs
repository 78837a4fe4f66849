//! Names of the schemas, and the namespaces that they are in.

/// The last segment of a qualified name.
pub(crate) fn simple(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, simple)| simple)
}

/// Whether a character is in no name of a type or namespace: it separates names where several are written together, in lists of
/// types, in the types of collections, and between a type and an annotation.
pub(crate) fn is_separator(character: char) -> bool {
    matches!(character, ',' | ';' | ':' | '|' | '(' | ')' | '#')
}

/// What is left of a namespace below another; all of it if it is elsewhere.
pub(crate) fn below<'a>(name: &'a str, namespace: &str) -> &'a str {
    match name.strip_prefix(namespace) {
        Some("") => "",
        Some(rest) if namespace.is_empty() => rest,
        Some(rest) => rest.strip_prefix('.').unwrap_or(name),
        None => name,
    }
}

/// Whether a namespace is another one or below it.
pub(crate) fn is_in(name: &str, namespace: &str) -> bool {
    name == namespace || below(name, namespace).len() < name.len()
}

/// The segments that all namespaces begin with; empty if there are none.
pub(crate) fn shared_namespace<'a>(mut names: impl Iterator<Item = &'a str>) -> String {
    let Some(first) = names.next() else { return String::new() };
    let mut shared: Vec<&str> = first.split('.').collect();
    for name in names {
        let same = shared.iter().zip(name.split('.')).take_while(|(left, right)| **left == *right).count();
        shared.truncate(same);
    }
    shared.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments() {
        assert_eq!(["a.b.c", "c", ""].map(simple), ["c", "c", ""]);
        let cases = [("a.b", "a", "b"), ("a", "a", ""), ("ab.c", "a", "ab.c"), ("a", "", "a"), ("a.b.c", "a.b", "c")];
        for (name, namespace, expected) in cases {
            assert_eq!(below(name, namespace), expected);
        }
        assert!(is_in("a.b", "a") && is_in("a", "a"));
        assert!(!is_in("ab", "a") && !is_in("a", "a.b") && !is_in("b.a", "a"));
        assert_eq!(shared_namespace(["a.b.c", "a.b", "a.b.d"].into_iter()), "a.b");
        assert_eq!(shared_namespace(["a.bc", "a.bd"].into_iter()), "a");
        assert_eq!(shared_namespace(["ab", "ac"].into_iter()), "");
        assert_eq!(shared_namespace(std::iter::empty()), "");
    }
}
