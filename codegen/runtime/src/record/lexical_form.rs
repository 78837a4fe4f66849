//! The lexical forms of values that are written in another.
//!
//! There is more than one way to write some values: a service may send an `Edm.Int64` as a string, a GUID in upper case, or
//! the number of an enum member. The field holds the value, and what is here brings back the form when the object is written, as
//! long as the field holds that value.

use serde_json::Value;

use crate::syntax::Writer;

/// The form in which a value came.
#[derive(Clone)]
pub(crate) struct LexicalForm {
    /// The number of the item, in a collection.
    item: Option<usize>,
    /// JSON text.
    came: Box<str>,
    /// The JSON text that the value is written as otherwise.
    usual: Box<str>,
}

impl LexicalForm {
    /// The form of a value, or of the item of a number, that came as JSON text and is written as the text `usual` otherwise.
    #[cold]
    pub(crate) fn new(item: Option<usize>, came: &str, usual: &str) -> Self {
        let came: String = tokens(came).filter(|token| !token.trim_ascii().is_empty()).collect();
        Self { item, came: came.into(), usual: usual.into() }
    }

    /// The form of JSON that no field holds, if a number in it has more digits than its value.
    #[cold]
    pub(crate) fn of_digits(came: &str, value: &Value) -> Option<Self> {
        let mut usual = Vec::new();
        let mut writer = Writer::new(&mut usual);
        writer.tree(value);
        let usual = writer.text_since(0);
        (numbers(came) != numbers(usual)).then(|| Self::new(None, came, usual))
    }

    /// The number of the item, in a collection.
    pub(crate) fn item(&self) -> Option<usize> {
        self.item
    }

    /// Puts it in the place of the value that was written from a place on, unless that is another by now.
    #[cold]
    pub(crate) fn replace(&self, start: usize, writer: &mut Writer<'_>) {
        let written = writer.text_since(start);
        if *written == *self.usual {
            writer.take_back(start);
            writer.raw(&self.came);
        } else if self.came.starts_with('"')
            && written.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        {
            // A service that sends numbers as strings expects them as strings.
            let written = written.to_owned();
            writer.take_back(start);
            writer.plain_string(&written);
        }
    }
}

/// The numbers in JSON text; not in their order, which a value does not keep.
pub(crate) fn numbers(text: &str) -> Vec<&str> {
    let is_number = |token: &&str| token.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let mut numbers: Vec<_> = tokens(text).filter(is_number).collect();
    numbers.sort_unstable();
    numbers
}

/// The parts that JSON text consists of, white space included: all but strings without quotation marks.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_part = |byte: &u8| !byte.is_ascii_whitespace() && !b"\"[]{},:".contains(byte);
        let length = match rest.as_bytes() {
            [] => return None,
            [b'"', string @ ..] => {
                let mut is_escaped = false;
                let is_end = |byte: &u8| {
                    let is_end = *byte == b'"' && !is_escaped;
                    is_escaped = *byte == b'\\' && !is_escaped;
                    is_end
                };
                string.iter().position(is_end).map_or(rest.len(), |end| end + 2)
            }
            bytes => bytes.iter().take_while(|byte| is_part(byte)).count().max(1),
        };
        let (token, behind) = rest.split_at_checked(length)?;
        rest = behind;
        Some(token)
    })
}
