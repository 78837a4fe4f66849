use super::*;

fn provenance(bytes: &[u8]) -> Provenance {
    Provenance { blake3: blake3::hash(bytes).to_string(), size: Some(bytes.len() as u64), ..Provenance::default() }
}

#[test]
fn what_is_written_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("graph.csdl");
    assert_eq!(Provenance::of(&file), Ok(None));
    let written = Provenance {
        url: Some("https://example.org/$metadata?a=\"b\"".to_owned()),
        note: Some("two\nlines".to_owned()),
        fetched: Some("2026-08-20T12:00:00Z".parse().expect("a time")),
        etag: Some("W/\"1\\\"".to_owned()),
        last_modified: Some("Thu, 20 Aug 2026 12:00:00 GMT".to_owned()),
        ..provenance(b"text")
    };
    std::fs::write(folder.path().join("graph.csdl.source.toml"), written.text(&file).expect("it can be written"))
        .expect("it can be written");
    assert_eq!(Provenance::of(&file), Ok(Some(written)));
    assert_eq!(Provenance::of(&file.join("below")), Ok(None));
}

#[test]
fn edits_are_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("graph.csdl");
    let write = |text: &str| std::fs::write(Provenance::path(&file), text).expect("it can be written");
    let warned =
        |bytes: &[u8]| check(&file, bytes).err().map(|warning| (warning.message, warning.help.unwrap_or_default()));
    assert_eq!(warned(b"text"), None);

    write(&provenance(b"text").text(&file).expect("it can be written"));
    assert_eq!(warned(b"text"), None);
    let (message, help) = warned(b"edited").expect("it is another text");
    assert!(message.contains("has changed since") && help.contains(&blake3::hash(b"edited").to_string()), "{help}");
    assert!(!help.contains("--force"), "there is nowhere to fetch it from: {help}");

    let url = Some("https://example.org/$metadata".to_owned());
    write(&Provenance { url, ..provenance(b"text") }.text(&file).expect("it can be written"));
    assert_eq!(warned(b"text"), None);
    let (message, help) = warned(b"edited").expect("it is another text");
    assert!(message.contains("is not what was fetched from `https://example.org/$metadata`"), "{message}");
    assert!(help.contains("--force"), "{help}");

    for text in ["blake3 = 5", "blake3 = \"\"\nsize = 1\netaag = \"\"", "=", "\u{0}"] {
        write(text);
        let (message, _) = warned(b"text").expect("it cannot be read");
        assert!(message.starts_with("cannot read `"), "{message}");
    }
    write("blake3 = \"no hash\"\nsize = 4");
    assert!(warned(b"text").is_some());
}
