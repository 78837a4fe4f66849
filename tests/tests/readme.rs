//! What the README and the pages of the reference (`codegen/docs`) show is right.
//!
//! - Each block of Rust is in this file or in an example, word for word; of the crate that it is about it is the types.
//! - Each command is run, and each configuration is read.
//! - Each link leads to something.
//! - The tables of keys, of codes and of conditions are those of the library: `UPDATE_GOLDENS=1 cargo test -p csdl-tests --test readme`
//!   writes them anew, and fails.
//!
//! A block of which nothing here knows anything makes a test fail.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

#[path = "readme/conditions.rs"]
mod conditions;
#[path = "readme/pages.rs"]
mod pages;
#[path = "readme/shell.rs"]
mod shell;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use csdl_codegen::config::{Fallback, Key, Runtime, Shape};
use csdl_codegen::internals::diagnostics::Code;
use csdl_codegen::{Config, Emit, Error};
use graph_types::runtime::json;
use graph_types::{
    DeviceAppManagement, VppToken, VppTokenActionResult, VppTokenRevokeLicensesActionResult, VppTokenState,
};
use pages::{Page, blocks, pages};
use support::{is_update, workspace};

/// Programs of which pages show all or a part. Each is compiled and run by a test of its own.
const PROGRAMS: [&str; 6] = [
    include_str!("../build_script/build.rs"),
    include_str!("../build_script/src/main.rs"),
    include_str!("../examples/read_page/main.rs"),
    include_str!("../examples/redfish/main.rs"),
    include_str!("../examples/revoke_again.rs"),
    include_str!("../examples/sap/main.rs"),
];

/// How the blocks of text begin that are pictures. All others are what a command prints, and a test compares them.
const PICTURES: [&str; 2] = [" $metadata ──parse──▶", "graph/            graph: what leads to most other types"];

/// What another test compares: `redfish_mockup` in `examples.rs`.
const COMPARED: &str = "Some(Name(\"Sample Virtual Machine\"))";

#[test]
fn every_block_is_of_a_kind_that_is_tested() {
    for block in pages().iter().flat_map(Page::blocks) {
        let is_known = match block.language.as_str() {
            "rust" | "sh" | "toml" | "xml" => true,
            "text" => {
                let known = [&PICTURES[..], &[COMPARED]].concat();
                known.iter().any(|start| block.text.starts_with(start)) || block.text == faults()
            }
            _ => false,
        };
        assert!(is_known, "{}: nothing tests this:\n{}", block.page, block.text);
    }
}

#[test]
fn every_rust_block_is_compiled() {
    let here = [include_str!("readme.rs"), &PROGRAMS.join("\n")].join("\n");
    let source: Vec<&str> = here.lines().map(str::trim).collect();
    let generated = generated();
    let generated: Vec<&str> = generated.lines().map(str::trim).filter(|line| !line.starts_with(['/', '#'])).collect();
    let blocks = blocks("rust");
    assert!(blocks.len() > 15);
    for block in blocks {
        let lines: Vec<&str> = block.text.lines().map(str::trim).collect();
        let is_here = source.windows(lines.len()).any(|window| window == lines);
        // What the XML of a page becomes is shown without the docs.
        let is_generated =
            lines.split(|line| line.is_empty()).all(|item| generated.windows(item.len()).any(|window| window == item));
        assert!(is_here || is_generated, "{}: not compiled:\n{}", block.page, block.text);
    }
}

#[test]
fn every_command_runs() {
    for page in pages() {
        shell::run(&page);
    }
}

#[test]
fn every_link_leads_to_something() {
    for page in pages() {
        let folder = workspace().join(&page.path).parent().unwrap().to_path_buf();
        for link in page.links().iter().filter(|link| !link.contains("://")) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let place = if path.is_empty() { workspace().join(&page.path) } else { folder.join(path) };
            assert!(place.exists(), "{}: there is no `{link}`", page.path);
            if !anchor.is_empty() {
                let target = Page { text: fs::read_to_string(&place).unwrap(), path: path.to_owned() };
                let anchors = target.anchors();
                assert!(anchors.iter().any(|found| found == anchor), "{}: `{link}` of {anchors:?}", page.path);
            }
        }
    }
}

/// Whoever reads the README or the first page of the reference finds all other pages, and the README stays short.
#[test]
fn every_page_is_found() {
    let pages = pages();
    assert!(pages[0].text.lines().count() < 150, "the README has {} lines", pages[0].text.lines().count());
    let index = pages.iter().find(|page| page.path == "codegen/docs/README.md").unwrap();
    for page in &pages[1..] {
        let name = page.path.strip_prefix("codegen/docs/").unwrap();
        let is_linked =
            |from: &Page, link: &str| from.links().iter().any(|found| found.split('#').next() == Some(link));
        assert!(is_linked(&pages[0], &page.path), "the README has no link to {name}");
        assert!(name == "README.md" || is_linked(index, name), "the index has no link to {name}");
    }
}

