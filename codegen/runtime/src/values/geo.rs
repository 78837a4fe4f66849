//! Places and shapes, as GeoJSON.

use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::ops::Deref;

use super::super::json::text_of;
use super::Primitive;
use super::error::{ValueError, quoted, shortened};
use super::json::{Form, Json};
use super::show::{Object, Shown};

/// A value of an `Edm.Geography` or `Edm.Geometry` type: a GeoJSON geometry, see RFC 7946.
///
/// Read and written are all seven kinds. Other members, among them `crs` and `bbox`, are kept as they are. Coordinates are
/// `f64`, so `-122` may be written `-122.0`. Whether the rings of a polygon close is not checked.
///
/// ```
/// use odata_runtime::values::{Geo, Shape};
///
/// let json = r#"{"type":"Point","coordinates":[-122.3,47.6],"crs":{"properties":{"name":"EPSG:4326"}}}"#;
/// let geo: Geo = serde_json::from_str(json)?;
/// assert_eq!(geo.as_point(), Some((-122.3, 47.6)));
/// assert_eq!(geo.crs_name(), Some("EPSG:4326"));
/// assert_eq!(serde_json::to_string(&geo)?, json);
///
/// let route = Geo::from(Shape::LineString(vec![[8.5, 47.4].into(), [7.6, 47.6].into()]));
/// assert_eq!(serde_json::to_string(&route)?, r#"{"type":"LineString","coordinates":[[8.5,47.4],[7.6,47.6]]}"#);
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Geo {
    shape: Shape,
    members: Map<String, Value>,
}

/// The kinds of GeoJSON geometry with their coordinates.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A point. One without coordinates is the empty point.
    Point(Position),
    /// A line through positions.
    LineString(Vec<Position>),
    /// An area: its outer ring, then those of its holes.
    Polygon(Vec<Vec<Position>>),
    /// Points.
    MultiPoint(Vec<Position>),
    /// Lines.
    MultiLineString(Vec<Vec<Position>>),
    /// Areas.
    MultiPolygon(Vec<Vec<Vec<Position>>>),
    /// Geometries of any kind.
    GeometryCollection(Vec<Geo>),
}

/// A position: x or longitude, y or latitude, then perhaps the altitude and more. It derefs to these numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Position(Vec<f64>);

impl Geo {
    /// A point at x or longitude, and y or latitude.
    pub fn point(x: f64, y: f64) -> Self {
        Shape::Point([x, y].into()).into()
    }

    /// The kind and the coordinates.
    pub const fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The kind and the coordinates, to be changed.
    pub const fn shape_mut(&mut self) -> &mut Shape {
        &mut self.shape
    }

    /// Longitude and latitude, or x and y, if this is a point.
    pub fn as_point(&self) -> Option<(f64, f64)> {
        match &self.shape {
            Shape::Point(position) => Some((position.x()?, position.y()?)),
            _ => None,
        }
    }

    /// The coordinate reference system, such as `{"type":"name","properties":{"name":"EPSG:4326"}}`.
    pub fn crs(&self) -> Option<&Value> {
        self.members.get("crs")
    }

    /// The name of the coordinate reference system, such as `EPSG:4326`.
    pub fn crs_name(&self) -> Option<&str> {
        self.crs()?.get("properties")?.get("name")?.as_str()
    }

    /// The bounding box: the lowest number on each axis, then the highest on each.
    pub fn bbox(&self) -> Option<Vec<f64>> {
        self.members.get("bbox")?.as_array()?.iter().map(Value::as_f64).collect()
    }

    /// The members other than `type` and the coordinates or geometries.
    pub const fn members(&self) -> &Map<String, Value> {
        &self.members
    }

    /// The members other than `type` and the coordinates or geometries, to be changed.
    pub const fn members_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.members
    }
}

impl Shape {
    /// The GeoJSON type, such as `Point`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Point(_) => "Point",
            Self::LineString(_) => "LineString",
            Self::Polygon(_) => "Polygon",
            Self::MultiPoint(_) => "MultiPoint",
            Self::MultiLineString(_) => "MultiLineString",
            Self::MultiPolygon(_) => "MultiPolygon",
            Self::GeometryCollection(_) => "GeometryCollection",
        }
    }
}

impl Position {
    /// The first number: x or longitude.
    pub fn x(&self) -> Option<f64> {
        self.0.first().copied()
    }

    /// The second number: y or latitude.
    pub fn y(&self) -> Option<f64> {
        self.0.get(1).copied()
    }

    /// The third number: z or altitude.
    pub fn z(&self) -> Option<f64> {
        self.0.get(2).copied()
    }
}

impl Primitive for Geo {
    /// The base type of half of these types. Values of `Edm.Geometry` look the same.
    const EDM: &'static str = "Edm.Geography or Edm.Geometry";

    /// The coordinates may come before the type that says how to understand them.
    const FORM: Form = Form::Tree;

    fn take(json: Json<'_>, _: &mut Option<Value>) -> Result<Self, ValueError> {
        Err(json.unlike(EXPECTED))
    }

    fn take_tree(json: &mut Value) -> Result<Self, ValueError> {
        geo(json.take())
    }

    fn show(&self) -> Shown<'_> {
        Shown::Object(self)
    }
}

