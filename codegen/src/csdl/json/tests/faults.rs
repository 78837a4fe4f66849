use super::*;

/// Asserts that there is exactly one fault, that its span covers `marked`, and that its text contains `message`.
#[track_caller]
fn one(text: &str, severity: &str, marked: &str, message: &str) {
    testing::one(&faults(text), severity, marked, message);
}

#[track_caller]
fn malformed(text: &str, marked: &str, message: &str) {
    one(text, "error", marked, message);
    assert!(faults(text).contains("the file is not well-formed JSON: "), "{}", faults(text));
}

#[test]
fn not_well_formed() {
    malformed("{\"a\":1,}", ",", "a trailing comma");
    malformed("{\"a\":[1,2,]}", ",", "a trailing comma");
    malformed("{\"a\" 1}", "1", "expected `:` after the name `a`, found `1`");
    malformed("{\"a\":1 \"b\":2}", "\"", "expected `,` or `}`, found `\"`");
    malformed("{\"a\":[1 2]}", "2", "expected `,` or `]`, found `2`");
    malformed("{a:1}", "a", "expected the name of a member, found `a`");
    malformed("{'a':1}", "'", "expected the name of a member, found `'`");
    malformed("{\"a\":'b'}", "'", "expected a value, found `'`");
    malformed("{\"a\":nul}", "n", "expected a value, found `nul`");
    malformed("{\"a\":truey}", "t", "expected a value, found `truey`");
    malformed("{\"a\":}", "}", "expected a value, found `}`");
    malformed("{ // no\n}", "/", "a comment, which JSON does not have");
    malformed("{} {}", "{", "after the end of the document");
    malformed("{\"a\":\"b\n\"}", "\"b", "no closing quote on its line");
    malformed("{\"a\":\"b", "\"b", "no closing quote");
    malformed("{\"a\":\"\t\"}", "\t", "the character U+0009");
    malformed("{\"a\":\"\\x\"}", "\\", "unknown escape sequence");
    malformed("{\"a\":\"\\u12\"}", "\\", "is not a character");
    malformed("{\"a\":\"\\ud800\"}", "\\", "is not a character");
    malformed("{\"a\":\"\\ud800\\u0041\"}", "\\", "is not a character");
    malformed("{\"a\":\"\\udc00\"}", "\\", "is not a character");
    for number in ["01", "-", "1.", "1e", "1e+", "--1", "1.e1", "0x1", "1-2", "-01", "1e5.5"] {
        malformed(&format!("{{\"a\":{number}}}"), number, "is not a number");
    }
    malformed("{\"a\":+1}", "+", "expected a value, found `+`");
}

#[test]
fn cut_off() {
    malformed("{\"$Version\":\"4.01\",\"s\":{", "", "it ends too early");
    malformed("{\"$Version\"", "", "it ends too early");
    malformed("{\"$Version\":", "", "it ends too early");
    malformed("[1,", "", "it ends too early");
    malformed("{\"a\":\"\\", "", "it ends too early");
}

#[test]
fn nested_too_deep() {
    let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    one(&text, "error", "[", "nested deeper than 200 levels");
    let text = annotation(&format!("{}1{}", "[".repeat(150), "]".repeat(150)));
    assert_eq!(faults(&text), "");
}

#[test]
fn no_csdl() {
    one("[1]", "error", "[", "the document is an array, not CSDL");
    one("{}", "error", "{", "JSON of some other kind");
    one("{\"openapi\":\"3.1.0\"}", "error", "{", "an OpenAPI document");
    one("{\"swagger\":\"2.0\"}", "error", "{", "an OpenAPI document");
    one("{\"$schema\":\"x\",\"definitions\":{}}", "error", "{", "a JSON Schema");
    one("{\"error\":{\"code\":\"x\"}}", "error", "{", "an error response");
    one("{\"@odata.context\":\"x\",\"value\":[]}", "error", "{", "an OData response");
    one("{\"s\":{\"t\":{\"$Kind\":\"ComplexType\"}}}", "warning", "{", "`$Version` of the document is missing");
    one("{\"s\":{\"t\":[{\"$Kind\":\"Action\"}]}}", "warning", "{", "`$Version` of the document is missing");
    one("{\"$Version\":\"2.0\"}", "error", "2.0", "CSDL version `2.0`");
    one("{\"$Version\":\"4.02\"}", "warning", "4.02", "CSDL version `4.02`");
    assert_eq!(faults("{\"$Version\":\"4.0\"}"), "");
}

