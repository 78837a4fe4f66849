//! The command as a user has it: flags, what it prints, exit status, and what it does to folders.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use support::process::{SCHEMA, fails, project, run, stderr, stdout, succeeds};
use support::{difference, files};

#[test]
fn without_arguments_the_nearest_configuration_is_used() {
    let project = project();
    let deep = project.path().join("a/b/c");
    fs::create_dir_all(&deep).unwrap();
    for (folder, out) in [
        (project.path(), "generated/"),
        (&deep, "../../../generated/"),
        (&project.path().join("schema"), "../generated/"),
    ] {
        let text = succeeds(&run(folder, &[]));
        assert!(text.starts_with("read 3 types from 1 file; "), "{text}");
        // What comes next is said of what is new.
        let is_new = text.contains("wrote 3 types");
        assert_eq!(text.contains("  cargo add --path ") && text.ends_with("  use shop::Customer;\n"), is_new, "{text}");
        assert_eq!(text.lines().count(), if is_new { 5 } else { 2 }, "{text}");
        assert!(
            text.contains(&format!(" in {out} are")) || text.contains(&format!("wrote 3 types to {out}")),
            "{text}"
        );
        assert!(project.path().join("generated/src/order.rs").exists());
    }
    assert!(succeeds(&run(project.path(), &["generate"])).contains("up to date"));
    let elsewhere = tempfile::tempdir().unwrap();
    let text = fails(&run(elsewhere.path(), &[]));
    assert!(text.contains("no schema/codegen.toml") && text.contains("--schema"), "{text}");
    assert!(files(elsewhere.path()).is_empty());
}

#[test]
fn flags_without_a_configuration() {
    let project = project();
    fs::remove_file(project.path().join("schema/codegen.toml")).unwrap();
    let flags = ["--schema", "schema/shop.csdl", "--out", "./shop-types", "--root-namespace", "shop"];
    let text = succeeds(&run(project.path(), &flags));
    assert!(text.contains("wrote 3 types to ./shop-types/"), "{text}");
    let found = files(&project.path().join("shop-types"));
    assert!(found["Cargo.toml"].contains("name = \"shop-types\""), "the name of the folder");
    assert!(found["Cargo.toml"].contains("[dependencies]"));
    assert!(found.contains_key("src/lib.rs") && found.contains_key("src/core/order.rs"), "{:?}", found.keys());

    let flags = ["--schema", "schema", "--schema", "schema/shop.csdl", "--out", "x", "--crate-name", "shop", "--quiet"];
    let output = run(project.path(), &flags);
    assert_eq!(succeeds(&output) + &stderr(&output), "", "a file named twice is read once, and --quiet prints nothing");
    assert!(files(&project.path().join("x"))["Cargo.toml"].contains("name = \"shop\""));
}

#[test]
fn schemas_are_arguments() {
    let project = project();
    fs::remove_file(project.path().join("schema/codegen.toml")).unwrap();
    let folder = project.path().join("schema");
    for arguments in [
        &["shop.csdl"][..],
        &["generate", "shop.csdl"],
        &["--out", "generated", "shop.csdl"],
        &["shop.csdl", "shop.csdl", "--schema", "shop.csdl"],
        &["."],
    ] {
        let text = succeeds(&run(&folder, arguments));
        assert!(text.starts_with("read 3 types from 1 file; "), "{arguments:?}: {text}");
    }
    // They are in place of those of a configuration.
    fs::write(folder.join("other.toml"), "schemas = [\"no.csdl\"]\n").unwrap();
    succeeds(&run(&folder, &["shop.csdl", "--config", "other.toml", "--check", "--out", "generated"]));
    succeeds(&run(&folder, &["init", "shop.csdl", "--config", "init.toml"]));
    assert!(fs::read_to_string(folder.join("init.toml")).unwrap().contains("\nschemas = [\"shop.csdl\"]\n"));

    // A word that is no file is likely a subcommand, unless there is one of that name.
    let text = |arguments: &[&str]| {
        let output = run(&folder, arguments);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{arguments:?}");
        stderr(&output)
    };
    assert!(text(&["lst"]).contains("a similar subcommand exists: 'list'"));
    assert!(text(&["zzz"]).contains("unrecognized subcommand 'zzz'"));
    assert!(text(&["shop.xml"]).contains("there is no file or folder `shop.xml`"));
    assert!(text(&["shop.csdl", "lst"]).contains("there is no file or folder `lst`"));
    assert!(text(&["shop.csdl", "list"]).contains("after it, with --schema"));
    fs::create_dir(folder.join("lst")).unwrap();
    fs::copy(folder.join("shop.csdl"), folder.join("lst/a.csdl")).unwrap();
    succeeds(&run(&folder, &["lst"]));
}

