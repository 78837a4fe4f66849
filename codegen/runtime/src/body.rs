//! The bodies of requests.

mod changes;

use serde::ser::{Serialize, Serializer};

pub use self::changes::Changes;
use crate::json::ToJson;
use crate::syntax::{Body, Error, Mode, Writer};
use crate::write::Structured;

/// A value as the body of a request that creates it: without what only the service sets and what was only read, at any level.
///
/// What is left out:
///
/// - the properties whose documentation says "Computed by the service", "Read-only." or "No permission" (`Core.Computed`,
///   `Core.Permissions` without `Write`): services ignore or refuse them (OData 4.01 Protocol, section 11.4.2). A key is left
///   out only if it is computed: a read-only one is given here, and not in updates;
/// - the related entities that were read. What was [set](crate::Nav::set) or [bound](crate::Nav::bind) is written, the one
///   beside the other (OData JSON Format 4.01, sections 8.4 and 8.5). An entity that was read and then set is created anew,
///   by these same rules; to refer to it, bind its URL;
/// - the control information that was read (OData JSON Format 4.01, section 4.5), such as `@odata.context`,
///   `@odata.etag` and `members@odata.nextLink`, and the actions and functions that the service offers. What tells the types
///   of values stays, and so does `@odata.id` in an object that has nothing else and refers to an entity.
///
/// All else is written: properties and annotations without a field, and whatever was
/// [inserted into `extra`](crate::Extra::insert). JSON in `extra` is not looked into, as its type is not known; so what came
/// of a navigation property that the metadata does not declare is left out only if the service sent its link or context.
///
/// A service that expects an entity of some type or a derived one must be told which by `@odata.type`. The enum of these
/// types writes that: the body is not `CreateBody(&file)` but `CreateBody(&AnyAttachment::from(file))`.
///
/// ```
/// use odata_runtime::{CreateBody, json};
/// # let user = 1;
///
/// let body = json::to_string(&CreateBody(&user))?;
/// # assert_eq!(body, "1");
/// # Ok::<(), json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CreateBody<'a, T: ?Sized>(pub &'a T);

/// A value as the body of a request that updates it: as in a [`CreateBody`], and without the properties that can be set on
/// creation only (`Core.Immutable`, read-only keys), at any level.
///
/// What is `None` is not written and stays as it is; what [`Extra::set_null`](crate::Extra::set_null) names is cleared
/// (OData 4.01 Protocol, section 11.4.3). [`changes`](Self::changes) makes a body of what has changed and of nothing else.
///
/// Related entities that were [set](crate::Nav::set) are written as to be created, which those of them that exist allow:
/// the service ignores the properties that it cannot change.
#[derive(Clone, Copy, Debug)]
pub struct UpdateBody<'a, T: ?Sized>(pub &'a T);

/// A value with every `Edm.Int64` and `Edm.Decimal` as a string, for services and clients that have no numbers of 64 bits:
/// a service in JavaScript stores 9007199254740992 for 9007199254740993.
///
/// [`MEDIA_TYPE`](Self::MEDIA_TYPE) says so to the service (OData JSON Format 4.01, section 3.2). It holds at any level, in
/// lists and for counts, and goes around the body of a request or into it:
///
/// ```
/// use odata_runtime::{CreateBody, Ieee754Compatible, json};
///
/// let body = json::to_string(&Ieee754Compatible(&CreateBody(&9007199254740993_i64)))?;
/// assert_eq!(body, r#""9007199254740993""#);
/// # Ok::<(), json::Error>(())
/// ```
///
/// What is not known to be such a number stays as it is: JSON in `extra`, related entities that were read, and types of your
/// own. With serde_json that includes an `i64` or `Decimal` that is no property.
#[derive(Clone, Copy, Debug)]
pub struct Ieee754Compatible<'a, T: ?Sized>(pub &'a T);

impl<T: Structured> UpdateBody<'_, T> {
    /// The body of a request that turns one value into another: what differs, and `null` for what has become `None`.
    ///
    /// See [`Changes`] for what that means for lists, complex values and related entities.
    pub fn changes(before: &T, after: &T) -> Changes {
        Changes::of(before.object(), after.object())
    }
}

impl Ieee754Compatible<'_, ()> {
    /// The media type of such JSON, for `Content-Type` and, to get such, for `Accept`.
    pub const MEDIA_TYPE: &'static str = "application/json;IEEE754Compatible=true";
}

macro_rules! written_as {
    ($($type:ident $mode:ident => $in_mode:expr;)*) => {$(
        impl<T: ToJson + ?Sized> ToJson for $type<'_, T> {
            fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                let $mode = writer.mode();
                self.0.write_json(&mut writer.in_mode($in_mode))
            }
        }

        /// Types of your own, too, whatever generated types they are made of.
        impl<T: Serialize + ?Sized> Serialize for $type<'_, T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $mode = Mode::around();
                $in_mode.with(|| self.0.serialize(serializer))
            }
        }
    )*};
}
written_as! {
    CreateBody mode => mode.of(Body::Create);
    UpdateBody mode => mode.of(Body::Update);
    Ieee754Compatible mode => mode.ieee754();
}
