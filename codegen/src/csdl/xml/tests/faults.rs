use super::*;

/// Asserts that there is exactly one fault, that its span covers `marked`, and that its text contains `message`.
#[track_caller]
fn one(text: &str, severity: &str, marked: &str, message: &str) {
    testing::one(&faults(text), severity, marked, message);
}

#[track_caller]
fn malformed(text: &str, marked: &str, message: &str) {
    one(text, "error", marked, message);
    assert!(faults(text).contains("the file is not well-formed XML: "), "{}", faults(text));
}

#[test]
fn not_xml() {
    one("", "error", "", "the file has no root element");
    one(" \n<!-- nothing -->", "error", "", "the file has no root element");
    one("{\"$Version\": \"4.0\"}", "error", "{\"$Version\": \"4.0\"}", "the file is not XML: it starts with");
    one("  Not found\nat all", "error", "Not found", "the file is not XML: it starts with `Not found");
    malformed("<a>\u{1}</a>", "\u{1}", "U+0001");
    malformed("<a>\u{0}</a>", "\u{0}", "U+0000");
}

#[test]
fn not_well_formed() {
    malformed(&edmx("<x:Reference Uri='u'></x:b>"), "</x:b>", "expected the end tag `</x:Reference>`, found `</x:b>`");
    malformed("</a>", "</a>", "`</a>` has no start tag");
    let unclosed = "<ComplexType Name=\"c/>\n<ComplexType Name=\"d\"/>";
    malformed(&schema(unclosed), "<ComplexType Name=\"c/>", "add the closing quote");
    malformed(&edmx("<a b='>\n<c d='/>"), "<", "the closing quote may be missing");
    malformed(&edmx("<a b=c/>"), "c", "no quotes");
    malformed(&edmx("<a b/>"), "", "no `=`");
    malformed(&edmx("<a b='1'c='2'/>"), "c", "a space is missing");
    malformed(&edmx("<1/>"), "<1", "`1` is not the name of an element");
    malformed(&edmx("< a/>"), "<", "is not the name of an element");
    malformed(&edmx("<u:a/>"), "u", "prefix `u` is not declared");
    malformed(&edmx("<a u:b='1'/>"), "u", "prefix `u` is not declared");
    malformed(&format!("{}<b/>", edmx("<x:DataServices/>")), "<b/>", "after the end of the root element");
    malformed(&format!("{}text", edmx("<x:DataServices/>")), "text", "after the end of the root element");
    malformed(&edmx("<?xml version='1.0'?>"), "<?xml version='1.0'?>", "very start");
    malformed(&edmx("<![CDATA[ <x:DataServices/>"), "<![CDATA[ <x:DataServices/></x:Edmx>", "CDATA");
    malformed("<!-- ", "<!-- ", "comment not closed");
}

#[test]
fn cut_off() {
    let text = edmx("<x:DataServices/>").replace("</x:Edmx>", "");
    malformed(&text, "", "it ends too early, inside of `x:Edmx`");
    malformed(&text[..text.len() - 3], "<x:DataService", "tag not closed");
}

