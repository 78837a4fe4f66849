use super::*;

/// Asserts that there is exactly one fault, an error, that its span covers `marked`, and that its text contains `message`.
#[track_caller]
fn error(text: &str, marked: &str, message: &str) {
    testing::one(&faults(text), "error", marked, message);
}

/// The same, of a warning.
#[track_caller]
fn warning(text: &str, marked: &str, message: &str) {
    testing::one(&faults(text), "warning", marked, message);
}

#[track_caller]
fn malformed(text: &str, marked: &str, message: &str) {
    error(text, marked, message);
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
    error(&text, "[", "nested deeper than 200 levels");
    let text = annotation(&format!("{}1{}", "[".repeat(150), "]".repeat(150)));
    assert_eq!(faults(&text), "");
}

#[test]
fn no_csdl() {
    error("[1]", "[", "the document is an array, not CSDL");
    error("{}", "{", "JSON of some other kind");
    error("{\"openapi\":\"3.1.0\"}", "{", "an OpenAPI document");
    error("{\"swagger\":\"2.0\"}", "{", "an OpenAPI document");
    error("{\"$schema\":\"x\",\"definitions\":{}}", "{", "a JSON Schema");
    error("{\"error\":{\"code\":\"x\"}}", "{", "an error response");
    error("{\"@odata.context\":\"x\",\"value\":[]}", "{", "an OData response");
    warning("{\"s\":{\"t\":{\"$Kind\":\"ComplexType\"}}}", "{", "`$Version` of the document is missing");
    warning("{\"s\":{\"t\":[{\"$Kind\":\"Action\"}]}}", "{", "`$Version` of the document is missing");
    error("{\"$Version\":\"2.0\"}", "2.0", "CSDL version `2.0`");
    warning("{\"$Version\":\"4.02\"}", "4.02", "CSDL version `4.02`");
    assert_eq!(faults("{\"$Version\":\"4.0\"}"), "");
}

#[test]
fn members_that_are_unknown() {
    warning(
        &ty("\"$Basetype\":\"s.b\""),
        "$Basetype",
        "unknown member `$Basetype` of `EntityType`. did you mean `$BaseType`?",
    );
    warning(&ty("\"$x\":1"), "$x", "it has no effect");
    warning(&ty("\"p\":{\"$BaseType\":\"s.b\"}"), "$BaseType", "unknown member `$BaseType` of `Property`");
    warning(&ty("\"p\":{\"MaxLength\":1}"), "MaxLength", "`MaxLength` in `Property` is ignored");
    warning(&schema("\"$x\":1"), "$x", "unknown member `$x` of `Schema`");
    warning("{\"$Version\":\"4.0\",\"$x\":1}", "$x", "unknown member `$x` of `document`");
    warning(&annotation("{\"$x\":1}"), "$x", "unknown member `$x` of `Record`");
    warning(&annotation("{\"$Path\":\"a\",\"b\":1}"), "b", "`b` in `$Path` is ignored");
}

#[test]
fn members_that_are_twice_there() {
    warning(&ty("\"$OpenType\":true,\"$OpenType\":true"), "$OpenType", "the member `$OpenType` is given twice");
    error(&ty("\"p\":{\"$Type\":\"a.b\",\"$Type\":\"a.c\"}"), "$Type", "the member `$Type` is given twice");
    warning(&ty("\"@t.T\":{\"$Path\":\"a\",\"$Path\":\"b\"}"), "$Path", "`$Path` is given twice");
    let twice = "{\"$Version\":\"4.0\",\"s\":{},\"s\":{}}";
    warning(twice, "s", "the member `s` is given twice. both are read");
    // That these are declared twice is for the model to say.
    assert_eq!(faults(&ty("\"p\":{},\"p\":{}")), "");
}

#[test]
fn members_that_are_missing() {
    error(&schema("\"t\":{}"), "t", "the member `$Kind` of `t` is missing");
    error(&schema("\"t\":[{}]"), "t", "the member `$Kind` of `t` is missing");
    error(&schema("\"t\":{\"$Kind\":\"TypeDefinition\"}"), "t", "`$UnderlyingType` of `TypeDefinition` is missing");
    error(&ty("\"n\":{\"$Kind\":\"NavigationProperty\"}"), "n", "`$Type` of `NavigationProperty` is missing");
    error(&schema("\"f\":[{\"$Kind\":\"Action\",\"$Parameter\":[{}]}]"), "{", "`$Name` of `Parameter` is missing");
    error(&schema("\"c\":{\"$Kind\":\"EntityContainer\",\"x\":{}}"), "x", "`$Type` of `Singleton` is missing");
    warning(&annotation("{\"$Apply\":[]}"), "{", "`$Function` of `expression` is missing");
    error(
        "{\"$Version\":\"4.0\",\"$Reference\":{\"u\":{\"$Include\":[{}]}}}",
        "{",
        "the member `$Namespace` of `Include` is missing",
    );
}

