//! What is in the output folder, and what has to be done to it. Nothing here writes.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::changes::{Changes, Kept};
use super::error::{Faults, fault, refused};
use super::file_list::{FileList, hash};
use super::file_set::{FileSet, MARKER, is_marked};
use super::path::FILE_LIST;
use crate::diagnostics::Diagnostic;

/// What has to be done.
#[derive(Debug)]
pub(super) struct Plan<'f> {
    /// The list of files that is there; empty if there is none.
    pub(super) listed: FileList,
    /// The text of that list.
    listed_text: Option<String>,
    /// The list of files to leave behind.
    pub(super) produced: FileList,
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
            list_differs: self.list_differs(),
        }
    }

    /// Whether the list that is there is not the one to leave behind.
    pub(super) fn list_differs(&self) -> bool {
        // Line ends do not count: version control may have converted them.
        self.listed_text.as_ref().is_none_or(|text| !text.lines().eq(self.produced.text().lines()))
    }
}

/// Compares the output folder with the files that it is to hold.
pub(super) fn inspect<'f>(out: &Path, files: &'f FileSet) -> Result<Plan<'f>, Faults> {
    check_folder(out)?;
    let listed_text = read_list(out)?;
    let listed = match &listed_text {
        Some(text) => FileList::parse(text).map_err(|damage| {
            let path = out.join(FILE_LIST);
            vec![fault(
                format!("line {} of `{}` is invalid: {}", damage.line, path.display(), damage.reason),
                "it lists what csdl-codegen may replace and remove: restore it from version control; or, if all in \
                 that folder is generated, delete the folder",
            )]
        })?,
        None => FileList::default(),
    };
    let mut plan = Plan {
        listed,
        listed_text,
        produced: FileList::default(),
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
    Folders::of(out, [path])?.look(path)
}

/// The folders below the output folder that files are in; each is looked at once.
#[derive(Debug)]
struct Folders<'o> {
    out: &'o Path,
    known: HashMap<String, Folder>,
}

/// What is where a folder is to be.
#[derive(Clone, Debug)]
enum Folder {
    There,
    Missing,
    /// Something that is not to be entered, and what it is.
    Foreign(String),
}

impl<'o> Folders<'o> {
    /// The folders of these files.
    fn of<'p>(out: &'o Path, paths: impl IntoIterator<Item = &'p str>) -> io::Result<Self> {
        let mut folders = Self { out, known: HashMap::new() };
        for path in paths {
            if let Some((folder, _)) = path.rsplit_once('/') {
                folders.find(folder)?;
            }
        }
        Ok(folders)
    }

    fn find(&mut self, path: &str) -> io::Result<Folder> {
        if let Some(known) = self.known.get(path) {
            return Ok(known.clone());
        }
        let above = match path.rsplit_once('/') {
            Some((above, _)) => self.find(above)?,
            None => Folder::There,
        };
        let folder = if matches!(above, Folder::There) { enter(&self.out.join(path))? } else { above };
        self.known.insert(path.to_owned(), folder.clone());
        Ok(folder)
    }

    /// What is at the path of one of the files.
    fn look(&self, path: &str) -> io::Result<Found> {
        match path.rsplit_once('/').and_then(|(folder, _)| self.known.get(folder)) {
            Some(Folder::Missing) => return Ok(Found::Nothing),
            Some(Folder::Foreign(what)) => return Ok(Found::Foreign(what.clone())),
            Some(Folder::There) | None => {}
        }
        let place = self.out.join(path);
        match kind(&place)? {
            Some(kind) if kind.is_file() => fs::read(&place).map(Found::File),
            Some(kind) => Ok(Found::Foreign(described(&place, kind))),
            None => Ok(Found::Nothing),
        }
    }
}

fn enter(place: &Path) -> io::Result<Folder> {
    Ok(match kind(place)? {
        Some(kind) if kind.is_dir() && place.join(FILE_LIST).symlink_metadata().is_ok() => {
            Folder::Foreign(format!("`{}` is the output folder of another run", place.display()))
        }
        Some(kind) if kind.is_dir() => Folder::There,
        Some(kind) => Folder::Foreign(described(place, kind)),
        None => Folder::Missing,
    })
}

/// What is at a place, in words.
fn described(place: &Path, kind: fs::FileType) -> String {
    let what = match kind {
        kind if kind.is_symlink() => "a symbolic link",
        kind if kind.is_dir() => "a folder",
        kind if kind.is_file() => "a file",
        _ => "neither a file nor a folder",
    };
    format!("`{}` is {what}", place.display())
}