impl Serialize for Geo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let place = if matches!(self.shape, Shape::GeometryCollection(_)) { "geometries" } else { "coordinates" };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", self.shape.kind())?;
        match &self.shape {
            Shape::Point(value) => map.serialize_entry(place, value)?,
            Shape::LineString(value) | Shape::MultiPoint(value) => map.serialize_entry(place, value)?,
            Shape::Polygon(value) | Shape::MultiLineString(value) => map.serialize_entry(place, value)?,
            Shape::MultiPolygon(value) => map.serialize_entry(place, value)?,
            Shape::GeometryCollection(value) => map.serialize_entry(place, value)?,
        }
        for (name, value) in &self.members {
            // Whoever changes the members can put there what has its place already.
            if name != "type" && name != place {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Geo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Primitive::read(deserializer)
    }
}

impl Object for Geo {
    fn json(&self) -> Result<Box<RawValue>, serde_json::Error> {
        RawValue::from_string(text_of(self)?)
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(self.0.len()))?;
        for number in &self.0 {
            if !number.is_finite() {
                return Err(S::Error::custom("a coordinate has to be a finite number"));
            }
            sequence.serialize_element(number)?;
        }
        sequence.end()
    }
}

impl From<Shape> for Geo {
    fn from(shape: Shape) -> Self {
        Self { shape, members: Map::new() }
    }
}

impl From<[f64; 2]> for Position {
    fn from(numbers: [f64; 2]) -> Self {
        Self(numbers.into())
    }
}

impl From<[f64; 3]> for Position {
    fn from(numbers: [f64; 3]) -> Self {
        Self(numbers.into())
    }
}

impl From<Vec<f64>> for Position {
    fn from(numbers: Vec<f64>) -> Self {
        Self(numbers)
    }
}

impl Deref for Position {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        &self.0
    }
}

const EXPECTED: &str = "Edm.Geography or Edm.Geometry as GeoJSON";

fn geo(value: Value) -> Result<Geo, ValueError> {
    let mut members = match value {
        Value::Object(members) => members,
        other => return Err(Json::from(&other).unlike(EXPECTED)),
    };
    let kind = match members.remove("type") {
        Some(Value::String(kind)) => kind,
        Some(other) => return Err(ValueError::new(EXPECTED, format!("the type {}", Json::from(&other).describe()))),
        None => return Err(ValueError::new(EXPECTED, "an object without a type")),
    };
    let shape = if kind == "GeometryCollection" {
        match members.remove("geometries") {
            Some(Value::Array(parts)) => {
                Shape::GeometryCollection(parts.into_iter().map(geo).collect::<Result<_, _>>()?)
            }
            other => return Err(misfit("geometries", other.as_ref(), "geometries are an array")),
        }
    } else {
        let coordinates = members.remove("coordinates");
        match shape(&kind, coordinates.as_ref().unwrap_or(&Value::Null)) {
            Some(Some(shape)) => shape,
            Some(None) => return Err(misfit("coordinates", coordinates.as_ref(), positions(&kind))),
            None => return Err(ValueError::new(EXPECTED, format!("the type {}", quoted(&kind)))),
        }
    };
    Ok(Geo { shape, members })
}

/// The shape of this kind, if there is such a kind, and if the coordinates fit it.
fn shape(kind: &str, coordinates: &Value) -> Option<Option<Shape>> {
    Some(match kind {
        // Services write the empty point without numbers.
        "Point" if coordinates.as_array().is_some_and(Vec::is_empty) => Some(Shape::Point(Position(Vec::new()))),
        "Point" => position(coordinates).map(Shape::Point),
        "LineString" => line(coordinates).map(Shape::LineString),
        "MultiPoint" => line(coordinates).map(Shape::MultiPoint),
        "Polygon" => lines(coordinates).map(Shape::Polygon),
        "MultiLineString" => lines(coordinates).map(Shape::MultiLineString),
        "MultiPolygon" => list(coordinates, lines).map(Shape::MultiPolygon),
        _ => return None,
    })
}

#[cold]
fn misfit(name: &str, found: Option<&Value>, reason: &'static str) -> ValueError {
    let found = match found {
        // JSON text shows better than `an array` what is wrong with it.
        Some(value @ Value::Array(_)) => shortened(&text_of(value).unwrap_or_default()),
        Some(value) => Json::from(value).describe(),
        None => return ValueError::new(EXPECTED, format!("an object without {name}")).because(reason),
    };
    ValueError::new(EXPECTED, format!("{name} of {found}")).because(reason)
}

/// What the coordinates of a kind have to be.
fn positions(kind: &str) -> &'static str {
    match kind {
        "Point" => "the coordinates of a Point are an array of two numbers or more",
        "LineString" | "MultiPoint" => "its coordinates are an array of positions, which are two numbers or more",
        "MultiPolygon" => "its coordinates are arrays of arrays of arrays of positions, which are two numbers or more",
        _ => "its coordinates are arrays of arrays of positions, which are two numbers or more",
    }
}

fn position(value: &Value) -> Option<Position> {
    let numbers: Option<Vec<f64>> = value.as_array()?.iter().map(Value::as_f64).collect();
    numbers.filter(|numbers| numbers.len() >= 2).map(Position)
}

fn line(value: &Value) -> Option<Vec<Position>> {
    list(value, position)
}

fn lines(value: &Value) -> Option<Vec<Vec<Position>>> {
    list(value, line)
}

fn list<T>(value: &Value, item: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(item).collect()
}
