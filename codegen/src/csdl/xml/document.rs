//! `edmx:Edmx` and what refers to other documents (CSDL XML 4.01, sections 3 and 4).

use super::annotations::{annotation, only_annotations};
use super::attributes::Attributes;
use super::cursor::{Cursor, Element, Node, Read, Stop};
use super::elements::{next_child, no_children, only_one, unexpected, unexpected_text};
use super::namespaces::Namespace;
use super::not_csdl::{refuse_root, refuse_schema};
use super::schema::schema;
use crate::csdl::form::{Form, quoted};
use crate::csdl::{Document, Include, Reference, Schema, Text, values};
use crate::diagnostics::Code;
use crate::source::SourceId;

/// ```xml
/// <edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///   <edmx:Reference Uri="…">…</edmx:Reference>
///   <edmx:DataServices>…</edmx:DataServices>
/// </edmx:Edmx>
/// ```
pub(super) fn document<'s>(cursor: &mut Cursor<'s, '_>, source: SourceId) -> Read<Document<'s>> {
    let root = root(cursor)?;
    if root.namespace != Namespace::Edmx || root.name != "Edmx" {
        return Err(refuse_root(cursor, root));
    }
    let mut attributes = Attributes::of(cursor, root);
    let version = attributes.optional("Version", Form::Any);
    let version = version.unwrap_or_else(|| {
        let help = "add `Version=\"4.01\"`, which is assumed";
        let message = "the attribute `Version` of `Edmx` is missing";
        attributes.cursor.warning(Code::CsdlVersion, root.span, message, help);
        Text { text: "4.01".into(), span: root.span }
    });
    if !values::reads_version(&version, &mut |fault| attributes.cursor.report(fault)) {
        return Err(Stop);
    }
    attributes.finish();
    let mut references = Vec::new();
    let mut services = None;
    while let Some(child) = next_child(cursor)? {
        match (child.namespace, child.name) {
            (Namespace::Edmx, "Reference") => references.push(reference(cursor, child)?),
            (Namespace::Edmx, "DataServices") => {
                only_one(cursor, &services, child, root);
                let schemas = data_services(cursor, child)?;
                services.get_or_insert_with(Vec::new).extend(schemas);
            }
            _ => unexpected(cursor, child, "Edmx", &["Reference", "DataServices"])?,
        }
    }
    epilogue(cursor)?;
    let schemas = services.unwrap_or_else(|| {
        let help = "a CSDL document has exactly one `edmx:DataServices`, with its schemas in it";
        cursor.warning(Code::UnexpectedElement, root.span, "`Edmx` has no `DataServices`", help);
        Vec::new()
    });
    Ok(Document { source, version, references, schemas })
}

/// The references before the schemas, and nothing of what comes after them.
pub(super) fn references<'s>(cursor: &mut Cursor<'s, '_>) -> Vec<Reference<'s>> {
    let mut references = Vec::new();
    let Ok(root) = root(cursor) else { return references };
    if root.namespace != Namespace::Edmx || root.name != "Edmx" {
        return references;
    }
    while let Ok(Some(child)) = next_child(cursor) {
        let read = match (child.namespace, child.name) {
            (Namespace::Edmx, "Reference") => reference(cursor, child).map(|found| references.push(found)),
            (Namespace::Edmx, "DataServices") => break,
            _ => cursor.skip(),
        };
        if read.is_err() {
            break;
        }
    }
    references
}

/// Reports the root element unless it is `Edmx`, of whatever version.
pub(super) fn refuses_root<'s>(cursor: &mut Cursor<'s, '_>) {
    if let Ok(root) = root(cursor)
        && root.name != "Edmx"
    {
        refuse_root(cursor, root);
    }
}

