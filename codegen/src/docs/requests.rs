//! The docs of what belongs to requests.

use super::markdown::quoted;
use super::{Link, Links, described, link, text};
use crate::plan::requests::{Argument, Call, Kind, Method, OperationKind, Paths, Service, Step};
use crate::wording::listed;

/// The docs of the function that makes a service.
pub const NEW_SERVICE: &str = "The service at a URL, which is that of its metadata without `$metadata`.\n\n# Errors\n\n\
                               A text that is no URL.";

/// The docs of the method that ends a call with its arguments.
pub const FINISHED_CALL: &str = "The request with these arguments, for headers and query options.";

/// The docs of a struct of where values of a type lead to.
pub fn paths(item: &Paths, links: Links<'_>) -> String {
    let of = link(item.of, links);
    let start =
        if item.is_collection { format!("Where collections of {of} lead to") } else { format!("Where {of} leads to") };
    match item.base {
        Some(base) => format!("{start}, besides what {} has.", link(base, links)),
        None => format!("{start}."),
    }
}

/// The docs of a service.
pub fn service(item: &Service) -> String {
    let kind = format!("Where requests begin: the entity container {}.", quoted(&item.wire));
    text(&item.about, std::iter::once(kind))
}

/// The docs of a method: what it is for, what it is, and what is to be known of requests there.
pub fn step(item: &Method, links: Links<'_>) -> String {
    let mut sentences = vec![format!("{}.", what(item, links))];
    if !item.unsupported.is_empty() {
        sentences.push(format!("The service does not support {}.", listed(&item.unsupported, "or")));
    }
    sentences.extend(item.unsupported_beyond.iter().map(|(path, unsupported)| {
        format!("At {} the service does not support {}.", quoted(path), listed(unsupported, "or"))
    }));
    sentences.extend(item.scopes.iter().map(|(what, scopes)| {
        let scopes: Vec<String> = scopes.iter().map(|scope| quoted(scope)).collect();
        format!("{what} needs the permission {}.", listed(&scopes, "or"))
    }));
    let mut docs = text(&item.about, sentences.into_iter());
    if let Step::Call(call) = &item.step {
        let given: Vec<String> = call.arguments.iter().filter_map(parameter).collect();
        if !given.is_empty() {
            docs.push_str(&format!("\n\n{}", given.join("\n")));
        }
    }
    docs
}

/// What a method is and leads to.
fn what(item: &Method, links: Links<'_>) -> String {
    let name = quoted(&item.name);
    let to = match &item.step {
        Step::Link { to, is_collection: true } => format!(", to a collection of {}", link(*to, links)),
        Step::Link { to, is_collection: false } => format!(", to one {}", link(*to, links)),
        _ => String::new(),
    };
    match item.kind {
        Kind::Navigation { is_contained: true } => format!("Navigation property {name}{to}, contained"),
        Kind::Navigation { is_contained: false } => format!("Navigation property {name}{to}"),
        Kind::Complex => format!("Property {name}{to}"),
        Kind::Stream => format!("Stream property {name}"),
        Kind::Key => format!("The one with this alternate key: {name}"),
        Kind::Operation(OperationKind::Action) => format!("Action {name}"),
        Kind::Operation(OperationKind::Function) => format!("Function {name}"),
        Kind::Set => format!("Entity set {name}{to}"),
        Kind::Singleton => format!("Singleton {name}{to}"),
        Kind::Import(OperationKind::Action) => format!("Action import {name}"),
        Kind::Import(OperationKind::Function) => format!("Function import {name}"),
    }
}

/// An item of the list of parameters, if there is something to say of it.
fn parameter(argument: &Argument) -> Option<String> {
    let said = described(argument.about.description.as_deref()?).join(" ");
    // What goes on in a further line belongs to the item by its indentation.
    (!said.is_empty()).then(|| format!("- {}: {}", quoted(argument.ident.as_str()), said.replace('\n', "\n  ")))
}

/// The docs of a struct of a call.
pub fn call(item: &Call, links: Links<'_>) -> String {
    let (Link { name, target }, method) = (links(item.from), item.method.as_str());
    format!(
        "A call of the {} {}, which [`{name}::{method}`]({target}::{method}) makes: the methods set what is optional.",
        item.kind.name(),
        quoted(&item.name)
    )
}

/// The docs of the setter of an optional parameter.
pub fn setter(argument: &Argument) -> String {
    text(&argument.about, std::iter::once(format!("Parameter {}.", quoted(&argument.name))))
}
