//! The commands of the pages, run in a folder with the documents that they name.

use std::fs;
use std::path::Path;

use csdl_tests::server::{Asked, Out, Server, send};

use super::pages::{Block, Page};
use super::support::{package, process, workspace};

/// What is not run: other programs, and what other tests do.
const ELSEWHERE: [&str; 5] = [
    // The crate in `generated/`, and all of the tests.
    "cargo run -p csdl-codegen",
    "cargo test --workspace",
    // What is around the program of the README, which is an example.
    "cargo install --path codegen",
    "cargo new users && cargo add --manifest-path users/Cargo.toml --path graph && \
     cargo add --manifest-path users/Cargo.toml ureq",
    "ACCESS_TOKEN=… cargo run --manifest-path users/Cargo.toml",
];

/// Runs the commands of a page, one after the other.
pub(crate) fn run(page: &Page) {
    let blocks: Vec<Block> = page.blocks().into_iter().filter(|block| block.language == "sh").collect();
    let lines: Vec<String> = blocks.iter().flat_map(|block| block.text.lines().map(without_comment)).collect();
    let server = Server::start(answer);
    let folder = tempfile::tempdir().unwrap();
    documents(folder.path(), &lines);
    for line in lines.iter().filter(|line| !ELSEWHERE.contains(&line.as_str())) {
        let arguments = words(line);
        let (program, arguments) = arguments.split_first().unwrap();
        assert_eq!(program, "csdl-codegen", "{}: nothing runs `{line}`", page.path);
        // Services are not asked in tests; one on this machine stands for them.
        let arguments: Vec<String> = arguments
            .iter()
            .map(|argument| match argument.strip_prefix("https://") {
                Some(url) => format!("{}/{}", server.url, url.split_once('/').unwrap().1),
                None => argument.clone(),
            })
            .collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = process::run(folder.path(), &arguments);
        // Nothing was written of the configuration before, so that something would change.
        let expected = i32::from(line == "csdl-codegen --check");
        let (stdout, stderr) = (process::stdout(&output), process::stderr(&output));
        assert_eq!(output.status.code(), Some(expected), "{}: `{line}`\n{stdout}{stderr}", page.path);
    }
}

/// The documents that the pages speak of, but for those that a command of the page writes.
fn documents(folder: &Path, lines: &[String]) {
    let examples = package().join("examples");
    let files = [
        ("graph.csdl", "read_page/graph.csdl"),
        ("old.csdl", "read_page/graph.csdl"),
        ("schema/graph.csdl", "read_page/graph.csdl"),
        ("redfish-schema/System_v1.xml", "redfish/system.csdl"),
        ("sales_order.csdl", "sap/sales_order.csdl"),
    ];
    let is_written = |name: &str| lines.iter().any(|line| line.contains(&format!("-o {name}")));
    let is_configured = lines.iter().any(|line| line.starts_with("csdl-codegen init"));
    for (name, example) in files.into_iter().filter(|(name, _)| !is_written(name)) {
        let place = folder.join(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(examples.join(example), place).unwrap();
    }
    for name in ["schema", "vendor"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    if !is_configured {
        fs::write(folder.join("schema/codegen.toml"), "crate-name = \"graph\"\nrequests = true\n").unwrap();
    }
}

/// A service with metadata, or for the path of Redfish a document that refers to another one.
fn answer(asked: &Asked, out: Out<'_>) {
    const REFERRING: &str = "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\
         <edmx:Reference Uri=\"/redfish/v1/System_v1.xml\"><edmx:Include Namespace=\"ComputerSystem\"/></edmx:Reference>\
         <edmx:DataServices/></edmx:Edmx>";
    let example = |name: &str| fs::read_to_string(workspace().join("tests/examples").join(name)).unwrap();
    let body = match asked.path.as_str() {
        "/redfish/v1/$metadata" => REFERRING.to_owned(),
        "/redfish/v1/System_v1.xml" => example("redfish/system.csdl"),
        _ => example("read_page/graph.csdl"),
    };
    send(out, "200 OK", &[("Content-Type", "application/xml")], body.as_bytes());
}

/// A line without the comment at its end, and without the program that its output goes to.
fn without_comment(line: &str) -> String {
    let line = line.split_once(" #").map_or(line, |(command, _)| command);
    line.split_once(" | ").map_or(line, |(command, _)| command).trim().to_owned()
}

/// The words of a command, which quotes hold together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(number, part)| match number % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}