#[test]
fn members_that_are_unknown() {
    one(
        &ty("\"$Basetype\":\"s.b\""),
        "warning",
        "$Basetype",
        "unknown member `$Basetype` of `EntityType`. did you mean `$BaseType`?",
    );
    one(&ty("\"$x\":1"), "warning", "$x", "it has no effect");
    one(&ty("\"p\":{\"$BaseType\":\"s.b\"}"), "warning", "$BaseType", "unknown member `$BaseType` of `Property`");
    one(&ty("\"p\":{\"MaxLength\":1}"), "warning", "MaxLength", "`MaxLength` in `Property` is ignored");
    one(&schema("\"$x\":1"), "warning", "$x", "unknown member `$x` of `Schema`");
    one("{\"$Version\":\"4.0\",\"$x\":1}", "warning", "$x", "unknown member `$x` of `document`");
    one(&annotation("{\"$x\":1}"), "warning", "$x", "unknown member `$x` of `Record`");
    one(&annotation("{\"$Path\":\"a\",\"b\":1}"), "warning", "b", "`b` in `$Path` is ignored");
}

#[test]
fn members_that_are_twice_there() {
    one(&ty("\"$OpenType\":true,\"$OpenType\":true"), "warning", "$OpenType", "the member `$OpenType` is given twice");
    one(&ty("\"p\":{\"$Type\":\"a.b\",\"$Type\":\"a.c\"}"), "error", "$Type", "the member `$Type` is given twice");
    one(&ty("\"@t.T\":{\"$Path\":\"a\",\"$Path\":\"b\"}"), "warning", "$Path", "`$Path` is given twice");
    let twice = "{\"$Version\":\"4.0\",\"s\":{},\"s\":{}}";
    one(twice, "warning", "s", "the member `s` is given twice. both are read");
    // That these are declared twice is for the model to say.
    assert_eq!(faults(&ty("\"p\":{},\"p\":{}")), "");
}

#[test]
fn members_that_are_missing() {
    one(&schema("\"t\":{}"), "error", "t", "the member `$Kind` of `t` is missing");
    one(&schema("\"t\":[{}]"), "error", "t", "the member `$Kind` of `t` is missing");
    one(
        &schema("\"t\":{\"$Kind\":\"TypeDefinition\"}"),
        "error",
        "t",
        "`$UnderlyingType` of `TypeDefinition` is missing",
    );
    one(&ty("\"n\":{\"$Kind\":\"NavigationProperty\"}"), "error", "n", "`$Type` of `NavigationProperty` is missing");
    one(
        &schema("\"f\":[{\"$Kind\":\"Action\",\"$Parameter\":[{}]}]"),
        "error",
        "{",
        "`$Name` of `Parameter` is missing",
    );
    one(&schema("\"c\":{\"$Kind\":\"EntityContainer\",\"x\":{}}"), "error", "x", "`$Type` of `Singleton` is missing");
    one(&annotation("{\"$Apply\":[]}"), "warning", "{", "`$Function` of `expression` is missing");
    one(
        "{\"$Version\":\"4.0\",\"$Reference\":{\"u\":{\"$Include\":[{}]}}}",
        "error",
        "{",
        "the member `$Namespace` of `Include` is missing",
    );
}

