//! Two configurations, read and planned to be compared.

use super::changes::Comparison;
use super::index::Side;
use super::plans::compare;
use crate::config::Config;
use crate::diagnostics::{Diagnostics, Stopped};
use crate::model::Model;
use crate::plan::Settings;
use crate::source::{SourceId, Sources};
use crate::{input, plan};

/// Compares the Rust that two configurations make.
///
/// A pattern may fit types of one side only, since the other one may be of another time. What is faulty in the schemas is said in
/// warnings, as to whoever only looks at them, and by the levels of its side; what there is to warn of in the Rust is not.
///
/// # Errors
///
/// [`Stopped`] if one of them cannot be read, a pattern fits nothing on either side, or a warning is denied.
pub(crate) fn generated(
    old: &Config,
    new: &Config,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Comparison, Stopped> {
    let schemas = [old, new].map(|config| {
        let mut found = Diagnostics::default();
        let schemas = input::read(config, input::Wanted::Needed, sources, &mut found);
        found.apply(&|code| config.level(code));
        diagnostics.append(found);
        schemas
    });
    diagnostics.checkpoint()?;
    let [old_schemas, new_schemas] = schemas;
    let schemas = [old_schemas?.ids, new_schemas?.ids];
    let (configs, sources) = ([old, new], &*sources);
    let settings = configs.map(|config| Settings { is_of_another_version: true, ..Settings::new(config) });
    let mut model = |side: usize| model(configs[side], &settings[side], &schemas[side], sources, diagnostics);
    let [old, new] = [model(0), model(1)];
    let models = [old?, new?];
    let patterns = settings.iter().flat_map(|settings| settings.include.iter().chain(&settings.exclude));
    let missing: Vec<_> = models.iter().flat_map(|model| model.missing_types.iter().cloned()).collect();
    plan::report_unmatched(&models.each_ref(), patterns, &missing, diagnostics);
    diagnostics.checkpoint()?;
    let mut found = Diagnostics::default();
    let mut plan = |side: usize| plan::lower(&models[side], &settings[side], &mut found);
    let [old, new] = [plan(0), plan(1)];
    if old.is_err() || new.is_err() {
        diagnostics.append(found);
    }
    let (old, new) = (old?, new?);
    Ok(compare(Side { model: &models[0], plan: &old }, Side { model: &models[1], plan: &new }))
}

/// The model of one side, with what is faulty in it as warnings.
fn model<'s>(
    config: &Config,
    settings: &Settings,
    schemas: &[SourceId],
    sources: &'s Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Model<'s>, Stopped> {
    let mut found = Diagnostics::default();
    let model = crate::model(schemas, config.versions, sources, &mut found);
    if let Ok(model) = &model {
        found.settle_to_look();
        found.retain_places(|place| !model.is_followed(place.source));
        // Patterns that match nothing are looked at for both sides together.
        if let Ok(selection) = plan::select_to_look(model, settings, &mut Diagnostics::default()) {
            plan::look(model, settings, &selection, None, &mut found);
        }
    }
    found.apply(&|code| config.level(code));
    diagnostics.append(found);
    model
}
