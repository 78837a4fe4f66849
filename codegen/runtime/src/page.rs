//! Collections as services answer with them.

mod stream;

use std::fmt;

use crate::compare::{debug_fields, shown};
use crate::json::{FromJson, ToJson, boxed, read_items, read_part};
use crate::read::{answer, read_if_it_fits, refuse_next};
use crate::record::{Extra, LexicalForm, NullItems, NullsBetween};
use crate::syntax::{Body, Error, Reader, ValueError, Writer};
use crate::url;
use crate::values::Primitive as _;
use crate::write::is_left_out;

/// A page of a collection: its items and what the service says about it.
///
/// The names of control information are read with and without `odata.` (OData JSON Format 4.01, section 4.5) and written
/// as they were read. Items that are `null` are left out, and written where they stood: [`Extra::null_items`] of `value` says
/// where. A `@odata.count` may be a string, as services send it that heed clients without numbers of 64 bits,
/// and then is written as one. What does not fit its field stays in `extra` as it is. Objects are written as they were read;
/// items that are single values are written as their type writes them, `"5"` as `5` in a `Page<i64>`.
///
/// ```
/// use odata_runtime::{Page, json};
///
/// let page: Page<String> = json::from_str(
///     r#"{"value": ["a", "b"], "@odata.nextLink": "https://example.org/next"}"#,
/// )?;
/// assert_eq!(page.value, ["a", "b"]);
/// assert_eq!(page.next_link.as_deref(), Some("https://example.org/next"));
/// # Ok::<(), json::Error>(())
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page.
    pub value: Vec<T>,
    /// Where the next page is; `None` on the last one. It may be relative: see [`next_url`](Self::next_url).
    pub next_link: Option<String>,
    /// Where to ask for changes since this page was made.
    pub delta_link: Option<String>,
    /// How many items there are on all pages, if the request asked with `$count`.
    pub count: Option<i64>,
    /// The URL of the metadata that describes the items.
    pub context: Option<String>,
    /// All other members.
    pub extra: Extra,
    short_names: ShortNames,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            next_link: None,
            delta_link: None,
            count: None,
            context: None,
            extra: Extra::new(),
            short_names: ShortNames::default(),
        }
    }
}

impl<T> From<Vec<T>> for Page<T> {
    fn from(value: Vec<T>) -> Self {
        Self { value, ..Self::default() }
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.iter()
    }
}

impl<T: PartialEq> PartialEq for Page<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.head() == other.head()
    }
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_fields(
            formatter.debug_struct("Page").field("value", &self.value),
            &[
                ("next_link", shown(&self.next_link)),
                ("delta_link", shown(&self.delta_link)),
                ("count", shown(&self.count)),
                ("context", shown(&self.context)),
                ("extra", (!self.extra.is_empty()).then_some(&self.extra as _)),
            ],
        )
    }
}

impl<T> Page<T> {
    /// The URL of the next page; `None` on the last one.
    ///
    /// Services may send a link that is relative: to the URL of the context, if there is one, and else to that of the request
    /// (OData JSON Format 4.01, "Relative URLs"). The context may be relative to the request itself.
    ///
    /// A service can send the URL of any host: look at it before sending it what nobody else is to know.
    ///
    /// ```
    /// use odata_runtime::{Page, json};
    ///
    /// let page: Page<String> = json::from_str(r#"{"value": ["a"], "@nextLink": "names?$skip=1"}"#)?;
    /// assert_eq!(
    ///     page.next_url("https://example.org/service/names").as_deref(),
    ///     Some("https://example.org/service/names?$skip=1")
    /// );
    /// # Ok::<(), json::Error>(())
    /// ```
    pub fn next_url(&self, request: &str) -> Option<String> {
        Some(self.url(request, self.next_link.as_deref()?))
    }

    /// The URL that [`delta_link`](Self::delta_link) refers to, as [`next_url`](Self::next_url) has it.
    pub fn delta_url(&self, request: &str) -> Option<String> {
        Some(self.url(request, self.delta_link.as_deref()?))
    }

