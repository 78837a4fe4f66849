//! References that are relative to a URL.

use crate::Page;
use crate::url::resolve;
use crate::values::tests::pairs;

/// The examples of RFC 3986, sections 5.4.1 and 5.4.2: references, and what they are to this base.
const BASE: &str = "http://a/b/c/d;p?q";
const EXAMPLES: &str = "
    g:h -> g:h | g -> /b/c/g | ./g -> /b/c/g | g/ -> /b/c/g/ | /g -> /g | //g -> http://g | ?y -> /b/c/d;p?y |
    g?y -> /b/c/g?y | #s -> /b/c/d;p?q#s | g#s -> /b/c/g#s | g?y#s -> /b/c/g?y#s | ;x -> /b/c/;x |
    g;x -> /b/c/g;x | g;x?y#s -> /b/c/g;x?y#s | -> /b/c/d;p?q | . -> /b/c/ | ./ -> /b/c/ | .. -> /b/ |
    ../ -> /b/ | ../g -> /b/g | ../.. -> / | ../../ -> / | ../../g -> /g | ../../../g -> /g |
    ../../../../g -> /g | /./g -> /g | /../g -> /g | g. -> /b/c/g. | .g -> /b/c/.g | g.. -> /b/c/g.. |
    ..g -> /b/c/..g | ./../g -> /b/g | ./g/. -> /b/c/g/ | g/./h -> /b/c/g/h | g/../h -> /b/c/h |
    g;x=1/./y -> /b/c/g;x=1/y | g;x=1/../y -> /b/c/y | g?y/./x -> /b/c/g?y/./x | g?y/../x -> /b/c/g?y/../x |
    g#s/./x -> /b/c/g#s/./x | g#s/../x -> /b/c/g#s/../x | http:g -> http:g";

#[test]
fn the_examples_of_the_standard() {
    for (reference, target) in pairs(EXAMPLES) {
        let target = if target.starts_with('/') { format!("http://a{target}") } else { target.to_owned() };
        assert_eq!(resolve(BASE, reference), target, "{reference}");
        assert_eq!(resolve_by_library(BASE, reference), target, "{reference}");
    }
}

fn resolve_by_library(base: &str, reference: &str) -> String {
    let reference = fluent_uri::UriRef::parse(reference).unwrap();
    reference.resolve_against(&fluent_uri::Uri::parse(base).unwrap()).unwrap().to_string()
}

proptest::proptest! {
    /// A base that ends with `..` is where they differ: to the library that is a folder, to the RFC a name like any other.
    #[test]
    fn references_are_resolved_as_by_a_library(
        base in "https?://a(/(b|c|d;p|)){0,4}([?]q=/[.][.]/)?",
        reference in "(//g)?(/(g|h=1|[.]|[.][.]|)){0,5}([?]y=[.]/z)?(#s/[.][.])?|(g|[.]|[.][.])(/(g|[.]|[.][.]|)){0,4}([?]y)?",
    ) {
        proptest::prop_assert_eq!(resolve(&base, &reference), resolve_by_library(&base, &reference));
    }
}

#[test]
fn what_the_examples_do_not_have() {
    for (base, reference, target) in [
        ("http://a", "g", "http://a/g"),
        ("http://a?x", "?y", "http://a?y"),
        ("http://a/b//c/d", "..", "http://a/b//"),
        ("http://a/b", "x:y/z", "x:y/z"),
        ("http://a/b", "x(1)/y:z", "http://a/x(1)/y:z"),
        ("http://a/b", "t?u=http://c/d", "http://a/t?u=http://c/d"),
        ("http://\u{e9}/b", "\u{e9}", "http://\u{e9}/\u{e9}"),
        ("/a/b", "c", "/a/c"),
        ("a", "b", "b"),
        ("a", "..", ""),
        ("", "", ""),
        ("http://a/b?", "", "http://a/b?"),
    ] {
        assert_eq!(resolve(base, reference), target, "{base} {reference}");
    }
}

#[test]
fn links_of_pages() {
    let request = "https://example.org/v1.0/users/delta?$select=id";
    let page = |json: &str| -> Page<i32> { serde_json::from_str(json).unwrap() };
    for (json, next, delta) in [
        (r#"{"value": []}"#, None, None),
        (
            r#"{"value": [], "@odata.nextLink": "https://other.org/users?$skiptoken=a%20b"}"#,
            Some("https://other.org/users?$skiptoken=a%20b"),
            None,
        ),
        (r#"{"value": [], "@nextLink": "delta?$skip=5"}"#, Some("https://example.org/v1.0/users/delta?$skip=5"), None),
        (r#"{"value": [], "@deltaLink": "?$token=x"}"#, None, Some("https://example.org/v1.0/users/delta?$token=x")),
        // It is relative to the context, if there is one.
        (
            r##"{"@odata.context": "https://example.org/v1.0/$metadata#users", "value": [], "@odata.nextLink": "users?$skip=5"}"##,
            Some("https://example.org/v1.0/users?$skip=5"),
            None,
        ),
        (
            r##"{"@context": "../$metadata#users", "value": [], "@deltaLink": "users/delta?$token=x"}"##,
            None,
            Some("https://example.org/v1.0/users/delta?$token=x"),
        ),
        (
            r##"{"@context": "#users", "value": [], "@nextLink": "?$skip=5"}"##,
            Some("https://example.org/v1.0/users/delta?$skip=5"),
            None,
        ),
    ] {
        let page = page(json);
        assert_eq!(page.next_url(request).as_deref(), next, "{json}");
        assert_eq!(page.delta_url(request).as_deref(), delta, "{json}");
    }
}
