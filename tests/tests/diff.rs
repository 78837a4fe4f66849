//! `diff`: what it prints of the two versions of a schema in `fixtures/diff/`, and that the compiler agrees.
//!
//! `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test diff` writes `fixtures/diff/expected/` anew, and fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use support::{Files, command, difference, files, is_update, package};

/// Changes after which code compiles and means something else, because the name is that of another member.
const NOT_SEEN_BY_THE_COMPILER: &[&str] = &["changed member shop.state/open"];

fn run(arguments: &[&str]) -> Output {
    command().arg("diff").args(arguments).current_dir(package().join("fixtures/diff")).output().unwrap()
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && stderr.is_empty(), "{arguments:?}: {stderr}");
    String::from_utf8(output.stdout).unwrap()
}

fn changes(arguments: &[&str]) -> Vec<Value> {
    let json: Value = serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap();
    json["changes"].as_array().unwrap().clone()
}

/// `removed property shop.order/note`.
fn subject(change: &Value) -> String {
    let text = |key: &str| change[key].as_str().unwrap_or_default();
    let name = change["name"].as_str().map_or_else(String::new, |name| format!("/{name}"));
    format!("{} {} {}{name}", text("action"), text("element"), text("type"))
}

#[test]
fn what_is_printed() {
    let mut found = Files::new();
    for (name, format) in [("diff.txt", "text"), ("diff.md", "markdown"), ("diff.json", "json")] {
        found.insert(name.to_owned(), printed(&["old.csdl", "new.csdl", "--format", format]));
    }
    found.insert("back.txt".to_owned(), printed(&["new.csdl", "old.csdl"]));
    found.insert("requests.txt".to_owned(), printed(&["requests-old.csdl", "requests-new.csdl", "--requests"]));
    found.insert("some.md".to_owned(), {
        printed(&[
            "old.csdl",
            "new.csdl",
            "--include",
            "shop.patron",
            "--include",
            "shop.order",
            "--format",
            "markdown",
        ])
    });
    let expected = package().join("fixtures/diff/expected");
    if is_update() {
        fs::create_dir_all(&expected).unwrap();
        for (name, text) in &found {
            fs::write(expected.join(name), text).unwrap();
        }
        panic!("the expected output was written anew; look at the diff, and run again without UPDATE_GOLDENS");
    }
    let difference = difference(&files(&expected), &found);
    assert!(difference.is_empty(), "{difference}\nif that is right, run with UPDATE_GOLDENS=1");
}

#[test]
#[ignore = "it builds what is generated; `.ci/run tests` runs it"]
fn the_compiler_agrees() {
    let found = changes(&["old.csdl", "new.csdl"]);
    let mut impacts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for change in &found {
        impacts.entry(subject(change)).or_default().insert(change["impact"].as_str().unwrap());
    }
    let [old, new] = ["old", "new"].map(compiled);
    let mut proven = BTreeSet::new();
    for (program, subject) in programs() {
        let (impact, name) = program.split_once('/').unwrap();
        let impacts = impacts.get(&subject).unwrap_or_else(|| panic!("{program}: there is no change `{subject}`"));
        // A new field breaks literals with all fields and no others.
        let fits = impacts.contains(impact) || (impact == "compatible" && impacts.contains("breaking-literals"));
        assert!(fits, "{program}: `{subject}` is {impacts:?}");
        assert!(old.contains(&program), "{program}: it does not compile with the old side");
        assert_eq!(new.contains(&program), impact == "compatible", "{name}: whether it compiles with the new side");
        proven.insert((subject, impact.to_owned()));
    }
    let breaking = found.iter().filter(|change| change["impact"] == "breaking").map(subject);
    let unproven: Vec<String> = breaking
        .filter(|subject| !proven.contains(&(subject.clone(), "breaking".to_owned())))
        .filter(|subject| !NOT_SEEN_BY_THE_COMPILER.contains(&subject.as_str()))
        .collect();
    assert!(unproven.is_empty(), "no program shows that these are breaking: {unproven:#?}");
}

