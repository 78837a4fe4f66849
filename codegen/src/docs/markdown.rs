//! Descriptions as Markdown that renders as the plain text that they are.
//!
//! A description is untrusted: in a doc comment it could open HTML, a link to nowhere, or a code block that
//! `cargo test` would run. What a reader means to see is kept: paragraphs, inline code and links to web addresses.

use std::borrow::Cow;

use crate::unicode::is_invisible;

/// Lines longer than this are broken between words.
const WIDTH: usize = 96;

/// The text as paragraphs of Markdown, wrapped, with a blank line between them; empty if nothing is left of it.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let clean = clean(text);
    let parts = clean.split("\n\n").flat_map(items);
    parts.map(|part| wrap(&tokens(&part))).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// The items of what looks like a list, so that they do not run into each other; any other text is one.
fn items(paragraph: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in paragraph.lines() {
        match items.last_mut() {
            Some(last) if !begins_item(line) => {
                last.push('\n');
                last.push_str(line);
            }
            _ => items.push(line.to_owned()),
        }
    }
    items
}

fn begins_item(line: &str) -> bool {
    let marker = line.split_whitespace().next().unwrap_or_default();
    let number = marker.trim_end_matches(['.', ')']);
    let is_number =
        number.len() + 1 == marker.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    ["-", "*", "+", "•", "–"].contains(&marker) || is_number
}

/// The text as one line, for the note of a deprecation: the compiler prints it as it is, and rustdoc renders it.
///
/// A word that would have to be escaped is code, which both show well.
pub(super) fn note_line(text: &str) -> String {
    let note = |token: Cow<'_, str>| {
        let is_escaped = token.contains('\\') && !token.starts_with(['`', '[']);
        if !is_escaped {
            return token.into_owned();
        }
        let text = unescaped(&token).replace('`', "'");
        let word = text.trim_end_matches(['.', ',', ';', ':']);
        if word.is_empty() { token.into_owned() } else { format!("`{word}`{}", &text[word.len()..]) }
    };
    let mut tokens: Vec<String> = tokens(&plain_line(text)).into_iter().map(note).collect();
    if let Some(first) = tokens.first_mut()
        && escape_first(first) != *first
    {
        *first = format!("`{first}`");
    }
    tokens.join(" ")
}

fn unescaped(token: &str) -> String {
    let mut text = String::with_capacity(token.len());
    let mut rest = token.chars();
    while let Some(character) = rest.next() {
        text.push(if character == '\\' { rest.next().unwrap_or(character) } else { character });
    }
    text
}

/// The text as one plain line, for places that are not rendered.
pub(crate) fn plain_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as one line of inline code, cut if it is long; `None` if nothing is left of it.
pub(super) fn code(text: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let mut line = plain_line(text);
    if let Some((end, _)) = line.char_indices().nth(LONGEST) {
        line.truncate(end);
        line.push('…');
    }
    (!line.is_empty()).then(|| quoted(&line))
}

/// A name, which has no line breaks, as code.
pub(crate) fn quoted(line: &str) -> String {
    // What is between the quotes has no row of that many of them (CommonMark, section 6.1).
    let longest = line.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let quotes = "`".repeat(longest + 1);
    let space = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{quotes}{space}{line}{space}{quotes}")
}

/// Lines end with `\n`, paragraphs with two; no control, zero-width or direction-changing character is left.
fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return Cow::Borrowed(text.trim());
    }
    let mut lines: Vec<String> = Vec::new();
    for line in text.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        let line: String = line
            .chars()
            .filter(|character| !is_invisible(*character))
            .map(|character| if character.is_control() { ' ' } else { character })
            .collect();
        lines.push(line.trim().to_owned());
    }
    let mut clean = String::with_capacity(text.len());
    for line in lines {
        if !line.is_empty() {
            if !clean.is_empty() && !clean.ends_with('\n') {
                clean.push('\n');
            }
            clean.push_str(&line);
        } else if !clean.is_empty() && !clean.ends_with("\n\n") {
            clean.push_str(if clean.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }
    Cow::Owned(clean)
}

/// The words of a paragraph, escaped; inline code and web addresses are one word each, whatever is in them.
fn tokens(paragraph: &str) -> Vec<Cow<'_, str>> {
    if !paragraph.contains(SPECIAL) && !paragraph.contains("http") {
        return paragraph.split_whitespace().map(Cow::Borrowed).collect();
    }
    let mut tokens = Vec::new();
    let mut token = String::new();
    let mut rest = paragraph;
    let mut previous = ' ';
    while let Some(character) = rest.chars().next() {
        if character.is_whitespace() {
            if !token.is_empty() {
                tokens.push(Cow::Owned(std::mem::take(&mut token)));
            }
            previous = character;
            rest = &rest[character.len_utf8()..];
            continue;
        }
        let length = match special(rest, character, previous) {
            Some((written, length)) => {
                token.push_str(&written);
                length
            }
            None => {
                token.push(character);
                character.len_utf8()
            }
        };
        previous = rest[..length].chars().next_back().unwrap_or(' ');
        rest = &rest[length..];
    }
    if !token.is_empty() {
        tokens.push(Cow::Owned(token));
    }
    tokens
}

