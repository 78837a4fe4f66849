//! How much code a selection would become.

use super::Selection;
use crate::config::Pattern;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Annotation, Model, Step, Vocabulary, has_version};

/// How many fields and variants are generated at most. It is about ten times what the largest services have, and nobody could
/// compile it; of ten thousand types, each derived from the one before, there would be more than fits into memory.
const MOST: usize = 2_000_000;

/// How many bytes of code are not worth a word: all of Microsoft Graph v1.0 is 15 MB, which takes half a minute to check.
const MUCH: usize = 40_000_000;

/// What each part of the code is long, but for what is said of it. They are measured on Microsoft Graph and Redfish.
const STRUCT: usize = 1_500;
const FIELD: usize = 360;
const VARIANT: usize = 300;
const ENUM: usize = 700;
const MEMBER: usize = 130;

/// What a selection becomes: each struct repeats what its base types have, and each enum of a hierarchy has a variant for every
/// type that is derived from its base, so that a chain of types takes the square of its length.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    fields_and_variants: usize,
    /// About how many bytes of code.
    bytes: usize,
}

/// What a type and its base types have.
#[derive(Clone, Copy, Debug, Default)]
struct Fields {
    count: usize,
    bytes: usize,
}

impl Size {
    pub(super) fn of(model: &Model<'_>, selection: &Selection, has_docs: bool) -> Self {
        let said = |annotations: &[Annotation<'_>]| {
            let texts = [annotations.description(), annotations.long_description()];
            if has_docs { texts.into_iter().flatten().map(str::len).sum() } else { 0 }
        };
        let derived = model.count_derived(|id| selection.has_structured(id));
        let mut of_types = vec![Fields::default(); model.structured_types.len()];
        let mut size = Self::default();
        for step in model.walk() {
            let Step::Enter(id) = step else { continue };
            let (ty, derived) = (model.structured(id), derived[id.index()]);
            let annotations = ty.properties.iter().map(|property| &property.annotations);
            let annotations = annotations.chain(ty.navigation_properties.iter().map(|property| &property.annotations));
            let mut fields = ty.base.map_or(Fields::default(), |base| of_types[base.index()]);
            for annotations in annotations {
                fields.count += 1;
                fields.bytes = fields.bytes.saturating_add(FIELD + said(annotations));
            }
            of_types[id.index()] = fields;
            if selection.has_structured(id) {
                // The enum has a variant for each of the types, and a method for each field of the base type.
                let hierarchy = match derived {
                    0 => 0,
                    _ if model.versions.is_common_base(id) => 0,
                    count => VARIANT * (count + 1) + fields.bytes / 3 * 2,
                };
                size.add(fields.count.saturating_add(derived), fields.bytes);
                size.add(0, STRUCT + said(&ty.annotations) + hierarchy);
            }
        }
        for id in model.enum_ids().filter(|id| selection.has_enum(*id)) {
            let ty = model.enumeration(id);
            let members = ty.members.iter().map(|member| MEMBER + said(&member.annotations));
            size.add(0, ENUM + said(&ty.annotations) + members.sum::<usize>());
        }
        size
    }

    /// Why it is too much, if it is.
    pub(super) fn too_much(self, include: &[Pattern]) -> Option<Diagnostic> {
        let total = self.fields_and_variants;
        (total > MOST).then(|| {
            let error = Diagnostic::error_without_place(
                Code::TooLarge,
                format!(
                    "the selected types would become {total} fields and variants, and at most {MOST} are generated"
                ),
            );
            error.help(if include.is_empty() {
                "they are derived from each other in long chains: choose some of them with `include`"
            } else {
                "they are derived from each other in long chains: choose fewer of them with `include` and `exclude`"
            })
        })
    }

    /// The warning for more code than a compiler takes in a reasonable time.
    pub(super) fn large(self, model: &Model<'_>, selection: &Selection) -> Option<Diagnostic> {
        if self.bytes < MUCH {
            return None;
        }
        let message =
            format!("about {} MB of Rust are written, which few machines can compile", self.bytes / 1_000_000);
        let versions = selection.namespaces(model).into_iter().filter(|id| has_version(model.namespace(*id))).count();
        Some(Diagnostic::warning_without_place(Code::LargeOutput, message).help(if versions > 1 {
            format!(
                "{versions} of the namespaces are versions: `versions = \"newest\"` (or --versions newest) makes one type of \
                 them all; or choose some of the types with `include`"
            )
        } else {
            "choose some of the types with `include`, or spread them over several crates with `crates = 8`".to_owned()
        }))
    }

    fn add(&mut self, fields_and_variants: usize, bytes: usize) {
        self.fields_and_variants = self.fields_and_variants.saturating_add(fields_and_variants);
        self.bytes = self.bytes.saturating_add(bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{Settings, select};
    use super::*;
    use crate::config::{Config, Versions};
    use crate::csdl::testing::edmx;
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
                let ty = format!("<EntityType Name=\"t\"{base}>{properties}</EntityType>");
                format!("<Schema Namespace=\"s.v1_{number}\">{ty}</Schema>")
            })
            .collect();
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.add(Path::new("a.csdl"), edmx(&schemas).into_bytes()).unwrap();
        let model = crate::model(&[id], Some(versions), &sources, &mut diagnostics).unwrap_or_default();
        let settings = Settings::new(&Config::new(["a.csdl"]));
        let selection = select(&model, &settings, &mut diagnostics).unwrap_or_default();
        assert!(diagnostics.as_slice().is_empty(), "{:?}", diagnostics.as_slice());
        Size::of(&model, &selection, settings.has_docs).large(&model, &selection)
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