/// The pages that the docs of the library name are there, and are packed with it.
#[test]
fn pages_that_the_library_names_are_there() {
    let docs = [include_str!("../../codegen/src/lib.rs"), include_str!("../../codegen/src/config/keys.rs")].join("\n");
    let named: Vec<&str> = docs.split('`').filter(|text| text.starts_with("docs/") && text.ends_with(".md")).collect();
    assert!(named.len() > 2);
    for page in named {
        assert!(workspace().join("codegen").join(page).exists(), "{page}");
    }
    assert!(include_str!("../../codegen/Cargo.toml").contains("\"/docs\""));
}

/// What the XML of the pages becomes.
fn generated() -> String {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let (schema, out) = (shop(folder.path()), folder.path().join("shop"));
    generate(schema, out.clone()).expect("the schema is valid");
    ["order", "status"].map(|name| fs::read_to_string(out.join(format!("src/{name}.rs"))).expect("a file")).concat()
}

/// The XML of the pages as a file.
fn shop(folder: &Path) -> PathBuf {
    let blocks = blocks("xml");
    let [block] = &blocks[..] else { panic!("{} blocks of XML", blocks.len()) };
    let schema = folder.join("shop.csdl");
    fs::write(&schema, &block.text).expect("the schema can be written");
    schema
}

fn generate(schema: PathBuf, out: PathBuf) -> Result<(), Error> {
    let mut config = Config::new([schema]);
    config.out = Some(out);
    csdl_codegen::generate(&config)?;
    Ok(())
}

#[test]
fn every_toml_is_a_configuration_or_dependencies() {
    let blocks = blocks("toml");
    assert!(blocks.len() > 4);
    for block in blocks {
        if block.text.starts_with("[dependencies]") {
            are_packages(&block.text);
        } else {
            let config = read(&block.text);
            if block.text.starts_with("schemas") {
                assert_eq!(config.crate_name.as_deref(), Some("graph"));
                assert_eq!((config.include.len(), config.exclude.len(), config.rename.len()), (2, 1, 1));
            }
        }
    }
}

fn read(text: &str) -> Config {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let file = folder.path().join("codegen.toml");
    fs::write(&file, text).expect("the file can be written");
    Config::from_file(file).unwrap_or_else(|error| panic!("{text}\n{error}"))
}

/// The paths of dependencies are those of packages of this name, where the project is in `../csdl-codegen`.
fn are_packages(text: &str) {
    for line in text.lines().filter(|line| line.contains("../csdl-codegen")) {
        let (name, path) = line.split_once(" = { path = \"../csdl-codegen").unwrap();
        let path = path.split('"').next().unwrap().trim_start_matches('/');
        let manifest = fs::read_to_string(workspace().join(path).join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("\nname = \"{name}\"\n")), "{line}");
    }
}

#[test]
fn the_dependencies_are_those_of_what_is_generated() {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    fs::write(folder.path().join("Cargo.toml"), "").expect("the manifest can be written");
    let mut config = Config::new([shop(folder.path())]);
    config.out = Some(folder.path().join("src/graph"));
    config.emit = Some(Emit::Module);
    config.runtime = Some(Runtime::Path(folder.path().join("../csdl-codegen/codegen/runtime")));
    let report = csdl_codegen::generate(&config).expect("the schema is valid");
    assert!(blocks("toml").iter().any(|block| block.text.contains(report.dependencies.trim_end())));
}

