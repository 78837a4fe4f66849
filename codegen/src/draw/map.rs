//! A map of types: a box for each namespace, in it a box for each type, and in that the types derived from it.

use super::Drawing;

/// Lengths are in units of the map; a page shows them as pixels at its natural size.
const WIDTH: u32 = 200;
const HEIGHT: u32 = 24;
/// What is above the boxes within a box: its name.
const HEAD: u32 = 24;
const GAP: u32 = 6;

/// A rectangle: left, top, width and height.
pub(super) type Area = [u32; 4];

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Map {
    /// The namespaces, sorted, each with its area.
    pub(super) namespaces: Vec<(String, Area)>,
    /// The area of each type.
    pub(super) types: Vec<Area>,
    /// How wide and high all of it is.
    pub(super) size: (u32, u32),
}

pub(super) fn map(drawing: &Drawing) -> Map {
    // A type whose base is in another namespace stands in its own, so that namespaces stay together.
    let mut cells: Vec<Cell> = Vec::new();
    let mut namespaces: Vec<&str> = drawing.nodes.iter().map(|node| node.namespace.as_str()).collect();
    namespaces.sort_unstable();
    namespaces.dedup();
    for node in &drawing.nodes {
        let base = node.base.filter(|base| drawing.nodes[*base].namespace == node.namespace);
        let namespace = namespaces.binary_search(&node.namespace.as_str()).unwrap_or_default();
        cells.push(Cell { parent: base.unwrap_or(drawing.nodes.len() + namespace), ..Cell::default() });
    }
    let root = cells.len() + namespaces.len();
    cells.extend(namespaces.iter().map(|_| Cell { parent: root, ..Cell::default() }));
    cells.push(Cell { parent: root, ..Cell::default() });
    for index in 0..root {
        let parent = cells[index].parent;
        cells[parent].inner.push(index);
    }
    // Boxes come after those that they are in, so that going backwards all that is in a box has its size.
    let mut outside_in = vec![root];
    let mut next = 0;
    while let Some(&index) = outside_in.get(next) {
        outside_in.extend_from_slice(&cells[index].inner);
        next += 1;
    }
    for &index in outside_in.iter().rev() {
        pack(&mut cells, index);
    }
    for &index in &outside_in[1..] {
        let parent = cells[index].parent;
        let (left, top) = (cells[parent].area[0], cells[parent].area[1]);
        cells[index].area[0] += left;
        cells[index].area[1] += top;
    }
    let count = drawing.nodes.len();
    Map {
        namespaces: namespaces
            .iter()
            .zip(&cells[count..])
            .map(|(name, found)| ((*name).to_owned(), found.area))
            .collect(),
        types: cells[..count].iter().map(|found| found.area).collect(),
        size: (cells[root].area[2], cells[root].area[3]),
    }
}

#[derive(Clone, Debug, Default)]
struct Cell {
    parent: usize,
    inner: Vec<usize>,
    area: Area,
}

/// Gives a box its size, and what is in it places relative to its corner.
///
/// What is in it goes, the highest first, to where it can be highest, within a width that makes all of it half as wide
/// again as it is high. The order of names stays among boxes of the same height, such as all that hold nothing.
fn pack(cells: &mut [Cell], index: usize) {
    let mut inner = cells[index].inner.clone();
    if inner.is_empty() {
        cells[index].area = [0, 0, WIDTH, HEIGHT];
        return;
    }
    inner.sort_by_key(|&index| std::cmp::Reverse(cells[index].area[3]));
    let sizes = inner.iter().map(|&index| (cells[index].area[2] + GAP, cells[index].area[3] + GAP));
    let total: f64 = sizes.clone().map(|(width, height)| f64::from(width) * f64::from(height)).sum();
    let widest = sizes.map(|(width, _)| width).max().unwrap_or_default();
    let mut skyline = Skyline::new(((total * 1.5).sqrt() as u32).max(widest));
    let (mut width, mut height) = (0, 0);
    for found in inner {
        let area = &mut cells[found].area;
        let (left, top) = skyline.put(area[2] + GAP, area[3] + GAP);
        (area[0], area[1]) = (GAP + left, HEAD + top);
        width = width.max(area[0] + area[2] + GAP);
        height = height.max(area[1] + area[3] + GAP);
    }
    cells[index].area = [0, 0, width, height];
}

/// How far down a strip of some width is filled: pieces from left to right, each with its left end and that depth.
struct Skyline {
    width: u32,
    pieces: Vec<(u32, u32)>,
}

impl Skyline {
    fn new(width: u32) -> Self {
        Self { width, pieces: vec![(0, 0)] }
    }

    /// Takes the highest free place, of several the leftmost, for a box that is no wider than the strip.
    fn put(&mut self, width: u32, height: u32) -> (u32, u32) {
        let fits = |&(left, _): &&(u32, u32)| left + width <= self.width;
        let depth = |left: u32| {
            let ends = self.pieces.iter().skip(1).map(|piece| piece.0).chain([self.width]);
            let below = self.pieces.iter().zip(ends).filter(|&(piece, end)| end > left && piece.0 < left + width);
            below.map(|(piece, _)| piece.1).max().unwrap_or_default()
        };
        let places = self.pieces.iter().filter(fits).map(|&(left, _)| (depth(left), left));
        let (top, left) = places.min().unwrap_or_default();
        let right = left + width;
        let after = self.pieces.iter().rev().find(|piece| piece.0 <= right).map_or(0, |piece| piece.1);
        self.pieces.retain(|piece| piece.0 < left || piece.0 > right);
        let at = self.pieces.partition_point(|piece| piece.0 < left);
        self.pieces.insert(at, (left, top + height));
        if right < self.width {
            self.pieces.insert(at + 1, (right, after));
        }
        (left, top)
    }
}
