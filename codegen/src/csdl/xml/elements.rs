//! The children and the text of an element, and what is reported if they do not belong there.

use std::borrow::Cow;

use super::cursor::{Cursor, Element, Namespace, Node, Read};
use crate::csdl::Text;
use crate::csdl::names::quoted;
use crate::diagnostics::{Code, Diagnostic};
use crate::names::nearest;
use crate::source::Span;

/// Every element of CSDL, to tell one that is misplaced from one that nobody knows.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "Action", "ActionImport", "Add", "And", "Annotation", "AnnotationPath", "Annotations", "AnyPropertyPath", "Apply",
    "Binary", "Bool", "Cast", "Collection", "ComplexType", "DataServices", "Date", "DateTimeOffset", "Decimal", "Div",
    "DivBy", "Duration", "Edmx", "EntityContainer", "EntitySet", "EntityType", "EnumMember", "EnumType", "Eq", "Float",
    "Function", "FunctionImport", "Ge", "Gt", "Guid", "Has", "If", "In", "Include", "IncludeAnnotations", "Int",
    "IsOf", "Key", "LabeledElement", "LabeledElementReference", "Le", "Lt", "Member", "Mod", "ModelElementPath", "Mul",
    "NavigationProperty", "NavigationPropertyBinding", "NavigationPropertyPath", "Ne", "Neg", "Not", "Null",
    "OnDelete", "Or", "Parameter", "Path", "Property", "PropertyPath", "PropertyRef", "PropertyValue", "Record",
    "Reference", "ReferentialConstraint", "ReturnType", "Schema", "Singleton", "String", "Sub", "Term", "TimeOfDay",
    "TypeDefinition", "UrlRef",
];

impl<'s> Cursor<'s, '_> {
    /// The next child in a namespace of CSDL; `None` after the end tag.
    pub(super) fn child(&mut self) -> Read<Option<Element<'s>>> {
        loop {
            match self.next()? {
                Node::Element(element) => match element.namespace {
                    Namespace::Edm | Namespace::Edmx => return Ok(Some(element)),
                    Namespace::Foreign => self.skip()?,
                    Namespace::Missing => self.without_namespace(element)?,
                },
                Node::Text(text, span) => self.unexpected_text(&text, span),
                Node::End | Node::Eof => return Ok(None),
            }
        }
    }

    /// Reports a child that does not belong into its parent, and skips it.
    pub(super) fn unexpected(&mut self, element: Element<'s>, parent: &str, allowed: &[&'static str]) -> Read<()> {
        let name = quoted(element.name);
        let known = ELEMENTS.contains(&element.name);
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
            (format!("{name} does not belong into `{parent}` and is ignored"), help)
        } else {
            let help = match nearest(element.name, allowed.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "it has no effect; remove it, or put it into a namespace of its own".to_owned(),
            };
            (format!("unknown element {name} in `{parent}` is ignored"), help)
        };
        self.warning(Code::UnexpectedElement, element.span, message, help);
        self.skip()
    }

    /// Reports a second element where there can be only one.
    pub(super) fn only_one<T>(&mut self, earlier: &Option<T>, element: Element<'s>, parent: Element<'s>) {
        if earlier.is_some() {
            self.report(repeated(element, parent).help("remove all but one"));
        }
    }

    /// Reports a second element where there can be only one, and of which the first counts.
    pub(super) fn first_one<T>(&mut self, earlier: &Option<T>, element: Element<'s>, parent: Element<'s>) {
        if earlier.is_some() {
            self.report(repeated(element, parent).into_warning().help("remove all but one; the first one counts"));
        }
    }

    /// The text of an element that has no children.
    pub(super) fn text(&mut self, element: Element<'s>) -> Read<Text<'s>> {
        let end = element.span.end as usize;
        let mut found: Option<Text<'s>> = None;
        loop {
            match self.next()? {
                Node::Element(child) if child.namespace == Namespace::Foreign => self.skip()?,
                Node::Element(child) => self.unexpected(child, element.name, &[])?,
                Node::Text(part, span) => match &mut found {
                    // The first part stays borrowed, and mostly is the only one.
                    None => found = Some(Text { text: part, span }),
                    Some(text) => {
                        text.text.to_mut().push_str(&part);
                        text.span = text.span.to(span);
                    }
                },
                Node::End | Node::Eof => {
                    return Ok(found.unwrap_or_else(|| Text { text: Cow::Borrowed(""), span: self.span(end, end) }));
                }
            }
        }
    }

    /// Reports text where none belongs, unless it is white space.
    pub(super) fn unexpected_text(&mut self, text: &str, span: Span) {
        if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return;
        }
        let message = format!("the text {} in `{}` is ignored", quoted(text.trim()), self.parent());
        self.warning(Code::UnexpectedText, span, message, "remove it, or make it a comment: `<!-- … -->`");
    }

    fn without_namespace(&mut self, element: Element<'s>) -> Read<()> {
        let message = format!("{} has no namespace and is ignored", quoted(element.name));
        self.warning(
            Code::UnexpectedElement,
            element.span,
            message,
            "remove `xmlns=\"\"`, or write the prefix of its namespace",
        );
        self.skip()
    }
}

fn repeated(element: Element<'_>, parent: Element<'_>) -> Diagnostic {
    let message = format!("`{}` has more than one `{}`", parent.name, element.name);
    Diagnostic::error(Code::RepeatedElement, element.span, message)
        .related(parent.span, format!("in this `{}`", parent.name))
}
