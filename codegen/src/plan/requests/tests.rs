//! Methods and their parameters, of small schemas.

use std::path::Path;

use super::{Item, Method, Outcome, Requests, Routes, Step, Wrapping};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::plan::{Crate, Settings, lower};
use crate::source::Sources;

const ENTITY: &str = "<EntityType Name=\"t\"><Key><PropertyRef Name=\"id\"/></Key>\
                      <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>";

/// The plan of what is in a schema, and what is said of it.
fn planned(content: &str) -> (Crate, Vec<String>) {
    let text = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"s\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{content}</Schema>\
         </edmx:DataServices></edmx:Edmx>"
    );
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add(Path::new("a.csdl"), text.into_bytes()).unwrap();
    let model = crate::model(&[id], None, &sources, &mut diagnostics).unwrap_or_default();
    let config = Config { requests: Some(true), ..Config::new(["a.csdl"]) };
    let plan = lower(&model, &Settings::new(&config), &mut diagnostics);
    let said = diagnostics.as_slice().iter().map(|diagnostic| diagnostic.label.clone()).collect();
    (plan.unwrap_or_else(|_| panic!("{:?}", diagnostics.as_slice())), said)
}

fn methods(plan: &Crate) -> Vec<&Method> {
    plan.files.iter().flat_map(|file| &file.requests).flat_map(Item::methods).collect()
}

fn names(plan: &Crate) -> Vec<String> {
    methods(plan).iter().map(|method| method.ident.to_string()).collect()
}

/// The names of the parameters that have to be given, and of those that can be.
fn parameters(method: &Method) -> (Vec<&str>, Vec<&str>) {
    let Step::Call(call) = &method.step else { panic!("{method:?}") };
    let [given, optional] = [&call.arguments, &call.optional]
        .map(|list| list.iter().map(|argument| argument.name.as_str()).collect::<Vec<_>>());
    (given, optional)
}

#[test]
fn no_method_hides_one_of_the_runtime() {
    let (plan, said) = planned(&format!(
        "{ENTITY}<NavigationProperty Name=\"get\" Type=\"s.t\"/><NavigationProperty Name=\"to\" Type=\"s.t\"/>\
         <NavigationProperty Name=\"Delete\" Type=\"s.t\"/></EntityType>\
         <Action Name=\"create\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"Collection(s.t)\"/></Action>\
         <Action Name=\"to\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"s.t\"/></Action>\
         <Action Name=\"x\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"s.t\"/><Parameter Name=\"send\" Type=\"Edm.String\"/>\
         </Action><EntityContainer Name=\"c\"><EntitySet Name=\"batch\" EntityType=\"s.t\"/></EntityContainer>"
    ));
    let found = names(&plan);
    for name in ["get_nav", "to", "delete_nav", "create_action", "to_action", "x", "batch_set"] {
        assert!(found.iter().any(|found| found == name), "{name}: {found:?}");
    }
    assert_eq!(found.len(), 7, "{found:?}");
    let x = methods(&plan).into_iter().find(|method| method.name == "s.x").unwrap();
    let Step::Call(call) = &x.step else { panic!("{x:?}") };
    assert_eq!(call.optional[0].ident.to_string(), "send_argument");
    assert!(said.iter().any(|said| said == "named `create_action`"), "{said:?}");
}

