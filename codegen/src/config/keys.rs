//! The keys of `codegen.toml`. Each is declared here and nowhere else.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::key::{self, declare};
use super::options::{Attributes, Base64, Derived, Emit, Navigation, Unresolved, Versions};
use super::places::Places;
use super::reader::Reader;
use super::runtime::Runtime;
use super::setting::{FromArguments, FromToml, Setting};
use super::shape::{Fallback, Scope};

/// A key of `codegen.toml`.
pub type Key = key::Key<Config>;

/// The option of the command that stands for a [`Key`].
pub type Flag = key::Flag<Config>;

impl Key {
    /// All keys, in the order in which they are explained.
    pub fn all() -> &'static [Self] {
        KEYS
    }
}

declare! {
    /// What to generate, from what, to where. What is left out has its default.
    ///
    /// It is made in a program, read from a `codegen.toml` or given by flags; the keys of the file are the names of the fields
    /// with `-` in place of `_`. `docs/configuration.md` in this package has all of them in a table.
    ///
    /// ```
    /// use csdl_codegen::{Config, Emit};
    ///
    /// let mut config = Config::new(["schema/graph.csdl"]);
    /// config.include = vec!["microsoft.graph.user".to_owned()];
    /// config.emit = Some(Emit::Module);
    /// ```
    ///
    /// # Patterns
    ///
    /// A pattern is a qualified name, in which `*` stands for any characters within a segment, `**` across segments and `?` for
    /// one. Without a dot it is for names without their namespace: `user`, if one type has that name, or `vpp*`.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct Config {
        /// CSDL files, and folders of CSDL files with all folders in them.
        pub schemas: Vec<PathBuf> = key {
            name: "schemas",
            default: Described("all in the folder of the codegen.toml"),
            example: r#"["graph.csdl"]"#,
            flag: ("schema", "FILE|DIR", Scope::Input),
            read: Reader::schemas,
            check: Config::check_schemas,
        },
        /// Folders in which documents are looked for that schemas refer to, besides the folder of the schema itself.
        ///
        /// An `edmx:Reference` leads to a file that has the name that its `Uri` ends with. Of what is only referred to, types are
        /// generated if a selected one needs them, or if `include` names them.
        pub references: Vec<PathBuf> = key {
            name: "references",
            default: Described("none"),
            example: r#"["../redfish"]"#,
            flag: ("references", "DIR", Scope::References),
        },
        /// The folder of the generated crate or module, which is then the generator's own.
        ///
        /// A module that a build script generates is in `OUT_DIR` if nothing else is said.
        pub out: Option<PathBuf> = key {
            name: "out",
            default: Described("../generated from the codegen.toml, or generated without one"),
            example: r#""../generated""#,
            flag: ("out", "DIR", Scope::Output),
            check: Config::check_out,
        },
        /// Whether to generate a crate, or a module for one that is there already.
        pub emit: Option<Emit> = key {
            name: "emit",
            default: Value(r#""crate""#),
            flag: ("emit", "WHAT", Scope::Output),
        },
        /// The package name of the generated crate.
        ///
        /// If the name of its folder cannot be one, the default is one like it: `gen-types` for `gen`.
        pub crate_name: Option<String> = key {
            name: "crate-name",
            default: Described("the name of its folder"),
            example: r#""graph""#,
            flag: ("crate-name", "NAME", Scope::Output),
            check: Config::check_crate_name,
        },
        /// The package version of the generated crate.
        pub crate_version: Option<String> = key {
            name: "crate-version",
            default: Value(r#""0.1.0""#),
            check: Config::check_crate_version,
        },
        /// How many crates to spread the types over, 4 or more; the paths of the types stay the same.
        ///
        /// Thousands of types are then compiled side by side, in less memory, and a change compiles some of them anew.
        pub crates: Option<usize> = key {
            name: "crates",
            default: Value("1"),
            flag: ("crates", "N", Scope::Output),
            check: Config::check_crates,
        },
        /// Whether there are requests, too: from the root of the service to a typed answer, for any HTTP client.
        ///
        /// There are methods for the sets, navigation properties, actions and functions that lead to selected types, and the
        /// names of properties are constants that know what the property is of.
        pub requests: Option<bool> = key {
            name: "requests",
            default: Value("false"),
            flag: ("requests", "BOOL", Scope::Selection),
        },
        /// The namespace whose types are at the root of the crate; others are modules.
        ///
        /// If no type is in the namespace of the entity container or below it, the default is the namespace that the types of
        /// most of its entity sets and singletons are in; without a container it is what all namespaces begin with.
        pub root_namespace: Option<String> = key {
            name: "root-namespace",
            default: Described("that of the entity container"),
            example: r#""microsoft.graph""#,
            flag: ("root-namespace", "NS", Scope::Selection),
            check: Config::check_root_namespace,
        },
        /// Which types to select, with all that they need.
        ///
        /// Each is a pattern: a qualified name in which `*` stands for any characters within a segment, `**` for any across
        /// segments and `?` for one character. Without a dot it is for names without their namespace.
        pub include: Vec<String> = key {
            name: "include",
            default: Described("all"),
            example: r#"["microsoft.graph.user", "microsoft.graph.security.**"]"#,
            flag: ("include", "PATTERN", Scope::Selection),
            check: |config, diagnostics| config.check_patterns("include", &config.include, diagnostics),
        },
        /// Which types to leave out of these.
        pub exclude: Vec<String> = key {
            name: "exclude",
            default: Described("none"),
            example: r#"["microsoft.graph.security.alert"]"#,
            flag: ("exclude", "PATTERN", Scope::Selection),
            check: |config, diagnostics| config.check_patterns("exclude", &config.exclude, diagnostics),
        },
        /// Which navigation properties have a field.
        ///
        /// What a service sends of the others is in `extra`.
        pub navigation: Option<Navigation> = key {
            name: "navigation",
            default: Value(r#""selected""#),
            flag: ("navigation", "WHICH", Scope::Selection),
        },
        /// Which derived types come along with their base types.
        ///
        /// A value of one that does not is read as its base type, and keeps the rest in `extra`.
        pub derived: Option<Derived> = key {
            name: "derived",
            default: Value(r#""properties""#),
            flag: ("derived", "WHICH", Scope::Selection),
        },
        /// What is done about a type that is needed, and that none of the documents declares.
        ///
        /// With `value`, a property of it is untyped JSON, and a type derived from it has its own properties only.
        pub unresolved: Option<Unresolved> = key {
            name: "unresolved",
            default: Value(r#""error""#),
            flag: ("unresolved", "HOW", Scope::Selection),
        },
        /// What is made of types that are declared for each version, in namespaces that end in one: `ComputerSystem.v1_22_0`.
        ///
        /// Types have no version in their names then, nor in patterns and in the tables below.
        pub versions: Option<Versions> = key {
            name: "versions",
            default: Value(r#""all""#),
            flag: ("versions", "WHICH", Scope::Selection),
        },
        /// In which alphabet bytes are written; both are read.
        pub base64: Option<Base64> = key {
            name: "base64",
            default: Value(r#""standard""#),
        },
        /// Whether types and what belongs to them have rustdoc.
        pub docs: Option<bool> = key {
            name: "docs",
            default: Value("true"),
        },
        /// Whether the names of properties are constants of the types, such as `VppToken::DISPLAY_NAME`.
        ///
        /// Without them there is less to compile, and names are literals.
        pub name_constants: Option<bool> = key {
            name: "name-constants",
            default: Value("true"),
        },
        /// A comment at the top of every file.
        pub header: Option<String> = key {
            name: "header",
            default: Nothing,
            example: r#""SPDX-License-Identifier: MIT""#,
            read: Reader::header,
            check: Config::check_header,
        },
        /// Rust names in place of those that are made.
        ///
        /// On the left is `ns.Type`, `ns.Type/property` (where the property is declared), `ns.EnumType/member`, `ns.Type/*`
        /// (the enum of the type and its derived types) or `ns.*` (the namespace); on the right is the Rust identifier, which
        /// is taken as it is: the compiler warns of a type called `order`. For requests there are `ns.Type/ns.operation` and
        /// `Collection(ns.Type)/ns.operation`, with `(parameter,…)` behind them if there are overloads,
        /// `ns.operation/parameter`, `ns.Container` and `ns.Container/set`.
        pub rename: BTreeMap<String, String> = key {
            name: "rename",
            default: Nothing,
            example: r#"[rename]
"microsoft.graph.user/aboutMe" = "about"
"microsoft.graph.entity/*" = "AnyGraphEntity"
"microsoft.graph.callRecords.*" = "calls""#,
            read: Reader::rename,
            check: Config::check_rename,
        },
        /// Rust types in place of generated and built-in ones.
        ///
        /// On the left is `ns.Type` of any kind, or a built-in type; on the right is the path of a type that has `Clone`,
        /// `Debug` and `PartialEq`, and that serde can read and write as the service does.
        pub replace: BTreeMap<String, String> = key {
            name: "replace",
            default: Nothing,
            example: r#"[replace]
"microsoft.graph.emailAddress" = "my_types::EmailAddress"
"Edm.Duration" = "my_types::Duration""#,
            read: Reader::replace,
            check: Config::check_replace,
        },
        /// Which warnings there are.
        ///
        /// On the left is the code of a warning, which stands in brackets behind the word; on the right is `allow`, `warn` or
        /// `deny`. What is denied is an error. What keeps the output from being right cannot be allowed.
        pub diagnostics: BTreeMap<String, String> = key {
            name: "diagnostics",
            default: Nothing,
            example: r#"[diagnostics]
unknown-attribute = "allow"
unused-setting = "deny""#,
            read: Reader::diagnostics,
            check: Config::check_diagnostics,
        },
        /// Derives and attributes for some of the generated types; there can be several of these tables.
        ///
        /// `types` is a pattern or a list of them, and `kinds` a list of `"struct"`, `"hierarchy"`, `"enum"` and `"newtype"`, or
        /// left out for all of them. Traits that the types have anyway are left out of `derive`; `attributes` are written as in
        /// Rust.
        pub attributes: Vec<Attributes> = key {
            name: "attributes",
            default: Nothing,
            example: r#"[[attributes]]
types = ["microsoft.graph.security.*"]
kinds = ["enum"]
derive = ["Ord", "PartialOrd"]"#,
            read: Reader::attributes,
            check: Config::check_attributes,
        },
        /// Further dependencies of the generated crate, as in its `Cargo.toml`.
        ///
        /// On the right is what stands there: `"1"` with the quotes, or `{ path = "../my-types" }`, a path from the folder of
        /// the generated crate.
        pub dependencies: BTreeMap<String, String> = key {
            name: "dependencies",
            default: Nothing,
            example: r#"[dependencies]
my-types = { path = "../my-types" }"#,
            read: Reader::dependencies,
            check: Config::check_dependencies,
        },
        /// Where the package `odata-runtime` is from, which all types stand on.
        ///
        /// `embedded = true`, the default: it is written to the folder `runtime` of the output. `version`, `path` or `git` with
        /// `branch`, `tag` or `rev`: the output depends on one that is there already, as on that of another crate with
        /// `path = "../graph/runtime"`.
        pub runtime: Option<Runtime> = key {
            name: "runtime",
            default: Nothing,
            example: r#"[runtime]
path = "../shared/runtime""#,
            read: Reader::runtime,
            check: Config::check_runtime,
        },
    }
}
