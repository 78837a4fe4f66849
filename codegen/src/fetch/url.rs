//! URLs: what is asked for, and where redirects lead.

use std::path::Path;

use fluent_uri::component::Authority;
use fluent_uri::{Uri, UriRef};

use super::fault::fault;
use crate::diagnostics::Diagnostic;
use crate::references::is_schema;

/// The URL that someone has written, without its fragment.
pub(super) fn parse(text: &str) -> Result<Uri<String>, Box<Diagnostic>> {
    let Ok(url) = Uri::parse(text.to_owned()) else {
        let help = match text.split_once("://") {
            None if !text.is_empty() && Uri::parse(format!("https://{text}")).is_ok() => {
                format!("did you mean `https://{text}`?")
            }
            _ => "write it as `https://host/path/$metadata`, with `%20` for a space".to_owned(),
        };
        return Err(fault(format!("`{text}` is not a URL"), help));
    };
    let scheme = url.scheme().as_str();
    if !is_web(&url) {
        // In `localhost:8080/…`, what is before the colon is a scheme.
        return Err(match url.authority() {
            Some(_) => fault(
                format!("`{text}` is fetched with `{scheme}`, which is not known"),
                "only `https` and `http` are".to_owned(),
            ),
            None => fault(format!("`{text}` has no host"), format!("did you mean `https://{text}`?")),
        });
    }
    let Some(authority) = url.authority().filter(|authority| !authority.host().is_empty()) else {
        return Err(fault(format!("`{text}` has no host"), "write it as `https://host/path/$metadata`".to_owned()));
    };
    if authority.has_userinfo() {
        // The text is not shown: there may be a password in it.
        return Err(fault(
            format!("the URL with the host `{}` has a user name or password in it", authority.host()),
            "send it with --header 'Authorization: Basic …'; URLs are written down".to_owned(),
        ));
    }
    Ok(url.strip_fragment().to_owned())
}

/// Where a service with this root has its metadata (Protocol 4.01, section 11.1.2); `None` if the URL is that of metadata itself.
pub(super) fn metadata_of(root: &Uri<String>) -> Option<Uri<String>> {
    let path = root.path().as_str();
    if path.trim_end_matches('/').ends_with("$metadata") || is_schema(Path::new(path)) {
        return None;
    }
    let slash = if path.ends_with('/') { "" } else { "/" };
    let query = root.query().map_or_else(String::new, |query| format!("?{query}"));
    let (before, _) = root.as_str().split_once('?').unwrap_or((root.as_str(), ""));
    Uri::parse(format!("{before}{slash}$metadata{query}")).ok()
}

/// Where a redirect from a URL leads; `None` if it does not lead to a web page.
pub(super) fn resolve(from: &Uri<String>, location: &str) -> Option<Uri<String>> {
    let target = UriRef::parse(location).ok()?.resolve_against(&from.borrow()).ok()?;
    let has_host = target.authority().is_some_and(|authority| !authority.host().is_empty());
    (is_web(&target) && has_host).then(|| target.strip_fragment().to_owned())
}

/// Whether it is `https`.
pub(super) fn is_secure(url: &Uri<String>) -> bool {
    url.scheme().as_str().eq_ignore_ascii_case("https")
}

/// Scheme, host and port: what has to be the same for two URLs to be of one service.
pub(super) fn origin(url: &Uri<String>) -> (bool, String, u16) {
    let is_secure = is_secure(url);
    let standard = if is_secure { 443 } else { 80 };
    let port = |authority: &Authority<'_>| authority.port_to_u16().ok().flatten().unwrap_or(standard);
    let authority = url.authority();
    let host = authority.map(|authority| authority.host().to_ascii_lowercase()).unwrap_or_default();
    (is_secure, host, authority.as_ref().map_or(standard, port))
}

/// Host and port, which is that of either scheme where the URL has none.
pub(super) fn host_of(url: &Uri<String>) -> (String, Option<u16>) {
    let (_, host, port) = origin(url);
    (host, Some(port).filter(|port| !matches!(port, 80 | 443)))
}

fn is_web(url: &Uri<String>) -> bool {
    ["http", "https"].iter().any(|known| url.scheme().as_str().eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for text in ["https://graph.microsoft.com/v1.0/$metadata", "HTTP://[::1]:8080", "https://a/b?c=d('e')&f=%20"] {
            assert_eq!(parse(text).expect(text).as_str(), text);
        }
        assert_eq!(parse("https://a/b#c").expect("a URL").as_str(), "https://a/b");
        for (text, said) in [
            ("graph.microsoft.com/v1.0/$metadata", "did you mean `https://graph.microsoft.com/v1.0/$metadata`?"),
            ("localhost:8080/$metadata", "did you mean `https://localhost:8080/$metadata`?"),
            ("", "https://host/"),
            ("https://a b/", "%20"),
            ("https:///path", "https://host/"),
            ("https:path", "https://"),
            ("ftp://host/path", "`https`"),
            ("file:///etc/passwd", "`https`"),
        ] {
            let help = parse(text).expect_err(text).help.unwrap_or_default();
            assert!(help.contains(said), "{text}: {help}");
        }
        let fault = parse("https://user:secret@host/").expect_err("it has a password");
        assert!(!format!("{fault:?}").contains("secret"), "{fault:?}");
    }

    #[test]
    fn redirects() {
        let from = parse("https://a/b/c?d").expect("a URL");
        for (location, to) in [
            ("e", Some("https://a/b/e")),
            ("/e?f#g", Some("https://a/e?f")),
            ("//h/e", Some("https://h/e")),
            ("http://h", Some("http://h")),
            ("ftp://h", None),
            ("https:", None),
            ("https://", None),
            ("a b", None),
        ] {
            let found = resolve(&from, location);
            assert_eq!(found.as_ref().map(|url| url.as_str()), to, "{location}");
        }
    }

    #[test]
    fn metadata_of_services() {
        for (root, metadata) in [
            ("https://a/v1.0", Some("https://a/v1.0/$metadata")),
            ("https://a/redfish/v1/", Some("https://a/redfish/v1/$metadata")),
            ("https://a?b=c", Some("https://a/$metadata?b=c")),
            ("https://a/v1.0/$metadata", None),
            ("https://a/v1.0/$metadata/", None),
            ("https://a/shop.csdl", None),
        ] {
            let found = metadata_of(&parse(root).expect(root));
            assert_eq!(found.as_ref().map(|url| url.as_str()), metadata, "{root}");
        }
    }

    #[test]
    fn origins() {
        let origin_of = |text| origin(&parse(text).expect("a URL"));
        assert_eq!(origin_of("https://A/b"), origin_of("HTTPS://a:443/c"));
        assert_eq!(origin_of("http://a:/"), origin_of("http://a:80/"));
        for other in ["http://a/", "https://a:444/", "https://b/", "https://a.b/"] {
            assert_ne!(origin_of("https://a/"), origin_of(other));
        }
    }
}
