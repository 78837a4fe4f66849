//! What columns consist of.

/// Between boxes of a column, and between groups of boxes that no line connects.
pub(super) const GAP: f64 = 14.0;

/// A box, or the place in a column where a line passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex {
    /// The box; `None` for a line.
    pub(super) index: Option<usize>,
    pub(super) height: f64,
}

/// A piece of a line from a column to the next: the vertices, and where it touches them below their tops.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) from: (usize, f64),
    pub(super) to: (usize, f64),
    /// How much it should be straight.
    pub(super) weight: f64,
}
