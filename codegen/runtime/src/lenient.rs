//! Reading that passes over what does not fit.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Error;
use serde_json::error::Category;

use super::json::{self, FromJson, Reader};
use super::path;
use super::values::read_raw;

/// What was read of JSON in which some values may not fit their properties.
///
/// Reading is strict by default: one bad timestamp is an error, and says where it is. Read as `Lenient`, every property that
/// fits is typed; a value that does not fit stays in `extra` as it was, so that it is written back, and is listed here. A
/// collection with an item that does not fit stays in `extra` as a whole. It is an error if the JSON is not well-formed, or
/// is not an object, or page of objects, to begin with.
///
/// ```
/// use odata_runtime::Lenient;
/// # use odata_runtime::Page;
///
/// let read: Lenient<Page<i32>> = serde_json::from_str(r#"{"value": [1, 2]}"#)?;
/// for misfit in &read.misfits {
///     eprintln!("{misfit}");
/// }
/// assert_eq!(read.value.value, [1, 2]);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// The text is held while it is read: twice the memory of strict reading, and where there are misfits also more time.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Lenient<T> {
    /// What was read.
    pub value: T,
    /// What did not fit, in the order of the text.
    pub misfits: Vec<Misfit>,
}

/// A value that does not fit its property.
///
/// It shows itself as the error that strict reading ends in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misfit {
    /// Where it is: `value[17].tokenActionResults[0].startDateTime`.
    pub path: String,
    /// The Rust and the CSDL type that has the property, what was expected, and what was found.
    pub message: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at `{}` of {}", self.path, self.message)
    }
}

impl<'de, T: FromJson> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = read_raw(deserializer)?;
        read(|| json::from_str(text.as_str())).map_err(D::Error::custom)
    }
}

impl<T: FromJson> FromJson for Lenient<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let text = read_raw(reader)?;
        read(|| json::from_str(text.as_str())).map_err(Error::custom)
    }
}

/// Reads a value, and once more with patience if it does not fit.
///
/// # Errors
///
/// The message of the error, without a position, which would be one in the text of the value only.
fn read<T>(read: impl Fn() -> Result<T, Error>) -> Result<Lenient<T>, String> {
    // Mostly all fits, and then this is all there is to do.
    let error = match read() {
        Ok(value) => return Ok(Lenient { value, misfits: Vec::new() }),
        Err(error) => error,
    };
    let (value, misfits) = match error.classify() {
        Category::Data => collect(read),
        Category::Io | Category::Syntax | Category::Eof => (Err(error), Vec::new()),
    };
    let value = value.map_err(|error| path::without_position(&error))?;
    Ok(Lenient { value, misfits })
}

thread_local! {
    /// The misfits so far, while reading is lenient. Values are read by way of serde's `Deserialize`, which has no room
    /// for an argument of ours.
    static MISFITS: RefCell<Option<Vec<Misfit>>> = const { RefCell::new(None) };
}

thread_local! {
    /// Whether there are [`MISFITS`]. Each object asks, and it takes several times as long to look at what has to be dropped.
    static IS_ON: Cell<bool> = const { Cell::new(false) };
}

/// Whether what does not fit is to be passed over.
#[inline]
pub(super) fn is_on() -> bool {
    IS_ON.get()
}

/// A level of the JSON, as a step in the paths of the misfits in it.
pub(super) struct Level {
    /// How many misfits there were before; `None` while reading is strict.
    before: Option<usize>,
}

impl Level {
    #[inline]
    pub(super) fn enter() -> Self {
        Self { before: if is_on() { count_misfits() } else { None } }
    }

    /// Puts a step in front of the paths of the misfits in it.
    #[inline]
    pub(super) fn leave(self, step: impl fmt::Display) {
        if let Some(before) = self.before {
            step_misfits(before, &step);
        }
    }

    /// Notes that the value of a property does not fit as a whole, whatever in it did not fit before.
    pub(super) fn refuse(self, property: &str, message: &str) {
        let (path, message) = path::split(message).unwrap_or((property, message));
        let misfit = Misfit { path: path.to_owned(), message: message.to_owned() };
        MISFITS.with_borrow_mut(|misfits| {
            if let (Some(misfits), Some(before)) = (misfits, self.before) {
                misfits.truncate(before);
                misfits.push(misfit);
            }
        });
    }
}

#[cold]
fn count_misfits() -> Option<usize> {
    MISFITS.with_borrow(|misfits| misfits.as_ref().map(Vec::len))
}

#[cold]
fn step_misfits(before: usize, step: &dyn fmt::Display) {
    MISFITS.with_borrow_mut(|misfits| {
        for misfit in misfits.iter_mut().flat_map(|misfits| misfits.iter_mut().skip(before)) {
            misfit.path = format!("{step}{}{}", path::joint(&misfit.path), misfit.path);
        }
    });
}

/// Reads what has been read before, leniently if it was so then, but without noting the misfits once more.
pub(super) fn quietly<R>(read: impl FnOnce() -> R) -> R {
    if is_on() { collect(read).0 } else { read() }
}

/// Reads leniently, and returns the misfits.
fn collect<R>(read: impl FnOnce() -> R) -> (R, Vec<Misfit>) {
    /// Puts back what was there, even if reading panics: a `Deserialize` of the user's may be part of it.
    struct Restore(Option<Vec<Misfit>>);

    impl Drop for Restore {
        fn drop(&mut self) {
            IS_ON.set(self.0.is_some());
            MISFITS.set(self.0.take());
        }
    }

    let restore = Restore(MISFITS.replace(Some(Vec::new())));
    IS_ON.set(true);
    let result = read();
    let misfits = MISFITS.take().unwrap_or_default();
    drop(restore);
    (result, misfits)
}
