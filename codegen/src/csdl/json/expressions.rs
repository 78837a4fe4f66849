//! Constant and dynamic expressions (CSDL JSON 4.01, sections 14.3 and 14.4).

use std::ops::RangeInclusive;

use super::reader::{Absent, Object, Reader, TYPE};
use super::syntax::{Data, Value};
use crate::csdl::names::Form;
use crate::csdl::{ConstantKind, Expression, ExpressionKind, PathKind, PropertyValue, TypeTest, values};

/// How a kind of expression is read: from its object, the name that makes it one, and the value of that.
type Read<'s, 'd> = fn(&mut Reader<'s, 'd>, &Object<'_, 's>, &str, &Value<'s>) -> ExpressionKind<'s>;

/// A kind of dynamic expression.
struct Dynamic<'s, 'd> {
    read: Read<'s, 'd>,
    /// What its object can have besides annotations.
    known: &'static [&'static [&'static str]],
}

/// The members that make an object an expression, but for operators.
const LABELED: &[&[&str]] = &[&["$LabeledElement", "$Name"]];
const APPLY: &[&[&str]] = &[&["$Apply", "$Function"]];
const CAST: &[&[&str]] = &[&["$Cast"], &TYPE];
const IS_OF: &[&[&str]] = &[&["$IsOf"], &TYPE];
const SIMPLE: &[&[&str]] = &[&["$Path", "$If", "$LabeledElementReference", "$Null", "$UrlRef"]];
#[rustfmt::skip]
const OPERATORS: &[&[&str]] = &[&[
    "$And", "$Or", "$Not", "$Eq", "$Ne", "$Gt", "$Ge", "$Lt", "$Le", "$Has", "$In", "$Add", "$Sub", "$Neg", "$Mul", "$Div",
    "$DivBy", "$Mod",
]];

impl<'s, 'd> Reader<'s, 'd> {
    /// The expression that a value is. The depth of the recursion is that of the values.
    pub(super) fn expression(&mut self, value: &Value<'s>) -> Expression<'s> {
        let kind = match &value.data {
            Data::Null => ExpressionKind::Null,
            Data::Bool(_) => ExpressionKind::Constant(ConstantKind::Bool, self.characters(value)),
            Data::Number(digits) => ExpressionKind::Constant(number_kind(digits), self.characters(value)),
            // Whether it is a date, a member of an enum type or a path is up to the term.
            Data::String(_) => ExpressionKind::Constant(ConstantKind::Untyped, self.characters(value)),
            Data::Array(items) => ExpressionKind::Collection(items.iter().map(|item| self.expression(item)).collect()),
            Data::Object(_) => return self.of_object(value),
        };
        Expression { span: value.span, kind, annotations: Vec::new() }
    }

    #[inline(never)]
    fn of_object(&mut self, value: &Value<'s>) -> Expression<'s> {
        let members = value.members().unwrap_or_default();
        let dynamic = members.iter().find_map(|member| Some((member, dynamic(&member.name.text)?)));
        let known = dynamic.as_ref().map_or(&[][..], |(_, dynamic)| dynamic.known);
        let what = if dynamic.is_some() { "expression" } else { "Record" };
        let Some(object) = self.object(what, value.head(), value, known) else {
            return missing(value);
        };
        let kind = match dynamic {
            Some((member, Dynamic { read, .. })) => {
                self.only_annotations(&object, &member.name.text);
                read(self, &object, &member.name.text, &member.value)
            }
            None => self.record(&object),
        };
        let annotations = self.own_annotations(&object);
        Expression { span: value.span, kind, annotations }
    }

    #[inline(never)]
    fn record(&mut self, object: &Object<'_, 's>) -> ExpressionKind<'s> {
        let ty = ["@type", "@odata.type"].iter().find_map(|name| object.get(name));
        let type_name = ty.and_then(|value| self.string("@type", value)).map(|mut text| {
            // Before the `#` is the URL of the document that declares the type, which is known by its name here.
            if let Some(at) = text.text.rfind('#') {
                text.text = text.text[at + 1..].to_owned().into();
            }
            self.of_form(text, Form::QualifiedName)
        });
        let mut properties = Vec::new();
        for member in object.named() {
            let property = self.name(member, Form::Name);
            let is_json = self.is_json(object, &member.name.text);
            let value = if is_json { self.as_text(&member.value) } else { self.expression(&member.value) };
            let annotations = self.annotations_of(object, &member.name.text);
            properties.push(PropertyValue { property, value: Some(value), annotations });
        }
        ExpressionKind::Record { type_name, properties }
    }

    fn path(&mut self, _: &Object<'_, 's>, name: &str, value: &Value<'s>) -> ExpressionKind<'s> {
        self.string(name, value).map_or(ExpressionKind::Null, |path| ExpressionKind::Path(PathKind::Value, path))
    }

    fn null(&mut self, _: &Object<'_, 's>, _: &str, _: &Value<'s>) -> ExpressionKind<'s> {
        ExpressionKind::Null
    }

    fn apply(&mut self, object: &Object<'_, 's>, name: &str, value: &Value<'s>) -> ExpressionKind<'s> {
        let function = self.required(object, "$Function", Form::QualifiedName);
        let arguments = self.operands(name, value, &(0..=usize::MAX));
        ExpressionKind::Apply { function, arguments }
    }

    fn condition(&mut self, _: &Object<'_, 's>, name: &str, value: &Value<'s>) -> ExpressionKind<'s> {
        ExpressionKind::If(self.operands(name, value, &(2..=3)))
    }

    fn cast(&mut self, object: &Object<'_, 's>, _: &str, value: &Value<'s>) -> ExpressionKind<'s> {
        ExpressionKind::Cast(Box::new(self.type_test(object, value)))
    }

    fn is_of(&mut self, object: &Object<'_, 's>, _: &str, value: &Value<'s>) -> ExpressionKind<'s> {
        ExpressionKind::IsOf(Box::new(self.type_test(object, value)))
    }

    fn type_test(&mut self, object: &Object<'_, 's>, value: &Value<'s>) -> TypeTest<'s> {
        let type_name = self.type_name(object, Some("Edm.String"));
        let facets = self.facets(object, &type_name, Absent::Unsaid);
        TypeTest { type_name, facets, operand: Box::new(self.expression(value)) }
    }

    fn labeled(&mut self, object: &Object<'_, 's>, _: &str, value: &Value<'s>) -> ExpressionKind<'s> {
        let name = self.required(object, "$Name", Form::Name);
        ExpressionKind::Labeled { name, expression: Box::new(self.expression(value)) }
    }

    fn labeled_reference(&mut self, object: &Object<'_, 's>, _: &str, _: &Value<'s>) -> ExpressionKind<'s> {
        let name = self.required(object, "$LabeledElementReference", Form::QualifiedName);
        ExpressionKind::LabeledReference(name)
    }

    fn url_ref(&mut self, _: &Object<'_, 's>, _: &str, value: &Value<'s>) -> ExpressionKind<'s> {
        ExpressionKind::UrlRef(Box::new(self.expression(value)))
    }

    fn operator(&mut self, _: &Object<'_, 's>, name: &str, value: &Value<'s>) -> ExpressionKind<'s> {
        let Some((operator, count)) = name.strip_prefix('$').and_then(values::operator) else {
            return ExpressionKind::Null;
        };
        let operands = if count == 1 {
            // The one operand stands there without an array.
            vec![self.expression(value)]
        } else {
            self.operands(name, value, &(count..=count))
        };
        ExpressionKind::Operator(operator, operands)
    }

    fn operands(&mut self, name: &str, value: &Value<'s>, count: &RangeInclusive<usize>) -> Vec<Expression<'s>> {
        let Data::Array(items) = &value.data else {
            self.wrong_kind(name, value, "an array of expressions");
            return Vec::new();
        };
        if let Some(fault) = values::operands_fault(name, items.len(), count, value.head()) {
            self.report(fault);
        }
        items.iter().map(|item| self.expression(item)).collect()
    }
}

/// The kind of expression that has a member of this name.
fn dynamic<'s, 'd>(name: &str) -> Option<Dynamic<'s, 'd>> {
    let operation = name.strip_prefix('$')?;
    let (read, known): (Read<'s, 'd>, _) = match operation {
        "Path" => (Reader::path, SIMPLE),
        "Null" => (Reader::null, SIMPLE),
        "If" => (Reader::condition, SIMPLE),
        "UrlRef" => (Reader::url_ref, SIMPLE),
        "LabeledElementReference" => (Reader::labeled_reference, SIMPLE),
        "LabeledElement" => (Reader::labeled, LABELED),
        "Apply" => (Reader::apply, APPLY),
        "Cast" => (Reader::cast, CAST),
        "IsOf" => (Reader::is_of, IS_OF),
        _ => {
            values::operator(operation)?;
            (Reader::operator, OPERATORS)
        }
    };
    Some(Dynamic { read, known })
}

fn number_kind(digits: &str) -> ConstantKind {
    if digits.parse::<i64>().is_ok() { ConstantKind::Int } else { ConstantKind::Decimal }
}

/// What takes the place of an expression that is missing.
fn missing<'s>(value: &Value<'s>) -> Expression<'s> {
    Expression { span: value.span, kind: ExpressionKind::Null, annotations: Vec::new() }
}
