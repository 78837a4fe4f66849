//! Schemas and the types in them (CSDL JSON 4.01, sections 5 to 11).

use super::annotations::TERM;
use super::operations::{CONTAINER, OVERLOAD};
use super::reader::{Absent, Object, Reader, TYPE};
use super::syntax::{Data, Member, Value};
use crate::csdl::names::{Form, quoted};
use crate::csdl::{
    EnumType, Key, NavigationProperty, OnDelete, OperationKind, Property, PropertyRef, ReferentialConstraint, Schema,
    StructuredKind, StructuredType, TypeDefinition, values,
};
use crate::diagnostics::Code;
use crate::names::nearest;
use crate::source::Span;

/// What `$Kind` can be of the children of a schema.
const KINDS: &[&str] =
    &["EntityType", "ComplexType", "EnumType", "TypeDefinition", "Action", "Function", "EntityContainer", "Term"];

const ENTITY_TYPE: &[&[&str]] = &[&["$Kind", "$BaseType", "$Abstract", "$OpenType", "$HasStream", "$Key"]];
const COMPLEX_TYPE: &[&[&str]] = &[&["$Kind", "$BaseType", "$Abstract", "$OpenType"]];
const ENUM_TYPE: &[&[&str]] = &[&["$Kind", "$UnderlyingType", "$IsFlags"]];
const TYPE_DEFINITION: &[&[&str]] =
    &[&["$Kind", "$UnderlyingType", "$MaxLength", "$Precision", "$Scale", "$Unicode", "$SRID"]];
const PROPERTY: &[&[&str]] = &[&TYPE, &["$Kind", "$DefaultValue"]];
const NAVIGATION_PROPERTY: &[&[&str]] = &[&[
    "$Kind",
    "$Type",
    "$Collection",
    "$Nullable",
    "$Partner",
    "$ContainsTarget",
    "$ReferentialConstraint",
    "$OnDelete",
]];

