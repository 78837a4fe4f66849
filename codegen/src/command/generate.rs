//! `csdl-codegen generate`, which is also what happens without a subcommand.

use std::borrow::Cow;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::settings::{Of, Settings};
use super::terminal::Terminal;
use super::{input, next};
use crate::config::{Scope, folder_name};
use crate::diagnostics::{Diagnostics, Severity};
use crate::output::Changes;
use crate::source::Sources;
use crate::wording::{counted, number};
use crate::{Config, CrateSize, Emit, Error, MethodsLeftOut, Report};

/// What makes fields of navigation properties that are left out.
const BRINGS: &str = "navigation = \"all\" (or --navigation all) brings";

/// With more types than this in one crate, several are proposed.
const MANY_TYPES: usize = 1_000;

/// How many paths `--check` lists.
const LISTED: usize = 100;

pub(super) const EXAMPLES: &str = "\
Examples:
  csdl-codegen
      Generate what schema/codegen.toml says, in this folder or the nearest one above that has one.

  csdl-codegen graph.csdl --out ./graph --crate-name graph --root-namespace microsoft.graph
      Generate a crate from one file, without a configuration.

  csdl-codegen graph.csdl --out ./vpp --include 'vpp*' --include microsoft.graph.user
      Generate some of the types, with all that they need.

  csdl-codegen --check
      Write nothing, and fail if the generated files are not up to date. For continuous integration.

Patterns are qualified names in which `*` stands for any characters within a segment, `**` for any characters across
segments and `?` for one character: `microsoft.graph.security.*`. Without a dot they are names without the namespace:
`vpp*`, or `user` if one type has that name.

Exit status: 0 if all went well, 1 for faults in the input or differences found by --check, 2 for wrong arguments.";

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    #[command(flatten)]
    output: OutputArgs,
    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    pub(super) check: bool,
}

/// What to generate, from what, to where.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct OutputArgs {
    /// CSDL files, and folders of them: the same as with --schema
    #[arg(value_name = "SCHEMA", value_hint = clap::ValueHint::AnyPath)]
    schemas: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) input: input::Args,
    #[command(flatten)]
    output: Settings<Output>,
}

/// What comes of it.
#[derive(Debug)]
struct Output;

impl Of for Output {
    const SCOPE: Scope = Scope::Output;
}

impl Args {
    /// What they say of the configuration.
    pub(super) fn settings(&self) -> Config {
        self.output.settings()
    }
}

impl OutputArgs {
    /// What they say of the configuration.
    pub(super) fn settings(&self) -> Config {
        let mut config = self.input.settings().overridden_by(self.output.config());
        config.schemas.extend(self.schemas.iter().cloned());
        config
    }
}

/// Generates the crate, or checks whether it is up to date.
pub(super) fn run(args: Args, terminal: &Terminal) -> ExitCode {
    let started = Instant::now();
    let progress = terminal.progress("generating");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let config = Config::load(args.output.input.config.as_deref(), args.settings(), &mut sources, &mut diagnostics);
    let called = config.as_ref().ok().and_then(name_of_its_own);
    let package = config.as_ref().ok().map(Config::package_name);
    // How many have been shown, if any were before the end.
    let shown = Cell::new(None);
    let warn_first = |found: &Diagnostics, sources: &Sources| {
        if progress.suspended(|| terminal.diagnostics(found, sources)) {
            shown.set(Some(found.as_slice().len()));
        }
    };
    let outcome = match config {
        Ok(config) => crate::run(&config, args.check, warn_first),
        Err(_) => Err(Error { diagnostics, sources }),
    };
    let (diagnostics, sources) = match &outcome {
        Ok(report) => (&report.diagnostics, &report.sources),
        Err(error) => (&error.diagnostics, &error.sources),
    };
    let report = outcome.as_ref().ok();
    let is_success = report.is_some_and(|report| !args.check || report.changes.is_empty());
    drop(progress);
    let is_told = match report {
        Some(_) if shown.get() == Some(diagnostics.as_slice().len()) => true,
        _ => terminal.diagnostics(diagnostics, sources),
    };
    let text = report.map(|report| {
        let next = if args.check { String::new() } else { next::steps(report, package.as_deref()) };
        describe(report, called.as_deref(), args.check, started.elapsed()) + &next
    });
    let is_printed = terminal.report(
        &text.unwrap_or_default(),
        &Line {
            success: is_success,
            errors: diagnostics.count(Severity::Error),
            warnings: diagnostics.count(Severity::Warning),
            check: args.check,
            done: report.map(Done::new),
        },
    );
    if is_success && is_told && is_printed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The name of a crate that nobody has named, if it is not that of its folder.
fn name_of_its_own(config: &Config) -> Option<String> {
    let is_named = config.crate_name.is_some() || config.emit == Some(Emit::Module);
    let name = config.package_name();
    let is_same = folder_name(&config.out_folder()) == name;
    (!is_named && !is_same).then_some(name)
}

/// The report as JSON.
#[derive(Debug, Serialize)]
struct Line<'r> {
    success: bool,
    errors: usize,
    warnings: usize,
    check: bool,
    #[serde(flatten)]
    done: Option<Done<'r>>,
}

