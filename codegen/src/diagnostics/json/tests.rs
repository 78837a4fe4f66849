use std::path::Path;

use serde_json::{Value, json};

use super::*;
use crate::diagnostics::Code;

fn written(text: &str, list: impl FnOnce(&mut dyn FnMut(&str) -> Span) -> Vec<Diagnostic>) -> Vec<Value> {
    let mut sources = Sources::default();
    let id = sources.add(Path::new("metadata.csdl"), text.as_bytes().to_vec()).expect("text is UTF-8");
    let mut diagnostics = Diagnostics::default();
    let mut at = |part: &str| {
        let start = text.find(part).expect("part is in the text");
        Span::new(id, start, start + part.len())
    };
    list(&mut at).into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    lines(&diagnostics, &sources).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn a_place_a_label_help_and_a_related_place() {
    let written = written("one\r\n  <b Name=\"c\"/>\r\n<é d=\"e\"\n f=\"\"/>\n", |at| {
        let fault = Diagnostic::error(Code::UnexpectedText, at("d=\"e\"\n f"), "it is \"wrong\"")
            .label("this")
            .help("correct it");
        vec![fault.related(at("c"), "first declared here")]
    });
    let rendered = written[0]["rendered"].as_str().expect("it is a string");
    assert!(rendered.starts_with("error[unexpected-text]: it is \"wrong\"\n --> metadata.csdl:3:4\n"), "{rendered}");
    let expected = json!({
        "reason": "diagnostic",
        "message": "it is \"wrong\"",
        "code": {"code": "unexpected-text", "explanation": Code::UnexpectedText.explanation()},
        "level": "error",
        "spans": [{
            "file_name": "metadata.csdl",
            "byte_start": 26,
            "byte_end": 34,
            "line_start": 3,
            "line_end": 4,
            "column_start": 4,
            "column_end": 3,
            "is_primary": true,
            "text": [{ "text": "<é d=\"e\"", "highlight_start": 4, "highlight_end": 9 }],
            "label": "this",
        }],
        "children": [
            {
                "message": "correct it",
                "code": null,
                "level": "help",
                "spans": [],
                "children": [],
                "rendered": null,
            },
            {
                "message": "first declared here",
                "code": null,
                "level": "note",
                "spans": [{
                    "file_name": "metadata.csdl",
                    "byte_start": 16,
                    "byte_end": 17,
                    "line_start": 2,
                    "line_end": 2,
                    "column_start": 12,
                    "column_end": 13,
                    "is_primary": true,
                    "text": [{ "text": "  <b Name=\"c\"/>", "highlight_start": 12, "highlight_end": 13 }],
                    "label": null,
                }],
                "children": [],
                "rendered": null,
            },
        ],
        "rendered": rendered,
    });
    assert_eq!(written, [expected]);
}

#[test]
fn long_lines_are_cut_and_their_columns_are_not() {
    let text = format!("{}here{}", "é".repeat(5_000), "x".repeat(5_000));
    let written = written(&text, |at| vec![Diagnostic::warning(Code::UnexpectedText, at("here"), "long")]);
    let span = &written[0]["spans"][0];
    assert_eq!((&span["column_start"], &span["column_end"]), (&json!(5_001), &json!(5_005)));
    let text = span["text"][0]["text"].as_str().expect("it is a string");
    assert!(text.chars().count() < 200);
    let start = span["text"][0]["highlight_start"].as_u64().expect("it is a number") as usize;
    assert_eq!(text.chars().skip(start - 1).take(4).collect::<String>(), "here");
}

#[test]
fn all_are_written_in_the_order_of_their_places() {
    let written = written("a b", |at| {
        let mut faults = vec![Diagnostic::error_without_place(Code::UnexpectedText, "no place")];
        faults.push(Diagnostic::warning(Code::UnexpectedText, at("b"), "second"));
        faults.extend((0..100).map(|_| Diagnostic::error(Code::UnexpectedText, at("a"), "first")));
        faults
    });
    assert_eq!(written.len(), 102);
    assert_eq!(written[0]["message"], "first");
    assert_eq!(written[100]["message"], "second");
    assert_eq!((&written[101]["message"], &written[101]["spans"]), (&json!("no place"), &json!([])));
}
