//! `list` and `explain`: what they print of the schema in `fixtures/look/`, in `expected/` there.
//!
//! `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test look` writes `expected/` anew, and fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::process::Output;

use csdl_codegen::Config;
use csdl_codegen::config::Versions;
use csdl_codegen::internals::diagnostics::Diagnostics;
use csdl_codegen::internals::plan::{self, Item};
use csdl_codegen::internals::source::Sources;
use csdl_codegen::internals::{csdl, emit, input, model};
use support::{Files, command, difference, files, fixtures, is_update, package};

/// The arguments, by the file with what is printed: on standard output, or on standard error with status 1.
const RUNS: &[(&str, &[&str])] = &[
    ("list.txt", &["list"]),
    ("list.json", &["list", "--json"]),
    ("list-patterns.txt", &["list", "c*", "shop.deep.*"]),
    ("list-selected.json", &["list", "--selected", "--json", "order"]),
    ("list-other-selection.txt", &["list", "--selected", "--include", "shop.deep.*"]),
    ("list-typo.txt", &["list", "shop.ordr", "zzzz"]),
    ("list-no-pattern.txt", &["list", "a-b"]),
    ("explain-chosen.txt", &["explain", "shop.order"]),
    ("explain-chosen.json", &["explain", "shop.order", "--json"]),
    ("explain-alias.txt", &["explain", "d.label"]),
    ("explain-derived.txt", &["explain", "card"]),
    ("explain-derived.json", &["explain", "card", "--json"]),
    ("explain-inherited.txt", &["explain", "label"]),
    ("explain-left-out.txt", &["explain", "Customer"]),
    ("explain-left-out.json", &["explain", "customer", "--json"]),
    ("explain-base.txt", &["explain", "entity"]),
    ("explain-enum.json", &["explain", "brand", "--json"]),
    ("explain-enum.txt", &["explain", "state"]),
    ("explain-excluded.txt", &["explain", "weight"]),
    ("explain-excluded.json", &["explain", "weight", "--json"]),
    ("explain-ambiguous.txt", &["explain", "order"]),
    ("explain-typo.txt", &["explain", "custmer"]),
    ("explain-unknown.txt", &["explain", "shop.zzzz"]),
    ("explain-set.txt", &["explain", "Orders", "--requests"]),
    ("explain-set.json", &["explain", "shop.service/orders", "--json"]),
    ("explain-singleton.txt", &["explain", "me", "--requests"]),
    ("explain-container.txt", &["explain", "service", "--requests"]),
    ("explain-operation.txt", &["explain", "shop.cancel", "--requests"]),
    ("explain-operation.json", &["explain", "open", "--requests", "--json"]),
];

fn run(arguments: &[&str]) -> Output {
    let folder = package().join("fixtures/look");
    command().args(arguments).args(["--config", "codegen.toml"]).current_dir(folder).output().unwrap()
}

#[test]
fn what_is_printed() {
    let mut found = Files::new();
    for (name, arguments) in RUNS {
        let output = run(arguments);
        let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        match output.status.code() {
            Some(0) => assert!(stderr.is_empty(), "{name}: {stderr}"),
            code => assert!(code == Some(1) && stdout.is_empty(), "{name}: {code:?} {stdout}"),
        }
        found.insert((*name).to_owned(), stdout + &stderr);
    }
    let expected = package().join("fixtures/look/expected");
    if is_update() {
        fs::remove_dir_all(&expected).unwrap();
        fs::create_dir(&expected).unwrap();
        for (name, text) in &found {
            fs::write(expected.join(name), text).unwrap();
        }
        panic!("the expected output was written anew; look at the diff, and run again without UPDATE_GOLDENS");
    }
    let difference = difference(&files(&expected), &found);
    assert!(difference.is_empty(), "{difference}\nif that is right, run with UPDATE_GOLDENS=1");
}

#[test]
fn lines_fit_into_the_terminal() {
    for (arguments, columns, has_bases) in [
        (&["list"][..], 70, true),
        (&["explain", "shop.order"], 110, true),
        (&["explain", "shop.order"], 80, true),
        (&["explain", "shop.order"], 64, false),
    ] {
        let mut command = command();
        command.args(arguments).args(["--config", "codegen.toml"]).current_dir(package().join("fixtures/look"));
        let output = command.env("COLUMNS", columns.to_string()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        // A narrow table has fewer columns.
        assert_eq!(text.contains(" s.entity"), has_bases, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= columns), "{text}");
    }
}

#[test]
fn styles_are_for_terminals() {
    let has_styles = |arguments: &[&str]| String::from_utf8(run(arguments).stdout).unwrap().contains("\u{1b}[1m");
    assert!(!has_styles(&["list"]) && !has_styles(&["list", "--color", "never"]));
    assert!(has_styles(&["list", "--color", "always"]) && has_styles(&["explain", "card", "--color", "always"]));
}

