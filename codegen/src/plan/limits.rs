//! Which values a property or type definition can have: the facets (CSDL XML 4.01, section 7.2) and the terms of the
//! Validation vocabulary, as sentences.

use super::markdown::code;
use crate::model::{Annotation, Facets, Model, Primitive, Type, Vocabulary};

/// More allowed values would hide all else that is said.
const MOST_VALUES: usize = 24;

/// What the facets of a type and the annotations say of the values, each a sentence as Markdown.
pub(super) fn limits(
    model: &Model<'_>,
    ty: Type,
    facets: &Facets<'_>,
    annotations: &[Annotation<'_>],
) -> impl Iterator<Item = String> {
    let primitive = match ty {
        Type::Primitive(primitive) => Some(primitive),
        Type::Definition(id) => Some(model.definition(id).underlying),
        Type::Structured(_) | Type::Enum(_) => None,
    };
    let said = [
        length(facets),
        digits(primitive, facets),
        facets.unicode.as_ref().filter(|unicode| !unicode.value).map(|_| "ASCII characters only.".to_owned()),
        facets.srid.as_ref().map(|srid| match srid.text.trim_ascii().parse::<u32>() {
            Ok(number) => format!("SRID {number}."),
            Err(_) => "Each value has an SRID of its own.".to_owned(),
        }),
        items(annotations),
        range(annotations),
        value(annotations, "MultipleOf").map(|step| format!("A multiple of {step}.")),
        value(annotations, "Pattern").map(|pattern| format!("Matches the regular expression {pattern}.")),
        allowed(annotations),
    ];
    said.into_iter().flatten()
}

/// How many items a collection can have.
pub(super) fn items(annotations: &[Annotation<'_>]) -> Option<String> {
    let number = |term| annotations.validation(term)?.constant()?.trim_ascii().parse::<u64>().ok();
    let plural = |number| if number == 1 { "" } else { "s" };
    Some(match (number("MinItems"), number("MaxItems")) {
        (Some(least), Some(most)) => format!("At least {least} and at most {most} item{}.", plural(most)),
        (Some(least), None) => format!("At least {least} item{}.", plural(least)),
        (None, Some(most)) => format!("At most {most} item{}.", plural(most)),
        (None, None) => return None,
    })
}

/// `MaxLength` (section 7.2.2); `max` is no limit that a caller could heed.
fn length(facets: &Facets<'_>) -> Option<String> {
    let most = facets.max_length.as_ref()?.text.trim_ascii().parse::<u64>().ok()?;
    Some(format!("Length at most {most}."))
}

/// `Precision` and `Scale` (sections 7.2.3 and 7.2.4): digits of a number, or fractional digits of seconds.
fn digits(primitive: Option<Primitive>, facets: &Facets<'_>) -> Option<String> {
    let precision = facets.precision.as_ref().map(|precision| precision.value);
    match primitive? {
        Primitive::Decimal => {}
        Primitive::DateTimeOffset | Primitive::Duration | Primitive::TimeOfDay => {
            return Some(match precision? {
                0 => "Whole seconds.".to_owned(),
                1 => "At most 1 fractional digit of seconds.".to_owned(),
                digits => format!("At most {digits} fractional digits of seconds."),
            });
        }
        _ => return None,
    }
    let digits = precision.map(|digits| format!("At most {digits} digit{}", if digits == 1 { "" } else { "s" }));
    let Some(scale) = facets.scale.as_ref().map(|scale| scale.text.trim_ascii()) else {
        return digits.map(|digits| digits + ".");
    };
    // Some services write the words with a capital, as OData 3 did.
    let is = |word: &str| scale.eq_ignore_ascii_case(word);
    Some(match (digits, scale.parse::<u32>()) {
        (Some(digits), _) if is("floating") => format!("{digits}, as a decimal floating-point number."),
        (None, _) if is("floating") => "A decimal floating-point number.".to_owned(),
        (Some(digits), Ok(0)) => format!("{digits}, none of them after the decimal point."),
        (Some(digits), Ok(scale)) => format!("{digits}, at most {scale} of them after the decimal point."),
        (Some(digits), Err(_)) => format!("{digits}, any number of them after the decimal point."),
        (None, Ok(0)) => "No digits after the decimal point.".to_owned(),
        (None, Ok(1)) => "At most 1 digit after the decimal point.".to_owned(),
        (None, Ok(scale)) => format!("At most {scale} digits after the decimal point."),
        (None, Err(_)) => "Any number of digits after the decimal point.".to_owned(),
    })
}

/// `Validation.Minimum` and `Validation.Maximum`, either of which may be annotated with `Validation.Exclusive`.
fn range(annotations: &[Annotation<'_>]) -> Option<String> {
    let bound = |term, inclusive: &str, exclusive: &str| {
        let is_exclusive =
            annotations.validation(term)?.annotations.validation("Exclusive").is_some_and(Annotation::is_true);
        Some(format!("{} {}", if is_exclusive { exclusive } else { inclusive }, value(annotations, term)?))
    };
    let least = bound("Minimum", "at least", "more than");
    let most = bound("Maximum", "at most", "less than");
    let sentence = [least, most].into_iter().flatten().collect::<Vec<_>>().join(" and ");
    let first = sentence.get(..1)?.to_ascii_uppercase();
    Some(format!("{first}{}.", &sentence[1..]))
}

/// `Validation.AllowedValues`.
fn allowed(annotations: &[Annotation<'_>]) -> Option<String> {
    let shown = |value: Option<&str>| match value.map(code) {
        Some(Some(value)) => value,
        Some(None) => "the empty text".to_owned(),
        None => "`null`".to_owned(),
    };
    let values: Vec<String> = annotations.allowed_values().into_iter().map(shown).collect();
    let (last, others) = values.split_last()?;
    let more = values.len().saturating_sub(MOST_VALUES);
    Some(match others {
        [] => format!("Always {last}."),
        _ if more > 0 => {
            let plural = if more == 1 { "" } else { "s" };
            format!("One of {} and {more} other value{plural}.", values[..MOST_VALUES].join(", "))
        }
        _ => format!("One of {} and {last}.", others.join(", ")),
    })
}

/// The constant that is the value of a term of the Validation vocabulary, as code.
fn value(annotations: &[Annotation<'_>], term: &str) -> Option<String> {
    code(annotations.validation(term)?.constant()?)
}
