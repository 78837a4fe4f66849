//! From the model to the Rust to write.

mod names;
mod requests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::attributes::attributes;
use super::facts::{self, ItemType, Named};
use super::fields::Fields;
use super::foreign::Replacements;
use super::front_page::front_page;
use super::left_out;
use super::modules::Modules;
use super::names::{Case, Namer, Origin, Part, Taken};
use super::needed;
use super::packages::{packages, places};
use super::primitives;
use super::renames;
use super::root::root_namespace;
use super::select::{Selection, select};
use super::settings::Settings;
use super::size::Size;
use super::{
    Crate, Enum, File, ForeignId, Hierarchy, HierarchyVariant, Ident, Inner, Item, Member, Newtype, PackageId,
    SharedField, Struct, TypeId, TypeName, Value,
};
use crate::config::{Base64, Navigation};
use crate::diagnostics::{Diagnostics, Stopped};
use crate::model::{DefinitionId, EnumId, Model, Primitive, StructuredId, StructuredKind, Type};

/// Methods that every hierarchy has.
const RESERVED_METHODS: &[&str] = &[
    "clone",
    "downcast",
    "downcast_mut",
    "downcast_ref",
    "eq",
    "etag",
    "extra",
    "extra_mut",
    "fmt",
    "get",
    "get_mut",
    "make",
    "odata_id",
    "odata_type",
    "set",
    "types",
];

/// Plans the crate of the types that are selected.
///
/// # Errors
///
/// A pattern, root namespace or rename that fits nothing; each is in `diagnostics`.
pub fn lower(model: &Model<'_>, settings: &Settings, diagnostics: &mut Diagnostics) -> Result<Crate, Stopped> {
    let root = root_namespace(model, settings, diagnostics);
    let Ok(selection) = select(model, settings, diagnostics) else {
        needed::nothing(model, diagnostics);
        return Err(Stopped);
    };
    let is_whole = settings.only.is_none() && !settings.is_of_another_version;
    if is_whole {
        needed::settle(model, settings, &selection, diagnostics);
        diagnostics.checkpoint()?;
    }
    if settings.only.is_none() {
        let size = Size::of(model, &selection, settings.has_docs);
        diagnostics.extend(size.too_much(&settings.include));
        diagnostics.checkpoint()?;
        if is_whole {
            diagnostics.extend(size.large(model, &selection));
        }
    }
    let mut unknown = Diagnostics::default();
    let replacements = Replacements::new(model, settings, &mut unknown);
    if !settings.is_of_another_version {
        diagnostics.append(unknown);
    }
    let mut namer = Namer::new(&settings.rename);
    let mut namespaces = selection.namespaces(model);
    if settings.has_requests {
        namespaces.extend(super::requests::namespaces(model));
    }
    let modules = Modules::new(model, &root, &namespaces, settings.has_requests, &mut namer, diagnostics);
    let mut lowering = Lowering {
        model,
        modules,
        namer,
        diagnostics,
        ids: Ids::name(model, &selection, replacements, settings.base64),
        navigation: settings.navigation,
        names: Vec::new(),
        files: Vec::new(),
    };
    lowering.name_types(&selection);
    let mut files = lowering.files(&selection, settings.only);
    let requests = settings.has_requests.then(|| lowering.requests(&mut files));
    let mut unused = Diagnostics::default();
    let attributes = attributes(&files, settings, &mut unused);
    if is_whole {
        let known = || renames::known(model, &lowering.ids, &lowering.modules, &files);
        renames::report_unused(lowering.namer.unused(), &settings.places, known, lowering.diagnostics);
        lowering.diagnostics.append(unused);
    }
    // What is only looked at need not be cut, since no path that users know depends on it.
    let crates = if is_whole { settings.crates } else { 1 };
    let packages =
        packages(settings, crates, &lowering.modules.list, &mut files, requests.as_ref(), lowering.diagnostics);
    lowering.diagnostics.checkpoint()?;
    if is_whole {
        let warning = left_out::derived_types(model, settings, &selection);
        warning.into_iter().for_each(|warning| lowering.diagnostics.push(warning));
    }
    let type_count = selection.len();
    let navigation_left_out = left_out::navigation_properties(model, &selection, &lowering.ids, settings.navigation);
    let bases = lowering.ids.bases(model);
    let front_page = front_page(model, settings, &selection, &lowering.ids, &files, requests.as_ref());
    Ok(Crate {
        emit: settings.emit,
        packages,
        version: settings.version.clone(),
        front_page,
        has_docs: settings.has_docs,
        has_name_constants: settings.has_name_constants,
        header: settings.header.clone(),
        runtime: settings.runtime,
        modules: lowering.modules.list,
        places: places(&files, lowering.names.len()),
        names: lowering.names,
        foreign: lowering.ids.replacements.list,
        attributes,
        dependencies: settings.dependencies.clone(),
        files,
        type_count,
        navigation_left_out,
        requests,
        bases,
    })
}