/// The table of all keys of `codegen.toml`.
fn keys() -> String {
    let mut text = "| key | option | default | what it says |\n| --- | --- | --- | --- |\n".to_owned();
    for key in Key::all() {
        let option = key.flag.as_ref().map(|flag| format!("`--{}`", flag.name)).unwrap_or_default();
        let default = match key.fallback {
            Fallback::Value(value) => format!("`{value}`"),
            Fallback::Described(fallback) => fallback.to_owned(),
            Fallback::Nothing => String::new(),
        };
        let mut says = key.paragraphs();
        if let Shape::Word(words) = key.shape {
            says.extend(words.iter().map(|word| format!("`\"{}\"`: {}", word.text, word.meaning())));
        }
        text.push_str(&format!("| `{}` | {option} | {default} | {} |\n", key.name, says.join(" ")));
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

/// What the command says of a document with faults.
fn faults() -> String {
    let text = workspace().join("tests/fixtures/errors/type-of-no-document/stderr.txt");
    fs::read_to_string(text).expect("the example")
}

#[test]
fn the_faults_are_those_of_the_example() {
    assert!(blocks("text").iter().any(|block| block.text == faults()), "{}", faults());
}

#[test]
fn the_codes_are_those_of_the_diagnostics() {
    has_table("codegen/docs/diagnostics.md", &codes());
}

#[test]
fn the_keys_are_those_of_the_configuration() {
    has_table("codegen/docs/configuration.md", &keys());
}

#[test]
fn the_conditions_are_what_is_sent() {
    has_table("codegen/docs/requests.md", &conditions::table());
}

/// The page has a table; one with the same head is written anew if that is asked for.
fn has_table(page: &str, table: &str) {
    let place = workspace().join(page);
    let text = fs::read_to_string(&place).expect("the page");
    let head = table.lines().next().expect("a line");
    let start = text.find(head).expect("the page has a table with this head");
    let length: usize =
        text[start..].split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
    let found = &text[start..start + length];
    if found != table && is_update() {
        fs::write(place, [&text[..start], table, &text[start + length..]].concat()).expect("the page can be written");
        panic!("the table was written anew; look at the diff, and run again without UPDATE_GOLDENS");
    }
    assert_eq!(found, table, "the table is not up to date; run with UPDATE_GOLDENS=1");
}

#[test]
#[allow(clippy::print_stdout, reason = "So it is on the page.")]
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
#[allow(clippy::print_stdout, reason = "So it is on the page.")]
fn several_at_once() -> Result<(), Box<dyn std::error::Error>> {
    use graph_types::GraphService;
    use graph_types::runtime::http::{Request, Response};

    // A client that answers as a service would that finds one of the two.
    struct Agent;
    fn send(_: &Agent, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, std::convert::Infallible> {
        let asked: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
        let ids: Vec<&str> =
            asked["requests"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        let answer = serde_json::json!({"responses": [
            {"id": ids[1], "status": 204},
            {"id": ids[0], "status": 200, "headers": {"content-type": "application/json"}, "body": {"id": "1"}},
        ]});
        Ok(Response::new(answer.to_string().into_bytes()))
    }
    let agent = Agent;
    let graph = GraphService::new("https://graph.microsoft.com/beta")?;
    let tokens = graph.device_app_management().vpp_tokens();

    let mut batch = graph.batch();
    let one = batch.add(&tokens.id("1").get());
    let revoked = batch.add(&tokens.id("2").revoke_licenses(true).request());
    let answers = batch.request().send(|request| send(&agent, request))?;
    println!("{:?}", answers.of(&one)?);
    answers.of(&revoked)?;

    assert_eq!(answers.of(&one)?.id.as_deref(), Some("1"));
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
    assert!(request.parts()?.url.ends_with(
        "vppTokens?$filter=state%20eq%20microsoft.graph.vppTokenState'valid'%20and%20\
         startswith(displayName,'O''Neil')&$select=id,state&$top=20"
    ));

    // What is required is an argument, and what is optional a method.
    let revoke = tokens.id("4711").revoke_licenses(true).revoke_untracked_licenses(false);
    assert_eq!(revoke.parts()?.body, br#"{"notifyManagedDevices":true,"revokeUntrackedLicenses":false}"#);

    let before: VppToken = json::from_str(r#"{"@odata.etag":"W/\"1\"","id":"4711","displayName":"Bergen"}"#)?;
    use graph_types::runtime::UpdateBody;

    // A request that changes what differs, unless somebody else has changed it since.
    let mut after = before.clone();
    after.display_name = Some("Oslo".to_owned());
    let update = tokens.id("4711").update(&UpdateBody::changes(&before, &after)).if_match(before.etag());
    assert_eq!(update.parts()?.body, br#"{"displayName":"Oslo"}"#);

    // An error is the service's, with its status and headers; or what cannot be read, with the body; or what cannot be sent.
    let answer = br#"{"error":{"code":"NotFound","message":"There is no such token."}}"#;
    match update.read_parts(404, &Headers::new(), answer) {
        Err(Error::Service(error)) => assert_eq!(error.code(), Some("NotFound")),
        other => panic!("{other:?}"),
    }
    Ok(())
}

#[test]
fn requests_are_typed() -> Result<(), graph_types::runtime::request::Error> {
    use graph_types::GraphService;

    let root = "https://graph.microsoft.com/v1.0".to_owned();

    let graph = GraphService::new(&root)?;
    let tokens = graph.device_app_management().vpp_tokens();

    let valid = tokens
        .get()
        .filter(VppToken::STATE.eq(VppTokenState::Valid))
        .select((VppToken::ID, VppToken::APPLE_ID, VppToken::EXPIRATION_DATE_TIME))
        .order_by(VppToken::EXPIRATION_DATE_TIME);

    let query = valid.parts()?.url.split_once('?').map(|(_, query)| query.to_owned());
    let expected = "$filter=state%20eq%20microsoft.graph.vppTokenState'valid'\
                    &$select=id,appleId,expirationDateTime&$orderby=expirationDateTime";
    assert_eq!(query.as_deref(), Some(expected));
    Ok(())
}
