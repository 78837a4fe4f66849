//! The options that stand for keys of `codegen.toml`, made of what is known of the keys.

use std::ffi::OsStr;
use std::marker::PhantomData;
use std::path::PathBuf;

use crate::config::{Config, Fallback, Flag, Key, Scope, Shape, Word};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, value_parser};

/// What the options of a scope say of the configuration.
#[derive(Clone, Debug)]
pub(super) struct Settings<S> {
    config: Config,
    scope: PhantomData<S>,
}

/// Some of the options.
pub(super) trait Of {
    const SCOPE: Scope;
}

impl<S> Settings<S> {
    /// The configuration, with nothing in it but what they say.
    pub(super) fn config(&self) -> Config {
        self.config.clone()
    }
}

impl<S: Of> clap::Args for Settings<S> {
    fn augment_args(command: Command) -> Command {
        command.args(flags(S::SCOPE).map(|(key, flag)| option(key, flag)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<S: Of> FromArgMatches for Settings<S> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut settings = Self { config: Config::default(), scope: PhantomData };
        settings.update_from_arg_matches(matches)?;
        Ok(settings)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for (_, flag) in flags(S::SCOPE) {
            if let Some(arguments) = matches.get_raw(flag.name) {
                (flag.set)(&mut self.config, arguments.map(OsStr::to_owned).collect());
            }
        }
        Ok(())
    }
}

fn flags(scope: Scope) -> impl Iterator<Item = (&'static Key, &'static Flag)> {
    Key::all().iter().filter_map(move |key| Some((key, key.flag.as_ref().filter(|flag| flag.scope == scope)?)))
}

fn option(key: &Key, flag: &Flag) -> Arg {
    let (help, long_help) = help(key);
    let option = Arg::new(flag.name).long(flag.name).value_name(flag.value).help(help);
    let option = match key.shape {
        Shape::Path => option.value_parser(value_parser!(PathBuf)),
        Shape::Paths => option.value_parser(value_parser!(PathBuf)).action(ArgAction::Append),
        Shape::Texts => option.action(ArgAction::Append),
        Shape::Word(words) => option.value_parser(PossibleValuesParser::new(words.iter().map(possible_value))),
        Shape::Switch => {
            option.value_parser(value_parser!(bool)).num_args(0..=1).require_equals(true).default_missing_value("true")
        }
        Shape::Count => option.value_parser(value_parser!(usize)),
        _ => option,
    };
    match long_help {
        Some(text) => option.long_help(text),
        None => option,
    }
}

/// What the short help says of a key, and what the long one says if that is more.
fn help(key: &Key) -> (String, Option<String>) {
    let mut paragraphs = key.paragraphs();
    let mut help = without_period(&paragraphs.remove(0)).to_owned();
    if matches!(key.shape, Shape::Paths | Shape::Texts) {
        help.push_str("; may be repeated");
    }
    match key.fallback {
        Fallback::Value(value) => help.push_str(&format!(" [default: {}]", value.trim_matches('"'))),
        Fallback::Described(fallback) => help.push_str(&format!(" [default: {fallback}]")),
        Fallback::Nothing => {}
    }
    let long_help = (!paragraphs.is_empty()).then(|| format!("{help}\n\n{}", paragraphs.join("\n\n")));
    (help, long_help)
}

fn possible_value(word: &Word) -> PossibleValue {
    PossibleValue::new(word.text).help(without_period(&word.meaning()).to_owned())
}

/// A sentence as it stands in help.
fn without_period(sentence: &str) -> &str {
    sentence.strip_suffix('.').unwrap_or(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_is_what_the_key_says() {
        let help = |name: &str| help(Key::all().iter().find(|key| key.name == name).unwrap());
        assert_eq!(
            help("emit").0,
            "Whether to generate a crate, or a module for one that is there already [default: crate]"
        );
        let (short, long) = help("include");
        assert_eq!(short, "Which types to select, with all that they need; may be repeated [default: all]");
        assert!(long.is_some_and(|long| long.starts_with(&format!("{short}\n\nEach is a pattern: "))));
    }
}
