//! The front page of the crate as Markdown.

use crate::config::Emit;
use crate::plan::{Crate, Example, FactPart, FrontPage};

/// The text of the docs of the crate root.
pub(super) fn front_page(plan: &Crate) -> String {
    let page = &plan.front_page;
    let mut text = format!("{}\n\n", page.summary);
    for fact in &page.begin {
        for part in &fact.parts {
            match part {
                FactPart::Text(part) => text.push_str(part),
                FactPart::Type(ty) | FactPart::Wire(_, ty) => {
                    // The path also where the name would do, which could be that of a macro too.
                    let (name, path) = (plan.name_of(*ty).ident.as_str(), plan.path(*ty));
                    text.push_str(&format!("[`{name}`](self::{path})"));
                }
            }
        }
        text.push('\n');
    }
    text.push_str(ABOUT);
    if let Some(example) = &page.example {
        text.push_str(&shown(plan, example));
    }
    text.push_str("\n# Generated from\n\n");
    text.push_str(&origins(page));
    text.push_str("\nWith these settings:\n\n");
    for setting in &page.settings {
        text.push_str(&item(setting));
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

/// Each file that was read; if they are many, folded, so that what comes next is seen.
fn origins(page: &FrontPage) -> String {
    if page.origins.is_empty() {
        return "- memory\n".to_owned();
    }
    let list: String = page.origins.iter().map(|paragraphs| item(&paragraphs.join("\n\n"))).collect();
    if page.origins.len() <= MOST_ORIGINS {
        return list;
    }
    // Between blank lines, the list is Markdown again.
    format!("<details>\n<summary>{} files</summary>\n\n{list}\n</details>\n", page.origins.len())
}

/// How many files are listed and not folded.
const MOST_ORIGINS: usize = 16;

/// What holds for all types.
const ABOUT: &str = "
Each type reads and writes JSON with serde and loses nothing: what has no field is kept in the field `extra`. Every field
is optional, since a service may leave out any property. [`runtime`] has what all types have in common:
[`Page`](runtime::Page) and [`ErrorResponse`](runtime::ErrorResponse) are what services answer with,
[`CreateBody`](runtime::CreateBody) and [`UpdateBody`](runtime::UpdateBody) what they are sent, [`Nav`](runtime::Nav) is
what navigation properties hold, and [`values`](runtime::values) says how primitive values are read and written.
[`json`](runtime::json) reads and writes text, faster than serde_json and with less to compile. The crates that fields have
types of are in it as well.
";

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
            (format!("patch.extra.set_null({property});\n"), format!(", \"{wire}\": null"))
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
         let body = runtime::serde_json::to_value(runtime::UpdateBody(&patch))?;\n\
         assert_eq!(body, runtime::serde_json::json!({{\"{wire}\": \"two\"{cleared}}}));\n\
         # Ok::<(), runtime::serde_json::Error>(())\n```\n"
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
