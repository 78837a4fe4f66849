//! From the model to the Rust to write.

mod names;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::attributes::attributes;
use super::describe;
use super::fields::Fields;
use super::foreign::Replacements;
use super::front_page::front_page;
use super::left_out;
use super::modules::Modules;
use super::names::{Case, Namer, Origin, Part, Taken};
use super::packages::{packages, places};
use super::renames;
use super::root::root_namespace;
use super::select::{Selection, select};
use super::size;
use super::{
    Crate, Enum, Fact, File, ForeignId, Hierarchy, HierarchyVariant, Ident, Inner, Item, Member, Newtype, PackageId,
    Runtime, SharedField, Struct, TypeId, TypeName, Value,
};
use crate::config::{self, Base64, Config, Navigation, Pattern};
use crate::diagnostics::{Diagnostics, Stopped};
use crate::model::{DefinitionId, EnumId, Model, Primitive, StructuredId, StructuredKind, Type};
use crate::source::Source;

/// What to generate, and how to call it.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'c> {
    /// The configuration.
    pub config: &'c Config,
    /// The types to generate; all of them if it is empty.
    pub include: &'c [Pattern],
    /// The types not to generate.
    pub exclude: &'c [Pattern],
    /// The files that the schemas were read from.
    pub sources: &'c [&'c Source],
    /// Whether patterns, renames and the root namespace may fit nothing, and nothing may be selected: the configuration
    /// is that of another version of the schemas.
    pub is_of_another_version: bool,
    /// The type whose items are made; all of them if it is `None`. The names are those that they have together.
    pub only: Option<Type>,
}

impl<'c> Settings<'c> {
    /// What a configuration says, whose patterns have been read, of schemas in `sources`.
    pub fn new(config: &'c Config, include: &'c [Pattern], exclude: &'c [Pattern], sources: &'c [&'c Source]) -> Self {
        Self { config, include, exclude, sources, is_of_another_version: false, only: None }
    }
}

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
pub fn lower(model: &Model<'_>, settings: &Settings<'_>, diagnostics: &mut Diagnostics) -> Result<Crate, Stopped> {
    let config = settings.config;
    let root = root_namespace(model, settings, diagnostics);
    let selection = select(model, settings, diagnostics)?;
    if settings.only.is_none() {
        size::too_much(model, &selection, settings.include).into_iter().for_each(|error| diagnostics.push(error));
        diagnostics.checkpoint()?;
    }
    let mut unknown = Diagnostics::default();
    let replacements = Replacements::new(model, config, &mut unknown);
    if !settings.is_of_another_version {
        diagnostics.append(unknown);
    }
    let mut namer = Namer::new(&config.rename);
    let modules = Modules::new(model, &root, &selection.namespaces(model), &mut namer, diagnostics);
    let mut lowering = Lowering {
        model,
        modules,
        namer,
        diagnostics,
        ids: Ids::name(model, &selection, replacements, config.base64.unwrap_or_default()),
        navigation: config.navigation.unwrap_or_default(),
        names: Vec::new(),
        files: Vec::new(),
    };
    lowering.name_types(&selection);
    let mut files = lowering.files(&selection, settings.only);
    let mut unused = Diagnostics::default();
    let attributes = attributes(&files, config, &mut unused);
    if !settings.is_of_another_version && settings.only.is_none() {
        let known = || renames::known(model, &lowering.ids, &lowering.modules, &files);
        renames::report_unused(lowering.namer.unused(), &config.places, known, lowering.diagnostics);
        lowering.diagnostics.append(unused);
    }
    let is_whole = settings.only.is_none() && !settings.is_of_another_version;
    // What is only looked at need not be cut, since no path that users know depends on it.
    let crates = config.crates.filter(|_| is_whole).unwrap_or(1);
    let packages = packages(config, crates, &lowering.modules.list, &mut files, lowering.diagnostics);
    lowering.diagnostics.checkpoint()?;
    if !settings.is_of_another_version && settings.only.is_none() {
        let warning = left_out::derived_types(model, settings, &selection);
        warning.into_iter().for_each(|warning| lowering.diagnostics.push(warning));
    }
    let type_count = selection.len();
    let navigation = config.navigation.unwrap_or_default();
    let navigation_left_out = left_out::navigation_properties(model, &selection, navigation);
    let items = files.iter().flat_map(|file| &file.items);
    let front_page = front_page(model, settings, &selection, &lowering.ids, items);
    for module in &mut lowering.modules.list {
        if module.docs.is_empty() {
            module.docs.push(format!("Types of the namespace `{}`.", module.namespace));
        }
    }
    Ok(Crate {
        emit: config.emit.unwrap_or_default(),
        packages,
        version: config.package_version().to_owned(),
        front_page,
        has_docs: config.docs.unwrap_or(true),
        has_name_constants: config.name_constants.unwrap_or(true),
        header: config
            .header
            .as_deref()
            .map_or_else(Vec::new, |text| text.trim_end().lines().map(str::to_owned).collect()),
        runtime: match config.runtime_source() {
            config::Runtime::Embedded => Runtime::Embedded,
            _ => Runtime::Elsewhere,
        },
        modules: lowering.modules.list,
        places: places(&files, lowering.names.len()),
        names: lowering.names,
        foreign: lowering.ids.replacements.list,
        attributes,
        dependencies: config.dependencies.clone(),
        files,
        type_count,
        navigation_left_out,
    })
}

/// The generated types of the types of the model.
#[derive(Debug)]
pub(super) struct Ids {
    structured: Vec<Option<TypeId>>,
    hierarchies: Vec<Option<TypeId>>,
    enums: Vec<Option<TypeId>>,
    definitions: Vec<Option<TypeId>>,
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
        Self {
            structured: model.structured_ids().map(|id| number(selection.has_structured(id))).collect(),
            enums: model.enum_ids().map(|id| number(selection.has_enum(id))).collect(),
            definitions: model.definition_ids().map(|id| number(selection.has_definition(id))).collect(),
            hierarchies: model
                .structured_ids()
                .map(|id| number(selection.has_structured(id) && has_derived[id.index()]))
                .collect(),
            replacements,
            base64,
        }
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
        match (describe::value(primitive), self.base64) {
            (Value::Binary, Base64::Url) => Value::BinaryUrl,
            (value, _) => value,
        }
    }

