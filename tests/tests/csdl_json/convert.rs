//! CSDL XML as CSDL JSON, as the tools of OASIS write it.

use std::collections::BTreeMap;

use crate::json::Json;
use crate::xml::Element;

type Members = Vec<(String, Json)>;

/// The attributes and elements that are values.
const VALUES: &[&str] = &[
    "String",
    "Bool",
    "EnumMember",
    "Path",
    "Int",
    "Decimal",
    "Float",
    "Date",
    "DateTimeOffset",
    "Duration",
    "TimeOfDay",
    "Guid",
    "Binary",
    "PropertyPath",
    "NavigationPropertyPath",
    "AnnotationPath",
    "ModelElementPath",
    "AnyPropertyPath",
];

/// The text of a whole document.
pub(crate) fn document(edmx: &Element) -> String {
    let mut members = vec![("$Version".to_owned(), Json::text(edmx.get("Version").unwrap_or("4.01")))];
    let references: Members =
        edmx.all("Reference").map(|found| (found.get("Uri").unwrap_or("").to_owned(), reference(found))).collect();
    if !references.is_empty() {
        members.push(("$Reference".to_owned(), Json::Object(references)));
    }
    for schema in edmx.all("DataServices").flat_map(|services| services.all("Schema")) {
        let namespace = schema.get("Namespace").unwrap();
        for container in schema.all("EntityContainer") {
            let name = format!("{namespace}.{}", container.get("Name").unwrap());
            members.push(("$EntityContainer".to_owned(), Json::text(name)));
        }
        members.push((namespace.to_owned(), self::schema(schema)));
    }
    Json::Object(members).to_string()
}

fn reference(element: &Element) -> Json {
    let mut members = Members::new();
    for (name, attributes) in [
        ("Include", &["Namespace", "Alias"][..]),
        ("IncludeAnnotations", &["TermNamespace", "Qualifier", "TargetNamespace"]),
    ] {
        let items: Vec<Json> = element
            .all(name)
            .map(|item| {
                let mut members = texts(item, attributes);
                annotations(item, "", &mut members);
                Json::Object(members)
            })
            .collect();
        if !items.is_empty() {
            members.push((format!("${name}"), Json::Array(items)));
        }
    }
    annotations(element, "", &mut members);
    Json::Object(members)
}

fn schema(element: &Element) -> Json {
    let mut members = texts(element, &["Alias"]);
    annotations(element, "", &mut members);
    let mut targets = Members::new();
    for found in element.all("Annotations") {
        let mut inner = Members::new();
        for annotation in found.all("Annotation") {
            self::annotation(annotation, "", found.get("Qualifier"), &mut inner);
        }
        targets.push((found.get("Target").unwrap().to_owned(), Json::Object(inner)));
    }
    if !targets.is_empty() {
        members.push(("$Annotations".to_owned(), Json::Object(targets)));
    }
    let mut overloads: BTreeMap<&str, Vec<Json>> = BTreeMap::new();
    for child in &element.children {
        let name = child.get("Name").unwrap_or("");
        let value = match &*child.name {
            "EntityType" | "ComplexType" => structured(child),
            "EnumType" => enumeration(child),
            "TypeDefinition" => {
                let mut members = kind(child);
                members.extend(texts(child, &["UnderlyingType"]));
                facets(child, child.get("UnderlyingType").unwrap(), &mut members);
                with_annotations(child, members)
            }
            "Term" => term(child),
            "EntityContainer" => container(child),
            "Action" | "Function" => {
                overloads.entry(name).or_default().push(operation(child));
                continue;
            }
            _ => continue,
        };
        members.push((name.to_owned(), value));
    }
    members.extend(overloads.into_iter().map(|(name, overloads)| (name.to_owned(), Json::Array(overloads))));
    Json::Object(members)
}