#[test]
fn crates_that_nobody_has_named() {
    let project = project();
    fs::write(project.path().join("schema/codegen.toml"), "").unwrap();
    for (out, name) in [("gen", "gen-types"), ("My Types", "my-types"), ("123/", "types-123"), ("x/../fn", "fn-types")]
    {
        let text = succeeds(&run(project.path(), &["--out", out]));
        assert!(text.contains(&format!(" as the crate `{name}`\n")), "{text}");
        let manifest = &files(&project.path().join(out))["Cargo.toml"];
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "{manifest}");
    }
    let inside = project.path().join("my.types");
    fs::create_dir(&inside).unwrap();
    let text = succeeds(&run(&inside, &["--out", "."]));
    assert!(text.contains("wrote 3 types to ./ as the crate `my-types`\n"), "{text}");
    for out in ["/", "none/..", "../shop.csdl/.."] {
        let text = fails(&run(&inside, &["--out", out]));
        let said = format!("the folder `{out}` has no name that the crate in it could have\n");
        assert!(text.contains(&said), "{text}");
    }
    assert!(files(&inside)["Cargo.toml"].contains("name = \"my-types\"\n"));
    // A name that somebody gave is taken as it is, or not at all.
    let text = succeeds(&run(project.path(), &["--out", "other", "--crate-name", "shop"]));
    assert!(text.contains("wrote 3 types to other/\n"), "{text}");
    assert!(fails(&run(project.path(), &["--out", "other", "--crate-name", "gen"])).contains("cannot be the name"));
}

/// A schema with a hierarchy, two types of one name, and navigation properties.
const ATTACHMENTS: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="mail" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="attachment" Abstract="true">
        <NavigationProperty Name="owner" Type="mail.user"/>
        <NavigationProperty Name="other" Type="Edm.EntityType"/>
      </EntityType>
      <EntityType Name="fileAttachment" BaseType="mail.attachment"/>
      <EntityType Name="itemAttachment" BaseType="mail.attachment">
        <NavigationProperty Name="item" Type="mail.user"/>
      </EntityType>
      <EntityType Name="user"/>
    </Schema>
    <Schema Namespace="mail.rules" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="user"/>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

#[test]
fn what_a_selection_leaves_out_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mail.csdl"), ATTACHMENTS).unwrap();
    let generate = |arguments: &[&str]| run(folder.path(), &[&["mail.csdl", "--out", "mail"], arguments].concat());
    let left_out = |text: &str| text.contains("left out; navigation = \"all\" (or --navigation all) brings");

    let output = generate(&["--include", "attachment"]);
    let (text, warning) = (succeeds(&output), stderr(&output));
    assert!(text.contains("wrote 1 type to mail/"), "{text}");
    assert!(warning.contains("`mail.attachment` is abstract, and no type that is derived from it is selected"));
    assert!(warning.contains("`derived = \"all\"` (or --derived all) brings the 2 derived types"), "{warning}");
    assert!(warning.ends_with("warning: 1 warning\n"), "{warning}");
    assert!(
        text.contains(
            "1 navigation property leads to a type that is not selected, and is left out; navigation = \
                            \"all\" (or --navigation all) brings it\n"
        ),
        "{text}"
    );
    // The same again where nothing is to be done.
    let again = generate(&["--include", "attachment"]);
    assert!(succeeds(&again).contains("is up to date") && left_out(&stdout(&again)));
    assert_eq!(stderr(&again), warning);

    let output = generate(&["--include", "attachment", "--derived", "all"]);
    assert!(stdout(&output).contains("wrote 3 types") && stdout(&output).contains("\n2 navigation properties lead to"));
    assert_eq!(stderr(&output), "");
    // It is meant, there is one, or there could be none.
    for arguments in [
        &["--include", "attachment", "--derived", "selected"][..],
        &["--include", "attachment", "--include", "fileAttachment"],
        &["--include", "attachment", "--exclude", "mail.?*Attachment"],
        &["--exclude", "mail.?*Attachment"],
        &["--include", "mail.user"],
    ] {
        assert_eq!(stderr(&generate(arguments)), "", "{arguments:?}");
    }
    for arguments in [
        &["--include", "attachment", "--navigation", "all"][..],
        &["--include", "attachment", "--navigation", "none"],
        &["--include", "attachment", "--include", "mail.user"],
        &[],
    ] {
        let text = succeeds(&generate(arguments));
        assert!(!left_out(&text), "{arguments:?}: {text}");
    }
    let json = succeeds(&generate(&["--include", "*Attachment", "--message-format", "json"]));
    let report: serde_json::Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    assert_eq!((&report["types_written"], &report["navigation_left_out"]), (&2.into(), &2.into()));

    // A type of one's own is in place of the one that they lead to.
    let config = "schemas = ['mail.csdl']\nout = 'mail'\n\n[replace]\n'mail.user' = 'crate::User'\n";
    fs::write(folder.path().join("codegen.toml"), config).unwrap();
    let text = succeeds(&run(folder.path(), &["--config", "codegen.toml"]));
    assert!(!left_out(&text), "{text}");
}

