//! Requests and their answers.

mod answers;
mod batches;
mod changes;
mod filters;
mod literals;
mod operations;
mod paths;
mod properties;
mod queries;
mod reserved;
mod robust;
mod sample;

use crate::request::{Headers, Request};

/// The request is this: its method and its URL without the root of the service, its headers but for those that all have, and its body.
#[track_caller]
fn shows<O, T>(request: &Request<O, T>, expected: &[&str]) {
    let url = request.url();
    let url = url.strip_prefix(sample::ROOT).unwrap_or(&url);
    let mut lines = vec![format!("{} {url}", request.method().as_str())];
    let usual = [
        ("Accept", "application/json"),
        ("OData-MaxVersion", "4.0"),
        ("OData-Version", "4.0"),
        ("Content-Type", "application/json"),
    ];
    let headers = request.headers();
    for (name, value) in headers.iter().filter(|header| !usual.contains(header)) {
        lines.push(format!("{name}: {value}"));
    }
    if !request.body().is_empty() {
        lines.push(String::from_utf8_lossy(request.body()).into_owned());
    }
    assert_eq!(lines, expected);
    request.check().unwrap();
    #[cfg(feature = "http")]
    is_the_same(request);
}

/// The request of the crate `http` is the same.
#[cfg(feature = "http")]
#[track_caller]
fn is_the_same<O, T>(request: &Request<O, T>) {
    let http = request.http().unwrap();
    assert_eq!(http.method(), request.method().as_str());
    assert_eq!(http.uri().to_string(), request.url());
    let names = |headers: &Headers| headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect::<Vec<_>>();
    let (mut own, mut theirs) = (names(&request.headers()), names(&Headers::from(http.headers())));
    own.sort();
    theirs.sort();
    assert_eq!(own, theirs);
    assert_eq!(http.body(), request.body());
}

/// Reads an answer with JSON.
fn answered<O, T>(request: &Request<O, T>, status: u16, body: &str) -> Result<O, crate::request::Error> {
    request.read_parts(status, &Headers::from([("Content-Type", "application/json")]), body.as_bytes())
}