/// The generated types of the types of the model.
#[derive(Debug)]
pub(super) struct Ids {
    structured: Vec<Option<TypeId>>,
    hierarchies: Vec<Option<TypeId>>,
    enums: Vec<Option<TypeId>>,
    definitions: Vec<Option<TypeId>>,
    named: NamedTypes,
    replacements: Replacements,
    base64: Base64,
}

impl Ids {
    /// Numbers the selected types; a hierarchy is made of each type that has selected derived types.
    fn name(model: &Model<'_>, selection: &Selection, replacements: Replacements, base64: Base64) -> Self {
        let has_derived = has_derived(model, selection);
        let mut next = 0;
        let mut number = |wanted: bool| {
            wanted.then(|| {
                next += 1;
                TypeId(next - 1)
            })
        };
        let mut ids = Self {
            structured: model.structured_ids().map(|id| number(selection.has_structured(id))).collect(),
            enums: model.enum_ids().map(|id| number(selection.has_enum(id))).collect(),
            definitions: model.definition_ids().map(|id| number(selection.has_definition(id))).collect(),
            hierarchies: model
                .structured_ids()
                .map(|id| number(selection.has_structured(id) && has_derived[id.index()]))
                .collect(),
            named: NamedTypes::default(),
            replacements,
            base64,
        };
        let named = |ty| Arc::new(Named { name: model.name_of(ty).into(), generated: ids.of(ty) });
        ids.named = NamedTypes {
            structured: model.structured_ids().map(|id| named(Type::Structured(id))).collect(),
            enums: model.enum_ids().map(|id| named(Type::Enum(id))).collect(),
            definitions: model.definition_ids().map(|id| named(Type::Definition(id))).collect(),
            missing: model.missing_ids().map(|id| named(Type::Missing(id))).collect(),
        };
        ids
    }

    /// The type that is in place of another.
    pub(super) fn foreign(&self, ty: Type) -> Option<ForeignId> {
        self.replacements.get(ty)
    }

    /// What a newtype of a built-in type is around.
    pub(super) fn inner(&self, primitive: Primitive) -> Inner {
        match self.foreign(Type::Primitive(primitive)) {
            Some(foreign) => Inner::Foreign(foreign),
            None => Inner::Value(self.value(primitive)),
        }
    }

    /// The value that the runtime has for a built-in type.
    pub(super) fn value(&self, primitive: Primitive) -> Value {
        match (primitives::value(primitive), self.base64) {
            (Value::Binary, Base64::Url) => Value::BinaryUrl,
            (value, _) => value,
        }
    }

    /// An entity or complex type as the schemas name it.
    pub(super) fn named(&self, id: StructuredId) -> Arc<Named> {
        Arc::clone(&self.named.structured[id.index()])
    }

    /// The type of a property as the schemas name it.
    pub(super) fn item_type(&self, ty: Type) -> ItemType {
        match ty {
            Type::Primitive(primitive) => ItemType::Primitive(primitive),
            Type::Structured(id) => ItemType::Declared(self.named(id)),
            Type::Enum(id) => ItemType::Declared(Arc::clone(&self.named.enums[id.index()])),
            Type::Definition(id) => ItemType::Declared(Arc::clone(&self.named.definitions[id.index()])),
            Type::Missing(id) => ItemType::Declared(Arc::clone(&self.named.missing[id.index()])),
        }
    }

    /// What is generated of a type; `None` if it is nothing, or if another type takes its place.
    pub(super) fn of(&self, ty: Type) -> Option<TypeId> {
        match ty {
            _ if self.foreign(ty).is_some() => None,
            Type::Primitive(_) | Type::Missing(_) => None,
            Type::Structured(id) => self.structured(id),
            Type::Enum(id) => self.enumeration(id),
            Type::Definition(id) => self.definition(id),
        }
    }