/// The programs as `impact/name`, with what the first line says of the change that they are about.
fn programs() -> BTreeMap<String, String> {
    let files = files(&package().join("fixtures/diff/programs"));
    let programs = files.into_iter().map(|(path, text)| {
        let subject = text.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap().to_owned();
        (path.strip_suffix(".rs").unwrap().to_owned(), subject)
    });
    programs.collect()
}

/// The programs that compile with the crate of a side.
fn compiled(side: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(side);
    fs::create_dir_all(&root).unwrap();
    let generated = command()
        .args(["generate", "--quiet", "--crate-name", "shop", "--schema"])
        .arg(package().join(format!("fixtures/diff/{side}.csdl")))
        .arg("--out")
        .arg(root.join("shop"))
        .output()
        .unwrap();
    assert!(generated.status.success(), "{}", String::from_utf8_lossy(&generated.stderr));
    let mut manifest = "[workspace]\nmembers = [\"shop\"]\n\n[package]\nname = \"programs\"\nedition = \"2024\"\n\n\
                        [dependencies]\nshop.path = \"shop\"\nrust_decimal = { version = \"1\", default-features = false }\n"
        .to_owned();
    let names: BTreeMap<String, String> =
        programs().into_keys().map(|program| (program.replace(['/', '-'], "_"), program)).collect();
    for (target, program) in &names {
        let path = package().join(format!("fixtures/diff/programs/{program}.rs"));
        manifest.push_str(&format!("\n[[bin]]\nname = \"{target}\"\npath = {:?}\n", path.display().to_string()));
    }
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(support::workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    // Both sides share what they depend on.
    let target = root.join("../target");
    let output = support::cargo()
        .args(["check", "--offline", "--keep-going", "--message-format", "json", "--target-dir"])
        .arg(target)
        .current_dir(&root)
        .output()
        .unwrap();
    let messages = String::from_utf8(output.stdout).unwrap();
    let artifacts = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).unwrap();
        let is_artifact = message["reason"] == "compiler-artifact";
        is_artifact.then(|| message["target"]["name"].as_str().unwrap().to_owned())
    });
    let artifacts: BTreeSet<String> = artifacts.collect();
    assert!(artifacts.contains("shop"), "{side}: {}", String::from_utf8_lossy(&output.stderr));
    artifacts.iter().filter_map(|target| names.get(target).cloned()).collect()
}

#[test]
fn the_status_is_for_continuous_integration() {
    let status = |arguments: &[&str]| run(arguments).status.code();
    assert_eq!(status(&["old.csdl", "new.csdl"]), Some(0));
    // By the worst change, with which --fail-on a comparison fails.
    for (pattern, failing) in [
        ("shop.vendor", &["breaking", "breaking-literals", "any"][..]),
        ("shop.circle", &["breaking-literals", "any"]),
        ("shop.other.fresh", &["any"]),
        ("shop.states", &["any"]),
        ("shop.cat", &[]),
    ] {
        for impact in ["breaking", "breaking-literals", "any"] {
            let arguments = ["old.csdl", "new.csdl", "--include", pattern, "--fail-on", impact];
            let output = run(&arguments);
            assert_eq!(output.status.code(), Some(i32::from(failing.contains(&impact))), "{pattern} {impact}");
            assert!(output.stderr.is_empty(), "{pattern}");
        }
    }
    let output = run(&["old.csdl", "new.csdl", "--fail-on", "breaking"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains(" 17 breaking,"), "what has changed is still printed");
    assert_eq!(status(&["old.csdl"]), Some(2));
    assert_eq!(status(&["old.csdl", "new.csdl", "--fail-on", "none"]), Some(2));
}

#[test]
fn the_same_is_the_same() {
    for side in ["old.csdl", "new.csdl"] {
        let text = printed(&[side, side, "--fail-on", "any"]);
        assert!(text.starts_with("Nothing has changed in "), "{text}");
        assert!(changes(&[side, side]).is_empty());
    }
}

#[test]
fn other_descriptions_only() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["Who it is.", "Who this is."].map(|text| {
        let path = folder.path().join(format!("{}.csdl", text.len()));
        let schema = format!(
            r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
            <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="who">
            <Annotation Term="Org.OData.Core.V1.Description" String="{text}" /></ComplexType></Schema>
            </edmx:DataServices></edmx:Edmx>"#
        );
        fs::write(&path, schema).unwrap();
        path.display().to_string()
    });
    let text = printed(&[&old, &new, "--format", "markdown"]);
    let expected = "1 type before, 1 type now.\n\n**A patch version**: 1 without effect on Rust code.\n\
                    The descriptions in 1 type have changed, which is not listed.\n";
    assert_eq!(text, expected);
}

