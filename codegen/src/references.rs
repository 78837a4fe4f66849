//! What a reference from one document to another means: whether it needs a document at all, and the name of the file.
//!
//! A file is found by its name alone, wherever the URI leads, since people save documents flat. The names are from documents that
//! nobody has checked, so that what could be anything but a name of a file is none.

use std::path::Path;

use crate::csdl::Reference;
use crate::model::vocabulary::is_standard;
use crate::portable::is_device;

/// How the names of schemas end.
const EXTENSIONS: &[&str] = &["csdl", "csdl-json", "edmx", "json", "xml"];

/// Whether a file has the name of a schema.
pub(crate) fn is_schema(path: &Path) -> bool {
    path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// The name of the file that a document is saved as by default: the last segment of the path of its URI, with an extension.
///
/// `None` if that is no name of a file.
pub(crate) fn file_name(uri: &str) -> Option<String> {
    file_names(uri).pop()
}

/// The names that the file of a URI may have, the likeliest first: what is at `…/$metadata` can be `$metadata`, and is fetched as
/// `$metadata.csdl`.
pub(crate) fn file_names(uri: &str) -> Vec<String> {
    let Some(name) = last_segment(uri) else { return Vec::new() };
    if is_schema(Path::new(&name)) {
        return vec![name];
    }
    let extended = format!("{name}.csdl");
    vec![name, extended]
}

/// Whether what a reference is for is known without the document: it includes standard vocabularies only.
pub(crate) fn is_known(reference: &Reference<'_>) -> bool {
    let Reference { uri, includes, includes_annotations } = reference;
    if *includes_annotations {
        // What the document has is annotations, whatever their terms are.
        return false;
    }
    if includes.is_empty() {
        let name = file_name(&uri.text).unwrap_or_default();
        return is_standard(name.rsplit_once('.').map_or(&*name, |(stem, _)| stem));
    }
    includes.iter().all(|include| is_standard(&include.namespace.text))
}

fn last_segment(uri: &str) -> Option<String> {
    let path = uri.trim().split(['?', '#']).next().unwrap_or_default();
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => path,
    };
    let name = decoded(path.rsplit('/').next()?)?;
    let is_refused = |character: char| character.is_control() || r#"/\:*?"<>|"#.contains(character);
    let is_name = !name.is_empty() && name.len() <= 200 && !name.starts_with('.') && !name.ends_with(['.', ' ']);
    (is_name && !name.contains(is_refused) && !is_device(&name)).then_some(name)
}

/// A segment with the characters that its percent-encoding stands for.
fn decoded(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?].map(|digit| char::from(digit).to_digit(16));
                u8::try_from(digits[0]? * 16 + digits[1]?).ok()?
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (uri, name) in [
            ("http://redfish.dmtf.org/schemas/v1/Thermal_v1.xml", Some("Thermal_v1.xml")),
            ("people.csdl", Some("people.csdl")),
            (" ../a/people.CSDL?x=/y#z/w ", Some("people.CSDL")),
            ("https://host/a%20b%C3%BC.xml", Some("a bü.xml")),
            ("/redfish/v1/$metadata#Thermal", Some("$metadata.csdl")),
            ("Core.V1", Some("Core.V1.csdl")),
            ("https://host", None),
            ("https://host/", None),
            ("https://host/a/", None),
            ("", None),
            ("..", None),
            ("a/..", None),
            (".git", None),
            ("%2e%2e%2fa.xml", None),
            ("..%5Ca.xml", None),
            ("a%00.xml", None),
            ("a%0a.xml", None),
            ("a%2", None),
            ("a%ff.xml", None),
            ("a%+1.xml", None),
            ("C:a.xml", None),
            ("nul.xml", None),
        ] {
            assert_eq!(file_name(uri).as_deref(), name, "{uri}");
        }
        assert_eq!(file_names("x/$metadata"), ["$metadata", "$metadata.csdl"]);
        assert_eq!(file_name(&"a".repeat(300)), None);
    }
}