#[test]
fn quiet_leaves_what_was_asked_for() {
    let text = String::from_utf8(run(&["list", "--quiet", "shop.item"]).stdout).unwrap();
    assert!(text.contains("shop.item") && !text.contains("selected (*)"), "{text}");
    assert_eq!(run(&["explain"]).status.code(), Some(2));
}

#[test]
fn types_that_come_along_as_derived_ones() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(package().join("fixtures/look/shop.csdl"), folder.path().join("shop.csdl")).unwrap();
    fs::write(folder.path().join("codegen.toml"), "include = [\"shop.entity\"]\nderived = \"all\"\n").unwrap();
    let explain = |name: &str| {
        let output =
            command().args(["explain", name, "--config", "codegen.toml"]).current_dir(&folder).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let text = explain("shop.order");
    assert!(text.contains("  shop.entity: included by `shop.entity`\n  └ shop.order is derived from it\n"), "{text}");
    let text = explain("card");
    let steps = "  └ shop.order is derived from it\n  └ its property `payment` is a shop.payment, from which shop.card is derived\n";
    assert!(text.contains(steps), "{text}");
}

#[test]
fn types_with_others_in_their_places_and_fields_of_json() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(package().join("fixtures/look/shop.csdl"), folder.path().join("shop.csdl")).unwrap();
    let explain = |name: &str, settings: &str| {
        fs::write(folder.path().join("codegen.toml"), format!("include = [\"shop.order\"]\n{settings}")).unwrap();
        let output =
            command().args(["explain", name, "--config", "codegen.toml"]).current_dir(&folder).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let replace = "exclude = [\"shop.payment\"]\n[replace]\n\"shop.payment\" = \"my_types::Payment\"\n";
    let text = explain("payment", replace);
    assert!(text.contains("Rust  my_types::Payment, in its place\n"), "{text}");
    assert!(text.contains("It is not generated: [replace] has `my_types::Payment` in its place.\n"), "{text}");
    for (settings, fields) in [
        ("", "they have no field"),
        ("navigation = \"none\"", "they have no field"),
        ("navigation = \"all\"", "their fields hold JSON"),
    ] {
        let text = explain("customer", settings);
        let line = format!("which does not bring it in; {fields}:\n    shop.order/buyer\n");
        assert!(text.contains(&line), "{text}");
        let text = explain("shop.order", settings);
        assert_eq!(text.contains("Nav<"), fields.contains("JSON"), "{text}");
    }
}

