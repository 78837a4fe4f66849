//! The command as a process, and a small project to run it in.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use super::command;

pub(crate) const SCHEMA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="shop.core" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="order">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="state" Type="shop.core.state"/>
      </EntityType>
      <EntityType Name="customer"/>
      <EnumType Name="state"><Member Name="open"/></EnumType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

/// A project with `schema/codegen.toml` and a schema beside it.
pub(crate) fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("schema")).unwrap();
    fs::write(folder.path().join("schema/shop.csdl"), SCHEMA).unwrap();
    fs::write(folder.path().join("schema/codegen.toml"), "crate-name = \"shop\"\n").unwrap();
    folder
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    command().args(arguments).current_dir(folder).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
pub(crate) fn succeeds(output: &Output) -> String {
    assert!(output.status.success(), "{}{}", stdout(output), stderr(output));
    stdout(output)
}

/// The command fails with the status for faults in the input, and says why on standard error.
#[track_caller]
pub(crate) fn fails(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}{}", stdout(output), stderr(output));
    assert!(stdout(output).is_empty(), "{}", stdout(output));
    stderr(output)
}
