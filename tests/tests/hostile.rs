//! Schemas that mean harm: nothing in them gets out of the output folder, or into the code other than as a literal.

#![allow(clippy::unwrap_used, reason = "A test that cannot go on fails.")]

mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use csdl_codegen::Config;
use proc_macro2::{TokenStream, TokenTree};
use support::{Files, files, generate, rendered, runtime};

/// What every hostile text has in it, and nothing else has.
const MARK: &str = "pwned";

/// Texts that would end a literal, a comment, an attribute or a code block, or name a place elsewhere.
const PAYLOADS: &[&str] = &[
    "\"; fn pwned() {} //",
    "*/ fn pwned() {} /*",
    "\n}\nfn pwned() {}\n",
    "\r}\rfn pwned() {}\r",
    "\r\n//! pwned\r\n",
    "\\\" pwned \\",
    "r#\"pwned\"#",
    "\"#; pwned!(); r#\"",
    "\"##########; pwned!();",
    "'pwned'",
    "b\"pwned\\x00\"",
    "#![pwned]",
    "#[doc = \"pwned\"]",
    "\"] fn pwned() {} #[doc = \"",
    "/// pwned",
    "//! pwned",
    "/** pwned **/",
    "```\npwned\n```",
    "```rust,should_panic\npwned\n```",
    "~~~\npwned\n~~~",
    "    pwned();",
    "<script>pwned()</script>",
    "<!-- pwned",
    "[pwned](javascript:pwned())",
    "[pwned]: https://example.org",
    "[`pwned`]",
    "include!(\"/etc/pwned\")",
    "#[doc = include_str!(\"/etc/pwned\")]",
    "{pwned}",
    "{0} {} {{pwned}}",
    "$pwned $(pwned)* ${pwned}",
    "../../pwned",
    "/tmp/pwned",
    "..\\pwned",
    "C:\\pwned",
    "\u{202e}pwned\u{2066}",
    "\u{2028}pwned\u{2029}",
    "\u{feff}\u{200b}pwned\u{200d}",
    "\u{e0001}pwned",
    "pwned\u{85}pwned",
    "pwned\u{301}\u{301}\u{301}",
    "a|pwned;b:c,d=1",
    "pwned=1,pwned=2",
    "-- ; pwned '' \"\"",
];

/// What became of a schema.
struct Result {
    /// What was said.
    text: String,
    /// What was written; none if there were errors.
    files: Option<Files>,
}

fn document(content: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         {content}</edmx:DataServices></edmx:Edmx>"
    )
}

fn schema(content: &str) -> String {
    document(&format!("<Schema Namespace=\"s\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{content}</Schema>"))
}

/// The text as the value of an attribute.
fn escaped(text: &str) -> String {
    let escape = |character: char| match character {
        '&' | '<' | '>' | '"' | '\'' | '\n' | '\r' | '\t' => format!("&#{};", u32::from(character)),
        _ => character.to_string(),
    };
    text.chars().map(escape).collect()
}

fn run(schema: &str) -> Result {
    run_file("a.csdl", schema)
}

/// Generates in a folder of its own, and sees that nothing is written anywhere in it but in the output folder.
fn run_file(name: &str, schema: &str) -> Result {
    let sandbox = tempfile::tempdir().unwrap();
    let folder = sandbox.path().join("deep").join("er");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), schema).unwrap();
    fs::write(folder.join("codegen.toml"), "crate-name = \"hostile\"\nout = \"out\"\n").unwrap();
    // The runtime, which is of no schema, would be most of what is written.
    let outcome = generate(&folder.join("codegen.toml"), |config| config.runtime = Some(runtime()));
    let text = rendered(&outcome);
    let steers =
        |character: char| character.is_control() && character != '\n' || "\u{202e}\u{2066}\u{200b}".contains(character);
    assert!(!text.contains(steers), "{text:?}");
    assert!(outcome.is_ok() || text.contains("error: "), "{text}");
    let mut written = files(sandbox.path());
    assert!(written.remove(&format!("deep/er/{name}")).is_some() && written.remove("deep/er/codegen.toml").is_some());
    if outcome.is_err() {
        assert!(written.is_empty() && !folder.join("out").exists(), "{:?}\n{text}", written.keys());
        return Result { text, files: None };
    }
    let mut found = Files::new();
    for (path, content) in written {
        let path = path.strip_prefix("deep/er/out/").unwrap_or_else(|| panic!("{path} is not in the output folder"));
        assert!(path.split('/').all(csdl_codegen::internals::output::is_portable_name), "{path}");
        if path.ends_with(".rs") {
            assert_only_in_literals(path, &content);
        }
        found.insert(path.to_owned(), content);
    }
    Result { text, files: Some(found) }
}

