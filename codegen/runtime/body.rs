//! The bodies of requests.

use std::cell::Cell;

use serde::ser::{Serialize, Serializer};
use serde_json::Error;

use super::json::{ToJson, Writer};
use super::meta::{Access, Table};

/// A value as the body of a request that creates it: without the properties that only the service sets, at any level.
///
/// These are the ones whose documentation says "Computed by the service", "Read-only." or "No permission" (`Core.Computed`,
/// `Core.Permissions` without `Write`). Services ignore or refuse them (OData 4.01 Protocol, section 11.4.2), and an object that
/// was read has them. A key is left out only if it is computed: a read-only one is given here, and not in updates. All else is
/// written: what has no field, and what was [put into](super::Nav::set) navigation properties, as it is.
///
/// ```
/// use odata_runtime::CreateBody;
/// # let user = 1;
///
/// let body = serde_json::to_string(&CreateBody(&user))?;
/// # assert_eq!(body, "1");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CreateBody<'a, T: ?Sized>(pub &'a T);

/// A value as the body of a request that updates it: without the properties that only the service sets, and without those
/// that can be set on creation only (`Core.Immutable`, read-only keys), at any level.
///
/// What is `None` is not written and stays as it is; what [`Extra::set_null`](super::Extra::set_null) names is cleared
/// (OData 4.01 Protocol, section 11.4.3). See also [`CreateBody`].
#[derive(Clone, Copy, Debug)]
pub struct UpdateBody<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for CreateBody<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Body::Create.with(|| self.0.serialize(serializer))
    }
}

impl<T: Serialize + ?Sized> Serialize for UpdateBody<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Body::Update.with(|| self.0.serialize(serializer))
    }
}

impl<T: ToJson + ?Sized> ToJson for CreateBody<'_, T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        Body::Create.with(|| self.0.write_json(writer))
    }
}

impl<T: ToJson + ?Sized> ToJson for UpdateBody<'_, T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        Body::Update.with(|| self.0.write_json(writer))
    }
}

/// What an object is written for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Body {
    /// Whoever wants to have it, with all that it has.
    #[default]
    Whole,
    /// A request that creates it.
    Create,
    /// A request that updates it.
    Update,
}

thread_local! {
    /// What is being written. Values are written by way of serde's `Serialize`, which has no room for an argument of ours.
    static CURRENT: Cell<Body> = const { Cell::new(Body::Whole) };
}

impl Body {
    #[inline]
    pub(super) fn current() -> Self {
        CURRENT.get()
    }

    /// Does something, during which this is what objects are written for.
    fn with<R>(self, write: impl FnOnce() -> R) -> R {
        /// Puts back what was there, even if writing panics: a `Serialize` of the user's may be part of it.
        struct Restore(Body);

        impl Drop for Restore {
            fn drop(&mut self) {
                CURRENT.set(self.0);
            }
        }

        let _restore = Restore(CURRENT.replace(self));
        write()
    }

    /// Whether a property is left out.
    #[inline]
    pub(super) fn leaves_out(self, table: &Table, index: usize) -> bool {
        match self {
            Self::Whole => false,
            Self::Create => table.access(index) == Some(Access::Never),
            Self::Update => table.access(index).is_some(),
        }
    }

    /// Whether a member that has no field is left out: `null` for a property, or an annotation of a property.
    pub(super) fn leaves_out_member(self, table: &Table, name: &str) -> bool {
        let property = name.split_once('@').map_or(name, |(property, _)| property);
        self != Self::Whole && table.number(property, 0).is_some_and(|index| self.leaves_out(table, index))
    }
}
