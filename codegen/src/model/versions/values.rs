//! What versions of enum types and type definitions make of the same values.

use std::collections::HashMap;

use super::groups::Group;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{EnumType, Model, Type, TypeDefinition};
use crate::source::Span;

/// The warnings for older versions of a type whose values are not those of the newest, which counts.
pub(super) fn conflicts(model: &Model<'_>, group: &Group) -> Vec<Diagnostic> {
    let newest = group.newest();
    let older = group.versions.iter().map(|(_, ty)| *ty).filter(|ty| *ty != newest);
    older.filter_map(|ty| conflict(model, ty, newest)).collect()
}

fn conflict(model: &Model<'_>, older: Type, newest: Type) -> Option<Diagnostic> {
    match (older, newest) {
        (Type::Enum(one), Type::Enum(other)) => of_enums(model, model.enumeration(one), model.enumeration(other)),
        (Type::Definition(one), Type::Definition(other)) => {
            of_definitions(model, model.definition(one), model.definition(other))
        }
        _ => None,
    }
}

fn of_definitions(model: &Model<'_>, older: &TypeDefinition<'_>, newest: &TypeDefinition<'_>) -> Option<Diagnostic> {
    let (was, is) = (older.underlying.name(), newest.underlying.name());
    let message = || {
        format!(
            "the type definition `{}` is of Edm.{was}, and its newest version of Edm.{is}",
            model.full_name(&older.name)
        )
    };
    (was != is).then(|| warning(message(), (older.name.name.span, newest.name.name.span)))
}

/// Values that are counted are others with every member that is added, and on the wire there are names.
fn of_enums(model: &Model<'_>, older: &EnumType<'_>, newest: &EnumType<'_>) -> Option<Diagnostic> {
    let name = || model.full_name(&older.name);
    if older.is_flags != newest.is_flags {
        let (was, is) =
            if newest.is_flags { ("has one member", "have several") } else { ("can have several members", "have one") };
        let message = format!("a value of the enum type `{}` {was}, and those of its newest version {is}", name());
        return Some(warning(message, (older.name.name.span, newest.name.name.span)));
    }
    let given: HashMap<&str, _> =
        newest.members.iter().filter(|member| member.is_given).map(|member| (&*member.name.text, member)).collect();
    older.members.iter().filter(|member| member.is_given).find_map(|member| {
        let now = given.get(&*member.name.text).filter(|now| now.value != member.value)?;
        let message = format!(
            "the member `{}` of the enum type `{}` is {}, and {} in its newest version",
            member.name.text,
            name(),
            member.value,
            now.value
        );
        Some(warning(message, (member.name.span, now.name.span)))
    })
}

fn warning(message: String, (older, newest): (Span, Span)) -> Diagnostic {
    Diagnostic::warning(Code::VersionConflict, older, message)
        .label("values of this version may not be read as they are meant")
        .related(newest, "this declaration is used")
        .help("give the type one of your own by `[replace]`; with `versions = \"all\"` each version has its own")
}