#[test]
fn values_of_another_kind() {
    warning("{\"$Version\":\"4.0\",\"s\":1}", "s", "`s` in `document` is ignored: it is a number");
    warning(&schema("\"t\":null"), "t", "`t` in `Schema` is ignored: it is null");
    warning(&ty("\"p\":\"Edm.String\""), "p", "`p` in `EntityType` is ignored: it is a string");
    warning(&ty("\"$OpenType\":1"), "1", "`$OpenType` is a number. write `true` or `false`");
    warning(&ty("\"$OpenType\":\"true\""), "true", "`$OpenType` is a string");
    warning(&ty("\"$OpenType\":\"yes\""), "yes", "`yes` is not a boolean");
    error(&ty("\"$BaseType\":{}"), "{", "`$BaseType` is an object. write a string");
    warning(&ty("\"$Key\":\"id\""), "\"id\"", "`$Key` is ignored: it is a string");
    warning(&ty("\"$Key\":[1]"), "1", "`$Key` is a number");
    warning(&ty("\"p\":{\"$MaxLength\":\"long\"}"), "long", "`long` is not a value that `$MaxLength` can have");
    warning(&ty("\"p\":{\"$MaxLength\":1.5}"), "1.5", "`1.5` is not a value that `$MaxLength` can have");
    warning(&ty("\"p\":{\"$Scale\":[]}"), "[", "`$Scale` is an array");
    warning(&ty("\"p\":{\"$Precision\":-1}"), "-1", "`-1` is not an integer, as `$Precision` must be");
    warning(&ty("\"p\":{\"$MaxLength\":99999999999999999999}"), "99999999999999999999", "it is ignored");
    warning(&ty("\"p\":{\"$SRID\":\"foo\"}"), "foo", "`foo` is not a value that `$SRID` can have");
    error(&ty("\"p\":{\"$Collection\":\"maybe\"}"), "maybe", "`maybe` is not a boolean");
    let navigation =
        |member: &str| ty(&format!("\"p\":{{\"$Kind\":\"NavigationProperty\",\"$Type\":\"s.t\",{member}}}"));
    warning(&navigation("\"$ContainsTarget\":\"maybe\""), "maybe", "`maybe` is not a boolean");
    warning(&navigation("\"$OnDelete\":1"), "1", "`$OnDelete` is a number");
    warning(&navigation("\"$ReferentialConstraint\":{\"a\":1}"), "1", "`$ReferentialConstraint` is a number");
    // A member can be called as a facet is.
    error(&schema("\"e\":{\"$Kind\":\"EnumType\",\"Scale\":1.5}"), "1.5", "as `Scale` must be");
    error(&schema("\"e\":{\"$Kind\":\"EnumType\",\"a\":1.5}"), "1.5", "`1.5` is not an integer, as `a` must be");
    error(&schema("\"e\":{\"$Kind\":\"EnumType\",\"a\":{}}"), "{", "`a` is an object");
    warning(&schema("\"e\":[{\"$Kind\":\"EnumType\"}]"), "EnumType", "it is in an array");
    warning(&schema("\"f\":{\"$Kind\":\"Action\"}"), "Action", "the action is not in an array");
    warning(&annotation("{\"$And\":true}"), "true", "`$And` is a boolean. write an array of expressions");
    warning(&annotation("{\"$And\":[true]}"), "[", "`$And` has 1 child expressions");
    warning(&annotation("{\"$If\":[true]}"), "[", "it needs 2 to 3");
}

#[test]
fn kinds_that_are_unknown() {
    warning(&schema("\"t\":{\"$Kind\":\"Entitytype\"}"), "Entitytype", "did you mean `EntityType`?");
    warning(&schema("\"t\":{\"$Kind\":1}"), "1", "unknown `$Kind` ``");
    warning(&ty("\"p\":{\"$Kind\":\"Navigation\"}"), "Navigation", "unknown `$Kind` `Navigation` in `EntityType`");
}

#[test]
fn names() {
    warning(&schema("\"a b\":{\"$Kind\":\"ComplexType\"}"), "a b", "it contains a space");
    error(&schema("\"a#\":{\"$Kind\":\"ComplexType\"}"), "a#", "is not a simple identifier");
    warning(&ty("\" p\":{}"), " p", "white space around the name `p`");
    warning(&ty("\"\\u0020p\":{}"), "\\u0020p", "white space around the name `p`");
    // What is wrong with the name of a type is said where it is looked up.
    assert_eq!(faults(&ty("\"p\":{\"$Type\":\"s..t\"}")), "");
    error(&ty("\"p\":{\"$Type\":\"\"}"), "", "it is empty");
    warning(&ty("\"\":{}"), "", "it is left out");
    warning(&ty("\"a\\u0000b\":{}"), "a\\u0000b", "it contains `\\u{0}`. it is left out");
    warning(&ty("\"p\":{\"$Type\":\"Collection(Edm.String)\"}"), "Collection(Edm.String)", "written as in XML");
    warning(&ty("\"@T\":1"), "T", "it has no namespace");
    warning(&ty("\"@t.T#\":1"), "", "is not a qualifier");
    error("{\"$Version\":\"4.0\",\"a/b\":{}}", "a/b", "is not a namespace");
}

#[test]
fn annotations_of_nothing() {
    warning(&ty("\"p@t.T\":1"), "p@t.T", "the annotated `p` does not exist");
    warning(&ty("\"@t.T@t.U\":1"), "@t.T@t.U", "the annotated `@t.T` does not exist");
    let nested: String = (1..40).map(|depth| format!(",\"{}\":1", "@t.T".repeat(depth))).collect();
    let text = schema(&format!("\"t\":{{\"$Kind\":\"ComplexType\"{nested}}}"));
    assert!(faults(&text).contains("nested deeper than 16 levels"), "{}", faults(&text));
}
