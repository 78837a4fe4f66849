//! Doing what the plan says, in the order that [`super`] explains.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::{TempDir, TempPath};

use super::error::{Faults, fault, refused};
use super::file_list::FileList;
use super::inspect::{Found, Plan, Removal, Write, look};
use super::path::FILE_LIST;

/// The folder within the temporary one that has the texts, each at its path.
const TEXTS: &str = "texts";

/// Does what the plan says.
pub(super) fn commit(out: &Path, plan: &Plan<'_>) -> Result<(), Faults> {
    if plan.writes.is_empty() && plan.removals.is_empty() && !plan.list_differs() {
        return Ok(());
    }
    let mut created = Vec::new();
    let stage = create_folder(out, &mut created).and_then(|()| stage(out, plan));
    let stage = stage.inspect_err(|_| {
        // Only empty folders can be removed this way.
        for folder in created.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    })?;
    let mut listed = plan.listed.clone();
    for (path, hashes) in plan.produced.iter() {
        hashes.iter().for_each(|hash| listed.add(path, hash.clone()));
    }
    put_list(out, &stage, &listed)?;
    for removal in plan.removals.iter().filter(|removal| removal.is_respelled) {
        remove(out, removal)?;
    }
    put_all(out, &stage.path().join(TEXTS), &plan.writes)?;
    for removal in plan.removals.iter().filter(|removal| !removal.is_respelled) {
        remove(out, removal)?;
    }
    if listed == plan.produced { Ok(()) } else { put_list(out, &stage, &plan.produced) }
}

/// Creates the folder and those above it, and notes which were not there.
fn create_folder(folder: &Path, created: &mut Vec<PathBuf>) -> Result<(), Faults> {
    let missing = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir());
    for folder in missing.collect::<Vec<_>>().into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => created.push(folder.to_path_buf()),
            // Another run may have been quicker, or the path has `..` in it.
            Err(_) if folder.is_dir() => {}
            Err(error) => return Err(refused("create the folder", folder, &error)),
        }
    }
    Ok(())
}

/// Writes all texts to a temporary folder, which is removed with all in it when it is dropped.
///
/// It is within the output folder so that files can be moved from it in one step, and the files are created in the
/// ordinary way so that they have the ordinary permissions.
fn stage(out: &Path, plan: &Plan<'_>) -> Result<TempDir, Faults> {
    let stage = tempfile::Builder::new()
        .prefix(&format!("{FILE_LIST}-"))
        .tempdir_in(out)
        .map_err(|error| refused("write to the folder", out, &error))?;
    // Should the run be killed, the folder is at least not committed by mistake.
    let _ = fs::write(stage.path().join(".gitignore"), "*\n");
    let texts = stage.path().join(TEXTS);
    let failed = |write: &Write<'_>, error: io::Error| refused("write", &out.join(write.path), &error);
    let mut folder = None;
    for write in &plan.writes {
        let parent = parent(write.path);
        if folder != Some(parent) {
            fs::create_dir_all(texts.join(parent)).map_err(|error| failed(write, error))?;
            folder = Some(parent);
        }
    }
    let written = plan.writes.par_iter().map(|write| fs::write(texts.join(write.path), write.text));
    for (write, written) in plan.writes.iter().zip(written.collect::<Vec<_>>()) {
        written.map_err(|error| failed(write, error))?;
    }
    Ok(stage)
}

fn put_list(out: &Path, stage: &TempDir, list: &FileList) -> Result<(), Faults> {
    let place = out.join(FILE_LIST);
    let staged = stage.path().join("list");
    fs::write(&staged, list.text())
        .and_then(|()| fs::rename(&staged, &place))
        .map_err(|error| refused("write", &place, &error))
}

/// Moves all staged texts to their places. A folder that is not there yet is moved with all that is in it.
fn put_all(out: &Path, texts: &Path, writes: &[Write<'_>]) -> Result<(), Faults> {
    // The paths are sorted, so that those below a folder follow one another.
    let mut moved: Option<&str> = None;
    let mut there = "";
    for write in writes {
        if moved.is_some_and(|folder| is_below(write.path, folder)) {
            continue;
        }
        let parent = parent(write.path);
        if parent != there {
            moved = ends_of_folders(write.path)
                .map(|end| &write.path[..end])
                .find(|folder| is_missing(&out.join(folder)))
                // Another run may have been quicker; then the files are moved one by one.
                .filter(|folder| fs::rename(texts.join(folder), out.join(folder)).is_ok());
            if moved.is_some() {
                continue;
            }
            there = parent;
        }
        put(out, &texts.join(write.path), write)?;
    }
    Ok(())
}

/// Moves a staged text to its place, if what is there is still what the plan has seen.
fn put(out: &Path, staged: &Path, write: &Write<'_>) -> Result<(), Faults> {
    let place = out.join(write.path);
    let failed = |error: io::Error| refused("write", &place, &error);
    match (look(out, write.path).map_err(failed)?, &write.old) {
        (Found::File(current), _) if current == write.text.as_bytes() => return Ok(()),
        (Found::File(current), Some(old)) if current == *old => return fs::rename(staged, &place).map_err(failed),
        (Found::Nothing, _) => {}
        _ => return Err(changed_meanwhile(&place)),
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| refused("create the folder", folder, &error))?;
    }
    match TempPath::try_from_path(staged).map_err(failed)?.persist_noclobber(&place) {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(changed_meanwhile(&place)),
        // The file system cannot do both in one step.
        Err(error) if fs::symlink_metadata(&place).is_err() => fs::rename(&error.path, &place).map_err(failed),
        Err(error) => Err(failed(error.error)),
    }
}

/// Removes a file, if it is still what the plan has seen, and the folders that become empty.
fn remove(out: &Path, removal: &Removal) -> Result<(), Faults> {
    let place = out.join(&removal.path);
    let failed = |error: io::Error| refused("remove", &place, &error);
    match look(out, &removal.path).map_err(failed)? {
        Found::File(current) if current == removal.old => fs::remove_file(&place).map_err(failed)?,
        Found::Nothing => {}
        _ => return Err(changed_meanwhile(&place)),
    }
    let mut folder = Path::new(&removal.path).parent();
    while let Some(path) = folder.filter(|path| !path.as_os_str().is_empty()) {
        // Fails if there is something in it.
        if fs::remove_dir(out.join(path)).is_err() {
            break;
        }
        folder = path.parent();
    }
    Ok(())
}

/// The path of the folder that a file is in; empty for the output folder itself.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where the path of each folder that a file is in ends, the outermost first.
fn ends_of_folders(path: &str) -> impl Iterator<Item = usize> {
    path.match_indices('/').map(|(end, _)| end)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn is_missing(place: &Path) -> bool {
    fs::symlink_metadata(place).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn changed_meanwhile(place: &Path) -> Faults {
    let message = format!("`{}` was changed by another program while the output was written", place.display());
    vec![fault(message, "run it again")]
}
