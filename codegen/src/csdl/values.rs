//! What values can be, whatever they are written in: attributes of XML, or texts and numbers of JSON.
//!
//! Each check reports what it finds by its argument `report`, and gives what reading goes on with.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::form::{Fault, Form, quoted};
use super::{ConstantKind, Spanned, Text};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// The words that `MaxLength` can be besides a number.
pub(super) const MAX_LENGTH: &[&str] = &["max"];

/// The words that `Scale` can be besides a number.
pub(super) const SCALE: &[&str] = &["floating", "variable"];

/// The words that `SRID` can be besides a number.
pub(super) const SRID: &[&str] = &["variable"];

/// Which numbers `Precision` can be.
pub(super) const PRECISION: Numbers = Numbers { wanted: "a whole number, at least 0", decides: false };

/// Which numbers the value of a member of an enum type can be.
pub(super) const MEMBER_VALUE: Numbers =
    Numbers { wanted: "a whole number from -9223372036854775808 to 9223372036854775807", decides: true };

/// Which numbers something can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// What to write, in words.
    pub(super) wanted: &'static str,
    /// The number decides what is made of a type.
    pub(super) decides: bool,
}

/// The value, without white space around it if it is a name.
pub(super) fn of_form<'s>(mut value: Text<'s>, form: Form, report: &mut dyn FnMut(Diagnostic)) -> Text<'s> {
    if form.is_name() && value.text.trim_ascii().len() < value.text.len() {
        let message = format!("there is white space around the name {}", quoted(value.text.trim_ascii()));
        report(Diagnostic::warning(Code::LaxForm, value.span, message).help("remove it; the name is read without it"));
        value = value.trimmed();
    }
    match form.fault(&value.text) {
        Some(Fault::Invalid(fault)) => {
            let message = format!("{} is not {}: {fault}", quoted(&value.text), form.description());
            let fault = Diagnostic::error(Code::InvalidName, value.span, message);
            match form {
                // Of paths and qualifiers nothing is made.
                Form::Path | Form::Qualifier => report(fault.into_warning().help(form.help())),
                Form::Part => {
                    report(fault.into_warning().help(format!("it is left out; {}", form.help())));
                    return Text { text: Cow::Borrowed(""), span: value.span };
                }
                _ => report(fault.help(form.help())),
            }
        }
        Some(Fault::Unusual(fault)) => {
            let message = format!("{} is not {}: {fault}", quoted(&value.text), form.description());
            let help = "it is taken as it is; a simple identifier is letters, digits and underscores (section 15.2)";
            report(Diagnostic::warning(Code::UnusualName, value.span, message).help(help));
        }
        None if !value.text.is_ascii() && form != Form::Any && value.text.contains(crate::unicode::is_format) => {
            let message = format!("{} contains invisible characters", quoted(&value.text));
            let help = "remove them unless they are intended";
            report(Diagnostic::warning(Code::InvisibleCharacters, value.span, message).help(help));
        }
        None => {}
    }
    value
}

/// The fault that a value cannot be what an attribute of XML or a member of CSDL JSON has to be. It is an error only if that decides
/// what is made of a type; else reading goes on without the value.
pub(super) fn invalid_value(decides: bool, span: Span, message: String, help: &str) -> Diagnostic {
    let fault = Diagnostic::error(Code::InvalidValue, span, message);
    if decides { fault.help(help) } else { fault.into_warning().help(format!("{help}; it is ignored")) }
}

/// Whether an attribute, or a member of CSDL JSON, decides what is made of a type, so that it cannot be ignored. Facets and
/// constraints become documentation only, and booleans have a default.
pub(super) fn decides(name: &str) -> bool {
    !matches!(
        name.strip_prefix('$').unwrap_or(name),
        "Abstract"
            | "ContainsTarget"
            | "DefaultValue"
            | "HasStream"
            | "IncludeInServiceDocument"
            | "IsBound"
            | "IsComposable"
            | "IsFlags"
            | "Key"
            | "MaxLength"
            | "NavigationPropertyBinding"
            | "Nullable"
            | "OnDelete"
            | "OpenType"
            | "Partner"
            | "Precision"
            | "ReferentialConstraint"
            | "Scale"
            | "SRID"
            | "Unicode"
    )
}

