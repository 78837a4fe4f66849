//! From the finished texts to the disk: compare, write, remove what is no longer produced.
//!
//! The output folder may hold other people's work, by intent or by mistake, and so the rule is: **nothing is
//! overwritten or removed unless it is certain that this tool wrote it.**
//!
//! # What is ours
//!
//! A file is ours if two things are true of it:
//!
//! - the list of files in the output folder (`.csdl-codegen`) has its path;
//! - it is a regular file with the [`MARKER`] in a comment in its first lines.
//!
//! Neither is enough alone. The marker alone would let a run remove generated files that someone has copied here from
//! elsewhere. The list alone is a text file which a merge, another program or an attacker may have changed: with a
//! list of paths and correct hashes it could name any file below the folder. (It cannot name one outside: paths that
//! are not plain relative ones make the whole list an error, as does any other damage.)
//!
//! On top of that:
//!
//! - A file of ours that is produced again is **overwritten**, also if someone has edited it: generated folders are
//!   generated, and the next run would have done it anyway. An empty file that is listed counts as ours here, since a
//!   power cut may leave one behind and there is nothing in it to lose.
//! - A file of ours that is no longer produced is **removed** only if its hash is one of those in the list. With an
//!   edit in it, it is kept, reported and from then on no longer listed: nothing would bring the edit back.
//! - A file that already has the very text which would be written is left alone and becomes ours.
//! - Anything else where a file has to go is an error. All such errors are reported together, and nothing is written.
//! - Folders are removed only if they held a file that was just removed, and are empty.
//! - No symbolic link below the output folder is followed, be it a file or a folder (the output folder itself may be
//!   one). A folder with a list of its own is the output of another run, and not entered either.
//! - Whether a file is still what it was is looked at once more right before it is replaced or removed, and a file that
//!   was not there is created in a way that fails if it is there by now.
//!
//! # When a run is interrupted
//!
//! The order of the steps is such that after each of them, every file which the tool wrote is listed:
//!
//! 1. All texts are written to a temporary folder within the output folder. That is where a full disk shows, and up to
//!    here nothing has changed. (Its name is unique, so that two runs at a time do not meet in it. A run that is killed
//!    may leave such a `.csdl-codegen-…` folder, which git ignores and which can be deleted.)
//! 2. A list of the files of the last run *and* of those of this one is put in place.
//! 3. The texts are moved into place, each in one step: a reader sees the old file or the new one. A folder that is not
//!    there yet is moved with all that is in it. Then files that are no longer produced are removed.
//! 4. The list of just the files of this run is put in place.
//!
//! Nothing waits for the disk, which may be busy with other things for longer than all of a run takes. After a power cut
//! files can be empty, and with them the list; then what was generated has to be deleted, and is generated again.
//!
//! A file that is listed but not there does no harm. So the next run finishes what the interrupted one had begun,
//! whether that has left old, new or no files. Two runs at the same time into one folder can make each other fail, but
//! with the same input they write the same files, and with different ones no file is ever a mixture.
//!
//! # Names
//!
//! Names that differ only in case are one file on some file systems. A [`FileSet`] has no two of them. A file whose
//! name changes only in case between two runs is removed before its successor is written, not after, as otherwise it
//! would be the successor that is removed.

mod changes;
mod commit;
#[cfg(feature = "diff")]
mod diff;
mod error;
mod file_list;
mod file_set;
mod inspect;
mod path;
mod single;

use std::path::Path;

pub use self::changes::{Changes, Kept};
pub use self::error::Faults;
pub use self::file_set::{FileSet, MARKER};
pub use self::path::is_portable_name;
pub use self::single::{create_file, write_file, write_files};

use crate::diagnostics::{Diagnostics, Stopped};

/// Finds out what [`write()`] would do, and with the feature `diff` shows it as a unified diff, which is cut if it gets
/// very long.
///
/// # Errors
///
/// Those that [`write()`] has before it changes anything.
pub fn check(out: &Path, files: &FileSet) -> Result<(Changes, Option<String>), Faults> {
    let plan = inspect::inspect(out, files)?;
    #[cfg(feature = "diff")]
    let diff = Some(diff::unified(&plan));
    #[cfg(not(feature = "diff"))]
    let diff = None;
    Ok((plan.changes(), diff))
}

/// Makes the output folder hold these files, and not those of earlier runs.
///
/// Files with the right text are not touched. The folder is created if it is not there.
///
/// # Errors
///
/// One fault for each place where something is that the tool did not write; then nothing is changed. Or what the file
/// system refused: if that was possible to see in advance nothing is changed, else another run finishes the work.
pub fn write(out: &Path, files: &FileSet) -> Result<Changes, Faults> {
    let plan = inspect::inspect(out, files)?;
    commit::commit(out, &plan)?;
    Ok(plan.changes())
}

/// Writes files or, with `check`, finds out what would change and shows it as a diff.
///
/// # Errors
///
/// [`Stopped`] if [`write()`] or [`check()`] fails; each fault is in `diagnostics`.
pub fn store(
    out: &Path,
    files: &FileSet,
    check: bool,
    diagnostics: &mut Diagnostics,
) -> Result<(Changes, Option<String>), Stopped> {
    let stored = if check { self::check(out, files) } else { write(out, files).map(|changes| (changes, None)) };
    match stored {
        Ok((changes, diff)) => {
            diagnostics.extend(changes.kept.iter().map(|kept| kept.warning(out)));
            Ok((changes, diff))
        }
        Err(faults) => {
            diagnostics.extend(faults);
            Err(Stopped)
        }
    }
}

#[cfg(test)]
mod tests;
