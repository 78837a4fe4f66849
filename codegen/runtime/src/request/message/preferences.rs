//! What a service is asked to do if it can.

use super::content::set;
use super::{Parts, Request};
use crate::request::headers::is_header;

impl Parts {
    /// Adds a preference in place of the one of the same name: of two, services heed the first one only (RFC 7240, section 2).
    fn prefer(&mut self, preference: &str) {
        let name = preference.split(['=', ';']).next().unwrap_or_default().trim().to_ascii_lowercase();
        let name = name.strip_prefix("odata.").unwrap_or(&name).to_owned();
        if name.is_empty() || !is_header("Prefer", preference) {
            return self.blame(format!("`{preference}` is not a preference"));
        }
        set(&mut self.preferences, name, preference.to_owned());
    }
}

/// Preferences (OData 4.01 Protocol, section 8.2.8). Their names have `odata.` in front where services of version 4.0 know no other.
impl<O, T> Request<O, T> {
    /// A preference, beside those of other names.
    pub fn prefer(mut self, preference: impl AsRef<str>) -> Self {
        self.parts.prefer(preference.as_ref());
        self
    }

    /// Answer without content (OData 4.01 Protocol, section 8.2.8.7).
    pub fn return_minimal(self) -> Self {
        self.prefer("return=minimal")
    }

    /// Answer with the entity as it is then (OData 4.01 Protocol, section 8.2.8.7).
    pub fn return_representation(self) -> Self {
        self.prefer("return=representation")
    }

    /// Pages with so many items (OData 4.01 Protocol, section 8.2.8.5).
    pub fn max_page_size(self, count: u64) -> Self {
        self.prefer(format!("odata.maxpagesize={count}"))
    }

    /// Go on with a batch when a request of it fails (OData 4.01 Protocol, section 8.2.8.3).
    pub fn continue_on_error(self) -> Self {
        self.prefer("odata.continue-on-error")
    }

    /// Answer with a link to what changes later (OData 4.01 Protocol, section 8.2.8.9).
    pub fn track_changes(self) -> Self {
        self.prefer("odata.track-changes")
    }

    /// Answer with these annotations: `*`, or names with `*` and `-` (OData 4.01 Protocol, section 8.2.8.4).
    pub fn include_annotations(self, annotations: impl AsRef<str>) -> Self {
        let text = annotations.as_ref().replace('\\', r"\\").replace('"', "\\\"");
        self.prefer(format!("odata.include-annotations=\"{text}\""))
    }
}
