//! The formats of drawings.

/// What a drawing is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A picture, for up to 400 types
    Svg,
    /// The language of Graphviz
    #[value(alias = "gv")]
    Dot,
    /// A class diagram for Markdown
    #[value(alias = "mmd")]
    Mermaid,
    /// A page to search and zoom, for any number of types
    Html,
}