/// Five years of a large service. The metadata is not part of the project: it is in the folder that CSDL_CORPUS names, or
/// in `shared` next to the project; where there is none, a line says so, and CI fails.
#[test]
fn there_and_back() {
    let files = ["metadata/graph-v1.0-2021-07.csdl", "metadata/graph-v1.0-2026-08.csdl"];
    let Some(corpus) = csdl_tests::corpus("five years of changes", &files) else { return };
    let [old, new] = files.map(|file| corpus.join(file).display().to_string());
    let (there, back) = (changes(&[&old, &new]), changes(&[&new, &old]));
    let elements = |changes: &[Value], action: &str| -> BTreeSet<String> {
        let of = changes.iter().filter(|change| change["action"] == action);
        of.map(|change| subject(change).replacen(action, "", 1)).collect()
    };
    assert!(elements(&there, "added").len() > 1000);
    assert_eq!(elements(&there, "added"), elements(&back, "removed"));
    assert_eq!(elements(&there, "removed"), elements(&back, "added"));
    assert_eq!(elements(&there, "changed"), elements(&back, "changed"));
    for change in there.iter().chain(&back) {
        let is_breaking = change["impact"] == "breaking";
        let is_removed = change["action"] == "removed" && change["element"] != "operation";
        assert!(is_breaking || !is_removed, "{change}");
        assert!(!is_breaking || change["action"] != "added", "{change}");
        assert_eq!(change["impact"] == "none", change["rust"] == "", "{change}");
    }
}

#[test]
fn faults_of_either_side_and_patterns_that_fit_nothing() {
    let fails = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    let text = fails(&["old.csdl", "missing.csdl"]);
    assert!(text.contains("cannot read `missing.csdl`"), "{text}");
    // Types of one side only are fine, and others are not.
    assert!(printed(&["old.csdl", "new.csdl", "--include", "shop.other.*"]).contains("+ 1 enum type: fresh"));
    assert!(printed(&["old.csdl", "new.csdl", "--include", "shop.legacy"]).contains("`Legacy` is gone"));
    let text = fails(&["old.csdl", "new.csdl", "--include", "shop.patrn"]);
    assert!(text.contains("`shop.patrn` matches no type") && text.contains("did you mean `shop.patron`?"), "{text}");
}

#[test]
fn configurations_and_folders_are_sides_too() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).display().to_string();
    for side in ["old", "new"] {
        fs::create_dir(place(side)).unwrap();
        fs::copy(package().join(format!("fixtures/diff/{side}.csdl")), place(&format!("{side}/shop.csdl"))).unwrap();
    }
    let rename = "[rename]\n\"shop.vendor\" = \"Seller\"\n";
    fs::write(place("new/codegen.toml"), format!("include = [\"shop.vendor\"]\n{rename}")).unwrap();
    fs::write(place("new/other.toml"), "include = [\"shop.vendor\", \"shop.entity\"]\n").unwrap();

    let all = printed(&[&place("old"), &place("new")]);
    assert_eq!(all, printed(&["old.csdl", "new.csdl"]), "a folder is its files");
    // The configuration of one side holds for the other, so that only what differs in the schemas is said.
    let some = printed(&[&place("old"), &place("new/codegen.toml")]);
    assert!(some.starts_with("1 type before, 1 type now.") && !some.contains("Seller"), "{some}");
    assert_eq!(some, printed(&[&place("old"), &place("new"), "--config", &place("new/codegen.toml")]));
    // Two configurations of the same schemas.
    let text = printed(&[&place("new/codegen.toml"), &place("new/other.toml")]);
    assert!(text.contains("`Seller` is called `Vendor` now") && text.contains("+ 1 entity type: entity"), "{text}");
}

