//! What a configuration cannot say.

use super::*;

#[test]
fn unknown_keys() {
    let faults = faults("crate_name = 'x'\nincludes = []\nfeatures = 1\n");
    assert_eq!(faults[0].0, "crate_name");
    assert_eq!(faults[0].1, "there is no key `crate_name`");
    assert_eq!(faults[0].2, "did you mean `crate-name`?");
    assert_eq!(faults[1].2, "did you mean `include`?");
    assert!(faults[2].2.starts_with("the keys are `schemas`, "));
    assert_eq!(faults.len(), 3);
    let [(marked, message, help)] = &self::faults("[runtime]\nembedded = true\ncrates = 8\n")[..] else { panic!() };
    assert_eq!((&**marked, &**message), ("crates", "`crates` is not a key of this table"));
    assert_eq!(help, "write it above all tables: what is below one belongs to it");
}

#[test]
fn values_of_the_wrong_kind() {
    let faults = faults(
        "schemas = 'a.csdl'\nout = 1\ninclude = ['a.b', 2, []]\nexclude = ''\n\
         crate-name = ''\n[rename]\na.b = 'C'\nd = 4\n",
    );
    let found: Vec<(&str, &str)> = faults.iter().map(|(marked, message, _)| (&**marked, &**message)).collect();
    assert_eq!(
        found,
        [
            ("'a.csdl'", "`schemas` is a string, not a list of strings"),
            ("1", "`out` is an integer, not a string"),
            ("2", "an item of `include` is an integer, not a string"),
            ("[]", "an item of `include` is an array, not a string"),
            ("''", "`exclude` is a string, not a list of strings"),
            ("''", "`crate-name` is empty"),
            ("a", "`a` in `[rename]` is a table, not a string"),
            ("4", "`d` in `[rename]` is an integer, not a string"),
        ]
    );
    assert_eq!(faults[0].2, "write it as `schemas = [\"…\"]`");
    assert_eq!(faults[2].2, "write it as `include = [\"…\"]`");
    assert!(faults[6].2.contains("quotes"));
}

#[test]
fn tables_that_cannot_be_meant() {
    let faults = faults(
        "[replace]\n'a.b' = 'Type'\n'b' = 'a::B'\n'a.c' = 1\na.d = 'x'\n\
         [dependencies]\n'a b' = '1'\nodata-runtime = '1'\nx = 1\nserde = { version = '1', optional = true }\n\
         [[attributes]]\nderive = ['Foo']\ntype = 'a.*'\n[[attributes]]\ntypes = 'a.b '\nkinds = ['enumm']\n\
         attributes = ['#![a]']\n",
    );
    let found: Vec<(&str, &str, &str)> =
        faults.iter().map(|(at, message, help)| (&**at, &**message, &**help)).collect();
    for (at, start, help) in [
        ("'Type'", "`Type` cannot be in place of `a.b`: `Type` is not known in generated files", "write the path"),
        ("'b'", "`b` is not the name of a type", "write `ns.Type`"),
        ("1", "`a.c` in `[replace]` is an integer, not a string", "write it as `\"ns.Type\" = "),
        ("a", "`a` in `[replace]` is a table, not a string", "put quotes around a name with dots"),
        ("'a b'", "`a b` is not the name of a crate", "write it as in a Cargo.toml"),
        ("odata-runtime", "the generated crate depends on `odata-runtime` already", "leave it out"),
        ("serde", "`serde` is a feature of the generated crate", "leave `optional` out"),
        ("1", "`x` in `[dependencies]` is an integer, not a string or table", "write it as in a Cargo.toml"),
        ("'Foo'", "`Foo` is not a trait to derive: ", "write its path"),
        ("type", "there is no key `type`", "did you mean `types`?"),
        ("'a.b '", "`a.b ` is not a pattern: ", "write a qualified name"),
        ("'enumm'", "`kinds` cannot be `enumm`", "did you mean `enum`?"),
        ("'#![a]'", "`#![a]` is not an attribute: ", "write it as in Rust"),
    ] {
        let is_there = |(marked, message, advice): &(&str, &str, &str)| {
            *marked == at && message.starts_with(start) && advice.starts_with(help)
        };
        assert!(found.iter().any(is_there), "{start}: {found:#?}");
    }
    assert_eq!(found.len(), 14, "the first table of attributes has no types: {found:#?}");
}

#[test]
fn choices() {
    let faults = faults("navigation = 'alll'\nderived = 'deep'\nbase64 = 1\ndocs = 'no'\nheader = \"a\\u202eb\"\n");
    let found: Vec<(&str, &str)> = faults.iter().map(|(_, message, help)| (&**message, &**help)).collect();
    assert_eq!(
        found,
        [
            ("`navigation` cannot be `alll`", "did you mean `all`?"),
            ("`derived` cannot be `deep`", "write `\"selected\"` or `\"properties\"` or `\"all\"`"),
            ("`base64` is an integer, not a string", "write it as `base64 = \"…\"`"),
            ("`docs` is a string, not a boolean", "write it as `docs = true` or `false`"),
            (
                "`header` has the character U+202E, which cannot be in a comment",
                "leave it out; lines end with a line feed"
            ),
        ]
    );
}