/// What kind of thing is at a place; `None` if there is nothing.
fn kind(place: &Path) -> io::Result<Option<fs::FileType>> {
    match fs::symlink_metadata(place) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl<'f> Plan<'f> {
    fn find_writes(&mut self, out: &Path, files: &'f FileSet) -> Result<(), Faults> {
        let folders = Folders::of(out, files.iter().map(|(path, _)| path))
            .map_err(|error| refused("read the folders in", out, &error))?;
        let all: Vec<(&str, &str)> = files.iter().collect();
        // What is there, if it is not the very text.
        let seen: Vec<(String, io::Result<Option<Found>>)> = all
            .par_iter()
            .map(|(path, text)| {
                let seen = folders.look(path).map(|found| match found {
                    // A file that is there under another spelling will be gone when this one is written.
                    Found::File(old) if old == text.as_bytes() && !self.is_respelled(path) => None,
                    found => Some(found),
                });
                (hash(text.as_bytes()), seen)
            })
            .collect();
        let mut obstacles = Obstacles::default();
        for ((path, text), (hash, seen)) in all.into_iter().zip(seen) {
            self.produced.add(path, hash);
            let place = out.join(path);
            match seen.map_err(|error| refused("read", &place, &error))? {
                None => self.unchanged.push(path),
                Some(Found::Nothing) => self.writes.push(Write { path, text, old: None }),
                Some(Found::File(old)) if self.listed.lists(path) && (is_marked(&old) || old.is_empty()) => {
                    self.writes.push(Write { path, text, old: Some(old) });
                }
                Some(Found::File(old)) => obstacles.add(
                    place,
                    match (self.listed.lists(path), is_marked(&old)) {
                        (true, _) => Obstacle::Unmarked,
                        (false, true) => Obstacle::Unlisted,
                        (false, false) => Obstacle::NotOurs,
                    },
                ),
                Some(Found::Foreign(what)) => obstacles.add(place, Obstacle::Foreign(what)),
            }
        }
        if obstacles.list.is_empty() { Ok(()) } else { Err(obstacles.faults()) }
    }

    fn find_removals(&mut self, out: &Path, files: &FileSet) -> Result<(), Faults> {
        for (path, hashes) in self.listed.iter().filter(|(path, _)| files.get(path).is_none()) {
            let place = out.join(path);
            let reason = match look(out, path).map_err(|error| refused("read", &place, &error))? {
                Found::Nothing => continue,
                Found::File(old) if !is_marked(&old) => format!("it does not say `{}`", MARKER),
                Found::File(old) if !hashes.contains(&hash(&old)) => "it has been edited".to_owned(),
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

fn check_folder(out: &Path) -> Result<(), Faults> {
    let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    match fs::metadata(out) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(vec![fault(format!("`{}` is a file, not a folder", out.display()), "choose a folder with --out")]),
        Err(error) if is_missing(&error) && fs::symlink_metadata(out).is_err_and(|error| is_missing(&error)) => Ok(()),
        Err(error) => Err(refused("use the output folder", out, &error)),
    }
}

fn read_list(out: &Path) -> Result<Option<String>, Faults> {
    let place = out.join(FILE_LIST);
    let found = match look(out, FILE_LIST).map_err(|error| refused("read", &place, &error))? {
        Found::Nothing => return Ok(None),
        Found::File(bytes) => String::from_utf8(bytes).map_err(|_| format!("`{}` is not text", place.display())),
        Found::Foreign(what) => Err(what),
    };
    let help = "csdl-codegen lists in it which files it wrote: restore it from version control, or choose another \
                folder with --out";
    found.map(Some).map_err(|what| vec![fault(what, help)])
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

    fn faults(self) -> Faults {
        self.list.into_iter().map(|(obstacle, place, others)| obstacle.fault(&place, others)).collect()
    }
}

impl Obstacle {
    fn fault(self, place: &Path, others: usize) -> Diagnostic {
        let place = place.display();
        let place = match others {
            0 => format!("`{place}`"),
            1 => format!("`{place}` and 1 other file"),
            _ => format!("`{place}` and {others} other files"),
        };
        let (is, them) = if others == 0 { ("is", "it") } else { ("are", "them") };
        match self {
            Self::Unmarked => fault(
                format!("{place} no longer says `{}` in its first lines, and is not overwritten", MARKER),
                "delete it, or move your work in it elsewhere",
            ),
            Self::Unlisted => fault(
                format!("{place} {is} generated, but not listed in `.csdl-codegen`, and {is} not overwritten"),
                format!("delete {them}, or restore `.csdl-codegen` from version control"),
            ),
            Self::NotOurs => fault(
                format!("{place} was not written by csdl-codegen, and is not overwritten"),
                "move it away, or choose another folder with --out",
            ),
            Self::Foreign(what) => fault(
                format!("cannot write {place}: {what}"),
                "csdl-codegen replaces only files that it wrote itself: move that away, or choose another folder \
                 with --out",
            ),
        }
    }
}
