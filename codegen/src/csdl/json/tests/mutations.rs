use super::*;

const VALID: &str = r##"{"$Version":"4.01","$EntityContainer":"s.é.c","$Reference":{"u":{"$Include":[{"$Namespace":"o.C","$Alias":"C"}]}},
  "s.é":{"$Alias":"s","E":{"$Kind":"EntityType","$BaseType":"s.B","$Key":[{"c":"a/b"}],
    "p":{"$Collection":true,"$MaxLength":5,"$Nullable":true,"$DefaultValue":"\u00e9\n\ud83d\ude00"}},
   "N":{"$Kind":"EnumType","m":-1,"m@C.D":"x"},"$Annotations":{"s.E/p":{"@C.D#q":"aéb","@C.D#q@C.E":1,
    "@C.I":{"$If":[{"$Path":"a"},{"x":1,"@type":"#s.E"},null]}}},"c":{"$Kind":"EntityContainer","S":{"$Type":"s.E"}},
   "f":[{"$Kind":"Function","$ReturnType":{"$Type":"Edm.Decimal","$Scale":"floating"}}]}}
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
fn no_changed_byte_makes_it_panic() {
    for index in 0..VALID.len() {
        for byte in [0, b'"', b'{', b'}', b'[', b']', b':', b',', b'\\', b'@', b'$', b'#', b'9', b'-', b' ', 0xC3, 0xFF]
        {
            let mut bytes = VALID.as_bytes().to_vec();
            bytes[index] = byte;
            survives(bytes);
        }
    }
}

#[test]
fn no_missing_or_repeated_part_makes_it_panic() {
    for length in [1, 2, 7, 40] {
        for start in 0..VALID.len().saturating_sub(length) {
            let (before, rest) = VALID.as_bytes().split_at(start);
            let (part, after) = rest.split_at(length);
            survives([before, after].concat());
            survives([before, part, part, after].concat());
        }
    }
}
