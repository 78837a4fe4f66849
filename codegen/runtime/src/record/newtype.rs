//! Structs around a value: type definitions.

use super::{Slot, View};
use crate::values::{FieldSlot, Primitive};

/// A field with a newtype, or with many.
pub trait NewtypeSlot: FieldSlot {
    /// Shows the field as one of the inner type, and takes back what that becomes.
    fn with(&mut self, visit: &mut dyn FnMut(Slot<'_>));
    /// Shows a copy of the field as one of the inner type.
    fn look(&self, visit: &mut dyn FnMut(View<'_>));
}

/// A struct around a value that the runtime knows.
#[doc(hidden)]
pub trait Newtype: Sized + 'static {
    /// The type of the value.
    type Inner: Primitive;
    /// The struct around a value.
    fn wrap(inner: Self::Inner) -> Self;
    /// The value.
    fn inner(&self) -> &Self::Inner;
    /// The value.
    fn into_inner(self) -> Self::Inner;
}

impl<T: Newtype> NewtypeSlot for Option<T> {
    fn with(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        let mut inner = self.take().map(T::into_inner);
        visit(Slot::Value(&mut inner));
        *self = inner.map(T::wrap);
    }

    fn look(&self, visit: &mut dyn FnMut(View<'_>)) {
        visit(View::Value(&self.as_ref().map(|value| value.inner().clone())));
    }
}

impl<T: Newtype> NewtypeSlot for Option<Vec<T>> {
    fn with(&mut self, visit: &mut dyn FnMut(Slot<'_>)) {
        let mut inner = self.take().map(|values| values.into_iter().map(T::into_inner).collect::<Vec<_>>());
        visit(Slot::Values(&mut inner));
        *self = inner.map(|values| values.into_iter().map(T::wrap).collect());
    }

    fn look(&self, visit: &mut dyn FnMut(View<'_>)) {
        let inner = self.as_ref().map(|values| values.iter().map(|value| value.inner().clone()).collect::<Vec<_>>());
        visit(View::Values(&inner));
    }
}