#[test]
fn types_are_chosen_by_simple_names() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mail.csdl"), ATTACHMENTS).unwrap();
    let generate = |arguments: &[&str]| run(folder.path(), &[&["mail.csdl", "--out", "mail"], arguments].concat());
    for (arguments, count) in [
        (&["--include", "fileAttachment"][..], "1 type"),
        (&["--include", "*Attachment"], "2 types"),
        (&["--include", "us?r"], "2 types"),
        (&["--exclude", "fileAttachment"], "4 types"),
        (&["--include", "mail.user"], "1 type"),
    ] {
        let text = succeeds(&generate(arguments));
        assert!(text.contains(&format!("wrote {count} to")), "{arguments:?}: {text}");
    }
    for flag in ["--include", "--exclude"] {
        let text = fails(&generate(&[flag, "user"]));
        assert!(text.contains("error[ambiguous-name]: `user` is the name of 2 types"), "{text}");
        assert!(text.contains("write `mail.user` or `mail.rules.user`"), "{text}");
        assert!(fails(&generate(&[flag, "fileAttachmnt"])).contains("did you mean `mail.fileAttachment`?"));
        // All types need no pattern.
        assert!(fails(&generate(&[flag, "*"])).contains("did you mean `**`?"));
    }
    let text =
        succeeds(&run(folder.path(), &["explain", "fileAttachment", "--schema", "mail.csdl", "--include", "file*"]));
    assert!(text.contains("included by `file*`"), "{text}");
    let toml = "[[attributes]]\ntypes = \"fileAttachment\"\nderive = [\"Eq\"]\n";
    fs::write(folder.path().join("codegen.toml"), toml).unwrap();
    let config = ["--config", "codegen.toml", "--check"];
    assert!(stdout(&generate(&config)).contains("+#[derive(Eq)]"));
    fs::write(folder.path().join("codegen.toml"), toml.replace("fileAttachment", "user")).unwrap();
    assert!(fails(&generate(&config)).contains("`user` is the name of 2 types"));
}

#[test]
fn flags_win_over_the_configuration() {
    let project = project();
    fs::write(
        project.path().join("other.toml"),
        "schemas = [\"schema\"]\nout = \"from-file\"\ncrate-name = \"from-file\"\ninclude = [\"shop.core.customer\"]\n",
    )
    .unwrap();
    succeeds(&run(project.path(), &["--config", "other.toml"]));
    let found = files(&project.path().join("from-file"));
    assert!(found.contains_key("src/customer.rs") && !found.contains_key("src/order.rs"));
    let flags =
        ["--config", "other.toml", "--out", "from-flag", "--crate-name", "from-flag", "--include", "shop.core.o*"];
    let text = succeeds(&run(project.path(), &flags));
    assert!(text.contains("wrote 2 types"), "{text}");
    let found = files(&project.path().join("from-flag"));
    assert!(found["Cargo.toml"].contains("name = \"from-flag\""));
    assert!(!found.contains_key("src/customer.rs") && found.contains_key("src/order.rs"));
    // The enum comes with the property.
    assert!(found.contains_key("src/state.rs"));
    let flags = [
        "--config",
        "other.toml",
        "--out",
        "two",
        "--include",
        "**",
        "--exclude",
        "shop.core.state",
        "--exclude",
        "*.*.c*",
    ];
    assert!(succeeds(&run(project.path(), &flags)).contains("wrote 1 type to two/"));
}

