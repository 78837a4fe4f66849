//! Lists.

use std::borrow::Cow;

use serde::de::SeqAccess;
use serde_json::Value;

use super::super::enumeration::Chosen;
use super::super::foreign::ForeignsSlot;
use super::super::lenient::Level;
use super::super::path::in_item;
use super::super::record::{HierarchiesSlot, RecordsSlot, Slot, TextsSlot, ValuesSlot};
use super::super::spelling::Spelling;
use super::super::values::{Form, Json, RawText, Shown, ValueError};
use super::hierarchy::Derivable;
use super::object::Object;
use super::target::Target;
use super::text::Text;
use super::{Fit, List};

/// A field with many items.
pub(super) enum Items<'a> {
    Values(&'a mut dyn ValuesSlot),
    Texts(&'a mut dyn TextsSlot),
    Records(&'a mut dyn RecordsSlot),
    Hierarchies(&'a mut dyn HierarchiesSlot),
    Foreigns(&'a mut dyn ForeignsSlot),
}

impl<'a> Items<'a> {
    /// The items of a field, if it has many.
    pub(super) fn of(slot: Slot<'a>) -> Result<Self, Slot<'a>> {
        Ok(match slot {
            Slot::Values(field) => Self::Values(field),
            Slot::Texts(field) => Self::Texts(field),
            Slot::Records(field) => Self::Records(field),
            Slot::Hierarchies(field) => Self::Hierarchies(field),
            Slot::Foreigns(field) => Self::Foreigns(field),
            other => return Err(other),
        })
    }
}

impl Items<'_> {
    /// What is expected to come.
    pub(super) fn expected(&self) -> String {
        let item = match self {
            Self::Values(items) => Cow::Borrowed(items.item()),
            Self::Texts(items) => items.members().odata_type().into(),
            Self::Records(_) => "objects".into(),
            Self::Hierarchies(items) => items.types().base().into(),
            Self::Foreigns(items) => items.type_name().into(),
        };
        format!("an array of {item}")
    }

    /// As what an item has to come.
    pub(super) fn form(&self) -> Form {
        match self {
            Self::Values(items) => items.form(),
            Self::Foreigns(_) => Form::Text,
            Self::Texts(_) | Self::Records(_) | Self::Hierarchies(_) => Form::Token,
        }
    }

    /// Adds a value or a name as the item of a number, or refuses it.
    pub(super) fn take(self, index: usize, json: Json<'_>) -> Result<Fit, ValueError> {
        match self {
            Self::Values(items) => {
                let came = items.push(json)?;
                let Some(came) = came else { return Ok(Fit::Field) };
                Ok(Fit::spelled(items.show(index).and_then(|shown| Spelling::new(Some(index), came, &shown))))
            }
            Self::Texts(items) => take_name(items, index, json),
            Self::Records(items) => Object::Of(items.push()).take(json),
            Self::Hierarchies(items) => Object::Derivable(Derivable::Last(items)).take(json),
            Self::Foreigns(_) => Ok(Fit::Field),
        }
    }

    /// Adds any value as the next item, or refuses it.
    pub(super) fn take_tree(self, json: &mut Value) -> Result<Fit, ValueError> {
        if let Self::Values(items) = self {
            items.push_tree(json)?;
        }
        Ok(Fit::Field)
    }

    /// Adds JSON text as the item of a number, or refuses it.
    pub(super) fn take_text(self, index: usize, text: &RawText) -> Result<Fit, String> {
        match self {
            Self::Foreigns(items) => Ok(Fit::came(Some(index), items.push(text.as_str())?)),
            _ => Ok(Fit::Field),
        }
    }

    fn start(&mut self) {
        match self {
            Self::Values(items) => items.start(),
            Self::Texts(items) => items.start(),
            Self::Records(items) => items.start(),
            Self::Hierarchies(items) => items.start(),
            Self::Foreigns(items) => items.start(),
        }
    }

    /// Adds an item for `null`, if there is one that stands for it.
    fn push_null(&mut self) -> bool {
        match self {
            Self::Values(items) => items.push_null(),
            Self::Foreigns(items) => items.push_null(),
            Self::Texts(_) | Self::Records(_) | Self::Hierarchies(_) => false,
        }
    }

    /// The same items for a while.
    fn reborrow(&mut self) -> Items<'_> {
        match self {
            Self::Values(items) => Items::Values(&mut **items),
            Self::Texts(items) => Items::Texts(&mut **items),
            Self::Records(items) => Items::Records(&mut **items),
            Self::Hierarchies(items) => Items::Hierarchies(&mut **items),
            Self::Foreigns(items) => Items::Foreigns(&mut **items),
        }
    }
}

/// Reads the items of a list. It holds those that are there, and the places of the nulls are for others to remember.
pub(super) fn read_list<'de, A: SeqAccess<'de>>(mut list: Items<'_>, items: &mut A) -> Result<Fit, A::Error> {
    list.start();
    let (mut spellings, mut nulls) = (Vec::new(), Vec::new());
    let mut count = 0;
    loop {
        let place = count + nulls.len();
        let level = Level::enter();
        match items.next_element_seed(Target::Item(list.reborrow(), count)) {
            Ok(Some(Fit::Null)) if !list.push_null() => nulls.push(place),
            Ok(Some(fit)) => {
                count += 1;
                if let Fit::Spelled(spelling) = fit {
                    spellings.extend(spelling);
                }
            }
            Ok(None) => break,
            Err(error) => return Err(in_item(error, place)),
        }
        level.leave(format_args!("[{place}]"));
    }
    Ok(match (spellings.is_empty(), nulls.is_empty()) {
        (true, true) => Fit::Field,
        (false, true) => Fit::Spelled(spellings),
        (_, false) => Fit::List(Box::new(List { spellings, nulls, items: count })),
    })
}

/// Adds an enum or flags.
fn take_name(items: &mut dyn TextsSlot, index: usize, json: Json<'_>) -> Result<Fit, ValueError> {
    let text = Text::of(json, items.members().odata_type())?;
    let (number, name) = items.members().find(text);
    items.push(Chosen::One(number, &name));
    let written = items.text(index);
    let came = text.came(Some(&written));
    Ok(came.map_or(Fit::Field, |came| Fit::spelled(Spelling::new(Some(index), came, &Shown::Text(&written)))))
}
