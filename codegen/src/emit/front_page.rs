//! The front page of the crate as Markdown.

use crate::config::{Choice, Derived, Emit, Navigation};
use crate::docs::{paragraphs, plain_line};
use crate::plan::{Begin, Choices, Crate, Example, RequestExample};
use crate::provenance::Origin;
use crate::wording::{counted, first_of};

/// The text of the docs of the crate root.
pub(super) fn front_page(plan: &Crate) -> String {
    let page = &plan.front_page;
    let mut text = format!("{}\n\n", summary(plan));
    if let Some(request) = &page.request {
        text.push_str(&requested(plan, request));
    }
    if let Some(begin) = &page.begin {
        text.push_str(&where_to_begin(plan, begin));
    }
    text.push_str(ABOUT);
    if let Some(example) = &page.example {
        text.push_str(&shown(plan, example));
    }
    text.push_str("\n# Generated from\n\n");
    text.push_str(&origins(&page.origins));
    text.push_str("\nWith these settings:\n\n");
    for setting in settings(&page.choices) {
        text.push_str(&item(&setting));
    }
    text
}

/// The text of the docs of another crate that has a part of the types.
pub(super) fn of_part(plan: &Crate) -> String {
    let name = &plan.facade().name;
    format!(
        "A part of the crate `{name}`, which re-exports all that is in it: a crate of its own to be compiled by itself.\n"
    )
}

/// How many files the first sentence names; the others are in the list of what it was generated from.
const MOST_NAMED: usize = 3;

fn summary(plan: &Crate) -> String {
    let what = if plan.requests.is_some() { "Types and requests" } else { "Types" };
    let origins = &plan.front_page.origins;
    let mut names: Vec<String> = origins.iter().map(|origin| code(&origin.file)).collect();
    names.sort_unstable();
    names.dedup();
    let files = match names.len() {
        0 => "memory".to_owned(),
        1..=MOST_NAMED => names.join(", "),
        _ => format!("{} files", origins.len()),
    };
    let mut types = counted(plan.type_count, "type");
    if names.len() > MOST_NAMED {
        types.push_str(&format!(" of {}", counted(plan.front_page.namespace_count, "namespace")));
    }
    format!("{what} generated from the OData metadata in {files}: {types}.")
}

fn where_to_begin(plan: &Crate, begin: &Begin) -> String {
    let which = match (begin.are_entities, begin.are_all) {
        (true, false) => "The entity types that others lead to most often",
        (true, true) => "The entity types",
        (false, false) => "The complex types that others have most often",
        (false, true) => "The complex types",
    };
    // The path also where the name would do, which could be that of a macro too.
    let link = |ty| format!("[`{}`](self::{})", plan.name_of(ty).ident.as_str(), plan.path(ty));
    let types: Vec<String> = begin.types.iter().map(|ty| link(*ty)).collect();
    // rustdoc compares names without their case and without underscores.
    let others = if begin.are_all {
        ""
    } else {
        " The search finds all others, and names as the metadata has them: `displayName` finds `display_name`."
    };
    format!("{which}: {}.{others}\n", types.join(", "))
}

/// Each file that was read; if they are many, folded, so that what comes next is seen.
fn origins(origins: &[Origin]) -> String {
    if origins.is_empty() {
        return "- memory\n".to_owned();
    }
    let mut items: Vec<String> = origins.iter().map(|origin| item(&described(origin))).collect();
    items.dedup();
    let list = items.concat();
    if items.len() <= MOST_ORIGINS {
        return list;
    }
    // Between blank lines, the list is Markdown again.
    format!("<details>\n<summary>{} files</summary>\n\n{list}\n</details>\n", items.len())
}

/// How many files are listed and not folded.
const MOST_ORIGINS: usize = 16;