/// The file is Rust, and wherever it says `pwned`, it does so in a literal or in an identifier that is nothing to run; doc comments
/// are literals too.
#[track_caller]
fn assert_only_in_literals(path: &str, content: &str) {
    syn::parse_file(content).unwrap_or_else(|error| panic!("{path}: {error}\n{content}"));
    let tokens: TokenStream = content.parse().unwrap();
    let said = content.matches(MARK).count();
    assert_eq!(harmless(tokens), said, "{path} says {MARK} where it is code:\n{content}");
}

fn harmless(tokens: TokenStream) -> usize {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |index: Option<usize>, text: &str| {
        index.and_then(|index| tokens.get(index)).is_some_and(|token| token.to_string() == text)
    };
    let count = |(index, token): (usize, &TokenTree)| match token {
        TokenTree::Group(group) => harmless(group.stream()),
        TokenTree::Literal(literal) => literal.to_string().matches(MARK).count(),
        TokenTree::Ident(ident) => {
            let is_called = is(index.checked_sub(1), "fn") || is(index.checked_sub(1), "#") || is(Some(index + 1), "!");
            if is_called { 0 } else { ident.to_string().matches(MARK).count() }
        }
        TokenTree::Punct(_) => 0,
    };
    tokens.iter().enumerate().map(count).sum()
}

/// The schema has errors, and nothing is written.
#[track_caller]
fn refused(schema: &str) -> String {
    let result = run(schema);
    assert!(result.files.is_none(), "it was generated: {}", result.text);
    result.text
}

#[test]
fn texts_stay_texts() {
    for payload in PAYLOADS {
        let text = escaped(payload);
        let annotations = format!(
            "<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{text}\"/>\
             <Annotation Term=\"Org.OData.Core.V1.LongDescription\"><String>x {text} y</String></Annotation>\
             <Annotation Term=\"Org.OData.Core.V1.Revisions\"><Collection><Record>\
             <PropertyValue Property=\"Kind\" EnumMember=\"Org.OData.Core.V1.RevisionKind/Deprecated\"/>\
             <PropertyValue Property=\"Version\" String=\"{text}\"/>\
             <PropertyValue Property=\"Date\" String=\"{text}\"/>\
             <PropertyValue Property=\"Description\" String=\"{text}\"/></Record></Collection></Annotation>\
             <Annotation Term=\"Org.OData.Core.V1.Permissions\" String=\"{text}\"/>"
        );
        let result = run(&schema(&format!(
            "<!-- -->{annotations}<ComplexType Name=\"c\">{annotations}\
             <Property Name=\"p\" Type=\"Edm.String\" DefaultValue=\"{text}\">{annotations}</Property></ComplexType>\
             <ComplexType Name=\"d\" BaseType=\"s.c\"/>\
             <EntityType Name=\"e\"><NavigationProperty Name=\"n\" Type=\"s.e\">{annotations}</NavigationProperty></EntityType>\
             <EnumType Name=\"k\">{annotations}<Member Name=\"m\">{annotations}</Member></EnumType>\
             <TypeDefinition Name=\"t\" UnderlyingType=\"Edm.String\">{annotations}</TypeDefinition>\
             <Term Name=\"x\" Type=\"Edm.String\" DefaultValue=\"{text}\" AppliesTo=\"{text}\"/>"
        )));
        let files = result.files.unwrap_or_else(|| panic!("{payload:?}: {}", result.text));
        assert!(files["src/c.rs"].contains(MARK), "{payload:?}: the description is kept");
    }
}

