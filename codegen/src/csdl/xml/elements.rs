//! The children and the text of an element, and what is reported if they are not allowed there.

use std::borrow::Cow;

use super::cursor::{Cursor, Element, Node, Read};
use super::namespaces::Namespace;
use crate::csdl::Text;
use crate::csdl::form::quoted;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::suggest::did_you_mean;

/// The elements that are expressions, and `Annotation`, which can be beside them.
#[rustfmt::skip]
pub(super) const EXPRESSIONS: &[&str] = &[
    "Annotation", "String", "Bool", "Int", "Float", "Decimal", "EnumMember", "Date", "DateTimeOffset", "Duration",
    "TimeOfDay", "Guid", "Binary", "Path", "PropertyPath", "NavigationPropertyPath", "AnnotationPath",
    "ModelElementPath", "AnyPropertyPath", "Null", "Record", "Collection", "Apply", "If", "Cast", "IsOf", "And", "Or",
    "Not", "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "Has", "In", "Add", "Sub", "Neg", "Mul", "Div", "DivBy", "Mod",
    "LabeledElement", "LabeledElementReference", "UrlRef",
];

/// Every element of CSDL but expressions, to tell one that is misplaced from one that nobody knows.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "Action", "ActionImport", "Annotations", "ComplexType", "DataServices", "Edmx", "EntityContainer", "EntitySet",
    "EntityType", "EnumType", "Function", "FunctionImport", "Include", "IncludeAnnotations", "Key", "Member",
    "NavigationProperty", "NavigationPropertyBinding", "OnDelete", "Parameter", "Property", "PropertyRef",
    "PropertyValue", "Reference", "ReferentialConstraint", "ReturnType", "Schema", "Singleton", "Term",
    "TypeDefinition",
];

/// The next child in a namespace of CSDL; `None` after the end tag.
pub(super) fn next_child<'s>(cursor: &mut Cursor<'s, '_>) -> Read<Option<Element<'s>>> {
    loop {
        match cursor.next()? {
            Node::Element(element) => match element.namespace {
                Namespace::Edm | Namespace::Edmx => return Ok(Some(element)),
                Namespace::Foreign => cursor.skip()?,
                Namespace::Missing => without_namespace(cursor, element)?,
            },
            Node::Text(text, span) => unexpected_text(cursor, &text, span),
            Node::End | Node::Eof => return Ok(None),
        }
    }
}

/// Reads to the end of an element that has no children.
pub(super) fn no_children<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<()> {
    while let Some(child) = next_child(cursor)? {
        unexpected(cursor, child, element.name, &[])?;
    }
    Ok(())
}

/// The text of an element that has no children.
pub(super) fn text<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<Text<'s>> {
    let end = element.span.end as usize;
    let mut found: Option<Text<'s>> = None;
    loop {
        match cursor.next()? {
            Node::Element(child) if child.namespace == Namespace::Foreign => cursor.skip()?,
            Node::Element(child) => unexpected(cursor, child, element.name, &[])?,
            Node::Text(part, span) => match &mut found {
                // The first part stays borrowed, and mostly is the only one.
                None => found = Some(Text { text: part, span }),
                Some(text) => {
                    text.text.to_mut().push_str(&part);
                    text.span = text.span.to(span);
                }
            },
            Node::End | Node::Eof => {
                return Ok(found.unwrap_or_else(|| Text { text: Cow::Borrowed(""), span: cursor.span(end, end) }));
            }
        }
    }
}

/// Reports a child that is not allowed in its parent, and skips it.
pub(super) fn unexpected<'s>(
    cursor: &mut Cursor<'s, '_>,
    element: Element<'s>,
    parent: &str,
    allowed: &[&'static str],
) -> Read<()> {
    let name = quoted(element.name);
    let known = ELEMENTS.contains(&element.name) || EXPRESSIONS.contains(&element.name);
    let (message, help) = if known && allowed.contains(&element.name) {
        // Only the namespace can be wrong.
        let message = format!("{name} is in the wrong namespace and is ignored");
        (message, format!("give it the same prefix as other elements in `{parent}`"))
    } else if known {
        let help = if allowed.is_empty() {
            format!("`{parent}` has no children")
        } else {
            format!("`{parent}` can contain `{}`", allowed.join("`, `"))
        };
        (format!("{name} is not allowed in `{parent}` and is ignored"), help)
    } else {
        let other = || "it has no effect; remove it, or put it in another namespace".to_owned();
        let help = did_you_mean(element.name, allowed.iter().copied()).unwrap_or_else(other);
        (format!("unknown element {name} in `{parent}` is ignored"), help)
    };
    cursor.warning(Code::UnexpectedElement, element.span, message, help);
    cursor.skip()
}

/// Reports text where there can be none, unless it is white space.
pub(super) fn unexpected_text(cursor: &mut Cursor<'_, '_>, text: &str, span: Span) {
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return;
    }
    let message = format!("the text {} in `{}` is ignored", quoted(text.trim()), cursor.parent());
    cursor.warning(Code::UnexpectedText, span, message, "remove it, or make it a comment: `<!-- … -->`");
}

/// Reports a second element where there can be only one.
pub(super) fn only_one<T>(cursor: &mut Cursor<'_, '_>, earlier: &Option<T>, element: Element<'_>, parent: Element<'_>) {
    if earlier.is_some() {
        cursor.report(repeated(element, parent).help("remove all but one"));
    }
}

/// Reports a second element where there can be only one, and of which the first counts.
pub(super) fn first_one<T>(
    cursor: &mut Cursor<'_, '_>,
    earlier: &Option<T>,
    element: Element<'_>,
    parent: Element<'_>,
) {
    if earlier.is_some() {
        cursor.report(repeated(element, parent).into_warning().help("remove all but one; the first one counts"));
    }
}

fn without_namespace<'s>(cursor: &mut Cursor<'s, '_>, element: Element<'s>) -> Read<()> {
    let message = format!("{} has no namespace and is ignored", quoted(element.name));
    let help = "remove `xmlns=\"\"`, or write the prefix of its namespace";
    cursor.warning(Code::UnexpectedElement, element.span, message, help);
    cursor.skip()
}

fn repeated(element: Element<'_>, parent: Element<'_>) -> Diagnostic {
    let message = format!("`{}` has more than one `{}`", parent.name, element.name);
    Diagnostic::error(Code::RepeatedElement, element.span, message)
        .related(parent.span, format!("in this `{}`", parent.name))
}
