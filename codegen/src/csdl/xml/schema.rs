//! `Schema` and the types in it (CSDL XML 4.01, sections 5 to 11).

use super::cursor::{Cursor, Element, Read};
use crate::csdl::names::Form;
use crate::csdl::{
    EnumType, Key, Member, NavigationProperty, OnDelete, OperationKind, Property, PropertyRef, ReferentialConstraint,
    Schema, StructuredKind, StructuredType, TypeDefinition, values,
};

impl<'s> Cursor<'s, '_> {
    pub(super) fn schema(&mut self, element: Element<'s>) -> Read<Schema<'s>> {
        const CHILDREN: &[&str] = &[
            "EntityType",
            "ComplexType",
            "EnumType",
            "TypeDefinition",
            "Action",
            "Function",
            "EntityContainer",
            "Term",
            "Annotations",
            "Annotation",
        ];
        let namespace = self.required(element, "Namespace", Form::Namespace);
        let alias = self.optional("Alias", Form::Part);
        self.no_more_attributes(element);
        let mut schema = Schema {
            span: element.span,
            namespace,
            alias,
            structured_types: Vec::new(),
            enum_types: Vec::new(),
            type_definitions: Vec::new(),
            operations: Vec::new(),
            containers: Vec::new(),
            terms: Vec::new(),
            annotations: Vec::new(),
            own_annotations: Vec::new(),
        };
        while let Some(child) = self.child()? {
            match child.edm() {
                "EntityType" => schema.structured_types.push(self.structured_type(child, StructuredKind::Entity)?),
                "ComplexType" => schema.structured_types.push(self.structured_type(child, StructuredKind::Complex)?),
                "EnumType" => schema.enum_types.push(self.enum_type(child)?),
                "TypeDefinition" => schema.type_definitions.push(self.type_definition(child)?),
                "Action" => schema.operations.push(self.operation(child, OperationKind::Action)?),
                "Function" => schema.operations.push(self.operation(child, OperationKind::Function)?),
                "EntityContainer" => schema.containers.push(self.container(child)?),
                "Term" => schema.terms.push(self.term(child)?),
                "Annotations" => schema.annotations.push(self.annotations_element(child)?),
                "Annotation" => schema.own_annotations.push(self.annotation(child)?),
                _ => self.unexpected(child, "Schema", CHILDREN)?,
            }
        }
        Ok(schema)
    }

    fn structured_type(&mut self, element: Element<'s>, kind: StructuredKind) -> Read<StructuredType<'s>> {
        let entity = kind == StructuredKind::Entity;
        let mut found = StructuredType {
            kind,
            span: element.span,
            name: self.required(element, "Name", Form::TypeDeclaration),
            base_type: self.optional("BaseType", Form::TypeReference),
            is_abstract: self.flag("Abstract"),
            is_open: self.flag("OpenType"),
            has_stream: entity && self.flag("HasStream"),
            key: None,
            properties: Vec::new(),
            navigation_properties: Vec::new(),
            annotations: Vec::new(),
        };
        self.no_more_attributes(element);
        while let Some(child) = self.child()? {
            match child.edm() {
                "Property" => found.properties.push(self.property(child)?),
                "NavigationProperty" => found.navigation_properties.push(self.navigation_property(child)?),
                "Annotation" => found.annotations.push(self.annotation(child)?),
                "Key" if entity => {
                    self.first_one(&found.key, child, element);
                    let key = self.key(child)?;
                    found.key.get_or_insert(key);
                }
                _ if entity => {
                    self.unexpected(child, "EntityType", &["Key", "Property", "NavigationProperty", "Annotation"])?;
                }
                _ => self.unexpected(child, "ComplexType", &["Property", "NavigationProperty", "Annotation"])?,
            }
        }
        found.span = element.span.to(self.here());
        Ok(found)
    }

    fn key(&mut self, element: Element<'s>) -> Read<Key<'s>> {
        self.no_more_attributes(element);
        let mut property_refs = Vec::new();
        while let Some(child) = self.child()? {
            match child.edm() {
                "PropertyRef" => {
                    let name = self.wanted(child, "Name", Form::Path);
                    let alias = self.optional("Alias", Form::Part);
                    self.no_more_attributes(child);
                    self.no_children(child)?;
                    property_refs.extend(name.map(|name| PropertyRef { name, alias }));
                }
                _ => self.unexpected(child, "Key", &["PropertyRef"])?,
            }
        }
        Ok(Key { span: element.span, property_refs })
    }

    fn property(&mut self, element: Element<'s>) -> Read<Property<'s>> {
        let name = self.part_name(element);
        let type_name = self.required(element, "Type", Form::TypeReference);
        let facets = self.facets();
        let default_value = self.optional("DefaultValue", Form::Any);
        self.no_more_attributes(element);
        Ok(Property { name, type_name, facets, default_value, annotations: self.only_annotations(element)? })
    }

    fn navigation_property(&mut self, element: Element<'s>) -> Read<NavigationProperty<'s>> {
        let mut property = NavigationProperty {
            name: self.part_name(element),
            type_name: self.required(element, "Type", Form::TypeReference),
            nullable: self.boolean("Nullable"),
            partner: self.optional("Partner", Form::Path),
            contains_target: self.flag("ContainsTarget"),
            referential_constraints: Vec::new(),
            on_delete: None,
            annotations: Vec::new(),
        };
        self.no_more_attributes(element);
        while let Some(child) = self.child()? {
            match child.edm() {
                "Annotation" => property.annotations.push(self.annotation(child)?),
                "ReferentialConstraint" => property.referential_constraints.extend(self.constraint(child)?),
                "OnDelete" => {
                    self.first_one(&property.on_delete, child, element);
                    let on_delete = self.on_delete(child)?;
                    property.on_delete = property.on_delete.or(on_delete);
                }
                _ => {
                    self.unexpected(child, "NavigationProperty", &["ReferentialConstraint", "OnDelete", "Annotation"])?;
                }
            }
        }
        Ok(property)
    }

    fn constraint(&mut self, element: Element<'s>) -> Read<Option<ReferentialConstraint<'s>>> {
        let property = self.wanted(element, "Property", Form::Path);
        let referenced_property = self.wanted(element, "ReferencedProperty", Form::Path);
        self.no_more_attributes(element);
        let annotations = self.only_annotations(element)?;
        let pair = property.zip(referenced_property);
        Ok(pair.map(|(property, referenced_property)| ReferentialConstraint {
            property,
            referenced_property,
            annotations,
        }))
    }

    fn on_delete(&mut self, element: Element<'s>) -> Read<Option<OnDelete<'s>>> {
        let action = self.wanted(element, "Action", Form::Any);
        self.no_more_attributes(element);
        let annotations = self.only_annotations(element)?;
        Ok(action.map(|action| OnDelete { action, annotations }))
    }

    fn enum_type(&mut self, element: Element<'s>) -> Read<EnumType<'s>> {
        let mut found = EnumType {
            span: element.span,
            name: self.required(element, "Name", Form::TypeDeclaration),
            underlying_type: self.optional("UnderlyingType", Form::TypeReference),
            is_flags: self.flag("IsFlags"),
            members: Vec::new(),
            annotations: Vec::new(),
        };
        self.no_more_attributes(element);
        while let Some(child) = self.child()? {
            match child.edm() {
                "Member" => found.members.push(self.member(child)?),
                "Annotation" => found.annotations.push(self.annotation(child)?),
                _ => self.unexpected(child, "EnumType", &["Member", "Annotation"])?,
            }
        }
        found.span = element.span.to(self.here());
        Ok(found)
    }

    fn member(&mut self, element: Element<'s>) -> Read<Member<'s>> {
        let name = self.part_name(element);
        let value = self.integer("Value", values::MEMBER_VALUE);
        self.no_more_attributes(element);
        Ok(Member { name, value, annotations: self.only_annotations(element)? })
    }

    fn type_definition(&mut self, element: Element<'s>) -> Read<TypeDefinition<'s>> {
        let name = self.required(element, "Name", Form::TypeDeclaration);
        let underlying_type = self.required(element, "UnderlyingType", Form::TypeReference);
        let facets = self.facets();
        self.no_more_attributes(element);
        let annotations = self.only_annotations(element)?;
        Ok(TypeDefinition { span: element.span.to(self.here()), name, underlying_type, facets, annotations })
    }
}