fn structured(element: &Element) -> Json {
    let mut members = kind(element);
    members.extend(texts(element, &["BaseType"]));
    flags(element, &["Abstract", "OpenType", "HasStream"], &mut members);
    for key in element.all("Key") {
        let part = |part: &Element| {
            let name = Json::text(part.get("Name").unwrap());
            part.get("Alias").map_or(name.clone(), |alias| Json::Object(vec![(alias.to_owned(), name)]))
        };
        members.push(("$Key".to_owned(), Json::Array(key.all("PropertyRef").map(part).collect())));
    }
    annotations(element, "", &mut members);
    for child in &element.children {
        let value = match &*child.name {
            "Property" => {
                let mut members = typed(child);
                let default = child.get("DefaultValue");
                let ty = child.get("Type").unwrap_or("");
                members.extend(default.map(|text| ("$DefaultValue".to_owned(), default_value(ty, text))));
                with_annotations(child, members)
            }
            "NavigationProperty" => navigation(child),
            _ => continue,
        };
        members.push((child.get("Name").unwrap().to_owned(), value));
    }
    Json::Object(members)
}

fn navigation(element: &Element) -> Json {
    let mut members = kind(element);
    let is_collection = type_name(element, "Type", &mut members);
    if !is_collection && is_true(element.get("Nullable").unwrap_or("true")) {
        members.push(("$Nullable".to_owned(), Json::raw("true")));
    }
    members.extend(texts(element, &["Partner"]));
    flags(element, &["ContainsTarget"], &mut members);
    let mut constraints = Members::new();
    for constraint in element.all("ReferentialConstraint") {
        let property = constraint.get("Property").unwrap();
        constraints.push((property.to_owned(), Json::text(constraint.get("ReferencedProperty").unwrap())));
        annotations(constraint, property, &mut constraints);
    }
    if !constraints.is_empty() {
        members.push(("$ReferentialConstraint".to_owned(), Json::Object(constraints)));
    }
    for on_delete in element.all("OnDelete") {
        members.push(("$OnDelete".to_owned(), Json::text(on_delete.get("Action").unwrap())));
        annotations(on_delete, "$OnDelete", &mut members);
    }
    with_annotations(element, members)
}

fn enumeration(element: &Element) -> Json {
    let mut members = kind(element);
    members.extend(texts(element, &["UnderlyingType"]));
    flags(element, &["IsFlags"], &mut members);
    annotations(element, "", &mut members);
    let mut next: i128 = 0;
    for member in element.all("Member") {
        let name = member.get("Name").unwrap();
        // One without a value is one more than the one before.
        let value = member.get("Value").map_or(next, |value| value.trim().parse().unwrap());
        next = value + 1;
        members.push((name.to_owned(), Json::raw(value.to_string())));
        annotations(member, name, &mut members);
    }
    Json::Object(members)
}

fn term(element: &Element) -> Json {
    let mut members = kind(element);
    members.extend(typed(element));
    members.extend(texts(element, &["BaseTerm"]));
    let default = element.get("DefaultValue");
    members.extend(default.map(|text| ("$DefaultValue".to_owned(), default_value(element.get("Type").unwrap(), text))));
    if let Some(kinds) = element.get("AppliesTo") {
        let kinds = kinds.split_whitespace().map(Json::text).collect();
        members.push(("$AppliesTo".to_owned(), Json::Array(kinds)));
    }
    with_annotations(element, members)
}

fn operation(element: &Element) -> Json {
    let mut members = kind(element);
    flags(element, &["IsBound", "IsComposable"], &mut members);
    members.extend(texts(element, &["EntitySetPath"]));
    let parameter = |parameter: &Element| {
        let mut members = vec![("$Name".to_owned(), Json::text(parameter.get("Name").unwrap()))];
        members.extend(typed(parameter));
        with_annotations(parameter, members)
    };
    let parameters: Vec<Json> = element.all("Parameter").map(parameter).collect();
    if !parameters.is_empty() {
        members.push(("$Parameter".to_owned(), Json::Array(parameters)));
    }
    for result in element.all("ReturnType") {
        members.push(("$ReturnType".to_owned(), with_annotations(result, typed(result))));
    }
    with_annotations(element, members)
}

