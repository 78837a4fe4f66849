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
    assert!(faults(text).contains("the file is not well-formed XML: "), "{}", faults(text));
}

#[test]
fn not_xml() {
    error("", "", "the file has no root element");
    error(" \n<!-- nothing -->", "", "the file has no root element");
    error("{\"$Version\": \"4.0\"}", "{\"$Version\": \"4.0\"}", "the file is not XML: it starts with");
    error("  Not found\nat all", "Not found", "the file is not XML: it starts with `Not found");
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
    error("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "DOCTYPE");
    error("<!DOCTYPE html>\n<html>", "<!DOCTYPE html>", "HTML page");
    warning(&annotation("", "<String>a&nbsp;b</String>"), "&nbsp;", "`&nbsp;` is not defined");
    warning(&annotation(" String='a&nbsp;b'", ""), "&nbsp;", "`&nbsp;` is not defined");
    warning(&annotation(" String='a&b &amp;'", ""), "&", "write `&amp;`");
    warning(&annotation("", "<String>a & b</String>"), "&", "write `&amp;`");
    // What is left of a value has no faults of its own.
    error(&schema("<ComplexType Name='&foo;'/>"), "&foo;", "`&foo;` is not defined");
    error(&schema("<ComplexType Name='a' OpenType='&a;'/>"), "&a;", "`&a;` is not defined");
    warning(&annotation(" Int='&a;'", ""), "&a;", "`&a;` is not defined");
    let (name, ty) = ("<Property Name='&a;' Type='Edm.String'/>", "<Property Name='a' Type='&a;'/>");
    for property in [name, ty, "<Property Name='a' Type='Edm.String' MaxLength='&a;' />"] {
        error(&schema(&format!("<ComplexType Name='c'>{property}</ComplexType>")), "&a;", "is not defined");
    }
    for reference in ["&#0;", "&#x0;", "&#x1F;", "&#xD800;", "&#xFFFF;", "&#x110000;", "&#;", "&#x;", "&#+65;", "&#xg;"]
    {
        warning(&annotation(&format!(" String='{reference}'"), ""), reference, "is not a character");
        warning(&annotation("", &format!("<String>{reference}</String>")), reference, "is not a character");
    }
}

#[test]
fn nested_too_deep() {
    let text = annotation("", &format!("{}{}", "<Collection>".repeat(500), "</Collection>".repeat(500)));
    error(&text, "<Collection>", "nested deeper than 100 levels");
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
    error(&format!("<Schema {edm}/>"), &format!("<Schema {edm}/>"), "`Schema` of the namespace `http://docs.oasis");
    error("<html><body>", "<html>", "the root element is `html` without a namespace, not `edmx:Edmx`");
    error(
        "<service xmlns='http://www.w3.org/2007/app'/>",
        "<service xmlns='http://www.w3.org/2007/app'/>",
        "service document",
    );
    error("<m:error xmlns:m='u'/>", "<m:error xmlns:m='u'/>", "an error response");
    error("<Edmx Version='4.0'/>", "<Edmx Version='4.0'/>", "`Edmx` without a namespace");
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
    error(&old("2006/04/edm", version), marked, "the document is metadata of OData version 2.0. OData 4.0 and 4.01");
    error(&old("2009/11/edm", ""), marked, "metadata of OData version 3.0");
    error(&old("2008/09/edm", ""), marked, "metadata of OData version 2.0");
    error(&old("2007/05/edm", ""), marked, "metadata of OData version 1.0");
    for version in ["1.0", "2", "3.0"] {
        let text = edmx("<x:DataServices/>").replace("4.0", version);
        error(&text, version, &format!("of CSDL version `{version}`"));
    }
    for version in ["5.0", "10.0", "abc", ""] {
        let text = edmx("<x:DataServices/>").replace("4.0", version);
        warning(&text, version, "it is read as one of version 4.01");
    }
    let schema = "<Schema Namespace='s' xmlns='http://schemas.microsoft.com/ado/2009/11/edm'>";
    error(&services(&format!("{schema}</Schema>")), schema, "`Schema` is of OData version 3.0");
    error(&services("<Schema Namespace='s'/>"), "<Schema Namespace='s'/>", "`Schema` has no namespace");
    error(&edmx("<x:DataServices/><x:DataServices/>"), "<x:DataServices/>", "more than one `DataServices`");
    assert!(faults(&edmx("")).contains("`Edmx` has no `DataServices`"));
}

#[test]
fn unknown_and_misplaced_elements() {
    warning(&schema("<EntityTyp Name='a'/>"), "<EntityTyp Name='a'/>", "did you mean `EntityType`?");
    warning(
        &schema("<Association><wrong/></Association>"),
        "<Association>",
        "unknown element `Association` in `Schema`",
    );
    warning(&schema("<Property Name='a'/>"), "<Property Name='a'/>", "`Property` is not allowed in `Schema`");
    warning(&schema("<x:Include/>"), "<x:Include/>", "`Include` is not allowed in `Schema`");
    warning(&schema("<x:ComplexType/>"), "<x:ComplexType/>", "`ComplexType` is in the wrong namespace");
    warning(&schema("<a xmlns=''/>"), "<a xmlns=''/>", "`a` has no namespace");
    warning(&annotation("", "<Strin/>"), "<Strin/>", "did you mean `String`?");
    warning(&annotation("", "<String>a<b/></String>"), "<b/>", "unknown element `b` in `String`");
    warning(&edmx("<x:DataServices/><x:Schema/>"), "<x:Schema/>", "`Schema` is not allowed in `Edmx`");
    warning(&schema("<ComplexType Name='c'><Key/></ComplexType>"), "<Key/>", "is not allowed in `ComplexType`");
}

#[test]
fn unknown_attributes_and_text() {
    warning(&schema("<ComplexType Name='c' Opentype='true'/>"), "Opentype", "did you mean `OpenType`?");
    warning(&schema("<ComplexType Name='c' Foo='1'/>"), "Foo", "unknown attribute `Foo` of `ComplexType`");
    warning(&schema("<ComplexType Name='c' HasStream='1'/>"), "HasStream", "unknown attribute `HasStream`");
    warning(&schema("<ComplexType Name='c' x:Abstract='1'/>"), "x:Abstract", "write `Abstract`");
    warning(&annotation(" Strin='a'", ""), "Strin", "did you mean `String`?");
    warning(&schema("<ComplexType Name='c'> text </ComplexType>"), " text ", "the text `text` in `ComplexType`");
    warning(&schema("<![CDATA[text]]>"), "text", "the text `text` in `Schema` is ignored");
}

#[test]
fn missing_and_repeated() {
    error(&schema("<ComplexType/>"), "<ComplexType/>", "the attribute `Name` of `ComplexType` is missing");
    let property = schema("<ComplexType Name='c'><Property Name='p' /></ComplexType>");
    error(&property, "<Property Name='p' />", "the attribute `Type` of `Property` is missing");
    error(&schema("<ComplexType Name='c' Name='d'/>"), "Name", "`Name` is given twice");
    let many: String = (0..40).map(|n| format!(" a:b{n}='1'")).collect();
    let many = schema(&format!("<ComplexType xmlns:a='f' Name='c'{many} a:b7='2'/>"));
    error(&many, "a:b7", "`a:b7` is given twice");
    let entity = |content: &str| schema(&format!("<EntityType Name='e'>{content}</EntityType>"));
    warning(&entity("<Key/><Key />"), "<Key />", "more than one `Key`");
    warning(&entity("<Key><PropertyRef/></Key>"), "<PropertyRef/>", "`Name` of `PropertyRef` is missing");
    let navigation =
        |content: &str| entity(&format!("<NavigationProperty Name='n' Type='s.e'>{content}</NavigationProperty>"));
    warning(&navigation("<OnDelete/>"), "<OnDelete/>", "`Action` of `OnDelete` is missing");
    let constraint = "<ReferentialConstraint Property='p'/>";
    warning(&navigation(constraint), constraint, "`ReferencedProperty` of `ReferentialConstraint` is missing");
    warning(&annotation(" String='a' Bool='true'", ""), "true", "more than one value");
    warning(&annotation(" String='a'", "<Null/>"), "<Null/>", "more than one value");
}

#[test]
fn bad_values() {
    warning(&schema("<ComplexType Name='c' Abstract='yes'/>"), "yes", "`yes` is not a boolean");
    warning(&schema("<ComplexType Name='c' Abstract='True'/>"), "True", "write `true`; it is read as such");
    let member = |value: &str| schema(&format!("<EnumType Name='e'><Member Name='m' Value='{value}'/></EnumType>"));
    error(&member("1.5"), "1.5", "`1.5` is not an integer");
    error(&member("9223372036854775808"), "9223372036854775808", "from -9223372036854775808 to");
    let facet = |facet: &str| schema(&format!("<Term Name='t' Type='Edm.String' {facet}/>"));
    warning(&facet("Precision='-1'"), "-1", "`-1` is not an integer");
    warning(&facet("MaxLength='many'"), "many", "or `max`");
    warning(&facet("Scale='max'"), "max", "`floating` or `variable`");
    warning(&facet("Nullable=''"), "", "`` is not a boolean");
    warning(&annotation(" Bool='yes'", ""), "yes", "`yes` is not a boolean");
    warning(&annotation("", "<Int> one </Int>"), "one", "`one` is not an integer");
    warning(&annotation("", "<If><Null/></If>"), "<If>", "it needs 2 to 3");
    warning(&annotation("", "<Not/>"), "<Not/>", "it needs exactly one");
    warning(&annotation("", "<UrlRef/>"), "<UrlRef/>", "`UrlRef` has no value");
}

#[test]
fn bad_names() {
    let name = |name: &str| schema(&format!("<ComplexType Name=\"{name}\"/>"));
    for bad in ["", "a,b", "a;b", "a|b", "a:b", "a#b", "a(b)"] {
        error(&name(bad), bad, "is not a simple identifier");
    }
    for unusual in
        ["1a", "a b", "a.b", "a/b", "../a", "a'b", "a-b", "a²", "²", "a\u{301}\u{2028}", "\u{301}a", "CopyValues$"]
    {
        warning(&name(unusual), unusual, "is not a simple identifier");
    }
    warning(&name("a&quot;b"), "a&quot;b", "it contains `\"`");
    error(&name("a&#10;b"), "a&#10;b", "it contains `\\n`");
    warning(&name("a\nb"), "a\nb", "it contains a space");
    warning(&name(" a "), " a ", "white space around the name `a`");
    error(&name(&"é".repeat(129)), &"é".repeat(129), "it has 129 characters");
    let property =
        |name: &str| schema(&format!("<ComplexType Name='c'><Property Name='{name}' Type='a.b'/></ComplexType>"));
    for unusual in ["3_2", "OP-Number", "prefix/project", "a,b", "@a", "#a.b"] {
        warning(&property(unusual), unusual, "is not a simple identifier");
    }
    for bad in ["", "a&#10;b"] {
        warning(&property(bad), bad, "it is left out");
    }
    let nameless = schema("<ComplexType Name='c'><Property Type='a.b'/></ComplexType>");
    warning(&nameless, "<Property Type='a.b'/>", "the attribute `Name` of `Property` is missing");
    warning(&name("a\u{200d}b"), "a\u{200d}b", "`a\\u{200d}b` contains invisible characters");
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
    error(&base(""), "", "it is empty");
    let cast = |name: &str| annotation("", &format!("<Cast Type='{name}'><Null/></Cast>"));
    warning(&cast("Collection(Edm.String"), "Collection(Edm.String", "the closing `)` is missing");
    warning(&cast("Collection(Collection(a.b))"), "Collection(Collection(a.b))", "cannot contain collections");
    let of = |name: &str| schema(&format!("<Term Name='t' Type='{name}'/>"));
    warning(&of(" Edm.String"), " Edm.String", "white space around the name `Edm.String`");
    assert_eq!(faults(&of("String")), "");
    error(&services("<Schema Namespace='a.' xmlns='http://docs.oasis-open.org/odata/ns/edm'/>"), "a.", "a namespace");
    let key =
        |path: &str| schema(&format!("<EntityType Name='e'><Key><PropertyRef Name='{path}'/></Key></EntityType>"));
    warning(&key("a//b"), "a//b", "one of its segments is empty");
    warning(&annotation(" Qualifier='a/b'", ""), "a/b", "is not a qualifier");
    assert_eq!(faults(&annotation(" Qualifier='a.b'", "")), "");
    warning(&key("a/../b"), "a/../b", "is not a path");
    assert_eq!(faults(&key("a/s.T/@t.T#q/b")), "");
}

#[test]
fn all_faults_are_reported_together_and_in_order() {
    let text =
        schema("<ComplexType Name='1'/><ComplexType/>\n<EnumType Name='e' IsFlags='x' Foo='1'><wrong/></EnumType>");
    let severities: Vec<_> = faults(&text).lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(severities, ["warning", "error", "warning", "warning", "warning"]);
}