#[test]
fn check_shows_what_would_change_and_writes_nothing() {
    let project = project();
    let output = run(project.path(), &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!project.path().join("generated").exists());
    let text = stdout(&output);
    assert!(
        text.contains("would write 3 types to generated/\nnothing is there yet; the same command without --check ")
    );
    assert!(text.lines().count() == 2 && text.contains(" would write ") && text.contains(" files ("), "{text}");

    succeeds(&run(project.path(), &[]));
    let text = succeeds(&run(project.path(), &["--check"]));
    assert!(text.contains("are up to date"), "{text}");

    let schema = SCHEMA.replace("Name=\"customer\"", "Name=\"client\"").replace("Edm.String", "Edm.Int32");
    fs::write(project.path().join("schema/shop.csdl"), schema).unwrap();
    let before = files(project.path());
    let output = run(project.path(), &["generate", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    for line in [
        "new      src/client.rs\n",
        "removed  src/customer.rs\n",
        "changed  src/order.rs\n",
        "changed  src/lib.rs\n",
        "-    pub id: Option<String>,\n",
        "+    pub id: Option<i32>,\n",
        "--- a/src/order.rs\n",
        "+++ b/src/order.rs\n",
    ] {
        assert!(text.contains(line), "{line:?} is missing: {text}");
    }
    assert_eq!(files(project.path()), before, "nothing is written");
    let output = run(project.path(), &["--check", "--quiet"]);
    assert_eq!((output.status.code(), stdout(&output), stderr(&output)), (Some(1), String::new(), String::new()));
}

#[test]
fn warnings_do_not_stop_the_run() {
    let project = project();
    let schema = SCHEMA.replace("Name=\"customer\"", "Name=\"customer\" Opentype=\"true\"");
    fs::write(project.path().join("schema/shop.csdl"), schema).unwrap();
    let output = run(project.path(), &["--quiet"]);
    assert_eq!(succeeds(&output), "");
    assert!(stderr(&output).contains("did you mean `OpenType`?"), "{}", stderr(&output));
    assert!(stderr(&output).contains("--> schema/shop.csdl:9:"), "{}", stderr(&output));
    fs::write(
        project.path().join("schema/shop.csdl"),
        SCHEMA.replace("Name=\"order\"", "Name=\"order\" Abstrakt=\"x\""),
    )
    .unwrap();
    let colored = stderr(&run(project.path(), &["--color", "always"]));
    assert!(colored.contains("\u{1b}["), "{colored}");
}

/// They hold beside errors, too.
#[test]
fn levels_of_warnings() {
    let project = project();
    let schema = SCHEMA.replace("Name=\"customer\"", "Name=\"customer\" Opentype=\"true\"");
    let place = project.path().join("schema/shop.csdl");
    let found = |arguments: &[&str]| stderr(&run(project.path(), arguments));
    let broken = schema.replace("</Schema>", "<ComplexType Name=\"c\" BaseType=\"shop.core.none\"/></Schema>");
    for (text, is_broken) in [(schema, false), (broken, true)] {
        fs::write(&place, text).unwrap();
        for (level, expected) in [("--warn", "warning[unknown-attribute]"), ("--deny", "error[unknown-attribute]")] {
            let text = found(&[level, "unknown-attribute"]);
            assert!(text.contains(expected), "{text}");
            assert_eq!(text.contains("error[unresolved-type]"), is_broken, "{text}");
        }
        let text = found(&["--allow", "unknown-attribute"]);
        assert!(!text.contains("unknown-attribute") && text.contains("unresolved-type") == is_broken, "{text}");
    }
    fs::write(&place, "<edmx").unwrap();
    assert!(found(&["--allow", "unknown-attribute"]).contains("error[malformed-xml]"));
}

/// The time of the last change of everything in a folder, with that of the folder; each is set to a time long ago.
fn aged(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
                fs::File::options().write(true).open(&path).unwrap().set_modified(past).unwrap();
                found.insert(path, past);
            }
        }
        found.insert(folder.clone(), fs::metadata(folder).unwrap().modified().unwrap());
    }
    found
}