fn container(element: &Element) -> Json {
    let mut members = kind(element);
    members.extend(texts(element, &["Extends"]));
    annotations(element, "", &mut members);
    for child in &element.children {
        let mut inner = Members::new();
        match &*child.name {
            "EntitySet" => {
                inner.push(("$Collection".to_owned(), Json::raw("true")));
                inner.push(("$Type".to_owned(), Json::text(child.get("EntityType").unwrap())));
            }
            "Singleton" => inner.extend(texts(child, &["Type"])),
            "ActionImport" => inner.extend(texts(child, &["Action", "EntitySet"])),
            "FunctionImport" => inner.extend(texts(child, &["Function", "EntitySet"])),
            _ => continue,
        }
        if let Some(flag) = child.get("IncludeInServiceDocument") {
            inner.push(("$IncludeInServiceDocument".to_owned(), Json::raw(is_true(flag).to_string())));
        }
        let pair =
            |binding: &Element| (binding.get("Path").unwrap().to_owned(), Json::text(binding.get("Target").unwrap()));
        let bindings: Members = child.all("NavigationPropertyBinding").map(pair).collect();
        if !bindings.is_empty() {
            inner.push(("$NavigationPropertyBinding".to_owned(), Json::Object(bindings)));
        }
        members.push((child.get("Name").unwrap().to_owned(), with_annotations(child, inner)));
    }
    Json::Object(members)
}

/// The type of something and its facets, where those that are not given have the defaults of XML.
fn typed(element: &Element) -> Members {
    let mut members = Members::new();
    let is_collection = type_name(element, "Type", &mut members);
    // Nothing is known of a collection that does not say. That a parameter is one which callers can leave out is the safe guess.
    let by_default = if is_collection && element.name != "Parameter" { "false" } else { "true" };
    if is_true(element.get("Nullable").unwrap_or(by_default)) {
        members.push(("$Nullable".to_owned(), Json::raw("true")));
    }
    let ty = element.get("Type").unwrap_or("").trim();
    facets(element, ty.strip_prefix("Collection(").map_or(ty, |rest| rest.trim_end_matches(')')), &mut members);
    members
}

fn type_name(element: &Element, attribute: &str, members: &mut Members) -> bool {
    let ty = element.get(attribute).unwrap().trim();
    let item = ty.strip_prefix("Collection(").map(|rest| rest.trim_end_matches(')'));
    if item.is_some() {
        members.push(("$Collection".to_owned(), Json::raw("true")));
    }
    let name = item.unwrap_or(ty);
    if name != "Edm.String" {
        members.push(("$Type".to_owned(), Json::text(name)));
    }
    item.is_some()
}

fn facets(element: &Element, ty: &str, members: &mut Members) {
    let mut push = |name: &str, value: Json| members.push((format!("${name}"), value));
    if let Some(length) = element.get("MaxLength").filter(|length| !length.eq_ignore_ascii_case("max")) {
        push("MaxLength", Json::number(length));
    }
    match element.get("Precision") {
        Some(precision) => push("Precision", Json::number(precision)),
        None if ty == "Edm.DateTimeOffset" => push("Precision", Json::raw("0")),
        None => {}
    }
    match element.get("Scale") {
        Some(scale) if scale.eq_ignore_ascii_case("variable") && ty == "Edm.Decimal" => {}
        Some(scale) => push("Scale", Json::number(&scale.to_ascii_lowercase())),
        None if ty == "Edm.Decimal" => push("Scale", Json::raw("0")),
        None => {}
    }
    if element.get("Unicode").is_some_and(|flag| !is_true(flag)) {
        push("Unicode", Json::raw("false"));
    }
    if let Some(srid) = element.get("SRID") {
        push("SRID", Json::number(&srid.to_ascii_lowercase()));
    }
}

fn default_value(ty: &str, text: &str) -> Json {
    match (ty, text) {
        (_, "null") => Json::raw("null"),
        ("Edm.String", _) => Json::text(text),
        (_, "true" | "false") => Json::raw(text),
        _ => Json::number(text),
    }
}

fn with_annotations(element: &Element, mut members: Members) -> Json {
    annotations(element, "", &mut members);
    Json::Object(members)
}

