//! The names that a scope has given.

use std::collections::HashMap;
use std::sync::Arc;

use super::ident::Ident;
use crate::portable::is_device;

/// Names that share a scope, such as the fields of a struct: each is given once.
#[derive(Debug, Default)]
pub(in crate::plan) struct Taken {
    /// Each identifier with what took it, in words; `None` if it is reserved.
    by_ident: HashMap<Arc<str>, Option<String>>,
}

/// What an identifier is that was to be given, and cannot be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused {
    /// The identifier that is given instead.
    pub(super) unique: Ident,
    /// What took it first, in words; `None` if it is reserved.
    pub(super) first: Option<String>,
}

impl Taken {
    /// A scope in which some identifiers cannot be given.
    pub(in crate::plan) fn reserving<'r>(reserved: impl IntoIterator<Item = &'r &'r str>) -> Self {
        Self { by_ident: reserved.into_iter().map(|name| ((*name).into(), None)).collect() }
    }

    /// Whether an identifier is given.
    pub(in crate::plan) fn contains(&self, ident: &str) -> bool {
        self.by_ident.contains_key(ident)
    }

    /// What took an identifier, in words; `None` if it is reserved, or free.
    pub(super) fn first(&self, ident: &str) -> Option<String> {
        self.by_ident.get(ident).cloned().flatten()
    }

    /// Takes an identifier for what is said in words, if it is free.
    pub(in crate::plan) fn take(&mut self, wanted: &Ident, named: impl FnOnce() -> String) -> bool {
        if self.contains(wanted.as_str()) {
            return false;
        }
        self.by_ident.insert(Arc::clone(&wanted.text), Some(named()));
        true
    }

    /// Takes an identifier for what is said in words; if it is taken, another one.
    pub(super) fn claim(&mut self, wanted: &Ident, named: impl FnOnce() -> String) -> Result<(), Refused> {
        let Some(first) = self.by_ident.get(wanted.as_str()).cloned() else {
            self.by_ident.insert(Arc::clone(&wanted.text), Some(named()));
            return Ok(());
        };
        // An underscore that ends it is there to make it no keyword, and a digit right behind a digit would read as
        // another number.
        let stem = Some(wanted.text.trim_end_matches('_')).filter(|stem| !stem.is_empty()).unwrap_or(&wanted.text);
        let gap = if stem.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
        let mut number = if first.is_none() { 1_u32 } else { 2 };
        loop {
            let unique =
                if number == 1 { wanted.affixed("", "_") } else { Ident::from_valid(format!("{stem}{gap}{number}")) };
            // `com` and a number is a device.
            if !self.contains(unique.as_str()) && !is_device(unique.as_str()) {
                self.by_ident.insert(Arc::clone(&unique.text), Some(named()));
                return Err(Refused { unique, first });
            }
            number += 1;
        }
    }

    /// An identifier, or one like it that is free; a clash is not reported.
    pub(in crate::plan) fn distinct(&mut self, ident: Ident) -> Ident {
        match self.claim(&ident, String::new) {
            Ok(()) => ident,
            Err(refused) => refused.unique,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut taken = Taken::reserving(&["extra"]);
        let ident = |text: &str| Ident::from_valid(text.to_owned());
        let mut claim = |wanted: &str, name: &str| taken.claim(&ident(wanted), || name.to_owned());
        assert_eq!(claim("query_string", "queryString"), Ok(()));
        let refused =
            |unique: &str, first: Option<&str>| Err(Refused { unique: ident(unique), first: first.map(str::to_owned) });
        assert_eq!(claim("query_string", "query_string"), refused("query_string2", Some("queryString")));
        assert_eq!(claim("extra", "extra"), refused("extra_", None));
        assert_eq!(claim("extra", "EXTRA"), refused("extra2", None));
    }
}
