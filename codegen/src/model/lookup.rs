//! Types by the names that people type.

use std::collections::{BTreeMap, BTreeSet};

use super::versions::{Version, split};
use super::{Model, Type, without_version};
use crate::diagnostics::{Code, Diagnostic};
use crate::qualified_name::simple;
use crate::source::Span;
use crate::suggest::near;
use crate::wording::code_list;

/// How many candidates an error lists.
const MOST_LISTED: usize = 12;

/// What makes names unique of which there is one for each version.
const NEWEST: &str = "With `versions = \"newest\"` (or --versions newest) there is one type for all versions";

/// The type that a text means: a qualified name, also with an alias, or a simple name that one type has.
///
/// Upper and lower case are different, but a name that differs in nothing else is found if it is the only one.
///
/// # Errors
///
/// No such type, with what may be meant; or several, which are listed.
pub fn find(model: &Model<'_>, text: &str) -> Result<Type, Diagnostic> {
    let types: Vec<(Type, String)> = model.types().map(|ty| (ty, model.name_of(ty))).collect();
    let wanted = expanded(model, text);
    // Where one type was made of all versions, the name of any of them means it.
    let one_of_all = without_version(&wanted)
        .filter(|_| !model.versions.is_empty() && types.iter().all(|(_, name)| *name != wanted));
    let wanted = one_of_all.unwrap_or(wanted);
    for is_same in [|name: &str, wanted: &str| name == wanted, str::eq_ignore_ascii_case] {
        let part = |name: &str| {
            if wanted.contains('.') { is_same(name, &wanted) } else { is_same(simple(name), &wanted) }
        };
        let found: Vec<&(Type, String)> = types.iter().filter(|(_, name)| part(name)).collect();
        match found[..] {
            [] => {}
            [(ty, _)] => return Ok(*ty),
            _ => return Err(ambiguous(text, &found.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), None)),
        }
    }
    let error = Diagnostic::error_without_place(Code::UnknownType, format!("there is no type `{text}`"));
    if let Some(ty) = text.split_once('/').and_then(|(owner, _)| find(model, owner).ok()) {
        return Err(error.help(format!("write `{}`: a property or member is shown with its type", model.name_of(ty))));
    }
    Err(error.help(did_you_mean_types(&wanted, types.iter().map(|(_, name)| name.as_str())).unwrap_or_else(|| {
        "`csdl-codegen list` shows all types; `csdl-codegen list '**.a*'` those whose names begin with `a`".to_owned()
    })))
}

/// The text with the namespace in place of an alias.
fn expanded(model: &Model<'_>, text: &str) -> String {
    let Some((qualifier, simple)) = text.rsplit_once('.') else { return text.to_owned() };
    let has_alias = |aliases: &[std::borrow::Cow<'_, str>]| aliases.iter().any(|alias| alias == qualifier);
    match model.namespaces.iter().find(|namespace| has_alias(&namespace.aliases)) {
        Some(namespace) => format!("{}.{simple}", namespace.name),
        None => text.to_owned(),
    }
}

/// The error for a simple name, at a place if it has one, that several types have.
pub(crate) fn ambiguous(text: &str, found: &[&str], place: Option<Span>) -> Diagnostic {
    let message = format!("`{text}` is the name of {} types", found.len());
    let mut names = worth_proposing(text, found.iter().copied());
    let newest = if found.len() > names.len() { format!(". {NEWEST}") } else { String::new() };
    names.truncate(MOST_LISTED);
    let more = if found.len() > names.len() { " or another one" } else { "" };
    let help = format!("write {}{more}{newest}", code_list(&names, "or"));
    Diagnostic::error_at(Code::AmbiguousName, place, message).help(help)
}

/// The question whether others are meant by a name that nothing has; `None` if there are none like it.
pub(crate) fn did_you_mean_types<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let meant = meant(wanted, names.iter().copied());
    let versions = |of: String| names.iter().filter(|name| without_version(name).as_ref() == Some(&of)).count();
    let has_versions = meant.iter().filter_map(|name| without_version(name)).any(|of| versions(of) > 1);
    let newest = if has_versions { format!(" {NEWEST}") } else { String::new() };
    (!meant.is_empty()).then(|| format!("did you mean {}?{newest}", code_list(&meant, "or")))
}

/// The names that may be meant by one that nothing has, three at most; of the versions of a type, the newest.
fn meant<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let names = worth_proposing(wanted, names);
    let mut found = if wanted.contains('.') { near(wanted, names.iter().copied()) } else { Vec::new() };
    if found.is_empty() {
        let like = near(simple(wanted), names.iter().map(|name| simple(name)).collect::<BTreeSet<_>>());
        let of = |like| names.iter().copied().filter(move |name| simple(name) == like);
        found = like.into_iter().flat_map(of).collect();
    }
    found.truncate(3);
    found
}

/// The names without those of versions that there are newer ones of, unless that very version is asked for.
fn worth_proposing<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let asked = wanted.rsplit_once('.').map(|(namespace, _)| namespace);
    let mut newest: BTreeMap<(&str, &str), (Version, &str)> = BTreeMap::new();
    let mut others = Vec::new();
    for name in names {
        let versioned =
            name.rsplit_once('.').and_then(|(namespace, simple)| Some((split(namespace)?, namespace, simple)));
        match versioned {
            Some(((base, version), namespace, simple)) if Some(namespace) != asked => {
                let newest = newest.entry((base, simple)).or_default();
                *newest = std::mem::take(newest).max((version, name));
            }
            _ => others.push(name),
        }
    }
    others.extend(newest.into_values().map(|(_, name)| name));
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_proposed() {
        let names =
            ["A.A", "A.v1_9_0.System", "A.v1_10_0.System", "A.v1_2_0.System", "A.v1_2_0.Old", "B.v1_0_0.System"];
        assert_eq!(meant("Sytem", names), ["A.v1_10_0.System", "B.v1_0_0.System"]);
        assert_eq!(meant("A.v1_3_0.System", names)[0], "A.v1_10_0.System");
        assert_eq!(meant("A.v1_2_0.Systm", names)[0], "A.v1_2_0.System");
        assert_eq!(meant("Olds", names), ["A.v1_2_0.Old"]);
        assert!(meant("Zebra", names).is_empty());
    }

    #[test]
    fn where_versions_make_many_of_a_name_one_type_for_all_is_proposed() {
        let names = ["A.A", "A.v1_9_0.System", "A.v1_10_0.System", "B.v1_0_0.Disk"];
        let newest = "With `versions = \"newest\"` (or --versions newest) there is one type for all versions";
        assert_eq!(did_you_mean_types("Sytem", names), Some(format!("did you mean `A.v1_10_0.System`? {newest}")));
        assert_eq!(did_you_mean_types("Dsk", names).as_deref(), Some("did you mean `B.v1_0_0.Disk`?"));
        assert_eq!(did_you_mean_types("Zebra", names), None);
        let help = |found: &[&str]| ambiguous("System", found, None).help.unwrap_or_default();
        assert_eq!(help(&names[1..3]), format!("write `A.v1_10_0.System` or another one. {newest}"));
        assert_eq!(help(&["A.System", "B.System"]), "write `A.System` or `B.System`");
    }
}
