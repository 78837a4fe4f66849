//! What the model says of small documents. Faults are tested by the error fixtures of the test package.

use std::path::Path;

use super::*;
use crate::csdl::testing::edmx;
use crate::diagnostics::Diagnostics;
use crate::source::Sources;

/// Resolves documents, each a list of schemas, and shows the model and the warnings to `check`.
fn resolved(documents: &[&str], check: impl FnOnce(&Model<'_>, Vec<String>)) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let ids: Vec<_> = documents
        .iter()
        .enumerate()
        .map(|(index, schemas)| sources.add(Path::new(&format!("{index}.csdl")), edmx(schemas).into_bytes()).unwrap())
        .collect();
    let trees = ids.iter().filter_map(|id| crate::csdl::xml::parse(&sources, *id, &mut diagnostics)).collect();
    let model = resolve(trees, &sources, &mut diagnostics);
    let messages = diagnostics.sorted(&sources).into_iter().map(|diagnostic| diagnostic.message.clone()).collect();
    check(&model, messages);
}

fn structured(model: &Model<'_>, name: &str) -> StructuredId {
    let found = model.structured_ids().find(|id| model.full_name(&model.structured(*id).name) == name);
    found.unwrap_or_else(|| panic!("there is no {name}"))
}

#[test]
fn a_base_may_come_after_its_derived_types_and_from_another_schema() {
    let schemas = r#"
        <Schema Namespace="a.b"><ComplexType Name="c" BaseType="x.b"/><ComplexType Name="d" BaseType="a.b.c"/></Schema>
        <Schema Namespace="a" Alias="x"><ComplexType Name="b"/></Schema>"#;
    resolved(&[schemas], |model, _| {
        let [b, c, d] = ["a.b", "a.b.c", "a.b.d"].map(|name| structured(model, name));
        assert_eq!(model.lineage(d), [b, c, d]);
        assert_eq!(model.structured(b).derived, [c]);
    });
}

#[test]
fn an_alias_is_valid_in_its_document_alone() {
    let first = r#"<Schema Namespace="one" Alias="self"><ComplexType Name="t"><Property Name="p" Type="self.e"/></ComplexType>
        <EnumType Name="e"/></Schema>"#;
    let second = r#"<Schema Namespace="two" Alias="self"><ComplexType Name="t"><Property Name="p" Type="self.e"/></ComplexType>
        <EnumType Name="e"/></Schema>"#;
    resolved(&[first, second], |model, _| {
        for name in ["one", "two"] {
            let ty = model.structured(structured(model, &format!("{name}.t"))).properties[0].ty.item;
            let Type::Enum(id) = ty else { panic!("{ty:?}") };
            assert_eq!(model.full_name(&model.enumeration(id).name), format!("{name}.e"));
        }
    });
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let first = r#"<Schema Namespace="n"><EnumType Name="b"/><ComplexType Name="z"/></Schema>"#;
    let second =
        r#"<Schema Namespace="n" Alias="m"><EnumType Name="a"/><ComplexType Name="y" BaseType="m.z"/></Schema>"#;
    let names = |model: &Model<'_>| model.type_names().map(|name| model.full_name(name)).collect::<Vec<_>>();
    for documents in [[first, second], [second, first]] {
        resolved(&documents, |model, _| assert_eq!(names(model), ["n.y", "n.z", "n.a", "n.b"]));
    }
}

#[test]
fn members_without_a_value_count_on() {
    let schema = r#"<Schema Namespace="n"><EnumType Name="e" UnderlyingType="Edm.Int64">
        <Member Name="a"/><Member Name="b" Value="-7"/><Member Name="c"/><Member Name="d" Value="4294967296"/></EnumType></Schema>"#;
    resolved(&[schema], |model, _| {
        let values: Vec<i64> = model.enum_types[0].members.iter().map(|member| member.value).collect();
        assert_eq!(values, [0, -7, -6, 4_294_967_296]);
    });
}

#[test]
fn annotations_find_their_targets() {
    let schemas = r#"
        <Schema Namespace="n" Alias="a">
          <EntityType Name="e"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/>
            <NavigationProperty Name="next" Type="a.e"/></EntityType>
          <EnumType Name="k"><Member Name="m"/></EnumType>
          <Action Name="go" IsBound="true"><Parameter Name="on" Type="a.e"/></Action>
          <Action Name="go" IsBound="true"><Parameter Name="on" Type="Collection(a.e)"/><Parameter Name="x" Type="Edm.Int32"/></Action>
          <EntityContainer Name="c"><EntitySet Name="es" EntityType="a.e"/></EntityContainer>
        </Schema>
        <Schema Namespace="elsewhere">
          <Annotations Target="n.e"><Annotation Term="Org.OData.Core.V1.Description" String="type"/></Annotations>
          <Annotations Target="a.e/id"><Annotation Term="Org.OData.Core.V1.Computed"/></Annotations>
          <Annotations Target="a.e/next"><Annotation Term="Org.OData.Core.V1.Description" String="next"/></Annotations>
          <Annotations Target="a.k/m"><Annotation Term="Org.OData.Core.V1.Description" String="member"/></Annotations>
          <Annotations Target="a.go(Collection(a.e))"><Annotation Term="Org.OData.Core.V1.Description" String="many"/></Annotations>
          <Annotations Target="a.c/es"><Annotation Term="Org.OData.Core.V1.Description" String="set"/></Annotations>
          <Annotations Target="a.c/es/next"><Annotation Term="Org.OData.Core.V1.Description" String="path"/></Annotations>
          <Annotations Target="a.e/gone"><Annotation Term="Org.OData.Core.V1.Description" String="none"/></Annotations>
        </Schema>"#;
    resolved(&[schemas], |model, warnings| {
        let entity = model.structured(structured(model, "n.e"));
        assert_eq!(entity.annotations.description(), Some("type"));
        assert!(entity.properties[0].annotations.is_computed());
        assert_eq!(entity.navigation_properties[0].annotations.description(), Some("next"));
        assert_eq!(model.enum_types[0].members[0].annotations.description(), Some("member"));
        let said: Vec<_> = model.operations.iter().map(|operation| operation.annotations.description()).collect();
        assert_eq!(said, [None, Some("many")]);
        assert_eq!(model.containers[0].children[0].annotations.description(), Some("set"));
        assert_eq!(model.path_annotations[0].target, "n.c/es/next");
        assert_eq!(warnings, ["the annotated `a.e/gone` does not exist"]);
    });
}

#[test]
fn imports_know_their_overloads() {
    let schema = r#"<Schema Namespace="n">
        <Function Name="f"><ReturnType Type="Edm.Int32"/></Function>
        <Function Name="f"><Parameter Name="x" Type="Edm.Int32"/><ReturnType Type="Edm.Int32"/></Function>
        <Function Name="f" IsBound="true"><Parameter Name="x" Type="Edm.Int32"/><ReturnType Type="Edm.Int32"/></Function>
        <EntityContainer Name="c"><FunctionImport Name="g" Function="n.f"/></EntityContainer></Schema>"#;
    resolved(&[schema], |model, _| {
        let ContainerTarget::Operations(overloads) = &model.containers[0].children[0].target else { panic!() };
        let parameters: Vec<usize> = overloads.iter().map(|id| model.operation(*id).parameters.len()).collect();
        assert_eq!(parameters, [0, 1]);
    });
}

#[test]
fn revisions_say_what_is_deprecated() {
    let schema = r#"<Schema Namespace="n"><ComplexType Name="t">
        <Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record>
          <PropertyValue Property="Date" Date="2024-04-10"/>
          <PropertyValue Property="Kind"><EnumMember>Org.OData.Core.V1.RevisionKind/Deprecated</EnumMember></PropertyValue>
          <PropertyValue Property="Description" String="Use u."/>
        </Record></Collection></Annotation></ComplexType></Schema>"#;
    resolved(&[schema], |model, _| {
        let revisions = model.structured_types[0].annotations.revisions();
        assert_eq!(revisions.len(), 1);
        assert_eq!(revisions[0].kind, RevisionKind::Deprecated);
        assert_eq!(revisions[0].date, Some("2024-04-10"));
        assert_eq!(revisions[0].description, Some("Use u."));
    });
}

#[test]
fn a_property_that_a_base_has_already_is_a_warning() {
    let schema = r#"<Schema Namespace="n"><ComplexType Name="b"><Property Name="p" Type="Edm.String"/></ComplexType>
        <ComplexType Name="d" BaseType="n.b"><Property Name="p" Type="Edm.Int32"/></ComplexType></Schema>"#;
    resolved(&[schema], |_, warnings| {
        assert_eq!(warnings, ["the property `p` is declared by a base type already"]);
    });
}

#[test]
fn a_term_of_a_type_that_was_not_given_is_a_warning() {
    let schema = r#"<Schema Namespace="n"><Term Name="t" Type="other.ns.T"/><ComplexType Name="c"/></Schema>"#;
    resolved(&[schema], |_, warnings| assert_eq!(warnings, ["unresolved type `other.ns.T`"]));
}

#[test]
fn standard_vocabularies_need_no_document() {
    let schema = r#"<Schema Namespace="n"><Term Name="t" Type="Org.OData.Core.V1.Tag"/><ComplexType Name="c">
        <Property Name="a" Type="Org.OData.Core.V1.Tag"/><Property Name="b" Type="Collection(Core.SimpleIdentifier)"/>
        <Property Name="c" Type="com.sap.vocabularies.UI.v1.LineItem"/></ComplexType></Schema>"#;
    resolved(&[schema], |model, warnings| {
        let types: Vec<String> =
            model.structured_types[0].properties.iter().map(|property| model.type_name(property.ty)).collect();
        assert_eq!(types, ["Edm.Boolean", "Collection(Edm.String)", "Edm.Untyped"]);
        assert_eq!(warnings, [""; 0]);
    });
}

#[test]
fn what_is_not_given_is_missing() {
    let schema = r#"<Schema Namespace="n" Alias="self"><ComplexType Name="c" BaseType="o.B"><Property Name="a" Type="self.Gone"/>
        <Property Name="b" Type="Collection(n.Gone)"/></ComplexType>
        <EntityType Name="e"><NavigationProperty Name="x" Type="o.B"/></EntityType></Schema>"#;
    resolved(&[schema], |model, warnings| {
        let missing: Vec<&str> = model.missing_types.iter().map(|missing| &*missing.name).collect();
        assert_eq!(missing, ["o.B", "n.Gone"]);
        let complex = &model.structured_types[0];
        assert_eq!(complex.missing_base.map(|(id, _)| id.index()), Some(0));
        let types = complex.properties.iter().map(|property| model.type_name(property.ty));
        assert_eq!(types.collect::<Vec<_>>(), ["n.Gone", "Collection(n.Gone)"]);
        let navigation = &model.structured_types[1].navigation_properties[0];
        assert_eq!((navigation.target, navigation.missing_target.map(MissingId::index)), (None, Some(0)));
        assert_eq!(warnings, ["unresolved type `o.B`"]);
    });
}

#[test]
fn forms_that_services_publish() {
    let schema = r#"<Schema Namespace=" n "><EnumType Name="e " IsFlags="True"><Member Name="a"/></EnumType>
        <ComplexType Name="c"><Property Name="a" Type="Int32"/><Property Name="Pay terms" Type=" n.e" Nullable="FALSE"/></ComplexType>
        </Schema>"#;
    resolved(&[schema], |model, warnings| {
        let complex = &model.structured_types[0];
        let types: Vec<String> = complex.properties.iter().map(|property| model.type_name(property.ty)).collect();
        assert_eq!(types, ["Edm.Int32", "n.e"]);
        assert!(model.enum_types[0].is_flags);
        assert_eq!(complex.properties[1].facets.nullable.map(|nullable| nullable.value), Some(false));
        assert_eq!(warnings.len(), 7, "{warnings:#?}");
    });
}