#[test]
fn document_types_and_entities() {
    one("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "error", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "DOCTYPE");
    one("<!DOCTYPE html>\n<html>", "error", "<!DOCTYPE html>", "HTML page");
    one(&annotation("", "<String>a&nbsp;b</String>"), "warning", "&nbsp;", "`&nbsp;` is not defined");
    one(&annotation(" String='a&nbsp;b'", ""), "warning", "&nbsp;", "`&nbsp;` is not defined");
    one(&annotation(" String='a&b &amp;'", ""), "warning", "&", "write `&amp;`");
    one(&annotation("", "<String>a & b</String>"), "warning", "&", "write `&amp;`");
    // What is left of a value has no faults of its own.
    one(&schema("<ComplexType Name='&foo;'/>"), "error", "&foo;", "`&foo;` is not defined");
    one(&schema("<ComplexType Name='a' OpenType='&a;'/>"), "error", "&a;", "`&a;` is not defined");
    let (name, ty) = ("<Property Name='&a;' Type='Edm.String'/>", "<Property Name='a' Type='&a;'/>");
    for property in [name, ty, "<Property Name='a' Type='Edm.String' MaxLength='&a;' />"] {
        one(&schema(&format!("<ComplexType Name='c'>{property}</ComplexType>")), "error", "&a;", "is not defined");
    }
    for reference in ["&#0;", "&#x0;", "&#x1F;", "&#xD800;", "&#xFFFF;", "&#x110000;", "&#;", "&#x;", "&#+65;", "&#xg;"]
    {
        one(&annotation(&format!(" String='{reference}'"), ""), "warning", reference, "is not a character");
        one(&annotation("", &format!("<String>{reference}</String>")), "warning", reference, "is not a character");
    }
}

#[test]
fn nested_too_deep() {
    let text = annotation("", &format!("{}{}", "<Collection>".repeat(500), "</Collection>".repeat(500)));
    one(&text, "error", "<Collection>", "nested deeper than 100 levels");
    for (start, end) in [
        ("<Annotation Term='t.T'>", "</Annotation>"),
        ("<Record><PropertyValue Property='p'>", "</PropertyValue></Record>"),
        ("<Cast Type='s.T'>", "</Cast>"),
        ("<LabeledElement Name='l'>", "</LabeledElement>"),
    ] {
        let text = annotation("", &format!("{}{}", start.repeat(500), end.repeat(500)));
        assert!(faults(&text).contains("nested deeper than 100 levels"), "{start}");
    }
}

#[test]
fn another_root() {
    let edm = "xmlns='http://docs.oasis-open.org/odata/ns/edm'";
    one(
        &format!("<Schema {edm}/>"),
        "error",
        &format!("<Schema {edm}/>"),
        "`Schema` of the namespace `http://docs.oasis",
    );
    one("<html><body>", "error", "<html>", "the root element is `html` without a namespace, not `edmx:Edmx`");
    one(
        "<service xmlns='http://www.w3.org/2007/app'/>",
        "error",
        "<service xmlns='http://www.w3.org/2007/app'/>",
        "service document",
    );
    one("<m:error xmlns:m='u'/>", "error", "<m:error xmlns:m='u'/>", "an error response");
    one("<Edmx Version='4.0'/>", "error", "<Edmx Version='4.0'/>", "`Edmx` without a namespace");
}

#[test]
fn another_version() {
    let old = |schema: &str, attributes: &str| {
        format!(
            "<edmx:Edmx Version=\"1.0\" xmlns:edmx=\"http://schemas.microsoft.com/ado/2007/06/edmx\">\
             <edmx:DataServices{attributes}><Schema Namespace='s' xmlns='http://schemas.microsoft.com/ado/{schema}'>\
             <wrong></Schema>"
        )
    };
    let marked = "<edmx:Edmx Version=\"1.0\" xmlns:edmx=\"http://schemas.microsoft.com/ado/2007/06/edmx\">";
    let version =
        " m:DataServiceVersion='2.0' xmlns:m='http://schemas.microsoft.com/ado/2007/08/dataservices/metadata'";
    one(
        &old("2006/04/edm", version),
        "error",
        marked,
        "the document is metadata of OData version 2.0. OData 4.0 and 4.01",
    );
    one(&old("2009/11/edm", ""), "error", marked, "metadata of OData version 3.0");
    one(&old("2008/09/edm", ""), "error", marked, "metadata of OData version 2.0");
    one(&old("2007/05/edm", ""), "error", marked, "metadata of OData version 1.0");
    for version in ["1.0", "2", "3.0"] {
        let text = edmx("<x:DataServices/>").replace("4.0", version);
        one(&text, "error", version, &format!("of CSDL version `{version}`"));
    }
    for version in ["5.0", "10.0", "abc", ""] {
        let text = edmx("<x:DataServices/>").replace("4.0", version);
        one(&text, "warning", version, "it is read as one of version 4.01");
    }
    let schema = "<Schema Namespace='s' xmlns='http://schemas.microsoft.com/ado/2009/11/edm'>";
    one(&services(&format!("{schema}</Schema>")), "error", schema, "`Schema` is of OData version 3.0");
    one(&services("<Schema Namespace='s'/>"), "error", "<Schema Namespace='s'/>", "`Schema` has no namespace");
    one(&edmx("<x:DataServices/><x:DataServices/>"), "error", "<x:DataServices/>", "more than one `DataServices`");
    assert!(faults(&edmx("")).contains("`Edmx` has no `DataServices`"));
}

#[test]
fn unknown_and_misplaced_elements() {
    one(&schema("<EntityTyp Name='a'/>"), "warning", "<EntityTyp Name='a'/>", "did you mean `EntityType`?");
    one(
        &schema("<Association><wrong/></Association>"),
        "warning",
        "<Association>",
        "unknown element `Association` in `Schema`",
    );
    one(&schema("<Property Name='a'/>"), "warning", "<Property Name='a'/>", "`Property` is not allowed in `Schema`");
    one(&schema("<x:Include/>"), "warning", "<x:Include/>", "`Include` is not allowed in `Schema`");
    one(&schema("<x:ComplexType/>"), "warning", "<x:ComplexType/>", "`ComplexType` is in the wrong namespace");
    one(&schema("<a xmlns=''/>"), "warning", "<a xmlns=''/>", "`a` has no namespace");
    one(&annotation("", "<Strin/>"), "warning", "<Strin/>", "did you mean `String`?");
    one(&annotation("", "<String>a<b/></String>"), "warning", "<b/>", "unknown element `b` in `String`");
    one(&edmx("<x:DataServices/><x:Schema/>"), "warning", "<x:Schema/>", "`Schema` is not allowed in `Edmx`");
    one(&schema("<ComplexType Name='c'><Key/></ComplexType>"), "warning", "<Key/>", "is not allowed in `ComplexType`");
}

#[test]
fn unknown_attributes_and_text() {
    one(&schema("<ComplexType Name='c' Opentype='true'/>"), "warning", "Opentype", "did you mean `OpenType`?");
    one(&schema("<ComplexType Name='c' Foo='1'/>"), "warning", "Foo", "unknown attribute `Foo` of `ComplexType`");
    one(&schema("<ComplexType Name='c' HasStream='1'/>"), "warning", "HasStream", "unknown attribute `HasStream`");
    one(&schema("<ComplexType Name='c' x:Abstract='1'/>"), "warning", "x:Abstract", "write `Abstract`");
    one(&annotation(" Strin='a'", ""), "warning", "Strin", "did you mean `String`?");
    one(&schema("<ComplexType Name='c'> text </ComplexType>"), "warning", " text ", "the text `text` in `ComplexType`");
    one(&schema("<![CDATA[text]]>"), "warning", "text", "the text `text` in `Schema` is ignored");
}

#[test]
fn missing_and_repeated() {
    one(&schema("<ComplexType/>"), "error", "<ComplexType/>", "the attribute `Name` of `ComplexType` is missing");
    let property = schema("<ComplexType Name='c'><Property Name='p' /></ComplexType>");
    one(&property, "error", "<Property Name='p' />", "the attribute `Type` of `Property` is missing");
    one(&schema("<ComplexType Name='c' Name='d'/>"), "error", "Name", "`Name` is given twice");
    let many: String = (0..40).map(|n| format!(" a:b{n}='1'")).collect();
    let many = schema(&format!("<ComplexType xmlns:a='f' Name='c'{many} a:b7='2'/>"));
    one(&many, "error", "a:b7", "`a:b7` is given twice");
    let entity = |content: &str| schema(&format!("<EntityType Name='e'>{content}</EntityType>"));
    one(&entity("<Key/><Key />"), "warning", "<Key />", "more than one `Key`");
    one(&entity("<Key><PropertyRef/></Key>"), "warning", "<PropertyRef/>", "`Name` of `PropertyRef` is missing");
    let navigation =
        |content: &str| entity(&format!("<NavigationProperty Name='n' Type='s.e'>{content}</NavigationProperty>"));
    one(&navigation("<OnDelete/>"), "warning", "<OnDelete/>", "`Action` of `OnDelete` is missing");
    let constraint = "<ReferentialConstraint Property='p'/>";
    one(&navigation(constraint), "warning", constraint, "`ReferencedProperty` of `ReferentialConstraint` is missing");
    one(&annotation(" String='a' Bool='true'", ""), "warning", "true", "more than one value");
    one(&annotation(" String='a'", "<Null/>"), "warning", "<Null/>", "more than one value");
}

#[test]
fn bad_values() {
    one(&schema("<ComplexType Name='c' Abstract='yes'/>"), "warning", "yes", "`yes` is not a boolean");
    one(&schema("<ComplexType Name='c' Abstract='True'/>"), "warning", "True", "write `true`; it is read as such");
    let member = |value: &str| schema(&format!("<EnumType Name='e'><Member Name='m' Value='{value}'/></EnumType>"));
    one(&member("1.5"), "error", "1.5", "`1.5` is not an integer");
    one(&member("9223372036854775808"), "error", "9223372036854775808", "from -9223372036854775808 to");
    let facet = |facet: &str| schema(&format!("<Term Name='t' Type='Edm.String' {facet}/>"));
    one(&facet("Precision='-1'"), "warning", "-1", "`-1` is not an integer");
    one(&facet("MaxLength='many'"), "warning", "many", "or `max`");
    one(&facet("Scale='max'"), "warning", "max", "`floating` or `variable`");
    one(&facet("Nullable=''"), "warning", "", "`` is not a boolean");
    one(&annotation(" Bool='yes'", ""), "warning", "yes", "`yes` is not a boolean");
    one(&annotation("", "<Int> one </Int>"), "warning", "one", "`one` is not an integer");
    one(&annotation("", "<If><Null/></If>"), "warning", "<If>", "it needs 2 to 3");
    one(&annotation("", "<Not/>"), "warning", "<Not/>", "it needs exactly one");
    one(&annotation("", "<UrlRef/>"), "warning", "<UrlRef/>", "`UrlRef` has no value");
}

#[test]
fn bad_names() {
    let name = |name: &str| schema(&format!("<ComplexType Name=\"{name}\"/>"));
    for bad in ["", "a,b", "a;b", "a|b", "a:b", "a#b", "a(b)"] {
        one(&name(bad), "error", bad, "is not a simple identifier");
    }
    for unusual in
        ["1a", "a b", "a.b", "a/b", "../a", "a'b", "a-b", "a²", "²", "a\u{301}\u{2028}", "\u{301}a", "CopyValues$"]
    {
        one(&name(unusual), "warning", unusual, "is not a simple identifier");
    }
    one(&name("a&quot;b"), "warning", "a&quot;b", "it contains `\"`");
    one(&name("a&#10;b"), "error", "a&#10;b", "it contains `\\n`");
    one(&name("a\nb"), "warning", "a\nb", "it contains a space");
    one(&name(" a "), "warning", " a ", "white space around the name `a`");
    one(&name(&"é".repeat(129)), "error", &"é".repeat(129), "it has 129 characters");
    let property =
        |name: &str| schema(&format!("<ComplexType Name='c'><Property Name='{name}' Type='a.b'/></ComplexType>"));
    for unusual in ["3_2", "OP-Number", "prefix/project", "a,b", "@a", "#a.b"] {
        one(&property(unusual), "warning", unusual, "is not a simple identifier");
    }
    for bad in ["", "a&#10;b"] {
        one(&property(bad), "warning", bad, "it is left out");
    }
    let nameless = schema("<ComplexType Name='c'><Property Type='a.b'/></ComplexType>");
    one(&nameless, "warning", "<Property Type='a.b'/>", "the attribute `Name` of `Property` is missing");
    one(&name("a\u{200d}b"), "warning", "a\u{200d}b", "`a\\u{200d}b` contains invisible characters");
    for good in [&*"é".repeat(128), "_", "a1", "名前", "a\u{301}", "Ⅻ", "a٣", "a‿b"] {
        assert_eq!(faults(&name(good)), "", "{good}");
    }
}

#[test]
fn bad_qualified_names_types_and_paths() {
    let base = |name: &str| schema(&format!("<ComplexType Name='c' BaseType='{name}'/>"));
    // What is wrong with the name of a type is said where it is looked up.
    for name in ["c", "a..b", "Collection(a.b)"] {
        assert_eq!(faults(&base(name)), "", "{name}");
    }
    one(&base(""), "error", "", "it is empty");
    let cast = |name: &str| annotation("", &format!("<Cast Type='{name}'><Null/></Cast>"));
    one(&cast("Collection(Edm.String"), "warning", "Collection(Edm.String", "the closing `)` is missing");
    one(&cast("Collection(Collection(a.b))"), "warning", "Collection(Collection(a.b))", "cannot contain collections");
    let of = |name: &str| schema(&format!("<Term Name='t' Type='{name}'/>"));
    one(&of(" Edm.String"), "warning", " Edm.String", "white space around the name `Edm.String`");
    assert_eq!(faults(&of("String")), "");
    one(
        &services("<Schema Namespace='a.' xmlns='http://docs.oasis-open.org/odata/ns/edm'/>"),
        "error",
        "a.",
        "a namespace",
    );
    let key =
        |path: &str| schema(&format!("<EntityType Name='e'><Key><PropertyRef Name='{path}'/></Key></EntityType>"));
    one(&key("a//b"), "warning", "a//b", "one of its segments is empty");
    one(&annotation(" Qualifier='a/b'", ""), "warning", "a/b", "is not a qualifier");
    assert_eq!(faults(&annotation(" Qualifier='a.b'", "")), "");
    one(&key("a/../b"), "warning", "a/../b", "is not a path");
    assert_eq!(faults(&key("a/s.T/@t.T#q/b")), "");
}

#[test]
fn all_faults_are_reported_together_and_in_order() {
    let text =
        schema("<ComplexType Name='1'/><ComplexType/>\n<EnumType Name='e' IsFlags='x' Foo='1'><wrong/></EnumType>");
    let severities: Vec<_> = faults(&text).lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(severities, ["warning", "error", "warning", "warning", "warning"]);
}
