//! Fields with primitive values, whatever their type.

use std::any::Any;

use serde_json::Value;

use super::super::record::{ValueSlot, ValuesSlot};
use super::{Form, Json, Primitive, Shown, ValueError};

impl<T: Primitive> ValueSlot for Option<T> {
    fn form(&self) -> Form {
        T::FORM
    }

    fn take(&mut self, json: Json<'_>) -> Result<Option<Value>, ValueError> {
        let mut came = None;
        *self = Some(T::take(json, &mut came)?);
        Ok(came)
    }

    fn take_tree(&mut self, json: Value) -> Result<(), ValueError> {
        *self = Some(T::take_tree(json)?);
        Ok(())
    }

    fn show(&self) -> Option<Shown<'_>> {
        self.as_ref().map(T::show)
    }

    fn copy(&mut self, from: &dyn ValueSlot) {
        let from: &dyn Any = from;
        *self = from.downcast_ref::<Self>().cloned().flatten();
    }

    fn equals(&self, other: &dyn ValueSlot) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref() == Some(self)
    }

    fn clear(&mut self) {
        *self = None;
    }

    #[inline]
    fn is_some(&self) -> bool {
        self.is_some()
    }
}

impl<T: Primitive> ValuesSlot for Option<Vec<T>> {
    fn item(&self) -> &'static str {
        T::EDM
    }

    fn form(&self) -> Form {
        T::FORM
    }

    fn start(&mut self) {
        *self = Some(Vec::new());
    }

    fn push(&mut self, json: Json<'_>) -> Result<Option<Value>, ValueError> {
        let mut came = None;
        let value = T::take(json, &mut came)?;
        self.get_or_insert_default().push(value);
        Ok(came)
    }

    fn push_tree(&mut self, json: Value) -> Result<(), ValueError> {
        let value = T::take_tree(json)?;
        self.get_or_insert_default().push(value);
        Ok(())
    }

    fn push_null(&mut self) -> bool {
        let null = T::null();
        let is_value = null.is_some();
        self.get_or_insert_default().extend(null);
        is_value
    }

    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }

    fn show(&self, index: usize) -> Option<Shown<'_>> {
        self.as_ref()?.get(index).map(T::show)
    }

    fn copy(&mut self, from: &dyn ValuesSlot) {
        let from: &dyn Any = from;
        *self = from.downcast_ref::<Self>().cloned().flatten();
    }

    fn equals(&self, other: &dyn ValuesSlot) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref() == Some(self)
    }

    fn clear(&mut self) {
        *self = None;
    }

    #[inline]
    fn is_some(&self) -> bool {
        self.is_some()
    }
}
