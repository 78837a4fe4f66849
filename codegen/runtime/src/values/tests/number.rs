use super::super::{Binary, Primitive};
use super::{becomes, read, read_text, refused, refused_text, same, write, wrong_kinds};
use serde::de::IntoDeserializer;

#[test]
fn truth_values() {
    same::<bool>("true");
    same::<bool>("false");
    refused::<bool>("\"yes\"", "expected Edm.Boolean, found the string \"yes\"");
    refused::<bool>("\"true\"", "expected Edm.Boolean, found the string \"true\"");
    refused::<bool>("1", "expected Edm.Boolean, found 1");
    wrong_kinds::<bool>("Edm.Boolean", &["true"]);
}

#[test]
fn whole_numbers_at_their_limits() {
    fn limits<T: Primitive>(lowest: i64, highest: i64) {
        same::<T>(&lowest.to_string());
        same::<T>(&highest.to_string());
        same::<T>("0");
        becomes::<T>("3.0", "3");
        becomes::<T>("-0", "0");
        becomes::<T>("1e1", "10");
        for beyond in [lowest - 1, highest + 1, i64::MAX, i64::MIN] {
            refused::<T>(&beyond.to_string(), &format!("expected {}, found {beyond}", T::EDM));
        }
        refused::<T>("18446744073709551615", &format!("expected {}, found 18446744073709551615", T::EDM));
        refused::<T>("\"5\"", &format!("expected {}, found the string \"5\"", T::EDM));
        wrong_kinds::<T>(T::EDM, &[]);
    }
    limits::<u8>(0, 255);
    limits::<i8>(-128, 127);
    limits::<i16>(-32_768, 32_767);
    limits::<i32>(-2_147_483_648, 2_147_483_647);
    refused::<i32>("3000000000", "expected Edm.Int32, found 3000000000");
}

#[test]
fn int64_as_number_and_as_string() {
    for value in [i64::MIN, i64::MIN + 1, -9_007_199_254_740_993, -1, 0, 1, 9_007_199_254_740_993, i64::MAX] {
        same::<i64>(&value.to_string());
        becomes::<i64>(&format!("\"{value}\""), &value.to_string());
    }
    becomes::<i64>("\"+5\"", "5");
    becomes::<i64>("\"0005\"", "5");
    becomes::<i64>("9007199254740992.0", "9007199254740992");
    refused::<i64>("9223372036854775808", "expected Edm.Int64, found 9223372036854775808");
    refused::<i64>("\"9223372036854775808\"", "expected Edm.Int64, found the string \"9223372036854775808\"");
    refused::<i64>("1e300", "expected Edm.Int64, found 1e300");
    for text in [" 5", "5 ", "5.0", "1e3", "0x5", "--5", "-", "5_000", "٥"] {
        refused::<i64>(&format!("\"{text}\""), &format!("expected Edm.Int64, found the string \"{text}\""));
    }
    wrong_kinds::<i64>("Edm.Int64", &[]);
}

#[test]
fn doubles() {
    for text in ["0.1", "-0.0", "1.5", "4.666666666666667", "10.333333333333334", "0.30000000000000004"] {
        assert_eq!(write(&read_text::<f64>(text)), text);
    }
    becomes::<f64>("10", "10.0");
    becomes::<f64>("-7", "-7.0");
    for value in [f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, f64::EPSILON, 9_007_199_254_740_993.0] {
        let text = format!("{value:e}");
        assert_eq!(read_text::<f64>(&text).to_bits(), value.to_bits());
        assert_eq!(read_text::<f64>(&write(&value)).to_bits(), value.to_bits());
    }
    refused_text::<f64>("1e400", "expected Edm.Double or Edm.Single, found 1e400");
    refused_text::<f64>("-1e-400", "expected Edm.Double or Edm.Single, found -1e-400");
    assert_eq!(read_text::<f64>("0.0e-400"), 0.0);
    refused::<f64>("\"1.5\"", "expected Edm.Double or Edm.Single, found the string \"1.5\"");
    wrong_kinds::<f64>("Edm.Double or Edm.Single", &["1.5"]);
}

#[test]
fn doubles_read_to_the_last_bit() {
    // A plain generator of numbers that look random, so that the test is the same each time.
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let value = f64::from_bits(state ^ (state >> 29));
        if value.is_finite() {
            let text = write(&value);
            let back = f64::read(&mut serde_json::Deserializer::from_str(&text)).unwrap();
            assert_eq!(back.to_bits(), value.to_bits(), "{text}");
        }
    }
}

#[test]
fn numbers_that_are_not_finite() {
    for text in ["\"INF\"", "\"-INF\"", "\"NaN\""] {
        same::<f64>(text);
    }
    assert_eq!(read::<f64>("\"\\u0049NF\""), f64::INFINITY);
    for text in ["inf", "Infinity", "+INF", "nan"] {
        refused::<f64>(
            &format!("\"{text}\""),
            &format!("expected Edm.Double or Edm.Single, found the string \"{text}\""),
        );
    }
}

#[test]
fn numbers_from_other_deserializers() {
    // They know nothing of raw JSON and hand over what they have.
    type Error = serde::de::value::Error;
    let float = || IntoDeserializer::<Error>::into_deserializer(0.5_f64);
    let whole = || IntoDeserializer::<Error>::into_deserializer(7_u8);
    assert_eq!(f64::read(float()), Ok(0.5));
    assert_eq!(f64::read(whole()), Ok(7.0));
    assert_eq!(i32::read(whole()), Ok(7));
    assert_eq!(i32::read(float()).unwrap_err().to_string(), "expected Edm.Int32, found 0.5");
    assert_eq!(bool::read(true.into_deserializer()), Ok::<_, Error>(true));
    assert_eq!(rust_decimal::Decimal::read(float()).unwrap().to_string(), "0.5");
    assert_eq!(f64::read(IntoDeserializer::<Error>::into_deserializer("INF")), Ok(f64::INFINITY));
}

#[test]
fn numbers_in_an_untagged_enum() {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        Bytes(Binary),
        Number(Number),
    }
    struct Number(f64, rust_decimal::Decimal);
    impl<'de> serde::Deserialize<'de> for Number {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let value = f64::read(deserializer)?;
            let decimal = rust_decimal::Decimal::read(IntoDeserializer::<D::Error>::into_deserializer(value))?;
            Ok(Self(value, decimal))
        }
    }
    match serde_json::from_str("12.25").unwrap() {
        Either::Number(Number(value, decimal)) => assert_eq!((value, decimal.to_string().as_str()), (12.25, "12.25")),
        Either::Bytes(bytes) => panic!("{bytes:?}"),
    }
}
