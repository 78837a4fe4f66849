//! Constant and dynamic expressions (CSDL XML 4.01, sections 14.3 and 14.4).

use super::cursor::{Cursor, Element, Read};
use crate::csdl::names::{Fault, Form, quoted};
use crate::csdl::values::{self, operator, trimmed};
use crate::csdl::{
    Annotation, ConstantKind, Expression, ExpressionKind, Operator, PathKind, PropertyValue, Text, TypeTest,
};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// The elements that are expressions.
#[rustfmt::skip]
const EXPRESSIONS: &[&str] = &[
    "Annotation", "String", "Bool", "Int", "Float", "Decimal", "EnumMember", "Date", "DateTimeOffset", "Duration",
    "TimeOfDay", "Guid", "Binary", "Path", "PropertyPath", "NavigationPropertyPath", "AnnotationPath",
    "ModelElementPath", "AnyPropertyPath", "Null", "Record", "Collection", "Apply", "If", "Cast", "IsOf", "And", "Or",
    "Not", "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "Has", "In", "Add", "Sub", "Neg", "Mul", "Div", "DivBy", "Mod",
    "LabeledElement", "LabeledElementReference", "UrlRef",
];

/// The attributes and elements that hold a constant or a path, the frequent ones first.
#[rustfmt::skip]
const VALUES: &[&str] = &[
    "String", "Bool", "EnumMember", "Path", "Int", "Decimal", "Float", "Date", "DateTimeOffset", "Duration",
    "TimeOfDay", "Guid", "Binary", "PropertyPath", "NavigationPropertyPath", "AnnotationPath", "ModelElementPath",
    "AnyPropertyPath", "UrlRef",
];

/// What an expression is, and its annotations.
type Parts<'s> = (ExpressionKind<'s>, Vec<Annotation<'s>>);

