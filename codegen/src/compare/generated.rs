//! Two configurations, read and planned to be compared.

use super::{Comparison, Side, compare};
use crate::config::Config;
use crate::diagnostics::{Diagnostics, Stopped};
use crate::plan::Settings;
use crate::source::{SourceId, Sources};
use crate::{input, plan};

/// Compares the Rust that two configurations make.
///
/// A pattern may fit types of one side only, since the other one may be of another time; what there is to warn of in
/// the schemas is not said, but only what there is of the files, each by the levels of its side.
///
/// # Errors
///
/// [`Stopped`] if one of them cannot be generated, or a pattern fits nothing on either side.
pub(crate) fn generated(
    old: &Config,
    new: &Config,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Comparison, Stopped> {
    let schemas = [old, new].map(|config| {
        let mut found = Diagnostics::default();
        let schemas = input::read(config, sources, &mut found);
        found.apply(|code| config.level(code));
        diagnostics.append(found);
        schemas
    });
    diagnostics.checkpoint()?;
    let [old_schemas, new_schemas] = schemas;
    let schemas = [old_schemas?.ids, new_schemas?.ids];
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
    let mut model = |side: usize| crate::model(&schemas[side], configs[side].versions, sources, diagnostics);
    let [old, new] = [model(0), model(1)];
    let models = [old?, new?];
    // Whether it is needed is for whoever generates types.
    diagnostics.settle(|_| false);
    let settings = configs.map(|config| Settings { is_of_another_version: true, ..Settings::new(config) });
    let patterns = settings.iter().flat_map(|settings| settings.include.iter().chain(&settings.exclude));
    let missing: Vec<_> = models.iter().flat_map(|model| model.missing_types.iter().cloned()).collect();
    plan::report_unmatched(&models.each_ref(), patterns, &missing, diagnostics);
    diagnostics.checkpoint()?;
    let old = plan::lower(&models[0], &settings[0], diagnostics)?;
    let new = plan::lower(&models[1], &settings[1], diagnostics)?;
    Ok(compare(Side { model: &models[0], plan: &old }, Side { model: &models[1], plan: &new }))
}
