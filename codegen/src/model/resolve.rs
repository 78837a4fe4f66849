//! From syntax trees to the model.

mod annotate;
mod bases;
mod declared;
mod keys;
mod narrow;
mod offers;
mod operations;
mod scope;
mod structured;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use self::annotate::{attach, resolve_annotations};
use self::declared::{Declarations, Declared, declared_twice};
use self::keys::check_keys;
use self::offers::add_offers;
use self::operations::{resolve_containers, resolve_operations, resolve_terms};
use self::scope::{DocumentIndex, Files, Scope};
use self::structured::resolve_structured;
use super::{
    Declares, DefinitionId, EnumId, EnumType, Member, Model, Namespace, NamespaceId, Primitive, QualifiedName,
    Reference, StructuredId, Type, TypeDefinition,
};
use crate::csdl::{self, Document, Text};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::qualified_name::is_separator;
use crate::references::is_known;
use crate::source::{Sources, Span};

/// Resolves all documents together.
///
/// The result does not depend on the order of the documents. What is faulty in them is in `diagnostics`, each fault an error only
/// if something that is generated needs what is faulty.
pub fn resolve<'s>(mut documents: Vec<Document<'s>>, sources: &Sources, diagnostics: &mut Diagnostics) -> Model<'s> {
    let mut found = Diagnostics::default();
    // Of two declarations of a name, that of a document which was given is the first.
    documents.sort_by(|left, right| {
        let key = |document: &Document<'_>| {
            let source = sources.get(document.source);
            (source.is_followed(), source.name().to_owned(), document.source)
        };
        key(left).cmp(&key(right))
    });
    let files = Files::new(sources);
    let (namespaces, ids) = declare_namespaces(&documents);
    let mut scope = Scope::new(&documents, ids, &files, unread(&documents, sources), &mut found);
    let mut declared = Declarations::default();
    let mut model = Model { namespaces, references: references(&documents, sources, &files), ..Model::default() };
    let followed = documents.iter().map(|document| document.source).filter(|id| sources.get(*id).is_followed());
    model.followed = followed.collect();
    let versions: Vec<Cow<'s, str>> = documents.iter().map(|document| document.version.text.clone()).collect();
    for (index, document) in documents.into_iter().enumerate() {
        for schema in document.schemas {
            let namespace = scope.namespace(&schema.namespace.text);
            model.extents.extend(namespace.map(|namespace| (schema.span, Declares::Schema(namespace))));
            declared.take(schema, index, &scope);
        }
    }
    declared.sort();
    declare_types(&mut declared, &mut scope, &mut model, &mut found);
    model.extents.sort_unstable_by_key(|(extent, declares)| (extent.source, extent.start, *declares));

    model.enum_types = declared.enums.into_iter().map(|declared| resolve_enum(declared, &scope, &mut found)).collect();
    model.type_definitions =
        declared.definitions.into_iter().map(|declared| resolve_definition(declared, &scope, &mut found)).collect();
    resolve_structured(&mut model, declared.structured, &scope, &mut found);
    check_keys(&model, &mut found);
    resolve_operations(&mut model, declared.operations, &scope, &mut found);
    resolve_containers(&mut model, declared.containers, &versions, &scope, &mut found);
    resolve_terms(&mut model, declared.terms, &scope, &mut found);
    for declared in declared.schema_annotations {
        let annotations = resolve_annotations(declared.item, declared.document, &scope);
        model.namespaces[declared.namespace.index()].annotations.extend(annotations);
    }
    attach(&mut model, declared.annotations, &scope, &mut found);
    add_offers(&mut model, &mut found);
    model.missing_types = scope.into_missing();
    diagnostics.append(found.only_if_needed());
    model
}

/// What the documents that were given refer to, each address once, in the order of the documents.
fn references(documents: &[Document<'_>], sources: &Sources, files: &Files) -> Vec<Reference> {
    let mut seen = HashSet::new();
    let given = documents.iter().filter(|document| !sources.get(document.source).is_followed());
    let all = given.flat_map(|document| &document.references).filter(|reference| !is_known(reference));
    let uris = all.map(|reference| &*reference.uri.text).filter(|uri| !uri.is_empty() && seen.insert(uri.to_string()));
    uris.map(|uri| Reference { uri: uri.to_owned(), is_read: files.of(uri).is_some() }).collect()
}

/// The files in folders, or only referred to, of which there is no document.
fn unread(documents: &[Document<'_>], sources: &Sources) -> Vec<String> {
    let read: HashSet<_> = documents.iter().map(|document| document.source).collect();
    let unread = sources.iter().filter(|(id, source)| source.is_come_by() && !read.contains(id));
    unread.map(|(_, source)| source.name().to_owned()).collect()
}

/// Every namespace once, in alphabetical order, and the ids by name.
fn declare_namespaces<'s>(documents: &[Document<'s>]) -> (Vec<Namespace<'s>>, HashMap<Cow<'s, str>, NamespaceId>) {
    let mut sorted: BTreeMap<_, (Span, BTreeSet<Cow<'s, str>>)> = BTreeMap::new();
    for schema in documents.iter().flat_map(|document| &document.schemas) {
        let declared = || (schema.namespace.span, BTreeSet::new());
        let (_, aliases) = sorted.entry(schema.namespace.text.clone()).or_insert_with(declared);
        // Some could not be told apart from what is written beside them, and so are of no use at run time.
        let usable = schema.alias.as_ref().filter(|alias| alias.is_name() && !alias.text.contains(is_separator));
        aliases.extend(usable.map(|alias| alias.text.clone()));
    }
    let ids = sorted.keys().enumerate().map(|(index, name)| (name.clone(), NamespaceId::at(index))).collect();
    let namespaces = sorted.into_iter().map(|(name, (span, aliases))| {
        let aliases = aliases.into_iter().collect();
        Namespace { name, aliases, span, annotations: Vec::new() }
    });
    let namespaces = namespaces.collect();
    (namespaces, ids)
}

/// Gives every type its id, notes where it is declared, and reports names that are taken.
fn declare_types<'s>(
    declared: &mut Declarations<'s>,
    scope: &mut Scope<'s>,
    model: &mut Model<'s>,
    diagnostics: &mut Diagnostics,
) {
    let mut declare = |name: &Text<'s>, namespace: NamespaceId, extent: Span, ty: Type| {
        let (declared, first) = match scope.declare(namespace, name, ty) {
            Ok(()) => (ty, None),
            Err((declared, first)) => (declared, Some(first)),
        };
        model.extents.push((extent, Declares::Type(declared)));
        let is_first = first.is_none();
        if let Some(first) = first.filter(|_| name.is_name()) {
            let full = format!("{}.{}", model.namespaces[namespace.index()].name, name.text);
            let fault = declared_twice(&format!("the type `{full}`"), name.span, first);
            diagnostics.push(if model.is_followed(name.span.source) {
                fault.help("the first one counts, as this document is only referred to").into_warning()
            } else {
                fault.help("remove or rename one of the two; a schema given twice counts twice")
            });
        }
        is_first
    };
    keep(&mut declared.structured, |index, namespace, item| {
        declare(&item.name, namespace, item.span, Type::Structured(StructuredId::at(index)))
    });
    keep(&mut declared.enums, |index, namespace, item| {
        declare(&item.name, namespace, item.span, Type::Enum(EnumId::at(index)))
    });
    keep(&mut declared.definitions, |index, namespace, item| {
        declare(&item.name, namespace, item.span, Type::Definition(DefinitionId::at(index)))
    });
}

