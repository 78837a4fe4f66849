//! What a run was made from, so that the next one can tell that there is nothing to do.
//!
//! A stamp is beside the output and no part of it: it depends on the program that wrote it, and belongs to one machine.
//! It is a text with a seal, the hash of the text and of the list of files; and that has the hash of each file. So what
//! a stamp says holds only as long as not one byte of it, of the list and of the files is another.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use rayon::prelude::*;

use super::inspect::{Folders, Found, look, read_manifest};
use super::manifest::Manifest;

/// The folder of the stamp in the output folder, and the stamp in it.
///
/// A folder can say by itself that git is to ignore it.
const FOLDER: &str = ".csdl-codegen-stamp";
const FILE: &str = ".csdl-codegen-stamp/stamp.toml";
const NOTE: &str =
    "# What csdl-codegen made these files from. It saves a run when nothing has changed; do not commit it.";

/// The text that the stamp of an output folder has; `None` if there is none that can be read.
pub(crate) fn read(out: &Path) -> Option<Stamp> {
    let Ok(Found::File(bytes)) = look(out, FILE) else { return None };
    let text = String::from_utf8(bytes).ok()?;
    let (seal, text) = text.strip_prefix(NOTE)?.strip_prefix("\n# ")?.split_once('\n')?;
    Some(Stamp { seal: seal.to_owned(), text: text.to_owned() })
}

/// A stamp that was found.
#[derive(Clone, Debug)]
pub(crate) struct Stamp {
    seal: String,
    pub(crate) text: String,
}

impl Stamp {
    /// The paths of the files in the output folder, if all is as it was when the stamp was put there.
    pub(crate) fn verify(&self, out: &Path) -> Option<Vec<String>> {
        let listed = read_manifest(out).ok()??;
        if seal(&self.text, &listed) != self.seal {
            return None;
        }
        let manifest = Manifest::parse(&listed).ok()?;
        let files: Vec<_> = manifest.iter().collect();
        let folders = Folders::of(out, files.iter().map(|(path, _)| *path)).ok()?;
        // Here line ends count: a full run would put them right.
        let is_as_listed = files.par_iter().all(|(path, hashes)| match folders.look(path) {
            Ok(Found::File(bytes)) => hashes.len() == 1 && hashes.contains(blake3::hash(&bytes).to_hex().as_str()),
            _ => false,
        });
        is_as_listed.then(|| files.into_iter().map(|(path, _)| path.to_owned()).collect())
    }
}

/// Leaves a stamp behind, if it is not there already.
///
/// # Errors
///
/// What the file system refused; the output is in order all the same.
pub(crate) fn write(out: &Path, text: &str) -> io::Result<()> {
    let listed = match read_manifest(out) {
        Ok(Some(listed)) => listed,
        _ => return Err(io::ErrorKind::NotFound.into()),
    };
    let text = format!("{NOTE}\n# {}\n{text}", seal(text, &listed));
    let folder = out.join(FOLDER);
    match look(out, FILE)? {
        Found::File(old) if old == text.as_bytes() => return Ok(()),
        Found::File(_) => {}
        Found::Nothing => {
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(".gitignore"), "*\n")?;
        }
        Found::Foreign(what) => return Err(io::Error::other(what)),
    }
    let mut staged = tempfile::NamedTempFile::new_in(&folder)?;
    staged.write_all(text.as_bytes())?;
    staged.persist(out.join(FILE))?;
    Ok(())
}

/// The hash of all that a stamp says and of the list of files.
fn seal(text: &str, listed: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes()).update(listed.as_bytes());
    hasher.finalize().to_hex().to_string()
}
