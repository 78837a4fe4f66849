//! Members one by one, and control information by name.

use serde_json::Value;

use super::{Extra, Members};

impl Extra {
    /// The value of `@odata.etag`: the version of the entity, for `If-Match` (OData JSON Format 4.01, section 4.5.10).
    pub fn etag(&self) -> Option<&str> {
        self.annotations("", "etag").find_map(Value::as_str)
    }

    /// The value of `@odata.id`: the URL that identifies the entity (OData JSON Format 4.01, section 4.5.8).
    pub fn odata_id(&self) -> Option<&str> {
        self.annotations("", "id").find_map(Value::as_str)
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether a member is there, `null` or not.
    #[inline]
    pub fn contains(&self, name: impl AsRef<str>) -> bool {
        self.get(name).is_some()
    }

    /// The value of a member, to change it. It then counts as [put in](Extra::insert).
    #[inline]
    pub fn get_mut(&mut self, name: impl AsRef<str>) -> Option<&mut Value> {
        self.find_mut(name.as_ref())
    }

    fn find_mut(&mut self, name: &str) -> Option<&mut Value> {
        let content = self.0.as_deref_mut()?;
        if let Some(null) = content.take_null(name) {
            content.members.insert(name.to_owned(), null);
        }
        if content.members.get(name).is_some() {
            content.note_inserted(name);
        }
        content.members.get_mut(name)
    }
}

/// The members of [`iter`](Extra::iter).
impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

/// The members of [`iter`](Extra::iter).
impl IntoIterator for Extra {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        let Some(content) = self.0 else { return Vec::new().into_iter() };
        let mut members = content.members.into_vec();
        let nulls = content.nulls.iter().flat_map(super::Nulls::names);
        members.extend(nulls.map(|name| (name.to_owned(), Value::Null)));
        members.into_iter()
    }
}

impl Members {
    fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        match self {
            Self::Few(members) => members.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value),
            Self::Many(members) => members.get_mut(name),
        }
    }

    fn into_vec(self) -> Vec<(String, Value)> {
        match self {
            Self::Few(members) => members,
            Self::Many(members) => members.into_iter().collect(),
        }
    }
}