/// What was done, or with `--check` would be.
#[derive(Debug, Serialize)]
struct Done<'r> {
    out: Cow<'r, str>,
    types_read: usize,
    types_written: usize,
    navigation_left_out: usize,
    methods_left_out: MethodsLeftOut,
    crates: Vec<Size<'r>>,
    added: &'r [String],
    changed: &'r [String],
    removed: &'r [String],
    kept: Vec<&'r str>,
    unchanged: usize,
    diff: Option<&'r str>,
}

/// How large one of several crates is.
#[derive(Debug, Serialize)]
struct Size<'r> {
    name: &'r str,
    types: usize,
    bytes: usize,
}

impl<'r> From<&'r CrateSize> for Size<'r> {
    fn from(size: &'r CrateSize) -> Self {
        Self { name: &size.name, types: size.types, bytes: size.bytes }
    }
}

impl<'r> Done<'r> {
    fn new(report: &'r Report) -> Self {
        let Changes { added, changed, unchanged, removed, kept, .. } = &report.changes;
        Self {
            out: report.out.to_string_lossy(),
            types_read: report.types_read,
            types_written: report.types_written,
            navigation_left_out: report.navigation_left_out,
            methods_left_out: report.methods_left_out,
            crates: report.crates.iter().map(Size::from).collect(),
            added,
            changed,
            removed,
            kept: kept.iter().map(|kept| kept.path.as_str()).collect(),
            unchanged: unchanged.len(),
            diff: report.diff.as_deref(),
        }
    }
}

/// What was done, in two lines; before them what would change, if nothing was done, and after them what is left out.
fn describe(report: &Report, called: Option<&str>, check: bool, time: Duration) -> String {
    let changes = &report.changes;
    let mut text = String::new();
    let is_first_check = check && next::is_new(changes);
    if check && !is_first_check {
        text.push_str(&list(changes));
        text.push_str(report.diff.as_deref().unwrap_or_default());
    }
    let read = format!("read {} from {}", counted(report.types_read, "type"), counted(report.files_read, "file"));
    let written = counted(report.types_written, "type");
    let called = called.map_or_else(String::new, |name| format!(" as the crate `{name}`"));
    let out = format!("{}{called}", folder(&report.out));
    let outcome = match (changes.is_empty(), check) {
        (true, _) if report.types_written == 1 => format!("the {written} in {out} is up to date"),
        (true, _) => format!("the {written} in {out} are up to date"),
        (false, true) => format!("would write {written} to {out}"),
        (false, false) => format!("wrote {written} to {out}"),
    };
    let files = counted(changes.files(), "file");
    let files = if is_first_check {
        format!("nothing is there yet; the same command without --check would write {files}")
    } else {
        format!("{files}: {}", counts(changes))
    };
    text.push_str(&format!("{read}; {outcome}\n{files} ({:.2} s)\n", time.as_secs_f64()));
    text.push_str(&match report.navigation_left_out {
        0 => String::new(),
        1 => format!("1 navigation property leads to a type that is not selected, and is left out; {BRINGS} it\n"),
        count => format!(
            "{} navigation properties lead to types that are not selected, and are left out; {BRINGS} them\n",
            number(count)
        ),
    });
    text.push_str(&methods_left_out(report.methods_left_out));
    if report.has_empty_services {
        text.push_str(
            "no request begins at the service, as the types of its sets and singletons are not selected: `csdl-codegen list --requests` \
             shows them, and include (or --include) brings them\n",
        );
    }
    text.push_str(&crates(&report.crates));
    if report.emit == Emit::Crate
        && report.crates.is_empty()
        && !changes.is_empty()
        && report.types_written > MANY_TYPES
    {
        text.push_str(
            "so many types compile faster, in less memory, as several crates with the same paths: crates = 8 (or --crates 8)\n",
        );
    }
    text
}

/// How many files there are of what.
fn counts(changes: &Changes) -> String {
    let counts = [
        (changes.added.len(), "new"),
        (changes.changed.len(), "changed"),
        (changes.unchanged.len(), "unchanged"),
        (changes.removed.len(), "removed"),
        (changes.kept.len(), "no longer generated but kept"),
    ];
    let counts =
        counts.iter().filter(|(count, _)| *count > 0).map(|&(count, what)| format!("{} {what}", number(count)));
    counts.collect::<Vec<_>>().join(", ")
}

