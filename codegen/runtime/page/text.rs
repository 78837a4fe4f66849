//! Pages and lists as JSON text. What depends on the type of the items is little, as it is compiled for each.

use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::Error;

use super::super::json::{FromJson, Reader, ToJson, Writer};
use super::super::lenient::Level;
use super::super::path::in_item;
use super::super::values::read_json;
use super::{Head, ITEMS, PAGE, Page, read_members};

impl<T: FromJson> FromJson for Page<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut value = Vec::new();
        let page = read_page(reader, &mut |reader| {
            value = Vec::read_json(reader)?;
            Ok(())
        })?;
        Ok(page.with(value))
    }
}

fn read_page(
    reader: &mut Reader<'_>,
    items: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<Page<()>, Error> {
    match reader.members()? {
        Some(mut members) => {
            let page = read_members(&mut members, &mut |members| items(members.value()?))?;
            members.finish()?;
            Ok(page)
        }
        None => refuse(reader, PAGE),
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut items = Self::new();
        read_items(reader, &mut |reader| {
            items.push(T::read_json(reader)?);
            Ok(())
        })?;
        Ok(items)
    }
}

fn read_items(
    reader: &mut Reader<'_>,
    item: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(mut items) = reader.items()? else {
        return refuse(reader, ITEMS);
    };
    let mut index = 0;
    loop {
        let level = Level::enter();
        match items.item().and_then(|next| next.map(&mut *item).transpose()) {
            Ok(Some(())) => level.leave(format_args!("[{index}]")),
            Ok(None) => return items.finish(),
            Err(error) => return Err(in_item(error, index)),
        }
        index += 1;
    }
}

/// Refuses the value that is next.
fn refuse<T>(reader: &mut Reader<'_>, expected: &'static str) -> Result<T, Error> {
    read_json(reader, |json| Err(json.unlike(expected)))
}

impl<T: ToJson> ToJson for Page<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write_page(&self.head(), &self.value, writer)
    }
}

fn write_page(head: &Head<'_>, items: &dyn ToJson, writer: &mut Writer<'_>) -> Result<(), Error> {
    let mut map = writer.serialize_map(None)?;
    head.write(&mut map)?;
    map.serialize_key("value")?;
    items.write_json(map.value())?;
    SerializeMap::end(map)
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.as_slice().write_json(writer)
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write_items(&mut self.iter().map(|item| item as _), writer)
    }
}

fn write_items(items: &mut dyn Iterator<Item = &dyn ToJson>, writer: &mut Writer<'_>) -> Result<(), Error> {
    let mut list = writer.serialize_seq(None)?;
    for item in items {
        item.write_json(list.item())?;
    }
    SerializeSeq::end(list)
}