/// What is said of fields, and compared by `diff`, is what is generated.
#[test]
fn types_of_fields_are_those_that_are_generated() {
    let mut compared = 0;
    for (name, folder) in fixtures("golden") {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let place = folder.join("codegen.toml");
        let config = Config::from_file(place).unwrap();
        let schemas = input::read(&config, input::Wanted::by(&config), &mut sources, &mut diagnostics).unwrap();
        let documents = csdl::parse(&schemas.ids, &sources, &mut diagnostics).unwrap();
        let mut model = model::resolve(documents, &sources, &mut diagnostics);
        if config.versions == Some(Versions::Newest) {
            model = model::newest(model, &mut diagnostics);
        }
        let plan = plan::lower(&model, &plan::Settings::new(&config), &mut diagnostics).unwrap();
        let files: Vec<String> = emit::emit(&plan).into_iter().map(|(_, text)| without_paths(&text)).collect();
        for item in plan.items() {
            let Item::Struct(item) = item else { continue };
            let start = format!("pub struct {} {{", plan.name_of(item.id).ident);
            for field in &item.fields {
                let ty = without_paths(&plan.field_type(field.shape, field.is_navigation));
                let line = format!(" pub {}: {ty},", field.ident);
                let is_there = |text: &&String| text.contains(&start) && text.contains(&line);
                assert!(files.iter().any(|text| is_there(&text)), "{name}: {start}{line}");
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

/// The text without the paths before names, and with single blanks.
fn without_paths(text: &str) -> String {
    let mut parts: Vec<&str> = text.split("::").collect();
    let last = parts.pop().unwrap_or_default();
    let is_name = |character: char| character.is_alphanumeric() || "_#".contains(character);
    let kept: String = parts.into_iter().map(|part| part.trim_end_matches(is_name)).collect();
    (kept + last).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is printed of a folder of `fixtures/errors/`: the result, and what is said.
fn look(fixture: &str, arguments: &[&str]) -> [String; 2] {
    let folder = package().join("fixtures/errors").join(fixture);
    let output = command().args(arguments).args(["--config", "codegen.toml"]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn files_are_no_types() {
    for arguments in [&["list"][..], &["explain"], &["draw", "--format", "svg"]] {
        let folder = package().join("fixtures/errors/type-of-no-document");
        let output = command().args(arguments).arg("shop.csdl").current_dir(folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && said.contains("did you mean `--schema shop.csdl`?"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn properties_are_shown_with_their_type() {
    let folder = package().join("fixtures/errors/duplicate-property");
    let output = command().args(["explain", "e/p", "--config", "codegen.toml"]).current_dir(folder).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("help: write `s.e`: a property or member is shown with its type"), "{said}");
}

#[test]
fn what_generating_would_fail_for_is_said() {
    let [_, said] = look("duplicate-type", &["list"]);
    assert!(
        said.contains("the type `s.c` is declared twice") && said.contains("help: `generate` fails for it: "),
        "{said}"
    );
    let [_, said] = look("duplicate-type", &["explain", "c"]);
    assert!(said.contains("help: `generate` fails for it: "), "{said}");
    let [list, said] = look("type-of-no-document", &["list"]);
    assert!(list.contains("shop.order") && said.contains("warning[unresolved-type]: unresolved type `crm.terms`"));
    assert!(said.contains("help: `generate` fails without it: add the schema"), "{said}");
    let [_, said] = look("type-of-no-document", &["list", "--allow", "unresolved-type"]);
    assert!(!said.contains("unresolved"), "{said}");
    // Of one type only what it needs itself.
    let explain = |ty, more: &[&str]| look("type-of-no-document", &[&["explain", ty], more].concat());
    let [order, said] = explain("order", &[]);
    assert!(order.contains("Option<Value>") && said.contains("type `crm.terms`"), "{order}{said}");
    let [order, said] = explain("order", &["--unresolved", "value"]);
    assert!(order.contains("Option<Value>") && said.contains("1 type is in none of the documents: `crm.terms`"));
    let [_, said] = explain("offer", &["--include", "offer"]);
    assert!(said.contains("type `crm.document`") && !said.contains("type `crm.terms`"), "{said}");
    let [_, said] = explain("offer", &["--include", "order"]);
    assert!(!said.contains("unresolved"), "{said}");
}

#[test]
fn types_are_shown_if_none_is_selected() {
    let [list, said] = look("references-newest", &["list"]);
    assert!(list.contains("chassis.chassis") && said.contains("warning[empty-selection]"), "{list}{said}");
    let [explained, said] = look("references-newest", &["explain", "chassis"]);
    assert!(explained.contains("not generated") && said.contains("warning[empty-selection]"), "{explained}{said}");
}

#[test]
fn a_property_that_is_declared_twice_is_one() {
    let [list, _] = look("duplicate-property", &["list"]);
    let line = list.lines().find(|line| line.contains("s.e")).unwrap();
    assert!(line.ends_with(" 1"), "{list}");
}

#[test]
fn a_code_is_known_without_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let explain = |text: &str| {
        let output = command().args(["explain", text]).current_dir(folder.path()).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let said = explain("unresolvd-type");
    assert!(said.contains("there is no code `unresolvd-type`") && said.contains("did you mean `unresolved-type`?"));
    assert!(explain("order").contains("no schema/codegen.toml"));
}

/// How requests call operations, and why there are none of some.
#[test]
fn operations_say_how_they_are_called_or_why_they_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let function = |binding: &str, ty: &str| {
        format!(
            "<Function Name=\"f\" IsBound=\"true\"><Parameter Name=\"b\" Type=\"{binding}\"/><Parameter Name=\"x\" Type=\"{ty}\"/>\
             <ReturnType Type=\"Edm.String\"/></Function>"
        )
    };
    let functions =
        [("s.t", "Edm.String"), ("s.t", "Edm.Int32"), ("s.e", "Edm.Int32")].map(|(on, ty)| function(on, ty));
    let schema = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"s\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><EntityType Name=\"t\"/>\
         <EnumType Name=\"e\"><Member Name=\"m\"/></EnumType>{}<EntityContainer Name=\"c\">\
         <Singleton Name=\"top\" Type=\"s.t\"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>",
        functions.concat()
    );
    fs::write(folder.path().join("a.csdl"), schema).unwrap();
    fs::write(folder.path().join("codegen.toml"), "requests = true\n").unwrap();
    let operations = |name: &str| {
        let mut command = command();
        let output = command.args(["explain", name, "--config", "codegen.toml"]).current_dir(&folder).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.split_once("Operations\n").map_or(text.clone(), |(_, operations)| operations.to_owned())
    };
    assert_eq!(
        operations("s.t"),
        "  function s.f(x: Edm.Int32) → Edm.String\n    no request: it has the parameters of another overload\n  \
         function s.f(x: Edm.String) → Edm.String\n    service.top().f(x)\n"
    );
    assert_eq!(
        operations("s.e"),
        "  function s.f(x: Edm.Int32) → Edm.String\n    no request: it is bound to values that have no URL\n"
    );
}
