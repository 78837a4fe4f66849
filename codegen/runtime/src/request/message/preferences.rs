//! What a service is asked to do if it can.

use super::{Parts, Request};

impl Parts {
    fn prefer(&mut self, preference: &str) {
        self.header("Prefer", preference, |headers, name, value| headers.append(name, value));
    }
}

/// Preferences (OData 4.01 Protocol, section 8.2.8). Their names have `odata.` in front where services of version 4.0 know no other.
impl<O, T> Request<O, T> {
    /// A preference, beside others.
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
        self.prefer(format!("odata.include-annotations=\"{}\"", annotations.as_ref()))
    }
}
