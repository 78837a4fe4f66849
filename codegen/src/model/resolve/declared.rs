//! What the schemas of all documents declare, before anything is looked up.

use super::scope::{DocumentIndex, Scope};
use crate::csdl::{self, Text};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::NamespaceId;
use crate::source::Span;

/// Something that a schema declares, with the document and the namespace that it is in.
#[derive(Debug)]
pub(super) struct Declared<T> {
    pub(super) document: DocumentIndex,
    pub(super) namespace: NamespaceId,
    pub(super) item: T,
}

/// The declarations of all schemas, by kind.
#[derive(Debug, Default)]
pub(super) struct Declarations<'s> {
    pub(super) structured: Vec<Declared<csdl::StructuredType<'s>>>,
    pub(super) enums: Vec<Declared<csdl::EnumType<'s>>>,
    pub(super) definitions: Vec<Declared<csdl::TypeDefinition<'s>>>,
    pub(super) operations: Vec<Declared<csdl::Operation<'s>>>,
    pub(super) containers: Vec<Declared<csdl::Container<'s>>>,
    pub(super) terms: Vec<Declared<csdl::Term<'s>>>,
    pub(super) annotations: Vec<Declared<csdl::Annotations<'s>>>,
    pub(super) schema_annotations: Vec<Declared<Vec<csdl::Annotation<'s>>>>,
}

impl<'s> Declarations<'s> {
    pub(super) fn take(&mut self, schema: csdl::Schema<'s>, document: DocumentIndex, scope: &Scope<'s>) {
        let Some(namespace) = scope.namespace(&schema.namespace.text) else { return };
        fn extend<T>(into: &mut Vec<Declared<T>>, document: DocumentIndex, namespace: NamespaceId, items: Vec<T>) {
            into.extend(items.into_iter().map(|item| Declared { document, namespace, item }));
        }
        extend(&mut self.structured, document, namespace, schema.structured_types);
        extend(&mut self.enums, document, namespace, schema.enum_types);
        extend(&mut self.definitions, document, namespace, schema.type_definitions);
        extend(&mut self.operations, document, namespace, schema.operations);
        extend(&mut self.containers, document, namespace, schema.containers);
        extend(&mut self.terms, document, namespace, schema.terms);
        extend(&mut self.annotations, document, namespace, schema.annotations);
        self.schema_annotations.push(Declared { document, namespace, item: schema.own_annotations });
    }

    /// Orders each kind by namespace and name, so that ids do not depend on the order of declaration.
    ///
    /// The sorts are stable: overloads and repeated annotations keep the order of their declaration.
    pub(super) fn sort(&mut self) {
        self.structured.sort_by(|left, right| order(left, right, |item| &item.name));
        self.enums.sort_by(|left, right| order(left, right, |item| &item.name));
        self.definitions.sort_by(|left, right| order(left, right, |item| &item.name));
        self.operations.sort_by(|left, right| order(left, right, |item| &item.name));
        self.containers.sort_by(|left, right| order(left, right, |item| &item.name));
        self.terms.sort_by(|left, right| order(left, right, |item| &item.name));
    }
}

/// The error for what has the name of something that is declared before it.
pub(super) fn declared_twice(what: &str, place: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::Redeclaration, place, format!("{what} is declared twice"))
        .label("declared again here")
        .related(first, "first declared here")
}

fn order<T>(left: &Declared<T>, right: &Declared<T>, name: fn(&T) -> &Text<'_>) -> std::cmp::Ordering {
    (left.namespace, &name(&left.item).text).cmp(&(right.namespace, &name(&right.item).text))
}
