//! What is in the output folder, and what has to be done to it. Nothing here writes.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Fault, OutputError};
use super::file_set::{FileSet, is_marked};
use super::manifest::{self, Manifest};
use super::{Changes, Kept};

/// What has to be done.
#[derive(Debug)]
pub(super) struct Plan<'f> {
    /// The manifest that is there; empty if there is none.
    pub(super) listed: Manifest,
    /// The text of the manifest that is there.
    pub(super) listed_text: Option<String>,
    /// The manifest to leave behind.
    pub(super) produced: Manifest,
    /// The files to write.
    pub(super) writes: Vec<Write<'f>>,
    /// The files to remove.
    pub(super) removals: Vec<Removal>,
    unchanged: Vec<&'f str>,
    kept: Vec<Kept>,
}

/// A file to write.
#[derive(Debug)]
pub(super) struct Write<'f> {
    pub(super) path: &'f str,
    pub(super) text: &'f str,
    /// What is there and is replaced.
    pub(super) old: Option<Vec<u8>>,
}

/// A file to remove.
#[derive(Debug)]
pub(super) struct Removal {
    pub(super) path: String,
    /// What is there.
    pub(super) old: Vec<u8>,
    /// Whether a file is to be written that has the same path but for its case.
    pub(super) is_respelled: bool,
}

/// What is at the path of a file below the output folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    File(Vec<u8>),
    /// Something that is not to be touched, and what it is.
    Foreign(String),
}

impl Plan<'_> {
    /// What the plan amounts to.
    pub(super) fn changes(&self) -> Changes {
        let writes = |is_new: bool| {
            let of_kind = self.writes.iter().filter(move |write| write.old.is_none() == is_new);
            of_kind.map(|write| write.path.to_owned()).collect()
        };
        Changes {
            added: writes(true),
            changed: writes(false),
            unchanged: self.unchanged.iter().map(|&path| path.to_owned()).collect(),
            removed: self.removals.iter().map(|removal| removal.path.clone()).collect(),
            kept: self.kept.clone(),
            manifest_differs: self.manifest_differs(),
        }
    }

    /// Whether the manifest that is there is not the one to leave behind.
    pub(super) fn manifest_differs(&self) -> bool {
        // Line ends do not count: version control may have converted them.
        self.listed_text.as_ref().is_none_or(|text| !text.lines().eq(self.produced.text().lines()))
    }
}

/// Compares the output folder with the files that it is to hold.
pub(super) fn inspect<'f>(out: &Path, files: &'f FileSet) -> Result<Plan<'f>, OutputError> {
    check_folder(out)?;
    let listed_text = read_manifest(out)?;
    let listed = match &listed_text {
        Some(text) => Manifest::parse(text).map_err(|damage| {
            let path = out.join(manifest::NAME);
            Fault::new(
                format!("line {} of `{}` is not right: {}", damage.line, path.display(), damage.reason),
                "it lists what csdl-codegen may replace and remove: restore it from version control; or, if all in \
                 that folder is generated, delete the folder",
            )
        })?,
        None => Manifest::default(),
    };
    let mut plan = Plan {
        listed,
        listed_text,
        produced: Manifest::default(),
        writes: Vec::new(),
        removals: Vec::new(),
        unchanged: Vec::new(),
        kept: Vec::new(),
    };
    plan.find_removals(out, files)?;
    plan.find_writes(out, files)?;
    Ok(plan)
}

/// What is at a path below the output folder. Symbolic links are not followed.
pub(super) fn look(out: &Path, path: &str) -> io::Result<Found> {
    let mut place = out.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let shown = place.display();
        let kind = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error),
        };
        if kind.is_symlink() {
            return Ok(Found::Foreign(format!("`{shown}` is a symbolic link")));
        }
        let is_last = parts.peek().is_none();
        match (is_last, kind.is_dir(), kind.is_file()) {
            (true, _, true) => return fs::read(&place).map(Found::File),
            (true, true, _) => return Ok(Found::Foreign(format!("`{shown}` is a folder"))),
            (false, true, _) if place.join(manifest::NAME).symlink_metadata().is_ok() => {
                return Ok(Found::Foreign(format!("`{shown}` is the output folder of another run")));
            }
            (false, true, _) => {}
            (false, _, true) => return Ok(Found::Foreign(format!("`{shown}` is a file"))),
            _ => return Ok(Found::Foreign(format!("`{shown}` is neither a file nor a folder"))),
        }
    }
    Ok(Found::Nothing)
}

impl<'f> Plan<'f> {
    fn find_writes(&mut self, out: &Path, files: &'f FileSet) -> Result<(), OutputError> {
        let mut obstacles = Obstacles::default();
        for (path, text) in files.iter() {
            self.produced.add(path, manifest::hash(text.as_bytes()));
            let place = out.join(path);
            match look(out, path).map_err(|error| OutputError::io("read", &place, &error))? {
                Found::Nothing => self.writes.push(Write { path, text, old: None }),
                // A file that is there under another spelling will be gone when this one is written.
                Found::File(old) if old == text.as_bytes() && !self.is_respelled(path) => self.unchanged.push(path),
                Found::File(old) if self.listed.lists(path) && (is_marked(&old) || old.is_empty()) => {
                    self.writes.push(Write { path, text, old: Some(old) });
                }
                Found::File(old) => obstacles.add(
                    place,
                    match (self.listed.lists(path), is_marked(&old)) {
                        (true, _) => Obstacle::Unmarked,
                        (false, true) => Obstacle::Unlisted,
                        (false, false) => Obstacle::NotOurs,
                    },
                ),
                Found::Foreign(what) => obstacles.add(place, Obstacle::Foreign(what)),
            }
        }
        OutputError::all(obstacles.faults())
    }

