//! The naming layer: the only place where a Rust identifier is made.
//!
//! Every name of a schema is untrusted. What leaves this module is a valid Rust identifier, or the name of a file that
//! consists of ASCII letters, digits and underscores and is safe on every platform.
//!
//! Names that share a scope are named together, so that it does not matter in which order they are declared: see
//! [`Namer::unique`].

mod convert;
mod ident;
mod taken;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use self::convert::{convert, convert_verbatim, module_ident};
pub(super) use self::ident::Case;
pub use self::ident::Ident;
use self::taken::Refused;
pub(super) use self::taken::Taken;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// Makes identifiers, each distinct name once, and applies the renames of the configuration.
#[derive(Debug)]
pub(super) struct Namer<'c> {
    renames: &'c BTreeMap<String, String>,
    used: HashSet<&'c str>,
    /// By case, as [`Case`] numbers them.
    made: [HashMap<String, Ident>; 4],
}

/// Something in the schemas that gets a name; its path is the key of `[rename]` that overrides it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    /// The name that the identifier is made from.
    pub(super) name: &'a str,
    /// The qualified name of the type, or a namespace.
    pub(super) owner: &'a str,
    /// What of it is named.
    pub(super) part: Part<'a>,
    /// Where the name is declared.
    pub(super) span: Span,
}

