//! `csdl-codegen explain`, of a type, of what else the schemas declare, or of the code of a diagnostic.

use std::process::ExitCode;

use serde::Serialize;

use super::input;
use super::terminal::Terminal;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::explain::{Explanation, Others, explain, is_other, of_others, others, text};
use crate::model;
use crate::plan::{self, Settings};
use crate::source::Sources;
use crate::suggest::nearest;

pub(super) const EXAMPLES: &str = "\
Examples:
  csdl-codegen explain user
      What the type has and inherits, what it becomes in Rust, why it is generated, and who refers to it.

  csdl-codegen explain microsoft.graph.security.alert
      The same by the qualified name, where several types have that simple name.

  csdl-codegen explain user --include microsoft.graph.group
      Whether it would be generated with other patterns, and why.

  csdl-codegen explain sendMail
      What it is where no type has that name: an entity set, a singleton, an import, an entity container, an action or
      a function; and with --requests, how requests get there.

  csdl-codegen explain unknown-attribute
      What a code of an error or a warning is about, and what can be done.

  csdl-codegen explain user --json
      For other programs: an object with name, kind, description, deprecated, traits, underlying, bases, key, rust
      {path, hierarchy, request}, selection {because: all | chosen {pattern, start, steps} | excluded {pattern} |
      replaced {by} | not-reached {navigation, fields}}, properties, members, derived, referred_to_by and operations.
      With requests, `request` is how they get there, also in properties and operations. Of what is no type: service
      [{name, kind, container, type, rust}] and operations.

Exit status: 0 if all went well, 1 for faults in the input or an unknown type, 2 for wrong arguments.";

#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// The type: its qualified name, or its simple name if no other type has it; or the name of something else in the
    /// schemas, or the code of an error or a warning
    #[arg(value_name = "NAME|CODE")]
    ty: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    input: input::Args,
}

/// Explains a type or a code.
pub(super) fn run(args: Args, terminal: &Terminal) -> ExitCode {
    if let Some(code) = Code::of(&args.ty) {
        let is_printed = match args.json {
            true => terminal.json(&serde_json::json!({ "code": code.name(), "explanation": code.explanation() })),
            false => terminal.result(&format!("{code}\n\n{}\n", code.explanation())),
        };
        return if is_printed { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let found = collect(&args, &mut sources, &mut diagnostics);
    let is_told = terminal.diagnostics(&diagnostics, &sources);
    let Ok(found) = found else { return ExitCode::FAILURE };
    let is_printed = match &found {
        _ if args.json => terminal.json(&found),
        Found::Type(explanation) => terminal.result(&text(explanation, terminal.width())),
        Found::Others(others) => terminal.result(&of_others(others)),
    };
    if is_told && is_printed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What has a name.
#[derive(Serialize)]
#[serde(untagged)]
enum Found {
    Type(Box<Explanation>),
    Others(Others),
}

fn collect(args: &Args, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Found, Stopped> {
    diagnostics.extend(input::schema_as_type(&args.ty));
    diagnostics.checkpoint()?;
    let near = near_code(&args.ty);
    let mut found = Diagnostics::default();
    let config = Config::load(args.input.config.as_deref(), args.input.settings(), sources, &mut found);
    // Without schemas it can be nothing but a code.
    match near {
        Some(near) if config.is_err() => diagnostics.push(no_code(&args.ty, near)),
        _ => diagnostics.append(found),
    }
    let config = config?;
    let model = input::model(&config, sources, diagnostics)?;
    let ty = match model::find(&model, &args.ty) {
        Err(error) if error.code != Code::UnknownType || !is_other(&model, &args.ty) => {
            diagnostics.push(match near {
                Some(near) => error.help(format!("did you mean the code `{near}`?")),
                None => error,
            });
            return Err(Stopped);
        }
        found => found.ok(),
    };
    let settings = Settings::new(&config);
    let selection = plan::select_to_look(&model, &settings, diagnostics)?;
    if ty.is_some() {
        plan::look(&model, &settings, &selection, ty, diagnostics);
    }
    input::leave_out(&config, diagnostics);
    // What there is to warn of in other types is for whoever generates them.
    let mut silent = Diagnostics::default();
    let is_of_another_version = selection.is_empty() || ty.is_none();
    let settings = Settings { only: ty, is_of_another_version, ..settings };
    let Ok(plan) = plan::lower(&model, &settings, &mut silent) else {
        diagnostics.append(silent);
        return Err(Stopped);
    };
    match ty {
        Some(ty) => explain(&model, &selection, &plan, &config, ty).map(Box::new).map(Found::Type).ok_or(Stopped),
        None => Ok(Found::Others(others(&model, &plan, &args.ty))),
    }
}

/// The code that is like a text, if the text is like a code.
fn near_code(text: &str) -> Option<&'static str> {
    let code = Some(text).filter(|text| text.contains('-'))?;
    nearest(code, Code::ALL.iter().map(|code| code.name()))
}

fn no_code(text: &str, near: &str) -> Diagnostic {
    Diagnostic::error_without_place(Code::UnknownType, format!("there is no code `{text}`"))
        .help(format!("did you mean `{near}`?"))
}
