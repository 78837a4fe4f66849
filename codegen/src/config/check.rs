//! What is wrong with the values of a configuration, wherever they come from.

use semver::{Version, VersionReq};
use syn::ext::IdentExt;
use syn::parse::Parser;

use super::derived::build_script_folder;
use super::keys::{Config, Key};
use super::options::Emit;
use super::pattern::Pattern;
use super::runtime::{PACKAGE, Runtime};
use super::{crate_name, rust};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Level};
use crate::suggest::did_you_mean;
use crate::unicode;

/// The smallest number of crates that types can be spread over.
const FEWEST_CRATES: usize = 4;

/// The features that the generated crate has in any case.
const FEATURES: [&str; 2] = ["default", "serde"];

const PATTERN_HELP: &str = "write a qualified name, with `*` for any characters within a segment, `**` across segments \
                            and `?` for one character";

pub(crate) const RENAME_HELP: &str = "write `ns.Type`, `ns.Type/property`, `ns.EnumType/member`, `ns.Type/*` for the enum \
                                      of a type and its derived types, `ns.Type/ns.operation` for a method of requests, or \
                                      `ns.*` for a namespace";

impl Config {
    /// Adds a diagnostic for every value that cannot be meant.
    pub(crate) fn check(&self, diagnostics: &mut Diagnostics) {
        for key in Key::all() {
            (key.check)(self, diagnostics);
        }
    }

    pub(super) fn check_schemas(&self, diagnostics: &mut Diagnostics) {
        if self.schemas.is_empty() {
            let message = "no schema is named";
            diagnostics.push(
                Diagnostic::error_without_place(Code::Configuration, message)
                    .help("set `schemas` to CSDL files or folders of them"),
            );
        }
    }

    pub(super) fn check_crate_name(&self, diagnostics: &mut Diagnostics) {
        let name = self.package_name();
        if name.is_empty() && self.crate_name.is_none() {
            let out = self.out_folder().display().to_string();
            let message = format!("the folder `{out}` has no name that the crate in it could have");
            let help = "name the crate with crate-name in codegen.toml or with --crate-name, or choose another folder";
            let place = self.place("out", &out);
            diagnostics.push(Diagnostic::error_at(Code::Configuration, place, message).help(help));
        } else if let Some(reason) = crate_name::fault(&name) {
            let message = format!("`{name}` cannot be the name of a crate: {reason}");
            let help = "set crate-name in codegen.toml or --crate-name to letters, digits, `-` and `_`";
            diagnostics.push(self.fault("crate-name", &name, message).help(help));
        }
    }

    pub(super) fn check_crate_version(&self, diagnostics: &mut Diagnostics) {
        let version = self.package_version();
        if Version::parse(version).is_err() {
            let message = format!("`{version}` is not a version");
            let help = "write three numbers as in `1.2.3`, with nothing or `-alpha.1` after them";
            diagnostics.push(self.fault("crate-version", version, message).help(help));
        }
    }

    pub(super) fn check_root_namespace(&self, diagnostics: &mut Diagnostics) {
        if let Some(namespace) = self.root_namespace.as_ref().filter(|namespace| !is_qualified_name(namespace)) {
            let message = format!("`{namespace}` is not a namespace");
            let help = "write it as the Namespace attribute of the Schema element has it";
            diagnostics.push(self.fault("root-namespace", namespace, message).help(help));
        }
    }

    pub(super) fn check_patterns(&self, key: &str, patterns: &[String], diagnostics: &mut Diagnostics) {
        for pattern in patterns {
            if let Err(error) = Pattern::new(pattern) {
                let message = format!("`{pattern}` is not a pattern: {error}");
                diagnostics.push(self.fault(key, pattern, message).help(PATTERN_HELP));
            }
        }
    }

    pub(super) fn check_header(&self, diagnostics: &mut Diagnostics) {
        if let Some((header, character)) = self.header.as_ref().and_then(|text| Some((text, no_comment(text)?))) {
            let message =
                format!("`header` has the character U+{:04X}, which cannot be in a comment", character as u32);
            let help = "leave it out; lines end with a line feed";
            diagnostics.push(self.fault("header", header, message).help(help));
        }
    }

    pub(super) fn check_rename(&self, diagnostics: &mut Diagnostics) {
        for (key, identifier) in &self.rename {
            self.check_renamed(key, identifier, diagnostics);
        }
    }

    pub(super) fn check_diagnostics(&self, diagnostics: &mut Diagnostics) {
        for (name, level) in &self.diagnostics {
            if Code::of(name).is_none() {
                let message = format!("there is no warning `{name}`");
                let fault = self.fault("diagnostics", name, message);
                let near = did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
                let other = "the code of a warning stands in brackets behind the word: `warning[unknown-attribute]`";
                diagnostics.push(fault.help(near.unwrap_or_else(|| other.to_owned())));
            }
            if Level::of(level).is_none() {
                let message = format!("the level of `{name}` cannot be `{level}`");
                diagnostics.push(self.fault("diagnostics", name, message).help("write `allow`, `warn` or `deny`"));
            }
        }
    }

