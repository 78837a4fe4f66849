use super::*;

const VALID: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="u"><edmx:Include Namespace="o.C" Alias="C"/></edmx:Reference>
  <edmx:DataServices><!-- é -->
    <Schema Namespace="s.é" Alias="s" xmlns="http://docs.oasis-open.org/odata/ns/edm" xmlns:f='foreign'>
      <EntityType Name="E" BaseType="s.B" f:x="y&#x20;&amp;"><Key><PropertyRef Name="a/b" Alias="c"/></Key>
        <Property Name="p" Type="Collection(Edm.String)" Nullable="false" MaxLength="max"/>
        <f:note>anything &lt; <![CDATA[<here>]]></f:note>
      </EntityType>
      <EnumType Name="N"><Member Name="m" Value="-1"/></EnumType>
      <Annotations Target="s.E/p"><Annotation Term="C.D"><String>a&#xE9;<![CDATA[<b>]]>c</String></Annotation>
        <Annotation Term="C.I"><If><Path>a</Path><Record><PropertyValue Property="x" Int="1"/></Record><Null/></If></Annotation>
      </Annotations>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"##;

/// Reads and renders; gives whether there was an error.
fn survives(bytes: Vec<u8>) -> bool {
    testing::survives(super::super::parse, bytes)
}

#[test]
fn damage_does_no_harm() {
    testing::damage(crate::csdl::xml::parse, VALID, b"<>&;\"=/!x: \r\0\xc3");
}

#[test]
fn hostile_sizes_do_no_harm() {
    let attributes =
        |same: bool| (0..50_000).map(|n| format!(" a{}='1'", if same { 0 } else { n })).collect::<String>();
    for same in [false, true] {
        assert_eq!(survives(schema(&format!("<ComplexType Name='c'{}/>", attributes(same))).into_bytes()), same);
    }
    assert!(survives("<a>".repeat(100_000).into_bytes()));
    assert!(survives(annotation("", &"<Collection>".repeat(100_000)).into_bytes()));
    survives(annotation("", &format!("<String>{}</String>", "&x;".repeat(20_000))).into_bytes());
    let long = "x".repeat(1_000_000);
    survives(schema(&format!("<ComplexType Name='{long}' {long}='{long}'/><{long}/>")).into_bytes());
}
