//! Near names, for faults that are likely typing mistakes.

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
    let wanted = name.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&wanted, &known.to_lowercase()), known))
        .filter(|(score, _)| *score > 0.85)
        .collect();
    // Names of the same score are in alphabetical order, so that the output does not depend on hash order.
    scored.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(right.1)));
    scored.into_iter().map(|(_, known)| known).collect()
}