    pub(super) fn check_replace(&self, diagnostics: &mut Diagnostics) {
        for (csdl, rust) in &self.replace {
            if !csdl.contains('.') || !is_qualified_name(csdl) {
                let message = format!("`{csdl}` is not the name of a type");
                let help = "write `ns.Type`, or a built-in type such as `Edm.Duration`";
                diagnostics.push(self.fault("replace", csdl, message).help(help));
            }
            if let Err(reason) = rust::ty(rust) {
                let message = format!("`{rust}` cannot be in place of `{csdl}`: {reason}");
                let help = "write the path of a type, with its crate: `my_types::Type`";
                diagnostics.push(self.fault("replace", rust, message).help(help));
            }
        }
    }

    pub(super) fn check_attributes(&self, diagnostics: &mut Diagnostics) {
        for attributes in &self.attributes {
            self.check_patterns("attributes", &attributes.types, diagnostics);
            let mut fault = |text: &str, what: &str, reason: &str, help: &str| {
                let message = format!("`{text}` is not {what}: {reason}");
                diagnostics.push(self.fault("attributes", text, message).help(help));
            };
            for text in &attributes.derive {
                if let Err(reason) = rust::derive(text) {
                    fault(text, "a trait to derive", &reason, "write its path: `Hash` or `my::Derive`");
                }
            }
            for text in &attributes.attributes {
                if let Err(reason) = rust::attributes(text) {
                    fault(text, "an attribute", &reason, "write it as in Rust: `#[my::attribute]`");
                }
            }
        }
    }

    pub(super) fn check_dependencies(&self, diagnostics: &mut Diagnostics) {
        for (name, value) in &self.dependencies {
            let fault = self.fault_of_dependency(name, value);
            diagnostics.extend(fault.map(|(message, help)| self.fault("dependencies", name, message).help(help)));
        }
    }

    /// What is wrong with a dependency, and what to do.
    fn fault_of_dependency(&self, name: &str, value: &str) -> Option<(String, &'static str)> {
        let help = "write it as in a Cargo.toml: `my-types = { path = \"../my-types\" }`";
        let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
        if self.emit == Some(Emit::Module) {
            let help = "leave `dependencies` out, and add it to the Cargo.toml of the crate that the module is in";
            Some((format!("a module cannot depend on `{name}` itself"), help))
        } else if name.is_empty() || !name.chars().all(is_name) {
            Some((format!("`{name}` is not the name of a crate"), help))
        } else if name.replace('_', "-") == PACKAGE {
            let help = "leave it out, and say in `[runtime]` where it is from";
            Some((format!("the generated crate depends on `{name}` already"), help))
        } else if self.is_generated(name) {
            let help = "give the generated crate another name with `crate-name`";
            Some((format!("`{name}` is the name of a crate that is generated"), help))
        } else if FEATURES.contains(&name) && is_optional(value) {
            let message = format!("`{name}` is a feature of the generated crate, and cannot be an optional dependency");
            Some((message, "leave `optional` out, or give it another name, with its own as `package`"))
        } else if !value.parse::<toml::Value>().is_ok_and(|value| value.is_str() || value.is_table()) {
            Some((format!("`{value}` is not a dependency in TOML"), help))
        } else {
            None
        }
    }

    /// Whether the generated crate is called so in Rust, or one of several crates is or may be.
    fn is_generated(&self, name: &str) -> bool {
        let [name, own] = [name, &*self.package_name()].map(|name| name.replace('-', "_"));
        let rest = name.strip_prefix(&own);
        rest.is_some_and(|rest| {
            rest.is_empty() || self.has_several_crates() && (rest == "_base" || rest.starts_with("_part_"))
        })
    }

    fn has_several_crates(&self) -> bool {
        self.crates.is_some_and(|crates| crates != 1)
    }

