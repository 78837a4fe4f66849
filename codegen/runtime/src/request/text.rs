//! Text that is written in full when the URL is: what a service wants of it is known only then.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::encode;
use super::settings::{EnumLiterals, Settings};

/// What is wrong with a request, in words.
pub(super) type Fault = Arc<str>;

/// Text of a URL, not yet percent-encoded, with places for what depends on the service and on the rest of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    text: String,
    /// In the order of their places.
    inserts: Vec<(usize, Insert)>,
    /// What is wrong with it: no request can have it.
    fault: Option<Fault>,
}

#[derive(Clone, Debug, PartialEq)]
enum Insert {
    /// The name of an enum type, which some services want in front of the name of a member and others do not take.
    EnumType(&'static str),
    /// The variable of a lambda expression by its number in this program.
    Variable(usize),
    /// JSON that a parameter alias stands for.
    Json(String),
}

/// The number of the next variable.
static NEXT_VARIABLE: AtomicUsize = AtomicUsize::new(0);

impl Text {
    /// Text as it is.
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Text as somebody gave it who is to have given some.
    pub(super) fn raw(text: impl Into<String>, of_what: &str) -> Self {
        let mut raw = Self::of(text);
        if raw.text.trim().is_empty() {
            raw.blame(format!("the text of {of_what} is empty"));
        }
        raw
    }

    /// Notes what is wrong. What was wrong first is told.
    #[cold]
    pub(super) fn blame(&mut self, fault: impl Into<Fault>) {
        self.fault.get_or_insert_with(|| fault.into());
    }

    /// What is wrong with it.
    pub(super) fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// A variable that no other text has.
    pub(super) fn variable() -> Self {
        let number = NEXT_VARIABLE.fetch_add(1, Ordering::Relaxed);
        Self { inserts: vec![(0, Insert::Variable(number))], ..Self::default() }
    }

    /// Adds text as it is.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds what something shows itself as.
    pub(super) fn push_shown(&mut self, shown: &dyn std::fmt::Display) {
        // Writing to a string does not fail.
        _ = write!(self.text, "{shown}");
    }

    /// Adds other text.
    pub(super) fn append(&mut self, other: &Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.inserts.extend(other.inserts.iter().map(|(place, insert)| (start + place, insert.clone())));
        self.fault = self.fault.take().or_else(|| other.fault.clone());
    }

    /// Adds texts with commas between them.
    pub(super) fn append_list<'a>(&mut self, texts: impl IntoIterator<Item = &'a Self>) {
        for (index, text) in texts.into_iter().enumerate() {
            if index > 0 {
                self.push(",");
            }
            self.append(text);
        }
    }

    /// A text in parentheses behind another.
    pub(super) fn called(mut self, content: &Self) -> Self {
        self.push("(");
        self.append(content);
        self.push(")");
        self
    }

    /// Adds a string in quotes; those in it are doubled (OData 4.01 ABNF, rule `string`).
    pub(super) fn push_quoted(&mut self, text: &str) {
        self.text.push('\'');
        for character in text.chars() {
            if character == '\'' {
                self.text.push('\'');
            }
            self.text.push(character);
        }
        self.text.push('\'');
    }

    /// Adds the name of an enum type, if the service wants one.
    pub(super) fn push_enum_type(&mut self, name: &'static str) {
        self.inserts.push((self.text.len(), Insert::EnumType(name)));
    }

    /// Adds JSON by a parameter alias.
    pub(super) fn push_json(&mut self, json: String) {
        self.inserts.push((self.text.len(), Insert::Json(json)));
    }

