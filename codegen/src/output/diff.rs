//! What would change, as text.

use std::fmt::Write as _;
use std::time::Duration;

use similar::TextDiff;

use super::inspect::Plan;
use crate::unicode::is_unprintable;

/// After so many lines the rest is left out: nobody reads more, and the list of files is complete anyway.
const LINES: usize = 400;

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
        for line in lines.lines().take(left) {
            push_visible(&mut diff, line);
        }
        let count = lines.lines().count();
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
        let name = |is_there: bool, side: &str| match is_there {
            true => format!("{side}/{}", self.path),
            false => "/dev/null".to_owned(),
        };
        let (old_name, new_name) = (name(self.old.is_some(), "a"), name(self.new.is_some(), "b"));
        let old = String::from_utf8_lossy(self.old.unwrap_or_default());
        let new = self.new.unwrap_or_default();
        let diff = TextDiff::configure().timeout(Duration::from_secs(2)).diff_lines(&*old, new);
        diff.unified_diff().header(&old_name, &new_name).to_string()
    }
}

/// Adds a line with its control and invisible characters escaped: what is in a file must not steer the terminal.
fn push_visible(diff: &mut String, line: &str) {
    for character in line.chars() {
        if is_unprintable(character) && character != '\t' {
            diff.extend(character.escape_default());
        } else {
            diff.push(character);
        }
    }
    diff.push('\n');
}
