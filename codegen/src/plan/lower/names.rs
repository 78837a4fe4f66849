//! The names of types, of the enums of hierarchies, and of the files that they are in.

use std::collections::BTreeMap;

use super::Lowering;
use crate::model::QualifiedName;
use crate::plan::names::{Case, Namer, Origin, Part};
use crate::plan::{Group, Ident, ModuleId, Selection, TypeName};

/// A type that gets a name, or the enum of one and its derived types.
struct Declaration<'m, 's> {
    name: &'m QualifiedName<'s>,
    /// The qualified name of the type.
    full: String,
    /// What the enum is to be called.
    any: Option<Ident>,
}

impl Declaration<'_, '_> {
    fn origin(&self) -> Origin<'_> {
        let (name, part) = match &self.any {
            Some(any) => (any.as_str(), Part::Hierarchy),
            None => (&*self.name.name.text, Part::Type),
        };
        Origin { name, owner: &self.full, part, span: self.name.name.span }
    }
}

impl Lowering<'_, '_, '_> {
    /// Names all types and their files. No type loses its name to an `Any…` enum, and those lose none to files, of which
    /// nobody sees the names.
    pub(super) fn name_types(&mut self, selection: &Selection) {
        let model = self.model;
        let names = selection.names(model);
        let types: Vec<Declaration<'_, '_>> =
            names.map(|name| Declaration { name, full: model.full_name(name), any: None }).collect();
        self.name_in_modules(&types);
        let mut hierarchies = Vec::new();
        for id in model.structured_ids() {
            if let (Some(base), Some(_)) = (self.ids.structured(id), self.ids.hierarchy(id)) {
                let name = &model.structured(id).name;
                let any = Some(Namer::hierarchy(&self.names[base.0].ident));
                hierarchies.push(Declaration { name, full: model.full_name(name), any });
            }
        }
        self.name_in_modules(&hierarchies);
        self.name_files(&types);
    }

    /// Names types, those of each module together.
    fn name_in_modules(&mut self, types: &[Declaration<'_, '_>]) {
        let mut by_module: BTreeMap<ModuleId, Vec<usize>> = BTreeMap::new();
        for (index, ty) in types.iter().enumerate() {
            by_module.entry(self.modules.of(ty.name.namespace)).or_default().push(index);
        }
        let mut names = vec![None; types.len()];
        for (module, indexes) in by_module {
            let origins: Vec<Origin<'_>> = indexes.iter().map(|index| types[*index].origin()).collect();
            let taken = self.modules.taken_mut(module);
            let idents = self.namer.unique(Case::UpperCamel, &origins, taken, self.diagnostics);
            for (index, ident) in indexes.into_iter().zip(idents) {
                names[index] = Some(TypeName { module, group: Group::Types, ident });
            }
        }
        self.names.extend(names.into_iter().flatten());
    }

    /// Names the private modules for the files of types. Types that clash keep the order of their names, so that
    /// `Thing2` is in `thing2.rs`.
    fn name_files(&mut self, types: &[Declaration<'_, '_>]) {
        let mut order: Vec<usize> = (0..types.len()).collect();
        order.sort_by(|left, right| self.names[*left].ident.cmp(&self.names[*right].ident));
        let mut files = vec![None; types.len()];
        for index in order {
            let taken = self.modules.taken_mut(self.names[index].module);
            files[index] = Some(self.namer.unreported_one(Case::Module, &types[index].name.name.text, taken));
        }
        self.files = files.into_iter().flatten().collect();
    }
}
