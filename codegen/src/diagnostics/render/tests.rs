use std::path::Path;

use super::*;

fn source(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::default();
    let id = sources.add(Path::new("metadata.csdl"), text.as_bytes().to_vec()).expect("text is UTF-8");
    (sources, id)
}

fn at(sources: &Sources, id: SourceId, part: &str) -> Span {
    let start = sources.get(id).text().find(part).expect("part is in the text");
    Span::new(id, start, start + part.len())
}

fn render(sources: &Sources, list: impl IntoIterator<Item = Diagnostic>) -> String {
    let mut diagnostics = Diagnostics::default();
    list.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    text(&diagnostics, sources, false)
}

#[test]
fn nothing_is_shown_of_nothing() {
    assert_eq!(text(&Diagnostics::default(), &Sources::default(), false), "");
}

#[test]
fn a_place_a_label_help_and_a_related_place() {
    let (sources, id) = source("one\n  <b Name=\"c\"/>\n<é d=\"e\"/>\n");
    let diagnostic = Diagnostic::error(Code::UnexpectedText, at(&sources, id, "d=\"e\""), "it is wrong")
        .label("this")
        .help("correct it")
        .related(at(&sources, id, "c"), "first declared here");
    let expected = "\
error[unexpected-text]: it is wrong
 --> metadata.csdl:3:4
  |
3 | <é d=\"e\"/>
  |    ^^^^^ this
  |
  = help: correct it
note: first declared here
 --> metadata.csdl:2:12
  |
2 |   <b Name=\"c\"/>
  |            ^

error: 1 error
";
    assert_eq!(render(&sources, [diagnostic]), expected);
}

#[test]
fn without_a_place_there_is_only_the_message() {
    let warning =
        Diagnostic::warning_without_place(Code::UnexpectedText, "nothing is selected").help("select something");
    let expected =
        "warning[unexpected-text]: nothing is selected\n |\n = help: select something\n\nwarning: 1 warning\n";
    assert_eq!(render(&Sources::default(), [warning]).replace(" \n", "\n"), expected);
}

#[test]
fn an_empty_span_at_the_end_is_shown() {
    for text in ["", "abc", "abc\n", "abc\r\n"] {
        let (sources, id) = source(text);
        let shown = render(
            &sources,
            [Diagnostic::error(Code::UnexpectedText, Span::new(id, text.len(), text.len()), "it ends")],
        );
        let (line, column) = sources.get(id).position(text.len());
        assert!(shown.contains(&format!("metadata.csdl:{line}:{column}\n")), "{shown}");
    }
}

#[test]
fn a_span_of_several_lines_is_marked_in_its_first() {
    let (sources, id) = source("<a\r\n  b='c'\r\n  d='e'>\r\n");
    let shown = render(&sources, [Diagnostic::error(Code::UnexpectedText, Span::new(id, 0, 24), "message")]);
    assert!(shown.contains("1 | <a\n  | ^^\n"), "{shown}");
}

#[test]
fn a_long_line_is_cut_to_what_is_around_the_span() {
    let mut long = "é<x/>".repeat(500_000);
    let middle = long.len() / 2 / 6 * 6;
    long.insert_str(middle, "<wrong/>");
    let (sources, id) = source(&long);
    let shown = render(&sources, [Diagnostic::error(Code::UnexpectedText, at(&sources, id, "<wrong/>"), "message")]);
    let column = long[..middle].chars().count() + 1;
    assert!(shown.contains(&format!("metadata.csdl:1:{column}\n")), "{shown}");
    assert!(shown.contains("…é<x/>") && shown.contains("x/><wrong/>é<x") && shown.contains("^^^^^^^^\n"), "{shown}");
    assert!(shown.len() < 1500, "{}", shown.len());
}

#[test]
fn a_long_span_is_cut() {
    let long = format!("a{}", "b".repeat(100_000));
    let (sources, id) = source(&long);
    let shown = render(&sources, [Diagnostic::error(Code::UnexpectedText, Span::new(id, 1, 100_001), "message")]);
    assert!(shown.len() < 1000, "{}", shown.len());
}

