//! Fields with primitive values, whatever their type.

use std::any::Any;

use serde_json::Value;

use super::{Form, Json, Primitive, Shown, ValueError};

/// A field with a primitive value.
pub trait ValueSlot: Any {
    /// As what the value has to come.
    fn form(&self) -> Form;
    /// Takes a value, and returns what came, if it is not how the value is written.
    ///
    /// # Errors
    ///
    /// What was expected and what was found.
    fn take(&mut self, json: Json<'_>) -> Result<Option<Value>, ValueError>;
    /// Takes a value of any kind.
    ///
    /// # Errors
    ///
    /// What was expected and what was found.
    fn take_tree(&mut self, json: &mut Value) -> Result<(), ValueError>;
    /// The value as it is written.
    fn show(&self) -> Option<Shown<'_>>;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn ValueSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn ValueSlot) -> bool;
    /// Makes it `None`.
    fn clear(&mut self);
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
}

/// A field with many primitive values.
pub trait ValuesSlot: Any {
    /// The CSDL type of an item.
    fn item(&self) -> &'static str;
    /// As what an item has to come.
    fn form(&self) -> Form;
    /// Makes it an empty list.
    fn start(&mut self);
    /// Adds an item, and returns what came, if it is not how the item is written.
    ///
    /// # Errors
    ///
    /// What was expected and what was found.
    fn push(&mut self, json: Json<'_>) -> Result<Option<Value>, ValueError>;
    /// Adds an item of any kind.
    ///
    /// # Errors
    ///
    /// What was expected and what was found.
    fn push_tree(&mut self, json: &mut Value) -> Result<(), ValueError>;
    /// Adds an item for `null`, if there is one that stands for it.
    fn push_null(&mut self) -> bool;
    /// How many items there are, if there is a list.
    fn count(&self) -> Option<usize>;
    /// An item as it is written.
    fn show(&self, index: usize) -> Option<Shown<'_>>;
    /// Makes it a copy of a field of the same type.
    fn copy(&mut self, from: &dyn ValuesSlot);
    /// Whether it is equal to a field of the same type.
    fn equals(&self, other: &dyn ValuesSlot) -> bool;
    /// Makes it `None`.
    fn clear(&mut self);
    /// Whether it holds something.
    fn is_some(&self) -> bool
    where
        Self: Sized;
}

impl<T: Primitive> ValueSlot for Option<T> {
    fn form(&self) -> Form {
        T::FORM
    }

    fn take(&mut self, json: Json<'_>) -> Result<Option<Value>, ValueError> {
        let mut came = None;
        *self = Some(T::take(json, &mut came)?);
        Ok(came)
    }

    fn take_tree(&mut self, json: &mut Value) -> Result<(), ValueError> {
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

    fn push_tree(&mut self, json: &mut Value) -> Result<(), ValueError> {
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