/// The characters that [`special`] has rules for, but for the `h` of web addresses.
const SPECIAL: [char; 10] = ['`', '[', '\\', '*', ']', '<', '~', '_', '&', '!'];

/// What to write for the start of `rest`, and how many bytes of it that covers; `None` if its first character is just a
/// character.
fn special(rest: &str, first: char, previous: char) -> Option<(String, usize)> {
    let whole = match first {
        '`' => code_span(rest).map(|code| (code.to_owned(), code.len())),
        '[' => link(rest),
        // Also within a word, where rustdoc finds it too.
        'h' => bare_url(rest).map(|url| (format!("<{url}>"), url.len())),
        _ => None,
    };
    if whole.is_some() {
        return whole;
    }
    let next = || rest.chars().nth(1).unwrap_or(' ');
    let escape = match first {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
        '_' => !(previous.is_alphanumeric() && next().is_alphanumeric()),
        '&' => next() == '#' || next().is_ascii_alphanumeric(),
        // Else a link behind it would be an image, which rustdoc would load.
        '!' => link(&rest[1..]).is_some_and(|(written, _)| written.starts_with('[')),
        _ => false,
    };
    escape.then(|| (format!("\\{first}"), first.len_utf8()))
}

/// `` `code` `` at the start, if it closes in the same line and holds something.
fn code_span(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('`')?;
    let length = inner.find(['`', '\n'])?;
    let closes = inner[length..].starts_with('`') && !inner[length + 1..].starts_with('`');
    let holds = !inner[..length].trim().is_empty();
    (closes && holds).then(|| &rest[..length + 2])
}

/// `[text](url)` at the start: a link if the target is a web address, else its text alone.
fn link(rest: &str) -> Option<(String, usize)> {
    let inner = rest.strip_prefix('[')?;
    let text_length = inner.find(['[', ']', '\n', '`'])?;
    let target = inner[text_length..].strip_prefix("](")?;
    let target_length = target.find(|character: char| character == ')' || character.is_whitespace())?;
    if !target[target_length..].starts_with(')') || inner[..text_length].trim().is_empty() {
        return None;
    }
    let text = tokens(&inner[..text_length]).join(" ");
    let url = &target[..target_length];
    let length = 1 + text_length + 2 + target_length + 1;
    match bare_url(url) {
        Some(whole) if whole == url && !text.contains("<http") => Some((format!("[{text}]({url})"), length)),
        _ => Some((text, length)),
    }
}

/// The `http` or `https` address at the start.
fn bare_url(rest: &str) -> Option<&str> {
    let after_scheme = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
    let scheme = rest.len() - after_scheme.len();
    let length = after_scheme
        .find(|character: char| !(character.is_ascii_alphanumeric() || "-._~:/?#@!$&+,;=%".contains(character)))
        .unwrap_or(after_scheme.len());
    let url = rest[..scheme + length].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (url.len() > scheme).then_some(url)
}

fn wrap(tokens: &[Cow<'_, str>]) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for token in tokens {
        let width = token.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            wrapped.push('\n');
            column = 0;
        }
        if column > 0 {
            wrapped.push(' ');
            wrapped.push_str(token);
            column += 1 + width;
        } else {
            let first = escape_first(token);
            column = first.chars().count();
            wrapped.push_str(&first);
        }
    }
    wrapped
}

