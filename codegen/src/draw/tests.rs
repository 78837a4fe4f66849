use std::path::Path;

use proptest::prelude::*;

use super::layers::{Line, Size, layout};
use super::*;
use crate::config::{Config, Pattern};
use crate::plan::{Selection, Settings, select};
use crate::source::Sources;

const SCHEMA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="shop.core" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="thing" Abstract="true"/>
      <EntityType Name="order" BaseType="shop.core.thing">
        <Property Name="state" Type="shop.core.state"/>
        <Property Name="to" Type="shop.core.address"/>
        <NavigationProperty Name="lines" Type="Collection(shop.core.line)" ContainsTarget="true"/>
        <NavigationProperty Name="customer" Type="shop.core.customer"/>
      </EntityType>
      <EntityType Name="rush" BaseType="shop.core.order"/>
      <EntityType Name="line"><Property Name="note" Type="shop.core.text"/></EntityType>
      <EntityType Name="customer" BaseType="shop.core.thing"><Property Name="at" Type="shop.core.address"/></EntityType>
      <ComplexType Name="address"><Property Name="place" Type="shop.core.place"/></ComplexType>
      <ComplexType Name="place"/>
      <EnumType Name="state"><Member Name="open"/></EnumType>
      <TypeDefinition Name="text" UnderlyingType="Edm.String"/>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

/// The names of what is drawn, with a star for what was asked for.
fn drawn(include: &[&str], exclude: &[&str], depth: Option<usize>, format: Format) -> Vec<String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let source = sources.add(Path::new("shop.csdl"), SCHEMA.as_bytes().to_vec()).unwrap();
    let documents = crate::csdl::parse(&[source], &sources, &mut diagnostics).unwrap();
    let model = crate::model::resolve(documents, &sources, &mut diagnostics);
    let patterns = |texts: &[&str]| texts.iter().map(|text| Pattern::new(text).unwrap()).collect::<Vec<_>>();
    let (include, exclude) = (patterns(include), patterns(exclude));
    let settings = Settings { include, exclude: exclude.clone(), ..Settings::new(&Config::default()) };
    let selection: Selection = select(&model, &settings, &mut diagnostics).unwrap();
    let drawing = Drawing::new(&model, &choose(&model, &selection, &exclude, depth, format));
    drawing.nodes.iter().map(|node| format!("{}{}", node.label, if node.is_chosen { "*" } else { "" })).collect()
}

#[test]
fn neighbours_are_drawn_in_all_directions() {
    let order = ["shop.core.order"];
    assert_eq!(drawn(&order, &[], Some(0), Format::Svg), ["order"]);
    assert_eq!(drawn(&order, &[], Some(1), Format::Svg), ["address", "line", "order*", "rush", "thing"]);
    // Not the customer, which is derived from the base and has the address too.
    assert_eq!(drawn(&order, &[], Some(9), Format::Svg), ["address", "line", "order*", "place", "rush", "thing"]);
    assert_eq!(drawn(&["shop.core.address"], &[], Some(1), Format::Svg), ["address*", "customer", "order", "place"]);
    assert_eq!(drawn(&order, &["**.address"], Some(9), Format::Svg), ["line", "order*", "rush", "thing"]);
}

#[test]
fn enum_types_are_drawn_as_html_only() {
    let found = drawn(&["shop.core.order"], &[], Some(1), Format::Html);
    assert_eq!(found, ["address", "line", "order*", "rush", "state", "text", "thing"]);
    assert_eq!(drawn(&["shop.core.state"], &[], Some(1), Format::Dot), Vec::<String>::new());
}

#[test]
fn without_a_depth_the_selection_is_drawn() {
    let found = drawn(&["shop.core.order"], &[], None, Format::Html);
    assert_eq!(found, ["address", "order*", "place", "state"]);
    assert_eq!(drawn(&[], &[], None, Format::Svg).len(), 7);
    assert_eq!(drawn(&[], &[], None, Format::Html).len(), 9);
}