    fn url(&self, request: &str, link: &str) -> String {
        let context = self.context.as_deref().unwrap_or_default();
        url::resolve(&url::resolve(request, context), link)
    }

    /// All but the items.
    fn head(&self) -> Head<'_> {
        Head {
            texts: [
                (Control::Context, &self.context),
                (Control::NextLink, &self.next_link),
                (Control::DeltaLink, &self.delta_link),
            ],
            count: self.count,
            nulls: self.extra.null_places(VALUE, Some(self.value.len())),
            extra: &self.extra,
            short_names: self.short_names,
        }
    }
}

impl Page<()> {
    /// The same page with items, and with nulls at some places among them.
    fn with<T>(self, value: Vec<T>, nulls: Vec<usize>) -> Page<T> {
        let Self { value: _, next_link, delta_link, count, context, mut extra, short_names } = self;
        if !nulls.is_empty() {
            extra.add_null_items(NullItems::new(VALUE, nulls, value.len()));
        }
        Page { value, next_link, delta_link, count, context, extra, short_names }
    }
}

/// The name of the member with the items.
const VALUE: &str = "value";

/// A page but for its items.
struct Head<'a> {
    texts: [(Control, &'a Option<String>); 3],
    count: Option<i64>,
    /// The places of nulls that are not among the items.
    nulls: &'a [usize],
    extra: &'a Extra,
    short_names: ShortNames,
}

impl PartialEq for Head<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
            && self.count == other.count
            && self.nulls == other.nulls
            && self.extra.has_same_members(other.extra)
            && self.short_names == other.short_names
    }
}

impl Head<'_> {
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let texts = &self.texts;
        let body = writer.mode().body;
        for (control, text) in texts {
            if let Some(text) = text.as_ref().filter(|text| is_written(body, *control, text)) {
                writer.name(self.short_names.of(*control));
                writer.string(text);
            }
        }
        if let Some(count) = self.count.filter(|_| body == Body::Whole) {
            writer.name(self.short_names.of(Control::Count));
            let start = writer.length();
            count.write_to(writer)?;
            self.extra.lexical_forms(COUNT).for_each(|form| form.replace(start, writer));
        }
        for (name, value) in self.extra.iter() {
            let is_held = match Control::of(name) {
                _ if name == VALUE => true,
                Some(Control::Count) => self.count.is_some(),
                Some(control) => texts.iter().any(|(one, text)| *one == control && text.is_some()),
                None => false,
            };
            if !is_held && !is_left_out(body, self.extra, name) {
                writer.name(name);
                writer.tree(value);
            }
        }
        Ok(())
    }
}

/// Whether a request has control information of a page: none but the context of a page that says what has changed
/// (OData JSON Format 4.01, section 15).
fn is_written(body: Body, control: Control, text: &str) -> bool {
    body == Body::Whole || control == Control::Context && ["#$delta", "/$delta"].iter().any(|end| text.ends_with(end))
}

impl<T: FromJson> FromJson for Page<T> {
    fn read_json(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let (mut items, mut nulls) = (Vec::new(), Vec::new());
        let page = read_page(reader, &mut |reader| {
            items.clear();
            nulls.clear();
            read_items(reader, &mut |reader| {
                let item = if reader.null()? { T::of_null() } else { Some(T::read_json(reader)?) };
                match item {
                    Some(item) => items.push(item),
                    None => nulls.push(items.len() + nulls.len()),
                }
                Ok(())
            })
        })?;
        Ok(page.with(items, nulls))
    }
}

impl<T: ToJson> ToJson for Page<T> {
    fn write_json(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write_page(&self.head(), &mut self.value.iter().map(|item| item as _), writer)
    }
}

boxed! {
    Page<T>, T;
}

fn write_page(
    head: &Head<'_>,
    items: &mut dyn Iterator<Item = &dyn ToJson>,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    writer.begin_object();
    head.write(writer)?;
    writer.name(VALUE);
    writer.begin_array();
    let mut nulls = NullsBetween::new(head.nulls);
    for item in items {
        nulls.write_before_item(writer);
        writer.item();
        item.write_json(writer)?;
    }
    nulls.write_rest(writer);
    writer.end_array();
    writer.end_object();
    Ok(())
}

