//! References to URLs that are relative to another (RFC 3986, section 5).
//!
//! Links of services are not always what the RFC has: a space or `é` in a query stays as it is. Libraries refuse those, as
//! fluent-uri does, or write them in another way.

/// A URL or a relative reference in its parts (RFC 3986, section 3); what is missing is not the same as what is empty.
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    /// Takes any text apart, as the expression of RFC 3986, appendix B, does.
    fn of(text: &'a str) -> Self {
        let (text, fragment) = cut(text, '#');
        let (text, query) = cut(text, '?');
        let (scheme, text) = match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, text),
        };
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
            None => return Self { scheme, authority: None, path: text, query, fragment },
        };
        Self { scheme, authority: Some(authority), path, query, fragment }
    }

    /// The parts put together (RFC 3986, section 5.3), with another path.
    fn with_path(&self, path: &str) -> String {
        let part = |before, text: Option<&str>, after| text.map(|text| format!("{before}{text}{after}"));
        [
            part("", self.scheme, ":"),
            part("//", self.authority, ""),
            Some(path.to_owned()),
            part("?", self.query, ""),
            part("#", self.fragment, ""),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What a reference refers to that stands where the URL is `base` (RFC 3986, section 5.2).
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let (base, mut target) = (Parts::of(base), Parts::of(reference));
    if target.scheme.is_some() {
        return target.with_path(&without_dots(target.path));
    }
    target.scheme = base.scheme;
    if target.authority.is_some() {
        return target.with_path(&without_dots(target.path));
    }
    target.authority = base.authority;
    if target.path.is_empty() {
        target.query = target.query.or(base.query);
        return target.with_path(base.path);
    }
    if target.path.starts_with('/') {
        return target.with_path(&without_dots(target.path));
    }
    // What comes after the last slash of the base is in its place.
    let folder = match base.path.rfind('/') {
        Some(last) => base.path.get(..=last).unwrap_or_default(),
        None if base.authority.is_some() => "/",
        None => "",
    };
    target.with_path(&without_dots(&format!("{folder}{}", target.path)))
}

/// Whether it is a URL that requests can be sent to: of `http` or `https`, with a host (RFC 9110, section 4.2).
#[cfg(feature = "requests")]
pub(super) fn is_http(url: &str) -> bool {
    let parts = Parts::of(url);
    let is_http = |scheme: &str| ["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
    parts.scheme.is_some_and(is_http) && parts.authority.is_some_and(is_authority)
}

/// Whether this names a host that can be asked for: letters, digits, `-`, `.`, `_` and `~`, or an address, and perhaps a port and what is
/// in front of the `@` (RFC 3986, section 3.2).
#[cfg(feature = "requests")]
fn is_authority(authority: &str) -> bool {
    let (user, place) = authority.rsplit_once('@').map_or(("", authority), |(user, place)| (user, place));
    let is_user = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:%".contains(&byte);
    let (host, port) = match place.rfind(':').filter(|_| !place.ends_with(']')) {
        Some(colon) => (&place[..colon], Some(&place[colon + 1..])),
        None => (place, None),
    };
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)),
    };
    // `parse` takes a sign, too.
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    user.bytes().all(is_user) && is_host && port.is_none_or(is_port)
}

/// The path that a URL has behind that of another, which has no slash at its end; neither has a query.
#[cfg(feature = "requests")]
pub(super) fn below<'a>(root: &str, url: &'a str) -> Option<&'a str> {
    let (root, below) = (Parts::of(root), url.get(root.len()..)?);
    let own = Parts::of(&url[..url.len() - below.len()]);
    let is_same = |one: Option<&str>, other: Option<&str>| match (one, other) {
        // Neither the scheme nor the host is of upper or lower case.
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    };
    let is_below = is_same(root.scheme, own.scheme) && is_same(root.authority, own.authority) && root.path == own.path;
    let below = if below.is_empty() { Some(below) } else { below.strip_prefix('/') };
    // Another slash would make it the path of another root.
    below.filter(|below| is_below && !below.starts_with('/'))
}

/// A path without the segments `.` and `..` (RFC 3986, section 5.2.4), whether their dots are percent-encoded or not (section 6.2.2.2).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let is_absolute = path.starts_with('/');
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        match dots(segment) {
            Some(count @ (1 | 2)) => {
                if count == 2 {
                    kept.pop();
                }
                // The path of a folder ends with a slash.
                if segments.peek().is_none() && (is_absolute || !kept.is_empty()) {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    format!("{}{}", if is_absolute { "/" } else { "" }, kept.join("/"))
}

/// How many dots a segment consists of; `None` if it has anything else.
fn dots(segment: &str) -> Option<usize> {
    let (mut rest, mut count) = (segment, 0);
    while let Some(behind) = [".", "%2e", "%2E"].iter().find_map(|dot| rest.strip_prefix(dot)) {
        (rest, count) = (behind, count + 1);
    }
    rest.is_empty().then_some(count)
}

/// What is before the first such character, and what is behind it, if it is there.
fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, behind)| (before, Some(behind)))
}

/// Whether a text can be a scheme (RFC 3986, section 3.1).
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}
