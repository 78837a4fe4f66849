//! What is said of a deprecation: in `#[deprecated]`, and wherever else a type or a part of one is described.

use super::markdown::plain_line;
use crate::model::Revision;

/// What is known of it, as in `since 2024-04-10 (version 2), to be removed 2026-04-10: use another one`; empty if nothing is.
///
/// `line` makes a line of a text of the schema.
pub(crate) fn note(revision: &Revision<'_>, line: fn(&str) -> String) -> String {
    let mut note = String::new();
    match (revision.date.map(plain_line), revision.version.map(line)) {
        (Some(date), Some(version)) => note.push_str(&format!("since {date} (version {version})")),
        (Some(date), None) => note.push_str(&format!("since {date}")),
        (None, Some(version)) => note.push_str(&format!("since version {version}")),
        (None, None) => {}
    }
    if let Some(date) = revision.removal_date {
        note.push_str(if note.is_empty() { "" } else { ", " });
        note.push_str(&format!("to be removed {}", plain_line(date)));
    }
    if let Some(description) = revision.description.map(line).filter(|text| !text.is_empty()) {
        note.push_str(if note.is_empty() { "" } else { ": " });
        note.push_str(&description);
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RevisionKind;
    use crate::plan::markdown::note_line;

    #[test]
    fn what_is_known() {
        let all = Revision {
            kind: RevisionKind::Deprecated,
            version: Some("v2"),
            date: Some("2024-04-10"),
            removal_date: Some("2026-04-10"),
            description: Some("use\nanother_* one"),
        };
        let since = "since 2024-04-10 (version v2), to be removed 2026-04-10";
        assert_eq!(note(&all, plain_line), format!("{since}: use another_* one"));
        assert_eq!(note(&all, note_line), format!("{since}: use `another_*` one"));
        let none = Revision { version: None, date: None, removal_date: None, description: None, ..all };
        for (revision, expected) in [
            (Revision { date: all.date, ..none }, "since 2024-04-10"),
            (Revision { version: all.version, ..none }, "since version v2"),
            (Revision { removal_date: all.removal_date, ..none }, "to be removed 2026-04-10"),
            (Revision { description: Some("gone"), ..none }, "gone"),
            (Revision { description: Some("\n"), ..none }, ""),
        ] {
            assert_eq!(note(&revision, plain_line), expected);
        }
    }
}
