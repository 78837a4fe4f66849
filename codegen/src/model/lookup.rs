//! Types by the names that people type.

use super::{Model, Type, without_version};
use crate::diagnostics::{Code, Diagnostic};
use crate::names::{near, simple};
use crate::source::Span;
use crate::wording::code_list;

/// How many candidates an error lists.
const MOST_LISTED: usize = 12;

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
    Err(error.help(match meant(&wanted, &types)[..] {
        [] => "`csdl-codegen list` shows all types; `csdl-codegen list '**.a*'` those whose names begin with `a`"
            .to_owned(),
        ref names => format!("did you mean {}?", code_list(names, "or")),
    }))
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
    let names = &found[..found.len().min(MOST_LISTED)];
    let more = if found.len() > names.len() { " or another one" } else { "" };
    Diagnostic::error_at(Code::AmbiguousName, place, message).help(format!("write {}{more}", code_list(names, "or")))
}

/// The names that are like the one that was typed; simple names are compared with simple names.
fn meant<'a>(wanted: &str, types: &'a [(Type, String)]) -> Vec<&'a str> {
    if wanted.contains('.') {
        let names = near(wanted, types.iter().map(|(_, name)| name.as_str()));
        if !names.is_empty() {
            return names;
        }
    }
    let like = near(simple(wanted), types.iter().map(|(_, name)| simple(name)));
    let mut names: Vec<&str> = Vec::new();
    for like in like {
        let same = types.iter().map(|(_, name)| name.as_str()).filter(|name| simple(name) == like);
        for name in same {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.truncate(3);
    names
}
