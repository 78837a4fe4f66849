use super::super::Primitive as _;
use super::{becomes, pairs, read, read_text, refused, refused_text, same, write, wrong_kinds};
use rust_decimal::Decimal;

const TOO_LONG: &str = "it has more digits than the 96 bits of a decimal hold";
const TOO_FINE: &str = "a decimal has at most 28 places";
const LIMIT: &str = "; `Lenient` keeps it as it came, `[replace]` gives `Edm.Decimal` another type";

#[test]
fn every_digit_and_trailing_zero_is_kept() {
    let texts = "
        0 1 -1 0.0 0.10 1.50 780.7 -1000.80 100 9223372036854775807 -9223372036854775808 9223372036854775808
        1234567890123456789012345678 0.1234567890123456789012345678 12345678901234.56789012345678
        -79228162514264337593543950335 79228162514264337593543950335 7.9228162514264337593543950335
        0.0000000000000000000000000001 -0.0000000000000000000000000001 0.0000000000000000000000000000";
    for text in texts.split_whitespace() {
        assert_eq!(write(&read_text::<Decimal>(text)), text);
        assert_eq!(write(&read::<Decimal>(&format!("\"{text}\""))), text);
    }
    same::<Decimal>("1000.8");
    assert_eq!(read_text::<Decimal>("1.50").scale(), 2);
}

#[test]
fn exponents() {
    let table = "
        1e3 -> 1000 | 1E+3 -> 1000 | 1.5e1 -> 15 | 1.50e1 -> 15.0 | 1.5e-3 -> 0.0015 | 25e-1 -> 2.5 |
        1e28 -> 10000000000000000000000000000 | 1e-28 -> 0.0000000000000000000000000001 | 0e5 -> 0 |
        0e-99 -> 0.0000000000000000000000000000 | 0e99999999999999999999 -> 0 |
        10e-29 -> 0.0000000000000000000000000001";
    for (text, expected) in pairs(table) {
        assert_eq!(write(&read_text::<Decimal>(text)), expected, "{text}");
        assert_eq!(write(&read::<Decimal>(&format!("\"{text}\""))), expected, "{text}");
    }
}

#[test]
fn zeros_that_there_is_no_room_for() {
    // The number itself can be held; so that only the zeros at its end are let go.
    for (text, expected) in [
        (format!("1.{}", "0".repeat(40)), format!("1.{}", "0".repeat(28))),
        (format!("9.{}", "0".repeat(28)), format!("9.{}", "0".repeat(27))),
        (format!("{}5", "0".repeat(60)), "5".to_owned()),
        ("79228162514264337593543950335.0".to_owned(), "79228162514264337593543950335".to_owned()),
    ] {
        assert_eq!(write(&read::<Decimal>(&format!("\"{text}\""))), expected, "{text}");
    }
    assert_eq!(write(&read_text::<Decimal>(&format!("1.{}", "0".repeat(40)))), format!("1.{}", "0".repeat(28)));
}

#[test]
fn what_does_not_fit_is_refused() {
    let long = "79228162514264337593543950336 -79228162514264337593543950336 1e29 1e300 1e99999999999999999999 \
                12345678901234567890123456789.1";
    let fine = "1e-29 1e-99999999999999999999 0.00000000000000000000000000001";
    let texts = long.split(' ').map(|text| (text, TOO_LONG)).chain(fine.split(' ').map(|text| (text, TOO_FINE)));
    for (text, reason) in texts {
        // serde_json checks a number's exponent only where it makes a number of it.
        refused_text::<Decimal>(text, &format!("expected Edm.Decimal, found {text} ({reason}){LIMIT}"));
        refused::<Decimal>(
            &format!("\"{text}\""),
            &format!("expected Edm.Decimal, found the string \"{text}\" ({reason}){LIMIT}"),
        );
    }
    let long = "1".repeat(50);
    refused_text::<Decimal>(&long, &format!("expected Edm.Decimal, found {}… ({TOO_LONG}){LIMIT}", "1".repeat(40)));
}

#[test]
fn what_is_no_decimal_is_refused() {
    for text in [
        "", "-", ".5", "5.", "1,5", "1.5.2", "1e", "e5", "1e+", "1e1.5", "+-1", " 1", "1 ", "inf", "+INF", "nan", "1_0",
    ] {
        refused::<Decimal>(&format!("\"{text}\""), &format!("expected Edm.Decimal, found the string \"{text}\""));
    }
    for text in ["INF", "-INF", "NaN"] {
        let message =
            format!("expected Edm.Decimal, found the string \"{text}\" (a decimal is a finite number){LIMIT}");
        refused::<Decimal>(&format!("\"{text}\""), &message);
    }
    becomes::<Decimal>("\"+1.5\"", "1.5");
    becomes::<Decimal>("\"\\u0031.5\"", "1.5");
    refused::<Decimal>("\"1\\n\"", "expected Edm.Decimal, found the string \"1\\n\"");
    wrong_kinds::<Decimal>("Edm.Decimal", &["1.5"]);
}

#[test]
fn a_value_as_the_source_or_target() {
    let value = Decimal::read(&serde_json::json!(-17.25)).unwrap();
    assert_eq!(value.to_string(), "-17.25");
    assert_eq!(value.write(serde_json::value::Serializer).unwrap(), serde_json::json!(-17.25));
    assert_eq!(Decimal::read(&serde_json::json!(u64::MAX)).unwrap().to_string(), u64::MAX.to_string());
}

#[test]
fn half_a_surrogate_pair_is_no_text() {
    let error = Decimal::read(&mut serde_json::Deserializer::from_str("\"\\ud800\"")).unwrap_err().to_string();
    assert_eq!(error, "lone surrogate in hex escape at line 1 column 7");
}
