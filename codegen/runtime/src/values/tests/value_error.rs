use super::super::ValueError;

#[test]
fn the_parts_of_an_error() {
    let error = ValueError::with_text("Edm.Date", "x").because("it is short");
    assert_eq!(error.expected(), "Edm.Date");
    assert_eq!(error.found(), "the string \"x\"");
    assert_eq!(error.reason(), Some("it is short"));
    assert_eq!(error.to_string(), "expected Edm.Date, found the string \"x\" (it is short)");
    assert_eq!(format!("{error:?}"), "ValueError(\"expected Edm.Date, found the string \\\"x\\\" (it is short)\")");
    assert_eq!(ValueError::new(String::from("a"), "b").to_string(), "expected a, found b");
    assert_eq!(size_of::<Result<(), ValueError>>(), size_of::<usize>());
}

#[test]
fn long_and_odd_texts_are_shortened_and_escaped() {
    let shown = |text: &str| ValueError::with_text("", text).found().to_owned();
    assert_eq!(shown(&"ä".repeat(40)), format!("the string \"{}\"", "ä".repeat(40)));
    assert_eq!(shown(&"ä".repeat(41)), format!("the string \"{}…\"", "ä".repeat(40)));
    assert_eq!(shown("it's \"so\"\n\t\\\u{0}\u{200b}"), "the string \"it's \\\"so\\\"\\n\\t\\\\\\0\\u{200b}\"");
}