/// The control information of a page.
#[derive(Clone, Copy, PartialEq)]
enum Control {
    Context,
    NextLink,
    DeltaLink,
    Count,
}

impl Control {
    /// By number, with the names that each has: the long one, and that of version 4.01 of the format.
    const ALL: [(Self, [&str; 2]); 4] = [
        (Self::Context, ["@odata.context", "@context"]),
        (Self::NextLink, ["@odata.nextLink", "@nextLink"]),
        (Self::DeltaLink, ["@odata.deltaLink", "@deltaLink"]),
        (Self::Count, [COUNT, "@count"]),
    ];

    fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, names)| names.contains(&name)).map(|(control, _)| *control)
    }
}

/// What the spelling of the count is remembered by, whichever its name is.
const COUNT: &str = "@odata.count";

/// Which names came without `odata.`, a bit for each.
#[derive(Clone, Copy, Default, PartialEq)]
struct ShortNames(u8);

impl ShortNames {
    fn of(self, control: Control) -> &'static str {
        let (_, names) = Control::ALL[control as usize];
        names[usize::from(self.0 >> control as u8 & 1)]
    }

    fn note(&mut self, control: Control, name: &str) {
        self.forget(control);
        if !name.starts_with("@odata.") {
            self.0 |= 1 << control as u8;
        }
    }

    fn forget(&mut self, control: Control) {
        self.0 &= !(1 << control as u8);
    }
}

/// What is expected to come where a page is read.
const PAGE: &str = "an object with the items of a collection in `value`";

/// What an object is expected to be that turns out to be no page.
const COLLECTION: &str = "a collection";

/// Reads the members of a page, the items by a function that is given the reader when they are next.
fn read_page(
    reader: &mut Reader<'_>,
    items: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<Page<()>, Error> {
    let Some(mut members) = reader.begin_object()? else { return refuse_next(reader, PAGE) };
    let mut page = Page::default();
    let mut has_value = false;
    while members.next(reader)? {
        let name = reader.name()?;
        if name == VALUE {
            has_value = true;
            read_part(reader, VALUE, items)?;
        } else {
            let name = name.to_owned();
            page.read_member(name, reader)?;
        }
    }
    if has_value { Ok(page) } else { Err(reader.refuse(page.no_page())) }
}

impl Page<()> {
    /// The complaint about an object without items.
    fn no_page(&self) -> ValueError {
        let error = self.extra.get("error").and_then(|error| answer::error_for(COLLECTION, error));
        error.unwrap_or_else(|| ValueError::new(COLLECTION, "an object without `value`"))
    }

    /// Reads a member that is not `value`.
    fn read_member(&mut self, name: String, reader: &mut Reader<'_>) -> Result<(), Error> {
        let Some(control) = Control::of(&name) else {
            self.extra.add(name, reader.tree()?);
            return Ok(());
        };
        if control == Control::Count {
            self.extra.forget(COUNT);
        }
        let start = reader.mark();
        let read = match control {
            Control::Context => read_if_it_fits(&mut self.context, reader),
            Control::NextLink => read_if_it_fits(&mut self.next_link, reader),
            Control::DeltaLink => read_if_it_fits(&mut self.delta_link, reader),
            Control::Count => read_if_it_fits(&mut self.count, reader),
        };
        match (read?, self.count) {
            (Ok(differs), count) => {
                self.short_names.note(control, &name);
                self.extra.remove(&name);
                if let (true, Some(count)) = (differs, count) {
                    let form = LexicalForm::new(None, reader.text_since(start), &count.to_string());
                    self.extra.add_lexical_forms(COUNT, vec![form]);
                }
            }
            (Err(value), _) => {
                // The field holds nothing now, whatever a member of the same name before this one left in it.
                self.short_names.forget(control);
                self.extra.add(name, value);
            }
        }
        Ok(())
    }
}
