//! XML as elements, as far as CSDL has them.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

/// An element of CSDL; those of other namespaces are left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    /// The name without its prefix.
    pub(crate) name: String,
    /// The attributes without a prefix.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| &**value)
    }

    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// The root element of a document that is well-formed.
pub(crate) fn parse(text: &str) -> Element {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(text);
    let mut prefixes: HashMap<String, String> = HashMap::new();
    let mut open = vec![(Element::default(), true)];
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap();
        let event = reader.read_event().unwrap();
        let end = usize::try_from(reader.buffer_position()).unwrap();
        match event {
            Event::Start(_) => open.push(element(&text[start + 1..end - 1], &mut prefixes)),
            Event::Empty(_) => {
                let (element, is_csdl) = element(&text[start + 1..end - 2], &mut prefixes);
                if is_csdl {
                    open.last_mut().unwrap().0.children.push(element);
                }
            }
            Event::End(_) => {
                let (element, is_csdl) = open.pop().unwrap();
                if is_csdl {
                    open.last_mut().unwrap().0.children.push(element);
                }
            }
            Event::Text(_) => open.last_mut().unwrap().0.text.push_str(&text[start..end].replace("\r\n", "\n")),
            Event::CData(_) => {
                let inner = &text[start + "<![CDATA[".len()..end - "]]>".len()];
                open.last_mut().unwrap().0.text.push_str(inner);
            }
            Event::GeneralRef(_) => open.last_mut().unwrap().0.text.push_str(&unescape(&text[start..end]).unwrap()),
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().unwrap().0.children.pop().unwrap()
}

/// The element of a tag, and whether it is of CSDL.
fn element(tag: &str, prefixes: &mut HashMap<String, String>) -> (Element, bool) {
    let length = tag.find(|next: char| next.is_ascii_whitespace()).unwrap_or(tag.len());
    let mut attributes = Vec::new();
    for attribute in Attributes::new(tag, length) {
        let attribute = attribute.unwrap();
        let name: &str = attribute.key.into_inner();
        let value =
            unescape(&attribute.value.replace("\r\n", " ").replace(['\n', '\t', '\r'], " ")).unwrap().into_owned();
        match name.split_once(':') {
            Some(("xmlns", prefix)) => {
                prefixes.insert(prefix.to_owned(), value);
            }
            None if name == "xmlns" => {
                prefixes.insert(String::new(), value);
            }
            None => attributes.push((name.to_owned(), value)),
            Some(_) => {}
        }
    }
    let (prefix, name) = tag[..length].split_once(':').unwrap_or(("", &tag[..length]));
    let is_csdl = prefixes.get(prefix).is_some_and(|uri| uri.starts_with("http://docs.oasis-open.org/odata/ns/edm"));
    (Element { name: name.to_owned(), attributes, ..Element::default() }, is_csdl)
}