fn node(name: &str, namespace: &str) -> Node {
    Node {
        name: format!("{namespace}.{name}"),
        label: name.to_owned(),
        namespace: namespace.to_owned(),
        kind: Kind::Entity,
        is_abstract: false,
        is_open: false,
        is_chosen: true,
        base: None,
        properties: Vec::new(),
        members: Vec::new(),
    }
}

fn part(name: &str, target: usize) -> Property {
    Property {
        name: name.to_owned(),
        type_name: "t".to_owned(),
        target: Some(target),
        is_collection: true,
        relation: Relation::Part,
    }
}

/// Names that no reader lets through: what is written has to be safe by itself.
#[test]
fn whatever_a_name_is_it_stays_text() {
    let mut evil = node("</script><!-- script -->&\"'\\", "n");
    evil.properties.push(part("a\"];\n}--> #quot; </title>", 0));
    let drawing = Drawing { nodes: vec![evil] };
    let mut diagnostics = Diagnostics::default();
    let mut render = |format| render(&drawing, format, &mut diagnostics).unwrap();
    let html = render(Format::Html);
    assert_eq!(html.matches("</script>").count(), 2, "that of the data and that of the script");
    let data = html.split_once("application/json\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["types"][0]["name"], "</script><!-- script -->&\"'\\");
    assert_eq!(data["types"][0]["properties"][0][0], "a\"];\n}--> #quot; </title>");

    let svg = render(Format::Svg);
    let mut reader = quick_xml::Reader::from_str(&svg);
    let mut texts = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(start) => texts.push(start.name().as_ref().to_owned()),
            _ => {}
        }
    }
    assert_eq!(texts.iter().filter(|name| name.as_str() == "title").count(), 1);

    let dot = render(Format::Dot);
    assert!(dot.contains(r#""n.</script><!-- script -->&\"'\\" [label="#), "{dot}");
    assert!(dot.contains(r#"label="a\"];\n}--> #quot; </title>[]"]"#), "{dot}");

    let mermaid = render(Format::Mermaid);
    assert!(
        mermaid.contains("[\"#60;#47;script#62;#60;#33;#45;#45; script #45;#45;#62;#38;#34;#39;#92;\"]"),
        "{mermaid}"
    );
    assert_eq!(mermaid.lines().count(), 4, "{mermaid}");
}

#[test]
fn identifiers_of_mermaid_are_distinct() {
    let drawing = Drawing { nodes: vec![node("a", "n"), node("n_a", "x"), node("a", "x.n"), node("é", "n")] };
    let text = render(&drawing, Format::Mermaid, &mut Diagnostics::default()).unwrap();
    for id in ["n_a[", "x_n_a[", "x_n_a_[", "n_ue9["] {
        assert!(text.contains(&format!("class {id}")), "{id}: {text}");
    }
}

#[test]
fn what_is_too_large_says_what_suits_it() {
    let mut nodes: Vec<Node> = (0..=SVG_TYPES).map(|index| node(&format!("t{index}"), "n")).collect();
    let mut diagnostics = Diagnostics::default();
    assert!(render(&Drawing { nodes: nodes.clone() }, Format::Svg, &mut diagnostics).is_err());
    assert!(diagnostics.as_slice()[0].help.as_ref().unwrap().contains("--format html"));
    nodes.pop();
    let mut diagnostics = Diagnostics::default();
    render(&Drawing { nodes: nodes.clone() }, Format::Svg, &mut diagnostics).unwrap();
    render(&Drawing { nodes: nodes.clone() }, Format::Mermaid, &mut diagnostics).unwrap();
    assert!(diagnostics.as_slice().is_empty());
    for node in &mut nodes {
        node.properties = vec![part("a", 0), part("b", 1)];
    }
    render(&Drawing { nodes }, Format::Mermaid, &mut diagnostics).unwrap();
    assert!(!diagnostics.has_errors() && diagnostics.as_slice().len() == 1);
    assert!(render(&Drawing::default(), Format::Html, &mut diagnostics).is_err());
}

fn graphs() -> impl Strategy<Value = (Vec<Size>, Vec<Line>)> {
    (1_usize..24).prop_flat_map(|count| {
        let size = (20_u32..300, 20_u32..200)
            .prop_map(|(width, height)| Size { width: f64::from(width), height: f64::from(height) });
        let lines = prop::collection::vec((0..count, 0..count), 0..count * 2);
        let lines = lines.prop_map(|ends| {
            let ends = ends.into_iter().filter(|(from, to)| from != to);
            ends.map(|(from, to)| Line { from: (from, 10.0), to: (to, 5.0) }).collect()
        });
        (prop::collection::vec(size, count), lines)
    })
}

proptest! {
    #[test]
    fn boxes_do_not_overlap_and_lines_end_at_them((sizes, lines) in graphs()) {
        let found = layout(&sizes, &lines);
        prop_assert_eq!(&found, &layout(&sizes, &lines));
        let area = |index: usize| (found.places[index], sizes[index]);
        for index in 0..sizes.len() {
            let ((left, top), size) = area(index);
            prop_assert!(left >= 0.0 && left + size.width <= found.width);
            prop_assert!(top >= -0.01 && top + size.height <= found.height + 0.01);
            for other in 0..index {
                let ((x, y), other) = area(other);
                let is_apart = left + size.width < x || x + other.width < left
                    || top + size.height < y || y + other.height < top;
                prop_assert!(is_apart, "{:?} {:?}", area(index), (x, y, other));
            }
        }
        for (line, route) in lines.iter().zip(&found.routes) {
            prop_assert!(route.len() % 2 == 0);
            for (end, (x, y)) in [(line.from, route[0]), (line.to, route[route.len() - 1])] {
                let ((left, top), size) = area(end.0);
                prop_assert!(x == left || x == left + size.width);
                prop_assert!((y - top - end.1).abs() < 0.01);
            }
            // Where a line passes a column it is in nobody's way.
            for inner in route[1..route.len() - 1].chunks_exact(2) {
                for index in 0..sizes.len() {
                    let ((left, top), size) = area(index);
                    let ((from, y), (to, _)) = (inner[0], inner[1]);
                    let is_beside = left + size.width <= from.min(to) || left >= from.max(to);
                    prop_assert!(is_beside || y < top || y > top + size.height);
                }
            }
        }
    }

    #[test]
    fn the_map_has_each_type_in_its_base_and_apart_from_others(
        types in prop::collection::vec((0_usize..3, 0_usize..40), 1..40),
    ) {
        let nodes = types.iter().enumerate().map(|(index, (namespace, base))| {
            let base = (*base < index).then_some(*base);
            Node { base, ..node(&format!("t{index}"), ["a", "b", "a.b"][*namespace]) }
        });
        let drawing = Drawing { nodes: nodes.collect() };
        let found = map::map(&drawing);
        let is_in = |inner: map::Area, outer: map::Area| {
            inner[0] > outer[0] && inner[0] + inner[2] < outer[0] + outer[2]
                && inner[1] > outer[1] && inner[1] + inner[3] < outer[1] + outer[3]
        };
        let is_apart = |left: map::Area, right: map::Area| {
            left[0] + left[2] < right[0] || right[0] + right[2] < left[0]
                || left[1] + left[3] < right[1] || right[1] + right[3] < left[1]
        };
        for (index, node) in drawing.nodes.iter().enumerate() {
            let space = found.namespaces.iter().find(|(name, _)| *name == node.namespace).unwrap().1;
            prop_assert!(is_in(found.types[index], space));
            if let Some(base) = node.base.filter(|base| drawing.nodes[*base].namespace == node.namespace) {
                prop_assert!(is_in(found.types[index], found.types[base]));
            }
            for other in 0..index {
                let (left, right) = (found.types[index], found.types[other]);
                prop_assert!(is_apart(left, right) || is_in(left, right) || is_in(right, left));
            }
        }
        for (index, (_, area)) in found.namespaces.iter().enumerate() {
            prop_assert!(area[0] + area[2] < found.size.0 && area[1] + area[3] < found.size.1);
            prop_assert!(found.namespaces[..index].iter().all(|(_, other)| is_apart(*area, *other)));
        }
    }
}
