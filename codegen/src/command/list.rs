//! `csdl-codegen list`.

use std::process::ExitCode;

use super::input;
use super::terminal::Terminal;
use crate::config::{Config, Pattern};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::list::{Child, Entry, list, service, service_text, text};
use crate::plan::{self, Settings};
use crate::source::Sources;
use crate::wording::{counted, number};

pub(super) const EXAMPLES: &str = "\
Examples:
  csdl-codegen list
      All types of the schemas that schema/codegen.toml names. A star marks those that are generated.

  csdl-codegen list 'vpp*' microsoft.graph.user
      Some of them. A pattern without a dot is compared with names without their namespace.

  csdl-codegen list --selected --include 'microsoft.graph.vpp*'
      What would be generated with other patterns.

  csdl-codegen list --schema graph.csdl --json
      For other programs: {\"types\": [{\"name\", \"kind\", \"base\", \"properties\": {\"own\", \"all\"}, \"derived\",
      \"members\", \"selected\"}]}, where `kind` is entity, complex, enum or type-definition, and what a kind does not
      have is null. With requests there is \"service\", too: [{\"name\", \"kind\", \"container\", \"type\", \"selected\"}], where
      `kind` is entity-set, singleton, action-import or function-import.

With requests, the sets, singletons and imports of the service follow the types.

PROPERTIES counts navigation properties too: `3 of 4` are 3 that the type declares and 1 that it inherits.

Exit status: 0 if all went well, 1 for faults in the input, 2 for wrong arguments.";

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// Which types to show, as in --include [default: all]
    #[arg(value_name = "PATTERN")]
    patterns: Vec<String>,
    /// Show only the types that are generated
    #[arg(long)]
    selected: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    input: input::Args,
}

/// Shows the types.
pub(super) fn run(args: Args, terminal: &Terminal) -> ExitCode {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let found = collect(&args, &mut sources, &mut diagnostics);
    let is_told = terminal.diagnostics(&diagnostics, &sources);
    let Ok(Found { entries, service }) = found else { return ExitCode::FAILURE };
    let is_printed = if args.json {
        terminal.json(&match &service {
            Some(service) => serde_json::json!({ "types": entries, "service": service }),
            None => serde_json::json!({ "types": entries }),
        })
    } else {
        let selected = entries.iter().filter(|entry| entry.selected).count();
        let remark = format!("{}, {} of them selected (*)\n", counted(entries.len(), "type"), number(selected));
        let mut shown = text(&entries, terminal.width());
        if let Some(service) = service.filter(|service| !service.is_empty()) {
            shown.push_str(&format!("\n{}", service_text(&service, terminal.width())));
        }
        terminal.result(&shown) && terminal.remark(&remark)
    };
    if is_told && is_printed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is shown.
struct Found {
    entries: Vec<Entry>,
    /// What services have; `None` if there are no requests.
    service: Option<Vec<Child>>,
}

fn collect(args: &Args, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Found, Stopped> {
    diagnostics.extend(args.patterns.iter().filter_map(|pattern| input::schema_as_type(pattern)));
    let patterns = patterns(&args.patterns, diagnostics)?;
    let config = Config::load(args.input.config.as_deref(), args.input.settings(), sources, diagnostics)?;
    let model = input::model(&config, sources, diagnostics)?;
    let settings = Settings::new(&config);
    let selection = plan::select_to_look(&model, &settings, diagnostics)?;
    plan::look(&model, &settings, &selection, None, diagnostics);
    input::leave_out(&config, diagnostics);
    let mut entries = list(&model, &selection, &patterns, diagnostics)?;
    entries.retain(|entry| entry.selected || !args.selected);
    let mut service = config.has_requests().then(|| service(&model, &selection, &patterns));
    service.iter_mut().for_each(|service| service.retain(|child| child.selected || !args.selected));
    Ok(Found { entries, service })
}

fn patterns(texts: &[String], diagnostics: &mut Diagnostics) -> Result<Vec<Pattern>, Stopped> {
    let mut patterns = Vec::with_capacity(texts.len());
    for text in texts {
        match Pattern::new(text) {
            Ok(pattern) => patterns.push(pattern),
            Err(error) => {
                let fault =
                    Diagnostic::error_without_place(Code::Configuration, format!("`{text}` is not a pattern: {error}"));
                diagnostics.push(fault.help("write a name, with `*` for any characters within a segment of it"));
            }
        }
    }
    diagnostics.checkpoint()?;
    Ok(patterns)
}
