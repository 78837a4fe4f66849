use super::super::Duration;
use super::{becomes, pairs, read, refused, same, wrong_kinds};

const EXPECTED: &str = "Edm.Duration such as P3DT12H30M5.5S";
const LIMIT: &str = "; `Lenient` keeps it as it came, `[replace]` gives `Edm.Duration` another type";

#[test]
fn what_services_send_is_written_back() {
    let texts = "
        P3M -PT3M22.1587532S P10675199DT2H48M5.4775807S -P10675199DT2H48M5.4775808S PT0S P1W
        P1Y2M3W4DT5H6M7.000000008S PT60M PT90S PT24H P365D PT0.016S PT1H30M PT0.000000001S -P1Y PT4294967295M
        P18446744073709551615DT18446744073709551615.999999999S";
    for text in texts.split_whitespace() {
        same::<Duration>(&format!("\"{text}\""));
    }
}

#[test]
fn what_says_the_same_shorter() {
    let table = "
        +PT5M -> PT5M | P0D -> PT0S | -PT0S -> PT0S | P0Y0M0DT0H0M0.000S -> PT0S | P1DT0H -> P1D | PT05M -> PT5M |
        PT1.50S -> PT1.5S | PT1.0S -> PT1S | PT1.1234567890000S -> PT1.123456789S";
    for (text, expected) in pairs(table) {
        becomes::<Duration>(&format!("\"{text}\""), &format!("\"{expected}\""));
    }
}

#[test]
fn every_length_of_fraction() {
    for length in 1..=9 {
        same::<Duration>(&format!("\"PT1.{}S\"", "7".repeat(length)));
    }
    for length in 10..=13 {
        let text = format!("PT1.{}S", "7".repeat(length));
        refused::<Duration>(
            &format!("\"{text}\""),
            &format!(
                "expected {EXPECTED}, found the string \"{text}\" (a fraction finer than a nanosecond cannot be held){LIMIT}"
            ),
        );
    }
}

#[test]
fn what_is_no_duration_is_refused() {
    let texts = "
        P PT - -P P1DT 1D P1 PT1 P1H PT1D P1D1Y PT1S1M PT1M1M P1DT1HT1M p1d P1d P-1D PT.5S PT1.S PT1,5S P1DD --P1D
        00:05:00";
    for text in texts.split_whitespace().chain(["P1D ", " P1D"]) {
        refused::<Duration>(&format!("\"{text}\""), &format!("expected {EXPECTED}, found the string \"{text}\""));
    }
    for (text, reason, more) in [
        ("PT1.5H", "only seconds can have a fraction", ""),
        ("P0.5Y", "only seconds can have a fraction", ""),
        ("P4294967296Y", "a component is too large to hold", LIMIT),
        ("P18446744073709551616D", "a component is too large to hold", LIMIT),
    ] {
        let message = format!("expected {EXPECTED}, found the string \"{text}\" ({reason}){more}");
        refused::<Duration>(&format!("\"{text}\""), &message);
    }
    wrong_kinds::<Duration>(EXPECTED, &[]);
}

#[test]
fn components_are_what_makes_two_equal() {
    assert_ne!(read::<Duration>("\"PT60M\""), read::<Duration>("\"PT1H\""));
    assert_eq!(read::<Duration>("\"-PT0S\""), Duration::default());
    assert_eq!(Duration::ZERO.with_days(3).negated().with_days(0), Duration::ZERO);
    let value = read::<Duration>("\"-P1Y2M3W4DT5H6M7.000000008S\"");
    let built = Duration::ZERO.with_years(1).with_months(2).with_weeks(3).with_days(4).with_hours(5);
    assert_eq!(value, built.with_minutes(6).with_seconds(7).with_nanoseconds(8).negated());
    assert_eq!((value.years(), value.months(), value.weeks(), value.days()), (1, 2, 3, 4));
    assert_eq!((value.hours(), value.minutes(), value.seconds(), value.nanoseconds()), (5, 6, 7, 8));
    assert!(value.is_negative() && !value.is_zero());
    assert_eq!(Duration::ZERO.with_nanoseconds(u32::MAX).nanoseconds(), 999_999_999);
    assert_eq!(format!("{value:?}"), "Duration(-P1Y2M3W4DT5H6M7.000000008S)");
    assert_eq!(size_of::<Option<Duration>>(), 48);
}

#[test]
fn to_and_from_the_durations_of_others() {
    for (theirs, text) in [
        (time::Duration::ZERO, "PT0S"),
        (time::Duration::new(90 * 60, 0), "PT1H30M"),
        (time::Duration::new(-202, -158_753_200), "-PT3M22.1587532S"),
        (time::Duration::MAX, "P106751991167300DT15H30M7.999999999S"),
        (time::Duration::MIN, "-P106751991167300DT15H30M8.999999999S"),
    ] {
        let ours = Duration::from(theirs);
        assert_eq!(ours.to_string(), text);
        if theirs != time::Duration::MIN {
            assert_eq!(time::Duration::try_from(ours).unwrap(), theirs);
        }
    }
    for theirs in [std::time::Duration::ZERO, std::time::Duration::MAX, std::time::Duration::from_millis(61_500)] {
        assert_eq!(std::time::Duration::try_from(Duration::from(theirs)).unwrap(), theirs);
    }
    assert_eq!(time::Duration::try_from(read::<Duration>("\"P1W\"")).unwrap(), time::Duration::days(7));

    let fails = |text: &str| {
        let value: Duration = text.parse().unwrap();
        let standard = std::time::Duration::try_from(value).unwrap_err().to_string();
        (time::Duration::try_from(value).map_err(|error| error.to_string()), standard)
    };
    let calendar = "expected a span of fixed length, found P3M (years and months have no fixed length)".to_owned();
    assert_eq!(fails("P3M"), (Err(calendar.clone()), calendar));
    let backward = "expected a span of fixed length, found -PT1S (it goes backward)".to_owned();
    assert_eq!(fails("-PT1S"), (Ok(time::Duration::seconds(-1)), backward));
    let long = "expected a span of fixed length, found P18446744073709551615D (it is too long)".to_owned();
    assert_eq!(fails("P18446744073709551615D"), (Err(long.clone()), long));
}