/// Keeps the items that can be declared with the number of those that are kept before them.
fn keep<T>(items: &mut Vec<Declared<T>>, mut declare: impl FnMut(usize, NamespaceId, &T) -> bool) {
    let mut kept = 0;
    items.retain(|declared| {
        let is_kept = declare(kept, declared.namespace, &declared.item);
        kept += usize::from(is_kept);
        is_kept
    });
}

fn resolve_enum<'s>(
    declared: Declared<csdl::EnumType<'s>>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> EnumType<'s> {
    let Declared { document, namespace, item } = declared;
    let underlying = underlying_integer(document, item.underlying_type.as_ref(), scope, diagnostics);
    let mut seen: HashMap<Cow<'s, str>, Span> = HashMap::new();
    let mut next = 0_i64;
    let mut members = Vec::with_capacity(item.members.len());
    for member in item.members {
        if !member.name.is_name() {
            // It is left out, and counted all the same.
            next = member.value.map_or(next, |value| value.value).wrapping_add(1);
            continue;
        }
        if let Some(first) = seen.insert(member.name.text.clone(), member.name.span) {
            let error = declared_twice(&format!("the member `{}`", member.name.text), member.name.span, first);
            diagnostics.push(error.help("remove or rename one of the two"));
            continue;
        }
        let is_given = member.value.is_some();
        let value = member.value.map_or(next, |value| value.value);
        next = value.wrapping_add(1);
        if let Some((least, most)) = underlying.integer_range()
            && !(least..=most).contains(&value)
        {
            let span = member.value.map_or(member.name.span, |value| value.span);
            let message = format!("the value {value} does not fit Edm.{}", underlying.name());
            diagnostics.push(
                Diagnostic::error(Code::EnumValue, span, message)
                    .label(format!("values are from {least} to {most}"))
                    .help("give the enum type a larger UnderlyingType, such as Edm.Int64"),
            );
        }
        let annotations = resolve_annotations(member.annotations, document, scope);
        members.push(Member { name: member.name, value, is_given, annotations });
    }
    EnumType {
        name: QualifiedName { namespace, name: item.name },
        underlying,
        is_flags: item.is_flags,
        members,
        annotations: resolve_annotations(item.annotations, document, scope),
    }
}

fn underlying_integer<'s>(
    document: DocumentIndex,
    name: Option<&Text<'s>>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> Primitive {
    let Some(name) = name.filter(|name| name.is_name()) else { return Primitive::Int32 };
    match scope.named_type(document, &name.text, name.span, diagnostics) {
        Type::Primitive(primitive) if primitive.is_integer() => primitive,
        _ => {
            let message = format!("`{}` cannot be the underlying type of an enum", name.text);
            diagnostics.push(
                Diagnostic::error(Code::InvalidUnderlyingType, name.span, message)
                    .help("use Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 or Edm.Int64"),
            );
            Primitive::Int32
        }
    }
}

fn resolve_definition<'s>(
    declared: Declared<csdl::TypeDefinition<'s>>,
    scope: &Scope<'s>,
    diagnostics: &mut Diagnostics,
) -> TypeDefinition<'s> {
    let Declared { document, namespace, item } = declared;
    let name = &item.underlying_type;
    let underlying = match scope.named_type(document, &name.text, name.span, diagnostics) {
        Type::Primitive(primitive) => primitive,
        // That there is none was said where it is missing.
        _ if name.text.is_empty() => Primitive::String,
        _ => {
            let fault = Diagnostic::error(
                Code::InvalidUnderlyingType,
                name.span,
                format!("`{}` cannot be the underlying type of a type definition", name.text),
            );
            diagnostics.push(fault.help(
                "use a primitive type such as Edm.String; or name the type definition in `exclude`, and its values are untyped JSON",
            ));
            Primitive::String
        }
    };
    TypeDefinition {
        name: QualifiedName { namespace, name: item.name },
        underlying,
        facets: item.facets,
        annotations: resolve_annotations(item.annotations, document, scope),
    }
}
