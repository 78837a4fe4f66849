//! Puts a configuration together: a file, and what the command line says.

use std::path::{Path, PathBuf};

use super::keys::{Config, Key};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::error::Error;
use crate::source::Sources;

impl Config {
    /// Reads a `codegen.toml`. Paths in it are relative to its folder.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, and whatever is wrong in it.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let loaded = Self::load(Some(path.as_ref()), Self::default(), &mut sources, &mut diagnostics);
        loaded.map_err(|Stopped| Error::new(diagnostics, sources))
    }

    /// Puts together what a configuration file and the command line say.
    ///
    /// With no `file` named, and no schema either, `schema/codegen.toml` is looked for, from the current folder
    /// upwards. The file is added to the sources, so that diagnostics can point into it.
    ///
    /// # Errors
    ///
    /// [`Stopped`] if there are faults in it, which are added to the diagnostics.
    pub(crate) fn load(
        file: Option<&Path>,
        flags: Self,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Stopped> {
        let file = match file {
            Some(path) => Some(path.to_path_buf()),
            None if flags.schemas.is_empty() => Some(find(Path::new("")).ok_or(Stopped).inspect_err(|_| {
                let fault = "there is no schema/codegen.toml in this folder or one above it";
                let help = "name the CSDL files with --schema or the configuration file with --config, or begin one with \
                            `csdl-codegen init`";
                diagnostics.push(Diagnostic::error_without_place(Code::Configuration, fault).help(help));
            })?),
            None => None,
        };
        let config = match file {
            Some(path) => Self::read(&path, sources, diagnostics)?,
            None => Self::default(),
        };
        let mut config = config.overridden_by(flags);
        config.places.sources = sources.clone();
        config.check(diagnostics);
        diagnostics.checkpoint()?;
        Ok(config)
    }

    /// Reads a `codegen.toml`, and adds it to the sources.
    ///
    /// # Errors
    ///
    /// [`Stopped`] if the file cannot be read. Faults in what it says are only added to the diagnostics.
    fn read(path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Self, Stopped> {
        let added = std::fs::read(path).map_err(|error| error.to_string()).and_then(|bytes| sources.add(path, bytes));
        match added {
            Ok(source) => Ok(Self::from_toml(path, sources.get(source).text(), source, diagnostics)),
            Err(error) => {
                let fault = format!("cannot read the configuration file `{}`: {error}", path.display());
                let help = "see that it is there and that it is a text file";
                diagnostics.push(Diagnostic::error_without_place(Code::Configuration, fault).help(help));
                Err(Stopped)
            }
        }
    }

    /// This configuration, but `flags` wherever they say something. Lists are replaced, renames are added.
    #[must_use]
    pub(crate) fn overridden_by(mut self, mut flags: Self) -> Self {
        for key in Key::all() {
            if (key.override_by)(&mut self, &mut flags) {
                self.places.spans.remove(key.name);
            }
        }
        self
    }
}

/// The `schema/codegen.toml` of `from` or of the nearest folder above it, as a path that starts with `from`.
pub(super) fn find(from: &Path) -> Option<PathBuf> {
    // The path goes upwards by `..` and not by its parents: it then stays as short as the user would write it.
    let start = if from.as_os_str().is_empty() { Path::new(".") } else { from };
    let levels = std::fs::canonicalize(start).ok()?.ancestors().count();
    let mut folder = from.to_path_buf();
    for _ in 0..levels {
        let candidate = folder.join("schema").join("codegen.toml");
        if candidate.is_file() {
            return Some(candidate);
        }
        folder.push("..");
    }
    None
}