#[test]
fn names_are_names() {
    for payload in PAYLOADS {
        let name = escaped(payload);
        // With combining characters it is an identifier, and hostile to nobody.
        if payload.starts_with("pwned\u{301}") {
            continue;
        }
        for content in [
            format!("<ComplexType Name=\"{name}\"/>"),
            format!("<ComplexType Name=\"c\"><Property Name=\"{name}\" Type=\"Edm.String\"/></ComplexType>"),
            format!("<ComplexType Name=\"c\"><Property Name=\"p\" Type=\"{name}\"/></ComplexType>"),
            format!("<ComplexType Name=\"c\" BaseType=\"s.{name}\"/>"),
            format!("<EntityType Name=\"e\"><NavigationProperty Name=\"{name}\" Type=\"s.e\"/></EntityType>"),
            format!("<EnumType Name=\"{name}\"/>"),
            format!("<EnumType Name=\"k\"><Member Name=\"{name}\"/></EnumType>"),
            format!("<TypeDefinition Name=\"{name}\" UnderlyingType=\"Edm.String\"/>"),
            format!("<Action Name=\"{name}\"/><ComplexType Name=\"c\"/>"),
        ] {
            // What can be a name in JSON is taken with a warning, and stands in literals; of its letters and digits names are made.
            let result = run(&schema(&content));
            assert!(result.text.contains("warning[") || result.text.contains("error["), "{payload:?}: {content}");
        }
        for (namespace, alias) in [(&*name, "x"), ("s", &*name)] {
            let result = run(&document(&format!(
                "<Schema Namespace=\"{namespace}\" Alias=\"{alias}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
                 <ComplexType Name=\"c\"/></Schema>"
            )));
            assert!(
                result.text.contains("warning[") || result.text.contains("error["),
                "{payload:?}: {namespace} {alias}"
            );
        }
    }
}

#[test]
fn characters_that_xml_does_not_have() {
    for raw in ["\0", "&#0;", "\u{1}", "&#1;", "\u{ffff}", "&#xFFFF;", "&#xD800;", "\u{1b}[31m"] {
        refused(&schema(&format!("<ComplexType Name=\"a{raw}b\"/>")));
        let text = format!(
            "<ComplexType Name=\"c\"><Property Name=\"p\" Type=\"Edm.String\" DefaultValue=\"{raw}\"/></ComplexType>"
        );
        refused(&schema(&text));
        // Nothing depends on annotations, but the character is not in what is written.
        let text = format!(
            "<ComplexType Name=\"c\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{raw}\"/></ComplexType>"
        );
        run(&schema(&text));
    }
}

#[test]
fn namespaces_are_no_paths() {
    let of = |namespace: &str| {
        document(&format!(
            "<Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
             <ComplexType Name=\"con\"/><EnumType Name=\"aux\"/><ComplexType Name=\"com\"/>\
             <ComplexType Name=\"Com\"/><ComplexType Name=\"mod\"/></Schema>\
             <Schema Namespace=\"z\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><EnumType Name=\"e\"/></Schema>"
        ))
    };
    for namespace in ["..", ".", "...", "a..b", ".a", "a.", "/", "a/b", "../a", "..\\a", "", " "] {
        refused(&of(namespace));
    }
    // Devices and folders that mean something: allowed, and written under other names.
    for namespace in
        ["con", "aux.nul", "com1.LPT9", "CON", "src", "target.debug", "git", "a.mod.mod", "super.self.crate"]
    {
        let result = run(&of(namespace));
        assert!(result.files.is_some(), "{}", result.text);
    }
}

#[test]
fn names_of_schema_files_are_texts() {
    let text = schema("<ComplexType Name=\"c\"/>");
    for name in [
        "`pwned`.csdl",
        "a\npwned.csdl",
        "a\rpwned.csdl",
        "\u{202e}pwned.csdl",
        "*\u{2028}pwned.csdl",
        "\"pwned\" [x] <b>.csdl",
        "\u{1b}[31mpwned.csdl",
    ] {
        let files = run_file(name, &text).files.unwrap();
        let root = &files["src/lib.rs"];
        let steers = |character: char| character.is_control() && character != '\n' || character == '\u{202e}';
        assert!(root.contains(MARK) && !root.contains(steers), "{name:?}: {root:?}");
    }
}

