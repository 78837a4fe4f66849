//! What the names of each document mean.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

use super::{NamespaceId, Primitive, Type, TypeUse};
use crate::csdl::{Document, Text};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::names::nearest;
use crate::source::Span;

/// The names that can be used in all documents, and the aliases of each.
#[derive(Debug, Default)]
pub(super) struct Scope<'s> {
    namespaces: HashMap<Cow<'s, str>, NamespaceId>,
    types: Vec<HashMap<Cow<'s, str>, (Type, Span)>>,
    documents: Vec<DocumentScope<'s>>,
    /// For how many more faults a near name is looked for: it takes a look at all names.
    searches: Cell<u32>,
}

/// How many faults get a near name. Fewer are shown.
const SEARCHES: u32 = 100;

/// The number of a document, by which its aliases are found.
pub(super) type DocumentIndex = usize;

#[derive(Debug, Default)]
struct DocumentScope<'s> {
    /// Alias to namespace.
    aliases: HashMap<Cow<'s, str>, (Cow<'s, str>, Span)>,
    /// Namespace to the URI of the reference that includes it.
    included: HashMap<Cow<'s, str>, Cow<'s, str>>,
    /// Whether it is of version 4.0.
    is_4_0: bool,
}

impl<'s> Scope<'s> {
    /// The scope of documents whose namespaces are known.
    pub(super) fn new(
        documents: &[Document<'s>],
        namespaces: HashMap<Cow<'s, str>, NamespaceId>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let types = namespaces.iter().map(|_| HashMap::new()).collect();
        let documents = documents.iter().map(|document| DocumentScope::new(document, diagnostics)).collect();
        Self { namespaces, types, documents, searches: Cell::new(SEARCHES) }
    }

    /// Declares a type; the earlier declaration's span if the name is taken.
    pub(super) fn declare(&mut self, namespace: NamespaceId, name: &Text<'s>, ty: Type) -> Result<(), Span> {
        match self.types[namespace.index()].entry(name.text.clone()) {
            std::collections::hash_map::Entry::Occupied(taken) => Err(taken.get().1),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert((ty, name.span));
                Ok(())
            }
        }
    }

    /// The id of a loaded namespace.
    pub(super) fn namespace(&self, name: &str) -> Option<NamespaceId> {
        self.namespaces.get(name).copied()
    }

    /// Whether a document is of version 4.0, which allows less than later ones.
    pub(super) fn is_4_0(&self, document: DocumentIndex) -> bool {
        self.documents[document].is_4_0
    }

    /// The namespace that a qualifier stands for in a document, whether it is loaded or not.
    fn expand<'a>(&'a self, document: DocumentIndex, qualifier: &'a str) -> &'a str {
        self.documents[document].aliases.get(qualifier).map_or(qualifier, |(namespace, _)| namespace)
    }

    /// A qualified name with its alias replaced, as it is if there is none.
    pub(super) fn expand_name(&self, document: DocumentIndex, name: &Cow<'s, str>) -> Cow<'s, str> {
        self.expand_qualifier(document, name).map_or_else(|| name.clone(), Cow::Owned)
    }

    /// A qualified name with its alias replaced; `None` if it has none.
    pub(super) fn expand_qualifier(&self, document: DocumentIndex, name: &str) -> Option<String> {
        let (qualifier, simple) = name.rsplit_once('.')?;
        let (namespace, _) = self.documents[document].aliases.get(qualifier)?;
        Some(format!("{namespace}.{simple}"))
    }

    /// The loaded namespace and the simple name of a qualified name.
    pub(super) fn split<'a>(&self, document: DocumentIndex, name: &'a str) -> Option<(NamespaceId, &'a str)> {
        let (qualifier, simple) = name.rsplit_once('.')?;
        let namespace = self.namespaces.get(self.expand(document, qualifier))?;
        Some((*namespace, simple))
    }

    /// The type of a qualified name, if it is declared; built-in types are not.
    pub(super) fn find_type(&self, document: DocumentIndex, name: &str) -> Option<Type> {
        let (namespace, simple) = self.split(document, name)?;
        self.types[namespace.index()].get(simple).map(|(ty, _)| *ty)
    }

    /// Whether the namespace of a type, with or without `Collection(…)`, is that of a schema that was given.
    pub(super) fn is_given(&self, document: DocumentIndex, text: &str) -> bool {
        let item = text.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
        item.starts_with("Edm.") || self.split(document, item).is_some()
    }

