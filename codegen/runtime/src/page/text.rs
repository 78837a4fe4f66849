//! Pages as JSON text. What depends on the type of the items is little, as it is compiled for each.

use serde::Deserialize as _;
use serde::de::Deserializer;
use serde::ser::{Serialize as _, SerializeMap, SerializeSeq, Serializer};
use serde_json::Error;

use super::super::extra::NullsBetween;
use super::super::json::{FromJson, Reader, ToJson, Writer, read_items, refuse};
use super::items::Items;
use super::{Head, PAGE, Page, VALUE, read_members};

impl<T: FromJson> FromJson for Page<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut items = Items::default();
        let page = read_page(reader, &mut |reader| {
            items = Items::default();
            read_items(reader, &mut |reader| {
                items.push(if reader.null()? { None } else { Some(T::read_json(reader)?) });
                Ok(())
            })
        })?;
        Ok(page.with(items.value, items.nulls))
    }

    fn read_from<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
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

impl<T: ToJson> ToJson for Page<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write_page(&self.head(), &mut self.value.iter().map(|item| item as _), writer)
    }

    fn write_to<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

fn write_page(
    head: &Head<'_>,
    items: &mut dyn Iterator<Item = &dyn ToJson>,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    let mut map = writer.serialize_map(None)?;
    head.write(&mut map)?;
    map.serialize_key(VALUE)?;
    let mut list = map.value().serialize_seq(None)?;
    let mut nulls = NullsBetween::new(head.nulls);
    for item in items {
        for _ in 0..nulls.before_item() {
            list.item().serialize_unit()?;
        }
        item.write_json(list.item())?;
    }
    for _ in 0..nulls.rest() {
        list.item().serialize_unit()?;
    }
    SerializeSeq::end(list)?;
    SerializeMap::end(map)
}
