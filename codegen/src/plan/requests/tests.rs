//! Methods and their parameters, of small schemas.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Item, LeftOut, Method, Outcome, Requests, Routes, Step, Wrapping};
use crate::config::Config;
use crate::csdl::testing::edmx;
use crate::diagnostics::Diagnostics;
use crate::plan::{Crate, Settings, lower};
use crate::source::Sources;

const ENTITY: &str = "<EntityType Name=\"t\"><Key><PropertyRef Name=\"id\"/></Key>\
                      <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>";

/// The plan of what is in a schema, and what is said of it.
fn planned(content: &str) -> (Crate, Vec<String>) {
    let text = edmx(&format!("<Schema Namespace=\"s\">{content}</Schema>"));
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add(Path::new("a.csdl"), text.into_bytes()).unwrap();
    let model = crate::model(&[id], None, &sources, &mut diagnostics).unwrap_or_default();
    let config = Config { requests: Some(true), ..Config::new(["a.csdl"]) };
    let plan = lower(&model, &Settings::new(&config), &mut diagnostics);
    let said = diagnostics.as_slice().iter();
    let said = said.map(|diagnostic| [&*diagnostic.message, &diagnostic.label].join("; ")).collect();
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
    assert!(said.iter().any(|said| said.ends_with("; named `create_action`")), "{said:?}");
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

/// How much is left out for each reason.
fn left_out(plan: &Crate) -> Vec<(LeftOut, usize)> {
    let left_out: Vec<LeftOut> = plan.requests.as_ref().unwrap().left_out.values().copied().collect();
    let count = |why| (why, left_out.iter().filter(|other| **other == why).count());
    LeftOut::ALL.map(count).into_iter().filter(|(_, count)| *count > 0).collect()
}

fn operation(kind: &str, name: &str, parameters: &[(&str, &str)]) -> String {
    let parameter = |(name, ty): &(&str, &str)| format!("<Parameter Name=\"{name}\" Type=\"{ty}\"/>");
    let parameters: String = parameters.iter().map(parameter).collect();
    let returns = if kind == "Function" { "<ReturnType Type=\"Edm.String\"/>" } else { "" };
    format!("<{kind} Name=\"{name}\" IsBound=\"true\">{parameters}{returns}</{kind}>")
}

#[test]
fn what_has_no_method_is_counted_by_the_reason() {
    let [text, number] = ["Edm.String", "Edm.Int32"];
    let operations = [
        operation("Action", "a", &[("b", "s.t")]),
        operation("Action", "a", &[("b", "s.t")]),
        operation("Function", "f", &[("b", "s.t"), ("x", text), ("y", text)]),
        operation("Function", "f", &[("b", "s.t"), ("x", number), ("y", text)]),
        operation("Function", "f", &[("b", "s.t"), ("y", text), ("x", text)]),
        operation("Action", "c", &[("b", text)]),
        operation("Action", "d", &[("b", "Collection(s.e)")]),
        operation("Action", "g", &[]),
        operation("Action", "h", &[("b", "s.t"), ("x", text), ("x", text)]),
    ];
    let (plan, _) = planned(&format!(
        "{ENTITY}<NavigationProperty Name=\"any\" Type=\"Edm.EntityType\"/></EntityType>\
         <EntityType Name=\"u\" BaseType=\"s.t\"/><EnumType Name=\"e\"><Member Name=\"m\"/></EnumType>{}\
         <EntityContainer Name=\"c\"><EntitySet Name=\"x\" EntityType=\"Edm.EntityType\"/></EntityContainer>",
        operations.concat()
    ));
    assert_eq!(names(&plan), ["a", "f"]);
    let reasons = LeftOut::ALL.into_iter().zip([2, 2, 3, 2]);
    assert_eq!(left_out(&plan), reasons.collect::<Vec<_>>());
}

#[test]
fn keys_that_no_url_can_have_are_reported() {
    let entity = |parts: &[&str]| {
        let parts: String = parts.iter().map(|part| format!("<PropertyRef Name={part}/>")).collect();
        let (plan, said) = planned(&format!(
            "<ComplexType Name=\"c\"><Property Name=\"id\" Type=\"Edm.Guid\"/></ComplexType><EntityType Name=\"t\"><Key>{parts}</Key>\
             <Property Name=\"a\" Type=\"Edm.String\"/><Property Name=\"b\" Type=\"Edm.Double\"/><Property Name=\"c\" Type=\"s.c\"/>\
             <Property Name=\"d\" Type=\"Collection(Edm.String)\"/></EntityType><EntityType Name=\"u\" BaseType=\"s.t\"/>"
        ));
        let resources = &plan.requests.as_ref().unwrap().resources;
        let keys: BTreeSet<Vec<String>> =
            resources.values().map(|resource| resource.key.iter().map(|part| part.name.clone()).collect()).collect();
        (keys.into_iter().flatten().collect::<Vec<_>>().join(","), said.join(" "))
    };
    let says = |parts: &[&str], key: &str, what: &str| {
        let (found, said) = entity(parts);
        assert_eq!(found, key, "{parts:?}");
        assert!(if what.is_empty() { said.is_empty() } else { said.matches(what).count() == 1 }, "{parts:?}: {said}");
    };
    says(&["\"a\""], "a", "");
    says(&["\"a\"", "\"c/id\" Alias=\"z\""], "a,z", "");
    says(&["\"c/id\""], "c/id", "`c/id` is a path, and has no `Alias`");
    says(&["\"a\"", "\"c/id\""], "", "`c/id` is a path, and has no `Alias`");
    says(&["\"a\"", "\"a\""], "a", "`a` is in the key twice");
    says(&["\"a\"", "\"c/id\" Alias=\"a\""], "", "`a` is in the key twice");
    says(&["\"b\""], "", "`b` is of the type `Edm.Double`");
    says(&["\"d\""], "", "`d` is of the type `Collection(Edm.String)`");
    says(&["\"e\""], "", "the key property `e` does not exist");
    let many: Vec<String> = (0..9).map(|number| format!("\"c/id\" Alias=\"p{number}\"")).collect();
    says(&many.iter().map(String::as_str).collect::<Vec<_>>(), "", "the key has 9 parts");
}

#[test]
fn what_has_no_name_has_no_method() {
    let (plan, said) = planned(&format!(
        "{ENTITY}</EntityType>{}{}{}<Action Name=\"i\"/><EntityContainer Name=\"c\"><EntitySet Name=\"\" EntityType=\"s.t\"/>\
         <EntitySet EntityType=\"s.t\"/><Singleton Type=\"s.t\"/><ActionImport Name=\"\" Action=\"s.i\"/></EntityContainer>\
         <EntityContainer Name=\"\"><EntitySet Name=\"x\" EntityType=\"s.t\"/></EntityContainer>",
        operation("Action", "", &[("b", "s.t")]),
        operation("Action", "a", &[("b", "s.t"), ("", "Edm.String")]),
        operation("Action", "named", &[("", "s.t")]),
    ));
    assert_eq!(names(&plan), ["named"]);
    assert!(said.len() >= 7, "{said:?}");
}

#[test]
fn of_two_containers_of_a_name_the_first_counts() {
    let container = |set: &str| {
        format!("<EntityContainer Name=\"c\"><EntitySet Name=\"{set}\" EntityType=\"s.t\"/></EntityContainer>")
    };
    let (plan, said) = planned(&format!("{ENTITY}</EntityType>{}{}", container("x"), container("y")));
    assert_eq!(names(&plan), ["x"]);
    assert_eq!(said, ["the entity container `s.c` is declared twice; declared again here"]);
}

#[test]
fn names_of_structs_are_not_too_long_for_files() {
    let long = |letter: &str| letter.repeat(128);
    let ty = long("ü");
    let one = format!("s.{ty}");
    let operations = ["a", "b"].map(|last| {
        let name = format!("{}{last}", &long("x")[1..]);
        operation("Action", &name, &[("b", &one), (&long("p"), "Edm.String")])
    });
    let (plan, _) = planned(&format!(
        "<EntityType Name=\"{ty}\"><NavigationProperty Name=\"{}\" Type=\"{one}\"/></EntityType>{}",
        long("n"),
        operations.concat()
    ));
    let items = plan.files.iter().flat_map(|file| &file.requests).map(|item| plan.name_of(item.id()).ident.as_str());
    let names: BTreeSet<&str> = items.collect();
    assert_eq!(names.len(), 3);
    assert!(names.iter().all(|name| name.len() <= 201), "{names:?}");
}
