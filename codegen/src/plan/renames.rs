//! Keys of `[rename]` that name nothing, and what they may have meant.

use std::collections::{HashMap, HashSet};

use super::modules::Modules;
use super::type_ids::Ids;
use super::{File, Item, TypeId};
use crate::config::Places;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, Type};
use crate::suggest::did_you_mean;

/// Reports keys that no generated name has used; `known` are those that there are.
pub(super) fn report_unused<'k>(
    unused: impl Iterator<Item = &'k str>,
    places: &Places,
    known: impl FnOnce() -> HashSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut unused = unused.peekable();
    // Most configurations rename nothing that is not there, and there are many names.
    if unused.peek().is_none() {
        return;
    }
    let known = known();
    for key in unused {
        let message = format!("[rename] names `{key}`, which is not generated");
        diagnostics.push(
            Diagnostic::error_at(Code::UnusedSetting, places.get("rename", key), message).help(help(key, &known)),
        );
    }
}

/// All keys that name something which is generated.
pub(super) fn known(model: &Model<'_>, ids: &Ids, modules: &Modules, files: &[File]) -> HashSet<String> {
    let mut known = HashSet::new();
    known.extend(modules.list.iter().skip(1).map(|module| format!("{}.*", module.namespace)));
    let items: HashMap<TypeId, &Item> =
        files.iter().flat_map(|file| &file.items).map(|item| (item.id(), item)).collect();
    for ty in model.types() {
        let (id, name) = (ids.of(ty), model.name_of(ty));
        match id.and_then(|id| items.get(&id)) {
            Some(Item::Struct(item)) => {
                let fields: HashSet<&str> = item.fields.iter().map(|field| &*field.wire).collect();
                known.extend(
                    properties(model, ty)
                        .filter(|(_, name)| fields.contains(name))
                        .map(|(owner, name)| format!("{}/{name}", model.name_of(owner))),
                );
            }
            Some(Item::Enum(item)) => known.extend(item.members.iter().map(|member| format!("{name}/{}", member.wire))),
            Some(Item::Newtype(_) | Item::Hierarchy(_)) => {}
            None => continue,
        }
        if matches!(ty, Type::Structured(id) if ids.hierarchy(id).is_some()) {
            known.insert(format!("{name}/*"));
        }
        known.insert(name);
    }
    known.extend(
        files.iter().flat_map(|file| &file.requests).flat_map(|item| item.methods()).map(|method| method.key.clone()),
    );
    known
}

/// The properties of a type, each with the type that declares it.
fn properties<'m>(model: &'m Model<'_>, ty: Type) -> impl Iterator<Item = (Type, &'m str)> {
    let lineage = if let Type::Structured(id) = ty { model.lineage(id) } else { Vec::new() };
    lineage.into_iter().flat_map(|owner| {
        let declared = model.structured(owner);
        let structural = declared.properties.iter().map(|property| &*property.name.text);
        let navigation = declared.navigation_properties.iter().map(|property| &*property.name.text);
        structural.chain(navigation).map(move |name| (Type::Structured(owner), name))
    })
}

fn help(key: &str, known: &HashSet<String>) -> String {
    let namespace = format!("{key}.*");
    if known.contains(&namespace) {
        return format!("for the namespace, write `{namespace}`");
    }
    let hierarchy = key.strip_suffix("/Any").map(|ty| format!("{ty}/*")).filter(|key| known.contains(key));
    if let Some(hierarchy) = hierarchy {
        return format!("for the enum of the type and its derived types, write `{hierarchy}`");
    }
    did_you_mean(key, known.iter().map(String::as_str)).unwrap_or_else(|| crate::config::RENAME_HELP.to_owned())
}
