//! The Rust in the README compiles and does what the README says.
//!
//! Each block of it is in this file, word for word, and a test sees to that.
//!
//! Its tables of keys and of codes are those of the library: `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test readme` writes them
//! anew, and fails.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::path::PathBuf;

use csdl_codegen::config::{Fallback, Key, Runtime, Shape};
use csdl_codegen::internals::diagnostics::Code;
use csdl_codegen::{Config, Emit, Error};
use graph_types::runtime::json;
use graph_types::{
    DeviceAppManagement, VppToken, VppTokenActionResult, VppTokenRevokeLicensesActionResult, VppTokenState,
};

const README: &str = include_str!("../../README.md");

/// A crate with a build script, and a program that sends requests.
const EXAMPLES: [&str; 3] = [
    include_str!("../build_script/build.rs"),
    include_str!("../build_script/src/main.rs"),
    include_str!("../examples/revoke_again.rs"),
];

/// The blocks of a language, with the lines trimmed.
fn blocks(language: &str) -> Vec<Vec<&'static str>> {
    let mut blocks = Vec::new();
    let mut lines = README.lines();
    while let Some(line) = lines.next() {
        if let Some(found) = line.strip_prefix("```").filter(|found| !found.is_empty()) {
            let block = lines.by_ref().take_while(|line| *line != "```").map(str::trim).collect();
            if found == language {
                blocks.push(block);
            }
        }
    }
    blocks
}

#[test]
fn every_block_is_compiled() {
    let here = [include_str!("readme.rs"), &EXAMPLES.join("\n")].join("\n");
    let source: Vec<&str> = here.lines().map(str::trim).collect();
    let generated = generated();
    let generated: Vec<&str> = generated.lines().map(str::trim).filter(|line| !line.starts_with(['/', '#'])).collect();
    let blocks = blocks("rust");
    assert!(blocks.len() > 5);
    for block in blocks {
        let is_here = source.windows(block.len()).any(|lines| lines == block);
        // One block is what the XML in the README becomes, without the docs.
        let is_generated =
            block.split(|line| line.is_empty()).all(|item| generated.windows(item.len()).any(|lines| lines == item));
        // What goes with all of Redfish is compiled along with it, by the test of that.
        let is_elsewhere = block.contains(&"use redfish::runtime::json;");
        assert!(is_here || is_generated || is_elsewhere, "not compiled:\n{}", block.join("\n"));
    }
}

/// What the XML of the README becomes.
fn generated() -> String {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let (schema, out) = (folder.path().join("shop.csdl"), folder.path().join("shop"));
    let xml = blocks("xml").concat().join("\n");
    std::fs::write(&schema, xml).expect("the schema can be written");
    generate(schema, out.clone()).expect("the schema is valid");
    ["order", "status"]
        .map(|name| std::fs::read_to_string(out.join(format!("src/{name}.rs"))).expect("a file"))
        .concat()
}

fn generate(schema: PathBuf, out: PathBuf) -> Result<(), Error> {
    let mut config = Config::new([schema]);
    config.out = Some(out);
    csdl_codegen::generate(&config)?;
    Ok(())
}

#[test]
fn the_dependencies_are_those_of_what_is_generated() {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let schema = folder.path().join("shop.csdl");
    std::fs::write(&schema, blocks("xml").concat().join("\n")).expect("the schema can be written");
    std::fs::write(folder.path().join("Cargo.toml"), "").expect("the manifest can be written");
    let mut config = Config::new([schema]);
    config.out = Some(folder.path().join("src/graph"));
    config.emit = Some(Emit::Module);
    config.runtime = Some(Runtime::Path(folder.path().join("../csdl-codegen/codegen/runtime")));
    let report = csdl_codegen::generate(&config).expect("the schema is valid");
    let blocks = blocks("toml");
    assert!(blocks.iter().flatten().any(|line| line.starts_with(report.dependencies.trim_end())));
}