#[test]
fn values_of_another_kind() {
    one("{\"$Version\":\"4.0\",\"s\":1}", "warning", "s", "`s` in `document` is ignored: it is a number");
    one(&schema("\"t\":null"), "warning", "t", "`t` in `Schema` is ignored: it is null");
    one(&ty("\"p\":\"Edm.String\""), "warning", "p", "`p` in `EntityType` is ignored: it is a string");
    one(&ty("\"$OpenType\":1"), "warning", "1", "`$OpenType` is a number. write `true` or `false`");
    one(&ty("\"$OpenType\":\"true\""), "warning", "true", "`$OpenType` is a string");
    one(&ty("\"$OpenType\":\"yes\""), "warning", "yes", "`yes` is not a boolean");
    one(&ty("\"$BaseType\":{}"), "error", "{", "`$BaseType` is an object. write a string");
    one(&ty("\"$Key\":\"id\""), "warning", "\"id\"", "`$Key` is ignored: it is a string");
    one(&ty("\"$Key\":[1]"), "warning", "1", "`$Key` is a number");
    one(&ty("\"p\":{\"$MaxLength\":\"long\"}"), "warning", "long", "`long` is not a value that `$MaxLength` can have");
    one(&ty("\"p\":{\"$MaxLength\":1.5}"), "warning", "1.5", "`1.5` is not a value that `$MaxLength` can have");
    one(&ty("\"p\":{\"$Scale\":[]}"), "warning", "[", "`$Scale` is an array");
    one(&ty("\"p\":{\"$Precision\":-1}"), "warning", "-1", "`-1` is not an integer, as `$Precision` has to be");
    one(&ty("\"p\":{\"$MaxLength\":99999999999999999999}"), "warning", "99999999999999999999", "it is ignored");
    one(&ty("\"p\":{\"$SRID\":\"foo\"}"), "warning", "foo", "`foo` is not a value that `$SRID` can have");
    one(&ty("\"p\":{\"$Collection\":\"maybe\"}"), "error", "maybe", "`maybe` is not a boolean");
    let navigation =
        |member: &str| ty(&format!("\"p\":{{\"$Kind\":\"NavigationProperty\",\"$Type\":\"s.t\",{member}}}"));
    one(&navigation("\"$ContainsTarget\":\"maybe\""), "warning", "maybe", "`maybe` is not a boolean");
    one(&navigation("\"$OnDelete\":1"), "warning", "1", "`$OnDelete` is a number");
    one(&navigation("\"$ReferentialConstraint\":{\"a\":1}"), "warning", "1", "`$ReferentialConstraint` is a number");
    // A member can be called as a facet is.
    one(&schema("\"e\":{\"$Kind\":\"EnumType\",\"Scale\":1.5}"), "error", "1.5", "as `Scale` has to be");
    one(
        &schema("\"e\":{\"$Kind\":\"EnumType\",\"a\":1.5}"),
        "error",
        "1.5",
        "`1.5` is not an integer, as `a` has to be",
    );
    one(&schema("\"e\":{\"$Kind\":\"EnumType\",\"a\":{}}"), "error", "{", "`a` is an object");
    one(&schema("\"e\":[{\"$Kind\":\"EnumType\"}]"), "warning", "EnumType", "it is in an array");
    one(&schema("\"f\":{\"$Kind\":\"Action\"}"), "warning", "Action", "the action is not in an array");
    one(&annotation("{\"$And\":true}"), "warning", "true", "`$And` is a boolean. write an array of expressions");
    one(&annotation("{\"$And\":[true]}"), "warning", "[", "`$And` has 1 child expressions");
    one(&annotation("{\"$If\":[true]}"), "warning", "[", "it needs 2 to 3");
}

#[test]
fn kinds_that_are_unknown() {
    one(&schema("\"t\":{\"$Kind\":\"Entitytype\"}"), "warning", "Entitytype", "did you mean `EntityType`?");
    one(&schema("\"t\":{\"$Kind\":1}"), "warning", "1", "unknown `$Kind` ``");
    one(
        &ty("\"p\":{\"$Kind\":\"Navigation\"}"),
        "warning",
        "Navigation",
        "unknown `$Kind` `Navigation` in `EntityType`",
    );
}

#[test]
fn names() {
    one(&schema("\"a b\":{\"$Kind\":\"ComplexType\"}"), "warning", "a b", "it contains a space");
    one(&schema("\"a#\":{\"$Kind\":\"ComplexType\"}"), "error", "a#", "is not a simple identifier");
    one(&ty("\" p\":{}"), "warning", " p", "white space around the name `p`");
    one(&ty("\"\\u0020p\":{}"), "warning", "\\u0020p", "white space around the name `p`");
    // What is wrong with the name of a type is said where it is looked up.
    assert_eq!(faults(&ty("\"p\":{\"$Type\":\"s..t\"}")), "");
    one(&ty("\"p\":{\"$Type\":\"\"}"), "error", "", "it is empty");
    one(&ty("\"\":{}"), "warning", "", "it is left out");
    one(&ty("\"a\\u0000b\":{}"), "warning", "a\\u0000b", "it contains `\\u{0}`. it is left out");
    one(&ty("\"p\":{\"$Type\":\"Collection(Edm.String)\"}"), "warning", "Collection(Edm.String)", "written as in XML");
    one(&ty("\"@T\":1"), "warning", "T", "it has no namespace");
    one(&ty("\"@t.T#\":1"), "warning", "", "is not a qualifier");
    one("{\"$Version\":\"4.0\",\"a/b\":{}}", "error", "a/b", "is not a namespace");
}

#[test]
fn annotations_of_nothing() {
    one(&ty("\"p@t.T\":1"), "warning", "p@t.T", "the annotated `p` does not exist");
    one(&ty("\"@t.T@t.U\":1"), "warning", "@t.T@t.U", "the annotated `@t.T` does not exist");
    let nested: String = (1..40).map(|depth| format!(",\"{}\":1", "@t.T".repeat(depth))).collect();
    let text = schema(&format!("\"t\":{{\"$Kind\":\"ComplexType\"{nested}}}"));
    assert!(faults(&text).contains("nested deeper than 16 levels"), "{}", faults(&text));
}
