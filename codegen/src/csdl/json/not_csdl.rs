//! Documents that are not CSDL: what they are instead.

use super::value::{Data, Member, Value};
use crate::diagnostics::{Code, Diagnostic};

/// What is wrong with a document that is JSON but not CSDL.
pub(super) fn fault(value: &Value<'_>) -> Option<Diagnostic> {
    let Some(members) = value.members() else {
        let message = format!("the document is {}, not CSDL", value.kind());
        return Some(Diagnostic::error(Code::NotCsdl, value.head(), message).help(HELP));
    };
    let has = |name: &str| members.iter().any(|member| member.name.text == name);
    if has("$Version") || members.iter().any(is_of_csdl) {
        return None;
    }
    let (found, help) = if has("openapi") || has("swagger") {
        ("an OpenAPI document", "it describes the same service in another way; the metadata is at `$metadata`")
    } else if has("$schema") || has("definitions") {
        (
            "a JSON Schema",
            "CSDL JSON before version 4.01 was one, too, and is not read; ask the service for version 4.01",
        )
    } else if has("error") {
        ("an error response of the service", "see what its message says")
    } else if has("@odata.context") || has("@context") || has("value") {
        ("an OData response", "the metadata is at `$metadata` below the address of the service")
    } else {
        ("JSON of some other kind", HELP)
    };
    let message = format!("the document is {found}, not CSDL: it has no member `$Version`");
    Some(Diagnostic::error(Code::NotCsdl, value.head(), message).help(help))
}

const HELP: &str = "a CSDL JSON document is an object that starts with `\"$Version\": \"4.01\"`";

/// Whether a member of the document is one that only CSDL has: a schema with a child that has a `$Kind`.
fn is_of_csdl(member: &Member<'_>) -> bool {
    let has_kind = |value: &Value<'_>| {
        value.members().is_some_and(|members| members.iter().any(|member| member.name.text == "$Kind"))
    };
    let children = member.value.members().unwrap_or_default();
    children.iter().any(|child| match &child.value.data {
        Data::Array(overloads) => overloads.iter().any(has_kind),
        _ => has_kind(&child.value),
    })
}
