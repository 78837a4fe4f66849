//! Numbers and lists in sentences.

/// How many there are of what: `1 type`, `2 types`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Names as code, the last after a conjunction: `` `a`, `b` and `c` ``.
pub(crate) fn code_list(names: &[impl AsRef<str>], conjunction: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {conjunction} {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The first items as they are shown, and how many more there are: `` `a`, `b` and 3 more ``.
pub(crate) fn first_of<T>(items: &[T], most: usize, show: impl FnMut(&T) -> String) -> String {
    let shown = items.iter().take(most).map(show).collect::<Vec<_>>().join(", ");
    match items.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "type")), ["0 types", "1 type", "2 types"]);
        assert_eq!(code_list(&[] as &[&str], "or"), "");
        assert_eq!(code_list(&["a"], "or"), "`a`");
        assert_eq!(code_list(&["a", "b", "c"], "and"), "`a`, `b` and `c`");
        let first = |items: &[&str]| first_of(items, 2, |item| (*item).to_owned());
        assert_eq!([first(&[]), first(&["a", "b"]), first(&["a", "b", "c"])], ["", "a, b", "a, b and 1 more"]);
    }
}
