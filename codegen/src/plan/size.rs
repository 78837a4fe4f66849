//! How much code a selection would become.

use super::Selection;
use crate::config::Pattern;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Model, Step};

/// How many fields and variants are generated at most. It is about ten times what the largest services have, and nobody could
/// compile it; of ten thousand types, each derived from the one before, there would be more than fits into memory.
const MOST: usize = 2_000_000;

/// Why a selection is too much: each struct repeats what its base types have, and each enum of a hierarchy has a variant for
/// every type that is derived from its base, so that a chain of types takes the square of its length.
pub(super) fn too_much(model: &Model<'_>, selection: &Selection, include: &[Pattern]) -> Option<Diagnostic> {
    let derived = model.count_derived(|id| selection.has_structured(id));
    let mut fields = vec![0_usize; model.structured_types.len()];
    let mut total = 0_usize;
    for step in model.walk() {
        let Step::Enter(id) = step else { continue };
        let ty = model.structured(id);
        let inherited = ty.base.map_or(0, |base| fields[base.index()]);
        fields[id.index()] = inherited + ty.properties.len() + ty.navigation_properties.len();
        if selection.has_structured(id) {
            total = total.saturating_add(fields[id.index()]).saturating_add(derived[id.index()]);
        }
    }
    (total > MOST).then(|| {
        let error = Diagnostic::error_without_place(
            Code::TooLarge,
            format!("the selected types would become {total} fields and variants, and at most {MOST} are generated"),
        );
        error.help(if include.is_empty() {
            "they are derived from each other in long chains: choose some of them with `include`"
        } else {
            "they are derived from each other in long chains: choose fewer of them with `include` and `exclude`"
        })
    })
}
