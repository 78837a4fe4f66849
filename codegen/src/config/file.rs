//! The keys of a `codegen.toml`.

use std::path::Path;

use toml::de::DeTable;

use super::keys::{Config, Key};
use super::places::Places;
use super::reader::Reader;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};

impl Config {
    /// The configuration that the text of a `codegen.toml` makes, as far as it can be read; `path` is where it is, since
    /// the paths in it are relative to its folder.
    ///
    /// Every fault of the text is added to the diagnostics; those of the values are for [`Config::check`].
    pub(crate) fn from_toml(path: &Path, text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut reader = Reader { source, folder, diagnostics, places: Places::default() };
        let mut config = Self::default();
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            for (name, value) in table.get_ref() {
                match Key::all().iter().find(|key| key.name == name.get_ref()) {
                    Some(key) => (key.read)(&mut reader, &mut config, value),
                    None => {
                        reader.unknown(name.get_ref(), Key::all().iter().map(|key| key.name), reader.span(name.span()))
                    }
                }
            }
        }
        for error in errors {
            let span = error.span().unwrap_or_default();
            let span = Span::new(source, span.start, span.end);
            let fault = Diagnostic::error(Code::Configuration, span, format!("this is not TOML: {}", error.message()));
            reader
                .diagnostics
                .push(fault.help("the file consists of lines such as `key = \"value\"`; see https://toml.io"));
        }
        config.places = reader.places;
        if config.schemas.is_empty() {
            config.schemas.push(folder.to_path_buf());
        }
        config.places.folder = Some(folder.to_path_buf());
        config
    }
}
