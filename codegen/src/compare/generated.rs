//! Two configurations, read and planned to be compared.

use super::{Comparison, Side, compare};
use crate::config::{Config, Pattern};
use crate::diagnostics::{Diagnostics, Stopped};
use crate::model::Model;
use crate::source::{SourceId, Sources};
use crate::{input, plan};

/// Compares the Rust that two configurations make.
///
/// A pattern may fit types of one side only, since the other one may be of another time; what there is to warn of in
/// the schemas is not said.
///
/// # Errors
///
/// [`Stopped`] if one of them cannot be generated, or a pattern fits nothing on either side.
pub fn generated(
    old: &Config,
    new: &Config,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Comparison, Stopped> {
    let schemas = [old, new].map(|config| input::read(&config.schemas, sources, diagnostics));
    let [old_schemas, new_schemas] = schemas;
    let schemas = [old_schemas?, new_schemas?];
    let mut found = Diagnostics::default();
    let compared = planned([old, new], &schemas, sources, &mut found);
    if compared.is_err() {
        diagnostics.append(found);
    }
    compared
}

fn planned(
    configs: [&Config; 2],
    schemas: &[Vec<SourceId>; 2],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Comparison, Stopped> {
    let [old, new] = schemas.each_ref().map(|schemas| crate::model(schemas, sources, diagnostics));
    let models = [old?, new?];
    let patterns = configs.map(|config| [config.include_patterns(), config.exclude_patterns()]);
    plan::report_unmatched(&models.each_ref(), patterns.as_flattened().iter().flatten(), diagnostics);
    diagnostics.checkpoint()?;
    let plan = |config: &Config, model: &Model<'_>, [include, exclude]: &[Vec<Pattern>; 2], found: &mut _| {
        let settings = plan::Settings::new(config, include, exclude, &[]);
        plan::lower(model, &plan::Settings { is_of_another_version: true, ..settings }, found)
    };
    let old = plan(configs[0], &models[0], &patterns[0], diagnostics)?;
    let new = plan(configs[1], &models[1], &patterns[1], diagnostics)?;
    Ok(compare(Side { model: &models[0], plan: &old }, Side { model: &models[1], plan: &new }))
}