    /// The struct of the base type of each hierarchy.
    fn bases(&self, model: &Model<'_>) -> BTreeMap<TypeId, TypeId> {
        model.structured_ids().filter_map(|id| Some((self.hierarchy(id)?, self.structured(id)?))).collect()
    }

    pub(super) fn structured(&self, id: StructuredId) -> Option<TypeId> {
        self.structured[id.index()]
    }

    pub(super) fn hierarchy(&self, id: StructuredId) -> Option<TypeId> {
        self.hierarchies[id.index()]
    }

    pub(super) fn enumeration(&self, id: EnumId) -> Option<TypeId> {
        self.enums[id.index()]
    }

    pub(super) fn definition(&self, id: DefinitionId) -> Option<TypeId> {
        self.definitions[id.index()]
    }
}

/// The types of the model by their names, each for all that refers to it.
#[derive(Debug, Default)]
struct NamedTypes {
    structured: Vec<Arc<Named>>,
    enums: Vec<Arc<Named>>,
    definitions: Vec<Arc<Named>>,
    missing: Vec<Arc<Named>>,
}

struct Lowering<'a, 's, 'c> {
    model: &'a Model<'s>,
    modules: Modules,
    namer: Namer<'c>,
    diagnostics: &'a mut Diagnostics,
    ids: Ids,
    navigation: Navigation,
    names: Vec<TypeName>,
    /// The names of the files of types, by the types' numbers.
    files: Vec<Ident>,
}

impl Lowering<'_, '_, '_> {
    fn files(&mut self, selection: &Selection, only: Option<Type>) -> Vec<File> {
        let model = self.model;
        let is_wanted = |ty| only.is_none_or(|only| only == ty);
        let mut files = Vec::new();
        let mut fields = Fields::new(model, selection, &self.ids, self.navigation);
        for id in model.structured_ids().filter(|id| is_wanted(Type::Structured(*id))) {
            if let Some(ty) = self.ids.structured(id) {
                let item = self.structure(id, ty, &mut fields);
                let mut items = vec![Item::Struct(item)];
                if let (Some(any), [Item::Struct(base)]) = (self.ids.hierarchy(id), items.as_slice()) {
                    let derived = selection.derived(model, id);
                    let narrowed = fields.narrowed(model, (id, &base.fields), &derived, &self.ids);
                    let hierarchy = self.hierarchy((id, ty, any), base, &derived, &narrowed);
                    items.push(Item::Hierarchy(hierarchy));
                }
                files.push(self.file(ty, items));
            }
        }
        for id in model.enum_ids().filter(|id| is_wanted(Type::Enum(*id))) {
            if let Some(ty) = self.ids.enumeration(id) {
                let item = Item::Enum(self.enumeration(id, ty));
                files.push(self.file(ty, vec![item]));
            }
        }
        for id in model.definition_ids().filter(|id| is_wanted(Type::Definition(*id))) {
            if let Some(ty) = self.ids.definition(id) {
                let definition = model.definition(id);
                let item = Item::Newtype(Newtype {
                    id: ty,
                    wire: model.full_name(&definition.name),
                    odata_type: model.written_name_of(Type::Definition(id)),
                    about: facts::definition(model, definition),
                    inner: self.ids.inner(definition.underlying),
                });
                files.push(self.file(ty, vec![item]));
            }
        }
        files.sort_by(|left, right| (left.module, &left.ident).cmp(&(right.module, &right.ident)));
        files
    }

    fn file(&self, ty: TypeId, items: Vec<Item>) -> File {
        let (module, ident) = (self.names[ty.0].module, self.files[ty.0].clone());
        File { package: PackageId(0), module, ident, items, requests: Vec::new() }
    }

    fn structure(&mut self, id: StructuredId, ty: TypeId, fields: &mut Fields<'_>) -> Struct {
        let model = self.model;
        let structured = model.structured(id);
        Struct {
            id: ty,
            wire: model.full_name(&structured.name),
            odata_type: model.written_name_of(Type::Structured(id)),
            is_entity: structured.kind == StructuredKind::Entity,
            about: if model.offers.contains(&id) { facts::offer(structured) } else { facts::structured(structured) },
            base: structured.base.map(|base| self.ids.named(base)),
            fields: fields.flatten(model, id, &self.ids, &mut self.namer, self.diagnostics),
            without_field: fields.without(model, id, &self.ids),
        }
    }

    fn hierarchy(
        &mut self,
        (id, base, any): (StructuredId, TypeId, TypeId),
        fields: &Struct,
        derived: &[StructuredId],
        narrowed: &BTreeSet<Arc<str>>,
    ) -> Hierarchy {
        let model = self.model;
        let home = self.names[base.0].module;
        let types: Vec<StructuredId> = std::iter::once(id).chain(derived.iter().copied()).collect();
        let mut taken = Taken::reserving(&["Other", "Self"]);
        let mut variants = Vec::new();
        for &derived in &types {
            let Some(ty) = self.ids.structured(derived) else { continue };
            let wire = model.name_of(Type::Structured(derived));
            let TypeName { module, ident, .. } = &self.names[ty.0];
            let mut name = ident.as_str().to_owned();
            // Short names are unique in a module only; a type of elsewhere gives way to one of the base's module.
            if *module != home && (taken.contains(&name) || self.modules.taken(home).contains(&name)) {
                name = format!("{}_{name}", self.modules.list[module.0].ident.as_str());
            }
            let ident = self.namer.unreported_one(Case::UpperCamel, &name, &mut taken);
            variants.push(HierarchyVariant { ident, ty, wire });
        }
        let shared = self.shared(fields, narrowed);
        Hierarchy {
            id: any,
            base,
            types: type_list(model, &types),
            deprecation: fields.about.deprecation.clone(),
            variants,
            shared,
        }
    }

    fn shared(&mut self, base: &Struct, narrowed: &BTreeSet<Arc<str>>) -> Vec<SharedField> {
        let mut taken = Taken::reserving(RESERVED_METHODS);
        let names: Vec<&str> = base.fields.iter().map(|field| field.ident.as_str()).collect();
        let named = base.fields.iter().zip(self.namer.unreported(Case::Snake, &names, &mut taken));
        let shared = named.map(|(field, ident)| SharedField {
            ident,
            wire: field.wire.clone(),
            shape: field.shape,
            is_navigation: field.is_navigation,
            is_narrowed: narrowed.contains(&field.wire),
            about: Arc::clone(&field.about),
        });
        shared.collect()
    }

    fn enumeration(&mut self, id: EnumId, ty: TypeId) -> Enum {
        let model = self.model;
        let enumeration = model.enumeration(id);
        let wire = model.full_name(&enumeration.name);
        let mut taken = Taken::reserving(&["Unrecognized", "Self"]);
        let origins = enumeration.members.iter().map(|member| {
            let name = &*member.name.text;
            Origin { name, owner: &wire, part: Part::Child(name), span: member.name.span }
        });
        let origins: Vec<Origin<'_>> = origins.collect();
        let idents = self.namer.unique(Case::UpperCamel, &origins, &mut taken, self.diagnostics);
        let members = enumeration.members.iter().zip(idents).map(|(member, ident)| {
            let about = facts::member(member);
            Member { ident, wire: member.name.text.to_string(), value: member.value, about }
        });
        let members = members.collect();
        Enum { id: ty, wire, about: facts::enumeration(enumeration), members }
    }
}

