use super::*;
use crate::csdl::{ConstantKind, Expression, ExpressionKind, StructuredType};
use crate::diagnostics::Diagnostics;

fn of_type<T>(content: &str, look: impl FnOnce(&StructuredType<'_>) -> T) -> T {
    tree(&ty(content), |document| look(&document.schemas[0].structured_types[0]))
}

fn value<T>(text: &str, look: impl FnOnce(&Expression<'_>) -> T) -> T {
    of_type(&format!("\"@t.T\":{text}"), |ty| look(ty.annotations[0].value.as_ref().unwrap()))
}

#[test]
fn types_and_their_defaults() {
    let content = r#""a":{},"b":{"$Type":"Edm.Int32","$Nullable":true},"c":{"$Collection":true,"$Type":"s.t"},
        "d":{"$Collection":true},"e":{"$Type":"Edm.Decimal"},"f":{"$Type":"Edm.Decimal","$Scale":2,"$Precision":"9"},
        "n":{"$Kind":"NavigationProperty","$Type":"s.t"},"m":{"$Kind":"NavigationProperty","$Type":"s.t","$Collection":true}"#;
    of_type(content, |ty| {
        let types: Vec<&str> = ty.properties.iter().map(|property| &*property.type_name.text).collect();
        assert_eq!(types[..4], ["Edm.String", "Edm.Int32", "Collection(s.t)", "Collection(Edm.String)"]);
        let nullable: Vec<bool> =
            ty.properties.iter().map(|property| property.facets.nullable.unwrap().value).collect();
        assert_eq!(nullable, [false, true, false, false, false, false]);
        let scales: Vec<Option<&str>> =
            ty.properties.iter().map(|property| property.facets.scale.as_ref().map(|scale| &*scale.text)).collect();
        assert_eq!(scales, [None, None, None, None, Some("variable"), Some("2")]);
        assert_eq!(ty.properties[5].facets.precision.unwrap().value, 9);
        let nullable: Vec<Option<bool>> =
            ty.navigation_properties.iter().map(|property| property.nullable.map(|nullable| nullable.value)).collect();
        assert_eq!(nullable, [Some(false), None]);
    });
}

#[test]
fn default_values_are_texts() {
    let content = r#""a":{"$DefaultValue":"x\ty"},"b":{"$DefaultValue":-1.50},"c":{"$DefaultValue":true},
        "d":{"$DefaultValue":null}"#;
    of_type(content, |ty| {
        let values: Vec<&str> =
            ty.properties.iter().map(|property| &*property.default_value.as_ref().unwrap().text).collect();
        assert_eq!(values, ["x\ty", "-1.50", "true", "null"]);
    });
}

#[test]
fn the_order_of_members_does_not_matter() {
    let text = r#"{"s":{"t":{"p":{},"$Key":["p",{"q":"r/s"}],"$Kind":"EntityType"},"$Alias":"a"},"$Version":"4.0"}"#;
    tree(text, |document| {
        assert_eq!(document.version.text, "4.0");
        let schema = &document.schemas[0];
        assert_eq!(schema.alias.as_ref().unwrap().text, "a");
        let key = schema.structured_types[0].key.as_ref().unwrap();
        assert_eq!((&*key.property_refs[0].name.text, &*key.property_refs[1].name.text), ("p", "r/s"));
        assert_eq!(key.property_refs[1].alias.as_ref().unwrap().text, "q");
    });
}

#[test]
fn places() {
    let text = "{\"$Version\":\"4.01\",\n\"s\":{\"t\":{\"$Kind\":\"ComplexType\",\"p\":{\"$Type\":\"s.\\u0074\"}}}}";
    let (sources, id) = testing::source(text);
    let mut diagnostics = Diagnostics::default();
    let document = crate::csdl::json::parse(&sources, id, &mut diagnostics).unwrap();
    let ty = &document.schemas[0].structured_types[0];
    assert_eq!(sources.snippet(ty.name.span), "t");
    assert_eq!(sources.snippet(ty.properties[0].name.span), "p");
    assert_eq!(sources.snippet(ty.properties[0].type_name.span), "s.\\u0074");
    assert_eq!(ty.properties[0].type_name.text, "s.t");
    assert!(sources.snippet(ty.span).starts_with("t\":{") && sources.snippet(ty.span).ends_with("}}"));
    assert_eq!(sources.get(id).position(ty.name.span.start as usize), (2, 7));
}

#[test]
fn annotations() {
    let content =
        r#""@t.A":1,"@t.A#q":2,"@t.A#q@t.B":3,"@t.A#q@t.B#r@t.C":4,"@t.A#q@t.B#r":5,"p":{"@t.D":6},"p@t.E":7"#;
    of_type(content, |ty| {
        assert_eq!(ty.annotations.len(), 2);
        assert!(ty.annotations[0].annotations.is_empty() && ty.annotations[0].qualifier.is_none());
        let second = &ty.annotations[1];
        assert_eq!((&*second.term.text, &*second.qualifier.as_ref().unwrap().text), ("t.A", "q"));
        let inner: Vec<&str> = second.annotations.iter().map(|annotation| &*annotation.term.text).collect();
        assert_eq!(inner, ["t.B", "t.B"]);
        assert_eq!(second.annotations[1].annotations[0].term.text, "t.C");
        let of_property: Vec<&str> =
            ty.properties[0].annotations.iter().map(|annotation| &*annotation.term.text).collect();
        assert_eq!(of_property, ["t.D", "t.E"]);
    });
}

#[test]
fn constants() {
    for (text, kind, characters) in [
        ("\"a\"", ConstantKind::Untyped, "a"),
        ("true", ConstantKind::Bool, "true"),
        ("-5", ConstantKind::Int, "-5"),
        ("1.50", ConstantKind::Decimal, "1.50"),
        ("1e3", ConstantKind::Decimal, "1e3"),
        ("99999999999999999999", ConstantKind::Decimal, "99999999999999999999"),
    ] {
        value(text, |value| match &value.kind {
            ExpressionKind::Constant(found, text) => assert_eq!((*found, &*text.text), (kind, characters)),
            other => panic!("{other:?}"),
        });
    }
    value("null", |value| assert!(matches!(value.kind, ExpressionKind::Null)));
}

#[test]
fn expressions() {
    value(r#"{"$Path":"a/b"}"#, |value| {
        assert!(matches!(&value.kind, ExpressionKind::Path(path) if path.text == "a/b"))
    });
    value(r#"{"$Null":null,"@t.U":1}"#, |value| {
        assert!(matches!(value.kind, ExpressionKind::Null) && value.annotations.len() == 1);
    });
    for dynamic in [
        r#"{"$Not":{"$Path":"a"}}"#,
        r#"{"$In":[1,[1,2]]}"#,
        r#"{"$If":[true,1]}"#,
        r#"{"$Apply":["a",1],"$Function":"odata.concat"}"#,
        r#"{"$Cast":1,"$Type":"Edm.Decimal","$Collection":true}"#,
        r#"{"$IsOf":1}"#,
        r#"{"$LabeledElement":1,"$Name":"n"}"#,
        r#"{"$LabeledElementReference":"s.n"}"#,
        r#"{"$UrlRef":"u"}"#,
    ] {
        value(dynamic, |value| assert!(matches!(value.kind, ExpressionKind::Dynamic), "{dynamic}"));
    }
    value(r##"{"@type":"u#s.r","a":1,"a@t.U":2,"@t.V":3}"##, |value| {
        let ExpressionKind::Record { type_name, properties } = &value.kind else { panic!("{value:?}") };
        assert_eq!(type_name.as_ref().unwrap().text, "s.r");
        assert_eq!((properties.len(), properties[0].annotations.len(), value.annotations.len()), (1, 1, 1));
    });
}

