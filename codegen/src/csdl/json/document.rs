//! The document and what refers to other documents (CSDL JSON 4.01, sections 3 and 4).

use std::collections::HashMap;

use super::annotations::own_annotations;
use super::not_csdl;
use super::reader::{Reader, repeated};
use super::schema::schema;
use super::value::{Member, Value};
use crate::csdl::form::Form;
use crate::csdl::{Document, Include, Reference, Text, values};
use crate::diagnostics::Code;

/// The whole document; `None` if it is not one of CSDL.
///
/// ```json
/// { "$Version": "4.01", "$EntityContainer": "Sales.Service", "$Reference": { … }, "Sales": { … } }
/// ```
pub(super) fn document<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Option<Document<'s>> {
    if let Some(fault) = not_csdl::fault(value) {
        reader.report(fault);
        return None;
    }
    let known: &[&[&str]] = &[&["$Version", "$EntityContainer", "$Reference"]];
    let object = reader.object("document", value.head(), value, known)?;
    let version = object.get("$Version").map(|value| reader.characters(value)).unwrap_or_else(|| {
        let help = "add `\"$Version\": \"4.01\"`, which is assumed";
        reader.warning(Code::CsdlVersion, object.place, "the member `$Version` of the document is missing", help);
        Text { text: "4.01".into(), span: object.place }
    });
    if !values::reads_version(&version, &mut |fault| reader.report(fault)) {
        return None;
    }
    // The container is found among the children of its schema.
    reader.optional(&object, "$EntityContainer", Form::QualifiedName);
    let references = object.get("$Reference").map(|value| references(reader, value)).unwrap_or_default();
    let mut schemas = Vec::new();
    let mut seen = HashMap::new();
    for member in object.named() {
        let (name, span) = (&*member.name.text, member.name.span);
        if let Some(earlier) = seen.insert(name, span) {
            let fault = repeated(name, span, earlier).into_warning();
            reader.report(fault.help("both are read; many readers of JSON see only the last, so put all of it in one"));
        }
        if member.value.members().is_none() {
            reader.unexpected_member(member, "document", "an object: the schema of a namespace");
            continue;
        }
        schemas.extend(schema(reader, member, &member.value));
    }
    Some(Document { source: reader.source, version, references, schemas })
}

/// ```json
/// "$Reference": {
///   "http://host/common.json": { "$Include": [{ "$Namespace": "Common", "$Alias": "C" }] }
/// }
/// ```
pub(super) fn references<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Vec<Reference<'s>> {
    let Some(members) = value.members() else {
        reader.unexpected("$Reference", value, "an object with a member for each document");
        return Vec::new();
    };
    // URLs can contain anything, so that none of the names is an annotation.
    members.iter().filter_map(|member| reference(reader, member)).collect()
}

/// ```json
/// "http://host/common.json": {
///   "$Include": [{ "$Namespace": "Common", "$Alias": "C" }],
///   "$IncludeAnnotations": [{ "$TermNamespace": "Common.Terms" }]
/// }
/// ```
fn reference<'s>(reader: &mut Reader<'s, '_>, member: &Member<'s>) -> Option<Reference<'s>> {
    let known: &[&[&str]] = &[&["$Include", "$IncludeAnnotations"]];
    let object = reader.object("Reference", member.name.span, &member.value, known)?;
    let mut reference = Reference { uri: member.name.clone(), includes: Vec::new(), includes_annotations: false };
    own_annotations(reader, &object);
    if member.name.text.trim().is_empty() {
        let help = "write the address of the document as the name of the member";
        reader.warning(Code::LaxForm, member.name.span, "the URI of a reference is missing", help);
    }
    reader.only_annotations(&object, "Reference");
    if let Some(value) = object.get("$Include") {
        for item in reader.items("$Include", value) {
            reference.includes.extend(include(reader, item));
        }
    }
    if let Some(value) = object.get("$IncludeAnnotations") {
        for item in reader.items("$IncludeAnnotations", value) {
            reference.includes_annotations |= include_annotations(reader, item).is_some();
        }
    }
    Some(reference)
}

/// ```json
/// { "$Namespace": "Common", "$Alias": "C" }
/// ```
fn include<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Option<Include<'s>> {
    let object = reader.object("Include", value.head(), value, &[&["$Namespace", "$Alias"]])?;
    reader.only_annotations(&object, "Include");
    own_annotations(reader, &object);
    Some(Include {
        namespace: reader.required(&object, "$Namespace", Form::Namespace),
        alias: reader.optional(&object, "$Alias", Form::Part),
    })
}

/// ```json
/// { "$TermNamespace": "Common.Terms", "$Qualifier": "Tablet", "$TargetNamespace": "Sales" }
/// ```
fn include_annotations<'s>(reader: &mut Reader<'s, '_>, value: &Value<'s>) -> Option<()> {
    let known: &[&[&str]] = &[&["$TermNamespace", "$Qualifier", "$TargetNamespace"]];
    let object = reader.object("IncludeAnnotations", value.head(), value, known)?;
    reader.only_annotations(&object, "IncludeAnnotations");
    reader.required(&object, "$TermNamespace", Form::Namespace);
    reader.optional(&object, "$Qualifier", Form::Qualifier);
    reader.optional(&object, "$TargetNamespace", Form::Namespace);
    Some(())
}
