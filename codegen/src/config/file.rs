//! The keys of a `codegen.toml`.

use std::path::Path;

use toml::de::DeTable;

use super::keys::{Config, Key};
use super::places::Places;
use super::reader::Reader;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};

/// Reads the text of the `codegen.toml` at `path`. All faults are reported, and what has none is in the result.
pub(super) fn read(path: &Path, text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Config {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut reader = Reader { source, folder, diagnostics, places: Places::default() };
    let mut config = Config::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        for (name, value) in table.get_ref() {
            match Key::all().iter().find(|key| key.name == name.get_ref()) {
                Some(key) => (key.read)(&mut reader, &mut config, value),
                None => reader.unknown(name.get_ref(), Key::all().iter().map(|key| key.name), reader.span(name.span())),
            }
        }
    }
    for error in errors {
        let span = error.span().unwrap_or_default();
        let span = Span::new(source, span.start, span.end);
        let fault = Diagnostic::error(Code::Configuration, span, format!("this is not TOML: {}", error.message()));
        reader.diagnostics.push(fault.help("the file is lines of `key = \"value\"`; see https://toml.io"));
    }
    config.places = reader.places;
    if config.schemas.is_empty() {
        config.schemas.push(folder.to_path_buf());
    }
    config.places.folder = Some(folder.to_path_buf());
    config
}
