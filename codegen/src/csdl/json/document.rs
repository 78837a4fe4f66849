//! The document and what refers to other documents (CSDL JSON 4.01, sections 3 and 4).

use super::reader::Reader;
use super::syntax::{Member, Value};
use crate::csdl::names::Form;
use crate::csdl::{Document, Include, IncludeAnnotations, Reference, Text, values};
use crate::diagnostics::{Code, Severity};

impl<'s> Reader<'s, '_> {
    /// The whole document; `None` if it is none of CSDL.
    pub(super) fn document(&mut self, value: &Value<'s>) -> Option<Document<'s>> {
        if let Some(fault) = super::other::fault(value) {
            self.report(fault);
            return None;
        }
        let known: &[&[&str]] = &[&["$Version", "$EntityContainer", "$Reference"]];
        let object = self.object("document", value.head(), value, known)?;
        let version = object.get("$Version").map(|value| self.characters(value)).unwrap_or_else(|| {
            let help = "add `\"$Version\": \"4.01\"`, as which it is read";
            self.warning(Code::CsdlVersion, object.place, "the member `$Version` of the document is missing", help);
            Text { text: "4.01".into(), span: object.place }
        });
        if let Some(fault) = values::version_fault(&version) {
            let is_error = fault.severity == Severity::Error;
            self.report(fault);
            if is_error {
                return None;
            }
        }
        // The container is found among the children of its schema.
        self.optional(&object, "$EntityContainer", Form::QualifiedName);
        let references = object.get("$Reference").map(|value| self.references(value)).unwrap_or_default();
        let mut schemas = Vec::new();
        for member in object.named() {
            if member.value.members().is_none() {
                self.unexpected_member(member, "document", "an object: the schema of a namespace");
                continue;
            }
            schemas.extend(self.schema(member, &member.value));
        }
        Some(Document { source: self.source, version, references, schemas })
    }

    pub(super) fn references(&mut self, value: &Value<'s>) -> Vec<Reference<'s>> {
        let Some(members) = value.members() else {
            self.unexpected("$Reference", value, "an object with a member for each document");
            return Vec::new();
        };
        // URLs can contain anything, so that none of the names is an annotation.
        members.iter().filter_map(|member| self.reference(member)).collect()
    }

    fn reference(&mut self, member: &Member<'s>) -> Option<Reference<'s>> {
        let known: &[&[&str]] = &[&["$Include", "$IncludeAnnotations"]];
        let object = self.object("Reference", member.name.span, &member.value, known)?;
        let mut reference = Reference {
            uri: member.name.clone(),
            includes: Vec::new(),
            include_annotations: Vec::new(),
            annotations: self.own_annotations(&object),
        };
        if member.name.text.trim().is_empty() {
            let help = "write the address of the document as the name of the member";
            self.warning(Code::LaxForm, member.name.span, "the URI of a reference is missing", help);
        }
        self.only_annotations(&object, "Reference");
        if let Some(value) = object.get("$Include") {
            for item in self.items("$Include", value) {
                reference.includes.extend(self.include(item));
            }
        }
        if let Some(value) = object.get("$IncludeAnnotations") {
            for item in self.items("$IncludeAnnotations", value) {
                reference.include_annotations.extend(self.include_annotations(item));
            }
        }
        Some(reference)
    }

    fn include(&mut self, value: &Value<'s>) -> Option<Include<'s>> {
        let object = self.object("Include", value.head(), value, &[&["$Namespace", "$Alias"]])?;
        self.only_annotations(&object, "Include");
        Some(Include {
            namespace: self.required(&object, "$Namespace", Form::Namespace),
            alias: self.optional(&object, "$Alias", Form::Part),
            annotations: self.own_annotations(&object),
        })
    }

    fn include_annotations(&mut self, value: &Value<'s>) -> Option<IncludeAnnotations<'s>> {
        let known: &[&[&str]] = &[&["$TermNamespace", "$Qualifier", "$TargetNamespace"]];
        let object = self.object("IncludeAnnotations", value.head(), value, known)?;
        self.only_annotations(&object, "IncludeAnnotations");
        Some(IncludeAnnotations {
            term_namespace: self.required(&object, "$TermNamespace", Form::Namespace),
            qualifier: self.optional(&object, "$Qualifier", Form::Qualifier),
            target_namespace: self.optional(&object, "$TargetNamespace", Form::Namespace),
        })
    }
}
