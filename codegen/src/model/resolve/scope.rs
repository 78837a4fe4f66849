//! What the names of each document mean.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::csdl::form::{quoted, type_fault, type_help};
use crate::csdl::{Document, Text};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{MissingId, MissingType, NamespaceId, Primitive, Type, TypeUse, vocabulary};
use crate::references::file_names;
use crate::source::{Source, Sources, Span};
use crate::suggest::nearest;
use crate::wording::first_of;

/// The names that can be used in all documents, and the aliases of each.
#[derive(Debug, Default)]
pub(super) struct Scope<'s> {
    namespaces: HashMap<Cow<'s, str>, NamespaceId>,
    types: Vec<HashMap<Cow<'s, str>, (Type, Span)>>,
    documents: Vec<DocumentScope<'s>>,
    /// The types that were named and are not there.
    missing: RefCell<Missing>,
    /// The files that cannot be read, and may have what is missing.
    unread: Vec<String>,
    /// For how many more faults a near name is looked for: it takes a look at all names.
    searches: Cell<u32>,
}

/// Types that were named and are not there, each once.
#[derive(Debug, Default)]
struct Missing {
    list: Vec<MissingType>,
    by_name: HashMap<String, MissingId>,
}

/// How many faults get a near name. Fewer are shown.
const SEARCHES: u32 = 100;

/// The number of a document, by which its aliases are found.
pub(super) type DocumentIndex = usize;

#[derive(Debug, Default)]
struct DocumentScope<'s> {
    /// Alias to namespace.
    aliases: HashMap<Cow<'s, str>, (Cow<'s, str>, Span)>,
    /// Namespace to the reference that includes it.
    included: HashMap<Cow<'s, str>, Included<'s>>,
    /// Whether it is of version 4.0.
    is_4_0: bool,
}

/// Where the document is that a reference is for.
#[derive(Clone, Debug)]
struct Included<'s> {
    uri: Cow<'s, str>,
    /// The file of its name that was read, if there is one.
    file: Option<String>,
}

/// The files that were read, by their names in lower case.
#[derive(Debug, Default)]
pub(super) struct Files(HashMap<String, String>);

impl Files {
    pub(super) fn new(sources: &Sources) -> Self {
        let named = |(_, source): (_, &Source)| (source.file_name().to_ascii_lowercase(), source.name().to_owned());
        Self(sources.iter().map(named).collect())
    }

    /// The file that a reference leads to.
    pub(super) fn of(&self, uri: &str) -> Option<&str> {
        file_names(uri).iter().find_map(|name| self.0.get(&name.to_ascii_lowercase())).map(String::as_str)
    }
}

