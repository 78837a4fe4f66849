//! What belongs to requests.

mod arguments;
mod call;
mod paths;
mod resource;
mod runtime;
mod service;
mod step;

use syn::Item;

pub(super) use self::resource::resource;
pub(super) use self::runtime::MODULE;
use super::imports::Imports;
use crate::plan::requests;

/// An item that belongs to requests.
pub(super) fn item(plan: &requests::Item, imports: &mut Imports<'_>) -> Vec<Item> {
    match plan {
        requests::Item::Paths(plan) => paths::paths(plan, imports),
        requests::Item::Call(plan) => call::call(plan, imports),
        requests::Item::Service(plan) => service::service(plan, imports),
    }
}
