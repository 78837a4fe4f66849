//! Places and shapes as URLs have them: well-known text (OData 4.01 ABNF, rules `geographyPoint` and those that follow).

use super::Literal;
use crate::request::text::Text;
use crate::values::{Geo, Position, Shape};

/// A geography, unless its coordinate reference system is `EPSG:0`, which is that of a geometry on a flat plane.
impl Literal for Geo {
    fn write_literal(&self, text: &mut Text) {
        let srid = self.crs_name().and_then(|name| name.rsplit(':').next()?.parse::<u32>().ok()).unwrap_or(4326);
        let mut out = format!("SRID={srid};");
        write_shape(self.shape(), &mut out);
        text.push(if srid == 0 { "geometry" } else { "geography" });
        text.push_quoted(&out);
    }
}

fn write_shape(shape: &Shape, out: &mut String) {
    match shape {
        Shape::Point(position) => {
            out.push_str("Point(");
            write_position(position, out);
            out.push(')');
        }
        Shape::LineString(line) => write_named("LineString", line, out, write_position),
        Shape::Polygon(rings) => write_named("Polygon", rings, out, |line, out| write_line(line, out)),
        Shape::MultiPoint(points) => write_named("MultiPoint", points, out, |point, out| {
            out.push('(');
            write_position(point, out);
            out.push(')');
        }),
        Shape::MultiLineString(lines) => write_named("MultiLineString", lines, out, |line, out| write_line(line, out)),
        Shape::MultiPolygon(polygons) => {
            write_named("MultiPolygon", polygons, out, |rings, out| {
                write_list(rings, out, |line, out| write_line(line, out))
            });
        }
        Shape::GeometryCollection(shapes) => {
            write_named("Collection", shapes, out, |geo, out| write_shape(geo.shape(), out));
        }
    }
}

fn write_named<T>(name: &str, items: &[T], out: &mut String, write: impl FnMut(&T, &mut String)) {
    out.push_str(name);
    write_list(items, out, write);
}

fn write_list<T>(items: &[T], out: &mut String, mut write: impl FnMut(&T, &mut String)) {
    out.push('(');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(')');
}

fn write_line(line: &[Position], out: &mut String) {
    write_list(line, out, write_position);
}

fn write_position(position: &Position, out: &mut String) {
    let numbers: Vec<String> = position.iter().map(f64::to_string).collect();
    out.push_str(&numbers.join(" "));
}