impl<'s> Reader<'s, '_> {
    pub(super) fn schema(&mut self, member: &Member<'s>, value: &Value<'s>) -> Option<Schema<'s>> {
        let namespace = self.name(member, Form::Namespace);
        let object = self.object("Schema", member.name.span, value, &[&["$Alias", "$Annotations"]])?;
        let alias = self.optional(&object, "$Alias", Form::Part);
        // Faults in it concern the whole schema, if no type is in between.
        let is_first = object.members.first().is_some_and(|first| first.name.text == "$Alias");
        let span = match &alias {
            Some(alias) if is_first => member.name.span.to(alias.span),
            _ => member.name.span,
        };
        let mut schema = Schema {
            span,
            namespace,
            alias,
            structured_types: Vec::new(),
            enum_types: Vec::new(),
            type_definitions: Vec::new(),
            operations: Vec::new(),
            containers: Vec::new(),
            terms: Vec::new(),
            annotations: object.get("$Annotations").map(|value| self.targets(value)).unwrap_or_default(),
            own_annotations: self.own_annotations(&object),
        };
        for child in object.named() {
            if let Data::Array(overloads) = &child.value.data {
                for overload in overloads {
                    self.child(&mut schema, child, overload);
                }
            } else {
                self.child(&mut schema, child, &child.value);
            }
        }
        Some(schema)
    }

    /// The kind that an object says that it is; `None` if it says nothing.
    pub(super) fn kind<'v>(&mut self, value: &'v Value<'s>) -> Option<(&'v str, Span)> {
        let member = value.members()?.iter().find(|member| member.name.text == "$Kind")?;
        match &member.value.data {
            Data::String(kind) => Some((kind, member.value.inner())),
            _ => Some(("", member.value.head())),
        }
    }

    fn child(&mut self, schema: &mut Schema<'s>, member: &Member<'s>, value: &Value<'s>) {
        if value.members().is_none() {
            self.unexpected_member(member, "Schema", "an object with a `$Kind`, or an array of overloads");
            return;
        }
        let Some((kind, place)) = self.kind(value) else {
            let message = format!("the member `$Kind` of {} is missing", quoted(&member.name.text));
            let help = format!("add `\"$Kind\": …`, which is one of `{}`", KINDS.join("`, `"));
            self.error(Code::MissingAttribute, member.name.span, message, help);
            return;
        };
        let is_overload = matches!(kind, "Action" | "Function");
        let is_in_array = !std::ptr::eq(value, &raw const member.value);
        if is_in_array && !is_overload {
            let message = format!("{} is ignored: it is in an array, and not an action or a function", quoted(kind));
            self.warning(Code::UnexpectedElement, place, message, "write the object without the array around it");
            return;
        }
        if is_overload && !is_in_array {
            let message = format!("the {} is not in an array", kind.to_lowercase());
            self.warning(Code::LaxForm, place, message, "put `[` and `]` around it, since it can have overloads");
        }
        let name = &member.name;
        match kind {
            "EntityType" => {
                schema.structured_types.extend(self.structured_type(member, StructuredKind::Entity));
            }
            "ComplexType" => {
                schema.structured_types.extend(self.structured_type(member, StructuredKind::Complex));
            }
            "EnumType" => schema.enum_types.extend(self.enum_type(member)),
            "TypeDefinition" => schema.type_definitions.extend(self.type_definition(member)),
            "Action" | "Function" => {
                let kind = if kind == "Action" { OperationKind::Action } else { OperationKind::Function };
                let what = if kind == OperationKind::Action { "Action" } else { "Function" };
                let object = self.object(what, place, value, OVERLOAD);
                let name = self.name(member, Form::Name);
                schema.operations.extend(object.map(|object| self.operation(name, kind, &object)));
            }
            "EntityContainer" => {
                let object = self.object("EntityContainer", name.span, value, CONTAINER);
                let name = self.name(member, Form::Name);
                schema.containers.extend(object.map(|object| self.container(name, &object)));
            }
            "Term" => {
                let object = self.object("Term", name.span, value, TERM);
                let name = self.name(member, Form::Name);
                schema.terms.extend(object.map(|object| self.term(name, &object)));
            }
            _ => self.unknown_kind(kind, place, "Schema", KINDS),
        }
    }

    /// Reports a `$Kind` that there is not in `parent`.
    pub(super) fn unknown_kind(&mut self, kind: &str, place: Span, parent: &str, known: &[&'static str]) {
        let help = match nearest(kind, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it can be `{}`", known.join("`, `")),
        };
        let message = format!("unknown `$Kind` {} in `{parent}` is ignored", quoted(kind));
        self.warning(Code::UnexpectedElement, place, message, help);
    }

    fn structured_type(&mut self, member: &Member<'s>, kind: StructuredKind) -> Option<StructuredType<'s>> {
        let (what, known) = match kind {
            StructuredKind::Entity => ("EntityType", ENTITY_TYPE),
            StructuredKind::Complex => ("ComplexType", COMPLEX_TYPE),
        };
        let entity = kind == StructuredKind::Entity;
        let object = self.object(what, member.name.span, &member.value, known)?;
        let mut found = StructuredType {
            kind,
            span: extent(member),
            name: self.name(member, Form::TypeDeclaration),
            base_type: self.optional(&object, "$BaseType", Form::TypeReference),
            is_abstract: self.flag(&object, "$Abstract"),
            is_open: self.flag(&object, "$OpenType"),
            has_stream: entity && self.flag(&object, "$HasStream"),
            key: None,
            properties: Vec::new(),
            navigation_properties: Vec::new(),
            annotations: self.own_annotations(&object),
        };
        if let Some(key) = object.get("$Key").filter(|_| entity) {
            found.key = Some(self.key(key));
        }
        for child in object.named() {
            let mut annotations = self.annotations_of(&object, &child.name.text);
            if child.value.members().is_none() {
                self.unexpected_member(child, what, "an object, which can be empty: `{}`");
                continue;
            }
            match self.kind(&child.value) {
                None | Some(("Property", _)) => {
                    if let Some(mut property) = self.property(child) {
                        property.annotations.append(&mut annotations);
                        found.properties.push(property);
                    }
                }
                Some(("NavigationProperty", _)) => {
                    if let Some(mut property) = self.navigation_property(child) {
                        property.annotations.append(&mut annotations);
                        found.navigation_properties.push(property);
                    }
                }
                Some((kind, place)) => self.unknown_kind(kind, place, what, &["Property", "NavigationProperty"]),
            }
        }
        Some(found)
    }

    fn key(&mut self, value: &Value<'s>) -> Key<'s> {
        let mut property_refs = Vec::new();
        for item in self.items("$Key", value) {
            let Data::Object(members) = &item.data else {
                if let Some(name) = self.string("$Key", item) {
                    let name = self.of_form(name, Form::Path);
                    property_refs.push(PropertyRef { name, alias: None });
                }
                continue;
            };
            for member in members {
                let alias = Some(self.name(member, Form::Part));
                if let Some(path) = self.string("$Key", &member.value) {
                    let name = self.of_form(path, Form::Path);
                    property_refs.push(PropertyRef { name, alias });
                }
            }
        }
        Key { span: value.span, property_refs }
    }

    fn property(&mut self, member: &Member<'s>) -> Option<Property<'s>> {
        let name = self.name(member, Form::Part);
        let object = self.object("Property", name.span, &member.value, PROPERTY)?;
        self.only_annotations(&object, "Property");
        let type_name = self.type_name(&object, Some("Edm.String"));
        let facets = self.facets(&object, &type_name, Absent::Default);
        let default_value = self.default_value(&object);
        Some(Property { name, type_name, facets, default_value, annotations: self.own_annotations(&object) })
    }

    fn navigation_property(&mut self, member: &Member<'s>) -> Option<NavigationProperty<'s>> {
        let name = self.name(member, Form::Part);
        let object = self.object("NavigationProperty", name.span, &member.value, NAVIGATION_PROPERTY)?;
        self.only_annotations(&object, "NavigationProperty");
        let type_name = self.type_name(&object, None);
        // Whether there can be no related entity is a question only where there is not a collection of them.
        let nullable = self.boolean(&object, "$Nullable");
        let absent = values::not_nullable(object.place);
        let is_collection = type_name.text.starts_with("Collection(");
        Some(NavigationProperty {
            nullable: nullable.or_else(|| (!is_collection).then_some(absent)),
            partner: self.optional(&object, "$Partner", Form::Path),
            contains_target: self.flag(&object, "$ContainsTarget"),
            referential_constraints: self.constraints(&object),
            on_delete: self.on_delete(&object),
            annotations: self.own_annotations(&object),
            name,
            type_name,
        })
    }

    fn constraints(&mut self, object: &Object<'_, 's>) -> Vec<ReferentialConstraint<'s>> {
        let Some(value) = object.get("$ReferentialConstraint") else { return Vec::new() };
        self.pairs("$ReferentialConstraint", value)
            .into_iter()
            .map(|(property, referenced_property, annotations)| ReferentialConstraint {
                property,
                referenced_property,
                annotations,
            })
            .collect()
    }

    fn on_delete(&mut self, object: &Object<'_, 's>) -> Option<OnDelete<'s>> {
        let action = self.optional(object, "$OnDelete", Form::Any)?;
        Some(OnDelete { action, annotations: self.annotations_of(object, "$OnDelete") })
    }

    fn enum_type(&mut self, member: &Member<'s>) -> Option<EnumType<'s>> {
        let object = self.object("EnumType", member.name.span, &member.value, ENUM_TYPE)?;
        let mut found = EnumType {
            span: extent(member),
            name: self.name(member, Form::TypeDeclaration),
            underlying_type: self.optional(&object, "$UnderlyingType", Form::TypeReference),
            is_flags: self.flag(&object, "$IsFlags"),
            members: Vec::new(),
            annotations: self.own_annotations(&object),
        };
        for child in object.named() {
            let name = self.name(child, Form::Part);
            let value = self.integer(&child.name.text, values::MEMBER_VALUE, &child.value);
            let annotations = self.annotations_of(&object, &child.name.text);
            found.members.push(crate::csdl::Member { name, value, annotations });
        }
        Some(found)
    }

    fn type_definition(&mut self, member: &Member<'s>) -> Option<TypeDefinition<'s>> {
        let object = self.object("TypeDefinition", member.name.span, &member.value, TYPE_DEFINITION)?;
        self.only_annotations(&object, "TypeDefinition");
        let underlying_type = self.required(&object, "$UnderlyingType", Form::TypeReference);
        Some(TypeDefinition {
            span: extent(member),
            name: self.name(member, Form::TypeDeclaration),
            facets: self.facets(&object, &underlying_type, Absent::NeverNullable),
            annotations: self.own_annotations(&object),
            underlying_type,
        })
    }
}

/// A declaration from its name to the end of its object.
fn extent(member: &Member<'_>) -> Span {
    member.name.span.to(member.value.span)
}