impl<'s> Cursor<'s, '_> {
    /// The next attribute that is a value, such as `Bool="true"`.
    pub(super) fn value_attribute(&mut self) -> Option<Expression<'s>> {
        if self.untaken == 0 {
            return None;
        }
        let Some((name, text)) = self.take_next(|name| VALUES.contains(&name)) else {
            self.asked.extend(VALUES);
            return None;
        };
        let span = text.span;
        let value = Expression { span, kind: self.simple(name, text), annotations: Vec::new() };
        // The attribute holds the URL itself; the element holds an expression for it.
        let url = name == "UrlRef";
        Some(if url {
            Expression { span, kind: ExpressionKind::UrlRef(Box::new(value)), annotations: Vec::new() }
        } else {
            value
        })
    }

    /// Reads an element that is an expression; another one is reported and skipped.
    pub(super) fn expression(&mut self, element: Element<'s>, parent: Element<'s>) -> Read<Option<Expression<'s>>> {
        // One call for all kinds keeps the stack frame small: expressions are nested.
        let read: fn(&mut Self, Element<'s>) -> Read<Parts<'s>> = match element.edm() {
            "Record" => Self::record,
            "Collection" => Self::collection,
            "Null" => Self::null,
            "Apply" => Self::apply,
            "If" => Self::condition,
            "Cast" => Self::cast,
            "IsOf" => Self::is_of,
            "LabeledElement" => Self::labeled,
            "LabeledElementReference" => Self::labeled_reference,
            "UrlRef" => Self::url_ref,
            name if VALUES.contains(&name) => Self::simple_element,
            name if operator(name).is_some() => Self::operation_element,
            _ => {
                self.unexpected(element, parent.name, EXPRESSIONS)?;
                return Ok(None);
            }
        };
        let (kind, annotations) = read(self, element)?;
        Ok(Some(Expression { span: element.span, kind, annotations }))
    }

    /// Reports a value if there is one already.
    pub(super) fn second_value(&mut self, earlier: &Option<Expression<'s>>, span: Span, element: Element<'s>) {
        if let Some(earlier) = earlier {
            let diagnostic =
                Diagnostic::error(Code::InvalidExpression, span, format!("`{}` has more than one value", element.name))
                    .related(earlier.span, "the first value")
                    .help("remove all but one, or put them into a `Collection`");
            self.report(diagnostic);
        }
    }

    fn record(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let type_name = self.optional("Type", Form::QualifiedName);
        self.no_more_attributes(element);
        let mut properties: Vec<PropertyValue<'s>> = Vec::new();
        let mut annotations = Vec::new();
        while let Some(child) = self.child()? {
            match child.edm() {
                "PropertyValue" => properties.push(self.property_value(child)?),
                "Annotation" => annotations.push(self.annotation(child)?),
                _ => self.unexpected(child, "Record", &["PropertyValue", "Annotation"])?,
            }
        }
        Ok((ExpressionKind::Record { type_name, properties }, annotations))
    }

    fn collection(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let (items, annotations) = self.operands(element, 0..=usize::MAX)?;
        Ok((ExpressionKind::Collection(items), annotations))
    }

    fn null(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        self.no_more_attributes(element);
        Ok((ExpressionKind::Null, self.only_annotations(element)?))
    }

    fn apply(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let function = self.required(element, "Function", Form::QualifiedName);
        let (arguments, annotations) = self.operands(element, 0..=usize::MAX)?;
        Ok((ExpressionKind::Apply { function, arguments }, annotations))
    }

    fn condition(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let (operands, annotations) = self.operands(element, 2..=3)?;
        Ok((ExpressionKind::If(operands), annotations))
    }

    fn cast(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let (test, annotations) = self.type_test(element)?;
        Ok((ExpressionKind::Cast(Box::new(test)), annotations))
    }

    fn is_of(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let (test, annotations) = self.type_test(element)?;
        Ok((ExpressionKind::IsOf(Box::new(test)), annotations))
    }

    fn labeled(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let name = self.required(element, "Name", Form::Name);
        let (value, annotations) = self.value_and_annotations(element)?;
        let expression = Box::new(self.or_missing(value, element));
        Ok((ExpressionKind::Labeled { name, expression }, annotations))
    }

    fn labeled_reference(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        self.no_more_attributes(element);
        let name = trimmed(self.text(element)?);
        if let Some(Fault::Invalid(fault)) = Form::QualifiedName.fault(&name.text) {
            let message = format!("{} is not a qualified name: {fault}", quoted(&name.text));
            self.error(Code::InvalidName, name.span, message, Form::QualifiedName.help());
        }
        Ok((ExpressionKind::LabeledReference(name), Vec::new()))
    }

    fn url_ref(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let (value, annotations) = self.value_and_annotations(element)?;
        Ok((ExpressionKind::UrlRef(Box::new(self.or_missing(value, element))), annotations))
    }

    fn operation_element(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        let (operator, count) = operator(element.name).unwrap_or((Operator::And, 2));
        let (operands, annotations) = self.operands(element, count..=count)?;
        Ok((ExpressionKind::Operator(operator, operands), annotations))
    }

    fn simple_element(&mut self, element: Element<'s>) -> Read<Parts<'s>> {
        self.no_more_attributes(element);
        let text = self.text(element)?;
        let text = if element.name == "String" { text } else { trimmed(text) };
        Ok((self.simple(element.name, text), Vec::new()))
    }

    fn type_test(&mut self, element: Element<'s>) -> Read<(TypeTest<'s>, Vec<Annotation<'s>>)> {
        let type_name = self.required(element, "Type", Form::TypeName);
        let facets = self.facets();
        let (mut operands, annotations) = self.operands(element, 1..=1)?;
        let operand = operands.pop().unwrap_or_else(|| missing(element.span));
        Ok((TypeTest { type_name, facets, operand: Box::new(operand) }, annotations))
    }

    /// The child expressions of an element, of which there have to be as many as `count` says.
    fn operands(
        &mut self,
        element: Element<'s>,
        count: std::ops::RangeInclusive<usize>,
    ) -> Read<(Vec<Expression<'s>>, Vec<Annotation<'s>>)> {
        self.no_more_attributes(element);
        let mut operands = Vec::new();
        let mut annotations = Vec::new();
        while let Some(child) = self.child()? {
            if child.edm() == "Annotation" {
                annotations.push(self.annotation(child)?);
            } else if let Some(operand) = self.expression(child, element)? {
                operands.push(operand);
            }
        }
        if let Some(fault) = values::operands_fault(element.name, operands.len(), &count, element.span) {
            self.report(fault);
        }
        Ok((operands, annotations))
    }

    /// The constant or path that the attribute or element of this name holds.
    fn simple(&mut self, name: &str, text: Text<'s>) -> ExpressionKind<'s> {
        let constant = match name {
            "Binary" => ConstantKind::Binary,
            "Bool" => ConstantKind::Bool,
            "Date" => ConstantKind::Date,
            "DateTimeOffset" => ConstantKind::DateTimeOffset,
            "Decimal" => ConstantKind::Decimal,
            "Duration" => ConstantKind::Duration,
            "EnumMember" => ConstantKind::EnumMember,
            "Float" => ConstantKind::Float,
            "Guid" => ConstantKind::Guid,
            "Int" => ConstantKind::Int,
            "TimeOfDay" => ConstantKind::TimeOfDay,
            "AnnotationPath" => return ExpressionKind::Path(PathKind::Annotation, text),
            "ModelElementPath" => return ExpressionKind::Path(PathKind::ModelElement, text),
            "NavigationPropertyPath" => return ExpressionKind::Path(PathKind::NavigationProperty, text),
            "PropertyPath" => return ExpressionKind::Path(PathKind::Property, text),
            "AnyPropertyPath" => return ExpressionKind::Path(PathKind::AnyProperty, text),
            "Path" => return ExpressionKind::Path(PathKind::Value, text),
            _ => ConstantKind::String,
        };
        if let Some(fault) = values::constant_fault(constant, &text) {
            self.report(fault);
        }
        ExpressionKind::Constant(constant, text)
    }

    fn or_missing(&mut self, value: Option<Expression<'s>>, element: Element<'s>) -> Expression<'s> {
        value.unwrap_or_else(|| {
            let message = format!("`{}` has no value", element.name);
            self.error(Code::InvalidExpression, element.span, message, "put an expression into it");
            missing(element.span)
        })
    }
}

/// What takes the place of an expression that is missing.
fn missing<'s>(span: Span) -> Expression<'s> {
    Expression { span, kind: ExpressionKind::Null, annotations: Vec::new() }
}
