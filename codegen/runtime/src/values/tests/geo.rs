use super::super::{Geo, Position, Primitive as _, Shape};
use super::{becomes, read, refused, same, wrong_kinds};

const EXPECTED: &str = "Edm.Geography or Edm.Geometry as GeoJSON";

#[test]
fn every_kind_of_geometry() {
    for (json, kind) in [
        (r#"{"type":"Point","coordinates":[-122.3,47.6]}"#, "Point"),
        (r#"{"type":"Point","coordinates":[]}"#, "Point"),
        (r#"{"type":"LineString","coordinates":[[1.5,2.5],[3.5,4.5,5.5]]}"#, "LineString"),
        (r#"{"type":"LineString","coordinates":[]}"#, "LineString"),
        (r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]],[]]}"#, "Polygon"),
        (r#"{"type":"MultiPoint","coordinates":[[1.5,2.5,3.5,4.5]]}"#, "MultiPoint"),
        (r#"{"type":"MultiLineString","coordinates":[[[1.5,2.5],[3.5,4.5]],[]]}"#, "MultiLineString"),
        (r#"{"type":"MultiPolygon","coordinates":[[[[1.5,2.5]]],[[]],[]]}"#, "MultiPolygon"),
        (
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1.5,2.5],"a":1},{"type":"GeometryCollection","geometries":[]}]}"#,
            "GeometryCollection",
        ),
    ] {
        same::<Geo>(json);
        assert_eq!(read::<Geo>(json).shape().kind(), kind);
    }
}

#[test]
fn other_members_are_kept() {
    same::<Geo>(
        r#"{"type":"Point","coordinates":[1.5,2.5],"bbox":[1.5,2.5,1.5,2.5],"crs":{"properties":{"name":"EPSG:4326"},"type":"name"},"geometries":7,"x":[null]}"#,
    );
    same::<Geo>(r#"{"type":"GeometryCollection","geometries":[],"coordinates":{"a":null}}"#);
    becomes::<Geo>(
        r#"{"crs":null,"coordinates":[1,-2],"type":"Point"}"#,
        r#"{"type":"Point","coordinates":[1.0,-2.0],"crs":null}"#,
    );
}

#[test]
fn accessors() {
    let json =
        r#"{"type":"Point","coordinates":[1.5,2.5,3.5],"bbox":[1,2,3,4],"crs":{"properties":{"name":"EPSG:0"}}}"#;
    let mut geo = read::<Geo>(json);
    assert_eq!(geo.as_point(), Some((1.5, 2.5)));
    assert_eq!(geo.bbox(), Some(vec![1.0, 2.0, 3.0, 4.0]));
    assert_eq!(geo.crs_name(), Some("EPSG:0"));
    assert!(geo.crs().is_some());
    let Shape::Point(position) = geo.shape() else { panic!("{geo:?}") };
    assert_eq!((position.x(), position.y(), position.z(), position.len()), (Some(1.5), Some(2.5), Some(3.5), 3));
    assert_eq!(position, &Position::from([1.5, 2.5, 3.5]));
    geo.members_mut().clear();
    geo.members_mut().insert("type".to_owned(), "x".into());
    geo.members_mut().insert("coordinates".to_owned(), "x".into());
    assert_eq!(geo.members().len(), 2);
    *geo.shape_mut() = Shape::Point(vec![1.0, 2.0].into());
    assert_eq!(serde_json::to_string(&geo).unwrap(), r#"{"type":"Point","coordinates":[1.0,2.0]}"#);
    assert_eq!(Geo::point(1.0, 2.0).bbox(), None);
    assert_eq!(read::<Geo>(r#"{"type":"Point","coordinates":[]}"#).as_point(), None);
    assert_eq!(read::<Geo>(r#"{"type":"MultiPoint","coordinates":[[1,2]]}"#).as_point(), None);
}

#[test]
fn what_is_no_geometry_is_refused() {
    let pair = "its coordinates are an array of positions, which are two numbers or more";
    let pairs = "its coordinates are arrays of arrays of positions, which are two numbers or more";
    let point = "the coordinates of a Point are an array of two numbers or more";
    for (json, found) in [
        (r#"{"a":1}"#, "an object without a type".to_owned()),
        (r#"{"type":5,"coordinates":[1,2]}"#, "the type 5".to_owned()),
        (r#"{"type":"Circle","coordinates":[1,2]}"#, "the type \"Circle\"".to_owned()),
        (r#"{"type":"point","coordinates":[1,2]}"#, "the type \"point\"".to_owned()),
        (r#"{"type":"Point"}"#, format!("an object without coordinates ({point})")),
        (r#"{"type":"Point","coordinates":null}"#, format!("coordinates of null ({point})")),
        (r#"{"type":"Point","coordinates":[1]}"#, format!("coordinates of [1] ({point})")),
        (r#"{"type":"Point","coordinates":[1,"2"]}"#, format!("coordinates of [1,\"2\"] ({point})")),
        (r#"{"type":"LineString","coordinates":[1,2]}"#, format!("coordinates of [1,2] ({pair})")),
        (r#"{"type":"Polygon","coordinates":[[1,2]]}"#, format!("coordinates of [[1,2]] ({pairs})")),
        (
            r#"{"type":"MultiPolygon","coordinates":[[[1,2]]]}"#,
            "coordinates of [[[1,2]]] (its coordinates are arrays of arrays of arrays of positions, which are two numbers or more)"
                .to_owned(),
        ),
        (r#"{"type":"GeometryCollection"}"#, "an object without geometries (geometries are an array)".to_owned()),
        (
            r#"{"type":"GeometryCollection","geometries":{}}"#,
            "geometries of an object (geometries are an array)".to_owned(),
        ),
        (r#"{"type":"GeometryCollection","geometries":[5]}"#, "5".to_owned()),
    ] {
        refused::<Geo>(json, &format!("expected {EXPECTED}, found {found}"));
    }
    wrong_kinds::<Geo>(EXPECTED, &["{}", "{\"a\":{\"b\":1}}"]);
}

#[test]
fn deep_collections_are_refused_and_do_not_overflow() {
    let deep = r#"{"type":"GeometryCollection","geometries":["#.repeat(10_000) + &"]}".repeat(10_000);
    let error = Geo::read(&mut serde_json::Deserializer::from_str(&deep)).unwrap_err();
    assert!(error.to_string().starts_with("recursion limit exceeded"), "{error}");
}

#[test]
fn a_coordinate_that_is_no_number_is_not_written() {
    let error = serde_json::to_string(&Geo::point(f64::NAN, 0.0)).unwrap_err();
    assert_eq!(error.to_string(), "a coordinate must be a finite number");
}
