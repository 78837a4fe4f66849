//! The README of the project and the pages of the reference: their blocks of code, links and headings.

use std::fs;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::support::workspace;

/// A page of Markdown.
pub(crate) struct Page {
    /// Its path from the folder of the workspace.
    pub path: String,
    pub text: String,
}

/// A block of code.
pub(crate) struct Block {
    /// The path of the page that it is in.
    pub page: String,
    pub language: String,
    pub text: String,
}

/// The README, and then the pages of the reference by name.
pub(crate) fn pages() -> Vec<Page> {
    let root = workspace();
    let entries = fs::read_dir(root.join("codegen/docs")).unwrap();
    let mut paths: Vec<String> =
        entries.map(|entry| format!("codegen/docs/{}", entry.unwrap().file_name().into_string().unwrap())).collect();
    paths.sort();
    paths.insert(0, "README.md".to_owned());
    let page = |path: String| Page { text: fs::read_to_string(root.join(&path)).unwrap(), path };
    paths.into_iter().map(page).collect()
}

/// The blocks of all pages in a language.
pub(crate) fn blocks(language: &str) -> Vec<Block> {
    pages().iter().flat_map(Page::blocks).filter(|block| block.language == language).collect()
}

impl Page {
    fn events(&self) -> Parser<'_> {
        Parser::new_ext(&self.text, Options::ENABLE_TABLES)
    }

    /// Its blocks of code.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let mut found: Vec<Block> = Vec::new();
        let mut is_within = false;
        for event in self.events() {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    is_within = true;
                    let language = match kind {
                        CodeBlockKind::Fenced(language) => language.to_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    found.push(Block { page: self.path.clone(), language, text: String::new() });
                }
                Event::End(TagEnd::CodeBlock) => is_within = false,
                Event::Text(text) if is_within => found.last_mut().unwrap().text.push_str(&text),
                _ => (),
            }
        }
        found
    }

    /// Where its links lead to.
    pub(crate) fn links(&self) -> Vec<String> {
        let links = self.events().filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        });
        links.collect()
    }

    /// What a link can have behind `#`: the headings as forges spell them.
    pub(crate) fn anchors(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut is_within = false;
        for event in self.events() {
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    is_within = true;
                    found.push(String::new());
                }
                Event::End(TagEnd::Heading(_)) => is_within = false,
                Event::Text(text) | Event::Code(text) if is_within => found.last_mut().unwrap().push_str(&text),
                _ => (),
            }
        }
        found.iter().map(|heading| anchor(heading)).collect()
    }
}

fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')).collect()
}
