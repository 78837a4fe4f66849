//! Numbers and lists in sentences.

/// How many there are of what: `1 type`, `2 types`, `3,000 types`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{} {what}{}", number(count), if count == 1 { "" } else { "s" })
}

/// A number with a comma before every three digits.
pub(crate) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Names as code, the last after a conjunction: `` `a`, `b` and `c` ``.
pub(crate) fn code_list(names: &[impl AsRef<str>], conjunction: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    listed(&names, conjunction)
}

/// Words with a conjunction before the last.
pub(crate) fn listed(words: &[impl AsRef<str>], conjunction: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} {conjunction} {last}", others.join(", ")),
        _ => words.concat(),
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
        let numbers = [7, 999, 1000, 3822, 100_000, 1_234_567].map(number);
        assert_eq!(numbers, ["7", "999", "1,000", "3,822", "100,000", "1,234,567"]);
        assert_eq!(code_list(&[] as &[&str], "or"), "");
        assert_eq!(code_list(&["a"], "or"), "`a`");
        assert_eq!(code_list(&["a", "b", "c"], "and"), "`a`, `b` and `c`");
        let first = |items: &[&str]| first_of(items, 2, |item| (*item).to_owned());
        assert_eq!([first(&[]), first(&["a", "b"]), first(&["a", "b", "c"])], ["", "a, b", "a, b and 1 more"]);
    }
}
