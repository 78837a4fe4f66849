//! How much code a selection would become.

use super::{Selection, Settings};
use crate::config::Pattern;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Annotation, Model, Step, Vocabulary, has_version};

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

/// How many bytes of code are not worth a word: all of Microsoft Graph v1.0 is 15 MB, which takes half a minute to check.
const MUCH: usize = 40_000_000;

/// What each part of the code is long, but for what is said of it. They are measured on Microsoft Graph and Redfish.
const STRUCT: usize = 1_500;
const FIELD: usize = 360;
const VARIANT: usize = 300;
const ENUM: usize = 700;
const MEMBER: usize = 130;

/// The warning for a selection that becomes more code than a compiler takes in a reasonable time.
pub(super) fn large(model: &Model<'_>, selection: &Selection, settings: &Settings) -> Option<Diagnostic> {
    let bytes = bytes(model, selection, settings.has_docs);
    if bytes < MUCH {
        return None;
    }
    let message = format!("about {} MB of Rust are written, which few machines can compile", bytes / 1_000_000);
    let versions = selection.namespaces(model).into_iter().filter(|id| has_version(model.namespace(*id))).count();
    Some(Diagnostic::warning_without_place(Code::LargeOutput, message).help(if versions > 1 {
        format!(
            "{versions} of the namespaces are versions: `versions = \"newest\"` (or --versions newest) makes one type of them all; or \
             choose some of the types with `include`"
        )
    } else {
        "choose some of the types with `include`, or spread them over several crates with `crates = 8`".to_owned()
    }))
}

/// About how many bytes of code a selection becomes.
fn bytes(model: &Model<'_>, selection: &Selection, has_docs: bool) -> usize {
    let said = |annotations: &[Annotation<'_>]| {
        let texts = [annotations.description(), annotations.long_description()];
        if has_docs { texts.into_iter().flatten().map(str::len).sum() } else { 0 }
    };
    let derived = model.count_derived(|id| selection.has_structured(id));
    let mut of_fields = vec![0_usize; model.structured_types.len()];
    let mut total = 0_usize;
    for step in model.walk() {
        let Step::Enter(id) = step else { continue };
        let ty = model.structured(id);
        let structural = ty.properties.iter().map(|property| FIELD + said(&property.annotations));
        let navigation = ty.navigation_properties.iter().map(|property| FIELD + said(&property.annotations));
        let inherited = ty.base.map_or(0, |base| of_fields[base.index()]);
        of_fields[id.index()] = inherited.saturating_add(structural.chain(navigation).sum());
        if selection.has_structured(id) {
            // The enum has a variant for each of the types, and a method for each field of the base type.
            let hierarchy = match derived[id.index()] {
                0 => 0,
                _ if model.versions.is_common_base(id) => 0,
                count => VARIANT * (count + 1) + of_fields[id.index()] / 3 * 2,
            };
            let own = STRUCT + said(&ty.annotations) + hierarchy;
            total = total.saturating_add(of_fields[id.index()]).saturating_add(own);
        }
    }
    for id in model.enum_ids().filter(|id| selection.has_enum(*id)) {
        let ty = model.enumeration(id);
        let members = ty.members.iter().map(|member| MEMBER + said(&member.annotations));
        total = total.saturating_add(ENUM + said(&ty.annotations)).saturating_add(members.sum());
    }
    total
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::select;
    use super::*;
    use crate::config::{Config, Versions};
    use crate::diagnostics::Diagnostics;
    use crate::source::Sources;

    /// What is said of a type of 500 properties in 200 versions.
    fn said(versions: Versions) -> Option<Diagnostic> {
        let properties: String =
            (0..500).map(|number| format!("<Property Name=\"p{number}\" Type=\"Edm.String\"/>")).collect();
        let schemas: String = (0..200)
            .map(|number: usize| {
                let base = number.checked_sub(1).map_or(String::new(), |base| format!(" BaseType=\"s.v1_{base}.t\""));
                let properties = if number == 0 { properties.as_str() } else { "" };
                format!(
                    "<Schema Namespace=\"s.v1_{number}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
                     <EntityType Name=\"t\"{base}>{properties}</EntityType></Schema>"
                )
            })
            .collect();
        let text = format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
             {schemas}</edmx:DataServices></edmx:Edmx>"
        );
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.add(Path::new("a.csdl"), text.into_bytes()).unwrap();
        let model = crate::model(&[id], Some(versions), &sources, &mut diagnostics).unwrap_or_default();
        let settings = Settings::new(&Config::new(["a.csdl"]));
        let selection = select(&model, &settings, &mut diagnostics).unwrap_or_default();
        assert!(diagnostics.as_slice().is_empty(), "{:?}", diagnostics.as_slice());
        large(&model, &selection, &settings)
    }

    #[test]
    fn many_versions_are_much_code() {
        let warning = said(Versions::All).unwrap();
        assert_eq!(warning.code, Code::LargeOutput);
        assert!(warning.message.contains(" MB of Rust"), "{}", warning.message);
        let help = warning.help.unwrap_or_default();
        assert!(help.starts_with("200 of the namespaces are versions") && help.contains("--versions newest"), "{help}");
    }

    #[test]
    fn one_type_for_all_versions_is_not() {
        assert_eq!(said(Versions::Newest), None);
    }
}