#[test]
fn a_run_without_changes_touches_nothing_and_warns_again() {
    let project = project();
    let schema = SCHEMA.replace("Name=\"customer\"", "Name=\"customer\" Opentype=\"true\"");
    fs::write(project.path().join("schema/shop.csdl"), schema).unwrap();
    let first = run(project.path(), &[]);
    succeeds(&first);
    let before = aged(&project.path().join("generated"));
    assert!(before.len() > 10);
    for arguments in [&[][..], &["--check"], &[]] {
        let again = run(project.path(), arguments);
        assert!(succeeds(&again).contains("3 types in generated/ are up to date"), "{}", stdout(&again));
        assert_eq!(stderr(&again), stderr(&first));
    }
    for (path, time) in &before {
        assert_eq!(fs::metadata(path).unwrap().modified().unwrap(), *time, "{}", path.display());
    }
}

#[test]
fn a_second_run_is_as_good_as_a_first_one() {
    type Change = fn(&Path);
    let changes: [(Change, &[&str]); 8] = [
        (|_| {}, &[]),
        (|project| fs::write(project.join("schema/shop.csdl"), SCHEMA.replace("order", "purchase")).unwrap(), &[]),
        (|project| fs::write(project.join("schema/more.csdl"), SCHEMA.replace("shop", "mall")).unwrap(), &[]),
        (|project| fs::rename(project.join("schema/shop.csdl"), project.join("schema/store.csdl")).unwrap(), &[]),
        (|project| fs::write(project.join("schema/codegen.toml"), "crate-name = \"mall\"\n").unwrap(), &[]),
        (|_| {}, &["--exclude", "shop.core.customer"]),
        (|project| fs::write(project.join("generated/src/order.rs"), "// @generated by csdl-codegen\n").unwrap(), &[]),
        (|project| fs::remove_file(project.join("generated/src/order.rs")).unwrap(), &[]),
    ];
    for (index, (change, arguments)) in changes.into_iter().enumerate() {
        let project = project();
        succeeds(&run(project.path(), &[]));
        change(project.path());
        let is_checked = run(project.path(), &[arguments, &["--check"]].concat()).status.success();
        assert_eq!(is_checked, index == 0, "change {index}");
        succeeds(&run(project.path(), arguments));
        let second = files(&project.path().join("generated"));
        fs::remove_dir_all(project.path().join("generated")).unwrap();
        succeeds(&run(project.path(), arguments));
        let difference = difference(&files(&project.path().join("generated")), &second);
        assert!(difference.is_empty(), "change {index}: {difference}");
    }
    // What someone has put beside the output stays there.
    let project = project();
    succeeds(&run(project.path(), &[]));
    fs::write(project.path().join("generated/src/mine.rs"), "// @generated by csdl-codegen\n").unwrap();
    assert!(succeeds(&run(project.path(), &[])).contains("up to date"));
    assert!(project.path().join("generated/src/mine.rs").exists());
}

#[test]
fn faults_write_nothing() {
    let project = project();
    succeeds(&run(project.path(), &[]));
    fs::write(project.path().join("schema/shop.csdl"), SCHEMA.replace("shop.core.state", "shop.core.stat")).unwrap();
    let before = files(project.path());
    let text = fails(&run(project.path(), &[]));
    assert!(text.contains("did you mean `shop.core.state`?"), "{text}");
    assert_eq!(files(project.path()), before);
}

#[test]
fn files_of_types_that_are_gone_are_removed_and_no_others() {
    let project = project();
    succeeds(&run(project.path(), &[]));
    let out = project.path().join("generated");
    fs::write(out.join("src/mine.rs"), "fn mine() {}\n").unwrap();
    fs::write(out.join("NOTES.md"), "@generated by csdl-codegen, not\n").unwrap();
    fs::write(out.join("src/copied.rs"), "// @generated by csdl-codegen; do not edit.\n").unwrap();
    fs::create_dir(out.join("target")).unwrap();
    let edited = fs::read_to_string(out.join("src/state.rs")).unwrap() + "// Mine.\n";
    fs::write(out.join("src/state.rs"), &edited).unwrap();
    let output = run(project.path(), &["--include", "shop.core.customer"]);
    let text = succeeds(&output);
    assert!(text.contains("1 removed") && text.contains("1 no longer generated but kept"), "{text}");
    assert!(
        stderr(&output).contains("`generated/src/state.rs` is no longer generated, but is kept"),
        "{}",
        stderr(&output)
    );
    assert!(!out.join("src/order.rs").exists());
    assert_eq!(fs::read_to_string(out.join("src/state.rs")).unwrap(), edited);
    for path in ["src/mine.rs", "NOTES.md", "src/copied.rs", "target"] {
        assert!(out.join(path).exists(), "{path}");
    }
}