#[test]
fn names_in_the_configuration_are_names() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csdl"), schema("<ComplexType Name=\"c\"/>")).unwrap();
    for payload in PAYLOADS {
        let hostile: [fn(&mut Config, String); 5] = [
            |config, text| config.crate_name = Some(text),
            |config, text| config.crate_version = Some(text),
            |config, text| config.root_namespace = Some(text),
            |config, text| config.include = vec![text],
            |config, text| config.rename = [("s.c".to_owned(), text)].into(),
        ];
        for set in hostile {
            let mut config = Config::new([folder.path().join("a.csdl")]);
            config.out = Some(folder.path().join("out"));
            set(&mut config, (*payload).to_owned());
            assert!(csdl_codegen::generate(&config).is_err(), "{payload:?} was taken");
            assert!(!folder.path().join("out").exists(), "{payload:?}");
        }
    }
}

/// Runs on a small stack, with a limit of time.
fn quickly(name: &str, work: fn()) {
    let started = Instant::now();
    std::thread::Builder::new().stack_size(1 << 20).spawn(work).unwrap().join().unwrap();
    assert!(started.elapsed() < Duration::from_secs(30), "{name} took {:?}", started.elapsed());
}

#[test]
fn deep_nesting() {
    quickly("nesting", || {
        const DEPTH: usize = 10_000;
        for (open, close) in [
            ("<Annotation Term=\"a.b\">", "</Annotation>"),
            ("<Annotation Term=\"a.b\"><Collection>", "</Collection></Annotation>"),
            ("<x:foreign xmlns:x=\"urn:x\">", "</x:foreign>"),
            ("<Unknown>", "</Unknown>"),
            ("<ComplexType Name=\"c\">", "</ComplexType>"),
        ] {
            let text = schema(&format!("{}{}", open.repeat(DEPTH), close.repeat(DEPTH)));
            assert!(refused(&text).contains("nested deeper"), "{open}");
            assert!(refused(&open.repeat(DEPTH)).contains("error"), "{open}");
        }
        let ty = format!("{}Edm.String{}", "Collection(".repeat(DEPTH), ")".repeat(DEPTH));
        refused(&schema(&format!("<ComplexType Name=\"c\"><Property Name=\"p\" Type=\"{ty}\"/></ComplexType>")));
        let path = vec!["a"; DEPTH].join("/");
        assert!(
            run(&schema(&format!("<EntityType Name=\"e\"><Key><PropertyRef Name=\"{path}\"/></Key></EntityType>")))
                .text
                .len()
                < 20_000
        );
        let description = format!("{}pwned{}", "[".repeat(DEPTH), "](x)".repeat(DEPTH));
        let text = format!("<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{description}\"/>");
        assert!(run(&schema(&format!("<ComplexType Name=\"c\">{text}</ComplexType>"))).files.is_some());
    });
}

/// A document in JSON whose schema has these members.
fn json(members: &str) -> String {
    format!("{{\"$Version\":\"4.01\",\"s\":{{{members}}}}}")
}