/// Whether the text of `name` is `true`; `None` if it says neither, so that the default counts.
pub(super) fn boolean(name: &str, value: &Text<'_>, report: &mut dyn FnMut(Diagnostic)) -> Option<Spanned<bool>> {
    let is_true = match value.text.trim_ascii() {
        "true" | "1" => true,
        "false" | "0" => false,
        // So the libraries of Microsoft write and read it.
        other if other.eq_ignore_ascii_case("true") || other.eq_ignore_ascii_case("false") => {
            let (message, meant) = (format!("`{name}` is {}", quoted(other)), other.to_ascii_lowercase());
            let help = format!("write `{meant}`; it is read as such");
            report(Diagnostic::warning(Code::LaxForm, value.span, message).help(help));
            meant == "true"
        }
        _ => {
            let message = format!("{} is not a boolean, as `{name}` must be", quoted(&value.text));
            report(invalid_value(decides(name), value.span, message, "write `true` or `false`"));
            return None;
        }
    };
    Some(Spanned { value: is_true, span: value.span })
}

/// The integer that the text of `name` is, if it is one.
pub(super) fn integer<T: FromStr>(
    name: &str,
    numbers: Numbers,
    value: &Text<'_>,
    report: &mut dyn FnMut(Diagnostic),
) -> Option<Spanned<T>> {
    let parsed = value.text.trim_ascii().parse().ok();
    if parsed.is_none() {
        let message = format!("{} is not an integer, as `{name}` must be", quoted(&value.text));
        report(invalid_value(numbers.decides, value.span, message, &format!("write {}", numbers.wanted)));
    }
    parsed.map(|parsed| Spanned { value: parsed, span: value.span })
}

/// The text of `name`, if it is a number or one of some words.
pub(super) fn size<'s>(
    name: &str,
    words: &[&str],
    value: Text<'s>,
    report: &mut dyn FnMut(Diagnostic),
) -> Option<Text<'s>> {
    let text = value.text.trim_ascii();
    // Some services write the words with a capital, as OData 3 did.
    let known = words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if known || text.parse::<u32>().is_ok() {
        return Some(value);
    }
    let message = format!("{} is not a value that `{name}` can have", quoted(&value.text));
    let help = format!("write a whole number, or `{}`", words.join("` or `"));
    report(invalid_value(decides(name), value.span, message, &help));
    None
}

/// Whether a document of this version can be read, which one before 4.0 cannot, as that is another language. Whatever else it is
/// cannot be far from what is known.
pub(super) fn reads_version(version: &Text<'_>, report: &mut dyn FnMut(Diagnostic)) -> bool {
    let number = version.text.trim_ascii();
    if matches!(number, "4" | "4.0" | "4.01") {
        return true;
    }
    let message = format!("the document is of CSDL version {}", quoted(&version.text));
    let is_older = matches!(number.split('.').next(), Some("1" | "2" | "3"));
    report(if is_older {
        let help = "versions `4.0` and `4.01` are read; ask the service for one of them";
        Diagnostic::error(Code::CsdlVersion, version.span, message).help(help)
    } else {
        Diagnostic::warning(Code::CsdlVersion, version.span, message).help("it is read as one of version 4.01")
    });
    !is_older
}

/// What is wrong with a constant of a kind. Annotations do not change types, so it is only a warning.
pub(super) fn constant_fault(kind: ConstantKind, text: &Text<'_>) -> Option<Diagnostic> {
    let value = text.text.trim_ascii();
    let (wrong, what, help) = match kind {
        ConstantKind::Bool => (!matches!(value, "true" | "false" | "1" | "0"), "a boolean", "write `true` or `false`"),
        ConstantKind::Int => (value.parse::<i64>().is_err(), "an integer", "write a whole number of at most 64 bits"),
        _ => return None,
    };
    let message = || format!("{} is not {what}", quoted(&text.text));
    wrong.then(|| Diagnostic::warning(Code::InvalidExpression, text.span, message()).help(help))
}

/// What is wrong with how many operands there are of the expression `name`.
pub(super) fn operands_fault(
    name: &str,
    found: usize,
    count: &RangeInclusive<usize>,
    span: Span,
) -> Option<Diagnostic> {
    if count.contains(&found) {
        return None;
    }
    let wanted = match (*count.start(), *count.end()) {
        (1, 1) => "exactly one".to_owned(),
        (least, most) if least == most => format!("exactly {least}"),
        (least, most) => format!("{least} to {most}"),
    };
    let message = format!("`{name}` has {found} child expressions");
    Some(Diagnostic::error(Code::InvalidExpression, span, message).help(format!("it needs {wanted}")))
}

/// How many operands the operator of a name has.
pub(super) fn operand_count(operator: &str) -> Option<usize> {
    match operator {
        "Not" | "Neg" => Some(1),
        "And" | "Or" | "Eq" | "Ne" | "Gt" | "Ge" | "Lt" | "Le" | "Has" | "In" => Some(2),
        "Add" | "Sub" | "Mul" | "Div" | "DivBy" | "Mod" => Some(2),
        _ => None,
    }
}
