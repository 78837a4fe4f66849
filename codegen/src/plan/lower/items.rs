//! The items of types, in a file each.

use std::collections::HashSet;
use std::sync::Arc;

use super::Lowering;
use crate::model::{EnumId, Model, StructuredId, StructuredKind, Type};
use crate::plan::facts;
use crate::plan::fields::Fields;
use crate::plan::names::{Case, Origin, Part, Taken};
use crate::plan::selection::Selection;
use crate::plan::{
    Enum, File, Hierarchy, HierarchyVariant, Item, Member, Newtype, PackageId, SharedField, Struct, TypeId, TypeName,
};

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

impl Lowering<'_, '_, '_> {
    pub(super) fn files(&mut self, selection: &Selection, only: Option<Type>) -> Vec<File> {
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
        files
    }

    pub(super) fn file(&self, ty: TypeId, items: Vec<Item>) -> File {
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
        narrowed: &HashSet<Arc<str>>,
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

    fn shared(&mut self, base: &Struct, narrowed: &HashSet<Arc<str>>) -> Vec<SharedField> {
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
