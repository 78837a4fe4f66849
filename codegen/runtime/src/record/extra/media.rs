//! The media types of streams.

use serde_json::Value;

use super::Extra;

/// What follows the name of a property, with and without `odata.` (OData JSON Format 4.01, "Control Information: media*").
const MEDIA_TYPE: [&str; 2] = ["@odata.mediaContentType", "@mediaContentType"];

/// What the object says of its streams.
impl Extra {
    /// The media type of the stream in a property: its `name@mediaContentType`.
    pub fn media_type(&self, property: impl AsRef<str>) -> Option<&str> {
        self.annotations(property.as_ref(), "mediaContentType").find_map(Value::as_str)
    }

    /// Says of which media type the stream in a property is, which a request must say (OData JSON Format 4.01, section 9).
    pub fn set_media_type(&mut self, property: impl AsRef<str>, media_type: impl Into<String>) {
        let property = property.as_ref();
        let [long, short] = MEDIA_TYPE.map(|suffix| format!("{property}{suffix}"));
        let name = if self.get(&short).is_some() { short } else { long };
        self.insert(name, Value::String(media_type.into()));
    }
}
