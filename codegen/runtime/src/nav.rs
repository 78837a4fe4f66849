//! Reading and setting what navigation properties lead to.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::json::{self, FromJson, ToJson};
use crate::record::Nav;
use crate::syntax::{Context, Error, Reader};

impl<T: FromJson> Nav<T> {
    /// The related entities; `None` if they are absent. A list is without its `null`s, unless an item can be one.
    ///
    /// # Errors
    ///
    /// JSON that does not fit the type; the message says where. Reading [`raw`](Self::raw) as
    /// [`Lenient`](crate::Lenient) passes over what does not fit.
    pub fn get(&self) -> Result<Option<T>, Error> {
        self.raw().map(|text| read(text, T::read_json)).transpose()
    }
}

impl<T: FromJson> Nav<Vec<T>> {
    /// The related entities, each read when it comes: the first ones can be had without reading all, and one that does not
    /// fit does not cost the others. Nothing comes if they are absent, and nothing for a `null`, unless an item can be one.
    ///
    /// ```
    /// use odata_runtime::Nav;
    ///
    /// let mut numbers: Nav<Vec<i32>> = Nav::new();
    /// numbers.set(&vec![1, 2])?;
    /// let sum: i32 = numbers.iter().sum::<Result<_, _>>()?;
    /// assert_eq!(sum, 3);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    ///
    /// Each item is an error if it does not fit the type, and the only one is if there is no array.
    pub fn iter(&self) -> impl Iterator<Item = Result<T, Error>> + '_ {
        let (items, error) = match self.raw().map(json::items).transpose() {
            Ok(items) => (items.unwrap_or_default(), None),
            Err(error) => (Vec::new(), Some(Err(error))),
        };
        let items = items.into_iter().enumerate();
        items.filter_map(|(index, text)| read_item(index, text)).chain(error)
    }
}

impl<T: DeserializeOwned> Nav<T> {
    /// The same as [`get`](Self::get) by way of serde, for types of your own.
    ///
    /// # Errors
    ///
    /// Those of `get`.
    pub fn deserialize(&self) -> Result<Option<T>, Error> {
        self.raw().map(|text| read(text, read_items_by_serde)).transpose()
    }
}

impl<T: ToJson> Nav<T> {
    /// Puts related entities in, for a request that creates them along with this one, in place of those that were there.
    ///
    /// Bodies have of them what they have of the entity itself: nothing that only the service sets, and nothing that was only
    /// read. To refer to an entity that exists, [`bind`](Self::bind) its URL.
    ///
    /// # Errors
    ///
    /// A value that cannot be written as JSON.
    pub fn set(&mut self, related: &T) -> Result<(), Error> {
        self.state_mut().set(&|writer| related.write_json(writer))
    }
}

impl<T: Serialize> Nav<T> {
    /// The same as [`set`](Self::set) by way of serde, for types of your own.
    ///
    /// # Errors
    ///
    /// Those of `set`.
    pub fn serialize(&mut self, related: &T) -> Result<(), Error> {
        self.state_mut().set(&|writer| json::write_by_serde(related, writer))
    }
}

/// How a value is read.
type Read<T> = fn(&mut Reader<'_>) -> Result<T, Error>;

/// Reads a value that is a part of another from all of its text.
fn read_part<T>(text: &str, read: Read<T>) -> Result<T, Error> {
    let mut reader = Reader::within(text, Context::of_part());
    let value = read(&mut reader);
    value.map_err(|error| reader.located(error))
}

/// Reads a value, and once more without the `null`s that are among the items of a list, if they do not fit.
fn read<T>(text: &str, read: Read<T>) -> Result<T, Error> {
    read_part(text, read).or_else(|error| match without_nulls(text) {
        Some((text, numbers)) => read_part(&text, read).map_err(|error| error.in_item_of(&numbers)),
        None => Err(error),
    })
}

/// Reads an item; `None` if it is a `null` that does not fit.
fn read_item<T: FromJson>(index: usize, text: &str) -> Option<Result<T, Error>> {
    match read_part(text, T::read_json) {
        Err(_) if text == "null" => None,
        Err(error) => Some(Err(error.in_item(index).without_place())),
        Ok(item) => Some(Ok(item)),
    }
}

/// Reads a value by way of serde, which does not say in which item of a list an error is.
fn read_items_by_serde<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<T, Error> {
    let text = reader.skip_value()?;
    let read = reader.context().around(true, || serde_json::from_str(text));
    read.map_err(|error| match item_of(&error, text) {
        Some(index) => Error::from(error).in_item(index),
        None => error.into(),
    })
}

/// The items of a list that are no `null`, if some are, and their numbers.
#[cold]
fn without_nulls(text: &str) -> Option<(String, Vec<usize>)> {
    let all = json::items(text).ok()?;
    let (numbers, items): (Vec<_>, Vec<_>) = all.iter().enumerate().filter(|(_, item)| **item != "null").unzip();
    let items: Vec<&str> = items.into_iter().copied().collect();
    (items.len() < all.len()).then(|| (format!("[{}]", items.join(",")), numbers))
}

/// The number of the item that an error is in, if the text is an array: a `Vec` does not say.
#[cold]
fn item_of(error: &serde_json::Error, text: &str) -> Option<usize> {
    if !error.is_data() {
        return None;
    }
    let before: usize = text.split_inclusive('\n').take(error.line().checked_sub(1)?).map(str::len).sum();
    let start = |item: &&str| item.as_ptr().addr() - text.as_ptr().addr();
    json::items(text).ok()?.iter().rposition(|item| start(item) < before + error.column())
}
