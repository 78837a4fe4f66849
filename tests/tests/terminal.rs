//! What the command prints, in which form, and what it tells of itself.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use support::process::{SCHEMA, fails, project, run, stderr, stdout, succeeds};
use support::{command, files};
use tempfile::TempDir;

/// A project whose schema has a mistake in it that is no error.
fn project_with_a_warning() -> TempDir {
    let project = project();
    let schema = SCHEMA.replace("Name=\"customer\"", "Name=\"customer\" Opentype=\"true\"");
    fs::write(project.path().join("schema/shop.csdl"), schema).unwrap();
    project
}

#[test]
fn arguments_for_all_commands_stand_before_and_after_them() {
    let project = project_with_a_warning();
    for arguments in [&["--color", "always", "generate"][..], &["generate", "--color", "always", "--out", "other"]] {
        assert!(stderr(&run(project.path(), arguments)).contains("\u{1b}["), "{arguments:?}");
    }
    let output = run(project.path(), &["--out", "x", "generate"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--out <DIR> cannot be used before a subcommand"), "{}", stderr(&output));
}

#[test]
fn colors_by_the_usual_rules() {
    let project = project_with_a_warning();
    let always = ("CLICOLOR_FORCE", "1");
    for (variables, arguments, is_colored) in [
        (&[][..], &[][..], false),
        (&[always], &[], true),
        (&[always, ("NO_COLOR", "1")], &[], false),
        (&[always], &["--color", "never"], false),
        (&[("NO_COLOR", "1")], &["--color", "always"], true),
        // What is said about the arguments goes by the same rules.
        (&[], &["--color=always", "--nothing"], true),
        (&[always], &["--color", "never", "--nothing"], false),
    ] {
        let mut command = command();
        // What was shown before is not shown again.
        let out = tempfile::tempdir_in(project.path()).unwrap();
        command.args(["--out", out.path().join("types").to_str().unwrap()]).args(arguments).current_dir(project.path());
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
            command.env_remove(name);
        }
        let output = command.envs(variables.iter().copied()).output().unwrap();
        assert_eq!(stderr(&output).contains("\u{1b}["), is_colored, "{variables:?} {arguments:?}: {}", stderr(&output));
    }
}

/// The lines of standard output, each an object.
#[track_caller]
fn messages(output: &Output) -> Vec<Value> {
    assert_eq!(stderr(output), "");
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn messages_as_json() {
    let project = project_with_a_warning();
    let arguments = ["--message-format", "json", "--quiet"];
    let output = run(project.path(), &[&arguments[..], &["--check"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let found = messages(&output);
    assert_eq!(found.len(), 2);
    assert_eq!((&found[0]["reason"], &found[0]["level"]), (&json!("diagnostic"), &json!("warning")));
    let span = &found[0]["spans"][0];
    assert_eq!((&span["file_name"], &span["line_start"]), (&json!("schema/shop.csdl"), &json!(9)));
    assert_eq!(found[0]["children"][0]["message"], "did you mean `OpenType`?");
    assert!(found[0]["rendered"].as_str().unwrap().contains("--> schema/shop.csdl:9:"));
    assert_eq!((&found[1]["reason"], &found[1]["success"]), (&json!("report"), &json!(false)));
    assert!(found[1]["added"].as_array().unwrap().contains(&json!("src/order.rs")));
    assert!(found[1]["diff"].as_str().unwrap().contains("+++ b/src/order.rs"));

    let output = run(project.path(), &arguments);
    let report = messages(&output).pop().unwrap();
    assert!(output.status.success());
    for (name, value) in [
        ("success", json!(true)),
        ("errors", json!(0)),
        ("warnings", json!(1)),
        ("out", json!("generated")),
        ("types_read", json!(3)),
        ("types_written", json!(3)),
        ("removed", json!([])),
        ("diff", json!(null)),
    ] {
        assert_eq!(report[name], value, "{name} of {report}");
    }

    fs::write(project.path().join("schema/shop.csdl"), "<x/>").unwrap();
    let output = run(project.path(), &arguments);
    let found = messages(&output);
    assert_eq!((output.status.code(), found.len()), (Some(1), 2));
    assert_eq!(found[0]["level"], "error");
    let report = json!({ "reason": "report", "success": false, "errors": 1, "warnings": 0, "check": false });
    assert_eq!(found[1], report);
}

#[test]
fn completions() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = succeeds(&run(folder.path(), &["completions", shell]));
        for word in ["csdl-codegen", "generate", "root-namespace", "message-format"] {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(run(folder.path(), &["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
fn pages_of_the_manual() {
    let folder = tempfile::tempdir().unwrap();
    let page = succeeds(&run(folder.path(), &["man"]));
    assert!(page.contains(".TH csdl-codegen 1") && page.contains("Exit status"), "{page}");
    assert_eq!(succeeds(&run(folder.path(), &["man", "man1"])), "");
    let pages = files(&folder.path().join("man1"));
    assert_eq!(pages["csdl-codegen.1"], page);
    assert!(pages["csdl-codegen-generate.1"].contains("root\\-namespace"), "{:?}", pages.keys());
    fs::write(folder.path().join("file"), "").unwrap();
    let text = fails(&run(folder.path(), &["man", "file"]));
    assert!(text.contains("cannot write to the folder `file`"), "{text}");
}

/// The names of all subcommands, as the help lists them.
fn subcommands() -> Vec<String> {
    let help = succeeds(&run(Path::new("."), &["-h"]));
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    listed.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

/// The help of every subcommand has examples of one form: a heading, then commands, each with what it does below it.
#[test]
fn all_commands_have_examples() {
    let names = subcommands();
    assert!(
        ["generate", "fetch", "completions", "man"].iter().all(|name| names.contains(&name.to_string())),
        "{names:?}"
    );
    let all = names.iter().map(|name| vec![name.as_str(), "--help"]).chain([vec!["--help"]]);
    for arguments in all {
        let help = succeeds(&run(Path::new("."), &arguments));
        assert_eq!(help, succeeds(&run(Path::new("."), &[&["--color", "never", "-q"], &arguments[..]].concat())));
        let examples: Vec<&str> = help.lines().skip_while(|line| *line != "Examples:").skip(1).collect();
        let commands = examples.iter().filter(|line| line.starts_with("  csdl-codegen")).count();
        let is_told = |pair: &[&str]| !pair[0].starts_with("  csdl-codegen") || pair[1].starts_with("      ");
        assert!(commands >= 1 && examples.windows(2).all(is_told), "{arguments:?}: {help}");
        let wide = examples.iter().find(|line| line.chars().count() > 120);
        assert_eq!(wide, None, "{arguments:?}");
        let short = succeeds(&run(Path::new("."), &[&arguments[..arguments.len() - 1], &["-h"]].concat()));
        assert!(short.ends_with("See --help for examples.\n"), "{arguments:?}: {short}");
    }
}
