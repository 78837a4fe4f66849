//! Values in URLs.

use super::super::sample::{Account, Color, Everything, Label, Rights, Settings, Weight};
use super::url;
use crate::request::{EnumLiterals, Filter, IntoKey, Key, Literal, Service};
use crate::values::{Geo, Shape};
use crate::{Binary, BinaryUrl, Duration, Flags, Stream, json};

#[track_caller]
fn is(value: &dyn Literal, expected: &str) {
    assert_eq!(format!("{:?}", Key::new(value)), format!("({expected})"));
}

#[test]
fn of_every_type() {
    is(&true, "true");
    is(&false, "false");
    is(&255_u8, "255");
    is(&-128_i8, "-128");
    is(&-32768_i16, "-32768");
    is(&i32::MIN, "-2147483648");
    is(&i64::MAX, "9223372036854775807");
    is(&"", "''");
    is(&"it's '' é\n", "'it''s '''' é\n'");
    is(&"3".to_owned(), "'3'");
    is(&Some("a"), "'a'");
    is(&None::<i32>, "null");
    is(&uuid::Uuid::from_u128(0x3f25_04e0_4f89_41d3_9a0c_0305_e82c_3301), "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    is(&"1.50".parse::<rust_decimal::Decimal>().unwrap(), "1.50");
    is(&crate::values::parse_date("2024-02-29").unwrap(), "2024-02-29");
    is(&crate::values::parse_date_time("2021-01-26T22:30:57.370+01:00").unwrap(), "2021-01-26T22:30:57.37+01:00");
    is(&crate::values::parse_time_of_day("08:30").unwrap(), "08:30:00");
    is(&Duration::ZERO.with_days(1).with_seconds(2), "duration'P1DT2S'");
    is(&Binary::from(b"\xfb\xff\xfe".as_slice()), "binary'-__-'");
    is(&BinaryUrl::from(b"hi".as_slice()), "binary'aGk='");
    is(&serde_json::json!({"a": [1]}), r#"@p&@p={"a":[1]}"#);
}

#[test]
fn of_floating_point() {
    for (value, expected) in [
        (1.5, "1.5"),
        (-0.0, "-0.0"),
        (1e300, "1e300"),
        (5e-324, "5e-324"),
        (f64::INFINITY, "INF"),
        (f64::NEG_INFINITY, "-INF"),
        (f64::NAN, "NaN"),
    ] {
        is(&value, expected);
    }
    is(&1.25_f32, "1.25");
    is(&f32::NEG_INFINITY, "-INF");
}

#[test]
fn of_enums() {
    is(&Color::Red, "sample.color'red'");
    is(&Color::from("it's"), "sample.color'it''s'");
    is(&Flags::from_iter([Rights::Read, Rights::Share]), "sample.rights'read,share'");
    let service = Service::new("https://h").unwrap().enum_literals(EnumLiterals::MemberName);
    let request = service.many::<Everything>("a").get().filter(Everything::RIGHTS.has(Rights::Read));
    assert_eq!(url(&request), "https://h/a?$filter=rights%20has%20'read'");
}

#[test]
fn of_types_with_a_name() {
    let weight = Weight("1.5".parse().unwrap());
    is(&weight, "1.5");
    is(&Settings(Stream::from_json(1)), "@p&@p=1");
    assert_eq!(Everything::WEIGHT.gt(weight.clone()).to_string(), "weight gt 1.5");
    assert_eq!(Everything::WEIGHT.is_in([&weight, &weight]).to_string(), "weight in (1.5,1.5)");
}

#[test]
fn of_places() {
    is(&Geo::point(-122.3, 47.6), "geography'SRID=4326;Point(-122.3 47.6)'");
    let flat: Geo =
        json::from_str(r#"{"type":"Point","coordinates":[1,2,3],"crs":{"properties":{"name":"EPSG:0"}}}"#).unwrap();
    is(&flat, "geometry'SRID=0;Point(1 2 3)'");
    let square: Vec<_> = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]].map(Into::into).into();
    let line: Vec<_> = square[..2].to_vec();
    for (shape, expected) in [
        (Shape::LineString(line.clone()), "LineString(0 0,0 1)"),
        (Shape::Polygon(vec![square.clone(), square.clone()]), "Polygon((0 0,0 1,1 1,0 0),(0 0,0 1,1 1,0 0))"),
        (Shape::MultiPoint(line.clone()), "MultiPoint((0 0),(0 1))"),
        (Shape::MultiLineString(vec![line.clone(), line]), "MultiLineString((0 0,0 1),(0 0,0 1))"),
        (Shape::MultiPolygon(vec![vec![square]]), "MultiPolygon(((0 0,0 1,1 1,0 0)))"),
        (
            Shape::GeometryCollection(vec![Geo::point(1.0, 2.0), Geo::point(3.0, 4.0)]),
            "Collection(Point(1 2),Point(3 4))",
        ),
    ] {
        is(&Geo::from(shape), &format!("geography'SRID=4326;{expected}'"));
    }
}

#[test]
fn they_are_encoded_in_queries() {
    let service = Service::new("https://h").unwrap();
    let filter: Filter<Account> = Account::NAME.eq("a&b=c+d #%é\"'/?");
    assert_eq!(
        url(&service.many::<Account>("a").get().filter(filter)),
        "https://h/a?$filter=name%20eq%20'a%26b=c%2Bd%20%23%25%C3%A9%22''/?'"
    );
}

#[test]
fn texts_of_a_type_of_their_own() {
    assert_eq!(Label::from("a@b"), Label("a@b".to_owned()));
    let label = Label::from("a@b");
    let keys: [Key; 3] = [IntoKey::<Label>::into_key("a@b"), IntoKey::into_key(&label), IntoKey::into_key(label)];
    assert!(keys.iter().all(|key| format!("{key:?}") == "('a@b')"), "{keys:?}");
}