/// A file with what is known of where it is from, in paragraphs.
fn described(Origin { file, provenance, .. }: &Origin) -> String {
    let Some(provenance) = provenance else { return code(file) };
    let mut known = Vec::new();
    if let Some(url) = &provenance.url {
        let from = paragraphs(url).join(" ");
        known.push(match provenance.fetched.and_then(|time| time.date) {
            Some(date) => format!("fetched from {from} on {date}"),
            None => format!("fetched from {from}"),
        });
    }
    known.push(format!("BLAKE3 {}", code(&provenance.blake3)));
    let first = format!("{}: {}.", code(file), known.join(", "));
    std::iter::once(first)
        .chain(provenance.note.iter().flat_map(|note| paragraphs(note)))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// How many patterns are listed of `include` and of `exclude`.
const MOST_PATTERNS: usize = 16;

/// What was chosen to be generated, and how.
fn settings(choices: &Choices) -> Vec<String> {
    let Choices { include, exclude, derived, navigation } = choices;
    let list = |patterns: &[String]| first_of(patterns, MOST_PATTERNS, |pattern| code(pattern));
    let mut said = Vec::new();
    said.push(if include.is_empty() {
        "Selected (`include`): all types.".to_owned()
    } else {
        format!("Selected (`include`): {}, and the types of their properties.", list(include))
    });
    if !exclude.is_empty() {
        said.push(format!("Left out (`exclude`): {}. Properties of these types hold plain JSON.", list(exclude)));
    }
    if !include.is_empty() || !exclude.is_empty() {
        let which = match derived {
            Derived::Properties => "those of selected complex types come along",
            Derived::All => "those of all selected types come along",
            Derived::Selected => "only those that are selected themselves",
        };
        said.push(format!("Derived types (`derived = \"{}\"`): {which}.", derived.word()));
    }
    let which = match navigation {
        Navigation::Selected => "those that lead to a selected type",
        Navigation::All => "all; those that lead to a type which is not selected hold plain JSON",
        Navigation::None => "none; what is expanded is in `extra`",
    };
    said.push(format!("Navigation properties (`navigation = \"{}\"`): {which}.", navigation.word()));
    said
}

fn code(text: &str) -> String {
    format!("`{}`", plain_line(text).replace('`', "'"))
}

/// What holds for all types.
const ABOUT: &str = "
Each type is read from JSON and written as JSON without loss: what has no field is kept in the field `extra`. Every field is
optional, since a service may leave out any property. [`runtime`] has what all types have in common:

- [`json`](runtime::json) reads and writes text. With the feature `serde`, which is on by default, serde_json does as well.
- [`Page`](runtime::Page) and [`ErrorResponse`](runtime::ErrorResponse) are what services answer with,
  [`CreateBody`](runtime::CreateBody) and [`UpdateBody`](runtime::UpdateBody) what they are sent.
- [`Nav`](runtime::Nav) is what navigation properties hold.
- [`values`](runtime::values) says how primitive values are read and written. The crates that fields have types of, such as
  [`time`](runtime::time), are in `runtime` as well.
";

/// A request, and what is made of the answer.
fn requested(plan: &Crate, example: &RequestExample) -> String {
    let krate = &plan.facade().ident;
    let [service, path] = [example.service, example.ty].map(|ty| plan.path(ty));
    let [service_name, name] = [example.service, example.ty].map(|ty| &plan.name_of(ty).ident);
    let (field, wire) = &example.text;
    let constant = &example.constant;
    let property = if plan.has_name_constants { format!(".select([{name}::{constant}])") } else { String::new() };
    let steps: String = example.steps.iter().map(|step| format!(".{step}")).collect();
    let language = if plan.emit == Emit::Module { "text" } else { "" };
    let mut used = if plan.has_name_constants { vec![path, service] } else { vec![service] };
    used.sort_unstable();
    let used = used.join(", ");
    format!(
        "```{language}\nuse {krate}::runtime::request::Headers;\nuse {krate}::{{{used}}};\n\n\
         let service = {service_name}::new(\"https://example.org/service\")?;\n\
         let request = service{steps}.get(){property}.top(10);\n\
         assert_eq!(request.method().as_str(), \"GET\");\n\n\
         // Any HTTP client sends it: `request.send(|request| …)` hands it over and reads what comes back, as is done here.\n\
         let answer = br#\"{{\"value\": [{{\"{wire}\": \"one\"}}]}}\"#;\n\
         let page = request.read_parts(200, &Headers::new(), answer)?;\n\
         assert_eq!(page.value[0].{field}.as_deref(), Some(\"one\"));\n\
         # Ok::<(), {krate}::runtime::request::Error>(())\n```\n\n"
    )
}

/// A page of a collection that is read, and the body of a request that updates an item of it.
fn shown(plan: &Crate, example: &Example) -> String {
    let (path, krate) = (plan.path(example.ty), &plan.facade().ident);
    let name = &plan.name_of(example.ty).ident;
    let (field, wire) = &example.text;
    // A module does not know by which path an example would reach it.
    let language = if plan.emit == Emit::Module { "text" } else { "" };
    let (clear, cleared) = match &example.cleared {
        Some((constant, wire)) => {
            let property = if plan.has_name_constants { format!("{name}::{constant}") } else { format!("\"{wire}\"") };
            (format!("patch.extra.set_null({property});\n"), format!(",\"{wire}\":null"))
        }
        None => Default::default(),
    };
    format!(
        "\n# Example\n\n```{language}\nuse {krate}::{{{path}, runtime}};\n\n\
         // What a service answers with when it is asked for a collection.\n\
         let answer = r#\"{{\"value\": [{{\"{wire}\": \"one\"}}]}}\"#;\n\
         let page: runtime::Page<{name}> = runtime::json::from_str(answer)?;\n\
         assert_eq!(page.value[0].{field}.as_deref(), Some(\"one\"));\n\n\
         // What it is sent with PATCH: a property to set and one to clear; the others stay.\n\
         let mut patch = {name}::default();\n\
         patch.{field} = Some(\"two\".to_owned());\n\
         {clear}\
         let body = runtime::json::to_string(&runtime::UpdateBody(&patch))?;\n\
         assert_eq!(body, r#\"{{\"{wire}\":\"two\"{cleared}}}\"#);\n\
         # Ok::<(), runtime::Error>(())\n```\n"
    )
}

/// An item of a list, with all lines of its paragraphs in it.
fn item(paragraphs: &str) -> String {
    let mut text = String::new();
    for (number, line) in paragraphs.lines().enumerate() {
        let indent = if number == 0 { "- " } else { "  " };
        text.push_str(format!("{indent}{line}").trim_end());
        text.push('\n');
    }
    text
}