    /// A number of crates that there can be: one, or one that re-exports another that all have in common and two beside each
    /// other at least.
    pub(super) fn check_crates(&self, diagnostics: &mut Diagnostics) {
        let Some(crates) = self.crates.filter(|crates| *crates != 1) else { return };
        let mut fault = |message: String, help: &str| {
            diagnostics.push(self.fault("crates", &crates.to_string(), message).help(help));
        };
        if crates < FEWEST_CRATES {
            let help = "leave it out for one crate, or write 4 or more: `crates = 8` is good for thousands of types";
            fault(format!("`crates` cannot be {crates}"), help);
        }
        if self.emit == Some(Emit::Module) {
            let help = "leave `crates` out, or generate a crate: `emit = \"crate\"`";
            fault(format!("a module cannot be spread over {crates} crates"), help);
        }
        let is_in_one = |rust: &str| rust::ty(rust).is_ok_and(|ty| rust::is_of_crate(&ty));
        for (csdl, rust) in self.replace.iter().filter(|(_, rust)| is_in_one(rust)) {
            let message = format!("`{rust}` is in one of {crates} crates, and cannot be in place of `{csdl}` in all");
            let help = "write the path of a type in another crate, or leave `crates` out";
            diagnostics.push(self.fault("replace", rust, message).help(help));
        }
    }

    /// A build script has a folder for modules; a crate there is of no use, and one elsewhere has to be meant.
    pub(super) fn check_out(&self, diagnostics: &mut Diagnostics) {
        let emit = self.emit.unwrap_or_default();
        if self.out.is_none() && emit == Emit::Crate && build_script_folder().is_some() {
            let message = "a build script would write a crate next to its own, since neither `emit` nor `out` is set";
            let help = "set `emit` to a module, which is then in OUT_DIR, or name the folder of the crate with `out`";
            diagnostics.push(Diagnostic::error_without_place(Code::Configuration, message).help(help));
        }
    }

    /// A version that can be one, and a copy of the runtime only where it can be had and of use.
    pub(super) fn check_runtime(&self, diagnostics: &mut Diagnostics) {
        match self.runtime_source() {
            Runtime::Version(version) if VersionReq::parse(&version).is_err() => {
                let message = format!("`{version}` is not a version of the runtime");
                let help = "write it as in a Cargo.toml: `version = \"0.1\"`";
                diagnostics.push(self.fault("version", &version, message).help(help));
            }
            Runtime::Embedded if self.is_in_build() => {
                let message = "the runtime would be embedded in OUT_DIR, where no Cargo.toml can depend on it";
                let help = "write `version`, `path` or `git` in `[runtime]`, and the same for `odata-runtime` in the Cargo.toml";
                diagnostics.push(self.fault("runtime", "", message.to_owned()).help(help));
            }
            Runtime::Embedded if cfg!(not(feature = "embed")) => {
                let message = "this build of csdl-codegen has no runtime to embed";
                let help = "give it the feature `embed`, or say with `runtime` where `odata-runtime` is from";
                diagnostics.push(self.fault("runtime", "", message.to_owned()).help(help));
            }
            _ => {}
        }
    }

    fn check_renamed(&self, key: &str, identifier: &str, diagnostics: &mut Diagnostics) {
        let (owner, part) = match key.split_once('/') {
            Some((owner, part)) => (owner, Some(part)),
            None => (key.strip_suffix(".*").unwrap_or(key), None),
        };
        if !is_qualified_name(owner) || part.is_some_and(|part| !is_name(part)) {
            let message = format!("`{key}` names nothing that can be renamed");
            diagnostics.push(self.fault("rename", key, message).help(RENAME_HELP));
        }
        if !is_identifier(identifier) {
            let message = format!("`{key}` is renamed to `{identifier}`, which is not a Rust identifier");
            let help = "write letters, digits and `_`, beginning with a letter";
            diagnostics.push(self.fault("rename", key, message).help(help));
        }
    }

    fn fault(&self, key: &str, value: &str, message: String) -> Diagnostic {
        Diagnostic::error_at(Code::Configuration, self.place(key, value), message)
    }
}

/// Whether a dependency, as TOML, is there only if a feature says so.
pub(crate) fn is_optional(value: &str) -> bool {
    let value = value.parse::<toml::Value>().ok();
    value.and_then(|value| value.get("optional")?.as_bool()).unwrap_or(false)
}

/// A character of a text that cannot be in a comment of TOML (toml.io, v1.0, "Comment"), or which rustc refuses there since it
/// changes the direction of what follows.
fn no_comment(text: &str) -> Option<char> {
    let is_space = |character| matches!(character, '\n' | '\t');
    text.chars()
        .find(|&character| (character.is_control() && !is_space(character)) || unicode::turns_direction(character))
}

fn is_qualified_name(text: &str) -> bool {
    text.split('.').all(is_name)
}

/// Whether it can be a name: services have names with any characters that are seen.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains(char::is_control)
}

/// Whether the naming of the output can make a Rust identifier of it: keywords too, as raw identifiers.
fn is_identifier(text: &str) -> bool {
    // The characters are checked as well, since the parser also takes blanks and comments around an identifier.
    text.chars().all(|character| character.is_alphanumeric() || character == '_')
        && !matches!(text, "_" | "self" | "Self" | "super" | "crate")
        && syn::Ident::parse_any.parse_str(text).is_ok()
}