    fn find_removals(&mut self, out: &Path, files: &FileSet) -> Result<(), OutputError> {
        for (path, hashes) in self.listed.iter().filter(|(path, _)| files.get(path).is_none()) {
            let place = out.join(path);
            let reason = match look(out, path).map_err(|error| OutputError::io("read", &place, &error))? {
                Found::Nothing => continue,
                Found::File(old) if !is_marked(&old) => format!("it does not say `{}`", super::MARKER),
                Found::File(old) if !hashes.contains(&manifest::hash(&old)) => "it has been edited".to_owned(),
                Found::File(old) => {
                    let is_respelled = files.has_folded(path);
                    self.removals.push(Removal { path: path.to_owned(), old, is_respelled });
                    continue;
                }
                Found::Foreign(what) => what,
            };
            self.kept.push(Kept { path: path.to_owned(), reason });
        }
        Ok(())
    }

    fn is_respelled(&self, path: &str) -> bool {
        self.removals.iter().any(|removal| removal.is_respelled && removal.path.eq_ignore_ascii_case(path))
    }
}

fn check_folder(out: &Path) -> Result<(), OutputError> {
    let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    match fs::metadata(out) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => {
            Err(Fault::new(format!("`{}` is a file, not a folder", out.display()), "choose a folder with --out").into())
        }
        Err(error) if is_missing(&error) && fs::symlink_metadata(out).is_err_and(|error| is_missing(&error)) => Ok(()),
        Err(error) => Err(OutputError::io("use the output folder", out, &error)),
    }
}

fn read_manifest(out: &Path) -> Result<Option<String>, OutputError> {
    let place = out.join(manifest::NAME);
    let found = match look(out, manifest::NAME).map_err(|error| OutputError::io("read", &place, &error))? {
        Found::Nothing => return Ok(None),
        Found::File(bytes) => String::from_utf8(bytes).map_err(|_| format!("`{}` is not text", place.display())),
        Found::Foreign(what) => Err(what),
    };
    let help = "csdl-codegen lists in it which files it wrote: restore it from version control, or choose another \
                folder with --out";
    found.map(Some).map_err(|what| Fault::new(what, help).into())
}

/// Why a file cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Obstacle {
    /// It is listed, but without the marker.
    Unmarked,
    /// It has the marker, but is not listed.
    Unlisted,
    /// Neither.
    NotOurs,
    /// Something that is not a file, at its path or above it.
    Foreign(String),
}

/// The files that cannot be written.
///
/// What hinders many of them alike is one fault: a folder that is a link, or a list of files that is lost.
#[derive(Debug, Default)]
struct Obstacles {
    /// Each with the first file that it hinders, and how many others.
    list: Vec<(Obstacle, PathBuf, usize)>,
    shared: HashMap<Obstacle, usize>,
}

impl Obstacles {
    fn add(&mut self, place: PathBuf, obstacle: Obstacle) {
        if matches!(obstacle, Obstacle::Unlisted | Obstacle::Foreign(_)) {
            if let Some(&index) = self.shared.get(&obstacle) {
                self.list[index].2 += 1;
                return;
            }
            self.shared.insert(obstacle.clone(), self.list.len());
        }
        self.list.push((obstacle, place, 0));
    }

    fn faults(self) -> Vec<Fault> {
        self.list.into_iter().map(|(obstacle, place, others)| obstacle.fault(&place, others)).collect()
    }
}

impl Obstacle {
    fn fault(self, place: &Path, others: usize) -> Fault {
        let place = place.display();
        let place = match others {
            0 => format!("`{place}`"),
            1 => format!("`{place}` and 1 other file"),
            _ => format!("`{place}` and {others} other files"),
        };
        let (is, them) = if others == 0 { ("is", "it") } else { ("are", "them") };
        match self {
            Self::Unmarked => Fault::new(
                format!("{place} no longer says `{}` in its first lines, and is not overwritten", super::MARKER),
                "delete it, or move your work in it elsewhere",
            ),
            Self::Unlisted => Fault::new(
                format!("{place} {is} generated, but not listed in `.csdl-codegen`, and {is} not overwritten"),
                format!("delete {them}, or restore `.csdl-codegen` from version control"),
            ),
            Self::NotOurs => Fault::new(
                format!("{place} was not written by csdl-codegen, and is not overwritten"),
                "move it away, or choose another folder with --out",
            ),
            Self::Foreign(what) => Fault::new(
                format!("cannot write {place}: {what}"),
                "csdl-codegen replaces only files that it wrote itself: move that away, or choose another folder \
                 with --out",
            ),
        }
    }
}