#[test]
fn the_configuration_is_one() {
    for block in blocks("toml").iter().filter(|block| block[0].starts_with("schemas")) {
        let folder = tempfile::tempdir().expect("a folder for temporary files");
        let file = folder.path().join("codegen.toml");
        std::fs::write(&file, block.join("\n")).expect("the file can be written");
        let config = Config::from_file(file).expect("it is valid");
        assert_eq!(config.crate_name.as_deref(), Some("graph"));
        assert_eq!((config.include.len(), config.exclude.len(), config.rename.len()), (2, 1, 1));
    }
}

/// The table of all keys of `codegen.toml`.
fn keys() -> String {
    let mut text = "| key | option | default | what it says |\n| --- | --- | --- | --- |\n".to_owned();
    for key in Key::all() {
        let option = key.flag().map(|flag| format!("`--{}`", flag.name)).unwrap_or_default();
        let default = match key.fallback() {
            Fallback::Value(value) => format!("`{value}`"),
            Fallback::Described(fallback) => fallback.to_owned(),
            Fallback::Nothing => String::new(),
        };
        let mut says = key.paragraphs();
        if let Shape::Word(words) = key.shape() {
            says.extend(words.iter().map(|word| format!("`\"{}\"`: {}", word.text, word.meaning())));
        }
        text.push_str(&format!("| `{}` | {option} | {default} | {} |\n", key.name(), says.join(" ")));
    }
    text
}

/// The table of all codes of diagnostics, each with the first sentence of what it means.
fn codes() -> String {
    let mut text = "| code | what it is about |\n| --- | --- |\n".to_owned();
    for code in Code::ALL {
        let explanation = code.explanation();
        let first = explanation.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        text.push_str(&format!("| `{code}` | {first} |\n"));
    }
    text
}

#[test]
fn the_codes_are_those_of_the_diagnostics() {
    has_table(&codes());
}

#[test]
fn the_faults_are_those_of_the_example() {
    let text = support::workspace().join("tests/fixtures/errors/type-of-no-document/stderr.txt");
    let text = std::fs::read_to_string(text).expect("the example");
    // Links are to what is there, and the text is what the command says.
    assert!(README.contains(&format!("```text\n{text}```\n")), "{text}");
}

#[test]
fn the_keys_are_those_of_the_configuration() {
    has_table(&keys());
}

/// The README has a table; one with the same head is written anew if that is asked for.
fn has_table(table: &str) {
    let head = table.lines().next().expect("a line");
    let start = README.find(head).expect("the README has a table with this head");
    let length: usize =
        README[start..].split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
    let found = &README[start..start + length];
    if found != table && support::is_update() {
        let text = [&README[..start], table, &README[start + length..]].concat();
        std::fs::write(support::workspace().join("README.md"), text).expect("the README can be written");
        panic!("the table was written anew; look at the diff, and run again without UPDATE_GOLDENS");
    }
    assert_eq!(found, table, "the table is not up to date; run with UPDATE_GOLDENS=1");
}

#[test]
#[allow(clippy::print_stdout, reason = "So it is in the README.")]
fn read_a_page() -> Result<(), serde_json::Error> {
    let text = include_str!("../payloads/vpp_tokens_page.json");
    use graph_types::runtime::{Page, json};
    use graph_types::{AnyVppTokenActionResult, VppToken};

    let page: Page<VppToken> = json::from_str(text)?;
    for token in &page.value {
        for result in token.token_action_results.iter().flatten() {
            match result {
                AnyVppTokenActionResult::VppTokenRevokeLicensesActionResult(revocation) => {
                    println!("{:?}: {:?} failed", token.display_name, revocation.failed_licenses_count);
                }
                // The base type, and types newer than the metadata: what the base type has is readable.
                other => println!("{}: {:?}", other.odata_type(), other.action_state()),
            }
        }
    }
    println!("the next page is at {:?}", page.next_url("https://example.org/vppTokens"));
    Ok(())
}