    /// The type that a text names, with or without `Collection(…)`; reports what does not exist.
    pub(super) fn type_use(
        &self,
        document: DocumentIndex,
        text: &Text<'s>,
        diagnostics: &mut Diagnostics,
    ) -> Option<TypeUse> {
        let item = text.text.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
        let ty = self.named_type(document, item.unwrap_or(&text.text), text.span, diagnostics)?;
        Some(TypeUse { item: ty, is_collection: item.is_some() })
    }

    /// The type of a qualified name; reports one that does not exist at `span`.
    pub(super) fn named_type(
        &self,
        document: DocumentIndex,
        name: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Type> {
        if let Some(simple) = name.strip_prefix("Edm.")
            && let Some(primitive) = Primitive::from_name(simple)
        {
            return Some(Type::Primitive(primitive));
        }
        let found = self.find_type(document, name);
        if found.is_none() {
            diagnostics.push(self.unresolved(document, name, "type", span));
        }
        found
    }

    /// The error for a qualified name that means nothing, with the reason and what may have been meant.
    pub(super) fn unresolved(&self, document: DocumentIndex, name: &str, what: &str, span: Span) -> Diagnostic {
        let error = Diagnostic::error(span, format!("unresolved {what} `{name}`"));
        let Some((qualifier, simple)) = name.rsplit_once('.') else {
            return error.label("not a qualified name").help(format!(
                "write the name with its namespace or alias, such as `{}.{name}`",
                self.first_namespace()
            ));
        };
        if qualifier == "Edm" {
            let known = Primitive::ALL.iter().map(|primitive| primitive.name());
            return error.label("no built-in type has this name").help(match nearest(simple, known) {
                Some(near) => format!("did you mean `Edm.{near}`?"),
                None => "the built-in types are listed in section 3.3 of OData CSDL 4.01".to_owned(),
            });
        }
        let namespace = self.expand(document, qualifier);
        if let Some(id) = self.namespaces.get(namespace) {
            let known = self.types[id.index()].keys().map(|known| &**known);
            return error.label(format!("the namespace `{namespace}` has no {what} of this name")).help(
                match self.nearest(simple, known) {
                    Some(near) => format!("did you mean `{qualifier}.{near}`?"),
                    None => "correct the name, or add the schema that declares it".to_owned(),
                },
            );
        }
        if let Some(uri) = self.documents[document].included.get(namespace) {
            return error
                .label(format!("the namespace `{namespace}` is in another document, which was not given"))
                .help(format!(
                    "it is included by the reference to {uri}: save that document and add it with --schema"
                ));
        }
        let known = self.namespaces.keys().chain(self.documents[document].aliases.keys()).map(|known| &**known);
        error.label(format!("`{qualifier}` is neither a namespace of the given schemas nor an alias")).help(match self
            .nearest(qualifier, known)
        {
            Some(near) => format!("did you mean `{near}.{simple}`?"),
            None => "add the schema that declares it with --schema".to_owned(),
        })
    }

    fn nearest<'a>(&self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        self.searches.set(self.searches.get().checked_sub(1)?);
        nearest(name, known)
    }

    fn first_namespace(&self) -> &str {
        self.namespaces.keys().map(|name| &**name).min().unwrap_or("Namespace")
    }
}

impl<'s> DocumentScope<'s> {
    fn new(document: &Document<'s>, diagnostics: &mut Diagnostics) -> Self {
        let mut scope = Self { is_4_0: document.version.text == "4.0", ..Self::default() };
        for reference in &document.references {
            for include in &reference.includes {
                scope.included.insert(include.namespace.text.clone(), reference.uri.text.clone());
                scope.declare(include.alias.as_ref(), &include.namespace, diagnostics);
            }
        }
        for schema in &document.schemas {
            scope.declare(schema.alias.as_ref(), &schema.namespace, diagnostics);
        }
        scope
    }

    fn declare(&mut self, alias: Option<&Text<'s>>, namespace: &Text<'s>, diagnostics: &mut Diagnostics) {
        let Some(alias) = alias else { return };
        if alias.text == "Edm" || alias.text == "odata" {
            diagnostics.push(
                Diagnostic::error(alias.span, format!("`{}` is reserved and cannot be an alias", alias.text))
                    .help("choose another alias"),
            );
            return;
        }
        match self.aliases.get(&alias.text) {
            Some((taken, span)) if *taken != namespace.text => diagnostics.push(
                Diagnostic::error(alias.span, format!("the alias `{}` stands for two namespaces", alias.text))
                    .label(format!("here for `{}`", namespace.text))
                    .related(*span, format!("first for `{taken}`"))
                    .help("an alias is valid in its whole document: give each namespace its own"),
            ),
            Some(_) => {}
            None => {
                self.aliases.insert(alias.text.clone(), (namespace.text.clone(), alias.span));
            }
        }
    }
}