/// The text as one of JSON, with its quotes.
fn quoted(text: &str) -> String {
    let escape = |character: char| match character {
        '"' | '\\' => format!("\\{character}"),
        control if control < ' ' => format!("\\u{:04x}", u32::from(control)),
        _ => character.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

#[test]
fn texts_of_json_stay_texts() {
    for payload in PAYLOADS {
        let text = quoted(payload);
        let annotations = format!(
            "\"@Org.OData.Core.V1.Description\":{text},\"@Org.OData.Core.V1.Revisions\":[{{\"Kind\":\"Deprecated\",\
             \"Version\":{text},\"Date\":{text},\"Description\":{text}}}],\"@Org.OData.Validation.V1.Pattern\":{text},\
             \"@Org.OData.Validation.V1.AllowedValues\":[{{\"Value\":{text}}}]"
        );
        let members = format!(
            "\"c\":{{\"$Kind\":\"ComplexType\",{annotations},\"p\":{{\"$DefaultValue\":{text},{annotations}}},\
             \"q\":{{\"$DefaultValue\":[{text}]}}}}"
        );
        let result = run(&json(&members));
        assert!(result.files.is_some(), "{payload:?}: {}", result.text);
        // As a name it is one, or it is refused.
        run(&json(&format!(
            "\"c\":{{\"$Kind\":\"ComplexType\",{text}:{{}}}},{text}:{{\"$Kind\":\"EnumType\",{text}:1}}"
        )));
        run(&format!("{{\"$Version\":\"4.0\",{text}:{{\"c\":{{\"$Kind\":\"ComplexType\"}}}}}}"));
        run(&json(&format!(
            "\"c\":{{\"$Kind\":{text},\"$x\":{text}}},\"d\":{{\"$Kind\":\"ComplexType\",\"$BaseType\":{text}}}"
        )));
    }
}

#[test]
fn json_that_is_deep_or_long() {
    quickly("JSON", || {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"$Not\":", "}"), ("{\"$And\":[", "]}")] {
            let of = |depth: usize| {
                let value = format!("{}1{}", open.repeat(depth), close.repeat(depth));
                json(&format!("\"c\":{{\"$Kind\":\"ComplexType\",\"@a.b\":{value}}}"))
            };
            assert!(refused(&of(100_000)).contains("nested deeper"), "{open}");
            assert!(run(&of(90)).files.is_some(), "{open}");
            assert!(refused(&open.repeat(100_000)).contains("error"), "{open}");
        }
        let many = |member: fn(usize) -> String| -> String { (0..20_000).map(member).collect::<Vec<_>>().join(",") };
        for member in [
            |index| format!("\"p{index}\":1"),
            |index| format!("\"$p{index}\":1"),
            |index| format!("\"p{index}@a.b\":1"),
            |index| format!("\"@a.b{index}\":1"),
            |index| format!("\"@a.b@a.b{index}\":1"),
            |_| "\"$OpenType\":true".to_owned(),
            |_| "\"@a.b\":1".to_owned(),
        ] {
            let text = run(&json(&format!("\"c\":{{\"$Kind\":\"ComplexType\",{}}}", many(member)))).text;
            assert!(text.len() < 50_000, "{}", text.len());
        }
        // It is the code of the enum that takes its time.
        let member = |index| format!("\"m{index}\":{index},\"m{index}@a.b\":1");
        let members = (0..5_000).map(member).collect::<Vec<String>>().join(",");
        assert!(run(&json(&format!("\"e\":{{\"$Kind\":\"EnumType\",{members}}}"))).files.is_some());
    });
}

#[test]
fn long_chains() {
    quickly("chains", || {
        let chain = |length: usize, last: &str| -> String {
            let base = |index: usize| {
                if index + 1 == length { last.to_owned() } else { format!(" BaseType=\"s.t{}\"", index + 1) }
            };
            (0..length).map(|index| format!("<ComplexType Name=\"t{index}\"{}/>", base(index))).collect()
        };
        assert!(run(&schema(&chain(100, ""))).files.is_some());
        let text = refused(&schema(&chain(5_000, " BaseType=\"s.t0\"")));
        assert!(text.contains("form a cycle") && text.len() < 20_000, "{} bytes", text.len());
        let ring: String = (0..1_000)
            .map(|index| {
                let next = (index + 1) % 1_000;
                format!("<ComplexType Name=\"r{index}\"><Property Name=\"p\" Type=\"s.r{next}\"/></ComplexType>")
            })
            .collect();
        assert!(run(&schema(&ring)).files.is_some());
    });
}

#[test]
fn many_attributes_and_faults() {
    quickly("attributes", || {
        let attributes: String = (0..100_000).map(|index| format!(" a{index}=\"\"")).collect();
        let text = run(&schema(&format!("<ComplexType Name=\"c\"{attributes}/>"))).text;
        assert!(text.contains("100,000 warnings; not shown: 99,995 of `unknown-attribute`"), "{}", text.len());
        let same = " a=\"\"".repeat(100_000);
        refused(&schema(&format!("<ComplexType Name=\"c\"{same}/>")));
        let prefixes: String = (0..20_000).map(|index| format!(" xmlns:p{index}=\"urn:{index}\"")).collect();
        run(&schema(&format!("<ComplexType Name=\"c\"{prefixes}/>")));
        let faults: String = (0..20_000).map(|index| format!("<ComplexType Name=\"a#{index}\"/>")).collect();
        let text = refused(&schema(&faults));
        assert!(text.contains("20,000 errors") && text.len() < 50_000, "{}", text.len());
        let unresolved: String =
            (0..3_000).map(|index| format!("<ComplexType Name=\"t{index}\" BaseType=\"s.u{index}\"/>")).collect();
        assert!(refused(&schema(&unresolved)).contains("3,000 errors"));
        let text = "x".repeat(5_000_000);
        let long = format!("<ComplexType Name=\"c\"><Property Name=\"{text}\" Type=\"Edm.String\"/></ComplexType>");
        assert!(run(&schema(&long)).text.len() < 5_000);
    });
}