/// The first word of a line, so that it does not begin a heading, list, quotation, table or rule.
fn escape_first(token: &str) -> Cow<'_, str> {
    let is_all = |characters: &str| token.chars().all(|character| characters.contains(character));
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && (token[digits..] == *"." || token[digits..] == *")") {
        return Cow::Owned(format!("{}\\{}", &token[..digits], &token[digits..]));
    }
    if is_all("#") || is_all("+") || is_all("=") || is_all("-:|") || token.starts_with(['>', '|']) {
        return Cow::Owned(format!("\\{token}"));
    }
    Cow::Borrowed(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> String {
        paragraphs(text).join("\n\n")
    }

    #[test]
    fn plain_text_stays_plain() {
        assert_eq!(rendered("The user's name."), "The user's name.");
        assert_eq!(rendered("one\r\ntwo\r\n\r\n  three\u{200b}"), "one two\n\nthree");
        assert_eq!(rendered(" \u{feff}\u{200b} "), "");
    }

    #[test]
    fn items_stay_apart() {
        assert_eq!(rendered("One of:\n- a\n  or b\n- c\n\nEnd."), "One of:\n\n\\- a or b\n\n\\- c\n\nEnd.");
        assert_eq!(rendered("1. one\n2) two\n3.0 is no item"), "1\\. one\n\n2\\) two 3.0 is no item");
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(rendered("a <b> [c] *d* _e_ f_g"), "a \\<b> \\[c\\] \\*d\\* \\_e\\_ f_g");
        assert_eq!(rendered("```\nfn main() {}\n```"), "\\`\\`\\` fn main() {} \\`\\`\\`");
        assert_eq!(rendered("    indented code"), "indented code");
        assert_eq!(rendered("# heading"), "\\# heading");
        assert_eq!(rendered("1. one"), "1\\. one");
        assert_eq!(rendered("&lt;b&gt; R&D"), "\\&lt;b\\&gt; R\\&D");
    }

    #[test]
    fn code_and_links_are_kept() {
        assert_eq!(rendered("use `a <b>` here"), "use `a <b>` here");
        assert_eq!(
            rendered("see [the docs](https://example.org/a?b=c)."),
            "see [the docs](https://example.org/a?b=c)."
        );
        assert_eq!(rendered("see [the docs](../api/user.md)."), "see the docs.");
        assert_eq!(rendered("see https://example.org/a."), "see <https://example.org/a>.");
        assert_eq!(rendered("![see](https://example.org/a)"), "\\![see](https://example.org/a)");
    }

    #[test]
    fn notes_read_well_unrendered() {
        assert_eq!(note_line("Use *_v2, or [x] or participants_v2."), "Use `*_v2`, or `[x]` or participants_v2.");
        assert_eq!(note_line("see [it](https://example.org/a)"), "see [it](https://example.org/a)");
        assert_eq!(note_line("a\\b"), "`a\\b`");
        assert_eq!(note_line("# one\ntwo"), "`#` one two");
    }

    #[test]
    fn lines_are_wrapped_between_words_and_begin_nothing() {
        let text = format!("{} - {}", "a".repeat(95), "b".repeat(10));
        assert_eq!(rendered(&text), format!("{}\n\\- {}", "a".repeat(95), "b".repeat(10)));
    }

    /// What a reader sees, as rustdoc would show it, and whether it is text, code and web links alone.
    fn seen(markdown: &str) -> (String, bool) {
        use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let mut text = String::new();
        let mut is_plain = true;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::SoftBreak | Event::End(TagEnd::Paragraph) => text.push(' '),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Link) => {}
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    let is_web = dest_url.starts_with("http://") || dest_url.starts_with("https://");
                    is_plain &= is_web && matches!(link_type, LinkType::Inline | LinkType::Autolink);
                }
                _ => is_plain = false,
            }
        }
        (text.split_whitespace().collect::<Vec<_>>().join(" "), is_plain)
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

        #[test]
        fn any_text_renders_as_text(text in "([a-c12 ]|[-*_#>=+.)(:|~`\\[\\]<!&;\\\\/\n\t]|https://a\\.b|\\[a\\]\\(|&amp;|\u{200b}|<b>|```|   ){0,40}") {
            let (_, is_plain) = seen(&rendered(&text));
            proptest::prop_assert!(is_plain, "{:?} became {:?}", text, rendered(&text));
            if let Some(code) = code(&text).filter(|code| !code.contains('…')) {
                let sentence = format!("Matches {code}, always.");
                proptest::prop_assert_eq!(seen(&sentence), (format!("Matches {}, always.", plain_line(&text)), true));
            }
            let note = note_line(&text);
            proptest::prop_assert!(seen(&note).1, "{:?} became the note {:?}", text, note);
        }

        #[test]
        fn no_character_is_lost(text in "([a-c12 ]|[-*_#>=+.):|~<!&;\\\\/\n]|&amp;|<b>|   ){0,200}") {
            let (seen, _) = seen(&rendered(&text));
            proptest::prop_assert_eq!(seen, plain_line(&text));
        }
    }
}
