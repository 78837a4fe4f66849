//! Members by name.

use std::collections::BTreeMap;

use serde_json::Value;

/// Members by name, in the order of their names.
#[derive(Clone)]
pub(super) enum Members {
    /// Mostly it is one, for which a map would take more room than all the rest of the object.
    Few(Vec<(String, Value)>),
    Many(BTreeMap<String, Value>),
}

impl Members {
    /// How many are few.
    const FEW: usize = 16;

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Few(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            Self::Many(members) => members.get(name),
        }
    }

    pub(super) fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        let members = match self {
            Self::Few(members) => members,
            Self::Many(members) => return members.insert(name, value),
        };
        match members.binary_search_by(|(known, _)| known.cmp(&name)) {
            Ok(place) => Some(std::mem::replace(&mut members[place].1, value)),
            Err(_) if members.len() == Self::FEW => {
                // To collect them would need a sort, which is much to compile for what is sorted already.
                let mut many = BTreeMap::new();
                many.extend(std::mem::take(members));
                many.insert(name, value);
                *self = Self::Many(many);
                None
            }
            Err(place) => {
                if members.is_empty() {
                    members.reserve_exact(1);
                }
                members.insert(place, (name, value));
                None
            }
        }
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Value> {
        match self {
            Self::Few(members) => {
                let place = members.iter().position(|(known, _)| known == name)?;
                Some(members.remove(place).1)
            }
            Self::Many(members) => members.remove(name),
        }
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Few(members) => members.is_empty(),
            Self::Many(members) => members.is_empty(),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        let (few, many) = match self {
            Self::Few(members) => (Some(members), None),
            Self::Many(members) => (None, Some(members)),
        };
        let few = few.into_iter().flatten().map(|(name, value)| (name, value));
        few.chain(many.into_iter().flatten())
    }
}

impl Default for Members {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}