fn annotations(element: &Element, prefix: &str, members: &mut Members) {
    for annotation in element.all("Annotation") {
        self::annotation(annotation, prefix, None, members);
    }
}

fn annotation(element: &Element, prefix: &str, qualifier: Option<&str>, members: &mut Members) {
    let qualifier = element.get("Qualifier").or(qualifier).map_or(String::new(), |qualifier| format!("#{qualifier}"));
    let name = format!("{prefix}@{}{qualifier}", element.get("Term").unwrap());
    annotations(element, &name, members);
    members.push((name, value(element).unwrap_or_else(|| Json::raw("true"))));
}

/// The value of an annotation, a property or a label.
fn value(element: &Element) -> Option<Json> {
    let attribute = element.attributes.iter().find(|(name, _)| VALUES.contains(&&**name) || name == "UrlRef");
    match attribute {
        Some((name, text)) if name == "UrlRef" => Some(Json::Object(vec![("$UrlRef".to_owned(), Json::text(text))])),
        Some((name, text)) => Some(simple(name, text)),
        None => element.children.iter().find(|child| child.name != "Annotation").map(expression),
    }
}

fn simple(kind: &str, text: &str) -> Json {
    match kind {
        "String" => Json::text(text),
        "Path" => Json::Object(vec![("$Path".to_owned(), Json::text(text.trim()))]),
        "Bool" if matches!(text.trim(), "true" | "false") => Json::raw(text.trim()),
        "Int" | "Decimal" | "Float" => Json::number(text.trim()),
        "EnumMember" => {
            let paths = text.split(|next: char| next.is_whitespace() || next == ',').filter(|path| !path.is_empty());
            let names = paths.map(|path| path.rsplit('/').next().unwrap());
            Json::text(names.collect::<Vec<_>>().join(","))
        }
        _ => Json::text(text.trim()),
    }
}

fn expression(element: &Element) -> Json {
    let operands =
        || element.children.iter().filter(|child| child.name != "Annotation").map(expression).collect::<Vec<_>>();
    let name = format!("${}", element.name);
    let mut members = Members::new();
    match &*element.name {
        kind if VALUES.contains(&kind) => return simple(kind, &element.text),
        "Collection" => return Json::Array(operands()),
        "Null" if element.children.is_empty() => return Json::raw("null"),
        "Null" => members.push((name, Json::raw("null"))),
        "Record" => {
            members.extend(element.get("Type").map(|ty| ("@type".to_owned(), Json::text(format!("#{ty}")))));
            for property in element.all("PropertyValue") {
                let name = property.get("Property").unwrap();
                annotations(property, name, &mut members);
                members.push((name.to_owned(), value(property).unwrap_or_else(|| Json::raw("true"))));
            }
        }
        "LabeledElement" => {
            members.push((name, value(element).unwrap()));
            members.extend(texts(element, &["Name"]));
        }
        "LabeledElementReference" => members.push((name, Json::text(element.text.trim()))),
        "UrlRef" => members.push((name, value(element).unwrap())),
        "Apply" => {
            members.extend(texts(element, &["Function"]));
            members.push((name, Json::Array(operands())));
        }
        "Cast" | "IsOf" => {
            type_name(element, "Type", &mut members);
            members.push((name, operands().pop().unwrap()));
        }
        "Not" | "Neg" => members.push((name, operands().pop().unwrap())),
        _ => members.push((name, Json::Array(operands()))),
    }
    with_annotations(element, members)
}

/// What starts every object of a kind.
fn kind(element: &Element) -> Members {
    vec![("$Kind".to_owned(), Json::text(&*element.name))]
}

fn texts(element: &Element, names: &[&str]) -> Members {
    let member = |name: &&str| Some((format!("${name}"), Json::text(element.get(name)?)));
    names.iter().filter_map(member).collect()
}

fn flags(element: &Element, names: &[&str], members: &mut Members) {
    let is_set = |name: &&&str| element.get(name).is_some_and(is_true);
    members.extend(names.iter().filter(is_set).map(|name| (format!("${name}"), Json::raw("true"))));
}

fn is_true(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("true") || text.trim() == "1"
}
