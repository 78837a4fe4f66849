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
fn the_document_is_valid() {
    assert_eq!(faults(VALID), "");
}

#[test]
fn a_truncated_document_is_an_error_at_every_byte() {
    for length in 0..VALID.trim_end().len() {
        assert!(survives(VALID.as_bytes()[..length].to_vec()), "cut at byte {length}");
    }
}

#[test]
fn changed_bytes_do_no_harm() {
    let special = b"<>&;\"=/!x: \r\0\xc3";
    for at in 0..VALID.len() {
        // Every third combination finds as much as all of them.
        for &byte in special.iter().skip(at % 3).step_by(3) {
            let mut bytes = VALID.as_bytes().to_vec();
            bytes[at] = byte;
            survives(bytes);
        }
        let mut bytes = VALID.as_bytes().to_vec();
        bytes.remove(at);
        survives(bytes);
    }
}

#[test]
fn several_changes_at_once_do_no_harm() {
    // A linear congruential generator, so that a failure can be repeated.
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..3000 {
        let mut bytes = VALID.as_bytes().to_vec();
        for _ in 0..=random(4) {
            let (from, to) = (random(bytes.len()), random(bytes.len()));
            match random(4) {
                0 => bytes[from] ^= 1 << random(8),
                1 => drop(bytes.drain(from.min(to)..from.max(to))),
                2 => bytes.swap(from, to),
                _ => {
                    let part = bytes[from.min(to)..from.max(to)].to_vec();
                    let at = random(bytes.len());
                    bytes.splice(at..at, part);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        survives(bytes);
    }
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
