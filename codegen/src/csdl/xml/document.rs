//! `edmx:Edmx` and what refers to other documents (CSDL XML 4.01, sections 3 and 4).

use super::cursor::{Cursor, Element, Namespace, Node, Read, Stop};
use crate::csdl::names::{Form, quoted};
use crate::csdl::{Annotation, Document, Include, IncludeAnnotations, Reference, Schema, Text, values};
use crate::diagnostics::{Code, Severity};
use crate::source::SourceId;

impl<'s> Cursor<'s, '_> {
    /// The whole document.
    pub(super) fn document(&mut self, source: SourceId) -> Read<Document<'s>> {
        let root = self.root()?;
        if root.namespace != Namespace::Edmx || root.name != "Edmx" {
            return Err(self.refuse_root(root));
        }
        let version = self.optional("Version", Form::Any).unwrap_or_else(|| {
            let help = "add `Version=\"4.01\"`, as which it is read";
            self.warning(Code::CsdlVersion, root.span, "the attribute `Version` of `Edmx` is missing", help);
            Text { text: "4.01".into(), span: root.span }
        });
        if let Some(fault) = values::version_fault(&version) {
            let is_error = fault.severity == Severity::Error;
            self.report(fault);
            if is_error {
                return Err(Stop);
            }
        }
        self.no_more_attributes(root);
        let mut references = Vec::new();
        let mut services = None;
        while let Some(child) = self.child()? {
            match (child.namespace, child.name) {
                (Namespace::Edmx, "Reference") => references.push(self.reference_element(child)?),
                (Namespace::Edmx, "DataServices") => {
                    self.only_one(&services, child, root);
                    let schemas = self.data_services(child)?;
                    services.get_or_insert_with(Vec::new).extend(schemas);
                }
                _ => self.unexpected(child, "Edmx", &["Reference", "DataServices"])?,
            }
        }
        self.epilogue()?;
        let schemas = services.unwrap_or_else(|| {
            let help = "a CSDL document has exactly one `edmx:DataServices`, with its schemas in it";
            self.warning(Code::UnexpectedElement, root.span, "`Edmx` has no `DataServices`", help);
            Vec::new()
        });
        Ok(Document { source, version, references, schemas })
    }

    /// The references before the schemas, and nothing of what comes after them.
    pub(super) fn references(&mut self) -> Vec<Reference<'s>> {
        let mut references = Vec::new();
        let Ok(root) = self.root() else { return references };
        if root.namespace != Namespace::Edmx || root.name != "Edmx" {
            return references;
        }
        while let Ok(Some(child)) = self.child() {
            let read = match (child.namespace, child.name) {
                (Namespace::Edmx, "Reference") => self.reference_element(child).map(|found| references.push(found)),
                (Namespace::Edmx, "DataServices") => break,
                _ => self.skip(),
            };
            if read.is_err() {
                break;
            }
        }
        references
    }

    /// Reports the root element unless it is `Edmx`, of whatever version.
    pub(super) fn refuses_root(&mut self) {
        if let Ok(root) = self.root()
            && root.name != "Edmx"
        {
            self.refuse_root(root);
        }
    }

    fn root(&mut self) -> Read<Element<'s>> {
        loop {
            match self.next()? {
                Node::Element(element) => return Ok(element),
                Node::Text(text, _) if text.trim_ascii().is_empty() => {}
                Node::Text(text, span) => {
                    let start = span.start as usize + (text.len() - text.trim_start().len());
                    let end = start + text.trim_start().lines().next().map_or(0, |line| line.trim_end().len().min(40));
                    let help = "a CSDL document starts with `<edmx:Edmx`, or with `{` if it is JSON";
                    let span = self.span(start, end.min(span.end as usize));
                    let message = format!("the file is not XML: it starts with {}", quoted(text.trim()));
                    return Err(self.refuse(Code::NotCsdl, span, message, help));
                }
                Node::End | Node::Eof => {
                    let message = "the file has no root element";
                    let help = "a CSDL document is one `edmx:Edmx` element; is the file empty?";
                    return Err(self.refuse(Code::NotCsdl, self.span(0, 0), message, help));
                }
            }
        }
    }

    /// What follows the root element: nothing.
    fn epilogue(&mut self) -> Read<()> {
        loop {
            match self.next()? {
                Node::Text(text, _) if text.trim_ascii().is_empty() => {}
                Node::Text(_, span) | Node::Element(Element { span, .. }) => {
                    let message = "there is something after the end of the root element";
                    let help = "remove it; a file is one document";
                    return Err(self.malformed(span.start as usize, span.end as usize, message, help));
                }
                Node::End | Node::Eof => return Ok(()),
            }
        }
    }

    fn data_services(&mut self, element: Element<'s>) -> Read<Vec<Schema<'s>>> {
        self.no_more_attributes(element);
        let mut schemas = Vec::new();
        loop {
            match self.next()? {
                Node::Element(child) if child.edm() == "Schema" => schemas.push(self.schema(child)?),
                // Silence about a schema of another version would give an empty model.
                Node::Element(child) if child.name == "Schema" => self.refuse_schema(child)?,
                Node::Element(child) if child.namespace == Namespace::Foreign => self.skip()?,
                Node::Element(child) => self.unexpected(child, "DataServices", &["Schema"])?,
                Node::Text(text, span) => self.unexpected_text(&text, span),
                Node::End | Node::Eof => return Ok(schemas),
            }
        }
    }

    fn reference_element(&mut self, element: Element<'s>) -> Read<Reference<'s>> {
        let uri = self.optional("Uri", Form::Any).unwrap_or(Text { text: "".into(), span: element.span });
        if uri.text.trim().is_empty() {
            let help = "add the address of the document that it refers to";
            self.warning(Code::LaxForm, uri.span, "the `Uri` of a `Reference` is missing", help);
        }
        self.no_more_attributes(element);
        let mut reference =
            Reference { uri, includes: Vec::new(), include_annotations: Vec::new(), annotations: Vec::new() };
        while let Some(child) = self.child()? {
            match (child.namespace, child.name) {
                (Namespace::Edmx, "Include") => reference.includes.push(self.include(child)?),
                (Namespace::Edmx, "IncludeAnnotations") => {
                    reference.include_annotations.push(self.include_annotations(child)?);
                }
                (Namespace::Edm, "Annotation") => reference.annotations.push(self.annotation(child)?),
                _ => self.unexpected(child, "Reference", &["Include", "IncludeAnnotations", "Annotation"])?,
            }
        }
        Ok(reference)
    }

    fn include(&mut self, element: Element<'s>) -> Read<Include<'s>> {
        let namespace = self.required(element, "Namespace", Form::Namespace);
        let alias = self.optional("Alias", Form::Part);
        self.no_more_attributes(element);
        Ok(Include { namespace, alias, annotations: self.only_annotations(element)? })
    }

    fn include_annotations(&mut self, element: Element<'s>) -> Read<IncludeAnnotations<'s>> {
        let term_namespace = self.required(element, "TermNamespace", Form::Namespace);
        let qualifier = self.optional("Qualifier", Form::Qualifier);
        let target_namespace = self.optional("TargetNamespace", Form::Namespace);
        self.no_more_attributes(element);
        self.no_children(element)?;
        Ok(IncludeAnnotations { term_namespace, qualifier, target_namespace })
    }

    /// The children of an element that has none but annotations.
    pub(super) fn only_annotations(&mut self, element: Element<'s>) -> Read<Vec<Annotation<'s>>> {
        let mut annotations = Vec::new();
        while let Some(child) = self.child()? {
            match child.edm() {
                "Annotation" => annotations.push(self.annotation(child)?),
                _ => self.unexpected(child, element.name, &["Annotation"])?,
            }
        }
        Ok(annotations)
    }

    /// Reads to the end of an element that has no children.
    pub(super) fn no_children(&mut self, element: Element<'s>) -> Read<()> {
        while let Some(child) = self.child()? {
            self.unexpected(child, element.name, &[])?;
        }
        Ok(())
    }
}