/// The types in order, grouped by namespace, as [`Hierarchy::types`] has them.
fn type_list(model: &Model<'_>, types: &[StructuredId]) -> String {
    let mut list = String::new();
    let mut current = None;
    for id in types {
        let name = &model.structured(*id).name;
        if current == Some(name.namespace) {
            list.push(',');
        } else {
            if current.is_some() {
                list.push(';');
            }
            let namespace = &model.namespaces[name.namespace.index()];
            list.push_str(&namespace.name);
            for alias in &namespace.aliases {
                list.push('|');
                list.push_str(alias);
            }
            if model.versions.has_versions(name.namespace) {
                list.push_str(&format!("|{}.v*", namespace.name));
            }
            list.push(':');
            current = Some(name.namespace);
        }
        list.push_str(&name.name.text);
    }
    list
}

/// For each type, whether a type that is derived from it, directly or not, is selected. What many others have in common counts
/// as having none.
fn has_derived(model: &Model<'_>, selection: &Selection) -> Vec<bool> {
    let mut found = vec![false; model.structured_types.len()];
    for id in model.structured_ids().filter(|id| selection.has_structured(*id)) {
        for base in model.bases(id) {
            // All further base types have been come by before, too.
            if std::mem::replace(&mut found[base.index()], true) {
                break;
            }
        }
    }
    for id in model.structured_ids().filter(|id| model.versions.is_common_base(*id)) {
        found[id.index()] = false;
    }
    found
}