#[test]
fn a_folder_with_other_work_is_refused() {
    let project = project();
    let out = project.path().join("work");
    fs::create_dir_all(out.join("src")).unwrap();
    fs::write(out.join("Cargo.toml"), "[package]\nname = \"mine\"\n").unwrap();
    fs::write(out.join("src/lib.rs"), "//! Mine.\n").unwrap();
    let before = files(project.path());
    let text = fails(&run(project.path(), &["--out", "work"]));
    assert!(
        text.contains("work/Cargo.toml") && text.contains("work/src/lib.rs") && text.contains("2 errors"),
        "{text}"
    );
    assert!(text.matches("help: ").count() >= 2, "{text}");
    assert_eq!(files(project.path()), before, "nothing is written");
    let output = run(project.path(), &["--out", "work", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(project.path()), before);
}

#[test]
fn places_that_cannot_be_written() {
    let project = project();
    fs::write(project.path().join("file"), "x").unwrap();
    let before = files(project.path());
    for out in ["file", "file/below", "file/below/that"] {
        let text = fails(&run(project.path(), &["--out", out, "--crate-name", "shop"]));
        assert!(text.contains("error[") && text.contains("help: ") && text.contains("file"), "{text}");
    }
    assert_eq!(files(project.path()), before);
    assert!(fails(&run(project.path(), &["--schema", "schema", "--out", "/"])).contains("crate"));
}

#[test]
fn inputs_that_cannot_be_read() {
    let project = project();
    fs::create_dir(project.path().join("empty")).unwrap();
    fs::write(project.path().join("schema/bad.csdl"), b"<\xff\xfe\xfd").unwrap();
    let before = files(project.path());
    for (arguments, said) in [
        (&["--schema", "nothing.csdl"][..], "cannot read `nothing.csdl`"),
        (&["--schema", "empty"], "the folder `empty` contains no schema"),
        (&["--schema", "schema/bad.csdl"], "not valid UTF-8 (byte offset 1)"),
        (&["--config", "nothing.toml"], "cannot read the configuration file `nothing.toml`"),
        (&["--config", "schema"], "cannot read the configuration file `schema`"),
        (&["--schema", "schema/shop.csdl", "--include", "shop.core.ordr"], "did you mean `shop.core.order`?"),
        (&["--schema", "schema/shop.csdl", "--include", "a..b"], "is not a pattern"),
        (&["--schema", "schema/shop.csdl", "--crate-name", "a/b"], "cannot be the name of a crate"),
        (&["--schema", "schema/shop.csdl", "--root-namespace", "shop.cor"], "did you mean `shop.core`?"),
    ] {
        let text = fails(&run(project.path(), arguments));
        assert!(text.contains(said) && text.contains("help: "), "{arguments:?}: {text}");
    }
    assert_eq!(files(project.path()), before);
}

/// In folders, files that can be anything are schemas by what is in them.
#[test]
fn foreign_files_in_folders() {
    let project = project();
    let write = |name: &str, text: &[u8]| {
        let path = project.path().join("schema").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let said = || {
        let output = run(project.path(), &["list"]);
        assert!(succeeds(&output).ends_with("3 types, 3 of them selected (*)\n"), "{}", stdout(&output));
        stderr(&output)
    };
    write("package.json", b"{\"name\":\"x\"}");
    write("list.json", b"[1]");
    assert_eq!(said(), "");
    write("a/pom.xml", b"<project xmlns=\"http://maven.apache.org/POM/4.0.0\"/>");
    let text = said();
    assert!(text.contains("warning[foreign-file]: `schema/a/pom.xml` is not a CSDL document and is skipped"), "{text}");
    assert!(text.contains("help: the root element is `project`"), "{text}");
    write("cut.json", b"{\"name\":");
    write("empty.xml", b"");
    write("picture.xml", b"\xff\xff");
    let text = said();
    assert!(text.contains(": 4 files are not CSDL documents and are skipped, the first of them `schema/a/pom.xml`"));
    // What is named has to be a schema, and what could be nothing else, or nearly is one, is skipped by itself.
    let text = fails(&run(project.path(), &["--schema", "schema", "--schema", "schema/a/pom.xml"]));
    assert!(text.contains("error[not-csdl]: the root element is `project`"), "{text}");
    let text = fails(&run(project.path(), &["--schema", "schema/a"]));
    assert!(text.contains("the folder `schema/a` contains no schema"), "{text}");
    for (name, text) in [
        ("old.xml", "<Edmx Version=\"1.0\" xmlns=\"http://schemas.microsoft.com/ado/2007/06/edmx\"/>"),
        ("other.csdl", "<project/>"),
    ] {
        write(name, text.as_bytes());
        let text = said();
        assert!(text.contains("warning[not-csdl]") && text.contains(name), "{text}");
        let text = fails(&run(project.path(), &["--schema", &format!("schema/{name}")]));
        assert!(text.contains("error[not-csdl]") && text.contains(name), "{text}");
        fs::remove_file(project.path().join("schema").join(name)).unwrap();
    }
}

#[test]
fn help_and_version() {
    let folder = tempfile::tempdir().unwrap();
    let help = succeeds(&run(folder.path(), &["--help"]));
    let flags = "--config --schema --out --crate-name --root-namespace --include --exclude --check --quiet --color \
                 --message-format";
    assert!(flags.split(' ').all(|flag| help.contains(flag)), "{help}");
    assert!(succeeds(&run(folder.path(), &["--version"])).starts_with("csdl-codegen "));
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_configuration_to_begin_with() {
    let project = project();
    let toml = project.path().join("schema/codegen.toml");
    let before = fs::read_to_string(&toml).unwrap();
    let text = fails(&run(project.path(), &["init"]));
    assert!(text.contains("`schema/codegen.toml` is there already") && text.contains("--config"), "{text}");
    assert_eq!(fs::read_to_string(&toml).unwrap(), before);

    fs::remove_file(&toml).unwrap();
    assert_eq!(succeeds(&run(project.path(), &["init"])), "wrote schema/codegen.toml\nnext:\n  csdl-codegen\n");
    assert!(succeeds(&run(project.path(), &[])).contains("wrote 3 types to generated/"));

    // What comes to be declared later moves nothing.
    let text = fs::read_to_string(&toml).unwrap();
    assert!(text.contains("\nroot-namespace = \"shop.core\"\n"), "{text}");
    let paths = |project: &Path| files(&project.join("generated")).into_keys().collect::<Vec<_>>();
    let before = paths(project.path());
    fs::write(project.path().join("schema/more.csdl"), SCHEMA.replace("shop.core", "billing")).unwrap();
    assert!(succeeds(&run(project.path(), &[])).contains("wrote 6 types"));
    let after = paths(project.path());
    assert!(before.iter().all(|path| after.contains(path)) && after.contains(&"src/billing/order.rs".to_owned()));
    // Nothing begins all namespaces now; and what cannot be read proposes nothing.
    succeeds(&run(project.path(), &["init", "--config", "schema/both.toml"]));
    succeeds(&run(project.path(), &["init", "--config", "none.toml", "--schema", "no.csdl"]));
    for file in ["schema/both.toml", "none.toml"] {
        let text = fs::read_to_string(project.path().join(file)).unwrap();
        assert!(text.contains("\n#root-namespace = "), "{text}");
    }
    fs::remove_file(project.path().join("schema/more.csdl")).unwrap();

    let flags = ["--schema", "schema", "--out", "src/shop", "--emit", "module", "--include", "shop.core.order"];
    succeeds(&run(project.path(), &[&["init", "--config", "shop.toml"], &flags[..]].concat()));
    let text = fs::read_to_string(project.path().join("shop.toml")).unwrap();
    assert!(text.contains("\nschemas = [\"schema\"]\n") && text.contains("\nemit = \"module\"\n"), "{text}");
    fs::write(project.path().join("Cargo.toml"), "[package]\nname = \"a\"\n").unwrap();
    let text = succeeds(&run(project.path(), &["--config", "shop.toml"]));
    assert!(text.contains("wrote 2 types to src/shop/"), "{text}");
    let needs = "the Cargo.toml of the crate around it needs: odata-runtime = { path = \"src/shop/runtime\" }\n";
    let next = "and its source:\n  mod shop;\n  use shop::Order;\n";
    assert!(text.ends_with(&format!("{needs}{next}")), "{text}");
    let text = succeeds(&run(project.path(), &["--config", "shop.toml"]));
    assert!(text.contains("up to date") && !text.contains("needs"), "{text}");
    assert!(succeeds(&run(project.path(), &["--config", "shop.toml", "--check"])).contains("up to date"));
    assert!(files(&project.path().join("src/shop")).contains_key("mod.rs"));
}
