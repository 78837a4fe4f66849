//! What would change, as text.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::udiff::UnifiedHunkHeader;

use super::inspect::Plan;
use crate::unicode::is_unprintable;

/// After so many lines the rest is left out: nobody reads more, and the list of files is complete anyway.
const LINES: usize = 400;

/// In characters; the rest of a longer line is left out. No line of generated code is that long.
const WIDTH: usize = 4000;

/// The folder of the runtime, where it is a part of the output.
const RUNTIME: &str = "runtime/";

/// The unified diff of a plan.
pub(super) fn unified(plan: &Plan<'_>) -> String {
    let writes =
        plan.writes.iter().map(|write| Change { path: write.path, old: write.old.as_deref(), new: Some(write.text) });
    let removals =
        plan.removals.iter().map(|removal| Change { path: &removal.path, old: Some(&removal.old), new: None });
    let mut all: Vec<Change<'_>> = writes.chain(removals).collect();
    // The runtime that comes along is the same for everybody, so that it goes last.
    all.sort_by_key(|change| (change.path.starts_with(RUNTIME), change.path));
    let mut diff = String::new();
    let mut left = LINES;
    for (index, change) in all.iter().enumerate() {
        let lines = change.diff();
        for line in lines.split_terminator('\n').take(left) {
            push_visible(&mut diff, line);
        }
        let count = lines.split_terminator('\n').count();
        let files_left = all.len() - index - usize::from(count <= left);
        left = left.saturating_sub(count);
        if left == 0 && files_left > 0 {
            let _ =
                writeln!(diff, "… cut after {LINES} lines; {files_left} of {} files are not shown in full", all.len());
            break;
        }
    }
    diff
}

/// A file before and after; `None` if it is not there.
struct Change<'p> {
    path: &'p str,
    old: Option<&'p [u8]>,
    new: Option<&'p str>,
}

impl Change<'_> {
    fn diff(&self) -> String {
        let name = |is_there, side| if is_there { format!("{side}/{}", self.path) } else { "/dev/null".to_owned() };
        let (old_name, new_name) = (name(self.old.is_some(), "a"), name(self.new.is_some(), "b"));
        let old = String::from_utf8_lossy(self.old.unwrap_or_default());
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let new: Vec<&str> = self.new.unwrap_or_default().split_inclusive('\n').collect();
        let mut diff = String::new();
        for hunk in hunks(&old, &new) {
            if diff.is_empty() {
                diff = format!("--- {old_name}\n+++ {new_name}\n");
            }
            let _ = writeln!(diff, "{}", UnifiedHunkHeader::new(&hunk));
            for change in hunk.iter().flat_map(|part| part.iter_changes(&*old, &*new)) {
                let line = change.value();
                let end = if line.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
                let _ = write!(diff, "{}{line}{end}", change.tag());
            }
        }
        diff
    }
}

/// What differs, with three lines around it. `similar::TextDiff` would do the same, but compiles each of its algorithms, which is a
/// twelfth of all that is compiled of this crate.
fn hunks(old: &[&str], new: &[&str]) -> Vec<Vec<DiffOp>> {
    let mut found = Compact::new(Replace::new(Capture::new()), old, new);
    let deadline = Some(Instant::now() + Duration::from_secs(2));
    let Ok(()) = myers::diff_deadline(&mut found, old, 0..old.len(), new, 0..new.len(), deadline);
    found.into_inner().into_inner().into_grouped_ops(3)
}

/// Adds a line with its control and invisible characters escaped: what is in a file must not steer the terminal.
fn push_visible(diff: &mut String, line: &str) {
    let mut characters = line.chars();
    for character in characters.by_ref().take(WIDTH) {
        if is_unprintable(character) && character != '\t' {
            diff.extend(character.escape_default());
        } else {
            diff.push(character);
        }
    }
    diff.push_str(if characters.next().is_some() { "…\n" } else { "\n" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_the_library() {
        let many: String = (0..30).map(|number| format!("{number}\n")).collect();
        let changed = many.replace("3\n", "x\n").replace("17\n", "");
        for (old, new) in
            [("a\nb\n", "a\nc\n"), ("a", "a\n"), ("a\nb", "b"), (&many, &changed), ("", "a\n"), ("a\n", ""), ("a", "a")]
        {
            let found = Change { path: "f", old: Some(old.as_bytes()), new: Some(new) }.diff();
            let diff = similar::TextDiff::from_lines(old, new);
            assert_eq!(found, diff.unified_diff().header("a/f", "b/f").to_string());
        }
    }
}
