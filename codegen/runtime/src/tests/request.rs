//! Requests and their answers.

mod answers;
mod batches;
mod changes;
mod filters;
mod literals;
mod multipart;
mod operations;
mod paths;
mod properties;
mod queries;
mod refused;
mod robust;
mod sample;

use crate::request::{Error, Headers, Request, RequestParts};

/// The request is this: its method and its URL without the root of the service, its headers but for those that all have, and its body.
#[track_caller]
fn shows<O, T>(request: &Request<O, T>, expected: &[&str]) {
    let parts = request.parts().unwrap();
    let url = parts.url.strip_prefix(sample::ROOT).unwrap_or(&parts.url);
    let mut lines = vec![format!("{} {url}", parts.method.as_str())];
    let usual = [
        ("Accept", "application/json"),
        ("OData-MaxVersion", "4.0"),
        ("OData-Version", "4.0"),
        ("Content-Type", "application/json"),
    ];
    for (name, value) in parts.headers.iter().filter(|header| !usual.contains(header)) {
        lines.push(format!("{name}: {value}"));
    }
    if !parts.body.is_empty() {
        lines.push(String::from_utf8_lossy(&parts.body).into_owned());
    }
    assert_eq!(lines, expected);
    #[cfg(feature = "http")]
    is_the_same(request, &parts);
}

/// What a client is to send.
#[track_caller]
fn parts<O, T>(request: &Request<O, T>) -> RequestParts {
    request.parts().unwrap()
}

/// The URL, of a request that can be sent.
#[track_caller]
fn url<O, T>(request: &Request<O, T>) -> String {
    parts(request).url
}

/// The request cannot be sent, and this is why.
#[track_caller]
fn is_refused<O, T>(request: &Request<O, T>, expected: &str) {
    match request.parts() {
        Err(Error::Request(error)) => assert_eq!(error.to_string(), format!("the request cannot be built: {expected}")),
        other => panic!("{other:?}"),
    }
    #[cfg(feature = "http")]
    request.http().unwrap_err();
}

/// The request of the crate `http` is the same.
#[cfg(feature = "http")]
#[track_caller]
fn is_the_same<O, T>(request: &Request<O, T>, parts: &RequestParts) {
    let http = request.http().unwrap();
    assert_eq!(http.method(), parts.method.as_str());
    assert_eq!(http.uri().to_string(), parts.url);
    let names = |headers: &Headers| headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect::<Vec<_>>();
    let (mut own, mut theirs) = (names(&parts.headers), names(&Headers::from(http.headers())));
    own.sort();
    theirs.sort();
    assert_eq!(own, theirs);
    assert_eq!(*http.body(), parts.body);
}

/// Reads an answer with JSON.
fn answered<O, T>(request: &Request<O, T>, status: u16, body: &str) -> Result<O, Error> {
    request.read_parts(status, &Headers::from([("Content-Type", "application/json")]), body.as_bytes())
}