    /// Whether there is nothing, and was to be nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.inserts.is_empty() && self.fault.is_none()
    }

    /// The text that a service is sent; what goes by an alias is added to the others, by a name if possible.
    pub(super) fn render(&self, settings: &Settings, name: &str, aliases: &mut Aliases) -> String {
        let mut out = String::with_capacity(self.text.len() + 16);
        let mut variables = Variables::of(&self.text);
        let mut done = 0;
        for (place, insert) in &self.inserts {
            out.push_str(&self.text[done..*place]);
            done = *place;
            match insert {
                Insert::EnumType(name) if settings.enum_literals == EnumLiterals::Qualified => out.push_str(name),
                Insert::EnumType(_) => {}
                Insert::Variable(number) => out.push_str(&variables.name(*number)),
                Insert::Json(json) => {
                    out.push('@');
                    out.push_str(&aliases.add(name, json));
                }
            }
        }
        out.push_str(&self.text[done..]);
        out
    }

    /// The text for people, and as a service with the settings of the standard is sent it.
    pub(super) fn shown(&self) -> String {
        let mut aliases = Aliases::default();
        let mut shown = self.render(&Settings::default(), "p", &mut aliases);
        for (name, json) in &aliases.added {
            _ = write!(shown, "&@{name}={json}");
        }
        shown
    }

    /// The value as a segment of a path: without quotes, and without what tells its type (OData 4.01 URL Conventions, section
    /// 4.3.6).
    pub(super) fn unquoted(&self) -> String {
        let inner = self.text.split_once('\'').and_then(|(_, rest)| rest.strip_suffix('\''));
        inner.map_or_else(|| self.text.clone(), |inner| inner.replace("''", "'"))
    }
}

/// `Clone` and `Debug` of a struct with a text, or a term that has one, and with the types that it is about; also `Display`, where the
/// text is for people, with the names of enum types.
macro_rules! texts {
    ($type:ident<$($parameter:ident),+> { $field:ident $(.$text:ident)?, $types:ident } + Display) => {
        texts! { $type<$($parameter),+> { $field $(.$text)?, $types } }
        texts! { @ Display $type<$($parameter),+> $field $(.$text)? }
    };
    ($type:ident<$($parameter:ident),+> { $field:ident $(.$text:ident)?, $types:ident }) => {
        impl<$($parameter),+> Clone for $type<$($parameter),+> {
            fn clone(&self) -> Self {
                Self { $field: self.$field.clone(), $types: PhantomData }
            }
        }

        texts! { @ Debug $type<$($parameter),+> $field $(.$text)? }
    };
    (@ $trait:ident $type:ident<$($parameter:ident),+> $($text:ident).+) => {
        impl<$($parameter),+> std::fmt::$trait for $type<$($parameter),+> {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.$($text).+.shown())
            }
        }
    };
}
pub(super) use texts;

/// The names of the variables of a text, in the order in which they come.
struct Variables<'a> {
    text: &'a str,
    known: Vec<(usize, String)>,
}

impl<'a> Variables<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, known: Vec::new() }
    }

    fn name(&mut self, number: usize) -> String {
        if let Some((_, name)) = self.known.iter().find(|(known, _)| *known == number) {
            return name.clone();
        }
        let candidates =
            ["x", "y", "z"].map(str::to_owned).into_iter().chain((1_usize..).map(|count| format!("x{count}")));
        let is_free = |name: &String| !self.has(name) && self.known.iter().all(|(_, known)| known != name);
        let name = { candidates }.find(is_free).unwrap_or_default();
        self.known.push((number, name.clone()));
        name
    }

    /// Whether the text has a property of that name, which the variable would hide.
    fn has(&self, name: &str) -> bool {
        self.text.split(|character: char| !character.is_alphanumeric() && character != '_').any(|word| word == name)
    }
}

/// Parameter aliases and the JSON that they stand for (OData 4.01 URL Conventions, section 5.3).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Aliases {
    added: Vec<(String, String)>,
    /// The names of others, which stand in the URL already.
    taken: Vec<String>,
}

impl Aliases {
    /// Keeps a name for another.
    pub(super) fn take(&mut self, name: &str) {
        self.taken.push(name.to_owned());
    }

    /// Whether one that was added has this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.added.iter().any(|(known, _)| known == name)
    }

    /// Adds one by a name, or by another if it has one already that stands for something else.
    pub(super) fn add(&mut self, name: &str, json: &str) -> String {
        let mut alias = name.to_owned();
        let mut count = 1;
        loop {
            match self.added.iter().find(|(known, _)| *known == alias) {
                Some((_, known)) if known == json => return alias,
                None if !self.taken.contains(&alias) => break,
                _ => {}
            }
            count += 1;
            alias = format!("{name}{count}");
        }
        self.added.push((alias.clone(), json.to_owned()));
        alias
    }

    /// As query options, percent-encoded.
    pub(super) fn options(&self) -> impl Iterator<Item = String> {
        self.added.iter().map(|(name, json)| encode::option(&format!("@{name}"), json))
    }
}
