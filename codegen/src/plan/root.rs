//! The namespace whose types are at the root of the crate.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Settings;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Container, ContainerTarget, Model, NamespaceId, StructuredId};
use crate::qualified_name::{is_in, shared_namespace};
use crate::suggest::did_you_mean;

/// The namespace that becomes the crate root: the configured one, or that of [`default_root`].
pub(super) fn root_namespace(model: &Model<'_>, settings: &Settings, diagnostics: &mut Diagnostics) -> String {
    let Some(configured) = settings.root_namespace.as_deref() else { return default_root(model) };
    let names = || model.namespaces.iter().map(|namespace| &*namespace.name);
    if names().any(|name| is_in(name, configured)) || settings.is_of_another_version {
        return configured.to_owned();
    }
    let message = format!("the root namespace `{configured}` is in none of the schemas");
    let error = Diagnostic::error_at(Code::Configuration, settings.place("root-namespace", configured), message);
    let otherwise = || format!("the namespaces are: {}", names().collect::<Vec<_>>().join(", "));
    diagnostics.push(error.help(did_you_mean(configured, names()).unwrap_or_else(otherwise)));
    String::new()
}

/// The root namespace of a model where none is configured; empty if all namespaces are modules.
///
/// It is that of the entity container, or, if no type is declared in it or below it, the one that the types of most of the
/// entity sets and singletons are in. So types stay where they are when a namespace is added, whichever types are selected. Of
/// several containers it is one that no other extends, the one with most sets and singletons. Schemas that have no container,
/// or no types for it, have in common what all namespaces with types begin with.
///
/// Documents that are only referred to do not count, if those that were given declare types or a container.
///
/// Where there is a choice left, it is the first name in alphabetical order. Containers: CSDL 4.01, section 13.
pub fn default_root(model: &Model<'_>) -> String {
    let given = model.types().zip(model.type_names()).filter(|(ty, _)| model.is_given(*ty));
    let mut declaring: BTreeSet<NamespaceId> = given.map(|(_, name)| name.namespace).collect();
    if declaring.is_empty() {
        declaring = model.type_names().map(|name| name.namespace).collect();
    }
    let declaring = || declaring.iter().map(|id| model.namespace(*id));
    let Some(container) = main_container(model) else { return shared_namespace(declaring()) };
    let own = model.namespace(container.name.namespace);
    if declaring().any(|name| is_in(name, own)) {
        return own.to_owned();
    }
    match namespace_of_entities(model, container) {
        Some(namespace) => model.namespace(namespace).to_owned(),
        None => shared_namespace(declaring()),
    }
}

/// The container of the service.
fn main_container<'m, 's>(model: &'m Model<'s>) -> Option<&'m Container<'s>> {
    let given = || model.given_containers();
    let extended: HashSet<&str> = given().filter_map(|container| Some(&*container.extends.as_ref()?.text)).collect();
    // Containers that extend each other in a circle extend nothing.
    let is_last = |container: &&Container<'_>| !extended.contains(model.full_name(&container.name).as_str());
    let last: Vec<_> = given().filter(is_last).collect();
    let candidates = if last.is_empty() { given().collect() } else { last };
    // They are in the order of their names, and the first of several is taken.
    candidates.into_iter().rev().max_by_key(|container| entities(container).count())
}

/// The namespace that the types of most sets and singletons are in, with those of the containers that it extends.
fn namespace_of_entities(model: &Model<'_>, container: &Container<'_>) -> Option<NamespaceId> {
    let by_name = model.containers_by_name();
    let extended = |container: &&Container<'_>| {
        let base = container.extends.as_ref()?;
        by_name.get(&*base.text).copied()
    };
    let mut counts: BTreeMap<NamespaceId, usize> = BTreeMap::new();
    let chain = std::iter::successors(Some(container), extended).take(model.containers.len());
    for id in chain.flat_map(entities) {
        *counts.entry(model.structured(id).name.namespace).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(namespace, _)| namespace)
}

