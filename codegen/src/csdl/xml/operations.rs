//! Actions, functions and the entity container (CSDL XML 4.01, sections 12 and 13).

use super::cursor::{Cursor, Element, Read};
use crate::csdl::names::Form;
use crate::csdl::{
    Container, ContainerChild, ContainerChildKind, NavigationPropertyBinding, Operation, OperationKind, Parameter,
    ReturnType,
};

impl<'s> Cursor<'s, '_> {
    pub(super) fn operation(&mut self, element: Element<'s>, kind: OperationKind) -> Read<Operation<'s>> {
        let mut operation = Operation {
            kind,
            span: element.span,
            name: self.required(element, "Name", Form::Name),
            is_bound: self.flag("IsBound"),
            is_composable: kind == OperationKind::Function && self.flag("IsComposable"),
            entity_set_path: self.optional("EntitySetPath", Form::Path),
            parameters: Vec::new(),
            return_type: None,
            annotations: Vec::new(),
        };
        self.no_more_attributes(element);
        while let Some(child) = self.child()? {
            match child.edm() {
                "Parameter" => operation.parameters.push(self.parameter(child)?),
                "ReturnType" => {
                    self.only_one(&operation.return_type, child, element);
                    operation.return_type = Some(self.return_type(child)?);
                }
                "Annotation" => operation.annotations.push(self.annotation(child)?),
                _ => self.unexpected(child, element.name, &["Parameter", "ReturnType", "Annotation"])?,
            }
        }
        Ok(operation)
    }

    pub(super) fn container(&mut self, element: Element<'s>) -> Read<Container<'s>> {
        use ContainerChildKind::{ActionImport, EntitySet, FunctionImport, Singleton};
        let mut container = Container {
            span: element.span,
            name: self.required(element, "Name", Form::Name),
            extends: self.optional("Extends", Form::QualifiedName),
            children: Vec::new(),
            annotations: Vec::new(),
        };
        self.no_more_attributes(element);
        while let Some(child) = self.child()? {
            let kind = match child.edm() {
                "EntitySet" => EntitySet,
                "Singleton" => Singleton,
                "ActionImport" => ActionImport,
                "FunctionImport" => FunctionImport,
                "Annotation" => {
                    container.annotations.push(self.annotation(child)?);
                    continue;
                }
                _ => {
                    const CHILDREN: &[&str] =
                        &["EntitySet", "Singleton", "ActionImport", "FunctionImport", "Annotation"];
                    self.unexpected(child, "EntityContainer", CHILDREN)?;
                    continue;
                }
            };
            container.children.push(self.container_child(child, kind)?);
        }
        Ok(container)
    }

    fn parameter(&mut self, element: Element<'s>) -> Read<Parameter<'s>> {
        let name = self.required(element, "Name", Form::Name);
        let type_name = self.required(element, "Type", Form::TypeReference);
        let facets = self.facets();
        self.no_more_attributes(element);
        Ok(Parameter { name, type_name, facets, annotations: self.only_annotations(element)? })
    }

    fn return_type(&mut self, element: Element<'s>) -> Read<ReturnType<'s>> {
        let type_name = self.required(element, "Type", Form::TypeReference);
        let facets = self.facets();
        self.no_more_attributes(element);
        Ok(ReturnType { type_name, facets, annotations: self.only_annotations(element)? })
    }

    fn container_child(&mut self, element: Element<'s>, kind: ContainerChildKind) -> Read<ContainerChild<'s>> {
        use ContainerChildKind::{ActionImport, EntitySet, FunctionImport, Singleton};
        let name = self.required(element, "Name", Form::Name);
        let type_attribute = match kind {
            EntitySet => "EntityType",
            Singleton => "Type",
            ActionImport => "Action",
            FunctionImport => "Function",
        };
        let type_name = self.required(element, type_attribute, Form::QualifiedName);
        let in_document = match kind {
            EntitySet | FunctionImport => self.boolean("IncludeInServiceDocument"),
            Singleton | ActionImport => None,
        };
        let entity_set = match kind {
            ActionImport | FunctionImport => self.optional("EntitySet", Form::Path),
            EntitySet | Singleton => None,
        };
        if kind == Singleton {
            // It says that the singleton need not exist, which its type does not depend on.
            self.boolean("Nullable");
        }
        self.no_more_attributes(element);
        let mut found = ContainerChild {
            kind,
            name,
            type_name,
            include_in_service_document: in_document.map(|flag| flag.value),
            entity_set,
            bindings: Vec::new(),
            annotations: Vec::new(),
        };
        let binds = matches!(kind, EntitySet | Singleton);
        while let Some(child) = self.child()? {
            match child.edm() {
                "NavigationPropertyBinding" if binds => found.bindings.push(self.binding_element(child)?),
                "Annotation" => found.annotations.push(self.annotation(child)?),
                _ if binds => self.unexpected(child, element.name, &["NavigationPropertyBinding", "Annotation"])?,
                _ => self.unexpected(child, element.name, &["Annotation"])?,
            }
        }
        Ok(found)
    }

    fn binding_element(&mut self, element: Element<'s>) -> Read<NavigationPropertyBinding<'s>> {
        let path = self.required(element, "Path", Form::Path);
        let target = self.required(element, "Target", Form::Path);
        self.no_more_attributes(element);
        Ok(NavigationPropertyBinding { path, target, annotations: self.only_annotations(element)? })
    }
}
