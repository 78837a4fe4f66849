//! Names of the schemas: what they are in, and which are near others, for faults that are likely typing mistakes.

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

/// The known name that is most like `name`, if one is likely meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    ranked(name, known).into_iter().next()
}

/// Up to three known names that `name` may have meant, the best first.
pub(crate) fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut ranked = ranked(name, known);
    ranked.truncate(3);
    ranked
}

fn ranked<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // Long nonsense is like nothing, and comparing it takes the square of its length.
    if name.len() > 512 {
        return Vec::new();
    }
    let wanted = name.to_lowercase();
    let mut scored: Vec<((usize, f64), &str)> =
        known.into_iter().filter_map(|known| Some((likeness(&wanted, &known.to_lowercase())?, known))).collect();
    // Names of the same score are in alphabetical order, so that the output does not depend on hash order.
    scored.sort_by(|((shared, score), name), ((other_shared, other_score), other_name)| {
        other_shared.cmp(shared).then_with(|| other_score.total_cmp(score)).then_with(|| name.cmp(other_name))
    });
    scored.into_iter().map(|(_, known)| known).collect()
}

/// How like two names are: where they begin to differ, and how like the rest is; `None` if it is not alike.
///
/// A namespace or type that both begin with makes all that is in it alike, so it is compared first and by itself.
fn likeness(left: &str, right: &str) -> Option<(usize, f64)> {
    let same = left.bytes().zip(right.bytes()).take_while(|(left, right)| left == right).count();
    let start = left.as_bytes()[..same].iter().rposition(|byte| matches!(byte, b'.' | b'/')).map_or(0, |at| at + 1);
    let score = strsim::jaro_winkler(&left[start..], &right[start..]);
    let least = if start > 0 { 0.79 } else { 0.85 };
    (score > least).then_some((start, score))
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

    #[test]
    fn what_all_begin_with_says_nothing() {
        let known = ["shop.core.order", "shop.core.customer", "shop.core.state", "shop.core.order/red"];
        assert_eq!(near("shop.core.ordr", known), ["shop.core.order", "shop.core.order/red"]);
        assert_eq!(nearest("shop.core.order/rad", known), Some("shop.core.order/red"));
        assert_eq!(nearest("shop.cor.state", known), Some("shop.core.state"));
        assert_eq!(nearest("shop.core.zzzz", known), None);
        assert_eq!(nearest("ÄÖ.x", ["ÄÖ.xy", "ÄÜ"]), Some("ÄÖ.xy"));
    }
}