/// How many properties, sets and operations have no method, and why.
fn methods_left_out(left_out: MethodsLeftOut) -> String {
    let reasons = left_out.by_reason().into_iter().filter(|(_, count)| *count > 0);
    let reasons = reasons.map(|(why, count)| format!("{} {}", number(count), why.words()[usize::from(count > 1)]));
    match reasons.collect::<Vec<_>>().join(", ") {
        reasons if reasons.is_empty() => reasons,
        reasons => format!("properties, sets and operations without a method in requests: {reasons}\n"),
    }
}

/// The crates that the types are spread over, a line for each.
fn crates(sizes: &[CrateSize]) -> String {
    let width = sizes.iter().map(|size| size.name.len()).max().unwrap_or_default();
    let line = |CrateSize { name, types, bytes }: &CrateSize| {
        let kilobytes = number(bytes.div_ceil(1_000));
        format!("{name:width$}  {:>6} types  {kilobytes:>7} kB\n", number(*types))
    };
    sizes.iter().map(line).collect()
}

/// The paths of the files that would change, each with what would happen to it.
fn list(changes: &Changes) -> String {
    let kinds = [(&changes.added, "new"), (&changes.changed, "changed"), (&changes.removed, "removed")];
    let mut lines: Vec<(&str, &str)> =
        kinds.into_iter().flat_map(|(paths, kind)| paths.iter().map(move |path| (path.as_str(), kind))).collect();
    // The runtime has many files, which are the same everywhere.
    lines.sort_unstable_by_key(|(path, kind)| (path.starts_with("runtime/"), *path, *kind));
    let mut text: String = lines.iter().take(LISTED).map(|(path, kind)| format!("{kind:8} {path}\n")).collect();
    if lines.len() > LISTED {
        text.push_str(&format!("… and {} more\n", number(lines.len() - LISTED)));
    }
    if lines.is_empty() && changes.list_differs {
        text.push_str("changed  .csdl-codegen\n");
    }
    text
}

/// The output folder with a slash at its end.
fn folder(out: &Path) -> String {
    let shown = out.display().to_string();
    if shown.ends_with(std::path::is_separator) { shown } else { format!("{shown}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports() {
        let paths = |count: usize, name: &str| (0..count).map(|index| format!("{name}{index}.rs")).collect();
        let changes =
            Changes { changed: paths(3, "c"), unchanged: paths(9, "u"), removed: paths(1, "r"), ..Changes::default() };
        let out = PathBuf::from("graph");
        let report = Report { out, files_read: 1, types_read: 3822, types_written: 22, changes, ..Report::default() };
        assert_eq!(
            describe(&report, None, false, Duration::from_millis(420)),
            "read 3,822 types from 1 file; wrote 22 types to graph/\n\
             12 files: 3 changed, 9 unchanged, 1 removed (0.42 s)\n"
        );
        let report = Report { files_read: 2, diff: Some("the diff\n".to_owned()), ..report };
        assert_eq!(
            describe(&report, None, true, Duration::ZERO),
            "changed  c0.rs\nchanged  c1.rs\nchanged  c2.rs\nremoved  r0.rs\nthe diff\n\
             read 3,822 types from 2 files; would write 22 types to graph/\n\
             12 files: 3 changed, 9 unchanged, 1 removed (0.00 s)\n"
        );
        let size = |name: &str, types, bytes| CrateSize { name: name.to_owned(), types, bytes };
        let crates = vec![size("graph", 206, 2_154_321), size("graph-base", 3_616, 10)];
        let text = describe(&Report { crates, ..report.clone() }, None, false, Duration::ZERO);
        assert!(
            text.ends_with("graph          206 types    2,155 kB\ngraph-base   3,616 types        1 kB\n"),
            "{text}"
        );
        let text = describe(&Report { types_written: 3_822, ..report.clone() }, None, false, Duration::ZERO);
        assert!(text.ends_with(": crates = 8 (or --crates 8)\n"), "{text}");
        let report = Report { navigation_left_out: 1204, diff: None, ..report };
        let text = describe(&report, Some("graph-types"), false, Duration::ZERO);
        assert!(text.contains("wrote 22 types to graph/ as the crate `graph-types`\n"), "{text}");
        assert!(text.ends_with(
            "\n1,204 navigation properties lead to types that are not selected, and are left out; navigation = \"all\" \
             (or --navigation all) brings them\n"
        ));
    }
}
