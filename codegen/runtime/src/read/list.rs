//! Arrays to fields with many items.

use super::field::{Outcome, Special, usual};
use super::hierarchy::{Derivable, read_derived};
use super::{read_record, refuse_next};
use crate::record::{EnumForm, EnumValue, EnumsSlot, ExternalsSlot, HierarchiesSlot, LexicalForm, RecordsSlot};
use crate::syntax::{Error, Reader};
use crate::values::ValuesSlot;

/// A field with many items.
pub(super) trait List {
    /// What the items are expected to be.
    fn item(&self) -> String;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Adds an item for `null`, if there is one that stands for it.
    fn push_null(&mut self) -> bool {
        false
    }
    /// Reads the item of a number, which is the next one, and returns its lexical form if it is written in another.
    fn read(&mut self, number: usize, reader: &mut Reader<'_>) -> Result<Option<LexicalForm>, Error>;
}

/// Reads the items of a list. It holds those that are there, and the places of the nulls are for others to remember.
pub(super) fn read_list<L: List>(mut list: L, reader: &mut Reader<'_>) -> Result<Outcome, Error> {
    read_items(&mut list, reader)
}

fn read_items(list: &mut dyn List, reader: &mut Reader<'_>) -> Result<Outcome, Error> {
    let Some(mut items) = reader.begin_array()? else {
        return refuse_next(reader, format!("an array of {}", list.item()));
    };
    list.start();
    let (mut forms, mut nulls) = (Vec::new(), Vec::new());
    let mut count = 0;
    while items.next(reader)? {
        let place = count + nulls.len();
        if reader.null()? {
            if list.push_null() {
                count += 1;
            } else {
                nulls.push(place);
            }
            continue;
        }
        let before = reader.context().misfit_count();
        match list.read(count, reader) {
            Ok(form) => forms.extend(form),
            Err(error) => return Err(error.in_item(place)),
        }
        count += 1;
        reader.context().step(before, |misfit| misfit.in_item(place));
    }
    if forms.is_empty() && nulls.is_empty() {
        return Ok(Outcome::Read);
    }
    Ok(Outcome::Special(Box::new(Special { forms, nulls, items: count })))
}

impl List for &mut dyn ValuesSlot {
    fn item(&self) -> String {
        (**self).item().to_owned()
    }

    fn start(&mut self) {
        (**self).start();
    }

    fn push_null(&mut self) -> bool {
        (**self).push_null()
    }

    fn read(&mut self, number: usize, reader: &mut Reader<'_>) -> Result<Option<LexicalForm>, Error> {
        let start = reader.mark();
        if !(**self).read(reader)? {
            return Ok(None);
        }
        let usual = usual(&|writer| self.write(number, writer))?;
        Ok(Some(LexicalForm::new(Some(number), reader.text_since(start), &usual)))
    }
}

impl List for &mut dyn EnumsSlot {
    fn item(&self) -> String {
        self.members().odata_type().to_owned()
    }

    fn start(&mut self) {
        (**self).start();
    }

    fn read(&mut self, number: usize, reader: &mut Reader<'_>) -> Result<Option<LexicalForm>, Error> {
        let members = self.members();
        let form = match EnumForm::of(reader.token()?, members.odata_type()) {
            Ok(form) => form,
            Err(error) => return Err(reader.refuse(error)),
        };
        let (member, name) = members.find(form);
        self.push(EnumValue::Member(member, &name));
        let written = self.names(number);
        let usual = || EnumForm::Name(&written).text();
        Ok(form.differs(&written).then(|| LexicalForm::new(Some(number), &form.text(), &usual())))
    }
}

impl List for &mut dyn RecordsSlot {
    fn item(&self) -> String {
        "objects".to_owned()
    }

    fn start(&mut self) {
        (**self).start();
    }

    fn read(&mut self, _: usize, reader: &mut Reader<'_>) -> Result<Option<LexicalForm>, Error> {
        read_record(self.push(), reader).map(|()| None)
    }
}

impl List for &mut dyn HierarchiesSlot {
    fn item(&self) -> String {
        self.types().base()
    }

    fn start(&mut self) {
        (**self).start();
    }

    fn read(&mut self, _: usize, reader: &mut Reader<'_>) -> Result<Option<LexicalForm>, Error> {
        read_derived(Derivable::Last(&mut **self), false, reader).map(|()| None)
    }
}

impl List for &mut dyn ExternalsSlot {
    fn item(&self) -> String {
        self.type_name().to_owned()
    }

    fn start(&mut self) {
        (**self).start();
    }

    fn push_null(&mut self) -> bool {
        (**self).push_null()
    }

    fn read(&mut self, number: usize, reader: &mut Reader<'_>) -> Result<Option<LexicalForm>, Error> {
        let start = reader.mark();
        let usual = (**self).read(reader)?;
        Ok(usual.map(|usual| LexicalForm::new(Some(number), reader.text_since(start), &usual)))
    }
}
