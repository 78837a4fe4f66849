use super::super::{Binary, BinaryUrl, Stream};
use super::{becomes, read, refused, same, wrong_kinds};

#[test]
fn every_byte_and_every_length() {
    let all: Vec<u8> = (0..=255).collect();
    for length in 0..=all.len() {
        let value = Binary::from(&all[..length]);
        let text = value.to_string();
        assert_eq!(text.len() % 4, 0);
        same::<Binary>(&format!("\"{text}\""));
        let bare = text.trim_end_matches('=');
        let url = bare.replace('+', "-").replace('/', "_");
        for spelling in [bare.to_owned(), url.clone(), format!("{url}{}", &text[bare.len()..])] {
            assert_eq!(spelling.parse::<Binary>().unwrap(), value, "{spelling}");
        }
    }
}

#[test]
fn both_alphabets_with_and_without_padding() {
    for text in ["+/+/+w==", "+/+/+w", "-_-_-w==", "-_-_-w", "+_-/-w"] {
        becomes::<Binary>(&format!("\"{text}\""), "\"+/+/+w==\"");
    }
    becomes::<Binary>("\"QUI\\u003d\"", "\"QUI=\"");
    same::<Binary>("\"\"");
}

#[test]
fn bits_that_belong_to_no_byte_are_ignored() {
    for text in ["QQ==", "QR==", "Qf==", "QR", "Qf"] {
        assert_eq!(*read::<Binary>(&format!("\"{text}\"")), *b"A", "{text}");
    }
    assert_eq!(*"QUJ".parse::<Binary>().unwrap(), *b"AB");
    assert_eq!(*"QUL=".parse::<Binary>().unwrap(), *b"AB");
}

#[test]
fn padding_is_no_byte() {
    for (text, bytes) in [("QUJD=", "ABC"), ("QUJD==", "ABC"), ("QQ===", "A"), ("=", "")] {
        assert_eq!(*text.parse::<Binary>().unwrap(), *bytes.as_bytes(), "{text}");
    }
}

#[test]
fn what_would_lose_a_byte_is_refused() {
    for text in ["Q", "QUJDR", "QQ=Q", "QU JD", "QUJD ", "QU.D", "QÜ==", "Q==="] {
        refused::<Binary>(
            &format!("\"{text}\""),
            &format!("expected Edm.Binary in base64, found the string \"{text}\""),
        );
    }
    refused::<Binary>("\"QU\\nJD\"", "expected Edm.Binary in base64, found the string \"QU\\nJD\"");
    wrong_kinds::<Binary>("Edm.Binary in base64", &["\"such\"", "\"\""]);
}

#[test]
fn as_rust_sees_it() {
    let value = Binary::from(vec![1, 2, 3]);
    assert_eq!(format!("{value:?}"), "Binary(3 bytes)");
    assert_eq!(format!("{:?}", Binary::from(vec![1])), "Binary(1 byte)");
    assert_eq!(value.as_ref(), [1, 2, 3]);
    assert_eq!(value.len(), 3);
    assert_eq!(Vec::from(value.clone()), value.into_vec());
    assert!(Binary::default().is_empty());
    assert_eq!(serde_json::to_string(&Binary::from(vec![255])).unwrap(), "\"/w==\"");
    assert_eq!(serde_json::from_str::<Binary>("\"_w\"").unwrap(), Binary::from(vec![255]));
}

#[test]
fn the_alphabet_is_that_of_the_type() {
    for text in ["+/+/+w==", "+/+/+w", "-_-_-w==", "-_-_-w", "+_-/-w"] {
        becomes::<BinaryUrl>(&format!("\"{text}\""), "\"-_-_-w==\"");
    }
    for text in ["QR==", "Qf", "QQ==="] {
        assert_eq!(*text.parse::<BinaryUrl>().unwrap(), *b"A", "{text}");
    }
    refused::<BinaryUrl>("\"QUJDR\"", "expected Edm.Binary in base64, found the string \"QUJDR\"");
    wrong_kinds::<BinaryUrl>("Edm.Binary in base64", &["\"such\"", "\"\""]);
    let value = BinaryUrl::from(vec![255]);
    assert_eq!((value.to_string(), format!("{value:?}")), ("_w==".to_owned(), "Binary(1 byte)".to_owned()));
    assert_eq!(Stream::from(&value).json(), "_w==");
    assert_eq!(Binary::from(value.clone()).to_string(), "/w==");
    assert_eq!(BinaryUrl::from(Binary::from(vec![255])), value);
    assert_eq!(Vec::from(value), [255]);
}