/// Documents that the sides refer to are read from the folders of `--references`, and what is wrong with the files is said by the
/// levels of their codes.
#[test]
fn references_and_levels() {
    let folder = tempfile::tempdir().unwrap();
    let document = |name: &str, references: &str, content: &str| {
        let text = format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">{references}<edmx:DataServices>\
             <Schema Namespace=\"n\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{content}</Schema></edmx:DataServices>\
             </edmx:Edmx>"
        );
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let reference = "<edmx:Reference Uri=\"http://h/parts.xml\"><edmx:Include Namespace=\"n\"/></edmx:Reference>";
    let used = "<ComplexType Name=\"a\"><Property Name=\"p\" Type=\"n.part\"/></ComplexType>";
    document("old.xml", reference, used);
    document("new.xml", reference, &used.replace("\"p\"", "\"q\""));
    document("one/parts.xml", "", "<ComplexType Name=\"part\"/>");
    document("two/parts.xml", "", "<ComplexType Name=\"part\" OpenType=\"true\"/>");
    let run = |arguments: &[&str]| {
        let all = [&["diff", "old.xml", "new.xml", "--format", "json"], arguments].concat();
        let output = command().args(all).current_dir(folder.path()).output().unwrap();
        (output.status.success(), [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()))
    };
    let (is_success, [found, said]) = run(&["--references", "one"]);
    assert!(is_success && found.contains("\"old_types\": 2") && said.is_empty(), "{found}{said}");
    let both = ["--references", "one", "--references", "two"];
    let (is_success, [_, said]) = run(&both);
    assert!(is_success && said.contains("warning[ambiguous-reference]"), "{said}");
    let (is_success, [_, said]) = run(&[&both[..], &["--allow", "ambiguous-reference"]].concat());
    assert!(is_success && said.is_empty(), "{said}");
    let (is_success, [_, said]) = run(&[&both[..], &["--deny", "ambiguous-reference"]].concat());
    assert!(!is_success && said.contains("error[ambiguous-reference]"), "{said}");
}

/// What is faulty on either side is said, as to whoever looks at types.
#[test]
fn faults_of_both_sides() {
    let folder = tempfile::tempdir().unwrap();
    let document = |name: &str, content: &str| {
        let text = format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
             <Schema Namespace=\"n\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{content}</Schema></edmx:DataServices>\
             </edmx:Edmx>"
        );
        fs::write(folder.path().join(name), text).unwrap();
    };
    document("old.xml", "<ComplexType Name=\"a\" Nonsense=\"1\"/><ComplexType Name=\"a\"/>");
    document("new.xml", "<ComplexType Name=\"a\" Nonsense=\"1\"><Property Name=\"p\" Type=\"n.none\"/></ComplexType>");
    let run = |arguments: &[&str]| {
        let all = [&["diff", "old.xml", "new.xml"], arguments].concat();
        let output = command().args(all).current_dir(folder.path()).output().unwrap();
        (output.status.success(), [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()))
    };
    let (is_success, [found, said]) = run(&[]);
    assert!(is_success && found.contains("n.a"), "{found}{said}");
    for part in [
        "warning[declared-twice]: the type `n.a` is declared twice",
        "help: `generate` fails for it: ",
        "warning[unresolved-type]: unresolved type `n.none`",
        "help: `generate` fails without it: ",
        "unknown attribute `Nonsense` of `ComplexType`, 2 times, first here",
        "warning: 4 warnings",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let (is_success, [found, said]) = run(&["--deny", "declared-twice"]);
    assert!(!is_success && found.is_empty() && said.contains("error[declared-twice]"), "{said}");
    let quiet = ["--allow", "declared-twice", "--allow", "unresolved-type", "--allow", "unknown-attribute"];
    let (is_success, [_, said]) = run(&quiet);
    assert!(is_success && said.is_empty(), "{said}");
}
