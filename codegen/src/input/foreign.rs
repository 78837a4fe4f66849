//! Files in the folders of schemas that are not schemas: `pom.xml` and `package.json` can be anywhere.

use std::path::{Path, PathBuf};

use crate::csdl::{json, xml};
use crate::diagnostics::{Code, Diagnostic};
use crate::wording::counted;

/// The files that are skipped, and of which that is reported.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    /// Each with what is wrong with it, in the order in which they were found.
    list: Vec<(PathBuf, String)>,
}

impl Foreign {
    /// Whether a file of a folder is to be skipped: by what is in it, if its name could be that of anything. Of JSON that is
    /// well-formed nothing is said, since it is as common as folders.
    pub(super) fn takes(&mut self, path: &Path, text: &Result<String, Box<Diagnostic>>) -> bool {
        let is_json = has_extension(path, "json");
        if !is_json && !has_extension(path, "xml") {
            return false;
        }
        let why = match text {
            Err(fault) => Some(fault.message.clone()),
            Ok(text) if is_json || json::is_json(text) => match json::is_csdl(text) {
                Ok(true) => return false,
                Ok(false) => None,
                Err(fault) => Some(fault.message),
            },
            Ok(text) => match xml::foreign(text) {
                Some(fault) => Some(fault.message),
                None => return false,
            },
        };
        self.list.extend(why.map(|why| (path.to_path_buf(), why)));
        true
    }

    /// The warning that counts them.
    pub(super) fn warning(&self) -> Option<Diagnostic> {
        let (first, why) = self.list.first()?;
        let message = match self.list.len() {
            1 => format!("`{}` is not a CSDL document and is skipped", first.display()),
            count => format!(
                "{} are not CSDL documents and are skipped, the first of them `{}`",
                counted(count, "file"),
                first.display()
            ),
        };
        let help = format!("{why}; a file that is named in `schemas` must be CSDL");
        Some(Diagnostic::warning_without_place(Code::ForeignFile, message).help(help))
    }
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}