/// In XML it is a text.
#[test]
fn any_json_can_be_a_value() {
    let content = r#""@Org.OData.JSON.V1.Schema":{"$ref":"x","$defs":{}},
        "@t.R":{"a@Core.MediaType":"application/json","a":{"$ref":1}},"@t.S@Core.MediaType":"application/json","@t.S":[{"$x":1}]"#;
    of_type(content, |ty| {
        assert!(matches!(
            &ty.annotations[0].value.as_ref().unwrap().kind,
            ExpressionKind::Constant(ConstantKind::Untyped, text) if text.text == r#"{"$ref":"x","$defs":{}}"#
        ));
    });
}

#[test]
fn what_is_csdl() {
    for text in ["{\"$Version\":\"4.0\"}", "\u{feff} {\"a\":[{}],\"$Version\":", "{\"$Version\":\"4.0\""] {
        assert!(crate::csdl::json::is_csdl(text) == Ok(true) && crate::csdl::json::is_json(text), "{text}");
    }
    for text in ["[]", "{}", "{\"a\":{\"$Version\":1}}", "\"$Version\""] {
        assert_eq!(crate::csdl::json::is_csdl(text), Ok(false), "{text}");
    }
    for text in ["", "{\"a\": x, \"$Version\":\"4.0\"}", "<a/>", "{\"a\":", "[1"] {
        assert!(crate::csdl::json::is_csdl(text).is_err(), "{text}");
    }
}
