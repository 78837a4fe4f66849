//! Actions, functions and the entity container (CSDL JSON 4.01, sections 12 and 13).

use super::reader::{Absent, Object, Reader, TYPE};
use super::syntax::{Member, Value};
use crate::csdl::names::Form;
use crate::csdl::{
    Annotation, Container, ContainerChild, ContainerChildKind, NavigationPropertyBinding, Operation, OperationKind,
    Parameter, ReturnType, Text,
};
use crate::diagnostics::Code;

/// What an overload can have besides annotations.
pub(super) const OVERLOAD: &[&[&str]] =
    &[&["$Kind", "$IsBound", "$IsComposable", "$EntitySetPath", "$Parameter", "$ReturnType"]];

/// What a container can have besides its children and annotations.
pub(super) const CONTAINER: &[&[&str]] = &[&["$Kind", "$Extends"]];

const PARAMETER: &[&[&str]] = &[&TYPE, &["$Name"]];
const RETURN_TYPE: &[&[&str]] = &[&TYPE];
/// `$Kind` is not of the standard, but was of its drafts.
const ENTITY_SET: &[&[&str]] =
    &[&["$Kind", "$Collection", "$Type", "$IncludeInServiceDocument", "$NavigationPropertyBinding"]];
const SINGLETON: &[&[&str]] = &[&["$Kind", "$Collection", "$Type", "$Nullable", "$NavigationPropertyBinding"]];
const ACTION_IMPORT: &[&[&str]] = &[&["$Kind", "$Action", "$EntitySet"]];
const FUNCTION_IMPORT: &[&[&str]] = &[&["$Kind", "$Function", "$EntitySet", "$IncludeInServiceDocument"]];

impl<'s> Reader<'s, '_> {
    pub(super) fn operation(&mut self, name: Text<'s>, kind: OperationKind, object: &Object<'_, 's>) -> Operation<'s> {
        self.only_annotations(object, object.what);
        let mut parameters = Vec::new();
        if let Some(value) = object.get("$Parameter") {
            for item in self.items("$Parameter", value) {
                parameters.extend(self.parameter(item));
            }
        }
        Operation {
            kind,
            span: object.place,
            name,
            is_bound: self.flag(object, "$IsBound"),
            is_composable: kind == OperationKind::Function && self.flag(object, "$IsComposable"),
            entity_set_path: self.optional(object, "$EntitySetPath", Form::Path),
            parameters,
            return_type: object.get("$ReturnType").and_then(|value| self.return_type(value)),
            annotations: self.own_annotations(object),
        }
    }

    pub(super) fn container(&mut self, name: Text<'s>, object: &Object<'_, 's>) -> Container<'s> {
        let extends = self.optional(object, "$Extends", Form::QualifiedName);
        let mut children = Vec::new();
        for child in object.named() {
            children.extend(self.container_child(child));
        }
        Container { span: object.place, name, extends, children, annotations: self.own_annotations(object) }
    }

    /// The members of an object that are pairs of paths, each with its annotations.
    pub(super) fn pairs(
        &mut self,
        what: &'static str,
        value: &Value<'s>,
    ) -> Vec<(Text<'s>, Text<'s>, Vec<Annotation<'s>>)> {
        let Some(object) = self.object(what, value.head(), value, &[]) else { return Vec::new() };
        let mut found = Vec::new();
        for member in object.named() {
            let from = self.name(member, Form::Path);
            let Some(to) = self.string(what, &member.value) else { continue };
            let to = self.of_form(to, Form::Path);
            found.push((from, to, self.annotations_of(&object, &member.name.text)));
        }
        found
    }

    fn parameter(&mut self, value: &Value<'s>) -> Option<Parameter<'s>> {
        let object = self.object("Parameter", value.head(), value, PARAMETER)?;
        self.only_annotations(&object, "Parameter");
        let name = self.required(&object, "$Name", Form::Name);
        let type_name = self.type_name(&object, Some("Edm.String"));
        let facets = self.facets(&object, &type_name, Absent::Default);
        Some(Parameter { name, type_name, facets, annotations: self.own_annotations(&object) })
    }

    fn return_type(&mut self, value: &Value<'s>) -> Option<ReturnType<'s>> {
        let object = self.object("ReturnType", value.head(), value, RETURN_TYPE)?;
        self.only_annotations(&object, "ReturnType");
        let type_name = self.type_name(&object, Some("Edm.String"));
        let facets = self.facets(&object, &type_name, Absent::Default);
        Some(ReturnType { type_name, facets, annotations: self.own_annotations(&object) })
    }

    fn container_child(&mut self, member: &Member<'s>) -> Option<ContainerChild<'s>> {
        use ContainerChildKind::{ActionImport, EntitySet, FunctionImport, Singleton};
        let Some(members) = member.value.members() else {
            self.unexpected_member(member, "EntityContainer", "an object with `$Type`, `$Action` or `$Function`");
            return None;
        };
        let has = |name: &str| members.iter().any(|member| member.name.text == name);
        let place = member.name.span;
        let (kind, what, known, type_member) = if has("$Action") {
            (ActionImport, "ActionImport", ACTION_IMPORT, "$Action")
        } else if has("$Function") {
            (FunctionImport, "FunctionImport", FUNCTION_IMPORT, "$Function")
        } else if has("$Collection") {
            (EntitySet, "EntitySet", ENTITY_SET, "$Type")
        } else {
            (Singleton, "Singleton", SINGLETON, "$Type")
        };
        let object = self.object(what, place, &member.value, known)?;
        self.only_annotations(&object, what);
        let name = self.name(member, Form::Name);
        let type_name = self.required(&object, type_member, Form::QualifiedName);
        let is_set = kind == EntitySet && self.flag(&object, "$Collection");
        if kind == EntitySet && !is_set {
            let help = "an entity set has `true`, and a singleton no such member";
            self.warning(Code::LaxForm, place, "`$Collection` is not `true`, so that it is a singleton", help);
        }
        let in_document = match kind {
            EntitySet | FunctionImport => self.boolean(&object, "$IncludeInServiceDocument"),
            Singleton | ActionImport => None,
        };
        let entity_set = match kind {
            ActionImport | FunctionImport => self.optional(&object, "$EntitySet", Form::Path),
            EntitySet | Singleton => None,
        };
        if kind == Singleton {
            // It says that the singleton need not exist, which its type does not depend on.
            self.boolean(&object, "$Nullable");
        }
        let bindings = object.get("$NavigationPropertyBinding").map(|value| self.bindings(value)).unwrap_or_default();
        Some(ContainerChild {
            kind: if kind == EntitySet && !is_set { Singleton } else { kind },
            name,
            type_name,
            include_in_service_document: in_document.map(|flag| flag.value),
            entity_set,
            bindings,
            annotations: self.own_annotations(&object),
        })
    }

    fn bindings(&mut self, value: &Value<'s>) -> Vec<NavigationPropertyBinding<'s>> {
        self.pairs("$NavigationPropertyBinding", value)
            .into_iter()
            .map(|(path, target, annotations)| NavigationPropertyBinding { path, target, annotations })
            .collect()
    }
}