#[test]
fn what_can_be_left_out_of_actions_and_functions() {
    let parameter = |name: &str, more: &str| format!("<Parameter Name=\"{name}\" Type=\"Edm.String\"{more}");
    let optional = "><Annotation Term=\"Org.OData.Core.V1.OptionalParameter\"/></Parameter>";
    let given = [
        parameter("required", " Nullable=\"false\"/>"),
        parameter("nullable", "/>"),
        parameter("optional", &format!(" Nullable=\"false\"{optional}")),
    ]
    .concat();
    let (plan, _) = planned(&format!(
        "{ENTITY}</EntityType><Action Name=\"a\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"s.t\"/>{given}</Action>\
         <Function Name=\"f\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"s.t\"/>{given}<ReturnType Type=\"Edm.String\"/>\
         </Function>\
         <Function Name=\"g\" IsBound=\"true\" IsComposable=\"true\"><Parameter Name=\"t\" Type=\"s.t\"/>{given}\
         <ReturnType Type=\"s.t\"/></Function>"
    ));
    let [a, f, g, more] = methods(&plan)[..] else { panic!("{:?}", names(&plan)) };
    assert_eq!(parameters(a), (vec!["required"], vec!["nullable", "optional"]));
    assert_eq!(parameters(f), (vec!["required", "nullable"], vec!["optional"]));
    let Step::Call(call) = &f.step else { panic!("{f:?}") };
    assert_eq!(call.arguments.iter().map(|argument| argument.is_nullable).collect::<Vec<_>>(), [false, true]);
    // A path has no setters.
    assert_eq!((g.ident.to_string(), parameters(g)), ("g".to_owned(), (vec!["required", "nullable"], vec![])));
    assert_eq!(more.ident.to_string(), "g_with_optional");
}

#[test]
fn a_derived_type_keeps_the_names_of_its_base_type() {
    let (plan, _) = planned(&format!(
        "{ENTITY}<NavigationProperty Name=\"next\" Type=\"s.t\"/></EntityType>\
         <EntityType Name=\"u\" BaseType=\"s.t\"><NavigationProperty Name=\"next\" Type=\"s.u\"/>\
         <NavigationProperty Name=\"Next\" Type=\"s.u\"/></EntityType>\
         <Function Name=\"f\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"s.t\"/><Parameter Name=\"a\" Type=\"Edm.String\"/>\
         <ReturnType Type=\"Edm.String\"/></Function>\
         <Function Name=\"f\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"s.u\"/><Parameter Name=\"a\" Type=\"Edm.String\"/>\
         <ReturnType Type=\"Edm.String\"/></Function>\
         <Function Name=\"f\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"s.u\"/><Parameter Name=\"b\" Type=\"Edm.String\"/>\
         <ReturnType Type=\"Edm.String\"/></Function>"
    ));
    assert_eq!(names(&plan), ["next", "f", "next", "next_nav", "f", "f_with_b"]);
}

#[test]
fn delta_is_of_collections() {
    let function = |binding: &str| {
        format!(
            "<Function Name=\"delta\" IsBound=\"true\"><Parameter Name=\"t\" Type=\"{binding}\"/>\
             <ReturnType Type=\"Collection(s.t)\"/></Function>"
        )
    };
    let (plan, _) = planned(&format!("{ENTITY}</EntityType>{}{}", function("s.t"), function("Collection(s.t)")));
    let wrappings = methods(&plan).into_iter().map(|method| match &method.step {
        Step::Call(call) => call.outcome,
        _ => Outcome::Nothing,
    });
    let wrappings = wrappings.filter_map(|outcome| match outcome {
        Outcome::Answer { wrapping, .. } => Some(wrapping),
        _ => None,
    });
    assert_eq!(wrappings.collect::<Vec<_>>(), [Wrapping::Page, Wrapping::Delta]);
}

#[test]
fn routes_are_short_and_cast_only_where_nothing_else_leads() {
    let (plan, _) = planned(&format!(
        "{ENTITY}<NavigationProperty Name=\"next\" Type=\"Collection(s.v)\"/></EntityType>\
         <EntityType Name=\"u\" BaseType=\"s.t\"/><EntityType Name=\"v\" BaseType=\"s.t\"/>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"ts\" EntityType=\"s.t\"/></EntityContainer>"
    ));
    let requests: &Requests = plan.requests.as_ref().unwrap();
    let routes = Routes::new(requests, &plan.files);
    let steps = |name: &str| {
        let found = requests.resources.keys().find(|ty| plan.name_of(**ty).ident.as_str() == name).unwrap();
        routes.steps_to(*found, false).unwrap().join(".")
    };
    assert_eq!(["T", "U", "V"].map(steps), ["ts().id(…)", "ts().cast().id(…)", "ts().id(…).next().id(…)"]);
}
