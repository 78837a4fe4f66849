//! What to show of an answer: its beginning says best what it is.

/// How many characters are shown of an answer.
const SHOWN: usize = 200;

/// What to show of a text: the title of a web page, or the first characters, on one line.
pub(super) fn beginning(bytes: &[u8]) -> String {
    let text = start(bytes);
    let title = is_web_page(&text).then(|| title(&text)).flatten();
    let words: Vec<&str> = title.unwrap_or(&text).split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The first part of a text, without white space before it.
pub(super) fn start(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(16 * 1024)]);
    text.trim_start().to_owned()
}

pub(super) fn is_web_page(text: &str) -> bool {
    let start: String = text.chars().take(1024).collect::<String>().to_ascii_lowercase();
    start.contains("<!doctype html") || start.contains("<html")
}

fn title(text: &str) -> Option<&str> {
    // Letters keep their places when ASCII ones change their case.
    let lower = text.to_ascii_lowercase();
    let opened = lower.find("<title")?;
    let from = opened + lower[opened..].find('>')? + 1;
    let to = from + lower[from..].find("</title")?;
    Some(text[from..to].trim()).filter(|title| !title.is_empty())
}
