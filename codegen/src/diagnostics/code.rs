//! The codes of diagnostics: what a message is about, whatever names are in it.

use std::fmt;

/// Declares [`Code`], with the name and the explanation of each.
macro_rules! codes {
    ($($(#[doc = $line:literal])+ $variant:ident = $name:literal;)*) => {
        /// What a diagnostic is about. The name of a code stays the same, whatever its messages say.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $line])+ $variant,)*
        }

        impl Code {
            /// All codes, in the order of the phases that have them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name, such as `unknown-attribute`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it means and what can be done, in a few lines.
            pub fn explanation(self) -> String {
                let lines: &[&str] = match self {
                    $(Self::$variant => &[$($line),+],)*
                };
                let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
                lines.join("\n")
            }
        }
    };
}

codes! {
    /// A setting of the configuration file or an option cannot be what it is.
    ///
    /// The message says what can be written there.
    Configuration = "invalid-configuration";
    /// A file cannot be read: it is missing, no text, or may not be opened.
    ///
    /// Schemas are CSDL files and folders of them. Their text is UTF-8 or UTF-16.
    UnreadableFile = "unreadable-file";
    /// A file in a folder of schemas is not a CSDL document. It is skipped.
    ///
    /// Files that end with `.xml` are schemas if their root element is `Edmx`, and those that end with `.json` if they have a member
    /// `$Version`. A warning counts the others; well-formed JSON that is not CSDL is not reported. To have a file read, name
    /// it in `schemas`.
    ForeignFile = "foreign-file";
    /// A file is not what was fetched: it was changed since, or its provenance cannot be read.
    ///
    /// Fetch it again, or remove the `.source.toml` beside it.
    ChangedDownload = "changed-download";
    /// A document could not be fetched from the service.
    Fetch = "failed-fetch";
    /// A document that another one refers to could not be fetched: the service does not have it, it is at a host that is not asked, or
    /// it is not a CSDL document.
    ///
    /// Nothing is generated of it. `fetch --allow-host` has another host asked; what is found nowhere can be put beside the others by
    /// hand.
    UnfetchedReference = "unfetched-reference";
    /// A reference leads to several files of one name with different contents.
    ///
    /// Of files in the folders of `references`, one that declares the namespaces which the reference includes is read, or else the
    /// first by its path. To read another one, name it in `schemas`.
    AmbiguousReference = "ambiguous-reference";
    /// The output cannot be written, or something is in its way.
    Output = "failed-output";

    /// A file is not well-formed XML, so nothing of it can be read.
    ///
    /// Get the file anew from where it is from.
    MalformedXml = "malformed-xml";
    /// A file is not well-formed JSON, so nothing of it can be read.
    ///
    /// Get the file anew from where it is from.
    MalformedJson = "malformed-json";
    /// A file is XML or JSON, but not a CSDL document of OData 4.
    ///
    /// Metadata of OData 1 to 3 is not read. Many services have that of version 4 at another address, or send it for the header
    /// `OData-MaxVersion: 4.01`.
    NotCsdl = "not-csdl";
    /// A document says that it is of a version of CSDL that is not known. It is read as one of 4.01.
    ///
    /// Versions before 4.0 are another language, and not read.
    CsdlVersion = "csdl-version";
    /// An element, or a member in CSDL JSON, is not allowed by CSDL in this place. It is ignored, with all its content.
    UnexpectedElement = "unexpected-element";
    /// There is text where CSDL has elements only. It is ignored.
    UnexpectedText = "unexpected-text";
    /// An element is there more than once that can be there only once, or has more than one value.
    ///
    /// Of keys the first one counts.
    RepeatedElement = "repeated-element";
    /// An element has an attribute, or an object of CSDL JSON a member, that CSDL does not define for it. It is ignored.
    ///
    /// Attributes of OData 1 to 3, such as `ConcurrencyMode`, are the usual case. Attributes of a namespace of their own are for
    /// others, and never reported.
    UnknownAttribute = "unknown-attribute";
    /// An attribute, or a member in CSDL JSON, that CSDL requires is missing.
    MissingAttribute = "missing-attribute";
    /// An attribute, or a member in CSDL JSON, is given twice. The first one counts.
    RepeatedAttribute = "repeated-attribute";
    /// The value of an attribute, or of a member in CSDL JSON, is none that it can have.
    ///
    /// Where nothing is made of it but documentation, as of `MaxLength`, or where it is true or false, it is read as if it were not
    /// there, with a warning. Elsewhere it is an error if something that is generated needs it.
    InvalidValue = "invalid-value";
    /// The name of a type, a namespace or a path cannot be one, so that nothing could refer to it.
    ///
    /// A property, or a member of an enum type, whose name is empty or has control characters is left out with a warning; what JSON
    /// has of it is kept. A type with such a name can be named in `exclude`.
    InvalidName = "invalid-name";
    /// A name is no simple identifier (section 15.2), but can be a name in JSON.
    ///
    /// It is written in JSON as it is, and has a Rust name made of its letters and digits. `[rename]` gives it another one.
    UnusualName = "unusual-name";
    /// Something is not written as CSDL requires, but what is meant is clear: white space around a name, `True` for `true`,
    /// `Int32` for `Edm.Int32`, a `Reference` without a `Uri`.
    LaxForm = "lax-form";
    /// A name contains characters that cannot be seen.
    InvisibleCharacters = "invisible-characters";
    /// The value of an annotation is not what CSDL allows. Nothing but documentation depends on annotations.
    InvalidExpression = "invalid-expression";

    /// The same name is declared twice in one place.
    ///
    /// Of two types, the first in the order of the files counts, where nothing that is generated needs it. A schema that is given
    /// twice declares each of its types twice.
    Redeclaration = "declared-twice";
    /// A type is needed that is in none of the documents.
    ///
    /// There are three ways on: give the document that declares it, with `--schema`, or put it into a folder of `references`;
    /// name the type in `exclude`; or set `unresolved = "value"` for all that are missing. With the last two, properties of it
    /// are untyped JSON, and a type whose base type is missing has its own properties only. Another type can take its
    /// place, too: see `[replace]`.
    UnresolvedType = "unresolved-type";
    /// With `unresolved = "value"`: how many types are in none of the documents.
    UnresolvedValue = "unresolved-value";
    /// A name that nothing generated depends on leads to nothing: of an action, a function, a term, the target of a navigation
    /// property, a type in a container or an operation.
    UnresolvedName = "unresolved-name";
    /// The base type of a type cannot be it: it is of another kind, or derived from the type itself.
    InvalidBaseType = "invalid-base-type";
    /// The underlying type of an enum type is no integer type, or that of a type definition not primitive.
    InvalidUnderlyingType = "invalid-underlying-type";
    /// The value of a member of an enum type does not fit the underlying type.
    EnumValue = "enum-value";
    /// A navigation property, an entity set or a singleton is not of an entity type.
    NotAnEntityType = "not-an-entity-type";
    /// The key of an entity type names a property that it does not have.
    UnknownKeyProperty = "unknown-key-property";
    /// The key of an entity type, or an alternate key, cannot be given in the URL of a request: a part of it has a type that keys
    /// cannot have, is there twice, or is a path without an alias (sections 6.5 and 6.6).
    ///
    /// `Many::key` takes a `Key` of any kind, for services that have such keys all the same.
    UnusableKey = "unusable-key";
    /// A type declares a property anew that it inherits. The declaration of the derived type is used.
    InheritedProperty = "inherited-property";
    /// Annotations are for something that is not there. They are ignored.
    UnknownAnnotationTarget = "unknown-annotation-target";
    /// An alias is reserved, is the name of a namespace, or stands for two.
    ///
    /// The first declaration of it counts.
    Alias = "ambiguous-alias";
    /// An action or function breaks a rule of CSDL. Nothing is generated of it.
    InvalidOperation = "invalid-operation";

    /// With `versions = "newest"`: versions of a type that cannot be one type, or a property that has another type, or an enum type or
    /// type definition other values, in an older version.
    ///
    /// The newest version counts. A version that is a type of another kind stays a type of its own, in a module of its version.
    VersionConflict = "version-conflict";

    /// A pattern matches no type.
    UnmatchedPattern = "unmatched-pattern";
    /// A simple name is that of several types.
    AmbiguousName = "ambiguous-name";
    /// There is no type of the name that was asked for.
    UnknownType = "unknown-type";
    /// The configuration leaves no type to generate.
    EmptySelection = "empty-selection";
    /// A setting is for something that is not there or not generated, and has no effect.
    UnusedSetting = "unused-setting";
    /// A Rust name is not the one that would be expected, since another item of the same place has that.
    ///
    /// `[rename]` gives it another one.
    NameClash = "name-clash";
    /// Types that are derived from a generated one are not generated, so that the enum of the hierarchy reads their values as the
    /// base type. All they have is kept.
    LeftOut = "left-out";
    /// What would be generated is too much.
    TooLarge = "too-large";
    /// What is generated takes very long to compile.
    ///
    /// Choose some of the types by `include`. If the schemas have each type in many versions, as those of Redfish do,
    /// `versions = "newest"` makes one of them. `crates = 8` spreads the types over several crates.
    LargeOutput = "large-output";
    /// A picture cannot be drawn, or not shown by all programs.
    Drawing = "failed-drawing";
}

impl Code {
    /// The code of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_of_one_form() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
            // So that no name of a type looks like it.
            assert!(name.contains('-'), "{name}");
            assert_eq!(Code::of(name).map(Code::name), Some(name));
        }
    }
}