#[test]
fn read_other_answers() -> Result<(), serde_json::Error> {
    use graph_types::runtime::{Delta, ErrorResponse, Page, Value, json};

    // A single property, or the result of an operation.
    let count: Value<i64> = json::from_str(r#"{"@odata.context":"…","value":"9007199254740993"}"#)?;
    assert_eq!(count.value, 9_007_199_254_740_993);

    // An error. What reads it as an entity or a page is told so, in the words of the service.
    let text = r#"{"error":{"code":"NotFound","message":"There is no such token."}}"#;
    let answer: ErrorResponse = json::from_str(text)?;
    assert_eq!(answer.to_string(), "NotFound: There is no such token.");
    assert!(json::from_str::<VppToken>(text).unwrap_err().to_string().contains("NotFound"));

    // What has changed since the last time, and where to ask the next time.
    let text = r#"{"value":[{"id":"1","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"delta?$deltatoken=3"}"#;
    let changes: Page<Delta<VppToken>> = json::from_str(text)?;
    assert!(matches!(changes.value[0], Delta::Removed(_)));
    let url = changes.delta_url("https://example.org/vppTokens/delta");
    assert_eq!(url.as_deref(), Some("https://example.org/vppTokens/delta?$deltatoken=3"));
    Ok(())
}

#[test]
fn update() -> Result<(), serde_json::Error> {
    let mut patch = VppToken { display_name: Some("Oslo".to_owned()), ..VppToken::default() };
    patch.extra.set_null(VppToken::LOCATION_NAME);
    assert_eq!(json::to_string(&patch)?, r#"{"displayName":"Oslo","locationName":null}"#);
    Ok(())
}

#[test]
fn what_is_unknown() -> Result<(), serde_json::Error> {
    let text = r##"{"@odata.etag":"W/\"1\"","state":"suspended","newProperty":[1,null]}"##;
    let token: VppToken = json::from_str(text)?;
    assert_eq!(token.state, Some(VppTokenState::from("suspended")));
    assert!(token.extra.get("newProperty").is_some());
    assert_eq!(serde_json::to_value(&token)?, serde_json::from_str::<serde_json::Value>(text)?);
    Ok(())
}

#[test]
fn objects_in_objects() -> Result<(), serde_json::Error> {
    let mut token = VppToken::default();
    let results = token.token_action_results.get_or_insert_default();
    results.push(VppTokenRevokeLicensesActionResult { total_licenses_count: Some(2), ..Default::default() }.into());
    results[0].set(VppTokenActionResult::ACTION_NAME, "revoke")?;
    assert_eq!(results[0].action_name(), Some("revoke"));
    assert_eq!(results[0].odata_type(), VppTokenRevokeLicensesActionResult::ODATA_TYPE);
    let revocation = results[0].downcast_ref::<VppTokenRevokeLicensesActionResult>();
    assert_eq!(revocation.and_then(|result| result.total_licenses_count), Some(2));
    Ok(())
}

#[test]
fn nulls_among_items() -> Result<(), serde_json::Error> {
    let mut token: VppToken = json::from_str(r#"{"roleScopeTagIds":["1",null]}"#)?;
    token.role_scope_tag_ids.get_or_insert_default().push("2".to_owned());
    assert_eq!(token.extra.null_items(VppToken::ROLE_SCOPE_TAG_IDS), [1]);
    assert_eq!(json::to_string(&token)?, r#"{"roleScopeTagIds":["1",null,"2"]}"#);
    Ok(())
}

#[test]
fn related_entities() -> Result<(), serde_json::Error> {
    use graph_types::runtime::UpdateBody;

    let text = r#"{"vppTokens":[{"id":"1"}],"vppTokens@odata.nextLink":"https://example.org/more"}"#;
    let mut management: DeviceAppManagement = json::from_str(text)?;
    assert_eq!(management.vpp_tokens.get()?.map(|tokens| tokens.len()), Some(1));
    assert_eq!(management.extra.next_link(DeviceAppManagement::VPP_TOKENS), Some("https://example.org/more"));

    management.vpp_tokens.bind_all(["https://example.org/vppTokens/2"]);
    let body = json::to_string(&UpdateBody(&management))?;
    assert_eq!(body, r#"{"vppTokens@odata.bind":["https://example.org/vppTokens/2"]}"#);
    Ok(())
}

#[test]
fn what_does_not_fit() {
    use graph_types::runtime::ErrorKind;

    let error = json::from_str::<VppToken>(r#"{"displayName":5}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at `displayName` of VppToken (microsoft.graph.vppToken): expected Edm.String, found 5 at line 1 column 16"
    );
    assert_eq!(error.path(), Some("displayName"));
    assert_eq!(error.kind(), ErrorKind::Mismatch);
}

#[test]
fn what_does_not_fit_is_passed_over() -> Result<(), serde_json::Error> {
    use graph_types::runtime::Page;

    use graph_types::runtime::Lenient;

    let text = r#"{"value":[{"displayName":"Oslo","expirationDateTime":"soon"}]}"#;
    let read: Lenient<Page<VppToken>> = json::from_str(text)?;
    assert_eq!(read.value.value[0].display_name.as_deref(), Some("Oslo"));
    assert_eq!(read.misfits[0].path, "value[0].expirationDateTime");
    assert_eq!(json::to_string(&read.value)?, text);
    Ok(())
}

#[test]
fn bodies_of_requests() -> Result<(), serde_json::Error> {
    use graph_types::runtime::{CreateBody, UpdateBody};

    let text = r#"{"@odata.etag":"e","id":"1","displayName":"Oslo","locationName":"Here"}"#;
    let before: VppToken = json::from_str(text)?;
    let mut token = before.clone();
    token.display_name = Some("Bergen".to_owned());
    token.location_name = None;
    assert_eq!(json::to_string(&UpdateBody(&token))?, r#"{"id":"1","displayName":"Bergen"}"#);
    assert_eq!(
        json::to_string(&UpdateBody::changes(&before, &token))?,
        r#"{"displayName":"Bergen","locationName":null}"#
    );
    assert_eq!(json::to_string(&CreateBody(&token))?, r#"{"id":"1","displayName":"Bergen"}"#);
    Ok(())
}

#[test]
fn requests() -> Result<(), Box<dyn std::error::Error>> {
    use graph_types::runtime::request::Headers;

    use graph_types::runtime::request::Error;
    use graph_types::{GraphService, VppToken, VppTokenState};

    let graph = GraphService::new("https://graph.microsoft.com/beta")?;
    let tokens = graph.device_app_management().vpp_tokens();

    let request = tokens
        .get()
        .filter(VppToken::STATE.eq(VppTokenState::Valid).and(VppToken::DISPLAY_NAME.starts_with("O'Neil")))
        .select((VppToken::ID, VppToken::STATE))
        .top(20);
    assert_eq!(request.method().as_str(), "GET");
    assert!(request.url().ends_with(
        "vppTokens?$filter=state%20eq%20microsoft.graph.vppTokenState'valid'%20and%20\
         startswith(displayName,'O''Neil')&$select=id,state&$top=20"
    ));

    // What is required is an argument, and what is optional a method.
    let revoke = tokens.id("4711").revoke_licenses(true).revoke_untracked_licenses(false);
    assert_eq!(revoke.body(), br#"{"notifyManagedDevices":true,"revokeUntrackedLicenses":false}"#);

    let before: VppToken = json::from_str(r#"{"@odata.etag":"W/\"1\"","id":"4711","displayName":"Bergen"}"#)?;
    use graph_types::runtime::UpdateBody;

    // A request that changes what differs, unless somebody else has changed it since.
    let mut after = before.clone();
    after.display_name = Some("Oslo".to_owned());
    let update = tokens.id("4711").update(&UpdateBody::changes(&before, &after)).if_match(before.etag());
    assert_eq!(update.body(), br#"{"displayName":"Oslo"}"#);

    // An error is the service's, with its status and headers; or what cannot be read, with the body; or what cannot be sent.
    let answer = br#"{"error":{"code":"NotFound","message":"There is no such token."}}"#;
    match update.read_parts(404, &Headers::new(), answer) {
        Err(Error::Service(error)) => assert_eq!(error.code(), Some("NotFound")),
        other => panic!("{other:?}"),
    }
    Ok(())
}
