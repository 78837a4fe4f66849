//! Places and shapes, as GeoJSON.

use std::fmt;
use std::ops::Deref;

use serde_json::{Map, Value};

use super::{Primitive, serde_as_primitive};
use crate::syntax::{Error, ErrorKind, Reader, Token, ValueError, Writer, quoted, shortened, with_token};

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

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        write_list(&self.0, |number, writer| write_number(*number, writer), writer)
    }
}

impl Primitive for Geo {
    /// The base type of half of these types. Values of `Edm.Geometry` look the same.
    const EDM: &'static str = "Edm.Geography or Edm.Geometry";

    fn of_token(token: Token<'_>, _: &mut bool) -> Result<Self, ValueError> {
        Err(token.unlike(EXPECTED))
    }

    /// The coordinates may come before the type that says how to understand them.
    fn read_from(reader: &mut Reader<'_>, _: &mut bool) -> Result<Self, Error> {
        geo(reader.tree()?).map_err(|error| reader.refuse(error))
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let place = if matches!(self.shape, Shape::GeometryCollection(_)) { "geometries" } else { "coordinates" };
        writer.begin_object();
        writer.name("type");
        writer.string(self.shape.kind());
        writer.name(place);
        match &self.shape {
            Shape::Point(value) => value.write(writer)?,
            Shape::LineString(value) | Shape::MultiPoint(value) => write_line(value, writer)?,
            Shape::Polygon(value) | Shape::MultiLineString(value) => write_lines(value, writer)?,
            Shape::MultiPolygon(value) => write_list(value, |lines, writer| write_lines(lines, writer), writer)?,
            Shape::GeometryCollection(value) => write_list(value, Self::write_to, writer)?,
        }
        for (name, value) in &self.members {
            // Whoever changes the members can put there what has its place already.
            if name != "type" && name != place {
                writer.name(name);
                writer.tree(value);
            }
        }
        writer.end_object();
        Ok(())
    }

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::new();
        match self.write_to(&mut Writer::new(&mut text)) {
            Ok(()) => formatter.write_str(&String::from_utf8_lossy(&text)),
            Err(error) => write!(formatter, "({error})"),
        }
    }
}

serde_as_primitive!(Geo);

fn write_line(line: &[Position], writer: &mut Writer<'_>) -> Result<(), Error> {
    write_list(line, Position::write, writer)
}

fn write_lines(lines: &[Vec<Position>], writer: &mut Writer<'_>) -> Result<(), Error> {
    write_list(lines, |line, writer| write_line(line, writer), writer)
}

fn write_number(number: f64, writer: &mut Writer<'_>) -> Result<(), Error> {
    if !number.is_finite() {
        return Err(Error::new(ErrorKind::Unwritable, "a coordinate must be a finite number"));
    }
    writer.float(number);
    Ok(())
}

fn write_list<T>(
    items: &[T],
    write: fn(&T, &mut Writer<'_>) -> Result<(), Error>,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    writer.begin_array();
    for item in items {
        writer.item();
        write(item, writer)?;
    }
    writer.end_array();
    Ok(())
}

impl From<Shape> for Geo {
    fn from(shape: Shape) -> Self {
        Self { shape, members: Map::new() }
    }
}

macro_rules! positions {
    ($($numbers:ty)*) => {$(
        impl From<$numbers> for Position {
            fn from(numbers: $numbers) -> Self {
                Self(numbers.into())
            }
        }
    )*};
}
positions! { [f64; 2] [f64; 3] Vec<f64> }

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
        other => return Err(with_token(&other, |token| token.unlike(EXPECTED))),
    };
    let kind = match members.remove("type") {
        Some(Value::String(kind)) => kind,
        Some(other) => {
            return Err(ValueError::new(
                EXPECTED,
                format!("the type {}", with_token(&other, |token| token.describe())),
            ));
        }
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
        Some(value @ Value::Array(_)) => shortened(&value.to_string()),
        Some(value) => with_token(value, |token| token.describe()),
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