impl<'s> Scope<'s> {
    /// The scope of documents whose namespaces are known.
    pub(super) fn new(
        documents: &[Document<'s>],
        namespaces: HashMap<Cow<'s, str>, NamespaceId>,
        files: &Files,
        unread: Vec<String>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let types = namespaces.iter().map(|_| HashMap::new()).collect();
        let of_document = |document| DocumentScope::new(document, &namespaces, files, diagnostics);
        let documents = documents.iter().map(of_document).collect();
        Self { namespaces, types, documents, missing: RefCell::default(), unread, searches: Cell::new(SEARCHES) }
    }

    /// Declares a type; the earlier declaration if the name is taken.
    pub(super) fn declare(&mut self, namespace: NamespaceId, name: &Text<'s>, ty: Type) -> Result<(), (Type, Span)> {
        match self.types[namespace.index()].entry(name.text.clone()) {
            std::collections::hash_map::Entry::Occupied(taken) => Err(*taken.get()),
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

    /// The type that a text names, with or without `Collection(…)`, which may be one that is missing.
    pub(super) fn type_use(&self, document: DocumentIndex, text: &Text<'s>, diagnostics: &mut Diagnostics) -> TypeUse {
        let item = text.text.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
        let ty = self.named_type(document, item.unwrap_or(&text.text), text.span, diagnostics);
        TypeUse { item: ty, is_collection: item.is_some() }
    }

    /// The type that a text names; reports one that is missing, for what nothing that is generated needs.
    pub(super) fn given_type(
        &self,
        document: DocumentIndex,
        text: &Text<'s>,
        diagnostics: &mut Diagnostics,
    ) -> Option<TypeUse> {
        let found = self.type_use(document, text, diagnostics);
        let Type::Missing(id) = found.item else { return Some(found) };
        self.report_missing(id, text.span, diagnostics);
        None
    }

    /// Reports at a place that names it that a type is missing, which nothing that is generated needs there.
    pub(super) fn report_missing(&self, id: MissingId, span: Span, diagnostics: &mut Diagnostics) {
        let fault = self.missing.borrow().list[id.index()].fault.clone();
        diagnostics.push(Diagnostic { code: Code::UnresolvedName, span: Some(span), ..fault }.into_warning());
    }

    /// Whether a name is that of a type of a standard vocabulary that was not given.
    pub(super) fn is_of_vocabulary(&self, document: DocumentIndex, name: &str) -> bool {
        self.of_vocabulary(document, name).is_some()
    }

    /// The type of a qualified name, which may be one that is missing.
    pub(super) fn named_type(
        &self,
        document: DocumentIndex,
        name: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let built_in = |name: &str| Primitive::from_name(name).map(Type::Primitive);
        if let Some(primitive) = name.strip_prefix("Edm.").and_then(built_in) {
            return primitive;
        }
        if name.is_empty() {
            // That there is no name was said where it is missing.
            return Type::Primitive(Primitive::Untyped);
        }
        if let Some(found) = self.find_type(document, name) {
            return found;
        }
        if let Some(primitive) = built_in(name) {
            diagnostics.push(
                Diagnostic::warning(Code::LaxForm, span, format!("the type `{name}` has no namespace"))
                    .help(format!("write `Edm.{name}`; it is read as such")),
            );
            return primitive;
        }
        self.of_vocabulary(document, name).unwrap_or_else(|| Type::Missing(self.missing(document, name, span)))
    }

    /// The types that were named and are not there, by their ids.
    pub(super) fn into_missing(self) -> Vec<MissingType> {
        self.missing.into_inner().list
    }

    /// What stands for a type of a standard vocabulary that was not given.
    fn of_vocabulary(&self, document: DocumentIndex, name: &str) -> Option<Type> {
        let (qualifier, simple) = name.rsplit_once('.')?;
        let namespace = self.expand(document, qualifier);
        let by_alias = vocabulary::by_alias(namespace);
        let namespace = by_alias.as_deref().unwrap_or(namespace);
        let is_standard = vocabulary::is_standard(namespace) && !self.namespaces.contains_key(namespace);
        is_standard.then(|| Type::Primitive(vocabulary::values(namespace, simple)))
    }

    fn missing(&self, document: DocumentIndex, name: &str, span: Span) -> MissingId {
        let full = self.expand_qualifier(document, name).unwrap_or_else(|| name.to_owned());
        if let Some(id) = self.missing.borrow().by_name.get(&full) {
            return *id;
        }
        let fault = self.unresolved(document, name, "type", span);
        let mut missing = self.missing.borrow_mut();
        let id = MissingId::at(missing.list.len());
        missing.list.push(MissingType { name: full.clone(), fault });
        missing.by_name.insert(full, id);
        id
    }

    /// The error for a qualified name that means nothing, with the reason and what may have been meant.
    pub(super) fn unresolved(&self, document: DocumentIndex, name: &str, what: &str, span: Span) -> Diagnostic {
        let code = if what == "type" { Code::UnresolvedType } else { Code::UnresolvedName };
        let error = Diagnostic::error(code, span, format!("unresolved {what} {}", quoted(name)));
        if let Some(fault) = type_fault(name).filter(|_| what == "type") {
            return error.label(fault).help(type_help());
        }
        let Some((qualifier, simple)) = name.rsplit_once('.') else {
            return error.label("not a qualified name").help(format!(
                "write the name with its namespace or alias, such as `{}.{name}`",
                self.first_namespace()
            ));
        };
        if qualifier.eq_ignore_ascii_case("Edm") {
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
        if let Some(included) = self.documents[document].included.get(namespace) {
            return included.explain(namespace, error);
        }
        let known = self.namespaces.keys().chain(self.documents[document].aliases.keys()).map(|known| &**known);
        // A name that is not there either is of no help.
        let near =
            self.nearest(qualifier, known).filter(|near| what != "type" || self.has_type(document, near, simple));
        error.label(format!("`{qualifier}` is neither a namespace of the given schemas nor an alias")).help(
            match near {
                Some(near) => format!("did you mean `{near}.{simple}`?"),
                None => match self.unread.as_slice() {
                    [] => "add the schema that declares it with --schema".to_owned(),
                    unread => format!(
                        "add the schema that declares it with --schema; it may be in {}, which cannot be read",
                        first_of(unread, 1, |file| format!("`{file}`"))
                    ),
                },
            },
        )
    }

    fn has_type(&self, document: DocumentIndex, qualifier: &str, simple: &str) -> bool {
        let namespace = self.namespaces.get(self.expand(document, qualifier));
        namespace.is_some_and(|id| self.types[id.index()].contains_key(simple))
    }

    fn nearest<'a>(&self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        self.searches.set(self.searches.get().checked_sub(1)?);
        nearest(name, known)
    }

    fn first_namespace(&self) -> &str {
        self.namespaces.keys().map(|name| &**name).min().unwrap_or("Namespace")
    }
}

impl Included<'_> {
    /// Adds to the error for a name why it is not found in the namespace that a reference includes.
    fn explain(&self, namespace: &str, error: Diagnostic) -> Diagnostic {
        let Self { uri, file } = self;
        if let Some(file) = file {
            return error.label(format!("the namespace `{namespace}` is not declared where it should be")).help(format!(
                "the reference to {uri} leads to `{file}`, which does not declare `{namespace}` or cannot be read: put another \
                 version of the document there"
            ));
        }
        let name = file_names(uri).pop();
        let where_to = match name {
            Some(name) => format!(
                "there is no `{name}` beside this document or in a folder of `references`: put it there, or fetch it by \
                 `csdl-codegen fetch --references`"
            ),
            None => "that names no file: save the document, and add it with --schema".to_owned(),
        };
        error
            .label(format!("the namespace `{namespace}` is in another document, which was not found"))
            .help(format!("it is included by the reference to {uri}; {where_to}"))
    }
}

impl<'s> DocumentScope<'s> {
    fn new(
        document: &Document<'s>,
        namespaces: &HashMap<Cow<'s, str>, NamespaceId>,
        files: &Files,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut scope = Self { is_4_0: document.version.text == "4.0", ..Self::default() };
        for reference in &document.references {
            for include in &reference.includes {
                let file = files.of(&reference.uri.text).map(str::to_owned);
                let included = Included { uri: reference.uri.text.clone(), file };
                scope.included.insert(include.namespace.text.clone(), included);
                scope.declare(include.alias.as_ref(), &include.namespace, diagnostics);
            }
        }
        for schema in &document.schemas {
            scope.declare(schema.alias.as_ref(), &schema.namespace, diagnostics);
        }
        let hides = |(alias, (meant, _)): &(&Cow<'s, str>, &(Cow<'s, str>, Span))| {
            *alias != meant && namespaces.contains_key(*alias)
        };
        let mut hiding: Vec<_> = scope.aliases.iter().filter(hides).collect();
        hiding.sort();
        diagnostics.extend(hiding.into_iter().map(|(alias, (meant, span))| hides_namespace(alias, meant, *span)));
        scope
    }

    fn declare(&mut self, alias: Option<&Text<'s>>, namespace: &Text<'s>, diagnostics: &mut Diagnostics) {
        let Some(alias) = alias.filter(|alias| alias.is_name()) else { return };
        if alias.text == "Edm" || alias.text == "odata" {
            let message = format!("`{}` is reserved and cannot be an alias", alias.text);
            diagnostics.push(
                Diagnostic::warning(Code::Alias, alias.span, message).help("it is ignored; choose another alias"),
            );
            return;
        }
        match self.aliases.get(&alias.text) {
            Some((taken, span)) if *taken != namespace.text => diagnostics.push(
                Diagnostic::warning(
                    Code::Alias,
                    alias.span,
                    format!("the alias `{}` stands for two namespaces", alias.text),
                )
                .label(format!("here for `{}`", namespace.text))
                .related(*span, format!("first for `{taken}`"))
                .help("the first one counts; an alias is valid in its whole document: give each namespace its own"),
            ),
            Some(_) => {}
            None => {
                self.aliases.insert(alias.text.clone(), (namespace.text.clone(), alias.span));
            }
        }
    }
}

/// The warning for an alias that is the name of a namespace, too.
fn hides_namespace(alias: &str, meant: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(Code::Alias, span, format!("the alias `{alias}` is the name of a namespace, too"))
        .label(format!("here it stands for `{meant}`"))
        .help("it is taken as the alias in its whole document: choose another one")
}