fn root<'s>(cursor: &mut Cursor<'s, '_>) -> Read<Element<'s>> {
    loop {
        match cursor.next()? {
            Node::Element(element) => return Ok(element),
            Node::Text(text, _) if text.trim_ascii().is_empty() => {}
            Node::Text(text, span) => {
                let start = span.start as usize + (text.len() - text.trim_start().len());
                let end = start + text.trim_start().lines().next().map_or(0, |line| line.trim_end().len().min(40));
                let help = "a CSDL document starts with `<edmx:Edmx`, or with `{` if it is JSON";
                let span = cursor.span(start, end.min(span.end as usize));
                let message = format!("the file is not XML: it starts with {}", quoted(text.trim()));
                return Err(cursor.refuse(Code::NotCsdl, span, &message, help));
            }
            Node::End | Node::Eof => {
                let message = "the file has no root element";
                let help = "a CSDL document is one `edmx:Edmx` element; is the file empty?";
                return Err(cursor.refuse(Code::NotCsdl, cursor.span(0, 0), message, help));
            }
        }
    }
}

/// What follows the root element: nothing.
fn epilogue<'s>(cursor: &mut Cursor<'s, '_>) -> Read<()> {
    loop {
        match cursor.next()? {
            Node::Text(text, _) if text.trim_ascii().is_empty() => {}
            Node::Text(_, span) | Node::Element(Element { span, .. }) => {
                let message = "there is content after the end of the root element";
                let help = "remove it; a file is one document";
                return Err(cursor.malformed(span.start as usize, span.end as usize, message, help));
            }
            Node::End | Node::Eof => return Ok(()),
        }
    }
}

/// ```xml
/// <edmx:DataServices>
///   <Schema Namespace="Sales">…</Schema>
/// </edmx:DataServices>
/// ```
fn data_services<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Vec<Schema<'s>>> {
    Attributes::of(cursor, element).finish();
    let mut schemas = Vec::new();
    loop {
        match cursor.next()? {
            Node::Element(child) if child.edm() == "Schema" => schemas.push(schema(cursor, child)?),
            // Silence about a schema of another version would give an empty model.
            Node::Element(child) if child.name == "Schema" => refuse_schema(cursor, child)?,
            Node::Element(child) if child.namespace == Namespace::Foreign => cursor.skip()?,
            Node::Element(child) => unexpected(cursor, child, "DataServices", &["Schema"])?,
            Node::Text(text, span) => unexpected_text(cursor, &text, span),
            Node::End | Node::Eof => return Ok(schemas),
        }
    }
}

/// ```xml
/// <edmx:Reference Uri="http://host/common.xml">
///   <edmx:Include Namespace="Common" Alias="C"/>
///   <edmx:IncludeAnnotations TermNamespace="Common.Terms"/>
/// </edmx:Reference>
/// ```
fn reference<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Reference<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let uri = attributes.optional("Uri", Form::Any).unwrap_or(Text { text: "".into(), span: element.span });
    if uri.text.trim().is_empty() {
        let help = "add the address of the document that it refers to";
        attributes.cursor.warning(Code::LaxForm, uri.span, "the `Uri` of a `Reference` is missing", help);
    }
    attributes.finish();
    let mut reference = Reference { uri, includes: Vec::new(), includes_annotations: false };
    while let Some(child) = next_child(cursor)? {
        match (child.namespace, child.name) {
            (Namespace::Edmx, "Include") => reference.includes.push(include(cursor, child)?),
            (Namespace::Edmx, "IncludeAnnotations") => {
                include_annotations(cursor, child)?;
                reference.includes_annotations = true;
            }
            (Namespace::Edm, "Annotation") => drop(annotation(cursor, child)?),
            _ => unexpected(cursor, child, "Reference", &["Include", "IncludeAnnotations", "Annotation"])?,
        }
    }
    Ok(reference)
}

/// ```xml
/// <edmx:Include Namespace="Common" Alias="C"/>
/// ```
fn include<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Include<'s>> {
    let mut attributes = Attributes::of(cursor, element);
    let namespace = attributes.required("Namespace", Form::Namespace);
    let alias = attributes.optional("Alias", Form::Part);
    attributes.finish();
    only_annotations(cursor, element)?;
    Ok(Include { namespace, alias })
}

/// ```xml
/// <edmx:IncludeAnnotations TermNamespace="Common.Terms" Qualifier="Tablet" TargetNamespace="Sales"/>
/// ```
fn include_annotations<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<()> {
    let mut attributes = Attributes::of(cursor, element);
    attributes.required("TermNamespace", Form::Namespace);
    attributes.optional("Qualifier", Form::Qualifier);
    attributes.optional("TargetNamespace", Form::Namespace);
    attributes.finish();
    no_children(cursor, element)
}
