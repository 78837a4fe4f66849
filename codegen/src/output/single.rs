//! Single files that do not belong to a generated crate.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Writes a file in one step: a reader sees the old text or the new one, and a fault leaves the old one.
///
/// It gets the permissions of the file that it replaces, or the ordinary ones. Folders that are missing are created.
/// A symbolic link stays one, and the file that it leads to is replaced. Anything but a file, such as `/dev/stdout` or a named
/// pipe, is written to and stays.
///
/// # Errors
///
/// The folder or the file cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    stage(path, bytes)?.commit()
}

/// Writes files as [`write_file`] does. None is replaced before all are there and only need their names.
///
/// # Errors
///
/// The path of the first that cannot be written, and why.
pub fn write_files(files: &[(PathBuf, Vec<u8>)]) -> Result<(), (&Path, io::Error)> {
    let mut staged = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        staged.push((path, stage(path, bytes).map_err(|error| (path.as_path(), error))?));
    }
    for (path, staged) in staged {
        staged.commit().map_err(|error| (path.as_path(), error))?;
    }
    Ok(())
}

/// A file that is written and has not its name yet.
#[derive(Debug)]
enum Staged<'b> {
    /// In a folder of its own, beside the file that it becomes.
    File { stage: tempfile::TempDir, place: PathBuf },
    /// Anything but a file, which is written to.
    Stream { path: &'b Path, bytes: &'b [u8] },
}

impl Staged<'_> {
    fn commit(self) -> io::Result<()> {
        match self {
            Self::File { stage, place } => fs::rename(stage.path().join(STAGED), place),
            Self::Stream { path, bytes } => fs::write(path, bytes),
        }
    }
}

/// The name of a file until it has its own.
const STAGED: &str = "file";

fn stage<'b>(path: &'b Path, bytes: &'b [u8]) -> io::Result<Staged<'b>> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return Ok(Staged::Stream { path, bytes });
    }
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let (stage, staged) = stage_beside(&place, bytes)?;
    if let Ok(old) = fs::metadata(&place) {
        fs::set_permissions(&staged, old.permissions())?;
    }
    Ok(Staged::File { stage, place })
}

/// Writes the bytes of a file to a folder of their own beside it. Folders that are missing are created.
fn stage_beside(place: &Path, bytes: &[u8]) -> io::Result<(tempfile::TempDir, PathBuf)> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // A file that is created in the ordinary way has the ordinary permissions, which a temporary one has not.
    let stage = tempfile::Builder::new().prefix(".csdl-codegen-").tempdir_in(folder)?;
    let staged = stage.path().join(STAGED);
    fs::write(&staged, bytes)?;
    Ok((stage, staged))
}

/// Writes a file that is not there yet, in one step. Folders that are missing are created.
///
/// # Errors
///
/// There is something already ([`io::ErrorKind::AlreadyExists`]), or the folder or the file cannot be written.
pub fn create_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (_stage, staged) = stage_beside(path, bytes)?;
    tempfile::TempPath::try_from_path(staged)?.persist_noclobber(path).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/file");
        create_file(&path, b"one").expect("it can be written");
        let error = create_file(&path, b"two").expect_err("it is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "one");
        assert_eq!(fs::read_dir(folder.path().join("a")).expect("a folder").count(), 1, "nothing else is left");
    }

    #[test]
    fn a_file_is_created_and_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b/file");
        for text in ["one", "two, which is longer", ""] {
            write_file(&path, text.as_bytes()).expect("it can be written");
            assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
            assert_eq!(fs::read_dir(folder.path().join("a/b")).expect("a folder").count(), 1, "nothing else is left");
        }
        write_file(&folder.path().join("a"), b"").expect_err("it is a folder");
        write_file(&path.join("below"), b"").expect_err("its folder is a file");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("it can be written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("it is ours");
        symlink("file", &link).expect("a link");
        write_file(&link, b"new").expect("it can be written");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "new");
        assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to() {
        use std::os::unix::fs::FileTypeExt as _;
        use std::process::Command;

        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("it runs").success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).expect("it can be read")
        });
        write_file(&pipe, b"text").expect("it can be written");
        assert!(fs::metadata(&pipe).expect("it is there").file_type().is_fifo());
        assert_eq!(reader.join().expect("it ends"), "text");
    }
}