#[test]
fn entities_do_not_expand() {
    let mut laughs = String::from("<!DOCTYPE lolz [<!ENTITY lol0 \"pwned\">");
    for level in 1..10 {
        let previous = format!("&lol{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY lol{level} \"{previous}\">"));
    }
    laughs.push_str("]>");
    let text = schema("<ComplexType Name=\"c\"><Annotation Term=\"a.b\" String=\"&lol9;\"/></ComplexType>");
    assert!(refused(&format!("{laughs}{text}")).contains("DOCTYPE"));
    assert!(run(&text).text.contains("`&lol9;` is not defined"));
    for external in ["SYSTEM \"file:///etc/passwd\"", "PUBLIC \"x\" \"http://127.0.0.1:1/x\""] {
        assert!(refused(&format!("<!DOCTYPE a {external}>{text}")).contains("DOCTYPE"));
    }
}

#[test]
fn long_names() {
    let longest = "n".repeat(128);
    let wide = "名".repeat(128);
    let twins: String =
        ["A", "B", "a"].iter().map(|end| format!("<ComplexType Name=\"{}{end}\"/>", "t".repeat(127))).collect();
    let content = format!(
        "<ComplexType Name=\"{longest}\"><Property Name=\"{longest}\" Type=\"Edm.String\"/></ComplexType>\
         <ComplexType Name=\"{wide}\"><Property Name=\"{wide}\" Type=\"Edm.String\"/></ComplexType>\
         <ComplexType Name=\"b\" BaseType=\"s.{wide}\"/>{twins}"
    );
    assert!(run(&schema(&content)).files.is_some());
    for name in ["n".repeat(129), "名".repeat(129), "n".repeat(100_000)] {
        assert!(refused(&schema(&format!("<ComplexType Name=\"{name}\"/>"))).contains("characters"));
    }
    // Namespaces whose folders would be the same if names were cut without care.
    let namespaces: String = ["x", "y", "名"]
        .iter()
        .map(|end| {
            format!(
                "<Schema Namespace=\"{}{end}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
                 <ComplexType Name=\"c\"/></Schema>",
                "m".repeat(120)
            )
        })
        .collect();
    let result = run(&document(&namespaces));
    let files = result.files.unwrap_or_else(|| panic!("{}", result.text));
    assert_eq!(files.keys().filter(|path| path.ends_with("/c.rs")).count(), 3);
    let deep = vec!["m".repeat(30); 16].join(".");
    let deep = format!(
        "<Schema Namespace=\"{deep}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><ComplexType Name=\"c\"/></Schema>\
         <Schema Namespace=\"z\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><ComplexType Name=\"c\"/></Schema>"
    );
    assert!(run(&document(&deep)).files.is_some());
}

/// Whatever is in the list of files, nothing else is removed.
#[test]
fn the_list_of_files_cannot_name_others() {
    let sandbox = tempfile::tempdir().unwrap();
    let out = sandbox.path().join("out");
    fs::write(sandbox.path().join("a.csdl"), schema("<ComplexType Name=\"c\"/>")).unwrap();
    let mut config = Config::new([sandbox.path().join("a.csdl")]);
    config.out = Some(out.clone());
    config.crate_name = Some("hostile".to_owned());
    assert!(csdl_codegen::generate(&config).is_ok());
    let precious = [sandbox.path().join("precious.rs"), out.join("src/precious.rs"), out.join("notes.md")];
    for path in &precious {
        fs::write(path, "fn mine() {}\n").unwrap();
    }
    let list = out.join(".csdl-codegen");
    let good = fs::read_to_string(&list).unwrap();
    let hash = "0".repeat(64);
    for path in
        ["../precious.rs", "/etc/passwd", "src/precious.rs", "notes.md", "src/../../precious.rs", "src\\precious.rs"]
    {
        fs::write(&list, format!("{good}{hash}  {path}\n")).unwrap();
        // Whether it is refused depends on the path; what matters is what is left.
        let _ = csdl_codegen::generate(&config);
        assert!(precious.iter().all(|path| path.exists()), "{path}");
    }
    assert_eq!(fs::read_to_string(Path::new(&precious[1])).unwrap(), "fn mine() {}\n");
}
