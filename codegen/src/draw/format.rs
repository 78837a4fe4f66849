//! What drawings are written as.

/// What a drawing is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A picture, laid out.
    Svg,
    /// The language of Graphviz.
    Dot,
    /// A `classDiagram` of Mermaid, which many sites draw in Markdown.
    Mermaid,
    /// A page that needs nothing else: a map of the types to search and zoom, with all that is known of each.
    Html,
}