    /// A sentence that ends with the name of a type, which is a link if the type is generated.
    pub(super) fn fact(&self, model: &Model<'_>, text: &str, id: StructuredId) -> Fact {
        match self.structured(id) {
            Some(ty) => Fact::text(format!("{text} ")).and_type(ty).and("."),
            None => Fact::text(format!("{text} `{}`.", describe::full_name(model, id))),
        }
    }

    /// What is generated of a type; `None` if it is nothing, or if another type takes its place.
    pub(super) fn of(&self, ty: Type) -> Option<TypeId> {
        match ty {
            _ if self.foreign(ty).is_some() => None,
            Type::Primitive(_) => None,
            Type::Structured(id) => self.structured(id),
            Type::Enum(id) => self.enumeration(id),
            Type::Definition(id) => self.definition(id),
        }
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
                let item = self.structure(id, ty, &mut fields, selection);
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
                    docs: describe::definition(model, definition),
                    inner: self.ids.inner(definition.underlying),
                });
                files.push(self.file(ty, vec![item]));
            }
        }
        files.sort_by(|left, right| (left.module, &left.ident).cmp(&(right.module, &right.ident)));
        files
    }

    fn file(&self, ty: TypeId, items: Vec<Item>) -> File {
        File { package: PackageId(0), module: self.names[ty.0].module, ident: self.files[ty.0].clone(), items }
    }

    fn structure(&mut self, id: StructuredId, ty: TypeId, fields: &mut Fields<'_>, selection: &Selection) -> Struct {
        let model = self.model;
        let structured = model.structured(id);
        let mut docs = describe::structured(model, structured);
        if let Some(base) = structured.base {
            docs.facts.insert(1, self.ids.fact(model, "Derived from", base));
        }
        docs.facts.extend(self.derived(id, selection));
        Struct {
            id: ty,
            wire: model.full_name(&structured.name),
            is_entity: structured.kind == StructuredKind::Entity,
            docs,
            fields: fields.flatten(model, id, &self.ids, &mut self.namer, self.diagnostics),
            without_field: fields.without(model, id, &self.ids),
        }
    }

    /// Which types are derived from a type, and what holds a value of any of them.
    fn derived(&self, id: StructuredId, selection: &Selection) -> Option<Fact> {
        /// More would hide all else that is said of the type; the enum names them.
        const LISTED: usize = 24;
        let any = self.ids.hierarchy(id)?;
        let derived = selection.derived(self.model, id);
        let mut fact = Fact::default();
        if derived.len() <= LISTED {
            for (number, ty) in derived.into_iter().filter_map(|id| self.ids.structured(id)).enumerate() {
                fact = fact.and(if number == 0 { "Base type of " } else { ", " }).and_type(ty);
            }
            fact = fact.and(". ");
        }
        Some(fact.and_type(any).and(" holds a value of this type or of any type derived from it."))
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
            let wire = describe::full_name(model, derived);
            let TypeName { module, ident } = &self.names[ty.0];
            let mut name = ident.as_str().to_owned();
            // Short names are unique in a module only; a type of elsewhere gives way to one of the base's module.
            if *module != home && (taken.contains(&name) || self.modules.taken(home).contains(&name)) {
                name = format!("{}_{name}", self.modules.list[module.0].ident.as_str());
            }
            let ident = self.namer.unreported_one(Case::UpperCamel, &name, &mut taken);
            variants.push(HierarchyVariant { ident, ty, wire });
        }
        let shared = self.shared(fields, narrowed);
        let mut facts = vec![
            Fact::text("A value of the type ").and_type(base).and(" or of a type derived from it."),
            Fact::text(
                "Methods read what all of these types have, and `set` changes it; `match` and `downcast_ref` tell which type it is.",
            ),
            Fact::text(
                "A derived type is written with its `@odata.type`, which its struct by itself has only if it was read with it.",
            ),
        ];
        let without: Vec<String> = shared
            .iter()
            .filter(|field| field.is_narrowed && !field.is_navigation)
            .map(|field| format!("`{}`", field.wire))
            .collect();
        if !without.is_empty() {
            let list = without.join(", ");
            facts.push(Fact::text(format!("No method reads {list}: derived types have a type of their own for it.")));
        }
        let docs = super::Docs { paragraphs: Vec::new(), facts, deprecated: fields.docs.deprecated.clone() };
        Hierarchy { id: any, base, types: type_list(model, &types), docs, variants, shared }
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
            summary: field.docs.paragraphs.first().cloned().unwrap_or_default(),
            deprecated: field.docs.deprecated.clone(),
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
            let docs = describe::member(member);
            Member { ident, wire: member.name.text.to_string(), value: member.value, docs }
        });
        let members = members.collect();
        Enum { id: ty, wire, docs: describe::enumeration(model, enumeration), members }
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
            list.push(':');
            current = Some(name.namespace);
        }
        list.push_str(&name.name.text);
    }
    list
}

/// For each type, whether a type that is derived from it, directly or not, is selected.
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
    found
}
