use std::path::Path;

use super::*;
use crate::csdl::{ConstantKind, ContainerChildKind, Expression, ExpressionKind, StructuredKind};
use crate::diagnostics::Diagnostics;

/// What an expression is, in short.
fn shown(expression: &Expression<'_>) -> String {
    let list = |items: &[Expression<'_>]| items.iter().map(shown).collect::<Vec<_>>().join(" ");
    let kind = match &expression.kind {
        ExpressionKind::Constant(kind, text) => format!("{kind:?}:{:?}", text.text),
        ExpressionKind::Path(text) => format!("path:{:?}", text.text),
        ExpressionKind::Null => "null".to_owned(),
        ExpressionKind::Collection(items) => format!("[{}]", list(items)),
        ExpressionKind::Record { type_name, properties } => {
            let properties: Vec<_> = properties
                .iter()
                .map(|property| {
                    let value = property.value.as_ref().map(shown).unwrap_or_default();
                    format!("{}={value}{}", property.property.text, "@".repeat(property.annotations.len()))
                })
                .collect();
            format!("{}{{{}}}", type_name.as_ref().map_or("", |name| &name.text), properties.join(" "))
        }
        ExpressionKind::Dynamic => "dynamic".to_owned(),
    };
    kind + &"@".repeat(expression.annotations.len())
}

/// The value of the only annotation of a document.
fn value(attributes: &str, content: &str) -> String {
    tree(&annotation(attributes, content), |document, _| {
        let annotation = &document.schemas[0].structured_types[0].annotations[0];
        annotation.value.as_ref().map(shown).unwrap_or_default() + &"@".repeat(annotation.annotations.len())
    })
}

#[test]
fn references_and_includes() {
    let text = edmx(
        r#"<x:Reference Uri="http://u"><x:Include Namespace="a.b" Alias="c"/><x:IncludeAnnotations TermNamespace="t"
        Qualifier="q" TargetNamespace="g"/><a:Annotation xmlns:a="http://docs.oasis-open.org/odata/ns/edm" Term="t.T"/>
        </x:Reference><x:DataServices/>"#,
    );
    tree(&text, |document, sources| {
        let reference = &document.references[0];
        assert_eq!((document.version.text.as_ref(), sources.snippet(document.version.span)), ("4.0", "4.0"));
        assert_eq!(sources.snippet(reference.uri.span), "http://u");
        assert_eq!(reference.includes[0].alias.as_ref().unwrap().text, "c");
        assert!(reference.includes_annotations);
    });
}

#[test]
fn types_with_all_they_can_have() {
    let text = schema(
        r#"<EntityType Name="E" BaseType="s.B" Abstract="true" OpenType="1" HasStream="0">
          <Key><PropertyRef Name="a/b" Alias="c"/></Key>
          <Property Name="p" Type="Collection(Edm.Decimal)" Nullable="false" Precision=" 5 " Scale="floating"
            MaxLength="max" SRID="variable" Unicode="true" DefaultValue="x y"/>
          <NavigationProperty Name="n" Type="s.E" ContainsTarget="true" Partner="q/r" Nullable="true">
            <ReferentialConstraint Property="p" ReferencedProperty="q"><Annotation Term="t.T"/></ReferentialConstraint>
            <OnDelete Action="Cascade"/>
          </NavigationProperty>
        </EntityType>
        <ComplexType Name="Ünïcödé_1"/>
        <EnumType Name="N" UnderlyingType="Edm.Int64" IsFlags="true">
          <Member Name="a" Value="-9223372036854775808"/><Member Name="b" Value="4294967296"/><Member Name="c"/>
        </EnumType>
        <TypeDefinition Name="D" UnderlyingType="Edm.String" MaxLength="7"/>"#,
    );
    tree(&text, |document, sources| {
        let schema = &document.schemas[0];
        let [entity, complex] = schema.structured_types.as_slice() else { panic!("two types") };
        assert_eq!((entity.kind, complex.kind), (StructuredKind::Entity, StructuredKind::Complex));
        assert!(sources.snippet(entity.span).starts_with("<EntityType ") && entity.is_abstract && entity.is_open);
        assert!(!entity.has_stream && sources.snippet(entity.span).ends_with("</EntityType>"));
        assert_eq!(entity.key.as_ref().unwrap().property_refs[0].alias.as_ref().unwrap().text, "c");
        let property = &entity.properties[0];
        assert_eq!(sources.snippet(property.type_name.span), "Collection(Edm.Decimal)");
        assert_eq!(property.facets.precision.map(|precision| precision.value), Some(5));
        assert_eq!(property.facets.scale.as_ref().unwrap().text, "floating");
        assert_eq!(property.facets.nullable.map(|nullable| sources.snippet(nullable.span)), Some("false"));
        assert_eq!(property.default_value.as_ref().unwrap().text, "x y");
        let navigation = &entity.navigation_properties[0];
        assert!(navigation.contains_target && navigation.nullable.is_some_and(|nullable| nullable.value));
        assert_eq!(complex.name.text, "Ünïcödé_1");
        let values: Vec<_> = schema.enum_types[0].members.iter().map(|member| member.value.map(|v| v.value)).collect();
        assert_eq!(values, [Some(i64::MIN), Some(1 << 32), None]);
        assert_eq!(schema.type_definitions[0].facets.max_length.as_ref().unwrap().text, "7");
    });
}

#[test]
fn operations_and_containers() {
    let text = schema(
        r#"<Function Name="f" IsBound="true" IsComposable="true" EntitySetPath="b/n"><Parameter Name="b" Type="s.E"/>
          <ReturnType Type="Collection(s.E)" Nullable="false"/></Function><Action Name="a"/>
        <EntityContainer Name="C" Extends="o.C">
          <EntitySet Name="es" EntityType="s.E" IncludeInServiceDocument="false">
            <NavigationPropertyBinding Path="s.D/n" Target="C/es"><Annotation Term="t.T"/></NavigationPropertyBinding>
          </EntitySet>
          <Singleton Name="si" Type="s.E" Nullable="true"/>
          <ActionImport Name="ai" Action="s.a" EntitySet="es"/>
          <FunctionImport Name="fi" Function="s.f" IncludeInServiceDocument="true"/>
        </EntityContainer>"#,
    );
    tree(&text, |document, _| {
        let schema = &document.schemas[0];
        assert!(schema.operations[0].is_bound && schema.operations[0].is_composable);
        assert_eq!(schema.operations[0].return_type.as_ref().unwrap().type_name.text, "Collection(s.E)");
        assert!(schema.operations[1].return_type.is_none());
        let container = &schema.containers[0];
        let kinds: Vec<_> = container.children.iter().map(|child| (child.kind, &*child.name.text)).collect();
        use ContainerChildKind::{ActionImport, EntitySet, FunctionImport, Singleton};
        assert_eq!(kinds, [(EntitySet, "es"), (Singleton, "si"), (ActionImport, "ai"), (FunctionImport, "fi")]);
        assert_eq!(container.children[0].bindings[0].target.text, "C/es");
    });
}

#[test]
fn terms_and_out_of_line_annotations() {
    let text = schema(
        r#"<Term Name="T" Type="Edm.String" BaseTerm="s.U" DefaultValue="" AppliesTo="Property Term" Nullable="false"/>
        <Annotations Target="s.E/p" Qualifier="q"><Annotation Term="s.T" Qualifier="r"/></Annotations>
        <Annotation Term="s.T" String="own"/>"#,
    );
    tree(&text, |document, _| {
        let schema = &document.schemas[0];
        assert_eq!((&*schema.terms[0].name.text, &*schema.terms[0].type_name.text), ("T", "Edm.String"));
        assert_eq!(schema.annotations[0].qualifier.as_ref().unwrap().text, "q");
        assert!(schema.annotations[0].annotations[0].value.is_none() && schema.own_annotations.len() == 1);
    });
}

#[test]
fn values_as_attributes() {
    assert_eq!(value("", ""), "");
    assert_eq!(value(r#" String="""#, ""), r#"String:"""#);
    assert_eq!(value(r#" Bool="true""#, r#"<Annotation Term="t.U"/>"#), r#"Bool:"true"@"#);
    assert_eq!(value(r#" EnumMember="s.E/a s.E/b""#, ""), r#"EnumMember:"s.E/a s.E/b""#);
    assert_eq!(value(r#" Path="a/@t.T#q""#, ""), r#"path:"a/@t.T#q""#);
    assert_eq!(value(r#" AnyPropertyPath="a""#, ""), r#"path:"a""#);
    assert_eq!(value(r#" UrlRef="http://u""#, ""), "dynamic");
}

#[test]
fn values_as_elements() {
    assert_eq!(value("", "<EnumMember>\n s.E/a\n</EnumMember>"), r#"EnumMember:"s.E/a""#);
    assert_eq!(value("", "<ModelElementPath>s.E</ModelElementPath>"), r#"path:"s.E""#);
    assert_eq!(value("", r#"<Null><Annotation Term="t.U"/></Null>"#), "null@");
    for dynamic in [
        r#"<UrlRef><Apply Function="odata.fillUriTemplate"/></UrlRef>"#,
        r#"<IsOf Type="s.E"><Path>p</Path></IsOf>"#,
        r#"<Cast Type="Collection(s.E)" MaxLength="3"><Null/></Cast>"#,
        r#"<LabeledElement Name="l" Path="p"/>"#,
        "<LabeledElementReference>s.l</LabeledElementReference>",
        "<If><Eq><Path>a</Path><Null/></Eq><Int>1</Int></If>",
    ] {
        assert_eq!(value("", dynamic), "dynamic", "{dynamic}");
    }
    let record = r#"<Record Type="s.R"><PropertyValue Property="a" Int="1"><Annotation Term="t.U"/></PropertyValue>
        <PropertyValue Property="b"><Collection><String>x</String><Record/></Collection></PropertyValue>
        <PropertyValue Property="c"/><Annotation Term="t.U"/></Record>"#;
    assert_eq!(value("", record), r#"s.R{a=Int:"1"@ b=[String:"x" {}] c=}@"#);
}

#[test]
fn every_operator() {
    let of_one = ["Not", "Neg"].map(|name| (name, "<Null/>"));
    let of_two =
        ["And", "Or", "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "Has", "In", "Add", "Sub", "Mul", "Div", "DivBy", "Mod"];
    for (name, operands) in of_two.map(|name| (name, "<Null/><Null/>")).into_iter().chain(of_one) {
        assert_eq!(value("", &format!("<{name}>{operands}</{name}>")), "dynamic");
    }
}

#[test]
fn every_constant_and_path() {
    let constants = ["Binary", "Date", "DateTimeOffset", "Decimal", "Duration", "Float", "Guid", "TimeOfDay"];
    for kind in constants.into_iter().chain(["AnnotationPath", "NavigationPropertyPath", "PropertyPath"]) {
        assert_eq!(value(&format!(" {kind}='1'"), ""), value("", &format!("<{kind}> 1 </{kind}>")));
    }
}

#[test]
fn text_is_what_xml_says() {
    let content = "<String> a&lt;&#xe9;&#10;<!-- no --><![CDATA[<&amp;]]>\r\nb\rc</String>";
    assert_eq!(value("", content), "String:\" a<é\\n<&amp;\\nb\\nc\"");
    let attribute = " String='a\r\nb\tc&#xA;d&#13;&quot;&amp;lt;\n'";
    assert_eq!(value(attribute, ""), "String:\"a b c\\nd\\r\\\"&lt; \"");
}

#[test]
fn text_is_borrowed_and_its_span_exact() {
    tree(&annotation("", "<String> a </String>"), |document, sources| {
        let expression = document.schemas[0].structured_types[0].annotations[0].value.as_ref().unwrap();
        let ExpressionKind::Constant(ConstantKind::String, text) = &expression.kind else { panic!("a string") };
        assert_eq!((sources.snippet(text.span), sources.snippet(expression.span)), (" a ", "<String>"));
        assert!(matches!(text.text, std::borrow::Cow::Borrowed(" a ")));
    });
    tree(&annotation("", "<Path> a&amp;b </Path>"), |document, sources| {
        let expression = document.schemas[0].structured_types[0].annotations[0].value.as_ref().unwrap();
        let ExpressionKind::Path(text) = &expression.kind else { panic!("a path") };
        assert_eq!((sources.snippet(text.span), text.text.as_ref()), (" a&amp;b ", "a&b"));
    });
}

#[test]
fn what_is_foreign_is_ignored_with_its_content() {
    let text = schema(
        r#"<f:a xmlns:f="foreign" wrong="1"><Property/>text<f:b/></f:a>
        <ComplexType Name="c" f:x="y" xmlns:f="foreign" xml:lang="en"><g xmlns="">text</g></ComplexType>"#,
    )
    .replace(r#"<g xmlns="">text</g>"#, r#"<g xmlns="other">text</g>"#);
    tree(&text, |document, _| assert_eq!(document.schemas[0].structured_types.len(), 1));
}

#[test]
fn any_prefixes_a_byte_order_mark_and_utf16_will_do() {
    let text = edmx(
        "<x:DataServices><e:Schema xmlns:e='http://docs.oasis-open.org/odata/ns/edm' Namespace='s'>\
         <e:ComplexType Name='c'/></e:Schema></x:DataServices>",
    );
    tree(&text, |document, _| assert_eq!(document.schemas[0].structured_types.len(), 1));
    // One mark is taken off where the file is decoded; this is a second one.
    let marked = format!("\u{feff}\u{feff}<?xml version='1.0'?>{text}");
    tree(&marked, |document, sources| {
        assert_eq!(sources.snippet(document.schemas[0].structured_types[0].name.span), "c");
    });
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let mut sources = Sources::default();
    let id = sources.add(Path::new("wide"), wide).unwrap();
    assert!(super::super::parse(&sources, id, &mut Diagnostics::default()).is_some());
}
