//! Whether there is anything to do: the [`output::stamp`] of a run says what it was made from.
//!
//! What a run writes depends on the program, on the configuration and on the files that were read, and on nothing else.
//! If all of them are the same, and the output is still what was written, another run would change nothing.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use blake3::{Hash, Hasher};
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::output::stamp;
use crate::record::Record;
use crate::report::{CrateSize, Done};
use crate::source::{SourceId, Sources, Span};

/// With more warnings than this there is no stamp: to write and read them would take longer than a full run.
const MAX_WARNINGS: usize = 1_000;

/// What a stamp says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Text {
    /// The hash of all that the output was made from.
    inputs: String,
    types_read: usize,
    types_written: usize,
    navigation_left_out: usize,
    #[serde(default)]
    methods_left_out: usize,
    #[serde(default)]
    crates: Vec<Size>,
    /// What was said about the inputs, and is to be said again.
    #[serde(default)]
    warnings: Vec<Warning>,
}

/// The name of a crate, how many types it has, and how many bytes of code.
type Size = (String, usize, usize);

/// A diagnostic, which is a warning, since with an error there is no stamp.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Warning {
    code: String,
    message: String,
    span: Option<Span>,
    label: String,
    related: Vec<(Span, String)>,
    help: Option<String>,
}

/// The hash of all that the output depends on; `None` if the program cannot read itself.
pub(crate) fn inputs(config: &Config, sources: &Sources, records: &BTreeMap<SourceId, Record>) -> Option<Hash> {
    program().map(|program| inputs_of(program, config, sources, records))
}

fn inputs_of(program: Hash, config: &Config, sources: &Sources, records: &BTreeMap<SourceId, Record>) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(program.as_bytes());
    // What it is made of is in the output as it looks from there.
    let runtime = config.runtime_line(&config.out_folder());
    // Where the schemas are and where the output goes is not in the output, but for its name. All else is, or may be in
    // a warning.
    let config = Config {
        schemas: Vec::new(),
        references: Vec::new(),
        out: None,
        runtime: None,
        crate_name: Some(config.package_name()),
        places: config.places.without_file(),
        ..config.clone()
    };
    update(&mut hasher, &format!("{config:?}"));
    update(&mut hasher, &runtime);
    // Some things are done in the order of the names with their folders.
    let mut order: Vec<_> = sources.iter().map(|(id, source)| (source.name(), id)).collect();
    order.sort_unstable();
    for (id, source) in sources.iter() {
        update(&mut hasher, &source.file_name());
        update(&mut hasher, &format!("{:?}", records.get(&id)));
        update(&mut hasher, source.text());
        update(&mut hasher, &format!("{:?}", source.is_followed()));
        let place = order.iter().position(|(_, other)| *other == id);
        update(&mut hasher, &format!("{place:?}"));
    }
    hasher.finalize()
}

/// What a run with these inputs would do, if it would change nothing; what it would warn of is added.
pub(crate) fn up_to_date(
    out: &Path,
    inputs: impl FnOnce() -> Option<Hash>,
    check: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Done> {
    let Some(stamp) = stamp::read(out) else {
        if !check {
            // What comes next is done on one core. The hash is not needed before the end, for the stamp to be put there.
            rayon::spawn(|| _ = program());
        }
        return None;
    };
    let text: Text = toml::from_str(&stamp.text).ok()?;
    if text.inputs != inputs()?.to_hex().as_str() {
        return None;
    }
    let unchanged = stamp.verify(out)?;
    for warning in text.warnings {
        diagnostics.push(warning.diagnostic()?);
    }
    let changes = crate::output::Changes { unchanged, ..Default::default() };
    let diff = (check && cfg!(feature = "diff")).then(String::new);
    let Text { types_read, types_written, navigation_left_out, methods_left_out, crates, .. } = text;
    let crates = crates.into_iter().map(|(name, types, bytes)| CrateSize { name, types, bytes }).collect();
    Some(Done {
        types_read,
        types_written,
        navigation_left_out,
        methods_left_out,
        crates,
        changes,
        diff,
        imports: Vec::new(),
        is_repeated: true,
    })
}

/// Leaves behind what the output was made from, and what was said about it.
///
/// Without it the next run takes longer, and that is all; so it is no fault if it cannot be written.
pub(crate) fn put(out: &Path, inputs: Hash, done: &Done, warnings: &[Diagnostic]) {
    if warnings.len() > MAX_WARNINGS {
        return;
    }
    let text = Text {
        inputs: inputs.to_hex().to_string(),
        types_read: done.types_read,
        types_written: done.types_written,
        navigation_left_out: done.navigation_left_out,
        methods_left_out: done.methods_left_out,
        crates: done.crates.iter().map(|size| (size.name.clone(), size.types, size.bytes)).collect(),
        warnings: warnings.iter().cloned().map(Warning::from).collect(),
    };
    if let Ok(text) = toml::to_string(&text) {
        let _ = stamp::write(out, &text);
    }
}

impl From<Diagnostic> for Warning {
    fn from(
        Diagnostic { code, severity: _, only_if_needed: _, message, span, label, related, help }: Diagnostic,
    ) -> Self {
        Self { code: code.name().to_owned(), message, span, label, related, help }
    }
}

impl Warning {
    /// `None` if there is no such code, as nothing but a hand could have brought about.
    fn diagnostic(self) -> Option<Diagnostic> {
        let Self { code, message, span, label, related, help } = self;
        let (code, severity) = (Code::of(&code)?, Severity::Warning);
        Some(Diagnostic { code, severity, only_if_needed: false, message, span, label, related, help })
    }
}

/// The hash of the program that runs.
///
/// A version would not do: it is the same for all builds between two releases, and for builds with other versions of
/// the libraries that format and name things.
fn program() -> Option<Hash> {
    static PROGRAM: OnceLock<Option<Hash>> = OnceLock::new();
    let read = || {
        let mut hasher = Hasher::new();
        hasher.update_reader(File::open(executable()?).ok()?).ok()?;
        Some(hasher.finalize())
    };
    *PROGRAM.get_or_init(read)
}

/// Where the program that runs can be read, and no other one that was put in its place meanwhile.
fn executable() -> Option<PathBuf> {
    if cfg!(target_os = "linux") { Some(PathBuf::from("/proc/self/exe")) } else { std::env::current_exe().ok() }
}

fn update(hasher: &mut Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
}

#[cfg(test)]
mod tests;