/// What of a type or namespace gets a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    /// The type.
    Type,
    /// The enum of the type and its derived types.
    Hierarchy,
    /// A structural property or member of the type.
    Child(&'a str),
    /// A navigation property of the type.
    Navigation(&'a str),
    /// A method that leads from the type, or from the container.
    Method {
        /// What the key of `[rename]` has behind the slash.
        key: &'a str,
        /// What the method leads to, which ends its name where that would be another one's.
        kind: &'static str,
    },
    /// The namespace.
    Namespace,
}

/// What a name is to become.
#[derive(Debug)]
struct Wanted {
    ident: Ident,
    /// The identifier that it would be if it need not be the name of a file, too.
    spelled: Ident,
    /// The configuration says so.
    is_chosen: bool,
}

impl<'c> Namer<'c> {
    pub(super) fn new(renames: &'c BTreeMap<String, String>) -> Self {
        Self { renames, used: HashSet::new(), made: Default::default() }
    }

    /// The identifiers for names that share a scope, each unique in `taken`; clashes are resolved and reported.
    ///
    /// Of names that become the same, the one that changes least keeps it, in whatever order they are: `location` is that of
    /// `Location` and not of `Location_`. The others get a number, once all that do not clash are given. SAP names the
    /// navigation property to what the property `Product` refers to `_Product`: that one is `product_nav`, without a report. A
    /// method says in its name what it leads to, before it gets a number: `create_action`.
    pub(super) fn unique(
        &mut self,
        case: Case,
        origins: &[Origin<'_>],
        taken: &mut Taken,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Ident> {
        let wanted: Vec<Wanted> = origins.iter().map(|origin| self.wanted(case, *origin)).collect();
        let names: Vec<&str> = origins.iter().map(|origin| origin.name).collect();
        let (mut given, refused) = keepers(&wanted, &names, taken, &|index| origins[index].in_words());
        for index in refused {
            let (origin, ident) = (origins[index], &wanted[index].ident);
            let (ending, is_silent) = match origin.part {
                Part::Navigation(name) if name.starts_with('_') => (Some("nav"), true),
                Part::Method { kind, .. } => (Some(kind), false),
                _ => (None, false),
            };
            let telling = ending.map(|ending| ident.affixed("", &format!("_{ending}")));
            let telling = telling.filter(|telling| taken.take(telling, || origin.in_words()));
            let is_silent = is_silent && telling.is_some();
            let refused = match telling {
                Some(unique) => Err(Refused { unique, first: taken.first(ident.as_str()) }),
                None => taken.claim(ident, || origin.in_words()),
            };
            given[index] = match refused {
                Ok(()) => ident.clone(),
                Err(refused) => {
                    if !is_silent {
                        diagnostics.push(clash(origin, ident, &refused));
                    }
                    refused.unique
                }
            };
        }
        given
    }

    /// The identifiers for names that share a scope and cannot be overridden, each unique in `taken`; clashes are resolved
    /// as those of [`unique`](Self::unique), and not reported.
    pub(super) fn unreported(&mut self, case: Case, names: &[&str], taken: &mut Taken) -> Vec<Ident> {
        let wanted: Vec<Wanted> = names.iter().map(|name| self.converted(case, name)).collect();
        let (mut given, refused) = keepers(&wanted, names, taken, &|_| String::new());
        for index in refused {
            if let Err(refused) = taken.claim(&wanted[index].ident, String::new) {
                given[index] = refused.unique;
            }
        }
        given
    }

    /// The identifier for a name that cannot be overridden, after those that `taken` has; a clash is not reported.
    pub(super) fn unreported_one(&mut self, case: Case, name: &str, taken: &mut Taken) -> Ident {
        taken.distinct(self.make(case, name))
    }

    /// What a name is to become.
    fn wanted(&mut self, case: Case, origin: Origin<'_>) -> Wanted {
        match self.renamed(origin) {
            Some(spelled) => {
                let ident = if case == Case::Module { module_ident(&spelled) } else { spelled.clone() };
                Wanted { ident, spelled, is_chosen: true }
            }
            None => self.converted(case, origin.name),
        }
    }

    fn converted(&mut self, case: Case, name: &str) -> Wanted {
        let ident = self.make(case, name);
        let spelled = if case == Case::Module { self.make(Case::Snake, name) } else { ident.clone() };
        Wanted { ident, spelled, is_chosen: false }
    }

    /// Whether the configuration names it.
    pub(super) fn is_renamed(&self, origin: Origin<'_>) -> bool {
        !self.renames.is_empty() && self.renames.contains_key(&origin.key())
    }

    /// The identifier for a name.
    pub(super) fn make(&mut self, case: Case, name: &str) -> Ident {
        let made = &mut self.made[case as usize];
        if let Some(ident) = made.get(name) {
            return ident.clone();
        }
        let ident = convert(case, name);
        made.insert(name.to_owned(), ident.clone());
        ident
    }

    /// `Any…`: the enum of a type and its derived types.
    pub(super) fn hierarchy(base: &Ident) -> Ident {
        // `Any_1` would not be UpperCamelCase.
        Ident::from_valid(format!("Any{}", base.text.trim_start_matches('_')))
    }

    /// The keys of `[rename]` that no generated name has used.
    pub(super) fn unused(&self) -> impl Iterator<Item = &'c str> {
        self.renames.keys().map(String::as_str).filter(|key| !self.used.contains(key))
    }

    fn renamed(&mut self, origin: Origin<'_>) -> Option<Ident> {
        // Most configurations rename nothing, and there are many names.
        if self.renames.is_empty() {
            return None;
        }
        let (key, name) = self.renames.get_key_value(&origin.key())?;
        self.used.insert(key);
        Some(convert_verbatim(name))
    }
}

/// The name by which Rust knows the crate of a package.
pub(super) fn crate_ident(package: &str) -> Ident {
    convert_verbatim(&package.replace('-', "_"))
}

impl Origin<'_> {
    /// The key of `[rename]`: none of them can be that of something else, whatever the names are.
    fn key(&self) -> String {
        let owner = self.owner;
        match self.part {
            Part::Type => owner.to_owned(),
            Part::Hierarchy => format!("{owner}/*"),
            Part::Child(child) | Part::Navigation(child) | Part::Method { key: child, .. } => {
                format!("{owner}/{child}")
            }
            Part::Namespace => format!("{owner}.*"),
        }
    }

    /// What it is, by a name that the schemas have.
    fn in_words(&self) -> String {
        match (self.part, self.owner.rsplit('.').next()) {
            (Part::Hierarchy, Some(base)) => format!("the enum of `{base}` and its derived types"),
            (Part::Namespace, _) => format!("the namespace `{}`", self.owner),
            // What is called by a short name is told apart by the whole one.
            (Part::Child(whole) | Part::Navigation(whole) | Part::Method { key: whole, .. }, _) => {
                ["`", whole, "`"].concat()
            }
            _ => ["`", self.name, "`"].concat(),
        }
    }
}

/// Gives each identifier that is wanted to the name which changes least; and the others, in the order of that.
fn keepers(
    wanted: &[Wanted],
    names: &[&str],
    taken: &mut Taken,
    in_words: &dyn Fn(usize) -> String,
) -> (Vec<Ident>, Vec<usize>) {
    let key = |index: usize| {
        let Wanted { spelled, is_chosen, .. } = &wanted[index];
        (!is_chosen, change(names[index], spelled.as_str()), names[index])
    };
    let mut keepers: HashMap<&str, usize> = HashMap::with_capacity(wanted.len());
    let mut refused = Vec::new();
    for (index, wanted) in wanted.iter().enumerate() {
        match keepers.entry(wanted.ident.as_str()) {
            Entry::Vacant(free) => {
                free.insert(index);
            }
            Entry::Occupied(mut first) => {
                let other = *first.get();
                refused.push(if key(index) < key(other) { first.insert(index) } else { index });
            }
        }
    }
    for (index, wanted) in wanted.iter().enumerate() {
        let is_keeper = keepers.get(wanted.ident.as_str()) == Some(&index);
        if is_keeper && !taken.take(&wanted.ident, || in_words(index)) {
            refused.push(index);
        }
    }
    refused.sort_by(|left, right| key(*left).cmp(&key(*right)));
    (wanted.iter().map(|wanted| wanted.ident.clone()).collect(), refused)
}

/// How much of a name is another in its identifier, the least first: nothing; the first letters of words, which are told apart
/// in another way; anything else, by how many characters are gone, and how many are new or of another case.
fn change(name: &str, ident: &str) -> (usize, usize, usize) {
    if name == ident {
        return (0, 0, 0);
    }
    let is_letter = |character: &char| *character != '_';
    let letters = |text: &str| text.chars().filter(is_letter).count();
    let (old, new) = (letters(name), letters(ident));
    let (gaps, gaps_now) = (name.matches('_').count(), ident.matches('_').count());
    let others = name.chars().filter(is_letter).zip(ident.chars().filter(is_letter)).filter(|(old, new)| old != new);
    let gone = gaps.saturating_sub(gaps_now) + old.saturating_sub(new);
    let changed = others.count() + gaps_now.saturating_sub(gaps) + new.saturating_sub(old);
    (if is_camel_case_of(name, ident) { 1 } else { 2 }, gone, changed)
}

/// Whether a name is the words of an identifier in camel case.
fn is_camel_case_of(name: &str, ident: &str) -> bool {
    let mut rest = name.chars();
    let mut is_start = true;
    for character in ident.trim_end_matches('_').chars() {
        if character == '_' {
            is_start = true;
            continue;
        }
        let is_same = rest
            .next()
            .is_some_and(|old| old == character || (is_start && old.to_lowercase().eq(character.to_lowercase())));
        if !is_same {
            return false;
        }
        is_start = false;
    }
    rest.next().is_none()
}

/// The report of a name that becomes an identifier which is taken.
fn clash(origin: Origin<'_>, wanted: &Ident, Refused { unique, first }: &Refused) -> Diagnostic {
    let named = origin.in_words();
    let message = match first {
        Some(first) => format!("{first} and {named} both become `{wanted}`"),
        None if wanted.as_str() == origin.name => {
            // What stands in the key may have a namespace and parameters besides.
            let named = if let Part::Method { .. } = origin.part { format!("`{}`", origin.name) } else { named };
            format!("{named} is a name which generated code needs for itself")
        }
        None => format!("{named} becomes `{wanted}`, which generated code needs for itself"),
    };
    Diagnostic::warning(Code::NameClash, origin.span, message)
        .label(format!("named `{unique}`"))
        .help(format!("to choose another name, add `\"{}\" = \"…\"` to [rename]", origin.key()))
}

#[cfg(test)]
mod tests;
