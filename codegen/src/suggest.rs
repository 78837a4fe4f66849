//! Names that are near one that nothing has, which likely is a typing mistake.

/// The known name that is most like `name`, if one is likely meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    ranked(name, known).into_iter().next()
}

/// The question whether the known name that is most like `name` is meant.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}

/// Up to three known names that `name` may have meant, the best first.
pub(crate) fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut ranked = ranked(name, known);
    ranked.truncate(3);
    ranked
}

fn ranked<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // It is called with many kinds of iterators, and sorting is the larger part of it when it is compiled.
    ranked_list(name, known.into_iter().collect())
}

fn ranked_list<'a>(name: &str, known: Vec<&'a str>) -> Vec<&'a str> {
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
    fn what_all_begin_with_says_nothing() {
        let known = ["shop.core.order", "shop.core.customer", "shop.core.state", "shop.core.order/red"];
        assert_eq!(near("shop.core.ordr", known), ["shop.core.order", "shop.core.order/red"]);
        assert_eq!(nearest("shop.core.order/rad", known), Some("shop.core.order/red"));
        assert_eq!(nearest("shop.cor.state", known), Some("shop.core.state"));
        assert_eq!(nearest("shop.core.zzzz", known), None);
        assert_eq!(nearest("ÄÖ.x", ["ÄÖ.xy", "ÄÜ"]), Some("ÄÖ.xy"));
    }
}