#[test]
fn nothing_steers_the_terminal() {
    let nasty = "<a\u{1b}[31m b='\u{202e}c\u{200b}\u{9b}d\u{7}'/>";
    let (sources, id) = source(nasty);
    let diagnostic = Diagnostic::error(Code::UnexpectedText, at(&sources, id, "c"), format!("message {nasty}\nmore"))
        .label(format!("label {nasty}\n"))
        .help(format!("help {nasty}\n\thelp"))
        .related(at(&sources, id, "d"), format!("related {nasty}\r"));
    let shown = render(&sources, [diagnostic]);
    let bad = |character: char| visible(character) != character && character != '\n';
    assert!(!shown.contains(bad) && !shown.contains('\r'), "{shown:?}");
    assert!(shown.contains("message <a\u{fffd}[31m b='\u{fffd}c\u{fffd}\u{fffd}d\u{fffd}'/> more\n"), "{shown:?}");
    let snippet = "1 | <a\u{fffd}[31m b='\u{fffd}c";
    assert!(shown.contains(snippet), "{shown:?}");
}

#[test]
fn color_is_only_added_if_wanted() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Diagnostic::error_without_place(Code::UnexpectedText, "message"));
    assert!(text(&diagnostics, &Sources::default(), true).contains("\u{1b}["));
    assert!(!text(&diagnostics, &Sources::default(), false).contains('\u{1b}'));
}

#[test]
fn errors_are_shown_before_warnings_when_there_are_too_many() {
    let (sources, id) = source(&"<line/>\n".repeat(60_000));
    let span = |line: usize| Span::new(id, 8 * line, 8 * line + 7);
    let warning = |line| Diagnostic::warning(Code::UnexpectedText, span(line), format!("careful in line {line}"));
    let errors =
        (30_000..30_048).map(|line| Diagnostic::error(Code::InvalidValue, span(line), format!("wrong in {line}")));
    let shown = render(&sources, (0..30_000).map(warning).chain(errors));
    assert_eq!(shown.matches("error[invalid-value]: wrong in").count(), 48);
    assert_eq!(shown.matches("warning[unexpected-text]: careful").count(), 2);
    assert!(shown.contains("metadata.csdl:30048:1\n"), "the last error is in line 30048");
    let end = "error: 48 errors and 30,000 warnings; not shown: 29,998 of `unexpected-text`\n";
    assert!(shown.ends_with(end), "{shown}");
}

#[test]
fn warnings_that_are_alike_are_one() {
    let (sources, id) = source(&"<line/>\n".repeat(200));
    let warning =
        |code, line: usize, message: String| Diagnostic::warning(code, Span::new(id, 8 * line, 8 * line), message);
    let same = (10..163).map(|line| warning(Code::UnknownAttribute, line, "unknown attribute".to_owned()));
    let different = (0..7).map(|line| warning(Code::UnusualName, line, format!("the name {line}")));
    let shown = render(&sources, same.chain(different));
    let one = "warning[unknown-attribute]: unknown attribute, 153 times, first here\n  --> metadata.csdl:11:1\n";
    assert!(shown.contains(one), "{shown}");
    assert_eq!(shown.matches("warning[").count(), 6, "{shown}");
    assert!(shown.ends_with("warning: 160 warnings; not shown: 2 of `unusual-name`\n"), "{shown}");
}

#[test]
fn errors_are_alike_if_all_that_is_said_is_the_same() {
    let (sources, id) = source(&"<line/>\n".repeat(20));
    let span = |line: usize| Span::new(id, 8 * line, 8 * line);
    let error = |line| Diagnostic::error(Code::MissingAttribute, span(line), "`Name` is missing").help("add it");
    let other = error(9).help("remove it");
    let shown = render(&sources, (0..4).map(error).chain([other]));
    assert!(shown.contains("error[missing-attribute]: `Name` is missing, 4 times, first here\n"), "{shown}");
    assert!(shown.contains("error[missing-attribute]: `Name` is missing\n"), "{shown}");
    assert!(shown.ends_with("error: 5 errors\n"), "{shown}");
}

#[test]
fn numbers_and_nouns_agree() {
    assert_eq!(counts(1, 0), "1 error");
    assert_eq!(counts(2, 1), "2 errors and 1 warning");
    assert_eq!(counts(0, 3), "3 warnings");
}
