//! Whether what was sent is a CSDL document, and if not, what it is.

use std::path::Path;

use super::beginning::{beginning, is_web_page, start};
use super::fault::stop;
use super::http::Body;
use crate::csdl;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Stopped};
use crate::source::{SourceId, Sources};

/// Reads what was sent as CSDL.
///
/// # Errors
///
/// [`Stopped`] if it is not well-formed, or not a CSDL document. Other faults are added as warnings.
pub(super) fn check(body: &Body, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<SourceId, Stopped> {
    if let Some(fault) = other(body) {
        return Err(stop(diagnostics, fault));
    }
    let source = sources.add(Path::new(body.url.as_str()), body.bytes.clone()).map_err(|error| {
        let fault = Diagnostic::error_without_place(Code::Fetch, format!("cannot read `{}`: {error}", body.url));
        stop(diagnostics, fault.help("CSDL documents are UTF-8 or UTF-16"))
    })?;
    let mut found = Diagnostics::default();
    if csdl::parse_one(sources, source, &mut found).is_some() {
        diagnostics.append(found.into_warnings());
        return Ok(source);
    }
    diagnostics.append(found);
    Err(Stopped)
}

/// What services send instead of metadata to those who have not signed in, or have asked for something else.
fn other(body: &Body) -> Option<Diagnostic> {
    let url = body.url.as_str();
    let text = start(&body.bytes);
    let beginning = beginning(&body.bytes);
    // Some services say of all that they send that it is HTML.
    let is_said = body.content_type.as_deref().is_some_and(|kind| kind.starts_with("text/html"));
    if is_web_page(&text) || is_said && !["<?xml", "<edmx", "{"].iter().any(|start| text.starts_with(start)) {
        let message = format!("`{url}` is a web page, not metadata: {beginning}");
        let help = "the service may want authorization: --header 'Authorization: Bearer …'; or the URL is wrong";
        return Some(Diagnostic::error_without_place(Code::Fetch, message).help(help));
    }
    if text.is_empty() {
        let message = format!("`{url}` is empty");
        return Some(
            Diagnostic::error_without_place(Code::Fetch, message)
                .help("check that the URL is that of a metadata document"),
        );
    }
    let path = url.split('?').next().unwrap_or(url);
    let is_service = !path.ends_with("$metadata") && is_service_document(&text);
    let is_utf16 = matches!(body.bytes.as_slice(), [0, b'<' | b'{', ..] | [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..]);
    if is_service || !(text.starts_with(['<', '{']) || is_utf16) {
        let message = format!("`{url}` is not a CSDL document: {beginning}");
        let help = if is_service {
            let root = path.trim_end_matches('/');
            format!("its metadata may be at '{root}/$metadata'; in a shell, that must be in single quotes")
        } else {
            "check that the URL is that of a metadata document in XML or JSON".to_owned()
        };
        return Some(Diagnostic::error_without_place(Code::Fetch, message).help(help));
    }
    None
}

/// Whether it is what a service has at its root, which is easily asked for by mistake.
fn is_service_document(text: &str) -> bool {
    let declared = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let root = declared.map_or(text, |(_, rest)| rest.trim_start());
    ["<service", "<app:service", "{\"@odata.context\"", "{\"@context\""].iter().any(|start| root.starts_with(start))
}