#[test]
fn several_crates() {
    assert_eq!(valid("crates = 0x8").crates, Some(8));
    assert_eq!(valid("crates = 1\nemit = 'module'").crates, Some(1));
    for (text, fault) in [
        ("crates = '8'", "`crates` is a string, not a number"),
        ("crates = -8", "`crates` cannot be `-8`"),
        ("crates = 0", "`crates` cannot be 0"),
        ("crates = 3", "`crates` cannot be 3"),
        ("crates = 8\nemit = 'module'", "a module cannot be spread over 8 crates"),
        (
            "crates = 8\nreplace.'a.b' = 'crate::C'",
            "`crate::C` is in one of 8 crates, and cannot be in place of `a.b` in all",
        ),
        (
            "crates = 8\ncrate-name = 'graph'\ndependencies.graph-part-1 = '1'",
            "`graph-part-1` is the name of a crate that is generated",
        ),
        (
            "crates = 8\ncrate-name = 'graph'\ndependencies.graph_base = '1'",
            "`graph_base` is the name of a crate that is generated",
        ),
        (
            "crates = 8\nreplace.'a.b' = 'Vec<crate::runtime::Map<crate::C>>'",
            "`Vec<crate::runtime::Map<crate::C>>` is in one of 8 crates, and cannot be in place of `a.b` in all",
        ),
    ] {
        let found = faults(text);
        let messages: Vec<&str> = found.iter().map(|(_, message, _)| &**message).collect();
        assert_eq!(messages, [fault], "{text}");
    }
    let replaced = valid(
        "crates = 8\n[replace]\n'a.b' = 'crate::runtime::values::Duration'\n'a.c' = 'my_crate::C'\n'a.d' = 'Vec<my_crate::C>'",
    );
    assert_eq!(replaced.replace.len(), 3);
    assert_eq!(valid("crates = 1\ncrate-name = 'graph'\ndependencies.graph-base = '1'").dependencies.len(), 1);
}

#[test]
fn rename_and_schemas_as_a_whole() {
    let faults = faults("schemas = []\nrename = ['a']\n");
    assert_eq!(faults[0].1, "`schemas` is empty");
    assert_eq!(faults[1].1, "`rename` is an array, not a table");
}

#[test]
fn not_toml() {
    let faults = faults("out = \ncrate-name = 'a'\ncrate-name = 'b'\nx = [1\n");
    assert!(faults.len() >= 2, "{faults:?}");
    assert!(faults.iter().all(|fault| fault.1.starts_with("this is not TOML: ")), "{faults:?}");
}

#[test]
fn values_that_cannot_be_meant() {
    let faults = faults(
        "crate-name = '9lives'\ncrate-version = '1.2'\nroot-namespace = 'a..b'\ninclude = ['a.b ']\nexclude = ['a.']\n\
         [rename]\n'a..b' = 'X'\n'a.b/' = 'X'\n'a.b' = 'x y'\n'a.c' = 'self'\n'a.d' = 'type'\n'a.e' = 'x /* */'\n",
    );
    let marked: Vec<&str> = faults.iter().map(|fault| &*fault.0).collect();
    let expected = ["'9lives'", "'1.2'", "'a..b'", "'a.b '", "'a.'", "'a..b'", "'a.b/'", "'a.b'", "'a.c'", "'a.e'"];
    assert_eq!(marked, expected);
    assert!(faults.iter().all(|fault| !fault.2.is_empty()));
    assert_eq!(faults[3].1, "`a.b ` is not a pattern: ' ' cannot be in a qualified name");
}

fn is_refused(config: &Config) -> bool {
    let mut diagnostics = Diagnostics::default();
    config.check(&mut diagnostics);
    diagnostics.has_errors()
}

#[test]
fn crate_names() {
    let is_refused = |name: &str| is_refused(&Config { crate_name: Some(name.to_owned()), ..valid("") });
    let refused = "-a _a _ 1a a.b ä fn Self test core std proc-macro gen serde Serde-Json nul com1 a/b ..";
    for name in refused.split(' ').chain(["", "a b"]) {
        assert!(is_refused(name), "{name}");
    }
    for name in ["graph", "graph-types", "graph_types", "g2", "Graph", "complete", "nulls", "union", "comb"] {
        assert!(!is_refused(name), "{name}");
    }
}

#[test]
fn versions() {
    let is_refused = |version: &str| is_refused(&Config { crate_version: Some(version.to_owned()), ..valid("") });
    for version in ["0.1.0", "1.2.3-alpha.1", "1.2.3-0a", "10.20.30+build.01", "1.0.0-x-y.7+z"] {
        assert!(!is_refused(version), "{version}");
    }
    let refused = "1 1.2 1.2.3.4 01.2.3 1.2.x 1.2.3- 1.2.3-01 1.2.3+ v1.2.3 +1.2.3 99999999999999999999.0.0";
    for version in refused.split(' ').chain(["", "1.2.3 "]) {
        assert!(is_refused(version), "{version}");
    }
}
