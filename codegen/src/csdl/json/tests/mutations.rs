use super::*;

const VALID: &str = r##"{"$Version":"4.01","$EntityContainer":"s.é.c","$Reference":{"u":{"$Include":[{"$Namespace":"o.C","$Alias":"C"}]}},
  "s.é":{"$Alias":"s","E":{"$Kind":"EntityType","$BaseType":"s.B","$Key":[{"c":"a/b"}],
    "p":{"$Collection":true,"$MaxLength":5,"$Nullable":true,"$DefaultValue":"\u00e9\n\ud83d\ude00"}},
   "N":{"$Kind":"EnumType","m":-1,"m@C.D":"x"},"$Annotations":{"s.E/p":{"@C.D#q":"aéb","@C.D#q@C.E":1,
    "@C.I":{"$If":[{"$Path":"a"},{"x":1,"@type":"#s.E"},null]}}},"c":{"$Kind":"EntityContainer","S":{"$Type":"s.E"}},
   "f":[{"$Kind":"Function","$ReturnType":{"$Type":"Edm.Decimal","$Scale":"floating"}}]}}
"##;

#[test]
fn damage_does_no_harm() {
    testing::damage(crate::csdl::json::parse, VALID, b"\"{}[]:,\\@$#9- \0\xc3\xff");
}
