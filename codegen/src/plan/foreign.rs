//! Types that are not generated: what the configuration puts in place of types of the schemas.

use std::collections::HashMap;

use super::{ForeignId, Settings};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, Primitive, Type, without_version};
use crate::suggest::nearest;

/// The types in place of others.
#[derive(Debug, Default)]
pub(super) struct Replacements {
    /// The types as Rust has them.
    pub(super) list: Vec<String>,
    by_type: HashMap<Type, ForeignId>,
}

impl Replacements {
    /// Finds the types that are replaced. One that is not there is reported.
    pub(super) fn new(model: &Model<'_>, settings: &Settings, diagnostics: &mut Diagnostics) -> Self {
        let mut replacements = Self::default();
        // Most configurations replace nothing, and there are many names.
        if settings.replace.is_empty() {
            return replacements;
        }
        let built_in = Primitive::ALL.iter().copied().map(Type::Primitive);
        let known: HashMap<String, Type> = model
            .types()
            .chain(model.missing_ids().map(Type::Missing))
            .chain(built_in)
            .map(|ty| (model.name_of(ty), ty))
            .collect();
        for (csdl, rust) in &settings.replace {
            let Some(ty) = known.get(csdl).copied() else {
                let message = format!("[replace] names `{csdl}`, which is not a type of the schemas");
                let error = Diagnostic::error_at(Code::UnusedSetting, settings.place("replace", csdl), message);
                let near = match without_version(csdl) {
                    Some(name) if known.contains_key(&name) => Some(name),
                    _ => nearest(csdl, known.keys().map(String::as_str)).map(str::to_owned),
                };
                diagnostics.push(error.help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write `namespace.Type`, or a built-in type such as `Edm.Duration`".to_owned(),
                }));
                continue;
            };
            replacements.by_type.insert(ty, ForeignId(replacements.list.len()));
            replacements.list.push(rust.clone());
        }
        replacements
    }

    /// The type in place of another.
    pub(super) fn get(&self, ty: Type) -> Option<ForeignId> {
        self.by_type.get(&ty).copied()
    }
}