/// The types of the sets and singletons that a container declares itself.
fn entities(container: &Container<'_>) -> impl Iterator<Item = StructuredId> {
    container.children.iter().filter_map(|child| match child.target {
        ContainerTarget::Entities(ty) => ty,
        ContainerTarget::Operations(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::csdl::testing::edmx;
    use crate::source::Sources;

    /// The default root of schemas, each a namespace and what is in it.
    fn root(schemas: &[(&str, &str)]) -> String {
        let schema = |(name, content): &(&str, &str)| format!("<Schema Namespace=\"{name}\">{content}</Schema>");
        let text = edmx(&schemas.iter().map(schema).collect::<String>());
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.add(Path::new("a.csdl"), text.into_bytes()).unwrap();
        let model = crate::model(&[id], None, &sources, &mut diagnostics);
        default_root(&model.unwrap_or_else(|_| panic!("{:?}", diagnostics.as_slice())))
    }

    const TYPES: &str = "<EntityType Name=\"a\"/><EntityType Name=\"b\"/>";

    fn container(name: &str, extends: &str, types: &[&str]) -> String {
        let sets = types.iter().enumerate();
        let sets: String =
            sets.map(|(index, ty)| format!("<EntitySet Name=\"s{index}\" EntityType=\"{ty}\"/>")).collect();
        format!("<EntityContainer Name=\"{name}\"{extends}>{sets}</EntityContainer>")
    }

    #[test]
    fn the_namespace_of_the_container() {
        let shop = container("c", "", &["shop.a"]) + TYPES;
        assert_eq!(root(&[("shop", &shop)]), "shop");
        for other in ["another", "shop.orders", "shopping", "z.y.x"] {
            assert_eq!(root(&[("shop", &shop), (other, TYPES)]), "shop", "{other}");
        }
        // Types may be below it only.
        assert_eq!(root(&[("m.g", &container("c", "", &["m.g.x.a"])), ("m.g.x", TYPES), ("y", TYPES)]), "m.g");
    }

    #[test]
    fn a_container_that_is_alone_in_its_namespace() {
        let default = container("c", "", &["app.orders.a", "app.people.a", "app.people.b"]);
        let (orders, people) = (("app.orders", TYPES), ("app.people", TYPES));
        assert_eq!(root(&[("Default", &default), orders, people]), "app.people");
        assert_eq!(root(&[("Default", &default), orders, people, ("a", TYPES), ("z", TYPES)]), "app.people");
        // As many of both: the first by name.
        let default = container("c", "", &["app.people.a", "app.orders.a"]);
        assert_eq!(root(&[("Default", &default), people, orders]), "app.orders");
        assert_eq!(root(&[("Default", &container("c", "", &[])), people, orders]), "app");
    }

    #[test]
    fn several_containers() {
        let base = container("c", "", &["base.a", "base.b"]) + TYPES;
        let more = container("d", " Extends=\"base.c\"", &["more.a"]) + TYPES;
        assert_eq!(root(&[("base", &base), ("more", &more)]), "more");
        // A name with an alias means the same.
        let schemas = [("base\" Alias=\"x", &*base), ("more", &more.replace("base.c", "x.c"))];
        assert_eq!(root(&schemas), "more");
        // What it extends has sets as well.
        let more = container("d", " Extends=\"base.c\"", &[]);
        assert_eq!(root(&[("base", &base), ("more", &more), ("z", TYPES)]), "base");
        let small = container("c", "", &["small.a"]) + TYPES;
        assert_eq!(root(&[("large", &base.replace("base", "large")), ("small", &small)]), "large");
        assert_eq!(root(&[("b", &small.replace("small", "b")), ("a", &small.replace("small", "a"))]), "a");
    }

    #[test]
    fn without_a_container() {
        assert_eq!(root(&[("a.b", TYPES)]), "a.b");
        assert_eq!(root(&[("a.b", TYPES), ("a.c.d", TYPES), ("z", "")]), "a");
        assert_eq!(root(&[("a", TYPES), ("b", TYPES)]), "");
    }
}
