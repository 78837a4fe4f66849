//! Properties that are set by name.

use serde::de::Error as _;
use serde_json::Error;

use super::super::json::Reader;
use super::super::path::without_position;
use super::super::record::{Record, Slot, with_extra};
use super::super::values::read_raw;
use super::held;

/// Makes the value of a structural property the one of JSON text; `null` clears it and is written.
///
/// # Errors
///
/// A property that the type does not have or that is a navigation property, and a value that does not fit it, of which a part
/// may be in its place.
pub(in super::super) fn set_property(record: &mut dyn Record, name: &str, text: &str) -> Result<(), Error> {
    let meta = record.meta();
    let refused = |what: &str| {
        let (rust, csdl) = (meta.rust_name(), meta.odata_type());
        Err(Error::custom(format_args!("`{name}` is {what} of {rust} ({csdl})")))
    };
    let Some(index) = meta.table().number(name, usize::MAX) else { return refused("no property") };
    if let Slot::Nav(_) = record.slot(index) {
        return refused("a navigation property");
    }
    if text == "null" {
        record.slot(index).clear();
        with_extra(record, |extra| {
            extra.forget(name);
            extra.set_null(name);
        });
        return Ok(());
    }
    let text = read_raw(&mut Reader::new(text))?;
    held::replace_property(record, meta, index, &text).map_err(|error| Error::custom(without_position(&error)))
}
