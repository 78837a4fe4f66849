//! Documents that are not CSDL 4.0 or 4.01: what they are instead.

use super::cursor::{Cursor, Element, Node, Read, Stop};
use super::namespaces::Namespace;
use crate::csdl::form::quoted;
use crate::diagnostics::Code;

/// What the namespaces of all older versions start with.
const MICROSOFT: &str = "http://schemas.microsoft.com/ado/";

const HELP: &str = "OData 4.0 and 4.01 are read; ask the service for its version 4 metadata, if it has any";

/// Says what the root element is and what it has to be.
pub(super) fn refuse_root<'s>(cursor: &mut Cursor<'s, '_>, root: Element<'s>) -> Stop {
    let uri = cursor.uri();
    if root.name == "Edmx" && uri.starts_with(MICROSOFT) {
        let version = match older_version(cursor) {
            Ok(version) => version,
            Err(stop) => return stop,
        };
        let found =
            version.map_or("an OData version before 4.0".to_owned(), |version| format!("OData version {version}"));
        return cursor.refuse(Code::NotCsdl, root.span, &format!("the document is metadata of {found}"), HELP);
    }
    let place =
        if uri.is_empty() { "without a namespace".to_owned() } else { format!("of the namespace {}", quoted(&uri)) };
    let what = match root.name.to_ascii_lowercase().as_str() {
        "edmx" => "only the name is right",
        "schema" if uri.starts_with(MICROSOFT) => "it is a schema of an OData version before 4.0",
        "schema" => "it is a schema without an enclosing `edmx:Edmx`",
        "html" => "it is an HTML page, maybe one to sign in",
        "service" => "it is an OData service document; the metadata is at `$metadata` below its address",
        "feed" | "entry" => "it is OData data; the metadata is at `$metadata` below the address of the service",
        "error" => "it is an error response of the service",
        _ => "it is something else",
    };
    cursor.refuse(
        Code::NotCsdl,
        root.span,
        &format!("the root element is {} {place}, not `edmx:Edmx`", quoted(root.name)),
        &format!("{what}; expected `Edmx` of the namespace `http://docs.oasis-open.org/odata/ns/edmx`"),
    )
}

/// Reports a `Schema` that is not of CSDL 4, and skips it.
pub(super) fn refuse_schema<'s>(cursor: &mut Cursor<'s, '_>, schema: Element<'s>) -> Read<()> {
    let uri = cursor.uri();
    let found = match version_of(&uri) {
        Some(version) => format!("`Schema` is of OData version {version}"),
        None if schema.namespace == Namespace::Missing => "`Schema` has no namespace".to_owned(),
        None => format!("`Schema` is of the namespace {}", quoted(&uri)),
    };
    let help = "its namespace must be `http://docs.oasis-open.org/odata/ns/edm`, that of OData 4.0 and 4.01";
    cursor.error(Code::NotCsdl, schema.span, found, help);
    cursor.skip()
}

/// The version that an older document gives itself, or that of its first schema.
fn older_version<'s>(cursor: &mut Cursor<'s, '_>) -> Read<Option<String>> {
    loop {
        match cursor.next()? {
            Node::Element(element) if element.name == "Schema" => {
                return Ok(version_of(&cursor.uri()).map(str::to_owned));
            }
            Node::Element(element) if element.name == "DataServices" => {
                let version = cursor.attributes.iter().find(|attribute| {
                    attribute.name.rsplit(':').next().is_some_and(|local| local == "DataServiceVersion")
                });
                if let Some(version) = version {
                    return Ok(Some(quoted(version.raw).trim_matches('`').to_owned()));
                }
            }
            Node::Element(_) | Node::Text(..) | Node::End => {}
            Node::Eof => return Ok(None),
        }
    }
}

/// The OData version of an older namespace of `Schema`.
fn version_of(uri: &str) -> Option<&'static str> {
    match uri.strip_prefix(MICROSOFT)? {
        "2006/04/edm" | "2007/05/edm" => Some("1.0"),
        "2008/01/edm" | "2008/09/edm" => Some("2.0"),
        "2009/08/edm" | "2009/11/edm" => Some("3.0"),
        _ => Some("3.0 or earlier"),
    }
}
